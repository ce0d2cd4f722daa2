"""Whose area a report speaks of, by its letterhead; school years; rows with empty ends."""

import pytest

from corpus.layout.periods import period_of
from corpus.reading import parse, read

BODY = "\nSố: 5/BC\n{place}, ngày 12 tháng 9 năm 2025\n\nBÁO CÁO\nKết quả 9 tháng đầu năm 2025\n"


@pytest.mark.parametrize(
    ("head", "place", "scope"),
    [
        ("ỦY BAN NHÂN DÂN\nXÃ AN PHÚ", "An Phú", "xã An Phú"),
        ("UBND PHƯỜNG TRÀ KHÊ", "Trà Khê", "phường Trà Khê"),
        ("UBND HUYỆN LỘC AN\nPHÒNG KINH TẾ", "Lộc An", "huyện Lộc An"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ TÂN GIANG", "Tân Giang", "thành phố Tân Giang"),
        ("ỦY BAN NHÂN DÂN\nĐẶC KHU HÒN MUN", "Hòn Mun", "đặc khu Hòn Mun"),
        ("UBND TỈNH SƠN HÀ\nSỞ Y TẾ", "Sơn Hà", "tỉnh Sơn Hà"),
        ("BỘ KINH TẾ BIỂN\nCỤC HẢI ĐẢO", "Hà Nội", None),
    ],
)
def test_scope(head, place, scope):
    assert parse(head + BODY.format(place=place)).scope == scope


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Tổng kết năm học 2024-2025", "năm học 2024-2025"),
        ("Tổng kết năm học 2024 - 2025 và phương hướng", "năm học 2024-2025"),
        ("Giai đoạn 2021-2025", "giai đoạn 2021-2025"),
    ],
)
def test_school_years(title, label):
    found = period_of(title)
    assert found is not None
    assert found.label == label


def test_a_school_year_is_one_year():
    assert period_of("năm học 2021-2025") is None


def test_a_row_that_begins_and_ends_with_an_empty_cell_keeps_its_figures(tmp_path):
    from docx import Document

    document = Document()
    rows = [["STT", "Chỉ tiêu", "Đơn vị", "Năm 2025", "Ghi chú"],
            ["1", "Tai nạn giao thông", "Vụ", "41", "giảm"],
            ["", "- Số người chết", "Người", "28", ""]]  # fmt: skip
    table = document.add_table(len(rows), 5)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "bang.docx"))
    found = read(tmp_path / "bang.docx").quantities
    assert [(one.value, one.unit) for one in found] == [(41, "vụ"), (28, "người")]
