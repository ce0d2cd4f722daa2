"""What was worked out for one report is kept as long as the report itself is.

Reports never change, so anything that depends on one report alone is computed once: a library
to which a report is added is checked again at the cost of that report.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar

from corpus.model import Report

T = TypeVar("T")


def per_report(find: Callable[[Report], Iterable[T]]) -> Callable[[Report], tuple[T, ...]]:
    """Return `find` with its results kept for each report object."""
    kept: dict[int, tuple[weakref.ref[Report], tuple[T, ...]]] = {}

    @wraps(find)
    def remembered(report: Report) -> tuple[T, ...]:
        key = id(report)
        known = kept.get(key)
        if known is not None and known[0]() is report:
            return known[1]
        found = tuple(find(report))
        kept[key] = weakref.ref(report, lambda _: kept.pop(key, None)), found
        return found

    return remembered
