"""Footnote marks that OCR has turned into signs find their notes, by order and by what is left."""

from __future__ import annotations

import pytest

from corpus.layout.damaged_marks import signs_in
from corpus.readers.base import Source
from corpus.reading import _report


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("nâng cao năng lực cạnh tranh?.", ["?"]),
        ("02 lớp đào tạo%; (2) Tổ chức", ["%"]),
        ("thực hiện năm 2025%°; cấp quyền", ["%°"]),
        ("đến năm 2030%3; tổng kết", ["%3"]),
        ("cho 02 công ty*2. Tham gia", ["*2"]),
        ("tỉnh Sơn Hà (cũ)”®. Cấp 01 giấy", ["®"]),
        ("03 Kế hoạch® và 02 Công văn®® triển khai", ["®", "®®"]),
        ("chất lượng24 Hướng dẫn 12 cơ sở", ["24"]),
        # no marks
        ("đạt 95%; giảm 4,2%.", []),
        ("diện tích 500 m2, số lượng 12 con", []),
        ("sàn thương mại Sen'đỏ", []),
        ("làm cơ' sở xây dựng", []),
        ("đánh giá mô6 hình thực hiện", []),
        ("Nghị quyết 193/2025/QH15 ngày 19/02/2025", []),
    ],
)
def test_signs(text: str, signs: list[str]) -> None:
    assert [text[sign.start : sign.end] for sign in signs_in(text)] == signs


FIRST = (
    "BÁO CÁO\n"
    "Kết quả công tác năm 2025 của ngành khoa học và công nghệ\n\n"
    "- Cấp 12 giấy phép tiến hành công việc bức xạ theo kế hoạch đã được phê duyệt?.\n"
    "- Đánh giá mô6 hình trồng dược liệu dưới tán rừng tại huyện Sơn Hà®; giải ngân đạt 95%.\n"
    "- Tổ chức 03 lớp tập huấn về sở hữu trí tuệ cho doanh nghiệp trong năm 2025%*3.\n"
    "- Tham mưu ban hành 02 Công văn®® triển khai nhiệm vụ của ngành trong quý IV.\n\n\n"
)
NOTES = (
    "10 Quyết định số 71/QĐ-UBND ngày 02/4/2025.\n"
    "11 Nhiệm vụ do Trung tâm Ứng dụng chủ trì.\n"
    "12 Trong đó 01 lớp trực tuyến.\n"
    "13 Công văn số 118/SKHCN-QLCN ngày 06/5/2025.\n"
)
TEXT = "Số liệu tính đến ngày 30/9/2025.\n\f" + FIRST + "_" * 20 + "\n" + NOTES + "\f- Tiếp tục.\n"


def first_notes(text: str) -> str:
    for new, old in enumerate(("10", "11", "12", "13"), 1):
        text = text.replace(f"\n{old} ", f"\n{new} ")
    return text


def test_signs_in_order_are_the_notes_in_order() -> None:
    report = _report(Source(first_notes(TEXT), restored=True), "quet.txt", "0" * 64)
    assert [note.mark for note in report.footnotes] == ["1", "2", "3", "4"]
    told = [report.blocks[note.from_block or 0].text for note in report.footnotes]
    assert [text[:8] for text in told] == ["Cấp 12 g", "Đánh giá", "Tổ chức ", "Tham mưu"]
    assert told[0].endswith("đã được phê duyệt.")  # the sign is taken out
    assert "huyện Sơn Hà; giải ngân đạt 95%." in told[1]
    assert "mô6 hình" in told[1]  # no mark of note 6


def test_a_sound_text_has_no_signs_for_marks() -> None:
    report = _report(Source(first_notes(TEXT)), "sach.txt", "0" * 64)
    assert [note.from_block for note in report.footnotes] == [None] * 4
    assert any("phê duyệt?." in block.text for block in report.blocks)


def test_what_a_note_opens_with_settles_a_lost_mark() -> None:
    text = first_notes(TEXT).replace("phê duyệt?.", "phê duyệt.").replace("Sơn Hà®", "Sơn Hà")
    report = _report(Source(text.replace("2025%*3.", "2025."), restored=True), "a.txt", "0" * 64)
    assert [note.from_block is not None for note in report.footnotes] == [False] * 3 + [True]


def test_notes_at_the_foot_of_a_page_need_no_blank_line_in_damaged_text() -> None:
    tight = (
        first_notes(TEXT).replace("_" * 20 + "\n", "").replace("\n\n", "\n").replace("\n\n", "\n")
    )
    report = _report(Source(tight, restored=True), "quet.txt", "0" * 64)
    assert [(note.mark, note.from_block is not None) for note in report.footnotes] == [
        ("1", True),
        ("2", True),
        ("3", True),
        ("4", True),
    ]
    sound = _report(Source(tight), "sach.txt", "0" * 64)
    assert not sound.footnotes
