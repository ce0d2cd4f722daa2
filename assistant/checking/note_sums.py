"""sum_mismatch through footnotes: "61 lượt doanh nghiệp⁶" against 42 and 19 in note 6."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checking.counts import exact, figures_by_block, open_list, percent
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.scan_notes import marks_in
from assistant.checking.sums import slip_explains
from corpus.model import Footnote, Quantity, Report
from corpus.text import fold

_MARKER = re.compile(r"\(\d{1,2}\)")
_RATE = re.compile(r"trung binh|binh quan|hang nam|hang thang|moi nam|moi thang")
_FAR = 60  # characters between a figure and its footnote mark


def note_sum_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return the totals whose footnote gives parts that do not add up to them."""
    return [finding for report in reports for finding in _of_report(report)]


def _of_report(report: Report) -> Iterator[Finding]:
    figures = figures_by_block(report)
    notes = marks_in(report)
    for block, listed in figures.items():
        for total, note in _with_notes(report, block, listed, notes.get(block, [])):
            parts = _parts(report, total, note, figures.get(note.block, []))
            finding = _mismatch(report, total, parts)
            if finding is not None:
                yield finding


def _with_notes(
    report: Report,
    block: int,
    listed: Sequence[Quantity],
    marks: Sequence[tuple[int, Footnote]],
) -> Iterator[tuple[Quantity, Footnote]]:
    """Yield each plain figure with the note whose mark follows it directly."""
    for at, note in marks:
        before = [q for q in listed if q.number_span[1] <= at]
        if not before:
            continue
        total = before[-1]
        words = report.blocks[block].text[total.number_span[1] : at]
        near = len(words) <= _FAR and not re.search(r"[;:.]\s", words)
        if near and exact(total) and not percent(total) and total.value >= 2:
            yield total, note


def _parts(
    report: Report, total: Quantity, note: Footnote, inside: Sequence[Quantity]
) -> list[Quantity]:
    """Return the first figure of each item of a note; [] unless all count the same thing."""
    text = report.blocks[note.block].text
    if open_list(text):
        return []
    parts = []
    for start, end in _items(text):
        own = [q for q in inside if start <= q.number_span[0] < end and not percent(q)]
        if not own or _RATE.search(fold(text[start : own[0].number_span[1] + 30])):
            return []
        if not _shared(total, own[0]) or own[0].value_max is not None:
            return []
        parts.append(own[0])
    return parts if len(parts) >= 2 else []


def _items(text: str) -> list[tuple[int, int]]:
    """Items are numbered "(1) … (2) …", else separated by semicolons in the first sentence."""
    markers = [m.start() for m in _MARKER.finditer(text)]
    if len(markers) >= 2 and text[markers[0] : markers[0] + 3] == "(1)":
        return [*zip(markers, [*markers[1:], len(text)], strict=True)]
    stop = re.search(r"\.\s|$", text)
    end = stop.start() if stop else len(text)
    cuts = [0, *(m.end() for m in re.finditer(";", text[:end])), end]
    return [(a, b) for a, b in pairwise(cuts) if text[a:b].strip()]


def _shared(total: Quantity, part: Quantity) -> bool:
    return bool(set(fold(total.unit or "").split()) & set(fold(part.unit or "").split()))


def _mismatch(report: Report, total: Quantity, parts: Sequence[Quantity]) -> Finding | None:
    values = [part.value for part in parts]
    real = sum(values)
    if not parts or real == total.value or len(parts) == total.value:
        return None
    slip = slip_explains(total.value, values)
    if not slip and not 0.5 <= real / total.value <= 2:
        return None
    finding = Finding(
        kind="sum_mismatch",
        severity=Severity.ERROR if slip else Severity.WARNING,
        certainty=0.9 if slip else 0.65,
        explanation=(
            f"Nêu “{total.surface}” nhưng chú thích ghi {' + '.join(number(v) for v in values)} ="
            f" {number(real)}."
        ),
        values=(total.value, real),
        evidence=(total.place, *(part.place for part in parts)),
    )
    return softened(finding, [report])
