"""Where documents of lists and rows of tables stand."""

from assistant.drafting.homes import homes_of
from assistant.drafting.match import Matcher, questions
from assistant.drafting.outline import Heading, Outline, catch_all
from assistant.drafting.roles import Role
from assistant.drafting.units import Unit

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
