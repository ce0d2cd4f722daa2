"""A figure with the words of its clause: what two figures are compared by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from assistant.checking.content import LEVELS, content_words
from assistant.checking.counts import percent
from assistant.checking.periods import Span, period_of
from assistant.checking.stocks import allowed, counts_communes, runs, stock, varies
from corpus.model import Quantity, Report
from corpus.text import fold

# Counted nouns that reports use for one thing, folded: how the phrase begins, and its block.
_SAME_NOUN = (
    (("khoa", "dao"), "lop"),
    (("khoa", "tap"), "lop"),
    (("de", "xuat"), "phieu"),
    (("de", "tai"), "nhiem"),
    (("co", "so"), "co so"),
    (("doanh", "nghiep"), "doanh nghiep"),
)
# What was done with the things counted; another stage is another count.
_STAGES = frozenset(
    tuple(stage.strip().split())
    for stage in """
    nghiem thu, phe duyet, tuyen chon, de xuat, tham dinh, tham tra, kiem tra, thanh tra, ho tro,
    huong dan, dao tao, tap huan, cong nhan, tiep nhan, thanh ly, gia han, chuyen giao, dang ky,
    cong bo, xu phat, thu hoi, xay dung, xuat ban, phat hanh, kiem dinh, thu nghiem, khao sat,
    kiem nghiem, thanh lap, tham gia, xac nhan, dieu tra, hoan thanh, ket noi
    """.split(",")  # noqa: SIM905
)
_CLAUSE_START = re.compile(r"[;:(\n]|\.\s")
_CLAUSE_STOP = re.compile(r"[;:()\n]|\.\s|\.$")
_RATE = re.compile(
    r"(?:hang|moi|binh quan|trung binh|dinh ky) (?:thang|nam|quy|tuan|ngay|hang)"
    r"|/(?:thang|nam|quy|ngay)"
)
_APART = re.compile(r"\b(?:rieng|chi tinh|tinh rieng)\b")
_LEFT, _RIGHT = 8, 10  # content words of context on each side
_AROUND = 260  # characters of the sentences on each side
_LIMIT = re.compile(
    r"\b(tu|duoi|tren|hang|loai|cap|muc|nhom|lop|khoa|quy|dot|lan|giai doan)(?: do)?"
    r" (?:thu )?(\d+|[ivx]+)\b"
)
_THERE_IS = re.compile(
    r"\b(?:co|con|thieu|duy tri|gom|trong do)(?: \w+)?\s*$|\b(?:co|gom) (?:\w+ )?\d[^.;:]*$"
)
_LIMIT_WITHIN = 60  # characters after a number in which its bounds are looked for


Wording = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure with the words that say what it counts."""

    report: Report
    quantity: Quantity
    noun: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    around: str  # the sentences around the number, for when its clause says little
    rate: bool
    names: frozenset[str] = frozenset()  # proper names of its clause, folded
    total: Figure | None = None  # that a sentence gives it as a part of
    tail: frozenset[str] = frozenset()  # more words of its clause, right of `right`
    side: str = ""  # of a fraction, "over" or "under" its stroke

    @cached_property
    def order(self) -> tuple[str, int, int]:
        """Return where it stands: report, characters, and the cell in a row of one place."""
        return self.report.doc, self.quantity.place.start, self.quantity.number_span[0]

    @cached_property
    def interval(self) -> tuple[float, float]:
        """Return what the figure allows, as (low, high)."""
        return allowed(self.quantity)

    @cached_property
    def span(self) -> Span | None:
        """Return its period: its own, else that of its report."""
        return period_of(self)

    @cached_property
    def runs(self) -> bool:
        """Tell whether it is said to run on: "lũy kế", "đến nay"."""
        return runs(self._near)

    @cached_property
    def stock(self) -> bool:
        """Tell whether it is what there is, not what was done in a period."""
        return stock(self._near)

    @cached_property
    def varies(self) -> bool:
        """Tell whether it counts what may fall as well as rise: staff, livestock, open cases."""
        quantity = self.quantity
        if quantity.table is not None:
            return varies(f"{quantity.row} {quantity.indicator}")
        text = self.report.blocks[quantity.block].text
        start, end = quantity.number_span
        return varies(text[max(0, start - 25) : end + 40])

    @cached_property
    def communes(self) -> bool:
        """Tell whether it counts communes or the like."""
        quantity = self.quantity
        return counts_communes(f"{quantity.row or ''} {quantity.surface} {quantity.unit or ''}")

    @property
    def _near(self) -> str:
        if self.quantity.table is not None:
            return f"{self.quantity.row} {self.quantity.indicator}"
        text = self.report.blocks[self.quantity.block].text
        start, end = self.quantity.number_span
        return text[max(0, start - 80) : end + 60]

    @cached_property
    def scope(self) -> str:
        """Return its scope, folded; "" when unknown."""
        return fold(self.quantity.scope or "")

    @cached_property
    def when(self) -> date:
        """Return the day it is as of: its own, else its report's."""
        return self.quantity.as_of or self.report.as_of or self.report.date or date.min

    @cached_property
    def stages(self) -> frozenset[tuple[str, ...]]:
        """Return what was done with the things counted, as far as is said before the number."""
        lead = self.left or self.right
        return _STAGES.intersection(pairwise(lead))

    @cached_property
    def levels(self) -> frozenset[str]:
        """Return the levels of government named: "cấp tỉnh", "cấp cơ sở"."""
        return LEVELS.intersection((*self.left[-3:], *self.right[:8]))

    @cached_property
    def done(self) -> bool:
        """Tell whether words before it say what was done or reached, not only what there is."""
        if self.quantity.table is not None:
            return True
        text = self.report.blocks[self.quantity.block].text
        start = self.quantity.number_span[0]
        lead = fold(re.split(r"[.;:(]\s", text[max(0, start - 90) : start])[-1])
        return bool(lead.strip()) and not _THERE_IS.search(lead)

    @cached_property
    def limits(self) -> frozenset[str]:
        """Return what bounds the things counted: "từ 15 mét", "dưới 5 tuổi", "hạng III"."""
        if self.quantity.table is not None:
            return frozenset()
        text = self.report.blocks[self.quantity.block].text
        end = self.quantity.number_span[1]
        clause = _CLAUSE_STOP.split(text[end : end + _LIMIT_WITHIN])[0].partition(",")[0]
        return frozenset(" ".join(m) for m in _LIMIT.findall(fold(clause)))

    @cached_property
    def apart(self) -> bool:
        """Tell whether its sentence speaks of some of the whole: "Riêng khối THPT xây mới …"."""
        if self.quantity.table is not None:
            return False
        text = self.report.blocks[self.quantity.block].text
        start = self.quantity.number_span[0]
        begin = max(text.rfind(". ", 0, start), text.rfind("; ", 0, start)) + 1
        return bool(_APART.search(fold(text[begin:start])))

    @cached_property
    def words(self) -> frozenset[str]:
        """Return the words of the clause around the number."""
        return frozenset(self.left + self.right)

    @property
    def sentence(self) -> frozenset[str]:
        """Return the words of the sentences around the number."""
        return _sentence(self.around)

    @cached_property
    def cites(self) -> frozenset[str]:
        """Return the document numbers right after it: "02 nhiệm vụ (theo Quyết định …)"."""
        start = min(_AROUND, self.quantity.number_span[0])  # where it stands in `around`
        tail = self.around[start : start + 140] if not self.table else ""
        if "/" not in tail:
            return frozenset()
        return frozenset(w for w in content_words(tail, numbers=True) if "/" in w and "-" in w)

    @cached_property
    def wording(self) -> Wording:
        """Return all that is compared: figures with one wording are alike or unlike together."""
        total = self.total.wording if self.total else None
        return (
            self.noun,
            self.left,
            self.right,
            self.rate,
            self.table,
            is_part(self),
            (
                self.names,
                total,
                self.cites,
                self.tail,
                self.limits,
                self.side,
                self.apart,
            ),
        )

    @property
    def table(self) -> bool:
        """Tell whether the figure stands in a table."""
        return self.quantity.table is not None


