"""Footnotes of plain text: where they stand on a page, and the marks glued to words above them."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from corpus.layout.damaged_marks import between, names, signs_in
from corpus.layout.labels import Style, label_of
from corpus.layout.lines import Line
from corpus.layout.unwrap import ends_sentence
from corpus.ocr.damage import is_syllable

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789")
_NOTE = re.compile(
    rf"(?:\[(?P<square>\d{{1,3}})\]|(?P<raised>[{_SUPERSCRIPTS}]{{1,3}})|(?P<bare>\d{{1,3}})(?=\s|[(“\"]))\s*(?=\S)"
)
_SURE_ENOUGH = 0.5
_MAX_GAP = 2  # marks that may be missing between two notes (OCR loses some)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark and its lines; `skip` characters of the first line are the mark."""

    mark: str
    lines: tuple[Line, ...]
    skip: int


def note_mark(text: str) -> tuple[str, int] | None:
    """Return (mark, length) when a line opens like a footnote: "3 Đề tài…", "[3] …", "³ …"."""
    found = _NOTE.match(text)
    if not found:
        return None
    mark = found["square"] or (found["raised"] or found["bare"]).translate(_PLAIN)
    return str(int(mark)), found.end()


def split_notes(
    lines: Sequence[Line], glued: set[str], spacing: int, *, damaged: bool = False
) -> tuple[list[Line], list[Note]]:
    """Return the lines of the body and the footnotes.

    `glued`: numbers seen right after a word somewhere; without a rule above it, a line is a
    footnote only if its number is one of them and the next in order. `spacing`: the blank lines
    usual between two lines. In a `damaged` text, whose blank lines and marks may be lost, the next
    number at the foot of a page is enough.
    """
    body: list[Line] = []
    notes: list[tuple[str, list[Line], int]] = []
    state = _State(spacing, damaged=damaged)
    for i, line in enumerate(lines):
        if state.inside and _leaves(lines, i, state):
            state.inside = False
        found = note_mark(line.text)
        if found and not _is_note(lines, i, int(found[0]), state, glued):
            found = None
        elif found is None and state.inside:
            found = _misread_mark(lines, i, state.last)
        if found:
            state.ruled = line.ruled or (state.inside and state.ruled)
            notes.append((found[0], [line], found[1]))
            state.last, state.inside = int(found[0]), True
        elif state.inside:
            notes[-1][1].append(line)
        elif notes and _goes_on(lines, i, notes[-1][1][-1]):
            notes[-1][1].append(line)
            state.inside = state.ruled = True
        else:
            body.append(line)
    return body, [Note(mark, tuple(own), skip) for mark, own, skip in notes]


# Marks as OCR gives them: stuck to the word ("17Kế hoạch"), or signs for digits ("' Thuộc").
_STUCK = re.compile(r"(\d{1,3})(?=[^\W\d_])")
_SIGNS = re.compile(r"[%'’‘`°^~|*?>!]{1,3}\s+(?=\(1\)|[^\W\d_])")


def _misread_mark(lines: Sequence[Line], i: int, last: int) -> tuple[str, int] | None:
    """Return (mark, length) of the note after note `last` where its mark is damaged, else None.

    Only below another note of the page; signs for digits need a blank line above, after a sentence,
    and the note after it, if there is one on the page, must be the next but one.
    """
    line = lines[i]
    stuck = _STUCK.match(line.text)
    if stuck and line.text[stuck.end()].isupper() and int(stuck[1]) == last + 1:
        return stuck[1], stuck.end()
    signs = _SIGNS.match(line.text)
    if not signs or not line.gap or not ends_sentence(lines[i - 1].text):
        return None
    if line.text[signs.end()].islower():
        return None
    below = (note_mark(o.text) for o in lines[i + 1 : i + 60] if o.page == line.page and o.gap)
    after = next((int(mark[0]) for mark in below if mark), last + 2)
    return (str(last + 1), signs.end()) if after == last + 2 else None


@dataclass(slots=True)
class _State:
    """Where splitting stands: the last mark, inside footnotes or not, under a rule or not."""

    spacing: int
    last: int = 0
    inside: bool = False
    ruled: bool = False
    damaged: bool = False


def _leaves(lines: Sequence[Line], i: int, state: _State) -> bool:
    """Return whether line `i` is past the footnotes of a page."""
    line, above = lines[i], lines[i - 1]
    if line.page != above.page:
        return True
    label = label_of(line.text)
    if label is None:
        return False
    if not state.ruled:  # no rule above: bullets and headings are body text again
        return label.style is not Style.ROUND and ends_sentence(above.text)
    return lines[-1].page == line.page and label.style <= Style.DOTTED


