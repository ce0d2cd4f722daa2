"""Appendix tables: "Phụ lục", title, "(Kèm theo …)", a ruled table; pages numbered on their own.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục III, khoản 1. A table of many columns is set across
the sheet (mục I, khoản 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.drafting.record import Draft, DraftSentence
from assistant.official import docx_parts as parts
from assistant.official import layout
from assistant.official.body import sources_in_words

_EXCERPT = 30  # words of a sentence in the table of sources
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class AppendixTable:
    """A table behind the document; `shares` are the widths of its columns in any unit."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]


def write_appendices(
    document: Any, tables: Sequence[AppendixTable], attached: str, *, own_page: bool = True
) -> None:
    """Write `tables`, each in a section of its own; two or more are numbered in Roman figures.

    `attached` is the line "(Kèm theo …)"; without `own_page` margins stay those of a template.
    """
    for number, table in enumerate(tables):
        wide = parts.is_wide(table.header)
        parts.new_section(document, wide=wide, own_page=own_page)
        label = f"Phụ lục {_ROMAN[number % len(_ROMAN)]}" if len(tables) > 1 else "Phụ lục"
        parts.centred(document, label, layout.SIZE_PHU_LUC, bold=True)
        parts.centred(document, table.title.upper(), layout.SIZE_PHU_LUC, bold=True)
        room = layout.TEXT_WIDTH_LANDSCAPE if wide else layout.TEXT_WIDTH
        parts.centred(document, attached, layout.SIZE_KEM_THEO, italic=True, after=8)
        widths = [room * share / sum(table.shares) for share in table.shares]
        parts.table(document, table.header, table.rows, widths)
        parts.last_paragraph(document)


def sources_table(draft: Draft) -> AppendixTable | None:
    """Return "Bảng nguồn số liệu": each sentence with a number, and where it comes from."""
    rows = tuple(
        (str(number), path, _shortened(sentence), "\n".join(_sources(sentence)))
        for number, (path, sentence) in enumerate(_numbered(draft), start=1)
    )
    if not rows:
        return None
    header = ("TT", "Mục", "Nội dung có số liệu hoặc số hiệu văn bản", "Nguồn")
    return AppendixTable("Bảng nguồn số liệu", header, rows, (10, 17, 76, 57))


def _sources(sentence: DraftSentence) -> list[str]:
    places = [*sentence.sources, *(p for note in sentence.notes for p in note.sources)]
    return sources_in_words(list(dict.fromkeys(places)))


def _shortened(sentence: DraftSentence) -> str:
    """Return as much of a sentence as finds it again."""
    words = sentence.text.split()
    return sentence.text if len(words) <= _EXCERPT else " ".join(words[:_EXCERPT]) + " …"


def _numbered(draft: Draft) -> list[tuple[str, DraftSentence]]:
    """Return (path, sentence) of each sentence that says a digit, itself or in a note."""
    rows = [("Mở đầu", s) for s in draft.opening]
    rows += [(section.path, s) for section in draft.sections for s in section.sentences]
    return [
        (path, s) for path, s in rows if any(map(str.isdigit, s.text + "".join(map(str, s.notes))))
    ]