@lru_cache(maxsize=16384)
def _sentence(text: str) -> frozenset[str]:
    return frozenset(content_words(text, numbers=True))


def figures_of(reports: Sequence[Report]) -> list[Figure]:
    """Return the figures of `reports` that can be compared, in reading order."""
    return [figure for report in reports for figure in _of_report(report)]


def _of_report(report: Report) -> Iterator[Figure]:
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quantity in report.quantities:
        ends[quantity.block].append(quantity.number_span)
    totals: dict[int, Figure] = {}
    before: Figure | None = None
    for quantity in report.quantities:
        figure = (
            _table_figure(report, quantity)
            if quantity.table is not None
            else _figure(report, quantity, ends[quantity.block], before)
        )
        if figure is None:
            continue
        before = figure
        if quantity.table is None and quantity.part_of is not None:
            figure = replace(figure, total=totals.get(quantity.part_of))
        totals[quantity.place.start] = figure
        if len({*figure.left, *figure.right}) >= 2:
            yield figure


def _figure(
    report: Report, quantity: Quantity, spans: Sequence[tuple[int, int]], before: Figure | None
) -> Figure | None:
    """Return a figure of a sentence with the words of its clause; `before` is the one before it.

    Between two numbers of a clause a comma parts what is said of each. What follows a comma at
    once has its verb from before: "hướng dẫn 05 cơ sở, 12 hộ kinh doanh".
    """
    text = report.blocks[quantity.block].text
    start, end = quantity.number_span
    last = max((b for _, b in spans if b <= start), default=0)
    after, over, under = _next_number(text, spans, start, end)
    cuts = [m.end() for m in _CLAUSE_START.finditer(text, last, start)]
    begin = cuts[-1] if cuts else _borders(text, last, start)[0] if last else 0
    left = content_words(text[begin:start])[-_LEFT:]
    if not left and begin == start and text[begin - 1 : begin] == "(":
        left = content_words(text[max(last, cuts[-2] if len(cuts) > 1 else 0) : begin])[-_LEFT:]
    end = over or end  # "05/14 xã": what is counted follows the whole fraction
    plain = _BRACKETS.sub(_blank, text[end:after])
    stop = _CLAUSE_STOP.search(plain)
    close = end + (stop.start() if stop else len(plain))
    if close == after < len(text):
        found = _borders(text, end, after)[-1]
        close = max(found if found > end else after, min(quantity.span[1], after))
    following = content_words(plain[: close - end])
    right, tail = following[:_RIGHT], frozenset(following[_RIGHT : 2 * _RIGHT])
    names = proper_names(text[begin:close])
    noun = _noun(quantity, right)
    if not noun:
        return None
    listed = last > 0 and not cuts and begin > last
    if not left and listed and before is not None and before.quantity.block == quantity.block:
        left = before.left
    around = text[max(0, start - _AROUND) : end + _AROUND]
    # "Hằng tháng" at the head of a sentence holds for all of it.
    sentence_start = max(text.rfind(mark, 0, start) for mark in (". ", "; ", ": ")) + 1
    rate = bool(_RATE.search(fold(text[min(sentence_start, max(0, start - 60)) : end + 60])))
    side = "over" if over else "under" if under else ""
    return Figure(report, quantity, noun, left, right, around, rate, names, tail=tail, side=side)


