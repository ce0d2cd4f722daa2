"""Reporting periods in words: "9 tháng đầu năm 2025", "quý III/2025", "năm 2025"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from corpus.model import Period
from corpus.text import fold

_YEAR = r"(?:cua |nam |/ ?)*(20\d\d)"
_FIRST = re.compile(rf"\b0?(\d{{1,2}}) thang (?:dau )?{_YEAR}")
_LAST = re.compile(rf"\b0?(\d{{1,2}}) thang cuoi {_YEAR}")
_QUARTER = re.compile(rf"\bquy (iv|i{{1,3}}|[1-4])[ /]*{_YEAR}")
_MONTH = re.compile(rf"\bthang 0?(\d{{1,2}}) ?[/ ] ?{_YEAR}")
_SPAN = re.compile(r"\b(20\d\d) ?[-–] ?(20\d\d)\b")
_WHOLE = re.compile(r"\bnam (20\d\d)\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def _months(label: str, year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    end = date(year, last, monthrange(year, last)[1])
    return Period(label, date(year, first, 1), end)


def period_in(text: str) -> Period | None:
    """Return the first reporting period that `text` names, None where it names none.

    A part of a year wins over the year alone: "9 tháng đầu năm 2025" ends on 30/9/2025.
    """
    folded = fold(text)
    if match := _LAST.search(folded):
        count = int(match[1])
        return _months(text[match.start() : match.end()], int(match[2]), 13 - count, 12)
    if match := _FIRST.search(folded):
        return _months(text[match.start() : match.end()], int(match[2]), 1, int(match[1]))
    if match := _QUARTER.search(folded):
        quarter = _ROMAN.get(match[1]) or int(match[1])
        label = text[match.start() : match.end()]
        return _months(label, int(match[2]), 3 * quarter - 2, 3 * quarter)
    if match := _MONTH.search(folded):
        month = int(match[1])
        return _months(text[match.start() : match.end()], int(match[2]), month, month)
    if match := _SPAN.search(folded):
        label = text[match.start() : match.end()]
        return Period(label, date(int(match[1]), 1, 1), date(int(match[2]), 12, 31))
    if match := _WHOLE.search(folded):
        return _months(text[match.start() : match.end()], int(match[1]), 1, 12)
    return None
