"""The verb of the register of documents: show, look up, import, export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui import formats, labels, register_formats
from ui.library_verbs import open_library
from ui.reading_verbs import put, say
from ui.terminal import indent, table, window
from ui.words import date_text
from ui.writing import writable, write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.library import Library
    from corpus.register.register import Entry


def add_register(add_verb: object) -> None:
    """Add the verb's options to the parser that ``add_verb(name, help, run, json)`` makes."""
    parser = add_verb("register", labels.REGISTER_HELP, register, labels.JSONL_HELP)  # type: ignore[operator]
    parser.add_argument("query", metavar=labels.QUERY, nargs="*", help=labels.REGISTER_QUERY_HELP)
    parser.add_argument("--import", dest="source", metavar=labels.TABLE_FILE,
                        help=labels.REGISTER_IMPORT_HELP)  # fmt: skip
    parser.add_argument("--export", metavar=labels.TABLE_FILE, help=labels.REGISTER_EXPORT_HELP)


def register(args: argparse.Namespace) -> int:
    """Import a list, export the register, or print it or what a query finds in it."""
    library = open_library(args)
    code = 0
    if args.source:
        code = _import(library, args)
    if args.export:
        from corpus.register.workbooks import check_suffix

        path = writable(args.export)
        check_suffix(path)
        write_whole(path, lambda temporary: _count(library.export_register(temporary)))
        say(labels.FILE_WROTE.format(path=path))
    if args.query:
        _put_suggestions(library, " ".join(args.query), as_json=args.json)
    elif not args.source and not args.export:
        _put_entries(library.register(), as_json=args.json)
    return code


def _count(_: int) -> None:
    """Take the number of documents written; the file is what counts here."""


def _import(library: Library, args: argparse.Namespace) -> int:
    result = library.import_register(Path(args.source))
    found = register_formats.import_result(result)
    for bad in result.bad:
        say(bad.reason)
    if args.json:
        put(formats.dumps(found))
    else:
        put(labels.REGISTER_IMPORTED.format(**{**found, "failed": len(result.bad)}))
    return 1 if result.bad else 0


def _put_suggestions(library: Library, query: str, *, as_json: bool) -> None:
    found = [register_formats.suggestion(one) for one in library.suggest(query, 20)]
    if as_json:
        for one in found:
            put(formats.dumps(one))
        return
    columns = window(sys.stdout)
    for number, one in enumerate(found, 1):
        put(indent(f"{number}. {one['first']}", columns, ""))
        about = f"{labels.LATER_FORM}: {one['later']} · {one['document']['status']}"
        put(indent(about, columns, "   "))
    if not found:
        say(labels.REGISTER_NOTHING)


def _put_entries(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        for entry in entries:
            put(formats.dumps(register_formats.entry(entry)))
        return
    if not entries:
        say(labels.REGISTER_EMPTY)
        return
    header = [
        labels.COL_NUMBER,
        labels.COL_TYPE,
        labels.COL_DATE,
        labels.COL_ISSUER,
        labels.COL_TITLE,
        labels.COL_STATUS,
        labels.COL_MENTIONS,
    ]
    rows = [
        [
            one.number or one.title,
            one.type,
            date_text(one.date),
            one.issuer or "",
            one.title if one.number else "",
            one.status,
            len(one.places),
        ]
        for one in entries
    ]
    put(table(header, rows, window(sys.stdout)))
