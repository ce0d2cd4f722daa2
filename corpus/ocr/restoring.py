"""Read a damaged text anew from restored lines, with every place still in the file's own words.

Structure (labels, notes, tables) is as damaged as the words, so lines are restored before they
are sorted into blocks. Each restored character remembers the character it stands for; what is
found is then led back, so that `Place.text` is always what the file says.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from corpus.layout.notes import glued_marks
from corpus.layout.structure import Structure, structure_of
from corpus.model import Block, Cell, Footnote, Place, Section, Table, line_starts, locate
from corpus.readers.base import RawTable, Source

if TYPE_CHECKING:
    from corpus.ocr.repair import RepairedLine, RepairedWord


class Repairs(Protocol):
    """What restores lines, as `corpus.ocr.repair.Repairer` does."""

    def repair_lines(self, lines: Iterable[str]) -> Sequence[RepairedLine]:
        """Return a restored line for each line."""
        ...


@dataclass(frozen=True, slots=True)
class Restoration:
    """A restored text; ``back[i]`` is where its character i stands in the original."""

    text: str
    back: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the original's (start, end) of a range; an empty range stays empty."""
        if start >= end:
            at = self.back[start] if start < len(self.back) else self.back[-1] + 1
            return at, at
        return self.back[start], self.back[end - 1] + 1

    def forth(self, at: int) -> int:
        """Return where the original's character `at` has come to stand."""
        return bisect_left(self.back, at)


def restore_text(text: str, repairs: Repairs) -> Restoration:
    """Return the text with its lines restored, one for one; sound ones are left by `repairs`."""
    lines = text.split("\n")
    done = repairs.repair_lines(lines)
    pieces: list[str] = []
    back: list[int] = []
    start = 0
    for line, restored in zip(lines, done, strict=True):
        for piece, places in _pieces(line, restored.words):
            pieces.append(piece)
            back.extend(start + at for at in places)
        start += len(line)
        pieces.append("\n")
        back.append(start)
        start += 1
    return Restoration("".join(pieces)[:-1], tuple(back[:-1]))


def _pieces(line: str, words: Sequence[RepairedWord]) -> list[tuple[str, list[int]]]:
    """Return the stretches of a restored line with the places of their characters in `line`."""
    pieces: list[tuple[str, list[int]]] = []
    at = 0
    for word in words:
        pieces.append((line[at : word.start], list(range(at, word.start))))
        last = max(word.start, word.end - 1)
        places = [min(word.start + i, last) for i in range(len(word.text))]
        if places:
            places[-1] = last  # the last letter stands for whatever is left of the original
        pieces.append((word.text, places))
        at = word.end
    pieces.append((line[at:], list(range(at, len(line)))))
    return pieces


def restored_structure(source: Source, repairs: Repairs, doc: str = "") -> Structure:
    """Return the structure of a damaged source, its words restored, its places the file's own.

    Blocks whose words changed carry ``repaired=True``.
    """
    restoration = restore_text(source.text, repairs)
    if not restoration.text:
        return structure_of(source, doc)
    shape = structure_of(_moved(source, restoration), doc)
    pages = tuple(restoration.origin(p, p)[0] for p in shape.page_starts)
    lines = line_starts(source.text)

    def place(old: Place) -> Place:
        start, end = restoration.origin(old.start, old.end)
        return locate(doc, source.text, lines, pages, start, end)

    return replace(
        shape,
        page_starts=pages,
        blocks=tuple(_block(b, restoration, source.text) for b in shape.blocks),
        sections=tuple(_section(s, place) for s in shape.sections),
        footnotes=tuple(_footnote(f, place) for f in shape.footnotes),
        tables=tuple(_table(t, place, restoration) for t in shape.tables),
    )


def _moved(source: Source, restoration: Restoration) -> Source:
    """Return the source over the restored text, what its format knows moved along."""
    forth = restoration.forth
    return replace(
        source,
        text=restoration.text,
        page_starts=tuple(forth(p) for p in source.page_starts),
        headings={forth(at): level for at, level in source.headings.items()},
        tables=tuple(_raw_table(t, restoration) for t in source.tables),
        glued=frozenset(glued_marks(source.text)),
        restored=True,
    )


def _raw_table(table: RawTable, restoration: Restoration) -> RawTable:
    def cell(old: Cell) -> Cell:
        start, end = restoration.forth(old.start), restoration.forth(old.end)
        return Cell(" ".join(restoration.text[start:end].split()), start, end)

    rows = tuple(tuple(cell(c) for c in row) for row in table.rows)
    start, end = restoration.forth(table.start), restoration.forth(table.end)
    return replace(table, rows=rows, start=start, end=end)


def _block(block: Block, restoration: Restoration, text: str) -> Block:
    """Return a block led back; offsets never decrease."""
    offsets = tuple(restoration.back[at] for at in block.offsets)
    said = "".join(text[at] for at in offsets)
    changed = "".join(said.split()) != "".join(block.text.split())
    return replace(block, offsets=offsets, repaired=changed)


def _section(section: Section, place: Callable[[Place], Place]) -> Section:
    children = tuple(_section(child, place) for child in section.children)
    return replace(section, place=place(section.place), children=children)


def _footnote(note: Footnote, place: Callable[[Place], Place]) -> Footnote:
    refers = place(note.refers_from) if note.refers_from else None
    return replace(note, place=place(note.place), refers_from=refers)


def _table(table: Table, place: Callable[[Place], Place], restoration: Restoration) -> Table:
    def cell(old: Cell) -> Cell:
        start, end = restoration.origin(old.start, old.end)
        return Cell(old.text, start, end)

    return replace(
        table,
        place=place(table.place),
        header=tuple(cell(c) for c in table.header),
        rows=tuple(tuple(cell(c) for c in row) for row in table.rows),
    )
