"""How the documents that the library cites stand to each other, each edge with its evidence.

Nodes are documents (`corpus.resolving`): the same one in several reports is one node, a misprinted
number an alias of the right one. Edges are what reports say: "359 thực hiện 57", "327 thay thế 51".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.model import Citation, Place, RelationKind, Report
from corpus.resolving import Document, group, is_short, misprints
from corpus.text import fold
from retrieval.references import Reference, bare

IN_FORCE = "còn hiệu lực"
UNKNOWN = "chưa rõ"
_ENDING = {
    RelationKind.REPLACES: "được thay thế bởi",
    RelationKind.REPEALS: "bị bãi bỏ bởi",
}
# Words of a sentence that show a document at work when it was written.
_AT_WORK = re.compile(r"tiep tuc|con hieu luc|dang (?:thuc hien|trien khai)")
_FORMER = re.compile(r"[^;()]{0,320}?\(([^()]{2,40}?\bc(?:u|ii))\)")
_CLAUSE = re.compile(r";|\.\s|:\s|(?<!\w)\(\d{1,2}\)\s")
_LONG = 500  # characters: a longer sentence is shown by its clauses


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
    former: str | None = None  # a former area it holds for, as written: "tỉnh … cũ"

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

    def __init__(self, reports: Iterable[Report]) -> None:
        """Build the graph; reports are read, never changed."""
        self.reports = {report.doc: report for report in reports}
        documents = group(self.reports.values())
        self.nodes, self._node_of = _nodes(documents, self.reports)
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

        Nearest first; complete. What an implementer replaced is among them.
        """
        covers: dict[Node, Cover] = {}
        # What a sentence only suggests never makes a longer, explicit chain look direct.
        self._spread(node, covers, suggested=False)
        self._spread(node, covers, suggested=True)
        for cover in list(covers.values()):
            for edge in self.out_of(cover.node, RelationKind.REPLACES):
                if edge.target is not node and edge.target not in covers:
                    covers[edge.target] = Cover(edge.target, (edge, *cover.steps))
        return sorted(covers.values(), key=lambda cover: len(cover.steps))

    def _spread(self, node: Node, covers: dict[Node, Cover], *, suggested: bool) -> None:
        """Add to `covers` what implements `node` or anything in them, level by level."""
        level = [node, *covers]
        while level:
            following: list[Node] = []
            for target in level:
                known = covers[target].steps if target in covers else ()
                for edge in self.into(target, RelationKind.IMPLEMENTS):
                    said = suggested or any(one.explicit for one in edge.evidence)
                    if said and edge.source is not node and edge.source not in covers:
                        covers[edge.source] = Cover(edge.source, (edge, *known))
                        following.append(edge.source)
            # Chains lead through documents in force rather than through their predecessors.
            level = sorted(following, key=lambda n: bool(self.endings(n)))

    def endings(self, node: Node) -> list[Edge]:
        """Return the edges that say `node` was replaced or repealed."""
        return self.into(node, *_ENDING)

    def status(self, node: Node) -> str:
        """Return "được thay thế bởi …", "còn hiệu lực" where a report shows it, or "chưa rõ"."""
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
            start, _ = _sentence(block.text, cite.span)
            if _AT_WORK.search(fold(block.text[start : cite.span[0]])):
                found.append(self.sentence(doc, index))
        return found

    def mentions(self, node: Node) -> list[Place]:
        """Return the sentence of every mention, in order of report and place."""
        return [self.sentence(doc, index) for doc, index in sorted(node.mentions)]

    def sentence(self, doc: str, index: int) -> Place:
        """Return the sentence or clause that a citation stands in."""
        report = self.reports[doc]
        cite = report.citations[index]
        return report.place(cite.block, *_sentence(report.blocks[cite.block].text, cite.span))

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
            if match and _heads_clause(report, cite):
                return after[match.start(1) : match.end(1)]
        return None


def _heads_clause(report: Report, cite: Citation) -> bool:
    """Return whether a bracket behind speaks of `cite`: it is the first document of its clause."""
    text = report.blocks[cite.block].text
    start, _ = _clause(text, cite.span, (0, len(text)))
    return not any(
        other.block == cite.block and start <= other.span[0] < cite.span[0]
        for other in report.citations
    )


