"""Tables that a page break cut: one again, without the header said twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.model import Report
from corpus.readers.docx import read_docx
from corpus.reading import _report, parse, read

HEAD = ("TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện")
ROWS = [
    ("1", "Nhiệm vụ cấp tỉnh", "14", "9"),
    ("2", "Mô hình ứng dụng", "20", "18"),
    ("3", "Lớp tập huấn", "6", "6"),
    ("4", "Đoàn kiểm tra", "12", "11"),
]
OTHER = [("1", "Hội thảo", "3", "2"), ("2", "Tọa đàm", "5", "5")]


def tabbed(*rows: tuple[str, ...]) -> str:
    return "".join("\t".join(row) + "\n" for row in rows)


def texts(report: Report) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in (table.header, *table.rows)]
        for table in report.tables
    ]


WHOLE = [list(HEAD), *map(list, ROWS)]
LEAD = "BÁO CÁO\nKết quả 9 tháng\n\nKết quả thực hiện các chỉ tiêu như sau:\n"


@pytest.mark.parametrize(
    "between",
    [
        "\f" + tabbed(HEAD),
        "\f",
        "\n\n2\n\n\n" + tabbed(HEAD),
        "\fBảng 1 (tiếp theo)\n" + tabbed(HEAD),
    ],
    ids=["header-again", "no-header", "page-number", "told-to-go-on"],
)
def test_one_table_over_a_page_break(between: str) -> None:
    text = LEAD + tabbed(HEAD, *ROWS[:2]) + between + tabbed(*ROWS[2:])
    report = parse(text)
    assert texts(report) == [WHOLE]
    assert report.tables[0].place.text.endswith("11")
    rows = [block.text for block in report.blocks if block.text.startswith("4 ")]
    assert rows == ["4 Đoàn kiểm tra 12 11"]


@pytest.mark.parametrize(
    ("between", "second"),
    [
        ("\f", [("Tên", "Nơi", "Ngày"), ("A", "B", "C")]),  # other columns
        (
            "\f",
            [("STT", "Xã", "Kế hoạch", "Thực hiện"), ("1", "Đại Lộc", "3", "2")],
        ),  # its own header
        ("\fSố liệu của cấp xã như sau:\n", [HEAD, *OTHER]),  # words between
        ("\f", [("TT", "Chỉ tiêu", "2024", "2025"), ("1", "Hội thảo", "3", "2")]),  # years
    ],
)
def test_two_tables_stay_two(between: str, second: list[tuple[str, ...]]) -> None:
    report = parse(LEAD + tabbed(HEAD, *ROWS[:2]) + between + tabbed(*second))
    assert len(report.tables) == 2
    assert [cell.text for cell in report.tables[1].header] == list(second[0])


def test_a_row_alone_on_the_next_page_is_no_paragraph() -> None:
    text = LEAD + tabbed(HEAD, *ROWS[:3]) + "\f" + tabbed(ROWS[3]) + "\nTrên đây là báo cáo.\n"
    assert texts(parse(text)) == [WHOLE]


def test_pieces_in_a_word_file(word: Any, tmp_path: Path) -> None:
    def part(*rows: tuple[str, ...]) -> str:
        return word.table(*(word.row(*map(word.cell, row)) for row in rows), columns=4)

    body = (
        word.p("BÁO CÁO")
        + part(HEAD, *ROWS[:2])
        + word.p("")
        + part(HEAD, *ROWS[2:3])
        + word.p("")
        + part(*ROWS[3:], ("5", "Hội thi", "2", "1"))
    )
    source = read_docx(word.build(tmp_path / "bang.docx", body))
    report = _report(source, "bang.docx", "0" * 64)
    assert texts(report) == [[*WHOLE, ["5", "Hội thi", "2", "1"]]]


def test_a_header_said_again_inside_a_table_is_no_row(word: Any, tmp_path: Path) -> None:
    rows = (HEAD, *ROWS[:2], HEAD, *ROWS[2:])
    body = word.p("BÁO CÁO") + word.table(
        *(word.row(*map(word.cell, row)) for row in rows), columns=4
    )
    assert texts(read(word.build(tmp_path / "lap.docx", body))) == [WHOLE]


def test_a_ruled_table_over_two_pages_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "hai-trang.pdf"
    numbered = [(str(i), f"Chi tieu {i}", str(10 + i), str(9 + i)) for i in range(1, 61)]
    _pdf(path, numbered)
    report = read(path)
    assert report.pages == 2
    assert texts(report) == [[["TT", "Chi tieu", "Ke hoach", "Thuc hien"], *map(list, numbered)]]
    assert [row[0].text for row in report.tables[0].rows][-1] == "60"


def _pdf(path: Path, rows: list[tuple[str, ...]]) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    table = Table(
        [("TT", "Chi tieu", "Ke hoach", "Thuc hien"), *rows],
        colWidths=[40, 220, 90, 90],
        repeatRows=1,
    )
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.7, "black")]))
    SimpleDocTemplate(str(path), pagesize=A4).build([table])
