"""Tra cứu: ask about documents, get the complete list with its sources, and the passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import gradio as gr

from corpus.errors import BaocaoError
from corpus.model import RelationKind, Report
from corpus.text import fold
from ui import formats, labels
from ui.demo import most_implemented
from ui.web import html
from ui.web.graph_svg import graph
from ui.web.html import esc, tag
from ui.web.library_tab import PICK
from ui.web.register_panel import register_panel
from ui.web.watching import QUIET, panel
from ui.words import date_text

if TYPE_CHECKING:
    from assistant.library import Library

Json = Mapping[str, Any]

# Words of questions that would light up half of every passage.
_COMMON = frozenset(
    word
    for words in (
        "nao gi co khong la va cac nhung cua cho ve theo trong tai duoc da bao nhieu nam so",
        "van ban quyet dinh ke hoach nghi bao cao trien khai thuc hien thay the",
        "the which what do does decisions documents cover implement",
    )
    for word in words.split()
)


def search_tab(page: gr.Blocks, library: Library, changed: gr.HTML) -> None:
    """Build the tab; `changed` is the component that changes when the library does."""
    with gr.Tabs(elem_id="search-tabs"):
        with gr.Tab(labels.TAB_ASK, id="ask"):
            _ask_panel(page, library, changed)
        with gr.Tab(labels.TAB_REGISTER, id="register"):
            register_panel(page, library, changed)


def _ask_panel(page: gr.Blocks, library: Library, changed: gr.HTML) -> None:
    with gr.Row(elem_classes="ask"):
        question = gr.Textbox(
            label=labels.QUESTION,
            placeholder=labels.QUESTION_PLACEHOLDER,
            elem_id="search-question",
            max_length=2000,
            scale=6,
        )
        go = gr.Button(
            labels.SEARCH, variant="primary", scale=1, min_width=120, elem_id="search-go"
        )
    samples = panel(elem_id="search-examples", js_on_load=PICK)
    result = panel(
        html.empty(labels.SEARCH_EMPTY, labels.SEARCH_EMPTY_HINT), elem_id="search-result"
    )

    def ask(words: str) -> str:
        if not words.strip():
            return html.empty(labels.SEARCH_EMPTY, labels.SEARCH_EMPTY_HINT)
        try:
            answer = library.ask(words)
            return answer_page(formats.answer(answer), words, graph(answer))
        except BaocaoError as error:
            return html.note(str(error), "problem")

    def suggest() -> str:
        return examples(library.reports())

    def take(event: gr.EventData) -> str:
        return str(event.pick)

    shown: dict[str, Any] = {"show_progress": "minimal", "api_visibility": "private"}
    go.click(ask, question, result, **shown)
    question.submit(ask, question, result, **shown)
    samples.click(take, None, question, **QUIET).then(ask, question, result, **shown)
    page.load(suggest, None, samples, **QUIET)
    changed.change(suggest, None, samples, **QUIET)


def examples(reports: Sequence[Report]) -> str:
    """Return questions that this very library can answer, as buttons."""
    asked: list[str] = []
    if central := most_implemented(reports):
        asked.append(labels.EXAMPLE_COVER.format(type=central[0], number=central[1]))
    if replacing := _replacing(reports):
        asked.append(labels.EXAMPLE_REPLACED.format(number=replacing))
    if indicator := _common_indicator(reports):
        asked.append(indicator[0].upper() + indicator[1:])
    if not asked:
        return ""
    buttons = (tag("button", esc(one), "example", type="button", data_pick=one) for one in asked)
    return tag("div", tag("span", esc(labels.EXAMPLES), "muted") + "".join(buttons), "examples")


def _replacing(reports: Iterable[Report]) -> str | None:
    for report in reports:
        for relation in report.relations:
            if relation.kind is RelationKind.REPLACES and not relation.negated:
                source = report.citations[relation.source]
                return f"{source.type} {source.number}".strip()
    return None


def _common_indicator(reports: Sequence[Report]) -> str | None:
    """Return an indicator that several reports have, the longest one that reads well."""
    seen: dict[str, set[str]] = {}
    for report in reports:
        for quantity in report.quantities:
            seen.setdefault(quantity.indicator, set()).add(report.doc)
    wanted = [words for words in seen if 15 <= len(words) <= 60 and len(words.split()) >= 3]
    return max(wanted, key=lambda words: (len(seen[words]), len(words), words), default=None)


def key_words(question: str) -> list[str]:
    """Return the words of a question that are worth marking in a passage."""
    words = re.findall(r"[\w&/.-]*\w", question)
    return [word for word in words if fold(word) not in _COMMON and len(word) > 1]


def answer_page(answer: Json, question: str, drawing: str = "") -> str:
    """Return an answer: its words, its drawn graph, the table of documents, the passages."""
    documents, passages = answer["documents"], answer["passages"]
    if not documents and not passages:
        told = html.note(answer["answer"], "answer") if answer["answer"] else ""
        return told + html.empty(labels.NO_ANSWER, labels.NO_ANSWER_HINT)
    parts = [_told(answer["answer"])]
    if documents:
        parts.append(_downloads(question))
        if drawing:
            summary = tag("summary", esc(labels.GRAPH_TITLE))
            parts.append(tag("details", summary + drawing, open="open"))
        parts.append(tag("h2", esc(labels.DOCUMENTS_COUNT.format(count=len(documents)))))
        parts.append(document_table(documents))
    if passages:
        parts.append(tag("h2", esc(labels.PASSAGES_COUNT.format(count=len(passages)))))
        parts.append(html.passages(passages, key_words(question)))
    return "".join(parts)


def _downloads(question: str) -> str:
    """Return links that give the answer as a file."""
    links = "".join(
        tag("a", esc(f".{form}"), "download", href=_export_address(question, form),
            download=f"{labels.ANSWER_FILE}.{form}")
        for form in ("docx", "xlsx")
    )  # fmt: skip
    return tag("div", tag("span", esc(labels.ANSWER_EXPORT), "muted") + links, "downloads")


def _export_address(question: str, form: str) -> str:
    return f"/api/ask/export?{urlencode({'question': question, 'form': form})}"


def _told(words: str) -> str:
    """Return an answer's words, each of its lists on a line of its own."""
    parts = re.split(rf"\n+|(?<=\.) (?=(?:{'|'.join(labels.ANSWER_PARTS)}):)", words)
    lines = "".join(tag("p", esc(line)) for line in parts if line.strip())
    return tag("div", lines, "answer") if lines else ""


def document_table(documents: Sequence[Json]) -> str:
    """Return the documents with how they stand to what was asked, their status and sources."""
    header = [labels.COL_DOCUMENT, labels.COL_RELATION, labels.COL_STATUS, labels.COL_SOURCES]
    return html.table(header, (_document_row(one) for one in documents), "documents")


def _document_row(one: Json) -> list[str]:
    head = tag("b", esc(f"{one['type']} {one['number']}".strip()))
    about = [date_text(one["date"]), one["issuer"]]
    more = " · ".join(part for part in about if part)
    name = head + tag("div", esc(more), "muted") + tag("div", esc(one["title"] or ""), "subject")
    via = labels.VIA.format(numbers=", ".join(one["via"])) if one["via"] else ""
    direct = one["relation"] == "trực tiếp"
    relation = html.badge(one["relation"], "info" if direct else "")
    return [
        name,
        relation + tag("div", esc(via), "muted"),
        html.badge(one["status"], _tone(one["status"])),
        html.quotes(one["sources"]),
    ]


def _tone(status: str) -> str:
    if status.startswith("còn"):
        return "good"
    return "" if status.startswith("chưa") else "bad"
