"""Days and years that cannot be, and the numbers that only look like dates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking import Finding, Severity
from assistant.checking.dates import bad_dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Quyết định số 45/QĐ-UBND ngày 14/3/20244 của UBND tỉnh", "14/3/20244"),
        ("thực hiện từ ngày 31/02/2025 đến nay", "31/02/2025"),
        ("họp ngày 30/2 tại Sở", "ngày 30/2"),
        ("trước ngày 31/4/2026", "31/4/2026"),
        ("ngày 12 tháng 13 năm 2025", "ngày 12 tháng 13 năm 2025"),
        ("ngày 29/02/2023", "29/02/2023"),
        ("mục tiêu đến năm 203; tầm nhìn 2050", "năm 203"),
        ("giai đoạn 2026-203 trên địa bàn", "giai đoạn 2026-203"),
        ("giai đoạn 2025 - 2021 của tỉnh", "giai đoạn 2025 - 2021"),
    ],
)
def test_a_malformed_date_is_found(text: str, words: str) -> None:
    assert [text[d.start : d.end] for d in bad_dates(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 45/QĐ-UBND ngày 14/3/2024 của UBND tỉnh Sơn Hà",
        "Thông tư số 12/2025/TT-BKHCN và tiêu chuẩn ISO/IEC 17025:2017",
        "giai đoạn 2021 – 2025, tầm nhìn đến năm 2050",
        "hằng năm 150 lượt người được tập huấn",
        "đã khắc phục 10/10 thôn; đạt 24/7; phiên bản 3.0.1",
        "năm học 2024-2025, khóa 2021-25",
        "ngày 29/02/2024 là ngày cuối tháng",
        "Ngày Sở hữu trí tuệ thế giới (26/4)",
        "thu 1.292.000 đồng năm 2025",
    ],
)
def test_a_sound_text_is_left_alone(text: str) -> None:
    assert list(bad_dates(text)) == []


@settings(max_examples=40)
@given(st.dates())
def test_no_real_date_of_our_time_is_malformed(day) -> None:
    inside = 1900 <= day.year <= 2100
    assert bool(list(bad_dates(f"ngày {day.day}/{day.month}/{day.year:04d} của"))) is not inside


def test_the_right_date_is_suggested_where_another_place_has_it(
    findings: Callable[..., list[Finding]],
) -> None:
    wrong = "- Trình Quyết định số 512/QĐ-UBND ngày 17/6/20255 của UBND tỉnh về hỗ trợ sản xuất."
    right = "- Theo Quyết định số 512/QĐ-UBND ngày 17/6/2025 của UBND tỉnh về hỗ trợ sản xuất."
    found = [f for f in findings(a=wrong, b=right) if f.kind == "malformed_date"]
    assert len(found) == 1
    assert found[0].severity is Severity.ERROR
    assert found[0].suggestion == "17/6/2025"
    assert {p.doc for p in found[0].evidence} == {"a.txt", "b.txt"}
