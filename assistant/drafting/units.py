"""A past report cut into units of prior wording: a bullet, a paragraph, a note, with its context.

A unit knows the headings and the lead-in lines above it ("- Khởi nghiệp:" before "+ …"), because
those say what it is about and what it is for better than its own words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.drafting.roles import Role, role_of_path, role_of_text
from corpus.model import Block, BlockKind, Report
from corpus.ocr.damage import damage_of
from corpus.text import fold
from retrieval.passages import sentences

_SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE, BlockKind.HEADING})
_TELLING = 6  # words after the colon of a heading that carries text: "5.1. Về …: Hướng dẫn …"
_LEAD_IN = 30  # words; a longer line that ends in ":" says something itself
_RUN_IN = 22  # words of a title in front of its text, or of an unrecognised heading
_TITLED = re.compile(r"[a-zđ]\)|\d{1,2}(?:\.\d{1,2})*\.|[IVX]+\.")
_STRAY_NOTE = re.compile(r"\d{1,2}\s?(?=\(1\)|[A-ZĐ“])")
SHORT_NOTE = 25  # words; a longer footnote does not fit into the sentence it explains
_LONG_LIST = 120  # words; a list longer than this is cut into its items
_FRAME = re.compile(
    r"(?:(?:thuc hien|theo|can cu|tiep theo).{0,400}bao cao.{0,80}nhu sau|tren day la|kinh bao cao|"
    r".{0,80}kinh (?:bao|de nghi)\b)"
)
_ASIDE = re.compile(r"\((?:cụ thể|chi tiết|xem|có|đính kèm|kèm theo)[^()]*\)[.;]?", re.IGNORECASE)
_BROKEN_TITLE = re.compile(r"\W?\S{1,2}\)\s")  # "ổ) Dịch vụ …": a label that a scan garbled
# With their marks: "và", "tại" end no sentence, "kỹ năng số" and "vận tải" do; so do "tồn tại" and
# "những năm tiếp theo".
_DANGLING = re.compile(
    r"(?:\b(?:và|của|với|cho|(?<!trở )(?<!quay )về|(?<!tồn )(?<!hiện )tại|(?<!tiếp )(?<!kèm )theo)"
    r"|[,;]\s*,|-)[\s.;,]*$"
)
_GARBLED = 0.34  # share of damaged words above which a restored text is left out
_ATTACHED = re.compile(r"(?:phu luc|bieu|danh sach)[^.;]{0,20}(?:dinh kem|kem theo)")
_ITEM = re.compile(r"(?<=[;:.])\s*(?=\((?:\d{1,2}|[a-zđ])\)\s)|;\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of one source that are used together or not at all.

    `start`, `end` are in the text of block `block`; `above` are the headings and lead-ins,
    outermost first. A unit made of a table row has the index of its quantity as `row`, and `text`
    says the row in words. `note_of` is the block that a footnote belongs to. `stem` is the range of
    the words before the first item where the unit is one item of a long list.
    """

    report: int  # index into the sources
    block: int
    start: int
    end: int
    text: str
    above: tuple[str, ...]
    role: Role
    note_of: int | None = None
    stem: tuple[int, int] | None = None
    row: int | None = None

    @property
    def topic(self) -> str:
        """Return the run-in title of the unit ("Về khởi nghiệp: …") or ""."""
        head, colon, rest = self.text.partition(":")
        if colon and rest and len(head.split()) <= _RUN_IN and "(" not in head[1:]:
            return head
        return ""

    @property
    def words(self) -> int:
        """Return the length in syllables."""
        return len(self.text.split())


def units_of(report: Report, index: int) -> list[Unit]:
    """Return the units of a report in reading order; `index` is its number among the sources."""
    owners = {n.block: n.from_block for n in report.footnotes}
    contexts = _contexts(report)
    found: list[Unit] = []
    closed = False  # behind "… kính báo cáo./." stand addresses and names
    for number, block in enumerate(report.blocks):
        closed = closed and block.kind is not BlockKind.HEADING
        skipped, closed = closed, closed or _closes(block)
        if skipped or not _usable(block) or _is_lead_in(block):
            continue
        if number in owners and len(block.text.split()) <= SHORT_NOTE:
            continue  # it is brought into its sentence
        owner = owners.get(number)
        above = contexts[owner if owner is not None else number]
        found.extend(_cut(block, index, number, above, owner))
    return found


def _closes(block: Block) -> bool:
    """Tell whether a block is the last sentence of a report."""
    text = block.text.rstrip(" .")
    ended = block.text.rstrip().endswith("./.") and block.kind is not BlockKind.FOOTNOTE
    return ended and (len(text.split()) <= _LEAD_IN or bool(_FRAME.match(fold(text))))


