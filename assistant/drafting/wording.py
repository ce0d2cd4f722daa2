"""Sentences out of ranges of a block: kept word for word, joined, closed, footnotes brought in."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.drafting.picking import Pick
from assistant.drafting.record import DraftNote, DraftSentence
from assistant.drafting.tables import places_of
from assistant.drafting.units import SHORT_NOTE
from corpus.model import Block, Footnote, Place, Report

_LONGEST = 60  # words; a longer footnote details what a draft need not
_ANCHOR = "\ue000"  # stands where a footnote's mark stood
_LONG_STEM = 40  # words; a longer beginning of a list is a sentence of its own
_ITEM_LABEL = re.compile(r"^\((?:\d{1,2}|[a-zđ])\)\s*|^(?:\d{1,2}|[a-zđ])[.)]\s+|^[-+•]\s*")


def sentences_of(
    group: list[Pick], report: Report, told: Collection[int] = ()
) -> list[DraftSentence]:
    """Return the sentences of picks that stand in one block of `report`, in its order.

    `told` are the blocks of footnotes that the draft has as text somewhere.
    """
    unit = group[0].unit
    if unit.row is not None:
        return [DraftSentence(unit.text, places_of(report, report.quantities[unit.row]))]
    block = report.blocks[unit.block]
    ranges = sorted(r for pick in group for r in pick.ranges)
    if stem := _stem(group, block):
        ranges = [stem, *ranges]
    return [_sentence(report, unit.block, spans, told) for spans in _join(block.text, ranges)]


def _stem(group: list[Pick], block: Block) -> tuple[int, int] | None:
    """Return the words before a list when only items of it were chosen."""
    stem = group[0].unit.stem
    if stem is None or stem[0] == stem[1]:
        return None
    text = block.text[stem[0] : stem[1]].strip()
    return stem if text.endswith(":") and len(text.split()) <= _LONG_STEM else None


def _join(text: str, ranges: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return ranges grouped into sentences: an item of a list goes on where one ends in ";"."""
    groups: list[list[tuple[int, int]]] = []
    for span in ranges:
        if groups and text[: groups[-1][-1][1]].rstrip()[-1:] in ";:,":
            groups[-1].append(span)
        else:
            groups.append([span])
    return groups


def _sentence(
    report: Report, number: int, spans: list[tuple[int, int]], told: Collection[int]
) -> DraftSentence:
    """Return the words of `spans` as one sentence, short footnotes in brackets, others as notes."""
    block = report.blocks[number]
    parts: list[str] = []
    places: list[Place] = []
    long: list[Footnote] = []
    for start, end in spans:
        text, notes = _with_notes(report, number, start, end, told, long)
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
    return _noted(text, tuple(places), [_note(report, note) for note in long])


def _note(report: Report, note: Footnote) -> tuple[str, Place]:
    return report.blocks[note.block].text.strip(), note.place


def _noted(
    text: str, places: tuple[Place, ...], notes: Sequence[tuple[str, Place]]
) -> DraftSentence:
    """Return a sentence with `notes` where their anchors stand in its text."""
    found: list[DraftNote] = []
    for words, place in notes:
        at = text.index(_ANCHOR)
        text = text[:at] + text[at + 1 :]
        found.append(DraftNote(at, words, (place,)))
    return DraftSentence(text, places, notes=tuple(found))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _with_notes(
    report: Report,
    number: int,
    start: int,
    end: int,
    told: Collection[int],
    long: list[Footnote],
) -> tuple[str, list[Place]]:
    """Return the words of a range with its short footnotes in brackets, and their places.

    Longer ones are added to `long` and leave an anchor where their mark stood.
    """
    block = report.blocks[number]
    notes = {n.mark: n for n in report.footnotes if n.from_block == number}
    text, places, at = "", [], start
    for ref in block.notes:
        note = notes.get(ref.mark)
        if not start < ref.at <= end or note is None:
            continue
        words = report.blocks[note.block].text.strip(" .;")
        if not any(map(str.isdigit, words)):
            continue
        if SHORT_NOTE < len(words.split()) <= _LONGEST and note.block not in told:
            text, at = text + block.text[at : ref.at].rstrip() + _ANCHOR, ref.at
            long.append(note)
        elif len(words.split()) <= SHORT_NOTE:
            text += f"{block.text[at : ref.at].rstrip()} ({words})"
            at = ref.at
            places.append(note.place)
    return text + block.text[at:end], places
