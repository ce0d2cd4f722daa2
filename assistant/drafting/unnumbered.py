"""Headings of an outline that numbers none: by capitals, by standing alone, or by "#" (Markdown).

Bold print does not survive in text, so what a reader still sees decides: a heading is short, ends
in no punctuation, and tells nobody to do something ("Nêu rõ …" does).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text import fold

Line = tuple[int, int, str]
"""Start and end in the canonical text, and the words."""

_HASH = re.compile(r"(#{1,6})\s+(?=\S)")
_MARK = re.compile(r"[-–—+*•●▪◦·(\[…._]|\uf0b7|\uf02d")
_TELLS = re.compile(
    r"(?:neu|bao cao|danh gia ro|trinh bay|liet ke|ghi|ghi chu|luu y|de nghi|cac don vi|yeu cau|"
    r"thuyet minh|so sanh|phan tich|tong hop|kem theo)\b"
)
_WORDS = 18  # of the longest heading
_FEWEST = 2  # headings that make an outline


def without_hashes(lines: Sequence[Line]) -> tuple[list[Line], dict[int, str]]:
    """Return the lines without Markdown's marks, and the kind of each that had one, by its start.

    A single heading above all others is the title.
    """
    plain: list[Line] = []
    depths: dict[int, int] = {}
    for start, end, text in lines:
        match = _HASH.match(text)
        plain.append((start, end, text[match.end() :] if match else text))
        if match:
            depths[start] = len(match[1])
    top = min(depths.values(), default=0)
    if len(depths) > 1 and [*depths.values()].count(top) == 1 and depths[min(depths)] == top:
        del depths[min(depths)]
    return plain, {start: f"hash{depth}" for start, depth in depths.items()}


def standing_alone(lines: Sequence[Line]) -> dict[int, str]:
    """Return the kind ("caps" or "alone") of each line that looks like a heading, by its start.

    `lines` are those behind the title. Empty where too few look like one.
    """
    found = {start: "alone" for start, _, text in lines if _heading(text)}
    if len(found) < _FEWEST:
        return {}
    capitals = {start for start, _, text in lines if start in found and text.upper() == text}
    return {start: "caps" if start in capitals else "alone" for start in found}


def _heading(text: str) -> bool:
    """Tell whether a line looks like a heading."""
    if _MARK.match(text) or not text[0].isupper() or text[-1] in ".,;?!":
        return False
    return 2 <= len(text.split()) <= _WORDS and not _TELLS.match(fold(text))
