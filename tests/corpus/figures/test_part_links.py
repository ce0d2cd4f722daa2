import pytest

from corpus.figures.counting import counts_in
from corpus.figures.part_links import part_links

# (text, {value of a part: value of its total})
CASES = [
    ("Có 14 nhiệm vụ, trong đó 09 nhiệm vụ mới, 05 nhiệm vụ cũ.", {9: 14, 5: 14}),
    ("Kiểm tra 38 cơ sở (35 tổ chức và 03 cá nhân).", {35: 38, 3: 38}),
    ("Có 725 doanh nghiệp, trong đó: 602 doanh nghiệp lớn và 123 hộ.", {602: 725, 123: 725}),
    (
        "Cấp 169 chứng thư số (28 tổ chức, 140 cá nhân, 01 thiết bị).",
        {28: 169, 140: 169, 1: 169},
    ),
    ("Nuôi 65 con (cung cấp cho dân 240 con).", {}),
    ("Mở 12 lớp (350 học viên, 20 giảng viên).", {}),
    ("Mở 12 lớp (350 học viên).", {}),
    ("Hỗ trợ 42 lượt: 26 lượt cơ sở; 16 lượt trường.", {26: 42, 16: 42}),
    ("Cấp 12 giấy phép, 05 chứng chỉ.", {}),
    ("Có 60 ứng dụng; trong đó, có 20 ứng dụng kết nối.", {20: 60}),
    ("Có 14 nhiệm vụ, trong đó 09 mới. Cấp 03 giấy phép.", {9: 14}),
    ("Có 14 nhiệm vụ, gồm 09 nhiệm vụ mới. Cấp 03 giấy phép.", {9: 14}),
    ("Chi 50 triệu đồng, trong đó 20 triệu đồng mua máy cho 05 xã.", {2e7: 5e7}),
    ("Đạt 80%, trong đó 30 xã đạt.", {}),
    (
        "Có 20 hồ sơ, trong đó 12 hồ sơ cấp mới (07 tổ chức, 05 cá nhân), 08 hồ sơ gia hạn.",
        {12: 20, 7: 12, 5: 12, 8: 20},
    ),
    ("Tổng 30 mẫu, bao gồm 18 mẫu nước và 12 mẫu đất.", {18: 30, 12: 30}),
    ("Có 20 hồ sơ, trong đó 12 hồ sơ mạng; giải quyết 15 hồ sơ.", {12: 20}),
    ("Giải quyết 120 hồ sơ (trước hạn 85, đúng hạn 34, quá hạn 1).", {85: 120, 34: 120, 1: 120}),
    ("Thu 350 tỷ đồng, tăng 7,8%; trong đó thu nội địa 200 tỷ đồng.", {2e11: 3.5e11}),
    ("Có 14 nhiệm vụ, trong đó: tỉnh: 09 nhiệm vụ; cơ sở: 05 nhiệm vụ.", {9: 14, 5: 14}),
    ("Có 30 xã, trong đó có 21 xã nâng cao; có 35 sản phẩm.", {21: 30}),
    # A wrong digit in a part must not hide the link.
    ("Kiểm tra 38 cơ sở (36 tổ chức và 03 cá nhân).", {36: 38, 3: 38}),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_links(text, expected):
    counts = counts_in(text)
    links = part_links(text, counts)
    values = {counts[p].number.value: counts[t].number.value for p, t in links.items()}
    assert values == expected


def test_a_part_comes_after_its_total():
    text = "Có 14 nhiệm vụ, trong đó 09 nhiệm vụ mới (05 tỉnh, 04 cơ sở), 05 nhiệm vụ cũ."
    counts = counts_in(text)
    assert all(total < part for part, total in part_links(text, counts).items())
