"""Golden files: one report in each format, and what reading each must give.

`pytest tests/corpus/test_goldens.py --update-goldens` rewrites the answers; look at the difference
before keeping it. A missing answer fails.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Report, walk
from corpus.reading import read

DATA = Path(__file__).parents[1] / "data" / "reading"
FORMATS = [
    "docx",
    "pdf",
    *(
        pytest.param(
            suffix,
            marks=[
                pytest.mark.office,
                pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing"),
            ],
        )
        for suffix in ("doc", "odt", "rtf")
    ),
]


def answer(report: Report) -> dict[str, Any]:
    return {
        "about": [report.kind, report.number, str(report.date), report.issuer, report.signer],
        "title": report.title,
        "period": report.period and report.period.label,
        "scope": report.scope,
        "sections": [[s.level, s.number, s.title] for s in walk(report.sections)],
        "blocks": [
            [b.kind.value, b.label, b.text, list(b.path), [[n.mark, n.at] for n in b.notes]]
            for b in report.blocks
        ],
        "footnotes": [
            [f.mark, f.from_block, f.refers_from.text if f.refers_from else None]
            for f in report.footnotes
        ],
        "tables": [
            [[c.text for c in row] for row in (table.header, *table.rows)]
            for table in report.tables
        ],
        "warnings": list(report.warnings),
    }


def without_wraps(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out what differs by format for good reason: quotes keep the lines of a page."""
    quoted = [[mark, at, " ".join((text or "").split())] for mark, at, text in found["footnotes"]]
    return {**found, "footnotes": quoted}


@pytest.mark.parametrize("suffix", FORMATS)
def test_golden(suffix: str, update_goldens: bool) -> None:
    found = without_wraps(answer(read(DATA / f"bao-cao.{suffix}")))
    golden = DATA / "bao-cao.json"
    if update_goldens and suffix == "docx":
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
