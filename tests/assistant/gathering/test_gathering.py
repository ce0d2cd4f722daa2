"""Summing up twelve units whose sums are known."""

import pytest

from assistant.drafting.outline import parse_outline
from assistant.gathering import gather
from assistant.gathering.collect import collect
from assistant.gathering.record import State
from corpus.errors import BaocaoError
from corpus.reading import find_all, parse


def parts_of(gathering, wanted):
    """Return the sum whose parts are exactly `wanted`, by unit."""
    (found,) = [
        one for _, one in gathering.sums() if {p.unit: p.value for p in one.parts} == wanted
    ]
    return found


def heading(gathering, path):
    (found,) = [one for one in gathering.headings if one.path == path]
    return found


def answer(gathering, path, unit):
    (found,) = [one for one in heading(gathering, path).answers if one.unit == unit]
    return found


@pytest.mark.parametrize("what", ["acts", "classes", "people", "files", "groups", "planned"])
def test_sums_and_their_parts(collected, office, what):
    wanted = getattr(office[1], what)
    one = parts_of(collected.gathering, wanted)
    assert one.total == sum(wanted.values())
    assert one.formula.count("+") == len(wanted) - 1
    assert one.formula.endswith(f"= {one.total:,.0f}".replace(",", "."))
    for part in one.parts:
        assert part.surface in part.place.text


def test_who_has_not_answered(collected, office):
    gathering, truth = collected.gathering, office[1]
    assert list(gathering.missing) == truth.missing
    assert [s.unit for s in gathering.submissions] == truth.units[: -len(truth.missing)]
    for unit in truth.missing:
        assert answer(gathering, "I.2", unit).state is State.SILENT


def test_only_the_newest_answer_counts(collected, office):
    gathering, unit = collected.gathering, office[1].special["resubmitted"]
    (one,) = [s for s in gathering.submissions if s.unit == unit]
    assert [doc for doc, _ in one.replaces] == ["001_lan1.txt"]
    assert any(unit in remark and "2 bản" in remark for remark in gathering.remarks)
    assert not any(p.value in (99, 9999) for _, s in gathering.sums() for p in s.parts)


def test_other_names_of_headings(collected, office):
    unit = office[1].special["renamed"]
    for one in collected.gathering.headings:
        (told,) = [a for a in one.answers if a.unit == unit]
        assert told.state is State.ANSWERED, one.path
        assert told.match


def test_a_former_district_stands_apart(collected, office):
    (one,) = [s for _, s in collected.gathering.sums() if s.scope]
    assert "huyện Trà Giang (cũ)" in one.scope
    assert [(p.unit, p.value) for p in one.parts] == [(office[1].special["former"], 4)]
    assert any("phạm vi" in note for note in one.notes)


def test_another_period_stands_apart(collected, office):
    (one,) = [s for _, s in collected.gathering.sums() if s.period == "6 tháng đầu năm 2025"]
    assert [(p.unit, p.value) for p in one.parts] == [(office[1].special["half"], 6)]
    assert any("Không cộng với" in note and "9 tháng" in note for note in one.notes)


def test_nothing_to_report_is_no_silence(collected, office):
    gathering, special = collected.gathering, office[1].special
    assert answer(gathering, "I.2", special["nothing"]).state is State.NOTHING
    assert answer(gathering, "I.4", special["silent"]).state is State.SILENT


def test_rates_are_not_added(collected):
    rates = [one for _, one in collected.gathering.sums() if one.unit == "%"]
    assert rates
    for one in rates:
        assert one.total is None
        assert "không cộng được" in one.notes[0]
        assert "=" not in one.formula


def test_what_fits_nowhere_is_shown(collected, office):
    (one,) = collected.gathering.unplaced
    assert one.unit == office[1].special["unplaced"]
    assert "thiên tai" in one.heading
    assert "15 hộ" in one.text


def test_recipients_stand_in_for_a_list(office):
    folder, _ = office
    found = collect(folder / "letter.txt", [folder / "answers" / "000.txt"]).gathering
    assert found.expected == ("Sở Y tế", "Sở Tài chính")
    assert found.missing == ("Sở Tài chính",)
    assert any("UBND các xã, phường" in remark for remark in found.remarks)


