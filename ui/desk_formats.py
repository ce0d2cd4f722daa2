"""Kept drafts, their versions and choices of sources as the JSON of the API and the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ui import formats

if TYPE_CHECKING:
    from assistant.drafting.choosing import Choice
    from assistant.drafting.comparing import Change
    from assistant.drafting.desk import OpenDraft
    from assistant.drafting.record import DraftSection
    from assistant.drafting.standing import Spot
    from corpus.storage.draft_store import KeptDraft, KeptVersion

Json = dict[str, Any]
Spots = Sequence[Sequence["Spot"]]  # of a section: by sentence


def kept(one: KeptDraft) -> Json:
    """Return what a list of drafts shows of one; `summary` is {} of drafts kept long ago."""
    state = one.state
    return {
        "id": one.key,
        "title": one.title,
        **version(one.version),
        "period": state.get("period"),
        "office": state.get("office"),
        "summary": state.get("summary", {}),
    }


def version(one: KeptVersion) -> Json:
    """Return a version: number, when it was made, what was done."""
    return {"version": one.number, "made": one.made, "note": one.note}


def opened(one: OpenDraft, spots: Sequence[Spots] | None = None) -> Json:
    """Return an open draft with the state of each section; `spots` of its sections, if known."""
    found = formats.draft(one.draft)
    told = spots or [()] * len(one.draft.sections)
    return {
        "id": one.key,
        "title": one.title,
        **version(one.version),
        "locked": sorted(one.locked),
        "waiting": sorted(one.waiting),
        "summary": asdict(one.summary),
        "notes": list(one.draft.notes),
        **found,
        "sections": [section(one, s, p) for s, p in zip(one.draft.sections, told, strict=True)],
    }


def section(draft: OpenDraft, one: DraftSection, spots: Spots = ()) -> Json:
    """Return a section with its state, and beside each sentence its marks and unproved numbers."""
    found = formats.draft_section(one)
    pointed = list(spots) or [()] * len(one.sentences)
    sentences: list[Json] = [
        {
            **sentence,
            "notes": [
                {"text": note.text, "sources": formats.places(note.sources)}
                for note in record.notes
            ],
            "marks": [{"kind": str(mark.kind), "text": mark.text} for mark in record.marks],
            "unproved": [asdict(spot) for spot in where],
        }
        for sentence, record, where in zip(found["sentences"], one.sentences, pointed, strict=True)
    ]
    rows = iter(sentences)
    return {
        **found,
        "number": one.number,
        "level": one.level,
        "state": str(draft.state(one)),
        "note": (draft.notes or {}).get(one.path, ""),
        "open": len(one.gaps) + sum(len(sentence.marks) for sentence in one.sentences),
        "sentences": sentences,
        "paragraphs": [
            {
                "lead": paragraph.lead,
                "gap": str(paragraph.gap) if paragraph.gap else None,
                "sentences": [next(rows) for _ in paragraph.sentences],
            }
            for paragraph in one.paragraphs
        ],
    }


def choice(one: Choice) -> Json:
    """Return a passage that may be chosen."""
    return {
        "key": one.key,
        "text": one.text,
        "place": formats.place(one.place),
        "report": one.report,
        "prompt": one.prompt,
        "score": round(one.score, 4),
        "figures": list(one.figures),
        "documents": list(one.documents),
        "repaired": one.repaired,
        "used": one.used,
    }


def change(one: Change) -> Json:
    """Return a section that two versions have different, by lines and word by word."""
    return {
        "path": one.path,
        "title": one.title,
        "lines": list(one.lines),
        "words": [{"kind": kind, "text": text} for kind, text in one.pieces],
    }
