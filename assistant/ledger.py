"""The figure ledger (Bảng số liệu): what each report says of each indicator, and what to use.

Figures are joined by the same linking as the checker's, so that what the ledger shows side by
side is what the checker compares. The value to use for a new report is the newest of those that
count the present scope and were achieved, not planned; figures that exclude each other for one
period are marked and never silently chosen between.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.content import content_words
from assistant.checking.figure import Figure, figures_of
from assistant.checking.finding import Finding, Severity, number
from assistant.checking.linker import Linker
from assistant.checking.linking import compatible
from assistant.checking.periods import period_of
from assistant.checking.values import value_findings
from assistant.ledger_rows import grouped, label_of
from corpus.model import Place, QuantityKind, Report
from corpus.text import fold

_JOINED = 0.7  # likeness from which two figures stand in one row
_DONE = (QuantityKind.ACTUAL, QuantityKind.ESTIMATE)
_KINDS = {
    QuantityKind.ACTUAL: "số thực hiện",
    QuantityKind.ESTIMATE: "số ước thực hiện",
    QuantityKind.PLAN: "số kế hoạch",
    QuantityKind.TARGET: "chỉ tiêu đặt ra",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the ledger with its source; `when` is its as-of day, None when unknown."""

    doc: str
    value: float
    value_max: float | None
    qualifier: str | None
    unit: str | None
    period: str | None
    when: date | None
    scope: str | None
    kind: QuantityKind
    place: Place
    surface: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures of one row, period, scope and kind that exclude each other."""

    entries: tuple[Entry, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: all its figures in order of time, the one to use and why.

    `chosen` is None where nothing achieved is known, or where what is newest is disputed.
    """

    indicator: str
    unit: str
    entries: tuple[Entry, ...]
    chosen: Entry | None
    reason: str
    conflicts: tuple[Conflict, ...]

    def of(self, doc: str) -> tuple[Entry, ...]:
        """Return the figures that one report gives."""
        return tuple(entry for entry in self.entries if entry.doc == doc)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows, the fullest first; `docs` are the reports in order of their day."""

    docs: tuple[str, ...]
    rows: tuple[Row, ...]

    def find(self, query: str) -> Ledger:
        """Return the rows that say every word of `query`, with or without diacritics."""
        wanted = set(fold(query).split())
        rows = [row for row in self.rows if wanted <= _words(row)]
        return Ledger(self.docs, tuple(rows))


def _words(row: Row) -> set[str]:
    texts = (row.indicator, row.unit, *(entry.surface for entry in row.entries))
    return {word.strip(".,;:()") for text in texts for word in fold(text).split()}


def ledger(reports: Sequence[Report]) -> Ledger:
    """Return the ledger of `reports`."""
    figures = figures_of(reports)
    links = [link for link in Linker(figures).links() if link.score >= _JOINED]
    scope = _present_scope(reports)
    disputes = _disputes(reports)
    rows = [_row(group, scope, disputes) for group in grouped(figures, links, disputes)]
    days = {report.doc: report.as_of or report.date or date.min for report in reports}
    rows.sort(key=_rank)
    return Ledger(tuple(sorted(days, key=lambda doc: (days[doc], doc))), tuple(rows))


def _rank(row: Row) -> tuple[int, int, str]:
    """Put first what several reports tell, then what is told often."""
    return -len({entry.doc for entry in row.entries}), -len(row.entries), fold(row.indicator)


def _disputes(reports: Sequence[Report]) -> dict[Place, Finding]:
    """Return the checker's findings about values by the places that they quote."""
    loud = [f for f in value_findings(reports) if f.severity is not Severity.INFO]
    return {place: finding for finding in loud for place in finding.evidence}


def _present_scope(reports: Sequence[Report]) -> str:
    """Return the scope of the newest report that has one, folded."""
    known = [r for r in reports if r.scope]
    newest = max(known, key=lambda r: r.as_of or r.date or date.min, default=None)
    return fold(newest.scope or "") if newest else ""


def _row(group: Sequence[Figure], scope: str, disputes: Mapping[Place, Finding]) -> Row:
    ordered = sorted(group, key=lambda f: (_day(f), f.order))
    entries = {figure: _entry(figure) for figure in ordered}
    conflicts = _conflicts(ordered, entries, disputes)
    chosen, reason = _choose(ordered, entries, conflicts, scope)
    units = Counter(f.quantity.unit for f in ordered if f.quantity.unit)
    labels = Counter(label_of(f) for f in ordered)
    sound = {label_of(f) for f in ordered if not f.report.quality.ocr}
    label = max(
        labels, key=lambda name: (name in sound, labels[name], len(content_words(name)), name)
    )
    unit = max(units, key=lambda name: (units[name], name)) if units else ""
    return Row(label, unit, tuple(entries.values()), chosen, reason, tuple(conflicts))


