"""Which of the texts that could stand under a heading are taken, and how many words it may have.

The whole draft has a size. A heading gets its share of it, and is filled piece by piece: what
answers a prompt that nothing answers yet, what fits best, what is full of facts, what is newest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.match import Fit, Question, groups
from assistant.drafting.novelty import documents_in
from assistant.drafting.roles import Role
from assistant.drafting.units import Unit

TARGET_WORDS = 6150  # of the whole draft with its marks: 3,000–8,000 with headings and gaps
_MOST = 1300  # words of one heading, however little the others have
_MARK_OCR, _MARK_DAY = 5, 5  # words of the marks behind a restored sentence and behind a figure
_FIELD_ROOM = 1.25  # times the room of another heading
ANSWERS = 0.12  # a prompt is answered by a unit that covers this share of it
_OPENS = 1.3  # times the worth of a text that answers a prompt which nothing answers yet
_CLEAR, _OPENS_CLEARLY = 0.3, 2.0  # share of the prompt from which on that is certain
_OVER = 1.12  # the last piece need not fit exactly
_WHOLE = 0.5  # share of a heading's room that one block may take as a whole
_WHOLE_LEFT = 0.1  # the same for one that the heading does not ask for
_PLAIN_PROSE = 0.6  # worth of a text of results without numbers …
_DENSE = 1.0  # … and the bonus of one with a number every twenty words …
_FULL = 2.0  # … and at most this often that bonus
_RESTS = 1.5  # bonus of a plan that names two documents which it carries out
_FACT = re.compile(r"\d+(?:[./,-]\w+)*")
_LONG = 60  # words; a longer text that the heading does not name leaves no room for others
_SAME_SECTION = 0.75  # worth left to a text for each one taken from its section
_OLDER = 0.4  # worth under the heading of the field of what is not in the newest report
_SHORT = 45  # words; a longer text says more than what a newer one has overtaken
_ALIKE = 0.25  # share of a text's word groups that another report has said


@dataclass(frozen=True, slots=True)
class Pick:
    """A unit chosen for a heading; `ranges` are its sentences that say something new.

    `left`: no heading asks for it in words; it stands under the heading of the office's field.
    """

    unit: Unit
    fit: Fit
    score: float
    ranges: tuple[tuple[int, int], ...]  # in the text of the block
    repaired: bool = False
    left: bool = False

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


def rooms_of(asked: Sequence[Question], chosen: Mapping[str, Sequence[Pick]]) -> dict[str, int]:
    """Return how many words each heading may have: more prompts, more room.

    The heading of the office's own field, which holds most of its work, has more than others.
    What a heading with little material leaves over goes to the others.
    """
    weights = {q.path: 1.0 + 0.2 * len(q.prompts) for q in asked}
    for path, picks in chosen.items():
        if sum(pick.left for pick in picks) > len(picks) / 2:
            weights[path] *= _FIELD_ROOM
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


def choose(picks: list[Pick], role: Role, room: int) -> tuple[Pick, ...]:
    """Return the best picks that fit into `room` words, from as many sections as there are.

    A report covers its field: what comes from a section that has had its say, or says with other
    words what is said already, counts less.
    """
    if sum(pick.words for pick in picks) > room:
        picks = [_telling(pick) for pick in picks]
    wide = sum(pick.left for pick in picks) > len(picks) / 2  # the heading of the whole field
    waiting = _pieces(picks, room, wide)
    said = {id(piece): groups(" ".join(p.unit.text for p in piece)) for piece in waiting}
    worth = {id(piece): _rank(piece, wide) * _overtaken(piece, waiting, said) for piece in waiting}
    taken: list[Pick] = []
    answered: set[int] = set()
    words = 0
    while waiting:
        best = max(
            waiting,
            key=lambda piece: (
                worth[id(piece)] * _opens(piece, answered),
                -piece[0].unit.report,
            ),
        )
        waiting.remove(best)
        size = sum(pick.words for pick in best)
        if taken and words + size > _OVER * room:
            continue
        taken.extend(best)
        answered |= answers(best)
        words += size
        if role is Role.RESULT:
            for piece in waiting:
                worth[id(piece)] *= _again(piece, best)
    return tuple(taken)


def _telling(pick: Pick) -> Pick:
    """Return a pick without the sentences that its heading has no room for.

    Results stand without what follows them and has neither a figure nor an answer to a prompt; the
    first sentence says what the others are about.
    """
    unit = pick.unit
    prose = unit.role is Role.RESULT and unit.row is None and unit.stem is None
    if not prose or pick.fit.prompt_score >= ANSWERS:
        return pick
    first, *rest = pick.ranges
    text, start = unit.text, unit.start
    kept = [span for span in rest if any(map(str.isdigit, text[span[0] - start : span[1] - start]))]
    return replace(pick, ranges=(first, *kept))


def _opens(piece: list[Pick], answered: set[int]) -> float:
    """Return how much more a piece is wanted for a prompt that nothing answers yet.

    Where the sources speak of it clearly, a gap there would be untrue.
    """
    new = answers(piece) - answered
    clear = any(p.fit.prompt in new and p.fit.prompt_score >= _CLEAR for p in piece)
    return _OPENS_CLEARLY if clear else _OPENS if new else 1.0


def answers(picks: Sequence[Pick]) -> set[int]:
    """Return the prompts that picks answer, by number."""
    return {
        pick.fit.prompt
        for pick in picks
        if pick.fit.prompt is not None and pick.fit.prompt_score >= ANSWERS
    }


def _again(piece: list[Pick], taken: list[Pick]) -> float:
    """Return what is left of a piece's worth, 0–1, once another one of its section is taken."""
    one, other = piece[0].unit, taken[0].unit
    same = one.report == other.report and one.above == other.above
    return _SAME_SECTION if piece[0].left and same and one.row is None else 1.0


