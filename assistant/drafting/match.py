"""How well prior wording answers a heading and its prompts: word groups in common, weighed.

Texts are compared by groups of two and three neighbouring syllables, abbreviations spelt out and
linking words dropped, because single Vietnamese syllables ("công", "số") tell nothing. A group
counts by how rare it is among the units, and by how few headings of the outline share it. What is
measured is coverage of the question, not likeness of the two texts: a long bullet may answer a
short prompt.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.drafting.novelty import documents_in
from assistant.drafting.outline import Heading, Outline
from assistant.drafting.units import Unit
from corpus.text import fold
from retrieval.terms import FOLDED_FIELD, syllables

# Words that join others, and those that open every prompt of an outline whatever it is about.
_LINKS = frozenset(
    {"va", "cac", "nhung", "cua", "ve", "trong", "cho", "tai", "theo", "voi", "do", "duoc", "la"}
    | {"o", "tren", "den", "tu", "nhu", "de", "co", "cung", "bang", "ma", "nay", "khi"}
)
_ROUTINE = re.compile(
    r"\b(?:ket qua|cong tac|trien khai|thuc hien|hoat dong|tinh hinh|don vi|dia ban|co quan|"
    r"ban hanh|van ban|ke hoach so|quyet dinh so|linh vuc quan ly|nganh, dia phuong)\b"
)
_TRIPLE = 1.6  # weight of three syllables against two
_CONTEXT = 0.7  # a group in the heading above a unit against one in its text
_PARENT = 0.35  # a group of a parent heading against one of the heading itself
_LONG = 90  # words; a unit longer than this covers questions by sheer size
_SHARED_SECTION = 0.4  # of the score of a unit, what its whole section lends it
_SHARED_BLOCK = 0.5  # the same for the sentences and items of one paragraph
_LISTED = re.compile(r"[,;:()…]|\bvà\b")
_PART = 3  # word groups; a shorter part of a prompt is too common to look for
_OF_PART = 0.6  # an answer to one part against one to the whole prompt
_CITED = 0.5  # for a unit that cites a document which a prompt of the heading names
_COMMON = 4  # rare word groups: what is short is covered by chance
_SECTION = 8  # units; the headings of a longer section say little about one unit of it
_PAPERS = 0.9  # for a list of documents under a heading that asks for them, against elsewhere
_TOUCHES = 0.05  # share of a prompt that a unit must cover to stand under it


def groups(text: str) -> Counter[str]:
    """Return the word groups of a text with their counts."""
    words = [
        part
        for word in syllables(_ROUTINE.sub(" | ", fold(text)))
        for part in FOLDED_FIELD.get(word, (word,))
        if part not in _LINKS
    ]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    triples = [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]
    return Counter(pairs + triples or words)


@dataclass(frozen=True, slots=True)
class Question:
    """A heading as a query: its title and prompts as word groups with weights.

    `scale` is the weight of a group that no other heading has.
    """

    path: str
    heading: Heading
    title: dict[str, float]
    prompts: tuple[tuple[dict[str, float], ...], ...]  # each: the whole prompt, then its parts
    scale: float = 1.0

    @property
    def asked(self) -> set[str]:
        """Return every word group that the heading or a prompt names."""
        return set(self.title).union(*(whole for whole, *_ in self.prompts))


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a unit fits a heading.

    `score` is by how much it stands out among all units, `prompt` the prompt it answers best or
    None, `prompt_score` the share of it that it covers, `named` the share of its own headings
    that the question names (0–1).
    """

    score: float
    prompt: int | None
    prompt_score: float
    named: float = 0.0


def leaves(outline: Outline) -> list[tuple[str, Heading, tuple[str, ...]]]:
    """Return (path, heading, titles above it) of each heading that takes text.

    These are the headings without children, and parents that have prompts of their own.
    """
    found: list[tuple[str, Heading, tuple[str, ...]]] = []
    titles: dict[str, str] = {}
    for path, heading in outline.walk():
        titles[path] = heading.title
        above = tuple(t for p, t in titles.items() if path.startswith(f"{p}."))
        if not heading.children or heading.prompts:
            found.append((path, heading, above))
    return found


