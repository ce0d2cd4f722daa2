"""Where sentences, clauses and parentheses begin around a place in a block's text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
_CLOSED = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=32)
def _spans(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    """Return where `pattern` matches, found once for all the figures of a block."""
    return tuple(match.span() for match in pattern.finditer(text))


@lru_cache(maxsize=256)
def stands_in(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether `pattern` matches anywhere in a block's text.

    Asked once for all the figures of a block, so that a block full of figures is not searched
    anew for each of them.
    """
    return pattern.search(text) is not None


def _last(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return the index of the last match that ends at or before `at`, -1 for none."""
    return bisect_right(_spans(pattern, text), at, key=lambda span: span[1]) - 1


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` begins."""
    last = _last(_SENTENCE, text, at)
    return _spans(_SENTENCE, text)[last][1] if last >= 0 else 0


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` ends."""
    following = _last(_SENTENCE, text, at) + 1
    spans = _spans(_SENTENCE, text)
    return max(at, spans[following][0]) if following < len(spans) else len(text)


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
    cuts = _spans(_CLAUSE, text)
    for index in range(_last(_CLAUSE, text, at), -1, -1):
        start, end = cuts[index]
        if end <= first:
            break
        if open_parenthesis(text, start) == opened:
            return end
    return first


def item_start(text: str, at: int) -> int:
    """Return where the list item "(1) …" that holds ``text[at]`` begins, else the sentence."""
    last = _last(_ITEM, text, at)
    begun = _spans(_ITEM, text)[last][1] if last >= 0 else 0
    return max(begun, sentence_start(text, at))


def without_parentheses(text: str) -> str:
    """Return `text` without what stands in closed parentheses."""
    while (shorter := _CLOSED.sub(" ", text)) != text:
        text = shorter
    return text
