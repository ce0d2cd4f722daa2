"""Restore Vietnamese that OCR has damaged: "Ké hoach phat trién" → "Kế hoạch phát triển".

A noisy channel: each word as read has candidates (`repair_options`), a language model of
official Vietnamese and of the office's own reports weighs them in their context
(`repair_model`), a beam search takes the best line. Figures, dates and document numbers are
not guessed: only letters inside a document number's own grammar are put right
(`repair_numbers`). Importing this module reads no file; a `Repairer` loads the model.

How good it is: syllables (white-space tokens, marks and case included) that stand in the right
text, aligned by the longest common subsequence; `tests/benchmarks/repair.py` measures it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.ocr.repair_atoms import Atom, Sort, atoms
from corpus.ocr.repair_channel import Candidate, Channel
from corpus.ocr.repair_model import ORDER, Floats, LanguageModel, OwnModel
from corpus.ocr.repair_numbers import Numbers
from corpus.ocr.repair_options import CASE_WEIGHT, CHANNEL_WEIGHT, Option, Readings
from corpus.ocr.repair_words import BREAK, LOWER, TITLE, UPPER, with_case

MODELS = Path(__file__).parent / "models"
BEAM = 12
SPREAD = 12.0  # hypotheses less likely than the best by more than this are dropped
RIVALS, RIVAL_GAP = 6, 7.0  # readings that a confidence is weighed against
RARE = 0.003  # least share of a case
ENDS = ".;:!?…"
SOUND_SHARE = 0.2  # of words with a letter that only Vietnamese has; sound text has half
# Letters that a recogniser of English or French cannot write: a line with them was read as
# Vietnamese.
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")


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
        numbers = Numbers(self._base.numbers)
        numbers.learn(self._own.numbers)
        self._readings = Readings(Channel(folder / "confusions.txt"), self._own, numbers)

    def repair_line(self, line: str) -> RepairedLine:
        """Return one line restored, read as the start of a paragraph."""
        return self._repair(line, _FRESH)[0]

    def repair_lines(self, lines: Iterable[str]) -> tuple[RepairedLine, ...]:
        """Return lines restored, each in the context of the line it continues.

        An empty line, or one that opens with a bullet, starts afresh. A second item "d)" in a
        row is "đ)": lists run a, b, c, d, đ, e.
        """
        out: list[RepairedLine] = []
        context, label = _FRESH, ""
        for line in lines:
            if not line.strip() or line.lstrip()[:1] in "-+*•":
                context = _FRESH
            done, context = self._repair(line, context)
            head = _LABEL.match(line)
            if head:
                if head[2] == label == "d":
                    done = _relabel(done)
                label = head[2]
            out.append(done)
        return tuple(out)

    def _repair(self, line: str, context: tuple[int, ...]) -> tuple[RepairedLine, tuple[int, ...]]:
        parts = list(atoms(line))
        if not parts:
            return RepairedLine(line, ()), context
        if is_sound(line):
            words = tuple(
                RepairedWord(m.start(), m.end(), m[0], 1.0) for m in _TOKEN.finditer(line)
            )
            return RepairedLine(line, words), self._own.context_of(line, context)
        path, last = self._search(parts, context)
        words = self._write(parts, path, context)
        return RepairedLine(_join(line, words), words), last

    def _search(
        self, parts: Sequence[Atom], context: tuple[int, ...]
    ) -> tuple[list[Option], tuple[int, ...]]:
        """Return the best readings in order, and the words they end in."""
        beams: list[list[_Hypothesis]] = [[] for _ in range(len(parts) + 1)]
        beams[0] = [_Hypothesis(0.0, context, None, None)]
        loud = _loud(parts)
        for at, atom in enumerate(parts):
            alive = _best(beams[at])
            self._extend(alive, self._readings.of(atom, loud[at]), atom, beams[at + 1])
            if at + 1 < len(parts):
                merged = self._readings.merged(atom, parts[at + 1], loud[at])
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
                row, column = divmod(flat, len(single))
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

    def _write(
        self, parts: Sequence[Atom], path: Sequence[Option], context: tuple[int, ...]
    ) -> tuple[RepairedWord, ...]:
        """Return the words of the best path, each in the case that fits its place."""
        out: list[RepairedWord] = []
        louds = _loud(parts)
        at = 0
        for number, option in enumerate(path):
            atom, last = parts[at], parts[at + option.span - 1]
            loud = louds[at]
            text = (
                self._cased(option, atom.core, context[-1], loud) if option.forms else option.text
            )
            sure = self._confidence(atom, option, path[number + 1 :], context, loud)
            out.append(RepairedWord(atom.start, last.end, option.lead + text + option.tail, sure))
            context = (*context, *option.words)[-(ORDER - 1) :]
            if _closes(last) and context[-1] != BREAK:
                context = (*context[1:], BREAK)
            at += option.span
        return tuple(out)

    def _cased(self, option: Option, read: str, before: int, loud: bool) -> str:
        """Return the form of a chosen word that suits the mark read and the word before."""
        word = option.words[0]
        shares = self._own.case_shares(before, word)
        if loud:
            shares = (0.03, 0.02, 0.95)

        def fit(c: Candidate) -> float:
            return CHANNEL_WEIGHT * c.score + CASE_WEIGHT * math.log(max(shares[c.case], RARE))

        best = max(option.forms, key=fit)
        if loud and best.case != UPPER:
            return with_case(self._base.words[word], UPPER)
        if len(read) == 1 and best.form.lower() == read.lower():
            return read
        if best.case == UPPER and not loud and shares[UPPER] < 0.02 and len(best.form) > 1:
            return with_case(self._base.words[word], TITLE if shares[TITLE] > 0.3 else LOWER)
        return best.form

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
        rivals = [o for o in self._readings.of(atom, loud) if len(o.words) == 1]
        rivals = [o for o in rivals if o is option or o.score > option.score - RIVAL_GAP]
        rivals = sorted(rivals, key=lambda o: (o is not option, -o.score))[:RIVALS]
        follow = [w for o in rest[:2] for w in o.words][:2]
        scores = []
        for rival in rivals:
            scores.append(rival.score + self._chain(context, (*rival.words, *follow)))
        top = max(scores)
        return math.exp(scores[0] - top) / sum(math.exp(s - top) for s in scores)


def _closes(atom: Atom) -> bool:
    return bool(set(atom.tail if atom.core else atom.lead) & set(ENDS))


def _join(line: str, words: Sequence[RepairedWord]) -> str:
    """Return the line with each stretch replaced; white space between stays as it was."""
    out: list[str] = []
    at = 0
    for word in words:
        out += (line[at : word.start], word.text)
        at = word.end
    return "".join(out) + line[at:]


def _loud(parts: Sequence[Atom]) -> list[bool]:
    """Return, for each atom, whether it is a word in capitals beside another."""
    words = [i for i, atom in enumerate(parts) if atom.sort is Sort.WORD and len(atom.core) > 1]
    capital = [_in_capitals(parts[i].core) for i in words]
    out = [False] * len(parts)
    for at, number in enumerate(words):
        beside = capital[max(0, at - 1) : at] + capital[at + 1 : at + 2]
        out[number] = capital[at] and any(beside)
    return out


def _in_capitals(core: str) -> bool:
    letters = [ch for ch in core if ch.isalpha()]
    return sum(ch.isupper() for ch in letters) > max(1, 0.6 * len(letters))


def _top(table: Floats, most: int) -> list[int]:
    flat = table.ravel()
    if len(flat) <= most:
        return list(range(len(flat)))
    best: list[int] = np.argpartition(flat, -most)[-most:].tolist()
    return best


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


_TOKEN = re.compile(r"\S+")
_LABEL = re.compile(r"(\s*)([a-zđ])\)\s")


def _relabel(line: RepairedLine) -> RepairedLine:
    """Return a line that begins with "d)" with "đ)" in its place."""
    first = replace(line.words[0], text="đ" + line.words[0].text[1:])
    return RepairedLine(line.text.replace("d", "đ", 1), (first, *line.words[1:]))


def is_sound(line: str) -> bool:
    """Return whether a line was read as Vietnamese and needs no repair."""
    words = [token for token in line.split() if any(ch.isalpha() for ch in token)]
    marked = sum(bool(_VIETNAMESE.search(word)) for word in words)
    return marked > 0 and marked >= SOUND_SHARE * len(words)
