"""Correct documents made in other people's ways, for the checker of layout to find nothing in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

TNR = "Times New Roman"
BODY = (
    "Thực hiện Công văn số 112/UBND-TH ngày 05 tháng 6 năm 2025 của UBND tỉnh Sơn Hà về việc báo "
    "cáo công tác thủy lợi, Sở Thủy lợi báo cáo kết quả như sau:",
    "- Đã kiên cố hóa 64 km kênh mương nội đồng, nâng cấp 05 hồ chứa nước, bảo đảm nước tưới cho "
    "1.250 ha lúa vụ hè thu trên địa bàn các huyện đồng bằng.",
    "Trên đây là báo cáo của Sở Thủy lợi./.",
)


def word(run: Any, size: float, bold: bool = False, italic: bool = False) -> Any:
    """Format a run by hand, as with the buttons of Word."""
    run.font.name, run.font.size = TNR, Pt(size)
    run._r.rPr.rFonts.set(qn("w:hAnsi"), TNR)
    run.bold, run.italic = bold or None, italic or None
    return run


def page_field(paragraph: Any, size: float | None = 14) -> None:
    """Put a PAGE field into a paragraph, the simple way Word writes one."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE   \\* MERGEFORMAT ")
    run = paragraph.add_run("2")
    if size:
        word(run, size)
    field.append(run._r)
    paragraph._p.append(field)


def a4(document: Any) -> Any:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    return section


def drawn_line(paragraph: Any, millimetres: float) -> None:
    """Draw a line as Word's shapes do, anchored in a paragraph."""
    extent = int(millimetres * 36000)
    paragraph.add_run()._r.append(
        parse_xml(
            f"<w:drawing {nsdecls('w')} xmlns:wp="
            '"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
            f'<wp:anchor><wp:extent cx="{extent}" cy="0"/></wp:anchor></w:drawing>'
        )
    )


