"""The verbs that read files and touch no library: read, citations, relations, figures, outline."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from corpus.errors import ReadError
from corpus.model import Report
from ui import formats, labels
from ui.terminal import ProgressLine, indent, table, window
from ui.words import DAMAGED, date_text, figure_text, place_text, quality_text

Json = dict[str, Any]


def say(message: str) -> None:
    """Print a message for the person at the keyboard, on stderr."""
    sys.stderr.write(message + "\n")


def put(text: str) -> None:
    """Print data, on stdout."""
    sys.stdout.write(text + "\n")


class Batch:
    """Reads files one by one; a bad one costs its one sentence and the batch goes on."""

    def __init__(self, files: Sequence[str], home: str | None = None) -> None:
        """Read `files`; pages recognised on scans are kept in the library's folder `home`."""
        self.files = files
        self.failed = 0
        self._home = home

    def __iter__(self) -> Iterator[Report]:
        from corpus.reading import read

        progress = ProgressLine()
        cache = _pages_kept(self._home)
        for number, file in enumerate(self.files):
            name = Path(file).name
            progress(number / len(self.files), labels.READING.format(name=name))
            on_page = partial(_tell_page, progress, number, len(self.files), name)
            try:
                report = read(Path(file), cache=cache, on_page=on_page)
            except ReadError as error:
                progress.clear()
                self.failed += 1
                say(str(error))
                continue
            except OSError:
                progress.clear()
                self.failed += 1
                say(labels.CANNOT_OPEN.format(path=file))
                continue
            progress.clear()
            yield report

    @property
    def exit_code(self) -> int:
        """Return 1 if a file failed, else 0."""
        return 1 if self.failed else 0


def _pages_kept(home: str | None) -> Path:
    from assistant.settings import load_settings

    return load_settings(home=home).home / "ocr"


def _tell_page(
    progress: ProgressLine, number: int, files: int, name: str, page: int, pages: int
) -> None:
    share = (number + page / max(1, pages)) / files
    progress(share, labels.READING_PAGE.format(name=name, page=page, pages=pages))


def read(args: argparse.Namespace) -> int:
    """Print what a file is: its metadata, headings, notes and tables, or its text."""
    batch = Batch([args.file], args.home)
    for report in batch:
        if args.text:
            sys.stdout.write(report.text)
        elif args.repaired:
            _put_repaired(report, args.home)
        elif args.json:
            put(formats.dumps(formats.report(report), indent=2))
        else:
            _put_report(report)
    return batch.exit_code


def _put_repaired(report: Report, home: str | None) -> None:
    """Print every line of the file, those of a damaged scan restored."""
    lines = report.text.removesuffix("\n").split("\n")
    if report.quality.damaged_share < DAMAGED:
        put("\n".join(lines))
        return
    from corpus.ocr.repair import Repairer

    say(labels.REPAIRING)
    for line in Repairer(own=_clean_texts(home, report.doc)).repair_lines(lines):
        put(line.text)


def _clean_texts(home: str | None, doc: str) -> list[str]:
    """Return the sound reports of the library but `doc`: the best model of an office's words.

    A library that does not exist yet is not made.
    """
    from assistant.library import Library
    from assistant.settings import load_settings

    settings = load_settings(home=home)
    if not settings.db and not (settings.home / "baocao.db").is_file():
        return []
    with Library(settings) as library:
        reports = library.reports()
    return [r.text for r in reports if r.doc != doc and r.quality.damaged_share < DAMAGED]


def _put_report(report: Report) -> None:
    columns = window(sys.stdout)
    values = {
        "title": report.title,
        "kind": report.kind,
        "number": report.number,
        "date": date_text(report.date),
        "issuer": report.issuer,
        "signer": report.signer,
        "recipients": "; ".join(report.recipients),
        "period": report.period.label if report.period else None,
        "as_of": date_text(report.as_of),
        "scope": report.scope,
        "pages": report.pages,
        "quality": quality_text(report.quality),
        "footnotes": len(report.footnotes),
        "tables": len(report.tables),
    }
    rows = [[labels.FIELDS[name], "—" if v in (None, "") else v] for name, v in values.items()]
    put(table([labels.COL_NAME, labels.COL_CONTENT], rows, columns))
    if report.sections:
        put(f"\n{labels.OUTLINE_TITLE}")
        _put_sections(report.sections, columns, 1)
    if report.doubtful:
        put(f"\n{labels.DOUBTFUL_TITLE}")
    for place in report.doubtful:
        where = place_text(formats.place(place))
        put(indent(f"{place.text}  ({where})", columns))
    for warning in report.warnings:
        say(warning)


