"""What reviewers decided, and what the last checks found: the part of the store for reviewing.

Findings are plain JSON here: what they mean is known above. Decisions belong to no report, so
they stay when a report is indexed anew or leaves the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from corpus.storage.schema import CheckRow, DecisionRow, FoundRow
from corpus.storage.store import Store

Json = Mapping[str, Any]


def decisions(store: Store) -> list[dict[str, Any]]:
    """Return all decisions: fingerprint, decision, reason, day, cause."""
    with store.session() as session:
        rows = session.scalars(sa.select(DecisionRow).order_by(DecisionRow.fingerprint)).all()
        return [
            {
                "fingerprint": row.fingerprint,
                "decision": row.decision,
                "reason": row.reason,
                "day": row.day,
                "cause": row.cause,
            }
            for row in rows
        ]


def decide(
    store: Store, fingerprint: str, *, decision: str, reason: str, day: str, cause: Json
) -> None:
    """Keep a decision; an earlier one about the same finding is replaced."""
    with store.session(writing=True) as session:
        session.merge(
            DecisionRow(
                fingerprint=fingerprint, decision=decision, reason=reason, day=day, cause=cause
            )
        )


def withdraw(store: Store, fingerprint: str) -> bool:
    """Forget a decision; False when there was none."""
    with store.session(writing=True) as session:
        row = session.get(DecisionRow, fingerprint)
        if row is not None:
            session.delete(row)
        return row is not None


def last_found(store: Store, fingerprint: str) -> Json | None:
    """Return a finding as the newest check that met it kept it, None when none did."""
    query = (
        sa.select(FoundRow.finding)
        .where(FoundRow.fingerprint == fingerprint)
        .order_by(FoundRow.check_id.desc())
        .limit(1)
    )
    with store.session() as session:
        return session.scalar(query)


def before(store: Store, scope: str, contents: str) -> dict[str, Json] | None:
    """Return {fingerprint: finding} of the newest check of `scope` with other contents.

    `contents` names what is checked now: a check of the same files repeated is no step forward,
    so what it shows as new or fixed stays shown. None when there was no such check.
    """
    query = (
        sa.select(CheckRow.id)
        .where(CheckRow.scope == scope, CheckRow.contents != contents)
        .order_by(CheckRow.id.desc())
        .limit(1)
    )
    with store.session() as session:
        key = session.scalar(query)
        if key is None:
            return None
        rows = session.scalars(
            sa.select(FoundRow).where(FoundRow.check_id == key).order_by(FoundRow.seq)
        )
        return {row.fingerprint: row.finding for row in rows}


def keep(store: Store, scope: str, contents: str, found: Mapping[str, Json]) -> None:
    """Keep what a check found, in place of an earlier check of the same contents.

    Of each scope the newest check and the one before it are kept.
    """
    with store.session(writing=True) as session:
        session.execute(
            sa.delete(CheckRow).where(CheckRow.scope == scope, CheckRow.contents == contents)
        )
        check = CheckRow(scope=scope, contents=contents)
        session.add(check)
        session.flush()
        rows = [
            {"check_id": check.id, "seq": i, "fingerprint": key, "finding": finding}
            for i, (key, finding) in enumerate(found.items())
        ]
        if rows:
            session.execute(sa.insert(FoundRow), rows)
        kept = session.scalars(
            sa.select(CheckRow.id).where(CheckRow.scope == scope).order_by(CheckRow.id.desc())
        ).all()
        session.execute(sa.delete(CheckRow).where(CheckRow.id.in_(kept[2:])))
