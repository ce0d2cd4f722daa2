"""Work in which many records come to stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Work without searches for reference cycles, where many records come to stay.

    Records have no cycles, but each search walks all of them: a third of the time of a check of
    200 reports, and more the larger the library is.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
