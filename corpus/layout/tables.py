"""Tables that a converter has spread over lines, one cell or part of a cell a line.

What is left of the grid: a header that opens with "TT" or "STT", rows numbered in order, and the
same count of numbers in each row. From these the columns are told apart: the number, a label, a
unit, the numbers, a remark. Rows printed with tabs or bars between cells are read as they stand.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.layout.labels import Style, label_of, roman_value
from corpus.layout.lines import Line
from corpus.layout.parts import is_part, is_signer_title
from corpus.layout.unwrap import tight
from corpus.model import Cell
from corpus.readers.base import RawTable, merged_header
from corpus.text import fold

_HEADER = re.compile(r"(?:so )?(?:stt|tt)\b")
_NUMBER = re.compile(r"[-–+]?\(?\d[\d.,]*\)?%?|[-–]")
_FIRST_ROW = re.compile(r"(?:1|01|I|A|a)(?=\s|$|\.)")
_ROMAN = re.compile(r"([IVX]{1,5})(?=\s|$|\.\s)")
_COUNT = re.compile(r"(\d{1,3})(?=\s|$|\.\s)\.?")
_SUBROW = re.compile(r"[-–+]\s+\S")
_DITTO = ('"', "”", "“", "''", "nt", "-nt-", "//")
_HEADER_LINES = 60
_UNIT_WORDS = 3
_UNIT_HEADER = re.compile(r"don vi|dvt|d\.v\.t|\bdv\b")
_NOTE_HEADER = re.compile(r"ghi chu|nhan xet|danh gia|ly do|dien giai|thuyet minh")
_HANGING = ("với", "của", "đến", "và", "so", "theo", "từ", "trong", "cùng", "hoặc", "ước")
# Words that begin a column title; between titles in capitals nothing else shows the border.
_TITLE_WORDS = re.compile(
    r"chi tieu|noi dung|ten|don vi|dvt|ke hoach|ket qua|thuc hien|uoc|ghi chu|nam|so |ty le|tang|"
    r"tong|luy ke|muc|thoi gian|co quan|dat|quy|thang|gia tri|du kien|cung ky|san pham|tien do"
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table over lines ``first:last``; `row_lines` says which lines each row took.

    `heads` is how many rows make up the header.
    """

    first: int
    last: int
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_lines: tuple[tuple[int, ...], ...]
    heads: int = 1


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    line: int
    opens: bool  # first of its line, or behind a gap of two spaces: a cell may begin here
    number: bool  # a number or an empty value "-"; not the dash before a label


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the header promises."""

    numbered: bool
    unit: bool
    numbers: int
    remark: bool


def find_grids(lines: Sequence[Line]) -> list[Grid]:
    """Return the tables found in body lines, in order."""
    grids: list[Grid] = []
    i = 0
    while i < len(lines):
        grid = _read_grid(lines, i) if _HEADER.match(fold(lines[i].text)) else None
        if grid:
            grids.append(grid)
            i = grid.last
        else:
            i += 1
    return grids


def find_tabbed(text: str, lines: Sequence[Line]) -> list[RawTable]:
    """Return the tables printed one row a line with tabs between the cells.

    Two tabs or more, in two neighbouring lines of a page or more, as many in each.
    """
    tables: list[RawTable] = []
    group: list[Line] = []
    ended: Line | None = None  # the last line of a table, until another line has come
    for line in [*lines, None]:
        tabs = _raw(text, line).count("\t") if line else 0
        same = group and line and line.gap == 0 and line.page == group[0].page
        if line and same and tabs == _raw(text, group[0]).count("\t"):
            group.append(line)
            continue
        over = ended is not None and bool(group) and group[0].page == ended.page + 1
        if len(group) >= 2 or (over and len(_tab_cells(text, group[0])) == len(tables[-1].rows[0])):
            rows = tuple(_tab_cells(text, row) for row in group)
            rows, heads = _tab_header(rows)
            tables.append(RawTable(rows, heads, group[0].start, group[-1].end))
            ended = group[-1]
        elif group:
            ended = None
        if line and tabs < 2:
            ended = None
        group = [line] if line and tabs >= 2 else []
    return tables


def _tab_header(
    rows: tuple[tuple[Cell, ...], ...],
) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Return the rows and how many are header: a second row that only fills gaps of the first.

    A title over several columns is then repeated over each.
    """
    if len(rows) < 3 or rows[1][0].text or any(_NUMBER.fullmatch(c.text) for c in rows[1]):
        return rows, 1
    if not any(cell.text for cell in rows[1]):
        return rows, 1
    first: list[Cell] = []
    for upper, lower in zip(rows[0], rows[1], strict=True):
        first.append(upper if upper.text or not lower.text or not first else first[-1])
    return (tuple(first), *rows[1:]), 2


