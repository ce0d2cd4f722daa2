"""Measure the figures found in a seed against its gold: `python tests/benchmarks/quantities.py`.

Prints recall, precision and F1 of values, then unit, period, scope and qualifier among the
matched, and with `-v` what is missing, extra or different. Rows of class minor are left out of
recall; a figure that meets one is no false find.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.model import Quantity
from corpus.reading import read
from corpus.text import fold

SHARED = Path(__file__).resolve().parents[3] / "shared"


@dataclass
class Score:
    """Counts of a comparison, with the rows that differ."""

    gold: int = 0
    found: int = 0
    matched: int = 0
    right: dict[str, int] = field(default_factory=dict)
    missing: list[dict[str, Any]] = field(default_factory=list)
    extra: list[Quantity] = field(default_factory=list)
    different: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Return the share of gold rows found."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        """Return the share of found figures that gold knows."""
        return self.matched / self.found if self.found else 0.0

    def f1(self, matched: int | None = None) -> float:
        """Return F1 of all matches, or of those that are right in some way."""
        hits = self.matched if matched is None else matched
        return 2 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def same_words(a: str | None, b: str | None) -> bool:
    """Compare labels without case, diacritics, brackets and the word "kế hoạch"."""
    return _plain(a) == _plain(b)


def _plain(text: str | None) -> str:
    bare = re.sub(r"\([^()]*\d[^()]*\)|ke hoach|tinh|[^a-z0-9/% ,-]", "", fold(text or ""))
    return " ".join(bare.split())


def same_scope(a: str | None, b: str | None) -> bool:
    """Compare scopes; "(cũ)" counts."""
    return fold(a or "") == fold(b or "")


def compare(rows: Iterable[dict[str, Any]], found: Iterable[Quantity]) -> Score:
    """Match gold rows and figures by line and value, each once."""
    score = Score(right={"unit": 0, "period": 0, "scope": 0, "qualifier": 0})
    free = list(found)
    for row in sorted(rows, key=lambda row: row["class"] == "minor"):
        hit = next((q for q in free if _meets(q, row)), None)
        if hit is not None:
            free.remove(hit)
        if row["class"] == "minor":
            continue
        score.gold += 1
        if hit is None:
            score.missing.append(row)
            continue
        score.matched += 1
        _judge(score, row, hit)
    score.extra = free
    score.found = score.matched + len(free)
    return score


def _meets(quantity: Quantity, row: dict[str, Any]) -> bool:
    first, last = row["line"], row.get("line_end", row["line"])
    near = quantity.place.line <= last and quantity.place.line_end >= first
    return near and abs(quantity.value - row["value"]) < 1e-9


def _judge(score: Score, row: dict[str, Any], hit: Quantity) -> None:
    judged = {
        "unit": same_words(hit.unit, row["unit"]),
        "period": same_words(hit.period, row["period"]),
        "scope": same_scope(hit.scope, row["scope"]),
        "qualifier": hit.qualifier == row["qualifier"],
    }
    for name, right in judged.items():
        score.right[name] += right
        if not right:
            mine = getattr(hit, name)
            score.different.append(
                f"{row['id']} line {row['line']} {row['surface']!r}: "
                f"{name} {mine!r}, gold {row[name]!r}"
            )


def main(arguments: list[str] | None = None) -> int:
    """Print the scores; return 0, or 1 where the shared material is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "figures.jsonl")
    parser.add_argument("--seeds", type=Path, default=SHARED / "seeds")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args(arguments)
    if not options.gold.exists():
        print(f"no gold at {options.gold}", file=sys.stderr)
        return 1
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    for doc in sorted({row["doc"] for row in rows}):
        file = next(options.seeds.glob(f"{doc}_*"))
        score = compare([row for row in rows if row["doc"] == doc], read(file).quantities)
        report(doc, score, options.verbose)
    return 0


def report(doc: str, score: Score, verbose: bool) -> None:
    """Print one document's scores."""
    print(
        f"{doc}: gold {score.gold}, found {score.found}, matched {score.matched}; "
        f"value P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1():.3f}; "
        f"value+unit F1 {score.f1(score.right['unit']):.3f}"
    )
    for name, right in score.right.items():
        print(f"  {name}: {right}/{score.matched} = {right / max(1, score.matched):.3f}")
    if not verbose:
        return
    for row in score.missing:
        print(f"  missing {row['id']} line {row['line']}: {row['surface']!r}")
    for quantity in score.extra:
        print(f"  extra line {quantity.place.line}: {quantity.surface!r} {quantity.unit!r}")
    for line in score.different:
        print(f"  {line}")


if __name__ == "__main__":
    raise SystemExit(main())
