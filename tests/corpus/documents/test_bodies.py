"""The names of issuing bodies, read out of sentences."""

from __future__ import annotations

import pytest

from corpus.documents.bodies import read_issuer
from corpus.documents.body_names import normal
from corpus.text import fold

BODIES = [
    ("Bộ Chính trị khóa XIII về", "Bộ Chính trị"),
    ("TTg về việc", "Thủ tướng Chính phủ"),
    ("Ban Thường vụ Tỉnh uỷ về", "Ban Thường vụ Tỉnh ủy"),
    ("Ban Thường vụ Tỉnh ủy Sơn Hà về", "Ban Thường vụ Tỉnh ủy Sơn Hà"),
    ("Ủy ban nhân dân thành phố Hải Bình về", "UBND thành phố Hải Bình"),
    ("UBND tỉnh  triển khai", "UBND tỉnh"),
    ("Chủ tịch UBND tỉnh Về việc giao", "Chủ tịch UBND tỉnh"),
    ("Chính phủ và Kế hoạch hành động", "Chính phủ"),
    ("Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII", "Ban Chấp hành Trung ương"),
    ("Bộ trưởng Bộ Khoa học và Công nghệ phục vụ", "Bộ trưởng Bộ Khoa học và Công nghệ"),
    ("Bộ Lao động-Thương binh và Xã hội và", "Bộ Lao động-Thương binh và Xã hội"),
    ("Cục Tiêu chuẩn Đo lường Chất lượng về", "Cục Tiêu chuẩn Đo lường Chất lượng"),
    ("Sở Tài chính và các đơn vị", "Sở Tài chính"),
    ("Ban Chỉ đạo về Kế hoạch hoạt động", "Ban Chỉ đạo"),
    (
        "Ban Chỉ đạo phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh Sơn Hà về việc",
        "Ban Chỉ đạo phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh Sơn Hà",
    ),
    ("B¢ Chinh tri, Nghi quyét", "Bộ Chính trị"),
    ("Thu tudng Chinh phu; Ve", "Thủ tướng Chính phủ"),
    ("Ban Thuong vu Tinh ty (3)", "Ban Thường vụ Tỉnh ủy"),
    ("Sé Khoa hoc va Cong nghé vé", "Sở Khoa học và Công nghệ"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_body_is_read_to_its_end(text: str, name: str) -> None:
    found = read_issuer(text, fold(text), 0)
    assert found is not None
    assert found[1] == name


@pytest.mark.parametrize("text", ["về việc", "các sở, ban, ngành", "nhân dân", "", "2025"])
def test_no_body(text: str) -> None:
    assert read_issuer(text, fold(text), 0) is None


def test_limit_ends_the_name() -> None:
    text = "Sở Khoa học và Công nghệ"
    found = read_issuer(text, fold(text), 0, limit=10)
    assert found is not None
    assert found[0] <= 10


def test_former_province_mark_is_left_out() -> None:
    assert normal("UBND tỉnh Hải Bình (cũ)") == "UBND tỉnh Hải Bình"
