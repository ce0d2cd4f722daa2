"""Citations: own sentences with the right answers, gold data, and properties."""

from __future__ import annotations

import importlib.util
import json
import random
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents.citations import citations_of
from corpus.model import Block, BlockKind, Citation, Report
from corpus.reading import find_citations, parse
from corpus.text import fold

DATA = Path(__file__).parents[2] / "data" / "citation_sentences.jsonl"
SENTENCES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


def report_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Report:
    """Return a report that is one block; line breaks in it are wraps."""
    block = Block(kind, text.replace("\n", " "), tuple(range(len(text))))
    return Report(doc="thu.txt", sha256="", text=text, blocks=(block,))


def cited(text: str) -> list[Citation]:
    return list(citations_of(report_of(text)))


@pytest.mark.parametrize("case", SENTENCES, ids=lambda c: f"{c['kind']}: {c['text'][:40]}")
def test_sentence(case: dict) -> None:
    got = [
        [c.number, c.type, c.date.isoformat() if c.date else None, fold(c.issuer or "")]
        for c in cited(case["text"])
    ]
    want = [[n, kind, day, fold(issuer or "")] for n, kind, day, issuer, *_ in case["cites"]]
    assert got == want


WITH_SUBJECT = [c for c in SENTENCES if any(len(cite) > 4 for cite in c["cites"])]


@pytest.mark.parametrize("case", WITH_SUBJECT, ids=lambda c: c["text"][:40])
def test_subject_of_sentence(case: dict) -> None:
    for got, want in zip(cited(case["text"]), case["cites"], strict=True):
        if len(want) > 4:
            assert got.subject == want[4]


def test_enough_sentences() -> None:
    assert len(SENTENCES) >= 380
    assert sum(1 for s in SENTENCES if not s["cites"]) >= 60
    assert len(WITH_SUBJECT) >= 30


@pytest.mark.parametrize("case", SENTENCES[:60], ids=lambda c: c["text"][:40])
def test_place_and_span_hold_the_words(case: dict) -> None:
    report = report_of(case["text"])
    for cite in citations_of(report):
        assert report.text[cite.place.start : cite.place.end] == cite.place.text
        assert " ".join(cite.place.text.split()) == cite.surface
        left, right = cite.span
        assert cite.surface in " ".join(report.blocks[0].text[left:right].split())


@pytest.mark.parametrize("case", SENTENCES, ids=lambda c: c["text"][:40])
def test_decomposed_text_gives_the_same(case: dict) -> None:
    text = case["text"]
    plain = [(c.number, c.type, c.date, c.issuer) for c in find_citations(text)]
    apart = unicodedata.normalize("NFD", text)
    assert [(c.number, c.type, c.date, c.issuer) for c in find_citations(apart)] == plain


def test_without_diacritics_numbers_and_dates_are_found() -> None:
    for case in SENTENCES:
        if case["kind"] in ("admin", "normative", "party", "date"):
            got = [(c.number.replace("HD-", "HĐ-"), c.date) for c in cited(case["text"])]
            bare = case["text"].replace("Đ", "D").replace("đ", "d")
            bare = "".join(
                c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c)
            )
            seen = [(c.number.replace("HD-", "HĐ-"), c.date) for c in cited(bare)]
            assert seen == got, case["text"]


def test_header_number_takes_the_date_of_the_header() -> None:
    report = Report(
        doc="bao-cao.txt",
        sha256="",
        text="Số: 415/BC-SNV",
        number="415/BC-SNV",
        issuer="Sở Nội vụ",
        blocks=(Block.of("Số: 415/BC-SNV", BlockKind.HEADER),),
    )
    (cite,) = citations_of(report)
    assert (cite.number, cite.type, cite.issuer) == ("415/BC-SNV", "Báo cáo", "Sở Nội vụ")


def test_subject_goes_to_the_end_of_its_clause() -> None:
    text = (
        "Quyết định số 12/QĐ-UBND ngày 03/02/2025 của UBND tỉnh về phát triển kinh tế số; "
        "Kế hoạch số 15/KH-UBND ngày 05/02/2025 ban hành Quy chế (kèm theo)."
    )
    first, second = cited(text)
    assert first.subject == "về phát triển kinh tế số"
    assert second.subject == "ban hành Quy chế"


def test_malformed_date_is_kept_as_written() -> None:
    (cite,) = cited("Quyết định số 808/QĐ-UBND ngày 29/5/20235)")
    assert (cite.date, cite.date_text) == (None, "29/5/20235")


def test_repaired_letters_are_marked() -> None:
    marks = {c.number: c.ocr for c in cited("QD s6 12/0P-UBND, Quyết định số 13/QĐ-UBND")}
    assert marks == {"12/QĐ-UBND": True, "13/QĐ-UBND": False}


