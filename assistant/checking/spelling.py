"""typo: a syllable that hardly follows its neighbours, one slip away from one that does.

"quá tình triển khai" is two real words in a row that official Vietnamese never writes, and
"quá trình triển" it writes often. The trigrams that repair of scans uses decide; a word that the
reports themselves use in that place more than once or twice is the office's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.checking.finding import Finding, Severity, doubted, unique
from assistant.checking.memory import per_report
from corpus import repair_model, repair_words
from corpus.model import Block, BlockKind, Place, Report

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE, BlockKind.HEADING)
_SURE = 10.0  # nats by which the other syllable must fit better
_SURE_NAME = 15.0  # for a capitalised one, which may be a name
_UNKNOWN = -25.0  # log probability of a syllable that is in no word list, and its follower
_OWN = 3  # times from which a pair of words is the office's own


@dataclass(frozen=True, slots=True)
class Slip:
    """A syllable at ``text[start:end]`` of a block and the one it was meant to be."""

    start: int
    end: int
    written: str
    meant: str
    context: tuple[str, str]
    gain: float


class Speller:
    """Finds slips in one block; the model is loaded once."""

    def __init__(self, path: Path) -> None:
        self._model = repair_model.LanguageModel(path)
        self._ids = self._model.ids
        self._pairs: dict[tuple[str, str], bool] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self._model.words[: self._model.size]:
            if word.isalpha():
                for form in _deletions(word):
                    self._near[form].add(word)

    def usual(self, first: str, second: str) -> bool:
        """Tell whether official text writes `second` right after `first`."""
        pair = first, second
        known = self._pairs.get(pair)
        if known is None:
            one, two = self._ids.get(first), self._ids.get(second)
            known = one is not None and two is not None and self._model.bigram(one, two) >= 0
            self._pairs[pair] = known
        return known

    def slips(self, block: Block) -> Iterator[Slip]:
        """Yield the slips of a block; only words between two known words are judged."""
        tokens = [(m.group(), m.start()) for m in _TOKEN.finditer(block.text)]
        words = [repair_words.key(token) for token, _ in tokens]
        for i in range(1, len(tokens) - 1):
            token, start = tokens[i]
            if not (token.islower() or token.istitle()) or not token.isalpha():
                continue
            before, word, after = words[i - 1 : i + 2]
            if before not in self._ids or after not in self._ids:
                continue
            if self.usual(before, word) and self.usual(word, after):
                continue
            earlier = words[i - 2] if i > 1 else before
            best = self._better(earlier, before, word, after)
            if best and best[0] >= (_SURE if token.islower() else _SURE_NAME):
                yield Slip(start, start + len(token), token, best[1], (before, after), best[0])

    def _better(self, earlier: str, before: str, word: str, after: str) -> tuple[float, str] | None:
        """Return (gain, syllable) of the neighbour in spelling that fits best."""
        candidates = {near for form in _deletions(word) for near in self._near.get(form, ())}
        fitting = [c for c in candidates - {word} if self.usual(before, c) and self.usual(c, after)]
        if not fitting:
            return None
        base = self._score(earlier, before, word, after)
        return max((self._score(earlier, before, c, after) - base, c) for c in fitting)

    def _score(self, earlier: str, before: str, word: str, after: str) -> float:
        ids = self._ids
        if word not in ids:
            return _UNKNOWN
        start = ids.get(earlier, repair_words.UNKNOWN)
        first = self._model.one(start, ids[before], ids[word])
        return float(first + self._model.one(ids[before], ids[word], ids[after]))


def _deletions(word: str) -> Iterator[str]:
    """Yield a word with its marks apart, whole and without one letter or mark."""
    apart = unicodedata.normalize("NFD", word)
    yield apart
    for i in range(len(apart)):
        yield apart[:i] + apart[i + 1 :]


@lru_cache(maxsize=1)
def speller() -> Speller | None:
    """Return the speller over the shipped model, None where the model is not there."""
    path = Path(repair_model.__file__).parent / "models" / "official_vi.npz"
    return Speller(path) if path.is_file() else None


@per_report
def _slips(report: Report) -> Iterator[tuple[Slip, Place]]:
    judge = speller()
    for index, block in enumerate(report.blocks):
        if judge is not None and block.kind in _PROSE:
            for slip in judge.slips(block):
                yield slip, report.place(index, slip.start, slip.end)


def spelling_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each slip and report; scans are left alone."""
    found: dict[tuple[str, str, str, tuple[str, str]], list[tuple[Place, float]]] = {}
    for report in reports:
        for slip, place in () if doubted(report) else _slips(report):
            key = (report.doc, slip.written, slip.meant, slip.context)
            found.setdefault(key, []).append((place, slip.gain))
    times = Counter((written, context) for _, written, _, context in found)
    return [
        _finding(written, meant, context, places)
        for (_, written, meant, context), places in found.items()
        if len(places) < _OWN and times[written, context] < _OWN
    ]


def _finding(
    written: str, meant: str, context: tuple[str, str], places: Sequence[tuple[Place, float]]
) -> Finding:
    before, after = context
    gain = max(gain for _, gain in places)
    return Finding(
        kind="typo",
        severity=Severity.WARNING,
        certainty=round(min(0.95, 0.55 + gain / 50), 2),
        explanation=(
            f"“{before} {written} {after}” có thể là lỗi đánh máy của “{before} {meant} {after}”."
        ),
        values=(written, meant),
        evidence=unique(place for place, _ in places),
        suggestion=f"Sửa “{written}” thành “{meant}”",
    )
