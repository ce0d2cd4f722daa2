"""The figures of a report: sentences, footnotes and enumerations, and the cells of its tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.figures.cells import CellFigure, caption_unit, figures_of, note_cells
from corpus.figures.circumstances import Circumstances, Setting, circumstances
from corpus.figures.counting import Count, counts_in, with_total
from corpus.figures.footnote_parts import link_footnotes
from corpus.figures.indicators import indicators_of
from corpus.figures.part_links import COMPARISONS, part_links
from corpus.model import Block, BlockKind, Quantity, QuantityKind, Report, Table

_READ = frozenset((BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE, BlockKind.HEADING))
# Of the words of clean Vietnamese about six in ten carry a mark; bad OCR and unaccented typing
# leave half of that or less.
_MARKED_SHARE = 0.42
_LINES_ABOVE = 3  # a table's number, its title and its unit may stand in lines of their own
_LONGEST_CAPTION = 200  # characters


def quantities_of(report: Report) -> tuple[Quantity, ...]:
    """Return the figures of a report in reading order.

    Needs its blocks, tables, metadata and citations; without citations the digits of document
    numbers are still told from figures by their form.
    """
    damaged = is_damaged(report.text)
    taken: dict[int, list[tuple[int, int]]] = {}
    for citation in report.citations:
        taken.setdefault(citation.block, []).append(citation.span)
    found: list[Quantity] = []
    for index, block in enumerate(report.blocks):
        if block.kind in _READ:
            here = damaged and not block.repaired
            found += _in_block(report, index, block, here, taken.get(index, []))
    found = link_footnotes(report, found)
    found += _in_tables(report, damaged)
    found.sort(key=lambda q: (q.place.start, q.place.end))
    return tuple(found)


def is_damaged(text: str) -> bool:
    """Return whether most words of `text` lost their diacritics."""
    words = [word for word in text.split() if word.isalpha()]
    marked = sum(not word.isascii() for word in words)
    return bool(words) and marked < _MARKED_SHARE * len(words)


def _in_block(
    report: Report, index: int, block: Block, damaged: bool, taken: Sequence[tuple[int, int]]
) -> Iterator[Quantity]:
    counts, links = _with_totals(block.text, counts_in(block.text, damaged, taken))
    links |= part_links(block.text, counts, frozenset(links.values()))
    setting = Setting.of(report, block)
    # A footnote stands under the heading where its page ends, which need not be its own.
    heading = block.path[-1] if block.path and block.kind is not BlockKind.FOOTNOTE else ""
    indicators = indicators_of(block.text, counts, links, heading)
    last: Circumstances | None = None
    for at, (count, indicator) in enumerate(zip(counts, indicators, strict=True)):
        compares = count.unit in COMPARISONS
        last = circumstances(
            setting, count.start, count.end, count.qualifier, last, compares=compares
        )
        total = links.get(at)
        part_of = None if total is None else block.offsets[counts[total].start]
        yield _quantity(report, index, block, count, indicator, last, part_of)


def _with_totals(text: str, found: Sequence[Count]) -> tuple[list[Count], dict[int, int]]:
    """Return the counts with "10/10 thôn" as a part and its total, and the links between them."""
    counts: list[Count] = []
    links: dict[int, int] = {}
    for count in found:
        pair = with_total(text, count)
        if pair is not None:
            links[len(counts)] = len(counts) + 1
        counts += pair or (count,)
    return counts, links


def _quantity(
    report: Report,
    index: int,
    block: Block,
    count: Count,
    indicator: str,
    where: Circumstances,
    part_of: int | None,
) -> Quantity:
    number = count.number
    return Quantity(
        place=report.locate(*block.span(count.start, count.end)),
        surface=block.text[count.start : count.end],
        value=number.value,
        value_max=number.value_max,
        unit=count.unit,
        indicator=indicator,
        block=index,
        span=(count.start, count.end),
        number_span=number.digits,
        qualifier=count.qualifier,
        period=where.period,
        as_of=where.as_of,
        scope=where.scope,
        kind=where.kind,
        part_of=part_of,
        confidence=count.confidence,
    )


def _in_tables(report: Report, damaged: bool) -> Iterator[Quantity]:
    if not report.tables:
        return
    starts = [(block.offsets[0], i) for i, block in enumerate(report.blocks) if block.offsets]
    starts.sort()
    for number, table in enumerate(report.tables):
        place = _block_at(starts, table.place.start)
        setting = Setting.of(report, report.blocks[place]) if place is not None else None
        table = _captioned(report, table, place)
        for figure in figures_of(table, setting.year if setting else None):
            index = _block_at(starts, figure.start)
            if index is not None:
                found = _cell_quantity(report, index, figure, number, setting)
                if found is not None:
                    yield found
        for cell in note_cells(table):
            index = _block_at(starts, cell.start)
            if index is not None:
                yield from _in_note(report, index, cell.start, cell.end, number, damaged)


def _captioned(report: Report, table: Table, first: int | None) -> Table:
    """Return a table with the line right above it that gives its unit as its caption.

    `first` is the table's first block. The line may be no heading: "(đơn vị: tỷ đồng)".
    """
    if first is None or caption_unit(table.caption):
        return table
    for block in reversed(report.blocks[max(0, first - _LINES_ABOVE) : first]):
        if block.kind is BlockKind.TABLE:
            break
        if len(block.text) <= _LONGEST_CAPTION and caption_unit(block.text):
            return replace(table, caption=block.text)
    return table


def _block_at(starts: Sequence[tuple[int, int]], offset: int) -> int | None:
    at = bisect_left(starts, (offset + 1, -1)) - 1
    return starts[at][1] if at >= 0 else None


def _cell_quantity(
    report: Report, index: int, figure: CellFigure, table: int, setting: Setting | None
) -> Quantity | None:
    span = _inside(report.blocks[index], figure.start, figure.end)
    digits = _inside(report.blocks[index], *figure.digits)
    if span is None or digits is None:
        return None
    number = figure.number
    period = figure.period or (setting.period if setting else None)
    plan = figure.kind is QuantityKind.PLAN
    return Quantity(
        place=report.locate(figure.start, figure.end),
        surface=report.blocks[index].text[span[0] : span[1]],
        value=number.value,
        value_max=number.value_max,
        unit=figure.unit,
        indicator=figure.indicator,
        block=index,
        span=span,
        number_span=digits,
        qualifier=figure.qualifier,
        period=period,
        as_of=figure.as_of or (None if plan or figure.period else report.as_of),
        scope=report.scope,
        kind=figure.kind,
        part_of=figure.total,
        row=figure.row,
        column=figure.column,
        table=table,
    )


def _inside(block: Block, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of canonical ``start:end`` in the block's text, None when it is not there."""
    first = bisect_left(block.offsets, start)
    last = bisect_left(block.offsets, end)
    if first >= last or block.offsets[first] != start:
        return None
    return first, last


def _in_note(
    report: Report, index: int, start: int, end: int, table: int, damaged: bool
) -> Iterator[Quantity]:
    """Yield the figures of a cell that holds a sentence."""
    block = report.blocks[index]
    span = _inside(block, start, end)
    if span is None:
        return
    piece = Block(
        BlockKind.PARAGRAPH,
        block.text[span[0] : span[1]],
        block.offsets[span[0] : span[1]],
        path=block.path,
    )
    for quantity in _in_block(report, index, piece, damaged, ()):
        yield replace(
            quantity,
            span=(quantity.span[0] + span[0], quantity.span[1] + span[0]),
            number_span=(quantity.number_span[0] + span[0], quantity.number_span[1] + span[0]),
            table=table,
        )
