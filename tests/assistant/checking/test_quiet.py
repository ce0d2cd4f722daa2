"""Reports without a fault, two periods of one office each: nothing to accuse them of."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from assistant.checking import Severity, check
from corpus.reading import read

DATA = Path(__file__).parents[2] / "data" / "quiet"


def offices() -> dict[str, list[Path]]:
    """Return the reports by the office in their names: "nong-nghiep-6-thang.txt"."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(DATA.glob("*.txt")):
        found[path.stem.rsplit("-", 2)[0]].append(path)
    return found


@pytest.mark.parametrize("office", offices())
def test_faultless_reports_are_not_accused(office: str) -> None:
    reports = [read(path) for path in offices()[office]]
    accused = [f.explanation for f in check(reports) if f.severity is not Severity.INFO]
    assert accused == []
