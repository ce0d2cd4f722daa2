"""The readings of an atom: which words may stand behind what was read, with their scores."""

from __future__ import annotations

from typing import NamedTuple

from corpus.ocr.damage import is_syllable
from corpus.ocr.repair_atoms import Atom, Sort
from corpus.ocr.repair_channel import Candidate, Channel
from corpus.ocr.repair_model import OwnModel
from corpus.ocr.repair_numbers import Numbers
from corpus.ocr.repair_words import (
    DOCUMENT,
    LOWER,
    NUMBER,
    TITLE,
    UNKNOWN,
    UPPER,
    case_of,
    with_case,
)

CHANNEL_WEIGHT = 0.8
CASE_WEIGHT = 0.6
SPLIT = -4.0  # of two words run together; a word torn apart costs twice that
BAD_SPLIT = -6.0  # only words explained worse than this are split
UNREAD = -8.0  # of leaving a word alone that no Vietnamese word explains
CODE = -6.0  # of leaving alone what begins with a digit: "1a", but also "1y" for "lý"
MOST = 50
MEMORY = 20000
HORN = "'’‘?!`"  # marks that may be a torn-off part of a letter


class Option(NamedTuple):
    """One reading of one or two atoms."""

    text: str
    words: tuple[int, ...]
    score: float
    forms: tuple[Candidate, ...] = ()  # the readings of the same word in other cases
    lead: str = ""
    tail: str = ""
    span: int = 1  # how many atoms it reads


class Readings:
    """Makes the options of atoms and remembers them."""

    def __init__(self, channel: Channel, own: OwnModel, numbers: Numbers) -> None:
        self._channel, self._own, self._base, self._numbers = channel, own, own.base, numbers
        self._memory: dict[tuple[str, str, str, bool], tuple[Option, ...]] = {}
        self._fill()

    def _fill(self) -> None:
        """Give the channel the forms of every word."""
        for number, word in enumerate(self._base.words[DOCUMENT + 1 :], DOCUMENT + 1):
            prior = float(self._base.unigram[number])
            for case in (LOWER, TITLE, UPPER):
                if case != TITLE or len(word) > 1:
                    self._channel.add(with_case(word, case), number, case, prior)
            mixed = self._base.mixed.get(word)
            if mixed:
                self._channel.add(mixed, number, UPPER, prior)
        for number, forms in self._own.forms.items():
            prior = float(self._base.unigram[number])
            for form in forms:
                if case_of(form) is None:
                    self._channel.add(form, number, UPPER, prior)

    def of(self, atom: Atom, loud: bool) -> tuple[Option, ...]:
        """Return the readings of one atom."""
        memo = (atom.lead, atom.core, atom.tail, loud)
        known = self._memory.get(memo)
        if known is None:
            if len(self._memory) > MEMORY:
                self._memory.clear()
            known = self._memory[memo] = tuple(self._make_options(atom, loud))
        return known

    def _make_options(self, atom: Atom, loud: bool) -> list[Option]:
        lead, core, tail = atom.lead, atom.core, atom.tail
        if atom.sort is Sort.MARKS:
            return [Option("", (), 0.0, lead=lead, tail=tail)]
        if atom.sort is Sort.NUMBER:
            return [Option(core, (NUMBER,), 0.0, lead=lead, tail=tail)]
        if atom.sort is Sort.DOCUMENT:
            return [Option(self._numbers.restore(core), (DOCUMENT,), 0.0, lead=lead, tail=tail)]
        out: list[Option] = []
        for head, inner, rest, cost in _readings(lead, core, tail):
            out += self._word_options(head, inner, rest, cost, loud)
        if out and out[0].score < BAD_SPLIT and len(core) > 4:
            out += self._split(lead, core, tail)
        out.append(_as_read(lead, core, tail, loud))
        best: dict[tuple[int, ...], Option] = {}
        for option in out:
            held = best.get(option.words)
            if held is None or option.score > held.score:
                best[option.words] = option
        return sorted(best.values(), key=lambda o: -o.score)[:MOST]

    def _word_options(
        self, lead: str, core: str, tail: str, cost: float, loud: bool
    ) -> list[Option]:
        """Return the words that `core` may be, the cases of each taken together."""
        forms: dict[int, list[Candidate]] = {}
        for candidate in self._channel.candidates(core):
            forms.setdefault(candidate.word, []).append(candidate)
        out = []
        for word, cases in forms.items():
            score = max(
                CHANNEL_WEIGHT * c.score + CASE_WEIGHT * self._usual_case(c, loud) for c in cases
            )
            out.append(Option(cases[0].form, (word,), score + cost, tuple(cases), lead, tail))
        out.sort(key=lambda o: -o.score)
        return out

    def _usual_case(self, candidate: Candidate, loud: bool) -> float:
        if loud:
            return 0.0 if candidate.case == UPPER else -2.0
        return max(-2.5, float(self._base.case[candidate.word][candidate.case]))

    def _split(self, lead: str, core: str, tail: str) -> list[Option]:
        """Return the ways to read `core` as two words run together."""
        out = []
        for at in range(2, len(core) - 1):
            for a in self._channel.candidates(core[:at])[:3]:
                for b in self._channel.candidates(core[at:])[:3]:
                    if len(a.form) > 1 and len(b.form) > 1:
                        score = CHANNEL_WEIGHT * (a.score + b.score) + SPLIT
                        text = f"{a.form} {b.form}"
                        out.append(Option(text, (a.word, b.word), score, (), lead, tail))
        return out

    def merged(self, one: Atom, two: Atom, loud: bool) -> list[Option]:
        """Return the readings of two atoms as one word torn apart."""
        if two.glued or one.tail or two.lead or Sort.WORD is not one.sort or two.sort != one.sort:
            return []
        core = one.core + two.core
        if len(core) > 8 or not core.isalnum() or min(len(one.core), len(two.core)) > 3:
            return []
        parts = [self._channel.candidates(a.core) for a in (one, two)]
        if all(c and c[0].score > -1.0 for c in parts):
            return []
        options = self._word_options(one.lead, core, two.tail, 2 * SPLIT, loud)[:5]
        return [o._replace(span=2) for o in options]


def _readings(lead: str, core: str, tail: str) -> list[tuple[str, str, str, float]]:
    """Return (lead, core, tail, cost): a mark beside a word may be part of a letter."""
    stray = sum(1.5 for ch in tail if ch in HORN) + sum(2.0 for ch in lead if ch in "'’‘`")
    out = [(lead, core, tail, -stray)]
    if tail[:1] and tail[0] in HORN:
        out.append((lead, core + tail[0], tail[1:], 0.0))
    if lead and lead[-1] in "'’‘`":
        out.append((lead[:-1], lead[-1] + core, tail, 0.0))
    digits = len(core) - len(core.rstrip("0123456789"))
    for cut in range(1, digits + 1):
        if len(core) - cut > 1:  # the mark of a footnote: "nghệ3"
            cost = -5.0 if core[-cut] in "06" else -2.5
            out.append((lead, core[:-cut], core[-cut:] + tail, cost - stray))
    return out


def _as_read(lead: str, core: str, tail: str, loud: bool) -> Option:
    """Return the option of leaving a word alone."""
    if core[0].isdigit():
        return Option(core, (NUMBER,), CODE, lead=lead, tail=tail)
    cost = UNREAD - 0.9 * len(core)
    if core.isupper() and len(core) > 1 and not is_syllable(core):
        cost = -3.0 - 0.8 * len(core) if loud else -4.0 - 0.3 * len(core)
    return Option(core, (UNKNOWN,), cost, lead=lead, tail=tail)
