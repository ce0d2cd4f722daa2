"""Steps at an outline's tree (`approval.Node`): up, down, a level higher or deeper, left out.

Every step returns a new tree and leaves the old one, so that it can be taken back. A step that
cannot be done ("up" for the first) returns the tree as it is. Headings are named by `origin`.
"""

from __future__ import annotations

from copy import deepcopy

from assistant.drafting.approval import Node
from corpus.errors import OutlineError

_NOTE = 2000  # characters


def at(tree: Node, origin: int) -> Node:
    """Return the heading of that origin, in the tree itself; OutlineError where there is none."""
    siblings, index, _ = _found(tree, origin)
    return siblings[index]


def move(tree: Node, origin: int, step: int) -> Node:
    """Return the tree with a heading `step` places further down among its siblings (-1: up)."""
    new = deepcopy(tree)
    siblings, index, _ = _found(new, origin)
    if 0 <= index + step < len(siblings):
        siblings.insert(index + step, siblings.pop(index))
    return new


def promote(tree: Node, origin: int) -> Node:
    """Return the tree with a heading one level higher, right behind the one it stood below."""
    new = deepcopy(tree)
    siblings, index, above = _found(new, origin)
    if above is None:
        return new
    higher, place, _ = _found(new, above)
    higher.insert(place + 1, siblings.pop(index))
    return new


def demote(tree: Node, origin: int) -> Node:
    """Return the tree with a heading one level deeper, last below the sibling before it."""
    new = deepcopy(tree)
    siblings, index, _ = _found(new, origin)
    before = [one for one in siblings[:index] if not one["dropped"]]
    if before:
        before[-1]["children"].append(siblings.pop(index))
    return new


def drop(tree: Node, origin: int, *, gone: bool = True) -> Node:
    """Return the tree with a heading left out, with all below it, or taken back."""
    new = deepcopy(tree)
    at(new, origin)["dropped"] = gone
    return new


def drop_prompt(tree: Node, origin: int, number: int, *, gone: bool = True) -> Node:
    """Return the tree with one prompt of a heading left out, or taken back."""
    new = deepcopy(tree)
    node = at(new, origin)
    left = set(node["dropped_prompts"]) - {number}
    node["dropped_prompts"] = sorted(left | {number} if gone else left)
    return new


def annotate(tree: Node, origin: int, note: str) -> Node:
    """Return the tree with a note for the writer at a heading."""
    new = deepcopy(tree)
    at(new, origin)["note"] = note.strip()[:_NOTE]
    return new


def retitle(tree: Node, origin: int, title: str) -> Node:
    """Return the tree with other words for a heading; `approved` decides whether that may be."""
    new = deepcopy(tree)
    at(new, origin)["title"] = " ".join(title.split()) or at(tree, origin)["title"]
    return new


def _found(tree: Node, origin: int) -> tuple[list[Node], int, int | None]:
    """Return the siblings of a heading, its index among them, the origin of the one above."""
    above = tree.get("origin")
    for index, node in enumerate(tree["children"]):
        if node["origin"] == origin:
            return tree["children"], index, above
        try:
            return _found(node, origin)
        except OutlineError:
            continue
    raise OutlineError("Đề cương không có đề mục này: hãy mở lại đề cương.")
