"""The verb ``ledger``: indicators by report, the value to use and why."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui import formats, labels
from ui.library_verbs import open_filled
from ui.reading_verbs import put, say
from ui.terminal import indent, window
from ui.words import date_text, place_text
from ui.writing import OutputError, writable

if TYPE_CHECKING:
    from assistant.ledger import Entry, Ledger, Row

Json = dict[str, Any]


def ledger_row(row: Row) -> Json:
    """Return one line of ``baocao ledger --json``: an indicator with all figures and sources."""
    return {
        "indicator": row.indicator,
        "unit": row.unit,
        "figures": [_entry(entry) for entry in row.entries],
        "use": _entry(row.chosen) if row.chosen else None,
        "reason": row.reason,
        "conflicts": [
            {"explanation": one.explanation, "figures": [_entry(e) for e in one.entries]}
            for one in row.conflicts
        ],
    }


def _entry(entry: Entry) -> Json:
    return {
        "value": formats.number(entry.value),
        "value_max": formats.number(entry.value_max),
        "qualifier": entry.qualifier,
        "unit": entry.unit,
        "surface": entry.surface,
        "period": entry.period,
        "as_of": formats.day(entry.when),
        "scope": entry.scope,
        "kind": str(entry.kind),
        "place": formats.place(entry.place),
    }


def ledger(args: argparse.Namespace) -> int:
    """Print the rows that a query names, all that several reports share without one."""
    out = _xlsx(args.export) if args.export else None
    whole = open_filled(args).ledger()
    found = whole.find(" ".join(args.query)) if args.query else whole
    if out:
        from assistant.official.ledger_book import export_ledger

        export_ledger(found, out)
        say(labels.LEDGER_WRITTEN.format(path=out))
    if args.json:
        for row in found.rows:
            put(formats.dumps(ledger_row(row)))
    else:
        _put_rows(found, everything=bool(args.query) or args.all)
    return 0


def _xlsx(out: str) -> Path:
    if Path(out).suffix.lower() != ".xlsx":
        raise OutputError(labels.LEDGER_NOT_XLSX.format(path=out))
    return writable(out)


def _put_rows(found: Ledger, *, everything: bool) -> None:
    columns = window(sys.stdout)
    rows = [row for row in found.rows if everything or len(row.entries) > 1]
    for row in rows:
        put(f"{row.indicator} ({row.unit})" if row.unit else row.indicator)
        for entry in row.entries:
            about = [entry.period, labels.QUANTITY_KINDS[entry.kind], date_text(entry.when)]
            told = ", ".join(part for part in about if part)
            source = place_text(formats.place(entry.place))
            put(indent(f"{_value(entry)}  ({told}) ← {source}", columns, "   "))
        put(indent(labels.LEDGER_USE.format(text=_use(row)), columns, "   "))
        for conflict in row.conflicts:
            put(indent(labels.LEDGER_DISPUTED.format(text=conflict.explanation), columns, "   "))
        put("")
    disputed = sum(1 for row in found.rows if row.conflicts)
    say(labels.LEDGER_COUNT.format(rows=len(found.rows), conflicts=disputed))
    if len(rows) < len(found.rows):
        say(labels.LEDGER_HIDDEN.format(count=len(found.rows) - len(rows)))


def _value(entry: Entry) -> str:
    from assistant.ledger import value_text

    return value_text(entry)


def _use(row: Row) -> str:
    return f"{_value(row.chosen)}. {row.reason}" if row.chosen else row.reason
