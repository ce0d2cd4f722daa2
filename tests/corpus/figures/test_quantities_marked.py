"""The figures of invented reports, line by line, against the answers written beside them."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted((ROOT / "tests" / "data" / "figures").glob("*.txt"))


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location(
        "bench_quantities_marked", ROOT / "tests" / "benchmarks" / "quantities_marked.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_quantities_marked"] = module
    spec.loader.exec_module(module)
    return module


def test_there_is_enough_to_judge(bench):
    assert sum(len(bench.load(file).expected) for file in FILES) > 400


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_marked_reports(bench, file, tmp_path):
    marked = bench.load(file)
    tally = bench.measure(marked, bench.read_marked(marked, tmp_path))
    assert tally.f1 >= 0.99, tally.notes
    for name, least in (("unit", 0.95), ("period", 0.9), ("scope", 0.95), ("kind", 0.97)):
        assert tally.share(name) >= least, tally.notes


def test_what_is_no_figure_is_left_out(bench, tmp_path):
    """Lines without an answer hold dates, names, numbers of documents and of telephones."""
    for file in FILES:
        marked = bench.load(file)
        tally = bench.measure(marked, bench.read_marked(marked, tmp_path))
        assert [note for note in tally.notes if note.startswith("extra")] == []
