"""Sentences out of ranges of a block: kept word for word, joined, closed, footnotes brought in."""

from __future__ import annotations

import re

from assistant.drafting.picking import Pick
from assistant.drafting.record import DraftSentence
from assistant.drafting.tables import places_of
from assistant.drafting.units import SHORT_NOTE
from corpus.model import Block, Place, Report

_LONG_STEM = 40  # words; a longer beginning of a list is a sentence of its own
_ITEM_LABEL = re.compile(r"^\((?:\d{1,2}|[a-zđ])\)\s*|^(?:\d{1,2}|[a-zđ])[.)]\s+|^[-+•]\s*")


def sentences_of(group: list[Pick], report: Report) -> list[DraftSentence]:
    """Return the sentences of picks that stand in one block of `report`, in its order."""
    unit = group[0].unit
    if unit.row is not None:
        return [DraftSentence(unit.text, places_of(report, report.quantities[unit.row]))]
    block = report.blocks[unit.block]
    ranges = sorted(r for pick in group for r in pick.ranges)
    if stem := _stem(group, block):
        ranges = [stem, *ranges]
    return [_sentence(report, unit.block, spans) for spans in _join(block.text, ranges)]


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
        if len(words.split()) <= SHORT_NOTE and any(map(str.isdigit, words)):
            text += f"{block.text[at : ref.at].rstrip()} ({words})"
            at = ref.at
            places.append(note.place)
    return text + block.text[at:end], places
