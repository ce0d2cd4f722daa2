"""Records → the JSON of FORMATS.md, each field exactly; and back, where a command reads it.

Numbers are JSON numbers (14, not 14.0), dates are ``YYYY-MM-DD``, missing values are null.
Nothing here decides anything: what a record holds is what is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.model import (
    Cell,
    Citation,
    Footnote,
    Period,
    Place,
    Quantity,
    Relation,
    Report,
    Section,
    Table,
)
from ui import labels

if TYPE_CHECKING:
    from assistant.checking.finding import Finding
    from assistant.drafting.outline import Heading, Outline
    from assistant.drafting.record import Draft, DraftSection
    from assistant.intake import Failure
    from assistant.library import IndexResult
    from assistant.questions import Answer
    from retrieval.search import Hit

Json = dict[str, Any]


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Return `value` as one JSON text, Vietnamese letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


def number(value: float | None) -> int | float | None:
    """Return a whole number as an int, so that it prints as 14 and not 14.0."""
    if value is None:
        return None
    whole = int(value) if value == value and abs(value) != float("inf") else None
    return whole if whole == value else value


def day(value: date | None) -> str | None:
    """Return ``YYYY-MM-DD`` or None."""
    return value.isoformat() if value else None


def place(value: Place) -> Json:
    """Return a place: file, lines, page, characters and exact words."""
    return {
        "doc": value.doc,
        "line": value.line,
        "line_end": value.line_end,
        "page": value.page,
        "start": value.start,
        "end": value.end,
        "text": value.text,
    }


def places(values: Iterable[Place]) -> list[Json]:
    """Return several places in their order."""
    return [place(value) for value in values]


def period(value: Period | None) -> Json | None:
    """Return ``{"from", "to", "label"}`` or None."""
    if value is None:
        return None
    return {"from": day(value.start), "to": day(value.end), "label": value.label}


def section(value: Section) -> Json:
    """Return a heading with its children."""
    return {
        "number": value.number,
        "title": value.title,
        "level": value.level,
        "place": place(value.place),
        "children": [section(child) for child in value.children],
    }


def footnote(value: Footnote) -> Json:
    """Return a footnote with the place of the sentence that it belongs to."""
    return {
        "mark": value.mark,
        "place": place(value.place),
        "refers_from": place(value.refers_from) if value.refers_from else None,
    }


def _cells(cells: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in cells]


def table(value: Table) -> Json:
    """Return a table: its place, the header's words, the words of each row."""
    return {
        "place": place(value.place),
        "header": _cells(value.header),
        "rows": [_cells(row) for row in value.rows],
    }


def report(value: Report) -> Json:
    """Return what ``baocao read FILE --json`` prints."""
    return {
        "title": value.title,
        "kind": value.kind,
        "number": value.number,
        "date": day(value.date),
        "issuer": value.issuer,
        "signer": value.signer,
        "recipients": list(value.recipients),
        "period": period(value.period),
        "as_of": day(value.as_of),
        "scope": value.scope,
        "pages": value.pages,
        "quality": {
            "ocr": value.quality.ocr,
            "damaged_share": round(value.quality.damaged_share, 4),
        },
        "sections": [section(child) for child in value.sections],
        "footnotes": [footnote(note) for note in value.footnotes],
        "tables": [table(one) for one in value.tables],
        "doubtful": [{**place(one), "note": labels.DOUBT_NOTE} for one in value.doubtful],
        "warnings": list(value.warnings),
    }


def report_card(value: Report) -> Json:
    """Return what a list of reports shows of one: its metadata and how much was found in it."""
    card = {
        key: one
        for key, one in report(value).items()
        if key not in ("sections", "footnotes", "tables", "doubtful", "warnings")
    }
    return {
        **card,
        "citations": len(value.citations),
        "relations": len(value.relations),
        "figures": len(value.quantities),
    }


def citation(value: Citation) -> Json:
    """Return one line of ``baocao citations``."""
    return {
        **place(value.place),
        "surface": value.surface,
        "type": value.type,
        "number": value.number,
        "date": day(value.date),
        "issuer": value.issuer,
        "resolved": value.resolved,
        "ocr": value.ocr,
        "confidence": round(value.confidence, 3),
    }


