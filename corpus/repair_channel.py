"""What a damaged word may have been: a confusion table and a trie of written forms.

The table (`models/confusions.tsv`, made by `corpus.repair_learn`) says how likely a recogniser
reads one or two true characters as nought to three others. `Channel.candidates` walks the trie
along the word as read and returns the forms that explain it best.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

from corpus.text import fold

BEAM = 9.5  # natural logarithm; what is less likely by more than this is dropped
WIDTH = 60  # nodes kept at each character read
MOST = 24  # candidates returned
WRONG = -7.0  # a character read for another that the table does not pair with it
UNLIKELY = -4.5  # below this the table does not explain a word: any mistake is allowed
JUNK = -6.5  # a character read where nothing is printed
LOST = -7.0  # a character printed and not read, where the table has no figure
ALIKE, OTHER_CASE = frozenset("cosvxzwukp"), -3.5  # letters whose capital only is larger
FAR = -math.inf
IDENTITY, SAME_LETTER = -0.3, -4.0  # of characters the table has not met


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
        self._leaves: dict[int, list[tuple[str, int, int]]] = {}
        self._reads: dict[str, dict[str, float]] = {}  # read → one true character → log P
        self._pairs: dict[str, dict[str, dict[str, float]]] = {}  # read → first → second → log P
        self._lost: dict[str, float] = {}
        self._known: set[str] = set()
        self._memory: dict[str, tuple[Candidate, ...]] = {}
        for line in table.read_text(encoding="utf-8").splitlines():
            true, read, score = line.split("\t")
            if read and len(true) == 2:
                self._pairs.setdefault(read, {}).setdefault(true[0], {})[true[1]] = float(score)
            elif read:
                self._reads.setdefault(read, {})[true] = float(score)
            else:
                self._lost[true] = float(score)
        ranked = sorted(self._lost.items(), key=lambda pair: -pair[1])
        self._likely_lost = [(ch, p) for ch, p in ranked if p > LOST and len(ch) == 1]
        self._least_lost = ranked[0][1] if ranked else LOST

    def add(self, form: str, word: int, case: int) -> None:
        """Make `form` a candidate from now on."""
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
        if (form, word, case) not in leaves:
            leaves.append((form, word, case))
        self._memory.clear()

    def _meet(self, ch: str) -> None:
        """Give a character the pieces that any character has."""
        self._known.add(ch)
        own = self._reads.setdefault(ch, {})
        own[ch] = max(own.get(ch, IDENTITY if ch.isascii() else -1.5), -4.0)
        plain = fold(ch)
        if plain in ALIKE:
            other = plain if ch.isupper() else plain.upper()
            row = self._reads.setdefault(other, {})
            row[ch] = max(row.get(ch, FAR), OTHER_CASE + self._reads.get(plain if ch.islower()
                          else plain.upper(), {}).get(ch, SAME_LETTER))
        for read in {plain, plain.upper() if ch.isupper() else plain} - {ch}:
            row = self._reads.setdefault(read, {})
            row[ch] = max(row.get(ch, SAME_LETTER), -7.5)

    def candidates(self, read: str) -> tuple[Candidate, ...]:
        """Return the forms that may stand behind `read`, likeliest first, `MOST` at the most."""
        found = self._memory.get(read)
        if found is None:
            found = self._search(read)
            if len(read) > 2 and (not found or found[0].score < UNLIKELY):
                found = self._search(read, wide=True)
            self._memory[read] = found
        return found

    def _search(self, read: str, wide: bool = False) -> tuple[Candidate, ...]:
        size = len(read)
        layers: list[dict[int, float]] = [{} for _ in range(size + 1)]
        layers[0][0] = 0.0
        for at in range(size):
            layer = self._settle(layers[at])
            if layer:
                self._read_on(read, at, layer, layers)
                if wide:
                    self._mistake(layer, layers[at + 1])
        final = self._settle(layers[size])
        out = [
            Candidate(form, word, case, score)
            for node, score in final
            for form, word, case in self._leaves.get(node, ())
        ]
        out.sort(key=lambda c: (-c.score, c.form))
        return tuple(out[:MOST])

    def _settle(self, layer: dict[int, float]) -> list[tuple[int, float]]:
        """Add the nodes reached by characters that left no trace; return the best ones."""
        if not layer:
            return []
        floor = max(layer.values()) - BEAM
        queue = _kept(layer, floor)
        lost, likely = self._lost, self._likely_lost
        while queue:
            more: list[tuple[int, float]] = []
            for node, score in queue:
                if score + self._least_lost < floor:
                    continue
                kids = self._children[node]
                if len(kids) > 5:
                    steps = [(kids[ch], p) for ch, p in likely if ch in kids]
                else:
                    steps = [(step, lost.get(ch, LOST)) for ch, step in kids.items()]
                for step, p in steps:
                    reached = score + p
                    if reached > floor and reached > layer.get(step, FAR):
                        layer[step] = reached
                        more.append((step, reached))
            queue = more
        return _kept(layer, floor)

    def _read_on(
        self, read: str, at: int, layer: list[tuple[int, float]], layers: list[dict[int, float]]
    ) -> None:
        """Follow each piece that can explain what is read from `at` on."""
        children = self._children
        for length in (1, 2, 3):
            if at + length > len(read):
                break
            target = layers[at + length]
            if length == 1:
                for node, score in layer:
                    if score + JUNK > target.get(node, FAR):
                        target[node] = score + JUNK
            part = read[at : at + length]
            singles, pairs = self._reads.get(part), self._pairs.get(part)
            if singles:
                self._follow(layer, singles, target)
            if pairs:
                self._follow_pairs(layer, pairs, target)

    def _mistake(self, layer: list[tuple[int, float]], target: dict[int, float]) -> None:
        """Take the character read for any other."""
        near = max(score for _, score in layer) - 3.0
        for node, score in layer:
            if score > near and node:
                for step in self._children[node].values():
                    if score + WRONG > target.get(step, FAR):
                        target[step] = score + WRONG

    def _follow(
        self,
        layer: list[tuple[int, float]],
        singles: dict[str, float],
        target: dict[int, float],
    ) -> None:
        """Go one true character on from each node."""
        children, get = self._children, target.get
        for node, score in layer:
            kids = children[node]
            if len(kids) < len(singles):
                for ch, step in kids.items():
                    p = singles.get(ch)
                    if p is not None and score + p > get(step, FAR):
                        target[step] = score + p
            else:
                for ch, p in singles.items():
                    found = kids.get(ch)
                    if found is not None and score + p > get(found, FAR):
                        target[found] = score + p

    def _follow_pairs(
        self,
        layer: list[tuple[int, float]],
        pairs: dict[str, dict[str, float]],
        target: dict[int, float],
    ) -> None:
        """Go two true characters on from each node."""
        children = self._children
        for node, score in layer:
            kids = children[node]
            for first in kids.keys() & pairs.keys() if len(kids) > 3 else kids:
                seconds = pairs.get(first)
                if seconds:
                    grand = children[kids[first]]
                    for ch, p in seconds.items():
                        step = grand.get(ch)
                        if step is not None and score + p > target.get(step, FAR):
                            target[step] = score + p


def _kept(layer: dict[int, float], floor: float) -> list[tuple[int, float]]:
    """Return the best `WIDTH` nodes above the floor."""
    kept = [pair for pair in layer.items() if pair[1] > floor]
    if len(kept) > WIDTH:
        kept.sort(key=lambda pair: -pair[1])
        del kept[WIDTH:]
    return kept

