"""Sums of like figures: one indicator, unit, period, kind and scope, one figure from each unit.

What must not be added is told apart: rates, averages, ranks; figures of another period, another
kind (kế hoạch, thực hiện) or another scope stand in sums of their own, with a note.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import log

from assistant.checking.content import content_words
from assistant.checking.finding import number
from assistant.gathering.record import Part, Sum
from corpus.layout.periods import period_of
from corpus.model import Period, Place, Quantity, QuantityKind
from corpus.text import fold

_ALIKE = 0.58  # share of the weighted words that two indicators must have in common
_RATE_UNITS = frozenset(("%", "điểm %", "lần", "‰", "bậc", "độ", "°C"))
_RATE_WORDS = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|bình quân|trung bình|mật độ|năng suất|tốc độ|chỉ số|xếp hạng|xếp thứ"
    r"|đơn giá|mức giá|công suất)(?!\w)",
    re.IGNORECASE,
)
# Verbs and openings that any answer may use for the same deed.
_LIGHT = re.compile(
    r"(?<!\w)(?:tổ chức|mở|thực hiện|triển khai|tiến hành|tham gia|tham dự|thu hút|trong kỳ|đơn vị"
    r"|địa phương|toàn (?:xã|ngành|tỉnh|phường|huyện)|được|đã|có|với|gồm"
    r"|dự kiến|sẽ|phấn đấu|ước)(?!\w)",
    re.IGNORECASE,
)
_FEW = 2  # words besides the unit's own
_STOPS = re.compile(r"[.;]\s")
_KINDS = {
    QuantityKind.ACTUAL: "số thực hiện",
    QuantityKind.PLAN: "số kế hoạch",
    QuantityKind.ESTIMATE: "số ước",
    QuantityKind.TARGET: "chỉ tiêu",
}
_NAME = re.compile(
    r"(?<!\w)(?:xã|phường|huyện|đặc khu|tỉnh|thành phố)\s(?:[A-ZĐÂĂÔƠƯÁÀẢÃẠÉÈÊÍÌÓÒÚÙÝ]\w*\s?)+"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of a unit's answer, its place, and what its whole report says of it."""

    unit: str
    quantity: Quantity
    scope: str | None  # of the report
    place: Place  # of the sentence


@dataclass(frozen=True, slots=True)
class _Key:
    """What like figures share besides their words."""

    unit: str
    period: str
    kind: QuantityKind
    scope: str


@dataclass
class _Cluster:
    words: Counter[str]
    told: list[Told] = field(default_factory=list)

    @property
    def units(self) -> set[str]:
        return {one.unit for one in self.told}


def sums_of(figures: Sequence[Told], period: Period | None) -> tuple[Sum, ...]:
    """Return the sums of the figures under one heading, those of most units first.

    `period` is the outline's, for answers that name none.
    """
    groups: dict[_Key, list[Told]] = defaultdict(list)
    for told in figures:
        groups[_key(told, period)].append(told)
    weights = _weights(figures)
    made = [
        (key, cluster) for key, group in groups.items() for cluster in _clusters(group, weights)
    ]
    found = [(cluster, _sum(key, cluster, period)) for key, cluster in made]
    sums = [replace(one, notes=(*one.notes, *_kin(cluster, one, found))) for cluster, one in found]
    sums.sort(key=lambda one: (-len(one.parts), one.parts[0].place.start))
    return tuple(sums)


def _key(told: Told, period: Period | None) -> _Key:
    quantity = told.quantity
    own = fold(quantity.scope or told.scope or "")
    scope = "" if own == fold(told.scope or "") else own
    return _Key(
        fold(quantity.unit or ""), _period_key(quantity.period, period), quantity.kind, scope
    )


def _period_key(label: str | None, period: Period | None) -> str:
    """Return one key for all ways to write a period; that of the outline is ""."""
    if label is None:
        return ""
    if re.search(r"(?<!\w)đến (?!nay)", label):
        return fold(label).replace("tinh den", "den").replace("het ", "")
    named = period_of(label)
    if named is None:
        return fold(label)
    if period and (named.start, named.end) == (period.start, period.end):
        return ""
    return f"{named.start}–{named.end}"


