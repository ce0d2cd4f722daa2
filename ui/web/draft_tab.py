"""Soạn thảo: a đề cương in, a draft out, every sentence with its sources, gaps in plain sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import BaocaoError
from ui import formats, labels
from ui.jobs import Job, Jobs, Progress
from ui.uploads import safe_name
from ui.web import html
from ui.web.html import esc, tag
from ui.web.library_tab import TYPES
from ui.web.watching import QUIET, follow, panel, watch
from ui.words import place_text

if TYPE_CHECKING:
    from assistant.drafting.record import Draft, DraftSection, DraftSentence
    from assistant.library import Library

Json = Mapping[str, Any]
Taken = tuple[str, bytes]  # an outline: its file name and content


def draft_tab(page: gr.Blocks, library: Library, jobs: Jobs, changed: gr.HTML) -> None:
    """Build the tab; `changed` is the component that changes when the library does."""
    taken = gr.State(None)
    with gr.Row(elem_classes="split"):
        with gr.Column(scale=2, min_width=320):
            inputs = _inputs()
            tree = panel(
                html.empty(labels.OUTLINE_EMPTY, labels.OUTLINE_EMPTY_HINT), elem_id="draft-outline"
            )
        with gr.Column(scale=3, min_width=320):
            section, period = _options()
            run = gr.Button(labels.DRAFT, variant="primary", elem_id="draft-run")
            seen = watch("draft", jobs)
            result = panel(
                html.empty(labels.DRAFT_EMPTY, labels.DRAFT_EMPTY_HINT), elem_id="draft-result"
            )

    def begin(outline: Taken | None, path: str, words: str) -> tuple[Any, ...]:
        if outline is None:
            return seen.refuse(labels.NOTHING_TO_DRAFT)
        work = _work(library, outline, path or None, words.strip() or None)
        return seen.begin(jobs.submit("draft", labels.JOB_DRAFT, work))

    def over(job: Job) -> list[Any]:
        done = labels.DRAFT_DONE.format(seconds=f"{job.seconds:.0f}")
        return [html.note(done, "done") + _download(job) + draft_page(job.result)]

    def choices() -> Any:
        return gr.Dropdown(choices=library.store.docs())

    _take_outlines(library, inputs, [taken, tree, section])
    page.load(choices, None, inputs[3], **QUIET)
    changed.change(choices, None, inputs[3], **QUIET)
    run.click(begin, [taken, section, period], seen.begun, **QUIET)
    follow(page, seen, over, [result])


Inputs = tuple[gr.File, gr.Textbox, gr.Button, gr.Dropdown]


def _take_outlines(library: Library, inputs: Inputs, outputs: list[Any]) -> None:
    """Let each way of bringing an outline fill `outputs`: the outline, its tree, the choices."""
    file, pasted, read, choice = inputs

    def from_file(path: str | None) -> list[Any]:
        return show_outline((Path(path).name, Path(path).read_bytes()) if path else None)

    def from_text(text: str) -> list[Any]:
        return show_outline((labels.PASTED_NAME, text.encode()) if text.strip() else None)

    def from_library(doc: str | None) -> list[Any]:
        report = library.report(doc) if doc else None
        if report is None:
            return show_outline(None)
        return show_outline((f"{Path(report.doc).stem}.txt", report.text.encode()))

    file.upload(from_file, file, outputs, **QUIET)
    file.clear(lambda: show_outline(None), None, outputs, **QUIET)
    read.click(from_text, pasted, outputs, **QUIET)
    choice.input(from_library, choice, outputs, **QUIET)


def show_outline(outline: Taken | None) -> list[Any]:
    """Return the updates of (outline, tree, section choices); a problem leaves no outline."""
    if outline is None:
        return [None, html.empty(labels.OUTLINE_EMPTY, labels.OUTLINE_EMPTY_HINT), gr.skip()]
    try:
        found = _outline(outline)
    except BaocaoError as error:
        return [None, html.note(str(error), "problem"), gr.skip()]
    paths = [(f"{path}  {title}"[:90], path) for path, title in _paths(found["children"])]
    return [outline, outline_tree(found), gr.Dropdown([(labels.WHOLE, ""), *paths], value="")]


def _options() -> tuple[gr.Dropdown, gr.Textbox]:
    """Place what to draft and for which period."""
    with gr.Row(elem_classes="controls"):
        section = gr.Dropdown(
            [(labels.WHOLE, "")], value="", label=labels.SECTION_CHOICE, elem_id="draft-section"
        )
        period = gr.Textbox(
            label=labels.PERIOD_CHOICE,
            placeholder=labels.PERIOD_PLACEHOLDER,
            max_length=200,
            elem_id="draft-period",
        )
    return section, period


def _inputs() -> Inputs:
    """Place the three ways to bring an outline."""
    with gr.Tabs(elem_classes="inner"):
        with gr.Tab(labels.OUTLINE_FILE):
            file = gr.File(
                label=labels.OUTLINE_FROM, file_types=TYPES, height=150, elem_id="draft-file"
            )
        with gr.Tab(labels.OUTLINE_PASTE):
            pasted = gr.Textbox(
                label=labels.OUTLINE_FROM,
                placeholder=labels.OUTLINE_PASTE_PLACEHOLDER,
                lines=6,
                max_lines=16,
                elem_id="draft-paste",
            )
            read = gr.Button(labels.OUTLINE_READ, size="sm", elem_id="draft-read")
        with gr.Tab(labels.OUTLINE_PICK):
            choice = gr.Dropdown([], label=labels.OUTLINE_FROM, elem_id="draft-choice")
    return file, pasted, read, choice


def _download(job: Job) -> str:
    """Return the link to the .docx of a draft, which the API makes anew at each click."""
    address = f"api/jobs/{job.id}/docx"
    return tag("a", esc(labels.DOWNLOAD), "download", href=address, download=labels.DOCX_NAME)


def _outline(outline: Taken) -> dict[str, Any]:
    """Return the tree of an outline; raises what reading a file and its outline raise."""
    from assistant.drafting.outline import parse_outline
    from corpus.reading import read

    with TemporaryDirectory(prefix="baocao-") as folder:
        return formats.outline(parse_outline(read(_put(outline, folder))))


def _put(outline: Taken, folder: str) -> Path:
    path = Path(folder) / safe_name(outline[0])
    path.write_bytes(outline[1])
    return path


def _work(library: Library, outline: Taken, section: str | None, period: str | None) -> Any:
    def work(progress: Progress) -> Draft:
        with TemporaryDirectory(prefix="baocao-") as folder:
            path = _put(outline, folder)
            return library.draft(path, section=section, period=period, progress=progress)

    return work


def _paths(headings: Sequence[Json], above: str = "") -> list[tuple[str, str]]:
    """Return (path, title) of every heading: "I.1" below "I"."""
    found: list[tuple[str, str]] = []
    for one in headings:
        key = one["number"].strip(" .)/(:-–")
        path = f"{above}.{key}" if above else key
        found += [(path, one["title"]), *_paths(one["children"], path)]
    return found


def outline_tree(root: Json) -> str:
    """Return the tree of headings with their prompts."""
    title = tag("p", esc(root["title"]), "title") if root["title"] else ""
    return tag("div", title + _branch(root["children"]), "outline")


def _branch(headings: Sequence[Json]) -> str:
    items = []
    for one in headings:
        prompts = "".join(tag("li", esc(html.short(p, 220)), "prompt") for p in one["prompts"])
        below = tag("ul", prompts) if prompts else ""
        head = tag("b", esc(f"{one['number']} {one['title']}".strip()))
        blank = html.badge(labels.BLANK, "warn") if one["blank"] else ""
        items.append(tag("li", head + blank + below + _branch(one["children"])))
    return tag("ul", "".join(items)) if items else ""


def draft_page(draft: Draft) -> str:
    """Return a draft: its counts, then each heading with sentences, gaps and conflicts."""
    parts = [_stats(draft), tag("h2", esc(draft.title), "draft-title")]
    if draft.unsupported:
        rows = "".join(tag("li", esc(sentence)) for sentence in draft.unsupported)
        parts.append(tag("ul", rows, "failures"))
    parts += [_section(section) for section in draft.sections]
    return tag("div", "".join(parts), "draft")


def _stats(draft: Draft) -> str:
    sections = draft.sections
    values = [
        (len(sections), labels.STAT_SECTIONS, ""),
        (sum(len(s.sentences) for s in sections), labels.STAT_SENTENCES, "good"),
        (sum(len(s.gaps) for s in sections), labels.STAT_GAPS, "warn"),
        (sum(len(s.conflicts) for s in sections), labels.STAT_CONFLICTS, "bad"),
    ]
    if draft.unsupported:
        values.append((len(draft.unsupported), labels.STAT_UNSUPPORTED, "bad"))
    boxes = "".join(
        tag("div", tag("b", str(count)) + tag("span", esc(name)), tone)
        for count, name, tone in values
    )
    return tag("div", boxes, "stats-row")


def _section(section: DraftSection) -> str:
    level = min(6, section.level + 2)
    parts = [tag(f"h{level}", esc(f"{section.number} {section.title}".strip()))]
    for paragraph in section.paragraphs:
        if paragraph.gap is not None:
            parts.append(_gap(paragraph.gap.text))
        else:
            body = " ".join(_sentence(sentence) for sentence in paragraph.sentences)
            parts.append(tag("div", esc(paragraph.lead) + " " + body, "para"))
    parts += [_conflict(formats.plain(one)) for one in section.conflicts]
    return tag("section", "".join(parts))


def _gap(text: str) -> str:
    return tag("div", esc(text), "gap")


def _sentence(sentence: DraftSentence) -> str:
    marks = "".join(
        " " + tag("mark", esc(mark.text), f"mark-{mark.kind}") for mark in sentence.marks
    )
    places = formats.places(sentence.sources)
    summary = tag("summary", esc(_where(places)), title=labels.COL_SOURCES)
    fold = tag("details", summary + "".join(html.quote(place) for place in places), "sources")
    return tag("span", esc(sentence.text), "sentence") + marks + (fold if places else "")


def _where(places: Sequence[Json]) -> str:
    more = f" +{len(places) - 1}" if len(places) > 1 else ""
    return place_text(places[0]) + more if places else ""


def _conflict(one: Json) -> str:
    rows = []
    for number, value in enumerate(one["values"]):
        chosen = html.badge(labels.PREFERRED, "good") if number == one["prefer"] else ""
        head = tag("b", esc(value["text"])) + " " + esc(value["report"]) + " " + chosen
        rows.append(tag("div", tag("p", head) + html.quote(value["place"])))
    told = tag("p", tag("b", f"{esc(labels.CONFLICT_HEAD)}: ") + esc(one["about"]))
    return tag(
        "div", told + tag("div", "".join(rows), "side") + html.note(one["reason"]), "conflict"
    )
