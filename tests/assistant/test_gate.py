"""The gate: a true number behind another noun is a false claim; nothing hides a digit."""

from dataclasses import replace

import pytest

from assistant.drafting.gate import edited, gated, problems, weighed
from assistant.drafting.record import (
    Draft,
    DraftNote,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from corpus.model import BlockKind, Place
from corpus.reading import find_all, parse

SAID = (
    "Nâng cấp 14 hồ chứa nước, sửa chữa 24 trạm bơm; có 1.602 hộ dùng nước máy và 1.123 hộ dùng "
    "nước giếng, đạt 99,58%. Ban hành Kế hoạch số 31/KH-UBND ngày 12/3/2025 về kênh mương và "
    "Quyết định số 77/QĐ-UBND ngày 15/8/2025 về thành lập Tổ công tác."
)


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        "Đã nâng cấp 14 hồ chứa nước và sửa chữa 24 trạm bơm.",
        "Có 1.602 hộ dùng nước máy.",
        "Tỷ lệ hộ dùng nước đạt 99,58%.",
        "Kế hoạch số 31/KH-UBND ngày 12/3/2025 về kênh mương đã được ban hành.",
        "Tổng số công trình là 14 + 24 = 38.",
        "Công tác thủy lợi được quan tâm.",
    ],
)
def test_supported(text: str) -> None:
    assert problems(text, [SAID]) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Nâng cấp 15 hồ chứa nước.", "15"),
        ("Nâng cấp 24 hồ chứa nước.", "24"),  # the pumps'
        ("Nâng cấp 14 hồ chứa nước, sửa chữa 14 trạm bơm.", "14"),
        ("Có 1.123 hộ dùng nước máy và 1.602 hộ dùng nước giếng.", "1.123"),
        ("Nâng cấp １５ hồ chứa nước.", "15"),  # full-width
        ("Nâng cấp 1\u200b5 hồ chứa nước.", "15"),  # a space without width
        ("Nâng cấp ⑮ hồ chứa nước.", "15"),
        ("Nâng cấp ١٥ hồ chứa nước.", "١٥"),
        ("Nâng cấp mười bốn hồ chứa nước.", "mười bốn"),
        ("Tỷ lệ đạt chín mươi chín phần trăm.", "chín mươi chín phần trăm"),
        ("Nâng cấp XIV hồ chứa nước.", "XIV"),
        ("Nâng cấp [14 trạm bơm].", "14"),  # brackets are no excuse
        ("Kế hoạch số 32/KH-UBND về kênh mương.", "32/KH-UBND"),
        ("Kế hoạch số 31/KH-UBND ngày 15/8/2025 về kênh mương.", "15/8/2025"),
        ("Ban hành Quyết định số 77/QĐ-HĐND về thành lập Tổ công tác.", "77/QĐ-HĐND"),
        ("Tổng số công trình là 14 + 24 = 39.", "39"),
        ("Nâng cấp 1.4 hồ chứa nước.", "1.4"),
    ],
)
def test_unsupported(text: str, wrong: str) -> None:
    assert wrong in [problem.text for problem in problems(text, [SAID])]


def test_the_term_of_the_quoc_hoi_is_part_of_a_number() -> None:
    said = ["Luật số 31/2024/QH15 của Quốc hội về đất đai; Quyết định số 12/0P-UBND của tỉnh."]
    assert problems("Thực hiện Luật số 31/2024/QH15 về đất đai.", said) == []
    (found,) = problems("Thực hiện Luật số 31/2024/QH14 về đất đai.", said)
    assert found.text == "31/2024/QH14"
    assert problems("Thực hiện Quyết định số 12/QĐ-UBND của tỉnh.", said) == []  # a scan's letters


@pytest.mark.parametrize("text", ["", "   ", "...", "Năm nay tư tưởng ổn định."])
def test_words_that_are_no_numbers(text: str) -> None:
    assert problems(text, []) == []


PLACE = Place("bc.txt", 1, 1, None, 0, len(SAID), SAID)
DAY = Mark(MarkKind.PERIOD, "cần xác nhận mốc 30/9/2025")
SENTENCE = DraftSentence("Nâng cấp 14 hồ chứa nước.", (PLACE,), (DAY,))
GAP = Mark(MarkKind.GAP, "CHƯA CÓ SỐ LIỆU: kênh mương")
SECTION = DraftSection("I", "I.", "x", 1, (Paragraph((SENTENCE,)), Paragraph(gap=GAP)))


