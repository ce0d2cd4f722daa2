"""A draft follows its outline, says nothing without a place, and shows what it doesn't know."""

from dataclasses import replace

import pytest

from assistant.drafting import Draft, draft, parse_outline
from assistant.drafting.gate import gated, missing_numbers, still_there
from assistant.drafting.record import DraftSection, MarkKind
from corpus.errors import OutlineError
from corpus.model import Report

Reports = dict[str, Report]


@pytest.fixture(scope="module")
def written(son_ha: Reports) -> Draft:
    return draft(parse_outline(son_ha["de_cuong"]), list(son_ha.values()))


def section(result: Draft, path: str) -> DraftSection:
    return next(one for one in result.sections if one.path == path)


def test_heading_tree_in_is_heading_tree_out(written: Draft, son_ha: Reports) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    assert [(s.path, s.number, s.title, s.level) for s in written.sections] == [
        (path, h.number, h.title, h.level) for path, h in outline.walk()
    ]
    assert section(written, "I").text == ""


def test_every_sentence_has_its_words_in_a_source(written: Draft, son_ha: Reports) -> None:
    reports = list(son_ha.values())
    sentences = [s for one in written.sections for s in one.sentences]
    assert len(sentences) >= 6
    for sentence in sentences:
        assert sentence.sources
        assert still_there(sentence.sources, reports) == []
    assert written.unsupported == ()


def test_letters_are_no_sources_of_results(written: Draft) -> None:
    docs = {p.doc for s in section(written, "I.2").sentences for p in s.sources}
    assert docs == {"thang6.txt", "cong_trinh.txt"}


def test_documents_of_the_letter_open_the_heading_of_leadership(written: Draft) -> None:
    first = section(written, "I.1").sentences[0]
    assert "77/QĐ-UBND" in first.text
    assert first.sources[0].doc == "de_cuong.txt"


def test_results_plans_and_limits_go_under_their_own_headings(written: Draft) -> None:
    assert "31/KH-UBND" in section(written, "I.1").text
    assert "05 hồ chứa nước" in section(written, "I.2").text
    assert "phân bổ chậm" in section(written, "II").text
    assert "12 km kênh chính" in section(written, "III").text
    assert "12 km" not in section(written, "I.2").text


def test_conflicting_values_are_shown_not_chosen(written: Draft) -> None:
    one = section(written, "I.2")
    conflict = next(
        c for c in one.conflicts if {v.text[:5] for v in c.values} == {"64 km", "82 km"}
    )
    assert conflict.prefer is None
    assert {v.place.doc for v in conflict.values} == {"thang6.txt", "cong_trinh.txt"}
    assert "[CẦN XÁC NHẬN: " in one.text
    assert "64 km" in one.text
    assert "82 km" in one.text
    # The same sentence with another number stands once.
    assert one.text.count("trên địa bàn các huyện đồng bằng") == 1


def test_gaps_are_visible(written: Draft) -> None:
    assert section(written, "I.1").gaps == (
        "[CHƯA CÓ SỐ LIỆU: Phát động phong trào thi đua diệt bèo trên kênh mương]",
    )
    assert section(written, "IV").gaps == ("[CHƯA CÓ SỐ LIỆU: Kiến nghị]",)
    # What only communes answer is no gap of a department.
    assert section(written, "I.2").gaps == ()


def test_figures_of_another_day_are_marked(written: Draft) -> None:
    sentence = next(s for s in section(written, "I.2").sentences if "hồ chứa" in s.text)
    assert [str(m) for m in sentence.marks if m.kind is MarkKind.PERIOD] == [
        "[cần xác nhận mốc 30/9/2025]"
    ]
    plan = section(written, "III").sentences[0]
    assert not any(mark.kind is MarkKind.PERIOD for mark in plan.marks)


def test_frame_comes_from_past_reports(written: Draft) -> None:
    assert written.symbol == "BC-STL"
    assert written.place_name == "Sơn Hà"
    assert written.issuer is not None
    assert written.issuer.lower() == "sở thủy lợi"
    assert written.closing.endswith("./.")
    assert "……" in written.opening[0].text
    assert written.opening[0].marks[0].kind is MarkKind.GAP


def test_one_section_and_another_period(son_ha: Reports) -> None:
    outline = parse_outline(son_ha["de_cuong"])
    result = draft(outline, list(son_ha.values()), section="I.2", period="quý II/2025")
    assert [one.path for one in result.sections] == ["I.2"]
    assert "mốc 30/6/2025" in result.sections[0].text
    with pytest.raises(OutlineError, match=r"không có mục X.*I\.1"):
        draft(outline, list(son_ha.values()), section="X")


def test_progress_is_told_and_can_stop(son_ha: Reports) -> None:
    told: list[float] = []

    def tell(share: float, message: str) -> None:
        assert message
        told.append(share)
        if share > 0.5:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        draft(parse_outline(son_ha["de_cuong"]), list(son_ha.values()), progress=tell)
    assert told == sorted(told)


def test_no_source_leaves_gaps_everywhere(son_ha: Reports) -> None:
    result = draft(parse_outline(son_ha["de_cuong"]), [son_ha["de_cuong"]])
    assert all(one.gaps for one in result.sections if one.path not in {"I"})
    assert result.unsupported == ()


def test_an_edited_number_is_unsupported(written: Draft, son_ha: Reports) -> None:
    one = section(written, "I.2")
    paragraph = next(p for p in one.paragraphs if "05 hồ" in p.text)
    edited = replace(paragraph.sentences[0], text="Nâng cấp 55 hồ chứa nước.")
    wrong = replace(one, paragraphs=(replace(paragraph, sentences=(edited,)),))
    result = gated(replace(written, sections=(wrong,)), list(son_ha.values()))
    assert len(result.unsupported) == 1
    assert "55" in result.unsupported[0]
    assert any("55" in mark.text for mark in result.marks)


@pytest.mark.parametrize(
    ("text", "said", "missing"),
    [
        ("cấp 12 giấy", "đã cấp 12 giấy phép", []),
        ("cấp 13 giấy", "đã cấp 12 giấy phép", ["13"]),
        ("có 129 xã", "có 1293 xã", ["129"]),
        ("có 93 xã", "có 1293 xã", ["93"]),
        ("tăng 1.250 ha", "tăng 1.250 ha", []),
        ("tăng 1.250 ha", "tăng 1.25 ha", ["1.250"]),
        ("Quyết định số 12/QĐ-UBND", "Quyết định số 12/QĐ-\n UBND", []),
        ("Quyết định số 12/QĐ-UBND", "Quyét dinh sé 12/0P-UBND", []),
        ("Quyết định số 12/QĐ-UBND", "Quyết định số 21/QĐ-UBND", ["12/QĐ-UBND"]),
        ("Nghị quyết số 05/NQ-HĐND", "có 05 hồ chứa", ["05/NQ-HĐND"]),
    ],
)
def test_gate(text: str, said: str, missing: list[str]) -> None:
    assert missing_numbers(text, said) == missing
