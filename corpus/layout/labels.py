"""The numbers and bullets that open a heading or an item: "II.", "2.1.", "a)", "(3)", "-", "+".

The order is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: phần, mục (I.), khoản (1.), 1.1., điểm
a), then dashes. Reports add capital letters above the Roman numbers and "+", "*" below dashes.
Decisions and resolutions have "Điều 1." above their numbers; the Party writes "I-", "1.1-" (Hướng
dẫn 36-HD/VPTW).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum


class Style(IntEnum):
    """A way of numbering; the smaller, the more it takes in."""

    PART = 0  # Phụ lục 1, ĐỀ CƯƠNG
    LETTER = 1  # A.
    ROMAN = 2  # I.
    NUMBER = 3  # 1.
    DOTTED = 4  # 1.1.
    DOTTED_3 = 5  # 1.1.1.
    POINT = 6  # a)
    ROUND = 7  # (1)
    STAR = 8  # *
    DASH = 9  # -
    PLUS = 10  # +


@dataclass(frozen=True, slots=True)
class Label:
    """A label as written, its way of numbering, its place in order, and where the words begin."""

    style: Style
    written: str
    value: int
    skip: int  # characters of the line that are label


_POINTS = "abcdđeghiklmnopqrstuvxy"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
# OCR reads I as l, 1 or | and sees specks between: a mixed form is a Roman number, digits alone
# are not.
_LABEL = re.compile(
    r"""
      (?P<roman>(?=[IVXl1|'’]*[IVX])[IVXl1|][IVXl1|'’]{0,5})\s?\.
      (?!\d)\s*(?=\S)
    | (?P<article>(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?)\s?[.:]\s*(?=\S)
    | (?P<part>(?:PHẦN|CHƯƠNG|Phần|Chương)\s+(?:(?:THỨ|thứ)\s+\w+|[IVX]{1,5}|\d{1,2}))
      \s?[.:–-]\s*(?=\S)
    | (?P<letter>[A-ZĐ])\.\s+(?=\S)
    | (?P<roman_dash>[IVX]{1,5})[-–]\s+(?=[^\W\d_])
    | (?P<dotted_dash>\d{1,2}(?:\.\d{1,2}){1,2})[-–]\s+(?=[^\W\d_])
    | (?P<number_dash>\d{1,2})[-–]\s+(?=[^\W\d_])
    | (?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})(?:\.(?!\d)|(?=\s))\s*(?=[^\W\d_]|["“(])
    | (?P<number>\d{1,2})\s?\.(?!\d)\s*(?=[^\s\d.,;])
    | (?P<point>[a-zđA-DĐ])\)\s*(?=\S)
    | \((?P<round>\d{1,2})\)\s*(?=\S)
    | (?P<roundpoint>\([a-zđ]\))\s*(?=\S)
    | (?P<star>[*•●○■▪❖✓➢➤◦])\s*(?=\S)
    | (?P<dash>[-–—−\u2010\u2011])\s*(?=[^\s\d-]|\d[\d.,]*%?\s|\()
    | (?P<plus>\+)\s*(?=\S)
    """,
    re.VERBOSE,
)
_STYLES = {
    "roman": Style.ROMAN,
    "letter": Style.LETTER,
    "part": Style.LETTER,
    "article": Style.ROMAN,
    "number": Style.NUMBER,
    "point": Style.POINT,
    "round": Style.ROUND,
    "roundpoint": Style.ROUND,
    "star": Style.STAR,
    "dash": Style.DASH,
    "plus": Style.PLUS,
}


def label_of(line: str) -> Label | None:
    """Return the label a line opens with, None when it opens with words."""
    found = _LABEL.match(line)
    if not found:
        return None
    name = str(found.lastgroup)
    body = found[name]
    if name.endswith("_dash"):  # "I- CÔNG TÁC", as the Party numbers; "5- triệu" is none
        size = 2 if name.startswith("roman") else 1  # not "X- Quang"
        if not line[found.end() : found.end() + size].isupper():
            return None
        name = name.removesuffix("_dash")
    written = line[: found.end()].rstrip()
    if name == "dotted":
        depth = body.count(".")
        style = Style.DOTTED if depth == 1 else Style.DOTTED_3
        return Label(style, written, int(body.rsplit(".", 1)[1]), found.end())
    return Label(_STYLES[name], written, _value(name, body), found.end())


def _value(name: str, body: str) -> int:
    if name in ("number", "round"):
        return int(body)
    if name == "roman":
        return roman_value(body)
    if name == "article":
        return int(re.sub(r"\D", "", body))
    if name == "letter":
        return "ABCDĐEGHIKLMN".find(body) + 1
    if name in ("point", "roundpoint"):
        return _POINTS.find(body.strip("()").lower()) + 1
    return 0


def roman_value(text: str) -> int:
    """Return the value of a Roman number, OCR forms included: "I1" and "Il" are 2."""
    letters = [_ROMAN_VALUES.get(ch, 1) for ch in text if ch not in "'’"]
    total = 0
    for i, value in enumerate(letters):
        after = letters[i + 1] if i + 1 < len(letters) else 0
        total += -value if value < after else value
    return total
