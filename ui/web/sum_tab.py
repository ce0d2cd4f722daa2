"""Tổng hợp đơn vị: one outline, the answers of many units, sums with their parts, who is silent."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui import labels, sum_formats
from ui import sum_labels as words
from ui.jobs import Job, Jobs, Progress
from ui.sum_labels import TAB_SUM
from ui.sum_verbs import answered_text
from ui.web import html
from ui.web.html import esc, tag
from ui.web.library_tab import TYPES, keep_uploads
from ui.web.watching import QUIET, follow, panel, watch

if TYPE_CHECKING:
    from assistant.gathering.collect import Collected
    from assistant.library import Library

__all__ = ["TAB_SUM", "sum_page", "sum_tab"]

Json = Mapping[str, Any]
SHOWN = 40  # answers under one heading on the page; the files have them all
_TONES = {"có trả lời": "good", "không có số liệu": "info", "chưa trả lời": "warn"}


def sum_tab(page: gr.Blocks, library: Library, jobs: Jobs) -> None:
    """Build the tab."""
    with gr.Row():
        outline = gr.File(
            label=words.SUM_OUTLINE_FILE, file_types=TYPES, height=130, elem_id="sum-outline"
        )
        units = gr.File(
            label=words.SUM_UNITS_FILE,
            file_types=[".xlsx", ".csv", ".txt", ".docx"],
            height=130,
            elem_id="sum-units",
        )
        answers = gr.File(
            label=words.SUM_ANSWER_FILES,
            file_count="multiple",
            file_types=TYPES,
            height=130,
            elem_id="sum-answers",
        )
    go = gr.Button(words.SUM_GO, variant="primary", elem_id="sum-go")
    seen = watch(words.JOB_KIND, jobs)
    shown = panel(html.empty(words.SUM_EMPTY, words.SUM_EMPTY_HINT), elem_id="sum-result")

    def begin(asked: str | None, listed: str | None, sent: list[str] | None) -> tuple[Any, ...]:
        if not asked:
            return seen.refuse(words.SUM_NEED_OUTLINE)
        work = _work(library, asked, listed, sent or [])
        return seen.begin(jobs.submit(words.JOB_KIND, words.SUM_SUMMING, work))

    go.click(begin, [outline, units, answers], seen.begun, **QUIET)
    follow(page, seen, lambda job: [_over(job)], [shown])


def _work(library: Library, asked: str, listed: str | None, sent: Sequence[str]) -> Any:
    folder, paths = keep_uploads([asked, *([listed] if listed else []), *sent])

    def work(progress: Progress) -> Collected:
        from assistant.gathering.collect import collect

        try:
            first = 2 if listed else 1
            return collect(
                paths[0],
                paths[first:],
                paths[1] if listed else None,
                stored=[] if sent else library.reports(),
                progress=lambda share, name: progress(share, words.SUM_READING.format(name=name)),
            )
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return work


def _over(job: Job) -> str:
    links = "".join(
        tag("a", esc(f"{words.SUM_DOWNLOADS} (.{form})"), "download",
            href=f"/api/sum-up/{job.id}/{form}", download=f"tong-hop.{form}")
        for form in ("xlsx", "docx")
    )  # fmt: skip
    return tag("div", links, "downloads") + sum_page(job.result)


def sum_page(found: Collected) -> str:
    """Return the whole as a page: who answered, then each heading with sums and answers."""
    told = sum_formats.collected(found)
    body = html.note(answered_text(found.gathering), "done")
    body += "".join(html.note(remark) for remark in told["remarks"])
    body += html.failures(told["failed"])
    if not told["submissions"]:
        return body + html.empty(words.SUM_NO_ANSWERS, words.SUM_EMPTY_HINT)
    body += "".join(_heading(one) for one in told["headings"])
    if told["unplaced"]:
        title = words.SUM_UNPLACED.format(count=len(told["unplaced"]))
        rows = [
            tag("b", esc(f"{one['unit']}: {one['heading']}")) + html.quote(one["place"])
            for one in told["unplaced"][:SHOWN]
        ]
        body += tag("article", tag("header", tag("b", esc(title))) + "".join(rows), "card")
    return tag("div", body, "cards")


def _heading(one: Json) -> str:
    counts: dict[str, list[str]] = {}
    for answer in one["answers"]:
        counts.setdefault(answer["state"], []).append(answer["unit"])
    head = tag("b", esc(f"{one['path']}. {one['title']}"))
    head += "".join(
        html.badge(f"{state}: {len(units)}", _TONES.get(state, ""))
        for state, units in counts.items()
    )
    body = _sums(one["sums"]) if one["sums"] else ""
    silent = [a["unit"] for a in one["answers"] if a["state"] == "chưa trả lời" and a["doc"]]
    if silent:
        told = words.SUM_SILENT.format(count=len(silent), units="; ".join(silent))
        body += tag("p", esc(told), "problem")
    said = [answer for answer in one["answers"] if answer["excerpts"]]
    if said:
        summary = tag("summary", esc(f"{words.SUM_STATES} ({len(said)})"))
        body += tag("details", summary + _answers(said))
    return tag("article", tag("header", head) + body, "card")


def _sums(sums: Sequence[Json]) -> str:
    header = [words.COL_INDICATOR, words.COL_ABOUT, words.COL_TOTAL, words.COL_FORMULA]
    return html.table(header, [_sum(one) for one in sums], "figures")


def _sum(one: Json) -> list[str]:
    name = f"{one['indicator']} ({one['unit']})" if one["unit"] else one["indicator"]
    about = [one["period"], labels.QUANTITY_KINDS[one["kind"]], one["scope"]]
    total = one["formula"].rpartition(" = ")[2]
    if one["total"] is None:
        total = words.SUM_NOT_ADDED
    parts = "".join(
        tag("div", tag("b", esc(part["unit"])) + html.quote(part["place"])) for part in one["parts"]
    )
    summary = tag("summary", esc(one["formula"]))
    notes = "".join(html.note(text) for text in one["notes"])
    return [
        esc(name),
        esc(", ".join(word for word in about if word)),
        tag("b", esc(total), "value"),
        tag("details", summary + parts) + notes,
    ]


def _answers(said: Sequence[Json]) -> str:
    header = [words.COL_UNIT, words.COL_STATE, words.COL_SAID]
    rows = [
        [
            esc(one["unit"]),
            esc(one["state"]) + (html.note(one["match"]) if one["match"] else ""),
            "".join(html.quote(excerpt["place"]) for excerpt in one["excerpts"]),
        ]
        for one in said[:SHOWN]
    ]
    more = len(said) - len(rows)
    return html.table(header, rows) + (
        html.note(words.SUM_HIDDEN.format(count=more)) if more > 0 else ""
    )
