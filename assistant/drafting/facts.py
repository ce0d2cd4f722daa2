"""The fact sheet of each heading: which prior wording stands there, what is missing, what clashes.

Four rules decide. A newer report wins over an older one that says the same. A unit stands under
one heading only, the one it answers best. A heading takes text only from sections of its role.
What two sources say differently is kept as a conflict, with the reason to prefer one if there is
one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.drafting.homes import homes_of, left_over
from assistant.drafting.match import Fit, Matcher, Question, asks_papers, groups, questions
from assistant.drafting.nearness import Search, nearness
from assistant.drafting.novelty import Novelty, documents_in
from assistant.drafting.outline import Outline, catch_all, for_localities
from assistant.drafting.papers import Paper, papers_of
from assistant.drafting.period import period_in
from assistant.drafting.picking import ANSWERS, Pick, answers, choose, rooms_of
from assistant.drafting.reports import damaged, field_of, known_at
from assistant.drafting.roles import FEEDS, Role, role_of_path
from assistant.drafting.tables import rows_of
from assistant.drafting.units import Unit, units_of
from corpus.model import Period, Report
from corpus.text import fold
from retrieval.passages import sentences

__all__ = ["FactSheet", "Pick", "gather", "sheet_of", "sources"]

_NEVER = -9.0  # score of a unit of another role
_MIN_FIT = 0.8  # below this a unit does not stand out under a heading of results …
_ALONE = 1.1  # score of a text that answers a heading where it shares no words with it
_PLAIN = 0.25  # share of a prompt (or twice that of its own headings) that needs no comparison
_MIN_ROLE = 0.3  # … and is not even a plan, a limit, a lesson … of the right kind
_OWN_ROLE = 0.5  # score of any unit in a section of the heading's own role (limits, plans …)
_NOTE = 0.75
_NEWEST = 1.0  # bonus of the newest report, halved for the next
_APPENDIX = re.compile(r"phu luc\b")
# A document in a list of documents, which says nothing of what was done.
_LISTED = re.compile(
    r"(?:\(?\w{1,2}[.)]\s+)?(?:số \d|(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Chương trình"
    r"|Công văn)\b[^;.]{0,60}?\d+\S*[/-][A-ZĐ])"
)
_HEAD = re.compile(r"[,;:()…]|\b(?:của|về|trong|để|phù hợp)\b")
_PART_OF_YEAR = re.compile(r"\d thang\b|\bquy\b|\bthang \d")
_LETTERS = frozenset({"Công văn", "Giấy mời", "Công điện"})


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What a heading is written from: picks best first, and prompts that nothing answers."""

    path: str
    question: Question
    role: Role
    picks: tuple[Pick, ...]
    missing: tuple[int, ...]  # indexes of prompts; (-1,) for a heading without prompts
    papers: tuple[Paper, ...] = ()  # documents to list that no pick cites


def sources(outline: Outline, reports: Sequence[Report]) -> list[Report]:
    """Return the reports that may be drawn on, best first: readable ones, then the newest.

    The outline's own letter and other letters ask for results, they report none.
    """
    usable = [r for r in reports if r.doc != outline.doc and r.kind not in _LETTERS]
    return sorted(usable, key=lambda r: (not damaged(r), known_at(r)), reverse=True)