def with_tabs() -> Any:
    """Header and ending by tabs, everything formatted by hand on a bare Normal style."""
    document = Document()
    section = a4(document)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_field(number)

    first = document.add_paragraph()
    first.paragraph_format.space_after = Pt(0)
    word(first.add_run("UBND TỈNH SƠN HÀ\t"), 12)
    word(first.add_run("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 12, bold=True)
    second = document.add_paragraph()
    word(second.add_run("SỞ THỦY LỢI\t"), 12, bold=True)
    word(second.add_run("Độc lập - Tự do - Hạnh phúc"), 13, bold=True)
    drawn_line(second, 17)
    drawn_line(second, 53)
    third = document.add_paragraph()
    word(third.add_run("Số: 45/BC-STL\t"), 13)
    word(third.add_run("Sơn Hà, ngày 05 tháng 6 năm 2025"), 13, italic=True)
    for words in ("BÁO CÁO", "Kết quả công tác thủy lợi 6 tháng đầu năm 2025"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word(paragraph.add_run(words), 14, bold=True)
    drawn_line(paragraph, 50)
    heading = document.add_paragraph()
    word(heading.add_run("I. KẾT QUẢ THỰC HIỆN"), 14, bold=True)
    for words in BODY:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.space_after = Pt(0)
        word(paragraph.add_run("\t" + words), 14)  # the first line is led in by a tab
    for left, right in (
        (("Nơi nhận:", 12, True, True), ("GIÁM ĐỐC", 14, True)),
        (("- UBND tỉnh;", 11), None),
        (("- Lưu: VT, KH (02b).", 11), ("Trần Văn Bình", 14, True)),
    ):
        paragraph = document.add_paragraph()
        word(paragraph.add_run(left[0]), *left[1:])
        if right:
            paragraph.add_run("\t\t\t")
            word(paragraph.add_run(right[0]), *right[1:])
    return document


def with_defaults() -> Any:
    """Fonts of the theme, sizes and spacing in the document's defaults, capitals by a switch."""
    document = Document()
    section = a4(document)
    _defaults(document)
    section.header.paragraphs[0]._p.addnext(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:pPr><w:jc w:val='center'/></w:pPr>"
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
            "<w:r><w:instrText>PAGE   \\* MERGEFORMAT</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>2</w:t></w:r>"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p></w:sdtContent></w:sdt>"
        )
    )
    grid = document.add_table(rows=3, cols=2)
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    left, right = grid.columns[0].cells, grid.columns[1].cells
    small(left[0].paragraphs[0], "ubnd tỉnh Sơn Hà", 12, caps=True)
    small(left[1].paragraphs[0], "Sở Thủy lợi", 12, bold=True, caps=True)
    small(right[0].paragraphs[0], "Cộng hòa xã hội chủ nghĩa Việt Nam", 13, bold=True, caps=True)
    words = small(right[1].paragraphs[0], "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    words.underline = True
    small(left[2].paragraphs[0], "Số: 112/UBND-TH", 13)
    small(left[2].add_paragraph(), "V/v báo cáo công tác thủy lợi", 12)
    small(right[2].paragraphs[0], "Sơn Hà, ngày 10 tháng 02 năm 2025", 14, italic=True)
    small(document.add_paragraph(), "Kính gửi:", 14)
    for words in ("- Sở Thủy lợi;", "- Ủy ban nhân dân các huyện, thị xã."):
        document.add_paragraph(words).paragraph_format.left_indent = Mm(40)
    for words in BODY:
        document.add_paragraph(words)
    _ending(document)
    return document


def _defaults(document: Any) -> None:
    root = document.styles.element
    old = root.find(qn("w:docDefaults"))
    new = parse_xml(
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        "<w:rFonts w:asciiTheme='minorHAnsi' w:hAnsiTheme='minorHAnsi'/><w:sz w:val='28'/>"
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        "<w:spacing w:before='60' w:after='60' w:line='340' w:lineRule='exact'/>"
        "<w:ind w:firstLine='567'/><w:jc w:val='both'/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    root.replace(old, new)
    for style in ("Normal", "Header"):
        element = document.styles[style].element
        for name in ("w:rPr", "w:pPr"):
            found = element.find(qn(name))
            if found is not None:
                element.remove(found)
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme"):
            part = relation.target_part
            part._blob = part.blob.replace(b'typeface="Cambria"', b'typeface="Times New Roman"')
            part._blob = part._blob.replace(b'typeface="Calibri"', b'typeface="Times New Roman"')


def small(paragraph: Any, words: str, size: float, **switches: Any) -> Any:
    """Write centred words with switches of the run: bold, italic, all_caps."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.first_line_indent = Pt(0)
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    run.font.all_caps = switches.pop("caps", None)
    for name, value in switches.items():
        setattr(run, name, value)
    return run


def _ending(document: Any) -> None:
    grid = document.add_table(rows=1, cols=2)
    left, right = grid.rows[0].cells
    first = left.paragraphs[0]
    first.add_run("Nơi nhận:").font.size = Pt(12)
    first.runs[0].bold = first.runs[0].italic = True
    for words in ("- Như trên;", "- Lưu: VT, TH."):
        left.add_paragraph().add_run(words).font.size = Pt(11)
    for words in ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "", "", "Trương Thị An"):
        paragraph = right.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(words).bold = True


def with_styles() -> Any:
    """Styles of the office's own, headings numbered by Word, a căn cứ, an appendix on its side."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    section = a4(document)
    number = section.header.paragraphs[0]
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_field(number, 13)
    base = document.styles.add_style("Cơ bản", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name, base.font.size = TNR, Pt(13.5)
    base.element.rPr.rFonts.set(qn("w:hAnsi"), TNR)
    own = document.styles.add_style("Nội dung báo cáo", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = base
    shape = own.paragraph_format
    shape.alignment, shape.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(12.7)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(3), Pt(3), 1.3
    ground = document.styles.add_style("Căn cứ", WD_STYLE_TYPE.PARAGRAPH)
    ground.base_style, ground.font.italic = own, True
    grid = document.add_table(rows=2, cols=2)
    cells = [cell for row in grid.rows for cell in row.cells]
    for cell, lines in zip(
        cells,
        (
            (("ỦY BAN NHÂN DÂN", 13, True, False), ("TỈNH SƠN HÀ", 13, True, False)),
            (
                ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
                ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
            ),
            (("Số: 07/KH-UBND", 13, False, False),),
            (("Sơn Hà, ngày 09 tháng 12 năm 2025", 14, False, True),),
        ),
        strict=True,
    ):
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            word(paragraph.add_run(line[0]), *line[1:])
    drawn_line(cells[0].paragraphs[-1], 13)
    drawn_line(cells[1].paragraphs[-1], 57)
    for words in ("KẾ HOẠCH", "Phát triển thủy lợi nội đồng năm 2026"):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word(paragraph.add_run(words), 13, bold=True)
    drawn_line(paragraph, 35)
    document.add_paragraph("Căn cứ Luật Thủy lợi ngày 19 tháng 6 năm 2017;", own).style = ground
    document.add_paragraph("Theo đề nghị của Giám đốc Sở Thủy lợi.", ground)
    document.add_paragraph(BODY[0], own)
    document.add_paragraph("Bảng 1. Kết quả kiên cố hóa kênh mương", base)
    document.add_table(rows=1, cols=2).rows[0].cells[0].paragraphs[0].style = base
    document.add_paragraph("Nguồn: Chi cục Thủy lợi", base)
    for words in BODY[1:]:
        document.add_paragraph(words, own)
    _hand_ending(document)
    turned = document.add_section()
    turned.orientation = WD_ORIENT.LANDSCAPE
    turned.page_width, turned.page_height = Mm(297), Mm(210)
    turned.top_margin, turned.bottom_margin = Mm(30), Mm(15)
    turned.left_margin = turned.right_margin = Mm(20)
    start = OxmlElement("w:pgNumType")
    start.set(qn("w:start"), "1")
    turned._sectPr.append(start)
    for words, size, italic in (
        ("Phụ lục", 14, False),
        ("DANH MỤC CÔNG TRÌNH", 13, False),
        ("(Kèm theo Kế hoạch số 07/KH-UBND ngày 09/12/2025 của UBND tỉnh)", 13, True),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word(paragraph.add_run(words), size, bold=not italic, italic=italic)
    return document


def _hand_ending(document: Any) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    word(left.paragraphs[0].add_run("Nơi nhận:"), 12, bold=True, italic=True)
    for words in ("- Như Điều 3;", "- Lưu: VT."):
        word(left.add_paragraph().add_run(words), 11)
    for words in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hà"):
        paragraph = right.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        word(paragraph.add_run(words), 14, bold=True)


def with_spaces_and_frames() -> Any:
    """Number and date on one line with spaces between, a framed page number, a decision's body."""
    document = Document()
    section = a4(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = TNR, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:hAnsi"), TNR)
    document.settings.odd_and_even_pages_header_footer = True
    for header in (section.header, section.even_page_header):
        number = header.paragraphs[0]
        number._p.get_or_add_pPr().insert(
            0,
            parse_xml(
                f"<w:framePr {nsdecls('w')} w:wrap='around' w:hAnchor='margin' "
                "w:xAlign='center' w:y='1'/>"
            ),
        )
        page_field(number, None)
    grid = document.add_table(rows=1, cols=2)
    left, right = grid.rows[0].cells
    small(left.paragraphs[0], "UBND TỈNH SƠN HÀ", 13)
    small(left.add_paragraph(), "VĂN PHÒNG", 13, bold=True)
    small(left.add_paragraph(), "-------", 13, bold=True)
    small(right.paragraphs[0], "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    small(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", 14, bold=True)
    small(right.add_paragraph(), "---------------", 14, bold=True)
    beside = document.add_paragraph()
    beside.add_run("        Số: 09/QĐ-VP               ").font.size = Pt(13)
    date = beside.add_run("Sơn Hà, ngày 02 tháng 01 năm 2025")
    date.italic, date.font.size = True, Pt(13)
    for words in ("QUYẾT ĐỊNH", "Về việc thành lập Tổ công tác", "CHÁNH VĂN PHÒNG"):
        small(document.add_paragraph(), words, 14, bold=True)
    for words in ("Căn cứ Luật Thủy lợi năm 2017;", "Theo đề nghị của Trưởng phòng Tổng hợp."):
        spaced(document.add_paragraph()).add_run(words).italic = True
    small(document.add_paragraph(), "QUYẾT ĐỊNH:", 14, bold=True)
    article = spaced(document.add_paragraph())
    article.add_run("Điều 1. ").bold = True
    article.add_run(BODY[1])
    spaced(document.add_paragraph()).add_run("Quyết định này có hiệu lực từ ngày ký./.")
    _hand_ending(document)
    return document


def spaced(paragraph: Any) -> Any:
    """Give a paragraph the shape of the body by hand; the space is made by "auto"."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(12.5)
    spacing = paragraph._p.get_or_add_pPr().get_or_add_spacing()
    spacing.set(qn("w:afterAutospacing"), "1")
    return paragraph


WAYS: dict[str, Callable[[], Any]] = {
    "tabs": with_tabs,
    "defaults and theme": with_defaults,
    "own styles": with_styles,
    "spaces and frames": with_spaces_and_frames,
}