def test_short_form_is_resolved_only_when_one_document_fits() -> None:
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024. Quán triệt Nghị quyết 57."
    assert cited(text)[1].resolved == "57-NQ/TW"
    text = "Nghị quyết số 57-NQ/TW và Nghị quyết số 57/NQ-CP. Quán triệt Nghị quyết 57."
    assert cited(text)[2].resolved is None
    assert cited("Quyết định số 57/QĐ-UBND. Quán triệt Nghị quyết 57.")[1].resolved is None


# ---------------------------------------------------------------- gold


@pytest.mark.skipif(not SEEDS.is_dir(), reason="tài liệu mẫu ../shared không có ở đây")
def test_gold_scores() -> None:
    bench = _benchmark()
    reports = bench.seeds()
    clean = bench.score(reports, ("000", "004"))
    ocr = bench.score(reports, ("003",))
    assert clean["f1"] >= 0.99
    assert ocr["f1"] >= 0.97
    for scores in (clean, ocr):
        assert scores["types"] >= 0.98
        assert scores["dates"] >= 0.98
        assert scores["issuers"] >= 0.95


@pytest.mark.skipif(not SEEDS.is_dir(), reason="tài liệu mẫu ../shared không có ở đây")
def test_look_alikes_of_the_seeds_are_no_citations() -> None:
    bench = _benchmark()
    reports = bench.seeds()
    for trap in bench.gold("named.jsonl"):
        for cite in reports[trap["doc"]].citations:
            same = cite.place.line == trap["line"]
            assert not (same and trap["surface"] in cite.place.text), trap


def _benchmark():
    path = Path(__file__).parents[2] / "benchmarks" / "citations.py"
    spec = importlib.util.spec_from_file_location("citations_benchmark", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---------------------------------------------------------------- linear time

HOSTILE = [
    "1",
    "12/",
    "12/QĐ-",
    "12/A&",
    "A0",
    "12/T T T ",
    "12/2025/",
    "số ",
    "số 12 ",
    "Quyết định số ",
    "Quyết định của UBND tỉnh số ",
    "ngày ",
    "12/QĐ-UBND ",
    "12/QĐ-UBND của của ",
    "12/QĐ-UBND của Bộ Khoa và Bộ Khoa và ",
    "số 12/KH-UBND, ",
    "Nghị quyết 57, ",
    "(((",
    "(1) ",
    "được a ",
    "Kế hoạch số 12/KH-UBND ngày 12/3/2025 của UBND tỉnh về thực hiện ",
    "số 12/KH-UBND cùng ngày ",
    "Nghị quyết số 57-NQ/TW về phát triển của Bộ và của Sở ",
    "Nghị quyết a b c d e f g số ",
    "Luật a b c d e f g h i k l m n o p số ",
    "Quyết định UBND tỉnh số ",
    "Công văn số 12/STC-NS gửi Bộ và ",
    "Quyết định số 12/QĐ-UBND được Sở ",
    "l2O/QĐ-UBND ",
    "của liên Bộ Tài chính, Y tế, ",
    "(((số 12/QĐ-UBND ",
]


def _seconds(text: str) -> float:
    report = report_of(text)
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        citations_of(report)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", HOSTILE)
def test_twice_the_text_takes_twice_the_time(unit: str) -> None:
    once = _seconds(unit * (24_000 // len(unit)))
    twice = _seconds(unit * (96_000 // len(unit)))
    assert twice < 4 * 2.2 * once + 0.05


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*HOSTILE, *"/- Đ\n", "QĐ-UBND", "2025"]), max_size=30))
def test_any_mixture_is_read_without_fault(parts: list[str]) -> None:
    text = "".join(parts)
    report = parse(text, "x.txt")
    for cite in citations_of(report):
        assert report.text[cite.place.start : cite.place.end] == cite.place.text
        assert cite.number
        assert " " not in cite.number


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 9999),
    st.sampled_from(["QĐ-UBND", "KH-UBND", "NQ-HĐND", "TTr-SNV", "BC-BXD", "CT-TTg"]),
    st.dates(date(1995, 1, 1), date(2099, 12, 31)),
)
def test_a_number_comes_back_as_it_was_written(number: int, symbol: str, day: date) -> None:
    text = f"theo văn bản số {number}/{symbol} ngày {day.day:02}/{day.month}/{day.year} của Sở."
    (cite,) = cited(text)
    assert (cite.number, cite.date) == (f"{number}/{symbol}", day)


def test_order_of_blocks_does_not_matter() -> None:
    texts = [s["text"].replace("\n", " ") for s in SENTENCES if s["kind"] == "admin"]
    numbers = sorted(c.number for t in texts for c in cited(t))
    random.Random(7).shuffle(texts)
    joined = "\n\n".join(texts)
    assert sorted(c.number for c in find_citations(joined)) == numbers
