"""A report to passages, the unit of search: whole blocks, never a cut bullet or citation.

Small neighbours under one heading go together; a long paragraph is divided at sentence ends.
Sizes are in syllables, i.e. words between spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Block, BlockKind, Passage, Report, Table

SMALL = 25  # a bullet below this is joined with its neighbours
TARGET = 80  # joining stops here
LONG = 250  # a paragraph above this is divided
_LEFT_OUT = frozenset({BlockKind.HEADER, BlockKind.RECIPIENTS, BlockKind.SIGNATURE})
_LONG_HEADING = 20  # a "heading" of this size says something itself

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”\"')]*\s+(?=[“\"(]?[^\W\d_a-zà-ỹ]|[-+(]|\d)")
_ITEM_END = re.compile(r";\s+")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:TP|Tp|TX|TS|ThS|PGS|GS|BS|KS|CN|Ths|v\.v|[A-ZĐ])\.$")

__all__ = ["LONG", "SMALL", "TARGET", "Passage", "index_text", "sentences", "split"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What becomes a passage, or a part of one."""

    section: tuple[str, ...]
    text: str
    start: int  # canonical
    end: int
    blocks: tuple[int, ...]
    alone: bool  # never joined with neighbours

    @property
    def size(self) -> int:
        return len(self.text.split())


def split(report: Report) -> list[Passage]:
    """Return the passages of a report in reading order."""
    joined = _join(_pieces(report))
    return [
        Passage(
            id=f"{report.sha256[:16]}-{number}",
            doc=report.doc,
            section=piece.section,
            text=piece.text,
            place=report.locate(piece.start, piece.end),
            blocks=piece.blocks,
        )
        for number, piece in enumerate(joined)
    ]


def index_text(passage: Passage) -> str:
    """Return what the indexes read: the innermost headings, then the words."""
    return "\n".join([*passage.section[-2:], passage.text])


def _pieces(report: Report) -> Iterator[_Piece]:
    """Yield the blocks as pieces; table rows grouped, long blocks divided."""
    starts = [table.place.start for table in report.tables]
    rows: list[int] = []
    for index, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE and block.offsets:
            rows.append(index)
            continue
        yield from _table_pieces(report, rows, starts)
        rows = []
        if _speaks(report.blocks, index):
            yield from _block_pieces(report, index)
    yield from _table_pieces(report, rows, starts)


def _speaks(blocks: tuple[Block, ...], index: int) -> bool:
    """Return whether a block has words to search: a heading only when nothing stands under it."""
    block = blocks[index]
    if block.kind in _LEFT_OUT or not block.text.strip():
        return False
    if block.kind is not BlockKind.HEADING or len(block.text.split()) >= _LONG_HEADING:
        return True
    following = next((b for b in blocks[index + 1 :] if b.kind is not BlockKind.FOOTNOTE), None)
    if following is None or following.kind in _LEFT_OUT:
        return True
    return following.kind is BlockKind.HEADING and following.level <= block.level


def _block_pieces(report: Report, index: int) -> Iterator[_Piece]:
    block = report.blocks[index]
    section = block.path
    if block.kind is BlockKind.FOOTNOTE:
        section = _path_of_note(report, index)
    alone = block.kind in {BlockKind.FOOTNOTE, BlockKind.TITLE}
    cuts = _cuts(report, index)
    for number, (start, end) in enumerate(cuts):
        text = block.text[start:end].strip()
        if not text:
            continue
        if number == 0 and block.label and not text.startswith(block.label):
            text = f"{block.label} {text}"
        first, last = block.span(start, end)
        yield _Piece(section, text, first, last, (index,), alone or len(cuts) > 1)


def _path_of_note(report: Report, index: int) -> tuple[str, ...]:
    """Return the headings above the sentence that a footnote belongs to."""
    for note in report.footnotes:
        if note.block == index and note.from_block is not None:
            return report.blocks[note.from_block].path
    return report.blocks[index].path


def _cuts(report: Report, index: int) -> list[tuple[int, int]]:
    """Return the ranges a block's text is divided into, one when it is not long."""
    text = report.blocks[index].text
    if len(text.split()) <= LONG:
        return [(0, len(text))] if text else []
    kept = [c.span for c in report.citations if c.block == index]
    kept += [q.span for q in report.quantities if q.block == index]
    parts = _packed(text, sentences(text, kept))
    return [
        small
        for start, end in parts
        for small in (
            _packed(text, _ends(text, _ITEM_END, kept, start, end))
            if len(text[start:end].split()) > LONG
            else [(start, end)]
        )
    ]


def sentences(text: str, kept: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Return the ranges of the sentences of `text`; none ends inside a range of `kept`."""
    return _ends(text, _SENTENCE_END, list(kept), 0, len(text))


def _ends(
    text: str, end_mark: re.Pattern[str], kept: list[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int]]:
    ranges = []
    at = start
    for match in end_mark.finditer(text, start, end):
        cut = match.end()
        inside = any(first < cut < last for first, last in kept)
        if inside or _ABBREVIATED.search(text[at : match.start()]):
            continue
        ranges.append((at, cut))
        at = cut
    if at < end:
        ranges.append((at, end))
    return ranges


def _packed(text: str, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbouring ranges up to LONG syllables."""
    packed: list[tuple[int, int]] = []
    for start, end in ranges:
        if packed and len(text[packed[-1][0] : end].split()) <= LONG:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _table_pieces(report: Report, rows: list[int], starts: list[int]) -> Iterator[_Piece]:
    """Yield groups of table rows, each with the words of the header in front."""
    group: list[int] = []
    head = ""
    for index in rows:
        table = _table_at(report, starts, report.blocks[index].offsets[0])
        words = _head(table)
        size = sum(len(report.blocks[i].text.split()) for i in (*group, index))
        if group and (words != head or size > TARGET):
            yield _rows_piece(report, group, head)
            group = []
        head = words
        group.append(index)
    if group:
        yield _rows_piece(report, group, head)


def _table_at(report: Report, starts: list[int], at: int) -> Table | None:
    number = bisect_right(starts, at) - 1
    if number < 0 or at >= report.tables[number].place.end:
        return None
    return report.tables[number]


def _head(table: Table | None) -> str:
    if table is None:
        return ""
    cells = dict.fromkeys(cell.text for cell in table.header if cell.text)
    return "\n".join(part for part in (table.caption, " | ".join(cells)) if part)


def _rows_piece(report: Report, group: list[int], head: str) -> _Piece:
    blocks = [report.blocks[i] for i in group]
    lines = [b.text for b in blocks if b.text.strip() and b.text not in head]
    return _Piece(
        section=blocks[0].path,
        text="\n".join([head, *lines] if head else lines),
        start=blocks[0].offsets[0],
        end=max(b.offsets[-1] for b in blocks) + 1,
        blocks=tuple(group),
        alone=True,
    )


def _join(pieces: Iterable[_Piece]) -> list[_Piece]:
    """Join small neighbours under one heading."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last is not None and _fits(last, piece):
            joined[-1] = _Piece(
                last.section,
                f"{last.text}\n{piece.text}",
                min(last.start, piece.start),
                max(last.end, piece.end),
                last.blocks + piece.blocks,
                alone=False,
            )
        else:
            joined.append(piece)
    return joined


def _fits(last: _Piece, piece: _Piece) -> bool:
    if last.alone or piece.alone or last.section != piece.section:
        return False
    return min(last.size, piece.size) < SMALL and last.size + piece.size <= TARGET