def _next_number(
    text: str, spans: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[int, int, bool]:
    """Return where the next number begins, the end of a fraction that begins here, or 0.

    The last one tells whether the number at ``text[start:end]`` ends a fraction itself.
    """
    later = sorted(span for span in spans if span[0] >= end)
    under = text[:start].rstrip().endswith("/")
    if later and text[end : later[0][0]].strip() == "/":
        beyond = later[1][0] if len(later) > 1 else len(text)
        return beyond, later[0][1], under
    return later[0][0] if later else len(text), 0, under


# An abbreviation in parentheses is no part of the clause; with a source or parts it is over.
_BRACKETS = re.compile(r"\([^()\d]{1,24}\)")
_BORDER = re.compile(r",\s|\svà\s")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _borders(text: str, start: int, end: int) -> list[int]:
    """Return where the words between two numbers of one clause may change sides, at least one.

    The second number begins at the first of them, what is said of the first one ends at the last.
    """
    return [m.end() for m in _BORDER.finditer(text, start, end)] or [start]


_WORD = re.compile(r"[^\W\d_]+")


def proper_names(text: str) -> frozenset[str]:
    """Return the names of places, bodies and firms in a clause, folded: two syllables or more.

    The first word of a clause is capitalised anyway and begins no name.
    """
    names: set[str] = set()
    run: list[str] = []
    end = -1
    for number, match in enumerate(_WORD.finditer(text)):
        word = match.group()
        capital = number > 0 and len(word) > 1 and word[0].isupper() and word[1:].islower()
        if run and not (capital and text[end : match.start()] == " "):
            names.update([" ".join(run)] if len(run) > 1 else [])
            run = []
        if capital:
            run.append(fold(word))
        end = match.end()
    names.update([" ".join(run)] if len(run) > 1 else [])
    return frozenset(names)


def _table_figure(report: Report, quantity: Quantity) -> Figure | None:
    label = content_words(quantity.indicator) or content_words(quantity.row or "")
    noun = _noun(quantity, label)
    if not noun or not label:
        return None
    return Figure(report, quantity, noun, (), label, " ".join(label), rate=False)


def _noun(quantity: Quantity, right: Sequence[str]) -> str:
    if percent(quantity):
        return "%"
    named = tuple(re.findall(r"[a-z0-9&]+", fold(quantity.unit or ""))) or tuple(right[:1])
    if len(named) == 1 and named == tuple(right[:1]):
        named = tuple(right[:2])  # "khoá" of "khoá đào tạo"
    for phrase, block in _SAME_NOUN:
        if named[: len(phrase)] == phrase:
            return block
    return named[0] if named else ""


def is_part(figure: Figure) -> bool:
    """Tell whether a sentence gives a figure as a part of another: "trong đó 09 nhiệm vụ …"."""
    return figure.quantity.part_of is not None and figure.quantity.table is None
