"""How the documents that a report cites stand to each other, read from the sentence.

Within a sentence each citation is looked at with the words between it and the one before it. A
cue there (thực hiện, thay thế, …) makes it the target of the citation before it; "và" or a comma
makes it a companion of that citation, with the same relation; a semicolon or a list mark starts
a new clause. What stands in brackets behind a clause speaks of the clause's head: in "Quyết định
327 … thực hiện Nghị quyết 71 (thay thế Kế hoạch 51)" it is 327 that replaces 51.

A footnote that starts with a cue speaks of the head of the clause that carries its mark.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.documents.cues import cue_in, denied, planned, reported
from corpus.documents.grammar import SO
from corpus.model import BlockKind, Citation, Place, Relation, RelationKind, Report
from corpus.text import fold

_Kind = RelationKind

_BOUNDARY = re.compile(r";|\.\s|\n")
_ITEM = re.compile(r"(?:^|[\s:;])\(?(?:\d{1,2}|[a-zđ])\)\s*")
_LISTED = re.compile(r",\s*(?:va\s+)?so\s*[:.]?\s*$")  # "…, số 122/KH-UBND": the next of a list
_DIRECTLY = re.compile(r"\s*(?:ve(?: viec)?|de|v/v)?\s*")
_ALSO = re.compile(
    r"[\s,]*(?:va|dong thoi|,)[\s,]*(?:dong thoi|tiep tuc)?\s*"
)  # "thay thế B và bãi bỏ C"
_NUMBER_LINE = re.compile(rf"\s*(?:{SO}\s*[:.]?\s*)?")
_MOST_LEAD = 40  # targets of a sentence that later documents are related to
_NAMELY = re.compile(r"\s*,?\s*(?:bao gom|gom co|gom|nhu|cu the|cu the la)\s*:?\s*(?:\(?1\)\s*)?")
_BESIDE = re.compile(r"[\s;,]*(?:va\s+)?")
_SENTENCE = re.compile(r"(?<!\bTP)(?<!\bTS)(?<!v\.v)[.!?…](?=\s+[\"“(+]?[^\W\d_a-zà-ỹ])")
_ISSUED = re.compile(r"(?<!\w)(?:ban hanh|tham muu|trinh|xay dung|phe duyet)(?!\w)")
_HAS = re.compile(r"(?<!\w)co\s*$")  # "Triển khai X, Sở có Công văn số …"
_LEADING = {
    _Kind.IMPLEMENTS,
    _Kind.UNDER,
    _Kind.BASED_ON,
    _Kind.REPLACES,
    _Kind.AMENDS,
    _Kind.REPEALS,
}
_BRACKETED = {
    "Công văn",
    "Kế hoạch",
    "Hướng dẫn",
    "Tờ trình",
    "Báo cáo",
    "Chương trình",
    "Quyết định",
}


@dataclass(slots=True)
class _Node:
    """A citation within its sentence."""

    index: int
    cite: Citation
    root: _Node | None = None
    links: list[tuple[_Node, RelationKind, bool, bool]] = field(default_factory=list)
    implied: bool = False  # related to the sentence's leading targets
    outside: _Node | None = None  # in brackets: the citation before them


@dataclass(slots=True)
class _Sentence:
    """What is known so far while the citations of a sentence are walked through."""

    start: int
    end: int
    nodes: list[_Node] = field(default_factory=list)
    lead: list[_Node] = field(default_factory=list)  # targets whose source has no number
    lead_kind: RelationKind | None = None
    first: _Node | None = None  # the head of the clause under way
    bracket: bool = False  # within brackets that name what the sentence speaks of
    listing: bool = False  # the lead ends with ":" and a numbered list follows


@dataclass(slots=True)
class _Walk:
    """A report under way: its citations, and the relations found."""

    report: Report
    heads: dict[int, _Node] = field(default_factory=dict)  # citation → head of its clause
    out: list[Relation] = field(default_factory=list)
    known: set[tuple[int, int, RelationKind]] = field(default_factory=set)
    places: dict[tuple[int, int, int], Place] = field(default_factory=dict)

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


def relations_of(report: Report) -> tuple[Relation, ...]:
    """Return the relations between `report.citations`, in reading order."""
    walk = _Walk(report)
    by_block: dict[int, list[int]] = {}
    for i, cite in enumerate(report.citations):
        by_block.setdefault(cite.block, []).append(i)
    own = _own(report)
    for block, indexes in sorted(by_block.items()):
        indexes.sort(key=lambda i: report.citations[i].span)
        folded = fold(report.blocks[block].text)
        for sentence in _sentences(report, block, indexes):
            _walk_sentence(walk, block, folded, sentence, own)
    _footnotes(walk, by_block)
    walk.out.sort(key=lambda r: (report.citations[r.source].place.start, r.target))
    return tuple(walk.out)


def _own(report: Report) -> int | None:
    """Return the citation that is the document's own number: "Số: 415/QĐ-UBND" in its header."""
    for i, cite in enumerate(report.citations):
        block = report.blocks[cite.block]
        if block.kind is BlockKind.HEADER and _NUMBER_LINE.fullmatch(
            fold(block.text[: cite.span[0]])
        ):
            return i
    return None


