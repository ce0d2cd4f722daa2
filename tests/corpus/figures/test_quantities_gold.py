"""The figures of the given report against the gold, where the shared material is at hand."""

import importlib.util
import json
from pathlib import Path

import pytest

from corpus.reading import read

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
GOLD = SHARED / "gold" / "figures.jsonl"


@pytest.fixture(scope="module")
def score():
    if not GOLD.exists():
        pytest.skip("gold figures are not at hand")
    spec = importlib.util.spec_from_file_location(
        "bench_quantities", ROOT / "tests" / "benchmarks" / "quantities.py"
    )
    bench = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["bench_quantities"] = bench
    spec.loader.exec_module(bench)
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    doc = rows[0]["doc"]
    report = read(next((SHARED / "seeds").glob(f"{doc}_*")))
    return bench.compare([row for row in rows if row["doc"] == doc], report.quantities)


def test_values(score):
    assert score.f1() >= 0.97


def test_values_with_units(score):
    assert score.f1(score.right["unit"]) >= 0.92


@pytest.mark.parametrize("name", ["period", "scope", "qualifier"])
def test_circumstances(score, name):
    assert score.right[name] / score.matched >= 0.85
