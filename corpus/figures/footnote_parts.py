"""Parts of a figure that stand in its footnote: "920 lượt người³ … ³ Năm 2022: 160 lượt; …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Footnote, NoteRef, Quantity, QuantityKind, Report

_WITHIN = 3  # characters between the end of a figure's noun and its footnote mark


def link_footnotes(report: Report, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the quantities with those of footnotes linked to the figure that carries the mark.

    Only a list that comes near the figure is linked, so that a note that counts something else
    stays on its own; parts within the note keep their own total.
    """
    linked = list(quantities)
    by_block: dict[int, list[int]] = {}
    for at, quantity in enumerate(linked):
        by_block.setdefault(quantity.block, []).append(at)
    for note in report.footnotes:
        total = _marked(report, note, linked, by_block)
        if total is None:
            continue
        parts = [at for at in by_block.get(note.block, ()) if linked[at].part_of is None]
        if _lists(linked[total], [linked[at] for at in parts]):
            for at in parts:
                if _counts_along(linked[at]):
                    linked[at] = _part(linked[at], linked[total])
    return linked


def _marked(
    report: Report,
    note: Footnote,
    quantities: Sequence[Quantity],
    by_block: dict[int, list[int]],
) -> int | None:
    """Return the index of the figure right before the mark of a note."""
    if note.from_block is None:
        return None
    for ref in _refs(report, note):
        for at in by_block.get(note.from_block, ()):
            quantity = quantities[at]
            first, last = quantity.number_span[1], quantity.span[1] + _WITHIN
            if first <= ref.at <= last:
                return at
    return None


def _refs(report: Report, note: Footnote) -> Iterator[NoteRef]:
    block = report.blocks[note.from_block or 0]
    return (ref for ref in block.notes if ref.mark == note.mark)


def _lists(total: Quantity, parts: Sequence[Quantity]) -> bool:
    counted = [part for part in parts if _counts_along(part)]
    if len(counted) < 2 or total.unit is None:
        return False
    head = total.unit.split()[0]
    if not any(part.unit and part.unit.split()[0] == head for part in counted):
        return False
    return total.value / 2 <= sum(part.value for part in counted) <= total.value * 2


def _counts_along(part: Quantity) -> bool:
    """Leave out rates and averages: "trung bình hằng năm 150 lượt"."""
    return part.unit != "%" and not (part.period or "").startswith("hằng")


def _part(part: Quantity, total: Quantity) -> Quantity:
    """Return the part with the words of its total: a note alone seldom says what it counts."""
    words = [total.indicator] if len(part.indicator.split()) <= 3 else []
    indicator = " ".join([part.indicator, *words]) if words else part.indicator
    kind = part.kind if part.kind is not QuantityKind.ACTUAL else total.kind
    return replace(part, part_of=total.place.start, indicator=indicator, kind=kind)
