"""The whole job on the shipped samples, against their answer key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.library import Library
from assistant.settings import load_settings
from corpus.text import fold

OUTLINE = "de-cuong-nam-2025.docx"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def key(samples: Path) -> dict[str, Any]:
    return json.loads((samples / "dap-an.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    library = Library(load_settings(home=tmp_path_factory.mktemp("home")))
    result = library.index([p for p in sorted(samples.iterdir()) if p.suffix != ".json"])
    assert not result.failed
    assert result.added == 4
    return library


def _numbers(values: list[Any]) -> set[Any]:
    return {v if isinstance(v, str) else float(v) for v in values}


def test_every_planted_fault_is_found(library: Library, key: dict[str, Any]) -> None:
    found = library.check().findings
    missing = [
        fault
        for fault in key["findings"]
        if not any(
            f.kind == fault["kind"]
            and f.severity in ("error", "warning")
            and _numbers(fault["values"]) <= _numbers(list(f.values))
            for f in found
        )
    ]
    assert not missing


def test_nothing_else_is_accused(library: Library, key: dict[str, Any]) -> None:
    loud = [f for f in library.check().findings if f.severity in ("error", "warning")]
    known = [_numbers(fault["values"]) for fault in key["findings"]]
    extra = [f for f in loud if not any(k <= _numbers(list(f.values)) for k in known)]
    assert not [(f.kind, f.explanation) for f in extra]


def test_findings_quote_the_documents(library: Library) -> None:
    texts = {r.doc: r.text for r in library.reports()}
    for finding in library.check().findings:
        assert finding.evidence
        for place in finding.evidence:
            assert texts[place.doc][place.start : place.end] == place.text


@pytest.mark.parametrize(
    "question",
    [
        "Văn bản nào triển khai Nghị quyết 57?",
        "van ban nao trien khai nghi quyet 57",
        "which decisions cover Nghị quyết 57",
    ],
)
def test_the_chain_of_the_resolution(library: Library, key: dict[str, Any], question: str) -> None:
    documents = {d.number: d for d in library.ask(question).documents}
    covering = key["covering"]
    assert set(covering["direct"]) <= set(documents)
    assert set(covering["indirect"]) <= set(documents)
    assert "251-KH/TU" not in documents
    for number in covering["direct"]:
        document = documents[number]
        assert document.relation == "trực tiếp"
        assert any("57" in place.text for place in document.sources)
    assert documents["412/QĐ-UBND"].relation == "gián tiếp"


def test_the_draft_follows_the_outline(
    library: Library, key: dict[str, Any], samples: Path, tmp_path: Path
) -> None:
    from assistant.official import export_docx

    draft = library.draft(samples / OUTLINE)
    numbers = [section.number.rstrip(".") for section in draft.sections]
    assert numbers == key["outline"]
    assert not draft.unsupported
    by_number = dict(zip(numbers, draft.sections, strict=True))
    for number in key["gaps"]:
        assert by_number[number].gaps
        assert not by_number[number].sentences
    sources = {r.doc: r.text for r in library.reports()}
    for section in draft.sections:
        for sentence in section.sentences:
            assert sentence.sources
            assert all(p.doc != OUTLINE for p in sentence.sources)
            assert all(sources[p.doc][p.start : p.end] == p.text for p in sentence.sources)
    words = fold(" ".join(s.text for s in draft.sections))
    assert "31 nhiem vu kh&cn cap tinh" in words  # the newest value, from the 9-month report
    export_docx(draft, tmp_path / "du-thao.docx")
    assert (tmp_path / "du-thao.docx").stat().st_size > 10_000
