"""Two sources that say the same sentence with another number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.facts import known_at
from assistant.drafting.novelty import Twin
from assistant.drafting.record import Conflict, ConflictValue
from corpus.model import Quantity, Report
from corpus.text import fold

_NEAR = 45  # days; reports closer than this are about the same time


def label_of(report: Report) -> str:
    """Return how a reader knows a report: its number and date, else its file name."""
    if report.number and report.date:
        day = report.date
        return (
            f"{report.kind or 'Báo cáo'} số {report.number} ngày {day.day}/{day.month}/{day.year}"
        )
    return report.doc


def conflicts_of(twin: Twin, reports: Sequence[Report]) -> list[Conflict]:
    """Return what the kept sentence and its older twin give different values for.

    Figures are paired by what they count (unit and indicator). A later day decides where the two
    reports are well apart in time, since counts grow; else a human must.
    """
    kept = reports[twin.report]
    number, block, start, end = twin.other
    other = reports[number]
    mine = _figures(kept, twin.block, twin.start, twin.end)
    theirs = _figures(other, block, start, end)
    found = []
    for key, one in mine.items():
        two = theirs.get(key)
        if two is None or _agree(one, two):
            continue
        values = tuple(
            ConflictValue(q.surface, q.place, label_of(r)) for q, r in ((one, kept), (two, other))
        )
        apart = abs((known_at(kept) - known_at(other)).days) > _NEAR
        reason = (
            f"số liệu của {label_of(kept)} mới hơn"
            if apart
            else "hai báo cáo cùng thời điểm, nguồn không cho biết số nào đúng"
        )
        found.append(Conflict(one.indicator or one.surface, values, 0 if apart else None, reason))
    return found


def _figures(report: Report, block: int, start: int, end: int) -> dict[str, Quantity]:
    """Return the figures of a range by what they count; repeated keys are ambiguous and dropped."""
    found: dict[str, Quantity] = {}
    twice: set[str] = set()
    for q in report.quantities:
        if q.block == block and start <= q.span[0] < end:
            key = _key(q)
            twice.update({key} & found.keys())
            found[key] = q
    return {key: q for key, q in found.items() if key not in twice}


def _key(quantity: Quantity) -> str:
    noun = re.sub(r"[\d.,]+", " ", fold(quantity.indicator))
    return f"{fold(quantity.unit or '')}|{' '.join(noun.split()[:4])}"


def _agree(one: Quantity, two: Quantity) -> bool:
    """Tell whether two figures may both be right: "hơn 420" and 438 are."""
    (low, high), (low2, high2) = one.interval, two.interval
    return low <= high2 and low2 <= high