def _is_note(lines: Sequence[Line], i: int, mark: int, state: _State, glued: set[str]) -> bool:
    line = lines[i]
    rest = line.text.lstrip("0123456789[]" + _SUPERSCRIPTS).lstrip()
    if not rest or rest[0] in "/.,-%":
        return False
    expected = state.last < mark <= state.last + 1 + _MAX_GAP
    if line.ruled:
        return expected or mark == 1
    if line.text[0] in _SUPERSCRIPTS or line.text[0] == "[":
        return expected
    if not expected or rest[0].islower():
        return False
    if state.inside and mark == state.last + 1:
        return True
    if line.gap == 0 and state.spacing == 0:
        return state.damaged and _at_foot(lines, i)
    marked = str(mark) in glued and mark == state.last + 1
    return marked or (state.last > 0 and _only_notes_follow(lines, i))


_FOOT = 25  # lines of notes on a page at the most


def _at_foot(lines: Sequence[Line], i: int) -> bool:
    """Return whether line `i` and all below it on its page can be footnotes of a page that ends."""
    end = next((k for k in range(i, min(len(lines), i + _FOOT)) if _ends_page(lines, k)), None)
    return end is not None and all(_no_body(line) for line in lines[i + 1 : end + 1])


def _ends_page(lines: Sequence[Line], k: int) -> bool:
    return k + 1 < len(lines) and lines[k + 1].page != lines[k].page


def _only_notes_follow(lines: Sequence[Line], i: int) -> bool:
    """Return whether nothing below line `i` on its page is body text, by bullet or heading.

    Where pages are unknown there is no foot of a page.
    """
    if lines[-1].page == 0 or lines[i - 1].page != lines[i].page:
        return False
    below = [line for line in lines[i + 1 : i + 60] if line.page == lines[i].page]
    return all(note_mark(line.text) or _no_body(line) for line in below)


def _no_body(line: Line) -> bool:
    label = label_of(line.text)
    return label is None or label.style is Style.ROUND


def _goes_on(lines: Sequence[Line], i: int, last: Line) -> bool:
    """Return whether a line continues the note that ended the page before with line `last`.

    It stands under a rule; without one, it must be the middle of a sentence that `last` left open,
    and stand under a body whose own sentence is over.
    """
    line, above = lines[i], lines[i - 1]
    if line.page != last.page + 1 or above.page != line.page or label_of(line.text) is not None:
        return False
    if line.ruled:
        return True
    middle = line.text[0].islower() and not ends_sentence(last.text)
    return middle and above.text.endswith(".") and _only_notes_follow(lines, i)


# A mark glued to what it belongs to: a letter, a closing mark, or a year.
_GLUED = re.compile(
    rf"(?<=[^\W\d_])\d{{1,3}}(?!\w|[./]\d)|(?<=[)”\"»%’])\d{{1,3}}(?!\w)"
    rf"|(?<=(?<!\d)(?:19|20)\d\d)\d{{1,3}}(?!\w|/)|[{_SUPERSCRIPTS}]{{1,3}}"
    rf"|(?<=\S)[ ]?\[\d{{1,3}}\](?!\()"
)


def _plain(found: re.Match[str]) -> str:
    """Return the number of a mark in plain digits."""
    return str(int(found[0].translate(_PLAIN).strip(" []")))