def _sentences(report: Report, block: int, indexes: list[int]) -> Iterator[_Sentence]:
    text = report.blocks[block].text
    spans = [report.citations[i].span for i in indexes]
    starts = [s for s, _ in spans]
    cuts = [0]
    for match in _SENTENCE.finditer(text):
        n = bisect_right(starts, match.start()) - 1
        if n < 0 or match.start() >= spans[n][1]:
            cuts.append(match.end())
    cuts.append(len(text))
    for start, end in pairwise(cuts):
        inside = indexes[bisect_left(starts, start) : bisect_left(starts, end)]
        if inside:
            skip = len(text[start:end]) - len(text[start:end].lstrip())
            yield _Sentence(start + skip, end, [_Node(i, report.citations[i]) for i in inside])


# ---------------------------------------------------------------- one sentence


def _walk_sentence(
    walk: _Walk, block: int, folded: str, sentence: _Sentence, own: int | None
) -> None:
    previous: _Node | None = None
    for node in sentence.nodes:
        begin = previous.cite.span[1] if previous else sentence.start
        gap = folded[begin : node.cite.span[0]]
        if previous and previous.outside and ")" in gap:
            previous, gap = previous.outside, gap[gap.index(")") + 1 :]
        _place_node(walk, (block, sentence.start, sentence.end), gap, sentence, previous, node)
        walk.heads[node.index] = node.root or node
        previous = node
    if own is not None:
        _own_relations(walk, block, folded, sentence, own)


def _place_node(
    walk: _Walk,
    where: tuple[int, int, int],
    gap: str,
    sentence: _Sentence,
    previous: _Node | None,
    node: _Node,
) -> None:
    """Find what `node` is to the citations before it in its sentence."""
    opened = gap.rfind("(") if gap.rfind("(") > gap.rfind(")") else -1
    if _ITEM.search(gap[max(0, opened - 1) :]):
        opened = -1
    if previous and opened >= 0:
        sentence.bracket = _bracketed(walk, where, gap, opened, sentence, previous, node)
        node.outside = previous
        return
    if previous and previous.outside:
        node.outside = previous.outside
    if sentence.bracket and ")" not in gap and _BESIDE.fullmatch(gap):
        _implied(walk, where, sentence, node)
        return
    if previous and previous in sentence.lead and _NAMELY.fullmatch(gap):
        sentence.bracket = True
        _implied(walk, where, sentence, node)
        return
    sentence.bracket = False
    cut = max((m.end() for m in _BOUNDARY.finditer(gap)), default=0)
    cut = max(cut, max((m.end() for m in _ITEM.finditer(gap)), default=0))
    if _LISTED.search(gap) and not _companions(gap):
        cut = len(gap)
    if previous is None or cut:
        _new_clause(walk, where, gap, cut, sentence, previous, node)
        return
    cue = cue_in(gap)
    if cue is None:
        if _companions(gap):
            _follow(walk, where, sentence, previous, node)
        elif sentence.lead and (_ISSUED.search(gap) or _HAS.search(gap)):
            _implied(walk, where, sentence, node)
        return
    kind, at, flipped = cue
    if kind in (_Kind.ISSUES, _Kind.APPROVES) and not _DIRECTLY.fullmatch(gap[:at]):
        _implied(walk, where, sentence, node)  # "Thực hiện X, UBND tỉnh ban hành Y"
        return
    if kind is _Kind.IMPLEMENTS and (reported(gap[:at]) or ":" in gap[at:]):
        return  # "văn bản hướng dẫn thi hành: …" names those that implement
    if kind is _Kind.UNDER and ("," in gap[:at] or at > 40):
        return
    source = previous
    if _ALSO.fullmatch(gap[:at]):
        source = previous.links[0][0] if previous.links else sentence.first or previous
    _link(walk, where, gap, at, source, node, kind, flipped)


