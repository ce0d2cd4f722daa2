"""Search quality on given queries: R@5 and MRR of each way to rank, and what each query found.

    python tests/benchmarks/search.py --gold ../shared/gold/queries.jsonl --reports ../shared/seeds

A passage is right when it holds the words of a target, or is a part of one (long paragraphs are
divided). R@5: queries with a right passage among the first five; MRR: mean of 1 / rank of the
first one, 0 below rank 50.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from assistant.library import Library
from assistant.settings import load_settings
from corpus.model import Passage
from retrieval import search as ranking
from retrieval.terms import syllables

Ranker = Callable[[str], list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    beside = Path(__file__).parents[3] / "shared"
    parser.add_argument("--gold", type=Path, default=beside / "gold" / "queries.jsonl")
    parser.add_argument("--reports", type=Path, default=beside / "seeds")
    parser.add_argument("--home", type=Path, help="a library to reuse; a temporary one otherwise")
    parser.add_argument("--misses", action="store_true", help="print queries not found in five")
    options = parser.parse_args()
    queries = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    home = options.home or Path(tempfile.mkdtemp(prefix="baocao-benchmark-"))
    with Library(load_settings(home=home)) as library:
        began = time.perf_counter()
        result = library.index(options.reports)
        print(f"indexed {result.passages} passages in {time.perf_counter() - began:.1f} s")
        compare(library, queries, misses=options.misses)


def compare(library: Library, queries: list[dict], *, misses: bool) -> None:
    index = library._parts()
    passages = index.store.passages(index.store.passage_docs())
    right = [relevant(query["targets"], passages) for query in queries]
    kinds = sorted({query["kind"] for query in queries})
    print(f"{'':34}" + "".join(f"{kind:>14}" for kind in ["all", *kinds]) + f"{'ms':>8}")
    for name, rank in rankers(library).items():
        began = time.perf_counter()
        found = [rank(query["query"]) for query in queries]
        spent = (time.perf_counter() - began) / len(queries) * 1000
        scores = defaultdict(list)
        for query, wanted, keys in zip(queries, right, found, strict=True):
            place = next((i for i, key in enumerate(keys[:50], 1) if key in wanted), 0)
            for kind in ("all", query["kind"]):
                scores[kind].append(place)
            if misses and name == "search" and not 0 < place <= 5:
                print("miss", place, query["kind"], query["query"], file=sys.stderr)
        cells = "".join(f"{_cell(scores[kind]):>14}" for kind in ["all", *kinds])
        print(f"{name:34}{cells}{spent:8.0f}")


def _cell(places: list[int]) -> str:
    hits = sum(0 < place <= 5 for place in places) / len(places)
    mrr = sum(1 / place for place in places if place) / len(places)
    return f"{hits:.3f} {mrr:.3f}"


def rankers(library: Library) -> dict[str, Ranker]:
    index = library._parts()

    def words(query: str) -> list[tuple[str, float]]:
        return index.keyword.search(query, 50)

    def meaning(query: str) -> list[tuple[str, float]]:
        return index.vectors.search(index.embedder.embed_query(query), 50)

    def fused(k: int, query: str, *, always: bool) -> list[str]:
        lists = [words(query)]
        if always or ranking.has_marks(query):
            lists.append(meaning(query))
        scores: Counter[str] = Counter()
        for found in lists:
            for rank, (key, _) in enumerate(found, 1):
                scores[key] += 1 / (k + rank)
        return [key for key, _ in scores.most_common()]

    def convex(query: str, share: float, *, always: bool) -> list[str]:
        scores: Counter[str] = Counter()
        lists = [(words(query), 1 - share)]
        if always or ranking.has_marks(query):
            lists.append((meaning(query), share))
        for found, weight in lists:
            values = [score for _, score in found]
            low, high = min(values, default=0), max(values, default=1)
            for key, score in found:
                scores[key] += weight * (score - low) / ((high - low) or 1)
        return [key for key, _ in scores.most_common()]

    return {
        "words": lambda q: [key for key, _ in words(q)],
        "meaning": lambda q: [key for key, _ in meaning(q)],
        "rrf k=60": lambda q: fused(60, q, always=True),
        "rrf k=10": lambda q: fused(10, q, always=True),
        "rrf k=10, meaning with marks only": lambda q: fused(10, q, always=False),
        "convex .5": lambda q: convex(q, 0.5, always=True),
        "convex .5, with marks only": lambda q: convex(q, 0.5, always=False),
        "convex .4, with marks only": lambda q: convex(q, 0.4, always=False),
        "search": lambda q: [hit.passage.id for hit in library.search(q, 50)],
    }


def relevant(targets: list[dict], passages: dict[str, Passage]) -> set[str]:
    found = set()
    for target in targets:
        wanted = _pairs(target["text"])
        for key, passage in passages.items():
            if not passage.doc.startswith(target["doc"]):
                continue
            have = _pairs(passage.text)
            common = len(wanted & have)
            if common >= 0.7 * len(wanted) or (len(have) >= 20 and common >= 0.8 * len(have)):
                found.add(key)
    return found


def _pairs(text: str) -> set[tuple[str, str]]:
    words = syllables(text)
    return set(pairwise(words))


if __name__ == "__main__":
    main()
