"""Figures in tables: the number of a cell, its row and column headings, the unit column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.figures.circumstances import period_label, until
from corpus.figures.nouns import unit_at
from corpus.figures.numbers import Number, find_numbers
from corpus.model import Cell, QuantityKind, Table
from corpus.text import fold, squeeze

_ORDINAL = re.compile(r"(?:tt|stt|so tt|so thu tu|#)\W*$")
_UNIT = re.compile(r"don vi(?: tinh)?\W*$|dvt\W*$|don vi tinh")
_UNIT_OF_ALL = re.compile(
    r"(?:đơn vị(?: tính)?|ĐVT)\s*:\s*(?P<unit>[^\d,;:()]{1,30}?)\s*\)?\s*$", re.IGNORECASE
)
_LABEL = re.compile(r"chi tieu|noi dung|ten|danh muc|linh vuc|nhiem vu|hang muc|dien giai|don vi")
_NOTES = re.compile(r"ghi chu|chu thich|ly do|nguyen nhan|co quan|chu tri|thoi gian|tien do")
_TARGET = re.compile(r"chi tieu|muc tieu|phan dau")
_PLAN = re.compile(r"ke hoach|(?<![a-z])kh(?![a-z])|du kien|du toan")
_ESTIMATE = re.compile(r"(?<![a-z])uoc|(?<![a-z])uth")
_RATIO = re.compile(r"%|so voi|ty le|ti le|ty trong|(?<![a-z])tang|giam|\w/\w")
_YEAR = re.compile(r"(?<!\d)(20\d\d|19\d\d)(?!\d)")
_VALUE = re.compile(
    r"(?P<q>hơn|gần|khoảng|trên|dưới|ước(?: đạt)?|>|<|≥|≤|~)?\s*"
    r"(?P<n>[\d.,\s]*\d(?:\s*[-–]\s*\d+)?)"
    r"\s*(?P<u>%|[^\W\d_]{1,12})?",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?")
_SCALED = re.compile(r"\s*(?:nghìn|triệu|tỷ)\s", re.IGNORECASE)
_UNIT_IN_LABEL = re.compile(
    r"(?<=\w)\s*\((?:%|ha|tấn|người|hộ|km|m2|m3|kg|đồng|lượt|(?:nghìn|triệu|tỷ) \w+)\)$"
)
_SIGNS = {">": "trên", "<": "dưới", "≥": "ít nhất", "≤": "tối đa", "~": "khoảng"}
_BULLET = re.compile(r"^\s*[-+•*–]\s*")
_TOTAL = re.compile(r"^(?:tổng (?:số|cộng)|tổng|số lượng|số)\s+", re.IGNORECASE)
# Usual short forms in unit columns; others are spelt out from the row's own words.
_SHORT = {
    "dn": "doanh nghiệp",
    "htx": "hợp tác xã",
    "hs": "hồ sơ",
    "vb": "văn bản",
    "cb": "cán bộ",
    "tr.đ": "triệu đồng",
    "trđ": "triệu đồng",
    "tỷ đ": "tỷ đồng",
}


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A figure of a table cell; `start`, `end` are canonical, `digits` too."""

    start: int
    end: int
    digits: tuple[int, int]
    number: Number
    unit: str | None
    indicator: str
    row: str
    column: str
    period: str | None
    as_of: date | None
    kind: QuantityKind
    qualifier: str | None
    total: int | None  # canonical start of the cell this is a part of


@dataclass(frozen=True, slots=True)
class _Layout:
    label: int
    ordinal: int | None
    unit: int | None
    notes: frozenset[int]


def figures_of(table: Table, year: int | None = None) -> Iterator[CellFigure]:
    """Yield the figures of a table, row by row; `year` completes headings that name none."""
    layout = _layout(table)
    if layout is None:
        return
    parent: Sequence[Cell] | None = None
    unit_above = ""
    for row in table.rows:
        label = squeeze(row[layout.label].text)
        numbered = layout.ordinal is not None and bool(row[layout.ordinal].text.strip())
        inner = bool(_BULLET.match(label)) and not numbered and parent is not None
        if not inner:
            parent = row
        unit_above = _unit_text(row, layout, unit_above)
        yield from _row(table, layout, row, parent if inner else None, unit_above, year)


def note_cells(table: Table) -> Iterator[Cell]:
    """Yield the cells that hold sentences: remarks, whose figures read like running text."""
    layout = _layout(table)
    for row in table.rows:
        for at, cell in enumerate(row):
            listed = layout is not None and at in (layout.label, layout.ordinal, layout.unit)
            if (
                not listed
                and len(cell.text.split()) > 3
                and not _VALUE.fullmatch(cell.text.strip())
            ):
                yield cell


def _layout(table: Table) -> _Layout | None:
    heads = [fold(squeeze(cell.text)) for cell in table.header]
    unit = next((i for i, head in enumerate(heads) if _UNIT.match(head)), None)
    ordinal = next((i for i, head in enumerate(heads) if _ORDINAL.match(head)), None)
    label = next(
        (i for i, head in enumerate(heads) if i not in (unit, ordinal) and _LABEL.search(head)),
        None,
    )
    if label is None:
        label = next((i for i in range(len(heads)) if i not in (unit, ordinal)), None)
    if label is None or len(heads) < 2:
        return None
    notes = frozenset(i for i, head in enumerate(heads) if _NOTES.search(head))
    return _Layout(label, ordinal, unit, notes)


