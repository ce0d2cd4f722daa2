"""Ruled tables on a scan, read cell by cell.

Read with the page, the wide gaps between columns cost Tesseract the spaces between words, and
single digits in narrow columns are passed over. So the cells are put under each other on one
picture, read as one column of text, and the words are moved back to where they stood.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.readers.picture import Rule
from corpus.readers.tesseract import Glyph, TextLine

_LIMIT = 400  # cells of one page
_GAP = 24  # pixels between two cells on the picture
_MARGIN = 24
_NEAR = 6  # pixels by which drawn lines may miss each other

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A picture of cells under each other: where each begins on it, and where it came from."""

    picture: Any
    tops: tuple[int, ...]
    cells: tuple[Box, ...]


def ruled_cells(bare: Any, rules: Sequence[Rule]) -> list[Box]:
    """Return the cells with ink that lying and standing lines make, in pixels.

    `bare` is the page without its lines. Fewer than two, or absurdly many, are no table.
    """
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

    edges = [edge(rule, 1.0) for rule in rules]
    found = intersections_to_cells(edges_to_intersections(edges, _NEAR, _NEAR))
    every = [tuple(map(round, cell)) for table in cells_to_tables(found) for cell in table]
    cells = [cell for cell in every if _has_ink(bare, cell)]
    return cells if 2 <= len(cells) <= _LIMIT else []


def edge(rule: Rule, share: float) -> dict[str, Any]:
    """Return a rule as pdfplumber's edge, its pixels times `share`."""
    x0, x1, top, bottom = (v * share for v in (rule.x0, rule.x1, rule.y0, rule.y1))
    if rule.flat:
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "doctop": top,
        "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if rule.flat else "v", "object_type": "line",
    }  # fmt: skip


def _has_ink(bare: Any, cell: Box) -> bool:
    x0, y0, x1, y1 = cell
    if x1 - x0 < 12 or y1 - y0 < 12:
        return False
    darkest, _ = bare.crop((x0 + 4, y0 + 4, x1 - 4, y1 - 4)).getextrema()
    return bool(darkest < 110)


def stacked(bare: Any, cells: Sequence[Box]) -> Column:
    """Return the cells of a page put under each other on one picture."""
    from PIL import Image

    width = max(x1 - x0 for x0, _, x1, _ in cells) + 2 * _MARGIN
    height = sum(y1 - y0 + _GAP for _, y0, _, y1 in cells) + 2 * _MARGIN
    picture = Image.new("L", (width, height), 255)
    tops = []
    at = _MARGIN
    for x0, y0, x1, y1 in cells:
        picture.paste(bare.crop((x0 + 3, y0 + 2, x1 - 3, y1 - 2)), (_MARGIN + 3, at + 2))
        tops.append(at)
        at += y1 - y0 + _GAP
    return Column(picture, tuple(tops), tuple(cells))


def moved_back(lines: Sequence[TextLine], column: Column) -> list[TextLine]:
    """Return lines read on a column of cells with their boxes where they stood on the page."""
    moved = []
    for line in lines:
        middle = (line.box[1] + line.box[3]) / 2
        i = max(0, bisect_right(column.tops, middle + _GAP / 2) - 1)
        x0, y0, _, _ = column.cells[i]
        moved.append(_moved(line, x0 - _MARGIN, y0 - column.tops[i]))
    return moved


def _moved(line: TextLine, right: int, down: int) -> TextLine:
    x0, y0, x1, y1 = line.box
    words = tuple(
        replace(
            word,
            glyphs=tuple(
                Glyph(g.text, g.x0 + right, g.y0 + down, g.x1 + right, g.y1 + down)
                for g in word.glyphs
            ),
        )
        for word in line.words
    )
    return TextLine(words, (x0 + right, y0 + down, x1 + right, y1 + down))
