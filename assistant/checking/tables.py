"""sum_mismatch and percent_mismatch in tables.

No heading is trusted blindly, since headings of recovered tables are often cut. A row is taken
for a total when rows numbered or dashed under it add up to it in some column, or when it says
"Tổng". A ratio column is recomputed from the two columns that explain it in most rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from assistant.checking.finding import Finding, Severity, number, softened
from assistant.checking.sums import slip_explains
from corpus.model import Cell, Place, Report, Table
from corpus.text import fold

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[,.]\d+)?")
_DASHED = re.compile(r"^\s*[-+–•*]\s*\S")
_TOTAL = re.compile(r"\b(?:tong|cong|toan tinh)\b")
_EXTRA = re.compile(r"\btrong do\b|\bto khac\b")
_BLANK = frozenset({"", "-", "–", "—", "0", "00"})
_ENOUGH = 3  # rows that must bear out a ratio before another row is doubted


@dataclass(frozen=True, slots=True)
class Row:
    """A table row read as numbers; `values` has None where a cell holds no number."""

    index: int
    label: str
    code: str
    values: tuple[float | None, ...]
    blank: tuple[bool, ...]


def cell_value(text: str) -> float | None:
    """Return the number that a cell holds, None for words and empty cells."""
    plain = text.strip().rstrip("%").strip()
    if not _NUMBER.fullmatch(plain):
        return None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", "."))


def rows_of(table: Table) -> list[Row]:
    """Return the rows of a table with label, numbering and values."""
    labels = _label_column(table)
    coded = 0 if labels > 0 else None  # "TT" stands before the labels
    rows = []
    for index, cells in enumerate(table.rows):
        values = [
            None if column in (labels, coded) else cell_value(cell.text)
            for column, cell in enumerate(cells)
        ]
        blank = tuple(cell.text.strip() in _BLANK for cell in cells)
        code = cells[coded].text.strip() if coded is not None else ""
        rows.append(Row(index, cells[labels].text, code, tuple(values), blank))
    return rows


def _label_column(table: Table) -> int:
    """The column with the most words names the rows."""
    width = len(table.header)
    words = [
        sum(len(re.findall(r"[^\W\d_]{2,}", row[c].text)) for row in table.rows)
        for c in range(width)
    ]
    last = len(words) - 1
    notes = [fold(cell.text).startswith("ghi chu") for cell in table.header]
    return max(
        range(width), key=lambda c: (not notes[c], words[c] if c < last or width == 1 else 0)
    )


def _children(rows: Sequence[Row], at: int) -> list[Row]:
    """Return the rows that stand under a row: dashed ones, or 1.1, 1.2 under 1."""
    parent = rows[at]
    if _DASHED.match(parent.label):
        return []
    found: list[Row] = []
    for row in rows[at + 1 :]:
        nested = parent.code and re.match(
            rf"{re.escape(parent.code.rstrip('.'))}\.\d+\.?$", row.code
        )
        dashed = bool(_DASHED.match(row.label)) and not row.code
        if not (nested or dashed) or _EXTRA.search(fold(row.label)):
            break
        found.append(row)
    return found


def _bottom_total(rows: Sequence[Row], at: int) -> list[Row]:
    """Return the rows above a last row "Tổng cộng", without those under another total."""
    words = fold(rows[at].label).split()
    if at != len(rows) - 1 or not words or words[0] not in ("tong", "cong"):
        return []
    above = [row for row in rows[:at] if not _DASHED.match(row.label) and "." not in row.code]
    return above if len(above) >= 2 else []


def table_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return the sums and ratios of all tables that do not come out."""
    findings: list[Finding] = []
    for report in reports:
        for table in report.tables:
            if table.rows and len(table.header) >= 2:
                rows = rows_of(table)
                findings.extend(softened(f, [report]) for f in _sums(report, table, rows))
                findings.extend(softened(f, [report]) for f in _ratios(report, table, rows))
    return findings


def _sums(report: Report, table: Table, rows: Sequence[Row]) -> Iterator[Finding]:
    for at, total in enumerate(rows):
        parts = _children(rows, at) or _bottom_total(rows, at)
        if len(parts) < 2:
            continue
        amounts = [c for c, cell in enumerate(table.header) if "%" not in cell.text]
        compared = [c for c in amounts if _summable(total, parts, c)]
        wrong = [c for c in compared if abs(_sum(parts, c) - (total.values[c] or 0)) > 1e-6]
        right = len(compared) - len(wrong)
        said = bool(_TOTAL.search(fold(total.label)))
        if wrong and (right >= 1 or said):
            yield _wrong_sum(report, table, total, parts, wrong, sure=right >= len(wrong) or said)


def _summable(total: Row, parts: Sequence[Row], column: int) -> bool:
    values = [part.values[column] for part in parts]
    if total.values[column] is None or all(v is None for v in values):
        return False
    return all(v is not None or part.blank[column] for v, part in zip(values, parts, strict=True))


