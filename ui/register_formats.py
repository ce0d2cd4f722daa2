"""Records of the register → JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.register.register_files import marks_of
from ui import formats

if TYPE_CHECKING:
    from assistant.registering import ImportResult
    from assistant.suggesting import Suggestion
    from corpus.register.register import Entry

Json = dict[str, Any]


def entry(value: Entry) -> Json:
    """Return a document of the register; `marks` say what people did to it."""
    return {
        "id": value.id,
        "number": value.number,
        "type": value.type,
        "date": formats.day(value.date),
        "issuer": value.issuer,
        "title": value.title,
        "status": value.status,
        "aliases": list(value.aliases),
        "marks": marks_of(value),
        "edited": list(value.edited),
        "first_form": value.first_form,
        "later_form": value.later_form,
        "mentions": len(value.places),
        "first": formats.place(value.first) if value.first else None,
        "last": formats.place(value.last) if value.last else None,
        "places": formats.places(value.places),
    }


def suggestion(value: Suggestion) -> Json:
    """Return a suggestion: the two citations to paste and the document."""
    return {
        "first": value.first,
        "later": value.later,
        "score": round(value.score, 3),
        "document": entry(value.entry),
    }


def import_result(value: ImportResult) -> Json:
    """Return what an import did, in documents, and each bad row with its sentence."""
    return {
        "added": value.added,
        "updated": value.updated,
        "unchanged": value.unchanged,
        "failed": [{"row": one.row, "reason": one.reason} for one in value.bad],
    }
