"""Accuracy of citations and relations on the gold data, and speed.

Run it: `python tests/benchmarks/citations.py`.
Prints precision, recall and F1 of (document, line, number); the share of matched ones with the
right type, date and issuer; F1 of relations; megabytes a second. `-v` lists every difference.
"""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.documents.citations import citations_of
from corpus.documents.relations import relations_of
from corpus.model import Block, Citation, Report
from corpus.reading import parse
from corpus.text import fold

DATA = Path(__file__).resolve().parents[1] / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared"
# The part of each seed that the gold covers: document → last line.
COVERED = {"000": None, "004": None, "003": 330}


def seeds() -> dict[str, Report]:
    """Return the seeds, read and with their citations."""
    reports = {}
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        report = parse(path.read_text(encoding="utf-8"), path.name)
        reports[path.name[:3]] = replace(report, citations=citations_of(report))
    return reports


def gold(name: str) -> list[dict[str, str | int | None]]:
    """Return the records of a gold file."""
    text = (SHARED / "gold" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def body(name: str | None) -> str:
    """Return an issuer for comparing: folded, long forms shortened, no punctuation."""
    text = fold(name or "").replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return re.sub(r"[\W_]+", " ", text).strip()


def score(
    reports: dict[str, Report], docs: tuple[str, ...], verbose: bool = False
) -> dict[str, float]:
    """Return the scores over the gold of `docs`."""
    found: list[tuple[str, Citation]] = [
        (doc, c)
        for doc in docs
        for c in reports[doc].citations
        if COVERED[doc] is None or c.place.line <= (COVERED[doc] or 0)
    ]
    wanted = [g for g in gold("citations.jsonl") if g["doc"] in docs]
    free = list(found)
    pairs = []
    for want in wanted:
        for one in free:
            if (one[0], one[1].place.line, one[1].number) == (
                want["doc"],
                want["line"],
                want["number"],
            ):
                free.remove(one)
                pairs.append((want, one[1]))
                break
        else:
            if verbose:
                print("  missed", want["doc"], want["line"], want["number"], want["note"])
    wrong: dict[str, list[str]] = {"types": [], "dates": [], "issuers": []}
    for want, got in pairs:
        where = f"{want['doc']}:{want['line']} {want['number']}"
        if got.type != want["type"]:
            wrong["types"].append(f"{where}: {got.type!r}, not {want['type']!r}")
        if (got.date.isoformat() if got.date else None) != want["date"]:
            wrong["dates"].append(f"{where}: {got.date}, not {want['date']}")
        if body(got.issuer) != body(str(want["issuer"] or "")):
            wrong["issuers"].append(f"{where}: {got.issuer!r}, not {want['issuer']!r}")
    if verbose:
        for doc, one in free:
            print("  extra", doc, one.place.line, one.number, one.type)
        for kind, lines in wrong.items():
            for line in lines:
                print(f"  {kind}: {line}")
    hit = len(pairs)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(wanted))
    return {
        "gold": len(wanted),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(1e-9, precision + recall),
    } | {kind: 1 - len(lines) / max(1, hit) for kind, lines in wrong.items()}


def relation_score(reports: dict[str, Report], verbose: bool = False) -> dict[str, float]:
    """Return precision, recall and F1 of (line of the source, from, relation, to) in seed 000."""
    report = reports["000"]
    cites = report.citations
    got = {
        (cites[r.source].place.line, cites[r.source].number, r.kind.value, cites[r.target].number)
        for r in relations_of(report)
    }
    wanted = {(g["line"], g["from"], g["relation"], g["to"]) for g in gold("relations.jsonl")}
    if verbose:
        for line in sorted(map(str, wanted - got)):
            print("  missed", line)
        for line in sorted(map(str, got - wanted)):
            print("  extra", line)
    precision = len(got & wanted) / max(1, len(got))
    recall = len(got & wanted) / max(1, len(wanted))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


