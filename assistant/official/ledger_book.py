"""The ledger as .xlsx: a table of indicators by report, and a sheet with the source of each."""

from __future__ import annotations

from pathlib import Path

from assistant.ledger import Entry, Ledger, Row, kind_text, value_text
from assistant.official.workbook import Column, Sheet, Value, write_workbook

_SOURCES = (
    Column("Chỉ tiêu", 44),
    Column("Giá trị", 13),
    Column("Viết trong báo cáo", 26),
    Column("Đơn vị", 14),
    Column("Kỳ", 22),
    Column("Số liệu đến", 12),
    Column("Phạm vi", 20),
    Column("Tính chất", 16),
    Column("Báo cáo", 28),
    Column("Trang", 7),
    Column("Dòng", 8),
    Column("Trích", 60),
)


def export_ledger(ledger: Ledger, path: Path | str) -> Path:
    """Write `ledger` as a workbook and return its path."""
    return write_workbook([_matrix(ledger), _sources(ledger)], path)


def _matrix(ledger: Ledger) -> Sheet:
    docs = [doc for doc in ledger.docs if any(row.of(doc) for row in ledger.rows)]
    columns = [Column("Chỉ tiêu", 44), Column("Đơn vị", 14)]
    columns += [Column(doc, 20) for doc in docs]
    columns += [Column("Nên dùng", 14), Column("Lý do", 50), Column("Mâu thuẫn", 50)]
    rows: list[list[Value]] = []
    marked = set()
    for at, row in enumerate(ledger.rows):
        rows.append([row.indicator, row.unit, *(_cell(row, doc) for doc in docs), *_verdict(row)])
        disputed = {entry.doc for conflict in row.conflicts for entry in conflict.entries}
        marked |= {(at, 2 + i) for i, doc in enumerate(docs) if doc in disputed}
    return Sheet("Bảng số liệu", "BẢNG SỐ LIỆU THEO BÁO CÁO", columns, rows, frozenset(marked))


def _cell(row: Row, doc: str) -> Value:
    entries = row.of(doc)
    if len(entries) == 1 and entries[0].qualifier is None and entries[0].value_max is None:
        return entries[0].value
    return "\n".join(_told(entry) for entry in entries) or None


def _told(entry: Entry) -> str:
    about = ", ".join(part for part in (entry.period, kind_text(entry)) if part)
    return f"{value_text(entry)} ({about})"


def _verdict(row: Row) -> list[Value]:
    chosen = row.chosen
    value: Value = None
    if chosen:
        plain = chosen.qualifier is None and chosen.value_max is None
        value = chosen.value if plain else value_text(chosen)
    return [value, row.reason, "\n".join(c.explanation for c in row.conflicts)]


def _sources(ledger: Ledger) -> Sheet:
    rows: list[list[Value]] = [
        [
            row.indicator,
            entry.value,
            entry.surface,
            entry.unit,
            entry.period,
            f"{entry.when:%d/%m/%Y}" if entry.when else None,
            entry.scope,
            kind_text(entry),
            entry.doc,
            entry.place.page,
            entry.place.line,
            " ".join(entry.place.text.split()),
        ]
        for row in ledger.rows
        for entry in row.entries
    ]
    return Sheet("Nguồn", "NGUỒN CỦA TỪNG SỐ LIỆU", _SOURCES, rows)
