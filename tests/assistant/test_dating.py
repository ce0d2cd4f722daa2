"""Periods of old reports in a report of another period: named with their year, marked, kept."""

import pytest

from assistant.drafting import draft, outline_from_text
from assistant.drafting.dating import other_period, settled, with_year
from assistant.drafting.period import period_in
from assistant.drafting.record import DraftSentence, MarkKind
from corpus.reading import find_all, parse

REPORT = """SỞ THỦY LỢI
Số: 88/BC-STL
Sơn Hà, ngày 15 tháng 10 năm 2025

BÁO CÁO
Kết quả công tác thủy lợi 9 tháng đầu năm 2025

I. Kết quả công trình thủy lợi
- Trong 6 tháng đầu năm, nạo vét 36 km kênh mương nội đồng.
- Trong 9 tháng đầu năm, nâng cấp 14 hồ chứa nước trên địa bàn tỉnh.
- Đến ngày 15/10/2025, sửa chữa 24 trạm bơm tưới tiêu.
- Năm 2024, xây mới 12 cống lấy nước tại các xã vùng cao.
"""
OUTLINE = "ĐỀ CƯƠNG\nBáo cáo thủy lợi 9 tháng đầu năm 2025\nI. Kết quả công trình thủy lợi\n- Số"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Trong 6 tháng đầu năm, nạo vét kênh.", "Trong 6 tháng đầu năm 2025, nạo vét kênh."),
        ("Trong 6 tháng đầu năm 2024, nạo vét.", "Trong 6 tháng đầu năm 2024, nạo vét."),
        ("Quý I nạo vét kênh.", "Quý I năm 2025 nạo vét kênh."),
        ("Quý I và quý II năm 2024 nạo vét.", "Quý I và quý II năm 2024 nạo vét."),
        ("Nạo vét trong tháng 6.", "Nạo vét trong tháng 6."),
    ],
)
def test_periods_name_their_year(text: str, expected: str) -> None:
    report = find_all(parse(REPORT, "bc.txt"))
    found = with_year(DraftSentence(text, ()), report)
    assert found.text == expected
    assert (found.sources != ()) is (text != expected)  # the title says the year


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Trong 6 tháng đầu năm 2025, nạo vét kênh.", "6 tháng đầu năm 2025"),
        ("Quý I/2025 nạo vét kênh.", "quý I/2025"),
        ("Trong 9 tháng đầu năm 2025, nạo vét kênh.", None),
        ("Năm 2024 nạo vét kênh.", None),
    ],
)
def test_another_part_of_the_year_is_told(text: str, told: str | None) -> None:
    assert other_period(text, period_in("9 tháng đầu năm 2025")) == told


def test_figures_of_the_period_and_of_years_past_are_settled() -> None:
    target = period_in("9 tháng đầu năm 2025")
    assert target is not None
    assert settled("9 tháng đầu năm 2025", target)
    assert settled("năm 2024", target)
    assert not settled("6 tháng đầu năm 2025", target)
    assert not settled(None, target)


def test_a_draft_of_nine_months_from_a_source_of_15_october() -> None:
    outline = outline_from_text(OUTLINE, "de_cuong.txt")
    report = find_all(parse(REPORT, "bc.txt"))
    result = draft(outline, [report])
    marks = {
        sentence.text[:24]: [m.text for m in sentence.marks if m.kind is MarkKind.PERIOD]
        for section in result.sections
        for sentence in section.sentences
    }
    assert result.unsupported == ()
    assert marks["Đến ngày 15/10/2025, sửa"] == ["cần xác nhận mốc 30/9/2025"]
    assert marks["Trong 6 tháng đầu năm 20"] == ["cần xác nhận mốc 30/9/2025"]
    assert marks["Trong 9 tháng đầu năm 20"] == []
    assert marks["Năm 2024, xây mới 12 cốn"] == []
