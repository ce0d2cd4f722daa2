"""The gate: every number and document number of a sentence stands in a source that it names.

It works on the text and the places alone, so it runs again on what a user has edited. A number
passes where a source has the same value among the same words (unit, noun, period) and nothing that
was stored about it says otherwise (see `stored`), where the sentence computes it in the open
("12 + 5 = 17"), or where the sentence stands in the source word for word. Anything else is marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.claims import Claim, ClaimKind, claims_in, plain
from assistant.drafting.record import (
    Draft,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.drafting.stored import Held, cited_at, held, misdated
from assistant.drafting.twins import without_stray_marks
from corpus.model import Place, Report
from corpus.text import fold, squeeze

_LIKE = 0.3  # share of a number's words that the source must have around it
_BETTER = 0.05  # by how much another value may not fit these words better
_BESIDE = 24  # characters on each side that prove a number where they are the source's own
_BRACKETS = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_ABSENT = "không thấy ở nguồn"
_SUM = re.compile(r"(\d[\d.,]*(?:\s*\+\s*\d[\d.,]*)+)\s*=\s*(\d[\d.,]*\d|\d)")


@dataclass(frozen=True, slots=True)
class Problem:
    """A claim without support; ``text[start:end]`` of `plain(sentence)`, `reason` Vietnamese."""

    text: str
    start: int
    end: int
    reason: str


def problems(text: str, said: Sequence[str]) -> list[Problem]:
    """Return the claims of `text` that no one of the words `said` by its sources supports."""
    shown, sources = squeeze(plain(text)), [squeeze(plain(words)) for words in said]
    if _word_for_word(shown, sources):
        return []
    known = [(claims_in(words), words) for words in sources]
    sums = [m for m in _SUM.finditer(shown) if _adds_up(m[1], m[2])]
    found = []
    for claim in claims_in(shown):
        if any(m.start(2) == claim.start for m in sums):
            continue
        tail = re.split(r"[;:,.]\s", shown[claim.end : claim.end + _BESIDE])[0].rstrip(" .;:,")
        near = shown[max(0, claim.start - _BESIDE) : claim.end].lstrip() + tail
        if any(re.search(rf"(?<!\d){re.escape(near)}(?!\d)", words) for words in sources):
            continue  # its surroundings are those of the source, letter by letter
        if any(m.start(1) <= claim.start < m.end(1) for m in sums):
            claim = replace(claim, before=(), after=())  # a part: its value is enough
        reasons = [_refused(claim, *source) for source in known] or [_ABSENT]
        if all(reasons):
            reason = next((r for r in reasons if r and r != _ABSENT), _ABSENT)
            found.append(Problem(claim.text, claim.start, claim.end, reason))
    return found


def weighed(text: str, places: Sequence[Place], by_doc: Mapping[str, Report]) -> list[Problem]:
    """Return the claims of `text` that its places don't support, in words and as stored.

    A figure whose words pass is a problem where the library has stored another unit, indicator,
    period or scope for it; one written in another way ("1,2 tỷ" for "1.200 triệu") is none where
    the stored value is the same.
    """
    said = said_by(places, by_doc)
    said += [clean for words in said if (clean := without_stray_marks(words)) != words]
    shown = squeeze(plain(text))
    if _word_for_word(shown, [squeeze(plain(words)) for words in said]):
        return []
    known = held(shown, places, by_doc)
    cited = cited_at(places, by_doc)
    found = [
        problem
        for problem in problems(text, said)
        if not any(_known(problem, figure) for figure in known)
        and not (problem.reason == _ABSENT and fold(problem.text).replace(" ", "") in cited)
    ]
    for figure in (*known, *misdated(shown, places, by_doc)):
        if figure.reason and not any(p.start < figure.end and figure.start < p.end for p in found):
            words = shown[figure.start : figure.end]
            found.append(Problem(words, figure.start, figure.end, figure.reason))
    return sorted(found, key=lambda problem: problem.start)


def _known(problem: Problem, figure: Held) -> bool:
    """Tell whether a claim that the words don't support is a figure as it was stored."""
    meets = problem.start < figure.end and figure.start < problem.end
    return meets and figure.reason is None and (figure.exact or problem.reason == _ABSENT)


