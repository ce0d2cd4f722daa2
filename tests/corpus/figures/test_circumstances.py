from datetime import date

import pytest

from corpus.figures.circumstances import Setting, circumstances, period_label, plans, until
from corpus.figures.counting import counts_in
from corpus.figures.part_links import COMPARISONS
from corpus.model import Block, BlockKind, Period, QuantityKind, Report

PERIOD = Period("6 tháng đầu năm 2025", date(2025, 1, 1), date(2025, 6, 30))


def setting_of(text, path=(), **fields):
    given = {
        "period": PERIOD,
        "as_of": date(2025, 6, 2),
        "scope": "tỉnh Hải Bình",
        "issuer": "Sở Khoa học và Công nghệ",
        "title": "Tình hình 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2025",
    } | fields
    block = Block(BlockKind.BULLET, text, tuple(range(len(text))), path=path)
    return Setting.of(Report("a.txt", "", text, **given), block)


def last_of(text, path=(), **fields):
    """Return the circumstances of the last figure in `text`."""
    setting, found = setting_of(text, path, **fields), None
    for count in counts_in(text):
        found = circumstances(
            setting,
            count.start,
            count.end,
            count.qualifier,
            found,
            compares=count.unit in COMPARISONS,
        )
    assert found is not None
    return found


PERIODS = [
    ("Tổ chức 02 lớp.", "6 tháng đầu năm 2025"),
    ("Năm 2022: 160 lượt.", "năm 2022"),
    ("Năm 2022: 160 lượt; Năm 2023: 310 lượt.", "năm 2023"),
    ("Trong năm 2024, đã tổ chức 02 lớp.", "năm 2024"),
    ("Quý I/2025, tiếp nhận 12 hồ sơ.", "quý I/2025"),
    ("Trong 9 tháng đầu năm 2025, tiếp nhận 12 hồ sơ.", "9 tháng đầu năm 2025"),
    ("Đến cuối tháng 5/2025, có 28 hệ thống.", "đến cuối tháng 5/2025"),
    ("Hằng tháng, kiểm định 700 mẫu.", "hằng tháng"),
    ("Hàng năm, chỉnh trang 40 km cáp.", "hằng năm"),
    ("Họp đánh giá 19 sáng kiến của các sở năm 2024.", "năm 2024"),
    ("Họp đánh giá 19 sáng kiến năm 2024. Có 07 sáng kiến được công nhận.", "năm 2024"),
    ("Phê duyệt 01 nhiệm vụ năm 2025.", "6 tháng đầu năm 2025"),
    ("Theo Kế hoạch năm 2024 của Sở đã tổ chức 02 lớp.", "6 tháng đầu năm 2025"),
    ("Đến cuối năm 2026, ước hỗ trợ 14 hộ; đã hỗ trợ 61 hộ.", "6 tháng đầu năm 2025"),
    ("Từ ngày 01/7/2025 đến ngày 15/9/2025, tiếp nhận 12 hồ sơ.", "từ 01/7/2025 đến 15/9/2025"),
    ("Từ 01/7/2025 đến nay, tiếp nhận 12 hồ sơ.", "từ 01/7/2025 đến nay"),
    ("Trình 03 nghị quyết trong quý IV/2025.", "quý IV/2025"),
    ("Quy mô gấp 1,2 lần năm 2023.", "6 tháng đầu năm 2025"),
    ("Tăng 1,5 lần so với cùng kỳ năm 2024 (822 hồ sơ).", "cùng kỳ năm 2024"),
    ("Tăng 12% so với cùng kỳ (822 hồ sơ).", "cùng kỳ năm trước"),
    ("Giai đoạn 2021-2025 đã chi 350 triệu đồng; riêng năm 2025 là 75 triệu đồng.", "năm 2025"),
    ("Hoàn thành 50 nhiệm vụ giai đoạn 2020-2024.", "giai đoạn 2020-2024"),
]

SCOPES = [
    ("Tổ chức 02 lớp.", "tỉnh Hải Bình"),
    ("Khu vực Đông Hải Bình: Triển khai 50 nhiệm vụ.", "Khu vực Đông Hải Bình"),
    ("Hỗ trợ 12 hộ trên địa bàn tỉnh Sơn Hà (cũ).", "tỉnh Sơn Hà (cũ)"),
    ("(1) Sơn Hà cũ đã hỗ trợ 42 hộ; (2) Hải Bình cũ hỗ trợ 19 hộ.", "tỉnh Hải Bình (cũ)"),
    ("(1) Sơn Hà cũ đã hỗ trợ 42 lượt: 26 hộ; 16 trường.", "tỉnh Sơn Hà (cũ)"),
    ("Trên địa bàn tỉnh Sơn Hà có 12 xã.", "tỉnh Sơn Hà"),
    ("Trên địa bàn tỉnh Sơn Hà đã có 12 xã.", "tỉnh Sơn Hà"),
    ("Đăng lên Cổng thành phần Sở (250 tin; 90 ảnh).", "Sở Khoa học và Công nghệ"),
    ("Zalo của Sở (65 tin).", "Sở Khoa học và Công nghệ"),
    ("Phối hợp với Sở Y tế khám 65 hộ.", "tỉnh Hải Bình"),
    ("Lâm Đồng công bố 4 bài toán, Bình Thuận công bố 9 bài toán.", "tỉnh Bình Thuận (cũ)"),
]

