"""The documents of an answer drawn as a graph: our own SVG, no script, nothing from outside.

Two drawings of the same graph, one for wide and one for narrow screens; the style sheet shows
the one that can be read. Layers lead from the document asked about to those that implement it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from corpus.documents.citing import day_text, first_form
from ui import labels
from ui.web.html import esc, tag

if TYPE_CHECKING:
    from assistant.questions import Answer, AnswerDocument, Link

Key = tuple[str, date | None]
MOST = 60  # documents that are drawn
_BOX, _HIGH, _ROW, _GAP = 268, 52, 68, 150  # width, height, row height, between columns
_MARGIN = 12
_PAD = 12  # between a box and its words
_NARROW, _INDENT, _NARROW_ROW = 380, 26, 66
_ENDING = ("thay thế", "bãi bỏ")


@dataclass(slots=True)
class _Node:
    document: AnswerDocument
    depth: int
    parent: _Node | None = None
    children: list[_Node] = field(default_factory=list)
    kind: str = ""  # of the relation to its parent
    x: float = 0
    y: float = 0

    @property
    def key(self) -> Key:
        return self.document.number, self.document.date


def graph(answer: Answer) -> str:
    """Return the drawing of an answer, "" where there is nothing to draw."""
    if answer.about is None or not answer.links or not answer.documents:
        return ""
    nodes = _tree(answer)
    if len(nodes) < 2:
        return ""
    wide, narrow = _wide(nodes, answer.links), _narrow(nodes)
    kinds = dict.fromkeys(link.kind for link in answer.links)
    return tag("div", _legend(kinds) + wide + narrow, "relations")


def _tree(answer: Answer) -> list[_Node]:
    """Return the nodes, the root first; each hangs below the one that its chain names next."""
    assert answer.about is not None  # noqa: S101  the caller looked
    root = _Node(answer.about, 0)
    nodes = {root.key: root}
    for document in answer.documents[:MOST]:
        nodes.setdefault((document.number, document.date), _Node(document, 1 + len(document.via)))
    between = {}
    for link in answer.links:
        between[link.source, link.target] = between[link.target, link.source] = link.kind
    for node in sorted(nodes.values(), key=lambda n: n.depth)[1:]:
        via = node.document.via
        above = [n for n in nodes.values() if via and n.document.number == via[0] and n is not node]
        node.parent = above[0] if above and above[0].depth < node.depth else root
        node.depth = node.parent.depth + 1
        node.kind = between.get((node.key, node.parent.key), "")
        node.parent.children.append(node)
    _order(root, answer.links)
    return list(_walk(root))


def _order(root: _Node, links: Sequence[Link]) -> None:
    """Put what was replaced right below what replaced it, where both hang together."""
    replaced = {link.target: link.source for link in links if link.kind in _ENDING}
    for node in _walk(root):
        for child in list(node.children):
            by = next((n for n in node.children if n.key == replaced.get(child.key)), None)
            if by is not None and by is not child:
                node.children.remove(child)
                node.children.insert(node.children.index(by) + 1, child)


def _walk(node: _Node) -> Iterable[_Node]:
    yield node
    for child in list(node.children):
        yield from _walk(child)


# ---------------------------------------------------------------- wide


def _wide(nodes: Sequence[_Node], links: Sequence[Link]) -> str:
    root = nodes[0]
    _place(root, 0.0)
    for node in nodes:
        node.x = _MARGIN + node.depth * (_BOX + _GAP)
    high = max(n.y for n in nodes) + _HIGH + _MARGIN
    width = max(n.x for n in nodes) + _BOX + _MARGIN + 40
    by_key = {node.key: node for node in nodes}
    drawn = [
        _curve(by_key[link.source], by_key[link.target], link.kind)
        for link in links
        if link.source in by_key and link.target in by_key
    ]
    boxes = [_box(node, _BOX) for node in nodes]
    return _svg(width, high, "".join([*drawn, *boxes]), "wide")


def _place(node: _Node, top: float) -> float:
    """Give `node` and all below it their rows from `top` on; return where the next may start."""
    if not node.children:
        node.y = top + _MARGIN
        return top + _ROW
    after = top
    for child in node.children:
        after = _place(child, after)
    node.y = (node.children[0].y + node.children[-1].y) / 2
    return after


def _curve(source: _Node, target: _Node, kind: str) -> str:
    """Return the arrow from a document to the one it implements, replaces or amends."""
    y1, y2 = source.y + _HIGH / 2, target.y + _HIGH / 2
    if source.depth == target.depth:  # beside each other: round the right side
        x = source.x + _BOX
        bend = 26 + min(14.0, abs(y2 - y1) / 40)
        y1, y2 = y1 + (10 if y2 > y1 else -10), y2 + (-10 if y2 > y1 else 10)
        path = f"M{x},{y1:.0f} C{x + bend},{y1:.0f} {x + bend},{y2:.0f} {x + 3},{y2:.0f}"
    elif source.depth > target.depth:
        x1, x2 = source.x, target.x + _BOX + 3
        middle = x2 + (_GAP if source.depth - target.depth == 1 else _GAP * 0.8) / 2
        path = f"M{x1},{y1:.0f} C{middle:.0f},{y1:.0f} {middle:.0f},{y2:.0f} {x2:.0f},{y2:.0f}"
    else:
        x1, x2 = source.x + _BOX, target.x - 3
        middle = (x1 + x2) / 2
        path = f"M{x1},{y1:.0f} C{middle:.0f},{y1:.0f} {middle:.0f},{y2:.0f} {x2},{y2:.0f}"
    css = _css(kind)
    return f'<path class="{css}" d="{path}" marker-end="url(#{css}-end)"/>'


def _css(kind: str) -> str:
    if kind in _ENDING:
        return "ends"
    return "amends" if kind.startswith("sửa đổi") else "links"


# ---------------------------------------------------------------- narrow


def _narrow(nodes: Sequence[_Node]) -> str:
    parts = []
    for row, node in enumerate(nodes):
        node.x, node.y = 4 + node.depth * _INDENT, row * _NARROW_ROW + 6
    for node in nodes[1:]:
        above = node.parent
        assert above is not None  # noqa: S101  all but the root hang on something
        x, y = above.x + 12, node.y + _HIGH / 2
        path = f"M{node.x:.0f},{y:.0f} H{x:.0f} V{above.y + _HIGH + 3:.0f}"
        css = _css(node.kind)
        parts.append(f'<path class="{css}" d="{path}" marker-end="url(#{css}-end)"/>')
    parts += [_box(node, _NARROW - node.x - 4) for node in nodes]
    return _svg(_NARROW, len(nodes) * _NARROW_ROW + 6, "".join(parts), "narrow")


# ---------------------------------------------------------------- parts


def _box(node: _Node, width: float) -> str:
    one = node.document
    gone = one.status.startswith(("được thay", "bị bãi", "hết"))
    css = "root" if node.depth == 0 else "gone" if gone else "box"
    day = f" · {day_text(one.date)}" if one.date else ""
    head = _cut(one.number, width - 2 * _PAD, _BOLD)
    more = _cut(f"{one.type}{day}", width - 2 * _PAD, _SMALL)
    if gone:
        more = _fate(one, width - 2 * _PAD)
    name = first_form(one.type, one.number, one.date, one.issuer, one.title)
    return (
        f'<g class="{css}"><title>{esc(f"{name} – {one.status}")}</title>'
        f'<rect x="{node.x:.0f}" y="{node.y:.0f}" width="{width:.0f}" height="{_HIGH}" rx="7"/>'
        f'<text class="head" x="{node.x + _PAD:.0f}" y="{node.y + 22:.0f}">{esc(head)}</text>'
        f'<text x="{node.x + _PAD:.0f}" y="{node.y + 40:.0f}">{esc(more)}</text></g>'
    )


def _fate(one: AnswerDocument, width: float) -> str:
    """Return what ended a document, with its date where both find room."""
    status = one.status.replace("được thay thế bởi", labels.GRAPH_REPLACED)
    full = f"{day_text(one.date)} · {status}" if one.date else status
    return full if _wide_of(full, _SMALL) <= width else _cut(status, width, _SMALL)


# Widths of letters as a share of the type's size, on the generous side of common sans-serif fonts.
_WIDE_LETTERS, _THIN_LETTERS = set("MWQĐOGƯ&%@mw"), set("iIljtfr.,:;/|'-·! ()")
_BOLD, _SMALL = 15.0, 13.0  # sizes of the two lines, in the style sheet's pixels


def _wide_of(text: str, size: float) -> float:
    shares = (
        0.88
        if c in _WIDE_LETTERS
        else 0.37
        if c in _THIN_LETTERS
        else 0.74
        if c.isupper()
        else 0.58
        for c in text
    )
    return size * sum(shares)


def _cut(text: str, width: float, size: float) -> str:
    """Return `text`, or as much of it as finds room, ended by "…"."""
    if _wide_of(text, size) <= width:
        return text
    while text and _wide_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ,·") + "…"


def _svg(width: float, high: float, content: str, css: str) -> str:
    ends = "".join(
        f'<marker id="{name}-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
        f'markerHeight="7" orient="auto"><path class="{name}-tip" d="M0,0 L8,4 L0,8 z"/></marker>'
        for name in ("links", "ends", "amends")
    )
    return (
        f'<svg class="{css}" viewBox="0 0 {width:.0f} {high:.0f}" role="img" '
        f'style="max-width:{width:.0f}px" aria-label="{esc(labels.GRAPH_TITLE)}">'
        f"<defs>{ends}</defs>{content}</svg>"
    )


def _legend(kinds: Iterable[str]) -> str:
    items = (
        tag("span", f'<i class="{_css(kind)}"></i>' + esc(labels.GRAPH_KINDS.get(kind, kind)))
        for kind in kinds
    )
    return tag("div", "".join(items), "legend")
