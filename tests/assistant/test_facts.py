"""Roles of sections, units of prior wording, what is new, what goes where."""

import pytest

from assistant.drafting.facts import gather, sources
from assistant.drafting.match import Matcher, leaves, questions
from assistant.drafting.novelty import Novelty
from assistant.drafting.outline import parse_outline
from assistant.drafting.roles import Role, role_of_path, role_of_review, role_of_text
from assistant.drafting.units import units_of
from corpus.model import Report
from corpus.reading import parse


@pytest.mark.parametrize(
    ("path", "role"),
    [
        (("I. Kết quả thực hiện 6 tháng đầu năm",), Role.RESULT),
        (("I. Tình hình thực hiện nhiệm vụ 6 tháng",), Role.RESULT),
        (("II. Nhiệm vụ trọng tâm 6 tháng cuối năm",), Role.PLAN),
        (("III. Phương hướng, nhiệm vụ năm 2026",), Role.PLAN),
        (("II. Nhiệm vụ năm 2026", "1. Về thủy lợi"), Role.PLAN),
        (("II. Kết quả đạt được và tồn tại, hạn chế", "1. Công tác thủy lợi"), Role.RESULT),
        (("III. Nguyên nhân", "1. Nguyên nhân của thành công"), Role.STRENGTH),
        (("III. Nguyên nhân", "2. Nguyên nhân của hạn chế"), Role.LIMIT),
        (("2. Khó khăn, vướng mắc",), Role.LIMIT),
        (("IV. Bài học kinh nghiệm",), Role.LESSON),
        (("V. Đề xuất, kiến nghị",), Role.PROPOSAL),
        (("3. Giải pháp",), Role.SOLUTION),
        (("Thuận lợi",), Role.STRENGTH),
        (("* Đánh giá chung",), Role.REVIEW),
        (("I. Bối cảnh thực hiện kế hoạch",), Role.CONTEXT),
        (("1. Công trình thủy lợi",), Role.RESULT),
        ((), Role.RESULT),
    ],
)
def test_roles(path: tuple[str, ...], role: Role) -> None:
    assert role_of_path(path) is role


def test_reviews_are_told_apart_by_their_first_words() -> None:
    assert role_of_review("Tuy nhiên, kinh phí còn thiếu.") is Role.LIMIT
    assert role_of_review("Trong 6 tháng, Sở đã hoàn thành kế hoạch.") is Role.STRENGTH


@pytest.mark.parametrize(
    ("text", "role", "own"),
    [
        ("Đề nghị UBND tỉnh bố trí kinh phí.", Role.PLAN, Role.PROPOSAL),
        ("Đề xuất nhiệm vụ năm 2025: 12 phiếu.", Role.RESULT, Role.RESULT),
        ("Hoàn thành nạo vét kênh.", Role.PLAN, Role.PLAN),
        ("Tuy nhiên, kinh phí còn thiếu.", Role.REVIEW, Role.LIMIT),
    ],
)
def test_first_words_may_say_another_role(text: str, role: Role, own: Role) -> None:
    assert role_of_text(text, role) is own


LISTED = """BÁO CÁO
Kết quả công tác thủy lợi năm 2025

I. Kết quả thực hiện
- Công trình hồ chứa:
+ Nâng cấp 05 hồ chứa nước trên địa bàn tỉnh.
+ Sửa chữa 02 tràn xả lũ (cụ thể tại Phụ lục kèm theo).
- Về phong trào thi đua: Phát động phong trào diệt bèo trên kênh mương.
Sở Thủy lợi kính báo cáo./.
"""


def test_units_know_the_lines_that_lead_to_them() -> None:
    units = units_of(parse(LISTED, "bc.txt"), 0)
    texts = [unit.text for unit in units]
    assert texts[0].startswith("Nâng cấp 05")
    assert units[0].above[-1] == "Công trình hồ chứa:"
    assert not any(text.startswith(("Công trình hồ chứa", "Sở Thủy lợi")) for text in texts)
    assert units[-1].topic == "Về phong trào thi đua"


