"""Scans: pictures of pages → words with doubt marked → the same layout as a pdf's text layer.

A page that was read once is kept (`Kept`), by the pixels that were read; nothing is kept of a
document with a secrecy mark. Tesseract is needed; `missing` says so in one sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from corpus.errors import Broken, EmptyFile, TooLarge, WrongType
from corpus.readers.base import DOUBT_END, DOUBT_START, OnPage, Source, Writer
from corpus.readers.cells import edge, moved_back, ruled_cells, stacked
from corpus.readers.doubt import without_signs
from corpus.readers.layout import write_page
from corpus.readers.picture import (
    MAX_PIXELS,
    Rule,
    dpi_of,
    drawn_rules,
    is_blank,
    only,
    prepared,
    without_rules,
)
from corpus.readers.roman import with_roman_number
from corpus.readers.second_reading import compared, engine, second_lines
from corpus.readers.tesseract import (
    Glyph,
    OcrFailedError,
    TextLine,
    Word,
    program,
    quarter_turns,
    read_picture,
)
from corpus.secrecy import secrecy_of

MAX_SCANNED = 300  # pages; one takes one or two seconds
_METHOD = "3"  # changes when pages must be read anew
_POOR = 60  # mean confidence below which the page may lie on its side
Keep = Callable[[str, str], None]  # told (key, text) of a page to keep


@dataclass(frozen=True, slots=True)
class Kept:
    """Where pages read before are found (None: nowhere), and who is told of new ones."""

    folder: Path | None = None
    keep: Keep | None = None


@dataclass(frozen=True, slots=True)
class PageReading:
    """What was read on a picture of `width` × `height` pixels."""

    width: int
    height: int
    dpi: float
    lines: tuple[TextLine, ...]
    rules: tuple[Rule, ...]


def missing(name: str) -> str:
    """Return the sentence for a scan that cannot be read without Tesseract."""
    return (
        f"Tệp “{name}” là ảnh quét, không có lớp chữ; để nhận dạng chữ (OCR) hãy cài tesseract-ocr"
        " và tesseract-ocr-vie (make ocr)."
    )


def available() -> bool:
    """Return whether scans can be read here."""
    return program() is not None


class Scanner:
    """Reads pictures of one document's pages."""

    def __init__(self, kept: Kept | None = None) -> None:
        """Read with what `kept` holds; None keeps nothing."""
        self._kept = kept or Kept()
        self._secret = False
        self.failed: list[int] = []  # pages that could not be recognised
        self.count = 0  # pages with ink

    def page(self, image: Any, number: int) -> ScannedPage | None:
        """Return page `number` of a PIL picture; None when blank or unreadable (`failed`)."""
        ready = prepared(image)
        if is_blank(ready):
            return None
        self.count += 1
        key = _key(ready)
        reading = self._known(key)
        if reading is None:
            try:
                reading = read_page(ready)
            except OcrFailedError:
                self.failed.append(number)
                return None
            self._remember(key, reading)
        return ScannedPage(reading) if reading.lines else None

    def nothing(self, name: str) -> EmptyFile | Broken:
        """Return the error of a file on which no words were found."""
        if self.failed:
            return Broken(name, f"Không nhận dạng được chữ trong “{name}”; hãy quét lại rõ hơn.")
        return EmptyFile(name, f"Tệp “{name}” không có chữ nào đọc được; hãy kiểm tra bản gốc.")

    def warnings(self) -> tuple[str, ...]:
        """Return what a reader of the scan should know, as Vietnamese sentences."""
        found = []
        if self.failed:
            listed = ", ".join(map(str, self.failed[:20]))
            found.append(f"Trang {listed} không nhận dạng được chữ; hãy quét lại rõ hơn.")
        if self.count and engine() is None:
            found.append(
                "Chữ số của bản quét mới được đọc một lần; cài thêm bộ đọc thứ hai (make ocr) để"
                " đối chiếu, các số chưa chắc đã được đánh dấu."
            )
        return tuple(found)

    def _known(self, key: str) -> PageReading | None:
        if self._kept.folder is None:
            return None
        try:
            return _reading(json.loads((self._kept.folder / f"{key}.json").read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # not there, or damaged: read anew

    def _remember(self, key: str, reading: PageReading) -> None:
        text = "\n".join(" ".join(w.text for w in line.words) for line in reading.lines)
        self._secret = self._secret or secrecy_of(text) is not None
        if self._kept.keep and not self._secret:
            self._kept.keep(key, json.dumps(_record(reading), ensure_ascii=False))


def _key(image: Any) -> str:
    """Return the name of a page: its pixels, and how they are read."""
    method = f"{_METHOD}:{engine() is not None}:{image.size}".encode()
    return hashlib.sha256(method + image.tobytes()).hexdigest()


def read_page(image: Any) -> PageReading:
    """Return what both engines read on a prepared picture; it is turned upright where needed."""
    reading = _read_upright(image)
    if _confidence(reading.lines) >= _POOR and not _stands(reading.lines):
        return reading
    turn = quarter_turns(image)
    if not turn:
        return reading
    turned = _read_upright(prepared(image.rotate(-turn, expand=True)))
    sure = _confidence(turned.lines) >= _POOR
    return turned if sure else reading


def _read_upright(image: Any) -> PageReading:
    rules = drawn_rules(image)
    bare = without_rules(image, rules)
    cells = ruled_cells(bare, rules)
    lines = read_twice(only(bare, cells, inside=False) if cells else bare)
    if cells:
        column = stacked(bare, cells)
        lines = (*lines, *moved_back(read_twice(column.picture, layout=6), column))
    return PageReading(image.width, image.height, dpi_of(image), lines, rules)


def _stands(lines: Sequence[TextLine]) -> bool:
    """Return whether most lines run up or down the page: Tesseract reads those too."""
    long = [line.box for line in lines if len(line.words) > 2]
    return sum(x1 - x0 < y1 - y0 for x0, y0, x1, y1 in long) > len(long) / 2


def read_twice(picture: Any, layout: int = 3) -> tuple[TextLine, ...]:
    """Return what Tesseract reads on a picture, doubtful where the second engine differs."""
    lines = read_picture(picture, layout)
    others = second_lines(picture)
    boxes = [box for text, box in others or () if text]
    if boxes and _confidence(lines) < _POOR:  # few words, or specks: show where the words are
        shown = read_picture(only(picture, boxes), layout=6)
        lines = max(lines, shown, key=_confidence)
    return compared([with_roman_number(picture, line) for line in lines], others)


def _confidence(lines: Sequence[TextLine]) -> float:
    words = [word.confidence for line in lines for word in line.words]
    return sum(words) / len(words) if words else 0.0


def _record(reading: PageReading) -> dict[str, Any]:
    return asdict(reading)


def _reading(record: dict[str, Any]) -> PageReading:
    return PageReading(
        record["width"],
        record["height"],
        record["dpi"],
        tuple(
            TextLine(
                tuple(
                    Word(tuple(Glyph(**g) for g in w["glyphs"]), w["confidence"], w["doubtful"])
                    for w in line["words"]
                ),
                tuple(line["box"]),
            )
            for line in record["lines"]
        ),
        tuple(Rule(**rule) for rule in record["rules"]),
    )


class ScannedPage:
    """A page that was read, in the form in which `write_page` takes pages of a pdf: in points."""

    def __init__(self, reading: PageReading) -> None:
        """Lay the words and rules of a reading out in points."""
        share = 72 / reading.dpi
        self.width, self.height = reading.width * share, reading.height * share
        self.bbox = (0.0, 0.0, self.width, self.height)
        self.chars = [char for line in reading.lines for char in _chars(line, share)]
        self.lines = [edge(rule, share) for rule in reading.rules]
        self.edges = self.lines
        self.rects: list[Any] = []
        self.curves: list[Any] = []

    def find_tables(self) -> list[Any]:
        """Return the tables with ruled cells, found as on a page of a pdf."""
        from pdfplumber.table import TableFinder

        return list(TableFinder(self, {"snap_tolerance": 4, "join_tolerance": 6}).tables)


def _chars(line: TextLine, share: float) -> list[dict[str, Any]]:
    """Return the characters of a line as pdfplumber gives them, spaces between words included."""
    glyphs = [glyph for word in line.words for glyph in word.glyphs]
    upper = [g.y1 - g.y0 for g in glyphs if g.text.isdigit() or g.text.isupper()]
    tall = median(upper or [g.y1 - g.y0 for g in glyphs])
    made: list[dict[str, Any]] = []
    for word in line.words:
        before = made[-1] if made else None
        own = _word_chars(word, line, tall, share)
        if before and own[0]["x0"] - before["x1"] <= 3 * own[0]["size"]:
            made.append({**own[0], "text": " ", "x0": before["x1"], "x1": own[0]["x0"]})
        made.extend(own)
    return made


def _word_chars(word: Word, line: TextLine, tall: float, share: float) -> list[dict[str, Any]]:
    floor = median([g.y1 for g in word.glyphs] if len(word.glyphs) > 3 else [line.box[3]])
    floor = min(floor, line.box[3])
    last = len(word.glyphs) - 1
    made = []
    lefts = _lefts(word)
    for k, glyph in enumerate(word.glyphs):
        raised = glyph.text.isdigit() and glyph.y1 - glyph.y0 < 0.75 * tall
        raised = raised and glyph.y1 < floor - 0.3 * tall
        top, bottom = (glyph.y0, glyph.y1) if raised else (line.box[1], line.box[3])
        text = glyph.text
        if word.doubtful:
            text = DOUBT_START * (k == 0) + text + DOUBT_END * (k == last)
        left, right = lefts[k], lefts[k + 1]
        made.append({
            "text": text, "upright": True,
            "x0": left * share, "x1": right * share,
            "top": top * share, "bottom": bottom * share, "doctop": top * share,
            "height": (bottom - top) * share, "width": (right - left) * share,
            "size": (bottom - top) * share,
        })  # fmt: skip
    return made


def _lefts(word: Word) -> list[float]:
    """Return where each character begins, and the word ends: without gaps, in reading order.

    Boxes of single characters may lie in disorder; then they share the word's width evenly.
    """
    lefts = [float(glyph.x0) for glyph in word.glyphs]
    right = float(max(glyph.x1 for glyph in word.glyphs))
    edges = [*lefts, right]
    if all(a < b for a, b in pairwise(edges)):
        return edges
    left = min(lefts)
    step = max(right - left, 1.0) / len(lefts)
    return [left + step * k for k in range(len(lefts) + 1)]


def read_scan(path: Path, on_page: OnPage | None = None, kept: Kept | None = None) -> Source:
    """Return the source of a picture file; each frame of a .tif is a page."""
    if not available():
        raise WrongType(path.name, missing(path.name))
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, below
    with Image.open(path) as image:
        pages = getattr(image, "n_frames", 1)
        refuse_many(path.name, pages)
        out, scanner = Writer(), Scanner(kept)
        for number, frame in enumerate(ImageSequence.Iterator(image), 1):
            _refuse_large(path.name, frame.size)
            if number > 1:
                out.raw("\f")
            page = scanner.page(frame, number)
            if page:
                write_page(page, out)
            if on_page:
                on_page(number, pages)
    if not out.text().strip():
        raise scanner.nothing(path.name)
    tables = tuple(out.tables)
    return without_signs(Source(out.text(), scanner.warnings(), (0,), tables=tables, ocr=True))


def _refuse_large(name: str, size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise TooLarge(
            name,
            f"Ảnh “{name}” quá lớn ({size[0]} × {size[1]} điểm ảnh); hãy quét lại ở 300 dpi.",
        )


def refuse_many(name: str, pages: int) -> None:
    """Raise `TooLarge` for a document of too many scanned pages."""
    if pages > MAX_SCANNED:
        raise TooLarge(name, f"Tệp “{name}” có hơn {MAX_SCANNED} trang quét; hãy tách nhỏ.")
