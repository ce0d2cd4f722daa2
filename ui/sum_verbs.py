"""The verb ``sum-up``: one outline, the answers of many units, a table for each heading."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels, sum_formats
from ui import sum_labels as words
from ui.library_verbs import open_filled
from ui.reading_verbs import put, say
from ui.terminal import indent, window
from ui.writing import OutputError, writable, write_whole

if TYPE_CHECKING:
    from assistant.gathering.record import Gathering, HeadingSummary, Sum

Verb = Callable[..., Any]


def add_sum_up(verb: Verb) -> None:
    """Add the verb; `verb` makes a parser of (name, help, run, help of --json)."""
    parser = verb("sum-up", words.SUM_HELP, sum_up, labels.JSON_HELP)
    parser.add_argument(
        "--outline", required=True, metavar=labels.FILE, help=words.SUM_OUTLINE_HELP
    )
    parser.add_argument("--units", metavar=words.SUM_UNITS, help=words.SUM_UNITS_HELP)
    parser.add_argument(
        "--export",
        action="append",
        default=[],
        metavar=words.SUM_TARGET,
        help=words.SUM_EXPORT_HELP,
    )
    parser.add_argument("paths", nargs="*", metavar=labels.PATH, help=words.SUM_PATHS_HELP)


def sum_up(args: argparse.Namespace) -> int:
    """Sum up and print or export; 1 where a file could not be read."""
    targets = [target(path) for path in args.export]
    from assistant.gathering.collect import collect

    stored = [] if args.paths else open_filled(args).reports()
    found = collect(args.outline, args.paths, args.units, stored=stored)
    for path in targets:
        write_gathering(found.gathering, path)
        say(words.SUM_WRITTEN.format(path=path))
    if args.json:
        put(formats.dumps(sum_formats.collected(found)))
    else:
        _print(found.gathering)
    for _, reason in found.failed:
        say(reason)
    return 1 if found.failed else 0


def target(out: str) -> Path:
    """Return a path for an export; OutputError for any other kind of file."""
    if Path(out).suffix.lower() not in (".xlsx", ".docx"):
        raise OutputError(words.SUM_BAD_TARGET.format(path=out))
    return writable(out)


def write_gathering(gathering: Gathering, path: Path) -> None:
    """Write the tables as .xlsx or .docx, in one step."""
    if path.suffix.lower() == ".xlsx":
        from assistant.official.gathering_book import export_gathering_book as export
    else:
        from assistant.official.gathering_sheet import export_gathering_sheet as export
    write_whole(path, lambda temporary: _written(export, gathering, temporary))


def _written(export: Callable[[Gathering, Path], Path], one: Gathering, path: Path) -> None:
    export(one, path)


def _print(found: Gathering) -> None:
    columns = window(sys.stdout)
    put(found.title)
    put(answered_text(found))
    for remark in found.remarks:
        put(indent(f"! {remark}", columns, ""))
    if not found.submissions:
        say(words.SUM_NO_ANSWERS)
    for heading in found.headings:
        _print_heading(heading, columns)
    if found.unplaced:
        put("")
        put(words.SUM_UNPLACED.format(count=len(found.unplaced)))
        for one in found.unplaced:
            put(indent(f"{one.unit}: {one.heading} ← {_where(one.place)}", columns, "   "))
    if found.others:
        say(words.SUM_OTHERS.format(docs=", ".join(found.others)))


def answered_text(found: Gathering) -> str:
    """Return who has answered and who has not, in a sentence or two."""
    count = len(found.submissions)
    if not found.expected:
        return words.SUM_ANSWERED_ONLY.format(answered=count)
    count = sum(one.expected for one in found.submissions)
    text = words.SUM_ANSWERED.format(answered=count, expected=len(found.expected))
    if found.missing:
        text += " " + words.SUM_MISSING.format(
            count=len(found.missing), units="; ".join(found.missing)
        )
    return text


def _print_heading(heading: HeadingSummary, columns: int) -> None:
    from assistant.gathering.record import State

    put("")
    put(f"{heading.path}. {heading.title}")
    told = heading.having(State.ANSWERED)
    put(indent(words.SUM_TOLD.format(count=len(told)), columns, "   "))
    nothing = [answer.unit for answer in heading.having(State.NOTHING)]
    for units, line in ((nothing, words.SUM_NOTHING), (heading.left_out, words.SUM_SILENT)):
        if units:
            put(indent(line.format(count=len(units), units="; ".join(units)), columns, "   "))
    for one in heading.sums:
        put(indent(f"= {_sum_text(one)}", columns, "   "))
        for note in one.notes:
            put(indent(f"! {note}", columns, "     "))


def _sum_text(one: Sum) -> str:
    about = [one.period, labels.QUANTITY_KINDS[one.kind], one.scope]
    name = f"{one.indicator} ({one.unit})" if one.unit else one.indicator
    return f"{name} [{', '.join(part for part in about if part)}]: {one.formula}"


def _where(place: Any) -> str:
    from ui.words import place_text

    return place_text(formats.place(place))


def exported(found: Gathering, names: Sequence[str], folder: Path) -> list[Path]:
    """Write the tables under each of `names` into `folder` and return the paths."""
    paths = [folder / name for name in names]
    for path in paths:
        write_gathering(found, path)
    return paths
