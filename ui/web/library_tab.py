"""Kho báo cáo: put reports in, see what was read from each, take one out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.model import Report, walk
from ui import formats, labels
from ui.jobs import Job, Jobs, Progress, Work
from ui.uploads import safe_name
from ui.web import html
from ui.web.html import esc, tag
from ui.web.watching import QUIET, follow, panel, watch
from ui.words import date_text, figure_text, lines_text, quality_text, quality_tone

if TYPE_CHECKING:
    from assistant.library import Library

TYPES = [".docx", ".pdf", ".txt"]
SHOWN = 300  # rows of a detail table

# A click on anything that carries data-pick tells the server what was picked.
PICK = """
element.addEventListener('click', (event) => {
  const picked = event.target.closest('[data-pick]');
  if (picked) trigger('click', {pick: picked.dataset.pick});
});
"""


def keep_uploads(files: Iterable[str]) -> tuple[Path, list[Path]]:
    """Copy uploads out of Gradio's cache; return (folder to delete, the copies)."""
    folder = Path(mkdtemp(prefix="baocao-"))
    paths: list[Path] = []
    for number, file in enumerate(files):
        path = folder / str(number) / safe_name(Path(file).name)
        path.parent.mkdir()
        shutil.copyfile(file, path)
        paths.append(path)
    return folder, paths


def library_tab(page: gr.Blocks, library: Library, jobs: Jobs, header: gr.HTML) -> gr.HTML:
    """Build the tab; return the table of reports, which other tabs may listen to."""
    upload = gr.File(
        label=labels.UPLOAD,
        file_count="multiple",
        file_types=TYPES,
        height=150,
        elem_id="library-upload",
    )
    panel(html.note(labels.UPLOAD_HINT))
    seen = watch("index", jobs)
    outcome = panel(elem_id="library-outcome")
    reports = panel(elem_id="library-reports", js_on_load=PICK)
    picked = gr.State(None)
    with gr.Column(visible=False, elem_id="library-detail") as shown:
        detail = panel()
        with gr.Row(elem_classes="actions"):
            close = gr.Button(labels.CLOSE, size="sm", scale=0, min_width=100)
            remove = gr.Button(labels.REMOVE, size="sm", scale=0, min_width=130)
            sure = gr.Button(
                labels.REMOVE_YES, variant="stop", size="sm", scale=0, min_width=90, visible=False
            )

    def begin(files: list[str] | None) -> tuple[Any, ...]:
        if not files:
            return (None, *[gr.skip()] * len(seen.begun), "")
        job = jobs.submit("index", labels.JOB_INDEX, _indexing(library, files), writes=True)
        return (None, *seen.begin(job), "")

    def show() -> tuple[str, str]:
        found = library.reports()
        return summary(found), report_table(found)

    def over(job: Job) -> list[Any]:
        return [index_outcome(job.result), *show()]

    def pick(event: gr.EventData) -> tuple[Any, ...]:
        report = library.report(str(event.pick))
        if report is None:
            return None, gr.Column(visible=False), "", gr.Button(visible=False)
        return report.doc, gr.Column(visible=True), report_detail(report), gr.Button(visible=False)

    def drop(doc: str | None) -> tuple[Any, ...]:
        if doc:
            library.remove(doc)
        return (None, gr.Column(visible=False), gr.Button(visible=False), *show())

    upload.upload(begin, upload, [upload, *seen.begun, outcome], **QUIET)
    follow(page, seen, over, [outcome, header, reports])
    page.load(show, None, [header, reports], **QUIET)
    reports.click(pick, None, [picked, shown, detail, sure], **QUIET)
    close.click(lambda: gr.Column(visible=False), None, shown, queue=False, **QUIET)
    remove.click(lambda: gr.Button(visible=True), None, sure, queue=False, **QUIET)
    sure.click(drop, picked, [picked, shown, sure, header, reports], **QUIET)
    return reports


def _indexing(library: Library, uploads: Iterable[str]) -> Work:
    """Return the work of indexing; the uploads are copied now, before their page may go."""
    folder, paths = keep_uploads(uploads)

    def work(progress: Progress) -> dict[str, Any]:
        try:
            return formats.index_result(library.index(paths, progress=progress))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return work


def summary(reports: Sequence[Report]) -> str:
    """Return the head of the page with what the library holds."""
    counts = labels.STATS.format(
        reports=len(reports),
        citations=sum(len(one.citations) for one in reports),
        figures=sum(len(one.quantities) for one in reports),
    )
    name = tag("h1", esc(labels.NAME)) + tag("span", esc(labels.TAGLINE), "tagline")
    return tag("header", tag("div", name) + tag("span", esc(counts), "stats"), "top")


