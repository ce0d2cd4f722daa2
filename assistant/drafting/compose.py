"""Paragraphs of a heading from its fact sheet, without a language model.

Whole sentences of the sources are kept word for word, so that no number can change; what is added
are visible marks. Paragraphs stand in the order of the prompts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.conflicts import conflicts_of
from assistant.drafting.facts import FactSheet, Pick, damaged, known_at
from assistant.drafting.record import (
    Conflict,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.drafting.roles import Role
from corpus.model import Block, Period, Place, Quantity, QuantityKind, Report
from corpus.text import fold

_SHORT_NOTE = 25  # words; a longer footnote does not fit into the sentence it explains
_PROMPT = 16  # words of a prompt that a gap repeats
_ITEM_LABEL = re.compile(r"^\((?:\d{1,2}|[a-zđ])\)\s*|^(?:\d{1,2}|[a-zđ])[.)]\s+")
_OLD_SCOPE = re.compile(r"\((?:cu)\)|\bcu\b$")


def paragraphs_of(
    sheet: FactSheet, reports: Sequence[Report], target: Period | None
) -> tuple[tuple[Paragraph, ...], tuple[Conflict, ...]]:
    """Return the paragraphs of a heading, gaps included, and the conflicts shown in them."""
    found: list[Paragraph] = []
    conflicts: list[Conflict] = []
    prompts = sheet.question.heading.prompts
    for number in [*range(len(prompts)), None]:
        picks = [p for p in sheet.picks if p.fit.prompt == number]
        for group in _grouped(picks):
            paragraph, clashes = _paragraph(group, reports, target, sheet.role)
            found.append(paragraph)
            conflicts.extend(clashes)
        if number is not None and number in sheet.missing:
            found.append(Paragraph(gap=_gap(prompts[number])))
    if sheet.missing == (-1,):
        found.append(Paragraph(gap=_gap(sheet.question.heading.title)))
    return tuple(found), tuple(conflicts)


def _gap(asked: str) -> Mark:
    words = asked.strip(" .;…").split()
    shown = " ".join(words[:_PROMPT]) + (" …" if len(words) > _PROMPT else "")
    return Mark(MarkKind.GAP, f"CHƯA CÓ SỐ LIỆU: {shown}")


def _grouped(picks: Sequence[Pick]) -> list[list[Pick]]:
    """Return picks as they stood: those of one block together, newest report first."""
    ordered = sorted(picks, key=lambda p: (p.unit.report, p.unit.block, p.unit.start))
    groups: list[list[Pick]] = []
    for pick in ordered:
        if groups and _same_block(groups[-1][-1], pick):
            groups[-1].append(pick)
        else:
            groups.append([pick])
    return groups


def _same_block(one: Pick, other: Pick) -> bool:
    return (one.unit.report, one.unit.block) == (other.unit.report, other.unit.block)


def _paragraph(
    group: list[Pick], reports: Sequence[Report], target: Period | None, role: Role
) -> tuple[Paragraph, list[Conflict]]:
    report = reports[group[0].unit.report]
    number = group[0].unit.block
    block = report.blocks[number]
    ranges = sorted(r for pick in group for r in pick.ranges)
    if stem := _stem(group, block):
        ranges = [stem, *ranges]
    joined = _join(block.text, ranges)
    twins = [twin for pick in group for twin in pick.twins]
    conflicts: list[Conflict] = []
    sentences: list[DraftSentence] = []
    for spans in joined:
        sentence = _sentence(report, number, spans)
        clashes = [
            c
            for twin in twins
            if any(a <= twin.start < b for a, b in spans)
            for c in conflicts_of(twin, reports)
        ]
        conflicts.extend(clashes)
        marks = _marks(report, number, spans, target, role, clashes)
        places = [v.place for c in clashes for v in c.values]
        sources = (*sentence.sources, *(p for p in places if p not in sentence.sources))
        sentences.append(DraftSentence(sentence.text, sources, marks))
    lead = "+" if block.label == "+" else "-"
    return Paragraph(_closed(sentences, block, report), lead), conflicts


def _stem(group: list[Pick], block: Block) -> tuple[int, int] | None:
    """Return the words before a list when only items of it were chosen."""
    stem = group[0].unit.stem
    if stem is None or stem[0] == stem[1]:
        return None
    text = block.text[stem[0] : stem[1]].strip()
    return stem if text.endswith(":") and len(text.split()) <= 40 else None


def _join(text: str, ranges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return ranges grouped into sentences: an item of a list goes on where one ends in ";"."""
    groups: list[list[tuple[int, int]]] = []
    for span in ranges:
        if groups and text[: groups[-1][-1][1]].rstrip()[-1:] in ";:,":
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _sentence(report: Report, number: int, spans: list[tuple[int, int]]) -> DraftSentence:
    """Return the words of `spans` as one sentence, with short footnotes in brackets."""
    block = report.blocks[number]
    parts: list[str] = []
    places: list[Place] = []
    for start, end in spans:
        text, notes = _with_notes(report, number, start, end)
        parts.append(text.strip())
        places.append(report.place(number, *_trimmed(block.text, start, end)))
        places.extend(notes)
    text = " ".join(parts)
    if len(spans) == 1:
        text = _ITEM_LABEL.sub("", text)
    text = text[:1].upper() + text[1:]
    text = text.rstrip()
    if text.endswith("./."):
        text = text[:-2]
    if text[-1:] in ";:,":
        text = text[:-1] + "."
    elif text[-1:] not in ".!?…":
        text += "."
    return DraftSentence(text, tuple(places))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _with_notes(report: Report, number: int, start: int, end: int) -> tuple[str, list[Place]]:
    """Return the words of a range with its short footnotes in brackets, and their places."""
    block = report.blocks[number]
    notes = {n.mark: n for n in report.footnotes if n.from_block == number}
    text, places, at = "", [], start
    for ref in block.notes:
        note = notes.get(ref.mark)
        if not start < ref.at <= end or note is None:
            continue
        words = report.blocks[note.block].text.strip(" .;")
        if len(words.split()) <= _SHORT_NOTE and any(map(str.isdigit, words)):
            text += f"{block.text[at : ref.at].rstrip()} ({words})"
            at = ref.at
            places.append(note.place)
    return text + block.text[at:end], places


