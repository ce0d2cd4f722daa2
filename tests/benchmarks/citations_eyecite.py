"""Speed beside eyecite, each on its own kind of text, in one run.

Run it: ``python tests/benchmarks/citations_eyecite.py --eyecite PYTHON``, where PYTHON is the
interpreter of an environment of its own that has eyecite (``pip install eyecite==2.7.8``); eyecite
is no dependency of this project. Without it the benchmark says so and does nothing. Prints MB/s
of UTF-8 of both (best of several rounds, they take turns) and how many times faster ours is; exit
1 when that is less than TARGET.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from corpus.documents.citations import citations_of
from corpus.model import Report
from corpus.reading import parse

TARGET = 5.0  # times the rate of eyecite's default tokenizer
ROUNDS = 5
SHARED = Path(__file__).resolve().parents[3] / "shared"

# An American court opinion as eyecite reads them: full, short, supra and id. citations, statutes,
# in as much prose as the official text has between its citations.
OPINION = """\
We review a grant of summary judgment de novo. Carver v. Lindholm, 512 F.3d 1011, 1019 (9th Cir.
2008). The moving party bears the burden of showing that no genuine issue of material fact remains.
See Orton v. City of Fairmont, 477 U.S. 317, 322 (1986); Fed. R. Civ. P. 56(c). Id. at 324. The
district court held otherwise, 388 F. Supp. 2d 871, 880 (N.D. Cal. 2005), and we reverse. In
Lindholm, supra, at 1021, the panel refused to read 42 U.S.C. § 1983 to reach such conduct, and the
Supreme Court agreed in a later case, Hale v. Brandt, 550 U.S. 372, 380, 127 S. Ct. 1769, 167 L. Ed.
2d 686 (2007). Nothing in the record, viewed in the light most favorable to the plaintiff, would
allow a reasonable jury to find that the officers knew of the hazard before noon of that day.

The facts are simple. Late in the spring the owner of the warehouse wrote to the fire marshal and
asked for an inspection of the east stairwell, where a handrail had come loose the winter before.
The marshal sent two officers, who walked through the building with the night manager, looked at
the stairs, and left without a report. Both later testified that they had seen nothing out of the
ordinary, though each remembered the lights on the second landing as dim. Nine days after that visit
the plaintiff, a delivery driver of eleven years' standing, carried a crate of machine parts up the
same stairs and fell when the rail gave way under his hand. He broke his wrist and two ribs and was
away from work until the autumn. The owner settled. The driver then sued the county and the two
officers, and said that they had made his danger worse by declaring the building fit for use.

We do not doubt that the officers could have looked harder. Whether they owed the driver a duty to
do so is another question, which the parties argue at length. The county points out that an
inspection is a service to the public at large and creates no promise to anyone who may later walk
through the door; the driver answers that the owner had stopped its own repairs because of what the
officers told the manager that night. There is some evidence for this. The manager kept a notebook,
and its entry for that day says that the men from the county were satisfied and that the carpenter
need not come before the end of the month. The trial judge excluded the notebook as hearsay without
saying why, and neither side asked him to explain. We think that he ought to have let the jury see
it, if only to show why the carpenter stayed away, and that the error was not a harmless one.
"""

_CHILD = """
import sys, time
from eyecite import get_citations
text = sys.stdin.read()
get_citations(text)
best, found = 1e9, 0
for _ in range(int(sys.argv[1])):
    start = time.process_time()
    found = len(get_citations(text))
    best = min(best, time.process_time() - start)
print(len(text.encode()) / best / 1e6, found)
"""


def ours(text: str) -> tuple[float, int]:
    """Return (MB/s, citations) of `citations_of` on an official text."""
    report: Report = parse(text, "x.txt")
    best, found = 1e9, 0
    for _ in range(ROUNDS):
        start = time.process_time()
        found = len(citations_of(report))
        best = min(best, time.process_time() - start)
    return len(text.encode()) / best / 1e6, found


def theirs(python: str, text: str) -> tuple[float, int]:
    """Return (MB/s, citations) of eyecite's default tokenizer on court opinions."""
    done = subprocess.run(
        [python, "-c", _CHILD, str(ROUNDS)],
        input=text, capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    rate, found = done.stdout.split()
    return float(rate), int(found)


def main() -> int:
    """Print both rates; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--eyecite", metavar="PYTHON", help="interpreter that has eyecite")
    args = parser.parse_args()
    seeds = sorted((SHARED / "seeds").glob("*.txt"))
    if not args.eyecite or not seeds:
        print("skipped: give --eyecite PYTHON, and ../shared beside the project")
        return 0
    official = "\n".join(path.read_text(encoding="utf-8") for path in seeds)
    opinions = OPINION * (85_336 // len(OPINION))
    rates = []
    for name, (rate, found), text in (
        ("eyecite", theirs(args.eyecite, opinions), opinions),
        ("baocao", ours(official), official),
        ("eyecite again", theirs(args.eyecite, opinions), opinions),
    ):
        print(f"{name:14} {rate:6.3f} MB/s   {len(text):,} characters, {found} citations")
        rates.append(rate)
    times = rates[1] / max(rates[0], rates[2])
    print(f"baocao is {times:.1f} times as fast (target {TARGET:g})")
    return 0 if times >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