def _raw(text: str, line: Line) -> str:
    end = text.find("\n", line.end)
    return text[line.start - line.indent : len(text) if end < 0 else end]


def _tab_cells(text: str, line: Line) -> tuple[Cell, ...]:
    cells = []
    at = line.start - line.indent
    for piece in _raw(text, line).split("\t"):
        words = piece.strip()
        start = at + len(piece) - len(piece.lstrip()) if words else at
        cells.append(Cell(words, start, start + len(words)))
        at += len(piece) + 1
    return tuple(cells)


def raw_grids(lines: Sequence[Line], tables: Sequence[RawTable]) -> list[Grid]:
    """Return tables that the format gave as grids over the lines they stand in."""
    grids: list[Grid] = []
    every = [line.start for line in lines]
    for table in tables:
        inside = range(bisect_left(every, table.start), bisect_left(every, table.end))
        if not inside or not table.rows:
            continue
        rows = table.rows[table.heads :]
        starts = every[inside.start : inside.stop]
        taken = tuple(tuple(_lines_of(row, lines, inside, starts)) for row in rows if row)
        header = merged_header(table)
        grids.append(Grid(inside[0], inside[-1] + 1, header, rows, taken, table.heads))
    return grids


def _lines_of(
    row: Sequence[Cell], lines: Sequence[Line], inside: Sequence[int], starts: Sequence[int]
) -> list[int]:
    """Return which of the lines `inside` (they begin at `starts`) a row stands in."""
    said = [cell for cell in row if cell.text]  # empty cells at the ends lie outside the line
    places = {cell.start: True for cell in (said[0], said[-1])} if said else {}
    places.setdefault(max(cell.start for cell in row), False)
    found = set()
    for place, has_words in places.items():
        k = bisect_right(starts, place) - 1
        if k >= 0 and (place < lines[inside[k]].end + (not has_words)):
            found.add(inside[k])
    return sorted(found)


def _read_grid(lines: Sequence[Line], start: int) -> Grid | None:
    first = _first_row(lines, start)
    end = _zone_end(lines, first) if first else 0
    if not first or end <= first:
        return None
    header = lines[start:first]
    body = _without_repeats(lines, first, end, [line.text for line in header])
    titles = _header_cells(header)
    columns = _columns(lines, body, titles)
    if not columns.numbers:
        return None
    spans = _rows(lines, body, columns)
    rows = tuple(_cells(lines, span, columns) for span in spans)
    width = columns.numbered + 1 + columns.unit + columns.numbers + columns.remark
    taken = tuple(tuple(span) for span in spans)
    return Grid(start, end, _fit(titles, width, columns), rows, taken)


def _first_row(lines: Sequence[Line], start: int) -> int | None:
    for i in range(start + 1, min(len(lines), start + _HEADER_LINES)):
        if _FIRST_ROW.match(lines[i].text) and not _NUMBER.fullmatch(lines[i - 1].text):
            return i
        if len(lines[i].text) > 90:
            return None
    return None


def _zone_end(lines: Sequence[Line], first: int) -> int:
    """Return the line where the table is over: a part, a heading or plain prose begins."""
    i = first + 1
    while i < len(lines):
        line = lines[i]
        label = label_of(line.text)
        if is_part(line) or is_signer_title(line.text) or fold(line.text).startswith("noi nhan"):
            return i
        dotted = label is not None and label.style <= Style.DOTTED_3
        if dotted and len(line.text) > 25 and not _ends_in_number(line.text):
            return i
        if len(line.text) > 110 and not _ends_in_number(line.text):
            return i
        i += 1
    return i


def _ends_in_number(text: str) -> bool:
    return bool(_NUMBER.fullmatch(text.split()[-1]))


def _without_repeats(
    lines: Sequence[Line], first: int, end: int, header: Sequence[str]
) -> list[int]:
    """Return the line indexes of the rows, the header repeated on a later page left out."""
    kept: list[int] = []
    i = first
    while i < end:
        here = [line.text for line in lines[i : i + len(header)]]
        if here == list(header):
            i += len(header)
        else:
            kept.append(i)
            i += 1
    return kept


def _words(lines: Sequence[Line], indexes: Sequence[int]) -> list[_Word]:
    words = []
    for i in indexes:
        line = lines[i]
        above = 0
        for m in re.finditer(r"\S+", line.text):
            opens = m.start() == 0 or m.start() - above >= 2
            number = bool(_NUMBER.fullmatch(m[0])) and _is_value(line.text, m)
            words.append(
                _Word(m[0], line.start + m.start(), line.start + m.end(), i, opens, number)
            )
            above = m.end()
    return words


_YEARS = re.compile(r"(?:19|20)\d\d\s+[-–]\s+(?:19|20)\d\d")


