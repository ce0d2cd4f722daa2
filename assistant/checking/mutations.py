"""Places where one digit can be changed so that documents no longer agree.

Chosen from the words alone, not from what the checker links: a number that stands between much
the same words with the same value twice, a document number or date cited twice, a total that
its parts add up to, a count that a list bears out.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.finding import doubted
from assistant.checking.lists import stated_lists
from corpus.model import Quantity, Report
from corpus.text import fold

_WORD = re.compile(r"[a-z]+(?:[&/\-][a-z]+)*")
_WINDOW = 7  # words on each side
_ALIKE = 0.6  # share of the words around two numbers that make them one statement
_TELLING = 4  # words around that both must have


@dataclass(frozen=True, slots=True)
class Site:
    """Digits ``report.text[start:end]`` that agree with something else; `sort` says with what."""

    report: Report
    start: int
    end: int
    sort: str


@dataclass(frozen=True, slots=True)
class Mutation:
    """A text with one digit changed at `at`."""

    report: Report
    at: int
    text: str
    told: str


def mutation_of(site: Site, rng: random.Random) -> Mutation:
    """Return a change of one of the last two digits of a site into another one, never 0."""
    text = site.report.text
    digits = [i for i in range(site.start, site.end) if text[i].isdigit()][-2:]
    at = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != text[at]])
    place = site.report.locate(at, at + 1)
    around = " ".join(text[max(0, at - 50) : at + 50].split())
    told = f"{site.sort} {site.report.doc}:{place.line} {text[at]}→{new} … {around} …"
    return Mutation(site.report, at, text[:at] + new + text[at + 1 :], told)


def sites(reports: Sequence[Report]) -> list[Site]:
    """Return all places to change, each once; a scan bears others out, but is not changed."""
    found: dict[tuple[str, int], Site] = {}
    for report in reports:
        for site in (*_sums(report), *_counts(report)):
            found.setdefault((report.doc, site.start), site)
    for site in (*_agreeing(reports), *_cited(reports)):
        found.setdefault((site.report.doc, site.start), site)
    return [site for site in found.values() if not doubted(site.report)]


def _site(report: Report, quantity: Quantity, sort: str) -> Site:
    start, end = report.blocks[quantity.block].span(*quantity.number_span)
    return Site(report, start, end, sort)


def _plain(report: Report, quantity: Quantity) -> bool:
    start, end = quantity.number_span
    written = report.blocks[quantity.block].text[start:end].replace(".", "").replace(",", "")
    return written.isdigit() and quantity.qualifier is None and quantity.value_max is None


def _sums(report: Report) -> Iterator[Site]:
    """Yield totals and parts of sums that come out exactly."""
    totals = {q.place.start: q for q in report.quantities if _plain(report, q)}
    parts: dict[int, list[Quantity]] = defaultdict(list)
    for quantity in report.quantities:
        if quantity.part_of is not None:
            parts[quantity.part_of].append(quantity)
    for start, members in parts.items():
        total = totals.get(start)
        exact = total is not None and all(_plain(report, part) for part in members)
        if exact and total and len(members) > 1 and total.value == sum(p.value for p in members):
            for quantity in (total, *members):
                yield _site(report, quantity, "sum")


def _counts(report: Report) -> Iterator[Site]:
    """Yield counts that the list in their sentence or note bears out."""
    for stated in stated_lists(report):
        if stated.quantity.value in stated.listed.counts and _plain(report, stated.quantity):
            yield _site(report, stated.quantity, "count")


def _agreeing(reports: Sequence[Report]) -> Iterator[Site]:
    """Yield numbers that stand twice with the same value between much the same words."""
    by_value: dict[tuple[float, str], list[tuple[Site, frozenset[str], int]]] = defaultdict(list)
    for report in reports:
        for quantity in report.quantities:
            if quantity.table is None and _plain(report, quantity) and quantity.unit:
                head = fold(quantity.unit).split()[0]
                site = _site(report, quantity, "agreeing")
                words = _around(report, quantity)
                by_value[quantity.value, head].append((site, words, quantity.block))
    for members in by_value.values():
        for site, words, block in members:
            if any(
                _same(words, others) and (block, site.report.doc) != (other_block, other.report.doc)
                for other, others, other_block in members
            ):
                yield site


def _same(one: frozenset[str], two: frozenset[str]) -> bool:
    both = one & two
    return len(both) >= _TELLING and len(both) >= _ALIKE * min(len(one), len(two))


def _around(report: Report, quantity: Quantity) -> frozenset[str]:
    text = fold(report.blocks[quantity.block].text)
    start, end = quantity.number_span
    before = _WORD.findall(text[max(0, start - 80) : start])[-_WINDOW:]
    return frozenset((*before, *_WORD.findall(text[end : end + 80])[:_WINDOW]))


def _cited(reports: Sequence[Report]) -> Iterator[Site]:
    """Yield document numbers and their dates that are cited more than once."""
    numbers: dict[tuple[str, str], list[Site]] = defaultdict(list)
    dates: dict[tuple[str, str], list[Site]] = defaultdict(list)
    for report in reports:
        for cited in report.citations:
            if not cited.date or not cited.number[:1].isdigit():
                continue
            key = (cited.number, cited.date.isoformat())
            start, end = report.blocks[cited.block].span(*cited.span)
            at = report.text.find(cited.surface, start, end)
            digits = re.match(r"\d+", cited.surface)
            if at >= 0 and digits:
                numbers[key].append(Site(report, at, at + digits.end(), "number"))
            day = report.text.find(cited.date_text, start, end) if cited.date_text else -1
            if day >= 0 and cited.date_text:
                dates[key].append(Site(report, day, day + len(cited.date_text), "date"))
    for group in (*numbers.values(), *dates.values()):
        if len(group) > 1:
            yield from group
