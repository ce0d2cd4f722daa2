"""What a reviewer decided about findings, and what became of them since the last check.

A finding is known again by its root cause: its kind, its values and the words it quotes, each
with its report. Lines and pages are no part of it, so that decisions outlive re-indexing and
edits elsewhere in a report.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.checking.finding import Finding
from corpus.text import fold, nfc


class Decision(StrEnum):
    """What a reviewer says of a finding; the values are stored."""

    ACCEPTED = "accepted"  # đồng ý: it is to be corrected
    DISMISSED = "dismissed"  # bỏ qua, with a reason
    CORRECTED = "corrected"  # đã sửa: the next version of the report should be without it


class State(StrEnum):
    """Where a finding stands."""

    NEW = "new"  # not there at the last check
    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"
    STILL = "still"  # said to be corrected, and still found
    FIXED = "fixed"  # found at the last check, gone now


@dataclass(frozen=True, slots=True)
class Ruling:
    """A stored decision. `cause` says what it was about when it was taken."""

    fingerprint: str
    decision: Decision
    reason: str
    day: str  # YYYY-MM-DD HH:MM, local time
    cause: Cause


@dataclass(frozen=True, slots=True)
class Cause:
    """The root cause of a finding without places: kind, values, and (report, words) quoted.

    `head` is the quote where a reviewer should look; the others bear it out.
    """

    kind: str
    values: tuple[str, ...]
    quotes: tuple[tuple[str, str], ...]
    head: tuple[str, str] = ("", "")

    @property
    def fingerprint(self) -> str:
        """Return the key of this cause, 16 hexadecimal digits."""
        parts = [self.kind, *self.values, "", *(f"{doc}\t{words}" for doc, words in self.quotes)]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def akin(self, other: Cause) -> bool:
        """Tell whether `other` is this cause, only with other words to bear it out.

        A report that came in may say the same values once more, an edit may change the words of
        a quote that is not the point.
        """
        if (self.kind, self.values) != (other.kind, other.values):
            return False
        one, two = set(self.quotes), set(other.quotes)
        return self.head == other.head or one <= two or two <= one


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with its key, what was decided about it and whether it is new."""

    finding: Finding
    fingerprint: str
    state: State
    ruling: Ruling | None = None
    new: bool = False  # it may be new and ruled at once: a cause that came back


@dataclass(frozen=True, slots=True)
class Review:
    """All findings with their state; `fixed` are those of the last check that are gone."""

    items: tuple[Item, ...]
    fixed: tuple[Item, ...] = ()
    first: bool = True  # nothing to compare with: no earlier check
    failed: tuple[tuple[str, str], ...] = ()  # (file, Vietnamese reason)
    texts: Mapping[str, str] = field(default_factory=dict)  # canonical, by file name

    @property
    def counts(self) -> dict[State, int]:
        """Return how many findings stand where, fixed ones included."""
        found = Counter(item.state for item in (*self.items, *self.fixed))
        return {state: found[state] for state in State}


# "bao_cao_v2", "bao cao (1)", "bao-cao-ban-2", "bao_cao_sua": versions of one report.
_VERSION = re.compile(
    r"(?:[\s._-]*\(\d{1,2}\)|[\s._-]+(?:v|ver|version|ban|lan)[\s._-]*\d{1,2}"
    r"|[\s._-]+(?:da[\s_-]*)?(?:sua|chinh sua|cap nhat|final|copy|moi))+$"
)


def report_key(doc: str) -> str:
    """Return what a report is known by over its versions: its name without "_v2" or "(1)"."""
    stem, dot, ending = fold(nfc(doc)).rpartition(".")
    name = stem if dot and len(ending) <= 5 else fold(nfc(doc))
    return _VERSION.sub("", name).strip() or name


def cause_of(finding: Finding) -> Cause:
    """Return the root cause of a finding, free of lines, pages and spacing."""
    values = sorted({_value(value) for value in finding.values})
    quotes = sorted({(report_key(p.doc), _words(p.text)) for p in finding.evidence})
    first = finding.evidence[0]
    head = report_key(first.doc), _words(first.text)
    return Cause(finding.kind, tuple(values), tuple(quotes), head)


def _value(value: float | str) -> str:
    return _words(value) if isinstance(value, str) else f"{value:.10g}"


def _words(text: str) -> str:
    """Return the words of a quote in one normal form; marks stay, they may be what is wrong."""
    return " ".join(re.findall(r"\w+", nfc(text).lower()))


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return the key of each finding; equal causes in one list are told apart by their order."""
    seen: Counter[str] = Counter()
    keys = []
    for finding in findings:
        key = cause_of(finding).fingerprint
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return keys


def review(
    findings: Sequence[Finding],
    rulings: Iterable[Ruling] = (),
    before: Mapping[str, Finding] | None = None,
    docs: Iterable[str] | None = None,
) -> Review:
    """Return `findings` with their state.

    `before` are the findings of the last check by key, None when there was none. A finding that
    is gone counts as fixed only where all its reports were checked again (`docs`): a report
    that left the library takes its findings along.
    """
    ruled = {ruling.fingerprint: ruling for ruling in rulings}
    by_kind: dict[tuple[str, tuple[str, ...]], list[Ruling]] = {}
    for ruling in ruled.values():
        by_kind.setdefault((ruling.cause.kind, ruling.cause.values), []).append(ruling)
    known = before or {}
    causes = [cause_of(finding) for finding in findings]
    past = {key: cause_of(finding) for key, finding in known.items()}
    earlier, now = _by_values(past.values()), _by_values(causes)
    items = []
    for finding, cause, key in zip(findings, causes, fingerprints(findings), strict=True):
        decided = ruled.get(key) or _grown(cause, by_kind)
        new = before is not None and key not in known and not _same(cause, earlier)
        items.append(Item(finding, key, _state(decided, new), decided, new))
    found = {item.fingerprint for item in items}
    fixed = tuple(
        Item(finding, key, State.FIXED, ruled.get(key))
        for key, finding in known.items()
        if key not in found and not _same(past[key], now) and _checked(finding, docs)
    )
    return Review(tuple(items), fixed, first=before is None)


Causes = dict[tuple[str, tuple[str, ...]], list[Cause]]


def _by_values(causes: Iterable[Cause]) -> Causes:
    found: Causes = {}
    for cause in causes:
        found.setdefault((cause.kind, cause.values), []).append(cause)
    return found


def _same(cause: Cause, others: Causes) -> bool:
    """Tell whether one of `others` is `cause` with other words to bear it out."""
    near = others.get((cause.kind, cause.values), ())
    return any(cause != other and cause.akin(other) for other in near)


def _grown(
    cause: Cause, by_kind: Mapping[tuple[str, tuple[str, ...]], Sequence[Ruling]]
) -> Ruling | None:
    """Return the decision on this cause from when fewer places said the same."""
    near = by_kind.get((cause.kind, cause.values), ())
    return next((ruling for ruling in near if ruling.cause.akin(cause)), None)


def _state(ruling: Ruling | None, new: bool) -> State:
    match ruling.decision if ruling else None:
        case Decision.ACCEPTED:
            return State.ACCEPTED
        case Decision.DISMISSED:
            return State.DISMISSED
        case Decision.CORRECTED:
            return State.STILL
    return State.NEW if new else State.OPEN


def _checked(finding: Finding, docs: Iterable[str] | None) -> bool:
    if docs is None:
        return True
    known = {report_key(doc) for doc in docs}
    return all(report_key(place.doc) in known for place in finding.evidence)
