"""Where sentences, clauses and parentheses begin around a place in a block's text."""

from __future__ import annotations

import re

# A point ends a sentence when a new one begins after it; "TP. Hải Bình" and "3.000" do not.
_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!TP\.)(?<!Tp\.)(?<!TX\.)(?<!TS\.)(?<!GS\.)(?<!ThS\.)(?<!BS\.)(?<!Mr\.)"
    r"\s+(?=[^\s\da-zà-ỹ])|\n"
)
_CLAUSE = re.compile(r"[;:]\s|(?<!\w)\(\d{1,2}\)\s|(?<!\w)[a-zđ]\)\s")
_ITEM = re.compile(r"(?<!\w)\(?(?:\d{1,2}|[a-zđ])\)\s")
# No sentence of a report is longer; a bound keeps the work linear in long blocks.
_REACH = 3000
_CLOSED = re.compile(r"\([^()]*\)")


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` begins."""
    reach = max(0, at - _REACH)
    return max((m.end() for m in _SENTENCE.finditer(text, reach, at)), default=reach)


def sentence_end(text: str, at: int) -> int:
    """Return where the sentence that holds ``text[at]`` ends."""
    match = _SENTENCE.search(text, at)
    return match.start() if match else len(text)


def open_parenthesis(text: str, at: int) -> int | None:
    """Return the place of the parenthesis that encloses ``text[at]``, None outside of any."""
    depth = 0
    for place in range(at - 1, max(-1, at - 1500), -1):
        if text[place] == ")":
            # the ")" of "a)" and "1)" closes nothing
            depth += not re.search(r"(?:^|\s)\w{1,2}\)$", text[max(0, place - 3) : place + 1])
        elif text[place] == "(":
            if depth == 0:
                return place
            depth -= 1
    return None


def clause_start(text: str, at: int) -> int:
    """Return where the clause of ``text[at]`` begins: after ";", ":", "(1)" or an open "("."""
    first = sentence_start(text, at)
    opened = open_parenthesis(text, at)
    if opened is not None:
        first = max(first, opened + 1)
    for match in _CLAUSE.finditer(text, first, at):
        if open_parenthesis(text, match.start()) == opened:
            first = match.end()
    return first


def item_start(text: str, at: int) -> int:
    """Return where the list item "(1) …" that holds ``text[at]`` begins, else the sentence."""
    first = sentence_start(text, at)
    return max((m.end() for m in _ITEM.finditer(text, first, at)), default=first)


def without_parentheses(text: str) -> str:
    """Return `text` without what stands in closed parentheses."""
    while (shorter := _CLOSED.sub(" ", text)) != text:
        text = shorter
    return text
