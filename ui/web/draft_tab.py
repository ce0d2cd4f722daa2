"""Soạn thảo: a đề cương in, its tree approved, the draft written, read beside its sources."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.drafting.approval import Node, numbered, tree_of
from assistant.drafting.order import Order
from corpus.errors import BaocaoError
from ui import labels
from ui.jobs import Jobs
from ui.web import html
from ui.web.desk_panel import Desk
from ui.web.draft_pages import steps
from ui.web.html import esc, tag
from ui.web.library_tab import TYPES, keep_uploads
from ui.web.outline_tree import ACT, approval_tree, stepped
from ui.web.watching import QUIET, panel

if TYPE_CHECKING:
    from assistant.library import Library

Taken = dict[str, str]  # an outline: its file's `name` and canonical `text`
Inputs = tuple[gr.File, gr.Textbox, gr.Button, gr.Dropdown]


def draft_tab(page: gr.Blocks, library: Library, jobs: Jobs, changed: gr.HTML) -> None:
    """Build the tab; `changed` is the component that changes when the library does."""
    bar = panel(steps(1), elem_id="draft-steps")
    with gr.Tabs(elem_classes="inner", elem_id="draft-views") as views:
        with gr.Tab(labels.VIEW_OUTLINE, id="outline") as first:
            begun = _Beginning(library)
        with gr.Tab(labels.VIEW_DESK, id="desk") as second:
            desk = Desk(page, library, jobs, bar)
    begun.listen(page, changed)
    outputs = [begun.problem, views, bar, *desk.watch.begun, *desk.room.all]

    def run(*given: Any) -> list[Any]:
        try:
            key = library.desk().start(begun.order(*given))
            shown = desk.begin(key)
        except BaocaoError as error:
            rest = [gr.skip()] * (len(outputs) - 1)
            return [html.note(str(error), "problem"), *rest]
        return ["", gr.Tabs(selected="desk"), steps(3), *shown]

    given = [begun.taken, begun.tree, begun.rename, begun.period, begun.office]
    for button in (begun.run, begun.run_above):  # the tree between them is long
        button.click(run, given, outputs, **QUIET)
    first.select(lambda tree: steps(2 if tree else 1), begun.tree, bar, queue=False, **QUIET)
    second.select(lambda: steps(3), None, bar, queue=False, **QUIET)
    begun.tree.change(lambda tree: steps(2 if tree else 1), begun.tree, bar, queue=False, **QUIET)


class _Beginning:
    """The outline on its way in: the file, the period, the office, the tree to approve."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.taken, self.tree = gr.State(None), gr.State(None)
        with gr.Row(elem_classes="split"):
            with gr.Column(scale=2, min_width=320):
                self._inputs = _inputs()
                self.hint = panel(elem_id="draft-no-reports")
                self.period = gr.Textbox(
                    label=labels.PERIOD_CHOICE, placeholder=labels.PERIOD_PLACEHOLDER,
                    max_length=200, elem_id="draft-period",
                )  # fmt: skip
                self.office = gr.Dropdown(
                    [], label=labels.OFFICE_CHOICE, info=labels.OFFICE_HINT,
                    allow_custom_value=True, elem_id="draft-office",
                )  # fmt: skip
                with gr.Row(visible=False) as self.above:
                    self.run_above = gr.Button(
                        labels.APPROVE_RUN, variant="primary", elem_id="draft-run-above"
                    )
            with gr.Column(scale=3, min_width=320):
                self.problem = panel(elem_id="draft-problem")
                with gr.Row(visible=False, elem_classes="actions") as self.choices:
                    self.rename = gr.Checkbox(
                        label=labels.APPROVE_RENAME, elem_id="draft-rename", container=False
                    )
                    self.reset = gr.Button(
                        labels.APPROVE_RESET, size="sm", elem_id="draft-reset", scale=0,
                        min_width=170,
                    )  # fmt: skip
                self.shown = panel(_no_outline(), elem_id="draft-outline", js_on_load=ACT)
                with gr.Row(visible=False, elem_classes="approve-run") as self.approval:
                    self.run = gr.Button(labels.APPROVE_RUN, variant="primary", elem_id="draft-run")

    def listen(self, page: gr.Blocks, changed: gr.HTML) -> None:
        file, pasted, read, choice = self._inputs
        outputs = [
            self.taken, self.tree, self.shown, self.choices, self.above, self.approval,
            self.rename, self.period, self.problem,
        ]  # fmt: skip
        file.upload(self._from_file, [file, self.office], outputs, **QUIET)
        file.clear(lambda: self._show(None, None), None, outputs, **QUIET)
        read.click(self._from_text, [pasted, self.office], outputs, **QUIET)
        choice.input(self._from_library, [choice, self.office], outputs, **QUIET)
        given = [self.taken, self.tree, self.rename]
        self.shown.click(self._on_step, given, [self.tree, self.shown, self.problem], **QUIET)
        self.rename.change(self._draw, given, self.shown, **QUIET)
        self.reset.click(self._on_reset, [self.taken, self.office], outputs, **QUIET)
        self.office.input(
            self._on_office, [self.taken, self.tree, self.rename, self.office],
            [self.tree, self.shown], **QUIET,
        )  # fmt: skip
        known = [choice, self.office, self.hint]
        page.load(self._known, None, known, **QUIET)
        changed.change(self._known, None, known, **QUIET)

    def order(
        self, taken: Taken | None, tree: Node | None, rename: bool, period: str, office: str | None
    ) -> Order:
        """Return what is to be drafted; raises BaocaoError where there is no outline."""
        if taken is None or tree is None:
            raise BaocaoError(labels.NOTHING_TO_DRAFT)
        words = (period or "").strip() or None, (office or "").strip() or None
        return Order(taken["name"], taken["text"], tree, rename, *words)

    # -------------------------------------------------------------- ways in

    def _from_file(self, path: str | None, office: str | None) -> list[Any]:
        if not path:
            return self._show(None, office)
        from corpus.reading import read

        folder, (copy,) = keep_uploads([path])
        try:
            report = read(copy)
        except BaocaoError as error:
            return self._problem(error)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return self._show({"name": report.doc, "text": report.text}, office)

    def _from_text(self, text: str, office: str | None) -> list[Any]:
        if not text.strip():
            return self._problem(BaocaoError(labels.NOTHING_TO_DRAFT))
        return self._show({"name": labels.PASTED_NAME, "text": text}, office)

    def _from_library(self, doc: str | None, office: str | None) -> list[Any]:
        report = self._library.report(doc) if doc else None
        if report is None:
            return self._show(None, office)
        return self._show({"name": report.doc, "text": report.text}, office)

    def _on_reset(self, taken: Taken | None, office: str | None) -> list[Any]:
        return self._show(taken, office)

    def _show(self, taken: Taken | None, office: str | None) -> list[Any]:
        if taken is None:
            return [None, None, _no_outline(), *_rows(shown=False), False, "", ""]
        try:
            outline = Order(taken["name"], taken["text"]).outline()
        except BaocaoError as error:
            return self._problem(error)
        tree = tree_of(outline, office)
        period = outline.period.label if outline.period else ""
        return [taken, tree, _tree(tree), *_rows(shown=True), False, period, ""]

    def _problem(self, error: BaocaoError) -> list[Any]:
        problem = html.note(str(error), "problem")
        return [None, None, _no_outline(), *_rows(shown=False), False, "", problem]

    # -------------------------------------------------------------- approving

    def _on_step(
        self, event: gr.EventData, taken: Taken | None, tree: Node | None, rename: bool
    ) -> list[Any]:
        if taken is None or tree is None:
            return [None, _no_outline(), html.note(labels.NOTHING_TO_DRAFT, "problem")]
        try:
            tree = stepped(tree, str(event.act), int(str(event.id)), str(event.value))
        except BaocaoError as error:
            return [gr.skip(), gr.skip(), html.note(str(error), "problem")]
        return [tree, self._draw(taken, tree, rename), ""]

    def _draw(self, taken: Taken | None, tree: Node | None, rename: bool) -> str:
        if taken is None or tree is None:
            return _no_outline()
        outline = Order(taken["name"], taken["text"]).outline()
        return _tree(numbered(outline, tree), rename=rename)

    def _on_office(
        self, taken: Taken | None, tree: Node | None, rename: bool, office: str | None
    ) -> list[Any]:
        """Mark anew what is not for the office, and keep what was changed."""
        if taken is None or tree is None:
            return [None, _no_outline()]
        read = tree_of(Order(taken["name"], taken["text"]).outline(), office)
        marks = {one["origin"]: one for one in _nodes(read)}
        for one in _nodes(tree):
            seen = marks[one["origin"]]
            one["elsewhere"], one["foreign"] = seen["elsewhere"], seen["foreign"]
        return [tree, self._draw(taken, tree, rename)]

    def _known(self) -> list[Any]:
        """Return what the library offers: files, offices, the one that wrote most."""
        reports = self._library.reports()
        offices = Counter(one.issuer for one in reports if one.issuer).most_common()
        names = [name for name, _ in offices]
        hint = "" if reports else html.note(labels.OUTLINE_NO_REPORTS, "gap")
        value = names[0] if names else None
        return [gr.Dropdown([r.doc for r in reports]), gr.Dropdown(names, value=value), hint]


def _rows(*, shown: bool) -> list[Any]:
    return [gr.Row(visible=shown)] * 3


def _nodes(tree: Node) -> list[Node]:
    return [n for child in tree["children"] for n in (child, *_nodes(child))]


def _no_outline() -> str:
    return html.empty(labels.OUTLINE_EMPTY, labels.OUTLINE_EMPTY_HINT)


def _tree(tree: Node, *, rename: bool = False) -> str:
    head = tag("h2", esc(labels.APPROVE_HEAD)) + html.note(labels.APPROVE_HINT)
    return head + approval_tree(tree, rename=rename)


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
            choice = gr.Dropdown([], label=labels.OUTLINE_PICK_FROM, elem_id="draft-choice")
    return file, pasted, read, choice
