"""Files that a browser or program sends: safe names, a place to lie until they are read."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO

from ui import labels

MAX_BYTES = 200 * 1024 * 1024  # of one request
_LONGEST = 150  # characters of a file name; file systems allow 255 bytes


def safe_name(name: str | None) -> str:
    """Return the last part of a file name as sent, NFC, without control characters."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    clean = "".join(ch for ch in unicodedata.normalize("NFC", last) if ch.isprintable())
    clean = clean.strip(" .") or labels.UNNAMED
    if len(clean) <= _LONGEST:
        return clean
    suffix = PurePosixPath(clean).suffix[:10]
    return clean[: _LONGEST - len(suffix)] + suffix


@contextmanager
def kept(files: Iterable[tuple[str | None, BinaryIO]]) -> Iterator[list[Path]]:
    """Write (name, content) pairs to a folder of their own, gone at the end; yield the paths.

    Two files of one name stay apart, each in a folder by its number.
    """
    with TemporaryDirectory(prefix="baocao-") as folder:
        paths: list[Path] = []
        for number, (name, content) in enumerate(files):
            path = Path(folder) / str(number) / safe_name(name)
            path.parent.mkdir()
            with path.open("wb") as target:
                shutil.copyfileobj(content, target)
            paths.append(path)
        yield paths
