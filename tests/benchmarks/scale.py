"""Measure the checker on a large library: time, memory, adding one report, loading from a home.

    python tests/benchmarks/scale.py [--library NAME] [--reports N] [--double] [--home] [--seed N]

Reports are invented by `scale_reports` (200 figures each) and read; reading is not measured.
Told are wall time and processor time: on a busy machine only the second says much. `--home`
puts the reports into a library on disk and measures the verb `check` as a user runs it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from scale_reports import LIBRARIES, text_of

from assistant.checking.check import Checker
from corpus.model import Report
from corpus.reading import find_all, parse

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]


def read_one(library: str, seed: int, index: int) -> Report:
    return find_all(parse(text_of(library, index, seed), f"r{index:05}.txt"))


def generated(library: str, count: int, seed: int) -> list[Report]:
    with ProcessPoolExecutor() as pool:
        return list(pool.map(partial(read_one, library, seed), range(count), chunksize=10))


def peak() -> float:
    """Return the most memory that this process ever used, in GiB; 0 where unknown."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2 if resource else 0.0


@contextmanager
def timed(name: str, times: list[float]) -> Iterator[None]:
    """Print and keep the processor time of what is done inside."""
    wall, own = time.perf_counter(), time.process_time()
    yield
    times.append(time.process_time() - own)
    print(f"{name}: {time.perf_counter() - wall:.1f} s, {times[-1]:.1f} s of the processor,"
          f" peak {peak():.2f} GiB", flush=True)  # fmt: skip


def measure(reports: list[Report], name: str, times: list[float]) -> None:
    """Check all but one report, then all: what the last one costs must not grow."""
    figures = sum(len(r.quantities) for r in reports)
    checker = Checker()
    with timed(f"{name}: {len(reports)} reports, {figures} figures", times):
        checker.check(reports[:-1])
    with timed("  one report more", []):
        findings = checker.check(reports)
    print("  ", dict(Counter(f"{f.kind} {f.severity}" for f in findings)), flush=True)


def measure_home(reports: list[Report]) -> None:
    """Check a library on disk as ``baocao check`` does, in a process of its own."""
    from assistant.library import Library
    from assistant.settings import load_settings

    with tempfile.TemporaryDirectory(prefix="baocao-scale-") as home:
        with Library(load_settings(home=Path(home))) as library:
            for report in reports:
                library.store.put(replace(report, sha256=f"{report.doc:0>64}"))
        command = [sys.executable, "-m", "ui.cli", "--home", home, "check", "--json"]
        wall = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.PIPE, env={**os.environ}, check=False)
        lines = len(done.stdout.splitlines())
        told = f"baocao check, {len(reports)} reports: {time.perf_counter() - wall:.1f} s"
        if resource:
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            told += f", {used.ru_utime + used.ru_stime:.1f} s of the processor with the readers"
        print(f"{told}, {lines} findings, exit {done.returncode}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--library", choices=sorted(LIBRARIES), default="offices")
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--double", action="store_true", help="also measure twice as many")
    parser.add_argument("--home", action="store_true", help="also measure a library on disk")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    count = options.reports
    begin = time.perf_counter()
    reports = generated(options.library, count * (2 if options.double else 1), options.seed)
    print(f"read in {time.perf_counter() - begin:.0f} s, peak {peak():.2f} GiB", flush=True)
    times: list[float] = []
    measure(reports[:count], options.library, times)
    if options.double:
        measure(reports, "twice as many", times)
        print(f"twice as many takes {times[1] / times[0]:.2f} times as long")
    if options.home:
        measure_home(reports[:count])


if __name__ == "__main__":
    main()