def index_outcome(result: dict[str, Any]) -> str:
    """Return what indexing did, and each failure with its sentence."""
    failed = result["failed"]
    done = html.note(labels.INDEX_DONE.format(**{**result, "failed": len(failed)}), "done")
    if not failed:
        return done
    head = html.note(labels.INDEX_FAILED.format(failed=len(failed)), "problem")
    return done + head + html.failures(failed)


def report_table(reports: Sequence[Report]) -> str:
    """Return the table of reports; a name opens its details."""
    if not reports:
        return html.empty(labels.NO_REPORTS, labels.NO_REPORTS_HINT)
    header = [
        labels.COL_REPORT,
        labels.COL_NUMBER,
        labels.COL_DATE,
        labels.COL_PERIOD,
        labels.COL_AS_OF,
        labels.COL_SCOPE,
        labels.COL_PAGES,
        labels.COL_CITATIONS,
        labels.COL_FIGURES,
        labels.COL_QUALITY,
    ]
    body = html.table(header, (_report_row(one) for one in reports), "reports")
    return tag("h2", esc(labels.REPORTS)) + body + html.note(labels.FIND_HINT)


def _report_row(one: Report) -> list[str]:
    title = html.short(one.title, 110)
    name = tag("button", esc(one.doc), "link", type="button", data_pick=one.doc)
    return [
        name + (tag("div", esc(title), "muted") if title else ""),
        esc(one.number or ""),
        html.day(one.date),
        esc(one.period.label if one.period else ""),
        html.day(one.as_of),
        esc(one.scope or ""),
        esc(one.pages or ""),
        str(len(one.citations)),
        str(len(one.quantities)),
        html.badge(quality_text(one.quality), quality_tone(one.quality)),
    ]


def report_detail(report: Report) -> str:
    """Return everything that was read from one report, folded."""
    values = [
        (labels.FIELDS["number"], report.number),
        (labels.FIELDS["kind"], report.kind),
        (labels.FIELDS["date"], date_text(report.date)),
        (labels.FIELDS["issuer"], report.issuer),
        (labels.FIELDS["signer"], report.signer),
        (labels.FIELDS["period"], report.period.label if report.period else ""),
        (labels.FIELDS["as_of"], date_text(report.as_of)),
        (labels.FIELDS["scope"], report.scope),
        (labels.FIELDS["pages"], report.pages),
    ]
    head = tag("h2", esc(report.doc)) + (html.note(report.title, "title") if report.title else "")
    warnings = "".join(html.note(sentence, "problem") for sentence in report.warnings)
    return (
        head
        + html.pairs(values)
        + warnings
        + _fold(labels.DETAIL_CITATIONS, len(report.citations), _citations(report), True)
        + _fold(labels.DETAIL_FIGURES, len(report.quantities), _figures(report))
        + _fold(labels.DETAIL_OUTLINE, sum(1 for _ in walk(report.sections)), _outline(report))
    )


def _fold(label: str, count: int, body: str, is_open: bool = False) -> str:
    rest = html.note(labels.DETAIL_REST.format(count=count - SHOWN)) if count > SHOWN else ""
    inner = tag("summary", esc(label.format(count=count))) + tag("div", body + rest, "scroll")
    return f"<details{' open' if is_open else ''}>{inner}</details>"


def _citations(report: Report) -> str:
    header = [
        labels.COL_LINE,
        labels.COL_TYPE,
        labels.COL_NUMBER,
        labels.COL_DATE,
        labels.COL_ISSUER,
    ]
    found = (formats.citation(one) for one in report.citations[:SHOWN])
    return html.table(
        header,
        (
            [
                tag("span", esc(lines_text(one)), "nowrap"),
                esc(one["type"]),
                tag("b", esc(one["resolved"] or one["number"])),
                html.day(one["date"]),
                esc(one["issuer"]),
            ]
            for one in found
        ),
    )


def _figures(report: Report) -> str:
    header = [
        labels.COL_LINE,
        labels.COL_VALUE,
        labels.COL_UNIT,
        labels.COL_INDICATOR,
        labels.COL_PERIOD,
        labels.COL_SCOPE,
    ]
    found = (formats.quantity(one) for one in report.quantities[:SHOWN])
    return html.table(
        header,
        (
            [
                tag("span", esc(lines_text(one)), "nowrap"),
                tag("b", esc(figure_text(one))),
                esc(one["unit"]),
                esc(one["indicator"]),
                esc(one["period"]),
                esc(one["scope"]),
            ]
            for one in found
        ),
    )


def _outline(report: Report) -> str:
    rows = [
        tag("li", esc(f"{one.number} {one.title}".strip()), f"level{min(one.level, 5)}")
        for one in walk(report.sections)
    ]
    return tag("ul", "".join(rows[:SHOWN]), "tree")
