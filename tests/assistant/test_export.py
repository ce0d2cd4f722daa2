"""The .docx: NĐ 30/2020 in its XML, marks that are seen, a file that is whole or not there."""

import io
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.drafting.record import (
    Conflict,
    ConflictValue,
    Draft,
    DraftNote,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.official import docx_parts as parts
from assistant.official import export_docx, layout, letters
from assistant.official.appendix import AppendixTable, write_appendices
from assistant.official.body import BodyWriter, BuiltIn, words_of
from assistant.official.footnotes import Footnotes
from corpus.errors import BaocaoError, ConfigError
from corpus.model import Period, Place
from corpus.reading import read

PLACES = (
    Place("thang6.txt", 12, 14, 2, 100, 140, "Nâng cấp 05 hồ chứa nước."),
    Place("thang6.txt", 15, 15, 2, 141, 150, "x"),
)
FIGURE = DraftSentence(
    "Nâng cấp 05 hồ chứa nước.", PLACES, (Mark(MarkKind.PERIOD, "cần xác nhận mốc 30/9/2025"),)
)
FIGURE_ALONE = DraftSentence(FIGURE.text, PLACES)
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
    return float(round(length.mm, 1))


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


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")

    def broken(_self: Any, stream: Any) -> None:
        stream.write(b"half")
        raise OSError("the disk is full")

    monkeypatch.setattr("docx.document.Document.save", broken)
    with pytest.raises(BaocaoError, match="Không ghi được tệp"):
        export_docx(a_draft(), path)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.docx"]


def test_control_characters_of_a_source_do_not_break_the_file(tmp_path: Path) -> None:
    path = export_docx(a_draft(closing="Kính báo cáo\x00\x0b\ud800./."), tmp_path / "x.docx")
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


# ------------------------------------------------------------------ footnotes

NOTED = "Toàn tỉnh có 12 doanh nghiệp được hỗ trợ."
LONG = "Gồm các doanh nghiệp An Phú, Bình Minh, Cửa Việt, Đại Lộc và tám hộ kinh doanh khác"


def a_noted_draft(count: int = 1) -> Draft:
    at = NOTED.index(" được")
    noted = DraftSentence(NOTED, PLACES, notes=(DraftNote(at, LONG, PLACES[:1]),))
    end = DraftSentence("Xem thêm.", PLACES, notes=(DraftNote(9, "Số liệu của Chi cục", PLACES),))
    sections = (DraftSection("I", "I.", "Kết quả", 1, (Paragraph((noted,) * count + (end,)),)),)
    return a_draft(sections=sections)


def test_footnotes_are_real_and_stand_at_their_words(tmp_path: Path) -> None:
    path = export_docx(a_noted_draft(), tmp_path / "x.docx", clean=True)
    with zipfile.ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml").decode()
        settings = archive.read("word/settings.xml").decode()
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
    assert "wordprocessingml.footnotes+xml" in types
    assert settings.index("footnotePr") < settings.index("<w:compat")
    kinds = [note.get(qn("w:type")) for note in notes]
    assert kinds == ["separator", "continuationSeparator", None, None]
    document = Document(str(path))
    paragraph = next(p for p in document.paragraphs if "doanh nghiệp" in p.text)
    marks = paragraph._p.findall(f"{qn('w:r')}/{qn('w:footnoteReference')}")
    assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2"]
    assert marks[0].getparent().getprevious().text.endswith("12 doanh nghiệp")
    assert marks[1].getparent().getprevious().text.endswith("Xem thêm.")
    names = {style.style_id: style.name for style in document.styles}
    assert names["FootnoteText"] == "footnote text"
    assert names["FootnoteReference"] == "footnote reference"


def test_our_own_reader_ties_footnotes_to_their_marks(tmp_path: Path) -> None:
    report = read(export_docx(a_noted_draft(), tmp_path / "x.docx"))
    assert [note.mark for note in report.footnotes] == ["1", "2"]
    assert LONG in report.footnotes[0].place.text
    place = report.footnotes[0].refers_from
    assert place is not None
    assert "12 doanh nghiệp" in place.text


def test_a_template_keeps_its_own_footnotes(tmp_path: Path) -> None:
    template = export_docx(a_noted_draft(), tmp_path / "mau.docx", clean=True)
    document = Document(str(template))
    document.paragraphs[-2].insert_paragraph_before("{{noi_dung}}")
    document.save(str(template))
    path = export_docx(a_noted_draft(), tmp_path / "x.docx", clean=True, template=template)
    with zipfile.ZipFile(path) as archive:
        notes = etree.fromstring(archive.read("word/footnotes.xml"))
        assert len([name for name in archive.namelist() if "footnotes" in name]) == 1
    assert [note.get(qn("w:id")) for note in notes] == ["-1", "0", "1", "2", "3", "4"]


# ------------------------------------------------------------------ comments at their words


def commented(path: Path) -> dict[str, str]:
    """Return {comment: the words between its range marks}."""
    document = Document(str(path))
    found = {}
    for comment in document.comments:
        inside, words = False, ""
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                if element.tag == qn("w:commentRangeStart"):
                    inside = True
                if element.tag == qn("w:commentRangeEnd"):
                    inside = False
            if inside and element.tag == qn("w:t"):
                words += element.text
        found[comment.text] = words
    return found


def marked_draft() -> Draft:
    text = "Cả tỉnh có 24 hồ chứa nước và 7 trạm bơm theo Quyết định số 12/QĐ-UBND."
    marks = (
        Mark(MarkKind.UNSUPPORTED, "CHƯA CÓ NGUỒN: “24 hồ” không thấy ở nguồn"),
        Mark(MarkKind.CONFLICT, "CẦN XÁC NHẬN: 7 trạm bơm (Báo cáo số 5) hay 17 trạm bơm"),
        Mark(MarkKind.REPLACED, "CẦN XÁC NHẬN: 12/QĐ-UBND đã được 33/QĐ-UBND thay thế"),
    )
    value = ConflictValue("7 trạm bơm", PLACES[0], "Báo cáo số 5")
    conflict = Conflict("trạm bơm", (value,), None, "")
    gap = Paragraph(gap=Mark(MarkKind.GAP, "CHƯA CÓ SỐ LIỆU: Kiến nghị"))
    sentence = DraftSentence(text, PLACES, marks)
    section = DraftSection("I", "I.", "Kết quả", 1, (Paragraph((sentence,)), gap), (conflict,))
    return a_draft(sections=(section,), unsupported=(text,))


@pytest.mark.parametrize("comments", [True, False])
def test_comments_are_around_exactly_their_words(tmp_path: Path, comments: bool) -> None:
    path = export_docx(marked_draft(), tmp_path / "x.docx", comments=comments)
    found = {told.split(":")[0]: words for told, words in commented(path).items()}
    wanted = {
        "Số liệu, số hiệu chưa có nguồn": "24 hồ",
        "Các nguồn không thống nhất": "7 trạm bơm",
        "Văn bản đã được thay thế": "12/QĐ-UBND",
        "Chưa có trong kho báo cáo, cần bổ sung": "[CHƯA CÓ SỐ LIỆU: Kiến nghị]",
    }
    sentence = marked_draft().sections[0].sentences[0].text
    assert found == wanted | ({"Nguồn": sentence} if comments else {})


def test_words_of_a_mark() -> None:
    text = "Cấp 12 giấy phép, thu hồi 2 giấy phép."
    quoted = Mark(MarkKind.UNSUPPORTED, "“2 giấy phép” không thấy ở nguồn")
    assert [text[a:b] for a, b in words_of(quoted, text)] == ["2 giấy phép"]
    numbers = Mark(MarkKind.CONFLICT, "CẦN KIỂM TRA: 12 hay 13")
    assert [text[a:b] for a, b in words_of(numbers, text)] == ["12"]
    assert words_of(Mark(MarkKind.CONFLICT, "CẦN KIỂM TRA"), text) == [(0, len(text))]


@pytest.mark.office
def test_libreoffice_keeps_comments_at_their_words_and_notes_at_the_foot(tmp_path: Path) -> None:
    path = export_docx(marked_draft(), tmp_path / "x.docx", comments=True)
    convert(path, "fodt", tmp_path)
    odt = etree.parse(str(tmp_path / "x.fodt"))
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    words: dict[str, str] = {}
    open_now: list[str] = []
    for event, element in etree.iterwalk(odt, events=("start", "end")):
        name = element.get(f"{office}name") or ""
        if event == "start" and element.tag == f"{office}annotation-end":
            open_now.remove(name)
        in_note = any(a.tag == f"{office}annotation" for a in element.iterancestors())
        said = (element.text if event == "start" else element.tail) or ""
        if element.tag == f"{office}annotation" and event == "end":
            open_now.append(name)
            words[name] = ""
        if not in_note and not (event == "start" and element.tag == f"{office}annotation"):
            for one in open_now:
                words[one] += said
    assert {"24 hồ", "7 trạm bơm", "12/QĐ-UBND"} <= set(words.values())

    noted = export_docx(a_noted_draft(), tmp_path / "n.docx", clean=True)
    convert(noted, "pdf", tmp_path)
    import pypdfium2

    with pypdfium2.PdfDocument(str(tmp_path / "n.pdf")) as pdf:
        page = pdf[0].get_textpage()
        searcher = page.search("An Phú")
        index, _ = searcher.get_next()
        height = page.get_charbox(index)[1]
    assert height < 150  # points from the lower edge of the page


def convert(path: Path, kind: str, folder: Path) -> None:
    home = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)


