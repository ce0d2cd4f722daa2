"""Words of a draft: clean ones for those of a scan, footnotes that stay with their sentence."""

from dataclasses import replace

import pytest

from assistant.drafting.gate import gated
from assistant.drafting.match import Fit
from assistant.drafting.picking import Pick
from assistant.drafting.record import Draft, DraftSection, Paragraph
from assistant.drafting.twins import Twins, with_clean_numbers
from assistant.drafting.units import units_of
from assistant.drafting.wording import sentences_of
from corpus.model import Quality
from corpus.reading import find_all, parse

CLEAN = """SỞ THỦY LỢI
Số: 12/BC-STL
Sơn Hà, ngày 05 tháng 3 năm 2025
BÁO CÁO
Kết quả công tác thủy lợi quý I năm 2025
I. Kết quả
- Các xã đã chủ động nạo vét kênh nội đồng, bảo đảm nước tưới cho vụ hè thu trên địa bàn tỉnh.
- Đã sửa chữa 14 cống lấy nước tại các xã vùng cao, phục vụ sản xuất của nhân dân trong vùng.
"""


@pytest.mark.parametrize(
    ("scanned", "clean"),
    [
        (
            "Các xã đã chủ dộng nạo vét kênh nội dồng, bảo dảm nước tưới cho vụ hè thu trên địa"
            " bàn tỉnh.",
            "Các xã đã chủ động nạo vét kênh nội đồng, bảo đảm nước tưới cho vụ hè thu trên địa"
            " bàn tỉnh.",
        ),
        (  # a page number that the scan read into the sentence
            "Các xã đã chủ động nạo vét kênh nội đồng, bảo đảm nước tưới 12 cho vụ hè thu trên địa"
            " bàn tỉnh.",
            "Các xã đã chủ động nạo vét kênh nội đồng, bảo đảm nước tưới cho vụ hè thu trên địa"
            " bàn tỉnh.",
        ),
        (  # another number is another fact
            "Đã sửa chữa 15 cống lấy nước tại các xã vùng cao, phục vụ sản xuất của nhân dân trong"
            " vùng.",
            None,
        ),
        ("Các xã đã chủ động nạo vét.", None),
    ],
)
def test_clean_words_for_those_of_a_scan(scanned: str, clean: str | None) -> None:
    report = find_all(parse(CLEAN, "quy1.txt"))
    twin = Twins([report]).of(scanned)
    assert (twin.text if twin else None) == clean
    if twin:
        assert report.text[twin.place.start : twin.place.end] == twin.place.text
    damaged = replace(report, quality=Quality(ocr=True, damaged_share=0.9))
    assert Twins([damaged]).of(scanned) is None


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("theo Nghị quyết số 57- -NQ/T W3; và", "57-NQ/TW", "theo Nghị quyết số 57-NQ/TW; và"),
        ("Kế hoạch 368- KH/TU năm 2025", "368-KH/TU", "Kế hoạch 368-KH/TU năm 2025"),
        ("Quyết định 12/QĐ - UBND", "12/QĐ-UBND", "Quyết định 12/QĐ-UBND"),
        ("Quyết định 112/QĐ-UBND", "12/QĐ-UBND", "Quyết định 112/QĐ-UBND"),
    ],
)
def test_document_numbers_of_a_scan(text: str, number: str, expected: str) -> None:
    assert with_clean_numbers(text, [number]) == expected


NOTED = """SỞ THỦY LỢI
Số: 45/BC-STL
Sơn Hà, ngày 05 tháng 6 năm 2025

BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm 2025

I. Kết quả công tác 6 tháng đầu năm 2025
2. Công trình thủy lợi
- Kiên cố hóa kênh mương nội đồng trên địa bàn các huyện đồng bằng1, nâng cấp hồ chứa nước.

1 Kế hoạch số 31/KH-UBND ngày 12/3/2025 của UBND tỉnh về kiên cố hóa kênh mương; Kế hoạch số
32/KH-UBND ngày 14/3/2025 của UBND tỉnh về nâng cấp hồ chứa nước trên địa bàn các huyện đồng bằng.
"""


def test_a_long_footnote_stays_with_its_sentence() -> None:
    report = find_all(parse(NOTED, "thang6.txt"))
    note = report.footnotes[0]
    unit = next(u for u in units_of(report, 0) if u.text.startswith("Kiên cố hóa"))
    pick = Pick(unit, Fit(1.0, None, 0.0), 1.0, ((unit.start, unit.end),))
    [sentence] = sentences_of([pick], report)
    [found] = sentence.notes
    assert sentence.text == (
        "Kiên cố hóa kênh mương nội đồng trên địa bàn các huyện đồng bằng, nâng cấp hồ chứa nước."
    )
    assert sentence.text[: found.at].endswith("đồng bằng")
    assert "32/KH-UBND" in found.text
    assert found.text in sentence.shown
    section = DraftSection("I", "I.", "x", 1, (Paragraph((sentence,)),))
    assert gated(Draft("x", (section,)), [report]).unsupported == ()
    # Where the draft has the footnote as text of its own, it is not said twice.
    assert sentences_of([pick], report, [note.block])[0].notes == ()
