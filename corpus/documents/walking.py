"""What is known while the citations of a report are walked through, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model import Citation, Place, Relation, RelationKind, Report


@dataclass(slots=True)
class Node:
    """A citation within its sentence."""

    index: int
    cite: Citation
    root: Node | None = None
    links: list[tuple[Node, RelationKind, bool, bool]] = field(default_factory=list)
    acts: list[tuple[Node, RelationKind, bool, bool]] = field(default_factory=list)  # "bởi" it
    peers: list[Node] = field(default_factory=list)  # "A và B" before it: one subject
    implied: bool = False  # related to the sentence's leading targets
    outside: Node | None = None  # in brackets: the citation before them


@dataclass(slots=True)
class Sentence:
    """What is known so far while the citations of a sentence are walked through."""

    start: int
    end: int
    nodes: list[Node] = field(default_factory=list)
    lead: list[Node] = field(default_factory=list)  # targets whose source has no number
    lead_kind: RelationKind | None = None
    first: Node | None = None  # the head of the clause under way
    bracket: bool = False  # within brackets that name what the sentence speaks of
    listing: bool = False  # the lead ends with ":" and a numbered list follows
    answered: bool = False  # a document was issued to carry the lead out
    opening: tuple[Node, RelationKind, bool] | None = None  # "Bãi bỏ X …", whether only asked
    ahead: str = ""  # the words between the citation looked at and the next
    following: Node | None = None


@dataclass(slots=True)
class Walk:
    """A report under way: its citations, and the relations found."""

    report: Report
    heads: dict[int, Node] = field(default_factory=dict)  # citation → head of its clause
    out: list[Relation] = field(default_factory=list)
    known: set[tuple[int, int, RelationKind]] = field(default_factory=set)
    places: dict[tuple[int, int, int], Place] = field(default_factory=dict)
    actor: Node | None = None  # what last did something to another one, in this sentence

    def add(
        self,
        source: int,
        target: int,
        kind: RelationKind,
        where: tuple[int, int, int],
        explicit: bool = True,
        negated: bool = False,
        planned: bool = False,
    ) -> None:
        """Keep a relation, once; none of a document to itself."""
        cites = self.report.citations
        if source == target or cites[source].number == cites[target].number:
            return
        if (source, target, kind) in self.known:
            return
        self.known.add((source, target, kind))
        place = self.places.get(where)
        if place is None:  # one record a sentence, however many relations it holds
            place = self.places[where] = self.report.place(*where)
        self.out.append(Relation(source, target, kind, place, explicit, negated, planned))
