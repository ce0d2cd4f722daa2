"""The .docx: NĐ 30/2020 in its XML, marks that are seen, a file that is whole or not there."""

import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn

from assistant.drafting.record import (
    Draft,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.official import export_docx, layout, letters
from corpus.errors import BaocaoError
from corpus.model import Period, Place

PLACES = (
    Place("thang6.txt", 12, 14, 2, 100, 140, "Nâng cấp 05 hồ chứa nước."),
    Place("thang6.txt", 15, 15, 2, 141, 150, "x"),
)
FIGURE = DraftSentence(
    "Nâng cấp 05 hồ chứa nước.", PLACES, (Mark(MarkKind.PERIOD, "cần xác nhận mốc 30/9/2025"),)
)
PLAIN = DraftSentence("Công tác chỉ đạo được thực hiện kịp thời.", PLACES[1:])


def a_draft(**changes: Any) -> Draft:
    values: dict[str, Any] = {
        "title": "Báo cáo kết quả công tác thủy lợi 9 tháng đầu năm 2025",
        "sections": (
            DraftSection("I", "I.", "Kết quả thực hiện", 1),
            DraftSection(
                "I.1", "1.", "Công trình", 2, (Paragraph((PLAIN, FIGURE)), Paragraph((PLAIN,), "+"))
            ),
            DraftSection(
                "II",
                "II.",
                "Kiến nghị",
                1,
                (Paragraph(gap=Mark(MarkKind.GAP, "CHƯA CÓ SỐ LIỆU: Kiến nghị")),),
            ),
        ),
        "period": Period("9 tháng đầu năm 2025", date(2025, 1, 1), date(2025, 9, 30)),
        "opening": (DraftSentence("Sở Thủy lợi báo cáo như sau:", ()),),
        "closing": "Trên đây là báo cáo của Sở Thủy lợi./.",
        "issuer": "Sở Thủy lợi",
        "parent": "UBND tỉnh Sơn Hà",
        "symbol": "BC-STL",
        "place_name": "Sơn Hà",
        "recipients": ("UBND tỉnh",),
    }
    return Draft(**(values | changes))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = export_docx(a_draft(), tmp_path_factory.mktemp("out") / "moi" / "du_thao.docx")
    return Document(str(path))


def mm(length: Any) -> float:
    return round(length.mm, 1)


def test_page(document: Any) -> None:
    for section in document.sections:
        assert (mm(section.page_width), mm(section.page_height)) == (210.0, 297.0)
        assert 20 <= mm(section.top_margin) <= 25
        assert 20 <= mm(section.bottom_margin) <= 25
        assert 30 <= mm(section.left_margin) <= 35
        assert 15 <= mm(section.right_margin) <= 20


def test_page_number_from_the_second_page_in_the_top_margin(document: Any) -> None:
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        number = section.header.paragraphs[0]
        assert number.alignment == WD_ALIGN_PARAGRAPH.CENTER
        assert "PAGE" in number._p.xml
        assert all(13 <= run.font.size.pt <= 14 for run in number.runs)
    starts = [s._sectPr.find(qn("w:pgNumType")) for s in document.sections]
    assert starts[0] is None
    assert starts[1].get(qn("w:start")) == "1"  # an appendix is numbered on its own


def test_header_is_a_borderless_table_of_two_columns(document: Any) -> None:
    table = document.tables[0]
    (left, right), (number, day) = [row.cells for row in table.rows]
    assert table.style is None or table.style.name == "Normal Table"
    assert [p.text for p in left.paragraphs if p.text] == ["UBND TỈNH SƠN HÀ", "SỞ THỦY LỢI"]
    assert [p.text for p in right.paragraphs if p.text] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    # on one line, however many lines the names take
    assert [p.text for p in number.paragraphs] == ["Số:        /BC-STL"]
    assert [p.text for p in day.paragraphs] == ["Sơn Hà, ngày      tháng      năm 2025"]
    bold = {p.text: p.runs[0].bold for p in (*left.paragraphs, *right.paragraphs) if p.runs}
    assert not bold["UBND TỈNH SƠN HÀ"]
    assert bold["SỞ THỦY LỢI"]
    assert bold["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert day.paragraphs[0].runs[0].italic
    assert not number.paragraphs[0].runs[0].italic
    for cell in (left, right):
        assert sum(p._p.find(".//" + qn("w:pBdr")) is not None for p in cell.paragraphs) == 1


def rule_length(paragraphs: Any, room: float) -> float:
    shape = next(p for p in paragraphs if p._p.find(".//" + qn("w:pBdr")) is not None)
    shape = shape.paragraph_format
    return float(room - shape.left_indent.mm - shape.right_indent.mm)


def test_rules_are_as_long_as_the_decree_says(document: Any) -> None:
    left, right = document.tables[0].rows[0].cells
    motto = letters.width("Độc lập - Tự do - Hạnh phúc", 13, bold=True)
    assert rule_length(right.paragraphs, 93) == pytest.approx(motto, abs=0.2)
    name = letters.width("SỞ THỦY LỢI", 12, bold=True)
    assert 1 / 3 <= rule_length(left.paragraphs, 65) / name <= 1 / 2
    subject = letters.width("Kết quả công tác thủy lợi 9 tháng đầu năm 2025", 14, bold=True)
    assert 1 / 3 <= rule_length(document.paragraphs, 160) / subject <= 1 / 2


def test_body(document: Any) -> None:
    body = next(p for p in document.paragraphs if p.text.startswith("- Công tác chỉ đạo"))
    shape = body.paragraph_format
    assert body.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert mm(shape.first_line_indent) == 12.7
    assert shape.space_after.pt >= 6
    assert 1.0 <= shape.line_spacing <= 1.5
    normal = document.styles["Normal"]
    fonts = normal.element.rPr.rFonts
    assert {fonts.get(qn(f"w:{n}")) for n in ("ascii", "hAnsi", "eastAsia", "cs")} == {layout.FONT}
    assert 13 <= normal.font.size.pt <= 14


def test_name_headings_and_end(document: Any) -> None:
    texts = [p.text for p in document.paragraphs]
    name = texts.index("BÁO CÁO")
    assert texts[name + 1] == "Kết quả công tác thủy lợi 9 tháng đầu năm 2025"
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in headings] == ["I. Kết quả thực hiện", "1. Công trình", "II. Kiến nghị"]
    assert [p.style.name[-1] for p in headings] == ["1", "2", "1"]
    assert all(run.bold for p in headings for run in p.runs)
    assert "Trên đây là báo cáo của Sở Thủy lợi./." in texts
    left, right = document.tables[1].rows[0].cells
    assert [p.text for p in left.paragraphs] == ["Nơi nhận:", "- UBND tỉnh;", "- Lưu: VT, ……."]
    assert left.paragraphs[0].runs[0].bold
    assert left.paragraphs[0].runs[0].italic
    assert [left.paragraphs[i].runs[0].font.size.pt for i in (0, 1)] == [12, 11]
    assert right.paragraphs[0].text == "GIÁM ĐỐC"


def test_marks_and_gaps_are_highlighted(document: Any) -> None:
    marked = [
        run.text.strip()
        for p in document.paragraphs
        for run in p.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert marked == ["[cần xác nhận mốc 30/9/2025]", "[CHƯA CÓ SỐ LIỆU: Kiến nghị]"]


def test_table_of_sources(document: Any) -> None:
    rows = [[cell.text for cell in row.cells] for row in document.tables[2].rows]
    assert rows == [
        ["TT", "Mục", "Nội dung có số liệu hoặc số hiệu văn bản", "Nguồn"],
        ["1", "I.1", "Nâng cấp 05 hồ chứa nước.", "thang6.txt: trang 2, dòng 12–15"],
    ]
    assert document.tables[2].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_comments_stand_at_their_sentences(tmp_path: Path) -> None:
    path = export_docx(a_draft(), tmp_path / "x.docx", appendix=False, comments=True)
    document = Document(str(path))
    assert len(document.tables) == 2
    comments = list(document.comments)
    assert [c.text for c in comments][1] == "Nguồn: thang6.txt: trang 2, dòng 12–15"
    body = next(p for p in document.paragraphs if "hồ chứa" in p.text)._p
    ends = [e for e in body.iter() if e.tag.endswith("}commentRangeStart")]
    start = next(e for e in ends if e.get(qn("w:id")) == str(comments[1].comment_id))
    assert (
        "".join(t.text for t in start.getnext().iter(qn("w:t"))).strip()
        == "Nâng cấp 05 hồ chứa nước."
    )


def test_clean_copy_only_when_nothing_is_open(tmp_path: Path) -> None:
    with pytest.raises(
        BaocaoError, match=r"1 chỗ chưa có số liệu \(mục II\); 1 chỗ cần xác nhận mốc thời gian"
    ):
        export_docx(a_draft(), tmp_path / "x.docx", clean=True)
    assert list(tmp_path.iterdir()) == []
    sections = (DraftSection("I", "I.", "Kết quả", 1, (Paragraph((PLAIN,)),)),)
    path = export_docx(a_draft(sections=sections), tmp_path / "x.docx", clean=True)
    assert len(Document(str(path)).tables) == 2
    with pytest.raises(BaocaoError, match="1 câu có số liệu, số hiệu chưa có nguồn"):
        export_docx(a_draft(sections=sections, unsupported=("x",)), tmp_path / "y.docx", clean=True)


def test_unknown_frame_is_blank_and_marked(tmp_path: Path) -> None:
    draft = a_draft(issuer=None, parent=None, symbol=None, place_name=None, period=None)
    document = Document(str(export_docx(draft, tmp_path / "x.docx")))
    left = document.tables[0].rows[0].cells[0]
    assert left.paragraphs[1].text == "TÊN CƠ QUAN BAN HÀNH ……"
    assert left.paragraphs[1].runs[0].font.highlight_color == WD_COLOR_INDEX.YELLOW
    day = document.tables[0].rows[1].cells[1]
    assert day.text == "……, ngày      tháng      năm ……"
    with pytest.raises(BaocaoError, match="tên cơ quan ban hành, tên cơ quan chủ quản, ký hiệu"):
        export_docx(draft, tmp_path / "y.docx", clean=True)


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")
    broken = a_draft(closing="\ud800")  # no XML can hold a lone surrogate
    with pytest.raises(UnicodeEncodeError):
        export_docx(broken, path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.docx"]


def test_control_characters_of_a_source_do_not_break_the_file(tmp_path: Path) -> None:
    path = export_docx(a_draft(closing="Kính báo cáo\x00\x0b./."), tmp_path / "x.docx")
    assert "Kính báo cáo./." in [p.text for p in Document(str(path)).paragraphs]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    with pytest.raises(BaocaoError, match="thư mục khác"):
        export_docx(a_draft(), tmp_path / "tep" / "x.docx")


@pytest.mark.office
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    path = export_docx(a_draft(), tmp_path / "x.docx", comments=True)
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
