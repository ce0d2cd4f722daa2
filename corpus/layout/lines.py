"""Canonical text and the lines in it that carry words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import line_starts

_BREAKS = re.compile(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
_NUL = re.compile("[\x00\ufeff\ufffe\uffff]")
_RULE = re.compile(r"[_\u2014\u2015\u2500=-]{8,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that carries words; `start`, `end` are canonical and leave the margins out."""

    start: int
    end: int
    text: str
    row: int  # 0-based line of the file
    gap: int  # blank lines right above it
    indent: int
    page: int  # 0-based
    ruled: bool = False  # a rule or a line of spaces stands right above: footnotes follow


def canonical(text: str) -> str:
    r"""Return NFC text with lines ended by ``\n`` only; places are counted in it."""
    return unicodedata.normalize("NFC", _NUL.sub("", _BREAKS.sub("\n", text)))


def is_rule(raw: str) -> bool:
    """Return whether a raw line only separates: many spaces (a pdf's rule) or drawn dashes."""
    return (len(raw) >= 20 and not raw.strip()) or bool(_RULE.fullmatch(raw.strip()))


def read_lines(text: str) -> list[Line]:
    """Return the lines with words of canonical text; all on page 0, rules left out."""
    lines: list[Line] = []
    starts = (*line_starts(text), len(text) + 1)
    gap, ruled = 0, False
    for row, (start, stop) in enumerate(pairwise(starts)):
        raw = text[start : stop - 1]
        words = raw.strip()
        if not words or is_rule(raw):
            gap += 1
            ruled = ruled or is_rule(raw)
            continue
        left = start + len(raw) - len(raw.lstrip())
        indent = left - start
        lines.append(Line(left, left + len(words), words, row, gap, indent, 0, ruled))
        gap, ruled = 0, False
    return _even(lines)


def _even(lines: list[Line]) -> list[Line]:
    """Return the lines with gaps in units of the usual one: some converters leave two each time."""
    counts = Counter(line.gap for line in lines[1:])
    usual = max(counts, key=lambda gap: (counts[gap], -gap), default=0)
    if usual < 2:
        return lines
    return [replace(line, gap=-(-line.gap // usual)) for line in lines]


def spacing(lines: Sequence[Line]) -> int:
    """Return how many blank lines usually stand between two lines of one paragraph: 0 or 1."""
    counts = Counter(min(line.gap, 2) for line in lines[1:])
    return 1 if counts[1] > 1.5 * counts[0] else 0
