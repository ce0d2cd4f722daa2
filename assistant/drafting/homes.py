"""Under which heading each unit of prior wording stands: the one it answers best, with three rules.

Items of a list stay together. An item leaves its list where another heading asks for it in so
many words, or where it is a document whose subject is that heading and no other. A row of a table
stands where the text of the reports speaks of the same thing: rows are too short to tell.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.drafting.match import Fit, Question, groups
from assistant.drafting.novelty import documents_in
from assistant.drafting.outline import Outline
from assistant.drafting.roles import Role, role_of_path
from assistant.drafting.units import Unit

_IN_SO_MANY_WORDS = 0.3  # share of a prompt that an item must answer to leave its list …
_LEAVES = 0.3  # … and by how much it must suit the other heading better
_SUBJECT = 0.75  # share of a heading's title that a document of that subject covers …
_ELSEWHERE = 0.5  # … and the most that it may cover of a heading of another kind
_LIKE_TEXT = 0.25  # share of a row's rare words that a text must have to speak of the same
_SURE = 1.1  # score of a text that may vote about rows
_VOTERS = 6  # texts that decide about one row
_TABLE = 0.5  # what the other rows of its table count against its own words
ROW_SCORE = 1.2  # of a row that stands where the text speaks of it
DOCUMENT_SCORE = 1.5  # of a document whose subject is the heading

Scores = Sequence[Mapping[str, float]]


def homes_of(
    units: Sequence[Unit],
    scores: Scores,
    fits: Mapping[str, Sequence[Fit]],
    asked: Sequence[Question],
    outline: Outline,
) -> list[tuple[str, float]]:
    """Return for each unit the path that it stands under ("" none) and its score there."""
    homes = _by_lists(units, scores, fits)
    found = [(path, score.get(path, 0.0)) for path, score in zip(homes, scores, strict=True)]
    subjects = _subjects(units, asked, [h.title for h in outline.headings])
    for number, path in subjects.items():
        found[number] = path, max(DOCUMENT_SCORE, scores[number].get(path, 0.0))
    for number, path in _rows(units, found).items():
        found[number] = path, max(ROW_SCORE, scores[number].get(path, 0.0))
    return found


def _by_lists(
    units: Sequence[Unit], scores: Scores, fits: Mapping[str, Sequence[Fit]]
) -> list[str]:
    lists: dict[tuple[int, int], list[int]] = {}
    for number, unit in enumerate(units):
        if unit.row is None:
            lists.setdefault((unit.report, unit.block), []).append(number)
    homes = [_best(score) for score in scores]
    for members in lists.values():
        if len(members) < 2:
            continue
        words = dict.fromkeys(scores[members[0]], 0.0)
        for i in members:
            for path, score in scores[i].items():
                words[path] += max(0.0, score) * units[i].words
        together = _best(words)
        for i in members:
            asked = fits[homes[i]][i].prompt_score >= _IN_SO_MANY_WORDS
            if not asked or scores[i][homes[i]] < scores[i][together] + _LEAVES:
                homes[i] = together
    return homes


def _best(scores: Mapping[str, float]) -> str:
    return max(scores, key=lambda path: scores[path], default="")


def _subjects(
    units: Sequence[Unit], asked: Sequence[Question], parts: Sequence[str]
) -> dict[int, str]:
    """Return the documents in lists whose subject is one heading: {number of unit: path}.

    `parts` are the titles of the report's parts: what names several of them ("khoa học, công
    nghệ … và chuyển đổi số") is about no one heading.
    """
    titles = {q.path: title for q in asked if (title := groups(q.heading.title))}
    fields = [title for part in parts if (title := groups(part))]
    found: dict[int, str] = {}
    for number, unit in enumerate(units):
        if unit.stem is None or len(documents_in(unit.text)) != 1 or unit.role is not Role.RESULT:
            continue
        said = groups(unit.text)
        shares = {path: _share(title, said) for path, title in titles.items()}
        best = _best(shares)
        if shares.get(best, 0.0) < _SUBJECT or role_of_path((_title(asked, best),)) is not (
            Role.RESULT
        ):
            continue
        named = sum(_share(field, said) >= _ELSEWHERE for field in fields)
        others = [s for path, s in shares.items() if not _siblings(path, best)]
        if named <= 1 and all(share < _ELSEWHERE for share in others):
            found[number] = best
    return found


def _title(asked: Sequence[Question], path: str) -> str:
    """Return the title of the heading at `path`."""
    return next((q.heading.title for q in asked if q.path == path), "")


def _siblings(one: str, other: str) -> bool:
    return one.rpartition(".")[0] == other.rpartition(".")[0]


def _share(wanted: Counter[str], said: Counter[str]) -> float:
    return sum(group in said for group in wanted) / len(wanted)


def _rows(units: Sequence[Unit], homes: Sequence[tuple[str, float]]) -> dict[int, str]:
    """Return where rows of tables stand: with the texts that have most of their words."""
    texts = [groups(unit.text) if unit.row is None else Counter[str]() for unit in units]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for group in text:
            holders[group].append(number)
    own: dict[int, Counter[str]] = {}
    pooled: defaultdict[tuple[int, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for number, unit in enumerate(units):
        if unit.row is not None:
            own[number] = _votes(unit, holders, homes, len(units))
            pooled[unit.report, unit.above].update(own[number])
    found: dict[int, str] = {}
    for number, votes in own.items():
        unit = units[number]
        table = pooled[unit.report, unit.above]
        both = {path: votes[path] + _TABLE * table[path] for path in table}
        if both:
            found[number] = _best(both)
    return found


def _votes(
    row: Unit,
    holders: Mapping[str, Sequence[int]],
    homes: Sequence[tuple[str, float]],
    total: int,
) -> Counter[str]:
    """Return how strongly the texts nearest to a row speak for each path."""
    near: Counter[int] = Counter()
    whole = 0.0
    for group in groups(row.text.partition(" (")[0]):
        held = holders.get(group, ())
        weight = math.log(1 + total / (1 + len(held)))
        whole += weight
        for holder in held:
            near[holder] += weight  # type: ignore[assignment]  # a Counter of weights
    votes: Counter[str] = Counter()
    for holder, weight in near.most_common(_VOTERS):
        path, score = homes[holder]
        if path and score >= _SURE and weight >= _LIKE_TEXT * whole:
            votes[path] += weight
    return votes
