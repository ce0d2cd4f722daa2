"""Word documents (.docx): the words a reader of the final document sees, in order.

Tracked changes are taken as accepted, comments left out, field results kept, automatic numbers
written out, text boxes put after their paragraph. Footnotes and endnotes follow the body under a
rule, each "¹ text", and their marks stand in the text as ¹. Hidden text is left out with a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.encodings import from_font
from corpus.errors import Broken, EmptyFile
from corpus.readers.archive import Archive
from corpus.readers.base import NOTE_RULE, SUPERSCRIPT, Source, Writer
from corpus.readers.numbering import Numbering, W
from corpus.readers.styles import Styles
from corpus.text import fold, nfc

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")}
_LAYOUT_ROWS = 6  # no letterhead or signature takes more
_LAYOUT = re.compile(r"cong hoa xa hoi chu nghia|doc lap\s*[-–]\s*tu do|n.i nh.n\s*:|dang cong san")
_MAX_PARAGRAPHS = 200_000


def read_docx(path: Path) -> Source:
    """Return the canonical text of a .docx with its headings, tables and pages."""
    with Archive(path) as archive:
        document = archive.xml("word/document.xml")
        if document is None:
            raise Broken(
                path.name,
                f"Tệp “{path.name}” không phải văn bản Word hợp lệ; hãy kiểm tra lại phần mở rộng.",
            )
        walker = _Walker(archive)
        return walker.source(document)


class _Walker:
    """Walks a document once, writing lines."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.styles = Styles.of(archive.xml("word/styles.xml"))
        self.numbering = Numbering.of(archive.xml("word/numbering.xml"))
        self.notes = {
            kind: _note_bodies(archive.xml(f"word/{kind}.xml"))
            for kind in ("footnotes", "endnotes")
        }
        self.order: list[tuple[str, str]] = []  # (kind, id) by first reference
        self.out = Writer()
        self.hidden = 0
        self.broken_pages = False
        self.boxes: list[Element] = []
        self.paragraphs = 0

    def source(self, document: Element) -> Source:
        for line in self._header_lines():
            self.out.line(line)
        body = document.find(f"{W}body")
        for block in _blocks(body if body is not None else document):
            self._block(block)
        self._write_notes()
        text = self.out.text()
        if not text.strip():
            raise EmptyFile(
                self.archive.name, f"Tệp “{self.archive.name}” không có chữ nào; hãy kiểm tra lại."
            )
        starts = tuple(self.out.page_starts) if self.broken_pages else ()
        return Source(
            text, self._warnings(), starts, True, False, self.out.headings, tuple(self.out.tables)
        )

    def _warnings(self) -> tuple[str, ...]:
        found = []
        if self.hidden:
            found.append(
                f"Tệp có {self.hidden} ký tự chữ ẩn; phần chữ ẩn không được đưa vào nội dung."
            )
        if any("vbaProject" in name for name in self.archive.names()):
            found.append("Tệp có macro; macro bị bỏ qua, chỉ phần chữ được đọc.")
        return tuple(found)

    def _block(self, block: Element) -> None:
        if block.tag == f"{W}tbl":
            self._table(block)
            return
        self.paragraphs += 1
        if self.paragraphs > _MAX_PARAGRAPHS:
            raise Broken(self.archive.name, f"Tệp “{self.archive.name}” có quá nhiều đoạn văn.")
        label, level = self._label(block)
        words = self._words(block)
        if words.strip():
            lines = words.split("\n")
            self.out.line(f"{label} {lines[0]}".strip() if label else lines[0], level)
            for line in lines[1:]:
                self.out.line(line)
        else:
            self.out.line("")
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for inner in _blocks(box):
                self._block(inner)

    def _label(self, paragraph: Element) -> tuple[str, int]:
        """Return the automatic number and the heading level of a paragraph."""
        properties = paragraph.find(f"{W}pPr")
        number, level = self.styles.numbering(properties)
        label = self.numbering.label(number, level) if number else ""
        return label, self.styles.heading_level(properties)

    def _words(self, paragraph: Element) -> str:
        pieces: list[str] = []
        depth = _Fields()
        for node in _visible(paragraph):
            self._piece(node, pieces, depth)
        return "".join(pieces)

    def _piece(self, node: Element, pieces: list[str], depth: _Fields) -> None:
        match str(node.tag).removeprefix(W):
            case "t":
                if depth.hides:
                    return
                run = node.getparent()
                text = node.text or ""
                if run is not None and self.styles.hidden(run):
                    self.hidden += len(text.strip())
                elif run is not None and _raised(run) and text.strip().isdigit():
                    pieces.append(text.strip().translate(SUPERSCRIPT))
                else:
                    pieces.append(from_font(text, self.styles.font(run)))
            case "tab":
                pieces.append("\t")
            case "br":
                pieces.append("\n" if node.get(f"{W}type") not in ("page", "column") else "")
            case "cr":
                pieces.append("\n")
            case "noBreakHyphen":
                pieces.append("-")
            case "lastRenderedPageBreak":
                self.broken_pages = True
                if not "".join(pieces).strip():
                    self.out.page()
            case "fldChar":
                depth.see(node.get(f"{W}fldCharType", ""))
            case "footnoteReference" | "endnoteReference" as name:
                pieces.append(self._mark(f"{name[:-9]}s", node.get(f"{W}id", "")))
            case "txbxContent":
                self.boxes.append(node)

    def _mark(self, kind: str, ident: str) -> str:
        if ident not in self.notes[kind]:
            return ""
        if (kind, ident) not in self.order:
            self.order.append((kind, ident))
        return str(self.order.index((kind, ident)) + 1).translate(SUPERSCRIPT)

    def _write_notes(self) -> None:
        written = 0
        while written < len(self.order):
            if written == 0:
                self.out.line(NOTE_RULE)
            kind, ident = self.order[written]
            mark = str(written + 1).translate(SUPERSCRIPT)
            texts = [self._words(p).strip() for p in self.notes[kind][ident].iter(f"{W}p")]
            words = " ".join(" ".join(text.split()) for text in texts if text)
            self.out.line(f"{mark} {words}")
            written += 1

    def _table(self, table: Element) -> None:
        if self._is_layout(table):
            for cell in table.iter(f"{W}tc"):
                if next(cell.iterancestors(f"{W}tbl"), None) is table:
                    for block in _blocks(cell):
                        self._block(block)
            return
        grid: list[list[tuple[str, int, int]]] = []
        heads = 0
        for row in _rows(table):
            number = len(grid)
            cells: list[tuple[str, int, int]] = []
            for cell in _cells(row):
                span, merge = _spans(cell)
                column = sum(width for _, width, _ in cells)
                origin = _origin(grid, column, number) if merge == "continue" else number
                cells.append((self._cell_text(cell), span, origin))
            grid.append(cells)
            if row.find(f"{W}trPr/{W}tblHeader") is not None and heads == number:
                heads = number + 1
        self.out.table(grid, max(heads, _guessed_heads(grid)))
        self.out.line("")

    def _is_layout(self, table: Element) -> bool:
        """Return whether a table only sets the letterhead or the signature side by side."""
        rows = len(list(_rows(table)))
        if rows > _LAYOUT_ROWS:
            return False
        written = (
            from_font("".join(t.text or "" for t in run.iter(f"{W}t")), self.styles.font(run))
            for run in table.iter(f"{W}r")
        )
        words = fold(nfc(" ".join(written)))
        return bool(_LAYOUT.search(words)) or (rows == 1 and len(words) < 20)

    def _cell_text(self, cell: Element) -> str:
        return " ".join(self._labelled(p) for p in cell.iter(f"{W}p"))

    def _labelled(self, paragraph: Element) -> str:
        label, _ = self._label(paragraph)
        return f"{label} {self._words(paragraph)}".strip()

    def _header_lines(self) -> Iterator[str]:
        """Yield the words of page headers that carry content, each once."""
        seen: set[str] = set()
        for name in sorted(self.archive.names()):
            if not re.fullmatch(r"word/header\d*\.xml", name):
                continue
            root = self.archive.xml(name)
            for paragraph in root.iter(f"{W}p") if root is not None else ():
                words = " ".join(self._words(paragraph).split())
                if len(re.findall(r"[^\W\d_]", words)) > 8 and words not in seen:
                    seen.add(words)
                    yield words


