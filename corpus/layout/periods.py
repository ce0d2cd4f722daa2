"""Reporting periods (kỳ báo cáo) as titles name them: "6 tháng đầu năm 2025", "quý II/2025"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

from corpus.layout.labels import roman_value
from corpus.model import Period
from corpus.text import fold

# On folded text; OCR misreads the a of "năm" often, so it may be any letter.


def period_of(text: str) -> Period | None:
    """Return the first period a title names, None when it names none."""
    folded = " ".join(fold(text).split())
    found: list[tuple[int, int, Period]] = []
    for rank, (pattern, make) in enumerate(_FORMS):
        match = re.search(pattern, folded)
        if match and (period := make(match)):
            found.append((match.start(), rank, period))
    return min(found, key=lambda f: (f[0], f[1]))[2] if found else None


def _months(match: re.Match[str]) -> Period | None:
    count, year = int(match["n"]), int(match["y"] or match["z"])
    if not 1 <= count <= 12:
        return None
    if match["half"] == "cuoi":
        return Period(
            f"{count} tháng cuối năm {year}", date(year, 13 - count, 1), date(year, 12, 31)
        )
    label = f"{count} tháng đầu năm {year}" if match["half"] else f"{count} tháng năm {year}"
    return Period(label, date(year, 1, 1), _end(year, count))


def _quarter(match: re.Match[str]) -> Period | None:
    raw = match["q"]
    quarter = int(raw) if raw.isdigit() else roman_value(raw.upper())
    year = int(match["y"])
    if not 1 <= quarter <= 4:
        return None
    label = f"quý {('I', 'II', 'III', 'IV')[quarter - 1]} năm {year}"
    return Period(label, date(year, 3 * quarter - 2, 1), _end(year, 3 * quarter))


def _month(match: re.Match[str]) -> Period | None:
    month, year = int(match["n"]), int(match["y"])
    if not 1 <= month <= 12:
        return None
    return Period(f"tháng {month} năm {year}", date(year, month, 1), _end(year, month))


def _years(match: re.Match[str]) -> Period | None:
    first, last = int(match["y"]), int(match["z"])
    if not first < last < first + 30:
        return None
    count = f"{int(match['n']):02d} năm " if match["n"] else "giai đoạn "
    return Period(f"{count}{first}-{last}", date(first, 1, 1), date(last, 12, 31))


def _school_year(match: re.Match[str]) -> Period | None:
    """Return a school year, from September to August."""
    first, last = int(match["y"]), int(match["z"])
    if last != first + 1:
        return None
    return Period(f"năm học {first}-{last}", date(first, 9, 1), date(last, 8, 31))


def _year(match: re.Match[str]) -> Period | None:
    year = int(match["y"])
    return Period(f"năm {year}", date(year, 1, 1), date(year, 12, 31))


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    (
        r"\b(?<!ngay )(?P<n>\d{1,2}) thang(?: (?P<half>dau|cuoi) n\w{1,2}m)?"
        r"(?:,? (?:n\w{1,2}m )?(?P<y>20\d\d)|[^.]*?\bn\w{1,2}m (?P<z>20\d\d))",
        _months,
    ),
    (r"\bquy (?P<q>[1-4]|i{1,3}|iv)(?:\s?/\s?|,? n\w{1,2}m | )(?P<y>20\d\d)", _quarter),
    (r"(?<!\d )\bthang (?P<n>\d{1,2})(?:\s?/\s?|,? n\w{1,2}m )(?P<y>20\d\d)", _month),
    (
        r"\b(?:(?P<n>\d{1,2}) n\w{1,2}m|giai doan)[^.\d]{0,12}"
        r"(?P<y>20\d\d)\s?[-–—]\s?(?P<z>20\d\d)",
        _years,
    ),
    (r"\bn\w{1,2}m hoc (?P<y>20\d\d)\s?[-–—]\s?(?P<z>20\d\d)", _school_year),
    (r"(?<!thang \d )(?<!thang \d\d )\bn\w{1,2}m (?P<y>20\d\d)\b(?!\s?[-–—])", _year),
)
