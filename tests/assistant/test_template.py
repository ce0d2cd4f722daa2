"""The office's own template: its look stays, the draft's words come in, mistakes are told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from assistant.drafting.record import Draft, DraftSection, DraftSentence, Mark, MarkKind, Paragraph
from assistant.official import export_docx
from assistant.official.layout_check import check_layout
from assistant.official.template import PLACEHOLDERS, check_template
from assistant.official.template_example import write_example
from corpus.errors import ReadError
from corpus.model import Place

PLACES = (Place("thang6.txt", 12, 12, 2, 100, 140, "Nâng cấp 05 hồ chứa nước."),)


def a_draft(**changes: Any) -> Draft:
    figure = DraftSentence("Nâng cấp 05 hồ chứa nước.", PLACES)
    gap = Paragraph(gap=Mark(MarkKind.GAP, "CHƯA CÓ SỐ LIỆU: Kiến nghị"))
    sections = (
        DraftSection("I", "I.", "Kết quả thực hiện", 1),
        DraftSection("I.1", "1.", "Công trình", 2, (Paragraph((figure,)), gap)),
        DraftSection("I.1.a", "a)", "Hồ chứa", 3, (Paragraph((figure,)),)),
    )
    values: dict[str, Any] = {
        "title": "Báo cáo công tác thủy lợi năm 2025",
        "sections": sections,
        "opening": (DraftSentence("Sở Thủy lợi báo cáo như sau:", ()),),
        "closing": "Trên đây là báo cáo của Sở Thủy lợi./.",
        "issuer": "Sở Thủy lợi",
        "parent": "UBND tỉnh Sơn Hà",
        "symbol": "BC-STL",
        "place_name": "Sơn Hà",
        "recipients": ("UBND tỉnh", "Sở Tài chính"),
    }
    return Draft(**(values | changes))


def an_office_template(path: Path) -> Path:
    """Make a template as an office would: own styles, a crest line, placeholders cut by Word."""
    document = Document()
    section = document.sections[0]
    section.left_margin = Mm(35)
    section.header.paragraphs[0].text = "Mẫu của {{co_quan_ban_hanh}}"
    grid = document.add_table(rows=1, cols=2)
    left, right = grid.rows[0].cells
    left.paragraphs[0].add_run("{{co_quan_chu_").bold = True  # cut in the middle
    left.paragraphs[0].add_run("quan}} và bạn").italic = True
    right.paragraphs[0].add_run("Số: {{ so_ky_hieu }}").font.size = Pt(13)
    document.add_paragraph("{{ten_loai}} {{trich_yeu}}")
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run("{{de_muc_1}}")
    run.font.color.rgb, run.font.size = RGBColor(0, 0, 128), Pt(16)
    body = document.add_paragraph()
    body.paragraph_format.first_line_indent = Mm(10)
    body.add_run("{{noi_dung}}").font.name = "Be Vietnam"
    document.add_paragraph("{{noi_nhan}}")
    document.add_paragraph("{{quyen_han}}")
    document.add_paragraph("{{nguoi_ky}}")
    document.save(str(path))
    return path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return an_office_template(tmp_path / "mau-cua-so.docx")


def test_the_look_of_the_template_stays(template: Path, tmp_path: Path) -> None:
    path = export_docx(
        a_draft(),
        tmp_path / "x.docx",
        template=template,
        signature="KT. | Trần Văn Bình",
        appendix=True,
    )
    document = Document(str(path))
    assert document.sections[0].left_margin.mm == pytest.approx(35, abs=0.1)
    assert document.sections[0].header.paragraphs[0].text == "Mẫu của SỞ THỦY LỢI"
    left, right = document.tables[0].rows[0].cells
    assert [run.text for run in left.paragraphs[0].runs] == ["UBND TỈNH SƠN HÀ", " và bạn"]
    assert [run.bold for run in left.paragraphs[0].runs] == [True, None]
    assert right.text == "Số:         /BC-STL"
    texts = [p.text for p in document.paragraphs]
    assert "BÁO CÁO Công tác thủy lợi năm 2025" in texts
    named = {p.text: p for p in document.paragraphs}
    first = named["I. Kết quả thực hiện"]
    assert first.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert first.runs[0].font.size == Pt(16)
    body = named["- Nâng cấp 05 hồ chứa nước."]
    assert body.paragraph_format.first_line_indent.mm == pytest.approx(10, abs=0.1)
    assert {run.font.name for run in body.runs} == {"Be Vietnam"}
    at = texts.index("- UBND tỉnh;")
    assert texts[at : at + 3] == ["- UBND tỉnh;", "- Sở Tài chính;", "- Lưu: VT, ……."]
    at = texts.index("KT. GIÁM ĐỐC")
    assert texts[at : at + 3] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Bình"]
    assert "{{" not in document.element.xml
    assert texts.index("Phụ lục") > at
    assert document.sections[1].left_margin.mm == pytest.approx(35, abs=0.1)


def test_marks_and_comments_work_in_a_template_too(template: Path, tmp_path: Path) -> None:
    path = export_docx(a_draft(), tmp_path / "x.docx", template=template, comments=True)
    document = Document(str(path))
    told = [comment.text for comment in document.comments]
    assert "Nguồn: thang6.txt: trang 2, dòng 12" in told
    gap = next(p for p in document.paragraphs if "CHƯA CÓ SỐ LIỆU" in p.text)
    assert gap.runs[-2].font.highlight_color is not None or gap.runs[1].font.highlight_color


def test_the_example_gives_what_the_decree_wants(tmp_path: Path) -> None:
    example = tmp_path / "mau.docx"
    write_example(example)
    text = Document(str(example)).element.xml
    assert all(name in text for name in PLACEHOLDERS if name not in ("de_muc_3", "de_muc_4"))
    assert len(list(Document(str(example)).comments)) > 5  # they say what each means
    path = export_docx(a_draft(), tmp_path / "x.docx", template=example, appendix=True)
    assert [str(one) for one in check_layout(path)] == []
    assert not [c for c in Document(str(path)).comments if "noi_dung" in c.text]


def says(words: str) -> Callable[[Any], None]:
    return lambda document: document.add_paragraph(words)


def in_a_table(document: Any) -> None:
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{noi_dung}}"


def in_the_header(document: Any) -> None:
    document.add_paragraph("{{noi_dung}}")
    document.sections[0].header.paragraphs[0].text = "{{de_muc_1}}"


def twice(document: Any) -> None:
    document.add_paragraph("{{noi_dung}}")
    document.add_paragraph("{{noi_dung}}")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (says("Không có chỗ nào"), "thiếu {{noi_dung}}"),
        (says("Nội dung: {{noi_dung}}"), "có chữ khác trong đoạn của {{noi_dung}}"),
        (says("{{noi_zung}}"), "có {{noi_zung}} không rõ nghĩa"),
        (in_a_table, "trong bảng, khung hoặc đầu trang"),
        (in_the_header, "{{de_muc_1}} ở trong bảng, khung hoặc đầu trang"),
        (twice, "có hai {{noi_dung}}"),
    ],
)
def test_a_bad_template_is_one_sentence(
    tmp_path: Path, make: Callable[[Any], None], words: str
) -> None:
    document = Document()
    make(document)
    path = tmp_path / "mau.docx"
    document.save(str(path))
    with pytest.raises(ReadError) as caught:
        check_template(path)
    assert words in caught.value.reason
    assert "“mau.docx”" in caught.value.reason
    with pytest.raises(ReadError):
        export_docx(a_draft(), tmp_path / "x.docx", template=path)
    assert not (tmp_path / "x.docx").exists()


def test_a_template_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="Không thấy tệp mẫu"):
        check_template(tmp_path / "khong-co.docx")
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ReadError, match="Không mở được tệp mẫu"):
        check_template(tmp_path / "x.docx")


def test_a_placeholder_in_a_control_of_word_is_filled(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("{{noi_dung}}")
    inner = document.add_paragraph("{{trich_yeu}}")._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    inner.addprevious(control)
    control.append(content)
    content.append(inner)
    document.save(str(tmp_path / "mau.docx"))
    path = export_docx(a_draft(), tmp_path / "x.docx", template=tmp_path / "mau.docx")
    assert "Công tác thủy lợi năm 2025" in Document(str(path)).element.xml


def test_by_option_and_by_setting(
    template: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from ui.cli import main
    from ui.saved import dump_draft

    kept, out = tmp_path / "d.json", tmp_path / "x.docx"
    kept.write_text(dump_draft(a_draft()), encoding="utf-8")
    home = ["--home", str(tmp_path / "home")]
    order = ["export", str(kept), "--out", str(out)]
    assert main([*home, *order, "--template", str(template), "--signature", "TL."]) == 2
    assert "cần ghi rõ chức vụ" in capsys.readouterr().err
    assert main([*home, *order, "--template", str(tmp_path / "khong.docx")]) == 1
    assert "Không thấy tệp mẫu" in capsys.readouterr().err
    assert not out.exists()
    monkeypatch.setenv("BAOCAO_TEMPLATE", str(template))
    monkeypatch.setenv("BAOCAO_SIGNATURE", "Q.")
    assert main([*home, *order]) == 0
    assert "Q. GIÁM ĐỐC" in [p.text for p in Document(str(out)).paragraphs]
    assert main([*home, *order, "--clean", "--sources", "comments"]) == 1
    assert "Bản sạch không có ghi chú Word" in capsys.readouterr().err
    assert main([*home, "export"]) == 2
    assert main([*home, "export", "--template-example", str(tmp_path / "mau.docx")]) == 0
    check_template(tmp_path / "mau.docx")