def _new_clause(
    walk: _Walk,
    where: tuple[int, int, int],
    gap: str,
    cut: int,
    sentence: _Sentence,
    previous: _Node | None,
    node: _Node,
) -> None:
    """Start a clause: `node` is its head, or the target of a document without a number."""
    sentence.first = node
    item = _ITEM.search(gap[-6:]) is not None
    cue = cue_in(gap[cut:]) if not item else None
    if previous is None and cue is None:
        lead = cue_in(re.sub(r"\(?1\)\s*$", "", gap.rstrip()))
        cue = lead if item and lead else None
        sentence.listing = ":" in gap and cue is not None
    if previous is None or (cue and not item):
        sentence.lead_kind = cue[0] if cue else None
        if cue and cue[0] in _LEADING and not reported(gap[: cut + cue[1]]):
            sentence.lead = [node]
            return
        sentence.lead = []
    elif sentence.listing and item:
        sentence.lead.append(node)
    elif sentence.lead and _ISSUED.search(gap[cut:]) and not item:
        _implied(walk, where, sentence, node)


def _bracketed(
    walk: _Walk,
    where: tuple[int, int, int],
    gap: str,
    opened: int,
    sentence: _Sentence,
    previous: _Node,
    node: _Node,
) -> bool:
    """Relate a citation in brackets to what they stand behind; True for "X (văn bản số …)"."""
    inner = gap[opened + 1 :]
    cue = cue_in(inner)
    if cue and cue[0] is not _Kind.UNDER:
        kind, at, flipped = cue
        source = previous if flipped or kind is _Kind.ISSUES else (previous.root or previous)
        unnamed = previous in sentence.lead and previous.cite.type != node.cite.type
        if flipped or not unnamed:  # "Kế hoạch thực hiện NQ 57 (thay thế Kế hoạch 51)": not NQ 57
            _link(walk, where, inner, at, source, node, kind, flipped)
        return False
    if sentence.lead and node.cite.type in _BRACKETED and len(inner) < 24:
        _implied(walk, where, sentence, node)
        sentence.listing = False
        return True
    return False


def _implied(walk: _Walk, where: tuple[int, int, int], sentence: _Sentence, node: _Node) -> None:
    """Relate `node` to the targets that the sentence named before: "Triển khai X (theo Y)"."""
    kind = sentence.lead_kind or _Kind.IMPLEMENTS
    if kind not in (_Kind.IMPLEMENTS, _Kind.UNDER, _Kind.BASED_ON):
        return
    node.implied = True
    for target in sentence.lead[:_MOST_LEAD]:
        walk.add(node.index, target.index, kind, where, explicit=False)


def _companions(gap: str) -> bool:
    """Tell whether only "và", commas and the like stand between two citations."""
    return (
        len(gap) < 40
        and re.fullmatch(
            r"(?:\s|[,“”\"'‘’–-]|va|cung|hoac|voi|so|cac|\(cu\)|nghi quyet|ke hoach)*", gap
        )
        is not None
    )


def _follow(
    walk: _Walk, where: tuple[int, int, int], sentence: _Sentence, previous: _Node, node: _Node
) -> None:
    """Give a companion the relations and the head of the citation before it."""
    node.root = previous.root
    node.links = list(previous.links)
    for source, kind, negated, later in node.links:
        walk.add(source.index, node.index, kind, where, True, negated, later)
    if previous.implied:
        _implied(walk, where, sentence, node)
    if previous in sentence.lead:
        sentence.lead.append(node)