def _sum(parts: Sequence[Row], column: int) -> float:
    return sum(part.values[column] or 0.0 for part in parts)


def _wrong_sum(
    report: Report,
    table: Table,
    total: Row,
    parts: Sequence[Row],
    wrong: Sequence[int],
    *,
    sure: bool,
) -> Finding:
    shown, values, slips = [], [], []
    for column in wrong:
        stated, real = total.values[column] or 0.0, _sum(parts, column)
        own = [part.values[column] or 0.0 for part in parts]
        shown.append(
            f"cột “{table.header[column].text}”: {' + '.join(number(v) for v in own)} ="
            f" {number(real)}, không bằng {number(stated)}"
        )
        values += [stated, real]
        slips.append(slip_explains(stated, own))
    return Finding(
        kind="sum_mismatch",
        severity=Severity.ERROR if sure else Severity.WARNING,
        certainty=(0.97 if all(slips) else 0.9) if sure else 0.6,
        explanation=f"Dòng “{total.label}”, {'; '.join(shown)}.",
        values=tuple(values),
        evidence=(
            row_place(report, table, total.index),
            *(row_place(report, table, part.index) for part in parts),
        ),
    )


def row_place(report: Report, table: Table, index: int) -> Place:
    """Return the place of a row, from its first word to its last."""
    cells = [cell for cell in table.rows[index] if cell.start < cell.end]
    return report.locate(min(c.start for c in cells), max(c.end for c in cells))


Pair = tuple[int, int]


def _ratios(report: Report, table: Table, rows: Sequence[Row]) -> Iterator[Finding]:
    shares = [c for c, cell in enumerate(table.header) if _is_share(cell, rows, c)]
    amounts = [
        c for c in range(len(table.header)) if c not in shares and _filled(rows, c) >= _ENOUGH
    ]
    wrong: dict[int, list[tuple[int, float, Pair]]] = {}
    for share in shares:
        pairs = _explaining(rows, share, amounts)
        for row in rows if pairs else ():
            value = row.values[share]
            results = [(pair, _ratio(row, pair)) for pair in pairs]
            known = [(pair, r) for pair, r in results if r is not None]
            if (
                value is None
                or not known
                or any(_fits(value, r, row, share, table) for _, r in known)
            ):
                continue
            pair, real = known[0]
            wrong.setdefault(row.index, []).append((share, real or 0.0, pair))
    for index, slips in wrong.items():
        yield _wrong_ratio(report, table, rows[index], slips)


def _is_share(cell: Cell, rows: Sequence[Row], column: int) -> bool:
    return "%" in cell.text and _filled(rows, column) >= _ENOUGH


def _filled(rows: Sequence[Row], column: int) -> int:
    return sum(row.values[column] is not None for row in rows)


def _ratio(row: Row, pair: Pair) -> float | None:
    over, under = row.values[pair[0]], row.values[pair[1]]
    return 100.0 * over / under if over is not None and under else None


def _fits(value: float, real: float, row: Row, column: int, table: Table) -> bool:
    """A share as printed holds the real one; growth over 100 counts as well."""
    text = table.rows[row.index][column].text
    slack = 0.5 * float(f"1e-{len(text.partition(chr(44))[2].strip(' %'))}") + 1e-6
    # Figures already rounded make the last digit uncertain.
    return min(abs(value - real), abs(value - (real - 100))) <= max(slack, 0.006 * real)


def _explaining(rows: Sequence[Row], share: int, amounts: Sequence[int]) -> list[Pair]:
    """Return the pairs of columns that explain a ratio column in most rows, the best ones."""
    best: list[Pair] = []
    most = 0
    filled = [row for row in rows if row.values[share] is not None]
    for pair in permutations(amounts, 2):
        known = [(row, _ratio(row, pair)) for row in filled]
        good = sum(r is not None and abs((row.values[share] or 0) - r) <= 0.51 for row, r in known)
        if good > most:
            best, most = [pair], good
        elif good == most and good:
            best.append(pair)
    return best if most >= _ENOUGH and most >= 0.6 * len(filled) else []


def _wrong_ratio(
    report: Report, table: Table, row: Row, slips: Sequence[tuple[int, float, Pair]]
) -> Finding:
    shown, values = [], []
    for column, real, (over, under) in slips:
        printed = row.values[column] or 0.0
        shown.append(
            f"cột “{table.header[column].text}” ghi {number(printed)} nhưng"
            f" {number(row.values[over] or 0)} / {number(row.values[under] or 0)} ="
            f" {number(round(real, 1))}%"
        )
        values += [printed, round(real, 1)]
    return Finding(
        kind="percent_mismatch",
        severity=Severity.ERROR,
        certainty=0.93,
        explanation=f"Dòng “{row.label}”: {'; '.join(shown)}.",
        values=tuple(dict.fromkeys(values)),
        evidence=(row_place(report, table, row.index),),
    )
