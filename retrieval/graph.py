"""How the documents that the library cites stand to each other, each edge with its evidence.

Nodes are documents (`corpus.documents.resolving`): the same one in several reports is one node,
a misprinted number an alias of the right one. Edges are what reports say: "359 thực hiện 57",
"327 thay thế 51".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from corpus.figures.sentences import LONG, clause_span, sentence_span
from corpus.layout.provinces import former_area
from corpus.model import Citation, Place, RelationKind, Report
from corpus.register.register import AT_WORK, IN_FORCE, UNKNOWN, Entry, register
from corpus.text import fold
from retrieval.references import Reference, bare

_CARRIES = (RelationKind.IMPLEMENTS, RelationKind.ISSUES, RelationKind.APPROVES)
_ENDING = {
    RelationKind.REPLACES: "được thay thế bởi",
    RelationKind.REPEALS: "bị bãi bỏ bởi",
}
_ENDED = (*_ENDING.values(), "được thay thế", "bị bãi bỏ", "hết hiệu lực", "không còn hiệu lực")
_FORMER = re.compile(r"[^;()]{0,700}?\(([^()]{2,40}?\bc(?:u|ii))\)")


@dataclass(slots=True, eq=False)
class Node:
    """A document. `aliases` are numbers that reports misprint or shorten it to."""

    number: str
    type: str
    date: date | None
    issuer: str | None
    subject: str | None
    mentions: list[tuple[str, int]]  # (report, index of the citation)
    aliases: list[str] = field(default_factory=list)
    former: str | None = None  # a former area it holds for: "tỉnh … cũ"
    said: str | None = None  # the status that a person or an office's list gave

    def __hash__(self) -> int:
        return id(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that states a relation; `clean` when it is not damaged OCR."""

    place: Place
    explicit: bool
    clean: bool


@dataclass(slots=True)
class Edge:
    """`source` relation `target`, with all sentences that say so, the clearest first."""

    source: Node
    target: Node
    kind: RelationKind
    evidence: list[Evidence]

    @property
    def places(self) -> list[Place]:
        """Return the places of the evidence."""
        return [one.place for one in self.evidence]


@dataclass(frozen=True, slots=True)
class Cover:
    """A document that implements another: over `steps`, whose first starts at `node`.

    A replaced predecessor that no report calls an implementer has one REPLACES step first.
    """

    node: Node
    steps: tuple[Edge, ...]

    @property
    def direct(self) -> bool:
        """Return whether a report says so of the document itself."""
        return len(self.steps) == 1

    @property
    def via(self) -> tuple[str, ...]:
        """Return the numbers between, nearest first."""
        return tuple(
            step.source.number if step.kind is RelationKind.REPLACES else step.target.number
            for step in self.steps[:-1]
        )


