"""The language models of repair: official Vietnamese at large, and the office's own reports.

Both score the next word after the words before it. `LanguageModel` reads the shipped arrays
(made by `corpus.ocr.repair_build`); `OwnModel` counts the clean reports it is given and leans on
the first where they are silent. Words are ids; scores are natural logarithms.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.ocr.repair_words import BREAK, UNKNOWN, case_of, document_numbers, items, key

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Words = NDArray[np.uint16]

STEP = 0.1  # as in corpus.ocr.repair_build
ORDER = 5  # of the own reports' n-grams
# How many sightings the lower order is worth: for a context of one word … four words, and per
# different follower. Chosen by the likelihood of one clean report given the others.
STRENGTH = (8.0, 1.0, 0.5, 0.3, 0.3)
MEMORY = 20000  # contexts remembered
LEAST_SHARE = 0.3  # of the general model, however often a context stands in own reports
UNIGRAM_STRENGTH = 20000.0


class LanguageModel:
    """Trigrams of official Vietnamese, with the case that words usually have.

    Ids below ``len(words)`` are the model's own; `add` gives new ids to new words.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path) as data:
            arrays = {name: data[name] for name in data.files}
        lines = bytes(arrays["words"]).decode().split("\n")
        self.words = [line.split("\t")[0] for line in lines]
        self.mixed = {w: f for w, _, f in (line.partition("\t") for line in lines) if f}
        self.ids = {w: i for i, w in enumerate(self.words)}
        self.size = len(self.words)
        pieces = bytes(arrays["numbers"]).decode().split("\n")
        self.numbers = {p: int(n) for p, _, n in (line.partition("\t") for line in pieces) if n}
        self.unigram = _unpack(arrays["unigram"])
        self.case: Floats = np.asarray(_unpack(arrays["case"]), np.float32)
        self.left_one = _unpack(arrays["left_one"])
        self.start_two = _starts(arrays["fan_two"])
        self.next_two = arrays["next_two"]
        self.p_two = _unpack(arrays["p_two"])
        self.left_two = _unpack(arrays["left_two"])
        self.start_tri = _starts(arrays["fan_tri"])
        self.next_tri = arrays["next_tri"]
        self.p_tri = _unpack(arrays["p_tri"])
        self.title = arrays["title"]
        self._rows: dict[int, dict[int, int]] = {}

    def add(self, word: str) -> int:
        """Return the id of a lower-case word, a new one when the model lacks it."""
        known = self.ids.get(word)
        if known is None:
            known = self.ids[word] = len(self.words)
            self.words.append(word)
        return known

    def grow(self) -> None:
        """Give the words added the score of an unknown word."""
        more = len(self.words) - len(self.unigram)
        if more > 0:
            rare = np.full(more, self.unigram[: self.size].min(), np.float32)
            self.unigram = np.concatenate([self.unigram, rare])
            even = np.full((more, 3), np.log(1 / 3), np.float32)
            self.case = np.concatenate([self.case, even])

    def bigram(self, first: int, second: int) -> int:
        """Return the index of a bigram, -1 when it was never seen."""
        return self.followers(first).get(second, -1)

    def followers(self, first: int) -> dict[int, int]:
        """Return {word: index of the bigram} of all words that were seen right after `first`."""
        row = self._rows.get(first)
        if row is None:
            low, high = self.start_two[first : first + 2] if first < self.size else (0, 0)
            row = dict(zip(self.next_two[low:high].tolist(), range(low, high), strict=True))
            self._rows[first] = row  # looked up all the time: a search in the arrays is slow
        return row

    def after(self, before: int, last: int, words: Words) -> Floats:
        """Return log P(word | before last) for each id of the array `words`."""
        out = self.after_one(last, words)
        at = self.bigram(before, last)
        if at < 0:
            return out
        low, high = self.start_tri[at], self.start_tri[at + 1]
        if low == high:
            return out
        out += self.left_two[at]
        hit, place = _find(self.next_tri[low:high], words)
        out[hit] = self.p_tri[low:high][place]
        return out

    def after_one(self, last: int, words: Words) -> Floats:
        """Return log P(word | last) for each id of `words`."""
        out: Floats = self.unigram[words]
        if last >= self.size:
            return out
        low, high = self.start_two[last], self.start_two[last + 1]
        if low == high:
            return out
        out += self.left_one[last]
        hit, place = _find(self.next_two[low:high], words)
        out[hit] = self.p_two[low:high][place]
        return out

    def one(self, before: int, last: int, word: int) -> float:
        """Return log P(word | before last) of a single word."""
        known = self.bigram(last, word)
        if known >= 0:
            score = float(self.p_two[known])
        else:
            score = float(self.unigram[word])
            if last < self.size:
                score += float(self.left_one[last])
        at = self.bigram(before, last)
        if at >= 0:
            low, high = self.start_tri[at], self.start_tri[at + 1]
            if low < high:
                place = low + int(self.next_tri[low:high].searchsorted(word))
                if place < high and self.next_tri[place] == word:
                    return float(self.p_tri[place])
                score += float(self.left_two[at])
        return score

    def title_after(self, last: int, word: int) -> float | None:
        """Return the share of capitals of `word` after `last`, None where it is the usual one."""
        at = self.bigram(last, word)
        if at < 0 or self.title[at] == 255:
            return None
        return min(0.99, max(0.01, int(self.title[at]) / 15))


