"""The ledger: figures side by side, the one to use with its reason, conflicts marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ledger import Ledger, Row, ledger
from assistant.official.ledger_book import export_ledger
from corpus.model import Report
from corpus.reading import find_all, parse

HEAD = """\
UBND TỈNH SƠN HÀ
SỞ KHOA HỌC VÀ CÔNG NGHỆ
Số: {number}/BC-SKHCN
Sơn Hà, ngày {day} tháng {month} năm 2025

BÁO CÁO
Kết quả công tác {period}

I. KẾT QUẢ THỰC HIỆN
"""


def report(name: str, number: int, day: int, month: int, period: str, body: str) -> Report:
    head = HEAD.format(number=number, day=day, month=month, period=period)
    return find_all(parse(head + body, name))


@pytest.fixture(scope="module")
def found() -> Ledger:
    half = report(
        "sau-thang.txt", 45, 5, 6, "6 tháng đầu năm 2025",
        "- Tổ chức 06 lớp tập huấn về sở hữu trí tuệ cho hợp tác xã trên địa bàn tỉnh.\n"
        "- Tiếp nhận 41 phiếu đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh.\n",
    )  # fmt: skip
    nine = report(
        "chin-thang.txt", 80, 8, 10, "9 tháng đầu năm 2025",
        "- Tổ chức 09 lớp tập huấn về sở hữu trí tuệ cho hợp tác xã trên địa bàn tỉnh.\n",
    )  # fmt: skip
    other = report(
        "hoi-nhap.txt", 46, 6, 6, "6 tháng đầu năm 2025",
        "- Tiếp nhận 57 phiếu đề xuất nhiệm vụ khoa học và công nghệ cấp tỉnh.\n",
    )  # fmt: skip
    return ledger([nine, half, other])


def only(found: Ledger, query: str) -> Row:
    rows = [row for row in found.find(query).rows if len(row.entries) > 1]
    assert len(rows) == 1
    return rows[0]


def test_reports_stand_in_order_of_their_day(found: Ledger) -> None:
    assert found.docs == ("sau-thang.txt", "hoi-nhap.txt", "chin-thang.txt")


def test_the_newest_is_to_be_used_and_says_why(found: Ledger) -> None:
    row = only(found, "lop tap huan")
    assert [entry.value for entry in row.entries] == [6, 9]
    assert row.chosen is not None
    assert row.chosen.value == 9
    assert "mới nhất" in row.reason
    assert "chin-thang.txt" in row.reason
    assert row.chosen.place.text.startswith("09 lớp")


def test_what_is_disputed_is_not_chosen_silently(found: Ledger) -> None:
    row = only(found, "phiếu đề xuất")
    assert {entry.value for entry in row.entries} == {41, 57}
    assert row.chosen is None
    assert len(row.conflicts) == 1
    assert "Cần xác minh" in row.reason


def test_a_query_without_diacritics_finds_the_same(found: Ledger) -> None:
    assert found.find("PHIEU de xuat").rows == found.find("phiếu đề xuất").rows
    assert found.find("không có chỉ tiêu này").rows == ()


def test_a_plan_is_no_result() -> None:
    plan = report(
        "ke-hoach.txt", 9, 5, 1, "năm 2025",
        "II. NHIỆM VỤ NĂM 2026\n- Phấn đấu tổ chức 12 lớp tập huấn về an toàn bức xạ.\n",
    )  # fmt: skip
    rows = ledger([plan]).find("lớp tập huấn").rows
    assert rows
    assert all(row.chosen is None for row in rows)
    assert "kế hoạch" in rows[0].reason


def test_the_workbook_has_the_table_and_the_sources(found: Ledger, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = export_ledger(found, tmp_path / "bang.xlsx")
    book = load_workbook(path)
    assert book.sheetnames == ["Bảng số liệu", "Nguồn"]
    cells = [cell.value for row in book["Bảng số liệu"].iter_rows() for cell in row]
    assert 9 in cells
    assert "chin-thang.txt" in cells
    sources = [[cell.value for cell in row] for row in book["Nguồn"].iter_rows(min_row=4)]
    assert any(row[1] == 57 and row[8] == "hoi-nhap.txt" for row in sources)


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("- Tổ chức 02 lớp tập huấn về ghi nhãn hàng hóa.", "Tổ chức lớp tập huấn về ghi nhãn"),
        ("- Tiếp nhận 64 phiếu đề xuất của các tổ chức.", "Tiếp nhận phiếu đề xuất"),
        ("- Cấp Giấy phép cho 12 cơ sở bức xạ.", "Cấp Giấy phép"),
    ],
)
def test_rows_are_called_as_a_reader_would_say(sentence: str, label: str) -> None:
    text = f"BÁO CÁO\nKết quả công tác năm 2025\n\nI. KẾT QUẢ\n{sentence}\n"
    rows = ledger([find_all(parse(text, "a.txt"))]).rows
    assert [row.indicator for row in rows if row.indicator.startswith(label)], rows


def test_columns_that_compare_are_rows_of_their_own() -> None:
    text = (
        "BÁO CÁO\nKết quả công tác năm 2025\n\nPHỤ LỤC\n"
        "TT\tChỉ tiêu\tĐơn vị\tKế hoạch năm 2025\tKết quả năm 2025"
        "\tSo với năm 2024 (%)\tSo với kế hoạch (%)\n"
        "1\tTrạm quan trắc nước sông\tTrạm\t50\t40\t125\t80\n"
        "2\tGiếng khoan được kiểm tra\tGiếng\t20\t18\t120\t90\n"
    )
    rows = [row for row in ledger([find_all(parse(text, "a.txt"))]).rows if "Trạm" in row.indicator]
    assert not any(row.conflicts for row in rows)
    assert sorted(entry.value for row in rows for entry in row.entries if row.unit == "%") == [
        80,
        125,
    ]
    assert all(len(row.entries) == 1 for row in rows if row.unit == "%")