def _words(told: Told) -> frozenset[str]:
    """Return the words of an indicator; the unit's own name is none of them."""
    quantity = told.quantity
    text = (
        (quantity.row or quantity.indicator) if quantity.table is not None else quantity.indicator
    )
    measured = set(content_words(quantity.unit or ""))
    words = set(content_words(_LIGHT.sub(" ", _NAME.sub(" ", text)))) | measured
    if len(words - measured) < _FEW and quantity.table is None:
        # "gồm 138 thành viên" says of what only with the rest of its sentence.
        words |= set(content_words(_LIGHT.sub(" ", _NAME.sub(" ", _sentence(told)))))
    return frozenset(words)


def _sentence(told: Told) -> str:
    text, (start, end) = told.place.text, told.quantity.number_span
    first = max((m.end() for m in _STOPS.finditer(text, 0, start)), default=0)
    stop = _STOPS.search(text, end)
    return text[first : stop.start() if stop else len(text)]


def _weights(figures: Sequence[Told]) -> dict[str, float]:
    """Return how much a word says: what nearly all figures of a heading have says little."""
    seen: Counter[str] = Counter()
    for told in figures:
        seen.update(_words(told))
    total = len(figures) + 1
    return {word: 1 + 0.5 * log(total / count) for word, count in seen.items()}


def _clusters(group: Sequence[Told], weights: dict[str, float]) -> Iterator[_Cluster]:
    """Yield figures with like words, of each unit at most one in a cluster."""
    clusters: list[_Cluster] = []
    by_unit: dict[str, list[Told]] = defaultdict(list)
    for told in group:
        by_unit[told.unit].append(told)
    for mine in by_unit.values():
        for told, home in _assigned(_once(mine), clusters, weights):
            if home is None:
                home = _Cluster(Counter())
                clusters.append(home)
            home.told.append(told)
            home.words.update(_words(told))
    yield from clusters


def _once(mine: Sequence[Told]) -> list[Told]:
    """Leave out what a unit says twice, in the body and in a table or a summary."""
    kept: list[Told] = []
    for told in mine:
        if not any(_says_again(told, other) for other in kept):
            kept.append(told)
    return kept


def _says_again(told: Told, other: Told) -> bool:
    one, two = told.quantity, other.quantity
    same = (one.value, one.value_max) == (two.value, two.value_max)
    return same and len(_words(told) & _words(other)) >= 0.5 * min(
        len(_words(told)), len(_words(other))
    )


def _assigned(
    mine: Sequence[Told], clusters: Sequence[_Cluster], weights: dict[str, float]
) -> Iterator[tuple[Told, _Cluster | None]]:
    """Yield each figure of one unit with its cluster, the likest pairs first."""
    pairs = sorted(
        (
            (_alike(_words(told), cluster, weights), -at, told, cluster)
            for at, told in enumerate(mine)
            for cluster in clusters
        ),
        key=lambda pair: pair[:2],
        reverse=True,
    )
    placed: set[int] = set()
    taken: set[int] = set()
    for score, _, told, cluster in pairs:
        if score < _ALIKE:
            break
        if id(told) not in placed and id(cluster) not in taken:
            placed.add(id(told))
            taken.add(id(cluster))
            yield told, cluster
    for told in mine:
        if id(told) not in placed:
            yield told, None


def _alike(words: frozenset[str], cluster: _Cluster, weights: dict[str, float]) -> float:
    """Return the weighted share of common words; a cluster's word counts as often as it is said."""
    size = len(cluster.told)
    shared = sum(weights.get(w, 1.0) * min(1.0, 2 * cluster.words[w] / size) for w in words)
    mine = sum(weights.get(word, 1.0) for word in words)
    its = sum(weights.get(w, 1.0) for w, count in cluster.words.items() if 2 * count >= size)
    return 2 * shared / (mine + its) if mine + its else 1.0


def _sum(key: _Key, cluster: _Cluster, period: Period | None) -> Sum:
    parts = tuple(
        Part(
            told.unit,
            told.quantity.value,
            told.quantity.value_max,
            told.quantity.qualifier,
            told.quantity.surface,
            told.place,
        )
        for told in cluster.told
    )
    first = min((t.quantity for t in cluster.told), key=lambda q: len(q.indicator))
    reason = _no_sum(first)
    total = None if reason else _round(sum(part.value for part in parts))
    ranged = any(part.value_max is not None for part in parts)
    top = _round(sum(part.value if part.value_max is None else part.value_max for part in parts))
    label = next((t.quantity.period for t in cluster.told if t.quantity.period), None)
    return Sum(
        indicator=first.indicator,
        unit=first.unit,
        period=label or (period.label if period and not key.period else None),
        kind=key.kind,
        scope=first.scope if key.scope else None,
        parts=parts,
        total=total,
        total_max=top if ranged and total is not None else None,
        formula=_formula(parts, total, top if ranged else None),
        notes=(*([reason] if reason else []), *_cautions(cluster, key)),
    )