def _link(
    walk: _Walk,
    where: tuple[int, int, int],
    gap: str,
    at: int,
    source: _Node,
    node: _Node,
    kind: RelationKind,
    flipped: bool,
) -> None:
    negated = denied(gap[:at])
    before = fold(
        walk.report.blocks[where[0]].text[
            max(where[1], source.cite.span[0] - 60) : source.cite.span[0]
        ]
    )
    # "sẽ tham mưu Quyết định A thay thế B": what ends B is still to be made.
    ends = kind in (_Kind.REPLACES, _Kind.REPEALS, _Kind.AMENDS)
    later = (
        planned(gap)
        or re.search(r"du thao\s*$", before) is not None
        or (ends and planned(re.split(r"[;,:]", before)[-1]))
        or (source.cite.type == "Tờ trình" and kind is not _Kind.UNDER)
    )
    if flipped:
        walk.add(node.index, source.index, kind, where, True, negated, later)
        return
    node.root = source.root or source
    node.links = [(source, kind, negated, later)]
    walk.add(source.index, node.index, kind, where, True, negated, later)


# ---------------------------------------------------------------- across blocks

_THIS = re.compile(
    r"(?:quyet dinh|nghi quyet|ke hoach|thong tu|nghi dinh|chi thi|van ban|quy dinh|huong dan)"
    r" nay\s+(?:\w+ ){0,8}?$"
)


def _own_relations(walk: _Walk, block: int, folded: str, sentence: _Sentence, own: int) -> None:
    """Relate the document itself to what it is based on and what it says it replaces."""
    first = sentence.nodes[0]
    gap = folded[sentence.start : first.cite.span[0]]
    cue = cue_in(gap)
    if first.index == own or cue is None:
        return
    where = (block, sentence.start, sentence.end)
    if cue[0] is _Kind.BASED_ON and cue[1] < 4:
        walk.add(own, first.index, cue[0], where)
    elif _THIS.search(gap[: cue[1]]):
        for node in [first, *(n for n in sentence.lead if n is not first)]:
            walk.add(own, node.index, cue[0], where)


def _footnotes(walk: _Walk, by_block: dict[int, list[int]]) -> None:
    """Relate a footnote that starts with a cue to the head of the clause with its mark."""
    report = walk.report
    for note in report.footnotes:
        indexes = by_block.get(note.block, [])
        if not indexes:
            continue
        gap = fold(report.blocks[note.block].text[: report.citations[indexes[0]].span[0]])
        cue = cue_in(gap)
        if cue is None or cue[1] > 12:
            continue
        head = (
            _stuck_mark(walk, indexes[0], note.mark)
            if note.from_block is None
            else _head_at(walk, note.from_block, note.mark, by_block)
        )
        if head is not None:
            place = (note.block, 0, len(report.blocks[note.block].text))
            walk.add(head.index, indexes[0], cue[0], place)


def _stuck_mark(walk: _Walk, note: int, mark: str) -> _Node | None:
    """Return the head of the citation before `note` whose number the mark stuck to: "TW3"."""
    report = walk.report
    for i in range(note - 1, max(-1, note - 80), -1):
        cite = report.citations[i]
        if report.blocks[cite.block].text.startswith(mark, cite.span[1]):
            return walk.heads.get(i)
    return None


def _head_at(walk: _Walk, block: int, mark: str, by_block: dict[int, list[int]]) -> _Node | None:
    """Return the head of the clause that carries footnote mark `mark`."""
    report = walk.report
    at = next((n.at for n in report.blocks[block].notes if n.mark == mark), None)
    if at is None:
        return None
    before = [i for i in by_block.get(block, []) if report.citations[i].span[1] <= at + 2]
    if not before:
        return None
    last = before[-1]
    between = report.blocks[block].text[report.citations[last].span[1] : at]
    if _BOUNDARY.search(between):
        return None
    return walk.heads.get(last)
