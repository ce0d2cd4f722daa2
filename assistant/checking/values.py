"""cross_report_value, within_report_value: one indicator with values that exclude each other.

`linking` says which figures count the same thing, `judging` what a difference amounts to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from assistant.checking.finding import Finding, Severity, number, softened, unique
from assistant.checking.judging import Verdict, comparable, judge
from assistant.checking.linker import Linker
from assistant.checking.linking import Figure, Link, best_links, figures_of
from corpus.model import Place, Report

_FRESH = 0.1  # share of figures from which the weights of words are settled anew
_NUMBERS = count()
_CERTAIN = 0.9  # likeness that only as much likeness elsewhere outweighs


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
    agreeing = [link for link in links if link.fits]
    if len(agreeing) == len(links):
        return []
    fitting = set(agreeing)
    settled = _settled(agreeing)
    verdicts: list[Verdict] = []
    for link in best_links(links):
        left, right = link.left, link.right
        counterpart = max(
            settled.get((left, right.report.doc), 0.0), settled.get((right, left.report.doc), 0.0)
        )
        least = 0.0 if link.score < _CERTAIN else link.score
        if link in fitting or (counterpart and counterpart >= least):
            continue  # they agree, or one has its counterpart there, with the same value
        verdict = _verdict(link)
        if verdict is not None:
            verdicts.append(verdict)
    return [_finding(group) for group in _groups(_own_causes(agreeing, verdicts))]


def _verdict(link: Link) -> Verdict | None:
    if not link.judged:
        link.verdict, link.judged = judge(link), True
    return link.verdict


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


def _settled(agreeing: Sequence[Link]) -> dict[tuple[Figure, str], float]:
    """Return the likeness by (figure, report) where the report has a fitting value for it.

    A value of another period that happens to fit settles only what is hardly alike.
    """
    found: dict[tuple[Figure, str], float] = {}
    for link in agreeing:
        score = link.score if comparable(link) else _CERTAIN
        for own, other in ((link.left, link.right), (link.right, link.left)):
            key = own, other.report.doc
            found[key] = max(found.get(key, 0.0), min(score, link.score))
    return found


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
