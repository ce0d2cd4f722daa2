"""How the documents that a report cites stand to each other, read from the sentence.

Within a sentence each citation is looked at with the words between it and the one before it
(`clauses`): in "Quyết định 327 … thực hiện Nghị quyết 71 (thay thế Kế hoạch 51)" it is 327 that
replaces 51. A footnote that starts with a cue speaks of the head of the clause that carries its
mark; the document itself is based on what its "Căn cứ" lines name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from corpus.documents.clauses import BOUNDARY, walk_sentence
from corpus.documents.cues import cue_in
from corpus.documents.grammar import SO
from corpus.documents.walking import Node, Sentence, Walk
from corpus.model import BlockKind, Relation, RelationKind, Report
from corpus.text import fold

_NUMBER_LINE = re.compile(rf"\s*(?:{SO}\s*[:.]?\s*)?")
_SENTENCE = re.compile(r"(?<!\bTP)(?<!\bTS)(?<!v\.v)[.!?…](?=\s+[\"“(+]?[^\W\d_a-zà-ỹ])")


def relations_of(report: Report) -> tuple[Relation, ...]:
    """Return the relations between `report.citations`, in reading order."""
    walk = Walk(report)
    by_block: dict[int, list[int]] = {}
    for i, cite in enumerate(report.citations):
        by_block.setdefault(cite.block, []).append(i)
    own = _own(report)
    for block, indexes in sorted(by_block.items()):
        indexes.sort(key=lambda i: report.citations[i].span)
        folded = fold(report.blocks[block].text)
        for sentence in _sentences(report, block, indexes):
            walk_sentence(walk, block, folded, sentence)
            if own is not None:
                _own_relations(walk, block, folded, sentence, own)
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


def _sentences(report: Report, block: int, indexes: list[int]) -> Iterator[Sentence]:
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
            yield Sentence(start + skip, end, [Node(i, report.citations[i]) for i in inside])


_THIS = re.compile(
    r"(?:quyet dinh|nghi quyet|ke hoach|thong tu|nghi dinh|chi thi|van ban|quy dinh|huong dan)"
    r" nay\s+(?:\w+ ){0,8}?$"
)


def _own_relations(walk: Walk, block: int, folded: str, sentence: Sentence, own: int) -> None:
    """Relate the document itself to what it is based on and what it says it replaces."""
    first = sentence.nodes[0]
    gap = folded[sentence.start : first.cite.span[0]]
    cue = cue_in(gap)
    if first.index == own or cue is None:
        return
    where = (block, sentence.start, sentence.end)
    if cue[0] is RelationKind.BASED_ON and cue[1] < 4:
        walk.add(own, first.index, cue[0], where)
    elif _THIS.search(gap[: cue[1]]):
        for node in [first, *(n for n in sentence.lead if n is not first)]:
            walk.add(own, node.index, cue[0], where)


def _footnotes(walk: Walk, by_block: dict[int, list[int]]) -> None:
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


def _stuck_mark(walk: Walk, note: int, mark: str) -> Node | None:
    """Return the head of the citation before `note` whose number the mark stuck to: "TW3"."""
    report = walk.report
    for i in range(note - 1, max(-1, note - 80), -1):
        cite = report.citations[i]
        if report.blocks[cite.block].text.startswith(mark, cite.span[1]):
            return walk.heads.get(i)
    return None


def _head_at(walk: Walk, block: int, mark: str, by_block: dict[int, list[int]]) -> Node | None:
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
    if BOUNDARY.search(between):
        return None
    return walk.heads.get(last)
