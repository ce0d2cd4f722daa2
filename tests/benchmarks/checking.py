"""Measure the checker: recall on gold findings, false alarms, traps, and a mutation test.

    python tests/benchmarks/checking.py [--shared DIR] [--mutations N] [--seed N] [--list]

Gold is only read to measure. A gold finding counts as found when a finding of the same family
quotes at least two of its places (one, where it has one). A trap is broken when an error or a
warning of its class quotes two of its places. The mutation test changes one digit of a number
that agrees with another place, of a stated sum or of a stated count, reads the file again, and
asks whether a new finding quotes the changed line; a copy that is not changed must stay quiet.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.checking import Finding, Severity, check
from corpus.model import Report
from corpus.reading import read
from corpus.text import fold

SHARED = Path(__file__).parents[2].parent / "shared"
FAMILIES = {
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
LOUD = (Severity.ERROR, Severity.WARNING)
PAGES = 60  # of the five seeds, about


def family(kind: str) -> str:
    return FAMILIES.get(kind, kind)


def lines_of(evidence: dict) -> set[tuple[str, int]]:
    last = evidence.get("line_end", evidence["line"])
    return {(evidence["doc"], line) for line in range(evidence["line"], last + 1)}


def quoted(finding: Finding) -> set[tuple[str, int]]:
    return {(p.doc[:3], line) for p in finding.evidence for line in range(p.line, p.line_end + 1)}


def touched(finding: Finding, gold: dict) -> int:
    places = quoted(finding)
    return sum(bool(lines_of(e) & places) for e in gold["evidence"])


def found_by(finding: Finding, gold: dict) -> bool:
    enough = min(2, len(gold["evidence"]))
    return family(finding.kind) == family(gold["kind"]) and touched(finding, gold) >= enough


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


TRAP_KINDS = {
    "sum_ok": {"sum"},
    "count_vs_list_ok": {"sum"},
    "citation": {"citation", "superseded_document"},
}


def breaks(finding: Finding, trap: dict) -> bool:
    kinds = TRAP_KINDS.get(trap["class"], {"value", "sum", "citation", "percent_mismatch"})
    enough = min(2, len(trap["evidence"]))
    return family(finding.kind) in kinds and touched(finding, trap) >= enough


def measure(findings: Sequence[Finding], shared: Path, *, listing: bool) -> None:
    gold = rows(shared / "gold" / "inconsistencies.jsonl")
    traps = rows(shared / "gold" / "not_inconsistent.jsonl")
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for row in gold:
        level = "info" if row["severity"] == "info" else "loud"
        hit = any(found_by(f, row) for f in findings)
        by_kind[row["kind"]][f"{level} {'found' if hit else 'missed'}"] += 1
        if listing and not hit and level == "loud" and not row.get("requires_external"):
            print(f"  missed {row['id']}: {row['explanation'][:150]}")
    for kind, counts in by_kind.items():
        print(f"{kind:22} {dict(counts)}")
    loud_gold = [g for g in gold if g["severity"] != "info" and not g.get("requires_external")]
    hits = sum(any(found_by(f, g) for f in findings) for g in loud_gold)
    loud = [f for f in findings if f.severity in LOUD]
    alarms = [f for f in loud if not any(found_by(f, g) for g in gold)]
    broken = [(t["id"], f) for t in traps for f in loud if breaks(f, t)]
    print(f"recall at error or warning: {hits}/{len(loud_gold)}")
    print(f"errors and warnings: {len(loud)}; not in the given third of gold: {len(alarms)}")
    print(f"traps broken: {len(broken)} of {len(traps)}")
    for name, finding in broken:
        print(f"  trap {name}: {finding.explanation}")
    if listing:
        for finding in alarms:
            places = [(p.doc[:3], p.line) for p in finding.evidence]
            print(f"  alarm {finding.kind} {finding.certainty} {finding.explanation} {places}")


@dataclass(frozen=True)
class Mutation:
    doc: str
    start: int  # canonical offset of the digit
    old: str
    new: str
    why: str


_DIGITS = re.compile(r"(?<![\d.,/])\d[\d.]*\d|(?<![\d.,/])\d")
_WORD = re.compile(r"[^\W_]+(?:[&/\-][^\W_]+)*")


def agreeing(reports: Sequence[Report]) -> Iterator[tuple[Report, int, int, str]]:
    """Yield the numbers that stand between the same words, with the same value, twice."""
    seen: dict[tuple[str, ...], list[tuple[Report, int, int, str]]] = defaultdict(list)
    for report in reports:
        for quantity in report.quantities:
            if quantity.table is not None:
                continue
            block = report.blocks[quantity.block]
            start, end = quantity.number_span
            before = [w.lower() for w in _WORD.findall(fold(block.text[:start]))[-2:]]
            after = [w.lower() for w in _WORD.findall(fold(block.text[end:]))[:3]]
            value = block.text[start:end]
            if len(before) == 2 and len(after) == 3 and value.strip().isdigit():
                key = (*before, value, *after)
                seen[key].append(
                    (report, block.offsets[start], block.offsets[end - 1] + 1, "figure")
                )
    for report in reports:
        for cited in report.citations:
            for part in (cited.surface, cited.date_text or ""):
                begin, end = report.blocks[cited.block].span(*cited.span)
                at = report.text.find(part, begin, end) if part else -1
                if at >= 0 and re.match(r"\d", part):
                    digits = re.match(r"\d+", part)
                    stop = at + (
                        len(part) if "/" in part and part == cited.date_text else digits.end()
                    )
                    key = ("citation", cited.number, part if part == cited.date_text else "")
                    if cited.date or part != cited.date_text:
                        seen[key].append((report, at, stop, f"citation {cited.number}"))
    for places in seen.values():
        if len(places) > 1:
            yield from places


def sums_and_counts(
    reports: Sequence[Report], shared: Path
) -> Iterator[tuple[Report, int, int, str]]:
    """Yield the totals and counts that gold says come out right."""
    by_doc = {report.doc[:3]: report for report in reports}
    for trap in rows(shared / "gold" / "not_inconsistent.jsonl"):
        if trap["class"] not in ("sum_ok", "count_vs_list_ok") or trap.get("stated", 1) is None:
            continue
        first = trap["evidence"][0]
        report = by_doc[first["doc"]]
        start = report.line_starts[first["line"] - 1]
        match = _DIGITS.search(first["text"])
        at = report.text.find(first["text"].split("\n")[0], start)
        if match and match.start() < 4 and at >= 0:
            yield report, at + match.start(), at + match.end(), trap["id"]


def mutations(reports: Sequence[Report], shared: Path, count: int, seed: int) -> list[Mutation]:
    rng = random.Random(seed)
    pool = [*agreeing(reports)]
    rng.shuffle(pool)
    figures = [place for place in pool if place[3] == "figure"]
    cited = [place for place in pool if place[3] != "figure"]
    chosen = [*sums_and_counts(reports, shared), *figures[:count], *cited[:count]]
    made = []
    for report, start, end, why in chosen:
        digits = [i for i in range(start, end) if report.text[i].isdigit()]
        at = rng.choice(digits[-2:] if len(digits) > 1 else digits)
        old = report.text[at]
        new = rng.choice([d for d in "123456789" if d != old])
        made.append(Mutation(report.doc, at, old, new, why))
    return made


def mutated(report: Report, mutation: Mutation, folder: Path) -> Report:
    text = report.text[: mutation.start] + mutation.new + report.text[mutation.start + 1 :]
    path = folder / report.doc
    path.write_text(text, encoding="utf-8")
    return read(path)


def mutation_test(
    reports: Sequence[Report], shared: Path, count: int, seed: int, *, listing: bool
) -> None:
    noticed: Counter[str] = Counter()
    total: Counter[str] = Counter()
    base = {(f.kind, f.explanation) for f in check(reports)}
    with tempfile.TemporaryDirectory() as name:
        for mutation in mutations(reports, shared, count, seed):
            changed = [
                mutated(r, mutation, Path(name)) if r.doc == mutation.doc else r for r in reports
            ]
            line = (
                next(r for r in reports if r.doc == mutation.doc)
                .locate(mutation.start, mutation.start + 1)
                .line
            )
            fresh = [f for f in check(changed) if (f.kind, f.explanation) not in base]
            hits = [f for f in fresh if (mutation.doc[:3], line) in quoted(f)]
            group = mutation.why.split()[0].split("-")[0]
            total[group] += 1
            noticed[f"{group} loud"] += any(f.severity in LOUD for f in hits)
            noticed[f"{group} any"] += bool(hits)
            if listing and not any(f.severity in LOUD for f in hits):
                kept = "info" if hits else "silent"
                text = next(r for r in reports if r.doc == mutation.doc).text
                around = text[mutation.start - 60 : mutation.start + 50].replace("\n", " ")
                change = f"{mutation.why} {mutation.old}→{mutation.new}"
                print(f"  {kept}: {mutation.doc[:3]}:{line} {change} …{around}…")
    for group, number in total.items():
        print(
            f"mutations of {group}: {number}, noticed {noticed[group + ' any']}"
            f" ({noticed[group + ' loud']} at error or warning)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--mutations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    reports = [read(path) for path in sorted((options.shared / "seeds").glob("*.txt"))]
    findings = check(reports)
    if check(reports) != findings:
        print("NOT STABLE: the same reports gave other findings")
    measure(findings, options.shared, listing=options.list)
    if options.mutations:
        mutation_test(
            reports, options.shared, options.mutations, options.seed, listing=options.list
        )


if __name__ == "__main__":
    main()
