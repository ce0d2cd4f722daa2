"""The pieces of a .docx that an official document is made of: the one place that imports docx.

python-docx has no calls for some of them (page fields, borders, first pages without a number):
those are written as WordprocessingML elements (ECMA-376 Part 1, chapter 17).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.official import layout, letters

_AUTHOR = "baocao"
CELL_PADDING = 1.0  # mm, both sides of a cell of the header table together
ROOM_TO_SIGN = 64.0  # points between the title and the name
_PADDING = 28  # half of CELL_PADDING in twentieths of a point
_SLACK = 1.03  # what another program may need more for the same line
_WIDE = 7  # columns; a table of so many is set across the sheet
# XML 1.0 allows no control characters but tab and line ends, and no half of a surrogate pair; a
# source text may hold them.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def new_document(title: str) -> Any:
    """Return an empty A4 document with the styles, margins and page numbers of NĐ 30/2020."""
    from docx import Document

    document = Document()
    document.core_properties.title = title[:250]
    document.core_properties.author = ""
    document.core_properties.language = "vi-VN"
    _styles(document)
    _page(document.sections[0])
    return document


def _styles(document: Any) -> None:
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    _font(normal, layout.SIZE_BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = True
    for level in range(1, 7):
        style = document.styles[f"Heading {level}"]
        _font(style, layout.SIZE_BODY)
        style.font.bold = True
        style.font.italic = False
        style.font.color.rgb = RGBColor(0, 0, 0)


def _font(style: Any, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name = layout.FONT
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)  # a theme font would win over the named one
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), layout.FONT)


def _page(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    section.left_margin, section.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    section.header_distance = Mm(layout.HEADER_DISTANCE)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    _page_number(section.header.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # The result between "separate" and "end" is what programs show that don't count pages.
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("-", "2"), ("end", "")):
        if kind == "-":
            run(paragraph, text, size=layout.SIZE_PAGE_NUMBER)
            continue
        target = run(paragraph, "", size=layout.SIZE_PAGE_NUMBER)
        if kind:
            target._r.append(_element("w:fldChar", fldCharType=kind))
        else:
            code = _element("w:instrText")
            code.text = text
            target._r.append(code)


def _element(tag: str, **values: object) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), str(value))
    return element


def run(
    paragraph: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    marked: bool = False,
) -> Any:
    """Add `text` to a paragraph and return the run; `marked` highlights it in yellow."""
    from docx.shared import Pt

    added = paragraph.add_run(printable(text))
    if size:
        added.font.size = Pt(size)
    if bold:
        added.bold = True
    if italic:
        added.italic = True
    if marked:
        highlight(added)
    return added


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return _CONTROL.sub("", text)


def highlight(words: Any) -> None:
    """Highlight a run in yellow."""
    from docx.enum.text import WD_COLOR_INDEX

    words.font.highlight_color = WD_COLOR_INDEX.YELLOW


def highlight_element(element: Any) -> None:
    """Highlight a run given as its XML element."""
    from docx.text.run import Run

    highlight(Run(element, None))


def outline_level(paragraph: Any, level: int) -> None:
    """Let a paragraph stand in Word's outline at `level` (1 is the outermost)."""
    shape = paragraph._p.get_or_add_pPr()
    if shape.find(_element("w:outlineLvl").tag) is None:
        shape.insert_element_before(
            _element("w:outlineLvl", val=min(level, 9) - 1), "w:divId", "w:rPr", "w:sectPr"
        )


def _blank_paragraph(container: Any) -> Any:
    """Return a new paragraph; the empty one that every table cell is born with is used first."""
    first = container.paragraphs[0] if len(container.paragraphs) == 1 else None
    if first is not None and hasattr(container, "_tc") and first._p.pPr is None and not first.runs:
        return first
    return container.add_paragraph()


def centred(
    container: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    marked: bool = False,
    before: float = 0,
    after: float = 0,
    inset: float = 0,
) -> Any:
    """Add a centred paragraph; `before`, `after` in points, `inset` from both sides in mm."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = _blank_paragraph(container)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    if inset:
        shape.left_indent = shape.right_indent = Mm(inset)
    run(paragraph, text, size=size, bold=bold, italic=italic, marked=marked)
    return paragraph


def plain(
    container: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
) -> Any:
    """Add a left-aligned paragraph without a first-line indent; `before` in points."""
    from docx.shared import Pt

    paragraph = _blank_paragraph(container)
    paragraph.paragraph_format.space_before = Pt(before)
    run(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def ruled(
    container: Any,
    text: str,
    size: float,
    room: float,
    *,
    length: float | None = None,
    marked: bool = False,
    after: float = 0,
) -> None:
    """Add a bold centred paragraph with a rule below, as long as the decree wants it.

    `room` is the width in mm that the container has; lines are made about equally long. `length`
    is the rule's where it does not follow the words, which then are not set in.
    """
    set_in = min(letters.even_room(text, size, room, bold=True) * _SLACK, room)
    inset = 0.0 if length else (room - set_in) / 2
    centred(container, text, size, bold=True, marked=marked, inset=inset)
    lines = letters.lines_of(text, size, set_in, bold=True)
    longest = max((letters.width(line, size, bold=True) for line in lines), default=0.0)
    rule(container, room, length or min(longest * layout.RULE_SHARE, room), after=after)


def rule(container: Any, width: float, length: float, *, after: float = 0) -> None:
    """Add a centred horizontal line of `length` mm in a space of `width` mm, `after` in points.

    It is the top border of a paragraph one point high, indented from both sides: borders print
    the same everywhere, drawn lines don't.
    """
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Mm, Pt

    paragraph = _blank_paragraph(container)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm((width - length) / 2)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    shape.space_before, shape.space_after = Pt(3), Pt(after)
    borders = _element("w:pBdr")
    borders.append(_element("w:top", val="single", sz=6, space=1, color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def body_paragraph(document: Any) -> Any:
    """Return a new justified paragraph of the body."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    shape = paragraph.paragraph_format
    shape.first_line_indent = Mm(layout.FIRST_LINE)
    shape.space_before, shape.space_after = Pt(0), Pt(layout.SPACE_AFTER)
    shape.line_spacing = layout.LINE_SPACING
    return paragraph


