"""Relations: own sentences with the right answers, footnotes, the document's own basis, gold."""

from __future__ import annotations

import importlib.util
import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.documents.citations import citations_of
from corpus.documents.relations import relations_of
from corpus.model import Block, BlockKind, Footnote, NoteRef, Relation, Report

DATA = Path(__file__).parents[2] / "data" / "relation_sentences.jsonl"
SENTENCES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
SHARED = Path(__file__).parents[4] / "shared"


def report_of(*blocks: Block) -> Report:
    """Return a report of these blocks, with its citations."""
    text, placed = "", []
    for block in blocks:
        start = len(text)
        placed.append(replace(block, offsets=tuple(range(start, start + len(block.text)))))
        text += block.text + "\n"
    report = Report(doc="thu.txt", sha256="", text=text, blocks=tuple(placed))
    return replace(report, citations=citations_of(report))


def named(report: Report, relation: Relation) -> list[str]:
    flags = [
        name
        for name, on in (
            ("implied", not relation.explicit),
            ("negated", relation.negated),
            ("planned", relation.planned),
        )
        if on
    ]
    cites = report.citations
    ends = cites[relation.source].number, cites[relation.target].number
    return [ends[0], relation.kind.value, ends[1], *flags]


def found(report: Report) -> list[list[str]]:
    return sorted(named(report, r) for r in relations_of(report))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda c: c["text"][:60])
def test_sentence(case: dict) -> None:
    assert found(report_of(Block.of(case["text"]))) == sorted(case["relations"])


def test_place_is_the_sentence() -> None:
    first = "Sở đã họp. "
    second = "Kế hoạch số 41/KH-UBND triển khai Nghị quyết số 57-NQ/TW."
    report = report_of(Block.of(first + second))
    (relation,) = relations_of(report)
    assert relation.place.text == second


def test_footnote_speaks_of_the_head_of_the_marked_clause() -> None:
    text = (
        "Ban hành: (1) Kế hoạch số 12/KH-UBND; (2) Kế hoạch số 40/KH-UBND thực hiện "
        "Nghị quyết số 57-NQ/TW; (3) Quy chế."
    )
    at = text.index("; (3)")
    body = replace(Block.of(text), notes=(NoteRef("3", at),))
    note = Block.of("Thay thế Kế hoạch số 09/KH-UBND ngày 05/02/2025.", BlockKind.FOOTNOTE)
    report = report_of(body, note)
    place = report.place(1, 0, len(note.text))
    report = replace(report, footnotes=(Footnote("3", place, place, 1, 0),))
    assert ["40/KH-UBND", "thay thế", "09/KH-UBND"] in found(report)
    assert ["57-NQ/TW", "thay thế", "09/KH-UBND"] not in found(report)


def test_the_document_itself_is_based_on_and_replaces() -> None:
    report = report_of(
        Block.of("Số: 415/QĐ-UBND", BlockKind.HEADER),
        Block.of("Căn cứ Nghị định số 45/2010/NĐ-CP ngày 21/4/2010 của Chính phủ;"),
        Block.of("Quyết định này thay thế Quyết định số 100/QĐ-UBND ngày 02/3/2020."),
    )
    assert found(report) == [
        ["415/QĐ-UBND", "căn cứ", "45/2010/NĐ-CP"],
        ["415/QĐ-UBND", "thay thế", "100/QĐ-UBND"],
    ]


def test_nothing_relates_across_sentences() -> None:
    report = report_of(
        Block.of("Sở trình Kế hoạch số 12/KH-UBND. Việc thực hiện Nghị quyết số 57-NQ/TW đạt khá.")
    )
    assert found(report) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="tài liệu mẫu ../shared không có ở đây")
def test_gold_scores() -> None:
    path = Path(__file__).parents[2] / "benchmarks" / "citations.py"
    spec = importlib.util.spec_from_file_location("relations_benchmark", path)
    assert spec
    assert spec.loader
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    assert bench.relation_score(bench.seeds())["f1"] >= 0.95


HOSTILE = [
    "được thay thế ",
    "Quyết định số 12/QĐ-UBND được a b c d e f ",
    "Quyết định số 12/QĐ-UBND và ",
    "Quyết định số 12/QĐ-UBND, Sở và ",
    "Kế hoạch số 1/KH-UBND được a phê duyệt ",
    "Kế hoạch số 1/KH-UBND ban hành kèm theo ",
    "thực hiện Nghị quyết số 57-NQ/TW; ",
    "(thay thế Kế hoạch số 1/KH-UBND ",
]


def _seconds(report: Report) -> float:
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        relations_of(report)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    once, twice = (_seconds(report_of(*(Block.of(unit * 40) for _ in range(n)))) for n in (12, 48))
    assert twice < 4 * 2.2 * once + 0.05


@pytest.mark.parametrize("unit", HOSTILE)
def test_one_long_sentence_is_read_in_linear_time(unit: str) -> None:
    once, twice = (_seconds(report_of(Block.of(unit * n))) for n in (300, 1200))
    assert twice < 4 * 2.2 * once + 0.05


def test_numbers_of_one_sentence_stay_affordable() -> None:
    """A list of hundreds of documents in one sentence: no worse than what it names."""
    text = "Triển khai " + ", ".join(f"Kế hoạch số {n}/KH-UBND" for n in range(1, 600)) + "."
    assert _seconds(report_of(Block.of(text))) < 2.0


def test_enough_sentences() -> None:
    assert len(SENTENCES) >= 240
    assert sum(1 for s in SENTENCES if not s["relations"]) >= 40
