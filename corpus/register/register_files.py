"""The register as a table that offices exchange: .xlsx and .csv, Vietnamese headings.

Reading is tolerant: columns in any order, the usual other headings, dates as text or Excel
dates. A row that cannot be used is told in one sentence, the others go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from corpus.documents.citations import citations_of
from corpus.errors import Broken
from corpus.model import Block, Citation, Report
from corpus.register.register import LAW, Anchor, Entry
from corpus.register.register_edits import Edit, EditKind
from corpus.register.workbooks import Value, read_rows, write_rows
from corpus.text import fold, nfc, squeeze

EDITED = "đã sửa bởi người dùng"
IMPORTED = "nhập từ danh mục"
# (field, heading written, other headings read, column width)
_COLUMNS: tuple[tuple[str, str, str, int], ...] = (
    ("", "STT", r"stt|tt|so thu tu", 6),
    ("number", "Số, ký hiệu",
     r"so (?:va )?ky hieu.*|so hieu.*|so van ban|so|ky hieu|number", 22),
    ("type", "Loại văn bản", r"loai.*|ten loai.*|hinh thuc.*|type", 16),
    ("date", "Ngày ban hành", r"ngay.*|thoi gian ban hanh|date", 14),
    ("issuer", "Cơ quan ban hành",
     r"(?:co quan|noi|don vi|cap) ban hanh.*|tac gia.*|co quan|issuer", 26),
    ("title", "Trích yếu",
     r"trich yeu.*|(?:ten|noi dung)(?: van ban)?.*|tieu de|ve viec|v v|title", 60),
    ("status", "Tình trạng", r"tinh trang.*|hieu luc.*|trang thai.*|status", 26),
    ("aliases", "Cách ghi khác", r"cach ghi khac|bi danh|ten khac|viet nham|aliases", 18),
    ("", "Số lần nhắc", r"so lan.*", 9),
    ("", "Nhắc lần đầu", r"nhac lan dau", 24),
    ("", "Nhắc lần cuối", r"nhac lan cuoi", 24),
    ("", "Ghi chú", r"ghi chu.*", 22),
)  # fmt: skip
_DAY = re.compile(
    r"(?:ngay\s*)?(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4}|\d\d)(?!\d)"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ t].*)?")
_EPOCH = date(1899, 12, 30)  # day 0 of Excel


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was not used, and why: one Vietnamese sentence. `row` counts from 1."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What a list gave: an edit for each good row, and the bad rows."""

    edits: list[Edit] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


class BadValueError(Exception):
    """A value of a row cannot be used; the message is the end of a sentence."""


# ---------------------------------------------------------------- writing


def write_register(entries: Iterable[Entry], path: Path) -> None:
    """Write the register to a .xlsx or .csv; raises WrongType for another suffix."""
    header: list[Value] = [heading for _, heading, _, _ in _COLUMNS]
    rows = [_row(n, entry) for n, entry in enumerate(entries, 1)]
    write_rows(path, [header, *rows], [width for *_, width in _COLUMNS])


def _row(number: int, entry: Entry) -> list[Value]:
    places = [
        f"{place.doc}, dòng {place.line}" if place else "" for place in (entry.first, entry.last)
    ]
    return [
        number,
        entry.number,
        entry.type,
        entry.date,
        entry.issuer or "",
        entry.title,
        entry.status,
        "; ".join(entry.aliases),
        len(entry.places),
        *places,
        "; ".join(marks_of(entry)),
    ]


def marks_of(entry: Entry) -> list[str]:
    """Return what people did to an entry: "đã sửa bởi người dùng", "nhập từ danh mục"."""
    return [mark for mark, on in ((EDITED, entry.edited), (IMPORTED, entry.imported)) if on]


# ---------------------------------------------------------------- reading


def read_register(path: Path) -> RegisterFile:
    """Return the rows of an office's list as edits; raises ReadError for a bad file."""
    for rows in read_rows(path):
        head = _header(rows)
        if head is not None:
            return _read(rows, *head)
    raise Broken(
        path.name,
        f"Danh mục “{path.name}” không có cột “Số, ký hiệu”: hãy đặt tên cột ở dòng đầu, ví dụ "
        "Số, ký hiệu; Loại văn bản; Ngày ban hành; Cơ quan ban hành; Trích yếu.",
    )


