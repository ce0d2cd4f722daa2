"""The reviewer's desk: findings with what was decided about them, kept in the store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from assistant.checking.finding import Finding
from assistant.checking.review import (
    Decision,
    Review,
    Ruling,
    State,
    cause_of,
    report_key,
    review,
)
from assistant.checking.stored import cause_json, finding_json, finding_of, ruling_of
from corpus.errors import BaocaoError
from corpus.model import Report
from corpus.storage import decisions
from corpus.storage.store import Store

LIBRARY = "library"


class UnknownFindingError(BaocaoError):
    """A fingerprint that no kept check and no decision knows."""


def reviewed(
    store: Store, findings: Sequence[Finding], reports: Sequence[Report], *, whole: bool
) -> Review:
    """Return `findings` of `reports` with their state, and keep them for the next check.

    `whole`: the check was of the whole library. What is new and what is fixed is told against
    the last check of the same reports (by name, versions of a report are one) whose contents
    were others.
    """
    scope = LIBRARY if whole else _digest(sorted({report_key(r.doc) for r in reports}))
    contents = _digest(sorted(r.sha256 for r in reports))
    earlier = decisions.before(store, scope, contents)
    known = None if earlier is None else {k: finding_of(v) for k, v in earlier.items()}
    rulings = [ruling_of(row) for row in decisions.decisions(store)]
    result = review(findings, rulings, known, [r.doc for r in reports])
    found = {item.fingerprint: finding_json(item.finding) for item in result.items}
    decisions.keep(store, scope, contents, found)
    return result


def undismissed(store: Store, findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings` without those that a reviewer dismissed."""
    known = rulings(store)
    if not known:
        return list(findings)
    items = review(findings, known).items
    return [item.finding for item in items if item.state is not State.DISMISSED]


def decided(store: Store, fingerprint: str, decision: Decision | None, reason: str = "") -> None:
    """Keep a decision about a finding that a check showed; None takes an earlier one back.

    BaocaoError for a fingerprint that is not known, or a dismissal without a reason.
    """
    if decision is None:
        if not decisions.withdraw(store, _decided_as(store, fingerprint)):
            raise UnknownFindingError(
                f"Phát hiện “{fingerprint}” chưa có quyết định nào để rút lại."
            )
        return
    if decision is Decision.DISMISSED and not reason.strip():
        raise BaocaoError("Bỏ qua một phát hiện thì cần ghi lý do, để người sau hiểu vì sao.")
    kept = decisions.last_found(store, fingerprint)
    if kept is None:
        raise UnknownFindingError(
            f"Không có phát hiện “{fingerprint}” trong các lần kiểm tra gần đây: "
            "hãy chạy baocao review để xem mã của từng phát hiện."
        )
    decisions.decide(
        store,
        fingerprint,
        decision=str(decision),
        reason=reason.strip(),
        day=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}",
        cause=cause_json(cause_of(finding_of(kept))),
    )


def _decided_as(store: Store, fingerprint: str) -> str:
    """Return the key a decision stands under: the finding may have gained places since."""
    known = {ruling.fingerprint: ruling for ruling in rulings(store)}
    kept = None if fingerprint in known else decisions.last_found(store, fingerprint)
    if kept is None:
        return fingerprint
    cause = cause_of(finding_of(kept))
    return next((k for k, one in known.items() if one.cause.akin(cause)), fingerprint)


def rulings(store: Store) -> list[Ruling]:
    """Return all decisions, in order of their fingerprints."""
    return [ruling_of(row) for row in decisions.decisions(store)]


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
