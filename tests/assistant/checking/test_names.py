"""One firm under two names; a date or period that lost its year."""

from __future__ import annotations

import pytest

from assistant.checking.names import name_findings
from assistant.checking.wording import wording_findings
from corpus.reading import parse


@pytest.mark.parametrize(
    "text",
    [
        "- Công ty TNHH An Phúc Khang giao 20 tấn hàng.\n"
        "- Kiểm tra Công ty TNHH Dịch vụ Vận tải An Phúc Khang, đạt yêu cầu.",
        "Công ty Cổ phần Nông sản Hải Bình Xanh; trong đó Công ty CP Hải Bình Xanh nộp muộn.",
    ],
)
def test_a_name_with_words_left_out(text: str) -> None:
    assert [f.kind for f in name_findings([parse(text, "a.txt")])] == ["unit_place_name"]


@pytest.mark.parametrize(
    "text",
    [
        "Công ty TNHH An Phúc Khang; Công ty TNHH MTV An Phúc Khang.",  # only the legal form
        "Công ty TNHH Thép Minh Hòa Lộc và Công ty TNHH Gỗ Minh Hòa Lộc.",  # two firms
        "Công ty TNHH An Phúc Khang và Công ty TNHH An Phúc Thịnh.",
    ],
)
def test_other_firms(text: str) -> None:
    assert name_findings([parse(text, "a.txt")]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổ chức tuyển chọn nhiệm vụ cấp tỉnh đợt 2 năm. Phê duyệt kết quả.", True),
        ("Báo cáo quý III năm; gửi trước ngày 15.", True),
        ("Tổ chức tuyển chọn đợt 2 năm 2025.", False),
        ("Thực hiện trong 2 năm. Kết thúc đúng hạn.", False),
        ("Thời gian thực hiện 12 tháng 2 năm trước.", False),
    ],
)
def test_a_year_is_missing(text: str, found: bool) -> None:
    kinds = [f.explanation for f in wording_findings([parse(text, "a.txt")])]
    assert any("Thiếu số năm" in kind for kind in kinds) == found