def _overtaken(
    piece: list[Pick], pieces: Sequence[list[Pick]], said: Mapping[int, Counter[str]]
) -> float:
    """Return what is left of a piece's worth, 0–1, where a newer report says the like.

    Also where the newer text finds no room: old figures are worse than none.
    """
    one = piece[0].unit
    short = one.row is None and sum(pick.words for pick in piece) <= _SHORT
    if one.role is not Role.RESULT or not (piece[0].left or short):
        return 1.0
    left = 1.0
    for other in pieces:
        if other[0].unit.row is None:
            left = min(left, _unlike(one, other[0].unit, said[id(piece)], said[id(other)]))
    return left


def _unlike(one: Unit, other: Unit, words: Counter[str], said: Counter[str]) -> float:
    """Return the share of a unit's words that a unit of a newer report does not have."""
    if one.report <= other.report or documents_in(one.text) - documents_in(other.text):
        return 1.0  # the newer one has the newer figures; documents are told by their numbers
    shared = sum(group in said for group in words) / (len(words) or 1)
    return 1.0 - shared if shared >= _ALIKE else 1.0


def _pieces(picks: Sequence[Pick], room: int, wide: bool) -> list[list[Pick]]:
    """Return picks by block, but one by one where a block would take most of the room."""
    blocks: dict[tuple[int, int], list[Pick]] = {}
    for pick in picks:
        blocks.setdefault((pick.unit.report, pick.unit.block), []).append(pick)
    pieces: list[list[Pick]] = []
    for block in blocks.values():
        share = _WHOLE_LEFT if wide or any(pick.left for pick in block) else _WHOLE
        whole = sum(pick.words for pick in block) <= share * room
        pieces.extend([block] if whole else [[pick] for pick in block])
    return pieces


def _rank(picks: list[Pick], wide: bool) -> float:
    """Return how much the units of one block are wanted: how well they fit, how much they say."""
    words = sum(pick.words for pick in picks) or 1
    mean = sum(pick.score * pick.words for pick in picks) / words
    fit = (mean + max(pick.score for pick in picks)) / 2  # a list is wanted for its best items
    if picks[0].unit.role not in {Role.RESULT, Role.PLAN}:
        return fit
    facts = sum(len(_FACT.findall(pick.unit.text)) for pick in picks)
    bare = _PLAIN_PROSE if picks[0].unit.role is Role.RESULT else 1.0
    size = max(1.0, words / _LONG) ** 0.35 if wide or picks[0].left else 1.0
    older = _OLDER if wide and picks[0].unit.report else 1.0
    rests = 0.0
    if picks[0].unit.role is Role.PLAN:
        cited = frozenset().union(*(documents_in(pick.unit.text) for pick in picks))
        rests = _RESTS * min(1.0, len(cited) / 2)
    return older * fit * (bare + _DENSE * min(_FULL, 20 * facts / words) + rests) / size