def questions(outline: Outline) -> list[Question]:
    """Return the headings that take text as weighted queries."""
    raw = []
    for path, heading, above in leaves(outline):
        title = dict.fromkeys(groups(heading.title), 1.0)
        # A heading that asks nothing in particular ("Giải pháp") asks about the whole report.
        wider = above if heading.prompts else (*above, outline.title)
        for group in groups(" ; ".join(wider)):
            title.setdefault(group, _PARENT)
        prompts = tuple(_parts(prompt) for prompt in heading.prompts)
        raw.append(Question(path, heading, title, prompts))
    shared = Counter(g for q in raw for g in q.asked)

    def weighed(query: Mapping[str, float]) -> dict[str, float]:
        return {
            g: w
            * math.log(1 + len(raw) / max(1, shared[g]))
            * (_TRIPLE if g.count(" ") == 2 else 1.0)
            for g, w in query.items()
        }

    return [
        replace(
            q,
            title=weighed(q.title),
            prompts=tuple(tuple(map(weighed, parts)) for parts in q.prompts),
            scale=math.log(1 + len(raw)),
        )
        for q in raw
    ]


def _parts(prompt: str) -> tuple[dict[str, float], ...]:
    """Return a prompt and the things that it lists: an answer to one of them is an answer."""
    listed = [groups(part) for part in _LISTED.split(prompt)]
    parts = [part for part in listed if len(part) >= _PART]
    return tuple(dict.fromkeys(part, 1.0) for part in [groups(prompt), *parts])


