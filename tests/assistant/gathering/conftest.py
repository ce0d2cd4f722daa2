"""Twelve invented units and their answers, written and read once."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def bench():
    spec = importlib.util.spec_from_file_location(
        "bench_summing", ROOT / "tests" / "benchmarks" / "summing.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_summing"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def office(bench, tmp_path_factory):
    """Return (folder with letter.txt, units.txt and answers/, what is true of them)."""
    if not Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists():
        pytest.skip("no DejaVu font to write a .pdf with")
    folder = tmp_path_factory.mktemp("don-vi")
    return folder, bench.build(folder, 12)


@pytest.fixture(scope="session")
def collected(office):
    from assistant.gathering.collect import collect

    folder, _ = office
    return collect(folder / "letter.txt", [folder / "answers"], folder / "units.txt")
