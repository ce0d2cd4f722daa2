"""cross_report_value, within_report_value: one indicator with values that exclude each other.

Figures that `linking` takes for the same indicator are compared as intervals ("hơn 420" is
[420, 483]). Same period, kind and scope: they should agree, so a difference is worth a look. A
later figure that grew is an update; a running count that falls is worth a look again. Another
scope, plan against actual, a rate against a total: nothing to compare.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count

from assistant.checking.finding import Finding, Severity, number, softened, unique
from assistant.checking.linker import SAME, Linker
from assistant.checking.linking import Figure, Link, best_links, figures_of
from assistant.checking.mentions import near
from assistant.checking.periods import Span, day_of, period_of
from corpus.model import Place, QuantityKind, Report
from corpus.text import fold

_DONE = frozenset({QuantityKind.ACTUAL, QuantityKind.ESTIMATE})
# Words of a count that runs on: it can grow or stay, but hardly fall.
_RUNNING = re.compile(
    r"luy ke|den nay|tinh den|hien co|hien nay|toan tinh|ca tinh|tong so|thue bao|da co\b|hien dang"
    r"|dang van hanh|van hanh|so luong"
)
_DAY = re.compile(r"(?:tinh )?den (?:het )?(?:ngay|thang|nay)\b")
# Counts of communes fall when units are merged.
_COMMUNES = re.compile(r"\bxa\b|\bphuong\b|thi tran|don vi hanh chinh|\bhuyen\b")
_PRECISE = 4  # significant digits from which "khoảng" is no rounding
_ROUNDED = 3  # zeros at the end from which a figure is taken for a rounded one
_FRESH = 0.1  # share of figures from which the weights of words are settled anew
_NUMBERS = count()
_CERTAIN = 0.9  # likeness that no agreement elsewhere outweighs
_WORDING = 0.8  # likeness of nearly the same wording


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pair of linked figures amounts to."""

    link: Link
    severity: Severity
    certainty: float
    reason: str