class _Fields:
    """Which part of a field is passing: its code is not text, its result is."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    def see(self, kind: str) -> None:
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def hides(self) -> bool:
        return any(self._open)


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, through content controls and insertions."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _blocks(child)


def _visible(parent: Element) -> Iterator[Element]:
    """Yield the elements of a paragraph in order; of alternatives only the first."""
    for child in parent:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{W}txbxContent":
            yield child
            continue
        if child.tag == f"{_MC}AlternateContent":
            choice = next(iter(child), None)
            if choice is not None:
                yield from _visible(choice)
            continue
        yield child
        yield from _visible(child)


def _note_bodies(root: Element | None) -> dict[str, Element]:
    """Return the notes by id; the separators Word keeps among them left out."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note for note in root if note.get(f"{W}type") in (None, "normal")
    }


def _raised(run: Element) -> bool:
    raised = run.find(f"{W}rPr/{W}vertAlign")
    return raised is not None and raised.get(f"{W}val") == "superscript"


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _cells(child)


def _spans(cell: Element) -> tuple[int, str]:
    """Return (columns it spans, "restart" | "continue" | "") of a cell."""
    width = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    raw = width.get(f"{W}val", "1") if width is not None else "1"
    span = min(max(int(raw), 1), 63) if raw.isdigit() else 1
    return span, "" if merge is None else merge.get(f"{W}val", "continue")


def _origin(grid: list[list[tuple[str, int, int]]], column: int, row: int) -> int:
    """Return the row in which the merged cell at `column` began."""
    if not grid:
        return row
    at = 0
    for _, span, origin in grid[-1]:
        if at == column:
            return origin
        at += span
    return row


def _guessed_heads(grid: list[list[tuple[str, int, int]]]) -> int:
    """Return how many rows are header: the first, and those it reaches into by merged cells."""
    heads = 1
    while heads < min(len(grid) - 1, 4) and any(origin == 0 for _, _, origin in grid[heads]):
        heads += 1
    if heads == 1 and len(grid) > 2 and any(span > 1 for _, span, _ in grid[0]):
        heads = 2
    return heads
