"""Kiểm tra: what does not agree, what was decided about it, and the ledger of figures."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import BaocaoError
from ui import labels
from ui.jobs import Job, Jobs, Progress
from ui.review_verbs import review_item
from ui.web import html
from ui.web.html import esc, tag
from ui.web.ledger_tab import ledger_tab
from ui.web.library_tab import TYPES, keep_uploads
from ui.web.review_cards import (
    DECIDE,
    LEVELS,
    STATES,
    check_counts,
    findings_page,
    seen_so_far,
    with_context,
)
from ui.web.watching import QUIET, follow, panel, watch

if TYPE_CHECKING:
    from assistant.checking.review import Review
    from assistant.library import Library

Json = Mapping[str, Any]
Found = dict[str, Any]
LOUD = ["error", "warning"]
NOTHING: Found = {"findings": [], "failed": []}


def check_tab(page: gr.Blocks, library: Library, jobs: Jobs) -> None:
    """Build the tab: the findings, and the ledger beside them."""
    with gr.Tabs(elem_classes="inner"):
        with gr.Tab(labels.TAB_FINDINGS, id="findings"):
            _findings(page, library, jobs)
        with gr.Tab(labels.TAB_LEDGER, id="ledger"):
            ledger_tab(library)


def _findings(page: gr.Blocks, library: Library, jobs: Jobs) -> None:
    what, run, files = _controls()
    seen = watch("review", jobs)
    found = gr.State(NOTHING)
    counts = panel(elem_id="check-counts")
    left = panel(elem_id="check-left")
    downloads = panel(elem_id="check-downloads")
    row, *filters = _filters()
    problem = panel(elem_id="check-problem")
    listing = panel(
        html.empty(labels.CHECK_EMPTY, labels.CHECK_EMPTY_HINT),
        elem_id="check-findings",
        js_on_load=DECIDE,
    )

    def begin(scope: str, uploads: list[str] | None) -> tuple[Any, ...]:
        if scope == "files" and not uploads:
            return seen.refuse(labels.CHECK_NO_FILES)
        job = jobs.submit("review", labels.JOB_CHECK, _work(library, scope, uploads or []))
        return seen.begin(job)

    def decide(event: gr.EventData, now: Found, *chosen: Any) -> tuple[Any, ...]:
        try:
            after = decided(library, now, str(event.decide), str(event.code), str(event.reason))
        except BaocaoError as error:
            return *[gr.skip()] * 4, html.note(str(error), "problem")
        shown = findings_page(after, *chosen)
        return after, check_counts(after), seen_so_far(after), shown, ""

    what.change(lambda scope: gr.File(visible=scope == "files"), what, files, queue=False, **QUIET)
    run.click(begin, [what, files], seen.begun, **QUIET)
    outputs = [found, counts, left, downloads, row, *filters, listing, problem]
    follow(page, seen, found_updates, outputs)
    listing.click(decide, [found, *filters], [found, counts, left, listing, problem], **QUIET)
    gr.on(
        [one.input for one in filters],
        findings_page,
        [found, *filters],
        listing,
        queue=False,
        **QUIET,
    )


def _controls() -> tuple[gr.Radio, gr.Button, gr.File]:
    """Place the choice of what to check, the button and the upload."""
    with gr.Row(elem_classes="controls"):
        what = gr.Radio(
            [(labels.CHECK_LIBRARY, "library"), (labels.CHECK_UPLOADED, "files")],
            value="library",
            label=labels.CHECK_WHAT,
            elem_id="check-what",
            scale=3,
        )
        run = gr.Button(
            labels.CHECK_RUN, variant="primary", scale=1, min_width=140, elem_id="check-run"
        )
    files = gr.File(
        label=labels.CHECK_FILES,
        file_count="multiple",
        file_types=TYPES,
        height=150,
        visible=False,
        elem_id="check-files",
    )
    return what, run, files


def _filters() -> tuple[Any, ...]:
    """Place the filters, hidden until there is something to filter: row, then each of them."""
    with gr.Row(visible=False, elem_classes="filters") as filters:
        level = gr.CheckboxGroup(
            [(labels.SEVERITIES[one], one) for one in LEVELS],
            value=LOUD,
            label=labels.FILTER_LEVEL,
            elem_id="check-level",
        )
        kind = gr.Dropdown([], multiselect=True, label=labels.FILTER_KIND, elem_id="check-kind")
        doc = gr.Dropdown([], multiselect=True, label=labels.FILTER_REPORT, elem_id="check-doc")
        state = gr.Dropdown(
            [(labels.STATES[one], one) for one in STATES],
            multiselect=True,
            label=labels.FILTER_STATE,
            elem_id="check-state",
        )
        unseen = gr.Checkbox(label=labels.FILTER_UNSEEN, elem_id="check-unseen")
    return filters, level, kind, doc, state, unseen


def found_updates(job: Job) -> list[Any]:
    """Return the updates of result, counts, links, filters (row and each), listing and note."""
    result = {key: job.result[key] for key in ("findings", "failed")}
    kinds = Counter(one["kind"] for one in result["findings"])
    docs = sorted({place["doc"] for one in result["findings"] for place in one["evidence"]})
    return [
        result,
        check_counts(result),
        seen_so_far(result),
        _downloads(job),
        gr.Row(visible=bool(result["findings"])),
        LOUD,
        gr.Dropdown([(_kind(one, n), one) for one, n in kinds.most_common()], value=[]),
        gr.Dropdown(docs, value=[]),
        [],
        False,
        findings_page(result, LOUD, [], []),
        "",
    ]


def _kind(name: str, count: int) -> str:
    return f"{labels.KINDS.get(name, name)} ({count})"


def _downloads(job: Job) -> str:
    """Return the links to the sheet in both forms and to the commented copies."""
    if not job.result["findings"]:
        return ""
    links = [
        _link(text, f"/api/reviews/{job.id}/sheet?form={form}", f"{labels.SHEET_NAME}.{form}")
        for text, form in ((labels.SHEET_DOCX, "docx"), (labels.SHEET_XLSX, "xlsx"))
    ]
    for number, name in enumerate(job.result["commented"]):
        copy = labels.COMMENTED_NAME.format(stem=Path(name).stem)
        text = labels.COMMENTED.format(name=name)
        links.append(_link(text, f"/api/reviews/{job.id}/commented/{number}", copy))
    told = ""
    if job.result["unwritten"]:
        names = ", ".join(f"“{name}”" for name in job.result["unwritten"])
        told = html.note(labels.COMMENTS_DOCX_ONLY.format(names=names))
    return tag("div", "".join(links), "downloads") + told


def _link(text: str, address: str, name: str) -> str:
    return tag("a", esc(text), "download", href=address, download=name)


def _work(library: Library, scope: str, uploads: Sequence[str]) -> Any:
    """Return the work of a review; uploaded files are copied now, before their page may go."""
    folder, paths = keep_uploads(uploads) if scope == "files" else (None, None)

    def work(progress: Progress) -> Found:
        try:
            result = library.review(paths, progress=progress)
            commented = _commented(result, paths or [])
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
        items = [review_item(one) for one in (*result.items, *result.fixed)]
        return {
            "findings": [with_context(one, result.texts) for one in items],
            "failed": [{"file": file, "reason": reason} for file, reason in result.failed],
            "review": result,
            "commented": commented,
            "unwritten": [path.name for path in paths or [] if path.suffix.lower() != ".docx"],
        }

    return work


def _commented(result: Review, paths: Sequence[Path]) -> dict[str, bytes]:
    """Return a commented copy of each .docx; one that cannot be written has none."""
    from ui.review_verbs import write_comments

    copies: dict[str, bytes] = {}
    for path in paths:
        if path.suffix.lower() == ".docx" and path.name in result.texts:
            out = path.with_name("nhan-xet.docx")
            try:
                write_comments(result, path, out)
            except BaocaoError:
                continue  # the sheet still holds all findings
            copies[path.name] = out.read_bytes()
    return copies


def decided(library: Library, result: Found, decision: str, code: str, reason: str) -> Found:
    """Keep a decision and return the findings as they stand then. Raises BaocaoError."""
    from assistant.checking.review import Decision

    chosen = None if decision == "open" else Decision(decision)
    library.decide(code, chosen, reason)
    ruling = library.rulings().get(code)
    states = {"accepted": "accepted", "dismissed": "dismissed", "corrected": "still"}
    changed = [
        {
            **one,
            "decision": str(ruling.decision) if ruling else None,
            "reason": ruling.reason if ruling else None,
            "decided": ruling.day if ruling else None,
            "state": states.get(decision, "new" if one["new"] else "open"),
            "just": ruling is not None,
        }
        if one["fingerprint"] == code
        else one
        for one in result["findings"]
    ]
    return {**result, "findings": changed}
