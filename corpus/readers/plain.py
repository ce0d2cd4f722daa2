"""Plain text files."""

from __future__ import annotations

from pathlib import Path

from corpus.lines import canonical
from corpus.readers.base import Source


def read_plain(path: Path) -> Source:
    """Return the canonical text of a .txt file."""
    return Source(canonical(path.read_bytes().decode("utf-8-sig", errors="replace")))
