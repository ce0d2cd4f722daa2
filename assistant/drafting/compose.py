"""Paragraphs of a heading from its fact sheet, without a language model.

Whole sentences of the sources are kept word for word, so that no number can change; what is added
are visible marks. Paragraphs stand in the order of the prompts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.checking.finding import Finding
from assistant.drafting.basis import basis_of, lead_of
from assistant.drafting.conflicts import conflicts_at
from assistant.drafting.dating import other_period, settled, with_year
from assistant.drafting.facts import FactSheet
from assistant.drafting.novelty import documents_in
from assistant.drafting.outline import catch_all
from assistant.drafting.papers import Paper, sentences_from
from assistant.drafting.picking import Pick
from assistant.drafting.record import Conflict, DraftSentence, Mark, MarkKind, Paragraph
from assistant.drafting.reports import damaged, known_at
from assistant.drafting.roles import Role
from assistant.drafting.twins import Twins, with_clean_numbers, without_stray_marks
from assistant.drafting.wording import sentences_of
from corpus.model import Period, Quantity, QuantityKind, Report
from corpus.text import fold

_PROMPT = 16  # words of a prompt that a gap repeats …
_PROMPT_CITED = 26  # … and of one that names documents: their numbers must be in it
_AHEAD = frozenset({Role.PLAN, Role.SOLUTION, Role.PROPOSAL})  # they tell of no figures reached
_OLD_SCOPE = re.compile(r"\(cu\)|\bcu$")
_OCR = Mark(MarkKind.OCR, "bản quét, cần đối chiếu")


def gap(asked: str) -> Mark:
    """Return the visible gap for what was asked and is not known."""
    words = asked.strip(" .;:…").split()
    most = _PROMPT_CITED if documents_in(asked) else _PROMPT
    shown = " ".join(words[:most]) + (" …" if len(words) > most else "")
    return Mark(MarkKind.GAP, f"CHƯA CÓ SỐ LIỆU: {shown}")


@dataclass(frozen=True)
class Composer:
    """Writes headings from `reports` (best first); `findings` are the checker's about them.

    `target` is the period to report on: a figure of another day is marked. `told` are the footnotes
    (index of the report, block) that the draft has as text of its own.
    """

    reports: Sequence[Report]
    findings: Sequence[Finding]
    target: Period | None
    told: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def twins(self) -> Twins:
        """Return the clean sentences of the reports."""
        return Twins(self.reports)

    def paragraphs(self, sheet: FactSheet) -> tuple[tuple[Paragraph, ...], tuple[Conflict, ...]]:
        """Return the paragraphs of a heading, gaps included, and the conflicts shown in them."""
        found: list[Paragraph] = []
        conflicts: dict[str, Conflict] = {}
        prompts = sheet.question.heading.prompts
        groups = _grouped(sheet.picks)
        led: set[str] = set()
        rest = catch_all(prompts)
        for number in [*range(len(prompts)), None]:
            for group in groups:
                if _prompt_of(group, rest) == number:
                    paragraph, clashes = self._paragraph(group, sheet.role)
                    found.extend(self._lead(group, led))
                    found.append(paragraph)
                    conflicts.update((clash.about, clash) for clash in clashes)
            if number is not None and number in sheet.missing:
                found.append(Paragraph(gap=gap(prompts[number])))
        for paragraph, clashes in self._papers(sheet.papers):
            found.append(paragraph)
            conflicts.update((clash.about, clash) for clash in clashes)
        if sheet.missing == (-1,):
            found.append(Paragraph(gap=gap(sheet.question.heading.title)))
        return tuple(found), tuple(conflicts.values())

    def _papers(self, papers: Sequence[Paper]) -> Iterator[tuple[Paragraph, list[Conflict]]]:
        """Yield a paragraph for the documents listed from each report, with its conflicts."""
        for number, sentence in sentences_from(papers):
            report = self.reports[number]
            marked, clashes = self.marked(sentence, report)
            if any(paper.scanned for paper in papers if paper.report == number):
                marked = replace(marked, marks=(*marked.marks, _OCR))
            yield Paragraph((marked,)), list(clashes)

    def _lead(self, group: list[Pick], led: set[str]) -> list[Paragraph]:
        """Return the title of the source's section once, where it names documents."""
        unit = group[0].unit
        lead = lead_of(self.reports[unit.report], unit.block)
        if lead is None or lead.text in led or unit.note_of is not None:
            return []
        led.add(lead.text)
        report = self.reports[unit.report]
        marked, _ = self.marked(lead, report)
        if report.blocks[unit.block].repaired or damaged(report):
            marked = self._restored(marked, report)
        return [Paragraph((marked,))]

    def basis(self, letter: Report, end: int) -> list[tuple[Paragraph, tuple[Conflict, ...]]]:
        """Return the documents that `letter` rests on, each paragraph with its conflicts."""
        found = [self.marked(sentence, letter) for sentence in basis_of(letter, end)]
        return [(Paragraph((sentence,)), conflicts) for sentence, conflicts in found]

    def _paragraph(self, group: list[Pick], role: Role) -> tuple[Paragraph, list[Conflict]]:
        report = self.reports[group[0].unit.report]
        block = report.blocks[group[0].unit.block]
        conflicts: list[Conflict] = []
        sentences: list[DraftSentence] = []
        told = {block for number, block in self.told if number == group[0].unit.report}
        for sentence in sentences_of(group, report, told):
            marked, clashes = self.marked(sentence, report, role)
            conflicts.extend(clashes)
            if block.repaired or damaged(report):
                marked = self._restored(marked, report)
            sentences.append(marked)
        lead = "+" if block.label == "+" else "-"
        return Paragraph(tuple(sentences), lead), conflicts

    def _restored(self, sentence: DraftSentence, report: Report) -> DraftSentence:
        """Return a sentence of a scan in clean words where a clean report has them, else marked."""
        if twin := self.twins.of(sentence.text):
            return replace(sentence, text=twin.text, sources=(*sentence.sources, twin.place))
        cited = [
            c.number
            for c in report.citations
            if any(p.start <= c.place.start < p.end for p in sentence.sources)
        ]
        text = without_stray_marks(with_clean_numbers(sentence.text, cited))
        return replace(sentence, text=text, marks=(*sentence.marks, _OCR))

    def marked(
        self, sentence: DraftSentence, report: Report, role: Role = Role.RESULT
    ) -> tuple[DraftSentence, tuple[Conflict, ...]]:
        """Return a sentence with its marks, and the conflicts that it is part of."""
        conflicts, marks = conflicts_at(sentence, self.findings, self.reports)
        sentence = with_year(sentence, report)
        if role not in _AHEAD:
            marks = (*marks, *self._timely(sentence, report))
        return replace(sentence, marks=tuple(dict.fromkeys(marks))), conflicts

    def _timely(self, sentence: DraftSentence, report: Report) -> list[Mark]:
        """Return marks for figures of another day or of a unit before it was merged."""
        # A place that runs over a page break holds footnotes too: their figures are not said here.
        figures = [
            q
            for q in report.quantities
            if any(
                p.doc == report.doc and p.start <= q.place.start < p.end for p in sentence.sources
            )
            and q.surface in sentence.text
        ]
        marks: list[Mark] = []
        if self._other_day(report, figures):
            marks.append(Mark(MarkKind.PERIOD, f"cần xác nhận mốc {_day(self.target)}"))
        elif said := other_period(sentence.text, self.target):
            told = f"nguồn ghi {said}, cần cập nhật đến {_day(self.target)}"
            marks.append(Mark(MarkKind.PERIOD, told))
        old = [q.scope or report.scope for q in figures]
        scope = next((s for s in old if s and _OLD_SCOPE.search(fold(s))), None)
        if scope:
            marks.append(Mark(MarkKind.SCOPE, f"số liệu của {scope}"))
        return marks

    def _other_day(self, report: Report, figures: Iterable[Quantity]) -> bool:
        if self.target is None or self.target.end is None:
            return False
        counted = (q for q in figures if q.kind in {QuantityKind.ACTUAL, QuantityKind.ESTIMATE})
        return any(
            (q.as_of or known_at(report)) != self.target.end and not settled(q.period, self.target)
            for q in counted
        )


def _day(target: Period | None) -> str:
    end = target.end if target else None
    return f"{end.day}/{end.month}/{end.year}" if end else "của kỳ báo cáo"


def _grouped(picks: Sequence[Pick]) -> list[list[Pick]]:
    """Return picks as they stood: those of one block together, best report first."""
    groups: dict[tuple[int, int, int], list[Pick]] = {}
    for pick in sorted(picks, key=lambda p: (p.unit.report, p.unit.block, p.unit.start)):
        row = -1 if pick.unit.row is None else pick.unit.row
        groups.setdefault((pick.unit.report, pick.unit.block, row), []).append(pick)
    return list(groups.values())


def _prompt_of(group: Sequence[Pick], rest: int | None) -> int | None:
    """Return the prompt that a block stands under: the one that some part answers best.

    What answers none of them answers the one that asks for everything else, `rest`.
    """
    best = max(group, key=lambda p: p.fit.prompt_score if p.fit.prompt is not None else -1.0)
    return rest if best.fit.prompt is None else best.fit.prompt
