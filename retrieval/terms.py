"""Text to the terms of keyword search: folded syllables, pairs of them, abbreviations.

Pairs stand in for word segmentation, which adds nothing over them here. Abbreviations are
expanded on the side of the question only, both ways, so that the index never depends on which
ones are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from corpus.text import fold, nfc

# The field's abbreviations. Those a text explains itself are found by `defined_in`.
FIELD: dict[str, str] = {
    "ATBXHN": "an toàn bức xạ hạt nhân",
    "ATTT": "an toàn thông tin",
    "BCĐ": "Ban Chỉ đạo",
    "BCVT": "bưu chính viễn thông",
    "BTV": "Ban Thường vụ",
    "CBCC": "cán bộ công chức",
    "CCHC": "cải cách hành chính",
    "CĐS": "chuyển đổi số",
    "CNTT": "công nghệ thông tin",
    "CQĐT": "chính quyền điện tử",
    "CSDL": "cơ sở dữ liệu",
    "DN": "doanh nghiệp",
    "DTTS": "dân tộc thiểu số",
    "DVC": "dịch vụ công",
    "DVCTT": "dịch vụ công trực tuyến",
    "ĐBKK": "đặc biệt khó khăn",
    "ĐMST": "đổi mới sáng tạo",
    "GDĐT": "giáo dục đào tạo",
    "HĐND": "Hội đồng nhân dân",
    "HTQLCL": "hệ thống quản lý chất lượng",
    "HTTT": "hệ thống thông tin",
    "HTX": "hợp tác xã",
    "KHCN": "khoa học công nghệ",
    "KTTH": "kinh tế tổng hợp",
    "KTXH": "kinh tế xã hội",
    "LGSP": "nền tảng tích hợp chia sẻ dữ liệu",
    "MTQG": "mục tiêu quốc gia",
    "NSNN": "ngân sách nhà nước",
    "NTM": "nông thôn mới",
    "NTTS": "nuôi trồng thủy sản",
    "OCOP": "mỗi xã một sản phẩm",
    "QCVN": "quy chuẩn kỹ thuật quốc gia",
    "QLNN": "quản lý nhà nước",
    "QPPL": "quy phạm pháp luật",
    "SHCN": "sở hữu công nghiệp",
    "SHTT": "sở hữu trí tuệ",
    "SXKD": "sản xuất kinh doanh",
    "TBT": "hàng rào kỹ thuật trong thương mại",
    "TCĐLCL": "tiêu chuẩn đo lường chất lượng",
    "TCVN": "tiêu chuẩn quốc gia",
    "TMĐT": "thương mại điện tử",
    "TTĐT": "thông tin điện tử",
    "TTHC": "thủ tục hành chính",
    "TTPVHCC": "trung tâm phục vụ hành chính công",
    "TTTT": "thông tin truyền thông",
    "UBND": "Ủy ban nhân dân",
    "VBQPPL": "văn bản quy phạm pháp luật",
    "VPCP": "Văn phòng Chính phủ",
    "VTCI": "viễn thông công ích",
}

_NUMBER = r"\d+(?:[.,]\d+)*"
_TERM = re.compile(rf"{_NUMBER}|[^\W\d_]+(?:&[^\W\d_]+)*")
_CAPITALS = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?:&[A-ZĐ]{2,})*(?!\w)")
_LINKS = frozenset({"va", "cac", "nhung", "cua"})  # words that an abbreviation passes over
_DEFINITION = re.compile(
    r"\((?:sau đây |sau đây gọi |gọi |viết )?(?:gọi )?(?:tắt )?(?:là )?:?\s*[“\"]?"
    r"([A-ZĐ][A-ZĐ&]{1,14})[”\"]?\)"
)

Abbreviations = Mapping[str, tuple[str, ...]]  # folded short form → folded long syllables


def syllables(text: str) -> list[str]:
    """Return the folded syllables and numbers of `text`: "KH&CN" is "khcn", "1.250" is "1250"."""
    found = []
    for match in _TERM.finditer(fold(nfc(text))):
        term = match[0]
        found.append(re.sub(r"[.,&]", "", term))
    return found


def terms(text: str) -> list[str]:
    """Return the terms of `text` for the index: syllables, and pairs as "chuyen_doi".

    What is written in one but composed ("KHCNĐMST&CĐS") is there by its parts too.
    """
    found = with_pairs(syllables(text))
    for match in _CAPITALS.finditer(text):
        parts = [part for piece in match[0].split("&") for part in _parts(fold(piece))]
        if len(parts) > 1:
            found += parts
    return found


def with_pairs(words: list[str]) -> list[str]:
    """Return `words` and the pairs of neighbours."""
    return words + [f"{a}_{b}" for a, b in pairwise(words)]


def query_terms(text: str, known: Abbreviations) -> list[str]:
    """Return the distinct terms of a question, abbreviations expanded both ways."""
    words = syllables(text)
    found = dict.fromkeys(with_pairs(words))
    for word in words:
        for long in _expansions(word, known):
            found.update(dict.fromkeys(with_pairs(list(long))))
    bare = [w for w in words if w not in _LINKS]
    for short, long in known.items():
        plain = [w for w in long if w not in _LINKS]
        if len(plain) > 1 and _contains(bare, plain):
            found[short] = None
    return list(found)


def _expansions(word: str, known: Abbreviations) -> list[tuple[str, ...]]:
    """Return the long forms of a word, also of one composed of two or more: KHCNĐMST."""
    if word in known:
        return [known[word]]
    parts = _parts(word, known)
    return [known[part] for part in parts] if len(parts) > 1 else []


def _parts(word: str, known: Abbreviations | None = None) -> list[str]:
    """Return the known abbreviations that `word` is composed of, itself when it is not."""
    known = FOLDED_FIELD if known is None else known
    parts: list[str] = []
    rest = word
    while rest and len(word) > 4:
        head = next((rest[:n] for n in range(len(rest), 1, -1) if rest[:n] in known), None)
        if head is None:
            return [word]
        parts.append(head)
        rest = rest[len(head) :]
    return parts or [word]


def _contains(words: list[str], part: list[str]) -> bool:
    size = len(part)
    return any(words[i : i + size] == part for i in range(len(words) - size + 1))


def table(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return (short, long) pairs folded, for `query_terms`."""
    return {"".join(syllables(short)): tuple(syllables(long)) for short, long in pairs}


FOLDED_FIELD = table(FIELD.items())


def defined_in(text: str) -> dict[str, str]:
    """Return the abbreviations that `text` explains: "thủ tục hành chính (TTHC)" → TTHC.

    The long form is the words before the bracket whose initials spell the short form; "và" and
    the like may be passed over.
    """
    found: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        long = _spelled(match[1], text[max(0, match.start() - 160) : match.start()])
        if long:
            found.setdefault(match[1], long)
    return found


def _spelled(short: str, before: str) -> str | None:
    """Return the end of `before` whose syllables begin with the letters of `short`."""
    letters = list(fold(short.replace("&", "")))
    words = list(re.finditer(r"[^\W\d_]+", before))
    taken = len(words)
    while letters and taken:
        taken -= 1
        word = fold(words[taken][0])
        if word[0] == letters[-1]:
            letters.pop()
        elif word not in _LINKS:
            return None
    if letters:
        return None
    return before[words[taken].start() :].strip(" ,;")
