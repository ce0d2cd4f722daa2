"""The period and the day that a figure stands for, as far as anything says."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.layout import periods

if TYPE_CHECKING:
    from assistant.checking.figure import Figure

Span = tuple[date, date]


@lru_cache(maxsize=4096)
def span_of(label: str) -> Span | None:
    """Return the first and last day of a period such as "6 tháng đầu năm 2025"."""
    found = periods.period_of(label)
    if found is None or found.start is None or found.end is None:
        return None
    return found.start, found.end


def period_of(figure: Figure) -> Span | None:
    """Return the period of a figure: its own, else that of its report."""
    own = span_of(figure.quantity.period) if figure.quantity.period else None
    if own is not None:
        return own
    period = figure.report.period
    if period is None or period.start is None or period.end is None:
        return None
    return period.start, period.end


def day_of(figure: Figure) -> date | None:
    """Return the day a figure is as of: its own, else its report's."""
    return figure.quantity.as_of or figure.report.as_of or figure.report.date
