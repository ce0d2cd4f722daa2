"""Records become the JSON of FORMATS.md, field by field; a saved draft comes back whole."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.finding import Finding, Severity
from assistant.drafting.record import (
    Conflict,
    ConflictValue,
    Draft,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
    SourceReport,
)
from corpus.model import (
    Cell,
    Citation,
    Footnote,
    Period,
    Place,
    Quality,
    Quantity,
    QuantityKind,
    Relation,
    RelationKind,
    Report,
    Section,
    Table,
)
from ui import formats
from ui.saved import dump_draft, load_draft
from ui.words import date_text, figure_text, number_text, place_text, quality_text

PLACE = Place("bao-cao.docx", 12, 14, 3, 100, 116, "tiếp nhận 64 phiếu")
PLACE_JSON = {
    "doc": "bao-cao.docx",
    "line": 12,
    "line_end": 14,
    "page": 3,
    "start": 100,
    "end": 116,
    "text": "tiếp nhận 64 phiếu",
}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (14.0, "14"),
        (7.5, "7.5"),
        (1293500.0, "1293500"),
        (-2.0, "-2"),
        (0.1, "0.1"),
        (None, "null"),
    ],
)
def test_numbers_are_json_numbers(value: float | None, written: str) -> None:
    assert json.dumps(formats.number(value)) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=50)
def test_a_number_keeps_its_value(value: float) -> None:
    assert formats.number(value) == value


def test_a_report() -> None:
    report = Report(
        doc="bao-cao.docx",
        sha256="0",
        text="I. KẾT QUẢ\n",
        title="Kết quả 6 tháng",
        kind="Báo cáo",
        number="45/BC-SKHCN",
        date=date(2025, 6, 5),
        issuer="Sở KH&CN",
        signer="Trần Văn An",
        recipients=("UBND tỉnh", "Lưu: VT"),
        period=Period("6 tháng đầu năm 2025", date(2025, 1, 1), date(2025, 6, 30)),
        as_of=date(2025, 5, 31),
        scope="tỉnh Sơn Hà (cũ)",
        page_starts=(0, 5),
        quality=Quality(True, 0.25),
        sections=(Section("I.", "KẾT QUẢ", 1, PLACE, (Section("1.", "Chỉ đạo", 2, PLACE),)),),
        footnotes=(Footnote("3", PLACE, None, 0), Footnote("4", PLACE, PLACE, 0)),
        tables=(Table(PLACE, (Cell("TT", 0, 2),), ((Cell("1", 3, 4),),)),),
        warnings=("Bản quét có 1 chỗ ghi số chưa chắc đọc đúng; hãy kiểm tra bản gốc.",),
        doubtful=(PLACE,),
    )
    assert formats.report(report) == {
        "title": "Kết quả 6 tháng",
        "kind": "Báo cáo",
        "number": "45/BC-SKHCN",
        "date": "2025-06-05",
        "issuer": "Sở KH&CN",
        "signer": "Trần Văn An",
        "recipients": ["UBND tỉnh", "Lưu: VT"],
        "period": {"from": "2025-01-01", "to": "2025-06-30", "label": "6 tháng đầu năm 2025"},
        "as_of": "2025-05-31",
        "scope": "tỉnh Sơn Hà (cũ)",
        "pages": 2,
        "quality": {"ocr": True, "damaged_share": 0.25},
        "sections": [
            {
                "number": "I.",
                "title": "KẾT QUẢ",
                "level": 1,
                "place": PLACE_JSON,
                "children": [
                    {
                        "number": "1.",
                        "title": "Chỉ đạo",
                        "level": 2,
                        "place": PLACE_JSON,
                        "children": [],
                    }
                ],
            }
        ],
        "footnotes": [
            {"mark": "3", "place": PLACE_JSON, "refers_from": None},
            {"mark": "4", "place": PLACE_JSON, "refers_from": PLACE_JSON},
        ],
        "tables": [{"place": PLACE_JSON, "header": ["TT"], "rows": [["1"]]}],
        "doubtful": [{**PLACE_JSON, "note": "kiểm tra bản gốc"}],
        "warnings": ["Bản quét có 1 chỗ ghi số chưa chắc đọc đúng; hãy kiểm tra bản gốc."],
    }


CITED = Citation(
    PLACE,
    "327/QĐ-UBND",
    "Quyết định",
    "327/QĐ-UBND",
    date(2025, 5, 26),
    "UBND tỉnh",
    block=0,
    span=(0, 5),
    confidence=0.98765,
)
SHORT = Citation(PLACE, "861", "", "861", None, None, 0, (0, 3), resolved="861/QĐ-BKHCN", ocr=True)


def test_citations_and_relations() -> None:
    assert formats.citation(CITED) == {
        **PLACE_JSON,
        "surface": "327/QĐ-UBND",
        "type": "Quyết định",
        "number": "327/QĐ-UBND",
        "date": "2025-05-26",
        "issuer": "UBND tỉnh",
        "resolved": None,
        "ocr": False,
        "confidence": 0.988,
    }
    assert formats.citation(SHORT)["resolved"] == "861/QĐ-BKHCN"
    assert formats.relation(
        Relation(0, 1, RelationKind.REPLACES, PLACE, planned=True), (CITED, SHORT)
    ) == {
        "from": "327/QĐ-UBND",
        "to": "861/QĐ-BKHCN",
        "relation": "thay thế",
        "place": PLACE_JSON,
        "negated": False,
        "planned": True,
    }


def test_a_figure() -> None:
    quantity = Quantity(
        PLACE,
        "hơn 6.300 lượt",
        6300.0,
        "lượt",
        "lượt người tham dự",
        block=0,
        span=(0, 5),
        number_span=(0, 2),
        value_max=None,
        qualifier="hơn",
        period="6 tháng đầu năm 2025",
        as_of=date(2025, 5, 31),
        kind=QuantityKind.ESTIMATE,
        part_of=90,
    )
    assert formats.quantity(quantity) == {
        **PLACE_JSON,
        "surface": "hơn 6.300 lượt",
        "value": 6300,
        "value_max": None,
        "unit": "lượt",
        "qualifier": "hơn",
        "indicator": "lượt người tham dự",
        "period": "6 tháng đầu năm 2025",
        "as_of": "2025-05-31",
        "scope": None,
        "kind": "estimate",
        "part_of": 90,
    }
    assert figure_text(formats.quantity(quantity)) == "hơn 6.300"


def test_a_finding() -> None:
    found = Finding(
        "sum_mismatch", Severity.ERROR, 0.9, "2 + 15 = 17, không bằng 14.", (14.0, "17"), (PLACE,)
    )
    assert formats.finding(found) == {
        "kind": "sum_mismatch",
        "severity": "error",
        "certainty": 0.9,
        "explanation": "2 + 15 = 17, không bằng 14.",
        "values": [14, "17"],
        "suggestion": None,
        "evidence": [PLACE_JSON],
    }


def a_draft() -> Draft:
    sentence = DraftSentence(
        "Tiếp nhận 64 phiếu.", (PLACE,), (Mark(MarkKind.PERIOD, "cần xác nhận mốc 30/9"),)
    )
    conflict = Conflict(
        "phiếu đề xuất",
        (ConflictValue("64", PLACE, "BC 45"), ConflictValue("82", PLACE, "BC 52")),
        1,
        "báo cáo sau",
    )
    gap = Paragraph(gap=Mark(MarkKind.GAP, "Chưa có số liệu"))
    section = DraftSection("I.1", "1.", "Chỉ đạo", 2, (Paragraph((sentence,)), gap), (conflict,))
    return Draft(
        title="BÁO CÁO",
        sections=(section,),
        unsupported=("Câu lạ.",),
        period=Period("9 tháng", None, date(2025, 9, 30)),
        opening=(sentence,),
        recipients=("UBND tỉnh",),
        sources=(SourceReport("a.txt", "BC 45", date(2025, 6, 2), None),),
    )


def test_a_draft() -> None:
    got = formats.draft(a_draft())
    assert set(got) == {"sections", "unsupported", "used_model"}
    section = got["sections"][0]
    assert list(section) == ["path", "title", "text", "gaps", "sentences", "conflicts"]
    assert section["sentences"] == [{"text": "Tiếp nhận 64 phiếu.", "sources": [PLACE_JSON]}]
    assert section["gaps"] == ["[Chưa có số liệu]"]
    assert "[cần xác nhận mốc 30/9]" in section["text"]
    assert section["conflicts"][0]["values"][1]["text"] == "82"
    assert section["conflicts"][0]["values"][1]["place"] == PLACE_JSON
    json.loads(formats.dumps(got))


def test_a_saved_draft_comes_back_whole() -> None:
    assert load_draft(dump_draft(a_draft())) == a_draft()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"form": "baocao-draft-9", "draft": {}}',
        '{"form": "baocao-draft-1", "draft": {"title": 3, "sections": []}}',
        '{"form": "baocao-draft-1", "draft": {"sections": []}}',
        '{"form": "baocao-draft-1", "draft": {"title": "x", "sections": [7]}}',
    ],
)
def test_anything_else_is_no_draft(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever json or the records say
        load_draft(text)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1293500, "1.293.500"),
        (7.5, "7,5"),
        (0, "0"),
        (98.25, "98,25"),
        (None, ""),
        (1234.5, "1.234,5"),
    ],
)
def test_numbers_the_vietnamese_way(value: float | None, said: str) -> None:
    assert number_text(value) == said


def test_dates_places_and_quality_in_words() -> None:
    assert date_text("2025-05-26") == date_text(date(2025, 5, 26)) == "26/05/2025"
    assert date_text(None) == ""
    assert place_text(PLACE_JSON) == "bao-cao.docx, tr. 3, dòng 12–14"
    assert place_text({**PLACE_JSON, "page": None, "line_end": 12}) == "bao-cao.docx, dòng 12"
    assert quality_text(Quality()) == "tốt"
    assert quality_text(Quality(True, 0.96)) == "bản quét, 96% dòng hỏng chữ"
