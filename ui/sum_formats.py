"""A gathering as JSON: what ``baocao sum-up --json`` and POST /api/sum-up give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ui import formats

if TYPE_CHECKING:
    from assistant.gathering.collect import Collected
    from assistant.gathering.record import Answer, HeadingSummary, Submission, Sum

Json = dict[str, Any]


def collected(value: Collected) -> Json:
    """Return the whole gathering; `failed` are files that could not be read."""
    found = value.gathering
    return {
        "title": found.title,
        "period": formats.period(found.period),
        "expected": list(found.expected),
        "submissions": [_submission(one) for one in found.submissions],
        "missing": list(found.missing),
        "headings": [_heading(one) for one in found.headings],
        "unplaced": [
            {
                "unit": one.unit,
                "heading": one.heading,
                "text": one.text,
                "place": formats.place(one.place),
            }
            for one in found.unplaced
        ],
        "others": list(found.others),
        "remarks": list(found.remarks),
        "failed": [{"file": file, "reason": reason} for file, reason in value.failed],
    }


def _submission(one: Submission) -> Json:
    return {
        "unit": one.unit,
        "doc": one.doc,
        "number": one.number,
        "date": formats.day(one.day),
        "expected": one.expected,
        "replaces": [{"doc": doc, "date": formats.day(day)} for doc, day in one.replaces],
    }


def _heading(one: HeadingSummary) -> Json:
    return {
        "path": one.path,
        "number": one.number,
        "title": one.title,
        "level": one.level,
        "answers": [_answer(answer) for answer in one.answers],
        "sums": [_sum(total) for total in one.sums],
    }


def _answer(one: Answer) -> Json:
    return {
        "unit": one.unit,
        "doc": one.doc,
        "state": str(one.state),
        "heading": one.heading,
        "match": one.match,
        "excerpts": [{"text": e.text, "place": formats.place(e.place)} for e in one.excerpts],
    }


def _sum(one: Sum) -> Json:
    return {
        "indicator": one.indicator,
        "unit": one.unit,
        "period": one.period,
        "kind": str(one.kind),
        "scope": one.scope,
        "total": formats.number(one.total),
        "total_max": formats.number(one.total_max),
        "formula": one.formula,
        "notes": list(one.notes),
        "parts": [
            {
                "unit": part.unit,
                "value": formats.number(part.value),
                "value_max": formats.number(part.value_max),
                "qualifier": part.qualifier,
                "surface": part.surface,
                "place": formats.place(part.place),
            }
            for part in one.parts
        ],
    }
