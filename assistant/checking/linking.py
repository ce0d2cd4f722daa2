"""Do two figures count the same thing? What is compared, and how.

What is compared is the wording around the number, within its clause and up to the neighbouring
numbers, weighted by how rare each word is in the library. `linker` chooses which figures meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, log
from typing import TYPE_CHECKING

from assistant.checking.content import content_words
from assistant.checking.figure import Figure, is_part

if TYPE_CHECKING:
    from assistant.checking.judging import Verdict

_DONE = frozenset({("hoan", "thanh")})  # said of anything, and left out in a table
_REMEMBERED = 200_000  # sums of weights
_OTHER_NAME = 0.5  # of two clauses that name other places or bodies
_OTHER_ROW = 0.75  # of two rows that each say what the other does not
_OTHER_DEED = 0.75  # where nothing before the numbers agrees
_SAYS_LITTLE = 3  # words of a row that hardly name more than the thing counted
_ROUNDED = frozenset({"gần", "hơn", "trên"})
_SAID = 0.66  # likeness of clauses that say all the same
_TELLING_LEFT = 3  # words before a number that say what it counts
_TIE = 0.04  # likenesses closer than this are equal


class Weights:
    """How telling each word is: rare words weigh more, words of nearly all figures little."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        seen = Counter(word for f in figures for word in {*f.left, *f.right})
        total = len(figures) or 1
        self._weight = {word: log(1 + total / count) for word, count in seen.items()}
        self._sums: dict[frozenset[str], float] = {}

    def of(self, words: frozenset[str]) -> float:
        """Return the weight of a set of words."""
        known = self._sums.get(words)
        if known is None:
            if len(self._sums) >= _REMEMBERED:
                self._sums.clear()
            weight = self._weight
            known = self._sums[words] = fsum(weight.get(word, 1.0) for word in words)
        return known

    def shared(self, left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
        """Return (share of both together, share of the lighter one) that is common, 0–1."""
        common = self.of(left & right)
        if not common:
            return 0.0, 0.0
        one, two = self.of(left), self.of(right)
        return common / (one + two - common), common / min(one, two)


@dataclass(slots=True, eq=False)
class Link:
    """Two figures that count the same thing; `score` 0–1, 1 is the same wording.

    What the pair amounts to never changes, so it is kept here once it is `judged`.
    """

    left: Figure
    right: Figure
    score: float
    fits: bool = False  # one true value could stand behind both
    judged: bool = False
    verdict: Verdict | None = None


def compatible(left: Figure, right: Figure) -> bool:
    """Tell whether one true value could stand behind both figures."""
    one, two = left.quantity, right.quantity
    if one.qualifier and one.qualifier == two.qualifier in _ROUNDED:  # "gần 60" is not "gần 66"
        return one.value == two.value
    if not (one.qualifier or two.qualifier) and stray_digit(one.value, two.value):
        return False
    low, high = left.interval
    other_low, other_high = right.interval
    return low <= other_high and other_low <= high


def stray_digit(left: float, right: float) -> bool:
    """Tell whether one of two long numbers has a digit where the other has only zeros around it.

    186.500.005 is no finer 186.500.000, as 1.293.200 may be of 1.293.000: one digit was changed.
    """
    if not nearly_equal(left, right):
        return False
    finer = str(int(max(left, right, key=lambda v: len(str(int(v)).rstrip("0"))))).rstrip("0")
    return left != right and finer[-3:-1] == "00"


def nearly_equal(left: float, right: float) -> bool:
    """Tell whether two numbers of three digits or more differ in one digit at most.

    Among numbers of that length this hardly happens by chance: it says that they are one.
    """
    one, two = str(int(left)), str(int(right))
    if len(one) != len(two) or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, two, strict=True)) <= 1


def best_links(links: Sequence[Link]) -> list[Link]:
    """Return the links that are the best of both their figures towards the other's report.

    A figure that has its own counterpart in a report does not conflict with another there.
    """
    best: dict[tuple[Figure, str], float] = {}
    for link in links:
        for own, other in ((link.left, link.right), (link.right, link.left)):
            key = own, other.report.doc
            best[key] = max(best.get(key, 0.0), link.score)
    return [
        link
        for link in links
        if link.score >= best[link.left, link.right.report.doc] - _TIE
        and link.score >= best[link.right, link.left.report.doc] - _TIE
    ]


