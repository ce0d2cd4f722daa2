"""Whether a sentence says something that another one has said already, in nearly the same words.

Sentences are compared by their pairs of neighbouring words, digits left out: the same sentence
with another number is the same sentence, and the two numbers are worth a look. Documents are told
apart by their numbers, though: lists of them use the same words for different ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.text import fold

_SAME = 0.62  # share of an older sentence's pairs that stand in one newer sentence
_FEW = 5  # pairs; shorter sentences are compared as a whole
_DOCUMENT = re.compile(r"\b(\d+(?:/\d{4})?)\s*[-/]\s*[a-z]{2,}")
_WORD = re.compile(r"[^\W\d_]+")
_KEEP = 0.4  # a block that loses more than this share of its words goes altogether


class Novelty:
    """Remembers sentences, best source first, and tells the new ones from the repeated."""

    def __init__(self) -> None:
        self._sentences = 0
        self._documents: set[str] = set()
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)

    def fresh(self, text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the spans of `text` that say something new, and remember them.

        What is left of a text that was mostly said before is no reading: then nothing is new.
        """
        new = [(a, b) for a, b in spans if not self._known(text[a:b])]
        kept = sum(len(text[a:b].split()) for a, b in new)
        if kept < _KEEP * sum(len(text[a:b].split()) for a, b in spans):
            return []
        for a, b in new:
            self._remember(text[a:b])
        return new

    def _known(self, text: str) -> bool:
        pairs = _pairs(text)
        hits = Counter(i for pair in pairs for i in self._by_pair.get(pair, ()))
        if not hits or not documents_in(text) <= self._documents:
            return False
        needed = len(pairs) if len(pairs) < _FEW else _SAME * len(pairs)
        return hits.most_common(1)[0][1] >= needed

    def _remember(self, text: str) -> None:
        self._documents |= documents_in(text)
        for pair in _pairs(text):
            self._by_pair[pair].append(self._sentences)
        self._sentences += 1


def documents_in(text: str) -> frozenset[str]:
    """Return the numbers of the documents that a text cites, without their symbols."""
    return frozenset(_DOCUMENT.findall(fold(text)))


def _pairs(text: str) -> frozenset[str]:
    words = _WORD.findall(fold(text))
    return frozenset(f"{a} {b}" for a, b in pairwise(words)) or frozenset(words)
