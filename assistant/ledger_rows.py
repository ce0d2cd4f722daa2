"""Which figures make one row of the ledger, and what the row is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.checking.figure import Figure
from assistant.checking.finding import Finding
from assistant.checking.linking import Link
from assistant.checking.periods import period_of
from corpus.model import Place
from corpus.text import fold

_BEFORE = 200  # characters before a number in which its verb stands
_COMPARED = re.compile(r"%|\bso (?:voi|sanh)\b|\bty le\b|\bti le\b|\bdat\b")
_JOINED = ("và", "với", "cho", "của", "tại", "gồm")  # words that begin no name of a row
_SUBJECT = re.compile(r"(?:tong|so|ty le|ti le|muc|toc do|dien tich|kinh phi|gia tri|doanh thu)\b")

Interval = tuple[float, float]


@dataclass(eq=False, slots=True)
class _Group:
    """Figures of one row; `cells` are its table rows, `claims` what it says of a period."""

    members: list[Figure] = field(default_factory=list)
    cells: dict[tuple[str, int | None], str | None] = field(default_factory=dict)
    claims: dict[object, Interval] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Take in a figure that belongs here in any case."""
        quantity = figure.quantity
        self.members.append(figure)
        if figure.table:
            self.cells[figure.report.doc, quantity.table] = quantity.row
        claim = period_of(figure) or quantity.period, figure.scope, quantity.kind
        low, high = self.claims.get(claim, figure.interval)
        self.claims[claim] = max(low, figure.interval[0]), min(high, figure.interval[1])

    def contradicts(self, other: _Group) -> bool:
        """Tell whether both say of one period what cannot both be."""
        for claim, (low, high) in other.claims.items():
            own_low, own_high = self.claims.get(claim, (low, high))
            if max(low, own_low) > min(high, own_high):
                return True
        return False

    def two_rows(self, other: _Group) -> bool:
        """Tell whether both hold rows of one table: those are two indicators."""
        return any(self.cells.get(table, row) != row for table, row in other.cells.items())

    def take(self, other: _Group) -> None:
        """Take in all of `other`."""
        self.members += other.members
        self.cells |= other.cells
        for claim, (low, high) in other.claims.items():
            own_low, own_high = self.claims.get(claim, (low, high))
            self.claims[claim] = max(low, own_low), min(high, own_high)


def grouped(
    figures: Sequence[Figure], links: Iterable[Link], disputes: Mapping[Place, Finding]
) -> list[list[Figure]]:
    """Return figures that are linked, over others or directly, each in one group.

    The best links come first. A link is left out that would bring two rows of one table
    together, a rate and a count, or values of one period that exclude each other: those are two
    indicators, unless the checker disputes just this pair (`disputes`, by place).
    """
    home: dict[Figure, _Group] = {}
    rows: dict[tuple[object, ...], _Group] = {}
    for figure in figures:  # the cells of one table row belong together from the start
        home[figure] = rows.setdefault(_row_of(figure), _Group())
        home[figure].add(figure)
    for link in sorted(links, key=lambda k: (-k.score, k.left.order, k.right.order)):
        one, two = home[link.left], home[link.right]
        if one is two:
            continue
        if len(one.members) < len(two.members):
            one, two = two, one
        if one.two_rows(two) or (one.contradicts(two) and not _disputed(link, disputes)):
            continue
        one.take(two)
        for figure in two.members:
            home[figure] = one
    return [group.members for group in dict.fromkeys(home.values())]


def _row_of(figure: Figure) -> tuple[object, ...]:
    """Return what says that figures belong together: the row of a table, not its ratios."""
    quantity = figure.quantity
    if not figure.table or not quantity.row:
        return (id(figure),)
    ratio = quantity.column if _ratio(figure) else None
    return figure.report.doc, quantity.table, quantity.row, figure.noun == "%", ratio


def _ratio(figure: Figure) -> bool:
    """Tell whether a cell compares two others: "So với KH 2025 (%)", "Đạt tỷ lệ"."""
    column = fold(figure.quantity.column or "")
    return figure.table and figure.noun == "%" and bool(_COMPARED.search(column))


def _disputed(link: Link, disputes: Mapping[Place, Finding]) -> bool:
    finding = disputes.get(link.left.quantity.place)
    return finding is not None and finding is disputes.get(link.right.quantity.place)


def label_of(figure: Figure) -> str:
    """Return what a figure counts as a reader would say it: the verb, then the thing."""
    quantity = figure.quantity
    if figure.table:
        name = quantity.row or quantity.indicator
        if _ratio(figure):
            name += f" – {quantity.column}"
    else:
        name = _in_order(figure)
    name = " ".join(name.split()).lstrip("-+*• ") or quantity.unit or ""
    return name[:1].upper() + name[1:]


def _in_order(figure: Figure) -> str:
    """Return the indicator with the words before the number first: "tổ chức lớp tập huấn"."""
    quantity = figure.quantity
    words = quantity.indicator.split()
    start = quantity.number_span[0]
    text = figure.report.blocks[quantity.block].text[max(0, start - _BEFORE) : start]
    before = f" {_plain(text)} "
    for at in range(1, len(words)):
        verb = " ".join(words[at:])
        if f" {_plain(verb)} " in before:
            if words[at] in _JOINED or _capitals(words[at]):
                break  # no verb but the end of a name
            thing = " ".join(words[:at])
            known = fold(thing) == fold(quantity.unit or "") and _SUBJECT.match(fold(verb))
            return verb if known else f"{verb} {thing}"
    return quantity.indicator


def _capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
