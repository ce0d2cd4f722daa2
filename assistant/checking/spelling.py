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
from corpus.model import Block, BlockKind, Place, Report
from corpus.ocr import repair_model, repair_words

# As the model was taught: numbers are a class, the end of a clause is one, commas are nothing.
TOKEN = re.compile(r"\d[\w./-]*|[^\W\d_]+(?:&[^\W\d_]+)*|[.;:!?…]")
_DOCUMENT = re.compile(r"\d[\d/]*[-/][^\W\d_]")
EDGE = repair_words.BREAK
PROSE = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE, BlockKind.HEADING)
_SURE = 10.0  # nats by which the other syllable must fit better
_SURE_USUAL = 9.5  # where both pairs of neighbours do occur in official text
_ALMOST = 1.5  # nats less that will do where the report itself writes it otherwise
_RULE = 5  # times from which a report writes something as a rule
_SURE_NAME = 15.0  # for a capitalised one, which may be a name
_UNKNOWN = -25.0  # log probability of a syllable that is in no word list, and its follower
_REMEMBERED = 50_000  # words whose neighbours in spelling are kept
_JUDGED = 200_000  # words in their surroundings whose judgement is kept
_OWN = 3  # times from which a pair of words is the office's own

Judging = tuple[str, tuple[int, ...], float]


@dataclass(frozen=True, slots=True)
class Slip:
    """A syllable at ``text[start:end]`` of a block and the one it was meant to be."""

    start: int
    end: int
    written: str
    meant: str
    context: tuple[str, str]
    gain: float
    sure: bool = True  # else the report itself must bear it out


class Speller:
    """Finds slips in one block; the model is loaded once."""

    def __init__(self, path: Path) -> None:
        self._model = repair_model.LanguageModel(path)
        self._ids = self._model.ids
        self._judged: dict[Judging, tuple[float, str] | None] = {}
        self._alike: dict[str, frozenset[int]] = {}
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in self._model.words[: self._model.size]:
            if word.isalpha():
                for form in _deletions(word):
                    self._near[form].add(word)

    def usual(self, first: int, second: int) -> bool:
        """Tell whether official text writes the word `second` right after `first`."""
        return second in self._model.followers(first)

    def word(self, known: int) -> str:
        """Return the word of an id."""
        return self._model.words[known]

    def chance(self, before: int, last: int, word: int) -> float:
        """Return log P(`word` | `before` `last`) in official text."""
        return float(self._model.one(before, last, word))

    def most_usual(self, word: int) -> tuple[int, float] | None:
        """Return the word that follows `word` most often, with its log probability."""
        follow = self._model.followers(word)
        if not follow:
            return None
        best = max(follow, key=lambda other: self._model.p_two[follow[other]])
        return best, float(self._model.p_two[follow[best]])

    def _neighbours(self, word: str) -> frozenset[int]:
        """Return the words one slip away from `word`, itself among them."""
        known = self._alike.get(word)
        if known is None:
            if len(self._alike) >= _REMEMBERED:
                self._alike.clear()
            near = {self._ids[n] for form in _deletions(word) for n in self._near.get(form, ())}
            known = self._alike[word] = frozenset(near)
        return known

    def slips(self, block: Block) -> Iterator[Slip]:
        """Yield the slips of a block; only words between two known ones are judged."""
        tokens = [(m.group(), m.start()) for m in TOKEN.finditer(block.text)]
        ids = [EDGE, EDGE, *(self.id_of(token) for token, _ in tokens), EDGE, EDGE]
        for i, (token, start) in enumerate(tokens):
            if not (token.islower() or token.istitle()) or not token.isalpha() or len(token) < 2:
                continue
            around = tuple(ids[i : i + 5])
            before, own, after = around[1:4]
            if repair_words.UNKNOWN in (before, after):
                continue
            known = own != repair_words.UNKNOWN
            usual = known and self.usual(before, own) and self.usual(own, after)
            if usual and before == repair_words.NUMBER:
                continue  # anything can be counted: a number says nothing against "chi bộ"
            if not usual:  # then what comes later would only blur the picture
                around = (*around[:4], repair_words.UNKNOWN)
            sure = _SURE_USUAL if usual else _SURE if token.islower() else _SURE_NAME
            best = self._better(token, around, sure - _ALMOST)
            if best and best[0] >= (sure - _ALMOST if usual else sure):
                near = tuple(tokens[k][0] if 0 <= k < len(tokens) else "" for k in (i - 1, i + 1))
                yield Slip(
                    start,
                    start + len(token),
                    token,
                    best[1],
                    (near[0], near[1]),
                    best[0],
                    best[0] >= sure,
                )

    def id_of(self, token: str) -> int:
        """Return the id of a word, or the class of a number or the end of a clause."""
        if token[0].isdigit():
            return repair_words.DOCUMENT if _DOCUMENT.match(token) else repair_words.NUMBER
        if not token[0].isalpha():
            return EDGE
        return self._ids.get(repair_words.key(token), repair_words.UNKNOWN)

    def _better(
        self, token: str, around: tuple[int, ...], least: float
    ) -> tuple[float, str] | None:
        """Return (gain, syllable) of the neighbour in spelling that fits best.

        Reports say the same words year after year: what was judged once is remembered.
        """
        key = repair_words.key(token), around, least
        if key not in self._judged:
            if len(self._judged) >= _JUDGED:
                self._judged.clear()
            self._judged[key] = self._judge(*key)
        return self._judged[key]

    def _judge(self, word: str, around: tuple[int, ...], least: float) -> tuple[float, str] | None:
        follow = self._model.followers(around[1])
        near = (c for c in self._neighbours(word) if c in follow and c != around[2])
        fitting = [c for c in near if self.usual(c, around[3])]
        if not fitting:
            return None
        base = self._score(around, around[2])
        if base > -least:
            return None  # nothing can fit so much better
        gain, best = max((self._score(around, c) - base, c) for c in fitting)
        return gain, self._model.words[best]

    def _score(self, around: tuple[int, ...], word: int) -> float:
        """Return how well `word` follows what is before it and leads to what is after it."""
        if word == repair_words.UNKNOWN:
            return _UNKNOWN
        earlier, before, _, after, later = around
        score = self._model.one(earlier, before, word) + self._model.one(before, word, after)
        if later != repair_words.UNKNOWN:
            score += self._model.one(word, after, later)
        return float(score)


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
    words = " ".join(re.findall(r"\w+", report.text.lower()))
    for index, block in enumerate(report.blocks):
        if judge is not None and block.kind in PROSE:
            for slip in judge.slips(block):
                if not slip.sure and not _borne_out(slip, words):
                    continue
                yield slip, report.place(index, slip.start, slip.end)


def _borne_out(slip: Slip, words: str) -> bool:
    """Tell whether the report writes the other syllable there as a rule, and this one once."""
    before = slip.context[0].lower()
    usual = words.count(f" {before} {slip.meant} ")
    return usual >= _RULE and words.count(f" {before} {slip.written.lower()} ") == 1


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
