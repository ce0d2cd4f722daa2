"""The sentence, or in long ones the clause, that a mention stands in."""

from __future__ import annotations

import re

LONG = 500  # characters: a longer sentence is shown by its clauses
_ENDS = re.compile(r"[.!?]\s")
_END = re.compile(r"[.!?](?=\s|$)")
_CLAUSE = re.compile(r";|\.\s|:\s|(?<!\w)\(\d{1,2}\)\s")


def sentence_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return (start, end) of the sentence around `span`, of its clause when it is long."""
    start = max((m.end() for m in _ENDS.finditer(text, 0, span[0])), default=0)
    after = _END.search(text, span[1])
    end = after.end() if after else len(text)
    return (start, end) if end - start <= LONG else clause_span(text, span, (start, end))


def clause_span(text: str, span: tuple[int, int], bounds: tuple[int, int]) -> tuple[int, int]:
    """Return (start, end) of the clauses that hold `span`, inside `bounds`."""
    start = max((m.end() for m in _CLAUSE.finditer(text, bounds[0], span[0])), default=bounds[0])
    after = _CLAUSE.search(text, span[1], bounds[1])
    end = after.start() if after else bounds[1]
    return start, max(end, span[1])
