"""malformed_date: days, years and ranges of years that cannot be (29/5/20235, 31/02, "năm 203").

No outside knowledge is needed, so in clean text these are certain; in a scan they may be damage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.finding import Finding, Severity, doubted, softened, unique
from assistant.checking.memory import per_report
from corpus.model import Citation, Place, Report
from corpus.text import fold

# 29/5/20235, 31-02-2025; not the "12/2025/TT" of a document number nor a version "3.0.1".
_FULL = re.compile(
    r"(?<![\d/.,\-])(\d{1,2})( ?[/.\-] ?)(\d{1,2})\2(\d{1,6})(?!\d|/?-?[A-ZĐa-zđ]|[/.\-]\d)"
)
_IN_WORDS = re.compile(r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{1,6}))?(?![\d/])")
_SHORT = re.compile(r"ngay (\d{1,2})/(\d{1,2})(?![\d/]| ?/)")
# "năm" reads nim, ndm, niim in a bad scan.
_YEAR = re.compile(
    r"(?<!hang )(?<!viet )(?<!moi )(?<!ca )(?<!\w)n[aidg]{1,2}m (\d{3,6})"
    r"(?=\s*(?:[;,.:)\-–—”\"]|$|va |dinh ))"
)
_RANGE = re.compile(
    r"(?:giai doan|thoi ky|nhiem ky|nam hoc|n[aidg]{1,2}m) "
    r"((?:19|20)\d\d) ?[-–—] ?(\d{2,6})(?![\d/])"
)
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FIRST, _LAST = 1900, 2100


@dataclass(frozen=True, slots=True)
class BadDate:
    """A date in a block's text that cannot be: `text[start:end]`, and why, in Vietnamese."""

    start: int
    end: int
    why: str


def bad_dates(text: str) -> Iterator[BadDate]:
    """Yield the malformed dates of one block's text, in no particular order."""
    plain = fold(text)
    for match in _FULL.finditer(text):
        if _dated(plain, match):
            why = _impossible(match[1], match[3], match[4])
            if why:
                yield BadDate(match.start(), match.end(), why)
    for match in _IN_WORDS.finditer(plain):
        why = _impossible(match[1], match[2], match[3])
        if why:
            yield BadDate(match.start(), match.end(), why)
    for match in _SHORT.finditer(plain):
        why = _impossible(match[1], match[2], None)
        if why:
            yield BadDate(match.start(), match.end(), why)
    for match in _YEAR.finditer(plain):
        if not _year_stands(match[1]):
            yield BadDate(match.start(), match.end(), f"“{match[1]}” không phải là năm")
    for match in _RANGE.finditer(plain):
        why = _bad_range(match[1], match[2])
        if why:
            yield BadDate(match.start(), match.end(), why)


def _dated(plain: str, match: re.Match[str]) -> bool:
    """Only a slash makes a date by itself; dots and dashes need the word "ngày" before."""
    slash = match[2].strip() == "/"
    after_word = plain[: match.start()].endswith("ngay ")
    return after_word or (slash and len(match[4]) >= 3)


def _year_stands(year: str) -> bool:
    return len(year) == 4 and _FIRST <= int(year) <= _LAST


def _impossible(day: str, month: str, year: str | None) -> str:
    if not 1 <= int(month) <= 12:
        return f"không có tháng {int(month)}"
    if not 1 <= int(day) <= _DAYS[int(month) - 1]:
        return f"tháng {int(month)} không có ngày {int(day)}"
    if year is None or len(year) == 2:
        return ""
    if not _year_stands(year):
        return f"năm “{year}” không đúng"
    if int(day) == 29 and int(month) == 2 and int(year) % 4:
        return f"tháng 2 năm {year} không có ngày 29"
    return ""


def _bad_range(first: str, second: str) -> str:
    if len(second) == 2:
        return ""
    if not _year_stands(second):
        return f"“{second}” không phải là năm"
    if int(second) < int(first):
        return f"năm cuối {second} trước năm đầu {first}"
    return ""


def malformed_dates(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each malformed date, the same slip in one report counted once."""
    found = [(report, slip) for report in reports for slip in _slips(report)]
    known = _dates_of_documents(reports) if found else {}
    return [
        _finding(report, slip.words, slip.places, slip.why, slip.cited, known)
        for report, slip in found
    ]


@dataclass(frozen=True, slots=True)
class _Slip:
    """A malformed date of one report with all its places."""

    words: str
    why: str
    cited: Citation | None
    places: list[Place]


@per_report
def _slips(report: Report) -> Iterable[_Slip]:
    seen: dict[str, _Slip] = {}
    for index, block in enumerate(report.blocks):
        for bad in bad_dates(block.text):
            words = block.text[bad.start : bad.end]
            if _glued_mark(report, words):
                continue
            cited = _citation_at(report, index, bad)
            start = cited.span[0] if cited else bad.start
            slip = seen.setdefault(words, _Slip(words, bad.why, cited, []))
            slip.places.append(report.place(index, start, bad.end))
    return seen.values()


def _glued_mark(report: Report, words: str) -> bool:
    """A footnote mark left at a year ("năm 20252") is no wrong year."""
    match = re.search(r"((?:19|20)\d\d)(\d{1,2})$", words)
    if match and doubted(report) and "/" not in words:
        return True  # the note itself may not have been recognised
    return bool(match) and any(note.mark == match[2] for note in report.footnotes)  # type: ignore[index]


def _citation_at(report: Report, index: int, bad: BadDate) -> Citation | None:
    """Return the citation that the date belongs to: it ends at most a word before it."""
    for cited in report.citations:
        if cited.block == index and cited.span[0] < bad.start <= cited.span[1] + 8:
            return cited
    return None


Known = dict[str, list[tuple[date, Place]]]


def _dates_of_documents(reports: Sequence[Report]) -> Known:
    known: Known = {}
    for report in reports:
        for cited in report.citations:
            if cited.date is not None:
                place = report.place(cited.block, *cited.span)
                known.setdefault(cited.number, []).append((cited.date, place))
    return known


def _finding(
    report: Report,
    words: str,
    places: list[Place],
    why: str,
    cited: Citation | None,
    known: Known,
) -> Finding:
    elsewhere = known.get(cited.number, []) if cited else []
    near = [(day, place) for day, place in elsewhere if _resembles(words, day)]
    suggestion: str | None = None
    also: tuple[Place, ...] = ()
    if near and len({day for day, _ in near}) == 1:
        day, place = near[0]
        suggestion = f"{day.day}/{day.month}/{day.year}"
        also = (place,)
        why += f"; chỗ khác ghi {cited.number if cited else ''} ngày {suggestion}"
    finding = Finding(
        kind="malformed_date",
        severity=Severity.ERROR,
        certainty=0.99 if suggestion else 0.95,
        explanation=f"Ngày tháng “{words}” viết sai: {why}.",
        values=(words,),
        evidence=unique((*places, *also)),
        suggestion=suggestion,
    )
    return softened(finding, [report])


def _resembles(words: str, day: date) -> bool:
    """The digits of the malformed date hold those of `day` up to one slip."""
    digits = re.sub(r"\D", "", words)
    for right in (
        f"{day.day}{day.month}{day.year}",
        f"{day:%d%m%Y}",
        f"{day.day:02d}{day.month}{day.year}",
    ):
        if abs(len(digits) - len(right)) <= 1 and _one_apart(digits, right):
            return True
    return False


def _one_apart(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    start = 0
    while start < len(left) and left[start] == right[start]:
        start += 1
    skip = start + (len(left) == len(right))
    return left[skip:] == right[start + 1 :]