def _nodes(
    documents: Sequence[Document], reports: dict[str, Report]
) -> tuple[list[Node], dict[tuple[str, int], Node]]:
    """Return the nodes, misprints and short forms merged, and the node of each mention."""
    leads = _leads(documents, reports)
    nodes: dict[int, Node] = {}
    for document in documents:
        if id(document) not in leads:
            nodes[id(document)] = Node(
                document.number,
                document.type,
                document.date,
                document.issuer,
                _subject(document, reports),
                list(document.mentions),
            )
    for document in documents:
        if id(document) in leads:
            right = nodes[id(_last(leads, document))]
            right.mentions += document.mentions
            if document.number not in (right.number, *right.aliases):
                right.aliases.append(document.number)
    node_of = {mention: node for node in nodes.values() for mention in node.mentions}
    return list(nodes.values()), node_of


def _leads(documents: Sequence[Document], reports: dict[str, Report]) -> dict[int, Document]:
    """Return {id of a misprint, misdate or short form: the document it means}."""
    leads = {id(m.wrong): m.right for m in misprints(documents) if m.right is not None}
    by_number: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_number[document.number].append(document)
    for document in documents:
        if id(document) in leads:
            continue
        meant = _misdated(document, by_number[document.number]) or _resolved(
            document, by_number, reports
        )
        if meant is not None and meant is not document:
            leads[id(document)] = meant
    return leads


def _last(leads: dict[int, Document], document: Document) -> Document:
    """Return the end of a chain of leads; a circle ends where it would close."""
    seen: set[int] = set()
    while id(document) in leads and id(document) not in seen:
        seen.add(id(document))
        document = leads[id(document)]
    return document


def _misdated(document: Document, same: Sequence[Document]) -> Document | None:
    """Return the well attested document of the same number, type, day and month."""
    if document.date is None or len(document.mentions) > 1:
        return None
    for other in same:
        if (
            other.date is not None
            and len(other.mentions) >= 3
            and other.type == document.type
            and (other.date.month, other.date.day) == (document.date.month, document.date.day)
        ):
            return other
    return None


def _resolved(
    document: Document, by_number: dict[str, list[Document]], reports: dict[str, Report]
) -> Document | None:
    """Return the document that the report itself resolves all mentions of this one to."""
    numbers = {reports[doc].citations[i].resolved for doc, i in document.mentions}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if not number or number == document.number:
        return None
    fits = [
        other
        for other in by_number.get(number, [])
        if is_short(document.number) or document.date is None or other.date == document.date
    ]
    return fits[0] if len(fits) == 1 else None


def _subject(document: Document, reports: dict[str, Report]) -> str | None:
    """Return the fullest subject that a clean report gives, else any."""
    clean = [
        subject
        for doc, i in document.mentions
        if not reports[doc].quality.ocr and (subject := reports[doc].citations[i].subject)
    ]
    return max(clean, key=len, default=document.subject)


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the sentence around `span`, its clause when the sentence is long."""
    start = max((m.end() for m in re.finditer(r"[.!?]\s", text[: span[0]])), default=0)
    after = re.search(r"[.!?](?=\s|$)", text[span[1] :])
    end = span[1] + after.end() if after else len(text)
    if end - start <= _LONG:
        return start, end
    return _clause(text, span, (start, end))


def _clause(text: str, span: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """Return the clauses that hold `span`, inside `bounds`."""
    start = max((m.end() for m in _CLAUSE.finditer(text, bounds[0], span[0])), default=bounds[0])
    after = _CLAUSE.search(text, span[1], bounds[1])
    end = after.start() if after else bounds[1]
    return start, max(end, span[1])


def _narrowed(report: Report, place: Place, one: Citation, two: Citation) -> Place:
    """Return the part of a long sentence that names both documents; short ones stay whole."""
    if one.block != two.block or place.end - place.start <= _LONG:
        return place
    text = report.blocks[one.block].text
    span = min(one.span[0], two.span[0]), max(one.span[1], two.span[1])
    return report.place(one.block, *_clause(text, span, (0, len(text))))