def glued_marks(text: str) -> set[str]:
    """Return every number glued to a word or a year in a text, as plain digits."""
    return {_plain(found) for found in _GLUED.finditer(text)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark found in the text at canonical `start`–`end`."""

    mark: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    score: float


def find_marks(
    text: str, notes: Sequence[Note], starts: Sequence[int], *, damaged: bool = False
) -> list[Mark | None]:
    """Return the mark of each note (None: not found), chosen so that marks stand in order.

    `starts` are the page starts. A mark stands before its note, on its page or the one before
    (a note that did not fit moves on to the next page); never inside a note. In a `damaged` text
    what OCR makes of raised digits counts too, on the note's own page.
    """
    spans = sorted((line.start, line.end) for note in notes for line in note.lines)
    glued: dict[str, list[re.Match[str]]] = {}
    for found in _GLUED.finditer(text):
        glued.setdefault(_plain(found), []).append(found)
    options = [_candidates(text, note, glued.get(note.mark, ()), spans, starts) for note in notes]
    if damaged and len(starts) > 1:
        _add_signs(text, notes, options, spans, starts)
    return _in_order(notes, options)


def _add_signs(
    text: str,
    notes: Sequence[Note],
    options: Sequence[list[_Candidate]],
    spans: Sequence[tuple[int, int]],
    starts: Sequence[int],
) -> None:
    """Add the signs that may be damaged marks; digits inside a clause are then less sure."""
    signs = signs_in(text)
    for note, own in zip(notes, options, strict=True):
        own[:] = [_less_sure(text, one) for one in own]
        known = {one.start for one in own}
        page = note.lines[0].page
        for sign in between(signs, starts[page], note.lines[0].start):
            fits = sign.fits(note.mark) and sign.start not in known
            if fits and not _is_inside(spans, sign.start):
                opening = note.lines[0].text[note.skip :]
                score = sign.score + (0.4 if names(text, sign, opening) else 0)
                own.append(_Candidate(sign.start, sign.end, score))


def _less_sure(text: str, one: _Candidate) -> _Candidate:
    """Return a candidate with its score lowered where a word follows: OCR reads letters as digits.

    "mo6 hinh" is "mô hình"; "nam 20254 gồm" is a year and its mark.
    """
    word = text[one.end : one.end + 2]
    year = text[one.start - 1].isdigit()
    if year or not (word[:1] == " " and word[1:].islower()):
        return one
    return _Candidate(one.start, one.end, min(one.score, 0.6))


def _is_inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Return whether a place lies in one of the sorted `spans`."""
    before = bisect_right(spans, (at, sys.maxsize)) - 1
    return before >= 0 and at < spans[before][1]


def _candidates(
    text: str,
    note: Note,
    glued: Sequence[re.Match[str]],
    spans: Sequence[tuple[int, int]],
    starts: Sequence[int],
) -> list[_Candidate]:
    end = note.lines[0].start
    page = note.lines[0].page
    near = starts[page] if page < len(starts) else 0
    begin = starts[page - 1] if 0 < page < len(starts) else 0
    found = []
    first = bisect_left(glued, begin, key=lambda m: m.start())
    for k in range(first, len(glued)):
        m = glued[k]
        if m.end() > end:
            break
        if _is_inside(spans, m.start()):
            continue
        score = _score(text, m.start(), m.end()) - (0.5 if m.start() < near else 0)
        if score >= _SURE_ENOUGH:
            found.append(_Candidate(m.start(), m.end(), score))
    return found


_WORD_BEFORE = re.compile(r"[^\s(),;“”\"]+$")


def _score(text: str, start: int, end: int) -> float:
    """Return how much digits look like a mark: 3 sure, 0 not at all.

    "nhiệm vụ3": the word lives without the digit elsewhere. "IPv6", "H2O", "QNg6": it never does,
    or it comes with the digit again and again.
    """
    if text[end - 1] == "]":
        return 4
    if text[start] in _SUPERSCRIPTS:
        return 0.5 if re.search(r"(?:\d|\b[kcd]?)m$", text[max(0, start - 4) : start]) else 4
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    word = before[0] if before else ""
    if not word or word[-1] in ')”"»%’' or word[-1].isdigit():
        return 3
    if len(word) < 2 or (word.isalpha() and word.islower() and not is_syllable(word)):
        return 0  # OCR reads letters as digits: "de ngh1"
    bare = _times(word, text, start)
    same = _times(text[start - len(word) : end], text, start)
    return (2.5 if bare else 0.2 if len(word) > 3 else 0.1) - (0.6 * (same - 1) if not bare else 0)


_NEAR = 50_000  # characters on either side in which words with signs inside are counted


@lru_cache(maxsize=2)
def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def _times(word: str, text: str, at: int) -> int:
    """Return how often a word stands in a text; one with signs in it ("QĐ-UB") near `at`."""
    if re.fullmatch(r"\w+", word):
        return _words(text)[word]
    near = text[max(0, at - _NEAR) : at + _NEAR]
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", near))


def _in_order(notes: Sequence[Note], options: Sequence[list[_Candidate]]) -> list[Mark | None]:
    """Return one candidate a note (or None), places growing, with the best total score."""
    best = [_Choice(0.0, -1, None, None)]
    for choices in options:
        grown = [_Choice(b.score, b.at, None, b) for b in best]
        for choice in choices:
            before = max((b for b in best if b.at < choice.start), key=lambda b: b.score)
            grown.append(_Choice(before.score + choice.score, choice.start, choice, before))
        grown.sort(key=lambda b: -b.score)
        best = [*grown[:40], min(grown, key=lambda b: b.at)]
    last: _Choice = max(best, key=lambda b: b.score)
    marks: list[Mark | None] = []
    for note in reversed(notes):
        option = last.option
        marks.append(Mark(note.mark, option.start, option.end) if option else None)
        last = last.before or last
    return marks[::-1]


class _Choice(NamedTuple):
    """Marks chosen for the notes so far: their score, the last one's place, and how it came."""

    score: float
    at: int
    option: _Candidate | None
    before: _Choice | None