def test_units_are_words_of_their_block() -> None:
    report = parse(LISTED, "bc.txt")
    for unit in units_of(report, 0):
        assert report.blocks[unit.block].text[unit.start : unit.end].strip() == unit.text


OLD = "Đã kiên cố hóa 64 km kênh mương nội đồng trên địa bàn các huyện đồng bằng."


@pytest.mark.parametrize(
    ("later", "new"),
    [
        ("Đã kiên cố hóa 82 km kênh mương nội đồng trên địa bàn các huyện.", False),
        (OLD, False),
        ("Lắp đặt 17 cống điều tiết tự động trên tuyến kênh Bắc.", True),
        # The same words about another document are another document.
        ("Đã kiên cố hóa kênh mương nội đồng theo Quyết định số 12/QĐ-UBND.", True),
        ("Kênh mương nội đồng.", False),
        ("Trạm bơm.", True),
    ],
)
def test_novelty(later: str, new: bool) -> None:
    novelty = Novelty()
    assert novelty.fresh(OLD, [(0, len(OLD))]) == [(0, len(OLD))]
    assert bool(novelty.fresh(later, [(0, len(later))])) is new


def test_what_is_left_of_a_repeated_text_is_dropped() -> None:
    novelty = Novelty()
    novelty.fresh(OLD, [(0, len(OLD))])
    text = f"{OLD} Hết."
    assert novelty.fresh(text, [(0, len(OLD)), (len(OLD) + 1, len(text))]) == []


def test_sources_are_reports_newest_first(son_ha: dict[str, Report]) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    found = sources(outline, list(son_ha.values()))
    assert [report.doc for report in found] == ["cong_trinh.txt", "thang6.txt"]


def test_leaves_are_headings_that_take_text(son_ha: dict[str, Report]) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    assert [path for path, _, _ in leaves(outline)] == ["I.1", "I.2", "II", "III", "IV"]


def test_a_unit_stands_under_one_heading(son_ha: dict[str, Report]) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    found = sources(outline, list(son_ha.values()))
    sheets = gather(outline, found, outline.period)
    used = [(p.unit.report, p.unit.block, p.unit.start) for s in sheets for p in s.picks]
    assert len(used) == len(set(used)) >= 5


def test_meaning_counts_where_a_search_is_given(son_ha: dict[str, Report]) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    units = units_of(son_ha["thang6"], 0)
    question = next(q for q in questions(outline) if q.path == "I.2")
    plain = Matcher(units).fits(question)
    near = Matcher(units, {(0, "I.2"): 1.0}).fits(question)
    assert near[0].score > plain[0].score


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Tổ chức tập huấn cho 350 người dân về kỹ năng số.", True),
        ("Phát triển dịch vụ kho bãi và vận tải.", True),
        ("Ban hành kế hoạch đào tạo năm 2025 và những năm tiếp theo.", True),
        ("Kiểm tra, khắc phục những hạn chế, tồn tại.", True),
        ("Ban hành kế hoạch đào tạo năm 2025 và thực hiện theo", False),
        ("Tham mưu 02 nghị quyết của HĐND tỉnh và 01 quyết định của", False),
        ("Sở Tài chính phối hợp; , , .", False),
    ],
)
def test_texts_that_a_page_cut_off_are_left_out(text: str, used: bool) -> None:
    report = parse(f"BÁO CÁO\nNăm 2025\n\nI. Kết quả\n- {text}\n", "bc.txt")
    assert bool(units_of(report, 0)) is used


REVIEWED = (
    """BÁO CÁO
Kết quả công tác thủy lợi năm 2025

I. Đánh giá chung
Tuy nhiên, việc thực hiện còn gặp một số khó khăn, vướng mắc như: """
    + "; ".join(
        f"nạo vét kênh tại xã số {n} chậm do thiếu nhân lực và phương tiện thi công kéo dài"
        for n in range(1, 12)
    )
    + """.
Sở Thủy lợi kính báo cáo./.
- Phòng Tài chính các xã vùng cao phía bắc;
"""
)


