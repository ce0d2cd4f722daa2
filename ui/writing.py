"""Writing a result to a file the user named, in one step or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui import labels

if TYPE_CHECKING:
    from assistant.drafting.record import Draft
    from assistant.settings import Settings


class OutputError(Exception):
    """The .docx cannot be written there; the message is a Vietnamese sentence."""


def writable(out: str) -> Path:
    """Return `out` as a path that a file can be written to; raise OutputError if not."""
    path = Path(out)
    if path.is_dir():
        raise OutputError(labels.FILE_EXISTS_AS_FOLDER.format(path=out))
    if not path.absolute().parent.is_dir():
        raise OutputError(labels.OUT_FOLDER_MISSING.format(path=out))
    return path


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write(temporary)`` make a file, then move it to `path`.

    An interrupted write leaves what was at `path` as it was. Raises OutputError.
    """
    try:
        handle, name = tempfile.mkstemp(suffix=path.suffix, dir=path.absolute().parent)
        os.close(handle)
        try:
            write(Path(name))
            Path(name).chmod(0o644)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(labels.CANNOT_WRITE.format(path=path, reason=error.strerror)) from error


def write_docx(
    draft: Draft,
    path: Path,
    sources: str | None = None,
    *,
    clean: bool = False,
    settings: Settings | None = None,
) -> None:
    """Write the draft to `path` as a .docx, in one step. Raises BaocaoError.

    `settings` name the office's template and who signs. `sources` is where they are shown:
    "appendix", "comments", "both" or "none"; None: in an appendix, in a clean copy nowhere.
    `clean` leaves out marks and is refused while there are any.
    """
    from assistant.official import export_docx
    from corpus.errors import BaocaoError

    comments = sources in {"comments", "both"}
    if clean and comments:
        raise BaocaoError(labels.CLEAN_WITHOUT_COMMENTS)
    export_docx(
        draft,
        path,
        clean=clean,
        appendix=None if sources is None else sources in {"appendix", "both"},
        comments=comments,
        template=settings.template or None if settings else None,
        signature=settings.signature if settings else "",
        letterhead=settings.letterhead if settings else "",
    )


def write_text(text: str, path: Path) -> None:
    """Write `text` to `path` as UTF-8. Raises OutputError."""
    write_whole(path, lambda temporary: _keep(temporary, text))


def _keep(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
