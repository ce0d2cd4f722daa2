"""The acceptance of the main job on the five real documents beside the project."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from assistant.checking import Finding
from assistant.drafting import Draft, parse_outline
from assistant.library import Library
from assistant.settings import load_settings
from corpus import read
from corpus.text import fold

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def library(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(load_settings(home=tmp_path_factory.mktemp("home")))
    result = library.index([shared / "seeds"])
    assert result.added == 5
    assert not result.failed
    return library


@pytest.fixture(scope="module")
def findings(library: Library) -> list[Finding]:
    return library.check().findings


@pytest.fixture(scope="module")
def draft(library: Library, shared: Path) -> Draft:
    return library.draft(next((shared / "seeds").glob("004*.txt")))


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _lines(evidence: list[dict]) -> set[tuple[str, int]]:
    return {
        (e["doc"], line)
        for e in evidence
        for line in range(e["line"], e.get("line_end", e["line"]) + 1)
    }


def _touches(finding: Finding, evidence: list[dict]) -> int:
    """How many of the given places the finding quotes."""
    quoted = {(p.doc[:3], line) for p in finding.evidence for line in range(p.line, p.line_end + 1)}
    return sum(1 for e in evidence if _lines([e]) & quoted)


def test_citations_against_gold(shared: Path) -> None:
    gold = _rows(shared / "gold" / "citations.jsonl")
    want = {(g["doc"], g["line"], g["number"]) for g in gold}
    got = {
        (path.name[:3], c.place.line, c.number)
        for path in sorted((shared / "seeds").glob("*.txt"))
        if path.name[:3] in {"000", "003", "004"}
        for c in read(path).citations
        if path.name[:3] != "003" or c.place.line <= 330
    }
    right = len(want & got)
    f1 = 2 * right / (len(want) + len(got))
    assert f1 >= 0.97, (sorted(want - got), sorted(got - want))


@pytest.mark.parametrize(
    "question",
    [
        "which decisions cover Nghị quyết 57",
        "Những văn bản nào triển khai Nghị quyết 57?",
        "nhung van ban nao trien khai nghi quyet 57",
    ],
)
def test_which_decisions_cover_resolution_57(library: Library, question: str) -> None:
    documents = {d.number: d for d in library.ask(question).documents}
    for number in ("327/QĐ-UBND", "359-KH/TU", "03/NQ-CP", "08-KH/BCĐ", "51/KH-UBND", "336-KH/TU"):
        assert number in documents
        digits = number.split("/")[0].split("-")[0]
        assert any(digits in p.text for p in documents[number].sources)
    for number in ("51/KH-UBND", "336-KH/TU"):
        assert documents[number].status.startswith("được thay thế")
    assert "539-KH/TU" not in documents


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("cross_report_value", {64, 82}),
        ("cross_report_value", {24, 33}),
        ("citation_number", {"359-KH/TU", "539-KH/TU"}),
        ("citation_number", {"416/QĐ-UBND", "516/QĐ-UBND"}),
        ("malformed_date", {"29/5/20235"}),
        ("sum_mismatch", {14, 17}),
        ("sum_mismatch", {17069, 17067}),
    ],
)
def test_known_faults_are_reported(findings: list[Finding], kind: str, values: set) -> None:
    assert any(f.kind == kind and values <= set(f.values) for f in findings)


def test_few_findings_and_no_traps(findings: list[Finding], shared: Path) -> None:
    loud = [f for f in findings if f.severity in ("error", "warning")]
    assert len(loud) <= 60
    for trap in _rows(shared / "gold" / "not_inconsistent.jsonl"):
        need = min(2, len(trap["evidence"]))
        hits = [f for f in loud if f.severity == "error" and _touches(f, trap["evidence"]) >= need]
        assert not hits, (trap["id"], hits[0].explanation)


def test_the_draft_has_every_heading_in_order(draft: Draft, shared: Path) -> None:
    outline = parse_outline(read(next((shared / "seeds").glob("004*.txt"))))

    def titles(headings) -> list[str]:
        return [t for h in headings for t in (h.title, *titles(h.children))]

    assert [s.title for s in draft.sections] == titles(outline.headings)
    tree = json.loads((shared / "gold" / "outline.json").read_text(encoding="utf-8"))["tree"]

    def gold_titles(nodes) -> list[str]:
        return [t for n in nodes for t in (n["title"], *gold_titles(n["children"]))]

    assert [fold(s.title) for s in draft.sections] == [fold(t) for t in gold_titles(tree)]


def test_every_number_in_the_draft_has_its_source(draft: Draft, library: Library) -> None:
    texts = {r.doc: r.text for r in library.reports()}
    assert not draft.unsupported
    for section in draft.sections:
        for sentence in section.sentences:
            assert sentence.sources
            for place in sentence.sources:
                assert texts[place.doc][place.start : place.end] == place.text
                if place.doc.startswith("004"):
                    # The letter is a source of the documents it rests on, never of results.
                    assert section.path == "I.1"
                    assert re.search(r"Quyết định số \d+/QĐ", sentence.text)
