"""Rows of tables as prior wording: "Số thuê bao (ước cả năm 2025): 1.250 thuê bao."."""

from __future__ import annotations

import re

from assistant.drafting.roles import Role
from assistant.drafting.units import Unit
from corpus.model import Period, Place, Quantity, QuantityKind, Report
from corpus.text import fold

# What a reader wants of a row first: what was reached, then what is expected.
_ORDER = {QuantityKind.ACTUAL: 0, QuantityKind.ESTIMATE: 1}
_SHARE = re.compile(r"%|\bso voi\b|ty le\b|tang|giam|/")


def rows_of(report: Report, index: int, target: Period | None) -> list[Unit]:
    """Return one unit for each table row with a figure of the target's year.

    `index` is the number of the report among the sources.
    """
    if target is None or target.end is None:
        return []
    best: dict[tuple[int, str], int] = {}
    for number, quantity in enumerate(report.quantities):
        if quantity.table is None or not quantity.row or not _wanted(quantity, target.end.year):
            continue
        key = quantity.table, quantity.row
        if key not in best or _ORDER[quantity.kind] < _ORDER[report.quantities[best[key]].kind]:
            best[key] = number
    return [_unit(report, index, number) for number in best.values()]


def _wanted(quantity: Quantity, year: int) -> bool:
    """Tell whether a cell says what was reached or is expected in `year`, not a comparison."""
    if quantity.kind not in _ORDER or str(year) not in (quantity.period or ""):
        return False
    return not _SHARE.search(fold(quantity.column or "").replace(" / ", " "))


def _unit(report: Report, index: int, number: int) -> Unit:
    quantity = report.quantities[number]
    block = report.blocks[quantity.block]
    row = (quantity.row or "").strip(" -+")
    column = (quantity.column or "").replace(" / ", ", ")
    unit = f" {quantity.unit}" if quantity.unit and quantity.unit not in quantity.surface else ""
    text = f"{row} ({column}): {quantity.surface}{unit}."
    above = (*block.path, *_caption(report, quantity))
    return Unit(index, quantity.block, 0, len(block.text), text, above, Role.RESULT, row=number)


def _caption(report: Report, quantity: Quantity) -> tuple[str, ...]:
    caption = report.tables[quantity.table].caption if quantity.table is not None else ""
    return (caption,) if caption else ()


def places_of(report: Report, quantity: Quantity) -> tuple[Place, ...]:
    """Return the places of a cell's row and of the head of its table."""
    block = report.blocks[quantity.block]
    row = report.place(quantity.block, 0, len(block.text))
    if quantity.table is None:
        return (row,)
    # The head as a whole: a column's words may be spread over rows of it ("Năm 2025 / Ước").
    start = report.tables[quantity.table].place.start
    firsts = [c.start for r in report.tables[quantity.table].rows[:1] for c in r if c.end > c.start]
    end = min(firsts, default=start)
    return (row, report.locate(start, end)) if end > start else (row,)
