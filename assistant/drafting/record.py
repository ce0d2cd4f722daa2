"""The records of a draft: sections, paragraphs, sentences with their sources, visible marks.

A sentence is prose; whatever asks a human to look stands beside it as a `Mark`, so that text
that goes out and remarks on it are never mixed up. `DraftSection.text` shows both.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from corpus.model import Period, Place


class MarkKind(StrEnum):
    """Why a human must look before the draft goes out."""

    CONFLICT = "conflict"  # sources give different values
    PERIOD = "period"  # the figure is not of the period of the new report
    SCOPE = "scope"  # the figure is of the province, unit … before its boundaries changed
    OCR = "ocr"  # read from a damaged scan
    REPLACED = "replaced"  # a document cited as in force has been replaced
    UNSUPPORTED = "unsupported"  # no source contains the number
    GAP = "gap"  # nothing found


@dataclass(frozen=True, slots=True)
class Mark:
    """A visible remark; `text` is shown as "[text]"."""

    kind: MarkKind
    text: str

    def __str__(self) -> str:
        return f"[{self.text}]"


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A long footnote of the source; its mark belongs right behind ``sentence.text[:at]``."""

    at: int
    text: str
    sources: tuple[Place, ...]

    def __str__(self) -> str:
        return f"(Chú thích: {self.text})"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of the draft with the places of the words it was made from.

    `notes` are too long to stand in brackets: footnotes on paper, behind the sentence on screen.
    """

    text: str
    sources: tuple[Place, ...]
    marks: tuple[Mark, ...] = ()
    notes: tuple[DraftNote, ...] = ()

    @property
    def shown(self) -> str:
        """Return the sentence with its notes and marks behind it."""
        return " ".join((self.text, *map(str, self.notes), *map(str, self.marks)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together behind one bullet (`lead`: "-", "+" or ""), or a gap."""

    sentences: tuple[DraftSentence, ...] = ()
    lead: str = "-"
    gap: Mark | None = None

    @property
    def text(self) -> str:
        """Return the paragraph as it is shown, bullet and marks included."""
        body = str(self.gap) if self.gap else " ".join(s.shown for s in self.sentences)
        return f"{self.lead} {body}".strip()


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values that sources give for the same thing."""

    text: str
    place: Place
    report: str  # how a reader knows the report: "Báo cáo số 12/BC-SNN ngày 02/6/2025"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that don't agree. `prefer` indexes `values`, None where nothing decides."""

    about: str
    values: tuple[ConflictValue, ...]
    prefer: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A heading of the outline with its text; parents of other headings have none of their own."""

    path: str
    number: str
    title: str
    level: int
    paragraphs: tuple[Paragraph, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def text(self) -> str:
        """Return all paragraphs, one a line, with gaps and marks as they are shown."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def sentences(self) -> tuple[DraftSentence, ...]:
        """Return every sentence of the section in order."""
        return tuple(s for paragraph in self.paragraphs for s in paragraph.sentences)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return what is missing, each as shown."""
        return tuple(str(p.gap) for p in self.paragraphs if p.gap)


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A report that the draft drew on; `label` as a reader would call it."""

    doc: str
    label: str
    date: datetime.date | None
    as_of: datetime.date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted report.

    `unsupported` lists the sentences whose numbers no source contains: empty unless somebody
    edited the text. `opening` and `closing` frame the sections. `issuer`, `parent`, `symbol`
    (ký hiệu: "BC-SNN") and `place_name` are None where the library does not tell.
    """

    title: str
    sections: tuple[DraftSection, ...]
    unsupported: tuple[str, ...] = ()
    used_model: str | None = None
    period: Period | None = None
    opening: tuple[DraftSentence, ...] = ()
    closing: str = ""
    issuer: str | None = None
    parent: str | None = None
    symbol: str | None = None
    place_name: str | None = None
    recipients: tuple[str, ...] = ()
    sources: tuple[SourceReport, ...] = ()
    prompt: str | None = None  # name@version of the prompt that a model was given
    notes: tuple[str, ...] = ()  # Vietnamese sentences: what the user should know
    tokens: tuple[int, int] | None = None  # given to the model and written by it
    kept: tuple[int, int] | None = None  # sentences of the model that stand, of those asked for

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return every mark and gap in reading order."""
        found = [mark for s in self.opening for mark in s.marks]
        for section in self.sections:
            for paragraph in section.paragraphs:
                found.extend([paragraph.gap] if paragraph.gap else [])
                found.extend(mark for s in paragraph.sentences for mark in s.marks)
        return tuple(found)
