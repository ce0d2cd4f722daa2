"""Tables: spread over lines by a converter, printed with tabs, drawn in the file's own format."""

from __future__ import annotations

from corpus.model import Report, Table
from corpus.reading import parse


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def header(table: Table) -> list[str]:
    return [cell.text for cell in table.header]


def check_places(report: Report) -> None:
    for table in report.tables:
        for row in table.rows:
            assert len(row) == len(table.header)
            for cell in row:
                words = report.text[cell.start : cell.end].split()
                assert bool(words) == bool(cell.text)
                assert not words or (words[0], words[-1]) == (
                    cell.text.split()[0],
                    cell.text.split()[-1],
                )


HEAD = ["TT", "CHỈ TIÊU", "CHỦ YẾU", "Đơn vị", "tính", "Kết quả", "ước đến", "30/6/2024",
        "Kế hoạch", "2025", "Kết quả", "ước đến", "30/6/2025", "Ghi chú"]  # fmt: skip


def spread(*lines: str) -> str:
    return "Phụ lục 2\n\nKết quả thực hiện chỉ tiêu\n\n \n\n" + "\n\n".join([*HEAD, *lines]) + "\n"


def test_a_table_spread_over_lines() -> None:
    report = parse(
        spread(
            "I", "Nghiên cứu khoa", "học", " ", "1", "Tổng số đề tài,", "dự án", "Đề tài,",
            "dự án", "19", "12 11", "  - Cấp tỉnh \" 15 10 09", "  - Cấp cơ sở \" 04 02 02",
            "II Sở hữu trí tuệ", "2", " - Hướng dẫn doanh", "nghiệp đăng ký", "DN", "21", "40 -",
            "3", "Tỷ lệ thôn có", "sóng 4G", "%", "97,5", "99,0  98,6", "Do còn 02",
            "thôn vùng lõm",
        )
    )  # fmt: skip
    (table,) = report.tables
    assert table.caption == "Kết quả thực hiện chỉ tiêu"
    assert header(table) == [
        "TT", "CHỈ TIÊU CHỦ YẾU", "Đơn vị tính", "Kết quả ước đến 30/6/2024", "Kế hoạch 2025",
        "Kết quả ước đến 30/6/2025", "Ghi chú",
    ]  # fmt: skip
    assert rows(table) == [
        ["I", "Nghiên cứu khoa học", "", "", "", "", ""],
        ["1", "Tổng số đề tài, dự án", "Đề tài, dự án", "19", "12", "11", ""],
        ["", "- Cấp tỉnh", '"', "15", "10", "09", ""],
        ["", "- Cấp cơ sở", '"', "04", "02", "02", ""],
        ["II", "Sở hữu trí tuệ", "", "", "", "", ""],
        ["2", "- Hướng dẫn doanh nghiệp đăng ký", "DN", "21", "40", "-", ""],
        ["3", "Tỷ lệ thôn có sóng 4G", "%", "97,5", "99,0", "98,6", "Do còn 02 thôn vùng lõm"],
    ]
    check_places(report)
    for row in table.rows:
        for cell in row:
            if cell.text and "\n" not in report.text[cell.start : cell.end]:
                assert report.text[cell.start : cell.end] == cell.text


def test_a_header_repeated_on_the_next_page_is_dropped() -> None:
    report = parse(
        spread(
            "1", "Số trạm thu phát", "sóng", "Trạm", "1.200", "1.250 1.310", "2",
            "Số thuê bao internet", "băng rộng", *HEAD, "trên địa bàn tỉnh", "Thuê bao",
            "420.500", "431.000 433.750",
        )
    )  # fmt: skip
    (table,) = report.tables
    assert [row[1] for row in rows(table)] == [
        "Số trạm thu phát sóng",
        "Số thuê bao internet băng rộng trên địa bàn tỉnh",
    ]
    assert rows(table)[1][3:6] == ["420.500", "431.000", "433.750"]


def test_group_titles_are_put_before_the_columns_under_them() -> None:
    lines = [
        "PHỤ LỤC", "", "TT Chỉ tiêu", "Đơn vị", "", "tính", "", "Thực hiện", "", "2023", "",
        "Năm 2024 Dự kiến năm 2025", "", "Kế hoạch", "ƯTH cả", "", "năm", "", "Kế", "", "hoạch", "",
        "So với", "", "ƯTH", "", "2024 (%)", "",
        " 1 Số thuê bao điện thoại Thuê bao 910.500 920.000 931.250 950.000 102", "",
        " 2 Số xã, phường có", "", "điểm bưu điện", "", "Điểm 140 138 138 138 100",
    ]  # fmt: skip
    (table,) = parse("\n".join(lines) + "\n").tables
    assert header(table)[3:] == [
        "Thực hiện 2023", "Năm 2024 / Kế hoạch", "Năm 2024 / ƯTH cả năm",
        "Dự kiến năm 2025 / Kế hoạch", "Dự kiến năm 2025 / So với ƯTH 2024 (%)",
    ]  # fmt: skip
    assert rows(table)[1] == [
        "2", "Số xã, phường có điểm bưu điện", "Điểm", "140", "138", "138", "138", "100",
    ]  # fmt: skip


def test_rows_with_tabs() -> None:
    report = parse(
        "Bảng 1\n\nTT\tChỉ tiêu\tNăm 2024\n1\tSố xã\t105\n2\tSố thôn\t640\n\nHết bảng.\n"
    )
    (table,) = report.tables
    assert header(table) == ["TT", "Chỉ tiêu", "Năm 2024"]
    assert rows(table) == [["1", "Số xã", "105"], ["2", "Số thôn", "640"]]
    assert report.blocks[-1].text == "Hết bảng."
    check_places(report)


def test_prose_with_the_letters_tt_is_no_table() -> None:
    report = parse("TT&TT là lĩnh vực mới của Sở.\n\n1 cơ sở được kiểm tra trong năm 2025.\n")
    assert not report.tables


def test_text_after_a_table_is_no_row() -> None:
    report = parse(
        spread("1", "Số trạm", "Trạm", "10", "12 13", "2", "Số xã", "Xã", "96", "96 96")
        + "\n\n3. Đánh giá kết quả thực hiện các chỉ tiêu\n\n- Các chỉ tiêu đều đạt kế hoạch.\n"
    )
    (table,) = report.tables
    assert len(table.rows) == 2
    assert report.blocks[-1].text == "Các chỉ tiêu đều đạt kế hoạch."
