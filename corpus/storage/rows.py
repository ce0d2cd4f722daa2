"""Records to columns of the store and back, losing nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from corpus.model import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Footnote,
    NoteRef,
    Passage,
    Period,
    Place,
    Quality,
    Quantity,
    QuantityKind,
    Relation,
    RelationKind,
    Report,
    Section,
    Table,
)
from corpus.storage.schema import (
    BlockRow,
    CitationRow,
    PassageRow,
    PlaceColumns,
    QuantityRow,
    RelationRow,
)

Columns = dict[str, Any]


def report_columns(report: Report) -> Columns:
    """Return the columns of `reports`, without those of its parts."""
    return {
        "doc": report.doc,
        "sha256": report.sha256,
        "text": report.text,
        "title": report.title,
        "kind": report.kind,
        "number": report.number,
        "date": report.date,
        "issuer": report.issuer,
        "signer": report.signer,
        "recipients": list(report.recipients),
        "period": _period_json(report.period),
        "as_of": report.as_of,
        "scope": report.scope,
        "page_starts": list(report.page_starts),
        "ocr": report.quality.ocr,
        "damaged_share": report.quality.damaged_share,
        "warnings": list(report.warnings),
        "doubtful": [_place_json(place) for place in report.doubtful],
        "sections": [_section_json(s) for s in report.sections],
        "footnotes": [_footnote_json(f) for f in report.footnotes],
        "tables": [_table_json(t) for t in report.tables],
    }


def report(
    row: Any,
    blocks: Iterable[Any],
    citations: Iterable[Any],
    relations: Iterable[Any],
    quantities: Iterable[Any],
) -> Report:
    """Return the report that `report_columns` and its parts came from, given their rows."""
    doc, text = row.doc, row.text
    return Report(
        doc=doc,
        sha256=row.sha256,
        text=text,
        title=row.title,
        kind=row.kind,
        number=row.number,
        date=row.date,
        issuer=row.issuer,
        signer=row.signer,
        recipients=tuple(row.recipients),
        period=_period(row.period),
        as_of=row.as_of,
        scope=row.scope,
        page_starts=tuple(row.page_starts),
        quality=Quality(row.ocr, row.damaged_share),
        blocks=tuple(_block(b) for b in blocks),
        sections=tuple(_section(s, doc, text) for s in row.sections),
        footnotes=tuple(_footnote(f, doc, text) for f in row.footnotes),
        tables=tuple(_table(t, doc, text) for t in row.tables),
        citations=tuple(_citation(c, doc) for c in citations),
        relations=tuple(_relation(r, doc) for r in relations),
        quantities=tuple(_quantity(q, doc) for q in quantities),
        warnings=tuple(row.warnings),
        doubtful=tuple(_place_of(place, doc, text) for place in row.doubtful),
    )


def block_columns(block: Block) -> Columns:
    """Return the columns of `blocks`."""
    return {
        "kind": block.kind.value,
        "text": block.text,
        "offsets": _runs(block.offsets),
        "path": list(block.path),
        "label": block.label,
        "level": block.level,
        "notes": [[n.mark, n.at] for n in block.notes],
        "repaired": block.repaired,
    }


def _block(row: BlockRow) -> Block:
    return Block(
        kind=BlockKind(row.kind),
        text=row.text,
        offsets=tuple(at for first, n in row.offsets for at in range(first, first + n)),
        path=tuple(row.path),
        label=row.label,
        level=row.level,
        notes=tuple(NoteRef(mark, at) for mark, at in row.notes),
        repaired=row.repaired,
    )


def _runs(offsets: tuple[int, ...]) -> list[list[int]]:
    """Return offsets as runs [first, length]: wraps and notes are the only breaks."""
    runs: list[list[int]] = []
    for at in offsets:
        if runs and at == sum(runs[-1]):
            runs[-1][1] += 1
        else:
            runs.append([at, 1])
    return runs


def citation_columns(citation: Citation) -> Columns:
    """Return the columns of `citations`."""
    return {
        **_place_columns(citation.place),
        "surface": citation.surface,
        "type": citation.type,
        "number": citation.number,
        "date": citation.date,
        "issuer": citation.issuer,
        "block": citation.block,
        "span_start": citation.span[0],
        "span_end": citation.span[1],
        "date_text": citation.date_text,
        "subject": citation.subject,
        "resolved": citation.resolved,
        "ocr": citation.ocr,
        "confidence": citation.confidence,
    }


def _citation(row: CitationRow, doc: str) -> Citation:
    return Citation(
        place=_place(row, doc),
        surface=row.surface,
        type=row.type,
        number=row.number,
        date=row.date,
        issuer=row.issuer,
        block=row.block,
        span=(row.span_start, row.span_end),
        date_text=row.date_text,
        subject=row.subject,
        resolved=row.resolved,
        ocr=row.ocr,
        confidence=row.confidence,
    )


def relation_columns(relation: Relation) -> Columns:
    """Return the columns of `relations`."""
    return {
        **_place_columns(relation.place),
        "source": relation.source,
        "target": relation.target,
        "kind": relation.kind.value,
        "explicit": relation.explicit,
        "negated": relation.negated,
        "planned": relation.planned,
    }


def _relation(row: RelationRow, doc: str) -> Relation:
    return Relation(
        source=row.source,
        target=row.target,
        kind=RelationKind(row.kind),
        place=_place(row, doc),
        explicit=row.explicit,
        negated=row.negated,
        planned=row.planned,
    )


def quantity_columns(quantity: Quantity) -> Columns:
    """Return the columns of `quantities`."""
    return {
        **_place_columns(quantity.place),
        "surface": quantity.surface,
        "value": quantity.value,
        "value_max": quantity.value_max,
        "unit": quantity.unit,
        "indicator": quantity.indicator,
        "block": quantity.block,
        "span_start": quantity.span[0],
        "span_end": quantity.span[1],
        "number_start": quantity.number_span[0],
        "number_end": quantity.number_span[1],
        "qualifier": quantity.qualifier,
        "period": quantity.period,
        "as_of": quantity.as_of,
        "scope": quantity.scope,
        "kind": quantity.kind.value,
        "part_of": quantity.part_of,
        "row": quantity.row,
        "column": quantity.column,
        "table": quantity.table,
        "confidence": quantity.confidence,
    }


def _quantity(row: QuantityRow, doc: str) -> Quantity:
    return Quantity(
        place=_place(row, doc),
        surface=row.surface,
        value=row.value,
        value_max=row.value_max,
        unit=row.unit,
        indicator=row.indicator,
        block=row.block,
        span=(row.span_start, row.span_end),
        number_span=(row.number_start, row.number_end),
        qualifier=row.qualifier,
        period=row.period,
        as_of=row.as_of,
        scope=row.scope,
        kind=QuantityKind(row.kind),
        part_of=row.part_of,
        row=row.row,
        column=row.column,
        table=row.table,
        confidence=row.confidence,
    )


def passage_columns(passage: Passage) -> Columns:
    """Return the columns of `passages`."""
    return {
        **_place_columns(passage.place),
        "key": passage.id,
        "section": list(passage.section),
        "text": passage.text,
        "blocks": list(passage.blocks),
    }


def passage(row: PassageRow, doc: str) -> Passage:
    """Return the passage that `passage_columns` came from."""
    return Passage(
        id=row.key,
        doc=doc,
        section=tuple(row.section),
        text=row.text,
        place=_place(row, doc),
        blocks=tuple(row.blocks),
    )


def _place_columns(place: Place) -> Columns:
    return {
        "line": place.line,
        "line_end": place.line_end,
        "page": place.page,
        "start": place.start,
        "end": place.end,
        "words": place.text,
    }


def _place(row: PlaceColumns, doc: str) -> Place:
    return Place(doc, row.line, row.line_end, row.page, row.start, row.end, row.words)


def _place_json(place: Place) -> list[int | None]:
    return [place.line, place.line_end, place.page, place.start, place.end]


def _place_of(values: list[Any], doc: str, text: str) -> Place:
    line, line_end, page, start, end = values
    return Place(doc, line, line_end, page, start, end, text[start:end])


def _period_json(period: Period | None) -> list[str | None] | None:
    if period is None:
        return None
    return [period.label, *(day.isoformat() if day else None for day in (period.start, period.end))]


def _period(values: list[Any] | None) -> Period | None:
    if values is None:
        return None
    start, end = (date.fromisoformat(day) if day else None for day in values[1:])
    return Period(values[0], start, end)


def _section_json(section: Section) -> Columns:
    return {
        "number": section.number,
        "title": section.title,
        "level": section.level,
        "place": _place_json(section.place),
        "children": [_section_json(child) for child in section.children],
    }


def _section(values: Columns, doc: str, text: str) -> Section:
    return Section(
        number=values["number"],
        title=values["title"],
        level=values["level"],
        place=_place_of(values["place"], doc, text),
        children=tuple(_section(child, doc, text) for child in values["children"]),
    )


def _footnote_json(note: Footnote) -> Columns:
    return {
        "mark": note.mark,
        "place": _place_json(note.place),
        "refers_from": note.refers_from and _place_json(note.refers_from),
        "block": note.block,
        "from_block": note.from_block,
    }


def _footnote(values: Columns, doc: str, text: str) -> Footnote:
    origin = values["refers_from"]
    return Footnote(
        mark=values["mark"],
        place=_place_of(values["place"], doc, text),
        refers_from=_place_of(origin, doc, text) if origin else None,
        block=values["block"],
        from_block=values["from_block"],
    )


def _table_json(table: Table) -> Columns:
    return {
        "place": _place_json(table.place),
        "caption": table.caption,
        "rows": [
            [[cell.text, cell.start, cell.end] for cell in row]
            for row in (table.header, *table.rows)
        ],
    }


def _table(values: Columns, doc: str, text: str) -> Table:
    header, *rows = (tuple(Cell(*cell) for cell in row) for row in values["rows"])
    return Table(
        place=_place_of(values["place"], doc, text),
        header=header,
        rows=tuple(rows),
        caption=values["caption"],
    )
