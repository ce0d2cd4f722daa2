"""The whole pipe: file → canonical text → blocks → Report with everything found in it."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpus.lines import canonical
from corpus.metadata import metadata_of
from corpus.model import Citation, Quantity, Relation, Report
from corpus.readers.plain import read_plain
from corpus.structure import structure_of


def parse(text: str, doc: str = "") -> Report:
    """Return the report of a text: blocks, sections, footnotes, tables, metadata; no finders."""
    canon = canonical(text)
    sha = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    shape = structure_of(canon, doc)
    about = metadata_of(shape.blocks)
    return Report(
        doc=doc,
        sha256=sha,
        text=canon,
        page_starts=shape.page_starts,
        blocks=shape.blocks,
        sections=shape.sections,
        footnotes=shape.footnotes,
        tables=shape.tables,
        quality=shape.quality,
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
    )


def read(path: Path | str) -> Report:
    """Return the report of a file, with citations, relations and quantities."""
    file = Path(path)
    report = parse(read_plain(file).text, file.name)
    return _find_all(replace(report, sha256=hashlib.sha256(file.read_bytes()).hexdigest()))


def _find_all(report: Report) -> Report:
    report = replace(report, citations=_found("citations", report))
    report = replace(report, relations=_found("relations", report))
    return replace(report, quantities=_found("quantities", report))


def _found(name: str, report: Report) -> tuple[Any, ...]:
    if importlib.util.find_spec(f"corpus.{name}") is None:
        return ()
    finder = getattr(importlib.import_module(f"corpus.{name}"), f"{name}_of")
    return tuple(finder(report))


def find_citations(text: str) -> list[Citation]:
    """Return the citations in a text, in reading order."""
    return list(_found("citations", parse(text)))


def find_relations(text: str) -> list[Relation]:
    """Return the relations between the documents a text cites."""
    report = parse(text)
    return list(_found("relations", replace(report, citations=_found("citations", report))))


def find_quantities(text: str) -> list[Quantity]:
    """Return the figures in a text, in reading order."""
    report = parse(text)
    return list(_found("quantities", replace(report, citations=_found("citations", report))))
