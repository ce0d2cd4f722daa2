"""The body of a report against its annex: by heading and verb, row by row, and notes of rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from assistant.checking import Finding, check
from corpus.reading import read

_HEADER = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch 2025", "Kết quả 6 tháng 2025", "Ghi chú")
_NOTE = "Sau sắp xếp còn lại 145 xã, 8 thị trấn và 17 phường."


@pytest.fixture
def annexed(tmp_path: Path) -> Callable[..., list[Finding]]:
    """Return a function that checks a report of one annex with the numbers given."""

    def make(told: str, row: str, towns: str = "170") -> list[Finding]:
        document = docx.Document()
        for line in (
            "BÁO CÁO",
            "Kết quả công tác 6 tháng đầu năm 2025 của Sở Khoa học và Công nghệ tỉnh Sơn Hà",
            "I. Kết quả 6 tháng đầu năm 2025",
            "1. An toàn bức xạ",
            f"- Hướng dẫn {told} cơ sở hoàn thiện hồ sơ tiến hành công việc bức xạ.",
            "Phụ lục: Kết quả thực hiện chỉ tiêu",
        ):
            document.add_paragraph(line)
        rows = [
            _HEADER,
            ("I", "An toàn bức xạ", "", "", "", ""),
            ("1", "Hướng dẫn thủ tục cấp phép máy X quang", "Cơ sở", "14", row, ""),
            ("2", "Kiểm định thiết bị đo liều", "Thiết bị", "30", "21", ""),
            ("3", "Đơn vị hành chính cấp xã đã phủ sóng", "Đơn vị", "173", towns, _NOTE),
        ]
        table = document.add_table(rows=0, cols=len(_HEADER))
        for cells in rows:
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
        path = tmp_path / "phu_luc.docx"
        document.save(str(path))
        return check([read(path)])

    return make


def test_what_agrees_is_quiet(annexed: Callable[..., list[Finding]]) -> None:
    assert annexed("09", "09") == []


def test_a_section_and_its_row(annexed: Callable[..., list[Finding]]) -> None:
    (finding,) = annexed("09", "06")
    assert finding.kind == "within_report_value"
    assert finding.values == (9.0, 6.0)


def test_the_parts_in_a_note(annexed: Callable[..., list[Finding]]) -> None:
    (finding,) = annexed("09", "09", "171")
    assert finding.kind == "sum_mismatch"
    assert "145 + 8 + 17 = 170" in finding.explanation
