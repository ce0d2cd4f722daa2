"""Tables that a page break cut in two, made one again.

Nothing stands between the pieces but what belongs to the page, they have as many columns, and the
second piece repeats the header of the first or goes on with rows right away.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.labels import roman_value
from corpus.layout.lines import Line
from corpus.layout.tables import Grid
from corpus.model import Cell
from corpus.text import fold, squeeze

_FIGURE = re.compile(r"[-–+]?\(?\d[\d.,]*\)?\s*%?")
_YEAR = re.compile(r"(?:nam\s+)?(?:19|20)\d\d")
_ORDINAL = re.compile(r"(\d{1,3})\.?")
_ROMAN = re.compile(r"[IVX]{1,5}\.?")
_GOES_ON = re.compile(r"(?:(?:bang|bieu)\s+(?:so\s+)?[\d.]+\s*)?\W*tiep(?: theo)?\W*")
Row = tuple[Cell, ...]


def joined(grids: Sequence[Grid], lines: Sequence[Line]) -> list[Grid]:
    """Return the tables over `lines`, pieces of one table joined, in order."""
    made: list[Grid] = []
    for grid in grids:
        grid = without_repeats(grid)
        if made and _touches(made[-1], grid, lines):
            one = _one(made[-1], grid)
            if one is not None:
                made[-1] = one
                continue
        made.append(grid)
    return made


def without_repeats(grid: Grid) -> Grid:
    """Return a table without rows that say its header again, as on each of its pages."""
    if grid.heads != 1 or not any(cell.text for cell in grid.header):
        return grid
    said = _said(grid.header)
    keep = [i for i, row in enumerate(grid.rows) if _said(row) != said]
    if len(keep) == len(grid.rows):
        return grid
    return replace(
        grid,
        rows=tuple(grid.rows[i] for i in keep),
        row_lines=tuple(grid.row_lines[i] for i in keep),
    )


def _touches(above: Grid, below: Grid, lines: Sequence[Line]) -> bool:
    """Return whether only "(tiếp theo)" stands between two tables, or nothing."""
    if below.first < above.last:  # one inside the other
        return False
    between = lines[above.last : below.first]
    return len(between) <= 1 and all(_GOES_ON.fullmatch(fold(line.text)) for line in between)


def _one(above: Grid, below: Grid) -> Grid | None:
    """Return the table that two pieces make, None where they are two."""
    if len(above.header) != len(below.header):
        return None
    if _said(above.header) == _said(below.header):
        rows, taken = below.rows, below.row_lines
    elif below.heads == 1 and _is_row(below.header, above):
        first = below.row_lines[0][0] if below.row_lines else below.last
        rows = (below.header, *below.rows)
        taken = (tuple(range(below.first, first)), *below.row_lines)
    else:
        return None
    return replace(
        above,
        last=below.last,
        rows=(*above.rows, *rows),
        row_lines=(*above.row_lines, *taken),
    )


def _said(row: Row) -> list[str]:
    return [squeeze(fold(cell.text)) for cell in row]


def _is_row(row: Row, above: Grid) -> bool:
    """Return whether what was taken for a header is the next row of the table above.

    It carries the next number in order, or figures wherever the rows above do; years may be the
    titles of columns.
    """
    if not above.rows or not any(cell.text for cell in row):
        return False
    before = next((r[0].text for r in reversed(above.rows) if r[0].text), "")
    if _follows(before, row[0].text):
        return True
    figures = [i for i in range(1, len(row)) if _holds_figures(above, i)]
    here = [row[i].text for i in figures if row[i].text]
    if not here or not all(_FIGURE.fullmatch(text) for text in here):
        return False
    return not all(_YEAR.fullmatch(fold(text)) for text in here)


def _follows(before: str, text: str) -> bool:
    """Return whether one row number comes right after another: 4 after 3, IV after III."""
    old, new = _ORDINAL.fullmatch(before), _ORDINAL.fullmatch(text)
    if old and new:
        return int(new[1]) == int(old[1]) + 1
    if not (_ROMAN.fullmatch(before) and _ROMAN.fullmatch(text)):
        return False
    return roman_value(text.rstrip(".")) == roman_value(before.rstrip(".")) + 1


def _holds_figures(grid: Grid, column: int) -> bool:
    said = [row[column].text for row in grid.rows if row[column].text]
    return bool(said) and sum(bool(_FIGURE.fullmatch(text)) for text in said) > len(said) / 2
