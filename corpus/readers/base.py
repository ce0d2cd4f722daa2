"""What a reader hands on: canonical text and what only the file's own format can tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Source:
    """A file's canonical text; `warnings` are Vietnamese sentences for the reader."""

    text: str
    warnings: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads one format; raises a `ReadError` for a file that cannot be used."""

    def __call__(self, path: Path) -> Source:
        """Return the canonical text of the file."""
        ...