def likeness(left: Figure, right: Figure, weights: Weights) -> float:
    """Return how surely two figures count the same thing, 0–1.

    Between sentences the wording must agree on both sides of the number. A table row is
    matched by how much of its label the sentence says.
    """
    if left.rate != right.rate or left.noun != right.noun:
        return 0.0
    tables = (left.quantity.table is not None) + (right.quantity.table is not None)
    if tables == 2:
        if left.report.doc == right.report.doc and left.quantity.table == right.quantity.table:
            return 0.0
        share = weights.shared(left.words, right.words)[0]
        other = left.words - right.words and right.words - left.words
        return share * (_OTHER_ROW if other else 1.0)
    if is_part(left) != is_part(right) or left.apart != right.apart:
        return 0.0
    if left.limits and right.limits and left.limits != right.limits:
        return 0.0
    if {left.side, right.side} == {"over", "under"}:
        return 0.0
    if tables == 1:
        row, told = (left, right) if left.quantity.table is not None else (right, left)
        return _row_in_sentence(row, told, weights)
    both, lighter = weights.shared(left.words, right.words)
    score = 0.7 * both + 0.3 * lighter
    if left.stages and right.stages and not left.stages & right.stages:
        score *= 0.7
    if left.names and right.names and not left.names & right.names:
        score *= _OTHER_NAME
    if left.left and right.left and not set(left.left) & set(right.left):
        score *= _OTHER_DEED
    if left.levels != right.levels:  # "cấp tỉnh" is not "cấp cơ sở"
        score *= 0.85 if not (left.levels and right.levels) else 0.5
    tails = set(left.right[2:7]), set(right.right[2:7])
    if tails[0] and tails[1] and not tails[0] & tails[1]:  # "… chuyển tiếp" is not "… mở mới"
        score *= 0.75
    if left.right[:2] != right.right[:2]:
        score *= 0.85
    if is_short(left, right):
        # Little is said around the number itself: the whole sentences must agree as well.
        around = weights.shared(left.sentence, right.sentence)[0]
        score = min(score, 0.35 + around)
        if _all_said(left, right):
            score = max(score, _SAID)
    else:
        score += _closeness(left, right)
    if left.cites & right.cites:  # both name the decision that the count is about
        score += 0.12
    if left.total and right.total:  # "trong đó 12 mới" is 12 of what was counted before
        score = min(score, likeness(left.total, right.total, weights))
    return min(1.0, max(0.0, score))


def _all_said(left: Figure, right: Figure) -> bool:
    """Tell whether two clauses of two reports say the same and enough, whatever stands around."""
    alike = left.left == right.left and left.right == right.right
    return alike and len(left.left) >= _TELLING_LEFT and left.report.doc != right.report.doc


def _closeness(left: Figure, right: Figure) -> float:
    """Return what the same words right before and after two numbers add to their likeness."""
    before = _run(left.left[::-1], right.left[::-1])
    after = _run(left.right, right.right)
    return min(0.1, 0.02 * (before + after - 4)) if before and after >= 3 else 0.0


def _run(one: Sequence[str], two: Sequence[str]) -> int:
    """Return how many words two sequences begin alike with."""
    pairs = zip(one, two, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(two)))


def is_short(left: Figure, right: Figure) -> bool:
    """Tell whether the clauses of two sentences say too little about their numbers."""
    if left.table or right.table:
        return False
    return len(left.words & right.words) < 5 or not (left.left and right.left)


def _row_in_sentence(row: Figure, told: Figure, weights: Weights) -> float:
    if not told.left:  # "… bao gồm: 07 nhiệm vụ cấp tỉnh": of what, nobody says
        return 0.0
    said = told.words | told.tail | frozenset(content_words(told.quantity.indicator))
    total = weights.of(row.words)
    share = weights.of(row.words & said) / total if total else 0.0
    phrase = frozenset(told.right[:6] or told.left[-6:])
    back = weights.of(phrase & row.words)
    known = weights.of(phrase) or 1.0
    if told.stages - row.stages - _DONE:
        share *= 0.5
    if len(row.words) < _SAYS_LITTLE or told.levels != row.levels:
        share *= 0.6
    return share * (0.55 + 0.45 * min(1.0, 1.6 * back / known))