def _unit_text(row: Sequence[Cell], layout: _Layout, above: str) -> str:
    if layout.unit is None:
        return ""
    written = squeeze(row[layout.unit].text)
    return above if written in ('"', "''", "”", "“", "-nt-", "nt") else written


def _row(
    table: Table,
    layout: _Layout,
    row: Sequence[Cell],
    parent: Sequence[Cell] | None,
    unit_above: str,
    year: int | None,
) -> Iterator[CellFigure]:
    unit_of_all = caption_unit(table.caption)
    label = _indicator(row[layout.label].text, parent[layout.label].text if parent else None)
    for at, cell in enumerate(row):
        if at in (layout.label, layout.ordinal, layout.unit) or at in layout.notes:
            continue
        if at and cell.start == row[at - 1].start and cell.text == row[at - 1].text:
            continue  # a merged cell is repeated
        value = _value(cell)
        if value is None:
            continue
        match, number = value
        head = squeeze(table.header[at].text)
        yield CellFigure(
            start=cell.start,
            end=cell.end,
            digits=(cell.start + number.start, cell.start + number.digits_end),
            number=number,
            unit=_unit(match["u"], head, unit_above, row[layout.label].text) or unit_of_all,
            indicator=f"{label} ({head.split(' / ')[-1]})" if _is_ratio(head) else label,
            row=squeeze(row[layout.label].text),
            column=head,
            period=_period(head, year),
            as_of=until(head),
            kind=_kind(head, ratio=_is_ratio(head)),
            qualifier=_qualifier(match["q"], head),
            total=parent[at].start if parent is not None and parent[at].text.strip() else None,
        )


def _value(cell: Cell) -> tuple[re.Match[str], Number] | None:
    match = _VALUE.fullmatch(cell.text.strip())
    if match is None or cell.end <= cell.start:
        return None
    numbers = find_numbers(cell.text)
    return (match, numbers[0]) if len(numbers) == 1 else None


def _indicator(label: str, parent: str | None) -> str:
    own = _UNIT_IN_LABEL.sub("", squeeze(_BULLET.sub("", label)))
    if parent is not None:
        above = _TOTAL.sub("", squeeze(_BULLET.sub("", parent)))
        own = f"{above} {own[:1].lower()}{own[1:]}"
    return own if own[:2].isupper() else own[:1].lower() + own[1:]


def _unit(inside: str | None, head: str, unit_cell: str, label: str) -> str | None:
    if inside == "%" or _is_ratio(head):
        return "%"
    if unit_cell:
        return _spelt_out(unit_cell, label)
    for words in (head, label):  # "Diện tích (ha)"
        named = re.search(r"\(([^()]{1,30})\)\s*$", words)
        if named and (unit_at(named[1], 0) or _SCALED.match(named[1])):
            return squeeze(named[1]).lower()
    if inside:
        return inside
    noun = unit_at(_TOTAL.sub("", label), 0)
    return noun.name if noun is not None and noun.kind in ("nouns", "classifiers") else None


def caption_unit(caption: str) -> str | None:
    """Return the unit that a table's caption gives for all of it: "Đơn vị tính: triệu đồng"."""
    found = _UNIT_OF_ALL.search(caption)
    return squeeze(found["unit"]).lower() if found else None


def _spelt_out(unit: str, label: str) -> str:
    """Return a unit as words: "PTĐ" in a row about "phương tiện đo" is that."""
    if fold(unit) in _SHORT or unit.lower() in _SHORT:
        return _SHORT.get(unit.lower()) or _SHORT[fold(unit)]
    if unit.isupper() and len(unit) > 1:
        words = re.findall(r"[^\W\d_]+", label)
        for at in range(len(words) - len(unit) + 1):
            run = words[at : at + len(unit)]
            if fold("".join(word[0] for word in run)) == fold(unit):
                return " ".join(run).lower()
        return unit
    found = unit_at(unit, 0)
    return found.name if found is not None and found.end == len(unit) else unit.lower()


def _period(head: str, year: int | None) -> str | None:
    """Return the period of a column: "ước đến 30/6/2025" covers the months up to then."""
    day = until(head)
    if day is not None:
        if (day.month, day.day) == (12, 31):
            return f"năm {day.year}"
        return f"{day.month} tháng đầu năm {day.year}"
    label = period_label(head, year)
    if label is not None:
        return label
    years = _YEAR.findall(head)
    return f"năm {years[0]}" if years else None


def _kind(head: str, *, ratio: bool = False) -> QuantityKind:
    """Return what a column claims; a ratio to a plan is a result."""
    plain = fold(head)
    if _ESTIMATE.search(plain):
        return QuantityKind.ESTIMATE
    if ratio:
        return QuantityKind.ACTUAL
    if _TARGET.search(plain):
        return QuantityKind.TARGET
    return QuantityKind.PLAN if _PLAN.search(plain) else QuantityKind.ACTUAL


def _qualifier(written: str | None, head: str) -> str | None:
    if written:
        return _SIGNS.get(written, written.lower())
    return "ước" if _ESTIMATE.search(fold(head)) and not _is_ratio(head) else None


def _is_ratio(head: str) -> bool:
    """Tell columns like "TH 2025/KH 2025 (%)", whose values are of no unit of the row."""
    return "%" in head and _RATIO.search(_DATE.sub("", fold(head)).replace("%", "")) is not None
