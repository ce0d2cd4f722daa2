"""The review sheet as .xlsx, one row a finding, to be filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.official.review_rows import SheetRow
from assistant.official.workbook import Column, Sheet, write_workbook

_COLUMNS = (
    Column("TT", 5),
    Column("Trạng thái", 14),
    Column("Mức", 11),
    Column("Loại phát hiện", 22),
    Column("Nội dung", 60),
    Column("Gợi ý", 28),
    Column("Trích dẫn", 60),
    Column("Báo cáo", 26),
    Column("Độ chắc chắn", 10),
    Column("Lý do, ý kiến", 26),
    Column("Mã", 18),
)


def export_book(rows: Sequence[SheetRow], path: Path | str) -> Path:
    """Write `rows` as a workbook and return its path."""
    filled = [
        (
            number,
            row.state,
            row.level,
            row.kind,
            row.explanation,
            row.suggestion,
            "\n".join(f"{place}: “{words}”" for place, words in row.quotes),
            "\n".join(row.docs),
            round(row.certainty, 2),
            row.reason,
            row.fingerprint,
        )
        for number, row in enumerate(rows, 1)
    ]
    return write_workbook([Sheet("Phát hiện", "PHIẾU RÀ SOÁT BÁO CÁO", _COLUMNS, filled)], path)