def test_items_of_limits_are_limits_and_addresses_are_nothing() -> None:
    units = units_of(parse(REVIEWED, "bc.txt"), 0)
    assert len(units) > 5
    assert {unit.role for unit in units} == {Role.LIMIT}
    assert not any("Phòng Tài chính" in unit.text for unit in units)


NEXT_YEAR = """BÁO CÁO
Kết quả công tác thủy lợi 9 tháng năm 2025

III. Phương hướng, nhiệm vụ năm 2026
- Tiếp tục thực hiện Kế hoạch số 21/KH-UBND ngày 05/3/2025 về kiên cố hóa kênh mương nội đồng.
"""
REST_OF_YEAR = """BÁO CÁO
Kết quả công tác thủy lợi 6 tháng đầu năm 2025

II. Nhiệm vụ trọng tâm 6 tháng cuối năm
- Tiếp tục thực hiện Kế hoạch số 21/KH-UBND ngày 05/3/2025 về kiên cố hóa kênh mương nội đồng.
"""
AHEAD = """ĐỀ CƯƠNG BÁO CÁO
Kết quả công tác thủy lợi 9 tháng năm 2025

I. Giải pháp
II. Nhiệm vụ trọng tâm 3 tháng cuối năm
"""


def test_a_plan_for_the_rest_of_the_year_is_told_apart_from_one_for_the_next() -> None:
    outline = parse_outline(parse(AHEAD, "de-cuong.txt"))
    reports = [parse(NEXT_YEAR, "chin-thang.txt"), parse(REST_OF_YEAR, "sau-thang.txt")]
    sheets = {s.path: s for s in gather(outline, reports, outline.period)}
    [plan] = sheets["II"].picks
    assert plan.unit.report == 1
    assert "21/KH-UBND" in plan.unit.text


def test_a_prompt_about_a_document_is_not_answered_by_what_does_not_cite_it() -> None:
    asks = AHEAD.replace(
        "I. Giải pháp",
        "I. Kết quả về thủy lợi\n"
        "- Kết quả thực hiện Kế hoạch số 99/KH-UBND ngày 02/02/2025 về kiên cố hóa kênh mương.",
    )
    did = REST_OF_YEAR.partition("II. ")[0] + (
        "I. Kết quả thủy lợi\n- UBND xã báo cáo ngày 02/02/2025 về kiên cố hóa kênh mương.\n"
    )
    outline = parse_outline(parse(asks, "de-cuong.txt"))
    sheets = {s.path: s for s in gather(outline, [parse(did, "sau-thang.txt")], outline.period)}
    [result] = sheets["I"].picks
    assert result.fit.prompt is None
    assert sheets["I"].missing == (0,)


@pytest.mark.parametrize(
    ("limit", "missing"),
    [
        ("Hạ tầng cấp nước ở 12 thôn vùng cao còn yếu và xuống cấp.", ()),
        ("Kinh phí duy tu công trình ở 12 thôn vùng cao còn thiếu.", (0,)),
    ],
)
def test_a_gap_about_limits_is_shown_only_where_no_text_names_its_subject(
    limit: str, missing: tuple[int, ...]
) -> None:
    asks = AHEAD.replace(
        "I. Giải pháp",
        "I. Hạn chế và nguyên nhân\n- Hạ tầng, điều kiện thực tiễn về quản lý công trình thủy lợi.",
    )
    told = REST_OF_YEAR.partition("II. ")[0] + f"I. Khó khăn, hạn chế\n- {limit}\n"
    outline = parse_outline(parse(asks, "de-cuong.txt"))
    sheets = {s.path: s for s in gather(outline, [parse(told, "sau-thang.txt")], outline.period)}
    assert sheets["I"].picks
    assert sheets["I"].missing == missing
