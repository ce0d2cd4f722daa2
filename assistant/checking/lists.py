"""count_vs_list: a stated number against the things that the sentence or its footnote lists.

The list may be a footnote at the counted noun, a parenthesis after it, or an enumeration after a
colon. Open lists ("…", "như", "v.v.") and notes that only name a source are left alone; items of
another type don't count. Where a list can be read in two ways, either count is good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.content import word_set
from assistant.checking.counts import (
    between,
    closing,
    exact,
    figures_by_block,
    head,
    open_list,
    percent,
)
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.mentions import near
from assistant.checking.scan_notes import marks_in
from corpus.model import Citation, Footnote, Place, Quantity, Report
from corpus.text import fold

_MARKER = re.compile(r"\((\d{1,2})\)")
_TYPES = (
    "nghi quyet", "quyet dinh", "ke hoach", "chi thi", "thong bao", "cong van", "to trinh",
    "nghi dinh", "thong tu", "chuong trinh", "ket luan", "bao cao", "cong dien", "huong dan",
)  # fmt: skip
# Words before a document that make it part of an item's title and no item of its own.
_INSIDE = re.compile(
    r"(?:theo|tai|thuc hien|trien khai|thay the|bo sung|sua doi|can cu|voi|cua|kem theo|duoc"
    r"|thi hanh|huy bo|bai bo|\w*\bve|ban hanh|quy dinh|thuc|hien|nghi)\s*$"
)
_SKIPPED = 2
_LONG = 4  # items from which a list that one digit explains is hardly one of examples
_MOST = 99  # longer lists are tables
_NAMED = word_set(
    "mang don vi huyen xa phuong cong doanh co truong so tinh benh trung nganh dia thanh to"
    " hoi nguoi nuoc chi nhom tap nha khu cum du de nhiem mo"
)


_PLACES = word_set("huyen xa phuong tinh quan")  # no name of one has "và" in it


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as found: how many items it may have, and how sure the reading is."""

    counts: frozenset[int]
    sure: bool
    shown: tuple[int, int]  # span in the block's text


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated count with its list and the block the list stands in."""

    quantity: Quantity
    listed: Listed
    block: int


def stated_lists(report: Report) -> Iterator[Stated]:
    """Yield each count of `report` that has a list which can be counted."""
    notes = marks_in(report)
    figures = figures_by_block(report)
    for block, listed in figures.items():
        marks = notes.get(block, [])
        for i, quantity in enumerate(listed):
            if not _countable(quantity):
                continue
            following = listed[i + 1].number_span[0] if i + 1 < len(listed) else None
            found = (
                _in_note(report, quantity, block, following, marks, figures)
                or _in_brackets(report, quantity, block, listed)
                or _in_numbering(report, quantity, block)
                or _issue_numbers(report, quantity, block)
            )
            if found:
                yield found


def _countable(quantity: Quantity) -> bool:
    whole = float(quantity.value).is_integer() and 1 <= quantity.value <= _MOST
    return whole and exact(quantity) and not percent(quantity) and bool(quantity.unit)


def _in_note(
    report: Report,
    quantity: Quantity,
    block: int,
    following: int | None,
    marks: Sequence[tuple[int, Footnote]],
    figures: dict[int, list[Quantity]],
) -> Stated | None:
    text = report.blocks[block].text
    for at, note in marks:
        if at < quantity.number_span[1]:
            continue
        if following is not None and at > following:
            return None
        between_words = text[quantity.number_span[1] : at]
        if re.search(r"[;:]|\.\s|,\s.*,\s", between_words) or len(between_words.split()) > 24:
            return None
        return _note_list(report, quantity, note, figures.get(note.block, []))
    return None


def _note_list(
    report: Report, quantity: Quantity, note: Footnote, inside: Sequence[Quantity]
) -> Stated | None:
    text = report.blocks[note.block].text
    if open_list(text):
        return None
    documents = _documents(report, note.block, quantity)
    if documents is not None:
        shown = (0, len(text))
        return Stated(quantity, Listed(frozenset({documents}), True, shown), note.block)
    listed = items_of(text, 0, len(text), inside, quantity)
    return Stated(quantity, listed, note.block) if listed else None


def _documents(report: Report, block: int, quantity: Quantity) -> int | None:
    """Count the documents of the counted type that a block lists; None for other units."""
    unit = fold(quantity.unit or "")
    wanted = next((name for name in _TYPES if unit.startswith(name)), None)
    if wanted is None:
        return None
    text = fold(report.blocks[block].text)
    cited = [c for c in report.citations if c.block == block and _is_item(text, c)]
    named = [c for c in cited if fold(c.type) == wanted]
    return len(named) or None


def _is_item(text: str, cited: Citation) -> bool:
    return not _INSIDE.search(text[: cited.span[0]])


def items_of(
    text: str, start: int, end: int, inside: Sequence[Quantity], quantity: Quantity
) -> Listed | None:
    """Return how many items ``text[start:end]`` lists; None where that cannot be told."""
    own = [q for q in between(inside, start, end) if head(q) == head(quantity) and not percent(q)]
    numbered = [int(m[1]) for m in _MARKER.finditer(text, start, end)]
    if own and (numbered or ";" in text[start:end]):
        return None  # items that carry counts of the same thing: a sum, not a count
    if len(numbered) >= 2:
        first = numbered[0]
        if numbered != list(range(first, first + len(numbered))) or first > 2:
            return None
        return Listed(frozenset({numbered[-1]}), True, (start, end))
    if numbered:
        return None
    return _separated(text, start, end, quantity)


def _separated(text: str, start: int, end: int, quantity: Quantity) -> Listed | None:
    plain = _without_brackets(text[start:end])
    lead = re.match(r"\s*(?:bao )?(?:gồm|Gồm)\s*(?:có)?:?", plain)
    if lead:
        plain = " " * lead.end() + plain[lead.end() :]
    if ";" in plain:
        items = [item for item in plain.split(";") if len(item.split()) >= 2]
        extra = _joined(items)
        return _judged(items, extra, quantity, (start, end), sure=True)
    items = [item for item in re.split(r",\s", plain) if item.strip()]
    extra = _joined(items)
    if not _named_items(items):
        return None
    return _judged(items, extra, quantity, (start, end), sure=False)


def _without_brackets(text: str) -> str:
    """Blank out parentheses and quotes: commas in them separate nothing here."""
    blank = re.sub(r"[“\"][^”\"]*[”\"]", lambda m: "“" + "x" * (len(m[0]) - 2) + "”", text)
    previous = None
    while blank != previous:
        previous = blank
        blank = re.sub(r"\([^()]*\)", lambda m: " " * len(m[0]), blank)
    return blank


def _joined(items: Sequence[str]) -> int:
    """Return 1 where the last item holds two: "A, B và C"."""
    return int(bool(items) and bool(re.search(r"\svà\s+[^\sa-zà-ỹ]|\sva\s+[A-Z]", items[-1])))


def _named_items(items: Sequence[str]) -> bool:
    """A comma list counts only if its items are short names that begin with a capital."""
    return all(item.strip()[:1].isupper() or item.strip()[:1] in '“"' for item in items) and all(
        len(item.split()) <= 16 for item in items
    )


def _judged(
    items: Sequence[str], extra: int, quantity: Quantity, span: tuple[int, int], *, sure: bool
) -> Listed | None:
    heads = [fold(item).split()[0].strip('“":,.') for item in items if item.split()]
    if len(items) + extra < 2 or any(h.isdigit() for h in heads):
        return None
    unit = set(fold(quantity.unit or "").split()) | set(fold(quantity.indicator).split())
    same = len(set(heads)) < len(heads)
    if not (same or set(heads) & unit or head(quantity) in _NAMED):
        return None
    if any(h in {name.split()[0] for name in _TYPES} for h in heads) and head(quantity) not in {
        name.split()[0] for name in _TYPES
    }:
        return None  # the sources of a figure are no list of what it counts
    last_two = [
        h for h in heads if extra and re.search(rf"\sva\s+{re.escape(h)}\b", fold(items[-1]))
    ]
    two = bool(last_two) or (bool(extra) and head(quantity) in _PLACES)
    counts = {len(items) + 1} if two else {len(items), len(items) + extra}
    return Listed(frozenset(counts), sure or bool(last_two) or not extra, span)


def _in_brackets(
    report: Report, quantity: Quantity, block: int, figures: Sequence[Quantity]
) -> Stated | None:
    text = report.blocks[block].text
    start = quantity.number_span[1]
    opening = text.find("(", start, start + 140)
    if opening < 0:
        return None
    lead = text[start:opening]
    if re.search(r"[;:,]|\.\s", lead) or between(figures, start, opening):
        return None
    end = closing(text, opening)
    if end < 0 or open_list(text[opening:end]) or _starts_with_number(text[opening + 1 : end]):
        return None
    inside = items_of(text, opening + 1, end, figures, quantity)
    if inside is None:
        return None
    named = _shares_head(text[opening + 1 : end], quantity)
    # Another parenthesis may give examples: only near misses are worth a word.
    close = any(abs(quantity.value - n) <= max(2, n // 2) for n in inside.counts)
    close = close or quantity.value < min(inside.counts)  # examples are no more than all
    slip = any(n >= _LONG and near(f"{int(quantity.value):02d}", f"{n:02d}") for n in inside.counts)
    close = close or slip
    if not named and (not close or len(lead.split()) > 8):
        return None
    return Stated(quantity, inside, block)


def _starts_with_number(text: str) -> bool:
    return bool(re.match(r"\s*\d", text)) and not _MARKER.match(text.strip())


def _shares_head(text: str, quantity: Quantity) -> bool:
    first = fold(text).split()[:1]
    return bool(first) and first[0] in fold(quantity.unit or "") + " " + fold(quantity.indicator)


def _in_numbering(report: Report, quantity: Quantity, block: int) -> Stated | None:
    """An enumeration "(1) …; (2) …" after a colon right behind the counted noun."""
    text = report.blocks[block].text
    start = quantity.number_span[1]
    match = re.compile(r"[^;:.()]{0,120}:\s*(?=\(1\))").match(text, start)
    if match is None or re.search(r"\d", match.group()):
        return None
    markers: list[re.Match[str]] = []
    for marker in _MARKER.finditer(text, match.end()):
        # A number left out is a slip of the numbering, another list begins anew or far off.
        if not 1 <= int(marker[1]) - (int(markers[-1][1]) if markers else 0) <= _SKIPPED:
            break
        markers.append(marker)
    end = markers[-1].end() if markers else 0
    if len(markers) < 2 or open_list(text[match.end() :]):
        return None
    listed = Listed(frozenset({len(markers)}), True, (match.end(), end))
    if quantity.value == int(markers[-1][1]):  # numbered up to what is stated
        listed = Listed(frozenset({len(markers), int(markers[-1][1])}), True, listed.shown)
    return Stated(quantity, listed, block)


_ISSUES = re.compile(
    r"[^;:.()\d]{0,40}?\bso (\d{1,3}(?:\s*,\s*\d{1,3})*(?:\s*(?:va|,)\s*\d{1,3}))\s*/(?:19|20)\d\d"
)


def _issue_numbers(report: Report, quantity: Quantity, block: int) -> Stated | None:
    """Return the issues of "02 Bản tin số 01, 02/2025"."""
    text = report.blocks[block].text
    match = _ISSUES.match(fold(text), quantity.number_span[1])
    if match is None:
        return None
    count = len(re.findall(r"\d+", match[1]))
    return Stated(quantity, Listed(frozenset({count}), True, match.span(1)), block)


def list_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each stated count that its list does not bear out."""
    findings = []
    for report in reports:
        for stated in stated_lists(report):
            if stated.quantity.value not in stated.listed.counts:
                findings.append(_finding(report, stated))
    return findings


def _finding(report: Report, stated: Stated) -> Finding:
    quantity, listed = stated.quantity, stated.listed
    counted = min(listed.counts, key=lambda n: abs(n - quantity.value))
    where = _place(report, stated)
    noted = stated.block != quantity.block
    finding = Finding(
        kind="count_vs_list",
        severity=Severity.ERROR if listed.sure else Severity.WARNING,
        certainty=0.9 if listed.sure else 0.7,
        explanation=(
            f"Nêu “{quantity.surface}” nhưng {'chú thích' if noted else 'danh sách'} ở dòng"
            f" {where.line} chỉ liệt kê được {number(counted)}."
            if counted < quantity.value
            else f"Nêu “{quantity.surface}” nhưng {'chú thích' if noted else 'danh sách'} ở dòng"
            f" {where.line} liệt kê tới {number(counted)}."
        ),
        values=(quantity.value, float(counted)),
        evidence=(quantity.place, where),
    )
    return softened(finding, [report])


def _place(report: Report, stated: Stated) -> Place:
    text = report.blocks[stated.block].text
    start, end = stated.listed.shown
    while start < end and text[start].isspace():
        start += 1
    return report.place(stated.block, start, end)
