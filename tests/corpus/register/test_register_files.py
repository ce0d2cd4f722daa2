"""Lists of documents as offices have them: read tolerantly, written so that they read back."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from corpus.errors import Broken, EmptyFile, ReadError, WrongType
from corpus.register.register import Entry
from corpus.register.register_edits import apply
from corpus.register.register_files import BadValueError, parse_day, read_register, write_register

ENTRIES = [
    Entry("", "512/QĐ-UBND", "Quyết định", date(2025, 6, 2), "UBND tỉnh", "về giao rừng",
          "còn hiệu lực", ("521/QĐ-UBND", "512")),
    Entry("", "93-KH/TU", "Kế hoạch", None, None, "=HYPERLINK(\"x\")", "chưa rõ"),
    Entry("", "1085/SNV-TCBC", "Công văn", date(2024, 1, 5), "Sở Nội vụ", "“Tên”, dấu;\nhai dòng"),
    Entry("", "", "Luật", None, None, "Luật Thủy lợi năm 2017", "chưa rõ"),
]  # fmt: skip


def shown(entry: Entry) -> tuple[object, ...]:
    title = " ".join(entry.title.split())
    return (entry.number, entry.type, entry.date, entry.issuer, title, entry.status, entry.aliases)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_export_and_import_give_the_same_register(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_register(ENTRIES, first)
    table = read_register(first)
    assert table.bad == []
    back = apply([], table.edits, {})
    assert [shown(e) for e in back] == [shown(e) for e in ENTRIES]
    write_register(back, second)
    again = apply([], read_register(second).edits, {})
    assert [shown(e) for e in again] == [shown(e) for e in ENTRIES]


def test_excel_reads_the_csv_right_and_runs_nothing(tmp_path: Path) -> None:
    write_register(ENTRIES, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfSTT,")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
    write_register(ENTRIES, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet["B1"].value == "Số, ký hiệu"
    assert sheet["D2"].value.date() == date(2025, 6, 2)
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_columns_come_in_any_order_under_usual_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["DANH MỤC VĂN BẢN CỦA SỞ NÔNG NGHIỆP"])
    sheet.append([])
    sheet.append(["TT", "Trích yếu nội dung", "NGÀY THÁNG", "Số/ký hiệu", "Nơi ban hành"])
    sheet.append([1, "Về giao rừng", date(2025, 3, 4), "12/QĐ - UBND", "UBND tỉnh Sơn Hà"])
    sheet.append([2, "Về trồng rừng", 45720, "Kế hoạch số 15/KH-UBND", None])
    sheet.append([3, "Về bảo vệ rừng", "ngày 26 tháng 5 năm 2025", "359-KH/TU", ""])
    sheet.append([4, "Không số", "26/5/2025", None, ""])
    sheet.append([5, "Ngày sai", "31/02/2025", "16/KH-UBND", ""])
    sheet.append([6, "Ngày lạ", "hôm qua", "17/KH-UBND", ""])
    sheet.append([None, None, None, None, None])
    sheet.append([7, "Sau dòng trống", "2025-06-01", "18/KH-UBND", ""])
    book.save(tmp_path / "a.xlsx")
    table = read_register(tmp_path / "a.xlsx")
    got = [(e.values["number"], e.values.get("type"), e.values.get("date")) for e in table.edits]
    assert got == [
        ("12/QĐ-UBND", "Quyết định", "2025-03-04"),
        ("15/KH-UBND", "Kế hoạch", "2025-03-04"),
        ("359-KH/TU", "Kế hoạch", "2025-05-26"),
        ("18/KH-UBND", "Kế hoạch", "2025-06-01"),
    ]
    assert [bad.row for bad in table.bad] == [7, 8, 9]
    for bad, words in zip(table.bad, ("thiếu số", "không có trên lịch", "26/5/2025"), strict=True):
        assert bad.reason.startswith(f"Dòng {bad.row}: ")
        assert words in bad.reason


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    lines = [("Số ký hiệu", "Loại", "Ngày"), ("12/QĐ-UBND", "QUYẾT ĐỊNH", "4/3/2025")]
    text = "\r\n".join(separator.join(line) for line in lines)
    (tmp_path / "a.csv").write_text(text, encoding=encoding)
    (edit,) = read_register(tmp_path / "a.csv").edits
    assert edit.values == {"number": "12/QĐ-UBND", "type": "Quyết định", "date": "2025-03-04"}


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.xlsx", b"PK\x03\x04 no workbook", ReadError),
        ("a.csv", b"", EmptyFile),
        ("a.csv", "Họ tên,Tuổi\nAn,30".encode(), Broken),
        ("a.csv", bytes(range(256)) * 20, ReadError),
        ("a.pdf", b"%PDF", WrongType),
    ],
)
def test_bad_files_are_told(
    tmp_path: Path, name: str, content: bytes, error: type[ReadError]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error) as told:
        read_register(tmp_path / name)
    assert name in str(told.value)
    assert str(told.value).endswith(".")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("26/5/2025", date(2025, 5, 26)), ("26-05-2025", date(2025, 5, 26)),
        ("26.5.25", date(2025, 5, 26)), ("2025-05-26", date(2025, 5, 26)),
        ("ngày 05 tháng 02 năm 2025", date(2025, 2, 5)), ("45803", date(2025, 5, 26)),
        (45803, date(2025, 5, 26)), (45803.5, date(2025, 5, 26)), ("", None), (None, None),
    ],
)  # fmt: skip
def test_days_as_offices_write_them(written: object, day: date | None) -> None:
    assert parse_day(written) == day


@pytest.mark.parametrize("written", ["29/5/20235", "31/02/2025", "x", "2025", 7])
def test_days_that_are_none(written: object) -> None:
    with pytest.raises(BadValueError):
        parse_day(written)
