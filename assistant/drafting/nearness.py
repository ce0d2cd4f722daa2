"""How near prior wording is to a heading in meaning, asked of the library's search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from assistant.drafting.match import Question
from assistant.drafting.units import Unit
from corpus.model import Passage, Report

_DEPTH = 60  # hits looked at for each question


class Found(Protocol):
    """A hit of a search: `retrieval.search.Hit` is one."""

    @property
    def passage(self) -> Passage:
        """Return the passage found."""

    @property
    def score(self) -> float:
        """Return its score, comparable within one search only."""


Search = Callable[[str, int], Sequence[Found]]
"""Takes a question and a number of hits: `Library.search`."""


def nearness(
    search: Search, asked: Sequence[Question], units: Sequence[Unit], reports: Sequence[Report]
) -> Mapping[tuple[int, str], float]:
    """Return for (unit, path) how near they are, 0 to 1; pairs that are not found are left out.

    Each heading asks once with its title and once with each prompt; the best answer counts.
    """
    places = _places(units, reports)
    near: dict[tuple[int, str], float] = {}
    for question in asked:
        heading = question.heading
        for text in (heading.title, *(f"{heading.title}: {p}" for p in heading.prompts)):
            hits = search(text, _DEPTH)
            best = max((hit.score for hit in hits), default=0.0)
            for hit in hits:
                for number in _inside(hit.passage, places):
                    key = number, question.path
                    near[key] = max(near.get(key, 0.0), hit.score / best)
    return near


_Places = Mapping[str, list[tuple[int, int, int]]]


def _places(units: Sequence[Unit], reports: Sequence[Report]) -> _Places:
    """Return for each file the (start, end, number) of its units."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    for number, unit in enumerate(units):
        report = reports[unit.report]
        start, end = report.blocks[unit.block].span(unit.start, unit.end)
        places.setdefault(report.doc, []).append((start, end, number))
    return places


def _inside(passage: Passage, places: _Places) -> list[int]:
    """Return the units that a passage holds at least in part."""
    place = passage.place
    return [
        number
        for start, end, number in places.get(passage.doc, ())
        if start < place.end and place.start < end
    ]
