"""Sổ văn bản: suggestions to paste, the table with its filters, corrections, import and export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from corpus.errors import BaocaoError
from corpus.register.register_files import marks_of
from corpus.text import fold
from ui import formats, labels
from ui.web import html
from ui.web.html import esc, tag
from ui.web.library_tab import PICK
from ui.web.watching import QUIET, panel

if TYPE_CHECKING:
    from assistant.library import Library
    from assistant.suggesting import Suggestion
    from corpus.register.register import Entry

SHOWN = 100  # rows of the table
_PLACES = 40  # quotes of an entry
_FIELDS = ("number", "type", "date", "issuer", "title", "status", "aliases")
_GROUPS = (
    ("còn hiệu lực", "còn"),
    ("được thay thế, bãi bỏ", "được thay thế"),
    ("được thay thế, bãi bỏ", "bị bãi bỏ"),
    ("được thay thế, bãi bỏ", "hết hiệu lực"),
    ("được sửa đổi", "được sửa đổi"),
    ("dự kiến thay thế", "dự kiến"),
    ("dự thảo", "dự thảo"),
    ("chưa rõ", "chưa rõ"),
)

# Copies the words of the button's own line; the clipboard needs no server.
COPY = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const done = () => { const was = button.textContent; button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = was; }, 1500); };
  const old = () => { const area = document.createElement('textarea');
    area.value = button.dataset.copy; document.body.append(area); area.select();
    document.execCommand('copy'); area.remove(); done(); };
  if (navigator.clipboard) navigator.clipboard.writeText(button.dataset.copy).then(done, old);
  else old();
});
"""

# The form stands above the table; who clicks far below must see it open.
SHOW_FORM = """
element.addEventListener('click', (event) => {
  if (event.target.closest('[data-pick]')) setTimeout(() => document
    .querySelector('#register-edit')?.scrollIntoView({behavior: 'smooth', block: 'start'}), 700);
});
"""


def register_panel(page: gr.Blocks, library: Library, changed: gr.HTML) -> None:
    """Build the panel; `changed` is the component that changes when the library does."""
    query = gr.Textbox(
        label=labels.SUGGEST_LABEL,
        placeholder=labels.SUGGEST_PLACEHOLDER,
        elem_id="register-suggest",
        max_length=300,
    )
    found = panel(elem_id="register-found", js_on_load=COPY)

    def suggest(text: str) -> str:
        return suggestions(library.suggest(text)) if text.strip() else ""

    query.input(suggest, query, found, trigger_mode="always_last", **QUIET)
    files = _files()
    outcome = panel(elem_id="register-outcome")
    edit = _edit_form(library)
    filters = _filters()
    table = panel(elem_id="register-table", js_on_load=PICK + SHOW_FORM)

    def show(*chosen: str) -> str:
        return register_table(library.register(), chosen)

    def fresh(*chosen: str) -> list[Any]:
        entries = library.register()
        return [*_choices(entries, chosen), register_table(entries, chosen)]

    def bring(file: str | None, *chosen: str) -> list[Any]:
        said = _import(library, file) if file else gr.skip()
        return [None, said, *fresh(*chosen)]

    renew = [*filters, table]
    for one in filters:
        one.change(show, filters, table, **QUIET)
    page.load(fresh, filters, renew, **QUIET)
    changed.change(fresh, filters, renew, **QUIET)
    table.click(edit.pick, None, edit.all, **QUIET)
    for button, act, given in edit.actions:
        button.click(act, [edit.picked, *given], edit.all, **QUIET).then(
            fresh, filters, renew, **QUIET
        )
    files.upload(bring, [files, *filters], [files, outcome, *renew], **QUIET)


def _filters() -> list[gr.Dropdown]:
    with gr.Row(elem_classes="filters"):
        return [
            gr.Dropdown(
                [labels.EVERYTHING],
                value=labels.EVERYTHING,
                label=label,
                elem_id=f"register-{name}",
                min_width=150,
            )
            for name, label in (
                ("type", labels.REGISTER_TYPE),
                ("issuer", labels.REGISTER_ISSUER),
                ("year", labels.REGISTER_YEAR),
                ("status", labels.REGISTER_STATUS),
            )
        ]


def _files() -> gr.File:
    links = "".join(
        tag("a", esc(name), "download", href=f"/api/register/export?form={form}",
            download=f"{labels.REGISTER_FILE}.{form}")
        for form, name in (("xlsx", labels.EXPORT_XLSX), ("csv", labels.EXPORT_CSV))
    )  # fmt: skip
    panel(tag("div", links, "downloads"), elem_id="register-export")
    with gr.Accordion(labels.IMPORT_LIST, open=False):
        return gr.File(
            label=labels.IMPORT_LIST, file_types=[".xlsx", ".csv"], height=130,
            elem_id="register-import",
        )  # fmt: skip


