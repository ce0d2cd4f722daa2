"""Cut a damaged line into atoms: words to be restored, and what is left alone.

An atom is a stretch of one white-space token: marks before (`lead`), a `core`, marks after
(`tail`). Numbers, dates and document numbers are atoms whose core stays as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple


class Sort(Enum):
    """What an atom's core is."""

    WORD = "word"
    NUMBER = "number"  # figures, dates, codes such as 4G, labels "b)": never changed
    DOCUMENT = "document"  # 1763/0P-UBND: only its letters may be restored
    MARKS = "marks"  # no letter, no digit


class Atom(NamedTuple):
    """A part of a line: ``line[start:end] == lead + core + tail``."""

    sort: Sort
    lead: str
    core: str
    tail: str
    start: int
    end: int
    glued: bool  # no space before it


_LEAD = "([{<«“\"”*~_+=-–—:.,;•‘'’`|"
_TAIL = "/.,;:!?)]}>»”\"“'’‘*…°|%_=~-–—™^®©"
# Between letters these part two words. Apostrophes do not: they are torn-off horns.
_PART = re.compile(r"(?<=[^\W_])[/\-–—,;:…“”\"]+(?=[^\W_])|(?<=\d)[.)]+(?=[^\W\d_]{2})")
_URL = re.compile(r"www\.|https?:|@\w+\.|\.(?:vn|com|org|net|gov)\b", re.IGNORECASE)
# "57-NQ/TW", "1763/0P-UBND", "02/2013/TT-BKHCN", "480/QP-", "3515/BKHCN-ATBXHN"
_DOCUMENT = re.compile(r"\d[\d/]*[-/][-/]?[A-Z0-9§Ð]?[A-ZĐÐ&][\w&/\-.§]*$")
# "CT-UBND", "NQ/TW": the end of a number broken at the line's end, or the kind alone.
_ENDING = re.compile(r"(?:[A-ZĐ]{1,4}r?[-/])(?:[A-ZĐ][\w&]*)(?:[-/][A-ZĐ][\w&]*)*$")
_CODE = re.compile(
    r"\d[\d.,/]*[A-Z]{1,2}|[A-Z]{2,}\d+|[A-Z]\d{2,}|\d+(?:[.,/\-–]\d+)+\D?"
    r"|(?:\d+[.,]?\d*)?(?:m2|m3|km2)"
    r"|\d+[.,]?\d*(?:m|m2|m3|km|km2|kg|ha|g|l|ml|cm|mm|mg|h|k[wW]|k[vV]|TB|GB|MB)"
)
_LABEL = re.compile(r"[a-zđ]\)|[IVX]+\.|[A-H]\.")  # at the head of a line
_LETTER = re.compile(r"[^\W\d_]|[¢€&§@£¥$#]")
_DIGIT = re.compile(r"\d")


def atoms(line: str) -> Iterator[Atom]:
    """Yield the atoms of a line in order; together they cover all its white-space tokens."""
    for match in re.finditer(r"\S+", line):
        parts = _of_token(match[0], match.start())
        if _LABEL.fullmatch(match[0]) and not line[: match.start()].strip(_LEAD + " "):
            parts = (atom._replace(sort=Sort.NUMBER) for atom in parts)
        yield from parts


def _of_token(token: str, start: int) -> Iterator[Atom]:
    first = True
    for low, high in _parts(token):
        piece = token[low:high]
        yield _atom(piece, start + low, not first)
        first = False


def _parts(token: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a token that are atoms of their own."""
    bare = token.strip(_LEAD + _TAIL)
    if _URL.search(token) or _is_document(bare) or _CODE.fullmatch(bare):
        yield 0, len(token)
        return
    low = 0
    for cut in _PART.finditer(token):
        figures = token[cut.end()].isdigit() and not _LETTER.search(token[low : cut.start()])
        if figures and token[cut.start() - 1].isdigit():
            continue
        yield low, cut.end()
        low = cut.end()
        if _is_document(token[low:].strip(_TAIL)):
            break
    yield low, len(token)


def _is_document(text: str) -> bool:
    return bool(_DOCUMENT.match(text) or _ENDING.match(text))


def _atom(piece: str, start: int, glued: bool) -> Atom:
    lead = piece[: len(piece) - len(piece.lstrip(_LEAD))]
    rest = piece[len(lead) :]
    core = rest.rstrip(_TAIL)
    tail = rest[len(core) :]
    if not core and len(piece) > 0:
        core, lead, tail = "", piece, ""
    return Atom(_sort(core), lead, core, tail, start, start + len(piece), glued)


def _sort(core: str) -> Sort:
    if not core or not (_LETTER.search(core) or _DIGIT.search(core)):
        return Sort.MARKS
    if _is_document(core):
        return Sort.DOCUMENT
    if not _LETTER.search(core) or _CODE.fullmatch(core) or _URL.search(core):
        return Sort.NUMBER
    return Sort.WORD
