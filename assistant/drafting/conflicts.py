"""What the checker knows against a sentence of the draft: conflicts, replaced documents, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.finding import Finding, Severity
from assistant.drafting.record import Conflict, ConflictValue, DraftSentence, Mark, MarkKind
from assistant.drafting.reports import known_at, label_of
from corpus.model import Place, Report

_NEAR = 45  # days; reports closer than this are about the same time
_VALUES = frozenset(
    {"cross_report_value", "within_report_value", "citation_number", "citation_date"}
)
_WRONG = frozenset(
    {"malformed_date", "sum_mismatch", "count_vs_list", "percent_mismatch", "status_conflict"}
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LONG = 200  # characters of an explanation that a mark repeats
_SHOWN = 3  # values of one conflict that a mark repeats


def conflicts_at(
    sentence: DraftSentence, findings: Sequence[Finding], reports: Sequence[Report]
) -> tuple[tuple[Conflict, ...], tuple[Mark, ...]]:
    """Return the conflicts that a sentence is part of, and what to show of them.

    Where the evidence decides which mention is wrong, only that one is marked. A figure that a
    later report has brought up to date is a conflict that prefers the newer, without a mark.
    """
    conflicts: list[Conflict] = []
    marks: list[Mark] = []
    for finding in findings:
        against = finding.evidence[:1] if finding.suggestion else finding.evidence
        if not any(_says(sentence, quoted) for quoted in against):
            continue
        if finding.kind in _VALUES:
            conflict = _conflict(finding, reports)
            conflicts.append(conflict)
            marks.extend(_mark(conflict, finding))
        elif finding.severity is Severity.INFO:
            continue
        elif finding.kind == "superseded_document":
            marks.append(Mark(MarkKind.REPLACED, f"CẦN XÁC NHẬN: {_said(finding)}"))
        elif finding.kind in _WRONG:
            marks.append(Mark(MarkKind.CONFLICT, f"CẦN KIỂM TRA: {_said(finding)}"))
    return tuple(conflicts), tuple(marks)


def _says(sentence: DraftSentence, quoted: Place) -> bool:
    """Tell whether a sentence was made from quoted words and has their numbers.

    Its places may run over a page break and hold a footnote that it does not say.
    """
    numbers = set(_NUMBER.findall(quoted.text))
    said = not numbers or bool(numbers & set(_NUMBER.findall(sentence.text)))
    return said and any(_meet(place, quoted) for place in sentence.sources)


def _meet(one: Place, other: Place) -> bool:
    return one.doc == other.doc and one.start < other.end and other.start < one.end


def _said(finding: Finding) -> str:
    """Return the explanation, or as much of it as a mark can hold."""
    text = finding.explanation.rstrip(".")
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"


def _mark(conflict: Conflict, finding: Finding) -> list[Mark]:
    if finding.severity is Severity.INFO:
        return []
    if finding.suggestion:
        return [Mark(MarkKind.CONFLICT, f"CẦN XÁC NHẬN: {finding.suggestion}")]
    values = " hay ".join(f"{v.text} ({v.report})" for v in conflict.values[:_SHOWN])
    return [Mark(MarkKind.CONFLICT, f"CẦN XÁC NHẬN: {values}")]


def _conflict(finding: Finding, reports: Sequence[Report]) -> Conflict:
    by_doc = {report.doc: report for report in reports}
    values: list[ConflictValue] = []
    for place in finding.evidence:
        text = " ".join(place.text.split())
        if all(text != known.text for known in values):
            values.append(ConflictValue(text, place, _where(place, by_doc.get(place.doc))))
    prefer, reason = _preferred(values, by_doc)
    return Conflict(finding.explanation, tuple(values), prefer, reason)


def _where(place: Place, report: Report | None) -> str:
    label = label_of(report) if report else place.doc
    return f"{label}, trang {place.page}" if place.page else f"{label}, dòng {place.line}"


def _preferred(
    values: Sequence[ConflictValue], by_doc: dict[str, Report]
) -> tuple[int | None, str]:
    """Return which value to prefer and why: that of a report clearly newer than all others."""
    known = [known_at(by_doc[v.place.doc]) for v in values if v.place.doc in by_doc]
    if len(known) == len(values) >= 2:
        order = sorted(range(len(known)), key=lambda i: known[i], reverse=True)
        first, second = order[:2]
        if (known[first] - known[second]).days > _NEAR:
            day = known[first]
            return first, f"nguồn mới nhất, số liệu đến {day.day}/{day.month}/{day.year}"
    return None, "các nguồn cùng thời điểm, không nguồn nào cho biết giá trị nào đúng"
