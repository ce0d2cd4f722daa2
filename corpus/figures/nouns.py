"""The nouns that numbers count: looks up the unit that starts at a place in a text.

The vocabulary is the data file `counted_nouns.txt`. Clean text is matched with its diacritics
("số" and "so" are different words); damaged or unaccented text by its folded letters, with the
letters that OCR turns into digits read back ("16p" is "lớp").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.text import fold, same_tone, squeeze

_TOKEN = re.compile(r"[^\W_]+(?:[&'’.-](?=\w)[^\W_]+)*|[%‰²³°]+", re.UNICODE)
_RAW_TOKEN = re.compile(r"[^\s,;:.()/“”\"]+")  # in damaged text any sign may stand for a letter
_SAME = {"phần trăm": "%", "điểm phần trăm": "điểm %"}
_CAPITALS = re.compile(r"[A-ZĐÐ][A-ZĐÐ0-9&]+")
# What OCR writes for letters; only used to look a word up, never to change the text.
_LOOKS_LIKE = str.maketrans("0160€$4&@", "olooesaaa")
# Letters that OCR mixes up with one another, each class under its first.
_MIXED_UP = str.maketrans("dgycv", "oouee")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in ``text[start:end]``; `name` is its normal form, `kind` its section."""

    start: int
    end: int
    name: str
    kind: str  # classifiers, nouns, measures, time
    exact: bool = True


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return {section: {key as compared: normal form}} of the data file."""
    sections: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    text = files("corpus.figures").joinpath("counted_nouns.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), {})
            continue
        for entry in filter(None, (squeeze(part) for part in line.split("|"))):
            current.setdefault(_key(entry), _SAME.get(entry, entry.replace("khoá", "khóa")))
    return sections


def _key(words: str) -> str:
    return words if _CAPITALS.fullmatch(words) else same_tone(words.lower())


@cache
def _plain_index() -> dict[str, tuple[str, str]]:
    """Return {compared form: (normal form, section)} of what a number can count."""
    index: dict[str, tuple[str, str]] = {}
    for section in ("time", "measures", "nouns", "classifiers"):
        for key, name in vocabulary()[section].items():
            index.setdefault(key, (name, section))
    return index


@cache
def _folded_index() -> dict[str, tuple[str, str]]:
    index: dict[str, tuple[str, str]] = {}
    for key, entry in _plain_index().items():
        if len(skeleton(key)) > 1:
            index.setdefault(skeleton(key), entry)
    return index


@cache
def _mixed_index() -> dict[str, tuple[str, str]]:
    """Return the folded index under the classes of letters; without forms that then coincide."""
    index: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    for key, entry in _folded_index().items():
        mixed = key.translate(_MIXED_UP)
        if index.setdefault(mixed, entry) != entry:
            twice.add(mixed)
    return {key: entry for key, entry in index.items() if key not in twice}


@cache
def _longest() -> int:
    return max(len(key.split()) for key in _plain_index())


@cache
def ordered_nouns() -> frozenset[str]:
    """Return the folded nouns that a following number names: "cấp 3", "nhóm 2"."""
    return frozenset(fold(name) for name in vocabulary()["ordered"].values())


def skeleton(word: str) -> str:
    """Return the bare letters of `word` for comparing damaged text: "nhi€ém" → "nhiem"."""
    letters = re.sub(r"[^a-z% ]", "", fold(word).translate(_LOOKS_LIKE))
    return re.sub(r"([a-z])\1", r"\1", letters)


def tokens(text: str, start: int, limit: int, damaged: bool = False) -> list[tuple[int, int]]:
    """Return the spans of up to `limit` words that follow each other with spaces only."""
    spans: list[tuple[int, int]] = []
    at = start
    while len(spans) < limit:
        match = (_RAW_TOKEN if damaged else _TOKEN).match(text, at)
        if match is None:
            break
        spans.append(match.span())
        at = match.end()
        while at < len(text) and text[at] in " \u00a0\t":
            at += 1
        if at == match.end():
            break
    return spans


def unit_at(text: str, start: int, damaged: bool = False) -> Unit | None:
    """Return the longest unit that begins at ``text[start]``, None when there is none."""
    spans = tokens(text, start, _longest(), damaged)
    for count in range(len(spans), 0, -1):
        end = spans[count - 1][1]
        found = _look_up(text[start:end], damaged)
        if found is not None:
            return Unit(start, end, *found)
    return None


def _look_up(words: str, damaged: bool) -> tuple[str, str, bool] | None:
    plain = squeeze(words)
    index = _plain_index()
    entry = index.get(_key(plain)) or index.get(plain) or index.get(same_tone(plain.lower()))
    if entry is not None:
        return entry[0], entry[1], True
    if not damaged:
        return None
    bare = skeleton(plain)
    # OCR often splits "ư" into "ir": "t6 chirc" is "tổ chức"
    entry = _folded_index().get(bare) or _folded_index().get(bare.replace("ir", "u"))
    if entry is None and len(bare) >= 4:
        entry = _mixed_index().get(bare.translate(_MIXED_UP))
    if entry is None and len(bare) >= 7 and " " in bare:
        entry = _nearest(bare)
    return None if entry is None else (entry[0], entry[1], False)


@cache
def _nearest(bare: str) -> tuple[str, str] | None:
    """Return the entry one letter away from `bare`; of equals none, for want of a reason."""
    near = {
        entry
        for key, entry in _folded_index().items()
        if entry[1] != "time"
        and abs(len(key) - len(bare)) <= 1
        and key[0] == bare[0]
        and _one_apart(key, bare)
    }
    return near.pop() if len(near) == 1 else None


def _one_apart(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return a[i + 1 :] == b[i + 1 :] if len(a) == len(b) else a[i:] == b[i + 1 :]
    return True
