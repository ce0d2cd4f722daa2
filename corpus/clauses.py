"""Where sentences, clauses and parentheses begin around a place in a block's text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# Letters for character classes: a range like "à-ỹ" would hold capitals too.
LOWER = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
UPPER = LOWER.upper()
# A point ends a sentence when a new one begins after it; "TP. Hải Bình" and "3.000" do not.
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!TP\.)(?<!Tp\.)(?<!TX\.)(?<!TS\.)(?<!GS\.)(?<!ThS\.)(?<!BS\.)(?<!Mr\.)"
    rf"\s+(?=[^\s\d{LOWER}])|\n"
)
_CLAUSE = re.compile(r"[;:]\s|(?<!\w)\(\d{1,2}\)\s|(?<!\w)[a-zđ]\)\s")
_ITEM = re.compile(r"(?<!\w)\(?(?:\d{1,2}|[a-zđ])\)\s")
# No sentence of a report is longer; a bound keeps the work linear in long blocks.
_REACH = 3000
_CLOSED = re.compile(r"\([^()]*\)")


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` begins."""
    reach = max(0, at - _REACH)
    return max((m.end() for m in _SENTENCE.finditer(text, reach, at)), default=reach)


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` ends."""
    match = _SENTENCE.search(text, at)
    return match.start() if match else len(text)


@dataclass(frozen=True, slots=True)
class _Pair:
    start: int
    end: int
    outer: int | None  # index of the pair around it


@lru_cache(maxsize=32)
def _pairs(text: str) -> tuple[_Pair, ...]:
    """Return the parentheses of `text` by their start; a ")" of "a)" closes nothing."""
    found: dict[int, _Pair] = {}
    waiting: list[int] = []
    places = [m.start() for m in re.finditer(r"[()]", text)]
    order = {place: at for at, place in enumerate(p for p in places if text[p] == "(")}
    for place in places:
        if text[place] == "(":
            waiting.append(place)
        elif waiting:
            start = waiting.pop()
            found[start] = _Pair(start, place, order[waiting[-1]] if waiting else None)
    for at, start in enumerate(waiting):  # never closed: to the end of its sentence
        outer = order[waiting[at - 1]] if at else None
        found[start] = _Pair(start, sentence_end(text, start), outer)
    return tuple(found[place] for place in sorted(found))


def open_parenthesis(text: str, at: int) -> int | None:
    """Return the place of the parenthesis that encloses ``text[at]``, None outside of any."""
    pairs = _pairs(text)
    index: int | None = bisect_left(pairs, at, key=lambda pair: pair.start) - 1
    while index is not None and index >= 0:
        pair = pairs[index]
        if at <= pair.end:
            return pair.start
        index = pair.outer
    return None


def clause_start(text: str, at: int) -> int:
    """Return where the clause of ``text[at]`` begins: after ";", ":", "(1)" or an open "("."""
    first = sentence_start(text, at)
    opened = open_parenthesis(text, at)
    if opened is not None:
        first = max(first, opened + 1)
    for match in _CLAUSE.finditer(text, first, at):
        if open_parenthesis(text, match.start()) == opened:
            first = match.end()
    return first


def item_start(text: str, at: int) -> int:
    """Return where the list item "(1) …" that holds ``text[at]`` begins, else the sentence."""
    first = sentence_start(text, at)
    return max((m.end() for m in _ITEM.finditer(text, first, at)), default=first)


def without_parentheses(text: str) -> str:
    """Return `text` without what stands in closed parentheses."""
    while (shorter := _CLOSED.sub(" ", text)) != text:
        text = shorter
    return text