def relation(value: Relation, citations: Sequence[Citation]) -> Json:
    """Return one line of ``baocao relations``; short forms are named in full where known."""
    source, target = citations[value.source], citations[value.target]
    return {
        "from": source.resolved or source.number,
        "to": target.resolved or target.number,
        "relation": str(value.kind),
        "place": place(value.place),
        "negated": value.negated,
        "planned": value.planned,
    }


def quantity(value: Quantity) -> Json:
    """Return one line of ``baocao figures``; `part_of` is the `start` of the total's place."""
    return {
        **place(value.place),
        "surface": value.surface,
        "value": number(value.value),
        "value_max": number(value.value_max),
        "unit": value.unit,
        "qualifier": value.qualifier,
        "indicator": value.indicator,
        "period": value.period,
        "as_of": day(value.as_of),
        "scope": value.scope,
        "kind": str(value.kind),
        "part_of": value.part_of,
    }


def plain(value: Any) -> Any:
    """Return any record or value as JSON: places as places, dates as dates, numbers as numbers."""
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Place):
        return place(value)
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return str(value)


def finding(value: Finding) -> Json:
    """Return one line of ``baocao check``."""
    return {
        "kind": str(value.kind),
        "severity": str(value.severity),
        "certainty": round(value.certainty, 3),
        "explanation": value.explanation,
        "values": [plain(one) for one in value.values],
        "suggestion": value.suggestion,
        "evidence": places(value.evidence),
    }


def failure(value: Failure) -> Json:
    """Return a file that could not be used, with its one sentence."""
    return {"file": value.file, "reason": value.reason}


def index_result(value: IndexResult) -> Json:
    """Return the last line of ``baocao index --json``."""
    return {
        "added": value.added,
        "updated": value.updated,
        "unchanged": value.unchanged,
        "failed": [failure(one) for one in value.failed],
        "passages": value.passages,
    }


def hit(value: Hit) -> Json:
    """Return one passage of ``baocao search``; `section` is its heading path, outermost first."""
    return {
        "text": value.passage.text,
        "score": round(value.score, 6),
        "section": list(value.passage.section),
        "place": place(value.passage.place),
        "report": {"title": value.title, "number": value.number, "date": day(value.date)},
    }


def hits(values: Iterable[Hit]) -> Json:
    """Return what ``baocao search --json`` prints."""
    return {"passages": [hit(one) for one in values]}


def answer(value: Answer) -> Json:
    """Return what ``baocao ask --json`` prints; `documents` is complete, not a top-k."""
    return {
        "answer": value.answer,
        "documents": [
            {
                "number": one.number,
                "type": one.type,
                "date": day(one.date),
                "issuer": one.issuer,
                "title": one.title,
                "relation": one.relation,
                "via": list(one.via),
                "status": one.status,
                "sources": places(one.sources),
            }
            for one in value.documents
        ],
        "passages": [hit(one) for one in value.passages],
    }


def heading(value: Heading) -> Json:
    """Return one heading of a đề cương with its prompts and children."""
    return {
        "number": value.number,
        "title": value.title,
        "level": value.level,
        "prompts": list(value.prompts),
        "blank": bool(value.blank),
        "children": [heading(child) for child in value.children],
    }


def outline(value: Outline) -> Json:
    """Return the tree of a đề cương: a root with its title, its headings as children."""
    return {
        "number": "",
        "title": value.title,
        "level": 0,
        "prompts": [],
        "blank": False,
        "children": [heading(child) for child in value.headings],
    }


def draft_section(value: DraftSection) -> Json:
    """Return one section of a draft: its sentences with sources, its gaps and conflicts."""
    return {
        "path": value.path,
        "title": value.title,
        "text": value.text,
        "gaps": list(value.gaps),
        "sentences": [
            {"text": one.text, "sources": places(one.sources)} for one in value.sentences
        ],
        "conflicts": [plain(one) for one in value.conflicts],
    }


def draft(value: Draft) -> Json:
    """Return what ``baocao draft --json`` prints."""
    return {
        "sections": [draft_section(one) for one in value.sections],
        "unsupported": list(value.unsupported),
        "used_model": value.used_model,
    }
