"""Tell a file of ours that is missing from what is wrong with a user's file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import Incomplete

_ROOTS = (Path(__file__).resolve().parents[2] / "corpus", Path(sys.prefix).resolve())


def missing_part(problem: OSError) -> Incomplete | None:
    """Return the error to raise where `problem` is about a file of the program, else None."""
    if not isinstance(problem.filename, str):
        return None
    path = Path(problem.filename).resolve()
    if not any(path.is_relative_to(root) for root in _ROOTS):
        return None
    return Incomplete(
        f"Bản cài đặt của baocao thiếu hoặc không mở được tệp “{path.name}”; hãy cài đặt lại"
        " (make setup)."
    )


@contextmanager
def own_files() -> Iterator[None]:
    """Raise `Incomplete` for an OSError about a file of the program; let others through."""
    try:
        yield
    except OSError as problem:
        incomplete = missing_part(problem)
        if incomplete is not None:
            raise incomplete from problem
        raise
