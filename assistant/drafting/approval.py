"""An outline as a tree to approve: put in order, moved up or down a level, left out, annotated.

The tree is plain JSON (`Node`), so that the workbench, the API and a file hold the same. What is
approved is what is drafted: its headings, in its order, and no others. A heading keeps its words
unless the person who approves says that headings may be renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from assistant.drafting.numbering import Style, default_style, style_of
from assistant.drafting.outline import Heading, Outline, for_localities
from assistant.drafting.period import period_in
from corpus.errors import OutlineError
from corpus.text import fold, nfc, squeeze

Node = dict[str, Any]
"""A heading: FORMATS.md's `number, title, level, prompts, blank, children`, and besides

`origin` (its index in reading order in the outline that was read, None for one typed by hand),
`note` (for the writer), `dropped`, `dropped_prompts` (indexes), and what was noticed: `duplicates`
(pairs (later, earlier) of prompts), `elsewhere` (prompts for other units), `foreign` (the heading
itself is for other units). The root has the title and no number."""

_LONG = 2000  # characters of a note
_DEEP = 8  # levels
_MANY = 500  # headings
_LOCAL = ("xa ", "phuong ", "huyen ", "thi xa ", "thanh pho ", "quan ", "dac khu ")


def tree_of(outline: Outline, office: str | None = None) -> Node:
    """Return the tree of an outline as it was read; `office` is who will write the report."""
    numbers = iter(range(_MANY * _DEEP))
    headings = [_node(one, numbers, office) for one in outline.headings]
    return {
        "number": "",
        "title": outline.title,
        "level": 0,
        "prompts": [],
        "blank": False,
        "children": headings,
    }


def _node(heading: Heading, numbers: Iterator[int], office: str | None) -> Node:
    return {
        "number": heading.number,
        "title": heading.title,
        "level": heading.level,
        "prompts": list(heading.prompts),
        "blank": heading.blank,
        "origin": next(numbers),
        "note": "",
        "dropped": False,
        "dropped_prompts": [],
        "duplicates": [list(pair) for pair in heading.duplicates],
        "elsewhere": [i for i, text in enumerate(heading.prompts) if not ours(text, office)],
        "foreign": not ours(heading.title, office),
        "children": [_node(child, numbers, office) for child in heading.children],
    }


def ours(words: str, office: str | None) -> bool:
    """Tell whether a prompt or heading is for `office`: False where it names localities only.

    A locality itself ("UBND xã …") is asked by those words.
    """
    return not for_localities(words) or _is_locality(office or "")


def _is_locality(office: str) -> bool:
    name = fold(office).strip()
    for head in ("uy ban nhan dan ", "ubnd "):
        if name.startswith(head):
            return name[len(head) :].startswith(_LOCAL)
    return False


# ------------------------------------------------------------------ what is approved


def approved(outline: Outline, tree: Mapping[str, Any], *, rename: bool = False) -> Outline:
    """Return the outline that a tree stands for, its headings numbered anew where they moved.

    Each heading keeps its place in `outline`. Raises OutlineError where the tree is none, has
    nothing left, or has a heading or prompt that `outline` has not and `rename` is False.
    """
    known = [heading for _, heading in outline.walk()]
    roots = _children(tree, 1)
    if sum(1 for _ in _all(roots)) > _MANY:
        raise OutlineError(f"Đề cương quá dài (hơn {_MANY} đề mục): hãy chia thành nhiều báo cáo.")
    _claim(roots, known)
    _refuse_changes(list(_all(roots)), known, rename)
    if not roots:
        raise OutlineError("Đề cương đã bỏ hết đề mục: hãy giữ lại ít nhất một đề mục để soạn.")
    renumber(roots, known)
    title = _words(tree.get("title")) if rename else outline.title
    headings = tuple(_heading(node, 1, known) for node in roots)
    return Outline(
        title=title or outline.title,
        headings=headings,
        period=outline.period,
        doc=outline.doc,
        letter_end=outline.letter_end,
    )


def numbered(outline: Outline, tree: Node) -> Node:
    """Return the tree with the numbers that its headings will have; those left out keep theirs."""
    shown = deepcopy(tree)
    kept = _children(shown, 1)
    renumber(kept, [heading for _, heading in outline.walk()])
    numbers = {node["origin"]: node["number"] for node in _all(kept)}
    for node in _all(shown["children"]):
        node["number"] = numbers.get(node["origin"], node["number"])
    return shown


def outline_of(tree: Mapping[str, Any]) -> Outline:
    """Return the outline of a tree alone, as ``baocao outline --json`` prints it.

    Raises OutlineError where it is none.
    """
    if not isinstance(tree, Mapping) or not isinstance(tree.get("children"), list):
        raise OutlineError(_NO_TREE)
    title = _words(tree.get("title"))
    empty = Outline(title=title, headings=(), period=period_in(title))
    return approved(empty, {**tree, "children": _without_origin(tree["children"])}, rename=True)


def notes_of(tree: Mapping[str, Any], outline: Outline) -> dict[str, str]:
    """Return the notes for the writer by the path of their heading in `outline`.

    `outline` is what `approved` returned for this tree: their headings stand in one order.
    """
    nodes = list(_all(_children(tree, 1)))
    paths = [path for path, _ in outline.walk()]
    return {
        path: note
        for path, node in zip(paths, nodes, strict=True)
        if (note := _words(node.get("note"))[:_LONG])
    }


_NO_TREE = (
    "Đây không phải cây đề cương: cần dạng JSON như lệnh “baocao outline --json” in ra, "
    "mỗi đề mục có number, title, prompts, children."
)


def _children(node: Mapping[str, Any], depth: int) -> list[Node]:
    """Return copies of the headings below a node that were not dropped."""
    below = node.get("children", [])
    if not isinstance(below, Sequence) or isinstance(below, str) or depth > _DEEP:
        raise OutlineError(_NO_TREE)
    found = []
    for one in below:
        if not isinstance(one, Mapping) or not _well_formed(one):
            raise OutlineError(_NO_TREE)
        if not one.get("dropped"):
            found.append({**one, "children": _children(one, depth + 1)})
    return found


def _well_formed(one: Mapping[str, Any]) -> bool:
    lists = [one.get(name) or [] for name in ("prompts", "dropped_prompts")]
    return isinstance(one.get("origin"), int | None) and all(isinstance(x, list) for x in lists)


def _without_origin(children: Sequence[Any]) -> list[Any]:
    return [
        {**one, "origin": None, "children": _without_origin(one.get("children", []))}
        if isinstance(one, Mapping) and isinstance(one.get("children", []), Sequence)
        else one
        for one in children
    ]


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node["children"])


def _claim(roots: Sequence[Node], known: Sequence[Heading]) -> None:
    """Set `origin` of headings that came without one: the first free heading of that title."""
    nodes = list(_all(roots))
    taken = {node.get("origin") for node in nodes}
    for node in nodes:
        if node.get("origin") is None:
            same = (
                i
                for i, heading in enumerate(known)
                if i not in taken and fold(heading.title) == fold(_words(node.get("title")))
            )
            node["origin"] = next(same, None)
            taken.add(node["origin"])


def _refuse_changes(nodes: Sequence[Node], known: Sequence[Heading], rename: bool) -> None:
    seen: set[int] = set()
    for node in nodes:
        origin, title = node["origin"], _words(node.get("title"))
        if not title:
            raise OutlineError("Có đề mục không có tên: hãy ghi tên hoặc bỏ đề mục đó.")
        if origin is None:
            if not rename:
                raise OutlineError(_added(title))
            continue
        if not isinstance(origin, int) or not 0 <= origin < len(known) or origin in seen:
            raise OutlineError(f"Đề mục “{title}” không có trong đề cương hoặc bị lặp lại.")
        seen.add(origin)
        if not rename and title != squeeze(known[origin].title):
            raise OutlineError(
                f"Đề mục “{known[origin].title}” bị đổi tên thành “{title}”: "
                "hãy chọn cho phép sửa tên đề mục, hoặc giữ tên cũ."
            )
        asked = set(map(squeeze, known[origin].prompts))
        for prompt in _prompts(node):
            if not rename and prompt not in asked:
                raise OutlineError(_added(prompt))


def _added(words: str) -> str:
    return (
        f"“{words}” không có trong đề cương: hãy chọn cho phép sửa tên đề mục, "
        "hoặc ghi thành ghi chú cho người soạn."
    )


def _words(value: Any) -> str:
    return squeeze(nfc(value)) if isinstance(value, str) else ""


def _prompts(node: Mapping[str, Any]) -> list[str]:
    gone = node.get("dropped_prompts") or ()
    return [
        w for i, one in enumerate(node.get("prompts", ())) if i not in gone and (w := _words(one))
    ]


def _heading(node: Node, level: int, known: Sequence[Heading]) -> Heading:
    old = known[node["origin"]] if node["origin"] is not None else None
    prompts = tuple(_prompts(node))
    places = dict(zip(map(squeeze, old.prompts), old.places, strict=False)) if old else {}
    kept = {prompt: i for i, prompt in enumerate(prompts)}
    pairs = [(old.prompts[a], old.prompts[b]) for a, b in old.duplicates] if old else []
    return Heading(
        number=node["number"],
        title=_words(node["title"]),
        level=level,
        prompts=prompts,
        blank=bool(node.get("blank")) and not prompts and not node["children"],
        children=tuple(_heading(child, level + 1, known) for child in node["children"]),
        place=old.place if old else None,
        places=tuple(places[prompt] for prompt in prompts if prompt in places),
        duplicates=tuple(
            (kept[squeeze(a)], kept[squeeze(b)])
            for a, b in pairs
            if squeeze(a) in kept and squeeze(b) in kept
        ),
    )


# ------------------------------------------------------------------ numbers


def renumber(roots: list[Node], known: Sequence[Heading]) -> None:
    """Number anew, in place, each group of siblings that is not as it was read.

    A group is as it was when it has the same headings in the same order; then its numbers stay,
    even odd ones, unless two are the same. Headings without numbers stay without.
    """
    groups = {tuple(i for i, heading in enumerate(known) if heading.level == 1)}
    groups |= {_below(index, known) for index in range(len(known))}
    styles: dict[int, Style] = {}
    read = [(h.level, h.number) for h in known] or list(_numbered(roots, 1))
    for level, number in read:
        if style := style_of(number):
            styles.setdefault(level, style)
    _number(roots, (), groups if known else None, styles)


def _below(index: int, known: Sequence[Heading]) -> tuple[int, ...]:
    """Return the indexes of the headings right below one."""
    found = []
    for i in range(index + 1, len(known)):
        if known[i].level <= known[index].level:
            break
        if known[i].level == known[index].level + 1:
            found.append(i)
    return tuple(found)


def _numbered(nodes: Sequence[Node], level: int) -> Iterator[tuple[int, str]]:
    for node in nodes:
        yield level, str(node.get("number") or "")
        yield from _numbered(node["children"], level + 1)


def _number(
    nodes: list[Node],
    above: tuple[str, ...],
    groups: set[tuple[int, ...]] | None,
    styles: Mapping[int, Style],
    stem: str = "",
) -> None:
    """Number siblings below the numbers `above`; `stem` is what "1.2" begins with there."""
    numbers = [str(node.get("number") or "").strip() for node in nodes]
    style = styles.get(len(above) + 1) or default_style(above)
    same = groups is None or tuple(node["origin"] for node in nodes) in groups
    stems = all(number.startswith(f"{stem}.") for number in numbers) or not stem.isdigit()
    keys = [number or fold(node["title"]) for number, node in zip(numbers, nodes, strict=True)]
    again = not same or len(set(keys)) < len(keys)
    if not any(numbers) and len(set(keys)) == len(keys):
        again = False  # an outline without numbers stays without
    elif style.kind == "dotted":
        again |= not stems
    if again:
        numbers = [style.write(ordinal, stem) for ordinal in range(1, len(nodes) + 1)]
    for ordinal, (node, number) in enumerate(zip(nodes, numbers, strict=True), start=1):
        node["number"] = number
        key = number.strip(" .)/(:-–")
        below = key if key[:1].isdigit() else str(ordinal)
        _number(node["children"], (*above, number), groups, styles, below)
