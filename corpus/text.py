"""Vietnamese text: Unicode form, tone marks, folding. Everything here keeps lengths or says so."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Đ has no decomposition, so NFD alone would leave it.
_STROKE = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})


def nfc(text: str) -> str:
    """Return `text` in NFC. The length may shrink: use it before offsets are taken."""
    return unicodedata.normalize("NFC", text)


def _base(ch: str) -> str:
    decomposed = unicodedata.normalize("NFD", ch)
    return decomposed[0] if decomposed else ch


class _Bases(dict[int, str]):
    """The base of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        ch = chr(code)
        base = self[code] = ch if code < 128 else _base(ch.translate(_STROKE))[0]
        return base


_BASES = _Bases()


def strip_marks(text: str) -> str:
    """Return NFC `text` without diacritics, same length: "Nghị quyết" is "Nghi quyet".

    Characters that are no letter with a mark stay; combining marks left over by a text that is
    not NFC stay too, so that the length holds.
    """
    return text if text.isascii() else text.translate(_BASES)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return `text` without diacritics and in lower case, same length as `text` (NFC).

    For matching only: "Kế hoạch số" and "KE HOACH SO" fold alike.
    """
    stripped = strip_marks(text)
    lowered = stripped.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := ch.lower()) == 1 else ch for ch in stripped)


# Old and new placement of the tone mark in oa, oe, uy: the words are the same.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OLD_TONE = re.compile(
    rf"(?<![qQ])([oO])([{_TONES}])([aAeE])(?![A-Za-z])|(?<![qQ])([uU])([{_TONES}])([yY])(?![A-Za-z])"
)


def same_tone(text: str) -> str:
    """Return `text` (NFC) with tone marks placed the new way: "hòa" → "hoà", "ủy" → "uỷ".

    For comparing words; quotes keep what was written. The length holds in NFC.
    """
    decomposed = unicodedata.normalize("NFD", text)
    moved = _OLD_TONE.sub(
        lambda m: m[1] + m[3] + m[2] if m[1] is not None else m[4] + m[6] + m[5],
        decomposed,
    )
    return unicodedata.normalize("NFC", moved)


_SPACES = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Return `text` with each run of white space as one space, ends trimmed. Length changes."""
    return _SPACES.sub(" ", text).strip()
