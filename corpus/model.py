"""The plain records that flow through the house. Imports the standard library only.

Data flows one way: file → canonical text → blocks → Report (sections, footnotes, tables,
citations, relations, quantities). Every extracted thing carries a `Place`, so that any claim
can be checked against the words it came from.

Two coordinate systems, one bridge:

- *canonical text*: what the file says, NFC, lines ended by ``\\n`` only. Places are in it.
- *block text*: one logical unit (a heading, a bullet, a footnote …) with hard wraps, page
  numbers and footnote marks taken out, so that grammar can run over it. `Block.offsets`
  leads each of its characters back to the canonical text.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, lines (1-based, by ``\\n``), page, characters, exact words.

    ``text == canonical[start:end]`` always holds. `page` is None where pages are unknown.
    """

    doc: str
    line: int
    line_end: int
    page: int | None
    start: int
    end: int
    text: str


class BlockKind(StrEnum):
    """What a block is in the document; the values are stored, so they don't change."""

    HEADER = "header"  # quốc hiệu, tiêu ngữ, issuing body, number and date lines
    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    FOOTNOTE = "footnote"
    TABLE = "table"  # one table row; its cells are in Report.tables
    RECIPIENTS = "recipients"  # Nơi nhận
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A footnote mark taken out of a block: it stood just before ``block.text[at]``."""

    mark: str
    at: int


@dataclass(frozen=True, slots=True)
class Block:
    """One logical unit of a document with its wraps undone.

    ``offsets[i]`` is the place of ``text[i]`` in the canonical text; ``len(offsets) ==
    len(text)`` and offsets never decrease. A space that replaces a line break points at the
    first character of the break.
    """

    kind: BlockKind
    text: str
    offsets: tuple[int, ...]
    path: tuple[str, ...] = ()  # headings above it, outermost first, each "2.1. Title"
    label: str = ""  # the number or bullet as written: "2.1.", "a)", "-", "+", "3" of a note
    level: int = 0  # heading depth, 1 is the outermost; 0 for anything else
    notes: tuple[NoteRef, ...] = ()
    repaired: bool = False  # text was restored from damaged OCR; offsets stay the original's

    @classmethod
    def of(cls, text: str, kind: BlockKind = BlockKind.PARAGRAPH, start: int = 0) -> Block:
        """Return a block over plain text whose characters map one to one from `start`."""
        return cls(kind, text, tuple(range(start, start + len(text))))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the canonical (start, end) of ``text[start:end]``; a non-empty range only."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"span {start}:{end} outside a block of {len(self.text)}")
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it."""

    number: str
    title: str
    level: int
    place: Place
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note; `refers_from` is the place of its mark's sentence, None when no mark is found."""

    mark: str
    place: Place
    refers_from: Place | None
    block: int  # index into Report.blocks
    from_block: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. Its text is unwrapped; `start`, `end` are in the canonical text.

    An empty cell has ``start == end``.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one header row (multi-row headers joined with " / "), then data rows.

    All rows have ``len(header)`` cells; a merged cell is repeated in the cells it spans.
    """

    place: Place
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period (kỳ báo cáo); `label` as officials write it."""

    label: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention of a document.

    `place` and `surface` are those of the number as written; `span` (in the block's text) is
    the whole mention, e.g. "Quyết định số 327/QĐ-UBND ngày 26/5/2025 của UBND tỉnh".
    """

    place: Place
    surface: str
    type: str  # Quyết định, Kế hoạch, Nghị quyết …; "" when nothing says
    number: str  # canonical: 327/QĐ-UBND, 57-NQ/TW; bare "861" for a short form
    date: date | None
    issuer: str | None
    block: int
    span: tuple[int, int]
    date_text: str | None = None  # the date as written, also when it is no date: 29/5/20235
    subject: str | None = None  # trích yếu, as far as the sentence gives it
    resolved: str | None = None  # the document meant by a short or misprinted form
    ocr: bool = False  # letters of the number were repaired
    confidence: float = 1.0


class RelationKind(StrEnum):
    """How one document stands to another."""

    IMPLEMENTS = "thực hiện"
    REPLACES = "thay thế"
    AMENDS = "sửa đổi bổ sung"
    REPEALS = "bãi bỏ"
    ISSUES = "ban hành"
    APPROVES = "phê duyệt"
    BASED_ON = "căn cứ"
    UNDER = "theo"


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` relation `target`, e.g. 359-KH/TU thay thế 336-KH/TU; `place` is its sentence.

    `source` and `target` are indexes into Report.citations.
    """

    source: int
    target: int
    kind: RelationKind
    place: Place
    explicit: bool = True
    negated: bool = False
    planned: bool = False  # "dự thảo", "sẽ thay thế"


class QuantityKind(StrEnum):
    """What a figure claims."""

    ACTUAL = "actual"
    PLAN = "plan"
    ESTIMATE = "estimate"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with what it counts. Values are plain numbers: "1.293.500" is 1293500."""

    place: Place  # from the qualifier or number to the end of the counted noun
    surface: str  # the exact words of `place` in the block's (unwrapped) text
    value: float
    unit: str | None
    indicator: str  # noun phrase that says what is counted, normalised
    block: int
    span: tuple[int, int]  # of `surface` in the block's text
    number_span: tuple[int, int]  # of the digits alone, in the block's text
    value_max: float | None = None  # of a range "01 - 02"
    qualifier: str | None = None  # hơn, gần, khoảng, trên, ước, ít nhất …
    period: str | None = None
    as_of: date | None = None
    scope: str | None = None
    kind: QuantityKind = QuantityKind.ACTUAL
    part_of: int | None = None  # `place.start` of the total this is a part of
    row: str | None = None  # table cells: row heading, column heading, table index
    column: str | None = None
    table: int | None = None
    confidence: float = 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return (low, high), both inclusive, that the words allow: "hơn 420" is [420, 483]."""
        low, high = self.value, self.value if self.value_max is None else self.value_max
        match self.qualifier:
            case "hơn" | "trên" | "ít nhất" | "tối thiểu" | "trở lên":
                return low, high * 1.15
            case "gần" | "dưới" | "tối đa":
                return low * 0.85, high
            case "khoảng" | "ước" | "xấp xỉ":
                return low * 0.9, high * 1.1
        return low, high


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the text can be trusted. `damaged_share` is of the lines with words, 0–1."""

    ocr: bool = False
    damaged_share: float = 0.0


@dataclass(frozen=True)
class Report:
    """A document that was read: its canonical text and everything found in it."""

    doc: str  # file name
    sha256: str  # of the file's bytes
    text: str  # canonical
    title: str = ""
    kind: str = ""  # Báo cáo, Công văn, Kế hoạch …
    number: str | None = None
    date: date | None = None
    issuer: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    period: Period | None = None
    as_of: dt.date | None = None  # `date` is a field here
    scope: str | None = None
    page_starts: tuple[int, ...] = ()  # canonical offset where page i+1 begins; () unknown
    quality: Quality = field(default_factory=Quality)
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    tables: tuple[Table, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    warnings: tuple[str, ...] = ()  # Vietnamese sentences: what a reader should know
    doubtful: tuple[Place, ...] = ()  # numbers of a scan that two readings gave differently

    @property
    def pages(self) -> int | None:
        """Return how many pages the file has, None when unknown."""
        return len(self.page_starts) or None

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Return the canonical offset of each line."""
        return line_starts(self.text)

    def locate(self, start: int, end: int) -> Place:
        """Return the place of ``text[start:end]``."""
        return locate(self.doc, self.text, self.line_starts, self.page_starts, start, end)

    def place(self, block: int, start: int, end: int) -> Place:
        """Return the place of ``blocks[block].text[start:end]``, a non-empty range."""
        return self.locate(*self.blocks[block].span(start, end))


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search: one or more whole blocks, or whole sentences of a long one.

    `text` is unwrapped and has no heading in it; `section` are the headings above it. `id` is
    the same in every index and changes with the file's bytes.
    """

    id: str
    doc: str
    section: tuple[str, ...]
    text: str
    place: Place
    blocks: tuple[int, ...]  # indexes into Report.blocks


def line_starts(text: str) -> tuple[int, ...]:
    """Return the offset of the first character of each line; lines end at ``\\n`` only."""
    starts = [0]
    starts.extend(i + 1 for i, ch in enumerate(text) if ch == "\n")
    return tuple(starts)


def locate(
    doc: str,
    text: str,
    lines: tuple[int, ...],
    pages: tuple[int, ...],
    start: int,
    end: int,
) -> Place:
    """Return the place of ``text[start:end]``; `lines` as `line_starts` gives them."""
    last = max(start, end - 1)
    return Place(
        doc=doc,
        line=bisect_right(lines, start),
        line_end=bisect_right(lines, last),
        page=bisect_right(pages, start) or None if pages else None,
        start=start,
        end=end,
        text=text[start:end],
    )


def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """Yield every section of a tree in reading order."""
    for section in sections:
        yield section
        yield from walk(section.children)
