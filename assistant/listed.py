"""Answers about sets of documents, and about laws that are cited by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answers import DIRECT, SOURCES, AnswerDocument, lines
from assistant.listing import Listing, Wanted
from corpus.documents.citing import day_text
from corpus.model import Place
from corpus.register.register import UNKNOWN, Entry
from corpus.text import fold, same_tone
from retrieval.graph import Graph


def law_asked(question: str, register: Sequence[Entry]) -> Entry | None:
    """Return the law that a question names, the latest where the year is left open."""
    text = f" {_spelt(question)} "
    laws = [e for e in register if not e.number and f" {_spelt(_unyeared(e.title))} " in text]
    exact = [e for e in laws if str(e.year) in text]
    return max(exact or laws, key=lambda e: (len(e.title), e.year or 0), default=None)


def _spelt(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(same_tone(text))))


def _unyeared(title: str) -> str:
    return re.sub(r"\s+năm \d{4}$", "", title)


def law_answer(law: Entry) -> tuple[str, tuple[AnswerDocument, ...]]:
    """Return where a law is cited: the sentence, and the law as a document."""
    docs = list(dict.fromkeys(place.doc for place in law.places))
    where = "; ".join(lines(doc, law.places) for doc in docs)
    text = f"{law.title} được nhắc ở {len(law.places)} chỗ trong {len(docs)} báo cáo: {where}."
    if law.status != UNKNOWN:
        text += f" Tình trạng: {law.status}."
    return text, (
        AnswerDocument(
            law.title, law.type, None, None, law.title, DIRECT, (), law.status, law.places
        ),
    )


# ---------------------------------------------------------------- sets of documents


def listed_documents(graph: Graph, listed: Listing) -> tuple[AnswerDocument, ...]:
    """Return the documents of a listing, those that were replaced last, each with its sentences."""
    entries = sorted(listed.found, key=lambda e: e.status.startswith(("được thay", "bị bãi")))
    return tuple(
        AnswerDocument(
            number=entry.number or entry.title,
            type=entry.type,
            date=entry.date,
            issuer=entry.issuer,
            title=entry.title,
            relation=DIRECT,
            via=(),
            status=entry.status,
            sources=_sentences(graph, entry),
        )
        for entry in entries
    )


def _sentences(graph: Graph, entry: Entry) -> tuple[Place, ...]:
    if not entry.mentions:
        return entry.places[:SOURCES]
    return tuple(dict.fromkeys(graph.sentence(*one) for one in entry.mentions[:SOURCES]))


def listed_text(listed: Listing) -> str:
    """Return what was looked for, how many there are, their names, and what stays open."""
    wanted = listed.wanted
    what = _asked_for(wanted)
    if not listed.found:
        text = f"Các báo cáo trong kho không nhắc đến {what} nào."
    else:
        names = "; ".join(_entry_name(entry) for entry in listed.found)
        text = f"Theo các báo cáo trong kho, có {len(listed.found)} {what}: {names}."
    if listed.by_symbol:
        numbers = ", ".join(entry.number for entry in listed.by_symbol)
        text += f" Lưu ý: báo cáo không ghi cơ quan ban hành của {numbers}; suy từ ký hiệu."
    if listed.undated:
        numbers = ", ".join(entry.number or entry.title for entry in listed.undated[:20])
        text += f" Lưu ý: chưa rõ ngày ban hành nên không tính: {numbers}."
    return text


def _asked_for(wanted: Wanted) -> str:
    """Return "quyết định của UBND tỉnh trong tháng 5 năm 2025"."""
    parts = [(wanted.type or "văn bản").lower()]
    if wanted.issuer:
        parts.append(f"của {wanted.issuer}" if wanted.known else f"của “{wanted.issuer}”")
    if wanted.period:
        parts.append(f"trong {wanted.period.label}")
    if wanted.statuses:
        parts.append(f"có tình trạng “{wanted.statuses[0]}”")
    if wanted.about:
        parts.append(f"có trích yếu chứa “{wanted.about_text}”")
    return " ".join(parts)


def _entry_name(entry: Entry) -> str:
    if not entry.number:
        return entry.title
    when = f" ngày {day_text(entry.date)}" if entry.date else ""
    by = f" của {entry.issuer}" if entry.issuer else ""
    gone = f" ({entry.status})" if entry.status.startswith(("được thay", "bị bãi")) else ""
    return f"{entry.later_form}{when}{by}{gone}"
