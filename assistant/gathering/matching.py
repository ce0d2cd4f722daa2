"""Which heading of the outline a section of an answer stands for.

By its words first: a unit may number and name its sections in its own way. The words of prompts
count too, since a unit may make a section of a prompt. Where the words say little, the number
decides; what has its own words under a section that fits belongs to that section.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log

from assistant.checking.content import content_words, word_set
from assistant.drafting.outline import Heading, Outline
from corpus.text import fold, squeeze

_SURE, _LIKELY, _BY_NUMBER = 0.9, 0.52, 0.2
_NUMBER = re.compile(
    r"^\s*(?:(?:PHẦN|Phần)\s+\S+\s*[.:–-]?|(?:[IVXLC]+|\d{1,2}|[a-zđ])\s?[./)–-])+"
)
# Words that stand in headings of all sorts.
_WEAK = word_set("ket qua cong tac hoat dong tinh hinh danh gia noi dung nhiem vu linh vuc")


@dataclass(frozen=True, slots=True)
class Match:
    """The outline's path of a section, and how it was recognised ("" by its own words)."""

    path: str
    remark: str = ""


@dataclass(frozen=True)
class _Target:
    path: str
    heading: Heading
    words: frozenset[str]
    prompts: tuple[frozenset[str], ...]


class Matcher:
    """Finds the headings of one outline; remembers what it has seen."""

    def __init__(self, outline: Outline) -> None:
        """Prepare the headings of `outline`."""
        self._targets = [
            _Target(path, h, _words(h.title), tuple(_words(p) for p in h.prompts))
            for path, h in outline.walk()
        ]
        seen = Counter(word for target in self._targets for word in target.words)
        total = len(self._targets) + 1
        self._weights = {word: log(1 + total / count) for word, count in seen.items()}
        self._known: dict[tuple[str, ...], Match | None] = {}

    def match(self, path: Sequence[str]) -> Match | None:
        """Return the heading of a section whose own headings are `path`, outermost first."""
        key = tuple(path)
        if key not in self._known:
            self._known[key] = self._find(key)
        return self._known[key]

    def _find(self, path: tuple[str, ...]) -> Match | None:
        if not path:
            return None
        above = self.match(path[:-1])
        title, number = _split(path[-1])
        words = _words(title)
        score, best = max(
            ((self._score(title, words, number, t, above), t) for t in self._targets),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if best is None:
            return None
        if score >= _LIKELY:
            return Match(best.path, _remark(title, best.heading, score))
        same = self._numbered(number, len(path), above)
        if same is not None and self._likeness(words, same.words) >= _BY_NUMBER:
            remark = f"đề mục “{title}” được xếp theo số thứ tự “{same.heading.number}”"
            return Match(same.path, remark)
        if above is not None:
            return Match(above.path, above.remark)
        return None

    def _score(
        self, title: str, words: frozenset[str], number: str, target: _Target, above: Match | None
    ) -> float:
        if _plain(title) == _plain(target.heading.title):
            score = 1.0
        else:
            asked = max((0.85 * self._likeness(words, p) for p in target.prompts), default=0.0)
            score = max(self._likeness(words, target.words), asked)
            score = max(score, _misspelt(title, target.heading.title))
        # Titles such as "Khó khăn" may stand twice in an outline: the place then decides.
        inside = above is not None and target.path.startswith(f"{above.path}.")
        place = (0.12 if inside else 0.0) + (0.06 if number == target.heading.key else 0.0)
        return score + place if score >= 0.3 else score

    def _numbered(self, number: str, depth: int, above: Match | None) -> _Target | None:
        """Return the heading of the same number under the same heading."""
        if not number:
            return None
        wanted = f"{above.path}.{number}" if above else number
        found = next((t for t in self._targets if t.path == wanted), None)
        return found if found is not None and (above is not None or depth == 1) else None

    def _likeness(self, one: frozenset[str], two: frozenset[str]) -> float:
        """Return how much of both is shared, 0–1, rare words of the outline counting more."""
        if not one or not two:
            return 0.0
        shared = self._weight(one & two)
        both = 2 * shared / (self._weight(one) + self._weight(two))
        within = shared / min(self._weight(one), self._weight(two))
        # One title within another: only whole, or "kinh tế" would stand for "kinh tế số".
        return max(both, 0.8 * within) if len(one & two) > 1 and within > 0.99 else both

    def _weight(self, words: Iterable[str]) -> float:
        common = 0.35
        return sum(
            (common if word in _WEAK else 1.0) * self._weights.get(word, 1.2) for word in words
        )


def _split(heading: str) -> tuple[str, str]:
    """Return (title, number without punctuation) of "2.1. Chính quyền số"."""
    match = _NUMBER.match(heading)
    if match is None:
        return squeeze(heading), ""
    keys = re.findall(r"[IVXLC]+|\d{1,2}|[a-zđ]", match[0])
    return squeeze(heading[match.end() :]).strip(" :."), keys[-1] if keys else ""


@lru_cache(maxsize=8192)
def _plain(title: str) -> str:
    """Return a title folded, without what stands in parentheses."""
    return squeeze(re.sub(r"\([^()]*\)", " ", fold(title))).strip(" .:;")


@lru_cache(maxsize=8192)
def _words(title: str) -> frozenset[str]:
    # "số" of "kinh tế số" tells it from "kinh tế"; folded it would be "sở" and "so".
    digital = {"số"} if re.search(r"(?<!\w)số(?!\w)", title.lower()) else set()
    return frozenset({*content_words(_plain(title)), *digital})


@lru_cache(maxsize=65536)
def _misspelt(one: str, two: str) -> float:
    left, right = fold(squeeze(one)), fold(squeeze(two))
    if abs(len(left) - len(right)) > 0.2 * max(len(left), len(right)):
        return 0.0
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < 0.85 or matcher.quick_ratio() < 0.85:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= 0.85 else 0.0


def _remark(title: str, heading: Heading, score: float) -> str:
    if _plain(title) == _plain(heading.title):
        return ""
    sure = "" if score >= _SURE else "; cần xem lại"
    return f"đơn vị đặt tên đề mục là “{title}”{sure}"