def _unpack(codes: NDArray[np.uint8]) -> Floats:
    return np.asarray(codes, np.float32) * np.float32(-STEP)


def _starts(fan: NDArray[np.uint16]) -> list[int]:
    starts: list[int] = np.cumsum(fan, dtype=np.int64).tolist()
    return [0, *starts]


def _find(sorted_ids: NDArray[np.uint16], words: Words) -> tuple[Ints, Ints]:
    """Return which of `words` stand in `sorted_ids` (not empty), and where."""
    at = sorted_ids.searchsorted(words)
    at[at == len(sorted_ids)] = 0
    hit = (sorted_ids[at] == words).nonzero()[0]
    return hit, at[hit]


class OwnModel:
    """What the office's own clean reports add: n-grams up to `ORDER`, their case and spelling."""

    def __init__(self, texts: Iterable[str], base: LanguageModel) -> None:
        self.base = base
        self._memo: dict[tuple[int, ...], list[tuple[dict[int, int], int, float]]] = {}
        self.following: dict[tuple[int, ...], Counter[int]] = {}
        self.forms: dict[int, Counter[str]] = {}
        self.pairs: dict[tuple[int, int], Counter[int]] = {}
        self.numbers: list[str] = []
        self.total = 0
        for text in texts:
            self._count(text)
        self._sums = {context: seen.total() for context, seen in self.following.items()}
        base.grow()

    def case_shares(self, before: int, word: int) -> tuple[float, float, float]:
        """Return how often `word` after `before` is lower case, capitalised, in capitals."""
        low, title, upper = (float(x) for x in np.exp(self.base.case[word]))
        share = self.base.title_after(before, word)
        if share is not None:
            low, title = (low + title) * (1 - share), (low + title) * share
        seen = self.pairs.get((before, word), Counter())
        n = seen.total() + 4.0
        return (seen[0] + 4 * low) / n, (seen[1] + 4 * title) / n, (seen[2] + 4 * upper) / n

    def _count(self, text: str) -> None:
        self.numbers += document_numbers(text)
        run = [BREAK] * (ORDER - 1)
        for item in items(text):
            if isinstance(item, str):
                word = self.base.add(key(item))
                self.forms.setdefault(word, Counter())[item] += 1
                kind = case_of(item)
                if kind is not None:
                    self.pairs.setdefault((run[-1], word), Counter())[kind] += 1
            else:
                word = item
            run.append(word)
        for at in range(ORDER - 1, len(run)):
            for back in range(ORDER):
                context = tuple(run[at - back : at])
                self.following.setdefault(context, Counter())[run[at]] += 1
        self.total += len(run) - ORDER + 1

    def context_of(self, line: str, context: tuple[int, ...]) -> tuple[int, ...]:
        """Return the last words once a sound line has been read after `context`."""
        ids = self.base.ids
        run = [ids.get(key(i), UNKNOWN) if isinstance(i, str) else i for i in items(line)]
        return (*context, *run)[-(ORDER - 1) :]

    def after(self, context: tuple[int, ...], words: Words, place: dict[int, int]) -> Floats:
        """Return log P(word | context) for each id of the array `words` (uint16).

        `place` leads each id to its index; `context` is the last four ids.
        """
        base = self.base.after(context[-2], context[-1], words)
        if not self.total:
            return base
        scale, extra = 1.0, dict[int, float]()
        for seen, n, lower in self._levels(context):
            keep = lower / (n + lower)
            scale *= keep
            for at in extra:
                extra[at] *= keep
            small, large = (seen, place) if len(seen) < len(place) else (place, seen)
            for word in small:
                if word in large:
                    at = place[word]
                    extra[at] = extra.get(at, 0.0) + seen[word] / (n + lower)
        scale = max(scale, LEAST_SHARE)
        out = base + math.log(scale)
        for at, share in extra.items():
            out[at] = math.log(math.exp(base[at]) * scale + share)
        return out

    def one(self, context: tuple[int, ...], word: int) -> float:
        """Return log P(word | context) of a single word."""
        base = self.base.one(context[-2], context[-1], word)
        if not self.total:
            return base
        scale, extra = 1.0, 0.0
        for seen, n, lower in self._levels(context):
            keep = lower / (n + lower)
            scale *= keep
            extra = extra * keep + seen.get(word, 0) / (n + lower)
        return math.log(math.exp(base) * max(scale, LEAST_SHARE) + extra)

    def _levels(self, context: tuple[int, ...]) -> list[tuple[dict[int, int], int, float]]:
        """Return (followers, their number, weight of the lower order) from short to long."""
        found = self._memo.get(context)
        if found is None:
            found = []
            for back in range(ORDER):
                seen = self.following.get(context[ORDER - 1 - back :])
                if seen is None:
                    break
                lower = UNIGRAM_STRENGTH if back == 0 else STRENGTH[back] * len(seen) + 0.5
                found.append((seen, self._sums[context[ORDER - 1 - back :]], lower))
            if len(self._memo) > MEMORY:
                self._memo.clear()
            self._memo[context] = found
        return found
