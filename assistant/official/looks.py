"""How the words of a .docx look in the end: run over character and paragraph style over defaults.

Lengths are millimetres, sizes points. Word's rule of inheritance (ECMA-376 Part 1, 17.7.2) is
followed as far as official documents use it: direct formatting, numbering, styles and what they
are based on, document defaults, fonts of the theme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TWIP_MM = 25.4 / 1440
_FLAT = 36000 * 3  # a drawing lower than 3 mm is a line
_AUTO_SPACE = 14.0  # points that Word leaves where spacing is "auto"
_TAB = 12.7  # mm between tab stops where none is set
_HIDDEN = tuple(f"{_W}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_ALIGN = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}


@dataclass(frozen=True, slots=True)
class Look:
    """A stretch of words of one look; `font` is "" and `size` 0 where nothing says."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    underline: bool
    color: str  # "000000" or another; "" is automatic, which prints black


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its stretches and its shape.

    `table` is the index of the table it stands in and `column` that of the cell; `rules` are the
    lengths in mm of the horizontal lines drawn in it, 0.0 where a length is not told.
    """

    looks: tuple[Look, ...]
    align: str  # "left", "center", "right", "justify"
    left: float
    first_line: float  # from `left`; with a tab in front, where the tab leads
    before: float  # points
    after: float
    spacing: float | None  # in lines; None where it is exact or at least
    heading: bool
    style: str
    contextual: bool  # no space between paragraphs of the same style
    table: int | None
    column: int
    section: int
    rules: tuple[float, ...]

    @property
    def text(self) -> str:
        """Return the words of the paragraph."""
        return "".join(look.text for look in self.looks).strip()

    @property
    def shown(self) -> tuple[Look, ...]:
        """Return the stretches that have words."""
        return tuple(look for look in self.looks if look.text.strip())

    def clipped(self, start: int, end: int) -> Line:
        """Return the line with characters `start`–`end` of its stretches only."""
        kept, at = [], 0
        for look in self.looks:
            piece = look.text[max(start - at, 0) : max(end - at, 0)]
            at += len(look.text)
            if piece:
                kept.append(replace(look, text=piece))
        return replace(self, looks=tuple(kept))

    def pieces(self) -> list[Line]:
        """Return what stands between tabs and line ends; outside tables tabs make columns."""
        whole = "".join(look.text for look in self.looks)
        found = []
        for match in re.finditer(r"[^\t\n]+", whole):
            line_start = whole.rfind("\n", 0, match.start()) + 1
            column = self.column
            if self.table is None:
                column = 1 if "\t" in whole[line_start : match.start()] else 0
            if match[0].strip():
                found.append(replace(self.clipped(*match.span()), column=column))
        return found


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


def text_width(section: Any) -> float:
    """Return the width of the text of a section in mm; that of A4 where no page is set up."""
    page, left, right = section.page_width, section.left_margin, section.right_margin
    return (page - (left or 0) - (right or 0)) / 36000 if page else 160.0


class Looks:
    """Reads how the paragraphs of one document look."""

    def __init__(self, document: Any) -> None:
        self._document = document
        root = document.styles.element
        self._styles = {s.get(f"{_W}styleId"): s for s in root.iter(f"{_W}style")}
        self._defaults = root.find(f"{_W}docDefaults")
        self._normal = next(
            (
                ident
                for ident, s in self._styles.items()
                if s.get(f"{_W}type") == "paragraph" and s.get(f"{_W}default") in ("1", "true")
            ),
            None,
        )
        self._theme = _theme_fonts(document)
        self._numbering = _numbering(document)
        self._page = text_width(document.sections[0])

    def lines(self) -> list[Line]:
        """Return the paragraphs of the body in reading order, those of tables among them."""
        found: list[Line] = []
        table = section = 0
        for child in _blocks(self._document.element.body):
            if child.tag == f"{_W}p":
                found.append(self.line(child, section=section))
                section += child.find(f"{_W}pPr/{_W}sectPr") is not None
            else:
                for paragraph, column in _cells(child):
                    line = self.line(paragraph, section=section, table=table, column=column)
                    found.append(line)
                table += 1
        return found

    def line(
        self, paragraph: Any, *, section: int = 0, table: int | None = None, column: int = 0
    ) -> Line:
        """Return the look of one w:p."""
        styles = self._chain(_value(paragraph.find(f"{_W}pPr"), "pStyle") or self._normal)
        shapes = [paragraph.find(f"{_W}pPr"), *(s.find(f"{_W}pPr") for s in styles)]
        level = self._level(shapes)
        shapes.insert(1, level.find(f"{_W}pPr") if level is not None else None)
        shapes.append(self._default("pPr"))
        looks = tuple(self._look(run, styles) for run in _runs(paragraph))
        left, first = _indent(shapes)
        if looks and looks[0].text.startswith("\t"):
            first = _TAB - left if first < 1 else first  # the tab leads the words in
        right = (_attribute(shapes, "ind", "right", "end") or 0.0) * _TWIP_MM
        before, after = _space(shapes, "before"), _space(shapes, "after")
        name = styles[0].find(f"{_W}name") if styles else None
        named = str(name.get(f"{_W}val")) if name is not None else ""
        align = _first(_value(s, "jc") for s in shapes) or "left"
        return Line(
            looks=looks,
            align=_ALIGN.get(align, align),
            left=left,
            first_line=first,
            before=before,
            after=after,
            spacing=_line_spacing(shapes),
            heading=named.lower().startswith("heading"),
            style=named,
            contextual=bool(_first(_on(s, "contextualSpacing") for s in shapes)),
            table=table,
            column=column,
            section=section,
            rules=tuple(_rules(paragraph, left, right, self._page)),
        )

    def _look(self, run: Any, styles: Sequence[Any]) -> Look:
        own = run.find(f"{_W}rPr")
        named = self._chain(_value(own, "rStyle"))
        sheets = [own, *(s.find(f"{_W}rPr") for s in (*named, *styles)), self._default("rPr")]
        text = _text(run)
        if _first(_on(s, "caps") for s in sheets):
            text = text.upper()
        size = _first(_value(s, "sz") for s in sheets)
        underline = _first(_value(s, "u") for s in sheets)
        return Look(
            text=text,
            font=self._font(sheets, text),
            size=float(size) / 2 if size else 10.0,  # Word's own where nothing says
            bold=bool(_first(_on(s, "b") for s in sheets)),
            italic=bool(_first(_on(s, "i") for s in sheets)),
            underline=underline not in (None, "none"),
            color=_color(_first(_value(s, "color") for s in sheets)),
        )

    def _font(self, sheets: Sequence[Any], text: str) -> str:
        """Return the font of Latin letters; that of letters with marks where it is another."""
        plain = _first(self._face(s, "ascii") for s in sheets) or ""
        if text.isascii():
            return plain
        marked = _first(self._face(s, "hAnsi") for s in sheets) or plain
        return plain if marked == "Times New Roman" else marked

    def _face(self, sheet: Any, kind: str) -> str | None:
        fonts = sheet.find(f"{_W}rFonts") if sheet is not None else None
        if fonts is None:
            return None
        theme = fonts.get(f"{_W}{kind}Theme")
        if theme:
            return str(self._theme.get(theme[:5], theme))
        face = fonts.get(f"{_W}{kind}")
        return str(face) if face else None

    def _chain(self, ident: str | None) -> list[Any]:
        """Return a style and those that it is based on."""
        found: list[Any] = []
        while ident in self._styles and self._styles[ident] not in found:
            found.append(self._styles[ident])
            ident = _value(found[-1], "basedOn")
        return found

    def _default(self, kind: str) -> Any:
        path = f"{_W}{kind}Default/{_W}{kind}"
        return self._defaults.find(path) if self._defaults is not None else None

    def _level(self, shapes: Sequence[Any]) -> Any:
        """Return the level of numbering that a paragraph is in, None without one."""
        said = next(
            (n for s in shapes if s is not None and (n := s.find(f"{_W}numPr")) is not None), None
        )
        if said is None:
            return None
        return self._numbering.get((_value(said, "numId") or "", _value(said, "ilvl") or "0"))


# ------------------------------------------------------------------ XML


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in order, through content controls and insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _cells(table: Any) -> Iterator[tuple[Any, int]]:
    """Yield each paragraph of a table with the index of its cell in the row."""
    for row in table.iter(f"{_W}tr"):
        for column, cell in enumerate(row.iter(f"{_W}tc")):
            for paragraph in cell.iter(f"{_W}p"):
                if next(paragraph.iterancestors(f"{_W}tc")) is cell:
                    yield paragraph, column


def _runs(paragraph: Any) -> Iterator[Any]:
    """Yield the runs that a reader sees, also in links and content controls."""
    for child in paragraph:
        if child.tag in _HIDDEN or child.tag == _FALLBACK:
            continue
        if child.tag == f"{_W}r":
            yield child
        elif isinstance(child.tag, str):
            yield from _runs(child)


def _text(run: Any) -> str:
    pieces = []
    for child in run:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            pieces.append(child.text or "")
        elif name in {"tab", "ptab"}:
            pieces.append("\t")
        elif name in {"br", "cr"}:
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _value(element: Any, name: str) -> str | None:
    found = element.find(f"{_W}{name}") if element is not None else None
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else None


def _on(element: Any, name: str) -> bool | None:
    """Return whether a switch is on; None where it is not said."""
    found = element.find(f"{_W}{name}") if element is not None else None
    if found is None:
        return None
    return found.get(f"{_W}val") not in ("0", "false", "off", "none")


def _first(values: Iterator[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _attribute(shapes: Sequence[Any], name: str, *keys: str) -> float | None:
    """Return the first of the attributes `keys` of an element that any of `shapes` has."""
    for shape in shapes:
        found = shape.find(f"{_W}{name}") if shape is not None else None
        for key in keys:
            if found is not None and found.get(f"{_W}{key}") is not None:
                return _number(found.get(f"{_W}{key}"))
    return None


def _number(value: str) -> float:
    match = re.match(r"-?[\d.]+", value)
    return float(match[0]) if match else 0.0


def _indent(shapes: Sequence[Any]) -> tuple[float, float]:
    """Return (left, first line) in mm; a hanging line is negative."""
    left = _attribute(shapes, "ind", "left", "start") or 0.0
    first = 0.0
    for shape in shapes:
        found = shape.find(f"{_W}ind") if shape is not None else None
        if found is not None and found.get(f"{_W}hanging") is not None:
            first = -_number(found.get(f"{_W}hanging"))
            break
        if found is not None and found.get(f"{_W}firstLine") is not None:
            first = _number(found.get(f"{_W}firstLine"))
            break
    return left * _TWIP_MM, first * _TWIP_MM


def _space(shapes: Sequence[Any], side: str) -> float:
    for shape in shapes:
        found = shape.find(f"{_W}spacing") if shape is not None else None
        if found is None:
            continue
        if found.get(f"{_W}{side}Autospacing") in ("1", "true", "on"):
            return _AUTO_SPACE
        if found.get(f"{_W}{side}") is not None:
            return _number(found.get(f"{_W}{side}")) / 20
    return 0.0


def _line_spacing(shapes: Sequence[Any]) -> float | None:
    for shape in shapes:
        found = shape.find(f"{_W}spacing") if shape is not None else None
        if found is not None and found.get(f"{_W}line") is not None:
            if found.get(f"{_W}lineRule") in ("exact", "atLeast"):
                return None
            return _number(found.get(f"{_W}line")) / 240
    return 1.0


def _color(value: str | None) -> str:
    return "" if value in (None, "auto") else str(value).upper()


def _rules(paragraph: Any, left: float, right: float, page: float) -> Iterator[float]:
    """Yield the lengths of horizontal lines in a paragraph: borders and drawn lines."""
    borders = paragraph.find(f"{_W}pPr/{_W}pBdr")
    for side in ("top", "bottom") if borders is not None else ():
        value = _value(borders, side)
        if value not in (None, "nil", "none"):
            room = _room(paragraph, page)
            yield max(room - left - right, 0.0) if room and left + right > 0 else 0.0
    for element in paragraph.iter():
        name = str(element.tag).rpartition("}")[2]
        if _inside(element, _FALLBACK):
            continue
        if name in {"inline", "anchor"}:
            extent = element.find("{*}extent")
            if extent is not None and int(extent.get("cy", 0)) < _FLAT:
                yield int(extent.get("cx", 0)) / 36000
        elif name in {"line", "shape", "rect"} and _inside(element, f"{_W}pict"):
            yield 0.0


def _room(paragraph: Any, page: float) -> float:
    """Return the width of the cell around a paragraph or of the page, 0.0 where it is not told."""
    cell = next(paragraph.iterancestors(f"{_W}tc"), None)
    if cell is None:
        return page
    width = cell.find(f"{_W}tcPr/{_W}tcW")
    if width is None or width.get(f"{_W}type") != "dxa":
        return 0.0
    return _number(width.get(f"{_W}w", "0")) * _TWIP_MM


def _inside(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _theme_fonts(document: Any) -> dict[str, str]:
    """Return {"major": face, "minor": face} of the theme."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root: Any = etree.fromstring(relation.target_part.blob, parser)
            return {
                kind: latin.get("typeface", "")
                for kind in ("major", "minor")
                for latin in root.iterfind(f".//{_A}{kind}Font/{_A}latin")
            }
    return {}


def _numbering(document: Any) -> dict[tuple[str, str], Any]:
    """Return the levels by (numbering, level)."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    parts = [r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not parts:
        return {}
    root = parts[0].target_part.element
    abstract = {a.get(f"{_W}abstractNumId"): a for a in root.iter(f"{_W}abstractNum")}
    found = {}
    for number in root.findall(f"{_W}num"):
        for level in abstract.get(_value(number, "abstractNumId"), ()):
            if level.tag == f"{_W}lvl":
                found[number.get(f"{_W}numId"), level.get(f"{_W}ilvl")] = level
    return found
