"""Files on their way into a library: which are meant, how far the work is, what went wrong."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReadError
from corpus.readers.choose import SUPPORTED

Progress = Callable[[float, str], None]
"""Told a share from 0 to 1 and a Vietnamese message; raises to stop the work."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not used, and why: one Vietnamese sentence."""

    file: str
    reason: str


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class Stopped(Exception):
    """What `progress` raised while a file was read; that is its cause."""


@contextmanager
def failures(failed: list[Failure], file: Path) -> Iterator[None]:
    """Turn what is wrong with `file` into a Failure."""
    try:
        yield
    except Stopped as stop:  # no fault of the file
        raise (stop.__cause__ or stop) from None
    except ReadError as error:
        failed.append(Failure(str(file), error.reason))
    except PermissionError:
        failed.append(Failure(str(file), f"Không có quyền đọc tệp “{file.name}”."))
    except FileNotFoundError:
        failed.append(Failure(str(file), f"Không tìm thấy tệp “{file}”."))
    except OSError as error:
        reason = f"Không đọc được tệp “{file.name}”: {error.strerror or 'lỗi ổ đĩa'}."
        failed.append(Failure(str(file), reason))


def files_in(paths: Iterable[Path | str]) -> tuple[list[Path], list[Failure]]:
    """Return the files meant by `paths`, folders searched; folders that cannot be are failures."""
    files: dict[Path, None] = {}
    failed: list[Failure] = []

    def note(error: OSError) -> None:
        folder = str(error.filename)
        failed.append(Failure(folder, f"Không có quyền mở thư mục “{folder}”."))

    for path in map(Path, paths):
        if not path.is_dir():
            files[path] = None
            continue
        for folder, below, names in os.walk(path, onerror=note):
            below.sort()
            files.update(dict.fromkeys(Path(folder, n) for n in sorted(names) if _wanted(n)))
    return list(files), failed


def _wanted(name: str) -> bool:
    # Word leaves "~$name.docx" beside an open file.
    return Path(name).suffix.lower() in SUPPORTED and not name.startswith(("~$", "."))


def second_half(told: Progress) -> Progress:
    """Return a progress from 0 to 1 that is told as the second half of another."""
    return lambda share, message: told(0.5 + share / 2, message)


def told_of(progress: Progress | None, number: int, total: int, name: str) -> Progress:
    """Return a progress for file `number` of `total` that names the file."""

    def tell(share: float, message: str) -> None:
        if progress:
            progress((number + share) / total, f"{name}: {message}")

    return tell
