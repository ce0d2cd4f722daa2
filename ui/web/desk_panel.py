"""The drafts of the library: the list, one of them open, its sections, versions and files."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import BaocaoError, NoSuchDraft
from ui import desk_formats, labels
from ui.jobs import Job, Jobs, Progress
from ui.web import draft_pages as pages
from ui.web import html
from ui.web.library_tab import PICK
from ui.web.source_choice import TICK, choice_page
from ui.web.watching import QUIET, Watch, follow, panel, watch

if TYPE_CHECKING:
    from assistant.drafting.desk import OpenDraft
    from assistant.library import Library

Where = dict[str, Any]  # what is open: draft `key`, section `path`, `version` on the page
Updates = dict[Any, Any]

# The section stands beside the list on a wide screen and below it on a narrow one.
SHOW_SECTION = """
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-pick]') && window.innerWidth <= 760) setTimeout(() => document
    .querySelector('#draft-section')?.scrollIntoView({behavior: 'smooth', block: 'start'}), 500);
});
"""


@dataclass(frozen=True)
class Room:
    """The components of an open draft, in the order of its outputs."""

    where: gr.State
    listing: gr.Column
    drafts: gr.HTML
    opened: gr.Column
    head: gr.HTML
    go_on: gr.Button
    sure: gr.Button
    problem: gr.HTML
    nav: gr.HTML
    section_head: gr.HTML
    section: gr.HTML
    editor: gr.Textbox
    save: gr.Button
    saved: gr.HTML
    lock: gr.Button
    choices: gr.HTML
    views: gr.Tabs
    parts: gr.Tabs
    whole: gr.HTML
    versions: gr.HTML
    compared: gr.HTML
    files: gr.HTML

    @property
    def all(self) -> list[Any]:
        """Return every component that a handler may change."""
        return list(self.__dict__.values())

    def fill(self, updates: Updates) -> list[Any]:
        """Return the updates in the order of `all`; what is not named stays as it is."""
        return [updates.get(one, gr.skip()) for one in self.all]


class Desk:
    """The panel; `begin` puts a new draft on it."""

    def __init__(self, page: gr.Blocks, library: Library, jobs: Jobs, bar: gr.HTML) -> None:
        self._library, self._jobs = library, jobs
        self._places: dict[str, Where] = {}  # of the jobs begun here
        self.watch: Watch = watch("desk", jobs)
        self.room, buttons = _room()
        self._listen(page, buttons, bar)

    # -------------------------------------------------------------- jobs

    def begin(self, key: int, model: str | None = None) -> list[Any]:
        """Begin to write the waiting sections of a draft and show it: watch, then room."""
        one = self._library.desk().open(key)
        path = next(iter(sorted(one.waiting, key=_order_in(one))), None)

        def work(progress: Progress) -> OpenDraft:
            return self._library.desk().fill(key, model=model, progress=progress)

        return self._submit(key, path, work)

    def _submit(self, key: int, path: str | None, work: Callable[[Progress], Any]) -> list[Any]:
        job = self._jobs.submit("desk", labels.JOB_DRAFT, work)
        self._places[job.id] = {"key": key, "path": path}
        return [*self.watch.begin(job), *self.show(key, path)]

    def _during(self, job: Job) -> list[Any]:
        place = self._places.get(job.id)
        if place is None:
            return self.room.fill({})
        if job.state.over:
            return self.show(place["key"], place["path"])
        try:
            shown = desk_formats.opened(self._library.desk().open(place["key"]))
        except NoSuchDraft:
            return self.room.fill({})
        return self.room.fill({self.room.nav: pages.outline_nav(shown["sections"], place["path"])})

    def _over(self, job: Job) -> list[Any]:
        place = self._places.get(job.id, {"key": job.result.key, "path": None})
        said = html.note(labels.DRAFT_DONE.format(seconds=f"{job.seconds:.0f}"), "done")
        return self.show(place["key"], place["path"], said, read=True)

    # -------------------------------------------------------------- showing

    def home(self, said: str = "") -> list[Any]:
        """Return the updates that show the list of drafts."""
        room = self.room
        drafts = [desk_formats.kept(one) for one in self._library.desk().drafts()]
        return room.fill(
            {
                room.where: None,
                room.listing: gr.Column(visible=True),
                room.opened: gr.Column(visible=False),
                room.drafts: pages.draft_list(drafts),
                room.problem: said,
                room.views: gr.Tabs(selected="sections"),
            }
        )

    def show(
        self, key: int, path: str | None = None, said: str = "", *, read: bool = False
    ) -> list[Any]:
        """Return the updates that show a draft, at one of its sections.

        `read` turns to its text; else what the person looks at stays: a tab that is set while it
        is clicked would jump.
        """
        desk = self._library.desk()
        try:
            one = desk.open(key)
        except NoSuchDraft as error:
            return self.home(html.note(str(error), "problem"))
        picked = _picked(one, path)
        index = [s.path for s in one.draft.sections].index(picked)
        spots: list[Any] = [()] * len(one.draft.sections)
        spots[index] = desk.spots(key, one.draft.sections[index].sentences)
        shown = desk_formats.opened(one, spots)
        updates = self._draft(shown, picked) | self._section(
            shown["sections"][index], said, self._busy(key)
        )
        versions = [desk_formats.version(v) for v in desk.versions(key)]
        updates[self.room.versions] = pages.version_list(versions)
        if read:
            updates[self.room.parts] = gr.Tabs(selected="read")
            updates[self.room.views] = gr.Tabs(selected="sections")
        return self.room.fill(updates)

    def _draft(self, shown: dict[str, Any], picked: str) -> Updates:
        room, waiting = self.room, len(shown["waiting"])
        return {
            room.where: {"key": shown["id"], "path": picked, "version": shown["version"]},
            room.listing: gr.Column(visible=False),
            room.opened: gr.Column(visible=True),
            room.head: pages.draft_head(shown),
            room.go_on: gr.Button(
                labels.DESK_GO_ON.format(count=waiting),
                visible=bool(waiting) and not self._busy(shown["id"]),
            ),
            room.sure: gr.Button(visible=False),
            room.problem: "",
            room.nav: pages.outline_nav(shown["sections"], picked),
            room.whole: "",
            room.compared: "",
            room.files: pages.export_page(shown),
        }

    def _section(self, one: dict[str, Any], said: str, busy: bool) -> Updates:
        room, locked = self.room, one["state"] == "locked"
        writes = one["state"] != "parent"
        return {
            room.section_head: pages.section_head(one),
            room.section: pages.section_page(one, busy=busy),
            room.editor: gr.Textbox(one["text"], interactive=writes and not locked),
            room.save: gr.Button(interactive=writes and not locked),
            room.saved: said,
            room.lock: gr.Button(
                labels.SECTION_UNLOCK if locked else labels.SECTION_LOCK, visible=writes
            ),
            room.choices: html.empty(labels.AGAIN_EMPTY, labels.AGAIN_EMPTY_HINT),
        }

    def _busy(self, key: int) -> bool:
        job = self._jobs.running("desk")
        return job is not None and self._places.get(job.id, {}).get("key") == key

    # -------------------------------------------------------------- listening

    def _listen(self, page: gr.Blocks, buttons: dict[str, Any], bar: gr.HTML) -> None:
        room = self.room
        begun = [*self.watch.begun, *room.all]
        follow(page, self.watch, self._over, room.all, self._during, again=False)
        page.load(self.home, None, room.all, **QUIET)
        room.drafts.click(self._on_pick_draft, None, room.all, **QUIET)
        room.nav.click(self._on_pick_section, room.where, room.all, **QUIET)
        for name, step in (("previous", -1), ("next", 1)):
            buttons[name].click(self._stepper(step), room.where, room.all, **QUIET)
        buttons["back"].click(self.home, None, room.all, **QUIET)
        room.go_on.click(self._on_go_on, room.where, begun, **QUIET)
        buttons["delete"].click(lambda: gr.Button(visible=True), None, room.sure, **QUIET)
        room.sure.click(self._on_delete, room.where, room.all, **QUIET)
        room.save.click(self._on_save, [room.where, room.editor], room.all, **QUIET)
        room.section.click(self._on_confirm, room.where, room.all, **QUIET)
        room.lock.click(self._on_lock, room.where, room.all, **QUIET)
        buttons["passages"].click(self._on_sources, room.where, room.choices, **QUIET)
        room.choices.click(self._on_again, room.where, begun, **QUIET)
        room.versions.click(self._on_version, room.where, room.all, **QUIET)
        buttons["export"].select(lambda: pages.steps(4), None, bar, queue=False, **QUIET)
        for name in ("sections", "whole", "versions"):
            buttons[name].select(lambda: pages.steps(3), None, bar, queue=False, **QUIET)
        buttons["whole"].select(self._on_whole, room.where, room.whole, **QUIET)

    def _on_pick_draft(self, event: gr.EventData) -> list[Any]:
        return self.show(int(str(event.pick)))

    def _on_pick_section(self, event: gr.EventData, where: Where | None) -> list[Any]:
        if not where:
            return self.home()
        if str(event.pick) == where["path"]:
            return self.room.fill({})  # what is being typed there stays
        return self.show(where["key"], str(event.pick))

    def _stepper(self, step: int) -> Callable[[Where | None], list[Any]]:
        def on_step(where: Where | None) -> list[Any]:
            if not where:
                return self.home()
            try:
                paths = [s.path for s in self._library.desk().open(where["key"]).draft.sections]
            except NoSuchDraft as error:
                return self.home(html.note(str(error), "problem"))
            at = paths.index(where["path"]) if where["path"] in paths else 0
            return self.show(where["key"], paths[max(0, min(len(paths) - 1, at + step))])

        return on_step

    def _on_go_on(self, where: Where | None) -> list[Any]:
        still = [gr.skip()] * len(self.watch.begun)
        if not where:
            return [*still, *self.home()]
        try:
            return self.begin(where["key"])
        except BaocaoError as error:
            return [*still, *self._refused(error)]

    def _on_delete(self, where: Where | None) -> list[Any]:
        if where:
            self._library.desk().remove(where["key"])
        return self.home()

    def _on_save(self, where: Where | None, text: str) -> list[Any]:
        if not where:
            return self.home()
        desk, path = self._library.desk(), where["path"]
        try:
            one = desk.edit(where["key"], path, text, version=where["version"])
            section = next(s for s in one.draft.sections if s.path == path)
            left = sum(map(len, desk.spots(one.key, section.sentences)))
        except BaocaoError as error:
            return self._refused(error)
        said = html.note(labels.EDIT_SAVED.format(version=one.version.number), "done")
        said += "" if left else html.note(labels.EDIT_SAVED_CLEAN)
        return self.show(one.key, path, said, read=True)

    def _on_confirm(self, event: gr.EventData, where: Where | None) -> list[Any]:
        if not where:
            return self.home()
        place = [int(number) for number in str(event.pick).split()]
        try:
            self._library.desk().confirm(
                where["key"], where["path"], *place, version=where["version"]
            )
        except BaocaoError as error:
            return self._refused(error)
        return self.show(where["key"], where["path"])

    def _on_lock(self, where: Where | None) -> list[Any]:
        if not where:
            return self.home()
        desk = self._library.desk()
        try:
            locked = where["path"] in desk.open(where["key"]).locked
            desk.lock(where["key"], where["path"], locked=not locked)
        except BaocaoError as error:
            return self._refused(error)
        return self.show(where["key"], where["path"])

    def _on_sources(self, where: Where | None) -> str:
        if not where:
            return ""
        try:
            found = self._library.desk().choices(where["key"], where["path"])
        except BaocaoError as error:
            return html.note(str(error), "problem")
        return choice_page([desk_formats.choice(one) for one in found])

    def _on_again(self, event: gr.EventData, where: Where | None) -> list[Any]:
        still = [gr.skip()] * len(self.watch.begun)
        if not where:
            return [*still, *self.home()]
        ticked = [str(key) for key in json.loads(str(event.keys))]
        passages = ticked if event.again == "chosen" else None
        if passages == []:
            return [*still, *self._refused(BaocaoError(labels.AGAIN_NOTHING))]
        key, path, version = where["key"], where["path"], where["version"]
        if path in self._library.desk().open(key).locked:
            return [*still, *self._refused(BaocaoError(labels.SECTION_LOCKED_HINT))]

        def work(progress: Progress) -> OpenDraft:
            return self._library.desk().redraft(
                key, path, passages=passages, version=version, progress=progress
            )

        return self._submit(key, path, work)

    def _on_version(self, event: gr.EventData, where: Where | None) -> list[Any]:
        if not where:
            return self.home()
        act, _, given = str(event.pick).partition(" ")
        desk, key, number = self._library.desk(), where["key"], int(given)
        try:
            if act == "restore":
                desk.restore(key, number, version=where["version"])
                return self.show(key, where["path"], read=True)
            old, new = (number - 1, number) if act == "before" else (number, where["version"])
            changes = [desk_formats.change(one) for one in desk.compare(key, old, new)]
        except BaocaoError as error:
            return self._refused(error)
        return self.room.fill({self.room.compared: pages.comparison(old, new, changes)})

    def _on_whole(self, where: Where | None) -> str:
        if not where:
            return ""
        desk = self._library.desk()
        try:
            one = desk.open(where["key"])
        except NoSuchDraft as error:
            return html.note(str(error), "problem")
        spots = [desk.spots(one.key, section.sentences) for section in one.draft.sections]
        return pages.whole_page(desk_formats.opened(one, spots))

    def _refused(self, error: BaocaoError) -> list[Any]:
        """Return the updates that tell why nothing was done; what was typed stays."""
        return self.room.fill({self.room.problem: html.note(str(error), "problem")})


def _order_in(one: OpenDraft) -> Callable[[str], int]:
    order = {section.path: number for number, section in enumerate(one.draft.sections)}
    return lambda path: order.get(path, len(order))


def _picked(one: OpenDraft, path: str | None) -> str:
    """Return the section to show: the one asked for, else the first that takes text."""
    paths = [section.path for section in one.draft.sections]
    if path in paths:
        return str(path)
    written = (s.path for s in one.draft.sections if s.paragraphs or s.path in one.writes)
    return next(written, paths[0])


def _room() -> tuple[Room, dict[str, Any]]:
    """Place the components; return the room and the buttons that only tell something."""
    made: dict[str, Any] = {"where": gr.State(None)}
    made["problem"] = panel(elem_id="desk-problem")
    with gr.Column(elem_id="desk-list") as made["listing"]:
        made["drafts"] = panel(elem_id="desk-drafts", js_on_load=PICK)
    buttons: dict[str, Any] = {}
    with gr.Column(visible=False, elem_id="desk-open") as made["opened"]:
        with gr.Row(elem_classes="actions"):
            buttons["back"] = _small(labels.DESK_BACK, "desk-back", width=190)
            made["go_on"] = gr.Button(
                "", variant="primary", size="sm", scale=0, min_width=220, visible=False,
                elem_id="desk-go-on",
            )  # fmt: skip
            buttons["delete"] = _small(labels.DESK_DELETE, "desk-delete")
            made["sure"] = gr.Button(
                labels.DESK_DELETE_YES, variant="stop", size="sm", scale=0, min_width=130,
                visible=False, elem_id="desk-delete-yes",
            )  # fmt: skip
        made["head"] = panel(elem_id="desk-head")
        with gr.Tabs(elem_classes="inner", elem_id="desk-views") as made["views"]:
            with gr.Tab(labels.VIEW_SECTIONS, id="sections") as buttons["sections"]:
                buttons |= _sections(made)
            with gr.Tab(labels.VIEW_WHOLE, id="whole") as buttons["whole"]:
                made["whole"] = panel(elem_id="desk-whole")
            with gr.Tab(labels.VIEW_VERSIONS, id="versions") as buttons["versions"]:
                made["versions"] = panel(elem_id="desk-versions", js_on_load=PICK)
                made["compared"] = panel(elem_id="desk-compared")
            with gr.Tab(labels.VIEW_EXPORT, id="export") as buttons["export"]:
                made["files"] = panel(elem_id="desk-files")
    return Room(**made), buttons


def _sections(made: dict[str, Any]) -> dict[str, Any]:
    buttons: dict[str, Any] = {}
    with gr.Row(elem_classes="split desk-split"):
        with gr.Column(scale=1, min_width=270):
            made["nav"] = panel(elem_id="draft-nav", js_on_load=PICK + SHOW_SECTION)
        with gr.Column(scale=3, min_width=320, elem_id="draft-section"):
            made["section_head"] = panel(elem_id="section-head")
            made["saved"] = panel(elem_id="section-saved")
            with gr.Tabs(elem_classes="inner", elem_id="section-parts") as made["parts"]:
                with gr.Tab(labels.VIEW_READ, id="read"):
                    made["section"] = panel(elem_id="section-text", js_on_load=PICK)
                with gr.Tab(labels.VIEW_EDIT, id="edit"):
                    made["editor"] = gr.Textbox(
                        label=labels.EDIT_LABEL, lines=14, max_lines=40, max_length=200_000,
                        elem_id="section-editor",
                    )  # fmt: skip
                    panel(html.note(labels.EDIT_HINT))
                    made["save"] = gr.Button(
                        labels.EDIT_SAVE, variant="primary", elem_id="section-save"
                    )
                with gr.Tab(labels.VIEW_AGAIN, id="again"):
                    buttons["passages"] = gr.Button(
                        labels.AGAIN_SHOW, size="sm", elem_id="section-sources"
                    )
                    made["choices"] = panel(elem_id="section-choices", js_on_load=TICK)
            with gr.Row(elem_classes="actions"):
                buttons["previous"] = _small(labels.SECTION_PREVIOUS, "section-previous")
                buttons["next"] = _small(labels.SECTION_NEXT, "section-next")
                made["lock"] = _small(labels.SECTION_LOCK, "section-lock")
    return buttons


def _small(words: str, elem_id: str, width: int = 120) -> gr.Button:
    return gr.Button(words, size="sm", scale=0, min_width=width, elem_id=elem_id)
