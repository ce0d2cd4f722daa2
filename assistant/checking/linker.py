"""Which figures of a library count the same thing, kept up to date as reports come and go.

Blocking keeps the cost near-linear: only wordings that share a rare pair of neighbouring words
and the counted noun ever meet, and a crowded block is walked through in order of its wording
instead of pair by pair. Wordings are compared, not figures: a library of one office says the
same things year after year. Of the figures behind two alike wordings, those of one period meet,
and each meets the next ones in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest, nsmallest
from itertools import combinations, pairwise, product

from assistant.checking.figure import Figure
from assistant.checking.linking import (
    Link,
    Weights,
    compatible,
    is_short,
    likeness,
    nearly_equal,
)

_LEAST = 0.5  # likeness of two wordings behind which figures are compared
SAME = 0.62  # likeness from which two figures count the same thing
_TELLING = 0.1  # of likeness: two long numbers with the same digits but one
_CROWD = 64  # members of one block before it is walked in order
_FEW = 25  # pairs of figures behind two wordings that are all compared
_STEP = 4  # neighbours each figure meets in a crowded block
_MATES = 20  # other wordings that a wording is compared with: those it shares most keys with
_KEYS = 6  # blocking keys of a wording

Key = tuple[str, str, str]


class Linker:
    """The wordings of a library with their figures, and which wordings are alike."""

    def __init__(self, figures: Sequence[Figure] = ()) -> None:
        """Take in `figures`; how telling a word is, is settled by them."""
        self._ids: dict[object, int] = {}
        self._next = 0
        self._members: dict[int, list[Figure]] = {}
        self._keys: dict[int, list[Key]] = {}
        self._blocks: dict[Key, list[int]] = defaultdict(list)
        self._witnesses: dict[Key, set[tuple[str, int]]] = defaultdict(set)
        self._near: dict[int, dict[int, float]] = defaultdict(dict)
        self._weights = Weights(figures)
        for figure in figures:
            self._register(figure)
        for left, right in sorted(self._candidates()):
            self._compare(left, right)

    def links(self) -> Iterator[Link]:
        """Yield all pairs of figures that count the same thing, each pair once."""
        for left in list(self._near):
            for right, score in self._near[left].items():
                if left <= right:
                    yield from self._behind(left, right, score)

    def add(self, figures: Sequence[Figure]) -> list[Link]:
        """Take in the figures of one more report and return their links."""
        fresh = [key for key, is_new in map(self._register, figures) if is_new]
        for key in fresh:
            for other in self._candidates_of(key):
                self._compare(min(key, other), max(key, other))
        known = {id(figure) for figure in figures}
        found: dict[tuple[int, int], Link] = {}
        for figure in figures:
            key = self._ids[figure.wording]
            for other, score in self._near[key].items():
                short = is_short(figure, self._members[other][0])
                for mate in self._mates(figure, key, other):
                    pair = min(id(figure), id(mate)), max(id(figure), id(mate))
                    if pair in found or (id(mate) in known and mate is figure):
                        continue
                    link = self._link(figure, mate, score, short)
                    if link is not None:
                        found[pair] = link
        return list(found.values())

    def remove(self, figures: Iterable[Figure]) -> None:
        """Forget figures; a wording that nobody uses any more is forgotten, too."""
        for figure in figures:
            key = self._ids[figure.wording]
            self._members[key].remove(figure)
            if not self._members[key]:
                self._drop(key)
                del self._ids[figure.wording]

    def _drop(self, key: int) -> None:
        for block in self._keys.pop(key):
            self._blocks[block].remove(key)
        for other in self._near.pop(key, {}):
            if other != key:
                self._near[other].pop(key, None)
        del self._members[key]

    def _register(self, figure: Figure) -> tuple[int, bool]:
        key = self._ids.get(figure.wording)
        if key is not None:
            self._members[key].append(figure)
            return key, False
        key = self._ids[figure.wording] = self._next
        self._next += 1
        self._members[key] = [figure]
        self._keys[key] = _keys(figure)
        for block in self._keys[key]:
            self._blocks[block].append(key)
            # Cells of one row say the same words: they are one witness for how common a key is.
            self._witnesses[block].add((figure.report.doc, figure.quantity.block))
        return key, True

    def _compare(self, left: int, right: int) -> None:
        one, two = self._members[left][0], self._members[right][0]
        if one.noun == two.noun:
            score = likeness(one, two, self._weights)
            if score >= _LEAST:
                self._near[left][right] = self._near[right][left] = score

    def _rare(self, key: int) -> list[Key]:
        """Return the blocks of a wording that tell most: its rarest shared keys."""
        common = self._witnesses
        shared = [block for block in self._keys[key] if len(common[block]) > 1]
        shared.sort(key=lambda block: (len(common[block]), block))
        if self._members[key][0].table:  # rows of one table share pairs that no sentence has
            words = _words(self._members[key][0])
            near = {frozenset(pair) for pair in pairwise(words)}
            told = [block for block in shared if frozenset(block[1:]) in near]
            return list(dict.fromkeys([*told[: _KEYS // 2], *shared[: _KEYS // 2]]))
        return shared[:_KEYS]

    def _candidates(self) -> set[tuple[int, int]]:
        """Return the pairs of wordings that are compared, at most `_MATES` for each wording."""
        blocks: dict[Key, list[int]] = defaultdict(list)
        rare = {key: self._rare(key) for key in self._members}
        for key, keys in rare.items():
            for block in keys:
                blocks[block].append(key)
        seats: dict[Key, dict[int, int]] = {}
        for block, members in blocks.items():
            if len(members) > _CROWD:
                members.sort(key=self._walk_order)
                seats[block] = {key: seat for seat, key in enumerate(members)}
        pairs = {(key, key) for key in self._members}
        for key, keys in rare.items():
            near = [_seated(blocks[block], seats.get(block), key) for block in keys]
            pairs.update((min(key, mate), max(key, mate)) for mate in _chosen(near, key))
        return pairs

    def _walk_order(self, key: int) -> tuple[tuple[str, ...], tuple[str, ...], int]:
        first = self._members[key][0]
        return first.right, first.left, key

    def _candidates_of(self, key: int) -> list[int]:
        """Return the wordings that a new one meets."""
        near = []
        for block in self._rare(key):
            members = self._blocks[block]
            if len(members) > _CROWD:
                own = self._walk_order(key)
                before = nlargest(_STEP, (o for m in members if (o := self._walk_order(m)) < own))
                after = nsmallest(_STEP, (o for m in members if (o := self._walk_order(m)) > own))
                members = [m for _, _, m in (*before, *after)]
            near.append(members)
        return [key, *_chosen(near, key)]

    def _behind(self, left: int, right: int, score: float) -> Iterator[Link]:
        one, two = self._members[left], self._members[right]
        short = is_short(one[0], two[0])  # the same for all figures of two wordings
        if score < SAME - _TELLING and not short:
            return
        for figure, mate in _meetings(one, two):
            link = self._link(figure, mate, score, short)
            if link is not None:
                yield link

    def _link(self, figure: Figure, mate: Figure, score: float, short: bool) -> Link | None:
        """Return the link of two figures; where a clause says little, sentences decide."""
        own = likeness(figure, mate, self._weights) if short else score
        if own < SAME - _TELLING:
            return None
        if own < 1.0 and nearly_equal(figure.quantity.value, mate.quantity.value):
            own = min(1.0, own + _TELLING)
        if own < SAME:
            return None
        if mate.order < figure.order:
            figure, mate = mate, figure
        return Link(figure, mate, round(own, 3), compatible(figure, mate))

    def _mates(self, figure: Figure, key: int, other: int) -> Iterator[Figure]:
        """Yield the figures behind wording `other` that a new one behind `key` meets."""
        members = self._members[other]
        if len(self._members[key]) * len(members) <= _FEW:
            yield from members
            return
        for order, step in ((_by_period, _STEP), (_by_time, 2)):
            ordered = sorted([*(m for m in members if m is not figure), figure], key=order)
            at = next(i for i, m in enumerate(ordered) if m is figure)
            yield from ordered[max(0, at - step) : at]
            yield from ordered[at + 1 : at + 1 + step]


def _seated(members: Sequence[int], seats: dict[int, int] | None, key: int) -> Sequence[int]:
    """Return the members of a block that `key` meets: all, or its neighbours in a crowd."""
    if seats is None:
        return members
    return members[max(0, seats[key] - _STEP) : seats[key] + _STEP + 1]


def _chosen(near: Sequence[Sequence[int]], key: int) -> list[int]:
    """Return the mates of `key` that stand beside it in most blocks."""
    votes = Counter(mate for members in near for mate in members)
    del votes[key]
    if len(votes) <= _MATES:
        return list(votes)
    return nsmallest(_MATES, votes, key=lambda mate: (-votes[mate], mate))


def _meetings(left: Sequence[Figure], right: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the pairs of figures of two groups that are worth comparing."""
    same = left is right
    if len(left) * len(right) <= _FEW:
        yield from combinations(left, 2) if same else product(left, right)
        return
    sides = {id(figure) for figure in left}
    seen: set[tuple[int, int]] = set()
    everyone = list(left) if same else [*left, *right]
    for order, step in ((_by_period, _STEP), (_by_time, 2)):
        ordered = sorted(everyone, key=order)
        for at, one in enumerate(ordered):
            for two in ordered[at + 1 : at + 1 + step]:
                pair = min(id(one), id(two)), max(id(one), id(two))
                if pair not in seen and (same or (id(one) in sides) != (id(two) in sides)):
                    seen.add(pair)
                    yield one, two


def _by_period(figure: Figure) -> tuple[object, ...]:
    return figure.quantity.period or "", figure.when, figure.order


def _by_time(figure: Figure) -> tuple[object, ...]:
    return figure.when, figure.order


def _keys(figure: Figure) -> list[Key]:
    words = _words(figure)
    ordered = sorted(set(words))
    near = [(figure.noun, *sorted(pair)) for pair in pairwise(words)]
    if figure.quantity.table is not None or len(ordered) <= 4:
        near += [(figure.noun, a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]][:10]
    return [(noun, a, b) for noun, a, b in dict.fromkeys(near)]


def _words(figure: Figure) -> tuple[str, ...]:
    return figure.left[-5:] + figure.right[:8]
