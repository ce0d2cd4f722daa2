"""cross_report_value, within_report_value: one indicator with values that exclude each other.

`linking` says which figures count the same thing, `judging` what a difference amounts to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count

from assistant.checking.figure import Figure, figures_of
from assistant.checking.finding import Finding, Severity, number, softened, unique
from assistant.checking.judging import Verdict, comparable, judge
from assistant.checking.linker import Linker
from assistant.checking.linking import Link, best_links
from corpus.model import Place, Report

_FRESH = 0.1  # share of figures from which the weights of words are settled anew
_NUMBERS = count()
_TOLD = 12  # different values that an explanation writes out
_SHOWN = 60  # figures that one finding quotes
_NAMED = 5  # words of a row that a sentence can name it by
_CERTAIN = 0.9  # likeness that only as much likeness elsewhere outweighs


def value_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each indicator whose values exclude each other."""
    return ValueIndex().update(reports)


class ValueIndex:
    """The figures of a library with their links, and what is wrong with them.

    Whether a link is worth a word depends on the links of its two figures to the report of the
    other; so the links of a new report are judged and no others. Verdicts that share a figure
    make a group, and each group is told by itself. How telling words are is settled anew, and
    everything with it, when a tenth of the figures is new.
    """

    def __init__(self) -> None:
        self._figures: dict[int, tuple[Report, list[Figure]]] = {}  # by id of the report
        self._linker = Linker()
        self._links: dict[Figure, dict[Figure, Link]] = {}
        self._verdicts: dict[Figure, dict[Figure, Verdict]] = {}
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
        self._links, self._verdicts = {}, {}
        self._group, self._found = {}, {}
        for link in self._linker.links():
            self._keep(link)
        for links in self._linked():
            self._judge(links)
        self._tell(self._verdicts)

    def _exchange(self, gone: Sequence[Figure], new: Sequence[list[Figure]]) -> None:
        touched: dict[Figure, None] = {}
        self._linker.remove(gone)
        for figure in gone:
            self._leave(figure)
            for mate in self._links.pop(figure, ()):
                self._links[mate].pop(figure, None)
            for mate in self._verdicts.pop(figure, ()):
                self._verdicts[mate].pop(figure, None)
                self._leave(mate)
                touched[mate] = None
        for figures in new:
            links = self._linker.add(figures)
            for link in links:
                self._keep(link)
            for verdict in self._judge(links):
                touched[verdict.link.left] = touched[verdict.link.right] = None
        self._tell([figure for figure in touched if figure in self._verdicts])

    def _keep(self, link: Link) -> None:
        self._links.setdefault(link.left, {})[link.right] = link
        self._links.setdefault(link.right, {})[link.left] = link

    def _leave(self, figure: Figure) -> None:
        group = self._group.pop(figure, None)
        if group is not None:
            self._found.pop(group, None)

    def _judge(self, links: Sequence[Link]) -> list[Verdict]:
        found = verdicts_of(sorted(links, key=lambda k: (k.left.order, k.right.order)))
        for verdict in found:
            left, right = verdict.link.left, verdict.link.right
            self._verdicts.setdefault(left, {})[right] = verdict
            self._verdicts.setdefault(right, {})[left] = verdict
        return found

    def _linked(self) -> Iterator[list[Link]]:
        """Yield the links of figures that are linked, over others or directly, together."""
        seen: set[Figure] = set()
        for start in self._links:
            if start not in seen:
                members = _reached(start, self._links)
                seen.update(members)
                yield [k for f in members for k in self._links[f].values() if k.left is f]

    def _tell(self, figures: Iterable[Figure]) -> None:
        """Find anew what is wrong in the groups that these figures belong to."""
        seen: set[Figure] = set()
        for start in figures:
            if start in seen:
                continue
            members = _reached(start, self._verdicts)
            seen.update(members)
            for figure in members:
                self._leave(figure)
            inside = [v for f in members for v in self._verdicts[f].values() if v.link.left is f]
            inside.sort(key=lambda v: (v.link.left.order, v.link.right.order))
            findings = [_finding(group) for group in _groups(_own_causes(inside, self._fits))]
            if findings:
                group = next(_NUMBERS)
                self._found[group] = findings
                self._group.update(dict.fromkeys(members, group))

    def _fits(self, one: Figure, two: Figure) -> bool:
        """Tell whether two figures are linked and agree."""
        link = self._links.get(one, {}).get(two)
        return link is not None and link.fits


def _reached(start: Figure, mates: Mapping[Figure, Iterable[Figure]]) -> list[Figure]:
    """Return all figures that `mates` leads to from `start`, over others or directly."""
    found, todo = {start: None}, [start]
    while todo:
        for mate in mates.get(todo.pop(), ()):
            if mate not in found:
                found[mate] = None
                todo.append(mate)
    return list(found)


def _figures(report: Report) -> list[Figure]:
    return figures_of([report])


def verdicts_of(links: Sequence[Link]) -> list[Verdict]:
    """Return what is to be said of links: all those that their figures have to a report."""
    agreeing = [link for link in links if link.fits]
    if len(agreeing) == len(links):
        return []
    settled = _settled(agreeing)
    verdicts: list[Verdict] = []
    for link in best_links(links):
        left, right = link.left, link.right
        mates = [(left, right.report.doc), (right, left.report.doc)]
        named = _named_row(link)
        counterpart = max(settled.get(m, 0.0) for m in mates if named in (None, m[0]))
        least = 0.0 if link.score < _CERTAIN else link.score
        if link.fits or (counterpart and counterpart >= least):
            continue  # they agree, or one has its counterpart there, with the same value
        verdict = _verdict(link)
        if verdict is not None:
            verdicts.append(verdict)
    return verdicts


def _verdict(link: Link) -> Verdict | None:
    if not link.judged:
        link.verdict, link.judged = judge(link), True
    return link.verdict


def _own_causes(
    verdicts: Sequence[Verdict], fits: Callable[[Figure, Figure], bool]
) -> list[Verdict]:
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
    kept = []
    for verdict in verdicts:
        left, right = verdict.link.left, verdict.link.right
        explained = any(fits(right, r) for r in rivals[left]) or any(
            fits(left, r) for r in rivals[right]
        )
        if not explained or left.report.doc == right.report.doc:
            kept.append(verdict)
    return kept


def _named_row(link: Link) -> Figure | None:
    """Return the row that a sentence of its own report names word by word.

    "06 số trên sóng truyền hình, phát thanh" speaks of two rows: that one agrees says nothing of
    the other.
    """
    left, right = link.left, link.right
    if left.table == right.table or left.report.doc != right.report.doc:
        return None
    row = left if left.table else right
    return row if link.score >= _CERTAIN and len(row.words) >= _NAMED else None


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
    shown = sorted(list(figures)[:_SHOWN], key=lambda figure: figure.order)
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
    shown_values = list(said.items())[:_TOLD]
    rest = f"; và {len(said) - _TOLD} cách ghi khác" if len(said) > _TOLD else ""
    return "; ".join(f"“{w}” ({', '.join(places[:3])})" for w, places in shown_values) + rest


def _words(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.table is not None:
        return f"{quantity.row}: {number(quantity.value)}"
    return quantity.surface


def _quote(figure: Figure) -> Place:
    return figure.quantity.place
