"""The outline as a tree to approve: how it is shown, and what a click in it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from assistant.drafting import rearranging as steps
from ui import labels
from ui.web import html
from ui.web.html import esc, tag

if TYPE_CHECKING:
    from assistant.drafting.approval import Node

Json = Mapping[str, Any]
_ASKED = 300  # characters of a prompt that are shown

# A button sends its heading's id, with the words of the field it names; a title that is typed
# over is sent when it is left.
ACT = """
const tell = (from, value) => trigger('click', {act: from.dataset.act,
  id: from.closest('[data-id]').dataset.id, value: value});
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  const field = button.dataset.field
    ? button.closest('[data-box]').querySelector(button.dataset.field) : null;
  tell(button, field ? field.value : button.dataset.value || '');
});
element.addEventListener('change', (event) => {
  const field = event.target.closest('input[data-act]');
  if (field) tell(field, field.value);
});
"""


def stepped(tree: Node, act: str, origin: int, value: str) -> Node:
    """Return the tree after a click; an act that is unknown leaves it as it is."""
    if act in {"up", "down"}:
        return steps.move(tree, origin, -1 if act == "up" else 1)
    if act in {"drop", "back"}:
        return steps.drop(tree, origin, gone=act == "drop")
    if act in {"drop-prompt", "back-prompt"} and value.isdigit():
        return steps.drop_prompt(tree, origin, int(value), gone=act == "drop-prompt")
    simple = {"higher": steps.promote, "lower": steps.demote}
    if act in simple:
        return simple[act](tree, origin)
    typed = {"note": steps.annotate, "title": steps.retitle}
    return typed[act](tree, origin, value) if act in typed else tree


def approval_tree(tree: Json, *, rename: bool = False) -> str:
    """Return the tree with its buttons; `tree` has the numbers that will be drafted."""
    nodes = list(_all(tree))
    kept = [one for one in nodes if not one["dropped"]]
    count = labels.OUTLINE_COUNT.format(
        headings=len(kept), prompts=sum(len(one["prompts"]) for one in kept)
    )
    if gone := len(nodes) - len(kept):
        count += " · " + labels.OUTLINE_DROPPED.format(count=gone)
    head = tag("p", esc(tree["title"]), "title") + html.note(count)
    return tag("div", head + _branch(tree, 0, rename), "outline approve")


def _all(tree: Json) -> Iterator[Json]:
    for one in tree["children"]:
        yield one
        yield from _all(one)


def _branch(parent: Json, depth: int, rename: bool) -> str:
    siblings = parent["children"]
    items = []
    for place, one in enumerate(siblings):
        row = tag("div", _title(one, rename) + _tools(place, len(siblings), depth, one), "node")
        gone = one["dropped"]
        body = "" if gone else _prompts(one) + _note(one) + _branch(one, depth + 1, rename)
        items.append(
            tag("li", row + body, "gone" if gone else "", data_id=str(one["origin"]), data_box="1")
        )
    return tag("ul", "".join(items)) if items else ""


def _title(one: Json, rename: bool) -> str:
    number = tag("b", esc(one["number"]))
    if rename and not one["dropped"]:
        words = tag("input", "", value=one["title"], data_act="title", aria_label=labels.NODE_TITLE)
        words = words.removesuffix("</input>")
    else:
        words = tag("b", esc(one["title"]))
    marks = html.badge(labels.BLANK_SHORT, "warn") if one["blank"] else ""
    marks += html.badge(labels.PROMPT_ELSEWHERE, "info") if one["foreign"] else ""
    return tag("span", f"{number} {words} {marks}", "words")


def _tools(place: int, count: int, depth: int, one: Json) -> str:
    if one["dropped"]:
        return tag("span", _button("back", labels.NODE_BACK, labels.NODE_BACK), "tools")
    name = f"{one['number']} {one['title']}"
    buttons = [
        _button("up", "↑", f"{labels.NODE_UP}: {name}", off=place == 0),
        _button("down", "↓", f"{labels.NODE_DOWN}: {name}", off=place == count - 1),
        _button("higher", "←", f"{labels.NODE_HIGHER}: {name}", off=depth == 0),
        _button("lower", "→", f"{labels.NODE_LOWER}: {name}", off=place == 0),
        _button("drop", "✕", f"{labels.NODE_DROP}: {name}"),
    ]
    return tag("span", "".join(buttons), "tools")


def _button(act: str, shown: str, told: str, *, off: bool = False, value: str = "") -> str:
    """Return a small button; `told` is what it does, for the pointer and for a screen reader."""
    given = {"type": "button", "data_act": act, "title": told, "aria_label": told}
    if value:
        given["data_value"] = value
    if off:
        given["disabled"] = "disabled"
    return tag("button", esc(shown), "tool", **given)


def _prompts(one: Json) -> str:
    later = {pair[0]: pair[1] for pair in one["duplicates"]}
    gone = set(one["dropped_prompts"])
    rows = []
    for number, words in enumerate(one["prompts"]):
        shown = tag("span", esc(html.short(words, _ASKED)))
        if number in later and number not in gone:
            earlier = html.short(one["prompts"][later[number]], 60)
            shown += " " + html.badge(labels.PROMPT_DUPLICATE.format(text=earlier), "warn")
        if number in one["elsewhere"]:
            shown += " " + html.badge(labels.PROMPT_ELSEWHERE, "info")
        if number in gone:
            back = _button("back-prompt", labels.NODE_BACK, labels.NODE_BACK, value=str(number))
            rows.append(tag("li", shown + back, "prompt gone"))
        else:
            told = f"{labels.PROMPT_DROP}: {html.short(words, 60)}"
            drop = _button("drop-prompt", "✕", told, value=str(number))
            rows.append(tag("li", shown + drop, "prompt"))
    return tag("ul", "".join(rows), "prompts") if rows else ""


def _note(one: Json) -> str:
    note = tag("p", esc(f"✎ {one['note']}"), "noted") if one["note"] else ""
    field = tag(
        "textarea",
        esc(one["note"]),
        rows="2",
        maxlength="2000",
        placeholder=labels.NODE_NOTE_HINT,
        aria_label=labels.NODE_NOTE,
    )
    save = tag(
        "button",
        esc(labels.NODE_NOTE_SAVE),
        "act",
        type="button",
        data_act="note",
        data_field="textarea",
    )
    form = tag("div", field + save, "note-form", data_box="1")
    return note + tag("details", tag("summary", esc(labels.NODE_NOTE)) + form, "note")
