"""Documents that a heading asks for and no chosen text cites: a short list, each with its place.

A heading that asks for leadership and the documents issued lists those of its field, the newest
first. Any other one names the document whose subject is what one of its prompts asks for.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.homes import subject_of
from assistant.drafting.match import Question, asks_papers, groups
from assistant.drafting.novelty import documents_in
from assistant.drafting.outline import Outline
from assistant.drafting.picking import Pick
from assistant.drafting.record import DraftSentence
from assistant.drafting.reports import damaged
from corpus.documents.citing import first_form
from corpus.model import Block, Citation, Period, Place, Report
from corpus.ocr.damage import damage_of
from corpus.text import fold

_KINDS = frozenset({"kế hoạch", "quyết định", "nghị quyết", "chỉ thị", "chương trình", "đề án"})
_OF_FIELD = 0.75  # share of a field's words that the subject of a document of that field has
_ASKED = 0.5  # share of a prompt and of a subject that they have in common
_FEWEST = 3  # word groups; less in common is chance
_WORDS = {True: 110, False: 45}  # of the list of a heading that asks for documents, of another
_LONGEST = 45  # words; a longer mention is no item of a list
_GARBLED = 0.1  # share of damaged words of a subject that is left out
_NEWS = 1  # years before that of the report; an older document must still run
_YEAR = re.compile(r"\b20\d\d\b")
_LEAD = "Các văn bản liên quan: "


@dataclass(frozen=True, slots=True)
class Paper:
    """A document in full first-mention form and where a source says so."""

    report: int  # index into the sources
    text: str
    place: Place
    number: str
    date: datetime.date | None
    subject: Counter[str]
    scanned: bool = False  # read from a scan and restored

    @property
    def words(self) -> int:
        """Return the length in syllables."""
        return len(self.text.split())


def papers_of(
    reports: Sequence[Report],
    asked: Sequence[Question],
    outline: Outline,
    taken: Mapping[str, Sequence[Pick]],
    target: Period | None,
) -> dict[str, tuple[Paper, ...]]:
    """Return for the headings `asked` the documents to add, newest first; `taken` are their texts.

    `reports` are the sources, best first. A document that some text of the draft cites is not
    listed again, but under the heading that asks for it in so many words.
    """
    cited = {path: _cited(picks) for path, picks in taken.items()}
    year = target.end.year if target and target.end else None
    listed: dict[str, list[Paper]] = {q.path: [] for q in asked}
    fields = {q.path: groups(subject_of(q, outline)) for q in asked if asks_papers(q.heading)}
    for paper in _known(reports):
        number = documents_in(paper.number)
        said = [path for path, numbers in cited.items() if number <= numbers]
        if not _runs(paper, year) or len(said) > 1:
            continue  # what several headings cite is about no one of them
        for question in asked:
            plain = not asks_papers(question.heading) and question.path not in said
            if plain and _is_asked(paper, question):
                listed[question.path].append(paper)
        shares = {path: _share(field, paper.subject) for path, field in fields.items()}
        best = max(shares, key=lambda path: shares[path], default="")
        if best and not said and shares[best] >= _OF_FIELD:
            listed[best].append(paper)
    return {q.path: _short(listed[q.path], asks_papers(q.heading)) for q in asked}


def sentences_from(papers: Sequence[Paper]) -> list[tuple[int, DraftSentence]]:
    """Return the lists of papers as (index of the report, sentence), one for each report."""
    found = []
    for report in dict.fromkeys(paper.report for paper in papers):
        own = [paper for paper in papers if paper.report == report]
        text = _LEAD + "; ".join(paper.text for paper in own) + "."
        found.append((report, DraftSentence(text, tuple(paper.place for paper in own))))
    return found


def _cited(picks: Sequence[Pick]) -> frozenset[str]:
    return frozenset[str]().union(*(documents_in(pick.unit.text) for pick in picks))


def _known(reports: Sequence[Report]) -> list[Paper]:
    """Return each document once, said by a clean report before a scan, the fullest mention."""
    best: dict[str, tuple[tuple[bool, bool, int], Paper]] = {}
    for index, report in enumerate(reports):
        if damaged(report):
            continue
        for citation in report.citations:
            block = report.blocks[citation.block]
            for paper in _paper(report, index, citation, block):
                rank = not block.repaired, paper.date is not None, -index
                if citation.number not in best or rank > best[citation.number][0]:
                    best[citation.number] = rank, paper
    return [paper for _, paper in best.values()]


def _paper(report: Report, index: int, citation: Citation, block: Block) -> Iterator[Paper]:
    """Yield a citation as a paper where it names its subject in clear words."""
    if citation.resolved or not citation.subject or citation.type.lower() not in _KINDS:
        return
    start, end = citation.span
    at = block.text.find(citation.subject, end)
    if not 0 <= at - end <= 4 or not documents_in(citation.number):
        return
    text = first_form(
        citation.type, citation.number, citation.date, citation.issuer, citation.subject
    )
    if len(text.split()) > _LONGEST or (block.repaired and damage_of(text) > _GARBLED):
        return
    place = report.place(citation.block, start, at + len(citation.subject))
    subject = groups(citation.subject)
    text = text.rstrip(" ;,.")
    yield Paper(index, text, place, citation.number, citation.date, subject, block.repaired)


def _runs(paper: Paper, year: int | None) -> bool:
    """Tell whether a document is of last year or later, or is for a time up to `year` or later."""
    if year is None or paper.date is None or year - paper.date.year <= _NEWS:
        return True
    return max(map(int, _YEAR.findall(paper.text.partition(" về ")[2])), default=0) >= year


def _is_asked(paper: Paper, question: Question) -> bool:
    """Tell whether one of a heading's prompts asks for just what a document is about.

    A prompt that names a document asks for that one and no other of its kind.
    """
    for prompt, parts in zip(question.heading.prompts, question.prompts, strict=True):
        for part in () if documents_in(prompt) else parts:
            shared = sum(group in paper.subject for group in part)
            most = max(len(part), len(paper.subject))
            if shared >= max(_FEWEST, _ASKED * most):
                return True
    return False


def _share(wanted: Counter[str], said: Counter[str]) -> float:
    return sum(group in said for group in wanted) / (len(wanted) or 1)


def _short(papers: Sequence[Paper], wide: bool) -> tuple[Paper, ...]:
    """Return the newest papers that a list has room for."""
    ranked = sorted(papers, key=lambda p: (p.date or datetime.date.min, -p.report), reverse=True)
    taken: list[Paper] = []
    seen: set[str] = set()
    for paper in ranked:
        words = fold(paper.text.partition("ngày")[2])
        if words in seen or sum(p.words for p in taken) + paper.words > _WORDS[wide]:
            continue
        seen.add(words)
        taken.append(paper)
    return tuple(taken)
