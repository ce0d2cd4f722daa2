"""What the library has stored of a sentence's figures: unit, indicator, period and scope.

The gate compares words. Here the figures of a sentence, as the reader finds them in it, are held
against those that were found in its sources: the same value of another indicator, in another
unit, of another period or of another place is another figure. What either side does not say is
not compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.drafting.period import period_in
from corpus.model import Place, Quantity, Report
from corpus.text import fold

_LIKE = 0.34  # share of an indicator's words that the source must have in its sentence
_NOUN = 2  # words
_SHORT = 60  # characters of the source's words that a reason repeats
_LAND = re.compile(r"\b(?:tinh|thanh pho|huyen|xa|phuong|vung|ca nuoc|toan quoc|khu vuc)\b")


@dataclass(frozen=True, slots=True)
class Held:
    """A figure of the sentence, ``text[start:end]``, that the sources have too.

    `reason` says in Vietnamese what is different there, None where nothing is. `exact`: all that
    the sentence says of the figure was stored of it too.
    """

    start: int
    end: int
    reason: str | None
    exact: bool = False


def held(text: str, places: Sequence[Place], by_doc: Mapping[str, Report]) -> list[Held]:
    """Return the figures of `text` whose value is stored at one of `places`, with what differs.

    Figures whose value is not stored there are left out: nothing is known of them.
    """
    from corpus.reading import find_all, parse

    stored = _stored(places, by_doc)
    if not stored:
        return []
    found: list[Held] = []
    # The province that a sentence names most is the scope of no report: only what is said counts.
    for own in find_all(replace(parse(text), scope=None)).quantities:
        same = [q for q in stored if (q[0].value, q[0].value_max) == (own.value, own.value_max)]
        if same:
            reasons = [_differs(own, quantity, words) for quantity, words in same]
            # The source that agrees in most says best what differs.
            reason = None if None in reasons else max((r for r in reasons if r), key=lambda r: r[0])
            exact = reason is None and any(_share(own.indicator, q.indicator) == 1 for q, _ in same)
            found.append(Held(*own.number_span, reason[1] if reason else None, exact))
    return found


def cited_at(places: Sequence[Place], by_doc: Mapping[str, Report]) -> set[str]:
    """Return the numbers of the documents that places cite, as they were understood, folded."""
    return {
        fold(citation.number)
        for place in dict.fromkeys(places)
        if (report := by_doc.get(place.doc))
        for citation in report.citations
        if place.start <= citation.place.start < place.end
    }


def misdated(text: str, places: Sequence[Place], by_doc: Mapping[str, Report]) -> list[Held]:
    """Return the documents of `text` that the sources date otherwise.

    The number and the date may each stand in the sources, with other documents.
    """
    from corpus.reading import find_citations

    dates: dict[str, set[date]] = {}
    for place in dict.fromkeys(places):
        report = by_doc.get(place.doc)
        for citation in report.citations if report else ():
            if citation.date and place.start <= citation.place.start < place.end:
                dates.setdefault(fold(citation.number), set()).add(citation.date)
    found: list[Held] = []
    for own in find_citations(text) if dates else ():
        known = dates.get(fold(own.number), set())
        if own.date and known and own.date not in known:
            days = " hoặc ".join(f"{day.day}/{day.month}/{day.year}" for day in sorted(known))
            reason = f"nguồn ghi văn bản này ngày {days}"
            found.append(Held(own.place.start, own.place.end, reason))
    return found


def _stored(places: Sequence[Place], by_doc: Mapping[str, Report]) -> list[tuple[Quantity, str]]:
    """Return the stored figures at places, each with the words of its block."""
    found: list[tuple[Quantity, str]] = []
    for place in dict.fromkeys(places):
        report = by_doc.get(place.doc)
        for quantity in report.quantities if report else ():
            if report and place.start <= quantity.place.start < place.end:
                found.append((quantity, report.blocks[quantity.block].text))
    return found


def _differs(own: Quantity, source: Quantity, words: str) -> tuple[int, str] | None:
    """Return how many things agree before one differs, and what differs; None: nothing does."""
    if own.unit and source.unit and not _meet(own.unit, source.unit):
        return 0, f"nguồn ghi đơn vị “{source.unit}”"
    context = f"{source.indicator} {source.row or ''} {source.column or ''} {words}"
    noun = " ".join(own.indicator.split()[:_NOUN])  # what is counted stands first
    if not _share(noun, context) or _share(own.indicator, context) < _LIKE:
        return 1, f"nguồn nói về “{_brief(source.indicator)}”"
    if not _same_period(own.period, source.period):
        return 2, f"nguồn ghi kỳ “{source.period}”"
    if not _same_scope(own.scope, source.scope):
        return 3, f"nguồn ghi phạm vi “{source.scope}”"
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+|%", fold(text)))


def _meet(one: str, other: str) -> bool:
    return bool(_words(one) & _words(other))


def _share(wanted: str, said: str) -> float:
    words = _words(wanted)
    return len(words & _words(said)) / len(words) if words else 1.0


def _brief(text: str) -> str:
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + " …"


def _same_period(own: str | None, source: str | None) -> bool:
    """Tell whether two periods agree, as far as both are known."""
    if not own or not source or fold(own) in fold(source) or fold(source) in fold(own):
        return True
    first, second = period_in(own), period_in(source)
    if first is None or second is None:
        return True
    return (first.start, first.end) == (second.start, second.end)


def _same_scope(own: str | None, source: str | None) -> bool:
    """Tell whether two scopes agree, as far as both are known."""
    if not own or not source:
        return True
    one, other = fold(own), fold(source)
    if not (_LAND.search(one) and _LAND.search(other)):
        return True  # an office is no part of the country
    return one in other or other in one
