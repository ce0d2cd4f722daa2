"""Workbooks (.xlsx): each sheet is a titled table, as appendices of figures come."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from corpus.errors import Broken, EmptyFile
from corpus.readers.archive import Archive
from corpus.readers.base import Source, Writer

_MAX_ROWS = 20_000
_MAX_COLUMNS = 200
_SWAP = str.maketrans(",.", ".,")


def read_sheet(path: Path) -> Source:
    """Return the sheets of a workbook as tables under their titles; values, not formulas."""
    import openpyxl

    with Archive(path):
        pass  # the limits on archives hold for workbooks too
    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
    except Exception as problem:
        raise Broken(
            path.name, f"Tệp “{path.name}” bị hỏng hoặc không phải bảng tính; hãy lưu lại."
        ) from problem
    out = Writer()
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _write_sheet(sheet, out, several=len(book.worksheets) > 1)
    text = out.text()
    if not text.strip():
        raise EmptyFile(path.name, f"Bảng tính “{path.name}” không có dữ liệu; hãy kiểm tra lại.")
    return Source(text, (), (), True, False, out.headings, tuple(out.tables))


def _write_sheet(sheet: Any, out: Writer, several: bool) -> None:
    merged = {
        (row, column): (area.min_row, area.min_col, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = [
        [_written(cell) for cell in row]
        for row in sheet.iter_rows(
            max_row=min(sheet.max_row, _MAX_ROWS), max_col=min(sheet.max_column, _MAX_COLUMNS)
        )
    ]
    if several and any(any(row) for row in rows):
        out.line(str(sheet.title), 1)
    first = next((i for i, row in enumerate(rows) if sum(bool(c) for c in row) > 2), None)
    for row in rows[: len(rows) if first is None else first]:
        words = "  ".join(dict.fromkeys(cell for cell in row if cell))
        out.line(words)
    if first is None:
        return
    grid: list[list[tuple[str, int, int]]] = []
    offset = first
    for i in range(first, len(rows)):
        if any(rows[i]):
            grid.append(_row(rows, i, merged, offset, len(grid)))
        else:
            offset += 1
    out.table(grid, _heads(grid))
    out.line("")


def _row(
    rows: list[list[str]],
    i: int,
    merged: dict[tuple[int, int], tuple[int, int, int]],
    offset: int,
    number: int,
) -> list[tuple[str, int, int]]:
    cells: list[tuple[str, int, int]] = []
    column = 0
    while column < len(rows[i]):
        top, left, width = merged.get((i + 1, column + 1), (i + 1, column + 1, 1))
        text = rows[top - 1][left - 1] if top - 1 < len(rows) else ""
        origin = max(top - 1 - offset, 0) if top < i + 1 else number
        cells.append((text, width, min(origin, number)))
        column += width
    return cells


def _heads(grid: list[list[tuple[str, int, int]]]) -> int:
    heads = 1
    while heads < min(len(grid) - 1, 4) and any(origin == 0 for _, _, origin in grid[heads]):
        heads += 1
    return heads


def _written(cell: Any) -> str:
    """Return a cell as an office would print it: decimal comma, thousands with dots."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day:02d}/{value.month}/{value.year}"
    if isinstance(value, int | float):
        return _number(float(value), str(cell.number_format))
    return " ".join(str(value).split())


def _number(value: float, form: str) -> str:
    percent = "%" in form
    shown = round(value * 100 if percent else value, 6)
    text = f"{shown:,.6f}".rstrip("0").rstrip(".")
    plain = text.translate(_SWAP)
    if "," not in form and not percent and abs(value) < 10_000 and value == int(value):
        plain = str(int(value))
    return plain + ("%" if percent else "")
