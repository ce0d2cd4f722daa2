"""Where documents of lists and rows of tables stand."""

from dataclasses import replace

from assistant.drafting.homes import homes_of, left_over
from assistant.drafting.match import Matcher, questions
from assistant.drafting.outline import Heading, Outline, catch_all
from assistant.drafting.reports import field_of
from assistant.drafting.roles import Role
from assistant.drafting.units import Unit
from corpus.reading import parse

OUTLINE = Outline(
    "Báo cáo kết quả công tác năm 2025",
    (
        Heading(
            "I.",
            "Kết quả công tác thủy sản",
            1,
            children=(Heading("1.", "Nuôi tôm nước lợ", 2), Heading("2.", "Khai thác xa bờ", 2)),
        ),
        Heading("II.", "Kết quả công tác lâm nghiệp", 1, children=(Heading("1.", "Văn bản", 2),)),
    ),
)


def unit(text: str, block: int, *, row: int | None = None, listed: bool = False) -> Unit:
    stem = (0, 5) if listed else None
    return Unit(0, block, 0, len(text), text, ("I. Kết quả",), Role.RESULT, stem=stem, row=row)


def homes(units: list[Unit], said: dict[str, float]) -> list[str]:
    asked = questions(OUTLINE)
    matcher = Matcher(units)
    fits = {q.path: matcher.fits(q) for q in asked}
    scores = [{q.path: said.get(q.path, 0.0) for q in asked} for _ in units]
    return [path for path, _ in homes_of(units, scores, fits, asked, OUTLINE)]


def test_a_document_of_one_subject_leaves_its_list() -> None:
    units = [
        unit("số 31/QĐ-UBND ngày 12/3/2025 về kiểm kê rừng phòng hộ;", 1, listed=True),
        unit("số 44/QĐ-UBND ngày 15/3/2025 về đề án nuôi tôm nước lợ;", 1, listed=True),
    ]
    assert homes(units, {"II.1": 2.0}) == ["II.1", "I.1"]


def test_a_document_of_the_whole_field_stays() -> None:
    units = [
        unit("số 31/QĐ-UBND về công tác lâm nghiệp, công tác thủy sản, nuôi tôm nước lợ;", 1,
             listed=True),
        unit("số 44/QĐ-UBND ngày 15/3/2025 về kiểm kê rừng;", 1, listed=True),
    ]  # fmt: skip
    assert homes(units, {"II.1": 2.0}) == ["II.1", "II.1"]


def test_a_row_stands_with_the_text_about_it() -> None:
    units = [
        unit("Sản lượng cá ngừ đại dương tăng so với cùng kỳ nhờ thời tiết thuận lợi.", 1),
        unit("Sản lượng cá ngừ đại dương (Năm 2025): 1.250 tấn.", 2, row=0),
    ]
    asked = questions(OUTLINE)
    fits = {q.path: Matcher(units).fits(q) for q in asked}
    scores = [{"I.1": 0.0, "I.2": 1.5, "II.1": 0.0}, {"I.1": 0.1, "I.2": 0.0, "II.1": 0.0}]
    found = homes_of(units, scores, fits, asked, OUTLINE)
    assert [path for path, _ in found] == ["I.2", "I.2"]


def test_the_prompt_that_asks_for_the_rest() -> None:
    assert catch_all(["Kết quả nuôi tôm", "Kết quả các hoạt động thủy sản khác của đơn vị"]) == 1
    assert catch_all(["Kết quả nuôi tôm"]) is None


def left(units: list[Unit], homes_now: list[tuple[str, float]], field: str) -> dict[int, str]:
    found = left_over(units, homes_now, questions(OUTLINE), field)
    return {number: path for number, (path, _) in found.items()}


def test_what_no_heading_claims_stands_under_the_field_of_the_office() -> None:
    units = [
        unit("Kiểm dịch 40 lô hàng đông lạnh.", 1),
        unit("Phổ biến quy định của pháp luật.", 2),  # no figure: no result worth telling
        unit("Nuôi 120 ha tôm nước lợ.", 3),
    ]
    known = [("I.2", 0.2), ("I.2", 0.2), ("I.1", 2.0)]
    assert left(units[:2], known[:2], "Khai thác xa bờ") == {0: "I.2"}
    assert left(units[:2], known[:2], "") == {}
    # The rest of its section says better where it stands.
    assert left(units, known, "Khai thác xa bờ") == {0: "I.1"}


def test_lists_and_appendices_are_not_left_over() -> None:
    listed = unit("số 31/QĐ-UBND ngày 12/3/2025 về kiểm dịch;", 1, listed=True)
    row = replace(unit("Kế hoạch 67/KH-UBND ngày 03/4/2025.", 2), above=("Phụ lục 1 Kế hoạch",))
    assert left([listed, row], [("", 0.0), ("", 0.0)], "Khai thác xa bờ") == {}


def test_the_field_of_an_office() -> None:
    report = parse("SỞ THỦY SẢN\nBÁO CÁO\n")
    assert field_of([replace(report, issuer="Sở Thủy sản")]) == "Thủy sản"
    assert field_of([replace(report, issuer="Sở Y tế tỉnh Sơn Hà")]) == "Y tế"
    assert field_of([replace(report, issuer="Trường Đại học Sơn Hà")]) == ""
    assert field_of([]) == ""
