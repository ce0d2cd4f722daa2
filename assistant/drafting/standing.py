"""Where a draft stands: what is written, what is missing, which numbers have no source."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assistant.drafting.claims import plain
from assistant.drafting.gate import weighed
from assistant.drafting.record import Draft, DraftSection, DraftSentence
from corpus.model import Report
from corpus.text import squeeze


class SectionState(StrEnum):
    """What a section of a kept draft needs next."""

    PARENT = "parent"  # only headings below it
    WAITING = "waiting"  # not drafted yet
    EMPTY = "empty"  # drafted or emptied: no words
    OPEN = "open"  # gaps or marks to look at
    WRITTEN = "written"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Spot:
    """A number without a source: ``sentence.text[start:end]``; `reason` is Vietnamese."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over a draft; `open` are its marks and gaps, `unsupported` sentences.

    Of its `sections` those that are no mere parents are `writes`.
    """

    sections: int
    writes: int
    waiting: int
    sentences: int
    open: int
    unsupported: int


def state_of(
    section: DraftSection,
    writes: Collection[str],
    waiting: Collection[str],
    locked: Collection[str],
) -> SectionState:
    """Return the state of a section; `writes` are the paths that take text."""
    if section.path in locked:
        return SectionState.LOCKED
    if section.path in waiting:
        return SectionState.WAITING
    if not section.paragraphs:
        return SectionState.EMPTY if section.path in writes else SectionState.PARENT
    unfinished = section.gaps or any(sentence.marks for sentence in section.sentences)
    return SectionState.OPEN if unfinished else SectionState.WRITTEN


def summary_of(draft: Draft, writes: Collection[str], waiting: Collection[str]) -> Summary:
    """Return the counts of a draft."""
    return Summary(
        sections=len(draft.sections),
        writes=len(writes),
        waiting=len(waiting),
        sentences=sum(len(section.sentences) for section in draft.sections),
        open=len(draft.marks),
        unsupported=len(draft.unsupported),
    )


def spots_of(sentence: DraftSentence, by_doc: Mapping[str, Report]) -> list[Spot]:
    """Return the numbers of a sentence that no one of its sources supports, in reading order."""
    found = weighed(sentence.text, sentence.sources, by_doc)
    exact = squeeze(plain(sentence.text)) == sentence.text
    spots: list[Spot] = []
    at = 0
    for problem in found:
        start = problem.start if exact else sentence.text.find(problem.text, at)
        if start >= 0:  # letters without width may stand inside a number: then only its mark tells
            at = start + len(problem.text)
            spots.append(Spot(start, at, problem.reason))
    return spots
