"""What people change in the register, and how it is put on the entries that reports give.

An edit names its document by an anchor (number, type, date, issuer as first seen), never by a
row: when the reports are read anew, or more are added, the edit finds its document again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from corpus.documents.resolving import same_issuer
from corpus.model import Report
from corpus.register.register import UNKNOWN, Anchor, Entry, with_ids
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


class Book:
    """The entries under way, found by number: an office's list has thousands of rows."""

    def __init__(self, entries: Iterable[Entry], reports: Mapping[str, Report]) -> None:
        self.reports = reports
        self.rows: dict[int, Entry] = {}
        self._keys: dict[str, dict[int, None]] = defaultdict(dict)
        self._next = 0
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Add an entry at the end."""
        self.put(self._next, entry)
        self._next += 1

    def put(self, row: int, entry: Entry) -> None:
        """Set the entry of a row."""
        self.rows[row] = entry
        for anchor in (*entry.anchors, _now(entry)):
            self._keys[_key(anchor)][row] = None

    def find(self, anchor: Anchor) -> int | None:
        """Return the row of the one entry that `anchor` means, None without one or with several."""
        ranked = sorted(
            (
                (rank, row)
                for row in self._keys.get(_key(anchor), ())
                if row in self.rows and (rank := _fit(self.rows[row], anchor))
            ),
            reverse=True,
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]


def apply(
    entries: Sequence[Entry], edits: Iterable[Edit], reports: Mapping[str, Report]
) -> list[Entry]:
    """Return `entries` with `edits` put on them in their order.

    An edit whose document is not there now, or could be several, waits and changes nothing.
    """
    book = Book(entries, reports)
    for edit in edits:
        _APPLY[edit.kind](book, edit)
    return with_ids(book.rows.values())


def imported(book: Book, edit: Edit) -> str:
    """Put an imported row on `book`; return "added", "updated" or "unchanged"."""
    row = book.find(edit.anchor)
    before = None if row is None else replace(book.rows[row], imported=True)
    _import(book, edit)
    if row is None:
        return "added"
    return "unchanged" if book.rows[row] == before else "updated"


def touches(edit: Edit, entry: Entry) -> bool:
    """Tell whether a person's edit (no import) is about this entry."""
    named = [anchor for anchor in (edit.anchor, edit.into) if anchor]
    if edit.kind is EditKind.SPLIT:  # what was split off may be taken back from there too
        number = edit.values.get("number") or edit.values.get("alias") or edit.anchor.number
        named.append(replace(edit.anchor, number=number))
    return edit.kind is not EditKind.IMPORT and any(_fit(entry, a) for a in named)


def find(entries: Sequence[Entry], anchor: Anchor) -> Entry | None:
    """Return the one entry that `anchor` means, None when there is none or several."""
    row = Book(entries, {}).find(anchor)
    return None if row is None else entries[row]


def _now(entry: Entry) -> Anchor:
    return Anchor(entry.number, entry.type, entry.date, entry.issuer, entry.title)


def _key(anchor: Anchor) -> str:
    return _plain(anchor.number) or fold(same_tone(anchor.title))


def _fit(entry: Entry, anchor: Anchor) -> int:
    """Return how well an entry fits, 0 when it is another document."""
    return max(_alike(known, anchor) for known in (*entry.anchors, _now(entry)))


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


def _correct(book: Book, edit: Edit) -> None:
    row = book.find(edit.anchor)
    if row is None:
        return
    entry = book.rows[row]
    fields = tuple(dict.fromkeys((*entry.edited, *(f for f in FIELDS if f in edit.values))))
    book.put(row, replace(_with_values(entry, edit.values), edited=fields))


def _import(book: Book, edit: Edit) -> None:
    row = book.find(edit.anchor)
    if row is None:
        new = Entry("", "", "", None, None, "", anchors=(edit.anchor,), imported=True)
        book.add(_with_values(new, edit.values))
        return
    entry = book.rows[row]
    # A list of the office knows titles and status better than a report; a person knows best.
    given = {
        name: value
        for name, value in edit.values.items()
        if value and name not in entry.edited and not (name == "status" and value == UNKNOWN)
    }
    book.put(row, replace(_with_values(entry, given), imported=True))


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


def _merge(book: Book, edit: Edit) -> None:
    row = book.find(edit.anchor)
    to = book.find(edit.into) if edit.into else None
    if row is None or to is None or row == to:
        return
    entry, into = book.rows.pop(row), book.rows[to]
    numbers = (*into.aliases, entry.number, *entry.aliases)
    order = {doc: n for n, doc in enumerate(dict.fromkeys(p.doc for p in into.places))}
    places = sorted(
        {*into.places, *entry.places},
        key=lambda p: (_date_of(book.reports, p.doc), order.get(p.doc, len(order)), p.doc, p.start),
    )
    one = replace(
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
    book.put(to, one)


def _date_of(reports: Mapping[str, Report], doc: str) -> date:
    report = reports.get(doc)
    return (report.date if report else None) or date.max


def _split(book: Book, edit: Edit) -> None:
    row = book.find(edit.anchor)
    if row is None:
        return
    entry, reports = book.rows[row], book.reports
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
    rest = replace(
        entry,
        aliases=tuple(a for a in entry.aliases if a != alias),
        places=tuple(reports[d].citations[i].place for d, i in stay),
        mentions=tuple(stay),
        edited=tuple(dict.fromkeys((*entry.edited, "aliases"))),
    )
    book.put(row, rest)
    book.add(new)


_APPLY = {
    EditKind.CORRECT: _correct,
    EditKind.MERGE: _merge,
    EditKind.SPLIT: _split,
    EditKind.IMPORT: _import,
}
