"""Which figures of a block are parts of which total.

A part is linked only where words say so: "trong đó", "gồm", a parenthesis or a colon that opens
right after the total and lists figures. Whether the parts are all is for the checker to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.figures.clauses import LOWER
from corpus.figures.counting import Count

_CUE = re.compile(
    r"(?<!\w)(?:trong đó|bao gồm|cụ thể(?: là| như sau)?|(?<!bao )gồm(?: có)?|trong do|bao gom|gom)"
    r"(?!\w)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(rf"\.(?=\s+[^\s\d{LOWER}])|\.$")
_OPENS = re.compile(r"\s*\(\s*(?:gồm|trong đó|bao gồm|có)?\s*:?\s*$", re.IGNORECASE)
# "(trước hạn 85, quá hạn 1)": labelled parts, at least two of them
_OPENS_LABELLED = re.compile(r"\s*\(\s*[^\d();,.]{1,40}\s$")
_COLON = re.compile(r"[^.;:()\d]{0,60}:\s*(?:gồm\s*)?$")
_LIST_END = re.compile(r"\.(?=\s|$)|;?\s*\(\d{1,2}\)\s")
_REACH = 3000  # characters; no list of parts is longer
# Units that compare rather than count: no total, no part.
COMPARISONS = frozenset(("%", "lần", "điểm %"))
# After ";" the list of parts goes on only where the next item begins with its number.
_GOES_ON = re.compile(r"\s*(?:(?:và|có|đã|còn lại)\s+)*(?:(?:hơn|gần|khoảng|trên|ước)\s+)?$")


def part_links(
    text: str, counts: Sequence[Count], denominators: frozenset[int] = frozenset()
) -> dict[int, int]:
    """Return {index of a part: index of its total} for the counts of one block.

    `denominators` are the counts that are the whole of a fraction: "85/128 xã, trong đó 21 xã"
    goes on about the 85.
    """
    links: dict[int, int] = {}
    for at in range(len(counts) - 1):
        between = text[counts[at].end : counts[at + 1].start]
        opens = _OPENS.match(between) or _OPENS_LABELLED.match(between)
        if opens and _counts_things(counts[at]):
            parts = _in_parenthesis(text, counts, at)
            if len(parts) < 2 and not _OPENS.match(between):
                continue
        elif (cue := _CUE.search(between)) and not _SENTENCE.search(between):
            total = _total_before(text, counts, at, denominators)
            if total is None or (total in links and links[total] != at):
                continue
            listed = between[cue.end() :].lstrip().startswith(":")
            parts = _after_cue(text, counts, at, total, listed)
            links |= {part: total for part in parts if part not in links}
            continue
        elif _COLON.match(between) and _counts_things(counts[at]):
            parts = _after_colon(text, counts, at)
        else:
            continue
        links |= {part: at for part in parts if part not in links}
    return links


def _counts_things(count: Count) -> bool:
    return count.unit not in COMPARISONS and count.number.value_max is None


def _total_before(
    text: str, counts: Sequence[Count], at: int, denominators: frozenset[int]
) -> int | None:
    """Return the last figure up to `at` that can be a total: not a rate nor a denominator."""
    for total in range(at, max(-1, at - 5), -1):
        if _SENTENCE.search(text, counts[total].end, counts[at + 1].start):
            return None
        if _counts_things(counts[total]) and total not in denominators:
            return total
    return None


def _in_parenthesis(text: str, counts: Sequence[Count], total: int) -> list[int]:
    close = text.find(")", counts[total + 1].start)
    parts = _until(text, counts, total, total + 1, close if close >= 0 else len(text), depth=1)
    return parts if _adds_up(counts, total, parts) else []


def _after_colon(text: str, counts: Sequence[Count], total: int) -> list[int]:
    stop = _LIST_END.search(text, counts[total + 1].start)
    end = stop.start() if stop else len(text)
    parts = _until(text, counts, total, total + 1, end, depth=0)
    return parts if len(parts) > 1 and _adds_up(counts, total, parts) else []


def _after_cue(text: str, counts: Sequence[Count], at: int, total: int, listed: bool) -> list[int]:
    """Return the parts that "trong đó" announces; `listed` says that a colon follows it."""
    stop = _SENTENCE.search(text, counts[at + 1].start)
    end = stop.start() if stop else len(text)
    parts = _until(text, counts, total, at + 1, end, depth=0)
    for place, part in enumerate(parts[1:], 1):
        semicolon = text.rfind(";", counts[parts[place - 1]].end, counts[part].start)
        if semicolon < 0 or listed:
            continue
        same = counts[part].unit == counts[parts[place - 1]].unit
        if not same or not _GOES_ON.fullmatch(text[semicolon + 1 : counts[part].start]):
            return parts[:place]
    return parts


def _until(
    text: str, counts: Sequence[Count], total: int, first: int, end: int, depth: int
) -> list[int]:
    """Return the counts from `first` up to `end` that can be parts, not those of a part."""
    parts: list[int] = []
    whole = counts[total]
    for index in range(first, len(counts)):
        count = counts[index]
        if count.start >= end or count.start - whole.end > _REACH:
            break
        if _depth(text, whole.end, count.start) > depth or count.unit in COMPARISONS:
            continue
        if count.measure != whole.measure or (count.measure and count.unit != whole.unit):
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
