"""Measure the checker: against findings and traps that people wrote, and by changing digits.

A gold finding counts as found when a finding of the same family quotes at least two of its
places (one, where it has one). A trap is broken when an error or a warning of its class quotes
two of its places. The mutation test changes one digit where documents agree, in a sum or in a
stated count, reads the file again, and asks whether a new finding quotes the changed line; text
that is not changed must stay quiet.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.checking.check import Checker
from assistant.checking.finding import Finding, Severity, doubted
from assistant.checking.mutations import Mutation, Site, mutation_of, sites
from corpus.errors import BaocaoError
from corpus.model import Report

Row = Mapping[str, Any]
Lines = set[tuple[str, int]]

_FAMILIES = {
    "cross_report_value": "value",
    "within_report_value": "value",
    "sum_mismatch": "sum",
    "count_vs_list": "sum",
    "citation_number": "citation",
    "citation_date": "citation",
    "malformed_date": "citation",
    "typo": "wording",
    "terminology": "wording",
    "duplicate_item": "wording",
}
_TRAP_FAMILIES = {
    "sum_ok": {"sum"},
    "count_vs_list_ok": {"sum"},
    "citation": {"citation", "superseded_document"},
}
_USUAL_TRAP = {"value", "sum", "citation", "percent_mismatch"}
LINES_A_PAGE = 30  # of text that is not blank, where a file has no pages


@dataclass(frozen=True, slots=True)
class Score:
    """How many of what there was were found, and which were missed."""

    found: int
    total: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Return found / total, 1 when there was nothing."""
        return self.found / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured; `alarms` are errors and warnings that no gold finding accounts for.

    Gold may be a part of what a reviewer would list: then alarms are an upper bound.
    """

    recall: Score | None
    by_kind: Mapping[str, Score]
    loud: int  # errors and warnings
    alarms: tuple[str, ...]
    pages: float
    traps: Score | None  # `found`: kept, `missed`: broken
    stable: bool  # the same reports give the same findings
    mutations: Mapping[str, Score] = field(default_factory=dict)

    @property
    def alarms_in_ten_pages(self) -> float:
        """Return alarms for 10 pages."""
        return 10 * len(self.alarms) / self.pages if self.pages else 0.0

    def record(self) -> dict[str, Any]:
        """Return numbers, names and places to compare the next run with; no words of reports."""
        recalls = self.recall
        return {
            "recall": [recalls.found, recalls.total] if recalls else None,
            "missed": _names(recalls),
            "alarms": sorted(line.split(": ")[0] for line in self.alarms),
            "pages": round(self.pages, 1),
            "broken": _names(self.traps),
            "mutations": {k: [s.found, s.total] for k, s in self.mutations.items()},
        }


def _names(score: Score | None) -> list[str]:
    return sorted({line.split(":")[0] for line in score.missed}) if score else []


def gold_rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file, [] when it is not there."""
    if not path.is_file():
        return []
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    except ValueError as error:
        raise BaocaoError(f"Tệp “{path}” không phải JSON Lines hợp lệ: {error}.") from error


def evaluate(
    reports: Sequence[Report],
    gold: Path | None = None,
    *,
    again: Callable[[Report, str], Report] | None = None,
    mutations: int = 0,
    seed: int = 7,
) -> Evaluation:
    """Return how well `reports` are checked.

    `gold` is a folder with inconsistencies.jsonl and not_inconsistent.jsonl. `mutations` is how
    many changes of each sort are tried; ``again(report, text)`` reads a changed text anew.
    """
    checker = Checker()
    findings = checker.check(reports)
    wanted = gold_rows(gold / "inconsistencies.jsonl") if gold else []
    traps = gold_rows(gold / "not_inconsistent.jsonl") if gold else []
    loud = [f for f in findings if f.severity is not Severity.INFO]
    alarms = [f for f in loud if not any(_found_by(f, row) for row in wanted)]
    tried = mutation_scores(reports, again, mutations, seed) if again and mutations else {}
    return Evaluation(
        recall=_recall(findings, wanted) if wanted else None,
        by_kind=_by_kind(findings, wanted),
        loud=len(loud),
        alarms=tuple(told(finding) for finding in alarms),
        pages=sum(map(_pages, reports)),
        traps=_kept(loud, traps) if traps else None,
        stable=Checker().check(reports) == findings == checker.check(reports),
        mutations=tried,
    )


def told(finding: Finding) -> str:
    """Return a finding in one line that is the same at the next run."""
    places = ", ".join(f"{p.doc}:{p.line}" for p in finding.evidence[:3])
    return f"{finding.kind} {places}: {finding.explanation}"


def _pages(report: Report) -> float:
    lines = sum(1 for line in report.text.split("\n") if line.strip())
    return report.pages or max(1.0, lines / LINES_A_PAGE)


def _family(kind: str) -> str:
    return _FAMILIES.get(kind, kind)