def _closed(
    sentences: list[DraftSentence], block: Block, report: Report
) -> tuple[DraftSentence, ...]:
    """Return sentences with the mark of a bad scan at the last of them."""
    if sentences and (block.repaired or damaged(report)):
        last = sentences[-1]
        mark = Mark(MarkKind.OCR, "bản OCR, cần đối chiếu bản gốc")
        sentences[-1] = DraftSentence(last.text, last.sources, (*last.marks, mark))
    return tuple(sentences)


def _marks(
    report: Report,
    number: int,
    spans: list[tuple[int, int]],
    target: Period | None,
    role: Role,
    clashes: list[Conflict],
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    for clash in clashes:
        if clash.prefer is None:
            values = " hay ".join(f"{v.text} ({v.report})" for v in clash.values)
            marks.append(Mark(MarkKind.CONFLICT, f"CẦN XÁC NHẬN: {values}"))
    figures = [
        q
        for q in report.quantities
        if q.block == number and any(a <= q.span[0] < b for a, b in spans)
    ]
    if role is Role.RESULT and _other_period(report, figures, target):
        marks.append(Mark(MarkKind.PERIOD, f"cần xác nhận mốc {_day(target)}"))
    scope = report.scope
    if figures and scope and _OLD_SCOPE.search(fold(scope)):
        marks.append(Mark(MarkKind.SCOPE, f"số liệu của {scope}"))
    return tuple(marks)


def _day(target: Period | None) -> str:
    end = target.end if target else None
    return f"{end.day}/{end.month}/{end.year}" if end else "của kỳ báo cáo"


def _other_period(report: Report, figures: list[Quantity], target: Period | None) -> bool:
    """Tell whether some figure is of another time than the one to report on."""
    if target is None or target.end is None:
        return False
    counted = [q for q in figures if q.kind in {QuantityKind.ACTUAL, QuantityKind.ESTIMATE}]
    return any((q.as_of or known_at(report)) != target.end for q in counted)
