"""Rows of a table in and out of .xlsx and .csv, with what Excel makes of dates and formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.encodings import decode
from corpus.errors import Broken, EmptyFile, WrongType
from corpus.readers.archive import Archive

Value = str | int | float | date | None
SUFFIXES = (".xlsx", ".csv")
_MAX_ROWS = 100_000
_MAX_COLUMNS = 100
_FONT = "Times New Roman"
# A text cell that opens with one of these would run as a formula in a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def check_suffix(path: Path) -> str:
    """Return ".xlsx" or ".csv"; raise WrongType for anything else."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise WrongType(
            path.name, f"Danh mục “{path.name}” phải là tệp .xlsx hoặc .csv; hãy đổi định dạng."
        )
    return suffix


def read_rows(path: Path) -> list[list[list[Value]]]:
    """Return the tables of a file, one a sheet, as rows of values; text is trimmed.

    Raises ReadError when the file cannot be used.
    """
    tables = [_csv_rows(path)] if check_suffix(path) == ".csv" else list(_sheets(path))
    if not any(any(row) for table in tables for row in table):
        raise EmptyFile(path.name, f"Danh mục “{path.name}” không có dữ liệu; hãy kiểm tra lại.")
    return tables


def _sheets(path: Path) -> Iterator[list[list[Value]]]:
    import openpyxl

    with Archive(path):
        pass  # the limits on archives hold for workbooks too
    try:
        book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_col=min(sheet.max_column, _MAX_COLUMNS), values_only=True)
            yield [[_value(cell) for cell in row] for row in islice(rows, _MAX_ROWS)]
    except Exception as problem:
        raise Broken(
            path.name, f"Tệp “{path.name}” bị hỏng hoặc không phải bảng tính; hãy lưu lại."
        ) from problem


def _value(cell: Any) -> Value:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float, date, type(None))):
        return str(cell)
    return _unguarded(cell.strip()) if isinstance(cell, str) else cell


def _csv_rows(path: Path) -> list[list[Value]]:
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise Broken(
            path.name, f"Tệp “{path.name}” không phải tệp chữ; hãy lưu lại dạng CSV UTF-8."
        )
    text = decoded[0]
    head = text[:4000]
    separator = max(";\t,", key=head.count)
    try:
        rows = islice(csv.reader(io.StringIO(text), delimiter=separator), _MAX_ROWS)
        return [[_unguarded(cell.strip()) or None for cell in row] for row in rows]
    except csv.Error as problem:
        raise Broken(
            path.name, f"Tệp “{path.name}” không phải CSV hợp lệ; hãy lưu lại từ bảng tính."
        ) from problem


def write_rows(path: Path, rows: Iterable[Sequence[Value]], widths: Sequence[int] = ()) -> None:
    """Write rows, the header first, to a .xlsx or .csv by the suffix of `path`.

    Text stays text: nothing in it is run as a formula. A .csv is UTF-8 with a byte order mark,
    so that Excel reads its Vietnamese. `widths` are those of the columns, in characters.
    """
    if check_suffix(path) == ".xlsx":
        _write_book(path, list(rows), widths)
        return
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([_plain(value) for value in row] for row in rows)


def _plain(value: Value) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def _height(row: Sequence[Value], widths: Sequence[int]) -> float:
    """Return the height of a row in points: not all programs fit it to wrapped text."""
    lines = (
        sum(1 + len(part) // max(1, width) for part in str(value or "").split("\n"))
        for value, width in zip(row, widths, strict=False)
    )
    return min(409.0, 16.5 * max(lines, default=1))


def _write_book(path: Path, rows: list[Sequence[Value]], widths: Sequence[int]) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet
    line = Side(style="thin", color="B8C2CC")
    border = Border(left=line, right=line, top=line, bottom=line)
    for y, row in enumerate(rows, 1):
        for x, value in enumerate(row, 1):
            cell = sheet.cell(y, x)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # "=…" too
            elif isinstance(value, date):
                cell.number_format = "DD/MM/YYYY"
            cell.font = Font(name=_FONT, size=12, bold=y == 1)
            centre = y == 1 or not isinstance(value, str)
            cell.alignment = Alignment(
                wrap_text=True, vertical="top", horizontal="center" if centre else "left"
            )
            cell.border = border
            if y == 1:
                cell.fill = PatternFill("solid", fgColor="E4EEF8")
        sheet.row_dimensions[y].height = _height(row, widths)
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = width
    sheet.freeze_panes = "A2"
    if rows:
        sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    book.save(path)
