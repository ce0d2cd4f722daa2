"""A second, light engine (trueocr) reads the page too: where its numbers differ, doubt is marked.

Digits are what it reads best; its letters are worse than Tesseract's and are taken for nothing but
comparing. It belongs to the extra `ocr`; without it, Tesseract's own confidence has to do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from corpus.ocr.damage import is_syllable
from corpus.readers.tesseract import Glyph, TextLine, Word
from corpus.text import fold

_UNSURE = 88  # Tesseract's confidence, 0–100, below which a number nobody else read is in doubt
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DOCUMENT = re.compile(r"\d[/-](?:\d+[/-])*[^\W\d_]{2}.*")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LOWERED = str.maketrans(RAISED, "0123456789")

Box = tuple[float, float, float, float]


@cache
def engine() -> Any:
    """Return the second engine, None where the extra `ocr` is not installed."""
    try:
        from trueocr import load_model
    except ImportError:
        return None
    return load_model(threads=1, auto_rotate=False)


def second_lines(image: Any) -> list[tuple[str, Box]] | None:
    """Return what the second engine reads on a prepared picture, by line; None without it."""
    model = engine()
    if model is None:
        return None
    read = model.predict(image.convert("RGB"))
    if read.data["skew_degrees"] or read.data["rotation_clockwise_degrees"]:
        return []  # it turned the page: its boxes fit no more
    return [(line["text"], tuple(line["bbox"])) for line in read.lines]


def compared(
    lines: Sequence[TextLine], others: Sequence[tuple[str, Box]] | None
) -> tuple[TextLine, ...]:
    """Return the lines with the words marked whose numbers the two readings give differently."""
    if not others:
        return tuple(replace(line, words=_by_confidence(line.words)) for line in lines)
    rows, missed = _by_row(lines, others)
    agreed = []
    for i, line in enumerate(lines):
        theirs = " ".join(rows[i]).split()
        agreed.append(replace(line, words=_agreed(_parted(line.words, theirs), theirs)))
    return (*agreed, *(_line(text, box) for text, box in missed if _NUMBER.search(text)))


def _by_confidence(words: Sequence[Word]) -> tuple[Word, ...]:
    return tuple(
        replace(word, doubtful=True)
        if word.confidence < _UNSURE and _NUMBER.search(word.text)
        else word
        for word in words
    )


def _by_row(
    lines: Sequence[TextLine], others: Sequence[tuple[str, Box]]
) -> tuple[dict[int, list[str]], list[tuple[str, Box]]]:
    """Return the second readings that lie on each line, left to right, and those on none."""
    missed: list[tuple[str, Box]] = []
    found: dict[int, list[tuple[float, str]]] = {i: [] for i in range(len(lines))}
    for text, box in others:
        best, share = None, 0.4
        for i, line in enumerate(lines):
            covered = _overlap(line.box, box)
            if covered > share:
                best, share = i, covered
        if best is not None:
            found[best].append((box[0], text))
        elif text.strip():
            missed.append((text, box))
    return {i: [text for _, text in sorted(own)] for i, own in found.items()}, missed


def _line(text: str, box: Box) -> TextLine:
    """Return a line that only the second engine saw: its numbers are in doubt."""
    x0, y0, x1, y1 = map(round, box)
    step = (x1 - x0) / len(text)
    words = []
    for found in re.finditer(r"\S+", text):
        glyphs = tuple(
            Glyph(text[k], round(x0 + step * k), y0, round(x0 + step * (k + 1)), y1)
            for k in range(*found.span())
        )
        words.append(Word(glyphs, 50, bool(_NUMBER.search(found[0]))))
    return TextLine(tuple(words), (x0, y0, x1, y1))


def _parted(words: Sequence[Word], others: Sequence[str]) -> tuple[Word, ...]:
    """Return the words with lost spaces put back where the second reading has them.

    Only a word that no Vietnamese syllable can be is parted, and only into syllables.
    """
    mine = "".join(fold(word.text) for word in words)
    theirs = "".join(fold(word) for word in others)
    ends = {0, *accumulate(len(word) for word in others)}
    cuts = {
        block.a + (end - block.b)
        for block in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
        for end in ends
        if block.b < end < block.b + block.size or (block.size > 1 and end == block.b)
    }
    parted: list[Word] = []
    at = 0
    for word in words:
        size = len(word.text)
        inner = [cut - at for cut in sorted(cuts) if at < cut < at + size]
        at += size
        parted.extend(_cut(word, inner))
    return tuple(parted)


def _cut(word: Word, inner: Sequence[int]) -> list[Word]:
    if not inner or len(word.text) != len(word.glyphs) or is_syllable(word.text):
        return [word]
    pieces = [word.glyphs[a:b] for a, b in pairwise((0, *inner, len(word.glyphs)))]
    texts = ["".join(glyph.text for glyph in piece) for piece in pieces]
    if not all(is_syllable(text.strip("(),;:.")) or text in "-–+" for text in texts):
        return [word]
    return [replace(word, glyphs=piece) for piece in pieces]


def _overlap(line: Sequence[float], box: Box) -> float:
    """Return how much of a box's height and width lies on a line, 0–1."""
    high = min(line[3], box[3]) - max(line[1], box[1])
    wide = min(line[2], box[2]) - max(line[0], box[0])
    if high <= 0 or wide <= 0:
        return 0.0
    lower = min(line[3] - line[1], box[3] - box[1])
    return min(1.0, high / max(1.0, lower)) * wide / max(1.0, box[2] - box[0])


