"""Canonical text → lines that carry words, with the pages they stand on.

A .txt file from a pdf has no page marks of its own. What shows a page's start is: a form feed; a
number that stands alone between blank lines; a line that begins with one space right under
another line, where the converter put the top margin.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import line_starts

_BREAKS = re.compile(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
_NUL = re.compile("[\x00\ufeff\ufffe\uffff]")
_LONE_NUMBER = re.compile(r"-?\s*(\d{1,4})\s*-?")
_RULE = re.compile(r"[_\u2014\u2015\u2500=-]{8,}")
_PART_START = re.compile(r"(?:PHỤ LỤC|Phụ lục|ĐỀ CƯƠNG)\b[\s\dIVXA-Z.:]*")
_MIN_PAGE = 8  # lines with words; a page start by one leading space alone needs as many above it


@dataclass(frozen=True, slots=True)
class Line:
    """A line that carries words; `start`, `end` are canonical and leave the margins out."""

    start: int
    end: int
    text: str
    row: int  # 0-based line of the file
    gap: int  # blank lines right above it
    indent: int
    page: int  # 0-based
    ruled: bool = False  # a rule or a line of spaces stands right above: footnotes follow


def canonical(text: str) -> str:
    r"""Return NFC text with lines ended by ``\n`` only; places are counted in it."""
    return unicodedata.normalize("NFC", _NUL.sub("", _BREAKS.sub("\n", text)))


def is_rule(raw: str) -> bool:
    """Return whether a raw line only separates: many spaces (a pdf's rule) or drawn dashes."""
    return (len(raw) >= 20 and not raw.strip()) or bool(_RULE.fullmatch(raw.strip()))


def page_number(line: Line) -> int | None:
    """Return the number when the line is nothing but a page number would be."""
    found = _LONE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def read_lines(text: str) -> list[Line]:
    """Return the lines with words of canonical text; all on page 0, rules left out."""
    lines: list[Line] = []
    starts = (*line_starts(text), len(text) + 1)
    gap, ruled = 0, False
    for row, (start, stop) in enumerate(pairwise(starts)):
        raw = text[start : stop - 1]
        words = raw.strip()
        if not words or is_rule(raw):
            gap += 1
            ruled = ruled or is_rule(raw)
            continue
        left = start + len(raw) - len(raw.lstrip())
        indent = left - start
        lines.append(Line(left, left + len(words), words, row, gap, indent, 0, ruled))
        gap, ruled = 0, False
    return lines


def spacing(lines: Sequence[Line]) -> int:
    """Return how many blank lines usually stand between two lines of one paragraph: 0 or 1."""
    counts = Counter(min(line.gap, 2) for line in lines[1:])
    return 1 if counts[1] > 1.5 * counts[0] else 0


def paginate(text: str, lines: Sequence[Line]) -> tuple[list[Line], tuple[int, ...]]:
    """Return the lines with their page and without page numbers, and where each page starts.

    No sign of a page break gives () as page starts: unknown.
    """
    if "\f" in text:
        return _by_form_feed(text, lines)
    kept: list[Line] = []
    starts = [0]
    since, noted = 0, False
    for i, line in enumerate(lines):
        number = page_number(line)
        noted = noted or line.ruled
        if number is not None and _is_page_number(lines, i, number, len(starts), noted):
            at = line.start if number != len(starts) else line.end
            if since or number != len(starts):
                starts.append(at)
            since, noted = 0, False
            continue
        if since and _opens_page(text, lines, i, since, len(starts) > 1):
            starts.append(line.start - line.indent)
            since, noted = 0, False
        since += 1
        kept.append(line)
    if len(starts) == 1:
        return kept, ()
    return _assign(kept, starts), tuple(starts)


def _by_form_feed(text: str, lines: Sequence[Line]) -> tuple[list[Line], tuple[int, ...]]:
    starts = [0, *(i + 1 for i, ch in enumerate(text) if ch == "\f" and text[i + 1 :].strip())]
    paged = _assign(lines, starts)
    kept: list[Line] = []
    for i, line in enumerate(paged):
        first = i == 0 or paged[i - 1].page != line.page
        last = i + 1 == len(paged) or paged[i + 1].page != line.page
        number = page_number(line)
        if number is None or not (first or last) or not -2 <= number - line.page <= 4:
            kept.append(line)
    return kept, tuple(starts)


def _assign(lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    placed: list[Line] = []
    page = 0
    for line in lines:
        while page + 1 < len(starts) and line.end > starts[page + 1]:
            page += 1
        placed.append(replace(line, page=page))
    return placed


def _is_page_number(lines: Sequence[Line], i: int, number: int, pages: int, noted: bool) -> bool:
    """Return whether a number standing alone counts pages: wide gaps and the next in order.

    A cell of a table may stand alone too; there the gaps are those of its neighbours. Right after
    footnotes (`noted`) an ordinary gap will do.
    """
    above = lines[i].gap
    below = lines[i + 1].gap if i + 1 < len(lines) else 2
    if min(above, below) >= 2:
        return pages - 1 <= number <= pages + 2 and number > 0
    return noted and min(above, below) == 1 and number in (pages, pages + 1)


def _opens_page(text: str, lines: Sequence[Line], i: int, since: int, known: bool) -> bool:
    line, above = lines[i], lines[i - 1]
    if line.gap == 0 and line.indent == 1 and text[line.start - 1] == " ":
        return since >= _MIN_PAGE and page_number(above) is None
    return known and line.gap >= 2 and bool(_PART_START.fullmatch(line.text)) and since >= _MIN_PAGE
