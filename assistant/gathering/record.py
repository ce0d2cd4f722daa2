"""What summing up gives: for each heading of the outline the answers of the units and the sums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Period, Place, QuantityKind


class State(StrEnum):
    """What a unit said under a heading; the words are those people read."""

    ANSWERED = "có trả lời"
    NOTHING = "không có số liệu"
    SILENT = "chưa trả lời"
    NOT_ASKED = "không phải trả lời"  # asks localities only, and this is no locality


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an answer with their place; `text` is unwrapped, without the mark of a bullet."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit said under one heading.

    `heading` is the unit's own heading as written, `match` how it was recognised: "" where it has
    the outline's own words, else a Vietnamese remark.
    """

    unit: str
    doc: str
    state: State
    excerpts: tuple[Excerpt, ...] = ()
    heading: str = ""
    match: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's figure in a sum."""

    unit: str
    value: float
    value_max: float | None
    qualifier: str | None
    surface: str
    place: Place


@dataclass(frozen=True, slots=True)
class Sum:
    """Like figures of several units: one indicator, unit of measure, period, kind and scope.

    `total` is None where they must not be added; `notes` then say why. `formula` is the sum
    written out, "12 + 7 + 3 = 22".
    """

    indicator: str
    unit: str | None
    period: str | None
    kind: QuantityKind
    scope: str | None
    parts: tuple[Part, ...]
    total: float | None
    total_max: float | None
    formula: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadingSummary:
    """A heading of the outline with the answers in the order of the units, and the sums."""

    path: str
    number: str
    title: str
    level: int
    answers: tuple[Answer, ...]
    sums: tuple[Sum, ...]

    def having(self, state: State) -> tuple[Answer, ...]:
        """Return the answers of one state."""
        return tuple(answer for answer in self.answers if answer.state is state)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the units that sent an answer and said nothing here."""
        return tuple(answer.unit for answer in self.having(State.SILENT) if answer.doc)


@dataclass(frozen=True, slots=True)
class Submission:
    """The answer of a unit that counts, and the earlier ones that it replaces (newest first)."""

    unit: str
    doc: str
    day: date | None
    number: str | None
    expected: bool
    replaces: tuple[tuple[str, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A section of an answer that fits under no heading of the outline."""

    unit: str
    heading: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Gathering:
    """The whole: who answered, who has not, each heading, and what fits nowhere.

    `expected` are the units asked for an answer, () where nothing says; `others` are files that
    answer nothing of the outline; `remarks` are Vietnamese sentences a reader should know.
    """

    title: str
    period: Period | None
    submissions: tuple[Submission, ...]
    expected: tuple[str, ...]
    missing: tuple[str, ...]
    headings: tuple[HeadingSummary, ...]
    unplaced: tuple[Unplaced, ...]
    others: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def sums(self) -> Iterator[tuple[HeadingSummary, Sum]]:
        """Yield every sum with its heading."""
        for heading in self.headings:
            for one in heading.sums:
                yield heading, one
