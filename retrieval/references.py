"""The documents that a question names, written as people type: "NQ 57", "quyet dinh 327".

Looser than the grammar of reports (`corpus.documents.citations`), which would take a plain "57" for
nothing, or "327" of a phone number for a document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from corpus.text import fold, nfc

# Folded words → type; Vietnamese, its usual short form, English.
_TYPES: tuple[tuple[str, str], ...] = (
    ("chi thi|ct|directives?", "Chỉ thị"),
    ("chuong trinh hanh dong|chuong trinh|ctr|programmes?|programs?", "Chương trình"),
    ("cong van|cv|official letters?", "Công văn"),
    ("de an|schemes?|projects?", "Đề án"),
    ("huong dan|hd|guidelines?", "Hướng dẫn"),
    ("ke hoach hanh dong|ke hoach|kh|plans?", "Kế hoạch"),
    ("ket luan|kl|conclusions?", "Kết luận"),
    ("luat|laws?", "Luật"),
    ("nghi dinh|nd|decrees?", "Nghị định"),
    ("nghi quyet|nq|resolutions?", "Nghị quyết"),
    ("quy dinh|regulations?", "Quy định"),
    ("quyet dinh|qd|decisions?", "Quyết định"),
    ("thong bao|tb|notices?", "Thông báo"),
    ("thong tu|tt|circulars?", "Thông tư"),
    ("to trinh|ttr", "Tờ trình"),
)
_TYPE = "|".join(f"(?P<t{i}>{words})" for i, (words, _) in enumerate(_TYPES))
_BODY = r"[a-z]{1,12}\d{0,2}"
_CODE = r"(?:nq|qd|kh|ct|ctr|kl|tb|bc|nd|tt|ttr|hd|cv|cd)"
_SYMBOL = (
    rf"(?:/\d{{4}})?(?:\s?[-/]\s?| (?=[a-z]{{2,4}}/)){_BODY}(?:\s?[-/&]\s?{_BODY}){{0,4}}"
    rf"|\s{_CODE}\s(?:tw|tu|cp|ttg|ubnd|hdnd|du|hu|bcd|bcdtw)"  # "57 nq tw", typed without marks
)
_REFERENCE = re.compile(
    rf"(?<![\w/-])(?:(?:{_TYPE})(?:\s+|(?=\d))(?:hanh dong\s+)?(?:so\s*|no\.?\s*|number\s*)?)?"
    rf":?\s*(?P<digits>\d{{1,5}})(?P<symbol>{_SYMBOL})?(?![\w/-])"
)
_DAY = re.compile(
    r"\s*,?\s*(?:ngay|dated|of)?\s*"
    r"(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})(?!\d)"
)
# A bare number is a document only where nothing else can be meant: "327", "327 thay thế gì".
_ALONE = re.compile(
    r"\s*(?:so\s+)?\d{1,5}\s*(?:\?|(?:con hieu luc|thay the|bi |duoc (?:nhac|thay|trien|sua)"
    r"|trien khai|thuc hien|replac|is |what )[^\d]*)?"
)
_YEAR = re.compile(r"\s*,?\s*(?:(?:cua|of|by)\s+[^\d,;?]{2,40}?\s+)?(?:nam|year)\s+(\d{4})(?!\d)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named in a question; what it does not say is empty.

    `symbol` is folded letters and digits only: "nqtw" for "57-NQ/TW". `start`, `end` are in the
    question.
    """

    type: str
    digits: str
    symbol: str
    date: date | None
    year: int | None
    start: int
    end: int

    def fits(self, number: str) -> bool:
        """Return whether `number`, canonical, may be what is meant: 57 fits 57-NQ/TW."""
        match = re.match(r"0*(\d+)(.*)", fold(number))
        if not match or match[1] != self.digits.lstrip("0"):
            return False
        return not self.symbol or bare(match[2]) == self.symbol


def references(question: str) -> list[Reference]:
    """Return the documents that a question names by number, in order; offsets are of its NFC."""
    text = fold(nfc(question))
    found = []
    for match in _REFERENCE.finditer(text):
        kind = next((name for i, (_, name) in enumerate(_TYPES) if match[f"t{i}"]), "")
        symbol = bare(match["symbol"] or "")
        if not kind and not _is_symbol(symbol) and not _ALONE.fullmatch(text):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        day, year, end = _when(text, match.end())
        found.append(Reference(kind, match["digits"], symbol, day, year, start, end))
    return found


def bare(symbol: str) -> str:
    """Return the folded letters and digits of a symbol, so that 57-NQ/TW and 57/NQ-TW agree."""
    return re.sub(r"[^a-z0-9]", "", fold(symbol))


def _is_symbol(symbol: str) -> bool:
    # "26/5" is a day, "3/2025" an issue; a document's symbol has letters.
    return any(ch.isalpha() for ch in symbol)


def _when(text: str, at: int) -> tuple[date | None, int | None, int]:
    """Return the date or year said right after a number, and where that ends."""
    day = _DAY.match(text, at)
    if day:
        try:
            when = date(int(day[3]), int(day[2]), int(day[1]))
        except ValueError:
            return None, None, at
        return when, when.year, day.end()
    year = _YEAR.match(text, at)
    return (None, int(year[1]), year.end()) if year else (None, None, at)
