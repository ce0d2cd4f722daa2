"""Tables as .xlsx: the one place that writes Excel files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BaocaoError

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = 32_000  # characters; Excel allows 32.767 in a cell
_LINE = 15.0  # points of a line of text
_MARGIN = 0.35  # inches: wide tables are shrunk to the page, so the page is used
_TALLEST = 400.0  # points; Excel allows 409

Value = str | float | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in characters."""

    name: str
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a title, a header, rows; `marked` are the cells (row, column) in yellow."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    marked: frozenset[tuple[int, int]] = frozenset()


def write_workbook(sheets: Sequence[Sheet], path: Path | str) -> Path:
    """Write `sheets` as an .xlsx and return its path; BaocaoError when it cannot be written.

    Words stay words: what begins with "=" is no formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    for name in book.sheetnames:
        del book[name]
    for sheet in sheets:
        _fill(book.create_sheet(_name(sheet.name)), sheet)
    target = Path(path)
    try:
        book.save(target)
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {target}: {error.strerror}; hãy đóng tệp đang mở hoặc chọn "
            "thư mục khác."
        ) from error
    return target


def _name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31]


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    font, line = "Times New Roman", Side(style="thin", color="999999")
    box = Border(left=line, right=line, top=line, bottom=line)
    page.cell(1, 1, sheet.title).font = Font(name=font, size=14, bold=True)
    for at, column in enumerate(sheet.columns, 1):
        cell = page.cell(3, at, column.name)
        cell.font, cell.border = Font(name=font, size=11, bold=True), box
        cell.fill = PatternFill("solid", start_color="DCE6F1")
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        page.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(sheet.rows):
        for at, value in enumerate(row):
            cell = _put(page, number + 4, at + 1, value)
            cell.font, cell.border = Font(name=font, size=11), box
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if (number, at) in sheet.marked:
                cell.fill = PatternFill("solid", start_color="FFF2CC")
        page.row_dimensions[number + 4].height = _height(row, sheet.columns)
    page.freeze_panes = "A4"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A3:{last}{max(3, len(sheet.rows) + 3)}"
    for side in ("left", "right", "top", "bottom"):
        setattr(page.page_margins, side, _MARGIN)
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"


def _put(page: Any, row: int, column: int, value: Value) -> Any:
    if not isinstance(value, str):
        cell = page.cell(row, column, value)
        if value is not None:
            cell.number_format = "#,##0" if float(value).is_integer() else "#,##0.00"
        return cell
    cell = page.cell(row, column, _CONTROL.sub("", value)[:_LONGEST])
    if value:
        cell.data_type = "s"
    return cell


def _height(row: Sequence[Value], columns: Sequence[Column]) -> float:
    """Return the height that shows the fullest cell; Excel does not fit rows by itself."""
    lines = 1
    for value, column in zip(row, columns, strict=True):
        if isinstance(value, str):
            room = max(1.0, column.width * 1.2)
            lines = max(lines, sum(1 + int(len(part) / room) for part in value.split("\n")))
    return min(_TALLEST, _LINE * lines + 2)
