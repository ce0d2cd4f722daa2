"""The fact sheet of each heading: which prior wording stands there, what is missing, what clashes.

Four rules decide. A newer report wins over an older one that says the same. A unit stands under
one heading only, the one it answers best. A heading takes text only from sections of its role.
What two sources say differently is kept as a conflict, with the reason to prefer one if there is
one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.drafting.homes import homes_of
from assistant.drafting.match import Fit, Matcher, Question, questions
from assistant.drafting.nearness import Search, nearness
from assistant.drafting.novelty import Novelty, documents_in
from assistant.drafting.outline import Outline, catch_all, for_localities
from assistant.drafting.period import period_in
from assistant.drafting.reports import damaged, known_at
from assistant.drafting.roles import FEEDS, Role, role_of_path
from assistant.drafting.tables import rows_of
from assistant.drafting.units import Unit, units_of
from corpus.model import Period, Report
from corpus.text import fold
from retrieval.passages import sentences

TARGET_WORDS = 6200  # of the whole draft with its marks: 3,000–8,000 with headings and gaps
_MOST = 1100  # words of one heading, however little the others have
_MARK_OCR, _MARK_DAY = 8, 5  # words of the marks behind a restored sentence and behind a figure
_MIN_FIT = 0.8  # below this a unit does not stand out under a heading of results …
_ALONE = 1.1  # score of a text that answers a heading where it shares no words with it
_PLAIN = 0.25  # share of a prompt (or twice that of its own headings) that needs no comparison
_MIN_ROLE = 0.3  # … and is not even a plan, a limit, a lesson … of the right kind
_ANSWERS = 0.12  # a prompt is answered by a unit that covers this share of it
_OWN_ROLE = 0.5  # score of any unit in a section of the heading's own role (limits, plans …)
_OVER = 1.12  # the last piece need not fit exactly
_WHOLE = 0.5  # share of a heading's room that one block may take as a whole
_PLAIN_PROSE = 0.6  # worth of a text of results without numbers …
_DENSE = 1.0  # … and the bonus of one with a number every twenty words
_FACT = re.compile(r"\d+(?:[./,-]\w+)*")
_NOTE = 0.75
_NEWEST = 0.5  # bonus of the newest report, halved for the next
_APPENDIX = re.compile(r"phu luc\b")
_PART_OF_YEAR = re.compile(r"\d thang\b|\bquy\b|\bthang \d")
_LETTERS = frozenset({"Công văn", "Giấy mời", "Công điện"})


@dataclass(frozen=True, slots=True)
class Pick:
    """A unit chosen for a heading; `ranges` are its sentences that say something new."""

    unit: Unit
    fit: Fit
    score: float
    ranges: tuple[tuple[int, int], ...]  # in the text of the block
    repaired: bool = False

    @property
    def words(self) -> int:
        """Return the length of what is kept with the marks it will need, in syllables."""
        text, start = self.unit.text, self.unit.start
        if self.unit.row is not None:
            return self.unit.words + _MARK_DAY
        kept = [text[max(a - start, 0) : b - start] for a, b in self.ranges]
        count = sum(len(words.split()) for words in kept)
        if self.unit.stem:  # items of a list are one sentence
            return count
        if self.unit.role is Role.RESULT:
            count += _MARK_DAY * sum(any(map(str.isdigit, words)) for words in kept)
        return count + _MARK_OCR * len(kept) * self.repaired


@dataclass(frozen=True, slots=True)
class FactSheet:
    """What a heading is written from: picks best first, and prompts that nothing answers."""

    path: str
    question: Question
    role: Role
    picks: tuple[Pick, ...]
    missing: tuple[int, ...]  # indexes of prompts; (-1,) for a heading without prompts


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
    for number, (path, score) in enumerate(homes_of(units, scores, fits, asked, outline)):
        if path and _fits(fits[path][number], score, roles[path]):
            unit, fit = units[number], fits[path][number]
            repaired = reports[unit.report].blocks[unit.block].repaired
            chosen[path].append(Pick(unit, fit, score, kept[number], repaired))
    for path, picks in chosen.items():
        if roles[path] is Role.RESULT and not _answered(picks):
            picks = chosen[path] = []  # a gap says more than what is least unlike the heading
        readable = [pick for pick in picks if not damaged(reports[pick.unit.report])]
        chosen[path] = readable or picks  # a scan that nobody restored only where nothing else is
    rooms = _rooms(asked, chosen)
    return [_sheet(q, roles[q.path], chosen[q.path], rooms[q.path]) for q in asked]


def _distinct(
    reports: Sequence[Report], target: Period | None
) -> tuple[list[Unit], list[tuple[tuple[int, int], ...]]]:
    """Return the units of all reports that say something new, and their new sentences."""
    novelty, labels = Novelty(), Novelty()
    units: list[Unit] = []
    kept: list[tuple[tuple[int, int], ...]] = []
    for index, report in enumerate(reports):
        for unit in [*units_of(report, index), *rows_of(report, index, target)]:
            text, start = report.blocks[unit.block].text, unit.start
            if unit.row is None:
                spans = [(start + a, start + b) for a, b in sentences(text[start : unit.end])]
                fresh = novelty.fresh(text, spans)
            else:  # a table row is told apart from others by its label alone
                label = unit.text.partition(" (")[0]
                fresh = [(start, unit.end)] if labels.fresh(label, [(0, len(label))]) else []
            if fresh:
                units.append(unit)
                kept.append(tuple(fresh))
    return units, kept


def _fits(fit: Fit, score: float, role: Role) -> bool:
    """Tell whether a unit may stand under its best heading at all.

    Standing out among many units is one reason; in a small library nothing does, and answering a
    prompt or standing under a heading of the same name are reasons enough.
    """
    if role is not Role.RESULT:
        return score >= _MIN_ROLE
    return score >= _MIN_FIT or (score > 0 and max(fit.prompt_score, fit.named / 2) >= _PLAIN)


def _answered(picks: Sequence[Pick]) -> bool:
    """Tell whether some text, not only a row, speaks of what a heading asks for."""
    return any(
        pick.unit.row is None
        and (pick.score >= _ALONE or max(pick.fit.prompt_score, pick.fit.named / 2) >= _ANSWERS)
        for pick in picks
    )


def _worth(unit: Unit) -> float:
    """Return how much a unit is worth as text: notes and appendices repeat or detail the body."""
    if unit.note_of is not None:
        return _NOTE
    if any(_APPENDIX.match(fold(title)) for title in unit.above):
        return _NOTE
    return 1.0 + _NEWEST / (1 + unit.report)


def sheet_of(outline: Outline, question: Question, picks: Sequence[Pick]) -> FactSheet:
    """Return the fact sheet of a heading written from `picks` and nothing else."""
    missing = _missing(question, [*picks])
    return FactSheet(question.path, question, _role(outline, question), tuple(picks), missing)


def _role(outline: Outline, question: Question) -> Role:
    titles: list[str] = []
    for path, heading in outline.walk():
        if question.path == path or question.path.startswith(f"{path}."):
            titles.append(heading.title)
    # A parent such as "Thuận lợi, hạn chế và giải pháp" names the roles of all its children.
    own = role_of_path((titles[-1],))
    return own if own is not Role.RESULT else role_of_path(tuple(titles[:1]))


def _score(fit: Fit, unit: Unit, role: Role, question: Question, target: Period | None) -> float:
    """Return how well a unit suits a heading, 0 where its section has another role."""
    weight = FEEDS.get(role, {}).get(unit.role, 0.0)
    if not weight:
        return 0.0
    if role is Role.RESULT:
        return fit.score * weight
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


def _rooms(asked: Sequence[Question], chosen: Mapping[str, Sequence[Pick]]) -> dict[str, int]:
    """Return how many words each heading may have: more prompts, more room.

    What a heading with little material leaves over goes to the others.
    """
    weights = {q.path: 1.0 + 0.2 * len(q.prompts) for q in asked}
    has = {path: sum(pick.words for pick in picks) for path, picks in chosen.items()}
    rooms: dict[str, int] = {}
    left = float(TARGET_WORDS)
    waiting = sorted(weights, key=lambda path: has[path] / weights[path])
    while waiting:
        path, *rest = waiting
        fair = left * weights[path] / sum(weights[p] for p in waiting)
        rooms[path] = round(min(fair, has[path], _MOST))
        left -= rooms[path]
        waiting = rest
    return rooms


def _sheet(question: Question, role: Role, picks: list[Pick], room: int) -> FactSheet:
    """Return the best pieces that fit into `room` words."""
    pieces = _pieces(picks, room)
    ranked = sorted(pieces, key=lambda piece: (-_rank(piece), piece[0].unit.report))
    taken: list[Pick] = []
    words = 0
    for piece in ranked:
        size = sum(pick.words for pick in piece)
        if taken and words + size > _OVER * room:
            continue
        taken.extend(piece)
        words += size
    return FactSheet(question.path, question, role, tuple(taken), _missing(question, taken))


def _pieces(picks: Sequence[Pick], room: int) -> list[list[Pick]]:
    """Return picks by block, but one by one where a block would take most of the room."""
    blocks: dict[tuple[int, int], list[Pick]] = {}
    for pick in picks:
        blocks.setdefault((pick.unit.report, pick.unit.block), []).append(pick)
    pieces: list[list[Pick]] = []
    for block in blocks.values():
        whole = sum(pick.words for pick in block) <= _WHOLE * room
        pieces.extend([block] if whole else [[pick] for pick in block])
    return pieces


def _rank(picks: list[Pick]) -> float:
    """Return how much the units of one block are wanted: how well they fit, how much they say."""
    words = sum(pick.words for pick in picks) or 1
    mean = sum(pick.score * pick.words for pick in picks) / words
    fit = (mean + max(pick.score for pick in picks)) / 2  # a list is wanted for its best items
    if picks[0].unit.role not in {Role.RESULT, Role.PLAN}:
        return fit
    facts = sum(len(_FACT.findall(pick.unit.text)) for pick in picks)
    bare = _PLAIN_PROSE if picks[0].unit.role is Role.RESULT else 1.0
    return fit * (bare + _DENSE * min(1.0, 20 * facts / words))


def _missing(question: Question, picks: list[Pick]) -> tuple[int, ...]:
    """Return the prompts of this office that no chosen unit answers.

    A prompt that names documents is answered by what cites one of them; one that asks for "all
    other activities" by whatever stands under the heading.
    """
    prompts = question.heading.prompts
    if not prompts:
        return () if picks else (-1,)
    answered = {p.fit.prompt for p in picks if p.fit.prompt_score >= _ANSWERS}
    cited = frozenset().union(*(documents_in(p.unit.text) for p in picks))
    skipped = {later for later, _ in question.heading.duplicates}
    missing = []
    for i, prompt in enumerate(prompts):
        named = documents_in(prompt)
        known = bool(named & cited) if named else i in answered
        if not (known or i in skipped or for_localities(prompt)):
            missing.append(i)
    rest = catch_all(prompts)
    return tuple(i for i in missing if i != rest or not picks)
