"""The documents that a report goes back to: named by the letter that asks, by source headings."""

from __future__ import annotations

import re

from assistant.drafting.record import DraftSentence
from corpus.model import BlockKind, Report
from corpus.text import fold

_OPENS = re.compile(r"(?:thuc hien|can cu|theo)\s+")
_LEAD = "Các văn bản chỉ đạo chung: "


def basis_of(letter: Report, end: int) -> list[DraftSentence]:
    """Return the căn cứ of a letter as sentences: its lines "Thực hiện Quyết định số …; …".

    `end` is where the letter ends and its outline begins, in the canonical text.
    """
    found: list[DraftSentence] = []
    for number, block in enumerate(letter.blocks):
        if not block.offsets or block.offsets[0] >= end or block.kind is not BlockKind.PARAGRAPH:
            continue
        opens = _OPENS.match(fold(block.text))
        cited = [c for c in letter.citations if c.block == number]
        if opens is None or not cited:
            continue
        words = block.text[opens.end() :].rstrip(" ;,.:")
        place = letter.place(number, opens.end(), opens.end() + len(words))
        found.append(DraftSentence(f"{_LEAD}{words}.", (place,)))
    return found


def lead_of(report: Report, block: int) -> DraftSentence | None:
    """Return the heading above a block as a run-in title, where it cites documents.

    "a) Về triển khai Nghị quyết số … và Nghị quyết số …" says what the bullets below carry out.
    """
    path = report.blocks[block].path
    for number in range(block - 1, -1, -1):
        above = report.blocks[number]
        title = f"{above.label} {above.text}".strip()
        if above.kind is not BlockKind.HEADING or not path or title != path[-1]:
            continue
        if not any(c.block == number for c in report.citations):
            return None
        words = above.text.rstrip(" :.;")
        return DraftSentence(
            f"{words[:1].upper()}{words[1:]}:", (report.place(number, 0, len(words)),)
        )
    return None