def _usable(block: Block) -> bool:
    if block.kind not in _SPOKEN or len(block.text.split()) < 4:
        return False
    if block.kind is BlockKind.HEADING and len(block.text.partition(":")[2].split()) < _TELLING:
        return False
    return not _FRAME.match(fold(block.text))


def _is_lead_in(block: Block) -> bool:
    """Tell whether a line only announces what follows: it ends in ":" or is titled "d) Về …"."""
    words = len(block.text.split())
    if block.text.rstrip().endswith(":"):
        return words <= _LEAD_IN
    titled = bool(_TITLED.fullmatch(block.label)) and block.kind is not BlockKind.FOOTNOTE
    return titled and words <= _RUN_IN and block.text.rstrip()[-1:].isalnum()


_RANK = {"-": 1, "–": 1, "*": 1, "+": 2, "•": 3}


def _depth(block: Block) -> int:
    """Return how deep a lead-in stands: below a title of a section, above its bullets."""
    return 0 if _TITLED.fullmatch(block.label) else max(_rank(block), 1)


def _rank(block: Block) -> int:
    """Return how deep a bullet stands: 0 a paragraph, 1 "-", 2 "+", "(1)" as deep as "-"."""
    if block.kind is not BlockKind.BULLET:
        return 0
    return _RANK.get(block.label, 1)


def _contexts(report: Report) -> list[tuple[str, ...]]:
    """Return for each block its headings and the lead-in lines that it stands under."""
    contexts: list[tuple[str, ...]] = []
    leads: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for block in report.blocks:
        if block.kind is BlockKind.FOOTNOTE:
            contexts.append((*block.path, *(text for _, text in leads)))
            continue
        if block.path != path or block.kind is BlockKind.HEADING:
            leads, path = [], block.path
        rank = _rank(block)
        if rank and not _TITLED.fullmatch(block.label):
            leads = [lead for lead in leads if lead[0] < rank]
        contexts.append((*block.path, *(text for _, text in leads)))
        if block.kind is not BlockKind.HEADING and _is_lead_in(block):
            depth = _depth(block)
            leads = [lead for lead in leads if lead[0] < depth]
            leads.append((depth, block.text))
    return contexts


def _cut(
    block: Block, index: int, number: int, above: tuple[str, ...], owner: int | None
) -> Iterator[Unit]:
    """Yield a block whole, by its sentences where it is long, a long list by its items."""
    role = role_of_path(above)
    if block.kind is BlockKind.FOOTNOTE and owner is None:
        # It stands where its page ends: among plans it is no result, among others it may be one.
        role, owner = (role if role is Role.PLAN else Role.RESULT), number
    stray = _STRAY_NOTE.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if stray:  # a footnote of a bad scan that reading took for text: it belongs to no section
        role, owner = Role.RESULT, number
    ranges = [(stray.end() if stray else 0, len(block.text))]
    if len(block.text.split()) > _LONG_LIST:
        ranges = [(max(a, ranges[0][0]), b) for a, b in sentences(block.text) if b > ranges[0][0]]
    for start, end in ranges:
        items = _items(block.text, start, end)
        stem = (start, items[0][0]) if len(items) > 1 else None
        for first, last in items:
            text = block.text[first:last].strip()
            words = len(text.split())
            if words < (8 if stray else 3) or _ASIDE.fullmatch(text):
                continue
            if _DANGLING.search(text) or (block.repaired and damage_of(text) > _GARBLED):
                continue  # cut off by a page, or not restored
            if words < _RUN_IN and text[0] in ".,;:" and text[-1].isalnum():
                continue  # a title whose number a scan lost
            if words < _RUN_IN and _BROKEN_TITLE.match(text) and text[-1].isalnum():
                continue
            if words <= _LEAD_IN and _ATTACHED.search(fold(text)):
                continue  # it points to an annex of the old report
            own = role_of_text(text, role)
            if role is Role.REVIEW and role_of_text(block.text[start:end], role) is Role.LIMIT:
                own = Role.LIMIT  # "Tuy nhiên, còn một số khó khăn: …; …": so are its items
            yield Unit(index, number, first, last, text, above, own, owner, stem)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the items of a long list, else the range itself."""
    if len(text[start:end].split()) <= _LONG_LIST:
        return [(start, end)]
    cuts = [m.end() for m in _ITEM.finditer(text, start, end)]
    if len(cuts) < 2:
        return [(start, end)]
    bounds = [*cuts, end]
    colon = text.find(":", start, cuts[0])
    first = colon + 1 if 0 <= colon - start < 200 else start
    if first >= cuts[0] - 1:  # the stem ends right before "(1)"
        return list(pairwise(bounds))
    return list(pairwise([first, *bounds]))