def test_edited_text_is_gated_anew() -> None:
    same = edited(SECTION, SECTION.text, {})
    assert same == SECTION
    text = SECTION.text.replace("14 hồ", "16 hồ") + "\n- Thưởng 500 triệu đồng."
    changed = edited(SECTION, text, {})
    marks = [m for s in changed.sentences for m in s.marks if m.kind is MarkKind.UNSUPPORTED]
    assert len(marks) == 2
    assert "16" in marks[0].text
    assert "500" in marks[1].text
    assert changed.gaps == (str(GAP),)
    assert DAY in changed.sentences[0].marks


def test_a_mark_goes_when_the_text_is_put_right() -> None:
    wrong = replace(SENTENCE, text="Nâng cấp 16 hồ chứa nước.")
    draft = Draft("x", (replace(SECTION, paragraphs=(Paragraph((wrong,)),)),))
    marked = gated(draft, [])
    assert len(marked.unsupported) == 1
    assert len(gated(marked, []).sections[0].sentences[0].marks) == 2  # not doubled
    right = replace(marked.sections[0].sentences[0], text=SENTENCE.text)
    again = gated(
        replace(marked, sections=(replace(SECTION, paragraphs=(Paragraph((right,)),)),)), []
    )
    assert again.unsupported == ()
    assert again.sections[0].sentences[0].marks == (DAY,)


STORED = """UBND TỈNH SƠN HÀ
SỞ THỦY LỢI
Số: 45/BC-STL
Sơn Hà, ngày 05 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm 2025

I. Kết quả công tác
- Trong quý I năm 2025, nạo vét 36 km kênh chính; tổng kinh phí 1.200 triệu đồng.
- Trên địa bàn tỉnh Sơn Hà có 58 trạm bơm; vận hành 14 hồ chứa.
- Tham mưu Kế hoạch số 31/KH-UBND ngày 12/3/2025 và Quyết định số 77/QĐ-UBND ngày 15/4/2025.
"""


@pytest.mark.parametrize(
    ("line", "text", "told"),
    [
        (0, "Nạo vét 36 km kênh chính trong quý I năm 2025.", []),
        (0, "Nạo vét được 36 km kênh chính.", []),
        (0, "Năm 2024, nạo vét 36 km kênh chính.", ["2024", "36"]),
        (0, "Đã nạo vét kênh chính, tổng kinh phí 1,2 tỷ đồng.", []),  # the same, written otherwise
        (0, "Đã nạo vét kênh chính, tổng kinh phí 1,3 tỷ đồng.", ["1,3"]),
        (0, "Đã nạo vét 36 km đê biển.", ["36"]),
        (1, "Có 58 trạm bơm trên địa bàn tỉnh Sơn Hà.", []),
        (1, "Trên địa bàn tỉnh Hải Bình có tất cả 58 trạm bơm.", ["58"]),
        (1, "Có 14 trạm bơm và 58 hồ chứa.", ["14", "58"]),
        (2, "Ban hành Kế hoạch số 31/KH-UBND ngày 12/3/2025.", []),
        (2, "Ban hành Kế hoạch số 31/KH-UBND ngày 15/4/2025.", ["31/KH-UBND", "15/4/2025"]),
        (2, "Ban hành Quyết định số 77/QĐ-UBND ngày 15/4/2025.", []),
    ],
)
def test_what_is_stored_of_a_figure_is_compared(line: int, text: str, told: list[str]) -> None:
    report = find_all(parse(STORED, "thang6.txt"))
    blocks = [n for n, block in enumerate(report.blocks) if block.kind is BlockKind.BULLET]
    place = report.place(blocks[line], 0, len(report.blocks[blocks[line]].text))
    assert [p.text for p in weighed(text, [place], {report.doc: report})] == told


def test_notes_pass_the_gate_too() -> None:
    report = find_all(parse(STORED, "thang6.txt"))
    number = next(n for n, b in enumerate(report.blocks) if "trạm bơm" in b.text)
    place = report.place(number, 0, len(report.blocks[number].text))
    said = DraftSentence("Vận hành 14 hồ chứa.", (place,))
    for text, supported in (("Có 58 trạm bơm", True), ("Có 85 trạm bơm", False)):
        sentence = replace(said, notes=(DraftNote(20, text, (place,)),))
        section = DraftSection("I", "I.", "x", 1, (Paragraph((sentence,)),))
        result = gated(Draft("x", (section,)), [report])
        assert (result.unsupported == ()) is supported
