"""What people change in the register, and how it is put on the entries that reports give.

An edit names its document by an anchor (number, type, date, issuer as first seen), never by a
row: when the reports are read anew, or more are added, the edit finds its document again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from corpus.model import Report
from corpus.register import UNKNOWN, Anchor, Entry, with_ids
from corpus.resolving import same_issuer
from corpus.text import fold, same_tone

FIELDS = ("number", "type", "date", "issuer", "title", "status", "aliases")


class EditKind(StrEnum):
    """What an edit does; the values are stored."""

    CORRECT = "correct"  # values: the fields that a person set
    MERGE = "merge"  # `into` is the document it is one with
    SPLIT = "split"  # values: alias and/or doc of the mentions that are another document
    IMPORT = "import"  # values: a row of an office's own list


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the register; `values` are texts, dates as ``YYYY-MM-DD``, "" empties."""

    kind: EditKind
    anchor: Anchor
    values: Mapping[str, str] = field(default_factory=dict)
    into: Anchor | None = None
    key: int | None = None  # its row in the store


def apply(
    entries: Sequence[Entry], edits: Iterable[Edit], reports: Mapping[str, Report]
) -> list[Entry]:
    """Return `entries` with `edits` put on them in their order.

    An edit whose document is not there now, or could be several, waits and changes nothing.
    """
    out = list(entries)
    for edit in edits:
        _APPLY[edit.kind](out, edit, reports)
    return with_ids(out)


def find(entries: Sequence[Entry], anchor: Anchor) -> Entry | None:
    """Return the one entry that `anchor` means, None when there is none or several."""
    ranked = sorted(
        ((rank, n) for n, e in enumerate(entries) if (rank := _fit(e, anchor))), reverse=True
    )
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return entries[ranked[0][1]]


def _fit(entry: Entry, anchor: Anchor) -> int:
    """Return how well an entry fits, 0 when it is another document."""
    now = Anchor(entry.number, entry.type, entry.date, entry.issuer, entry.title)
    return max(_alike(known, anchor) for known in (*entry.anchors, now))


def _alike(known: Anchor, wanted: Anchor) -> int:
    if not wanted.number:
        same = fold(same_tone(known.title)) == fold(same_tone(wanted.title))
        return 4 if same and not known.number else 0
    if _plain(known.number) != _plain(wanted.number):
        return 0
    if known.type and wanted.type and known.type != wanted.type:
        return 0
    if known.date and wanted.date and known.date != wanted.date:
        return 0
    if not same_issuer(known.issuer, wanted.issuer):
        return 0
    exact = known.date == wanted.date
    return 1 + 2 * exact + (known.issuer == wanted.issuer)


def _plain(number: str) -> str:
    return number.replace(" ", "").casefold()


def _correct(out: list[Entry], edit: Edit, _: Mapping[str, Report]) -> None:
    entry = find(out, edit.anchor)
    if entry is None:
        return
    fields = tuple(dict.fromkeys((*entry.edited, *(f for f in FIELDS if f in edit.values))))
    out[out.index(entry)] = replace(_with_values(entry, edit.values), edited=fields)


def _import(out: list[Entry], edit: Edit, _: Mapping[str, Report]) -> None:
    entry = find(out, edit.anchor)
    if entry is None:
        new = Entry("", "", "", None, None, "", anchors=(edit.anchor,), imported=True)
        out.append(_with_values(new, edit.values))
        return
    # A list of the office knows titles and status better than a report; a person knows best.
    given = {
        name: value
        for name, value in edit.values.items()
        if value and name not in entry.edited and not (name == "status" and value == UNKNOWN)
    }
    out[out.index(entry)] = replace(_with_values(entry, given), imported=True)


def _with_values(entry: Entry, values: Mapping[str, str]) -> Entry:
    day = values.get("date")
    when = entry.date if day is None else date.fromisoformat(day) if day else None
    issuer = values.get("issuer", entry.issuer or "")
    aliases = values.get("aliases")
    return replace(
        entry,
        number=values.get("number", entry.number),
        type=values.get("type", entry.type),
        date=when,
        year=when.year if when else entry.year,
        issuer=issuer or None,
        title=values.get("title", entry.title),
        status=values.get("status", entry.status) or UNKNOWN,
        aliases=entry.aliases if aliases is None else split_aliases(aliases),
    )


def split_aliases(text: str) -> tuple[str, ...]:
    """Return the numbers in "539-KH/TU; 395-KH/TU"."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _merge(out: list[Entry], edit: Edit, reports: Mapping[str, Report]) -> None:
    entry = find(out, edit.anchor)
    into = find(out, edit.into) if edit.into else None
    if entry is None or into is None or entry is into:
        return
    numbers = (*into.aliases, entry.number, *entry.aliases)
    order = {doc: n for n, doc in enumerate(dict.fromkeys(p.doc for p in into.places))}
    places = sorted(
        {*into.places, *entry.places},
        key=lambda p: (_date_of(reports, p.doc), order.get(p.doc, len(order)), p.doc, p.start),
    )
    out[out.index(into)] = replace(
        into,
        date=into.date or entry.date,
        year=into.year or entry.year,
        issuer=into.issuer or entry.issuer,
        type=into.type or entry.type,
        title=into.title or entry.title,
        aliases=tuple(dict.fromkeys(n for n in numbers if n and n != into.number)),
        places=tuple(places),
        mentions=(*into.mentions, *entry.mentions),
        anchors=(*into.anchors, *entry.anchors),
        edited=tuple(dict.fromkeys((*into.edited, "aliases"))),
        imported=into.imported or entry.imported,
    )
    out.remove(entry)


def _date_of(reports: Mapping[str, Report], doc: str) -> date:
    report = reports.get(doc)
    return (report.date if report else None) or date.max


def _split(out: list[Entry], edit: Edit, reports: Mapping[str, Report]) -> None:
    entry = find(out, edit.anchor)
    if entry is None:
        return
    alias, doc = edit.values.get("alias", ""), edit.values.get("doc", "")
    gone = [
        m
        for m in entry.mentions
        if (not doc or m[0] == doc) and (not alias or reports[m[0]].citations[m[1]].number == alias)
    ]
    stay = [m for m in entry.mentions if m not in gone]
    if not gone or not stay:
        return
    number = edit.values.get("number") or alias or entry.number
    anchor = edit.into or Anchor(number, entry.type, None, entry.issuer)
    first = reports[gone[0][0]].citations[gone[0][1]]
    new = Entry(
        "",
        number,
        anchor.type,
        anchor.date or first.date,
        first.issuer or anchor.issuer,
        first.subject or "",
        places=tuple(reports[d].citations[i].place for d, i in gone),
        mentions=tuple(gone),
        anchors=(anchor,),
        edited=("number",),
        year=first.date.year if first.date else entry.year,
    )
    out[out.index(entry)] = replace(
        entry,
        aliases=tuple(a for a in entry.aliases if a != alias),
        places=tuple(reports[d].citations[i].place for d, i in stay),
        mentions=tuple(stay),
        edited=tuple(dict.fromkeys((*entry.edited, "aliases"))),
    )
    out.append(new)


_APPLY = {
    EditKind.CORRECT: _correct,
    EditKind.MERGE: _merge,
    EditKind.SPLIT: _split,
    EditKind.IMPORT: _import,
}
