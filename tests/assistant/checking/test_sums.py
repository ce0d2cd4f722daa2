"""Totals against their parts, in sentences, footnotes and tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity
from assistant.checking.sums import slip_explains
from assistant.checking.tables import cell_value

Check = Callable[..., list[Finding]]


def sums(found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.kind in ("sum_mismatch", "percent_mismatch")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("- Kiểm tra 41 cơ sở (28 tổ chức và 12 cá nhân).", (41, 40)),
        ("- Có 3.412 chứng thư số (512 tổ chức, 2.890 cá nhân, 20 thiết bị).", (3412, 3422)),
        (
            "- Hướng dẫn 52 lượt doanh nghiệp: 26 cơ sở dùng mã vạch; 12 cơ sở công bố tiêu chuẩn;"
            " 04 doanh nghiệp áp dụng công cụ cải tiến.",
            (52, 42),
        ),
        ("- Quản lý 20 nhiệm vụ, trong đó 13 nhiệm vụ mới, 08 nhiệm vụ chuyển tiếp.", (20, 21)),
        # a share of the total between it and its parts
        (
            "- Sản lượng thủy sản đạt 18.650 tấn, bằng 51,2% kế hoạch và tăng 3,4% so với cùng kỳ,"
            " gồm khai thác 11.400 tấn và nuôi trồng 7.280 tấn.",
            (18650, 18680),
        ),
        # parts that are kinds of what is counted, with names of their own
        (
            "- Đã ban hành 14 văn bản chỉ đạo, gồm 05 quyết định, 06 kế hoạch và 04 công văn.",
            (14, 15),
        ),
        (
            "- Hiện có 412 công chức, viên chức, người lao động; trong đó 168 công chức, 230 viên"
            " chức và 13 người lao động hợp đồng.",
            (412, 411),
        ),
        ("- Quản lý 22 nhiệm vụ, trong đó 13 nhiệm vụ mới, 08 nhiệm vụ chuyển tiếp.", (22, 21)),
    ],
)
def test_a_sum_that_does_not_come_out(findings: Check, text: str, values: tuple) -> None:
    (finding,) = sums(findings(a=text))
    assert finding.values == values
    assert finding.severity is not Severity.INFO
    assert "=" in finding.explanation


@pytest.mark.parametrize(
    "text",
    [
        "- Kiểm tra 40 cơ sở (28 tổ chức và 12 cá nhân).",
        "- Quản lý 21 nhiệm vụ, trong đó 13 nhiệm vụ mới, 08 nhiệm vụ chuyển tiếp.",
        # "trong đó" alone allows a rest
        "- Triển khai 50 nhiệm vụ; trong đó: có 26 mô hình ở miền núi; 12 mô hình liên kết.",
        "- Phê duyệt 35 đề tài, trong đó đã nghiệm thu 16 đề tài.",
        # parts of other things
        "- Tổ chức 12 lớp, gồm 05 ngày lý thuyết và 03 ngày thực hành.",
        "- Xây dựng 03 mô hình, gồm 02 ha lúa và 05 ha ngô.",
        "- Trồng 18.650 cây, đạt 51,2% kế hoạch, gồm 11.400 cây keo và 7.250 cây bạch đàn.",
        "- Nuôi lợn với số lượng 65 con (cung cấp cho dân 240 con giống), gà 210 con.",
        "- Cổng thông tin đăng 250 tin, bài; 1.103 văn bản; 90 ảnh; 12 video.",
        # years of one series, none the total of the others
        "- Kết quả: Năm 2022: 160 lượt; Năm 2023: 310 lượt; Năm 2024: 250 lượt.",
        "- Đào tạo hơn 40 người (20 nam, 15 nữ).",
    ],
)
def test_what_is_no_wrong_sum(findings: Check, text: str) -> None:
    assert sums(findings(a=text)) == []


RULE = " " * 43  # the line of spaces that stands above footnotes
NOTED = """- Đã hỗ trợ {} lượt doanh nghiệp1 áp dụng công cụ cải tiến năng suất.

{rule}
1 (1) Vùng Đông hỗ trợ 42 lượt doanh nghiệp; (2) Vùng Tây hướng dẫn 19 doanh nghiệp.
"""


@pytest.mark.parametrize(("total", "count"), [(61, 0), (63, 1), (81, 1)])
def test_a_total_whose_footnote_gives_the_parts(findings: Check, total: int, count: int) -> None:
    assert len(sums(findings(a=NOTED.format(total, rule=RULE)))) == count


@pytest.mark.parametrize(
    ("total", "parts", "explained"),
    [
        (14, [2, 15, 0], True),
        (17069, [2852, 14205, 10], True),
        (41, [28, 12], True),
        (50, [26, 12], False),
        (60, [26, 12], False),
    ],
)
def test_whether_one_digit_explains(total: float, parts: list[float], explained: bool) -> None:
    assert slip_explains(total, parts) is explained


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.293.500", 1293500), ("98,2", 98.2), ("06", 6), ("102%", 102), ("-", None), ('"', None)],
)
def test_cell_values(text: str, value: float | None) -> None:
    assert cell_value(text) == value


def test_tables_are_summed_and_ratios_recomputed(table_report: Callable[..., object]) -> None:
    from assistant.checking.tables import table_findings

    report = table_report(
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025", "So với 2024 (%)"],
        ["1", "Tổng số nhiệm vụ", "Nhiệm vụ", "20", "24", "120"],
        ["", "- Cấp tỉnh", "Nhiệm vụ", "12", "14", "117"],
        ["", "- Cấp cơ sở", "Nhiệm vụ", "08", "11", "138"],
        ["2", "Số thuê bao", "Thuê bao", "1.200", "1.500", "135"],
        ["3", "Số lớp tập huấn", "Lớp", "10", "11", "110"],
    )
    found = table_findings([report])
    assert [(f.kind, f.values) for f in found] == [
        ("sum_mismatch", (24, 25)),
        ("percent_mismatch", (135, 125)),
    ]
    assert all(f.severity is Severity.ERROR for f in found)
    assert "14 + 11 = 25" in found[0].explanation


def test_a_share_that_stands_still(table_report: Callable[..., object]) -> None:
    from assistant.checking.rates import rate_findings

    rows = [
        ["TT", "Chỉ tiêu", "ĐVT", "Năm 2024", "Năm 2025"],
        ["1", "Số trạm y tế có kho số", "Trạm", "120", "104"],
        ["2", "Tỷ lệ trạm y tế có kho số", "%", "97,5", "97,5"],
    ]
    (finding,) = rate_findings([table_report(*rows)])
    assert finding.values == (97.5, 120, 104)
    rows[2][4] = "84,6"
    assert rate_findings([table_report(*rows)]) == []
