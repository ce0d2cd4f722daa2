"""A đề cương becomes a tree: behind a letter, alone, pasted, wrapped, blank."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.outline import (
    Outline,
    for_localities,
    outline_from_text,
    parse_outline,
)
from assistant.drafting.period import period_in
from corpus.errors import OutlineError
from corpus.model import Report
from corpus.text import nfc

SHARED = Path(__file__).parents[3] / "shared"

LETTER = """ỦY BAN NHÂN DÂN TỈNH SƠN HÀ
SỞ NÔNG NGHIỆP
Kính gửi: Các phòng, đơn vị thuộc Sở
Để tổng hợp báo cáo, Sở đề nghị các đơn vị (có đề cương kèm theo):
1. Báo cáo kết quả theo đề cương;
2. Gửi trước ngày 20/9/2025./.
Nơi nhận:
- Như trên;

ĐỀ CƯƠNG
Báo cáo kết quả phát triển thủy lợi
6 tháng đầu năm 2025
(Kèm theo Công văn số      /SNN-TL ngày    /6/2025)

A. KẾT QUẢ THỰC HIỆN
I. Công tác chỉ đạo
- Việc ban hành văn bản của
đơn vị về thủy lợi nội đồng
- Số công trình hoàn thành (đối với cấp xã);
1.1. Kinh phí: ……………………
II. Kết quả cụ thể
1. Hồ chứa
a) An toàn đập
……………………………………
b) Tích nước
+ Dung tích theo Kế hoạch số 15/KH-UBND ngày 02/3/2025 về bảo đảm nước tưới vụ hè thu.
+ Dung tích theo Kế hoạch số 16/KH-UBND ngày 09/3/2025 về bảo đảm nước tưới vụ hè thu.
+ Việc bảo đảm nước tưới vụ hè thu, dung tích các hồ chứa
+ Bảo đảm dung tích các hồ chứa, nước tưới vụ hè thu;
B. KIẾN NGHỊ
.............................
Nơi nhận:
- Sở Nông nghiệp;
"""


def outline_of(text: str) -> Outline:
    return parse_outline(Report("de_cuong.txt", "", nfc(text)))


def shape(outline: Outline) -> list[tuple[str, str, int, bool]]:
    return [(path, h.title, h.level, h.blank) for path, h in outline.walk()]


def test_outline_behind_a_letter() -> None:
    outline = outline_of(LETTER)
    assert outline.title == "Báo cáo kết quả phát triển thủy lợi 6 tháng đầu năm 2025"
    assert outline.period is not None
    assert (outline.period.start, outline.period.end) == (date(2025, 1, 1), date(2025, 6, 30))
    assert outline.letter_end == LETTER.index("ĐỀ CƯƠNG\n")
    assert shape(outline) == [
        ("A", "KẾT QUẢ THỰC HIỆN", 1, False),
        ("A.I", "Công tác chỉ đạo", 2, False),
        ("A.I.1.1", "Kinh phí", 3, True),
        ("A.II", "Kết quả cụ thể", 2, False),
        ("A.II.1", "Hồ chứa", 3, False),
        ("A.II.1.a", "An toàn đập", 4, True),
        ("A.II.1.b", "Tích nước", 4, False),
        ("B", "KIẾN NGHỊ", 1, True),
    ]


def test_prompts_are_unwrapped_placed_and_compared() -> None:
    headings = dict(outline_of(LETTER).walk())
    first = headings["A.I"]
    assert first.number == "I."
    assert first.prompts[0] == "Việc ban hành văn bản của đơn vị về thủy lợi nội đồng"
    assert [for_localities(prompt) for prompt in first.prompts] == [False, True]
    assert first.places[1].text == "- Số công trình hoàn thành (đối với cấp xã);"
    assert LETTER[first.places[1].start : first.places[1].end] == first.places[1].text
    assert headings["A.II.1.b"].duplicates == ((3, 2),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Kết quả\n- Nêu số liệu\n2. Kiến nghị\n……", [("1", "Kết quả"), ("2", "Kiến nghị")]),
        ("PHẦN I. ĐÁNH GIÁ\n1. Kết quả", [("PHẦN I", "ĐÁNH GIÁ"), ("PHẦN I.1", "Kết quả")]),
        (
            "I/ Kết quả\n1/ Thu ngân sách\n2/ Chi",
            [("I", "Kết quả"), ("I.1", "Thu ngân sách"), ("I.2", "Chi")],
        ),
        ("I - KẾT QUẢ\nII - NHIỆM VỤ", []),
        ("\n\nI.  Kết quả\n\n\nII. Nhiệm vụ\n\n", [("I", "Kết quả"), ("II", "Nhiệm vụ")]),
        (
            "I. Kết quả thực hiện của\nngành và địa phương\nII. Nhiệm vụ",
            [("I", "Kết quả thực hiện của ngành và địa phương"), ("II", "Nhiệm vụ")],
        ),
    ],
)
def test_pasted_outlines(text: str, expected: list[tuple[str, str]]) -> None:
    if not expected:  # "I - KẾT QUẢ" is numbered with a dash
        expected = [("I", "KẾT QUẢ"), ("II", "NHIỆM VỤ")]
    assert [(path, heading.title) for path, heading in outline_of(text).walk()] == expected


@pytest.mark.parametrize(
    "text", ["", "Kính gửi các sở.\nĐề nghị báo cáo trước ngày 20/9.", "15/10/2025 họp"]
)
def test_no_outline_is_an_error_that_says_what_to_do(text: str) -> None:
    with pytest.raises(OutlineError, match=r"de_cuong\.txt.*đề mục"):
        outline_of(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("kết quả 9 tháng đầu năm 2025", date(2025, 1, 1), date(2025, 9, 30)),
        ("nhiệm vụ 06 tháng cuối năm 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("Báo cáo quý III/2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("Báo cáo quý 4 năm 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("công tác tháng 02 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("giai đoạn 2021 - 2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("kế hoạch năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("BÁO CÁO 9 THÁNG NĂM 2025", date(2025, 1, 1), date(2025, 9, 30)),
    ],
)
def test_periods(text: str, start: date, end: date) -> None:
    period = period_in(text)
    assert period is not None
    assert (period.start, period.end) == (start, end)
    assert period.label in text


@pytest.mark.parametrize("text", ["Kế hoạch công tác", "13 tháng năm 2025", "số 2025/QĐ-UBND"])
def test_no_period(text: str) -> None:
    assert period_in(text) is None


@given(st.text(alphabet="I.1a) -+…\nĐỀCƯƠNGx(", max_size=80))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_a_tree_or_an_outline_error(text: str) -> None:
    report = Report("x.txt", "", nfc(text))
    try:
        outline = parse_outline(report)
    except OutlineError:
        return
    for _, heading in outline.walk():
        assert heading.place is not None
        assert report.text[heading.place.start : heading.place.end] == heading.place.text
        assert len(heading.prompts) == len(heading.places)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_real_outline_has_every_heading_in_order() -> None:
    path = next((SHARED / "seeds").glob("004*.txt"))
    outline = parse_outline(Report(path.name, "", nfc(path.read_text(encoding="utf-8"))))
    gold = json.loads((SHARED / "gold" / "outline.json").read_text(encoding="utf-8"))
    expected: list[tuple[str, str, int, int, int]] = []

    def collect(nodes: list[dict]) -> None:
        for node in nodes:
            asked = sum(not bullet["placeholder"] for bullet in node["bullets"])
            expected.append((node["numbering"], node["title"], node["level"], node["line"], asked))
            collect(node["children"])

    collect(gold["tree"])
    found = [
        (h.key, h.title, h.level, h.place.line if h.place else 0, len(h.prompts))
        for _, h in outline.walk()
    ]
    assert found == expected
    assert gold["source"]["title"].startswith(outline.title)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # parts whose title stands on the next line, and what stands below each of them
            "ĐỀ CƯƠNG BÁO CÁO\nTổng kết năm 2025\nPhần thứ nhất\nKẾT QUẢ NĂM 2025\n"
            "I. Thu ngân sách\n(1) Thuế\nPhần thứ hai\nNHIỆM VỤ NĂM 2026\nI. Mục tiêu\nPHỤ LỤC\n"
            "Biểu số 01",
            [
                ("Phần thứ nhất", "KẾT QUẢ NĂM 2025"),
                ("Phần thứ nhất.I", "Thu ngân sách"),
                ("Phần thứ nhất.I.1", "Thuế"),
                ("Phần thứ hai", "NHIỆM VỤ NĂM 2026"),
                ("Phần thứ hai.I", "Mục tiêu"),
            ],
        ),
        (
            "I- KẾT QUẢ\n1- Chỉ đạo\n2- Chuyên môn\nII- NHIỆM VỤ",
            [("I", "KẾT QUẢ"), ("I.1", "Chỉ đạo"), ("I.2", "Chuyên môn"), ("II", "NHIỆM VỤ")],
        ),
        (
            "ĐỀ CƯƠNG BÁO CÁO NĂM 2025\nMục 1. Kết quả\nMục 2. Kiến nghị",
            [("Mục 1", "Kết quả"), ("Mục 2", "Kiến nghị")],
        ),
        (  # bold or capital headings without any number
            "ĐỀ CƯƠNG BÁO CÁO CHUYÊN ĐỀ TRỒNG RỪNG NĂM 2025\nKẾT QUẢ THỰC HIỆN\nTrồng mới\n"
            "- Diện tích\nChăm sóc rừng\n- Diện tích.\nKIẾN NGHỊ\n……………",
            [
                ("KẾT QUẢ THỰC HIỆN", "KẾT QUẢ THỰC HIỆN"),
                ("KẾT QUẢ THỰC HIỆN.Trồng mới", "Trồng mới"),
                ("KẾT QUẢ THỰC HIỆN.Chăm sóc rừng", "Chăm sóc rừng"),
                ("KIẾN NGHỊ", "KIẾN NGHỊ"),
            ],
        ),
        (
            "# Báo cáo quý III/2025\n## Kết quả\n### 1. Trồng mới\n- Diện tích\n## Kiến nghị",
            [
                ("Kết quả", "Kết quả"),
                ("Kết quả.1", "Trồng mới"),
                ("Kiến nghị", "Kiến nghị"),
            ],
        ),
    ],
)
def test_outlines_of_other_shapes(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(path, heading.title) for path, heading in outline_from_text(text, "dan").walk()]
    assert found == expected


def test_guidance_in_brackets_is_a_prompt() -> None:
    outline = outline_from_text(
        "I. Kết quả\n(Nêu rõ số liệu từng xã, so sánh cùng kỳ)\nII. Hạn chế"
    )
    first = outline.headings[0]
    assert (first.title, first.prompts) == (
        "Kết quả",
        ("Nêu rõ số liệu từng xã, so sánh cùng kỳ",),
    )


def test_lines_of_a_letter_are_no_headings_without_numbers() -> None:
    with pytest.raises(OutlineError):
        outline_from_text("Kính gửi các sở\nThông báo họp\nPhòng họp số hai", "thư")