# What sentences gave the first time they were read, before anything was changed for them. They
# were written and annotated by hand first; `unseen` in tests/data tells the rounds apart.
FIRST_SIGHT = (
    "round 1  citations: 141 sentences, 178 citations: P 1.000 R 0.994, types 0.994, dates 0.921,"
    " issuers 0.825, subjects 26/32; relations: 74 sentences: P 0.956 R 0.783 F1 0.861",
    "round 2  citations: 61 sentences, 80 citations: P 0.976 R 1.000, types 1.000, dates 1.000,"
    " issuers 0.925, subjects 11/11; relations: 49 sentences: P 0.839 R 0.855 F1 0.847",
    "round 3  citations: 30 sentences, 36 citations: P 0.972 R 0.972, types 1.000, dates 0.943,"
    " issuers 0.914, subjects 4/5; relations: 34 sentences: P 0.955 R 0.977 F1 0.966",
)


def _alone(text: str) -> Report:
    """Return a report that is one block."""
    report = Report(doc="", sha256="", text=text, blocks=(Block.of(text),))
    return replace(report, citations=citations_of(report))


def _cases(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def own_relations() -> dict[str, float]:
    """Return precision, recall and F1 of relations on the project's own sentences."""
    hit = found = wanted = 0
    for case in _cases("relation_sentences.jsonl"):
        report = _alone(case["text"])
        got = {
            (report.citations[r.source].number, r.kind.value, report.citations[r.target].number)
            for r in relations_of(report)
        }
        want = {tuple(relation[:3]) for relation in case["relations"]}
        hit, found, wanted = hit + len(got & want), found + len(got), wanted + len(want)
    precision, recall = hit / found, hit / wanted
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": precision, "recall": recall, "f1": f1}


def own_score() -> dict[str, float]:
    """Return the scores on the project's own sentences (tests/data)."""
    hit = extra = missed = 0
    right = {"types": 0, "dates": 0, "issuers": 0}
    for case in _cases("citation_sentences.jsonl"):
        free = list(_alone(case["text"].replace("\n", " ")).citations)
        for number, kind, day, issuer, *_ in case["cites"]:
            got = next((c for c in free if c.number == number), None)
            if got is None:
                missed += 1
                continue
            free.remove(got)
            hit += 1
            right["types"] += got.type == kind
            right["dates"] += (got.date.isoformat() if got.date else None) == day
            right["issuers"] += body(got.issuer) == body(issuer)
        extra += len(free)
    return {"precision": hit / (hit + extra), "recall": hit / (hit + missed)} | {
        name: count / hit for name, count in right.items()
    }


def speed(reports: dict[str, Report], seconds: float = 1.0) -> float:
    """Return how many megabytes of UTF-8 a second `citations_of` gets through."""
    size = sum(len(r.text.encode()) for r in reports.values())
    rounds, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for report in reports.values():
            citations_of(report)
        rounds += 1
    return size * rounds / (time.process_time() - start) / 1e6


def main() -> None:
    """Print the scores."""
    verbose = "-v" in sys.argv
    reports = seeds()
    for title, docs in (("clean", ("000", "004")), ("OCR", ("003",)), ("all", tuple(COVERED))):
        values = score(reports, docs, verbose and title != "all")
        print(f"{title:6}", "  ".join(f"{k} {v:.3f}" for k, v in values.items()))
    print("own   ", "  ".join(f"{k} {v:.3f}" for k, v in own_score().items()))
    print("own relations", "  ".join(f"{k} {v:.3f}" for k, v in own_relations().items()))
    print("at first sight:", *FIRST_SIGHT, sep="\n  ")
    values = relation_score(reports, verbose)
    print("relations", "  ".join(f"{k} {v:.3f}" for k, v in values.items()))
    print(f"speed  {speed(reports):.2f} MB/s")


if __name__ == "__main__":
    main()
