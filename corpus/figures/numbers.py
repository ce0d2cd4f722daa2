"""Numbers as Vietnamese reports write them: "1.293.500", "7,5", "01 - 02", "1,2 triệu", "ba".

The point groups thousands and the comma starts decimals (TCVN 6398, and practice since); a point
before one or two digits is read as a decimal only where the caller knows that a percentage or a
unit of measure follows ("7.5%"), since it otherwise numbers versions and headings ("3.0", "2.1").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: ``text[start:end]`` with its scale word, ``digits_end`` without it.

    `value_max` is the upper end of a range; `total` the denominator of "10/10"; `word` says
    that it is spelt out ("ba"); `dotted` that its only separator is a point before one or two
    digits, so that it may be a version ("4.0") as well as a value.
    """

    start: int
    end: int
    digits_end: int
    value: float
    value_max: float | None = None
    total: float | None = None
    word: bool = False
    dotted: bool = False
    scaled: bool = False

    @property
    def digits(self) -> tuple[int, int]:
        """Return the span of the digits alone."""
        return self.start, self.digits_end


_PLAIN = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}|\d+,\d+|\d+\.\d{1,2}(?!\d)|\d+)"
_SCALE = r"(?:trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|trieu|nghin|ngan|ty)"
# Digits inside a word, a document number or another number are no number of their own.
_BEFORE = r"(?<![\w&%])(?<!\d[.,:/])(?<!\d[-–])"
_AFTER = r"(?![\d])(?![.,]\d)"
_DIGITS = re.compile(
    rf"{_BEFORE}(?P<low>{_PLAIN})"
    rf"(?:\s*(?:-|–|÷)\s*(?P<high>{_PLAIN})|/(?P<total>{_PLAIN}))?{_AFTER}"
    rf"(?P<scale>(?:\s*{_SCALE}(?!\w|\s+(?:lệ|trọng|suất|giá|phú))){{0,2}})",
    re.IGNORECASE,
)
_SCALES = {
    "tram": 1e2,
    "nghin": 1e3,
    "ngan": 1e3,
    "van": 1e4,
    "trieu": 1e6,
    "ty": 1e9,
    "ti": 1e9,
}
_DOTTED = re.compile(r"\d+\.\d{1,2}")

_ONES = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mốt": 1,
}
_UNIT_WORD = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
# "một" is an article and "năm" a year far more often than numbers: alone they need "(01)" after.
_WORD = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:{_UNIT_WORD})\s+mươi|mười)(?:\s+(?:một|mốt|hai|ba|bốn|tư|lăm|sáu|bảy|"
    rf"tám|chín))?|{_UNIT_WORD})(?!\w)(?P<again>\s*\((?P<digits>\d+)\))?"
)


def value_of(digits: str) -> float:
    """Return the value of digits as written, "1.293.500" → 1293500, "7,5" → 7.5.

    Raises ValueError where `digits` is no number.
    """
    if _DOTTED.fullmatch(digits):
        return float(digits)
    if digits.count(",") > 1:  # 1,293,500, the English way
        return float(digits.replace(",", ""))
    return float(digits.replace(".", "").replace(",", "."))


def word_value(words: str) -> int:
    """Return the value of a number below one hundred in words, "hai mươi lăm" → 25."""
    total = 0
    for word in words.split():
        if word == "mươi":
            total *= 10
        elif word == "mười":
            total = 10
        else:
            total += _ONES[word]
    return total


def scale_of(words: str) -> float:
    """Return the factor of scale words, "nghìn tỷ" → 1e12; 1.0 for none."""
    factor = 1.0
    for word in fold(words).split():
        factor *= _SCALES[word]
    return factor


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of `text` in reading order, written in digits or in words.

    They are candidates: dates, document numbers and numbering are among them.
    """
    found = [*_in_digits(text), *_in_words(text)]
    found.sort(key=lambda n: (n.start, -n.end))
    return _joined(text, _without_overlap(found))


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        low, high, over = match["low"], match["high"], match["total"]
        factor = scale_of(match["scale"])
        if high and value_of(high) <= value_of(low):  # "30 - 20" is no range but two numbers
            yield _number(low, match.start("low"), match.end("low"))
            yield _number(high, match.start("high"), match.end(), factor)
            continue
        yield Number(
            start=match.start(),
            end=match.end(),
            digits_end=match.end("total" if over else "high" if high else "low"),
            value=_scaled(low, factor),
            value_max=_scaled(high, factor) if high else None,
            total=_scaled(over, factor) if over else None,
            dotted=bool(_DOTTED.fullmatch(low)),
            scaled=factor != 1.0,
        )


def _number(digits: str, start: int, end: int, factor: float = 1.0) -> Number:
    value = _scaled(digits, factor)
    dotted = bool(_DOTTED.fullmatch(digits))
    return Number(start, end, start + len(digits), value, dotted=dotted, scaled=factor != 1.0)


def _scaled(digits: str, factor: float) -> float:
    value = value_of(digits) * factor
    # 1,2 triệu is 1200000 and not 1199999.9999999998
    return float(round(value)) if factor > 1 and abs(value - round(value)) < 1e-3 else value


def _in_words(text: str) -> Iterator[Number]:
    for match in _WORD.finditer(text):
        words, again = match["words"], match["digits"]
        value = word_value(words)
        if again is not None and int(again) == value:
            yield Number(match.start(), match.end(), match.end(), float(value), word=True)
        elif words not in ("một", "năm"):
            end = match.end("words")
            yield Number(match.start(), end, end, float(value), word=True)


def _without_overlap(found: list[Number]) -> list[Number]:
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept


_FROM = re.compile(r"(?:^|\W)từ\s+(?:khoảng\s+|hơn\s+|gần\s+)?$", re.IGNORECASE)
_UP_TO = re.compile(
    r"\s*(?:%|đồng)?\s*(?P<to>đến|tới|-|–)\s*(?:khoảng\s+|gần\s+|dưới\s+)?", re.IGNORECASE
)


def _joined(text: str, found: list[Number]) -> list[Number]:
    """Join "1 tỷ 200 triệu" into one number and "từ 05 đến 10" into one range."""
    joined: list[Number] = []
    for number in found:
        whole = _together(text, joined[-1], number) if joined else None
        if whole is None:
            joined.append(number)
        else:
            joined[-1] = whole
    return joined


def _together(text: str, first: Number, second: Number) -> Number | None:
    """Return the one number that both are parts of, None when they are two."""
    if first.value_max is not None or second.value_max is not None or first.total or second.total:
        return None
    between = text[first.end : second.start]
    if between.isspace() and first.scaled and second.scaled and second.value < first.value:
        total = first.value + second.value
        return Number(first.start, second.end, second.digits_end, total, scaled=True)
    to = _UP_TO.fullmatch(between)
    if to is None or second.value <= first.value or first.word or second.word:
        return None
    if to["to"] not in "-–" and not _FROM.search(text[max(0, first.start - 14) : first.start]):
        return None
    return Number(
        first.start,
        second.end,
        second.digits_end,
        first.value,
        value_max=second.value,
        scaled=second.scaled,
    )
