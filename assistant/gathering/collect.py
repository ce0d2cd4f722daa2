"""Reads what a gathering needs: the outline's letter, the list of units, the files of answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.drafting.outline import parse_outline
from assistant.gathering.gather import gather
from assistant.gathering.offices import listed_units, recipients_of
from assistant.gathering.record import Gathering
from corpus.errors import BaocaoError, ReadError
from corpus.model import Report
from corpus.ocr.restoring import Repairs
from corpus.readers.choose import SUPPORTED
from corpus.reading import read

Progress = Callable[[float, str], None]
"""Told a share from 0 to 1 and the file under way; raises to stop the work."""


@dataclass(frozen=True, slots=True)
class Collected:
    """A gathering, and the files that could not be read with a Vietnamese sentence each."""

    gathering: Gathering
    failed: tuple[tuple[str, str], ...]


def collect(
    outline: Path | str,
    answers: Iterable[Path | str] = (),
    units: Path | str | None = None,
    *,
    stored: Sequence[Report] = (),
    progress: Progress | None = None,
) -> Collected:
    """Return the gathering of `answers`, files or folders with all below them.

    `stored` are reports of a library, of which those count that answer the outline. Without a list
    `units` the recipients that the letter names are expected. Raises BaocaoError where the outline
    or the list cannot be used; a bad answer is told in `failed`, the rest goes on.
    """
    letter = read(outline)
    tree = parse_outline(letter)
    named, groups = recipients_of(letter)
    expected = listed_units(Path(units)) if units else named
    if units and not expected:
        raise BaocaoError(
            f"Không tìm thấy tên đơn vị nào trong danh sách {Path(units).name}; hãy ghi mỗi dòng "
            "một đơn vị."
        )
    given = {Path(path).resolve() for path in (outline, units) if path}
    files = [file for file in _files(answers) if file.resolve() not in given]
    reports: list[Report] = [report for report in stored if report.sha256 != letter.sha256]
    failed: list[tuple[str, str]] = []
    for at, file in enumerate(files):
        if progress:
            progress(at / len(files), file.name)
        try:
            reports.append(read(file, repairs=_repairs))
        except ReadError as error:
            failed.append((str(file), str(error)))
    found = gather(
        tree, reports, expected, groups=() if units else groups, only_answers=bool(stored)
    )
    return Collected(found, tuple(failed))


@cache
def _repairs() -> Repairs:
    """Return what restores the words of badly scanned answers, made when one comes."""
    from corpus.ocr.repair import Repairer

    return Repairer()


def _files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Yield files, and the readable ones of folders in order of name; hidden ones are left out."""
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        for file in sorted(path.rglob("*")):
            shown = not file.name.startswith((".", "~$"))
            if file.is_file() and shown and file.suffix.lower() in SUPPORTED:
                yield file