def _header(rows: Sequence[Sequence[Value]]) -> tuple[int, dict[str, int]] | None:
    """Return the row of headings and {field: column}, None when no row looks like one."""
    for at, row in enumerate(rows[:30]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            name = _field(cell) if isinstance(cell, str) else None
            if name and name not in found:
                found[name] = column
        if "number" in found and (len(found) > 1 or len([c for c in row if c]) == 1):
            return at, found
    return None


def _field(heading: str) -> str | None:
    folded = " ".join(re.findall(r"\w+", fold(nfc(heading))))
    return next((name for name, _, known, _ in _COLUMNS if re.fullmatch(known, folded)), None)


def _read(rows: Sequence[Sequence[Value]], head: int, columns: dict[str, int]) -> RegisterFile:
    out = RegisterFile()
    for at, row in enumerate(rows[head + 1 :], head + 2):
        cells = {
            name: row[column] if column < len(row) else None for name, column in columns.items()
        }
        if not any(value not in (None, "") for value in cells.values()):
            continue
        try:
            out.edits.append(_edit(cells))
        except BadValueError as problem:
            out.bad.append(BadRow(at, f"Dòng {at}: {problem}"))
    return out


def _edit(cells: dict[str, Value]) -> Edit:
    """Return a row as an edit; raises BadValueError."""
    values = {
        name: squeeze(nfc(str(cells.get(name) or "")))
        for name in ("type", "issuer", "title", "status", "aliases")
    }
    written = squeeze(nfc(str(cells.get("number") or "")))
    cited = _cited(written, values["type"])
    day = parse_day(cells.get("date"))
    if cited:
        values["type"] = values["type"] or cited.type
        day = day or cited.date
    number = cited.number if cited else written
    _check(number, values)
    values |= {"number": number, "date": day.isoformat() if day else ""}
    kind = _kind(values["type"])
    values["type"] = kind
    anchor = Anchor(number, kind, day, values["issuer"] or None, "" if number else values["title"])
    return Edit(EditKind.IMPORT, anchor, {k: v for k, v in values.items() if v})


def _check(number: str, values: dict[str, str]) -> None:
    if not number and not (values["title"] and fold(values["type"]) in ("luat", "bo luat")):
        raise BadValueError("thiếu số, ký hiệu văn bản.")
    if number and not re.match(r"\d", number):
        raise BadValueError(f"không nhận ra số, ký hiệu “{number}”.")


def _kind(written: str) -> str:
    """Return a type as registers write it: "QUYẾT ĐỊNH" is "Quyết định"."""
    return (
        written[:1].upper() + written[1:].lower()
        if written.isupper()
        else (written[:1].upper() + written[1:])
    )


def _cited(written: str, kind: str) -> Citation | None:
    """Return the document that a cell names, as the reader of reports understands it."""
    if not written or kind == LAW:
        return None
    named = re.match(r"\d", written) is not None
    text = f"{kind or 'văn bản'} số {written}" if named else written
    found = citations_of(Report(doc="", sha256="", text=text, blocks=(Block.of(text),)))
    return found[0] if found else None


def parse_day(value: Value) -> date | None:
    """Return a date written as text, as an Excel date or as its number; raises BadValueError."""
    if isinstance(value, date) or value in (None, ""):
        return value if isinstance(value, date) else None
    if isinstance(value, (int, float)) or re.fullmatch(r"\d{5}(?:\.0)?", str(value)):
        count = float(value or 0)
        if 20_000 <= count < 80_000:
            return _EPOCH + timedelta(days=int(count))
        raise BadValueError(f"ngày ban hành “{value}” không hợp lệ.")
    text = fold(squeeze(str(value)))
    iso, usual = _ISO.fullmatch(text), _DAY.fullmatch(text)
    parts = iso.groups() if iso else usual.groups()[::-1] if usual else None
    if parts is None:
        raise BadValueError(f"ngày ban hành “{value}” không đọc được; hãy ghi như 26/5/2025.")
    year, month, day = map(int, parts)
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        raise BadValueError(f"ngày ban hành “{value}” không có trên lịch.") from None