KINDS = [
    ("Đã tổ chức 02 lớp.", QuantityKind.ACTUAL),
    ("Dự kiến tổ chức 02 lớp.", QuantityKind.PLAN),
    ("Thời gian tới sẽ hỗ trợ 15 hộ.", QuantityKind.PLAN),
    ("Ước đạt 200 lượt.", QuantityKind.ESTIMATE),
    ("Năm 2025, ước hỗ trợ 14 hộ.", QuantityKind.ESTIMATE),
    ("Phấn đấu số trạm đạt 50%.", QuantityKind.TARGET),
    ("Thực hiện các mục tiêu, đã cấp 12 giấy phép.", QuantityKind.ACTUAL),
    ("Sẽ tổ chức hội thảo; đã cấp 12 giấy phép.", QuantityKind.ACTUAL),
]

HEADINGS = [
    (("II. Nhiệm vụ trọng tâm 6 tháng cuối năm",), True),
    (("III. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",), True),
    (("B. KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2026",), True),
    (("II. Một số nhiệm vụ chủ yếu",), True),
    (("II. Mục tiêu, chỉ tiêu",), True),
    (("I. Kết quả thực hiện nhiệm vụ 6 tháng đầu năm",), False),
    (("I. Tình hình thực hiện kế hoạch năm 2025",), False),
    (("9. Công tác kế hoạch, tài chính",), False),
    (("* Chương trình Mục tiêu quốc gia",), False),
    (("II. Nhiệm vụ trọng tâm", "1. Khoa học"), True),
    (("II. Nhiệm vụ trọng tâm", "1. Đánh giá kết quả"), False),
    ((), False),
]


@pytest.mark.parametrize(("text", "label"), PERIODS)
def test_periods(text, label):
    assert last_of(text).period == label


@pytest.mark.parametrize(("text", "scope"), SCOPES)
def test_scopes(text, scope):
    assert last_of(text).scope == scope


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text, kind):
    assert last_of(text).kind is kind


@pytest.mark.parametrize(("path", "plan"), HEADINGS)
def test_headings(path, plan):
    assert plans(path)[0] is plan


def test_plan_sections_take_their_period_from_the_heading():
    found = last_of("Tổ chức 02 lớp.", path=("II. Nhiệm vụ trọng tâm 6 tháng cuối năm",))
    assert (found.period, found.kind) == ("6 tháng cuối năm 2025", QuantityKind.PLAN)
    assert found.as_of is None
    found = last_of("Tổ chức 02 lớp.", path=("B. Kế hoạch năm 2026", "1. Bưu chính"))
    assert found.period == "năm 2026"


def test_plan_heading_without_a_period_uses_the_title():
    found = last_of("Tổ chức 02 lớp.", path=("II. Phương hướng, nhiệm vụ",))
    assert found.period == "6 tháng cuối năm 2025"


def test_as_of():
    assert last_of("Đến cuối tháng 5/2025, có 28 hệ thống.").as_of == date(2025, 5, 31)
    assert last_of("Tính đến 15/5/2025 có 28 hệ thống.").as_of == date(2025, 5, 15)
    assert last_of("Có 28 hệ thống.").as_of == date(2025, 6, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ước đến 30/6/2024", date(2024, 6, 30)),
        ("đến cuối tháng 2/2024", date(2024, 2, 29)),
        ("đến 31/02/2024", None),
        ("từ tháng 5/2024", None),
    ],
)
def test_until(text, day):
    assert until(text) == day


def test_period_labels():
    assert period_label("06 tháng cuối năm", 2025) == "6 tháng cuối năm 2025"
    assert period_label("Kế hoạch năm 2026") == "năm 2026"
    assert period_label("giai đoạn 2021 – 2025") == "giai đoạn 2021-2025"
    assert period_label("Ghi chú") is None


def test_nothing_known_is_not_assumed():
    found = last_of("Có 28 hệ thống.", period=None, as_of=None, scope=None, title="")
    assert (found.period, found.as_of, found.scope) == (None, None, None)
