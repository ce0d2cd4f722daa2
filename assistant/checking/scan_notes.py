"""Which footnote of a scan belongs to which damaged mark: "Kế hoạch®”", "công ty*", "y tế'°".

Recognition makes signs of raised digits, so the marks of a page are known by their place only:
they stand in the order of the notes under them. Where one was lost, all others may be one off.
What stands before a mark and what its note says decides, for counts that a note bears out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.content import content_words
from assistant.checking.finding import doubted
from assistant.checking.memory import per_report
from corpus.model import BlockKind, Footnote, Report
from corpus.text import fold

# Signs glued to a word, or to a year; closing quotes alone are quotes.
_SIGNS = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[)”])|(?<=(?:19|20)\d\d))"
    r"(?=[^\s]*[®°*?%^~'’‘`])[®°*?%^~'’‘`”\"]{1,3}\d?(?=[\s,.;:)]|$)"
)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.HEADING)
_LEAD = 90  # characters before a mark that say what its note is about
_SURE = 1.3  # of agreement between a mark and a note
_LIKELY = 0.9  # where reading saw a mark, but took it for another note's
_READ = 0.4  # what it says for a note that reading chose it
_TWENTIES = "?"
_OFTEN = 5  # notes that have a word


@dataclass(frozen=True, slots=True)
class Mark:
    """A likely mark: after ``blocks[block].text[at - 1]`` stands the sign for `note`."""

    block: int
    at: int
    note: Footnote


@dataclass(frozen=True, slots=True)
class _Sign:
    block: int
    at: int
    signs: str  # as recognised; "" where reading took them for a mark
    start: int  # in the canonical text
    mark: str = ""  # of the note that reading gave it


@per_report
def likely_marks(report: Report) -> list[Mark]:
    """Return the marks of the notes of a scan, where the words bear it out."""
    if not doubted(report):
        return []
    found: list[Mark] = []
    signs = _signs(report) if report.footnotes else []
    for page in sorted({note.place.page or 0 for note in report.footnotes}):
        own = [note for note in report.footnotes if (note.place.page or 0) == page]
        first, last = _page(report, page)
        on_page = [s for s in signs if first <= s.start < last and s.start < own[-1].place.start]
        found.extend(_matched(report, on_page, own))
    return found


def _page(report: Report, page: int) -> tuple[int, int]:
    starts = report.page_starts
    if not page or not starts:
        return 0, len(report.text)
    return starts[page - 1], starts[page] if page < len(starts) else len(report.text)


def _signs(report: Report) -> list[_Sign]:
    found = []
    for index, block in enumerate(report.blocks):
        if block.kind in _PROSE:
            for match in _SIGNS.finditer(block.text):
                start = block.offsets[match.start()]
                found.append(_Sign(index, match.start(), match.group(), start))
            for ref in block.notes:
                start = block.offsets[min(ref.at, len(block.offsets) - 1)]
                found.append(_Sign(index, ref.at, "", start, ref.mark))
    return sorted(found, key=lambda sign: sign.start)


def _matched(report: Report, signs: Sequence[_Sign], notes: Sequence[Footnote]) -> list[Mark]:
    """Return the pairs of signs and notes, both in order, that agree best together."""
    best: list[tuple[float, int, tuple[tuple[_Sign, Footnote, float], ...]]] = [(0.0, -1, ())]
    for note in notes:
        grown = list(best)
        for k, sign in enumerate(signs):
            worth = _agreement(report, sign, note)
            before = max((b for b in best if b[1] < k), key=lambda b: b[0])
            grown.append((before[0] + worth, k, (*before[2], (sign, note, worth))))
        best = _foremost(grown)
    chosen = max(best, key=lambda b: b[0])[2]
    return [
        Mark(s.block, s.at, note)
        for s, note, worth in chosen
        if worth >= _SURE or s.mark == note.mark or (s.mark and worth >= _LIKELY)
    ]


def _foremost(
    options: list[tuple[float, int, tuple[tuple[_Sign, Footnote, float], ...]]],
) -> list[tuple[float, int, tuple[tuple[_Sign, Footnote, float], ...]]]:
    """Keep, for each last sign, the best way to get there."""
    by_sign: dict[int, tuple[float, int, tuple[tuple[_Sign, Footnote, float], ...]]] = {}
    for option in options:
        if option[1] not in by_sign or by_sign[option[1]][0] < option[0]:
            by_sign[option[1]] = option
    return list(by_sign.values())


def _agreement(report: Report, sign: _Sign, note: Footnote) -> float:
    """Return how well a note fits what stands before a sign: 1 and more is likely."""
    text = report.blocks[sign.block].text
    lead = text[max(0, sign.at - _LEAD) : sign.at]
    said = report.blocks[note.block].text
    counted = re.search(r"\d+\s+(\w+\s+\w+)$", fold(lead))
    worth = 0.1
    if counted and counted[1] in fold(said):
        worth += 1.5
    shared = set(content_words(lead)) & set(content_words(said))
    worth += min(1.2, 0.3 * len(shared.difference(_common(report))))
    if sign.mark:
        return worth + (_READ if sign.mark == note.mark else 0.0)
    number = int(note.mark) if note.mark.isdigit() else 0
    worth += 0.3 if (number >= 10) == (len(sign.signs) >= 2) else 0.0
    if number >= 10:
        worth += 0.2 if (number >= 20) == (sign.signs[0] == _TWENTIES) else 0.0
    return worth


@per_report
def _common(report: Report) -> Iterator[str]:
    """Yield the words that stand in many notes of a report: they tell none from the others."""
    notes = [set(content_words(report.blocks[n.block].text)) for n in report.footnotes]
    seen = Counter(word for words in notes for word in words)
    yield from (word for word, times in seen.items() if times >= _OFTEN)


def marks_in(report: Report) -> dict[int, list[tuple[int, Footnote]]]:
    """Return, by block, where its footnote marks stand and the notes they lead to."""
    notes = {(note.from_block, note.mark): note for note in report.footnotes}
    found: dict[int, list[tuple[int, Footnote]]] = {}
    for index, block in enumerate(report.blocks) if not doubted(report) else ():
        for mark in block.notes:
            note = notes.get((index, mark.mark))
            if note is not None:
                found.setdefault(index, []).append((mark.at, note))
    for likely in likely_marks(report):
        found.setdefault(likely.block, []).append((likely.at, likely.note))
    for marks in found.values():
        marks.sort(key=lambda mark: mark[0])
    return found