def _put_sections(sections: Iterable[Any], columns: int, depth: int) -> None:
    for one in sections:
        where = labels.LINE.format(line=one.place.line)
        title = " ".join(f"{one.number} {one.title}".split())
        put(indent(f"{title}  ({where})", columns, "  " * depth))
        _put_sections(one.children, columns, depth + 1)


def _listing(
    args: argparse.Namespace,
    records: Callable[[Report], list[Json]],
    header: Sequence[str],
    row: Callable[[Json], Sequence[object]],
) -> int:
    """Print the records of each file: JSON Lines, or a table a file."""
    batch = Batch(args.files, args.home)
    for report in batch:
        found = records(report)
        if args.json:
            for one in found:
                put(formats.dumps(one))
            continue
        if len(args.files) > 1:
            put(f"\n{report.doc}")
        if found:
            put(table(header, [row(one) for one in found], window(sys.stdout)))
        else:
            say(f"{report.doc}: {labels.NOTHING_FOUND}")
    return batch.exit_code


def citations(args: argparse.Namespace) -> int:
    """Print every mention of a document, in reading order."""
    header = [
        labels.COL_LINE,
        labels.COL_TYPE,
        labels.COL_NUMBER,
        labels.COL_DATE,
        labels.COL_ISSUER,
        labels.COL_SURFACE,
    ]
    return _listing(
        args,
        lambda report: [formats.citation(one) for one in report.citations],
        header,
        lambda one: [
            one["line"],
            one["type"],
            one["resolved"] or one["number"],
            date_text(one["date"]),
            one["issuer"] or "",
            one["surface"],
        ],
    )


def relations(args: argparse.Namespace) -> int:
    """Print how the documents of each file stand to one another, with the sentence."""
    header = [
        labels.COL_LINE,
        labels.COL_FROM,
        labels.COL_RELATION,
        labels.COL_TO,
        labels.COL_QUOTE,
    ]
    return _listing(
        args,
        lambda report: [formats.relation(one, report.citations) for one in report.relations],
        header,
        lambda one: [
            one["place"]["line"],
            one["from"],
            one["relation"]
            + (f" ({labels.PLANNED})" if one["planned"] else "")
            + (f" ({labels.NEGATED})" if one["negated"] else ""),
            one["to"],
            one["place"]["text"],
        ],
    )


def figures(args: argparse.Namespace) -> int:
    """Print every figure with what it counts, its period and its scope."""
    header = [
        labels.COL_LINE,
        labels.COL_VALUE,
        labels.COL_UNIT,
        labels.COL_INDICATOR,
        labels.COL_PERIOD,
        labels.COL_SCOPE,
        labels.COL_KIND,
    ]
    return _listing(
        args,
        lambda report: [formats.quantity(one) for one in report.quantities],
        header,
        lambda one: [
            one["line"],
            figure_text(one),
            one["unit"] or "",
            one["indicator"],
            one["period"] or "",
            one["scope"] or "",
            labels.QUANTITY_KINDS.get(one["kind"], one["kind"]),
        ],
    )


def outline(args: argparse.Namespace) -> int:
    """Print the tree of headings of the đề cương in a file."""
    from assistant.drafting.outline import parse_outline

    batch = Batch([args.file], args.home)
    for report in batch:
        tree = formats.outline(parse_outline(report))
        if args.json:
            put(formats.dumps(tree, indent=2))
        else:
            _put_headings(tree["children"], window(sys.stdout), 0)
    return batch.exit_code


def _put_headings(headings: Iterable[Json], columns: int, depth: int) -> None:
    for one in headings:
        blank = f" {labels.BLANK}" if one["blank"] else ""
        title = " ".join(f"{one['number']} {one['title']}".split())
        put(indent(title + blank, columns, "  " * depth))
        for prompt in one["prompts"]:
            put(indent(f"· {prompt}", columns, "  " * (depth + 1)))
        _put_headings(one["children"], columns, depth + 1)
