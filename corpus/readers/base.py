"""What a reader hands on: canonical text and what only the file's own format can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from corpus.layout.lines import canonical
from corpus.model import Cell

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OnPage = Callable[[int, int], None]  # (page just read, pages in all)
# Around a number in doubt while text is being written (noncharacters: no file has them).
DOUBT_START, DOUBT_END = "\ufdd0", "\ufdd1"
NOTE_RULE = "_" * 20  # the line above footnotes in canonical text


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as the format gives it: cells with their place, the first `heads` rows the header."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file's canonical text with what its format knows beyond the words.

    `headings` maps the canonical start of a line to its heading level (from styles). `paged` says
    whether `page_starts` is the format's own word (() then means unknown); `wrapped` is None where
    only the lines themselves can tell. `warnings` are Vietnamese sentences. `ocr`: words were
    recognised on pictures; `doubtful` are the canonical (start, end) of numbers that two readings
    gave differently. `glued` are footnote marks seen at words before those were restored;
    `restored`: damaged words of the file have been put right in `text`.
    """

    text: str
    warnings: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()
    paged: bool = False
    wrapped: bool | None = None
    headings: dict[int, int] = field(default_factory=dict)
    tables: tuple[RawTable, ...] = ()
    ocr: bool = False
    doubtful: tuple[tuple[int, int], ...] = ()
    glued: frozenset[str] = frozenset()
    restored: bool = False


class Reader(Protocol):
    """Reads one format; raises a `ReadError` for a file that cannot be used."""

    def __call__(self, path: Path) -> Source:
        """Return the canonical text of the file."""
        ...


class Writer:
    """Builds canonical text line by line and remembers where things were put.

    What is written is made canonical at once, so that places stay true.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.size = 0
        self.headings: dict[int, int] = {}
        self.tables: list[RawTable] = []
        self.page_starts: list[int] = [0]

    def line(self, text: str, level: int = 0) -> int:
        """Write a line and return where it starts; `level` > 0 marks a heading."""
        words = canonical(text)
        start = self.size
        if level and words.strip():
            self.headings[start + len(words) - len(words.lstrip())] = level
        self._parts.append(words + "\n")
        self.size += len(words) + 1
        return start

    def raw(self, text: str) -> None:
        """Write text as it is, without a line end (a form feed between pages)."""
        self._parts.append(text)
        self.size += len(text)

    def page(self) -> None:
        """Begin a page here."""
        if self.size > self.page_starts[-1]:
            self.page_starts.append(self.size)

    def table(self, rows: Sequence[Sequence[tuple[str, int, int]]], heads: int) -> None:
        """Write a table, one line a row with tabs between cells.

        A cell is (text, columns it spans, row that first holds it): a cell that goes on from a row
        above is written empty and repeated in the record, as is one over several columns.
        """
        first = self.size
        records: list[tuple[Cell, ...]] = []
        for number, row in enumerate(rows):
            pieces: list[str] = []
            cells: list[Cell] = []
            at = self.size
            for text, span, origin in row:
                words = canonical(" ".join(text.split()))
                if origin < number and len(records[origin]) > len(cells):
                    cells.extend([records[origin][len(cells)]] * span)
                    words = ""
                else:
                    cells.extend([Cell(words, at, at + len(words))] * span)
                pieces.append(words + "\t" * (span - 1))
                at += len(words) + span
            self.line("\t".join(pieces))
            records.append(tuple(cells))
        width = max((len(row) for row in records), default=0)
        filled = tuple(
            row + (Cell("", row[-1].end, row[-1].end),) * (width - len(row))
            for row in records
            if row
        )
        if filled:
            self.tables.append(RawTable(filled, min(heads, len(filled)), first, self.size))

    def text(self) -> str:
        """Return what was written."""
        return "".join(self._parts)


def merged_header(raw: RawTable) -> tuple[Cell, ...]:
    """Return one header row: the titles above each column, top down, joined with " / "."""
    header: list[Cell] = []
    for column in zip(*raw.rows[: raw.heads], strict=True):
        titles = list(dict.fromkeys(cell.text for cell in column if cell.text))
        last = next((cell for cell in reversed(column) if cell.text), column[-1])
        header.append(Cell(" / ".join(titles), last.start, last.end))
    return tuple(header)
