"""How the words of a .docx look in the end: run over character and paragraph style over defaults.

Lengths are millimetres, sizes points. Word's own rule of inheritance (ECMA-376 Part 1, 17.7.2) is
followed as far as official documents use it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import ReadError

_EMU_MM = 36000


@dataclass(frozen=True, slots=True)
class Look:
    """A stretch of words of one look; `font` is "" and `size` 0 where nothing says."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    color: str  # "000000" or another; "" is automatic, which prints black


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its stretches and its shape; `table` is the index of the table it stands in."""

    looks: tuple[Look, ...]
    align: str  # "left", "center", "right", "justify"
    first_line: float
    before: float  # points
    after: float
    spacing: float | None  # in lines; None where it is exact or at least
    heading: bool
    table: int | None
    section: int

    @property
    def text(self) -> str:
        """Return the words of the paragraph."""
        return "".join(look.text for look in self.looks).strip()

    @property
    def shown(self) -> tuple[Look, ...]:
        """Return the stretches that have words."""
        return tuple(look for look in self.looks if look.text.strip())


def opened(path: Path | str) -> Any:
    """Return a .docx as python-docx opens it; ReadError for anything else."""
    from docx import Document

    name = Path(path).name
    try:
        return Document(str(path))
    except Exception as error:  # python-docx lets zip, XML and key errors through
        raise ReadError(
            name, f"Không mở được “{name}” để kiểm tra thể thức: cần một tệp Word .docx còn nguyên."
        ) from error


def lines_of(document: Any) -> list[Line]:
    """Return the paragraphs of the body in reading order, those of tables among them."""
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    found: list[Line] = []
    table = section = 0
    for child in document.element.body:
        if child.tag.endswith("}p"):
            paragraph = Paragraph(child, document)
            found.append(_line(paragraph, document, None, section))
            section += child.find(".//{*}sectPr") is not None
        elif child.tag.endswith("}tbl"):
            grid = Table(child, document)
            for paragraph in _cells(grid):
                found.append(_line(paragraph, document, table, section))
            table += 1
    return found


def _cells(grid: Any) -> Iterator[Any]:
    from docx.text.paragraph import Paragraph

    for element in grid._tbl.iter("{*}p"):
        yield Paragraph(element, grid)


def header_looks(section: Any, document: Any) -> list[tuple[Line, bool]]:
    """Return the paragraphs of the header of a section, each with whether it has a PAGE field."""
    found = []
    for paragraph in section.header.paragraphs:
        xml = paragraph._p
        codes = " ".join(node.text or "" for node in xml.iter("{*}instrText"))
        codes += " ".join(str(node.get(_w("instr"))) for node in xml.iter("{*}fldSimple"))
        found.append((_line(paragraph, document, None, 0), "PAGE" in codes.split()))
    return found


def _line(paragraph: Any, document: Any, table: int | None, section: int) -> Line:
    style = paragraph.style
    shape = [paragraph.paragraph_format, *(s.paragraph_format for s in _chain(style))]
    align = _first(f.alignment for f in shape)
    indent = _first(f.first_line_indent for f in shape)
    spacing = _first(f.line_spacing for f in shape)
    return Line(
        looks=tuple(_look(run, style, document) for run in paragraph.runs),
        align={None: "left", 0: "left", 1: "center", 2: "right", 3: "justify"}.get(align, "left"),
        first_line=(indent or 0) / _EMU_MM,
        before=_points(_first(f.space_before for f in shape)),
        after=_points(_first(f.space_after for f in shape)),
        spacing=1.0 if spacing is None else spacing if isinstance(spacing, float) else None,
        heading=bool(style is not None and style.name.startswith("Heading")),
        table=table,
        section=section,
    )


def _look(run: Any, style: Any, document: Any) -> Look:
    fonts = [run.font, *(s.font for s in _chain(style))]
    color = _first(f.color.rgb for f in fonts if f.color is not None)
    size = _first(f.size for f in fonts)
    return Look(
        text=run.text,
        font=_first(_face(f) for f in fonts) or _default(document, "rFonts", "ascii"),
        size=size.pt if size else float(_default(document, "sz", "val") or 0) / 2,
        bold=bool(_first(f.bold for f in fonts)),
        italic=bool(_first(f.italic for f in fonts)),
        color=str(color or ""),
    )


def _face(font: Any) -> str | None:
    """Return the named font, or the theme's slot in brackets: it wins over a name."""
    fonts = font._element.rPr.rFonts if font._element.rPr is not None else None
    if fonts is None:
        return None
    theme = fonts.get(_w("asciiTheme"))
    return f"({theme})" if theme else fonts.get(_w("ascii"))


def _default(document: Any, tag: str, name: str) -> str:
    node = document.styles.element.find(f".//{{*}}docDefaults//{{*}}{tag}")
    return str(node.get(_w(name)) or "") if node is not None else ""


def _chain(style: Any) -> Iterator[Any]:
    while style is not None:
        yield style
        style = style.base_style


def _first(values: Any) -> Any:
    return next((value for value in values if value is not None), None)


def _points(value: Any) -> float:
    return float(value.pt) if value is not None else 0.0


def _w(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
