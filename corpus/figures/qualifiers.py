"""Words before and after a number that make it a bound or an estimate: "hơn", "trở lên"."""

from __future__ import annotations

import re

from corpus.figures.numbers import Number
from corpus.text import fold

_QUALIFIERS = {
    "hơn": "hơn",
    "trên": "trên",
    "trên dưới": "khoảng",
    "gần": "gần",
    "ngót": "gần",
    "xấp xỉ": "xấp xỉ",
    "khoảng": "khoảng",
    "ước khoảng": "khoảng",
    "chừng": "khoảng",
    "tầm": "khoảng",
    "dưới": "dưới",
    "chưa đến": "dưới",
    "chưa tới": "dưới",
    "không quá": "tối đa",
    "tối đa": "tối đa",
    "nhiều nhất": "tối đa",
    "ít nhất": "ít nhất",
    "không dưới": "ít nhất",
    "không ít hơn": "ít nhất",
    "tối thiểu": "tối thiểu",
    "ước": "ước",
    "ước đạt": "ước",
    "ước tính": "ước",
    "ước thực hiện": "ước",
}
_BY_LENGTH = sorted(_QUALIFIERS, key=len, reverse=True)
_BEFORE = re.compile(rf"(?<!\w)(?P<q>{'|'.join(_BY_LENGTH)})\s+(?P<from>từ\s+)?$", re.IGNORECASE)
_BEFORE_FOLDED = re.compile(rf"(?<!\w)(?P<q>{'|'.join(map(fold, _BY_LENGTH))})\s+(?:tu\s+)?$")
_UNFOLDED = {fold(words): meaning for words, meaning in reversed(_QUALIFIERS.items())}
_OR_MORE = re.compile(r"[^.;:()\d]{0,60}?(?<!\w)trở (?P<way>lên|xuống)(?!\w)", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)từ\s+$", re.IGNORECASE)


def qualifier_of(text: str, number: Number, damaged: bool = False) -> tuple[int, str | None]:
    """Return where the surface of a figure begins and the qualifier before it, in usual form."""
    window = text[max(0, number.start - 24) : number.start]
    shift = number.start - len(window)
    match = _BEFORE.search(window)
    meaning = _QUALIFIERS[match["q"].lower()] if match else None
    if match is None and damaged:
        match = _BEFORE_FOLDED.search(fold(window))
        meaning = _UNFOLDED[match["q"]] if match else None
    digits = text[number.start : number.digits_end]
    if match is None or (meaning == "trên" and re.match(r"0\d", digits)):
        # "trên 05 địa bàn" says where, not how many.
        begin = _FROM.search(window) if number.value_max is not None else None
        return (shift + begin.start() if begin else number.start), None
    return shift + match.start("q"), meaning


def bound_after(text: str, at: int) -> str | None:
    """Return the bound that follows a unit which ends at `at`: "từ 7,5% trở lên"."""
    match = _OR_MORE.match(text, at)
    if match is None:
        return None
    return "ít nhất" if match["way"] == "lên" else "tối đa"
