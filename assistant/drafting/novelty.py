"""Whether a sentence says something that another one has said already, in nearly the same words.

Sentences are compared by their pairs of neighbouring words, digits left out: the same sentence
with another number is the same sentence, and the two numbers are worth a look. Documents are told
apart by their numbers, though: lists of them use the same words for different ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.text import fold

_SAME = 0.62  # share of an older sentence's pairs that stand in one newer sentence
_FEW = 5  # pairs; shorter sentences are compared as a whole
_DOCUMENT = re.compile(r"\b(\d+(?:/\d{4})?)\s*[-/]\s*[a-z]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_KEEP = 0.4  # a block that loses more than this share of its words goes altogether


@dataclass(frozen=True, slots=True)
class Twin:
    """A sentence left out because another one, which is kept, says the same.

    `report`, `block`, `start`, `end` are the kept sentence, `other` the one left out.
    """

    report: int
    block: int
    start: int
    end: int
    other: tuple[int, int, int, int]  # report, block, start, end


class Novelty:
    """Remembers sentences, newest report first, and tells the new ones from the repeated."""

    def __init__(self) -> None:
        self._seen: list[tuple[int, int, int, int]] = []
        self._documents: set[str] = set()
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)

    def add(
        self, report: int, block: int, text: str, spans: Sequence[tuple[int, int]]
    ) -> tuple[list[tuple[int, int]], list[Twin]]:
        """Return the spans of `text` that are new, and a twin for each that is not."""
        fresh: list[tuple[int, int]] = []
        twins: list[Twin] = []
        for start, end in spans:
            pairs = _pairs(text[start:end])
            known = self._known(pairs, documents_in(text[start:end]))
            if known is None:
                fresh.append((start, end))
            else:
                twins.append(Twin(*self._seen[known], other=(report, block, start, end)))
        words = [len(text[a:b].split()) for a, b in spans]
        new = sum(len(text[a:b].split()) for a, b in fresh)
        if new < _KEEP * sum(words):
            fresh = []
        for start, end in fresh:
            self._remember((report, block, start, end), text[start:end])
        return fresh, twins

    def _known(self, pairs: frozenset[str], documents: frozenset[str]) -> int | None:
        hits = Counter(i for pair in pairs for i in self._by_pair.get(pair, ()))
        needed = len(pairs) if len(pairs) < _FEW else _SAME * len(pairs)
        if not hits or not documents <= self._documents:
            return None
        best, count = hits.most_common(1)[0]
        return best if count >= needed else None

    def _remember(self, where: tuple[int, int, int, int], text: str) -> None:
        number = len(self._seen)
        self._seen.append(where)
        self._documents |= documents_in(text)
        for pair in _pairs(text):
            self._by_pair[pair].append(number)


def documents_in(text: str) -> frozenset[str]:
    """Return the numbers of the documents that a text cites, without their symbols."""
    return frozenset(_DOCUMENT.findall(fold(text)))


def _pairs(text: str) -> frozenset[str]:
    words = _WORD.findall(fold(text))
    return frozenset(f"{a} {b}" for a, b in pairwise(words)) or frozenset(words)