def value_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each indicator whose values exclude each other."""
    return ValueIndex().update(reports)


class ValueIndex:
    """The figures of a library with their links, and what is wrong with them.

    Links join figures to groups; what is found in a group depends on nothing outside. So only
    the groups that a new report joins are judged again. How telling words are is settled anew,
    and everything with it, when a tenth of the figures is new.
    """

    def __init__(self) -> None:
        self._figures: dict[int, tuple[Report, list[Figure]]] = {}  # by id of the report
        self._linker = Linker()
        self._links: dict[Figure, dict[Figure, Link]] = {}
        self._group: dict[Figure, int] = {}
        self._found: dict[int, list[Finding]] = {}
        self._settled = 0  # figures when the weights of words were settled
        self._changed = 0  # figures that came or went since

    def update(self, reports: Sequence[Report]) -> list[Finding]:
        """Return the findings among `reports`, whatever they were before."""
        given = {id(report): report for report in reports}
        gone = [key for key in self._figures if key not in given]
        new = {
            key: (report, _figures(report))
            for key, report in given.items()
            if key not in self._figures
        }
        self._changed += sum(len(self._figures[key][1]) for key in gone)
        self._changed += sum(len(figures) for _, figures in new.values())
        left = [figure for key in gone for figure in self._figures.pop(key)[1]]
        self._figures |= new
        if self._changed > max(_FRESH * self._settled, 200):
            self._rebuild(reports)
        else:
            self._exchange(left, [figures for _, figures in new.values()])
        return [finding for found in self._found.values() for finding in found]

    def _rebuild(self, reports: Sequence[Report]) -> None:
        figures = [f for report in reports for f in self._figures[id(report)][1]]
        self._settled, self._changed = len(figures), 0
        self._linker = Linker(figures)
        self._links = {}
        self._group, self._found = {}, {}
        for link in self._linker.links():
            self._keep(link)
        self._judge_groups_of(self._links)

    def _exchange(self, gone: Sequence[Figure], new: Sequence[list[Figure]]) -> None:
        touched = dict.fromkeys(mate for figure in gone for mate in self._links.get(figure, ()))
        self._linker.remove(gone)
        for figure in gone:
            self._leave(figure)
            for mate in self._links.pop(figure, {}):
                self._links[mate].pop(figure, None)
        for figures in new:
            for link in self._linker.add(figures):
                self._keep(link)
                touched[link.left] = touched[link.right] = None
        out = set(gone)
        self._judge_groups_of([figure for figure in touched if figure not in out])

    def _keep(self, link: Link) -> None:
        self._links.setdefault(link.left, {})[link.right] = link
        self._links.setdefault(link.right, {})[link.left] = link

    def _leave(self, figure: Figure) -> None:
        group = self._group.pop(figure, None)
        if group is not None:
            self._found.pop(group, None)

    def _judge_groups_of(self, figures: Iterable[Figure]) -> None:
        """Judge the groups that these figures belong to."""
        seen: set[Figure] = set()
        for start in figures:
            if start in seen:
                continue
            members = self._members(start)
            seen.update(members)
            for figure in members:
                self._leave(figure)
            links = sorted(self._inside(members), key=lambda k: (k.left.order, k.right.order))
            findings = judged(links)
            if findings:
                group = next(_NUMBERS)
                self._found[group] = findings
                self._group.update(dict.fromkeys(members, group))

    def _members(self, start: Figure) -> list[Figure]:
        """Return all figures that are linked to `start`, over others or directly."""
        found, todo = {start: None}, [start]
        while todo:
            for mate in self._links.get(todo.pop(), ()):
                if mate not in found:
                    found[mate] = None
                    todo.append(mate)
        return list(found)

    def _inside(self, members: Sequence[Figure]) -> Iterator[Link]:
        for figure in members:
            for link in self._links.get(figure, {}).values():
                if link.left is figure:
                    yield link


def _figures(report: Report) -> list[Figure]:
    return figures_of([report])


def judged(links: Sequence[Link]) -> list[Finding]:
    """Return one finding for each indicator among linked figures that do not agree."""
    agreeing = [link for link in links if compatible(link.left, link.right)]
    if len(agreeing) == len(links):
        return []
    fitting = set(agreeing)
    settled = _settled(agreeing)
    verdicts: list[Verdict] = []
    for link in best_links(links):
        left, right = link.left, link.right
        counterparts = {(left, right.report.doc), (right, left.report.doc)}
        if link in fitting or (link.score < _CERTAIN and counterparts & settled):
            continue  # they agree, or one has its counterpart there, with the same value
        verdict = _judge(left, right, link)
        if verdict is not None:
            verdicts.append(verdict)
    return [_finding(group) for group in _groups(_own_causes(agreeing, verdicts))]


def _own_causes(agreeing: Sequence[Link], verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Return verdicts without those between reports that one within a report explains.

    Where a report says 14 and 15 itself, another that says 14 as well is no second finding.
    """
    rivals: dict[Figure, set[Figure]] = defaultdict(set)
    for verdict in verdicts:
        left, right = verdict.link.left, verdict.link.right
        if left.report.doc == right.report.doc:
            rivals[left].add(right)
            rivals[right].add(left)
    if not rivals:
        return list(verdicts)
    fitting = {frozenset((link.left, link.right)) for link in agreeing}
    kept = []
    for verdict in verdicts:
        left, right = verdict.link.left, verdict.link.right
        explained = any(frozenset((right, r)) in fitting for r in rivals[left]) or any(
            frozenset((left, r)) in fitting for r in rivals[right]
        )
        if not explained or left.report.doc == right.report.doc:
            kept.append(verdict)
    return kept


def _settled(agreeing: Sequence[Link]) -> set[tuple[Figure, str]]:
    """Return (figure, report) where the report has the same indicator with a fitting value."""
    found = set()
    for link in agreeing:
        found.add((link.left, link.right.report.doc))
        found.add((link.right, link.left.report.doc))
    return found


def compatible(left: Figure, right: Figure) -> bool:
    """Tell whether one true value could stand behind both figures."""
    one, two = left.quantity, right.quantity
    if one.qualifier and one.qualifier == two.qualifier == "gần":  # "gần 60" is not "gần 66"
        return one.value == two.value
    low, high = _interval(left)
    other_low, other_high = _interval(right)
    return low <= other_high and other_low <= high