@dataclass
class Matcher:
    """Scores units against questions; word weights come from all units together.

    Headings differ in how easily anything answers them ("Kết quả về khoa học, công nghệ" against
    "Thể chế số"), so each signal counts by how far a unit stands out among all units.
    """

    units: Sequence[Unit]
    nearness: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """Score of (unit, path) from a search by meaning; empty without one."""

    def __post_init__(self) -> None:
        self._texts = [groups(unit.text) for unit in self.units]
        self._contexts = [groups(unit.topic or " ; ".join(unit.above[-1:])) for unit in self.units]
        seen = Counter(g for text in self._texts for g in text)
        total = len(self.units)
        self._rarity = {g: math.log(1 + total / n) for g, n in seen.items()}
        self._unseen = math.log(1 + total)
        self._documents = [documents_in(unit.text) for unit in self.units]
        self._papers = [_papers(unit) for unit in self.units]
        self._sections: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        self._blocks: dict[tuple[int, int], list[int]] = {}
        for number, unit in enumerate(self.units):
            self._sections.setdefault((unit.report, unit.above), []).append(number)
            self._blocks.setdefault((unit.report, unit.block), []).append(number)
        self._narrow = [
            min(1.0, _SECTION / len(self._sections[unit.report, unit.above])) for unit in self.units
        ]

    def fits(self, question: Question) -> list[Fit]:
        """Return how well each unit answers `question`, in the order of the units."""
        everyone = range(len(self.units))
        title = _standing([self._coverage(i, question.title) for i in everyone])
        shares = [self._named(i, question) for i in everyone]
        named = _standing(shares)
        near = _standing([self.nearness.get((i, question.path), 0.0) for i in everyone])
        common = _COMMON * self._unseen * question.scale
        prompts = [[self._answer(i, parts, common) for i in everyone] for parts in question.prompts]
        standing = [_standing(column) for column in prompts]
        asks = asks_papers(question.heading)
        cited = documents_in(" ; ".join(question.heading.prompts))
        own: list[float] = []
        best: list[int | None] = []
        for i in everyone:
            number = max(range(len(prompts)), key=lambda p: standing[p][i], default=None)
            best.append(number)
            answer = standing[number][i] if number is not None else 0.0
            papers = self._papers[i] * (_PAPERS if asks else -_PAPERS)
            cites = _CITED if self._documents[i] & cited else 0.0
            own.append((title[i] + named[i] + 2 * answer + 2 * near[i]) / 6 + papers + cites)
        return [
            Fit(
                self._smooth(i, own),
                number if number is not None and prompts[number][i] >= _TOUCHES else None,
                prompts[number][i] if number is not None else 0.0,
                shares[i],
            )
            for i, number in enumerate(best)
        ]

    def _smooth(self, number: int, own: Sequence[float]) -> float:
        """Return a unit's score drawn towards those of its block and its section."""
        unit = self.units[number]
        block = _mean(own, self._blocks[unit.report, unit.block])
        section = _mean(own, self._sections[unit.report, unit.above])
        mixed = (1 - _SHARED_BLOCK) * own[number] + _SHARED_BLOCK * block
        return mixed + _SHARED_SECTION * self._narrow[number] * (section - mixed)

    def _answer(self, number: int, parts: Sequence[Mapping[str, float]], common: float) -> float:
        """Return how well a unit answers a prompt as a whole or the best of its parts, 0–1."""
        whole, *listed = (self._coverage(number, part, common) for part in parts)
        return max(whole, _OF_PART * max(listed, default=0.0))

    def _coverage(self, number: int, query: Mapping[str, float], common: float = 0.0) -> float:
        """Return the share of a query's weight that a unit and its headings cover, 0–1.

        `common` is weight added to the whole: what is short and common is covered by chance.
        """
        text, context = self._texts[number], self._contexts[number]
        lent = _CONTEXT * self._narrow[number]
        total, hit = common, 0.0
        for group, weight in query.items():
            value = weight * self._rarity.get(group, self._unseen)
            total += value
            if group in text:
                hit += value
            elif group in context:
                hit += value * lent
        size = max(1.0, self.units[number].words / _LONG) ** 0.35
        return hit / total / size if total else 0.0

    def _named(self, number: int, question: Question) -> float:
        """Return the share of a unit's own headings that the question names, 0–1."""
        context = self._contexts[number]
        total = sum(self._rarity.get(g, self._unseen) for g in context)
        asked = question.asked
        hit = sum(self._rarity.get(g, self._unseen) for g in context if g in asked)
        return self._narrow[number] * hit / total if total else 0.0


def _mean(values: Sequence[float], numbers: Sequence[int]) -> float:
    return sum(values[i] for i in numbers) / len(numbers)


def _standing(values: Sequence[float]) -> list[float]:
    """Return how many standard deviations each value stands above the mean, at most 4."""
    mean = sum(values) / (len(values) or 1)
    spread = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) or 1))
    return [min(4.0, (v - mean) / spread) if spread else 0.0 for v in values]


_PAPER = re.compile(
    r"\b\d+(?:/\d{4})?\s?[-/]\s?[a-z]{2,}|\b(?:ke hoach|quyet dinh|nghi quyet|chi thi)\b"
)
_ISSUES = re.compile(r"(?:tham muu|ban hanh|trinh)\b")
_ASKS = re.compile(
    r"ban hanh|van ban|the che|chi dao, dieu hanh|lanh dao, chi dao|quan triet|chu truong"
)


def _papers(unit: Unit) -> float:
    """Return how far a unit lists documents issued: 0 to 1, 1 is one every twelve words."""
    folded = fold(unit.text)
    share = 12 * len(_PAPER.findall(folded)) / max(12, unit.words)
    return min(1.0, share + (0.3 if _ISSUES.match(folded) else 0.0))


def asks_papers(heading: Heading) -> bool:
    """Tell whether a heading asks for leadership and the documents issued."""
    return any(_ASKS.search(fold(text)) for text in (heading.title, *heading.prompts[:2]))
