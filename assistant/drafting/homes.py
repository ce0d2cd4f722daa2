"""Under which heading each unit of prior wording stands: the one it answers best, with three rules.

Items of a list stay together. An item leaves its list where another heading asks for it in so
many words, or where it is a document whose subject is that heading and no other. A row of a table
stands where the text of the reports speaks of the same thing: rows are too short to tell. Results
that no heading asks for in words stand with the rest of their section, else under the heading of
the office's own field: "hoạt động khoa học, công nghệ" takes all that a Sở Khoa học và Công nghệ
did and no other heading claims.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from assistant.drafting.match import Fit, Question, asks_papers, groups
from assistant.drafting.novelty import documents_in
from assistant.drafting.outline import Outline
from assistant.drafting.roles import Role, role_of_path
from assistant.drafting.units import Unit
from corpus.text import fold

_IN_SO_MANY_WORDS = 0.3  # share of a prompt that an item must answer to leave its list …
_LEAVES = 0.3  # … and by how much it must suit the other heading better
_SUBJECT = 0.75  # share of a heading's title that a document of that subject covers …
_ELSEWHERE = 0.5  # … and the most that it may cover of a heading of another kind
_BASES = 1  # documents from lists of old ones that a heading takes: what it rests on
_APPENDIX = re.compile(r"phu luc\b")
_DATED = re.compile(r"\d{1,2}/\d{1,2}/(\d{4})")
_LIKE_TEXT = 0.25  # share of a row's rare words that a text must have to speak of the same
_SURE = 1.1  # score of a text that may vote about rows
_VOTERS = 6  # texts that decide about one row
_TABLE = 0.5  # what the other rows of its table count against its own words
ROW_SCORE = 1.5  # of a row that stands where the text speaks of it
DOCUMENT_SCORE = 2.0  # of a document whose subject is the heading
_CLAIMED = 1.1  # score from which a heading claims a text of results
_FIELD = 0.75  # share of the words of the office's field that a heading of that field has
_WHOLE = 0.6  # … and share of its own words that are the field's
_NEWER = 1.0  # bonus of such a result in the newest report, halved for the next
_BESIDE = 1.0  # score of a result that stands with the rest of its section …
FIELD_SCORE = 1.3  # … and of one under the heading of the field

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
    subjects = _subjects(units, asked, outline)
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


def _subjects(units: Sequence[Unit], asked: Sequence[Question], outline: Outline) -> dict[int, str]:
    """Return the documents in lists whose subject is one heading: {number of unit: path}.

    A heading takes the few that name its subject best, resolutions and the newest of them.

    What names several parts of the report ("khoa học, công nghệ … và chuyển đổi số") is about no
    one heading.
    """
    titles = {q.path: title for q in asked if (title := groups(subject_of(q, outline)))}
    fields = [title for part in outline.headings if (title := groups(part.title))]
    found: defaultdict[str, list[tuple[float, tuple[bool, int], int]]] = defaultdict(list)
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
            found[best].append((shares[best], _order(unit.text), -number))
    chosen = ((path, sorted(ranked)[-_BASES:]) for path, ranked in found.items())
    return {-number: path for path, ranked in chosen for _, _, number in ranked}


def subject_of(question: Question, outline: Outline) -> str:
    """Return the title that says what a heading is about.

    "Thể chế số", which asks for documents, is about its part: "II. … công tác chuyển đổi số".
    """
    if not asks_papers(question.heading):
        return question.heading.title
    above = question.path.rpartition(".")[0]
    return next((h.title for path, h in outline.walk() if path == above), question.heading.title)


def _order(text: str) -> tuple[bool, int]:
    """Return what makes a document a basis: a resolution before others, the newest first."""
    year = max((int(year) for year in _DATED.findall(text)), default=0)
    return "nghi quyet" in fold(text), year


def left_over(
    units: Sequence[Unit],
    homes: Sequence[tuple[str, float]],
    asked: Sequence[Question],
    field: str,
) -> dict[int, tuple[str, float]]:
    """Return where results with figures stand that no heading claims: {unit: (path, score)}.

    `homes` as `homes_of` gives them; `field` is what the reporting office is for ("Khoa học và
    Công nghệ"), "" unknown.
    """
    general = {q.path for q in asked if asks_papers(q.heading)}
    votes: defaultdict[tuple[int, tuple[str, ...]], Counter[str]] = defaultdict(Counter)
    for unit, (path, score) in zip(units, homes, strict=True):
        if unit.row is None and path and path not in general and score >= _CLAIMED:
            votes[unit.report, unit.above][path] += unit.words
    wide = _of_field(asked, field)
    found: dict[int, tuple[str, float]] = {}
    for number, unit in enumerate(units):
        if not _unclaimed(unit, homes[number][1]):
            continue
        said = votes[unit.report, unit.above].most_common(1)
        if said:
            found[number] = said[0][0], _BESIDE
        elif wide:
            found[number] = wide, FIELD_SCORE * (1 + _NEWER / (1 + unit.report))
    return found


def _unclaimed(unit: Unit, score: float) -> bool:
    """Tell whether a unit is a result with a figure that no heading claims."""
    plain = unit.row is None and unit.note_of is None and unit.role is Role.RESULT
    if unit.stem or any(_APPENDIX.match(fold(title)) for title in unit.above):
        return False  # lists of documents and rows of appendices
    return plain and score < _CLAIMED and any(map(str.isdigit, unit.text))


def _of_field(asked: Sequence[Question], field: str) -> str:
    """Return the heading of results whose title names the office's field and little else."""
    wanted = groups(field)
    best, path = 0.0, ""
    for question in asked:
        title = groups(question.heading.title)
        if not wanted or not title or role_of_path((question.heading.title,)) is not Role.RESULT:
            continue
        share, own = _share(wanted, title), _share(title, wanted)
        narrow = own < _WHOLE  # it names one thing in the field
        if asks_papers(question.heading) or narrow or share < _FIELD:
            continue
        if share + own > best:
            best, path = share + own, question.path
    return path


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
