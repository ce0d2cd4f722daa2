"""The whole pipe: file → canonical text → blocks → Report with everything found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.documents.citations import citations_of
from corpus.documents.relations import relations_of
from corpus.errors import NotAllowed
from corpus.figures.quantities import quantities_of
from corpus.layout.lines import canonical
from corpus.layout.metadata import metadata_of
from corpus.layout.structure import Structure, structure_of
from corpus.model import Citation, Place, Quantity, Relation, Report
from corpus.ocr.damage import is_damaged
from corpus.ocr.restoring import Repairs, restored_structure
from corpus.readers.base import OnPage, Source
from corpus.readers.choose import OFFICE, TEXT, check, read_source
from corpus.readers.guard import read_guarded
from corpus.readers.own_files import own_files
from corpus.secrecy import refuse_classified

_IN_DOUBT = 0.4  # confidence of a number that two readings of a scan gave differently


def parse(text: str, doc: str = "") -> Report:
    """Return the report of a text: blocks, sections, footnotes, tables, metadata; no finders."""
    sha = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    return _report(Source(canonical(text)), doc, sha)


def read(
    path: Path | str,
    *,
    allow_classified: bool = False,
    repairs: Callable[[], Repairs] | None = None,
    cache: Path | None = None,
    on_page: OnPage | None = None,
) -> Report:
    """Return the report of a file, with citations, relations and quantities.

    `repairs` gives what restores the words of a text that OCR has damaged; it is called for such
    a text only, and the places stay those of the file. Pages recognised on pictures are kept in
    the folder `cache` and not recognised again; `on_page(page, pages)` is told of each page and
    stops the reading when it raises. Raises a `ReadError` whose message is a
    Vietnamese sentence: the file cannot be used, or it carries a secrecy mark and
    `allow_classified` is not set; `Incomplete` where a file of the program itself is missing.
    """
    file = Path(path)
    check(file)
    source = _source(file, cache, on_page)
    if not allow_classified:
        refuse_classified(source.text, file.name)
    sha = _sha256(file)
    with own_files():
        report = _report(source, file.name, sha)
        if repairs and is_damaged(report):
            shape = restored_structure(source, repairs(), file.name)
            report = _report(source, file.name, sha, replace(shape, quality=report.quality))
        return find_all(report)


def _sha256(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as problem:
        raise NotAllowed(
            file.name, f"Tệp “{file.name}” không còn mở được (đã bị xóa hoặc khóa?); hãy thử lại."
        ) from problem


def _source(file: Path, cache: Path | None, on_page: OnPage | None) -> Source:
    """Read plain text here, older formats through LibreOffice, all else in a child process."""
    if file.suffix.lower() in (*TEXT, *OFFICE):
        return read_source(file)
    return read_guarded(file, cache=cache, on_page=on_page)


def find_all(report: Report) -> Report:
    """Return a report with citations, relations and quantities found anew in its blocks."""
    report = replace(report, citations=citations_of(report), relations=(), quantities=())
    report = replace(report, relations=relations_of(report))
    return _with_doubt(replace(report, quantities=quantities_of(report)))


def _with_doubt(report: Report) -> Report:
    """Return a report whose citations and figures at doubtful places are less trusted."""
    if not report.doubtful:
        return report
    spans = [(place.start, place.end) for place in report.doubtful]

    def trust(place: Place, confidence: float) -> float:
        hit = any(a < place.end and place.start < b for a, b in spans)
        return min(confidence, _IN_DOUBT) if hit else confidence

    return replace(
        report,
        citations=tuple(
            replace(c, confidence=trust(c.place, c.confidence)) for c in report.citations
        ),
        quantities=tuple(
            replace(q, confidence=trust(q.place, q.confidence)) for q in report.quantities
        ),
    )


def _report(source: Source, doc: str, sha: str, shape: Structure | None = None) -> Report:
    shape = shape or structure_of(source, doc)
    about = metadata_of(shape.blocks)
    made = Report(
        doc=doc,
        sha256=sha,
        text=source.text,
        title=about.title,
        kind=about.kind,
        number=about.number,
        date=about.date,
        issuer=about.issuer,
        signer=about.signer,
        recipients=about.recipients,
        period=about.period,
        as_of=about.as_of,
        scope=about.scope,
        page_starts=shape.page_starts,
        quality=replace(shape.quality, ocr=shape.quality.ocr or source.ocr),
        blocks=shape.blocks,
        sections=shape.sections,
        footnotes=shape.footnotes,
        tables=shape.tables,
        warnings=source.warnings,
    )
    if not source.doubtful:
        return made
    told = (
        f"Bản quét có {len(source.doubtful)} chỗ ghi số chưa chắc đọc đúng; hãy kiểm tra bản gốc."
    )
    places = tuple(made.locate(*span) for span in source.doubtful)
    return replace(made, doubtful=places, warnings=(*made.warnings, told))


def find_citations(text: str) -> list[Citation]:
    """Return the citations in a text, in reading order."""
    return list(citations_of(parse(text)))


def find_relations(text: str) -> list[Relation]:
    """Return the relations between the documents a text cites."""
    report = parse(text)
    return list(relations_of(replace(report, citations=citations_of(report))))


def find_quantities(text: str) -> list[Quantity]:
    """Return the figures in a text, in reading order."""
    report = parse(text)
    return list(quantities_of(replace(report, citations=citations_of(report))))
