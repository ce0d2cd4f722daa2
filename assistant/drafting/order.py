"""What a draft is ordered by: the letter's words, the approved tree, the period, the office.

An order is kept with its draft, so that a section can be drafted again after years.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.drafting.approval import Node, approved, notes_of, outline_of
from assistant.drafting.compose import gap
from assistant.drafting.match import leaves
from assistant.drafting.outline import Heading, Outline, parse_outline
from assistant.drafting.record import Draft, DraftSection, Paragraph
from corpus.errors import OutlineError
from corpus.model import Report

_LETTERS = 8  # letters kept parsed


@dataclass(frozen=True, slots=True)
class Order:
    """`text` is the canonical text of the file `name` that holds the outline.

    `tree` is what was approved of it (see `approval`), None for the outline as it stands; `rename`
    lets it have headings of its own. `period` and `office` as in `draft`.
    """

    name: str
    text: str
    tree: Node | None = None
    rename: bool = False
    period: str | None = None
    office: str | None = None

    def letter(self) -> Report:
        """Return the file with the outline, read."""
        return _letter(self.name, self.text)

    def outline(self) -> Outline:
        """Return the outline to draft; raises OutlineError where there is none."""
        read = parse_outline(self.letter())
        return approved(read, self.tree, rename=self.rename) if self.tree else read

    def notes(self) -> dict[str, str]:
        """Return the notes for the writer by path."""
        return notes_of(self.tree, self.outline()) if self.tree else {}

    def to_json(self) -> dict[str, Any]:
        """Return the order as JSON values that `order_of` reads back."""
        return {
            "name": self.name,
            "outline": self.text,
            "tree": self.tree,
            "rename": self.rename,
            "period": self.period,
            "office": self.office,
        }


def order_of(state: Mapping[str, Any]) -> Order:
    """Return the order that `state` holds; drafts kept by an older version have no tree."""
    return Order(
        state["name"],
        state["outline"],
        state.get("tree"),
        bool(state.get("rename")),
        state.get("period"),
        state.get("office"),
    )


@lru_cache(_LETTERS)
def _letter(name: str, text: str) -> Report:
    from corpus.reading import parse

    return parse(text, name)


def read_tree(path: Path) -> tuple[Outline, dict[str, str]]:
    """Return the outline of a .json file and the notes in it by path; OutlineError without one."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8-sig"))
        return outline_of(tree), notes_of(tree, outline_of(tree))
    except FileNotFoundError as error:
        raise OutlineError(f"Không tìm thấy tệp “{path}”.") from error
    except (OSError, ValueError, RecursionError) as error:
        raise OutlineError(
            f"Tệp “{path.name}” không phải cây đề cương: hãy dùng tệp do lệnh "
            "“baocao outline --json” ghi."
        ) from error


def takes_text(outline: Outline) -> list[str]:
    """Return the paths of the headings that are written: parents of others have no text."""
    return [path for path, _, _ in leaves(outline)]


# ------------------------------------------------------------------ notes for the writer


def noted(outline: Outline, notes: Mapping[str, str]) -> Outline:
    """Return the outline with each note as one more prompt of its heading.

    So prior wording is looked for by it, and a language model reads it.
    """
    return replace(outline, headings=_noted(outline.headings, (), notes))


def _noted(
    headings: tuple[Heading, ...], above: tuple[str, ...], notes: Mapping[str, str]
) -> tuple[Heading, ...]:
    found = []
    for heading in headings:
        path = (*above, heading.key)
        note = notes.get(".".join(path))
        prompts = (*heading.prompts, note) if note else heading.prompts
        below = _noted(heading.children, path, notes)
        found.append(replace(heading, prompts=prompts, children=below))
    return tuple(found)


def unnoted(draft: Draft, notes: Mapping[str, str]) -> Draft:
    """Return a draft without the gaps of notes (see `without_note`)."""
    return replace(draft, sections=tuple(without_note(s, notes) for s in draft.sections))


def without_note(section: DraftSection, notes: Mapping[str, str]) -> DraftSection:
    """Return a section without the gap of a note: nobody asked the office for its answer.

    What is left empty by that gets the gap of its heading.
    """
    note = notes.get(section.path)
    if not note:
        return section
    kept = tuple(p for p in section.paragraphs if p.gap != gap(note))
    if section.paragraphs and not kept:
        kept = (Paragraph(gap=gap(section.title)),)
    return replace(section, paragraphs=kept)
