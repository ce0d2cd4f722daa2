"""sum_mismatch in the notes of a table: "còn lại 145 xã, 8 thị trấn và 17 phường" beside 170.

Parts that a note lists are held against the numbers of its row. Only where one slip of a digit
would make them come out: a note may tell of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.counts import open_list
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.sums import slip_explains
from assistant.checking.tables import row_place, rows_of
from corpus.model import Report, Table
from corpus.text import fold

_PARTS = re.compile(
    r"(?:con lai|con|gom|bao gom|trong do|:)\s+((?:\d{1,3}(?:\.\d{3})*|\d+)\s+[a-z][a-z ]{1,24}?"
    r"(?:(?:,| va|, va)\s*(?:\d{1,3}(?:\.\d{3})+|\d+)\s+[a-z][a-z ]{1,24}?)+)(?=[.;)]|\s*$)"
)
_NUMBER = re.compile(r"\d+(?:\.\d{3})*")
_LEAST = 10.0  # a total below it is near too many sums


def table_note_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return the notes whose parts nearly, but not quite, add up to a number of their row."""
    return [
        softened(finding, [report])
        for report in reports
        for table in report.tables
        if table.rows and len(table.header) >= 2
        for finding in _of_table(report, table)
    ]


def _of_table(report: Report, table: Table) -> Iterator[Finding]:
    for row in rows_of(table):
        stated = [value for value in row.values if value is not None]
        for cell in table.rows[row.index] if stated else ():
            match = _PARTS.search(" ".join(fold(cell.text).split()))
            if match is None or open_list(match[1]):
                continue
            parts = [float(n.replace(".", "")) for n in _NUMBER.findall(match[1])]
            total = stated[-1]
            real = sum(parts)
            if real in stated or total < _LEAST or not slip_explains(total, parts):
                continue
            yield Finding(
                kind="sum_mismatch",
                severity=Severity.WARNING,
                certainty=0.6,
                explanation=(
                    f"Dòng “{row.label}” ghi {number(total)} nhưng ghi chú kể"
                    f" {' + '.join(number(p) for p in parts)} = {number(real)}."
                ),
                values=(total, real),
                evidence=(row_place(report, table, row.index), report.locate(cell.start, cell.end)),
            )
