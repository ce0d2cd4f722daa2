"""Kiểm tra: what does not agree, with both quotes side by side and the sum written out."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui import formats, labels
from ui.jobs import Job, Jobs, Progress
from ui.web import html
from ui.web.html import esc, tag
from ui.web.library_tab import TYPES, keep_uploads
from ui.web.watching import QUIET, follow, panel, watch

if TYPE_CHECKING:
    from assistant.library import Library

Json = Mapping[str, Any]
Found = dict[str, Any]

LEVELS = ("error", "warning", "info")
TONES = {"error": "bad", "warning": "warn", "info": "info"}
SHOWN = 150  # findings on the page
QUOTES = 4  # side by side before the fold
AROUND = 90  # characters of context on each side of a quote


def check_tab(page: gr.Blocks, library: Library, jobs: Jobs) -> None:
    """Build the tab."""
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
    seen = watch("check", jobs)
    found = gr.State({"findings": [], "failed": []})
    counts = panel(elem_id="check-counts")
    filters, level, kind, doc = _filters()
    listing = panel(
        html.empty(labels.CHECK_EMPTY, labels.CHECK_EMPTY_HINT), elem_id="check-findings"
    )

    def begin(scope: str, uploads: list[str] | None) -> tuple[Any, ...]:
        if scope == "files" and not uploads:
            return seen.refuse(labels.CHECK_NO_FILES)
        job = jobs.submit("check", labels.JOB_CHECK, _work(library, scope, uploads or []))
        return seen.begin(job)

    what.change(lambda scope: gr.File(visible=scope == "files"), what, files, queue=False, **QUIET)
    run.click(begin, [what, files], seen.begun, **QUIET)
    follow(page, seen, found_updates, [found, counts, filters, kind, doc, listing, level])
    gr.on(
        [level.input, kind.input, doc.input],
        findings_page,
        [found, level, kind, doc],
        listing,
        queue=False,
        **QUIET,
    )


def _filters() -> tuple[gr.Row, gr.CheckboxGroup, gr.Dropdown, gr.Dropdown]:
    """Place the filters, hidden until there is something to filter."""
    with gr.Row(visible=False, elem_classes="filters") as filters:
        level = gr.CheckboxGroup(
            [(labels.SEVERITIES[one], one) for one in LEVELS],
            value=["error", "warning"],
            label=labels.FILTER_LEVEL,
            elem_id="check-level",
        )
        kind = gr.Dropdown([], multiselect=True, label=labels.FILTER_KIND, elem_id="check-kind")
        doc = gr.Dropdown([], multiselect=True, label=labels.FILTER_REPORT, elem_id="check-doc")
    return filters, level, kind, doc


def found_updates(job: Job) -> list[Any]:
    """Return the updates of (result, counts, filters, kinds, reports, listing, level)."""
    result = job.result
    kinds = Counter(one["kind"] for one in result["findings"])
    docs = sorted({place["doc"] for one in result["findings"] for place in one["evidence"]})
    return [
        result,
        check_counts(result),
        gr.Row(visible=bool(result["findings"])),
        gr.Dropdown([(_kind(one, n), one) for one, n in kinds.most_common()], value=[]),
        gr.Dropdown(docs, value=[]),
        findings_page(result, ["error", "warning"], [], []),
        ["error", "warning"],
    ]


def _kind(name: str, count: int) -> str:
    return f"{labels.KINDS.get(name, name)} ({count})"


def _work(library: Library, scope: str, uploads: Sequence[str]) -> Any:
    """Return the work of a check; uploaded files are copied now, before their page may go."""
    folder, paths = keep_uploads(uploads) if scope == "files" else (None, None)

    def work(progress: Progress) -> Found:
        try:
            result = library.check(paths, progress=progress)
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)
        texts = {one.doc: one.text for one in library.reports()}
        return {
            "findings": [_with_context(formats.finding(one), texts) for one in result.findings],
            "failed": [formats.failure(one) for one in result.failed],
        }

    return work


def _with_context(finding: Found, texts: Mapping[str, str]) -> Found:
    """Return a finding with the words around each quote, where the library has the report."""
    evidence = [
        {**place, **_context(place, texts.get(place["doc"], ""))} for place in finding["evidence"]
    ]
    return {**finding, "evidence": evidence}


def _context(place: Json, text: str) -> dict[str, str]:
    """Return the words before and after a place, cut at words; "" where the text is another."""
    start, end = place["start"], place["end"]
    if text[start:end] != place["text"]:
        return {"before": "", "after": ""}
    before = " ".join(f"|{text[max(0, start - AROUND) : start]}|".split())[1:-1]
    after = " ".join(f"|{text[end : end + AROUND]}|".split())[1:-1]
    if start > AROUND:
        before = f"… {before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return {"before": before, "after": after}


def check_counts(result: Json) -> str:
    """Return how many findings of each level there are, and the files that failed."""
    found = Counter(one["severity"] for one in result["findings"])
    boxes = "".join(
        tag("div", tag("b", str(found[one])) + tag("span", esc(labels.SEVERITIES[one])), TONES[one])
        for one in LEVELS
    )
    return html.failures(result["failed"]) + tag("div", boxes, "stats-row")


def findings_page(
    result: Json, level: Sequence[str], kind: Sequence[str], doc: Sequence[str]
) -> str:
    """Return the findings that pass the filters; an empty filter lets everything pass."""
    findings = result["findings"]
    if not findings:
        return html.empty(labels.CHECK_NONE, labels.CHECK_NONE_HINT)
    wanted = [
        one
        for one in findings
        if one["severity"] in (level or LEVELS)
        and (not kind or one["kind"] in kind)
        and (not doc or any(place["doc"] in doc for place in one["evidence"]))
    ]
    if not wanted:
        return html.empty(labels.CHECK_FILTERED, labels.CHECK_FILTERED_HINT)
    rest = ""
    if len(wanted) > SHOWN:
        rest = html.note(labels.SHOWING.format(shown=SHOWN, count=len(wanted)))
    return tag("div", "".join(map(finding_card, wanted[:SHOWN])), "cards") + rest


def finding_card(one: Json) -> str:
    """Return one finding: what it is, the explanation, both quotes, the suggestion."""
    level = labels.SEVERITIES[one["severity"]]
    head = html.badge(level, TONES[one["severity"]])
    head += tag("b", esc(labels.KINDS.get(one["kind"], one["kind"])))
    head += tag("span", esc(labels.CERTAINTY.format(share=f"{one['certainty']:.0%}")), "muted")
    body = tag("p", esc(one["explanation"]))
    body += _quotes(one["evidence"])
    if one["suggestion"]:
        body += html.note(labels.SUGGESTION.format(text=one["suggestion"]), "suggestion")
    return tag("article", tag("header", head) + body, f"card finding {TONES[one['severity']]}")


def _quotes(places: Sequence[Json]) -> str:
    """Return the first quotes side by side, the others behind a fold."""
    drawn = [
        html.quote(one, one.get("before", ""), one.get("after", "")) for one in each_report(places)
    ]
    first = tag("div", "".join(drawn[:QUOTES]), "side")
    if len(drawn) <= QUOTES:
        return first
    summary = tag("summary", esc(labels.MORE_QUOTES.format(count=len(drawn) - QUOTES)))
    return first + tag("details", summary + tag("div", "".join(drawn[QUOTES:]), "side"))


def each_report(places: Sequence[Json]) -> list[Json]:
    """Return places with one of each report first, so that no report is only behind the fold."""
    first = {place["doc"]: number for number, place in reversed(list(enumerate(places)))}
    ahead = [places[number] for number in sorted(first.values())]
    return ahead + [one for number, one in enumerate(places) if number not in first.values()]
