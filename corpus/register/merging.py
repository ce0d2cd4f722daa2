"""Which documents of `resolving.group` are one: misprints, misdates and short forms of another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.documents.resolving import Document, Mention, group, is_short, misprints
from corpus.model import Report


@dataclass(slots=True)
class Merged:
    """A document with all its mentions; `aliases` are numbers misprinted or shortened."""

    document: Document
    mentions: list[Mention]
    aliases: list[str] = field(default_factory=list)


def merged(reports: Iterable[Report]) -> list[Merged]:
    """Return the documents that `reports` cite, each once, by first mention."""
    by_name = {report.doc: report for report in reports}
    documents = group(by_name.values())
    leads = _leads(documents, by_name)
    kept = {
        id(document): Merged(document, list(document.mentions))
        for document in documents
        if id(document) not in leads
    }
    for document in documents:
        if id(document) in leads:
            right = kept[id(_last(leads, document))]
            right.mentions += document.mentions
            if document.number not in (right.document.number, *right.aliases):
                right.aliases.append(document.number)
    return list(kept.values())


def _leads(documents: Sequence[Document], reports: Mapping[str, Report]) -> dict[int, Document]:
    """Return {id of a misprint, misdate or short form: the document it means}."""
    leads = {id(m.wrong): m.right for m in misprints(documents) if m.right is not None}
    by_number: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_number[document.number].append(document)
    for document in documents:
        if id(document) in leads:
            continue
        meant = _misdated(document, by_number[document.number]) or _resolved(
            document, by_number, reports
        )
        if meant is not None and meant is not document:
            leads[id(document)] = meant
    return _uncircled(leads, documents)


def _uncircled(leads: dict[int, Document], documents: Sequence[Document]) -> dict[int, Document]:
    """Return `leads` without those that would lead back to where they start."""
    kept: dict[int, Document] = {}
    for document in documents:
        meant = leads.get(id(document))
        if meant is not None and _last(kept, meant) is not document:
            kept[id(document)] = meant
    return kept


def _last(leads: Mapping[int, Document], document: Document) -> Document:
    """Return the end of a chain of leads."""
    while id(document) in leads:
        document = leads[id(document)]
    return document


def _misdated(document: Document, same: Sequence[Document]) -> Document | None:
    """Return the well attested document of the same number, type, day and month."""
    if document.date is None or len(document.mentions) > 1:
        return None
    for other in same:
        if (
            other.date is not None
            and len(other.mentions) >= 3
            and other.type == document.type
            and (other.date.month, other.date.day) == (document.date.month, document.date.day)
        ):
            return other
    return None


def _resolved(
    document: Document, by_number: Mapping[str, list[Document]], reports: Mapping[str, Report]
) -> Document | None:
    """Return the document that the report itself resolves all mentions of this one to."""
    numbers = {reports[doc].citations[i].resolved for doc, i in document.mentions}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if not number or number == document.number:
        return None
    fits = [
        other
        for other in by_number.get(number, [])
        if is_short(document.number) or document.date is None or other.date == document.date
    ]
    return fits[0] if len(fits) == 1 else None
