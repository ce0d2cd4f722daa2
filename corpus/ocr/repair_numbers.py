"""Put right the letters of a damaged document number: "1763/0P-UBND" is "1763/QĐ-UBND".

Only letters that OCR takes for one another are exchanged, only where the result is an
abbreviation in use; the digits before the letters stay as read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import product

# Nghị định 30/2020/NĐ-CP, phụ lục III, and the bodies that every province has.
KINDS = re.findall(
    r"\w+",
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC PB "
    "NĐ TT TTLT NQLT LĐ KL QH",
)
BODIES = re.findall(
    r"\w+", "UBND HĐND TU TW CP TTg VPCP BCĐ BCĐTW BTV HU ĐU BTC BNV BKHCN SKHCN STC SNV"
)

_TWINS = {
    "D": "DĐ", "P": "PĐ", "B": "BĐ", "Ð": "Đ", "0": "OQĐ", "O": "OQ", "Q": "QO",
    "l": "I", "1": "I", "5": "S", "§": "S", "8": "B", "6": "G", "K": "K", "H": "H",
}  # fmt: skip
_COST = 0.1  # share of an exchanged letter against one read right
_PIECE = re.compile(r"[^\-/.]+")
_HEAD = re.compile(r"\d[\d/]*(?=[-/])")
_LEAST = 3.0


def pieces(number: str) -> list[str]:
    """Return the abbreviations in a document number: "02/KH-BCĐ" has KH and BCĐ."""
    head = _HEAD.match(number)
    rest = number[head.end() :] if head else number
    return [p for p in _PIECE.findall(rest) if not p.isdigit()]


class Numbers:
    """The abbreviations in use, with how often."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts: Counter[str] = Counter(counts)
        for piece in (*KINDS, *BODIES):
            self._counts[piece] += 400

    def learn(self, numbers: Iterable[str]) -> None:
        """Count the abbreviations of the office's own document numbers."""
        for number in numbers:
            for piece in pieces(number):
                self._counts[piece] += 40

    def restore(self, number: str) -> str:
        """Return the number with its letters put right; digits before them never change."""
        head = _HEAD.match(number)
        at = head.end() if head else 0
        rest = re.sub(r"([-/])[-/]+", r"\1", number[at:])
        return number[:at] + _PIECE.sub(lambda m: self._piece(m[0]), rest)

    def _piece(self, read: str) -> str:
        if read.isdigit() or len(read) > 8:
            return read
        best, most = read, max(_LEAST, float(self._counts[read]))
        for letters in product(*(_TWINS.get(ch, ch) for ch in read)):
            form = "".join(letters)
            changed = sum(a != b for a, b in zip(form, read, strict=True))
            weight = self._counts[form] * _COST**changed
            if weight > most and form != read:
                best, most = form, weight
        return best
