"""One ranking out of two: by words (BM25) and by meaning (vectors)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from corpus.model import Passage
from corpus.text import fold, nfc
from retrieval.references import references

if TYPE_CHECKING:
    from retrieval.index import Index

_DEPTH = 50  # candidates of each ranking


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the report it stands in. `score` orders hits of one search only."""

    passage: Passage
    score: float
    title: str
    number: str | None
    date: date | None


def search(index: Index, query: str, k: int = 8, docs: Collection[str] | None = None) -> list[Hit]:
    """Return the `k` best passages, best first; of `docs` only, where given."""
    query = nfc(query).strip()
    if not query or k < 1:
        return []
    index.make_ready()
    depth = max(_DEPTH, 4 * k) if docs is None else max(_DEPTH, index.store.count_passages())
    rankings = [index.keyword.search(query, depth)]
    # Without diacritics e5 finds the right passage first in 3 of 10 questions, BM25 in all.
    if has_marks(query) or not rankings[0]:
        vector = index.embedder.embed_query(query)
        rankings.append(index.vectors.search(vector, depth))
    scores = fuse(rankings)
    passages = index.store.passages(scores)
    wanted = cited(query)
    for key, passage in passages.items():
        scores[key] += sum(1.0 for pattern in wanted if pattern.search(fold(passage.text)))
    ranked = sorted(
        (p for p in passages.values() if docs is None or p.doc in docs),
        key=lambda p: (-scores[p.id], p.id),
    )
    heads = index.store.heads({p.doc for p in ranked[:k]})
    return [Hit(p, scores[p.id], *heads[p.doc]) for p in ranked[:k]]


def fuse(rankings: list[list[tuple[str, float]]]) -> dict[str, float]:
    """Return the mean of each id's scores, each ranking brought to 0–1 first.

    Reciprocal rank fusion throws the distances away, and ranks below this on our questions
    (`tests/benchmarks/search.py`).
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        # The same candidates set the scale, however many are asked for.
        top = [score for _, score in ranking[:_DEPTH]]
        low, span = min(top, default=0.0), max(top, default=0.0) - min(top, default=0.0)
        for key, score in ranking:
            share = max(0.0, (score - low) / span) if span else 1.0
            scores[key] = scores.get(key, 0.0) + share / len(rankings)
    return scores


def has_marks(text: str) -> bool:
    """Return whether `text` is written with Vietnamese diacritics."""
    return fold(text) != text.lower()


def cited(query: str) -> list[re.Pattern[str]]:
    """Return patterns, over folded text, of the documents a question names by number."""
    patterns = []
    for reference in references(query):
        symbol = r"[\s/&-]*".join(map(re.escape, reference.symbol)) or r"(?:\d{4}/)?[a-z]"
        digits = reference.digits.lstrip("0")
        patterns.append(re.compile(rf"(?<![\w/.])0*{digits}\s*[-/ ]\s*{symbol}"))
    return patterns
