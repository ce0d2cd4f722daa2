"""Measure the checker on the seeds: recall, alarms, traps, changed digits, gains and losses.

    python tests/benchmarks/checking.py [--shared DIR] [--mutations N] [--seed N] [--list]
        [--update]

The same as ``baocao eval``, with the run recorded in recorded/checking.json to compare with.
Gold is only read to measure. Without the seeds there is nothing to measure: it says so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from ui.cli import main as baocao

SHARED = Path(__file__).parents[2].parent / "shared"
RECORD = Path(__file__).parent / "recorded" / "checking.json"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--mutations", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    seeds = options.shared / "seeds"
    if not seeds.is_dir():
        print(f"no seeds in {options.shared}: nothing to measure")
        return 0
    arguments = ["eval", str(seeds), "--gold", str(options.shared / "gold")]
    arguments += ["--mutations", str(options.mutations), "--seed", str(options.seed)]
    arguments += ["--record", str(RECORD)]
    arguments += ["--list"] if options.list else []
    arguments += ["--update"] if options.update else []
    with tempfile.TemporaryDirectory() as home:
        return baocao(["--home", home, *arguments])


if __name__ == "__main__":
    sys.exit(main())