def heading(document: Any, text: str, level: int) -> None:
    """Add a bold heading; `level` 1 is the outermost, Word's outline levels follow it."""
    from docx.shared import Pt

    paragraph = body_paragraph(document)
    paragraph.style = document.styles[f"Heading {min(level, 6)}"]
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    # A điểm ("a)") is upright, what stands above it bold (mục II, khoản 6).
    bold = not re.match(r"\w\)", text)
    run(paragraph, text).bold = bold


def paragraphs_of(document: Any) -> list[Any]:
    """Return the paragraphs of a document in reading order, those in tables among them."""
    from docx.text.paragraph import Paragraph

    return [Paragraph(element, document._body) for element in document.element.body.iter("{*}p")]


def comment(document: Any, runs: Sequence[Any], text: str) -> None:
    """Attach a Word comment to the words from the first to the last of `runs`."""
    document.add_comment(list(runs), text=printable(text), author=_AUTHOR, initials="bc")


def header_table(document: Any) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Return the cells of the borderless header table: names above, number and date below.

    Two rows, since number and date stand on one line however long the names are.
    """
    first, second = _cells_in_pairs(document, layout.HEADER_COLUMNS, rows=2)
    return first, second


def ending_cells(document: Any) -> tuple[Any, Any]:
    """Return the two cells of the ending: Nơi nhận on the left, signature on the right."""
    half = layout.TEXT_WIDTH / 2
    return _cells_in_pairs(document, (half, half), rows=1)[0]


def _cells_in_pairs(
    document: Any, widths: tuple[float, float], *, rows: int
) -> list[tuple[Any, Any]]:
    grid = document.add_table(rows=rows, cols=2)
    _fix_widths(grid, widths)
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    return [(row.cells[0], row.cells[1]) for row in grid.rows]


def _fix_widths(grid: Any, widths: Sequence[float], padding: int = _PADDING) -> None:
    """Fix the column widths (mm) and the padding beside the text (twentieths of a point)."""
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=padding, type="dxa"))
    grid._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def is_wide(header: Sequence[str]) -> bool:
    """Tell whether a table with these columns is set across the sheet."""
    return len(header) >= _WIDE


def new_section(document: Any, *, wide: bool = False, own_page: bool = True) -> None:
    """Start an appendix on a new page with its own page numbers; `wide`: across the sheet.

    Without `own_page` margins and page numbers stay those of the section before: a template's.
    """
    from docx.enum.section import WD_ORIENT, WD_SECTION

    if document.element.body[-2].tag.endswith("}tbl"):  # [-1] is the section's own element
        last_paragraph(document)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _shrink(document.paragraphs[-1])  # the one that holds the break
    if own_page:
        _page(section)
    if wide and section.page_width < section.page_height:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for old in section._sectPr.findall(_element("w:pgNumType").tag):
        section._sectPr.remove(old)
    section._sectPr.insert_element_before(
        _element("w:pgNumType", start=1), "w:cols", "w:vAlign", "w:titlePg", "w:docGrid"
    )


def last_paragraph(document: Any) -> None:
    """Add the paragraph that Word wants behind a table at the end, too low to fill a page."""
    _shrink(document.add_paragraph())


def _shrink(paragraph: Any) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = shape.first_line_indent = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)


def table(
    document: Any,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """Add a ruled table whose header row repeats on each page; widths in mm."""
    filled = list(rows)
    grid = document.add_table(rows=len(filled) + 1, cols=len(header))
    _fix_widths(grid, widths, padding=80)
    _rule_all(grid)
    # Walking `grid.rows` and `row.cells` by index is quadratic in python-docx; XML order is not.
    for row, values in zip(grid._tbl.tr_lst, [header, *filled], strict=True):
        row.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, value in zip(row.tc_lst, values, strict=True):
            _cell(grid, cell, value, bold=values is header)
    grid._tbl.tr_lst[0].get_or_add_trPr().append(_element("w:tblHeader"))


def _rule_all(grid: Any) -> None:
    """Rule every cell: by the table itself, since a template may not have the style for it."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz=4, space=0, color="000000"))
    grid._tbl.tblPr.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"
    )


def _cell(grid: Any, cell: Any, text: str, *, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(cell.p_lst[0], grid)
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    centre = bold or re.fullmatch(r"[\d.,%–-]{1,12}", text)  # heads and numbers
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.LEFT
    run(paragraph, text, size=layout.SIZE_TABLE, bold=bold)
