"""Small reports of invented provinces, read from text as the product reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.checking import Finding, check
from corpus.model import Cell, Report, Table
from corpus.reading import read


@pytest.fixture
def reports(tmp_path: Path) -> Callable[..., list[Report]]:
    """Return a function that reads texts, given by name, as reports of six months of 2025."""

    def make(**texts: str) -> list[Report]:
        read_back = []
        for name, text in texts.items():
            head = "" if text.startswith("BÁO CÁO") else _HEAD
            path = tmp_path / f"{name}.txt"
            path.write_text(head + text + "\n", encoding="utf-8")
            read_back.append(read(path))
        return read_back

    return make


@pytest.fixture
def findings(reports: Callable[..., list[Report]]) -> Callable[..., list[Finding]]:
    """Return a function that checks texts given by name."""
    return lambda **texts: check(reports(**texts))


@pytest.fixture
def table_report() -> Callable[..., Report]:
    """Return a function that makes a report of one table from its rows, the first the header."""

    def make(*rows: list[str]) -> Report:
        text = ""
        cells = []
        for row in rows:
            line = []
            for words in row:
                line.append(Cell(words, len(text), len(text) + len(words)))
                text += words + "\t"
            text = text[:-1] + "\n"
            cells.append(tuple(line))
        report = Report(doc="bang.txt", sha256="", text=text)
        table = Table(report.locate(0, len(text)), cells[0], tuple(cells[1:]))
        return replace(report, tables=(table,))

    return make


_HEAD = (
    "BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2025 của Sở Khoa học và Công nghệ tỉnh Sơn Hà\n"
    "I. Kết quả 6 tháng đầu năm 2025\n1. Công tác chuyên môn\n"
)
