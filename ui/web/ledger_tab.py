"""Bảng số liệu: indicators by report, the value to use and why, a plot over time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import gradio as gr

from ui import formats, labels
from ui.ledger_verbs import ledger_row
from ui.web import html
from ui.web.html import esc, tag
from ui.web.series_svg import plot
from ui.web.watching import QUIET, panel
from ui.words import date_text, figure_text

if TYPE_CHECKING:
    from assistant.ledger import Ledger
    from assistant.library import Library

Json = dict[str, Any]
SHOWN = 60  # rows on the page


def ledger_tab(library: Library) -> None:
    """Build the tab."""
    with gr.Row(elem_classes="ask"):
        query = gr.Textbox(
            label=labels.LEDGER_QUERY,
            placeholder=labels.LEDGER_QUERY_HINT,
            elem_id="ledger-query",
            max_length=200,
            scale=5,
        )
        go = gr.Button(
            labels.LEDGER_FIND, variant="primary", scale=1, min_width=110, elem_id="ledger-go"
        )
    only = gr.Checkbox(label=labels.LEDGER_ONLY_CONFLICTS, elem_id="ledger-conflicts")
    table = panel(html.empty(labels.LEDGER_EMPTY, labels.LEDGER_EMPTY_HINT), elem_id="ledger-table")

    def show(words: str, disputed: bool) -> str:
        return ledger_page(library.ledger(), words, disputed)

    shown: dict[str, Any] = {**QUIET, "show_progress": "minimal"}
    go.click(show, [query, only], table, **shown)
    query.submit(show, [query, only], table, **shown)
    only.input(show, [query, only], table, **shown)


def ledger_page(ledger: Ledger, words: str, disputed: bool) -> str:
    """Return the rows that `words` name, those of several figures where nothing is named."""
    found = ledger.find(words) if words.strip() else ledger
    rows = [
        row
        for row in found.rows
        if (not disputed or row.conflicts) and (words.strip() or len(row.entries) > 1)
    ]
    if not rows:
        hint = labels.CHECK_FILTERED_HINT if ledger.rows else labels.LEDGER_EMPTY_HINT
        return html.empty(labels.LEDGER_EMPTY, hint)
    drawn = "".join(_row(ledger_row(row)) for row in rows[:SHOWN])
    more = ""
    if len(rows) > SHOWN:
        more = html.note(labels.LEDGER_SHOWN.format(shown=SHOWN, count=len(rows)))
    link = tag(
        "a",
        esc(labels.LEDGER_DOWNLOAD),
        "download",
        href=f"/api/ledger/export?query={quote(words.strip())}",
        download=labels.LEDGER_NAME,
    )
    return link + tag("div", drawn, "cards") + more


def _row(row: Json) -> str:
    head = tag("b", esc(row["indicator"]))
    head += tag("span", esc(row["unit"]), "muted") if row["unit"] else ""
    chosen = row["use"]
    value = figure_text(chosen) if chosen else labels.LEDGER_NONE
    head += html.badge(f"{labels.LEDGER_CHOSEN}: {value}", "good" if chosen else "warn")
    body = html.note(row["reason"])
    for conflict in row["conflicts"]:
        told = labels.LEDGER_DISPUTED.format(text=conflict["explanation"])
        body += tag("p", esc(told), "problem")
    disputed = [one for conflict in row["conflicts"] for one in conflict["figures"]]
    body += _figures(row["figures"], chosen, disputed)
    drawing = plot(_series(row["figures"]))
    if drawing:
        fold = tag("summary", esc(labels.LEDGER_PLOT)) + drawing
        body += tag("details", fold, "plot", open="open")
    return tag("article", tag("header", head) + body, "card ledger")


def _figures(figures: Sequence[Json], chosen: Json | None, disputed: Sequence[Json]) -> str:
    header = [
        labels.COL_VALUE,
        labels.COL_PERIOD,
        labels.COL_AS_OF,
        labels.COL_KIND,
        labels.COL_SCOPE,
        labels.COL_SOURCES,
    ]
    rows = [
        [
            tag("b", esc(figure_text(one)), _tone(one, chosen, disputed)),
            esc(one["period"]),
            html.day(one["as_of"]),
            esc(labels.QUANTITY_KINDS[one["kind"]]),
            esc(one["scope"]),
            html.quote(one["place"]),
        ]
        for one in figures
    ]
    return html.table(header, rows, "figures")


def _tone(one: Json, chosen: Json | None, disputed: Sequence[Json]) -> str:
    if one == chosen:
        return "value chosen"
    return "value disputed" if one in disputed else "value"


def _series(figures: Sequence[Json]) -> dict[str, list[tuple[str, float, str]]]:
    """Return {name: points (day, value, words)}: plans apart from results, scopes apart."""
    series: dict[str, list[tuple[str, float, str]]] = {}
    for one in figures:
        if one["as_of"]:
            kind = labels.QUANTITY_KINDS[one["kind"]]
            name = f"{kind}, {one['scope']}" if one["scope"] else kind
            words = f"{figure_text(one)} · {date_text(one['as_of'])} · {one['place']['doc']}"
            series.setdefault(name, []).append((one["as_of"], float(one["value"]), words))
    return {name: sorted(points) for name, points in series.items()}


def json_rows(ledger: Ledger) -> list[Json]:
    """Return the rows as JSON, for the API."""
    return [formats.plain(ledger_row(row)) for row in ledger.rows]
