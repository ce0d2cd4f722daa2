"""The records of an answer about documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import Place
from retrieval.search import Hit

DIRECT = "trực tiếp"
INDIRECT = "gián tiếp"
SOURCES = 6  # places shown for one step of a chain


@dataclass(frozen=True, slots=True)
class AnswerDocument:
    """A document of an answer. `sources` say what it is listed for, the clearest first."""

    number: str
    type: str
    date: date | None
    issuer: str | None
    title: str
    relation: str  # trực tiếp | gián tiếp
    via: tuple[str, ...]
    status: str
    sources: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two documents of an answer, each by number and date."""

    source: tuple[str, date | None]
    target: tuple[str, date | None]
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A readable paragraph, the documents it speaks of (complete), and passages to read on.

    `about` is the document asked about, `links` are the relations among it and `documents`.
    """

    answer: str
    documents: tuple[AnswerDocument, ...] = ()
    passages: tuple[Hit, ...] = ()
    about: AnswerDocument | None = None
    links: tuple[Link, ...] = ()


def lines(doc: str, places: Sequence[Place]) -> str:
    """Return "a.txt (dòng 3, 15)" for the places of one report."""
    seen = sorted({p.line for p in places if p.doc == doc})
    return f"{doc} (dòng {', '.join(map(str, seen))})"
