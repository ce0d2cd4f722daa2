"""What a damaged word may have been: a confusion table and a trie of written forms.

The table (`models/confusions.txt`, made by `corpus.ocr.repair_learn`) says how likely a recogniser
reads one or two true characters as nought to three others. `Channel.candidates` walks the trie
along the word as read and returns the forms that explain it best.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

from corpus.text import fold

BEAM = 10.5  # natural logarithm; what is less likely by more than this is dropped
WIDTH = 250  # nodes kept at each character read
MEMORY = 5000  # prefixes whose nodes are remembered
MOST = 45  # candidates returned
PRIOR = 0.4  # weight of a word's frequency when the candidates are cut to `MOST`
WRONG = -7.0  # a character read for another that the table does not pair with it
UNLIKELY = -4.5  # below this the table does not explain a word: any mistake is allowed
JUNK = -6.5  # a character read where nothing is printed
LOST = -7.0  # a character printed and not read, where the table has no figure
ALIKE, OTHER_CASE = frozenset("cosvxzwukp"), -3.5  # letters whose capital only is larger
VOWELS = frozenset("ạảãàáăằắẵẳặâầấẫẩậẹẻẽèéêềếễểệịỉĩìíọỏõòóôồốỗổộơờớỡởợụủũùúưừứữửựỵỷỹỳý")
FAR = -math.inf
IDENTITY, SAME_LETTER = -0.3, -4.0  # of characters the table has not met


Layer = list[tuple[int, float]]  # nodes of the trie, each with log P(read so far)


class Candidate(NamedTuple):
    """A written form, the word it is of, its case and log P(read | form)."""

    form: str
    word: int
    case: int
    score: float


class Channel:
    """The forms of all words and how they are misread."""

    def __init__(self, table: Path) -> None:
        self._children: list[dict[str, int]] = [{}]
        self._leaves: dict[int, list[tuple[str, int, int, float]]] = {}
        self._reads: dict[str, dict[str, float]] = {}  # read → one true character → log P
        self._pairs: dict[str, dict[str, dict[str, float]]] = {}  # read → first → second → log P
        self._lost_pairs: list[tuple[str, float]] = []
        self._lost: dict[str, float] = {}
        self._known: set[str] = set()
        self._drops: dict[int, list[tuple[float, int]]] = {}
        self._layers: tuple[dict[str, Layer], dict[str, Layer]] = ({}, {})  # narrow, wide
        self._memory: dict[str, tuple[Candidate, ...]] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            true, read, score = line.split("\t")
            if read and len(true) == 2:
                self._pairs.setdefault(read, {}).setdefault(true[0], {})[true[1]] = float(score)
            elif read:
                self._reads.setdefault(read, {})[true] = float(score)
            else:
                self._lost[true] = float(score)

    def add(self, form: str, word: int, case: int, prior: float) -> None:
        """Make `form` a candidate from now on; `prior` is the log probability of its word."""
        node = 0
        for ch in form:
            if ch not in self._known:
                self._meet(ch)
            step = self._children[node].get(ch)
            if step is None:
                step = self._children[node][ch] = len(self._children)
                self._children.append({})
            node = step
        leaves = self._leaves.setdefault(node, [])
        if (form, word, case, prior) not in leaves:
            leaves.append((form, word, case, prior))
        self._lost_pairs = [(two, p) for two, p in self._lost.items() if len(two) == 2]
        for memory in (self._memory, self._drops, *self._layers):
            memory.clear()

    def _meet(self, ch: str) -> None:
        """Give a character the pieces that any character has."""
        self._known.add(ch)
        own = self._reads.setdefault(ch, {})
        own[ch] = max(own.get(ch, IDENTITY if ch.isascii() else -1.5), -4.0)
        plain = fold(ch)
        if plain in ALIKE:
            other = plain if ch.isupper() else plain.upper()
            row = self._reads.setdefault(other, {})
            row[ch] = max(
                row.get(ch, FAR),
                OTHER_CASE
                + self._reads.get(plain if ch.islower() else plain.upper(), {}).get(
                    ch, SAME_LETTER
                ),
            )
        for read in {plain, plain.upper() if ch.isupper() else plain} - {ch}:
            row = self._reads.setdefault(read, {})
            row[ch] = max(row.get(ch, SAME_LETTER), -7.5)

    def candidates(self, read: str) -> tuple[Candidate, ...]:
        """Return the forms that may stand behind `read`, likeliest first, `MOST` at the most."""
        found = self._memory.get(read)
        if found is None:
            found = self._search(read)
            if len(read) > 1 and (not found or found[0].score < UNLIKELY):
                more = self._search(read, wide=True)
                found = (*found, *(c for c in more if c not in found))[: MOST + MOST // 2]
            self._memory[read] = found
        return found

    def _search(self, read: str, wide: bool = False) -> tuple[Candidate, ...]:
        ranked = [
            (-score - PRIOR * prior, Candidate(form, word, case, score))
            for node, score in self._layer(read, wide)
            for form, word, case, prior in self._leaves.get(node, ())
        ]
        ranked.sort()
        best = [candidate for _, candidate in ranked[:MOST]]
        best.sort(key=lambda c: (-c.score, c.form))
        return tuple(best)

    def _layer(self, read: str, wide: bool) -> Layer:
        """Return the nodes that explain `read`, a prefix of a word, with their scores."""
        layers = self._layers[wide]
        found = layers.get(read)
        if found is None:
            target: dict[int, float] = {} if read else {0: 0.0}
            best = FAR
            for length in range(1, min(3, len(read)) + 1):
                before = self._layer(read[:-length], wide)
                if before:
                    best = self._read_on(read[-length:], before, target, best, wide)
            if len(layers) > MEMORY:
                layers.clear()
            found = layers[read] = self._settle(target)
        return found

    def _settle(self, layer: dict[int, float]) -> Layer:
        """Add the nodes reached by characters that left no trace; return the best ones."""
        if not layer:
            return []
        floor = max(layer.values()) - BEAM
        queue = _kept(layer, floor)
        while queue:
            more: Layer = []
            for node, score in queue:
                for p, step in self._drops_of(node):
                    reached = score + p
                    if reached <= floor:
                        break
                    if reached > layer.get(step, FAR):
                        layer[step] = reached
                        more.append((step, reached))
            queue = more
        return _kept(layer, floor)

    def _drops_of(self, node: int) -> list[tuple[float, int]]:
        """Return the (score, node) that a character without trace leads to, likeliest first."""
        drops = self._drops.get(node)
        if drops is None:
            kids, lost = self._children[node], self._lost
            pairs = [
                (lost.get(ch, LOST if len(kids) <= 5 or ch in VOWELS else FAR), step)
                for ch, step in kids.items()
            ]
            for two, p in self._lost_pairs:
                step = kids.get(two[0])
                if step is not None and two[1] in self._children[step]:
                    pairs.append((p, self._children[step][two[1]]))
            drops = self._drops[node] = sorted((p for p in pairs if p[0] > FAR), reverse=True)
        return drops

    def _read_on(
        self, part: str, layer: Layer, target: dict[int, float], best: float, wide: bool
    ) -> float:
        """Follow each piece read as `part` from the nodes of `layer` into `target`.

        Nodes that are `BEAM` below the best score so far are left out; the best score after is
        returned.
        """
        singles = self._reads.get(part)
        if singles:
            best = self._follow(layer, singles, target, best)
        pairs = self._pairs.get(part)
        if pairs:
            self._follow_pairs(layer, pairs, target, best - BEAM)
        if len(part) == 1 and not part.isdigit():  # a digit read is never nothing
            self._junk(layer, target, max(best, layer[0][1] + JUNK) - BEAM)
        if wide and len(part) == 1:
            self._mistake(layer, target)
        return best

    def _follow(
        self, layer: Layer, singles: dict[str, float], target: dict[int, float], best: float
    ) -> float:
        """Go one true character on from each node; return the best score reached."""
        children, get = self._children, target.get
        for node, score in layer:
            kids = children[node]
            for ch in kids if len(kids) < len(singles) else singles:
                if ch in kids and ch in singles:
                    reached = score + singles[ch]
                    step = kids[ch]
                    if reached > best - BEAM and reached > get(step, FAR):
                        target[step] = reached
                        if reached > best:
                            best = reached
        return best

    def _follow_pairs(
        self,
        layer: Layer,
        pairs: dict[str, dict[str, float]],
        target: dict[int, float],
        floor: float,
    ) -> None:
        """Go two true characters on from each node."""
        children = self._children
        for node, score in layer:
            if score < floor:
                break
            kids = children[node]
            for first in kids if len(kids) < len(pairs) else pairs:
                if first in kids and first in pairs:
                    grand = children[kids[first]]
                    for ch, p in pairs[first].items():
                        step = grand.get(ch)
                        if step is not None and score + p > max(floor, target.get(step, FAR)):
                            target[step] = score + p

    def _junk(self, layer: Layer, target: dict[int, float], floor: float) -> None:
        """Take the character read for a speck: nothing is printed there."""
        for node, score in layer:
            if score + JUNK <= floor:
                break
            if score + JUNK > target.get(node, FAR):
                target[node] = score + JUNK

    def _mistake(self, layer: Layer, target: dict[int, float]) -> None:
        """Take the character read for any other."""
        near = layer[0][1] - 5.0
        for node, score in layer:
            if score < near:
                break
            if node:
                for step in self._children[node].values():
                    if score + WRONG > target.get(step, FAR):
                        target[step] = score + WRONG


def _kept(layer: dict[int, float], floor: float) -> Layer:
    """Return the best `WIDTH` nodes above the floor, best first."""
    kept = [pair for pair in layer.items() if pair[1] > floor]
    kept.sort(key=_by_score)
    return kept[:WIDTH]


def _by_score(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], pair[0]
