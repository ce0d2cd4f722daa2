"""Which prior wording may stand under a heading, to choose from, and the section of a choice.

What is offered is more than what a draft takes: the same fact from several reports, old and new,
and what suits the heading less. The person who chooses sees where each stands.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.checking.check import check
from assistant.drafting.compose import Composer
from assistant.drafting.facts import Pick, sheet_of
from assistant.drafting.match import Fit, Matcher, Question, questions
from assistant.drafting.nearness import Search, nearness
from assistant.drafting.outline import Outline
from assistant.drafting.record import DraftSection
from assistant.drafting.reports import label_of
from assistant.drafting.tables import rows_of
from assistant.drafting.units import Unit, units_of
from corpus.errors import NoSuchDraft
from corpus.model import Period, Place, Report
from retrieval.passages import sentences

OFFERED = 40  # passages of one heading
_FIGURES = 6  # of a passage that are told


@dataclass(frozen=True, slots=True)
class Choice:
    """A passage offered for a heading; `key` names it in this library.

    `prompt` is the index of the prompt that it answers best, None where it answers none; `figures`
    are the first of its figures and `documents` the document numbers in it, as written. `used`:
    the section as it stands has words of it.
    """

    key: str
    text: str
    place: Place
    report: str
    prompt: int | None
    score: float
    figures: tuple[str, ...]
    documents: tuple[str, ...]
    repaired: bool
    used: bool


@dataclass(frozen=True, slots=True)
class _Offer:
    unit: Unit
    fit: Fit
    place: Place

    @property
    def key(self) -> str:
        row = "" if self.unit.row is None else f"r{self.unit.row}"
        return f"{self.place.doc}@{self.place.start}-{self.place.end}{row}"


def choices(
    outline: Outline,
    reports: Sequence[Report],
    path: str,
    target: Period | None,
    section: DraftSection,
    search: Search | None = None,
) -> list[Choice]:
    """Return the passages of `reports` to choose from for the heading at `path`, best first.

    `reports` are the sources, best first (see `facts.sources`); `section` is what is written.
    Raises NoSuchDraft where the heading takes no text.
    """
    question = _question(outline, path)
    found = _offers(question, reports, target, search)
    used = [place for sentence in section.sentences for place in sentence.sources]
    shown = [_choice(offer, reports, _is_used(offer, used)) for offer in found]
    best = [one for number, one in enumerate(shown) if number < OFFERED or one.used]
    return sorted(best, key=lambda one: (not one.used, -one.score))


def chosen(
    outline: Outline,
    reports: Sequence[Report],
    path: str,
    target: Period | None,
    keys: Collection[str],
    search: Search | None = None,
) -> DraftSection:
    """Return the section written from the passages `keys` and no others.

    Raises NoSuchDraft for a passage that the library no longer has.
    """
    question = _question(outline, path)
    offers = {o.key: o for o in _offers(question, reports, target, search)}
    if unknown := [key for key in keys if key not in offers]:
        raise NoSuchDraft(
            f"Đoạn nguồn {unknown[0]} không còn trong kho: hãy mở lại danh sách nguồn."
        )
    picks = [_pick(offers[key], reports) for key in dict.fromkeys(keys)]
    composer = Composer(reports, check([*reports]), target)
    paragraphs, conflicts = composer.paragraphs(sheet_of(outline, question, picks))
    heading = question.heading
    return DraftSection(path, heading.number, heading.title, heading.level, paragraphs, conflicts)


def _question(outline: Outline, path: str) -> Question:
    found = next((one for one in questions(outline) if one.path == path), None)
    if found is None:
        raise NoSuchDraft(f"Mục {path} chỉ gồm các mục con, không có nội dung riêng để soạn.")
    return found


def _offers(
    question: Question, reports: Sequence[Report], target: Period | None, search: Search | None
) -> list[_Offer]:
    matcher = _matcher(_Sources(tuple(reports), target))
    units = matcher.units
    matcher.nearness = nearness(search, [question], units, reports) if search else {}
    fits = matcher.fits(question)
    ranked = sorted(range(len(units)), key=lambda i: fits[i].score, reverse=True)
    return [_Offer(units[i], fits[i], _place(units[i], reports)) for i in ranked]


@dataclass(frozen=True)
class _Sources:
    """Reports with a period, told apart by the bytes of their files."""

    reports: tuple[Report, ...]
    target: Period | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sources) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[object, ...]:
        return self.target, *((r.doc, r.sha256) for r in self.reports)


@lru_cache(2)
def _matcher(sources: _Sources) -> Matcher:
    """Return the matcher over all units; to cut and weigh them takes longer than to ask."""
    units = [
        unit
        for index, report in enumerate(sources.reports)
        for unit in [*units_of(report, index), *rows_of(report, index, sources.target)]
    ]
    return Matcher(units)


def _place(unit: Unit, reports: Sequence[Report]) -> Place:
    return reports[unit.report].place(unit.block, unit.start, unit.end)


def _is_used(offer: _Offer, used: Sequence[Place]) -> bool:
    mine = offer.place
    return any(
        p.doc == mine.doc
        and min(p.end, mine.end) - max(p.start, mine.start) > 0.5 * min(len(p.text), len(mine.text))
        for p in used
    )


def _choice(offer: _Offer, reports: Sequence[Report], used: bool) -> Choice:
    unit, place = offer.unit, offer.place
    report = reports[unit.report]
    figures = [
        q.surface if q.unit is None or q.unit in q.surface else f"{q.surface} {q.unit}"
        for q in report.quantities
        if place.start <= q.place.start < place.end and (unit.row is None or q.surface in unit.text)
    ]
    documents = [c.number for c in report.citations if place.start <= c.place.start < place.end]
    return Choice(
        key=offer.key,
        text=unit.text,
        place=place,
        report=label_of(report),
        prompt=offer.fit.prompt,
        score=offer.fit.score,
        figures=tuple(dict.fromkeys(figures))[:_FIGURES],
        documents=tuple(dict.fromkeys(documents))[:_FIGURES],
        repaired=bool(report.blocks[unit.block].repaired),
        used=used,
    )


def _pick(offer: _Offer, reports: Sequence[Report]) -> Pick:
    unit = offer.unit
    block = reports[unit.report].blocks[unit.block]
    ranges = [(unit.start, unit.end)]
    if unit.row is None:
        words = block.text[unit.start : unit.end]
        ranges = [(unit.start + a, unit.start + b) for a, b in sentences(words)]
    return Pick(unit, offer.fit, offer.fit.score, tuple(ranges), bool(block.repaired))
