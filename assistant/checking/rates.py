"""percent_mismatch between rows: a share that stands still while what it is a share of moves.

"Số xã có điểm bưu điện" falls from 160 to 156 and "Tỷ lệ xã có điểm bưu điện" stays at 98,2%:
possible, if the base fell alike, but worth a look. Full coverage (100%) may well stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.checking.content import content_words, overlap
from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.tables import Row, row_place, rows_of
from corpus.model import Report, Table
from corpus.text import fold

_MOVED = 0.02  # share by which a count must have moved
_SAME = 0.8  # share of the words of the shorter label that both rows have


def rate_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each row of shares that does not follow its row of counts."""
    return [
        softened(finding, [report])
        for report in reports
        for table in report.tables
        if table.rows and len(table.header) >= 2
        for finding in _of_table(report, table)
    ]


def _of_table(report: Report, table: Table) -> Iterator[Finding]:
    rows = rows_of(table)
    columns = [c for c, cell in enumerate(table.header) if "%" not in cell.text]
    shares = [row for row in rows if fold(row.label).lstrip("-+ ").startswith("ty le")]
    for share in shares:
        for count in rows:
            moved = _stands_still(count, share, columns) if _belongs(count, share) else None
            if moved is not None:
                yield _finding(report, table, count, share, moved)


def _belongs(count: Row, share: Row) -> bool:
    if not fold(count.label).lstrip("-+ ").startswith("so "):
        return False
    shorter, _ = overlap(content_words(count.label), set(content_words(share.label)) - {"ty", "le"})
    return shorter >= _SAME


def _stands_still(count: Row, share: Row, columns: Sequence[int]) -> tuple[int, int] | None:
    """Return two columns between which the count moves and the share does not."""
    for left, right in combinations(columns, 2):
        one, two = count.values[left], count.values[right]
        rate, other = share.values[left], share.values[right]
        if not one or not two or rate is None or rate != other or not 0 < rate < 100:
            continue
        if abs(two - one) / one >= _MOVED:
            return left, right
    return None


def _finding(
    report: Report, table: Table, count: Row, share: Row, columns: tuple[int, int]
) -> Finding:
    one, two = (count.values[c] or 0.0 for c in columns)
    rate = share.values[columns[0]] or 0.0
    return Finding(
        kind="percent_mismatch",
        severity=Severity.WARNING,
        certainty=0.5,
        explanation=(
            f"“{count.label}” từ {number(one)} thành {number(two)} nhưng “{share.label}” vẫn là"
            f" {number(rate)}%: cần kiểm tra lại mẫu số hoặc tỷ lệ."
        ),
        values=(rate, one, two),
        evidence=(
            row_place(report, table, count.index),
            row_place(report, table, share.index),
        ),
    )
