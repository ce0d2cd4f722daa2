"""sum_mismatch in sentences: a total against the parts that the sentence gives.

A cue must say that the parts are all: a parenthesis or a colon right after the total, or "gồm".
"trong đó" allows a rest, so that only parts above the total are certain; a small rest that one
wrong digit would explain is worth a look. Percentages and qualified figures are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from corpus.model import Quantity, Report
from corpus.text import fold

_WITHIN = re.compile(r"\btrong (?:do|d[0-9]|so do)\b[^\S\n]*:?", re.IGNORECASE)
_ALL = re.compile(r"\b(?:bao gom|gom|cu the|chia ra)\b(?: co)?:?|:")
_LABEL = 6  # words that may stand before the figure of a part: "tàu cá: 1.828 giấy phép"


@dataclass(frozen=True, slots=True)
class Sum:
    """A total with its parts; `whole` when the words say that the parts are all."""

    total: Quantity
    parts: tuple[Quantity, ...]
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
                used.update(p.number_span[0] for p in found.parts)
                yield found


def _sum(text: str, plain: str, total: Quantity, rest: Sequence[Quantity]) -> Sum | None:
    start = total.number_span[1]
    limit = rest[0].number_span[0] if rest else start
    opening = text.find("(", start, limit)
    cut = CLAUSE_BREAK.search(plain, start, limit)
    limit = cut.start() if cut else limit
    within = _WITHIN.search(plain, start, limit)
    whole = _ALL.search(plain, start, limit)
    if opening >= 0 and len(text[start:opening].split()) <= 8 and "." not in text[start:opening]:
        return _bracketed(text, total, rest, opening)
    stop = sentence_end(text, start)
    if within and within.end() < stop:
        return _listed(text, total, rest, within.end(), stop, whole=False)
    if whole and whole.end() < stop and len(text[start : whole.start()].split()) <= 14:
        return _listed(text, total, rest, whole.end(), stop, whole=True)
    return None


def _bracketed(text: str, total: Quantity, rest: Sequence[Quantity], opening: int) -> Sum | None:
    end = closing(text, opening)
    inside = between(rest, opening, end)
    if end < 0 or len(inside) < 2 or open_list(text[opening:end]):
        return None
    items = _items(text, opening + 1, end)
    parts = [_part(text, item, inside) for item in items]
    if any(p is None for p in parts):
        return None
    kept = tuple(p for p in parts if p is not None)
    return Sum(total, kept, whole=True, complete=True) if len(kept) == len(inside) else None


def _listed(
    text: str, total: Quantity, rest: Sequence[Quantity], start: int, stop: int, *, whole: bool
) -> Sum | None:
    if open_list(text[start:stop]):
        return None
    inside = between(rest, start, stop)
    parts: list[Quantity] = []
    complete = True
    for item in _items(text, start, stop):
        part = _part(text, item, inside)
        if part is None:
            complete = complete and not parts
            continue
        if parts and not _same_kind(total, parts, part):
            break
        parts.append(part)
    if len(parts) < 2 or not _one_kind(total, parts):
        return None
    return Sum(total, tuple(parts), whole=whole, complete=complete)


def _same_kind(total: Quantity, parts: Sequence[Quantity], part: Quantity) -> bool:
    return head(part) in {head(total), head(parts[0])}


def _one_kind(total: Quantity, parts: Sequence[Quantity]) -> bool:
    heads = {head(p) for p in parts}
    return len(heads) == 1 or heads <= {head(total), ""}


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


def _part(text: str, item: tuple[int, int], inside: Sequence[Quantity]) -> Quantity | None:
    """Return the figure that an item gives: one, near its start, and no percentage."""
    own = [q for q in between(inside, *item) if not percent(q)]
    if not own or (not exact(own[0]) and own[0].qualifier != "ước"):
        return None
    lead = text[item[0] : own[0].number_span[0]]
    return own[0] if len(lead.split()) <= _LABEL and "(" not in lead.lstrip("( ")[1:] else None


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
    if abs(real - total) < 1e-9:
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
        evidence=(stated.total.place, *(p.place for p in stated.parts)),
    )
    return softened(finding, [report])


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
    if slip and rest < min(values) and rest / total <= 0.2:
        return Severity.WARNING, 0.5
    if slip and stated.complete and total >= 10:
        return Severity.INFO, 0.3
    return None
