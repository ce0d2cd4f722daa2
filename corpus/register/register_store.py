"""Keeps what people change in the register, apart from the reports and so untouched by them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from corpus.register.register import Anchor
from corpus.register.register_edits import Edit, EditKind
from corpus.storage.schema import RegisterEditRow
from corpus.storage.store import Store


class RegisterStore:
    """The edits of one library, in the order in which they were made."""

    def __init__(self, store: Store) -> None:
        """Use the database of `store`."""
        self._store = store

    def edits(self) -> list[Edit]:
        """Return all edits, oldest first, each with its key."""
        with self._store.session() as session:
            query = sa.select(RegisterEditRow).order_by(RegisterEditRow.id)
            return [_edit(row) for row in session.scalars(query)]

    def add(self, edits: Iterable[Edit]) -> None:
        """Keep new edits, all or none."""
        with self._store.session(writing=True) as session:
            session.add_all(_row(edit) for edit in edits)

    def remove(self, keys: Iterable[int]) -> None:
        """Forget edits by their keys."""
        with self._store.session(writing=True) as session:
            for key in keys:
                session.execute(sa.delete(RegisterEditRow).where(RegisterEditRow.id == key))

    def stamp(self) -> tuple[int, int]:
        """Return a value that differs whenever the edits do: (how many, newest key)."""
        with self._store.session() as session:
            query = sa.select(sa.func.count(), sa.func.max(RegisterEditRow.id))
            count, newest = session.execute(query).one()
            return count, newest or 0


def _row(edit: Edit) -> RegisterEditRow:
    anchor, into = edit.anchor, edit.into
    return RegisterEditRow(
        kind=str(edit.kind),
        number=anchor.number,
        type=anchor.type,
        date=anchor.date,
        issuer=anchor.issuer,
        title=anchor.title,
        edit_values=dict(edit.values),
        into=into and [into.number, into.type, _text(into.date), into.issuer, into.title],
    )


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _edit(row: RegisterEditRow) -> Edit:
    into = None
    if row.into:
        number, kind, day, issuer, title = row.into
        into = Anchor(number, kind, date.fromisoformat(day) if day else None, issuer, title)
    anchor = Anchor(row.number, row.type, row.date, row.issuer, row.title)
    return Edit(EditKind(row.kind), anchor, dict(row.edit_values), into, row.id)