def _is_value(line: str, word: re.Match[str]) -> bool:
    """Return whether what looks like a number or "-" is a value, not part of a label."""
    if any(m.start() <= word.start() < m.end() for m in _YEARS.finditer(line)):
        return False
    if word[0] not in "-–":
        return True
    before, after = line[: word.start()].split(), line[word.end() :].split()
    alone = not before and not after
    return alone or any(_NUMBER.fullmatch(w) for w in (*before[-1:], *after[:1]))


def _columns(lines: Sequence[Line], body: Sequence[int], titles: Sequence[Cell]) -> _Columns:
    folded = [fold(cell.text) for cell in titles]
    counts: Counter[int] = Counter()
    run = 0
    for word in _words(lines, body):
        if word.number:
            run += 1
            continue
        counts[run] += 1
        run = 0
    counts[run] += 1
    del counts[0]
    counts[1] //= 3  # row numbers stand alone too
    unit = any(_UNIT_HEADER.search(title) for title in folded)
    remark = bool(folded) and bool(_NOTE_HEADER.search(folded[-1]))
    # A row's number may follow the last number of the row above: runs of k and k + 1 speak for k.
    votes = {k: counts[k] + counts[k + 1] for k in range(1, max(counts, default=0) + 1)}
    expected = len(titles) - 2 - unit - remark
    numbers = max(votes, key=lambda k: (votes[k] + (k == expected) * len(body) / 9, -k), default=0)
    return _Columns(True, unit, numbers if votes.get(numbers, 0) > 0 else 0, remark)


@dataclass(slots=True)
class _Count:
    """Where reading rows stands: numbers and numerals seen, the longest run of values in a row."""

    number: int = 0
    roman: int = 0
    run: int = 0
    best: int = 0

    def take(self, words: Sequence[_Word]) -> None:
        """Go on over words of the row."""
        for word in words:
            self.run = self.run + 1 if word.number else 0
            self.best = max(self.best, self.run)


def _rows(lines: Sequence[Line], body: Sequence[int], columns: _Columns) -> list[list[int]]:
    """Return the lines of each row."""
    rows: list[list[int]] = []
    count = _Count()
    for i in body:
        words = _words(lines, [i])
        if not rows:
            first_number, first_numeral = _COUNT.match(lines[i].text), _ROMAN.match(lines[i].text)
            count.number = 1 if first_number else 0
            count.roman = 1 if first_numeral and not first_number else 0
        if not rows or _opens_row(lines, i, rows[-1], count, columns):
            rows.append([i])
            count.run = count.best = 0
            count.take(words[1:])
        else:
            rows[-1].append(i)
            count.take(words)
    return rows


def _opens_row(
    lines: Sequence[Line], i: int, row: Sequence[int], count: _Count, columns: _Columns
) -> bool:
    """Return whether line `i` opens a row: its number is next and the row above is complete."""
    text = lines[i].text
    full = count.best >= columns.numbers
    if not full and count.best:
        return False
    number, numeral = _COUNT.match(text), _ROMAN.match(text)
    if number and int(number[1]) == count.number + 1 and not text.startswith("0"):
        if not (full or _is_title(lines, row)):
            return False
        count.number += 1
        return True
    if numeral and roman_value(numeral[1]) == count.roman + 1:
        count.roman += 1
        return True
    subrow = full and _SUBROW.match(text) and _ends_in_number(text)
    return bool(subrow) and not _is_title(lines, row)


def _is_title(lines: Sequence[Line], row: Sequence[int]) -> bool:
    """Return whether a row only names a group: a numeral and words."""
    return bool(_ROMAN.match(lines[row[0]].text))


def _cells(lines: Sequence[Line], row: Sequence[int], columns: _Columns) -> tuple[Cell, ...]:
    words = _words(lines, row)
    number, words = _take_number(words)
    run = _number_run(words, columns.numbers)
    if run is None:
        rest: list[list[_Word]] = [words] + [[]] * (columns.unit + columns.numbers)
        rest += [[]] * columns.remark
    else:
        label, unit = _split_unit(words[: run[0]]) if columns.unit else (words[: run[0]], [])
        values = [[word] for word in words[run[0] : run[1]]]
        tail = words[run[1] :]
        rest = [label, *([unit] if columns.unit else []), *values]
        rest += [tail] if columns.remark else []
    groups = [number, *rest]
    at = words[0].start if words else number[0].start
    cells = []
    for group in groups:
        cells.append(_cell(group, at))
        at = cells[-1].end
    return tuple(cells)


def _take_number(words: list[_Word]) -> tuple[list[_Word], list[_Word]]:
    head = words[0].text.rstrip(".")
    if _COUNT.fullmatch(head) or _ROMAN.fullmatch(head):
        return words[:1], words[1:]
    return [], words