class Graph:
    """The documents of some reports and what these say of them."""

    def __init__(self, reports: Iterable[Report], entries: Iterable[Entry] | None = None) -> None:
        """Build the graph; reports are read, never changed.

        `entries` is their register with what people corrected, None for the bare one.
        """
        self.reports = {report.doc: report for report in reports}
        found = register(self.reports.values()) if entries is None else entries
        self.nodes = [_node(entry) for entry in found if entry.mentions]
        self._node_of = {mention: node for node in self.nodes for mention in node.mentions}
        self.edges = self._build()
        self._into: dict[Node, list[Edge]] = defaultdict(list)
        self._out: dict[Node, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            self._into[edge.target].append(edge)
            self._out[edge.source].append(edge)
        for node in self.nodes:
            node.former = self._former(node)

    def find(self, reference: Reference) -> list[Node]:
        """Return the documents that a reference may mean, the most cited first.

        A type, date or year that it gives must agree where the document's is known.
        """
        found = [
            node
            for node in self.nodes
            if any(reference.fits(number) for number in (node.number, *node.aliases))
            and (not reference.type or not node.type or reference.type == node.type)
            and (not reference.date or node.date in (None, reference.date))
            and (not reference.year or node.date is None or node.date.year == reference.year)
        ]
        return sorted(found, key=lambda n: (-len(n.mentions), n.number))

    def into(self, node: Node, *kinds: RelationKind) -> list[Edge]:
        """Return the edges that end at `node`, of these kinds or all."""
        return [e for e in self._into[node] if not kinds or e.kind in kinds]

    def out_of(self, node: Node, *kinds: RelationKind) -> list[Edge]:
        """Return the edges that start at `node`, of these kinds or all."""
        return [e for e in self._out[node] if not kinds or e.kind in kinds]

    def covering(self, node: Node) -> list[Cover]:
        """Return all documents that implement `node`, directly or through others.

        Nearest first; complete. What an implementer replaced is among them, unless it is older
        than `node` itself and so cannot have implemented it.
        """
        covers: dict[Node, Cover] = {}
        # What a sentence only suggests never makes a longer, explicit chain look direct.
        self._spread(node, covers, suggested=False)
        self._spread(node, covers, suggested=True)
        for cover in list(covers.values()):
            for edge in self.out_of(cover.node, RelationKind.REPLACES):
                older = edge.target.date and node.date and edge.target.date < node.date
                if edge.target is not node and edge.target not in covers and not older:
                    covers[edge.target] = Cover(edge.target, (edge, *cover.steps))
        return sorted(covers.values(), key=lambda cover: len(cover.steps))

    def _spread(self, node: Node, covers: dict[Node, Cover], *, suggested: bool) -> None:
        """Add to `covers` what implements `node` or anything in them, level by level."""
        level = [node, *covers]
        while level:
            following: list[Node] = []
            for target in level:
                known = covers[target].steps if target in covers else ()
                # What issues or approves an implementing plan implements through it.
                kinds = _CARRIES if target in covers else _CARRIES[:1]
                for edge in self.into(target, *kinds):
                    said = suggested or any(one.explicit for one in edge.evidence)
                    if said and edge.source is not node and edge.source not in covers:
                        covers[edge.source] = Cover(edge.source, (edge, *known))
                        following.append(edge.source)
            # Chains lead through documents in force rather than through their predecessors.
            level = sorted(following, key=lambda n: bool(self.endings(n)))

    def endings(self, node: Node) -> list[Edge]:
        """Return the edges that say `node` was replaced or repealed."""
        return self.into(node, *_ENDING)

    def ended(self, node: Node) -> bool:
        """Tell whether `node` is no longer in force, by people's word first."""
        if node.said and node.said != UNKNOWN:
            return node.said.startswith(_ENDED)
        return bool(self.endings(node))

    def status(self, node: Node) -> str:
        """Return "được thay thế bởi …", "còn hiệu lực" where a report shows it, or "chưa rõ".

        What a person or an office's list says of it comes first.
        """
        if node.said and node.said != UNKNOWN:
            return node.said
        endings = self.endings(node)
        if endings:
            words = dict.fromkeys(f"{_ENDING[e.kind]} {e.source.number}" for e in endings)
            return ", ".join(words)
        if self.out_of(node, RelationKind.REPLACES) or self.at_work(node):
            return IN_FORCE
        return UNKNOWN

    def at_work(self, node: Node) -> list[Place]:
        """Return the sentences that show a document at work: "tiếp tục triển khai …"."""
        found = []
        for doc, index in node.mentions:
            report = self.reports[doc]
            cite = report.citations[index]
            block = report.blocks[cite.block]
            start, _ = sentence_span(block.text, cite.span)
            if AT_WORK.search(fold(block.text[start : cite.span[0]])):
                found.append(self.sentence(doc, index))
        return found

    def mentions(self, node: Node) -> list[Place]:
        """Return the sentence of every mention, in order of report and place."""
        return [self.sentence(doc, index) for doc, index in sorted(node.mentions)]

    def sentence(self, doc: str, index: int) -> Place:
        """Return the sentence or clause that a citation stands in."""
        report = self.reports[doc]
        cite = report.citations[index]
        return report.place(cite.block, *sentence_span(report.blocks[cite.block].text, cite.span))

    def _build(self) -> list[Edge]:
        edges: dict[tuple[Node, Node, RelationKind], Edge] = {}
        for report in self.reports.values():
            for relation in report.relations:
                source = self._node_of.get((report.doc, relation.source))
                target = self._node_of.get((report.doc, relation.target))
                if source is None or target is None or source is target:
                    continue
                if relation.negated or relation.planned:
                    continue
                ends = report.citations[relation.source], report.citations[relation.target]
                evidence = Evidence(
                    _narrowed(report, relation.place, *ends),
                    relation.explicit,
                    not report.quality.ocr,
                )
                edge = edges.setdefault(
                    (source, target, relation.kind), Edge(source, target, relation.kind, [])
                )
                if evidence.place not in edge.places:
                    edge.evidence.append(evidence)
        for edge in edges.values():
            number = bare(edge.source.number)
            edge.evidence.sort(
                key=lambda e, n=number: (not e.explicit, not e.clean, n not in bare(e.place.text))  # type: ignore[misc]
            )
        return list(edges.values())

    def _former(self, node: Node) -> str | None:
        """Return the former area named in brackets behind a mention, as written there."""
        for doc, index in node.mentions:
            report = self.reports[doc]
            cite = report.citations[index]
            after = report.blocks[cite.block].text[cite.span[1] :]
            match = _FORMER.match(fold(after))
            if match and _headsclause_span(report, cite):
                return former_area(after[match.start(1) : match.end(1)])
        return None


def _headsclause_span(report: Report, cite: Citation) -> bool:
    """Return whether a bracket behind speaks of `cite`: it is the first document of its clause."""
    text = report.blocks[cite.block].text
    start, _ = clause_span(text, cite.span, (0, len(text)))
    return not any(
        other.block == cite.block and start <= other.span[0] < cite.span[0]
        for other in report.citations
    )


def _node(entry: Entry) -> Node:
    return Node(
        entry.number,
        entry.type,
        entry.date,
        entry.issuer,
        entry.title or None,
        list(entry.mentions),
        list(entry.aliases),
        said=entry.status if entry.imported or "status" in entry.edited else None,
    )


def _narrowed(report: Report, place: Place, one: Citation, two: Citation) -> Place:
    """Return the part of a long sentence that names both documents; short ones stay whole."""
    if one.block != two.block or place.end - place.start <= LONG:
        return place
    text = report.blocks[one.block].text
    span = min(one.span[0], two.span[0]), max(one.span[1], two.span[1])
    return report.place(one.block, *clause_span(text, span, (0, len(text))))
