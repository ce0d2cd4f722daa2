"""Reading reports and finding what they cite and count.

Three verbs and the records they return; everything is importable without heavy libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.errors import BaocaoError, ReadError
from corpus.model import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Footnote,
    NoteRef,
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

if TYPE_CHECKING:
    from corpus.reading import find_citations, find_quantities, find_relations, parse, read

__all__ = [
    "BaocaoError",
    "Block",
    "BlockKind",
    "Cell",
    "Citation",
    "Footnote",
    "NoteRef",
    "Period",
    "Place",
    "Quality",
    "Quantity",
    "QuantityKind",
    "ReadError",
    "Relation",
    "RelationKind",
    "Report",
    "Section",
    "Table",
    "find_citations",
    "find_quantities",
    "find_relations",
    "parse",
    "read",
]

_VERBS = ("find_citations", "find_quantities", "find_relations", "parse", "read")


def __getattr__(name: str) -> Any:
    """Load the verbs at their first use, so that the records alone cost nothing."""
    if name in _VERBS:
        from corpus import reading

        return getattr(reading, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
