"""Restore Vietnamese that OCR has damaged: "Ké hoach phat trién" → "Kế hoạch phát triển".

A noisy channel: each word as read has candidates (`repair_channel`), a language model of
official Vietnamese and of the office's own reports weighs them in their context
(`repair_model`), a beam search takes the best line. Figures, dates and document numbers are
not guessed: only letters inside a document number's own grammar are put right
(`repair_numbers`). Importing this module reads no file; the model loads on first use.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.model import Block
from corpus.repair_atoms import Atom, Sort, atoms
from corpus.repair_channel import Candidate, Channel
from corpus.repair_model import ORDER, LanguageModel, OwnModel
from corpus.repair_numbers import Numbers
from corpus.repair_words import (
    BREAK, DOCUMENT, LOWER, NUMBER, TITLE, UNKNOWN, UPPER, case_of, key, with_case,
)

MODELS = Path(__file__).parent / "models"
CHANNEL_WEIGHT = 0.8
CASE_WEIGHT = 0.6
BEAM = 14
SPREAD = 14.0  # hypotheses less likely than the best by more than this are dropped
HORN = "'’‘?!`"  # marks that may be a torn-off part of a letter
ENDS = ".;:!?…"


@dataclass(frozen=True, slots=True)
class RepairedWord:
    """A stretch of the line and what stands for it; `confidence` is 0–1."""

    start: int
    end: int
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class RepairedLine:
    """A line as restored. `words` cover the line in order, white space left out."""

    text: str
    words: tuple[RepairedWord, ...]


class Option(NamedTuple):
    """One reading of one or two atoms."""

    text: str
    words: tuple[int, ...]
    score: float
    forms: tuple[Candidate, ...] = ()  # the readings of the same word in other cases
    lead: str = ""
    tail: str = ""
    span: int = 1  # how many atoms it reads


class _Hypothesis(NamedTuple):
    """The best way to a point of the line that ends in these words."""

    score: float
    context: tuple[int, ...]  # the last `ORDER` - 1 words
    back: _Hypothesis | None
    option: Option | None


_FRESH = (BREAK,) * (ORDER - 1)


class Repairer:
    """Restores lines; slow to make (half a second), so keep it.

    `own` are the texts of the office's clean reports: their phrases, names and spelling weigh
    more than those of the shipped model in `model_path` (a folder; default: the package's).
    """

    def __init__(self, model_path: Path | None = None, own: Iterable[str] = ()) -> None:
        folder = model_path or MODELS
        self._base = LanguageModel(folder / "official_vi.npz")
        self._own = OwnModel(own, self._base)
        self._channel = Channel(folder / "confusions.tsv")
        self._numbers = Numbers(self._base.numbers)
        self._numbers.learn(self._own.numbers)
        self._fill()
        self._options: dict[tuple[str, str, str, bool], tuple[Option, ...]] = {}

    def _fill(self) -> None:
        """Give the channel the forms of every word."""
        for number, word in enumerate(self._base.words[DOCUMENT + 1 :], DOCUMENT + 1):
            for case in (LOWER, TITLE, UPPER):
                if case != TITLE or len(word) > 1:
                    self._channel.add(with_case(word, case), number, case)
            mixed = self._base.mixed.get(word)
            if mixed:
                self._channel.add(mixed, number, UPPER)
        for number, forms in self._own.forms.items():
            for form in forms:
                if case_of(form) is None:
                    self._channel.add(form, number, UPPER)

    def repair_line(self, line: str) -> RepairedLine:
        """Return one line restored, read as the start of a paragraph."""
        return self._repair(line, _FRESH)[0]

    def repair_lines(self, lines: Iterable[str]) -> tuple[RepairedLine, ...]:
        """Return lines restored, each in the context of the line it continues.

        An empty line, or one that opens with a bullet, starts afresh.
        """
        out: list[RepairedLine] = []
        context = _FRESH
        for line in lines:
            if not line.strip() or line.lstrip()[:1] in "-+*•":
                context = _FRESH
            done, context = self._repair(line, context)
            out.append(done)
        return tuple(out)

    def _repair(self, line: str, context: tuple[int, ...]) -> tuple[RepairedLine, tuple[int, ...]]:
        parts = list(atoms(line))
        if not parts:
            return RepairedLine(line, ()), context
        path, last = self._search(parts, context)
        words = self._write(parts, path, context)
        return RepairedLine(_join(line, words), words), last

    # --- candidates

    def _atom_options(self, atom: Atom, loud: bool) -> tuple[Option, ...]:
        """Return the readings of one atom."""
        memo = (atom.lead, atom.core, atom.tail, loud)
        known = self._options.get(memo)
        if known is None:
            known = self._options[memo] = tuple(self._make_options(atom, loud))
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
        if out and out[0].score < -6 and len(core) > 4:
            out += self._split(lead, core, tail)
        out.append(_as_read(lead, core, tail))
        best: dict[tuple[int, ...], Option] = {}
        for option in out:
            held = best.get(option.words)
            if held is None or option.score > held.score:
                best[option.words] = option
        return sorted(best.values(), key=lambda o: -o.score)[:30]

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

    def _merged(self, one: Atom, two: Atom, loud: bool) -> list[Option]:
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

    # --- search

    def _search(
        self, parts: Sequence[Atom], context: tuple[int, ...]
    ) -> tuple[list[Option], tuple[int, ...]]:
        """Return the best readings in order, and the words they end in."""
        beams: list[list[_Hypothesis]] = [[] for _ in range(len(parts) + 1)]
        beams[0] = [_Hypothesis(0.0, context, None, None)]
        loud = [_is_loud(parts, i) for i in range(len(parts))]
        for at, atom in enumerate(parts):
            alive = _best(beams[at])
            self._extend(alive, self._atom_options(atom, loud[at]), atom, beams[at + 1])
            if at + 1 < len(parts):
                merged = self._merged(atom, parts[at + 1], loud[at])
                if merged:
                    self._extend(alive, merged, parts[at + 1], beams[at + 2])
        end = max(beams[-1], key=lambda h: h.score)
        path: list[Option] = []
        step: _Hypothesis | None = end
        while step is not None and step.option is not None:
            path.append(step.option)
            step = step.back
        return path[::-1], end.context

    def _extend(
        self,
        alive: Sequence[_Hypothesis],
        options: Sequence[Option],
        atom: Atom,
        target: list[_Hypothesis],
    ) -> None:
        """Add to `target` what each living hypothesis becomes by each option."""
        closes = _closes(atom)
        single = sorted((o for o in options if len(o.words) == 1), key=lambda o: o.words)
        if single:
            words = np.array([o.words[0] for o in single], np.uint16)
            place = {int(w): i for i, w in enumerate(words)}
            scores = np.array([o.score for o in single], np.float32)
            table = np.stack([self._own.after(h.context, words, place) for h in alive])
            table = table + scores + np.array([[h.score] for h in alive], np.float32)
            for flat in _top(table, 3 * BEAM):
                row, column = divmod(int(flat), len(single))
                option = single[column]
                self._add(target, alive[row], option, float(table[row, column]), closes)
        for option in options:
            if len(option.words) != 1:
                for held in alive:
                    score = held.score + option.score + self._chain(held.context, option.words)
                    self._add(target, held, option, score, closes)

    def _chain(self, context: tuple[int, ...], words: tuple[int, ...]) -> float:
        """Return log P(words | context)."""
        total = 0.0
        for word in words:
            total += self._own.one(context, word)
            context = (*context[1:], word)
        return total

    def _add(
        self,
        target: list[_Hypothesis],
        held: _Hypothesis,
        option: Option,
        score: float,
        closes: bool,
    ) -> None:
        context = (*held.context, *option.words)[-(ORDER - 1) :]
        if closes and context[-1] != BREAK:
            score += self._chain(context, (BREAK,))
            context = (*context[1:], BREAK)
        target.append(_Hypothesis(score, context, held, option))

    # --- writing

    def _write(
        self, parts: Sequence[Atom], path: Sequence[Option], context: tuple[int, ...]
    ) -> tuple[RepairedWord, ...]:
        """Return the words of the best path, each in the case that fits its place."""
        out: list[RepairedWord] = []
        at = 0
        for number, option in enumerate(path):
            atom, last = parts[at], parts[at + option.span - 1]
            loud = _is_loud(parts, at)
            text = self._cased(option, context[-1], loud) if option.forms else option.text
            sure = self._confidence(atom, option, path[number + 1 :], context, loud)
            out.append(RepairedWord(atom.start, last.end, option.lead + text + option.tail, sure))
            context = (*context, *option.words)[-(ORDER - 1) :]
            if _closes(last) and context[-1] != BREAK:
                context = (*context[1:], BREAK)
            at += option.span
        return tuple(out)

    def _cased(self, option: Option, before: int, loud: bool) -> str:
        """Return the form of a chosen word that suits the mark read and the word before."""
        word = option.words[0]
        shares = self._own.case_shares(before, word)
        if loud:
            shares = (0.03, 0.02, 0.95)

        def fit(c: Candidate) -> float:
            return CHANNEL_WEIGHT * c.score + math.log(max(shares[c.case], 0.002))

        return max(option.forms, key=fit).form

    def _confidence(
        self,
        atom: Atom,
        option: Option,
        rest: Sequence[Option],
        context: tuple[int, ...],
        loud: bool,
    ) -> float:
        """Return the share of the likelihood that the chosen word has among its rivals."""
        if len(option.words) != 1 or option.span != 1 or atom.sort is not Sort.WORD:
            return 1.0 if atom.sort is not Sort.WORD else 0.5
        rivals = [o for o in self._atom_options(atom, loud) if len(o.words) == 1]
        rivals = [o for o in rivals if o is option or o.score > option.score - 7]
        rivals = sorted(rivals, key=lambda o: (o is not option, -o.score))[:6]
        follow = [w for o in rest[:2] for w in o.words][:2]
        scores = []
        for rival in rivals:
            scores.append(rival.score + self._chain(context, (*rival.words, *follow)))
        top = max(scores)
        return math.exp(scores[0] - top) / sum(math.exp(s - top) for s in scores)


SPLIT = -4.0


def _closes(atom: Atom) -> bool:
    return bool(set(atom.tail if atom.core else atom.lead) & set(ENDS))


def _join(line: str, words: Sequence[RepairedWord]) -> str:
    """Return the line with each stretch replaced; white space between stays as it was."""
    out, at = [], 0
    for word in words:
        out += (line[at : word.start], word.text)
        at = word.end
    return "".join(out) + line[at:]



def _readings(lead: str, core: str, tail: str) -> list[tuple[str, str, str, float]]:
    """Return (lead, core, tail, cost): a mark beside a word may be part of a letter."""
    stray = sum(1.5 for ch in tail if ch in HORN) + sum(2.0 for ch in lead if ch in "'’‘`")
    out = [(lead, core, tail, -stray)]
    if tail[:1] and tail[0] in HORN:
        out.append((lead, core + tail[0], tail[1:], 0.0))
    if lead and lead[-1] in "'’‘`":
        out.append((lead[:-1], lead[-1] + core, tail, 0.0))
    digits = len(core) - len(core.rstrip("0123456789"))
    if digits and len(core) - digits > 1:
        out.append((lead, core[:-digits], core[-digits:] + tail, -2.5 - stray))
    return out


def _as_read(lead: str, core: str, tail: str) -> Option:
    """Return the option of leaving a word alone."""
    if core[0].isdigit():
        return Option(core, (NUMBER,), -3.0, lead=lead, tail=tail)
    cost = -3.0 - 0.8 * len(core) if core.isupper() else -6.0 - 1.0 * len(core)
    return Option(core, (UNKNOWN,), cost, lead=lead, tail=tail)


def _is_loud(parts: Sequence[Atom], at: int) -> bool:
    """Return whether a word stands among words in capitals."""
    near = "".join(a.core for a in parts[max(0, at - 2) : at + 3] if a.sort is Sort.WORD)
    letters = [ch for ch in near if ch.isalpha()]
    return len(letters) > 3 and sum(ch.isupper() for ch in letters) > 0.7 * len(letters)


def _top(table: np.ndarray, most: int) -> np.ndarray:
    flat = table.ravel()
    if len(flat) <= most:
        return np.arange(len(flat))
    return np.argpartition(flat, -most)[-most:]


def _best(beam: list[_Hypothesis]) -> list[_Hypothesis]:
    """Return the best hypotheses, one for each two last words."""
    beam.sort(key=lambda h: -h.score)
    seen: set[tuple[int, ...]] = set()
    out: list[_Hypothesis] = []
    for held in beam:
        if len(out) == BEAM or held.score < beam[0].score - SPREAD:
            break
        if held.context[-2:] not in seen:
            seen.add(held.context[-2:])
            out.append(held)
    return out
