"""typo: a syllable left out of a compound: "phục kiểm định" for "phục vụ kiểm định".

Some syllables are hardly ever written without the one that follows them ("phục vụ", "đôn đốc",
"thực hiện"). Where another word follows instead, and official text writes both with the missing
syllable between them, it was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.checking.finding import Finding, Severity, doubted
from assistant.checking.memory import per_report
from assistant.checking.spelling import EDGE, PROSE, TOKEN, Speller, speller
from corpus.model import Block, Report
from corpus.ocr import repair_words

_BOUND = -1.2  # log probability from which the next syllable belongs to the word
_SURE = 7.5  # nats by which the text must read better with the missing syllable
_ODD = -12.0  # log probability of words as written that is worth a thought


def lost_word_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each compound that lacks a syllable; scans are left alone."""
    return [finding for report in reports if not doubted(report) for finding in _of_report(report)]


@per_report
def _of_report(report: Report) -> Iterator[Finding]:
    judge = speller()
    for index, block in enumerate(report.blocks) if judge else ():
        if judge is not None and block.kind in PROSE:
            for start, end, missing in _lost(judge, block):
                written = block.text[start:end]
                first, _, rest = written.partition(" ")
                yield Finding(
                    kind="typo",
                    severity=Severity.WARNING,
                    certainty=0.75,
                    explanation=f"“{written}” có thể thiếu chữ: “{first} {missing} {rest}”.",
                    values=(written, f"{first} {missing} {rest}"),
                    evidence=(report.place(index, start, end),),
                    suggestion=f"Sửa thành “{first} {missing} {rest}”",
                )


def _lost(judge: Speller, block: Block) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, missing syllable) of two words of a block that lack one between them."""
    tokens = [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(block.text)]
    ids = [EDGE, *(judge.id_of(token) for token, _, _ in tokens), EDGE]
    unknown = repair_words.UNKNOWN
    for i, ((token, start, end), (follower, begin, stop)) in enumerate(pairwise(tokens)):
        earlier, word, after, later = ids[i : i + 4]
        if word == unknown or not token.islower() or not follower.isalpha():
            continue
        missing = _partner(word)
        if missing is None or after in (missing, unknown) or block.text[end:begin] != " ":
            continue
        if not judge.usual(missing, after):
            continue
        context = None if later == unknown else later
        if _gain(judge, earlier, word, missing, after, context) >= _SURE:
            yield start, stop, judge.word(missing)


@lru_cache(maxsize=20_000)
def _partner(word: int) -> int | None:
    """Return the syllable that nearly always follows `word`, None where there is no such."""
    judge = speller()
    found = judge.most_usual(word) if judge else None
    return found[0] if found and found[1] >= _BOUND and found[0] != EDGE else None


def _gain(
    judge: Speller, earlier: int, word: int, missing: int, after: int, later: int | None
) -> float:
    """Return by how many nats the words read better with the missing syllable; 0 if usual."""
    written = judge.chance(earlier, word, after)
    meant = judge.chance(earlier, word, missing) + judge.chance(word, missing, after)
    if later is not None:
        written += judge.chance(word, after, later)
        meant += judge.chance(missing, after, later)
    return meant - written if written <= _ODD else 0.0
