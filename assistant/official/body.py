"""The sentences of a draft in a .docx: marks, Word comments and footnotes at their very words.

Runs of a sentence are cut where a comment begins or ends and where a footnote's mark stands, so
that a comment opens at the words it is about and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

from assistant.drafting.record import (
    Conflict,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.official import docx_parts as parts
from assistant.official.footnotes import Footnotes
from corpus.model import Place
from corpus.text import fold

# What must not go out unread gets a Word comment besides its mark.
_REMARKS = {
    MarkKind.UNSUPPORTED: "Số liệu, số hiệu chưa có nguồn: {text}",
    MarkKind.CONFLICT: "Các nguồn không thống nhất: {text}",
    MarkKind.REPLACED: "Văn bản đã được thay thế: {text}",
    MarkKind.GAP: "Chưa có trong kho báo cáo, cần bổ sung: {text}",
}
_NUMBER = re.compile(r"\d[\d.,]*(?:/[\w-]+(?:/[\w-]+)*|-[A-ZĐ]{2}/\w+)?")

Span = tuple[int, int, str]  # characters of a sentence, and the comment that opens there


class Sheet(Protocol):
    """Where a body is written: the built-in layout, or the office's template."""

    document: Any

    def paragraph(self) -> Any:
        """Return a new paragraph of the body."""

    def heading(self, text: str, level: int) -> None:
        """Write a heading; `level` 1 is the outermost."""

    def run(
        self, paragraph: Any, text: str, *, marked: bool = False, italic: bool | None = None
    ) -> Any:
        """Add words to a paragraph of the body; `marked` highlights them."""


class BuiltIn:
    """The layout of the decree itself."""

    def __init__(self, document: Any) -> None:
        self.document = document

    def paragraph(self) -> Any:
        """Return a new justified paragraph."""
        return parts.body_paragraph(self.document)

    def heading(self, text: str, level: int) -> None:
        """Write a heading in Word's style of that level."""
        parts.heading(self.document, text, level)

    def run(
        self, paragraph: Any, text: str, *, marked: bool = False, italic: bool | None = None
    ) -> Any:
        """Add words in the look of the body."""
        return parts.run(paragraph, text, marked=marked, italic=bool(italic))


@dataclass(frozen=True, slots=True)
class BodyWriter:
    """Writes a draft's sentences on `sheet`.

    `comments`: the sources of each sentence in a Word comment; `clean`: no marks, no comments.
    """

    sheet: Sheet
    notes: Footnotes
    comments: bool = False
    clean: bool = False

    def opening(self, sentences: Iterable[DraftSentence]) -> None:
        """Write the opening; each căn cứ is a line of its own, in italics (mục II, khoản 6)."""
        grounds = [s for s in sentences if fold(s.text).startswith("can cu ")]
        for number, sentence in enumerate(grounds, start=1):
            paragraph = self.sheet.paragraph()
            end = ";" if number < len(grounds) else "."
            self._sentence(paragraph, _ended(sentence, end), (), italic=True)
        for sentence in sentences:
            if sentence not in grounds:
                self.paragraph(Paragraph((sentence,), lead=""), ())

    def section(self, section: DraftSection) -> None:
        """Write a heading and what stands under it."""
        self.sheet.heading(f"{section.number} {section.title}".strip(), section.level)
        for paragraph in section.paragraphs:
            self.paragraph(paragraph, section.conflicts)

    def paragraph(self, paragraph: Paragraph, conflicts: Sequence[Conflict]) -> None:
        """Write a paragraph or a gap with its marks."""
        target = self.sheet.paragraph()
        if paragraph.lead:
            self.sheet.run(target, f"{paragraph.lead} ")
        if paragraph.gap:
            run = self.sheet.run(target, str(paragraph.gap), marked=True)
            self._comment([run], _REMARKS[MarkKind.GAP].format(text=paragraph.gap.text))
        for number, sentence in enumerate(paragraph.sentences):
            if number:
                self.sheet.run(target, " ")
            self._sentence(target, sentence, conflicts)

    def _sentence(
        self,
        target: Any,
        sentence: DraftSentence,
        conflicts: Sequence[Conflict],
        *,
        italic: bool | None = None,
    ) -> None:
        unproved = any(mark.kind is MarkKind.UNSUPPORTED for mark in sentence.marks)
        spans = [] if self.clean else list(self._spans(sentence, conflicts))
        pieces: list[tuple[int, int, Any]] = []
        self._notes_at(target, sentence, 0)
        for start, end in _cuts(sentence, spans):
            words = sentence.text[start:end]
            run = self.sheet.run(target, words, marked=unproved, italic=italic)
            pieces.append((start, end, run))
            self._notes_at(target, sentence, end)
        for first, last, text in spans:
            self._comment([r for start, end, r in pieces if first <= start and end <= last], text)
        for mark in sentence.marks:
            self.sheet.run(target, f" {mark}", marked=True)

    def _notes_at(self, target: Any, sentence: DraftSentence, at: int) -> None:
        """Put the marks of the notes that stand behind character `at` of a sentence."""
        for note in sentence.notes:
            if _within(note.at, sentence.text) == at:
                self.notes.add(target, note.text)

    def _spans(self, sentence: DraftSentence, conflicts: Sequence[Conflict]) -> Iterator[Span]:
        """Yield what to comment, the whole sentence before the words in it."""
        if self.comments and sentence.sources:
            said = "; ".join(sources_in_words(sentence.sources))
            yield 0, len(sentence.text), f"Nguồn: {said}"
        for mark in sentence.marks:
            if mark.kind in _REMARKS:
                text = _REMARKS[mark.kind].format(text=mark.text)
                for start, end in words_of(mark, sentence.text, conflicts):
                    yield start, end, text

    def _comment(self, runs: Sequence[Any], text: str) -> None:
        if runs and not self.clean:
            parts.comment(self.sheet.document, runs, text)


