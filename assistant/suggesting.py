"""The suggestion box: a few typed letters → the documents meant, ready to paste."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.register.register import Entry
from corpus.text import fold, nfc
from retrieval.references import bare

_WORD = re.compile(r"[a-z0-9]+")
_IDLE = frozenset(
    ("ve", "viec", "so", "ngay", "cua", "va", "cac", "tren", "dia", "ban", "nam", "theo")
)
_EXACT, _PREFIX, _OTHER = 12.0, 5.0, 2.0  # weights of digits: the number, its start, elsewhere
_COVERED = 0.6  # share of the words that a title must have
_PHRASE = 6.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document with the citations to paste: for its first mention and for later ones."""

    entry: Entry
    first: str
    later: str
    score: float


def suggest(text: str, entries: Sequence[Entry], k: int = 8) -> list[Suggestion]:
    """Return the `k` documents that `text` may mean, best first.

    Digits must stand in the number (or date), words in type, issuer or title, with or without
    diacritics; the last word may be unfinished.
    """
    query = fold(nfc(text)).strip()
    tokens = _tokens(query)
    if not tokens:
        return []
    words = [_words(entry) for entry in entries]
    seen = Counter(word for some in words for word in some)
    found = [
        Suggestion(entry, entry.first_form, entry.later_form, score)
        for entry, some in zip(entries, words, strict=True)
        if (score := _score(entry, some, tokens, query, seen, len(entries)))
    ]
    found.sort(key=lambda s: (-s.score, -len(s.entry.places), s.entry.number))
    return found[:k]


def _tokens(query: str) -> list[str]:
    tokens = _WORD.findall(query)
    return [t for t in tokens if t not in _IDLE] or tokens


def _words(entry: Entry) -> frozenset[str]:
    """Return the folded words of an entry."""
    names = " ".join((entry.number, *entry.aliases))
    day = entry.date.isoformat() if entry.date else str(entry.year or "")
    issuer = entry.issuer or ""
    return frozenset(_WORD.findall(fold(f"{entry.type} {names} {day} {issuer} {entry.title}")))


def _score(
    entry: Entry, words: frozenset[str], tokens: list[str], query: str, seen: Counter[str], n: int
) -> float:
    score, hit, asked = 0.0, 0, 0
    for token in tokens:
        if token.isdigit():
            points = _digits(entry, words, token)
            if not points:
                return 0.0
            score += points
            continue
        asked += 1
        weight = _word(words, token, seen, n, last=token is tokens[-1])
        score += weight
        hit += weight > 0
    if asked and hit < _COVERED * asked:
        return 0.0
    symbol = bare(query)
    if any(ch.isalpha() for ch in symbol) and bare(entry.number).startswith(symbol):
        score += _EXACT
    if len(tokens) > 1 and " ".join(tokens) in " ".join(_tokens(fold(entry.title))):
        score += _PHRASE
    return score


def _digits(entry: Entry, words: frozenset[str], token: str) -> float:
    plain = token.lstrip("0") or token
    numbers = [
        match[1] for n in (entry.number, *entry.aliases) if (match := re.match(r"0*(\d+)", n))
    ]
    if plain in numbers:
        return _EXACT
    if any(number.startswith(plain) for number in numbers):
        return _PREFIX
    return _OTHER if token in words else 0.0


def _word(words: frozenset[str], token: str, seen: Counter[str], n: int, *, last: bool) -> float:
    if token in words:
        return math.log(1 + n / (1 + seen[token])) + 0.1
    if last and len(token) > 1 and any(word.startswith(token) for word in words):
        return 0.8
    return 0.0