def _quoted(finding: Finding) -> Lines:
    return {(p.doc, line) for p in finding.evidence for line in range(p.line, p.line_end + 1)}


def _touches(lines: Lines, evidence: Row) -> bool:
    """Tell whether a quote of gold is among `lines`; gold names a file by how its name begins."""
    last = int(evidence.get("line_end", evidence["line"]))
    rows = range(int(evidence["line"]), last + 1)
    return any(doc.startswith(str(evidence["doc"])) and line in rows for doc, line in lines)


def _touched(finding: Finding, row: Row) -> int:
    lines = _quoted(finding)
    return sum(_touches(lines, evidence) for evidence in row["evidence"])


def _found_by(finding: Finding, row: Row) -> bool:
    enough = min(2, len(row["evidence"]))
    return _family(finding.kind) == _family(row["kind"]) and _touched(finding, row) >= enough


def _wanted_loud(rows: Sequence[Row]) -> list[Row]:
    return [r for r in rows if r["severity"] != "info" and not r.get("requires_external")]


def _recall(findings: Sequence[Finding], rows: Sequence[Row]) -> Score:
    wanted = _wanted_loud(rows)
    missed = [
        f"{row['id']}: {row['explanation']}"
        for row in wanted
        if not any(_found_by(finding, row) for finding in findings)
    ]
    return Score(len(wanted) - len(missed), len(wanted), tuple(missed))


def _by_kind(findings: Sequence[Finding], rows: Sequence[Row]) -> dict[str, Score]:
    kinds = dict.fromkeys(row["kind"] for row in _wanted_loud(rows))
    return {kind: _recall(findings, [r for r in rows if r["kind"] == kind]) for kind in kinds}


def _kept(loud: Sequence[Finding], traps: Sequence[Row]) -> Score:
    broken = [
        f"{trap['id']}: {finding.explanation}"
        for trap in traps
        for finding in loud
        if _breaks(finding, trap)
    ]
    names = {line.split(":")[0] for line in broken}
    return Score(len(traps) - len(names), len(traps), tuple(broken))


def _breaks(finding: Finding, trap: Row) -> bool:
    kinds = _TRAP_FAMILIES.get(trap["class"], _USUAL_TRAP)
    enough = min(2, len(trap["evidence"]))
    return _family(finding.kind) in kinds and _touched(finding, trap) >= enough


def mutation_scores(
    reports: Sequence[Report],
    again: Callable[[Report, str], Report],
    count: int,
    seed: int,
) -> dict[str, Score]:
    """Return, for each sort of place, how many changes were noticed at error or warning.

    A change is noticed when a finding that was not there before quotes the changed line.
    """
    rng = random.Random(seed)  # noqa: S311 — a sample to measure, nothing secret
    by_sort: dict[str, list[Site]] = {}
    for site in sites(reports):
        by_sort.setdefault(site.sort, []).append(site)
    # Read again without a change first: what reading from text alone alters is no mutation.
    plain = {id(r): r if doubted(r) else again(r, r.text) for r in reports}
    checker = Checker()
    same = [plain[id(r)] for r in reports]
    before = {(f.kind, f.explanation) for f in checker.check(same)}
    scores = {}
    for sort, found in sorted(by_sort.items()):
        chosen = rng.sample(found, min(count, len(found)))
        missed = []
        for site in chosen:
            mutation = mutation_of(site, rng)
            changed = again(mutation.report, mutation.text)
            others = [changed if r.doc == changed.doc else r for r in same]
            if not _noticed(mutation, checker.check(others), before):
                missed.append(mutation.told)
        scores[sort] = Score(len(chosen) - len(missed), len(chosen), tuple(missed))
    return scores


def _noticed(mutation: Mutation, findings: Sequence[Finding], before: set[tuple[str, str]]) -> bool:
    report = mutation.report
    line = report.locate(mutation.at, mutation.at + 1).line
    return any(
        finding.severity is not Severity.INFO and (report.doc, line) in _quoted(finding)
        for finding in findings
        if (finding.kind, finding.explanation) not in before
    )


def compared(now: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what was gained and lost between two records, in lines to be shown."""
    missed, once = set(now["missed"]), set(then["missed"])
    alarms, before = Counter(now["alarms"]), Counter(then["alarms"])
    return {
        "gained": sorted(once - missed),
        "lost": sorted(missed - once),
        "alarms gone": sorted((before - alarms).elements()),
        "alarms new": sorted((alarms - before).elements()),
        "traps broken": sorted(set(now["broken"]) - set(then["broken"])),
        "traps kept again": sorted(set(then["broken"]) - set(now["broken"])),
    }


def counts_of(findings: Sequence[Finding]) -> dict[str, int]:
    """Return how many findings there are of each level."""
    found = Counter(str(finding.severity) for finding in findings)
    return {str(level): found[str(level)] for level in Severity}
