"""sum_mismatch in sentences: a total against the parts that the sentence gives.

A cue must say that the parts are all: a parenthesis or a colon right after the total, or "gồm".
"trong đó" allows a rest, so that only parts above the total are certain; a small rest that one
wrong digit would explain is worth a look. Percentages and qualified figures are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.counts import (
    CLAUSE_BREAK,
    between,
    closing,
    exact,
    figures_by_block,
    head,
    open_list,
    percent,
    sentence_end,
)
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.mentions import near
from corpus.figures.numbers import find_numbers
from corpus.model import Quantity, Report
from corpus.text import fold

_WITHIN = re.compile(r"\btrong (?:do|d[0-9]|so do)\b[^\S\n]*:?", re.IGNORECASE)
_ALL = re.compile(r"\b(?:bao gom|gom|cu the|chia ra)\b(?: co)?:?|:")
_OF_TOTAL = re.compile(r"(?:,|\svà)\s*(?:ước\s+)?(?:bằng|đạt|tăng|giảm|chiếm)\s+(?:\w+\s+)?$")
_SHARE_WORDS = 24  # characters before a share that say it is one of the total
_MARKER = re.compile(r"\(\d{1,2}\)")
# What "văn bản" may be made up of, folded: first word of each kind.
_DOCUMENTS = frozenset(
    "nghi quyet chi thi thong cong ke bao to huong chuong de luat phap quy".split()  # noqa: SIM905
)
_MEASURES = frozenset("ha km m m2 m3 tan ta kg dong trieu ty usd ngay gio thang nam".split())  # noqa: SIM905
_LARGE = 100  # total from which one digit seldom explains by chance why parts differ from it
_LABEL = 6  # words that may stand before the figure of a part: "tàu cá: 1.828 giấy phép"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sum: its value, where it stands in the block's text, what it counts."""

    value: float
    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts; `whole` when the words say that the parts are all."""

    total: Quantity
    parts: tuple[Part, ...]
    whole: bool
    complete: bool  # every item of the list carries a figure


def sums_of(report: Report) -> Iterator[Sum]:
    """Yield the sums that the sentences of `report` state."""
    for block, figures in figures_by_block(report).items():
        text = report.blocks[block].text
        plain = fold(text)
        used: set[int] = set()
        for i, total in enumerate(figures):
            if (
                total.number_span[0] in used
                or percent(total)
                or not exact(total)
                or total.value < 2
            ):
                continue
            found = _sum(text, plain, total, figures[i + 1 :])
            if found is not None:
                used.update(p.start for p in found.parts)
                yield found


def _sum(text: str, plain: str, total: Quantity, rest: Sequence[Quantity]) -> Sum | None:
    start = total.number_span[1]
    limit = _before_parts(text, start, rest)
    opening = text.find("(", start, limit)
    cut = CLAUSE_BREAK.search(plain, start, limit)
    limit = cut.start() if cut else limit
    within = _WITHIN.search(plain, start, limit)
    whole = _ALL.search(plain, start, limit)
    if opening >= 0 and len(text[start:opening].split()) <= 14 and "." not in text[start:opening]:
        return _bracketed(text, total, rest, opening)
    stop = sentence_end(text, start)
    marker = _MARKER.search(text, start, stop)
    if marker and _MARKER.search(text[:start]):  # the next item of an enumeration begins
        stop = len(text[: marker.start()].rstrip(" ;,"))
    if within and within.end() < stop:
        return _listed(text, total, rest, within.end(), stop, whole=False)
    if whole and whole.end() < stop and len(text[start : whole.start()].split()) <= 14:
        return _listed(text, total, rest, whole.end(), stop, whole=True)
    return None


def _before_parts(text: str, start: int, rest: Sequence[Quantity]) -> int:
    """Return where the first part may begin: a share told of the total itself is none.

    "28.650 tấn, bằng 51,2% kế hoạch, gồm khai thác 19.400 tấn và nuôi trồng 9.250 tấn"
    """
    told = 0
    while (
        told < len(rest)
        and percent(rest[told])
        and _OF_TOTAL.search(
            text, max(start, rest[told].number_span[0] - _SHARE_WORDS), rest[told].number_span[0]
        )
    ):
        told += 1
    return rest[told].number_span[0] if told < len(rest) else start


def _bracketed(text: str, total: Quantity, rest: Sequence[Quantity], opening: int) -> Sum | None:
    end = closing(text, opening)
    if end < 0 or open_list(text[opening:end]):
        return None
    inside = between(rest, opening, end)
    parts: list[Part] = []
    for item in _items(text, opening + 1, end):
        part = _leading(text, item) or _part(text, item, inside)
        if part is None:
            return None
        parts.append(part)
    if len(parts) < 2 or len(parts) < len(inside):
        return None
    return Sum(total, tuple(parts), whole=True, complete=True)


def _leading(text: str, item: tuple[int, int]) -> Part | None:
    """Return the number that an item begins with, also where a scan blurred what it counts."""
    match = re.compile(r"\s*(?=\d)").match(text, *item)
    if match is None:
        return None
    numbers = find_numbers(text[match.end() : item[1]])
    if not numbers or numbers[0].start or numbers[0].value_max is not None or numbers[0].total:
        return None
    rest = text[match.end() + numbers[0].end : item[1]]
    if rest.lstrip().startswith("%") or not rest.strip():
        return None
    return Part(numbers[0].value, match.end(), item[1] - (len(rest) - len(rest.rstrip())), "")


def _listed(
    text: str, total: Quantity, rest: Sequence[Quantity], start: int, stop: int, *, whole: bool
) -> Sum | None:
    if open_list(text[start:stop]):
        return None
    inside = between(rest, start, stop)
    if whole and (counted := _all_leading(text, start, stop)):
        return Sum(total, counted, whole=True, complete=True)
    parts: list[Part] = []
    complete = True
    for item in _items(text, start, stop):
        part = _part(text, item, inside)
        if part is None:
            complete = complete and not parts
            continue
        parts.append(part)
    if not (complete and len(parts) > 1 and _kinds_of(total, parts)):
        other = [i for i, part in enumerate(parts) if i and not _same_kind(total, parts, part)]
        parts = parts[: other[0]] if other else parts
    if len(parts) < 2 or not (_one_kind(total, parts) or _kinds_of(total, parts)):
        return None
    return Sum(total, tuple(parts), whole=whole, complete=complete)


def _all_leading(text: str, start: int, stop: int) -> tuple[Part, ...]:
    """Return the parts of "42 lượt: 26 …; 12 …; 04 …", where each item begins with its figure."""
    ends = [m.end() for m in re.finditer(";", text[:stop]) if m.start() >= start]
    bounds = [start, *ends, stop + 1]
    parts = [_leading(text, (a, b - 1)) for a, b in pairwise(bounds)]
    found = tuple(p for p in parts if p is not None)
    return found if len(found) == len(parts) >= 2 else ()


def _same_kind(total: Quantity, parts: Sequence[Part], part: Part) -> bool:
    return part.head in {head(total), parts[0].head}


def _one_kind(total: Quantity, parts: Sequence[Part]) -> bool:
    heads = {p.head for p in parts}
    if head(total) not in _MEASURES and heads & _MEASURES:  # "03 mô hình, gồm 02 ha lúa …"
        return False
    return len(heads) == 1 or heads <= {head(total), ""}


def _kinds_of(total: Quantity, parts: Sequence[Part]) -> bool:
    """Tell whether parts with names of their own are kinds of what the total counts.

    "1.240 văn bản, gồm 312 nghị quyết và 928 quyết định": all are documents, or the numbers are
    long and come out but for one digit.
    """
    values = [part.value for part in parts]
    if max(values) >= total.value:
        return False
    if fold(total.unit or "").startswith("van ban"):
        return all(part.head in _DOCUMENTS for part in parts)
    real = sum(values)
    return total.value >= _LARGE and (real == total.value or slip_explains(total.value, values))


_SPLIT = re.compile(r"[;,]\s|\svà\s(?=\D{0,24}\d)|\sva\s(?=\D{0,24}\d)")


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the items of a list; parentheses inside are not split."""
    spans, depth, begin, i = [], 0, start, start
    while i < end:
        depth += (text[i] == "(") - (text[i] == ")")
        match = _SPLIT.match(text, i, end) if depth == 0 else None
        if match and match.end() > i:
            spans.append((begin, i))
            begin = i = match.end()
            continue
        i += 1
    spans.append((begin, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def _part(text: str, item: tuple[int, int], inside: Sequence[Quantity]) -> Part | None:
    """Return the figure that an item gives: one, near its start, and no percentage."""
    own = [q for q in between(inside, *item) if not percent(q)]
    if not own or (not exact(own[0]) and own[0].qualifier != "ước"):
        return None
    lead = text[item[0] : own[0].number_span[0]]
    if len(lead.split()) > _LABEL or "(" in lead.lstrip("( ")[1:]:
        return None
    return Part(own[0].value, own[0].number_span[0], own[0].span[1], head(own[0]))


def sum_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each sum in a sentence that does not come out."""
    findings = []
    for report in reports:
        for stated in sums_of(report):
            finding = _mismatch(report, stated)
            findings.extend([finding] if finding else [])
    return findings


def slip_explains(total: float, parts: Sequence[float]) -> bool:
    """Tell whether one wrong digit, in the total or in one part, would make the sum come out."""
    real = sum(parts)
    if _near(total, real):
        return True
    return any(total - real + part >= 0 and _near(part, total - real + part) for part in parts)


def _near(left: float, right: float) -> bool:
    width = max(len(str(int(left))), len(str(int(right))), 2)
    return near(f"{int(left):0{width}d}", f"{int(right):0{width}d}")


def _mismatch(report: Report, stated: Sum) -> Finding | None:
    total, values = stated.total.value, [p.value for p in stated.parts]
    real = sum(values)
    if abs(real - total) < 1e-9 or _begins_with(values, total):
        return None
    slip = slip_explains(total, values)
    level = _level(total, values, stated, slip)
    if level is None:
        return None
    severity, certainty = level
    written = " + ".join(number(v) for v in values)
    sign = ">" if real > total else "<"
    reason = (
        "" if stated.whole else " (“trong đó” có thể còn phần chưa nêu)" if real < total else ""
    )
    finding = Finding(
        kind="sum_mismatch",
        severity=severity,
        certainty=certainty,
        explanation=(
            f"Tổng nêu là {number(total)} nhưng các phần cộng lại: {written} = {number(real)}"
            f" {sign} {number(total)}{reason}."
        ),
        values=(total, real),
        evidence=(
            stated.total.place,
            *(report.place(stated.total.block, p.start, p.end) for p in stated.parts),
        ),
    )
    return softened(finding, [report])


def _begins_with(values: Sequence[float], total: float) -> bool:
    """Tell whether the first parts make the total: what follows is told beside it.

    "giải quyết 90 hồ sơ, trong đó 88 đúng hạn, 02 quá hạn; đang giải quyết 05 hồ sơ"
    """
    return any(abs(sum(values[:k]) - total) < 1e-9 for k in range(2, len(values)))


def _level(
    total: float, values: Sequence[float], stated: Sum, slip: bool
) -> tuple[Severity, float] | None:
    real = sum(values)
    rest = total - real
    if max(values) > total:
        if not slip:  # a part of another thing: "65 con (cung cấp 240 con lợn, 395 con gà)"
            return None
        return Severity.ERROR, 0.85
    if stated.whole:
        if not stated.complete and rest > 0:
            return None
        if not 0.5 <= real / total <= 2 and not slip:
            return None
        return (Severity.ERROR, 0.95) if slip else (Severity.WARNING, 0.7)
    if rest < 0:  # categories may overlap: "trong đó 30 nữ, 25 đảng viên"
        return (Severity.ERROR, 0.85) if slip else (Severity.WARNING, 0.5)
    # One digit seldom explains a real rest of large numbers, often one of small numbers.
    if slip and ((rest < min(values) and rest / total <= 0.2) or total >= 100):
        return Severity.WARNING, 0.5
    if slip and stated.complete and total >= 10:
        return Severity.INFO, 0.3
    return None