def test_a_bad_answer_is_told_and_the_rest_goes_on(office, tmp_path):
    folder, _ = office
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"no document")
    found = collect(folder / "letter.txt", [bad, folder / "answers" / "000.txt"])
    ((file, reason),) = found.failed
    assert file.endswith("hong.docx")
    assert reason.endswith((".", "!"))
    assert [one.unit for one in found.gathering.submissions] == ["Sở Y tế"]


def test_a_list_without_names_is_refused(office, tmp_path):
    empty = tmp_path / "ds.txt"
    empty.write_text("STT\nĐơn vị\n", encoding="utf-8")
    with pytest.raises(BaocaoError, match=r"ds\.txt"):
        collect(office[0] / "letter.txt", [], empty)


OUTLINE = """ĐỀ CƯƠNG
Báo cáo công tác y tế 9 tháng đầu năm 2025
I. Kết quả
1. Khám bệnh, chữa bệnh
2. Tổ công nghệ số cộng đồng (đối với các địa phương)
II. Kiến nghị
……………
"""


def report(name, body, day=12):
    office = f"ỦY BAN NHÂN DÂN\nXÃ {name.upper()}" if name.istitle() else name
    text = (
        f"{office}\nSố: 5/BC\nHải Bình, ngày {day} tháng 9 năm 2025\n\nBÁO CÁO\n"
        f"Kết quả công tác y tế 9 tháng đầu năm 2025\n\nI. Kết quả\n{body}"
    )
    return find_all(parse(text, f"{name}.txt"))


def summed(*reports, expected=()):
    return gather(parse_outline(parse(OUTLINE, "dc.txt")), reports, expected)


def only(gathering, path="I.1"):
    return heading(gathering, path).sums


def test_a_rounded_figure_makes_the_sum_approximate():
    (one,) = only(
        summed(
            report("An Phú", "1. Khám bệnh, chữa bệnh\n- Khám bệnh cho hơn 420 lượt người."),
            report("Bình Mỹ", "1. Khám bệnh, chữa bệnh\n- Khám bệnh cho 80 lượt người."),
        )
    )
    assert one.formula == "hơn 420 + 80 = 500"
    assert any("gần đúng" in note for note in one.notes)


def test_plan_and_result_are_kept_apart():
    sums = only(
        summed(
            report("An Phú", "1. Khám bệnh, chữa bệnh\n- Khám sàng lọc cho 50 học sinh."),
            report("Bình Mỹ", "1. Khám bệnh, chữa bệnh\n- Dự kiến khám sàng lọc cho 70 học sinh."),
        )
    )
    assert sorted(one.formula for one in sums) == ["50", "70"]
    assert all(any("Không cộng với" in note for note in one.notes) for one in sums)


def test_different_things_of_one_unit_are_not_added():
    body = "1. Khám bệnh, chữa bệnh\n- Mở 03 lớp sơ cấp cứu và 02 lớp dinh dưỡng học đường."
    sums = only(summed(report("An Phú", body), report("Bình Mỹ", body)))
    assert sorted(one.formula for one in sums) == ["2 + 2 = 4", "3 + 3 = 6"]


def test_one_figure_told_by_two_units_of_one_province_is_pointed_out():
    body = "1. Khám bệnh, chữa bệnh\n- Toàn tỉnh có 4.860 giường bệnh."
    (one,) = only(summed(report("SỞ Y TẾ", body), report("SỞ TÀI CHÍNH", body)))
    assert one.parts[0].place.doc != one.parts[1].place.doc
    assert any("hai lần" in note for note in one.notes)


def test_headings_for_localities_do_not_concern_a_department():
    gathering = summed(
        report("SỞ Y TẾ", "1. Khám bệnh, chữa bệnh\n- Khám 5 ca."),
        report("An Phú", "1. Khám bệnh, chữa bệnh\n- Khám 5 ca."),
    )
    states = {one.unit: one.state for one in heading(gathering, "I.2").answers}
    assert states["Sở Y tế"] is State.NOT_ASKED
    assert State.SILENT in states.values()


def test_reports_of_a_library_that_answer_nothing_are_left_out():
    other = find_all(parse("BÁO CÁO\nVề thủy lợi\n\nI. Hồ chứa\n- Có 05 hồ chứa.", "khac.txt"))
    own = report("An Phú", "1. Khám bệnh, chữa bệnh\n- Khám 5 ca.")
    outline = parse_outline(parse(OUTLINE, "dc.txt"))
    found = gather(outline, [other, own], only_answers=True)
    assert found.others == ("khac.txt",)
    assert len(found.submissions) == 1
