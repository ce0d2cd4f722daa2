"""Take the signs of doubt out of written text and remember where they stood."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from corpus.model import Cell
from corpus.readers.base import DOUBT_END, DOUBT_START, RawTable, Source

_SIGNS = re.compile(f"[{DOUBT_START}{DOUBT_END}]")


def without_signs(source: Source) -> Source:
    """Return a source whose `doubtful` says what its text said with signs around numbers."""
    text = source.text
    signs = [found.start() for found in _SIGNS.finditer(text)]
    if not signs:
        return source

    def moved(at: int) -> int:
        return at - bisect_left(signs, at)

    def cell(old: Cell) -> Cell:
        return Cell(_SIGNS.sub("", old.text), moved(old.start), moved(old.end))

    spans = [
        (moved(start), moved(end))
        for start, end in zip(signs, [*signs[1:], len(text)], strict=True)
        if text[start] == DOUBT_START and moved(start) < moved(end)
    ]
    tables = tuple(
        RawTable(
            tuple(tuple(map(cell, row)) for row in table.rows),
            table.heads,
            moved(table.start),
            moved(table.end),
        )
        for table in source.tables
    )
    return replace(
        source,
        text=_SIGNS.sub("", text),
        page_starts=tuple(map(moved, source.page_starts)),
        headings={moved(at): level for at, level in source.headings.items()},
        tables=tables,
        doubtful=tuple(spans),
    )