def gather(
    outline: Outline,
    reports: Sequence[Report],
    target: Period | None,
    search: Search | None = None,
) -> list[FactSheet]:
    """Return a fact sheet for each heading that takes text, in the order of the outline.

    `reports` are the sources, best first (see `sources`); `target` the period to report on;
    `search` the library's, to match by meaning too.
    """
    units, kept = _distinct(reports, target)
    asked = questions(outline)
    roles = {q.path: _role(outline, q) for q in asked}
    by_path = {q.path: q for q in asked}
    chosen: dict[str, list[Pick]] = {q.path: [] for q in asked}
    matcher = Matcher(units, nearness(search, asked, units, reports) if search else {})
    fits = {q.path: matcher.fits(q) for q in asked}
    scores = [
        {
            q.path: _score(fits[q.path][number], unit, roles[q.path], q, target) * _worth(unit)
            for q in asked
        }
        for number, unit in enumerate(units)
    ]
    homes = homes_of(units, scores, fits, asked, outline)
    left = left_over(units, homes, asked, field_of(reports))
    for number, unit in enumerate(units):
        path, score = left.get(number, homes[number])
        if path and _fits(fits[path][number], score, roles[path]):
            repaired = reports[unit.report].blocks[unit.block].repaired
            fit = _cited(fits[path][number], by_path[path], unit)
            chosen[path].append(Pick(unit, fit, score, kept[number], repaired, number in left))
    for path, picks in chosen.items():
        if roles[path] is Role.RESULT and not _answered(picks):
            picks = chosen[path] = []  # a gap says more than what is least unlike the heading
        readable = [pick for pick in picks if not damaged(reports[pick.unit.report])]
        chosen[path] = readable or picks  # a scan that nobody restored only where nothing else is
    rooms = rooms_of(asked, chosen)
    sheets = [_sheet(q, roles[q.path], chosen[q.path], rooms[q.path]) for q in asked]
    return _with_papers(sheets, reports, outline, target)


def _distinct(
    reports: Sequence[Report], target: Period | None
) -> tuple[list[Unit], list[tuple[tuple[int, int], ...]]]:
    """Return the units of all reports that say something new, and their new sentences."""
    # What was done; what is planned, for each time by itself: each plan rests on its documents.
    told: defaultdict[tuple[bool, str], Novelty] = defaultdict(Novelty)
    labels = Novelty()
    units: list[Unit] = []
    kept: list[tuple[tuple[int, int], ...]] = []
    for index, report in enumerate(reports):
        for unit in [*units_of(report, index), *rows_of(report, index, target)]:
            text, start = report.blocks[unit.block].text, unit.start
            if unit.row is None:
                spans = [(start + a, start + b) for a, b in sentences(text[start : unit.end])]
                ahead = unit.role in {Role.PLAN, Role.SOLUTION}
                key = ahead, _planned(unit, target) if ahead else ""
                fresh = told[key].fresh(text, spans)
            else:  # a table row is told apart from others by its label alone
                label = unit.text.partition(" (")[0]
                fresh = [(start, unit.end)] if labels.fresh(label, [(0, len(label))]) else []
            if fresh:
                units.append(unit)
                kept.append(tuple(fresh))
    return units, kept


def _planned(unit: Unit, target: Period | None) -> str:
    """Return whether a plan is one for the rest of the target's year: "rest", else ""."""
    year = target.end.year if target and target.end else None
    for title in reversed(unit.above):
        planned = period_in(title)
        if planned or _PART_OF_YEAR.search(fold(title)):
            later = planned and planned.end and year and planned.end.year != year
            return "" if later else "rest"
    return ""


def _fits(fit: Fit, score: float, role: Role) -> bool:
    """Tell whether a unit may stand under its best heading at all.

    Standing out among many units is one reason; in a small library nothing does, and answering a
    prompt or standing under a heading of the same name are reasons enough.
    """
    if role is not Role.RESULT:
        return score >= _MIN_ROLE
    return score >= _MIN_FIT or (score >= 0 and max(fit.prompt_score, fit.named / 2) >= _PLAIN)


def _cited(fit: Fit, question: Question, unit: Unit) -> Fit:
    """Return a fit without the prompt that names documents of which the unit cites none."""
    if fit.prompt is None:
        return fit
    named = documents_in(question.heading.prompts[fit.prompt])
    silent = named and not named & documents_in(unit.text)
    return replace(fit, prompt=None) if silent else fit


def _answered(picks: Sequence[Pick]) -> bool:
    """Tell whether some text, not only a row, speaks of what a heading asks for."""
    return any(
        pick.unit.row is None
        and (pick.score >= _ALONE or max(pick.fit.prompt_score, pick.fit.named / 2) >= ANSWERS)
        for pick in picks
    )


def _worth(unit: Unit) -> float:
    """Return how much a unit is worth as text: notes and appendices repeat or detail the body."""
    if unit.note_of is not None:
        return _NOTE
    if _in_appendix(unit):
        return _NOTE
    return 1.0 + _NEWEST / (1 + unit.report)


def sheet_of(outline: Outline, question: Question, picks: Sequence[Pick]) -> FactSheet:
    """Return the fact sheet of a heading written from `picks` and nothing else."""
    missing = _missing(question, picks)
    return FactSheet(question.path, question, _role(outline, question), tuple(picks), missing)


