"""Canonical text → blocks, sections, footnotes and pages.

Lines are sorted into body, footnotes and the parts around the body; wraps are undone; footnote
marks are taken out; numbered lines become headings or items; headings give each block its path.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.layout.headings import choose_headings, nest, section_tree
from corpus.layout.joined_tables import joined
from corpus.layout.labels import Style, label_of
from corpus.layout.lines import Line, read_lines, spacing
from corpus.layout.notes import Mark, Note, find_marks, glued_marks, split_notes
from corpus.layout.pages import paginate
from corpus.layout.parts import assign_kinds, is_kind_line, split_columns
from corpus.layout.tables import Grid, find_grids, find_tabbed, raw_grids
from corpus.layout.units import Unit, bounded, take_marks
from corpus.layout.unwrap import Shape, continues, join, shape_of
from corpus.model import (
    Block,
    BlockKind,
    Footnote,
    Place,
    Quality,
    Section,
    Table,
    line_starts,
    locate,
)
from corpus.ocr.damage import quality_of
from corpus.readers.base import Source


@dataclass(frozen=True, slots=True)
class Structure:
    """What the layout of a text tells; fields as in `Report`."""

    page_starts: tuple[int, ...] = ()
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    quality: Quality = field(default_factory=Quality)


def structure_of(source: Source, doc: str = "") -> Structure:
    """Return the structure of a source's canonical text."""
    text = source.text
    every = read_lines(text)
    gap = spacing(every)
    lines, starts = (every, source.page_starts) if source.paged else paginate(text, every)
    starts = starts or source.page_starts
    raw = source.tables or tuple(find_tabbed(text, lines))
    outside = [line for line in lines if not any(t.start <= line.start < t.end for t in raw)]
    quality = quality_of(lines)
    damaged = source.restored or quality.ocr
    glued = glued_marks(text) | source.glued
    body, notes = split_notes(outside, glued, gap, damaged=damaged)
    marks = find_marks(text, notes, () if source.paged else starts, damaged=damaged)
    taken = {line.start for note in notes for line in note.lines}
    body = [line for line in lines if line.start not in taken]
    grids = raw_grids(body, raw) if raw else find_grids(body)
    grids = joined(sorted(grids, key=lambda grid: grid.first), body)
    units = choose_headings(body_units(body, gap, grids, source))
    units += note_units(notes) + row_units(body, grids)
    units = [piece for unit in units if unit.run.text for piece in bounded(unit)]
    units.sort(key=lambda unit: unit.run.offsets[0])
    found = [mark for mark in marks if mark]
    for unit in units:
        take_marks(unit, found)
    units = [unit for unit in units if unit.run.text]
    nest(units)
    layout = _Layout(doc, text, line_starts(text), starts)
    sections = section_tree(units, layout.place)
    footnotes = _footnotes(layout, units, notes, marks)
    tables = tuple(_table(layout, units, body, grid) for grid in grids)
    blocks = tuple(unit.block() for unit in units)
    return Structure(starts, blocks, sections, footnotes, tables, quality)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What makes a Place of canonical characters."""

    doc: str
    text: str
    rows: tuple[int, ...]
    pages: tuple[int, ...]

    def place(self, start: int, end: int) -> Place:
        return locate(self.doc, self.text, self.rows, self.pages, start, end)


def _table(layout: _Layout, units: Sequence[Unit], body: Sequence[Line], grid: Grid) -> Table:
    start, end = body[grid.first].start, body[grid.last - 1].end
    return Table(layout.place(start, end), grid.header, grid.rows, _caption(units, start))


def row_units(lines: Sequence[Line], grids: Sequence[Grid]) -> list[Unit]:
    """Return a TABLE unit for the header and each row of the tables."""
    units = []
    for grid in grids:
        first = grid.row_lines[0][0] if grid.row_lines else grid.last
        for indexes in (tuple(range(grid.first, first)), *grid.row_lines):
            units.append(Unit(BlockKind.TABLE, join([lines[i] for i in indexes])))
    return units


def _caption(units: Sequence[Unit], start: int) -> str:
    """Return the heading or title right above a table."""
    first = bisect_left(units, start, key=lambda unit: unit.run.offsets[0])
    for unit in reversed(units[max(0, first - 4) : first]):
        if unit.kind in (BlockKind.HEADING, BlockKind.TITLE):
            return unit.run.text
        if unit.kind is not BlockKind.HEADER:
            break
    return ""


def body_units(
    lines: Sequence[Line], gap: int, grids: Sequence[Grid], source: Source
) -> list[Unit]:
    """Return the units of body lines outside the tables, in order, headings not yet chosen."""
    cuts = {lines[grid.last].start for grid in grids if grid.last < len(lines)}
    inside = {i for grid in grids for i in range(grid.first, grid.last)}
    lines = split_columns([line for i, line in enumerate(lines) if i not in inside])
    kinds = assign_kinds(lines, gap)
    plain = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
    shape = shape_of(plain, gap, source.wrapped)
    units: list[Unit] = []
    own: list[Line] = []
    for i, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        styled = source.headings.get(line.start, 0)
        same = kinds[i - 1] == kind and line.start not in cuts and not styled
        same = same and not (own and own[-1].start in source.headings)
        if own and not (same and _same_unit(own[-1], line, kind, shape)):
            units.append(_unit(own, kinds[i - 1], source.headings))
            own = []
        own.append(line)
    if own:
        units.append(_unit(own, kinds[-1], source.headings))
    return units


def _same_unit(above: Line, line: Line, kind: BlockKind | None, shape: Shape) -> bool:
    if kind is BlockKind.TITLE:
        return not is_kind_line(above.text)
    if kind is BlockKind.RECIPIENTS:
        return line.text[0].islower() and not above.text.endswith((";", "."))
    if kind is BlockKind.HEADER:
        return line.text[0].islower() and line.gap <= shape.spacing
    if kind is None:
        return continues(above, line, label_of(line.text), shape)
    return False


def _unit(lines: Sequence[Line], kind: BlockKind | None, styled: dict[int, int]) -> Unit:
    label = label_of(lines[0].text)
    if kind is BlockKind.HEADING:
        return Unit(kind, join(lines), part=True)
    if kind is not None:
        bullet = label if kind is BlockKind.RECIPIENTS and label else None
        if bullet and bullet.style >= Style.STAR:
            return Unit(kind, join(lines, bullet.skip), written=bullet.written)
        return Unit(kind, join(lines))
    level = styled.get(lines[0].start, 0)
    if label is None:
        return Unit(BlockKind.PARAGRAPH, join(lines), style=level)
    return Unit(BlockKind.BULLET, join(lines, label.skip), label, label.written, style=level)


def note_units(notes: Sequence[Note]) -> list[Unit]:
    """Return a FOOTNOTE unit for each note, its mark as label."""
    return [
        Unit(BlockKind.FOOTNOTE, join(note.lines, note.skip), written=note.mark, note=i)
        for i, note in enumerate(notes)
        if len(note.lines[0].text) > note.skip
    ]


def _footnotes(
    layout: _Layout,
    units: Sequence[Unit],
    notes: Sequence[Note],
    marks: Sequence[Mark | None],
) -> tuple[Footnote, ...]:
    """Return the footnotes, each led back to the block and sentence its mark stands in."""
    made = []
    holders = {mark.start: i for i, unit in enumerate(units) for mark in unit.marks}
    for index, unit in enumerate(units):
        if unit.note is None:
            continue
        mark = marks[unit.note]
        source = holders.get(mark.start) if mark else None
        refers = None
        if source is not None and mark:
            a, b = units[source].sentence_around(mark.start)
            refers = layout.place(a, b)
            unit.path = units[source].path
        first, last = unit.run.offsets[0], unit.run.offsets[-1] + 1
        place = layout.place(first, last)
        made.append(Footnote(notes[unit.note].mark, place, refers, index, source))
    return tuple(made)