def _round(value: float) -> float:
    return float(round(value, 6))


def _no_sum(quantity: Quantity) -> str:
    """Return why figures of this sort are not added, "" where they are."""
    unit = quantity.unit or ""
    if unit in _RATE_UNITS or "/" in unit:
        return "Tỷ lệ, định mức không cộng được: chỉ nêu số của từng đơn vị."
    scored = unit == "điểm" and quantity.value != int(quantity.value)
    if scored or _RATE_WORDS.search(quantity.indicator):
        return "Số bình quân, tỷ lệ không cộng được: chỉ nêu số của từng đơn vị."
    return ""


def _cautions(cluster: _Cluster, key: _Key) -> Iterator[str]:
    rounded = [t for t in cluster.told if t.quantity.qualifier not in (None, "ước")]
    if rounded:
        told = "; ".join(f"{t.unit}: {t.quantity.surface}" for t in rounded[:5])
        yield f"Có số không chính xác ({told}): tổng chỉ là gần đúng."
    if key.kind is not QuantityKind.ACTUAL:
        yield f"Đây là {_KINDS[key.kind]}, không cộng với số thực hiện."
    if key.scope:
        yield f"Chỉ gồm số của phạm vi riêng: {cluster.told[0].quantity.scope}."
    days = Counter(t.quantity.as_of for t in cluster.told if _says_day(t.quantity))
    if len(days) > 1:
        listed = ", ".join(f"{day:%d/%m/%Y}" for day in sorted(d for d in days if d))
        yield f"Các đơn vị tính đến những ngày khác nhau ({listed})."
    yield from _twice(cluster)


def _says_day(quantity: Quantity) -> bool:
    return quantity.as_of is not None and bool(re.search(r"đến", quantity.period or ""))


def _twice(cluster: _Cluster) -> Iterator[str]:
    """Warn where units of one area give one large number: it may be one thing told twice."""
    same: dict[tuple[float, str], list[str]] = defaultdict(list)
    for told in cluster.told:
        if told.quantity.value > 20 and told.scope:
            same[told.quantity.value, fold(told.scope)].append(told.unit)
    for (value, _), units in same.items():
        if len(units) > 1:
            listed = ", ".join(units)
            yield f"{listed} cùng nêu {number(value)}: cần xem có phải một số liệu tính hai lần."


def _formula(parts: Sequence[Part], total: float | None, top: float | None) -> str:
    """Return "12 + 7 + 3 = 22", or the figures side by side where they are not added."""
    told = [_part_text(part) for part in parts]
    if total is None:
        return "; ".join(f"{part.unit}: {text}" for part, text in zip(parts, told, strict=True))
    end = f"{number(total)} – {number(top)}" if top is not None else number(total)
    return f"{' + '.join(told)} = {end}" if len(told) > 1 else end


def _part_text(part: Part) -> str:
    text = number(part.value)
    if part.value_max is not None:
        text = f"({text} – {number(part.value_max)})"
    return f"{part.qualifier} {text}" if part.qualifier not in (None, "ước") else text


def _kin(cluster: _Cluster, mine: Sum, all_of: Sequence[tuple[_Cluster, Sum]]) -> Iterator[str]:
    """Name sums of the same indicator that stand apart for their period, kind or scope."""
    words = frozenset(w for w, count in cluster.words.items() if 2 * count >= len(cluster.told))
    for other, one in all_of:
        if one is mine or one.unit != mine.unit:
            continue
        theirs = frozenset(w for w, n in other.words.items() if 2 * n >= len(other.told))
        if not words or len(words & theirs) < 0.75 * len(words | theirs):
            continue
        differs = [
            (one.period, mine.period, "kỳ"),
            (_KINDS[one.kind], _KINDS[mine.kind], "tính chất"),
            (one.scope, mine.scope, "phạm vi"),
        ]
        said = [f"{name} {theirs or 'chung'}" for theirs, own, name in differs if theirs != own]
        if said:
            yield f"Không cộng với {len(one.parts)} số cùng chỉ tiêu có {', '.join(said)}."