def _word_for_word(shown: str, sources: Sequence[str]) -> bool:
    """Tell whether a sentence, or what is left without its footnotes in brackets, is a source's."""
    if not shown or any(shown.rstrip(" .;:,") in words for words in sources):
        return True
    rest = _BRACKETS.sub(lambda m: "" if _said(m[1], sources) else m[0], shown)
    return rest != shown and any(rest.rstrip(" .;:,") in words for words in sources)


def _said(note: str, sources: Sequence[str]) -> bool:
    """Tell whether brackets hold a footnote: all that one of the sources says."""
    return any(note.strip(" .;") == words.strip(" .;") for words in sources)


def missing_numbers(text: str, said: str) -> list[str]:
    """Return the numbers and document numbers of `text` that `said` does not support."""
    return [problem.text for problem in problems(text, [said])]


def _adds_up(parts: str, total: str) -> bool:
    return sum(map(_number, re.split(r"\s*\+\s*", parts))) == _number(total)


def _number(text: str) -> float:
    text = text.strip(" .,")
    return float(re.sub(r"\.(?=\d{3}\b)", "", text).replace(",", ".") or "nan")


def _refused(claim: Claim, known: Sequence[Claim], words: str) -> str | None:
    """Return why a claim is not supported by the claims of its source, None where it is."""
    if claim.kind is ClaimKind.WORDS:
        phrase = rf"(?<!\w){re.escape(claim.value)}(?!\w)"
        return None if re.search(phrase, words.lower()) else "số viết bằng chữ không có ở nguồn"
    same = [other for other in known if _same(claim, other)]
    if not same:
        return _ABSENT
    if re.fullmatch(r"\d{4}", claim.value) and claim.kind is ClaimKind.DATE:
        return None  # a year; heads of tables name several in no order
    own = max(_likeness(claim, other) for other in same)
    rivals = [o for o in known if o.kind is claim.kind and not _same(claim, o)]
    best = max((_likeness(claim, other) for other in rivals), default=0.0)
    needed = _LIKE if claim.kind is ClaimKind.FIGURE else 0.0
    if own < needed or best > max(own, _LIKE) + _BETTER:
        return "nguồn nói con số này về nội dung khác"
    return None


def _same(claim: Claim, other: Claim) -> bool:
    if claim.kind is not other.kind:
        return False
    if claim.kind is ClaimKind.DOCUMENT:  # letters that a scan garbled don't matter, digits do
        return claim.value == other.value or (
            _digits(claim.value) == _digits(other.value) and _garbled(other.value)
        )
    return claim.value == other.value


def _digits(value: str) -> str:
    return re.split(r"[-/](?!\d{4}\b)", value)[0]


def _garbled(value: str) -> bool:
    """Tell whether the letters of a document number hold digits: 12/0p-ubnd.

    The Quốc hội's own count of its terms, 31/2024/QH15, is no damage.
    """
    letters = re.sub(r"qh\d{1,2}$", "qh", value[len(_digits(value)) :])
    return bool(re.search(r"\d", letters))


def _likeness(claim: Claim, other: Claim) -> float:
    """Return how far the words around two numbers agree, 0–1; those behind it count double."""
    total = 2 * len(claim.after) + len(claim.before)
    if not total:
        return 1.0
    behind, ahead = set(other.after), set(other.before)
    if claim.after and claim.kind is ClaimKind.FIGURE and claim.after[0] not in behind | ahead:
        return 0.0  # another unit or noun
    hit = 2 * sum(w in behind for w in claim.after) + sum(w in ahead for w in claim.before)
    if not other.after and claim.after:  # a cell of a table: its noun stands in front
        hit += 2 * sum(w in ahead for w in claim.after)
    return hit / total


# ------------------------------------------------------------------ drafts


def gated(draft: Draft, reports: Iterable[Report]) -> Draft:
    """Return the draft with a visible mark behind every sentence that has an unsupported claim.

    Marks of an earlier run are replaced; `unsupported` lists the sentences in words.
    """
    by_doc = {report.doc: report for report in reports}
    told: list[str] = []

    def check(sentence: DraftSentence) -> DraftSentence:
        checked, absent = _checked(sentence, by_doc)
        if absent:
            told.append(f"{sentence.text} (không thấy trong nguồn: {', '.join(absent)})")
        return checked

    opening = tuple(check(sentence) for sentence in draft.opening)
    sections = tuple(_section(section, check) for section in draft.sections)
    return replace(draft, opening=opening, sections=sections, unsupported=tuple(told))


