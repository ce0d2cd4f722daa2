"""Mentions of documents with the words around them, and whether two speak of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.content import content_words, overlap
from assistant.checking.finding import unique
from assistant.checking.memory import per_report
from assistant.checking.registered import Known
from corpus.documents.resolving import same_issuer
from corpus.model import Citation, Place, Report

NUMBER = re.compile(r"^(\d+)([a-zA-Z]?)(?:/((?:19|20)\d\d))?\s*[/-]\s*(.+)$")
_CUT = re.compile(r"[;\n]|\.\s|\)\s*[;,.]")
_BEFORE, _AFTER = 90, 220  # characters of context: a phrase before, a trích yếu after
_OWN = 5  # mentions shown of the report with the odd one
ALIKE = 0.6  # share of the shorter context that both must have
_ISSUER_WORDS = frozenset(
    content_words("Ủy ban nhân dân Chủ tịch Ban Thường vụ Chính phủ Thủ tướng")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One citation with the words around it."""

    report: Report
    cited: Citation
    place: Place
    subject: tuple[str, ...]  # content words of the trích yếu, in order; () when none is given
    around: frozenset[str]  # content words of the phrase it stands in
    index: int = -1  # in the report's citations

    @property
    def said(self) -> str:
        """Return the number with its date, as evidence of what stands there."""
        day = self.cited.date
        return self.cited.number + (
            f" ngày {day.day:02d}/{day.month:02d}/{day.year}" if day else ""
        )


def mentions_of(reports: Sequence[Report]) -> list[Mention]:
    """Return every full document number that is cited, with its context."""
    return [mention for report in reports for mention in _of_report(report)]


@per_report
def _of_report(report: Report) -> Iterator[Mention]:
    for index, cited in enumerate(report.citations):
        if NUMBER.match(cited.number):
            yield _mention(report, index, cited)


def _mention(report: Report, index: int, cited: Citation) -> Mention:
    text = report.blocks[cited.block].text
    start, end = cited.span
    before = _CUT.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _CUT.split(text[end : end + _AFTER])[0]
    words = content_words(f"{before} . {after}", numbers=True)
    return Mention(
        report,
        cited,
        report.place(cited.block, start, end),
        tuple(content_words(cited.subject or "", numbers=True)),
        frozenset(words) - _ISSUER_WORDS,
        index,
    )


def settled(mentions: Sequence[Mention], known: Known) -> bool:
    """Tell whether the register settles them all: a person wrote the document so, or otherwise."""
    return all(known.vouched(m.cited) or known.judged(m.report, m.index) for m in mentions)


def digits_and_symbol(number: str) -> tuple[str, str]:
    """Return ("359", "-KH/TU"): what is counted and the rest with its form; a year stays."""
    match = NUMBER.match(number)
    if match is None:
        return "", number
    year = f"/{match[3]}" if match[3] else ""
    return match[1].lstrip("0") or "0", (year + "/" + match[4]).upper().replace(" ", "")


def near(left: str, right: str) -> bool:
    """Tell whether two numbers differ by one slip: a digit wrong, lost, doubled or swapped."""
    if left == right:
        return False
    if len(left) == len(right):
        differ = [i for i in range(len(left)) if left[i] != right[i]]
        return len(differ) == 1 or (len(differ) <= 3 and sorted(left) == sorted(right))
    if abs(len(left) - len(right)) != 1:
        return False
    short, long = sorted((left, right), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def alike(left: Mention, right: Mention) -> float:
    """Return how far two mentions speak of the same document, 0–1.

    Two trích yếu decide where both are given: they begin alike and go on alike. Else the
    phrases around the two numbers are compared, which proves less.
    """
    if len(left.subject) >= 3 and len(right.subject) >= 3:
        start = overlap(left.subject[:5], right.subject[:5])[0]
        shorter, both = overlap(left.subject, right.subject)
        return min(start, shorter) if both >= 0.25 else min(start, shorter, 0.5)
    one, two = left.around | set(left.subject), right.around | set(right.subject)
    shorter, _ = overlap(one, two)
    return min(shorter, 0.7) * (0.9 if min(len(one), len(two)) < 3 else 1.0)


def told_apart(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Tell whether the texts themselves keep the two documents apart.

    They do where both have a trích yếu and none agrees, or where both stand in one list.
    """
    return one_list(left, right) or both_have_subjects(left, right)


def both_have_subjects(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Tell whether each side says at least once what its document is about."""
    return any(len(m.subject) >= 3 for m in left) and any(len(m.subject) >= 3 for m in right)


def other_bodies(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Tell whether the issuers named on the two sides are surely not one body."""
    one = {m.cited.issuer for m in left if m.cited.issuer}
    two = {m.cited.issuer for m in right if m.cited.issuer}
    return bool(one and two) and not any(same_issuer(a, b) for a in one for b in two)


def best(left: Sequence[Mention], right: Sequence[Mention]) -> float:
    """Return the likeness of the two mentions that agree best; the first eight of each meet."""
    return max((alike(a, b) for a in left[:8] for b in right[:8]), default=0.0)


def subjects_alike(left: Sequence[Mention], right: Sequence[Mention]) -> float:
    """Return how far the trích yếu agree, whatever stands around them."""
    return best([m for m in left if m.subject], [m for m in right if m.subject])


def certainty_of(score: float, slip: bool, usual: int) -> float:
    """Return how sure a conflict is: alike subjects, a slip that explains it, many witnesses."""
    value = 0.35 + 0.35 * score + (0.15 if slip else 0.0) + min(usual, 4) * 0.035
    return round(min(value, 0.98), 2)


def where(mentions: Sequence[Mention]) -> str:
    """Return, in Vietnamese, where mentions stand: the first, and how many more."""
    first = mentions[0].place
    more = f" và {len(mentions) - 1} chỗ khác" if len(mentions) > 1 else ""
    return f"{first.doc} dòng {first.line}{more}"


def evidence_of(rare: Sequence[Mention], usual: Sequence[Mention]) -> tuple[Place, ...]:
    """Return all places of the rarer form, and of the usual one the first in each report.

    In the reports of the rarer form the usual one is shown up to five times: that is where a
    reviewer compares.
    """
    own = {mention.report.doc for mention in rare}
    shown: dict[str, list[Place]] = {}
    for mention in usual:
        places = shown.setdefault(mention.report.doc, [])
        if len(places) < (_OWN if mention.report.doc in own else 1):
            places.append(mention.place)
    return unique([*(m.place for m in rare), *(p for places in shown.values() for p in places)])


def one_list(left: Sequence[Mention], right: Sequence[Mention]) -> bool:
    """Tell whether both are cited in one block, as different documents are."""
    blocks = {(m.report.doc, m.cited.block) for m in left}
    return any((m.report.doc, m.cited.block) in blocks for m in right)