def _in_appendix(unit: Unit) -> bool:
    """Tell whether a unit stands under a heading "Phụ lục …"."""
    return any(_APPENDIX.match(fold(title)) for title in unit.above)


def _role(outline: Outline, question: Question) -> Role:
    titles: list[str] = []
    for path, heading in outline.walk():
        if question.path == path or question.path.startswith(f"{path}."):
            titles.append(heading.title)
    # A parent such as "Thuận lợi, hạn chế và giải pháp" names the roles of all its children.
    own = role_of_path((titles[-1],))
    return own if own is not Role.RESULT else role_of_path(tuple(titles[:1]))


def _score(fit: Fit, unit: Unit, role: Role, question: Question, target: Period | None) -> float:
    """Return how well a unit suits a heading, `_NEVER` where its section has another role."""
    weight = FEEDS.get(role, {}).get(unit.role, 0.0)
    if not weight:
        return _NEVER
    if role is Role.RESULT:
        listed = _LISTED.match(unit.text) and (unit.stem or _in_appendix(unit))
        return _NEVER if listed and not asks_papers(question.heading) else fit.score * weight
    return weight * (_OWN_ROLE + max(0.0, fit.score)) * _timely(unit, question, role, target)


def _timely(unit: Unit, question: Question, role: Role, target: Period | None) -> float:
    """Return 1 for a plan of the time that the heading plans for, less for another time."""
    if role is not Role.PLAN or target is None or target.end is None:
        return 1.0
    year = target.end.year
    wanted = period_in(f"{question.heading.title} năm {year}")
    for title in reversed(unit.above):
        part = _PART_OF_YEAR.search(fold(title))
        planned = period_in(title) or (period_in(f"{title} năm {year}") if part else None)
        if planned and wanted and planned.start and planned.end and wanted.start and wanted.end:
            meets = planned.start <= wanted.end and wanted.start <= planned.end
            return 1.0 if meets else 0.5
    return 0.8


def _sheet(question: Question, role: Role, picks: list[Pick], room: int) -> FactSheet:
    """Return the best pieces that fit into `room` words."""
    taken = choose(picks, role, room)
    return FactSheet(question.path, question, role, taken, _missing(question, taken))


def _named(prompt: str, picks: Sequence[Pick]) -> bool:
    """Tell whether a text names what a prompt about limits begins with: "Hạ tầng, …".

    Limits are told in a few words of the office's own, which cover little of a long prompt.
    """
    head = groups(_HEAD.split(prompt, maxsplit=1)[0])
    return bool(head) and any(head.keys() <= groups(pick.unit.text).keys() for pick in picks)


def _with_papers(
    sheets: Sequence[FactSheet],
    reports: Sequence[Report],
    outline: Outline,
    target: Period | None,
) -> list[FactSheet]:
    """Return the sheets with the documents that the headings of results ask for."""
    asked = [s.question for s in sheets if s.role is Role.RESULT and s.picks]
    taken = {sheet.path: sheet.picks for sheet in sheets}
    papers = papers_of(reports, asked, outline, taken, target)
    return [replace(sheet, papers=papers.get(sheet.path, ())) for sheet in sheets]


def _missing(question: Question, picks: Sequence[Pick]) -> tuple[int, ...]:
    """Return the prompts of this office that no chosen unit answers.

    A prompt that names documents is answered by what cites one of them; one that asks for "all
    other activities" by whatever stands under the heading.
    """
    prompts = question.heading.prompts
    if not prompts:
        return () if picks else (-1,)
    answered = answers(picks)
    cited = frozenset().union(*(documents_in(p.unit.text) for p in picks))
    skipped = {later for later, _ in question.heading.duplicates}
    limits = role_of_path((question.heading.title,)) is Role.LIMIT
    missing = []
    for i, prompt in enumerate(prompts):
        named = documents_in(prompt)
        known = (
            bool(named & cited) if named else i in answered or (limits and _named(prompt, picks))
        )
        if not (known or i in skipped or for_localities(prompt)):
            missing.append(i)
    rest = catch_all(prompts)
    return tuple(i for i in missing if i != rest or not picks)
