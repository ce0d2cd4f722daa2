"""What two versions of a draft have different: by section, line by line and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.drafting.record import Draft

SAME, REMOVED, ADDED = "same", "removed", "added"
_WORDS = re.compile(r"\n|[^\S\n]+|\w+|[^\w\s]")
_TOO_LONG = 4000  # words and spaces of differing lines beyond which they are not looked into

Piece = tuple[str, str]
"""(SAME, REMOVED or ADDED, the words)."""


@dataclass(frozen=True, slots=True)
class Change:
    """A section that two versions have different.

    `lines`: "- " gone, "+ " new, "  " kept; `pieces`: the newer text with what was removed and
    added, word by word, in reading order.
    """

    path: str
    title: str
    lines: tuple[str, ...]
    pieces: tuple[Piece, ...]


def changes(old: Draft, new: Draft) -> list[Change]:
    """Return the sections that are different, in the order of `new`."""
    before = {section.path: section.text for section in old.sections}
    found = []
    for section in new.sections:
        was = before.get(section.path, "")
        if was != section.text:
            lines = difflib.ndiff(was.splitlines(), section.text.splitlines())
            kept = tuple(line for line in lines if not line.startswith("?"))
            found.append(
                Change(section.path, section.title, kept, tuple(pieces(was, section.text)))
            )
    return found


def pieces(old: str, new: str) -> list[Piece]:
    """Return `new` with what was removed from `old` and what was added.

    The pieces that are not ADDED, joined, are `old`; those that are not REMOVED are `new`.
    """
    found: list[Piece] = []
    for was, now in _lines(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        before, after = _WORDS.findall(was), _WORDS.findall(now)
        if len(before) + len(after) > _TOO_LONG:
            before, after = [was], [now]
        found.extend(_pieces(before, after))
    return [
        (kind, "".join(text for _, text in group))
        for kind, group in groupby(found, key=lambda piece: piece[0])
    ]


def _lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Yield lines that belong together: words are looked for only where their lines differ."""
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a == d - c:
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield "".join(before[a:b]), "".join(after[c:d])


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield SAME, "".join(after[c:d])
            continue
        if b > a:
            yield REMOVED, "".join(before[a:b])
        if d > c:
            yield ADDED, "".join(after[c:d])
