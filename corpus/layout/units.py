"""A block in the making: text with offsets, its label, the footnote marks taken out of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.layout.labels import Label
from corpus.layout.notes import Mark
from corpus.layout.unwrap import Run
from corpus.model import Block, BlockKind, NoteRef

LONGEST = 5000  # characters of a block; the longest real one seen has 4,650
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+(?=[^\s\da-z])")


@dataclass(slots=True)
class Unit:
    """What becomes a `Block`; `label` is None for words without a number or bullet."""

    kind: BlockKind
    run: Run
    label: Label | None = None
    written: str = ""
    level: int = 0
    path: tuple[str, ...] = ()
    notes: tuple[NoteRef, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    note: int | None = None  # index of the footnote it is
    part: bool = False  # an appendix or a đề cương begins
    style: int = 0  # heading level by the file's own styles, 0 for none

    def block(self) -> Block:
        """Return the finished block."""
        return Block(
            kind=self.kind,
            text=self.run.text,
            offsets=self.run.offsets,
            path=self.path,
            label=self.written,
            level=self.level,
            notes=self.notes,
        )

    def title(self) -> str:
        """Return the heading as paths name it: "2.1. Công tác …"."""
        return f"{self.written} {self.run.text}".strip()

    def sentence_around(self, at: int) -> tuple[int, int]:
        """Return the canonical span of the sentence or clause that holds canonical place `at`."""
        inside = bisect_left(self.run.offsets, at)
        cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(self.run.text)), len(self.run.text)]
        first = max(c for c in cuts if c < max(inside, 1))
        last = min((c for c in cuts if c >= max(inside, 1)), default=len(self.run.text))
        part = self.run[first:last].strip()
        return part.offsets[0], part.offsets[-1] + 1


def bounded(unit: Unit) -> list[Unit]:
    """Return a unit, or the pieces of one longer than any real paragraph.

    The finders' work on a block grows with the square of its length; a hostile file has no end.
    """
    pieces = []
    while len(unit.run.text) > LONGEST:
        cut = unit.run.text.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST
        head, rest = unit.run[:cut].strip(), unit.run[cut:].strip()
        pieces.append(replace(unit, run=head))
        kind = BlockKind.FOOTNOTE if unit.kind is BlockKind.FOOTNOTE else BlockKind.PARAGRAPH
        unit = Unit(kind if unit.kind is not BlockKind.TABLE else unit.kind, rest)
    return [*pieces, unit]


def take_marks(unit: Unit, marks: Sequence[Mark]) -> None:
    """Take the footnote marks that stand in a unit out of its text and note where they stood."""
    first, last = unit.run.offsets[0], unit.run.offsets[-1]
    own = [mark for mark in marks if first <= mark.start and mark.end <= last + 1]
    spans, refs, gone = [], [], 0
    for mark in sorted(own, key=lambda m: m.start):
        a, b = bisect_left(unit.run.offsets, mark.start), bisect_left(unit.run.offsets, mark.end)
        if unit.run.offsets[a : a + 1] != (mark.start,):
            continue
        spans.append((a, b))
        refs.append(NoteRef(mark.mark, a - gone))
        unit.marks.append(mark)
        gone += b - a
    if spans:
        unit.run = unit.run.without(spans)
        unit.notes = tuple(refs)
