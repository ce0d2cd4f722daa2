"""Words as the repair of damaged text sees them: lower-case ids, the case kept apart.

A line becomes a run of items: words (lower case, tone marks placed the old way), and classes
for what is never guessed: `NUMBER`, `DOCUMENT` (a document number) and `BREAK` (the end of a
clause). Commas, quotes and brackets are not items.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

BREAK, UNKNOWN, NUMBER, DOCUMENT = range(4)
CLASSES = ("<s>", "<u>", "<n>", "<d>")
LOWER, TITLE, UPPER = range(3)

WORD = re.compile(r"[^\W\d_]+(?:&[^\W\d_]+)*")
_DOCUMENT = re.compile(r"\d[\d/]*[-/][^\W\d_]")
_END = re.compile(r"[.;:!?…][\"”’)\]]*$")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NEW_TONE = re.compile(rf"(?:([oO])([aAeE])|(?<![qQ])([uU])([yY]))([{_TONES}])(?![^\W\d_])")


def old_tone(text: str) -> str:
    """Return NFC `text` with tone marks the old way: "hoá" → "hóa", "uỷ" → "ủy"."""
    if not _MAYBE_NEW.search(text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    moved = _NEW_TONE.sub(lambda m: f"{m[1] or m[3]}{m[5]}{m[2] or m[4]}", decomposed)
    return unicodedata.normalize("NFC", moved)


_MAYBE_NEW = re.compile("[oO][àáãảạÀÁÃẢẠèéẽẻẹÈÉẼẺẸ]|[uU][ỳýỹỷỵỲÝỸỶỴ]")


def key(word: str) -> str:
    """Return the form that words are counted under: lower case, old tone marks."""
    return old_tone(word).lower()


def case_of(word: str) -> int | None:
    """Return LOWER, TITLE or UPPER, or None for another mixture such as "TTr".

    A single capital is a TITLE.
    """
    if word.islower():
        return LOWER
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return TITLE
    return UPPER if word.isupper() else None


def with_case(word: str, case: int) -> str:
    """Return lower-case `word` in that case."""
    if case == LOWER:
        return word
    return word[0].upper() + word[1:] if case == TITLE else word.upper()


def items(text: str) -> Iterator[str | int]:
    """Yield the words (as written) and classes of clean text, in order."""
    for token in text.split():
        if any(ch.isdigit() for ch in token):
            yield DOCUMENT if _DOCUMENT.search(token) else NUMBER
        else:
            yield from WORD.findall(token)
        if _END.search(token):
            yield BREAK


def document_numbers(text: str) -> list[str]:
    """Return the tokens of clean text that look like document numbers, marks stripped."""
    return [
        token.strip('.,;:()[]"“”')
        for token in text.split()
        if _DOCUMENT.search(token) and any(ch.isdigit() for ch in token)
    ]
