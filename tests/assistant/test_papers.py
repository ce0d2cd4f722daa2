"""Documents listed under a heading that asks for them, where no text of the draft cites them."""

import pytest

from assistant.drafting import draft, parse_outline
from assistant.drafting.draft import Draft
from corpus.reading import find_all, parse

OUTLINE = """ĐỀ CƯƠNG BÁO CÁO
Kết quả công tác thủy lợi 9 tháng năm 2025

I. Kết quả công tác thủy lợi nội đồng
1. Công tác chỉ đạo, ban hành văn bản
2. Kết quả xây dựng công trình
- Kết quả phong trào diệt bèo lục bình; nạo vét kênh cấp 1.
II. Nhiệm vụ trọng tâm 3 tháng cuối năm
"""
REPORT = """BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm 2025

I. Công tác chỉ đạo, ban hành văn bản
- Tham mưu UBND tỉnh ban hành Kế hoạch số 21/KH-UBND ngày 05/3/2025 về phòng, chống hạn.
II. Kết quả xây dựng công trình
- Nạo vét kênh cấp 1 được 12 km, đạt 80% kế hoạch; phong trào diệt bèo lục bình có 40 xã tham gia.
III. Khó khăn, vướng mắc
- {limit}
"""


def drafted(limit: str) -> Draft:
    outline = parse_outline(parse(OUTLINE, "de-cuong.txt"))
    return draft(outline, [find_all(parse(REPORT.format(limit=limit), "sau-thang.txt"))])


def listed(limit: str, path: str) -> list[str]:
    [section] = [s for s in drafted(limit).sections if s.path == path]
    return [s.text for s in section.sentences if s.text.startswith("Các văn bản liên quan")]


FIELD = "Quyết định số 77/QĐ-UBND ngày 09/4/2025 của UBND tỉnh về phát triển thủy lợi nội đồng"
ASKED = "Kế hoạch số 78/KH-UBND ngày 10/4/2025 của UBND tỉnh về phong trào diệt bèo lục bình"


@pytest.mark.parametrize(("document", "path"), [(FIELD, "I.1"), (ASKED, "I.2")])
def test_a_document_stands_under_the_heading_that_asks_for_it(document: str, path: str) -> None:
    [sentence] = listed(f"Việc thực hiện {document}; tiến độ còn chậm.", path)
    assert sentence == f"Các văn bản liên quan: {document}."


@pytest.mark.parametrize(
    "document",
    [
        FIELD.replace("2025", "2019"),  # no news and not running
        FIELD.replace("thủy lợi nội đồng", "nghề cá xa bờ"),  # another field
        FIELD.partition(" về ")[0],  # nobody says what it is about
    ],
)
def test_what_is_old_or_about_something_else_is_not_listed(document: str) -> None:
    limit = f"Việc thực hiện {document}; tiến độ còn chậm."
    assert not listed(limit, "I.1")
    assert not listed(limit, "I.2")


def test_an_old_document_that_still_runs_is_listed() -> None:
    document = f"{FIELD.replace('2025', '2021')} giai đoạn 2021 - 2025"
    assert listed(f"Việc thực hiện {document}; tiến độ còn chậm.", "I.1")


def test_every_listed_document_has_its_place() -> None:
    result = drafted(f"Việc thực hiện {FIELD}; tiến độ còn chậm.")
    [sentence] = [s for part in result.sections for s in part.sentences if "77/QĐ-UBND" in s.text]
    assert sentence.sources[0].text == FIELD
    assert not result.unsupported
