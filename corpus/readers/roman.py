"""Roman numbers of headings, counted on the picture: Tesseract reads "I." as "IL"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from corpus.readers.tesseract import Glyph, TextLine, Word

_STROKES = re.compile(r"(?=[Ll1|]*I)[IlL1|]{1,4}[.,]?")  # with at least one I
_DARK = 140  # grey below this is ink
_TALL, _LOW = 0.75, 0.4  # shares of the word's height: of a stroke at least, of a stop at most


def with_roman_number(picture: Any, line: TextLine) -> TextLine:
    """Return a line whose first word, where it is a number of strokes, says what the picture shows.

    Only before a word with a capital, as headings have it, and only where a stop ends the number.
    """
    words = line.words
    if len(words) < 2 or not _STROKES.fullmatch(words[0].text) or not words[1].text[0].isupper():
        return line
    glyphs = words[0].glyphs
    box = (
        min(g.x0 for g in glyphs), min(g.y0 for g in glyphs),
        max(words[1].glyphs[0].x0 - 2, glyphs[-1].x0 + 1), max(g.y1 for g in glyphs),
    )  # fmt: skip
    strokes = strokes_with_stop(picture, box)
    if not strokes:
        return line
    return replace(line, words=(_number(strokes, box, words[0]), *words[1:]))


def strokes_with_stop(picture: Any, box: tuple[int, int, int, int]) -> int:
    """Return how many upright strokes stand before a stop in a box, 0 for anything else."""
    import numpy

    ink = numpy.asarray(picture.crop(box)) < _DARK
    columns: Sequence[int] = [int(n) for n in ink.sum(axis=0)]
    edges = [-1, *(i for i, n in enumerate(columns) if not n), len(columns)]
    peaks = [max(columns[a + 1 : b]) for a, b in pairwise(edges) if b - a > 2]
    height = box[3] - box[1]
    if len(peaks) < 2 or peaks[-1] > _LOW * height or min(peaks[:-1]) < _TALL * height:
        return 0
    return len(peaks) - 1 if len(peaks) <= 4 else 0


def _number(strokes: int, box: tuple[int, int, int, int], word: Word) -> Word:
    x0, y0, x1, y1 = box
    text = "I" * strokes + "."
    step = max(1, (x1 - x0) // len(text))
    glyphs = tuple(
        Glyph(ch, x0 + step * k, y0, x0 + step * (k + 1), y1) for k, ch in enumerate(text)
    )
    return replace(word, glyphs=glyphs)
