"""Footnote marks as bad OCR leaves them: "cạnh tranh?.", "đào tạo%;", "năm 2025%°", "đến 2030*3;".

A raised digit comes out as a sign, or as a sign with the last digit of the number. One alone says
little; on a page, the signs in reading order are the notes in order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text import fold

_SIGNS = r"?®©°*’'‘`^%"
_SIGN = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[)”\"»])|(?<=(?<!\d)(?:19|20)\d\d))"
    rf"(?:[{_SIGNS}]{{1,2}}(?P<tail>\d{{1,2}})?|(?P<digits>\d{{1,3}}))(?!\w)"
)
_QUOTES = frozenset("'’‘`")
_POWER = re.compile(r"(?<![^\W\d_])[kcd]?m$")  # m2, km2


_NAMED = 30  # characters before a mark in which what its note opens with may be named


@dataclass(frozen=True, slots=True)
class Sign:
    """What may be a mark, at canonical ``start:end``; `digits` are those that are left of it."""

    start: int
    end: int
    digits: str
    score: float

    def fits(self, mark: str) -> bool:
        """Return whether it may be what is left of the mark of a note."""
        return mark.endswith(self.digits)


def signs_in(text: str) -> list[Sign]:
    """Return what may be left of footnote marks in a damaged text, in order; 1 is the best score.

    At the end of a sentence or clause a sign is likelier a mark than before the next word, where
    OCR leaves specks; a quotation mark there is none.
    """
    found = []
    for match in _SIGN.finditer(text):
        after = text[match.end() : match.end() + 2]
        ends = after[:1] in (*".,;:)\n", "") or (after[0] == " " and after[1:].isupper())
        quote = len(match[0]) == 1 and match[0] in _QUOTES
        if (quote or match["digits"]) and not ends:
            continue
        if match["digits"] and _POWER.search(text, max(0, match.start() - 4), match.start()):
            continue
        digits = match["tail"] or match["digits"] or ""
        found.append(Sign(match.start(), match.end(), digits, 1.0 if ends else 0.7))
    return found


def names(text: str, sign: Sign, note: str) -> bool:
    """Return whether a note opens with the words before a sign: "01 Quyết định®", a decision."""
    opening = fold(" ".join(note.split()[:2]))
    return len(opening) > 5 and opening in fold(text[max(0, sign.start - _NAMED) : sign.start])


def between(signs: Sequence[Sign], start: int, end: int) -> Sequence[Sign]:
    """Return the signs that stand in ``start:end``."""
    first = bisect_left(signs, start, key=lambda sign: sign.start)
    last = bisect_left(signs, end, key=lambda sign: sign.start)
    return signs[first:last]