def _interval(figure: Figure) -> tuple[float, float]:
    """Return what a figure allows. "Ước" before a figure that is not rounded allows nothing."""
    quantity = figure.quantity
    low, high = quantity.interval
    significant = len(f"{quantity.value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0"))
    if quantity.qualifier == "ước" and (significant > 2 or quantity.value % 10):
        return quantity.value, quantity.value if quantity.value_max is None else quantity.value_max
    if quantity.qualifier and significant >= _PRECISE:
        return max(low, quantity.value * 0.99), min(high, quantity.value * 1.01)
    whole = str(int(quantity.value))
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros >= _ROUNDED and not quantity.qualifier:  # 1.293.000 may stand for 1.293.200
        return low - 0.5 * 10.0**zeros, high + 0.5 * 10.0**zeros
    return low, high


def _judge(left: Figure, right: Figure, link: Link) -> Verdict | None:
    one, two = left.quantity, right.quantity
    if not _comparable(left, right):
        return None
    if left.report.doc == right.report.doc and one.block == two.block:
        return None
    spans = _span(left, right), _span(right, left)
    slip = slipped(one.value, two.value)
    if _scope_relation(left, right) == "wider":
        return _over_time(left, right, link, slip)
    if _said_day(left) != _said_day(right) and _said_day(left) and _said_day(right):
        return _over_time(left, right, link, slip)
    if spans[0] is not None and spans[1] is not None and spans[0] != spans[1]:
        return _over_time(left, right, link, slip)
    known = spans[0] is not None and spans[1] is not None
    if not known and link.score < _WORDING:
        return None
    certainty = 0.3 + 0.45 * link.score + (0.1 if slip else 0.0) + (0.05 if known else -0.1)
    reason = "Cùng chỉ tiêu, cùng kỳ" if known else "Cùng chỉ tiêu (chưa rõ kỳ số liệu)"
    return Verdict(link, Severity.WARNING, round(min(certainty, 0.95), 2), reason)


def _said_day(figure: Figure) -> date | None:
    """Return the day that the text itself gives for a figure, not the one of its report."""
    day = figure.quantity.as_of
    return day if day not in (figure.report.as_of, figure.report.date) else None


def slipped(left: float, right: float) -> bool:
    """Tell whether two values differ by one digit of at least two."""
    one, two = str(int(left)), str(int(right))
    width = max(len(one), len(two), 2)
    return near(one.zfill(width), two.zfill(width))


def _comparable(left: Figure, right: Figure) -> bool:
    one, two = left.quantity, right.quantity
    if (one.kind in _DONE) != (two.kind in _DONE):
        return False
    return _scope_relation(left, right) != "other"


def _scope_relation(left: Figure, right: Figure) -> str:
    """Return "same", "wider" (one is the former province, the other may be the new), "other"."""
    one, two = left.scope, right.scope
    if one == two or not one or not two:
        return "same"
    same = one.replace("(cu)", "").strip() == two.replace("(cu)", "").strip()
    return "wider" if same else "other"


def _span(figure: Figure, other: Figure) -> Span | None:
    """Return the period of a figure; None where only its report's long period could say it.

    A review of three years gives figures of its last year among those of all three.
    """
    own, theirs = period_of(figure), period_of(other)
    said = figure.quantity.period
    default = figure.report.period.label if figure.report.period else None
    long = own is not None and own[0].year != own[1].year and said in (None, default)
    if long and own and theirs and figure.quantity.table is None and own[0] <= theirs[1] <= own[1]:
        return None
    return own


def _over_time(left: Figure, right: Figure, link: Link, slip: bool) -> Verdict | None:
    days = day_of(left), day_of(right)
    if days[0] is None or days[1] is None or days[0] == days[1] or link.score < SAME:
        return None
    first, later = (left, right) if days[0] < days[1] else (right, left)
    wider = _scope_relation(left, right) == "wider"
    if wider and (_COMMUNES.search(fold(_around(first))) or _COMMUNES.search(fold(_around(later)))):
        return None
    if _different_years(first, later) and not _stands(first, later):
        return None
    grown = later.quantity.value > first.quantity.value
    if grown and wider:
        return None
    spans = period_of(first), period_of(later)
    if grown and spans[0] != spans[1] and None not in spans:
        return None  # nine months hold more than six
    if grown:
        return Verdict(link, Severity.INFO, 0.3, "Số sau tăng so với số trước, có thể là cập nhật")
    if not (_runs_on(first, later) or _within(first, later)):
        return None
    certainty = round(0.4 + 0.15 * link.score + (0.05 if slip else 0.0), 2)
    return Verdict(link, Severity.WARNING, certainty, "Số lũy kế của kỳ sau lại nhỏ hơn kỳ trước")


