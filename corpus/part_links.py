"""Which figures of a block are parts of which total.

A part is linked only where words say so: "trong đó", "gồm", a parenthesis or a colon that opens
right after the total and lists figures. Whether the parts are all is for the checker to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.counting import Count

_CUE = re.compile(
    r"(?<!\w)(?:trong đó|bao gồm|cụ thể(?: là| như sau)?|(?<!bao )gồm(?: có)?|trong do|bao gom|gom)"
    r"(?!\w)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\.(?=\s+[^\s\da-zà-ỹ])|\.$")
_OPENS = re.compile(r"\s*\(\s*(?:gồm|trong đó|bao gồm|có)?\s*:?\s*$", re.IGNORECASE)
_COLON = re.compile(r"[^.;:()\d]{0,60}:\s*(?:gồm\s*)?$")
_REACH = 3000  # characters; no list of parts is longer
_MEASURES = ("%", "đồng", "USD")


def part_links(text: str, counts: Sequence[Count]) -> dict[int, int]:
    """Return {index of a part: index of its total} for the counts of one block."""
    links: dict[int, int] = {}
    for total in range(len(counts) - 1):
        if total in links and not _opens_list(text, counts, total):
            continue
        for part in _parts_of(text, counts, total):
            links.setdefault(part, total)
    return links


def _opens_list(text: str, counts: Sequence[Count], total: int) -> bool:
    return bool(_OPENS.match(text[counts[total].end : counts[total + 1].start]))


def _parts_of(text: str, counts: Sequence[Count], total: int) -> list[int]:
    start, following = counts[total].end, counts[total + 1].start
    between = text[start:following]
    if counts[total].unit == "%" or counts[total].number.value_max is not None:
        return []
    if _OPENS.match(between):
        close = text.find(")", following)
        inside = _until(text, counts, total, close if close >= 0 else len(text))
        return inside if _adds_up(counts, total, inside) else []
    if _CUE.search(between) and not _SENTENCE.search(between):
        end = _SENTENCE.search(text, following)
        return _until(text, counts, total, end.start() if end else len(text))
    if _COLON.match(between):
        end = re.compile(r"\.(?=\s|$)|;?\s*\(\d{1,2}\)\s").search(text, following)
        listed = _until(text, counts, total, end.start() if end else len(text))
        return listed if len(listed) > 1 and _adds_up(counts, total, listed) else []
    return []


def _until(text: str, counts: Sequence[Count], total: int, end: int) -> list[int]:
    """Return the counts after `total` up to `end` that can be its parts, not those of a part."""
    parts: list[int] = []
    depth_at = text.find("(", counts[total].end)
    inside_parenthesis = depth_at >= 0 and depth_at < counts[total + 1].start
    for index in range(total + 1, len(counts)):
        count = counts[index]
        if count.start >= end or count.start - counts[total].end > _REACH:
            break
        if _depth(text, counts[total].end, count.start) > (1 if inside_parenthesis else 0):
            continue
        if (count.unit in _MEASURES) != (counts[total].unit in _MEASURES):
            continue
        parts.append(index)
    return parts


def _depth(text: str, start: int, end: int) -> int:
    piece = text[start:end]
    return piece.count("(") - piece.count(")")


def _adds_up(counts: Sequence[Count], total: int, parts: list[int]) -> bool:
    """Tell "58 cơ sở (35 tổ chức và 03 cá nhân)" from "12 lớp (350 học viên, 20 giảng viên)".

    A printing error still leaves a sum near the total; another kind of thing does not.
    """
    whole = counts[total].number.value
    summed = sum(counts[i].number.value for i in parts)
    same = all(counts[i].unit == counts[total].unit for i in parts)
    if len(parts) == 1:
        return same and summed <= whole
    return bool(parts) and whole / 2 <= summed <= whole * 2
