"""Do two figures count the same thing? Candidates by rare shared words, then a comparison.

What is compared is the wording around the number, within its clause and up to the neighbouring
numbers, weighted by how rare each word is in the library. Blocking keeps the cost near-linear:
only figures that share a rare pair of neighbouring words and the counted noun ever meet, and a
crowded block is walked through in order of its wording instead of pair by pair.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, product
from math import log

from assistant.checking.content import LEVELS, content_words
from assistant.checking.counts import percent
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
_CLAUSE_STOP = re.compile(r"[;:)\n]|\.\s|\.$")
_RATE = re.compile(
    r"(?:hang|moi|binh quan|trung binh|dinh ky) (?:thang|nam|quy|tuan|ngay|hang)"
    r"|/(?:thang|nam|quy|ngay)"
)
_LEFT, _RIGHT = 8, 10  # content words of context on each side
_LEAST = 0.5  # likeness of a link
_CROWD = 64  # members of one block before it is walked in order
_FEW = 400  # pairs of figures behind two wordings that are all compared
_STEP = 6  # neighbours each figure meets in a crowded block
_TIE = 0.04  # likenesses closer than this are equal
_KEYS = 6  # blocking keys of a figure


Wording = tuple[str, tuple[str, ...], tuple[str, ...], bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with the words that say what it counts."""

    report: Report
    quantity: Quantity
    noun: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    around: str  # the sentences around the number, for when its clause says little
    rate: bool

    @property
    def stages(self) -> frozenset[tuple[str, ...]]:
        """Return what was done with the things counted, as far as is said before the number."""
        lead = self.left or self.right
        return _STAGES.intersection(pairwise(lead))

    @property
    def levels(self) -> frozenset[str]:
        """Return the levels of government named: "cấp tỉnh", "cấp cơ sở"."""
        return LEVELS.intersection((*self.left[-3:], *self.right[:8]))

    @property
    def words(self) -> frozenset[str]:
        """Return the words of the clause around the number."""
        return frozenset(self.left + self.right)

    @property
    def sentence(self) -> frozenset[str]:
        """Return the words of the sentences around the number."""
        return frozenset(content_words(self.around, numbers=True))

    @property
    def wording(self) -> Wording:
        """Return all that is compared: figures with one wording are alike or unlike together."""
        return self.noun, self.left, self.right, self.rate, self.table, _part(self)

    @property
    def table(self) -> bool:
        """Tell whether the figure stands in a table."""
        return self.quantity.table is not None


def figures_of(reports: Sequence[Report]) -> list[Figure]:
    """Return the figures of `reports` that can be compared, in reading order."""
    return [figure for report in reports for figure in _of_report(report)]


def _of_report(report: Report) -> Iterator[Figure]:
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for quantity in report.quantities:
        ends[quantity.block].append(quantity.number_span)
    for quantity in report.quantities:
        figure = (
            _table_figure(report, quantity)
            if quantity.table is not None
            else _figure(report, quantity, ends[quantity.block])
        )
        if figure is not None and len(figure.words) >= 2:
            yield figure


def _figure(report: Report, quantity: Quantity, spans: Sequence[tuple[int, int]]) -> Figure | None:
    block = report.blocks[quantity.block]
    text = block.text
    start, end = quantity.number_span
    before = max((b for _, b in spans if b <= start), default=0)
    after = min((a for a, _ in spans if a >= end), default=len(text))
    cuts = [m.end() for m in _CLAUSE_START.finditer(text, before, start)]
    left = content_words(text[cuts[-1] if cuts else before : start])[-_LEFT:]
    stop = _CLAUSE_STOP.search(text, end, after)
    right = content_words(text[end : stop.start() if stop else after])[:_RIGHT]
    noun = _noun(quantity, right)
    if not noun:
        return None
    around = text[max(0, start - 260) : end + 260]
    # "Hằng tháng" at the head of a sentence holds for all of it.
    sentence_start = max(text.rfind(mark, 0, start) for mark in (". ", "; ", ": ")) + 1
    rate = bool(_RATE.search(fold(text[min(sentence_start, max(0, start - 60)) : end + 60])))
    return Figure(report, quantity, noun, left, right, around, rate)


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
    for phrase, block in _SAME_NOUN:
        if named[: len(phrase)] == phrase:
            return block
    return named[0] if named else ""


