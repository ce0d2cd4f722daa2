"""The register of one library: what the reports cite, with what people changed on top."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import BaocaoError
from corpus.model import Report
from corpus.text import nfc, squeeze

if TYPE_CHECKING:
    from assistant.suggesting import Suggestion
    from corpus.register.register import Entry
    from corpus.register.register_files import BadRow
    from corpus.storage.store import Store


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in documents, and the rows that it could not use."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)


class Registry:
    """Reads, corrects, imports and exports the register; may be used from several threads."""

    def __init__(self, store: Store, reports: Callable[[], list[Report]]) -> None:
        """Work on the edits in `store` and the reports that `reports()` returns."""
        from corpus.register.register_store import RegisterStore

        self._kept = RegisterStore(store)
        self._reports = reports
        self._lock = threading.RLock()
        self._bare: tuple[frozenset[str], list[Entry]] | None = None  # before edits
        self._known: tuple[tuple[frozenset[str], tuple[int, int]], list[Entry]] | None = None

    def entries(self) -> list[Entry]:
        """Return all entries, edits applied; made anew only after a change."""
        from corpus.register.register import register
        from corpus.register.register_edits import apply

        reports = self._reports()  # before the lock: it takes the library's
        with self._lock:
            contents = frozenset(r.sha256 for r in reports)
            state = contents, self._kept.stamp()
            if self._known is None or self._known[0] != state:
                if self._bare is None or self._bare[0] != contents:
                    self._bare = contents, register(reports)
                by_name = {report.doc: report for report in reports}
                found = apply(self._bare[1], self._kept.edits(), by_name)
                self._known = state, found
            return list(self._known[1])

    def of(self, reports: list[Report]) -> list[Entry]:
        """Return the register of any reports, with what people changed in this library."""
        from corpus.register.register import register
        from corpus.register.register_edits import apply

        by_name = {report.doc: report for report in reports}
        return apply(register(reports), self._kept.edits(), by_name)

    def stamp(self) -> tuple[int, int]:
        """Return a value that differs whenever people changed the register."""
        return self._kept.stamp()

    def suggest(self, text: str, k: int = 8) -> list[Suggestion]:
        """Return the documents that `text` may mean, best first."""
        from assistant.suggesting import suggest

        return suggest(text, self.entries(), k)

    def entry(self, entry_id: str) -> Entry:
        """Return the entry of an id; BaocaoError when there is none."""
        for one in self.entries():
            if one.id == entry_id:
                return one
        raise BaocaoError(
            "Không còn văn bản này trong sổ (sổ vừa thay đổi): hãy tải lại danh sách."
        )

    def correct(self, entry_id: str, changes: Mapping[str, str]) -> Entry:
        """Set fields of an entry (names as in `register_edits.FIELDS`); return it as it is now.

        Dates are "26/5/2025" or ``2025-05-26``, "" empties a field. Raises BaocaoError.
        """
        from corpus.register.register_edits import Edit, EditKind

        entry = self.entry(entry_id)
        values = {k: v for k, v in _checked(changes).items() if v != _value(entry, k)}
        if not values:
            return entry
        self._kept.add([Edit(EditKind.CORRECT, entry.anchors[0], values)])
        return self._again(entry)

    def merge(self, entry_id: str, into_id: str) -> Entry:
        """Say that two entries are one document; return that of `into_id`."""
        from corpus.register.register_edits import Edit, EditKind

        entry, into = self.entry(entry_id), self.entry(into_id)
        if entry.id == into.id:
            raise BaocaoError("Hai mục cần gộp là một: hãy chọn văn bản khác.")
        self._kept.add([Edit(EditKind.MERGE, entry.anchors[0], {}, into.anchors[0])])
        return self._again(into)

    def split(self, entry_id: str, *, alias: str = "", doc: str = "") -> Entry:
        """Make the mentions written `alias`, or those of one report, a document of their own."""
        from corpus.register.register_edits import Edit, EditKind, apply

        entry = self.entry(entry_id)
        values = {k: v for k, v in (("alias", alias), ("doc", doc)) if v}
        edit = Edit(EditKind.SPLIT, entry.anchors[0], values)
        by_name = {report.doc: report for report in self._reports()}
        if not values or len(apply([entry], [edit], by_name)) < 2:
            raise BaocaoError(
                "Không tách được: hãy chọn cách ghi hoặc báo cáo chỉ chiếm một phần số lần nhắc."
            )
        self._kept.add([edit])
        return self._again(entry)

    def revert(self, entry_id: str) -> Entry | None:
        """Take back what people changed of an entry; None when it is gone with that."""
        from corpus.register.register_edits import touches

        entry = self.entry(entry_id)
        self._kept.remove(
            e.key for e in self._kept.edits() if e.key is not None and touches(e, entry)
        )
        return self._find(entry)

    def import_file(self, path: Path | str) -> ImportResult:
        """Add an office's own list (.xlsx, .csv); rows that change nothing are not kept."""
        from corpus.register.register_edits import Book, Edit, imported
        from corpus.register.register_files import read_register

        table = read_register(Path(path))
        book = Book(self.entries(), {})
        kept: list[Edit] = []
        counts = {"added": 0, "updated": 0, "unchanged": 0}
        for edit in table.edits:
            done = imported(book, edit)
            counts[done] += 1
            if done != "unchanged":
                kept.append(edit)
        self._kept.add(kept)
        return ImportResult(**counts, bad=table.bad)

    def export_file(self, path: Path | str) -> int:
        """Write the register to a .xlsx or .csv; return how many documents it has."""
        from corpus.register.register_files import write_register

        entries = self.entries()
        write_register(entries, Path(path))
        return len(entries)

    def _find(self, entry: Entry) -> Entry | None:
        from corpus.register.register_edits import find

        return find(self.entries(), entry.anchors[0])

    def _again(self, entry: Entry) -> Entry:
        return self._find(entry) or entry


def _value(entry: Entry, name: str) -> str:
    value = getattr(entry, name)
    if name == "date":
        return value.isoformat() if value else ""
    return "; ".join(value) if name == "aliases" else value or ""


def _checked(changes: Mapping[str, str]) -> dict[str, str]:
    """Return the changes cleaned; BaocaoError for a field or value that cannot be."""
    from corpus.register.register_edits import FIELDS
    from corpus.register.register_files import BadValueError, parse_day

    values: dict[str, str] = {}
    for name, given in changes.items():
        if name not in FIELDS:
            raise BaocaoError(f"Sổ văn bản không có trường “{name}”.")
        text = squeeze(nfc(given))
        if name == "date":
            try:
                day = parse_day(text)
            except BadValueError as problem:
                raise BaocaoError(f"Chưa sửa: {problem}") from None
            text = day.isoformat() if day else ""
        values[name] = text
    return values
