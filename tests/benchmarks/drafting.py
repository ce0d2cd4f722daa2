"""How good a draft of the real đề cương is: `python tests/benchmarks/drafting.py [--text] [HOME]`.

HOME is the folder of a library that has indexed the real documents: with it headings are matched
by meaning too, as in real use. Without it the files are read and matched by words alone.

Prints for each heading with a gold answer the share of its key citations and key figures that the
draft carries, and the share of its sentences that come from passages that the gold would use;
for the whole draft its words, doubled sentences and unsupported sentences.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assistant.drafting import Outline, draft, parse_outline
from assistant.drafting.nearness import Search
from assistant.drafting.record import Draft, DraftSection
from assistant.drafting.talking import Model, tokens
from assistant.drafting.write import Writer
from corpus.model import Place, Report
from corpus.reading import read
from corpus.text import fold

SHARED = Path(__file__).parents[3] / "shared"


@dataclass(frozen=True)
class Score:
    """Shares of one heading; `lost` names what is not there."""

    path: str
    citations: tuple[int, int]
    figures: tuple[int, int]
    placed: tuple[int, int]
    lost: tuple[str, ...]


def load_reports() -> list[Report]:
    """Return the five real documents."""
    return [read(path) for path in sorted((SHARED / "seeds").glob("*.txt"))]


def open_library(home: Path) -> tuple[list[Report], Search]:
    """Return the reports and the search of an indexed library."""
    from assistant.library import Library
    from assistant.settings import Settings

    library = Library(Settings(home=home))
    reports = library.reports()
    docs = [r.doc for r in reports if not r.doc.startswith("004")]
    return reports, partial(library.search, docs=docs)


def gold_leaves(nodes: list[dict[str, Any]], above: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Return (path, node) of each heading with a gold answer."""
    found = []
    for node in nodes:
        path = f"{above}.{node['numbering']}" if above else node["numbering"]
        if "passages" in node:
            found.append((path, node))
        found.extend(gold_leaves(node["children"], path))
    return found


def measure(section: DraftSection, node: dict[str, Any]) -> Score:
    """Return how much of the gold of one heading its section carries."""
    text = section.text
    symbols = re.sub(r"\s+", "", fold(text))
    lost: list[str] = []
    cited = 0
    for citation in node["key_citations"]:
        wanted = re.findall(r"[\w&Đđ]+[/-][\w&Đđ/-]+", citation["number"])
        if any(re.sub(r"\s+", "", fold(w)) in symbols for w in wanted):
            cited += 1
        else:
            lost.append(citation["number"])
    counted = 0
    for figure in node["key_figures"]:
        if _has_value(section, figure):
            counted += 1
        else:
            lost.append(f"{figure['value']} {figure['indicator']}")
    placed = sum(_in_gold(s.sources[0], node["passages"]) for s in section.sentences if s.sources)
    return Score(
        section.path,
        (cited, len(node["key_citations"])),
        (counted, len(node["key_figures"])),
        (placed, len(section.sentences)),
        tuple(lost),
    )


def _has_value(section: DraftSection, figure: dict[str, Any]) -> bool:
    for sentence in section.sentences:
        for token in re.findall(r"\d+(?:[.,]\d+)*", sentence.text):
            value = float(re.sub(r"\.(?=\d{3}\b)", "", token).replace(",", "."))
            if value == figure["value"]:
                words = {w for w in re.findall(r"\w+", fold(figure["indicator"])) if len(w) > 2}
                if words & set(re.findall(r"\w+", fold(sentence.text))):
                    return True
    return False


def _in_gold(place: Place, passages: list[dict[str, Any]]) -> bool:
    return any(
        place.doc.startswith(p["doc"]) and place.line <= p["to"] and place.line_end >= p["from"]
        for p in passages
    )


def prompt_shares(result: Draft, outline: Outline, reports: list[Report]) -> list[float]:
    """Return for each section the tokens of its prompt against all reports stuffed into one."""
    headings = dict(outline.walk())
    stuffed = sum(tokens(r.text) for r in reports if r.doc != outline.doc)
    writer = Writer(Model("đo", "http://127.0.0.1:9/v1"))
    return [
        tokens(writer.prompt_for(section, outline.title, headings[section.path].prompts)) / stuffed
        for section in result.sections
        if section.sentences
    ]


def doubled(result: Draft) -> list[str]:
    """Return the sentences that stand in two sections in nearly the same words."""
    from rapidfuzz import fuzz

    seen: list[tuple[str, str]] = []
    found = []
    for section in result.sections:
        for sentence in section.sentences:
            words = fold(sentence.text)
            if any(p != section.path and fuzz.ratio(words, w) > 85 for p, w in seen):
                found.append(sentence.text)
            seen.append((section.path, words))
    return found


def main() -> None:
    """Print the benchmark; `--text` prints the draft too."""
    home = Path(sys.argv[-1])
    reports, search = open_library(home) if home.is_dir() else (load_reports(), None)
    outline = parse_outline(next(r for r in reports if r.doc.startswith("004")))
    began = time.perf_counter()
    result = draft(outline, reports, search)
    took = time.perf_counter() - began
    by_path = {section.path: section for section in result.sections}
    gold = json.loads((SHARED / "gold" / "outline.json").read_text(encoding="utf-8"))
    totals = [[0, 0], [0, 0], [0, 0]]
    for path, node in gold_leaves(gold["tree"]):
        score = measure(by_path[path], node)
        for total, part in zip(totals, (score.citations, score.figures, score.placed), strict=True):
            total[0] += part[0]
            total[1] += part[1]
        print(f"{path}: citations {score.citations} figures {score.figures} placed {score.placed}")
        print("   lost:", "; ".join(score.lost))
    names = ("citations", "figures", "placed")
    print({n: f"{a}/{b} = {a / max(b, 1):.2f}" for n, (a, b) in zip(names, totals, strict=True)})
    words = sum(len(section.text.split()) for section in result.sections)
    sentences = sum(len(section.sentences) for section in result.sections)
    print(
        f"words {words}, sentences {sentences}, doubled {len(doubled(result))}, "
        f"unsupported {len(result.unsupported)}, {took:.1f} s"
    )
    shares = prompt_shares(result, outline, reports)
    print(
        f"prompt tokens per section against all reports: mean {sum(shares) / len(shares):.3f}, "
        f"largest {max(shares):.3f} (at most 0.25)"
    )
    if "--text" in sys.argv:
        for section in result.sections:
            print(f"\n{section.number} {section.title}\n{section.text}")
            for conflict in section.conflicts:
                print("  ~", conflict.about, [v.text for v in conflict.values], conflict.reason)
        print("\n".join(result.unsupported))


if __name__ == "__main__":
    main()
