"""Drafts kept in the library as JSON, every version of each; they outlive the reports' rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from corpus.storage.schema import DraftRow, DraftVersionRow
from corpus.storage.store import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One version of a draft: its number from 1, when it was made, what was done."""

    number: int
    made: str  # ISO date and time
    note: str


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft with its newest version; `state` is what belongs to the draft, not to a version."""

    key: int
    title: str
    state: Json
    version: KeptVersion


class DraftStore:
    """The drafts of one library. Each method is one transaction."""

    def __init__(self, store: Store) -> None:
        """Use the database of `store`."""
        self._store = store

    def add(self, title: str, state: Json, content: Json, made: str, note: str) -> int:
        """Keep a new draft as version 1 and return its key."""
        with self._store.session(writing=True) as session:
            row = DraftRow(title=title, state=state)
            session.add(row)
            session.flush()
            session.add(
                DraftVersionRow(draft_id=row.id, number=1, made=made, note=note, content=content)
            )
            return row.id

    def save(self, key: int, content: Json, made: str, note: str, after: int) -> int | None:
        """Keep a new version and return its number.

        None where the newest version is no longer `after`: somebody else has saved meanwhile.
        """
        with self._store.session(writing=True) as session:
            query = sa.select(sa.func.max(DraftVersionRow.number))
            newest = session.scalar(query.where(DraftVersionRow.draft_id == key))
            if newest != after:
                return None
            session.add(
                DraftVersionRow(
                    draft_id=key, number=after + 1, made=made, note=note, content=content
                )
            )
            return after + 1

    def rewrite(self, key: int, content: Json, made: str, note: str, number: int) -> bool:
        """Put other content into version `number`; False where it is no longer the newest."""
        row = DraftVersionRow
        with self._store.session(writing=True) as session:
            newest = session.scalar(sa.select(sa.func.max(row.number)).where(row.draft_id == key))
            if newest != number:
                return False
            session.execute(
                sa.update(row)
                .where(row.draft_id == key, row.number == number)
                .values(content=content, made=made, note=note)
            )
            return True

    def change_state(self, key: int, change: Callable[[Json], Json]) -> None:
        """Replace what belongs to the draft as a whole by ``change(state)``, in one step."""
        with self._store.session(writing=True) as session:
            row = session.get(DraftRow, key)
            if row is not None:
                row.state = change(dict(row.state))

    def draft(self, key: int) -> KeptDraft | None:
        """Return one draft with its newest version, None where there is none."""
        with self._store.session() as session:
            row = session.get(DraftRow, key)
            if row is None:
                return None
            return KeptDraft(row.id, row.title, dict(row.state), self._versions(session, key)[-1])

    def drafts(self) -> list[KeptDraft]:
        """Return all drafts, the one changed last first."""
        with self._store.session() as session:
            rows = session.scalars(sa.select(DraftRow)).all()
            found = [
                KeptDraft(row.id, row.title, dict(row.state), self._versions(session, row.id)[-1])
                for row in rows
            ]
        return sorted(found, key=lambda one: (one.version.made, one.key), reverse=True)

    def versions(self, key: int) -> list[KeptVersion]:
        """Return the versions of a draft, oldest first; none where there is no such draft."""
        with self._store.session() as session:
            return self._versions(session, key)

    @staticmethod
    def _versions(session: Any, key: int) -> list[KeptVersion]:
        row = DraftVersionRow
        query = sa.select(row.number, row.made, row.note).where(row.draft_id == key)
        return [KeptVersion(*one) for one in session.execute(query.order_by(row.number))]

    def content(self, key: int, number: int) -> Json | None:
        """Return a version's content, None where there is none."""
        row = DraftVersionRow
        query = sa.select(row.content).where(row.draft_id == key, row.number == number)
        with self._store.session() as session:
            found = session.scalar(query)
            return dict(found) if found is not None else None

    def remove(self, key: int) -> bool:
        """Forget a draft with all versions; False where there is no such draft."""
        with self._store.session(writing=True) as session:
            row = session.get(DraftRow, key)
            if row is None:
                return False
            session.execute(sa.delete(DraftVersionRow).where(DraftVersionRow.draft_id == key))
            session.delete(row)
            return True
