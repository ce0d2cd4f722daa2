"""How long words are in Times New Roman: a rule under them follows their length.

Widths are thousandths of the size of the letters, the same in Times New Roman and in the fonts
made to its measure (Tinos). A letter with marks is as wide as without them, but for the horn of
ơ, ư and Ư.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

_POINT = 25.4 / 72  # mm
_REGULAR = {
    250: " ,.",
    333: "!()-I[]`fr’‘",
    408: '"',
    500: "#$*0123456789_bdghknopquvxyđ–",
    833: "%",
    778: "&m",
    180: "'",
    564: "+<=>",
    278: "/:;\\ijlt",
    444: "?acez“”",
    921: "@",
    722: "ADGHKNOQUVXYwĐ",
    667: "BCR",
    611: "ELTZ",
    556: "FPS",
    389: "Js",
    889: "M",
    944: "W",
    1000: "—…",
}
_BOLD = {
    250: " ,.",
    333: "!()-:;[]`fjt’‘",
    555: '"',
    500: "#$*0123456789?J_agovxy–“”",
    1000: "%W—…",
    833: "&m",
    278: "'/\\il",
    570: "+<=>",
    930: "@",
    722: "ACDNRUVXYwĐ",
    667: "BELTZ",
    611: "FP",
    778: "GHKOQ",
    389: "Is",
    944: "M",
    556: "Sbdhknpquđ",
    444: "cerz",
}
_HORN = "\u031b"
_HORNS = {False: {"o": 29, "u": 42, "U": 54}, True: {"o": 54, "u": 44, "U": 74}}
_OTHER = 600  # a letter of no table


def _table(groups: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in groups.items() for letter in letters}


_WIDTHS = {False: _table(_REGULAR), True: _table(_BOLD)}


def width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the length in mm of `words` on one line, in letters of `size` points."""
    parts = unicodedata.normalize("NFD", words)  # a horn comes right after its letter
    total = sum(_WIDTHS[bold].get(c, _OTHER) for c in parts if not unicodedata.combining(c))
    for letter, mark in pairwise(parts):
        if mark == _HORN:
            total += _HORNS[bold].get(letter, 0)
    return total * size * _POINT / 1000


def lines_of(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Return `words` broken into lines no longer than `room` mm, as a word processor breaks them.

    A single word longer than that stays on a line of its own.
    """
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def even_room(words: str, size: float, room: float, *, bold: bool = False) -> float:
    """Return the least room in mm in which `words` take no more lines than in `room`.

    So broken, the lines are about equally long, as a title is set by hand. No word is broken.
    """
    most = len(lines_of(words, size, room, bold=bold))
    least = max((width(word, size, bold=bold) for word in words.split()), default=room)
    while room - 1 >= least and len(lines_of(words, size, room - 1, bold=bold)) <= most:
        room -= 1
    return room