def number_key(word: str) -> str:
    """Return what must agree in two readings of a number; "" for a word without digits.

    Digits, and points between them; of a document number the letters too, marks aside.
    """
    plain = word.translate(_LOWERED)
    numbers = [number.replace(",", ".") for number in _NUMBER.findall(plain)]
    if not numbers:
        return ""
    document = _DOCUMENT.search(plain)
    letters = re.sub(r"[^A-Z]", "", fold(document[0]).upper()) if document else ""
    return "|".join(numbers) + letters


def _agreed(words: Sequence[Word], others: Sequence[str]) -> tuple[Word, ...]:
    """Return the words of a line, doubtful where its numbers are not those of `others`."""
    keys = [number_key(word.text) or fold(word.text) for word in words]
    theirs = [number_key(word) or fold(word) for word in others]
    marked = list(words)
    matcher = SequenceMatcher(None, keys, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            for i in _differing(words, range(a, b), others[c:d]):
                marked[i] = replace(marked[i], doubtful=True)
            _restore_marks(marked, range(a, b), others[c:d])
    return tuple(marked)


def _differing(words: Sequence[Word], own: range, others: Sequence[str]) -> list[int]:
    """Return which words hold numbers that the other reading lacks, or miss some it has."""
    theirs = Counter(_numbers(" ".join(others)))
    keys = [key for other in others if (key := number_key(other))]
    found = []
    for i in own:
        numbers = Counter(_numbers(words[i].text))
        documents = _DOCUMENT.search(words[i].text)
        letters = documents and not any(k.endswith(number_key(words[i].text)) for k in keys)
        if letters or any(theirs[number] < count for number, count in numbers.items()):
            found.append(i)
        theirs.subtract(numbers)
    if not any(count > 0 and _stands_alone(number, others) for number, count in theirs.items()):
        return found
    missed = [i for i in own if i not in found and len(words[i].text) <= 4]
    return [*found, *(missed or list(own) or [max(0, own.start - 1)])]


def _numbers(text: str) -> list[str]:
    plain = text.translate(_LOWERED)
    return [number.replace(",", ".") for number in _NUMBER.findall(plain)]


def _stands_alone(number: str, others: Sequence[str]) -> bool:
    """Return whether a number is a word of its own in the other reading, no misread letter."""
    return any(number == word.strip('().,;:%“”"').replace(",", ".") for word in others)


def _restore_marks(words: list[Word], own: range, others: Sequence[str]) -> None:
    """Put right a raised last character that Tesseract took for something else: "vụ?" is "vụ²"."""
    if len(own) != len(others):
        return
    for i, other in zip(own, others, strict=True):
        digit = re.search(r"(?<=[^\W\d_])\d$", other)
        glyphs = words[i].glyphs
        if digit and len(glyphs) > 1 and glyphs[-1].text in "?°*'\"”’" and _is_raised(glyphs):
            last = replace(glyphs[-1], text=digit[0])
            words[i] = replace(words[i], glyphs=(*glyphs[:-1], last), doubtful=False)


def _is_raised(glyphs: Sequence[Glyph]) -> bool:
    """Return whether the last character stands high and small beside those before it."""
    before, last = glyphs[:-1], glyphs[-1]
    top, bottom = min(g.y0 for g in before), max(g.y1 for g in before)
    return last.y1 < bottom - 0.3 * (bottom - top)
