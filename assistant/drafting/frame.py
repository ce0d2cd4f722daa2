"""What stands around the sections: who writes, under which number, why, to whom, the last line.

All of it is taken from the office's own past reports and from the letter that asks for the
report; what they don't tell stays a visible blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from assistant.drafting.record import DraftSentence, Mark, MarkKind
from corpus.model import BlockKind, Place, Report
from corpus.text import fold, squeeze

_DAMAGED = 0.15  # share of damaged lines above which a header can't be trusted
_PLACE_DATE = re.compile(r"^\s*(?P<place>[^\W\d][^,\d]{2,30}),\s*ngay\b")


def issuer_of(reports: Sequence[Report]) -> str | None:
    """Return the office that issued most of the reports; it writes the next one too."""
    return _most(r.issuer for r in reports)


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return counted.most_common(1)[0][0] if counted else None


def symbol_of(reports: Sequence[Report]) -> str | None:
    """Return the ký hiệu of the office's reports: "BC-SKHCN"."""
    return _most(
        match[1] for r in reports if r.number and (match := re.search(r"/(BC-[\w&Đđ-]+)", r.number))
    )


def parent_of(reports: Sequence[Report]) -> str | None:
    """Return the governing body in the header of past reports: the line before the issuer's."""
    clean = [r for r in reports if r.quality.damaged_share <= _DAMAGED]
    found = []
    for report in clean or reports:
        lines = [b.text for b in report.blocks if b.kind is BlockKind.HEADER]
        for line in lines:
            match = re.match(r"\s*(UBND|ỦY BAN NHÂN DÂN|BỘ)\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,4}", line)
            if match:  # the Quốc hiệu may stand on the same line
                name = re.split(r"\s+cong hoa?\b", fold(match[0]))[0]
                found.append(squeeze(match[0][: len(name)]))
    return _most(found)


def place_name_of(reports: Sequence[Report]) -> str | None:
    """Return the địa danh before "ngày … tháng … năm …" in past documents."""
    found = []
    for report in reports:
        if report.quality.damaged_share > _DAMAGED:
            continue
        for block in report.blocks:
            if block.kind is not BlockKind.HEADER:
                continue
            match = _PLACE_DATE.match(fold(block.text))
            if match:
                found.append(squeeze(block.text[match.start("place") : match.end("place")]))
    return _most(found)


def opening(letter: Report | None, issuer: str | None) -> tuple[DraftSentence, ...]:
    """Return the sentence that says on whose request the report is made.

    Its numbers are those of the letter, which is its source; a number or date that the letter
    leaves blank is shown as a gap.
    """
    who = issuer or "Cơ quan"
    if letter is None or letter.kind not in {"Công văn", "Kế hoạch", "Thông báo"}:
        return (DraftSentence(f"{who} báo cáo như sau:", ()),)
    marks: list[Mark] = []
    number = f"số {letter.number}" if letter.number else "số ……"
    if not letter.number or letter.number.startswith("/"):
        number = f"số ……{letter.number or ''}"
        marks.append(Mark(MarkKind.GAP, f"BỔ SUNG: số của {letter.kind}"))
    day = letter.date
    when = f"ngày {day.day:02d}/{day.month}/{day.year}" if day else "ngày ……"
    if not day:
        marks.append(Mark(MarkKind.GAP, f"BỔ SUNG: ngày của {letter.kind}"))
    sender = f" của {letter.issuer}" if letter.issuer else ""
    text = f"Thực hiện {letter.kind} {number} {when}{sender}, {who} báo cáo như sau:"
    return (DraftSentence(text, tuple(letter_places(letter)), tuple(marks)),)


def letter_places(letter: Report) -> list[Place]:
    """Return the lines of the letter's own number and date."""
    found = []
    for index, block in enumerate(letter.blocks):
        if block.kind is BlockKind.HEADER and re.search(r"\bngay\b.*\d|so\s*:", fold(block.text)):
            found.append(letter.place(index, 0, len(block.text)))
    return found


def closing(issuer: str | None) -> str:
    """Return the last line of the report, which ends with "./." (NĐ 30, Phụ lục I, II.6)."""
    return f"Trên đây là báo cáo của {issuer or '……'}./."