def _import(library: Library, file: str) -> str:
    try:
        result = library.import_register(Path(file))
    except BaocaoError as problem:
        return html.note(str(problem), "problem")
    counts = labels.REGISTER_IMPORTED.format(
        added=result.added,
        updated=result.updated,
        unchanged=result.unchanged,
        failed=len(result.bad),
    )
    return html.note(counts, "done") + html.failures({"reason": one.reason} for one in result.bad)


# ---------------------------------------------------------------- one document


class _edit_form:  # noqa: N801  used like a function that places components
    """The form of one document, hidden until one is picked."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.picked = gr.State(None)
        with gr.Column(visible=False, elem_id="register-edit") as self.column:
            self.detail = panel()
            with gr.Accordion(labels.REGISTER_EDIT, open=False, elem_id="register-form"):
                self.fields = self._fields()
                with gr.Row(elem_classes="actions"):
                    save = _button(labels.SAVE, "register-save", primary=True)
                    undo = _button(labels.REVERT, "register-revert")
                with gr.Row(elem_classes="controls"):
                    self.into = gr.Textbox(label=labels.FIELD_MERGE, elem_id="register-into")
                    merge = _button(labels.MERGE, "register-merge")
                    self.alias = gr.Dropdown([], label=labels.FIELD_SPLIT, elem_id="register-alias")
                    split = _button(labels.SPLIT, "register-split")
        self.actions: list[tuple[gr.Button, Any, list[Any]]] = [
            (save, self._save, self.fields),
            (undo, self._revert, []),
            (merge, self._merge, [self.into]),
            (split, self._split, [self.alias]),
        ]
        self.all = [self.picked, self.column, self.detail, *self.fields, self.into, self.alias]

    @staticmethod
    def _fields() -> list[gr.Textbox]:
        names = (
            labels.FIELD_NUMBER, labels.REGISTER_TYPE, labels.FIELD_DATE, labels.REGISTER_ISSUER,
            labels.COL_TITLE, labels.REGISTER_STATUS, labels.FIELD_ALIASES,
        )  # fmt: skip
        boxes = []
        for first, last in ((0, 4), (4, 5), (5, 7)):
            with gr.Row(elem_classes="filters"):
                boxes += [
                    gr.Textbox(label=names[n], elem_id=f"register-field-{_FIELDS[n]}", lines=1)
                    for n in range(first, last)
                ]
        return boxes

    def pick(self, event: gr.EventData) -> list[Any]:
        """Return the updates that show the document that was clicked."""
        return self._show(str(event.pick))

    def _show(self, entry_id: str, said: str = "", problem: str = "") -> list[Any]:
        entry = next((e for e in self._library.register() if e.id == entry_id), None)
        told = html.note(problem, "problem") if problem else html.note(said, "done") if said else ""
        if entry is None:
            return [None, gr.Column(visible=bool(told)), told, *[""] * len(_FIELDS), "",
                    gr.Dropdown([])]  # fmt: skip
        values = [_field(entry, name) for name in _FIELDS]
        split = gr.Dropdown(list(entry.aliases), value=None)
        return [entry.id, gr.Column(visible=True), told + detail(entry), *values, "", split]

    def _act(self, entry_id: str | None, act: Any, said: str) -> list[Any]:
        if not entry_id:
            return [gr.skip()] * len(self.all)
        try:
            entry = act(entry_id)
        except BaocaoError as problem:
            return self._show(entry_id, problem=str(problem))
        return self._show(entry.id if entry else "", said)

    def _save(self, entry_id: str | None, *values: str) -> list[Any]:
        changes = dict(zip(_FIELDS, values, strict=True))
        return self._act(entry_id, lambda one: self._library.correct(one, changes), labels.SAVED)

    def _revert(self, entry_id: str | None) -> list[Any]:
        return self._act(entry_id, self._library.registry.revert, labels.REVERTED)

    def _merge(self, entry_id: str | None, into: str) -> list[Any]:
        def act(one: str) -> Entry:
            names = [e for e in self._library.register() if fold(e.number) == fold(into.strip())]
            if len(names) != 1:
                raise BaocaoError(labels.MERGE_UNKNOWN)
            return self._library.registry.merge(one, names[0].id)

        return self._act(entry_id, act, labels.MERGED)

    def _split(self, entry_id: str | None, alias: str | None) -> list[Any]:
        registry = self._library.registry
        return self._act(
            entry_id, lambda one: registry.split(one, alias=alias or ""), labels.SPLIT_DONE
        )


def _button(text: str, elem_id: str, *, primary: bool = False) -> gr.Button:
    variant = "primary" if primary else "secondary"
    return gr.Button(text, variant=variant, size="sm", scale=0, min_width=100, elem_id=elem_id)


def _field(entry: Entry, name: str) -> str:
    if name == "date":
        return f"{entry.date:%d/%m/%Y}" if entry.date else ""
    value = getattr(entry, name)
    return "; ".join(value) if name == "aliases" else value or ""


def detail(entry: Entry) -> str:
    """Return a document with its citations to paste and all places that mention it."""
    head = tag("h2", esc(entry.later_form)) + _marks(entry)
    values = [
        (labels.FIRST_FORM_LABEL, entry.first_form),
        (labels.REGISTER_STATUS, entry.status),
        (labels.FIELD_ALIASES, "; ".join(entry.aliases)),
    ]
    places = formats.places(dict.fromkeys(entry.places[:_PLACES]))
    summary = tag("summary", esc(labels.ALL_PLACES.format(count=len(entry.places))))
    quotes = "".join(html.quote(place) for place in places)
    shown = tag("details", summary + tag("div", quotes, "scroll")) if places else ""
    said = html.quotes(formats.places(dict.fromkeys(entry.status_places[:4])))
    return head + html.pairs(values) + said + shown


def _marks(entry: Entry) -> str:
    return "".join(html.badge(mark, "info") for mark in marks_of(entry))


# ---------------------------------------------------------------- lists


def suggestions(found: Sequence[Suggestion]) -> str:
    """Return suggestions as cards whose two citations can be copied."""
    if not found:
        return html.note(labels.SUGGEST_NONE)
    cards = []
    for one in found:
        lines = [
            _copyable(labels.FIRST_FORM_LABEL, one.first),
            _copyable(labels.LATER_FORM_LABEL, one.later),
        ]
        status = html.badge(one.entry.status, tone(one.entry.status)) + _marks(one.entry)
        cards.append(tag("article", "".join(lines) + status, "card"))
    return tag("div", "".join(cards), "cards suggestions")


def _copyable(label: str, text: str) -> str:
    button = tag(
        "button",
        esc(labels.COPY),
        "example",
        type="button",
        data_copy=text,
        data_done=labels.COPIED,
    )
    return tag("p", tag("span", esc(label), "muted") + tag("span", esc(text), "form") + button)


def tone(status: str) -> str:
    """Return the tone of a status badge."""
    if status.startswith(("còn", "được sửa")):
        return "good"
    if status.startswith(("được thay", "bị", "hết")):
        return "bad"
    return "warn" if status.startswith("dự") else ""


def _group(status: str) -> str:
    return next((name for name, start in _GROUPS if status.startswith(start)), "khác")


def _values(entry: Entry) -> tuple[str, str, str, str]:
    year = entry.date.year if entry.date else entry.year
    return (
        entry.type,
        entry.issuer or labels.NO_ISSUER,
        str(year) if year else labels.NO_YEAR,
        _group(entry.status),
    )


def _choices(entries: Iterable[Entry], chosen: Sequence[str]) -> list[Any]:
    """Return the filters with what there is to choose from, what is chosen kept."""
    found: list[set[str]] = [set(), set(), set(), set()]
    for entry in entries:
        for seen, value in zip(found, _values(entry), strict=True):
            seen.add(value)
    orders = [sorted(found[0]), sorted(found[1]), sorted(found[2], reverse=True)]
    orders.append([one for one in labels.REGISTER_STATUSES if one in found[3]])
    return [
        gr.Dropdown([labels.EVERYTHING, *values], value=now if now in values else labels.EVERYTHING)
        for values, now in zip(orders, chosen, strict=True)
    ]


def register_table(entries: Sequence[Entry], chosen: Sequence[str]) -> str:
    """Return the table of the documents that fit the filters; a number opens its document."""
    kept = [
        entry
        for entry in entries
        if all(
            wanted in (labels.EVERYTHING, value, None, "")
            for wanted, value in zip(chosen, _values(entry), strict=True)
        )
    ]
    if not kept:
        return html.empty(labels.REGISTER_NONE, labels.REGISTER_NONE_HINT)
    kept.sort(key=_by_number)
    header = [
        labels.COL_DOCUMENT,
        labels.COL_DATE,
        labels.COL_ISSUER,
        labels.COL_TITLE,
        labels.COL_STATUS,
        labels.COL_MENTIONS,
    ]
    body = html.table(header, (_row(one) for one in kept[:SHOWN]), "register")
    count = labels.REGISTER_COUNT.format(shown=min(len(kept), SHOWN), count=len(entries))
    more = f" {labels.REGISTER_MORE}" if len(kept) > SHOWN else ""
    return html.note(f"{count}.{more} {labels.REGISTER_PICK}") + body


def _by_number(entry: Entry) -> tuple[str, int, str]:
    match = re.match(r"\d+", entry.number)
    return entry.type, -(entry.year or 0), f"{int(match[0]):06d}" if match else entry.title


def _row(entry: Entry) -> list[str]:
    name = tag("button", esc(entry.later_form), "link", type="button", data_pick=entry.id)
    aliases = html.note("; ".join(entry.aliases)) if entry.aliases else ""
    return [
        name + aliases + _marks(entry),
        html.day(entry.date) or esc(entry.year or ""),
        esc(entry.issuer or ""),
        esc(html.short(entry.title, 220)) if entry.number else "",
        html.badge(entry.status, tone(entry.status)),
        str(len(entry.places)),
    ]
