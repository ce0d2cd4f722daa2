"""Syllables that official Vietnamese does not write where they stand."""

from __future__ import annotations

import pytest

from assistant.checking.spelling import speller
from corpus.model import Block

judge = speller()
pytestmark = pytest.mark.skipif(judge is None, reason="the language model is not built")


@pytest.mark.parametrize(
    ("text", "written", "meant"),
    [
        ("Trong quá tình thực hiện nhiệm vụ còn vướng mắc.", "tình", "trình"),
        ("Các đơn vị phối hớp chặt chẽ với địa phương.", "hớp", "hợp"),
        ("Tổ chức kiểm tra chất lựơng sản phẩm.", "lựơng", "lượng"),
        ("Ủy ban nhân dân tĩnh Sơn Hà báo cáo.", "tĩnh", "tỉnh"),
    ],
)
def test_a_slip_of_one_letter_or_mark(text: str, written: str, meant: str) -> None:
    assert judge is not None
    found = [(s.written, s.meant) for s in judge.slips(Block.of(text))]
    assert (written, meant) in found


@pytest.mark.parametrize(
    "text",
    [
        "Trong quá trình thực hiện nhiệm vụ còn vướng mắc.",
        "Sở Khoa học và Công nghệ tỉnh Sơn Hà báo cáo kết quả hoá đơn điện tử.",
        "Ông Đặng Hữu Tâm, bà Vũ Thị Hạnh dự họp tại xã Ba Vân, huyện Trà Lâm.",
        "Nuôi giống gà H’re, lợn Kiềng Sắt; trồng sâm dây, quế, hồi.",
        "Triển khai nền tảng IoT, Big Data, AI cho doanh nghiệp logistics.",
    ],
)
def test_sound_text_and_names(text: str) -> None:
    assert judge is not None
    assert list(judge.slips(Block.of(text))) == []
