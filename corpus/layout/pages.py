"""Which page each line stands on, and which lines are page furniture rather than text.

A .txt file from a pdf has no page marks of its own. What shows a page's start is: a form feed; a
number that stands alone between blank lines; a line that begins with one space right under
another line, where the converter put the top margin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout.labels import label_of
from corpus.layout.lines import Line
from corpus.layout.notes import glued_marks, note_mark

_LONE_NUMBER = re.compile(
    r"[-–—\s]*(?:trang|page)?\s*(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_PART_START = re.compile(r"(?:PHỤ LỤC|Phụ lục|ĐỀ CƯƠNG)\b[\s\dIVXA-Z.:]*")
_MIN_PAGE = 8  # lines with words; a page start by one leading space alone needs as many above it
_RUNNING = 3  # pages that must carry a line for it to be a running head


def page_number(line: Line) -> int | None:
    """Return the number when the line is nothing but a page number would be."""
    found = _LONE_NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def paginate(text: str, lines: Sequence[Line]) -> tuple[list[Line], tuple[int, ...]]:
    """Return the lines with their page and without page numbers, and where each page starts.

    No sign of a page break gives () as page starts: unknown.
    """
    kept: list[Line] = []
    marks = glued_marks(text)
    starts = [0]
    since, noted = 0, False
    for i, line in enumerate(lines):
        noted = noted or line.ruled or _opens_note(line, marks)
        start = _start(text, lines, i, (since, len(starts), noted))
        under_notes = noted  # of the page that ends here, where one does
        if start is not None and start > starts[-1] and kept:
            starts.append(start)
            since, noted = 0, line.ruled
        if _is_number(text, lines, i, (since, len(starts), under_notes)):
            continue
        since += 1
        kept.append(line)
    if len(starts) == 1:
        return kept, ()
    return _without_running_heads(_assign(kept, starts)), tuple(starts)


def _opens_note(line: Line, marks: set[str]) -> bool:
    """Return whether a line is like a footnote whose mark stands glued to a word somewhere."""
    found = note_mark(line.text)
    return found is not None and found[0] in marks and line.text[found[1] :][:1].isupper()


def _start(text: str, lines: Sequence[Line], i: int, state: tuple[int, int, bool]) -> int | None:
    """Return where a page starts at line `i`, None when none does.

    `state`: lines since the last page start, pages so far, whether footnotes were met since.
    """
    line = lines[i]
    since, pages, noted = state
    feed = text.rfind("\f", lines[i - 1].end if i else 0, line.start)
    if feed >= 0:
        return feed + 1
    number = page_number(line)
    if number is not None:
        if not _stands_alone(lines, i, number, pages, noted):
            return None
        if number == pages:  # at the foot of its page
            return line.end if since else None
        return line.start
    if since and _opens_page(text, lines, i, since, pages > 1):
        return line.start - line.indent
    return None


def _is_number(text: str, lines: Sequence[Line], i: int, state: tuple[int, int, bool]) -> bool:
    """Return whether line `i` is a page number: it stands alone, or next to a form feed."""
    line = lines[i]
    _, pages, noted = state
    number = page_number(line)
    if number is None:
        return False
    before = "\f" in text[lines[i - 1].end if i else 0 : line.start]
    after = "\f" in text[line.end : lines[i + 1].start if i + 1 < len(lines) else len(text)]
    last = i + 1 == len(lines) and pages > 1
    if before or after or (last and "\f" in text):
        return abs(number - pages) <= 3
    at_foot = _stands_alone(lines, i, number, pages, noted)
    return at_foot or _stands_alone(lines, i, number, pages - 1, noted)


def _stands_alone(lines: Sequence[Line], i: int, number: int, pages: int, noted: bool) -> bool:
    """Return whether a number standing alone counts pages: wide gaps and the next in order.

    A cell of a table may stand alone too; there the gaps are those of its neighbours. Right after
    footnotes (`noted`), or over a line with a page's top margin, an ordinary gap will do. OCR
    puts the number right on the page's first line.
    """
    above = lines[i].gap
    below = lines[i + 1].gap if i + 1 < len(lines) else 2
    if min(above, below) >= 2 or (above >= 3 and below == 0):
        return pages - 1 <= number <= pages + 2 and number > 0
    margin = i + 1 < len(lines) and lines[i + 1].indent == 1 and not _under_table_head(lines, i)
    return (noted or margin) and min(above, below) == 1 and number in (pages, pages + 1)


_TABLE_HEAD = re.compile(r"S?TT\b")
_TABLE_REACH = 80  # lines under its head in which a lone number may be a row's


def _under_table_head(lines: Sequence[Line], i: int) -> bool:
    """Return whether a table's head is near above: a lone number there may be that of a row."""
    return any(_TABLE_HEAD.match(line.text) for line in lines[max(0, i - _TABLE_REACH) : i])


def _opens_page(text: str, lines: Sequence[Line], i: int, since: int, known: bool) -> bool:
    line, above = lines[i], lines[i - 1]
    if line.gap == 0 and line.indent == 1 and text[line.start - 1] == " ":
        return since >= _MIN_PAGE and page_number(above) is None
    return known and line.gap >= 2 and bool(_PART_START.fullmatch(line.text)) and since >= _MIN_PAGE


def _assign(lines: Sequence[Line], starts: Sequence[int]) -> list[Line]:
    placed: list[Line] = []
    page = 0
    for line in lines:
        while page + 1 < len(starts) and line.end > starts[page + 1]:
            page += 1
        placed.append(replace(line, page=page))
    return placed


def _without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those that head or foot page after page, numbers aside."""
    edges = [
        line
        for i, line in enumerate(lines)
        if label_of(line.text) is None
        and (
            i == 0
            or i + 1 == len(lines)
            or lines[i - 1].page != line.page
            or lines[i + 1].page != line.page
        )
    ]
    bare = Counter(re.sub(r"\d+", "#", line.text) for line in edges)
    pages = lines[-1].page + 1 if lines else 0
    needed = max(_RUNNING, pages // 2)
    running = {text for text, count in bare.items() if count >= needed and len(text) > 3}
    at_edge = {line.start for line in edges}
    return [
        line
        for line in lines
        if line.start not in at_edge or re.sub(r"\d+", "#", line.text) not in running
    ]