def _number_run(words: Sequence[_Word], size: int) -> tuple[int, int] | None:
    """Return the first run of at least `size` numbers, its last `size` of them."""
    run = 0
    for i, word in enumerate([*words, _Word("", 0, 0, 0, True, False)]):
        if word.number:
            run += 1
            continue
        if run >= size:
            return i - size, i
        run = 0
    return None


def _split_unit(words: Sequence[_Word]) -> tuple[list[_Word], list[_Word]]:
    """Return label and unit: a unit begins a cell with a capital, or is "%" or a ditto mark.

    Else it is what stands alone on the line right before the numbers.
    """
    for i in range(len(words) - 1, 0, -1):
        word = words[i]
        if word.text in _DITTO or word.text[0] == "%":
            return list(words[:i]), list(words[i:])
        capital = word.text[0].isupper()
        if capital and (word.opens or not words[i - 1].text[0].isupper()):
            return list(words[:i]), list(words[i:])
    last = [word for word in words if word.line == words[-1].line]
    if 0 < len(last) <= _UNIT_WORDS and len(last) < len(words):  # a line of its own
        return list(words[: -len(last)]), last
    return list(words), []


def _cell(words: Sequence[_Word], at: int) -> Cell:
    if not words:
        return Cell("", at, at)
    text = words[0].text
    for above, word in pairwise(words):
        glued = above.line != word.line and tight(above.text, word.text)
        text += word.text if glued else " " + word.text
    return Cell(text, words[0].start, words[-1].end)


def _header_cells(lines: Sequence[Line]) -> list[Cell]:
    """Return the header's cells; groups above several columns are put before each, with " / "."""
    cells: list[list[_Word]] = []
    words = _words(lines, range(len(lines)))
    cells.append(words[:1])
    for word in words[1:]:
        if _opens_cell(word, cells, lines):
            cells.append([word])
        else:
            cells[-1].append(word)
    return _spread([_header_cell(cell) for cell in cells])


def _opens_cell(word: _Word, cells: Sequence[list[_Word]], lines: Sequence[Line]) -> bool:
    above = cells[-1]
    if len(cells) == 1:
        return True
    if not word.opens or not word.text[0].isupper() or above[-1].text.endswith(("/", "-", ",")):
        return False
    if above[-1].text.lower() in _HANGING:
        return False
    if all(w.text.isupper() for w in above) and word.text.isupper():
        line = lines[word.line]
        return bool(_TITLE_WORDS.match(fold(line.text[word.start - line.start :]) + " "))
    return True


def _header_cell(words: Sequence[_Word]) -> Cell:
    text = words[0].text
    for word in words[1:]:
        cut = re.search(r"(?<!\d)\d{1,3}$", text)
        tail = re.match(r"\d{1,3}(?!\d)", word.text)
        year = bool(cut and tail and re.fullmatch(r"(?:19|20)\d\d", cut[0] + tail[0]))
        text += word.text if year or text.endswith("/") else " " + word.text
    return Cell(text, words[0].start, words[-1].end)


_GROUP = re.compile(r"(?<=[^\W_]|\)) (?=[^\W\d_]+ )")


def _titles(text: str) -> list[str]:
    """Return the titles in a line: each begins with a capital behind a small letter or digit."""
    cuts = [
        m.start()
        for m in _GROUP.finditer(text)
        if text[m.end()].isupper()
        and text[m.end() + 1].islower()
        and not text[m.start() - 1].isupper()
    ]
    return [text[a:b].strip() for a, b in pairwise([0, *cuts, len(text)])]


def _spread(cells: list[Cell]) -> list[Cell]:
    """Return the cells with a line of group titles ("Năm 2025 Dự kiến năm 2026") spread out."""
    for i, cell in enumerate(cells):
        titles = _titles(cell.text)
        rest = cells[i + 1 :]
        if len(titles) < 2 or not rest:
            continue
        starts = [k for k, other in enumerate(rest) if other.text == rest[0].text]
        if len(starts) == len(titles):
            owner = [sum(k >= s for s in starts) - 1 for k in range(len(rest))]
            under = [
                Cell(f"{titles[own]} / {other.text}", other.start, other.end)
                for own, other in zip(owner, rest, strict=True)
            ]
            return cells[:i] + under
    return cells


def _fit(titles: Sequence[Cell], width: int, columns: _Columns) -> tuple[Cell, ...]:
    """Return the header with `width` cells; where titles are missing or too many, blank ones."""
    if len(titles) == width:
        return tuple(titles)
    at = titles[-1].end
    if len(titles) > width:
        return (*titles[: width - 1], titles[-1])
    blank = [Cell("", at, at)] * (width - len(titles))
    return (
        tuple(titles[: len(titles) - columns.remark])
        + tuple(blank)
        + tuple(titles[len(titles) - columns.remark :])
    )
