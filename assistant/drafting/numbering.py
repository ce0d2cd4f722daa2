"""Numbers of headings told again after an outline was rearranged: "I.", "1.", "1.1.", "a)", …

The way of writing is that of the outline itself; where it has no heading so deep, that of
NĐ 30/2020, Phụ lục I, II.6: parts, Roman, Arabic, letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Points are lettered by the Vietnamese alphabet without ă, â, ê, ô, ơ, ư.
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_SPELT = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FORM = re.compile(
    r"(?P<before>(?:phần|PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)(?:\s+(?:thứ|THỨ))?\s+|\()?"
    r"(?P<token>\d+(?:\.\d+)*|\w+)(?P<after>.*)",
    re.DOTALL,
)
_DEFAULTS = ("I.", "1.", "a)", "(1)")


@dataclass(frozen=True, slots=True)
class Style:
    """How the headings of one depth are numbered; `kind`: roman, arabic, dotted, letter, …"""

    before: str
    kind: str
    after: str

    def write(self, ordinal: int, above: str) -> str:
        """Return the number of the heading that is `ordinal` (from 1) below the one `above`."""
        return f"{self.before}{self._token(ordinal, above)}{self.after}"

    def _token(self, ordinal: int, above: str) -> str:
        if self.kind == "roman":
            return roman(ordinal)
        if self.kind == "dotted":
            return f"{above}.{ordinal}"
        if self.kind == "letter":
            return _cycled(_LETTERS.replace("đ", ""), ordinal).upper()
        if self.kind == "alpha":
            return _cycled(_LETTERS, ordinal)
        if self.kind == "spelt" and ordinal <= len(_SPELT):
            word = _SPELT[ordinal - 1]
            return word.upper() if self.before.isupper() else word
        return str(ordinal)


def style_of(number: str) -> Style | None:
    """Return the way in which `number` is written, None for a heading without a number."""
    match = _FORM.fullmatch(number.strip())
    if match is None:
        return None
    token = match["token"]
    if re.fullmatch(r"\d+(?:\.\d+)+", token):
        kind = "dotted"
    elif token.isdigit():
        kind = "arabic"
    elif re.fullmatch(r"[IVX]+", token):
        kind = "roman"
    elif len(token) == 1:
        kind = "letter" if token.isupper() else "alpha"
    else:
        kind = "spelt"
    return Style(match["before"] or "", kind, match["after"])


def default_style(numbers_above: Sequence[str]) -> Style:
    """Return the style of a depth that the outline does not have, below `numbers_above`."""
    used = [style for number in numbers_above if (style := style_of(number))]
    if used and used[-1].kind == "dotted":
        return used[-1]
    taken = {style.kind for style in used}
    for number in _DEFAULTS:
        style = style_of(number)
        if style and style.kind not in taken:
            return style
    return Style("(", "arabic", ")")


def roman(ordinal: int) -> str:
    """Return 4 as "IV"; headings go no further than 39."""
    text = ""
    for value, letters in _ROMANS:
        count, ordinal = divmod(ordinal, value)
        text += letters * count
    return text


def _cycled(letters: str, ordinal: int) -> str:
    """Return the letter of an ordinal; past the alphabet it is doubled: "aa"."""
    rounds, index = divmod(ordinal - 1, len(letters))
    return letters[index] * (rounds + 1)