class Weights:
    """How telling each word is: rare words weigh more, words of nearly all figures little."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        seen = Counter(word for figure in figures for word in figure.words)
        total = len(figures) or 1
        self._weight = {word: log(1 + total / count) for word, count in seen.items()}
        self._sums: dict[frozenset[str], float] = {}

    def of(self, words: frozenset[str]) -> float:
        """Return the weight of a set of words."""
        known = self._sums.get(words)
        if known is None:
            weight = self._weight
            known = self._sums[words] = sum(weight.get(word, 1.0) for word in words)
        return known

    def shared(self, left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
        """Return (share of both together, share of the lighter one) that is common, 0–1."""
        common = self.of(left & right)
        if not common:
            return 0.0, 0.0
        one, two = self.of(left), self.of(right)
        return common / (one + two - common), common / min(one, two)


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures (indexes) that count the same thing; `score` 0–1, 1 is the same wording."""

    left: int
    right: int
    score: float


def links_of(figures: Sequence[Figure]) -> list[Link]:
    """Return the pairs of figures that count the same thing, each pair once.

    Wordings are compared, not figures: a library of one office says the same things year after
    year. Of the figures behind two alike wordings, those of one period meet, and each meets the
    next ones in time.
    """
    weights = Weights(figures)
    members: dict[Wording, list[int]] = defaultdict(list)
    for index, figure in enumerate(figures):
        members[figure.wording].append(index)
    groups = list(members.values())
    first = [figures[group[0]] for group in groups]
    links: list[Link] = []
    for left, right in sorted({(i, i) for i in range(len(groups))} | _candidates(first)):
        if first[left].noun != first[right].noun:
            continue
        score = likeness(first[left], first[right], weights)
        if score >= _LEAST:
            links.extend(_expanded(figures, groups[left], groups[right], score, weights))
    return links


def _expanded(
    figures: Sequence[Figure],
    left: Sequence[int],
    right: Sequence[int],
    score: float,
    weights: Weights,
) -> Iterator[Link]:
    """Yield the links behind two wordings; where a clause says little, sentences decide."""
    short = _short(figures[left[0]], figures[right[0]])
    for i, j in _meetings(figures, left, right):
        own = likeness(figures[i], figures[j], weights) if short else score
        if own >= _LEAST:
            yield Link(min(i, j), max(i, j), round(own, 3))