def _ended(sentence: DraftSentence, end: str) -> DraftSentence:
    return replace(sentence, text=sentence.text.rstrip(" .;,") + end)


def _cuts(sentence: DraftSentence, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the pieces of a sentence between all beginnings, ends and note marks."""
    size = len(sentence.text)
    at = {0, size, *(_within(note.at, sentence.text) for note in sentence.notes)}
    for start, end, _ in spans:
        at |= {start, end}
    points = sorted(at)
    return list(pairwise(points))


def _within(at: int, text: str) -> int:
    return min(max(at, 0), len(text))


def words_of(mark: Mark, text: str, conflicts: Sequence[Conflict] = ()) -> list[tuple[int, int]]:
    """Return where in `text` the words stand that `mark` is about; the whole where none is told.

    They are the words that the mark quotes or a conflict's value gives, else the numbers that the
    mark and the sentence share, else the value of the only conflict that the sentence has.
    """
    quoted = re.findall(r"“([^”]+)”", mark.text)
    if mark.kind is MarkKind.CONFLICT:
        quoted += [v.text for conflict in conflicts for v in conflict.values if v.text in mark.text]
    found = [spot for words in dict.fromkeys(quoted) for spot in _found(words, text)]
    if not found:
        numbers = dict.fromkeys(_NUMBER.findall(mark.text))
        found = [spot for number in numbers for spot in _found(number.rstrip(".,"), text)]
    if not found and mark.kind is MarkKind.CONFLICT:
        said = [[v.text for v in c.values if _found(v.text, text)] for c in conflicts]
        if len([values for values in said if values]) == 1:  # the only one it can be
            found = [spot for values in said for words in values for spot in _found(words, text)]
    return _apart(found) or [(0, len(text))]


def _found(words: str, text: str) -> list[tuple[int, int]]:
    pattern = rf"(?<![\w/]){re.escape(words.strip())}(?![\w/])"
    return [match.span() for match in re.finditer(pattern, text)] if words.strip() else []


def _apart(spots: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spots that are in no other, in reading order."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spots), key=lambda s: (s[0], -s[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def sources_in_words(places: Sequence[Place]) -> list[str]:
    """Return where sources stand as a reader finds them: a line a file, its pages and lines."""
    by_file: dict[str, list[Place]] = {}
    for place in places:
        by_file.setdefault(place.doc, []).append(place)
    return [f"{doc}: {'; '.join(_pages_and_lines(own))}" for doc, own in by_file.items()]


def _pages_and_lines(places: list[Place]) -> list[str]:
    """Return "trang 2, dòng 10–14" of places of one file, neighbours joined."""
    spans: list[tuple[int | None, int, int]] = []
    for place in sorted(places, key=lambda p: p.start):
        page, first, last = place.page, place.line, place.line_end
        if spans and spans[-1][0] == page and first <= spans[-1][2] + 1:
            spans[-1] = page, spans[-1][1], max(last, spans[-1][2])
        else:
            spans.append((page, first, last))
    return [
        (f"trang {page}, " if page else "")
        + (f"dòng {first}" if first == last else f"dòng {first}–{last}")
        for page, first, last in spans
    ]
