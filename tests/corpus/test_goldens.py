"""Golden files: one report in each format, and what reading each must give.

`pytest tests/corpus/test_goldens.py --update-goldens` rewrites the answers; look at the difference
before keeping it. A missing answer fails.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Report
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


@pytest.mark.parametrize("suffix", FORMATS)
def test_golden(
    suffix: str, update_goldens: bool, golden_answer: Callable[[Report], dict[str, Any]]
) -> None:
    found = golden_answer(read(DATA / f"bao-cao.{suffix}"))
    golden = DATA / "bao-cao.json"
    if update_goldens and suffix == "docx":
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))
