"""The verbs of reviewing: review (what is new, fixed, decided) and decide."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels
from ui.library_verbs import open_library, with_progress
from ui.reading_verbs import put, say
from ui.terminal import indent, window
from ui.words import place_text
from ui.writing import OutputError, writable

if TYPE_CHECKING:
    from assistant.checking.review import Item, Review
    from assistant.official.review_rows import Names

Json = dict[str, Any]
STATES = ("new", "open", "accepted", "dismissed", "still", "fixed")
DECISIONS = ("accepted", "dismissed", "corrected", "open")
QUIET = ("dismissed",)  # states that the table leaves out until asked for


def review_item(item: Item) -> Json:
    """Return one line of ``baocao review``: the finding and what became of it."""
    ruling = item.ruling
    return {
        **formats.finding(item.finding),
        "fingerprint": item.fingerprint,
        "state": str(item.state),
        "new": item.new,
        "decision": str(ruling.decision) if ruling else None,
        "reason": ruling.reason if ruling else None,
        "decided": ruling.day if ruling else None,
    }


def names() -> Names:
    """Return the Vietnamese words that sheets and comments use."""
    from assistant.official.review_rows import Names

    return Names(labels.KINDS, labels.SEVERITIES, labels.STATES)


def review(args: argparse.Namespace) -> int:
    """Check, compare with the last check, print what stands where; exit 1 on open errors."""
    out = _sheet_path(args.out) if args.out else None
    source = _commented(args.files) if args.comments else None
    files = [Path(file) for file in args.files] or None
    library = open_library(args)
    result = with_progress(lambda progress: library.review(files, progress=progress))
    for _, reason in result.failed:
        say(reason)
    items = [*result.items, *result.fixed]
    wanted = args.state or [state for state in STATES if state not in QUIET]
    shown = [review_item(item) for item in items if item.state in wanted]
    if args.json:
        for one in shown:
            put(formats.dumps(one))
    else:
        _put_items(shown)
        _put_summary(result)
    if out:
        write_sheet(result, out, args.state)
        say(labels.SHEET_WRITTEN.format(path=out))
    if source:
        _put_comments(result, source, writable(args.comments))
    open_errors = any(
        item.finding.severity == "error" and item.state != "dismissed" for item in result.items
    )
    return 1 if result.failed or open_errors else 0


def decide(args: argparse.Namespace) -> int:
    """Keep a decision about a finding, or take one back."""
    from assistant.checking.review import Decision

    chosen = None if args.decision == "open" else Decision(args.decision)
    open_library(args).decide(args.fingerprint, chosen, args.reason or "")
    if args.json:
        put(formats.dumps({"fingerprint": args.fingerprint, "decision": args.decision}))
    elif chosen is None:
        say(labels.WITHDRAWN.format(code=args.fingerprint))
    else:
        told = labels.DECISIONS[args.decision]
        say(labels.DECIDED.format(decision=told, code=args.fingerprint))
    return 0


def write_sheet(result: Review, path: Path, states: Iterable[str] | None = None) -> None:
    """Write the review sheet to a .docx or .xlsx, by the ending of `path`."""
    from assistant.checking.review import State
    from assistant.official.review_book import export_book
    from assistant.official.review_rows import sheet_rows
    from assistant.official.review_sheet import export_sheet

    chosen = [State(state) for state in states] if states else None
    rows = sheet_rows(result, names(), chosen)
    docs = sorted({doc for row in rows for doc in row.docs})
    if path.suffix.lower() == ".xlsx":
        export_book(rows, path)
    else:
        export_sheet(rows, docs, path)


def write_comments(result: Review, source: Path, out: Path) -> tuple[int, int]:
    """Write findings as comments into a copy of `source`; return (written, not placed)."""
    from assistant.official import word_comments
    from assistant.official.review_rows import remarks_of
    from corpus.reading import read

    report = read(source)
    remarks = remarks_of(result, report.doc, names())
    missed = word_comments.write_comments(source, report, remarks, out)
    return len(remarks) - len(missed), len(missed)


def _sheet_path(out: str) -> Path:
    if Path(out).suffix.lower() not in (".docx", ".xlsx"):
        raise OutputError(labels.SHEET_TYPE.format(path=out))
    return writable(out)


def _commented(files: list[str]) -> Path:
    words = [Path(file) for file in files if file.lower().endswith(".docx")]
    if len(words) == 1:
        return words[0]
    if len(files) == 1:
        return Path(files[0])  # no .docx: the writer says what to do instead
    raise OutputError(labels.COMMENTS_ONE)


def _put_comments(result: Review, source: Path, out: Path) -> None:
    written, missed = write_comments(result, source, out)
    say(labels.COMMENTS_WRITTEN.format(count=written, path=out))
    if missed:
        say(labels.COMMENTS_MISSED.format(count=missed))


def _put_items(shown: list[Json]) -> None:
    columns = window(sys.stdout)
    for number, one in enumerate(shown, 1):
        kind = labels.KINDS.get(one["kind"], one["kind"])
        state, level = labels.STATES[one["state"]], labels.SEVERITIES[one["severity"]]
        code = labels.REVIEW_CODE.format(code=one["fingerprint"])
        put(f"{number}. [{state}] [{level}] {kind} · {code}")
        put(indent(one["explanation"], columns, "   "))
        for place in one["evidence"][:4]:
            put(indent(f"• {place_text(place)}: “{place['text']}”", columns, "     "))
        if one["reason"]:
            put(indent(labels.REVIEW_REASON.format(text=one["reason"]), columns, "   "))
        put("")


def _put_summary(result: Review) -> None:
    if result.first:
        say(labels.REVIEW_FIRST)
    say(labels.REVIEW_SUMMARY.format(**{str(k): n for k, n in result.counts.items()}))
