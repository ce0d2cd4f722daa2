"""What a sentence claims in numbers: figures, dates, document numbers, numbers in words.

Each claim knows the words around it, because a true number behind another noun is a false claim.
Digits are looked at as a reader sees them: full-width, raised and circled ones are digits too, and
characters without width hide nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.text import fold

_WINDOW = 8  # words looked at on each side
_DOCUMENT = r"\d+(?:/\d{4})?\s?[-/]\s?(?:[A-ZĐ]|0[A-Z])[\w&Đđ]*(?:\s?[-/&]\s?[A-ZĐ][\w&Đđ]*)*"
_DATE = r"\d{1,2}\s?/\s?\d{1,2}\s?/\s?\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}"
_TOKEN = re.compile(
    rf"(?P<document>{_DOCUMENT})|(?P<date>{_DATE})|(?P<figure>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>%|‰)"
)
# Words that are numbers; those of _WEAK mean other things too and count only beside another one.
_STRONG = frozenset(
    {"hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "mươi", "chục", "trăm"}
    | {"nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "rưỡi", "lăm", "nhăm"}
)
_WEAK = frozenset({"một", "mốt", "tư", "năm", "không", "linh", "lẻ", "phần", "nửa", "phẩy"})
_ROMAN = re.compile(r"[IVXLCDM]+")
_NOT_ROMAN = frozenset({"C", "D", "M", "L", "CC", "DM", "MM", "CM", "CD", "MC", "DC"})


class ClaimKind(StrEnum):
    """What kind of number is claimed."""

    DOCUMENT = "document"
    DATE = "date"
    FIGURE = "figure"
    WORDS = "words"  # "mười bốn", "XIV"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number as it stands in ``text[start:end]``; `value` compares across ways of writing.

    `before` and `after` are the words around it as far as the next figure, folded.
    """

    kind: ClaimKind
    text: str
    start: int
    end: int
    value: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    text: str


def plain(text: str) -> str:
    """Return `text` as a reader sees it: NFKC, nothing without width."""
    shown = unicodedata.normalize("NFKC", text)
    return "".join(ch for ch in shown if unicodedata.category(ch) != "Cf")


def claims_in(text: str) -> list[Claim]:
    """Return the claims of a text that went through `plain`, in reading order."""
    tokens = list(_tokens(text))
    found = []
    for number, token in enumerate(tokens):
        kind = _kind(token)
        if kind is ClaimKind.FIGURE and _is_year(tokens, number):
            kind = ClaimKind.DATE
        if kind is not None:
            before = _around(tokens, number, -1)
            after = _around(tokens, number, 1)
            if not before and not after:  # a cell among cells: its row says what it counts
                before = _around(tokens, number, -1, over=True)
            value = _value(kind, token.text)
            found.append(Claim(kind, token.text, token.start, token.end, value, before, after))
    return found


def _tokens(text: str) -> Iterator[_Token]:
    """Yield words and numbers; neighbouring number words are one token."""
    run: list[_Token] = []
    for match in _TOKEN.finditer(text):
        token = _Token(match.lastgroup or "word", match.start(), match.end(), match[0])
        word = token.text.lower()
        if token.kind == "word" and (word in _STRONG or word in _WEAK):
            if run and text[run[-1].end : token.start].strip():
                yield from _closed(run, text)
                run = []
            run.append(token)
            continue
        yield from _closed(run, text)
        run = []
        yield token
    yield from _closed(run, text)


def _closed(run: list[_Token], text: str) -> Iterator[_Token]:
    """Yield a run of number words as one number, or its words where they mean other things."""
    words = [token.text.lower() for token in run]
    if any(word in _STRONG for word in words) and words not in (["tỷ"], ["tỉ"]):  # "tỷ lệ"
        start, end = run[0].start, run[-1].end
        yield _Token("spelt", start, end, text[start:end])
    else:
        yield from run


def _kind(token: _Token) -> ClaimKind | None:
    if token.kind in {"document", "date", "figure"}:
        return ClaimKind(token.kind)
    if token.kind == "spelt":
        return ClaimKind.WORDS
    roman = token.kind == "word" and _ROMAN.fullmatch(token.text)
    return ClaimKind.WORDS if roman and token.text not in _NOT_ROMAN else None


def _is_year(tokens: list[_Token], number: int) -> bool:
    before = fold(tokens[number - 1].text) if number else ""
    return bool(re.fullmatch(r"(?:19|20)\d\d", tokens[number].text)) and before == "nam"


def _value(kind: ClaimKind, text: str) -> str:
    if kind is ClaimKind.DOCUMENT:
        return re.sub(r"\s+", "", fold(text)).rstrip("./-")
    if kind is ClaimKind.DATE:
        return "/".join(str(int(part)) for part in re.findall(r"\d+", text))
    if kind is ClaimKind.WORDS:
        return " ".join(text.lower().split())
    return text.lstrip("0") or "0"


def _around(tokens: list[_Token], number: int, step: int, *, over: bool = False) -> tuple[str, ...]:
    """Return up to eight words beside a token, as far as the next figure or date, or `over` it."""
    words: list[str] = []
    at = number + step
    while 0 <= at < len(tokens) and len(words) < _WINDOW:
        token = tokens[at]
        if token.kind in {"figure", "date"}:
            if not over:
                break
            at += step
            continue
        words.append(fold(token.text))
        at += step
    return tuple(words)
