"""Tesseract as a process: a picture of a page → words with a box for each character.

It runs with `OMP_THREAD_LIMIT=1`: on two cores its own threads make it ten times slower.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

_SECONDS = 15  # a page takes one or two; the second try must fit into the silence `guard` bears
_AGAIN = 6
_LINE = re.compile(
    r"class='ocr_(?:line|header|caption|textfloat)'[^>]*?bbox (\d+) (\d+) (\d+) (\d+)"
)
_WORD = re.compile(r"class='ocrx_word'[^>]*x_wconf (\d+)")
_GLYPH = re.compile(r"x_bboxes (\d+) (\d+) (\d+) (\d+); x_conf ([\d.]+)'>(.*?)</span>")
_TURN = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in pixels."""

    text: str
    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read; `confidence` is 0–100. `doubtful`: another reading of its number differs."""

    glyphs: tuple[Glyph, ...]
    confidence: int
    doubtful: bool = False

    @property
    def text(self) -> str:
        """Return the letters."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words, left to right, and its box in pixels."""

    words: tuple[Word, ...]
    box: tuple[int, int, int, int]


class OcrFailedError(Exception):
    """Tesseract could not read this picture."""


@cache
def program() -> str | None:
    """Return the path of Tesseract when it is here with Vietnamese data, else None."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        listed = subprocess.run(
            [found, "--list-langs"], capture_output=True, timeout=_AGAIN, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if "vie" in listed.stdout.split() else None


def read_picture(image: Any, layout: int = 3) -> tuple[TextLine, ...]:
    """Return the lines of a prepared PIL picture; OcrFailedError when it cannot be read.

    `layout` is Tesseract's page segmentation: 3 finds blocks, 6 takes the page for one.
    """
    page = _run(image, "-l", "vie", "--psm", str(layout), "-c", "hocr_char_boxes=1", "hocr")
    return _lines(page)


def quarter_turns(image: Any) -> int:
    """Return the degrees, clockwise, by which a picture must be turned to stand upright."""
    try:
        found = _TURN.search(_run(image, "-l", "osd", "--psm", "0"))
    except OcrFailedError:
        return 0
    return int(found[1]) if found and float(found[2]) > 1.5 else 0


def _run(image: Any, *options: str) -> str:
    data = io.BytesIO()
    image.save(data, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            [program() or "tesseract", "stdin", "stdout", *options],
            input=data.getvalue(),
            capture_output=True,
            timeout=_SECONDS if "3" in options else _AGAIN,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise OcrFailedError from problem
    if done.returncode:
        raise OcrFailedError(done.stderr.decode(errors="replace"))
    return done.stdout.decode("utf-8", errors="replace")


def _lines(page: str) -> tuple[TextLine, ...]:
    """Return the lines of an hOCR page; those without words are pictures and left out."""
    lines = []
    starts = [found.start() for found in _LINE.finditer(page)]
    for start, stop in pairwise((*starts, len(page))):
        piece = page[start:stop]
        found = _LINE.match(piece)
        words = _words(piece)
        if found and words:
            box = (int(found[1]), int(found[2]), int(found[3]), int(found[4]))
            lines.append(TextLine(words, box))
    return tuple(lines)


# Letters of other languages in the Vietnamese data, for what they are taken from; often the right
# letter is given beside them: "QĐÐ", "NÑQ".
_FOREIGN = {"Ð": "Đ", "ð": "đ", "Ñ": "N", "ñ": "n"}


def _vietnamese(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Return the characters with foreign letters put right, or left out beside the right one."""
    kept: list[Glyph] = []
    for k, glyph in enumerate(glyphs):
        meant = _FOREIGN.get(glyph.text)
        if meant is None:
            kept.append(glyph)
        elif meant not in [near.text for near in (*kept[-1:], *glyphs[k + 1 : k + 2])]:
            kept.append(replace(glyph, text=meant))
    return tuple(kept)


def _words(piece: str) -> tuple[Word, ...]:
    words = []
    starts = [found.start() for found in _WORD.finditer(piece)]
    for start, stop in pairwise((*starts, len(piece))):
        found = _WORD.match(piece, start)
        glyphs = tuple(
            Glyph(text, int(m[1]), int(m[2]), int(m[3]), int(m[4]))
            for m in _GLYPH.finditer(piece, start, stop)
            if (text := unicodedata.normalize("NFC", html.unescape(m[6]).strip()))
        )
        if found and glyphs:
            words.append(Word(_vietnamese(glyphs), int(found[1])))
    return tuple(words)
