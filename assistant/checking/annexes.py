"""within_report_value: a section of the body against the group of an annex that it stands for.

"5.1. An toàn bức xạ: Hướng dẫn 09 cơ sở …" and, under "III. An toàn bức xạ" of a table, "Hướng dẫn
thủ tục cấp phép … | Cơ sở | 09": the words differ, but heading, verb and period are one. Only where
both sides have a single figure of that verb, or of that verb and thing counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from assistant.checking.content import content_words
from assistant.checking.figure import Figure, figures_of
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.judging import comparable
from assistant.checking.linking import Link, compatible
from assistant.checking.tables import rows_of
from corpus.model import QuantityKind, Report, Table

_HEADING = re.compile(r"^(?:về )?([^:.;]{6,60}):", re.IGNORECASE)
_TOLD = frozenset({QuantityKind.ACTUAL, QuantityKind.ESTIMATE})
_GENERAL = frozenset({"cong", "tac", "hoat", "dong", "quan", "ly", "ve"})

Key = tuple[frozenset[str], tuple[str, ...]]  # words of a heading, a verb


def annex_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each figure of the body that its row in an annex contradicts."""
    return [finding for report in reports if report.tables for finding in _of_report(report)]


def _of_report(report: Report) -> Iterator[Finding]:
    rows: dict[Key, list[Figure]] = defaultdict(list)
    told: dict[tuple[str, ...], list[tuple[frozenset[str], Figure]]] = defaultdict(list)
    groups = {(n, label): g for n, table in enumerate(report.tables) for label, g in _groups(table)}
    if not groups:
        return
    for figure in figures_of([report]):
        quantity = figure.quantity
        if quantity.kind not in _TOLD or figure.noun == "%":
            continue
        if quantity.table is not None:
            group = groups.get((quantity.table, quantity.row or ""))
            if group and len(figure.right) >= 2:
                rows[group, figure.right[:2]].append(figure)
        elif figure.left:
            told[figure.left[-2:]].append((_section(report, figure), figure))
    for (group, verb), members in rows.items():
        latest = [f for f in members if f.when == max(m.when for m in members)]
        mates = [f for words, f in told.get(verb, ()) if group <= words]
        mates = [f for f in mates if f.noun == members[0].noun] or mates
        if len(latest) == 1 and len(mates) == 1 and len({f.quantity.row for f in members}) == 1:
            finding = _compared(report, mates[0], latest[0])
            if finding is not None:
                yield finding


def _groups(table: Table) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each row label of a table with the words of the group heading above it."""
    group: frozenset[str] = frozenset()
    for row in rows_of(table):
        if all(value is None for value in row.values):
            group = frozenset(content_words(row.label)) - _GENERAL
        elif group:
            yield row.label, group


def _section(report: Report, figure: Figure) -> frozenset[str]:
    """Return the words of the innermost heading over a figure, one that opens its block too."""
    block = report.blocks[figure.quantity.block]
    opening = _HEADING.match(block.text[: figure.quantity.number_span[0]])
    heading = opening[1] if opening else block.path[-1] if block.path else ""
    return frozenset(content_words(heading))


def _compared(report: Report, told: Figure, row: Figure) -> Finding | None:
    left, right = sorted((told, row), key=lambda figure: figure.order)
    link = Link(left, right, 0.7, compatible(left, right))
    if link.fits or not comparable(link):
        return None
    finding = Finding(
        kind="within_report_value",
        severity=Severity.WARNING,
        certainty=0.5,
        explanation=(
            f"Cùng nội dung, cùng kỳ nhưng thân báo cáo ghi “{told.quantity.surface}” (dòng"
            f" {told.quantity.place.line}) còn biểu ghi “{row.quantity.row}:"
            f" {number(row.quantity.value)}” (dòng {row.quantity.place.line})."
        ),
        values=(told.quantity.value, row.quantity.value),
        evidence=(told.quantity.place, row.quantity.place),
    )
    return softened(finding, [report])