def checked_section(section: DraftSection, by_doc: Mapping[str, Report]) -> DraftSection:
    """Return one section with its marks renewed."""
    return _section(section, lambda sentence: _checked(sentence, by_doc)[0])


def _section(
    section: DraftSection, check: Callable[[DraftSentence], DraftSentence]
) -> DraftSection:
    paragraphs = tuple(
        replace(p, sentences=tuple(check(s) for s in p.sentences)) for p in section.paragraphs
    )
    return replace(section, paragraphs=paragraphs)


def _checked(
    sentence: DraftSentence, by_doc: Mapping[str, Report]
) -> tuple[DraftSentence, list[str]]:
    """Return a sentence with its marks renewed, and the claims that have no support."""
    marks = tuple(m for m in sentence.marks if m.kind is not MarkKind.UNSUPPORTED)
    found = weighed(sentence.text, sentence.sources, by_doc)
    for note in sentence.notes:
        found += weighed(note.text, note.sources, by_doc)
    absent = [problem.text for problem in found]
    if absent:
        reasons = "; ".join(dict.fromkeys(f"“{p.text}” {p.reason}" for p in found))
        marks = (*marks, Mark(MarkKind.UNSUPPORTED, f"CHƯA CÓ NGUỒN: {reasons}"))
    return replace(sentence, marks=marks), absent


def said_by(places: Sequence[Place], by_doc: Mapping[str, Report]) -> list[str]:
    """Return the words of places, with wraps, page furniture and damage undone where known."""
    said: list[str] = []
    for place in places:
        said.extend(_block_words(place, by_doc.get(place.doc)) or [place.text])
    return said


def _block_words(place: Place, report: Report | None) -> list[str]:
    words = []
    for block in report.blocks if report else ():
        if not block.offsets or block.offsets[-1] < place.start or block.offsets[0] >= place.end:
            continue
        inside = [i for i, at in enumerate(block.offsets) if place.start <= at < place.end]
        if inside:
            words.append(block.text[inside[0] : inside[-1] + 1])
    return words


def still_there(places: Iterable[Place], reports: Iterable[Report]) -> list[Place]:
    """Return the places whose words no longer stand where they say: their file has changed."""
    texts = {report.doc: report.text for report in reports}
    return [p for p in places if texts.get(p.doc, "")[p.start : p.end] != p.text]


# ------------------------------------------------------------------ text that a user edited


def edited(section: DraftSection, text: str, by_doc: Mapping[str, Report]) -> DraftSection:
    """Return `section` with the text that a user typed, one paragraph a line, gated anew.

    A line keeps the sources of the paragraphs that it resembles; what has none is measured by all
    sources of the section. A mark or gap stays only where its words stand in the text.
    """
    kept = [_line(line, section) for line in text.splitlines() if line.strip()]
    return checked_section(replace(section, paragraphs=tuple(kept)), by_doc)


def _line(line: str, section: DraftSection) -> Paragraph:
    match = re.match(r"\s*([-+•])?\s*(.*)", line.strip())
    lead, body = (match[1] or "", match[2]) if match else ("", line.strip())
    for paragraph in section.paragraphs:
        if paragraph.gap and str(paragraph.gap) == body:
            return replace(paragraph, lead=lead)
    sentences: list[DraftSentence] = []
    rest = body
    for old in (s for p in section.paragraphs for s in p.sentences):
        if old.shown in rest:  # untouched
            ahead, _, rest = rest.partition(old.shown)
            if ahead.strip():
                sentences.append(_typed(ahead, section))
            sentences.append(old)
    if rest.strip():
        sentences.append(_typed(rest, section))
    return Paragraph(tuple(sentences), lead)


def _typed(text: str, section: DraftSection) -> DraftSentence:
    """Return typed words as a sentence with the sources of the sentence most like them."""
    marks: list[Mark] = []
    for mark in (m for s in section.sentences for m in s.marks):
        if str(mark) in text:
            text = text.replace(str(mark), " ", 1)
            marks.append(mark)
    text = squeeze(text)
    words = set(fold(text).split())
    ranked = sorted(
        section.sentences,
        key=lambda s: len(words & set(fold(s.text).split())) / (len(s.text.split()) or 1),
        reverse=True,
    )
    near = [s for s in ranked if words & set(fold(s.text).split())][:2]
    places = tuple(dict.fromkeys(place for s in near for place in s.sources))
    return DraftSentence(text, places, tuple(marks))
