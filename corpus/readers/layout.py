"""Characters of a page → lines in reading order, raised marks, tables with ruled cells.

The page is pdfplumber's, or one of a scan that looks like it (`corpus.readers.scan`): characters
as dicts in points, lines drawn, tables found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from corpus.readers.base import SUPERSCRIPT, Writer

_RULE_WIDTH = (60, 260)  # points: the short rule over footnotes


def write_page(page: Any, out: Writer) -> bool:
    """Write one page; return whether it held any words."""
    ruled = len(page.lines) + len(page.rects) + len(page.curves) >= 4  # a grid needs as many
    tables = [t for t in page.find_tables() if _is_data(t)] if ruled else []
    boxes = [t.bbox for t in tables]
    chars = [c for c in page.chars if c["upright"] and not _inside(c, boxes)]
    lines = _lines(chars)
    events: list[tuple[float, str, Any]] = [(line[0]["top"], "line", line) for line in lines]
    events += [(table.bbox[1], "table", table) for table in tables]
    events += [(top, "rule", None) for top in _rules(page, boxes)]
    events.sort(key=lambda event: event[0])
    bottom = None
    pitch = _pitch(lines)
    for top, kind, item in events:
        if kind == "rule":
            out.line("_" * 20)
        elif kind == "table":
            out.line("")
            _write_table(item, out)
            out.line("")
        else:
            if bottom is not None and top - bottom > pitch * 1.6:
                out.line("")
            for piece in re.split(r" {4,}", _text(item)):
                out.line(piece)
        bottom = top if kind == "line" else None
    return bool(lines or tables)


def _pitch(lines: Sequence[list[Any]]) -> float:
    """Return the usual distance between lines, in points."""
    tops = [line[0]["top"] for line in lines]
    steps = [b - a for a, b in pairwise(tops) if b - a > 2]
    return median(steps) if steps else 14.0


def _lines(chars: Sequence[Any]) -> list[list[Any]]:
    """Return the characters by line, top to bottom, each from left to right.

    A raised mark belongs to the line it overlaps.
    """
    lines: list[list[Any]] = []
    for char in sorted(chars, key=lambda c: (c["bottom"], c["x0"])):
        if not char["text"].strip() and not lines:
            continue
        line = next((own for own in reversed(lines[-3:]) if _same_line(own, char)), None)
        if line is None:
            lines.append([char])
        else:
            line.append(char)
    for line in lines:
        line.sort(key=lambda c: c["x0"])
    lines = [line for line in lines if "".join(c["text"] for c in line).strip()]
    return sorted(lines, key=lambda line: median(c["top"] for c in line))


def _same_line(line: Sequence[Any], char: Any) -> bool:
    other = max(line[-8:], key=lambda c: c["size"])
    overlap = min(other["bottom"], char["bottom"]) - max(other["top"], char["top"])
    return bool(overlap > 0.4 * min(other["size"], char["size"]))


def _text(line: Sequence[Any]) -> str:
    """Return a line's words.

    A gap between characters becomes a space; one between columns (letterhead, signature, cells
    without rules) becomes four.
    """
    size = median(c["size"] for c in line)
    floor = median(c["bottom"] for c in line)
    pieces: list[str] = []
    above = None
    for char in line:
        text = char["text"]
        if above is not None:
            gap = char["x0"] - above["x1"]
            if gap > 0.2 * size and text.strip() and not (pieces and pieces[-1].endswith(" ")):
                pieces.append("    " if gap > 3 * size else " ")
        small = char["size"] < 0.82 * size and char["bottom"] < floor - 0.12 * size
        pieces.append(text.translate(SUPERSCRIPT) if small and text.isdigit() else text)
        above = char
    return "".join(pieces).rstrip()


def _rules(page: Any, boxes: Sequence[Any]) -> list[float]:
    """Return the heights of short rules at the left: what stands over footnotes."""
    found = []
    for shape in (*page.lines, *page.rects):
        width, height = shape["x1"] - shape["x0"], abs(shape["bottom"] - shape["top"])
        left = shape["x0"] < page.width * 0.25
        if _RULE_WIDTH[0] <= width <= _RULE_WIDTH[1] and height < 2 and left:
            inside = any(b[1] - 2 <= shape["top"] <= b[3] + 2 for b in boxes)
            if not inside and shape["top"] > page.height * 0.3:
                found.append(float(shape["top"]))
    return found


def _is_data(table: Any) -> bool:
    """Return whether ruled cells make a table, or a row of one that began on the page before."""
    rows = table.extract()
    filled = sum(bool(cell and cell.strip()) for row in rows for cell in row)
    return len(rows[0]) >= 2 and filled >= 3


def _inside(char: Any, boxes: Sequence[Any]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes)


def _write_table(table: Any, out: Writer) -> None:
    words = [[re.sub(r"\s+", " ", cell or "").strip() for cell in row] for row in table.extract()]
    lefts = _column_lefts(table)
    grid: list[list[tuple[str, int, int]]] = []
    for texts, row in zip(words, table.rows, strict=True):
        cells: list[tuple[str, int, int]] = []
        right = 0.0
        for j, (text, box) in enumerate(zip(texts, row.cells, strict=True)):
            if box is not None:
                cells.append((text, 1, len(grid)))
                right = box[2]
            elif cells and right > lefts[j] + 2:
                cells[-1] = (cells[-1][0], cells[-1][1] + 1, cells[-1][2])
            else:
                cells.append(("", 1, _held_by(grid, j)))
        if any(text for text, _, _ in cells):
            grid.append(cells)
    heads = 1
    while heads < len(grid) - 1 and any(origin < heads for _, _, origin in grid[heads]):
        heads += 1
    if len(grid) == 1:  # a row alone is no table, but its cells belong on one line
        out.line("\t".join(text for text, _, _ in grid[0]))
    elif grid:
        out.table(grid, heads)


def _column_lefts(table: Any) -> list[float]:
    """Return where each column begins, in points."""
    columns = zip(*(row.cells for row in table.rows), strict=True)
    return [min((cell[0] for cell in column if cell), default=0.0) for column in columns]


def _held_by(grid: Sequence[list[tuple[str, int, int]]], column: int) -> int:
    """Return the row whose cell reaches down into `column` of the row now read."""
    if not grid:
        return 0
    at = 0
    for _, span, origin in grid[-1]:
        if at <= column < at + span:
            return origin
        at += span
    return len(grid)