def _meetings(
    figures: Sequence[Figure], left: Sequence[int], right: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures of two groups that are worth comparing."""
    same = left is right
    if len(left) * len(right) <= _FEW:
        if same:
            yield from combinations(left, 2)
        else:
            yield from product(left, right)
        return
    sides = set(left)
    by_time = sorted({*left, *right}, key=lambda i: (_when(figures[i]), i))
    by_period = sorted(by_time, key=lambda i: (figures[i].quantity.period or "", _when(figures[i])))
    seen = set()
    for ordered, step in ((by_period, _STEP), (by_time, 2)):
        for at, i in enumerate(ordered):
            for j in ordered[at + 1 : at + 1 + step]:
                pair = min(i, j), max(i, j)
                if pair not in seen and (same or (i in sides) != (j in sides)):
                    seen.add(pair)
                    yield pair


def _when(figure: Figure) -> date:
    return figure.quantity.as_of or figure.report.as_of or figure.report.date or date.min


def best_links(figures: Sequence[Figure], links: Sequence[Link]) -> list[Link]:
    """Return the links that are the best of both their figures towards the other's report.

    A figure that has its own counterpart in a report does not conflict with another there.
    """
    best: dict[tuple[int, str], float] = {}
    for link in links:
        for own, other in ((link.left, link.right), (link.right, link.left)):
            key = own, figures[other].report.doc
            best[key] = max(best.get(key, 0.0), link.score)
    return [
        link
        for link in links
        if link.score >= best[link.left, figures[link.right].report.doc] - _TIE
        and link.score >= best[link.right, figures[link.left].report.doc] - _TIE
    ]


def likeness(left: Figure, right: Figure, weights: Weights) -> float:
    """Return how surely two figures count the same thing, 0–1.

    Between sentences the wording must agree on both sides of the number. A table row is
    matched by how much of its label the sentence says.
    """
    if left.rate != right.rate or left.noun != right.noun:
        return 0.0
    tables = (left.quantity.table is not None) + (right.quantity.table is not None)
    if tables == 2:
        if left.report.doc == right.report.doc and left.quantity.table == right.quantity.table:
            return 0.0
        return weights.shared(left.words, right.words)[0]
    if _part(left) != _part(right):
        return 0.0
    if tables == 1:
        row, told = (left, right) if left.quantity.table is not None else (right, left)
        return _row_in_sentence(row, told, weights)
    both, lighter = weights.shared(left.words, right.words)
    score = 0.7 * both + 0.3 * lighter
    if left.stages and right.stages and not left.stages & right.stages:
        score *= 0.7
    if left.levels != right.levels:  # "cấp tỉnh" is not "cấp cơ sở"
        score *= 0.85 if not (left.levels and right.levels) else 0.5
    tails = set(left.right[2:7]), set(right.right[2:7])
    if tails[0] and tails[1] and not tails[0] & tails[1]:  # "… chuyển tiếp" is not "… mở mới"
        score *= 0.75
    if left.right[:2] != right.right[:2]:
        score *= 0.85
    if _short(left, right):
        # Little is said around the number itself: the whole sentences must agree as well.
        around = weights.shared(left.sentence, right.sentence)[0]
        score = min(score, 0.35 + around)
        if _cites(left) & _cites(right):  # both name the decision that the count is about
            score += 0.12
    return score


def _cites(figure: Figure) -> frozenset[str]:
    """Return the document numbers right after a figure: "02 nhiệm vụ (theo Quyết định …)"."""
    start = figure.around.find(figure.quantity.surface)
    tail = figure.around[start : start + 140] if start >= 0 else ""
    return frozenset(w for w in content_words(tail, numbers=True) if "/" in w and "-" in w)


def _short(left: Figure, right: Figure) -> bool:
    """Tell whether the clauses of two sentences say too little about their numbers."""
    if left.table or right.table:
        return False
    return len(left.words & right.words) < 5 or not (left.left and right.left)


def _part(figure: Figure) -> bool:
    """Tell whether a sentence gives a figure as a part of another: "trong đó 09 nhiệm vụ …"."""
    return figure.quantity.part_of is not None and figure.quantity.table is None


def _row_in_sentence(row: Figure, told: Figure, weights: Weights) -> float:
    said = told.words | frozenset(content_words(told.quantity.indicator))
    total = weights.of(row.words)
    share = weights.of(row.words & said) / total if total else 0.0
    phrase = frozenset(told.right[:6] or told.left[-6:])
    back = weights.of(phrase & row.words)
    known = weights.of(phrase) or 1.0
    if told.stages - row.stages or len(row.words) < 2 or told.levels != row.levels:
        share *= 0.6
    return share * (0.55 + 0.45 * min(1.0, 1.6 * back / known))


def _keys(figure: Figure) -> list[tuple[str, str, str]]:
    words = figure.left[-5:] + figure.right[:8]
    ordered = sorted(set(words))
    near = [(figure.noun, *sorted(pair)) for pair in pairwise(words)]
    if figure.quantity.table is not None or len(ordered) <= 4:
        near += [(figure.noun, a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :]][:10]
    return [(noun, a, b) for noun, a, b in dict.fromkeys(near)]


def _candidates(figures: Sequence[Figure]) -> set[tuple[int, int]]:
    keys = [_keys(figure) for figure in figures]
    # Cells of one row say the same words: they are one witness for how common a key is.
    witnesses = {
        (key, figure.report.doc, figure.quantity.block)
        for figure, own in zip(figures, keys, strict=True)
        for key in own
    }
    common = Counter(key for key, _, _ in witnesses)
    blocks: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, own in enumerate(keys):
        rare = sorted((key for key in own if common[key] > 1), key=lambda k: (common[k], k))
        for key in rare[:_KEYS]:
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        pairs.update(_pairs(members, figures))
    return pairs


def _pairs(members: Sequence[int], figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    if len(members) <= _CROWD:
        for i, left in enumerate(members):
            for right in members[i + 1 :]:
                yield left, right
        return
    ordered = sorted(members, key=lambda i: (figures[i].right, figures[i].left, i))
    for i, left in enumerate(ordered):
        for right in ordered[i + 1 : i + 1 + _STEP]:
            yield min(left, right), max(left, right)