def _entry(figure: Figure) -> Entry:
    quantity = figure.quantity
    day = _day(figure)
    when = None if day == date.min else day
    return Entry(
        doc=figure.report.doc,
        value=quantity.value,
        value_max=quantity.value_max,
        qualifier=quantity.qualifier,
        unit=quantity.unit,
        period=quantity.period,
        when=when,
        scope=quantity.scope,
        kind=quantity.kind,
        place=quantity.place,
        surface=quantity.surface,
    )


def _day(figure: Figure) -> date:
    """Return the day a figure is as of; a past period ends before its report."""
    if figure.quantity.as_of is not None:
        return figure.quantity.as_of
    period = period_of(figure)
    return min(figure.when, period[1]) if period and figure.when > date.min else figure.when


def _conflicts(
    figures: Sequence[Figure],
    entries: Mapping[Figure, Entry],
    disputes: Mapping[Place, Finding],
) -> list[Conflict]:
    """Return what the checker disputes here, and what excludes each other in one period."""
    found: dict[str, Conflict] = {}
    told: set[Figure] = set()
    by_finding: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        finding = disputes.get(figure.quantity.place)
        if finding is not None:
            by_finding[finding.explanation].append(figure)
            told.add(figure)
    for explanation, members in by_finding.items():
        found[explanation] = Conflict(tuple(entries[f] for f in members), explanation)
    same: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        period = period_of(figure) or figure.quantity.period
        same[period, figure.scope, figure.quantity.kind].append(figure)
    for members in same.values():
        odd = [f for f in members if not all(compatible(f, other) for other in members)]
        tables = {(f.report.doc, f.quantity.table) if f.table else None for f in odd}
        if len(tables) == 1 and None not in tables:
            continue  # columns of one row, whose heads say too little
        if odd and not told.issuperset(odd):
            words = "; ".join(
                f"{value_text(entries[f])} ({f.report.doc} dòng {f.quantity.place.line})"
                for f in odd
            )
            explanation = f"Cùng kỳ nhưng khác số: {words}."
            found[explanation] = Conflict(tuple(entries[f] for f in odd), explanation)
    return list(found.values())


def _choose(
    figures: Sequence[Figure],
    entries: Mapping[Figure, Entry],
    conflicts: Sequence[Conflict],
    scope: str,
) -> tuple[Entry | None, str]:
    """Return the figure to use for a new report, and why, in Vietnamese."""
    done = [f for f in figures if f.quantity.kind in _DONE]
    if not done:
        return None, "Chưa có số thực hiện, chỉ có số kế hoạch hoặc chỉ tiêu."
    present = [f for f in done if not scope or not f.scope or f.scope == scope]
    pool = present or done
    newest = max(map(_day, pool))
    last = [f for f in pool if _day(f) == newest]
    best = max(last, key=_soundness)
    entry = entries[best]
    disputed = [c for c in conflicts if entry in c.entries]
    reason = _reason(entry, bool(present), len(done) > 1)
    if disputed:
        return None, "Cần xác minh trước khi dùng: số mới nhất mâu thuẫn với số khác."
    return entry, reason


def _soundness(figure: Figure) -> tuple[bool, bool, bool, float]:
    """Prefer what was achieved to an estimate, exact to rounded, clean text to a scan."""
    quantity, quality = figure.quantity, figure.report.quality
    return (
        quantity.kind is QuantityKind.ACTUAL,
        quantity.qualifier is None,
        not quality.ocr,
        quantity.confidence,
    )


def _reason(entry: Entry, present: bool, several: bool) -> str:
    day = f"đến {entry.when.day}/{entry.when.month}/{entry.when.year}" if entry.when else ""
    which = "Số mới nhất" if several else "Số duy nhất"
    parts = [f"{which} ({day})" if day else which, _KINDS[entry.kind]]
    if entry.scope:
        parts.append(
            f"phạm vi {entry.scope}" + ("" if present else " (không phải phạm vi hiện nay)")
        )
    if entry.qualifier not in (None, "ước"):
        parts.append("là số làm tròn, nên tìm số chính xác")
    return ", ".join(parts) + f"; nguồn: {entry.doc}, dòng {entry.place.line}."


def value_text(entry: Entry) -> str:
    """Return "hơn 6.300" or "1 – 2" as officials write it."""
    text = number(entry.value)
    if entry.value_max is not None:
        text += f" – {number(entry.value_max)}"
    return f"{entry.qualifier} {text}" if entry.qualifier else text


def kind_text(entry: Entry) -> str:
    """Return what the figure claims: "số thực hiện", "số kế hoạch" …"""
    return _KINDS[entry.kind]