def _different_years(first: Figure, later: Figure) -> bool:
    one, two = period_of(first), period_of(later)
    return one is not None and two is not None and one[1].year != two[1].year


def _runs_on(first: Figure, later: Figure) -> bool:
    if first.noun == "%":  # a share can fall
        return False
    return all(_runs(_around(figure)) for figure in (first, later))


def _stands(first: Figure, later: Figure) -> bool:
    """Tell whether both are stocks, which a new year does not set back to nothing."""
    if first.noun == "%":
        return False
    return all(_RUNNING.search(_without_days(_around(figure))) for figure in (first, later))


def _without_days(text: str) -> str:
    """Return folded text without "tính đến ngày …": results of one year are told that way, too."""
    return _DAY.sub(" ", fold(text))


@lru_cache(maxsize=16384)
def _runs(text: str) -> bool:
    return bool(_RUNNING.search(fold(text)))


def _around(figure: Figure) -> str:
    if figure.quantity.table is not None:
        return f"{figure.quantity.row} {figure.quantity.indicator}"
    text = figure.report.blocks[figure.quantity.block].text
    start, end = figure.quantity.number_span
    return text[max(0, start - 80) : end + 60]


def _within(first: Figure, later: Figure) -> bool:
    """The later period begins with the earlier one: six months, then nine of one year."""
    one, two = period_of(first), period_of(later)
    return one is not None and two is not None and one[0] == two[0] and one[1] < two[1]


def _groups(verdicts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Return verdicts on one indicator together: of one level, and sharing a figure.

    What differs within a report and what differs between reports are two findings.
    """
    root: dict[tuple[Severity, bool, Figure], tuple[Severity, bool, Figure]] = {}

    def find(node: tuple[Severity, bool, Figure]) -> tuple[Severity, bool, Figure]:
        top = node
        while root.setdefault(top, top) is not top:
            top = root[top]
        while root[node] is not top:
            root[node], node = top, root[node]
        return top

    ordered = sorted(verdicts, key=lambda v: -v.certainty)
    nodes = []
    for verdict in ordered:
        left, right = verdict.link.left, verdict.link.right
        within = left.report.doc == right.report.doc
        one = find((verdict.severity, within, left))
        two = find((verdict.severity, within, right))
        root[two] = one
        nodes.append(one)
    groups: dict[tuple[Severity, bool, Figure], list[Verdict]] = {}
    for verdict, node in zip(ordered, nodes, strict=True):
        groups.setdefault(find(node), []).append(verdict)
    return list(groups.values())


def _finding(group: Sequence[Verdict]) -> Finding:
    best = max(group, key=lambda v: v.certainty)
    figures = dict.fromkeys(f for v in group for f in (v.link.left, v.link.right))
    shown = sorted(figures, key=lambda figure: figure.order)
    across = len({figure.report.doc for figure in shown}) > 1
    finding = Finding(
        kind="cross_report_value" if across else "within_report_value",
        severity=best.severity,
        certainty=best.certainty,
        explanation=f"{best.reason}, số khác nhau: {_told(shown)}.",
        values=tuple(dict.fromkeys(f.quantity.value for f in shown)),
        evidence=unique(_quote(figure) for figure in shown),
    )
    return softened(finding, [f.report for f in shown])


def _told(shown: Sequence[Figure]) -> str:
    said: dict[str, list[str]] = defaultdict(list)
    for figure in shown:
        place = figure.quantity.place
        said[_words(figure)].append(f"{place.doc} dòng {place.line}")
    return "; ".join(f"“{words}” ({', '.join(places[:3])})" for words, places in said.items())


def _words(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.table is not None:
        return f"{quantity.row}: {number(quantity.value)}"
    return quantity.surface


def _quote(figure: Figure) -> Place:
    return figure.quantity.place
