"""The same sentence in a clean report, for one that was read from a damaged scan.

Offices repeat themselves: what a scan garbled often stands in last month's report letter by
letter. The clean wording is taken where its numbers are the same; the scan stays a source, since
it is the newer one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import BlockKind, Place, Report
from corpus.text import fold
from retrieval.passages import sentences

_LIKE = 88  # per cent of the letters, marks of Vietnamese left out
_SURE = 95  # … of twins of which one has a page number in it
_PAGE = 2  # digits of a page number
_CLEAN = 0.05  # share of damaged lines of a report that no scan was needed for
_WORDS = 8  # shorter sentences are alike by chance
_LENGTH = 0.15  # by how much the lengths of twins may differ
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[®©™°]+[”’'\"]?|(?<=\b20\d\d)%[\d°]*")  # "03 Kế hoạch®”", "năm 2030%3"
_LEADING = re.compile(r"^[~+*=|_.,;:\s-]+")
_SAID = frozenset({BlockKind.PARAGRAPH, BlockKind.BULLET})


@dataclass(frozen=True, slots=True)
class Twin:
    """A clean sentence and where it stands."""

    text: str
    place: Place


class Twins:
    """Finds clean sentences; `reports` are the sources, best first."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._texts: list[str] = []
        self._found: list[tuple[Report, int, int, int]] = []
        for report in reports:
            if report.quality.ocr or report.quality.damaged_share > _CLEAN:
                continue
            for number, block in enumerate(report.blocks):
                if block.kind not in _SAID or block.repaired:
                    continue
                for start, end in sentences(block.text):
                    if len(block.text[start:end].split()) >= _WORDS:
                        self._texts.append(_letters(block.text[start:end]))
                        self._found.append((report, number, start, end))

    def of(self, text: str) -> Twin | None:
        """Return the clean sentence that says `text` with the same numbers, if there is one."""
        from rapidfuzz import fuzz, process

        own = _letters(text)
        if len(text.split()) < _WORDS:
            return None
        near = process.extract(own, self._texts, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
        for other, like, number in near:
            report, block, start, end = self._found[number]
            words = report.blocks[block].text[start:end].strip()
            long = abs(len(other) - len(own)) > _LENGTH * len(own)
            if not long and _same_numbers(words, text, like):
                return Twin(words, report.place(block, start, start + len(words)))
        return None


def _same_numbers(clean: str, scanned: str, like: float) -> bool:
    """Tell whether two sentences have the same numbers; the scan may have read in one of a page."""
    wanted, read = _DIGITS.findall(clean), _DIGITS.findall(scanned)
    if wanted == read:
        return True
    stray = len(read) == len(wanted) + 1 and like >= _SURE
    return stray and any(
        wanted == read[:i] + read[i + 1 :] and len(number) <= _PAGE for i, number in enumerate(read)
    )


def without_stray_marks(text: str) -> str:
    """Return a scanned text without what the marks of its footnotes and bullets became."""
    text = _MARKS.sub("", _LEADING.sub("", text))
    return text[:1].upper() + text[1:]


def with_clean_numbers(text: str, numbers: Sequence[str]) -> str:
    """Return a scanned text with document numbers as understood: "57- -NQ/T W3" → "57-NQ/TW".

    `numbers` are the canonical numbers cited in it. A digit glued to the symbol is a note's mark.
    """
    for number in dict.fromkeys(numbers):
        gaps = r"[\s–—-]*".join(re.escape(ch) for ch in number if ch != "-")
        text = re.sub(rf"(?<!\w){gaps}(?:\d{{1,2}})?(?!\w)", number, text)
    return text


def _letters(text: str) -> str:
    return re.sub(r"[^\w\s]|\s+", " ", fold(text)).strip()