# ------------------------------------------------------------------ head, căn cứ, appendix


def test_grounds_are_italic_lines_of_their_own(tmp_path: Path) -> None:
    opening = (
        DraftSentence("Căn cứ Kế hoạch số 12/KH-UBND ngày 05/3/2025 của UBND tỉnh", PLACES),
        DraftSentence("Căn cứ tình hình thực tế;", PLACES),
        DraftSentence("Sở Thủy lợi báo cáo như sau:", ()),
    )
    document = Document(str(export_docx(a_draft(opening=opening), tmp_path / "x.docx")))
    grounds = [p for p in document.paragraphs if p.text.startswith("Căn cứ")]
    assert [p.text[-1] for p in grounds] == [";", "."]
    assert all(run.italic for p in grounds for run in p.runs)
    after = next(p for p in document.paragraphs if p.text.startswith("Sở Thủy lợi báo cáo"))
    assert not any(run.italic for run in after.runs)


def test_a_wide_appendix_lies_on_its_side(tmp_path: Path) -> None:
    document = parts.new_document("x")
    parts.run(parts.body_paragraph(document), "Nội dung./.")
    narrow = AppendixTable("Bảng một", ("TT", "Nội dung"), (("1", "a"),), (1, 9))
    wide = AppendixTable("Bảng hai", tuple("ABCDEFGH"), (tuple("12345678"),), (1,) * 8)
    write_appendices(document, [narrow, wide], "(Kèm theo Báo cáo số 1/BC-X)")
    document.save(str(tmp_path / "x.docx"))
    document = Document(str(tmp_path / "x.docx"))
    first, second, third = document.sections
    assert [s.page_width < s.page_height for s in (first, second, third)] == [True, True, False]
    assert mm(third.page_width) == 297.0
    widths = [cell.width.mm for cell in document.tables[1].rows[0].cells]
    assert sum(widths) == pytest.approx(247, abs=0.5)
    texts = [p.text for p in document.paragraphs]
    assert [t for t in texts if t.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    assert "BẢNG HAI" in texts


@pytest.mark.parametrize(
    ("issuer", "parent", "names"),
    [
        ("UBND tỉnh Sơn Hà", None, ["ỦY BAN NHÂN DÂN TỈNH SƠN HÀ"]),
        ("Bộ Thủy lợi", None, ["BỘ THỦY LỢI"]),
        ("Chi cục Thủy lợi", "Sở Thủy lợi", ["SỞ THỦY LỢI", "CHI CỤC THỦY LỢI"]),
    ],
)
def test_names_in_the_head(
    tmp_path: Path, issuer: str, parent: str | None, names: list[str]
) -> None:
    draft = a_draft(issuer=issuer, parent=parent)
    document = Document(str(export_docx(draft, tmp_path / "x.docx", signature="KT. | Lê An")))
    left = document.tables[0].rows[0].cells[0]
    assert [p.text for p in left.paragraphs if p.text] == names
    right = [p.text for p in document.tables[1].rows[0].cells[1].paragraphs]
    assert right[-1] == "Lê An"
    assert any(line.startswith("KT. ") for line in right)


def test_the_head_as_configured(tmp_path: Path) -> None:
    sections = (DraftSection("I", "I.", "Kết quả", 1, (Paragraph((PLAIN,)),)),)
    draft = a_draft(sections=sections, parent=None, symbol=None)
    with pytest.raises(BaocaoError, match=r"tên cơ quan chủ quản, ký hiệu \(đặt bằng --letterhead"):
        export_docx(draft, tmp_path / "x.docx", clean=True)
    told = "UBND tỉnh Sơn Hà | | BC-CCTL"
    document = Document(str(export_docx(draft, tmp_path / "x.docx", clean=True, letterhead=told)))
    (left, _), (number, _) = [row.cells for row in document.tables[0].rows]
    assert [p.text for p in left.paragraphs if p.text] == ["UBND TỈNH SƠN HÀ", "SỞ THỦY LỢI"]
    assert number.text == "Số:        /BC-CCTL"
    with pytest.raises(ConfigError, match="quá bốn phần"):
        export_docx(draft, tmp_path / "y.docx", letterhead="a|b|c|d|e")


def test_a_clean_copy_may_have_the_table_of_sources_but_no_dots(tmp_path: Path) -> None:
    sections = (DraftSection("I", "I.", "Kết quả", 1, (Paragraph((FIGURE_ALONE,)),)),)
    path = export_docx(a_draft(sections=sections), tmp_path / "x.docx", clean=True, appendix=True)
    document = Document(str(path))
    assert len(document.tables) == 3
    assert "- Lưu: VT." in document.tables[1].rows[0].cells[0].text
    assert not list(document.comments)
    assert "highlight" not in document.element.xml


# ------------------------------------------------------------------ whatever the words are

WORDS = st.text(
    st.sampled_from("ab ưĐ1290.,;:“”()[]/-\n\t\x00<&>") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(WORDS, st.lists(st.integers(-3, 70), max_size=3), st.lists(WORDS, max_size=3), st.booleans())
def test_no_word_is_lost_whatever_marks_and_notes_there_are(
    text: str, at: list[int], marked: list[str], comments: bool
) -> None:
    marks = tuple(Mark(MarkKind.UNSUPPORTED, f"“{words}” không thấy ở nguồn") for words in marked)
    notes = tuple(DraftNote(where, f"Ghi chú {text}", PLACES) for where in at)
    sentence = DraftSentence(text, PLACES, marks, notes)
    document = parts.new_document("x")
    footnotes = Footnotes(document)
    writer = BodyWriter(BuiltIn(document), footnotes, comments=comments)
    writer.paragraph(Paragraph((sentence,), lead=""), ())
    footnotes.close()
    stream = io.BytesIO()
    document.save(stream)
    again = Document(stream)
    told = [t for run in again.paragraphs[0].runs for t in run._r if t.tag == qn("w:t")]
    shown = parts.printable(sentence.text + "".join(f" {mark}" for mark in marks))
    assert "".join(t.text or "" for t in told) == re.sub(r"[\t\n\r]", "", shown)
    assert len(again.paragraphs[0]._p.findall(f".//{qn('w:footnoteReference')}")) == len(notes)
    starts = again.element.body.findall(f".//{qn('w:commentRangeStart')}")
    ends = again.element.body.findall(f".//{qn('w:commentRangeEnd')}")
    assert {e.get(qn("w:id")) for e in starts} == {e.get(qn("w:id")) for e in ends}
    assert len(starts) == len(list(again.comments)) >= len(marks) + comments
