"""Periods that a sentence of an old report names, in a report of another period.

"6 tháng đầu năm" in a report of June means that year's; in the new report the reader must see
which. The words are never turned into the new period: what was true of six months is not of nine.
Where the source is of the new period itself, they are the right ones already.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.drafting.period import period_in
from assistant.drafting.record import DraftSentence
from corpus.model import BlockKind, Period, Place, Report

_COUNT = r"(?:\d{1,2}|hai|ba|bốn|sáu|chín)"
_YEARLESS = re.compile(
    rf"\b(?:{_COUNT} tháng (?:đầu|cuối) năm|[Qq]uý (?:IV|I{{1,3}}|[1-4]))\b"
    r"(?![^.;]{0,25}\b20\d\d)"
)
_PART = re.compile(
    r"\b\d{1,2} tháng (?:đầu |cuối )?năm 20\d\d|\b[Qq]uý (?:IV|I{1,3}|[1-4])\b[^.;,]{0,6}20\d\d"
)
_HEAD = 12  # blocks in which a report says its period


def with_year(sentence: DraftSentence, report: Report) -> DraftSentence:
    """Return a sentence whose periods name their year; the report's title is the source of it."""
    end = report.period.end if report.period else None
    title = _title(report, end.year) if end else None
    if end is None or title is None or not _YEARLESS.search(sentence.text):
        return sentence

    def dated(match: re.Match[str]) -> str:
        link = "" if match[0].endswith("năm") else " năm"
        return f"{match[0]}{link} {end.year}"

    text = _YEARLESS.sub(dated, sentence.text)
    return replace(sentence, text=text, sources=(*sentence.sources, title))


def _title(report: Report, year: int) -> Place | None:
    """Return where a report says the year of its period."""
    for number, block in enumerate(report.blocks[:_HEAD]):
        if block.kind in {BlockKind.TITLE, BlockKind.HEADING} and str(year) in block.text:
            return report.place(number, 0, len(block.text))
    return None


def other_period(text: str, target: Period | None) -> str | None:
    """Return the part of a year that a text names where it is not that of the new report."""
    if target is None or target.end is None:
        return None
    for match in _PART.finditer(text):
        named = period_in(match[0])
        if named and named.end and (named.start, named.end) != (target.start, target.end):
            return f"q{match[0][1:]}" if match[0][0] == "Q" else match[0]
    return None


def settled(period: str | None, target: Period) -> bool:
    """Tell whether a figure of `period` needs no other day: it is of the new one, or long past."""
    named = period_in(period) if period else None
    if named is None or named.end is None or target.end is None:
        return False
    past = target.start is not None and named.end < target.start
    return past or (named.start, named.end) == (target.start, target.end)
