"""Findings as Word comments in a copy of the checked .docx, each at the words it is about.

A place is found again by its words: the n-th time they stand in the canonical text is the n-th
time in the file, and where the file says them more or less often, the words around decide.
Word allows no comments inside notes and text boxes: those stand at the mark of the note, or at
the box. The file itself is never written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import BaocaoError
from corpus.model import Place, Report
from corpus.text import nfc

_AUTHOR, _INITIALS = "baocao", "bc"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WORD = re.compile(r"\w+")
_AROUND = 8  # words on each side that tell two occurrences apart
_NOT_SHOWN = {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr")}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Remark:
    """What to write at a place."""

    place: Place
    text: str


@dataclass(slots=True)
class _Spot:
    """A word of the file: from ``node.text[start]`` up to ``last.text[end]``.

    `node` and `last` are w:t, one and the same unless runs cut the word. `anchor` is where a
    comment can stand.
    """

    word: str
    node: Any
    start: int
    last: Any
    end: int
    anchor: Any | None  # a run of the body, when the word itself is in a note or a box


def write_comments(
    source: Path | str, report: Report, remarks: Sequence[Remark], target: Path | str
) -> list[Remark]:
    """Write a copy of the .docx `source` with `remarks` as comments; return those not placed.

    `report` is `source` as it was read. BaocaoError when the file is no .docx, is not the one
    that was read, or is `target` itself.
    """
    path, out = Path(source), Path(target)
    _refuse(path, out)
    document = _opened(path)
    spots = list(_spots(document))
    words = [spot.word for spot in spots]
    told = [(m.group(), m.start()) for m in _WORD.finditer(report.text.lower())]
    missed = []
    placed = []
    for remark in remarks:
        found = _find(remark.place, told, words)
        if found is None:
            missed.append(remark)
        else:
            placed.append((found, remark))
    if placed or not remarks:
        for (first, last), remark in sorted(placed, key=lambda p: p[0]):
            _comment(document, spots, first, last, remark.text)
    elif missed:
        raise BaocaoError(
            f"Không thấy lời nào của các phát hiện trong tệp “{path.name}”: "
            "hãy chọn đúng tệp đã kiểm tra."
        )
    _save(document, out)
    return missed


def _refuse(path: Path, out: Path) -> None:
    if path.suffix.lower() != ".docx":
        raise BaocaoError(
            f"Nhận xét kiểu Word chỉ ghi được vào bản sao của tệp .docx; “{path.name}” là tệp "
            f"{path.suffix or 'không rõ loại'}: hãy dùng phiếu rà soát .docx hoặc .xlsx."
        )
    if out.exists() and path.exists() and out.samefile(path):
        raise BaocaoError(
            f"“{path.name}” là tệp gốc, không được ghi đè: hãy đặt tên khác cho bản có nhận xét."
        )


def _opened(path: Path) -> Any:
    from docx import Document

    try:
        return Document(str(path))
    except Exception as error:  # python-docx lets zip, XML and key errors through
        raise BaocaoError(
            f"Không mở được tệp “{path.name}” để ghi nhận xét: hãy kiểm tra tệp Word này."
        ) from error


def _save(document: Any, out: Path) -> None:
    try:
        document.save(str(out))
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {out}: {error.strerror}; hãy chọn thư mục khác."
        ) from error


# ------------------------------------------------------------------ the words of the file


def _spots(document: Any) -> Iterator[_Spot]:
    """Yield the words of the body in order, then those of the notes."""
    marks: dict[tuple[str, str], Any] = {}
    for paragraph in document.element.body.iter(f"{_W}p"):
        if _inside(paragraph, f"{_MC}Fallback"):
            continue
        box = _outer_run(paragraph)
        for node in _shown(paragraph):
            name = node.tag.removeprefix(_W)
            if name in ("footnoteReference", "endnoteReference"):
                marks[f"{name[:-9]}s", node.get(f"{_W}id", "")] = node.getparent()
        yield from _words(paragraph, box)
    for kind, key, note in _notes(document):
        anchor = marks.get((kind, key))
        if anchor is not None:
            for paragraph in note.iter(f"{_W}p"):
                yield from _words(paragraph, anchor)


def _words(paragraph: Any, anchor: Any | None) -> Iterator[_Spot]:
    """Yield the words of a paragraph."""
    text, nodes = "", []
    for node in _shown(paragraph):
        name = node.tag.removeprefix(_W)
        if name == "t":
            nodes.append((len(text), node))
            text += node.text or ""
        elif name in ("tab", "br", "cr", "footnoteReference", "endnoteReference"):
            text += " "
        elif name == "noBreakHyphen":
            text += "-"
    folded = _same_length(text)
    at = 0
    for match in _WORD.finditer(folded):
        while at + 1 < len(nodes) and nodes[at + 1][0] <= match.start():
            at += 1
        last = at
        while last + 1 < len(nodes) and nodes[last + 1][0] < match.end():
            last += 1
        begin, end = match.start() - nodes[at][0], match.end() - nodes[last][0]
        word = nfc(match.group())
        yield _Spot(word, nodes[at][1], begin, nodes[last][1], end, anchor)


def _same_length(text: str) -> str:
    """Return `text` in lower case, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _shown(parent: Any) -> Iterator[Any]:
    """Yield the elements that a reader sees, in order; not into text boxes."""
    for child in parent:
        if child.tag in _NOT_SHOWN or not isinstance(child.tag, str):
            continue
        if child.tag in (f"{_W}txbxContent", f"{_MC}Fallback"):
            continue
        yield child
        yield from _shown(child)


def _inside(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _outer_run(paragraph: Any) -> Any | None:
    """Return the run of the body that holds the text box around `paragraph`, None without one."""
    run = None
    if _inside(paragraph, f"{_W}txbxContent"):
        for run in paragraph.iterancestors(f"{_W}r"):  # noqa: B007 — the outermost is wanted
            pass
    return run


def _notes(document: Any) -> Iterator[tuple[str, str, Any]]:
    from lxml import etree

    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in ("footnotes", "endnotes") and not relation.is_external:
            # Read only: python-docx keeps the part as bytes and writes it back untouched.
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            for note in root:
                yield kind, note.get(f"{_W}id", ""), note


# ------------------------------------------------------------------ places in the file


def _find(
    place: Place, told: Sequence[tuple[str, int]], words: Sequence[str]
) -> tuple[int, int] | None:
    """Return the (first, last) word of the file that `place` means, None when it has none."""
    first = next((i for i, (_, at) in enumerate(told) if at >= place.start), len(told))
    wanted = []
    for word, at in told[first:]:
        if at >= place.end:
            break
        wanted.append(word)
    if not wanted:
        return None
    while wanted:
        here = _occurrences(wanted, words)
        if here:
            order = _order(first, wanted, [w for w, _ in told])
            best = max(here, key=lambda i: _fit(i, here, order, first, wanted, told, words))
            return best, best + len(wanted) - 1
        wanted = wanted[: len(wanted) // 2]  # a wrapped table row: its beginning will do
    return None


def _occurrences(wanted: Sequence[str], words: Sequence[str]) -> list[int]:
    size, head = len(wanted), wanted[0]
    return [
        i
        for i, word in enumerate(words)
        if word == head and list(words[i : i + size]) == list(wanted)
    ]


def _order(first: int, wanted: Sequence[str], told: Sequence[str]) -> int:
    """Return how often the words stand before word `first` of the canonical text."""
    return sum(1 for i in _occurrences(wanted, told[: first + len(wanted) - 1]) if i < first)


def _fit(
    index: int,
    here: Sequence[int],
    order: int,
    first: int,
    wanted: Sequence[str],
    told: Sequence[tuple[str, int]],
    words: Sequence[str],
) -> tuple[int, int]:
    """Return (words around that agree, nearness of its rank): the larger the better."""
    before = [w for w, _ in told[max(0, first - _AROUND) : first]]
    stop = first + len(wanted)
    after = [w for w, _ in told[stop : stop + _AROUND]]
    own_before = words[max(0, index - _AROUND) : index]
    own_after = words[index + len(wanted) : index + len(wanted) + _AROUND]
    same = _run(reversed(before), reversed(own_before)) + _run(after, own_after)
    return same, -abs(here.index(index) - order)


def _run(left: Any, right: Any) -> int:
    count = 0
    for one, two in zip(left, right, strict=False):
        if one != two:
            break
        count += 1
    return count


# ------------------------------------------------------------------ comments


def _comment(document: Any, spots: Sequence[_Spot], first: int, last: int, text: str) -> None:
    from docx.text.run import Run

    head, tail = spots[first], spots[last]
    if head.anchor is not None or tail.anchor is not None:
        start = end = head.anchor if head.anchor is not None else tail.anchor
    else:
        _split(spots, last, tail.last, tail.end)
        _split(spots, first, head.node, head.start)
        start, end = spots[first].node.getparent(), spots[last].last.getparent()
    runs = [Run(start, document), Run(end, document)]
    document.add_comment(runs, text=_CONTROL.sub("", text), author=_AUTHOR, initials=_INITIALS)


def _split(spots: Sequence[_Spot], near: int, node: Any, at: int) -> None:
    """Let a run end before character `at` of a w:t and a new one of the same look begin there.

    `near` is the index of a word in the node; words that move are told their new node.
    """
    run, text = node.getparent(), node.text or ""
    before = [child for child in run if child.tag != f"{_W}rPr"]
    rest = list(node.itersiblings())
    if (at <= 0 and before[0] is node) or (at >= len(text) and not rest):
        return
    other = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(f"{_W}rPr")
    if properties is not None:
        other.append(deepcopy(properties))
    moved = node
    if at <= 0:
        other.append(node)
    elif at < len(text):
        moved = node.makeelement(node.tag, {})
        _set(moved, text[at:])
        _set(node, text[:at])
        other.append(moved)
    for child in rest:
        other.append(child)
    run.addnext(other)
    if 0 < at < len(text):
        _tell(spots, near, node, at, moved)


def _tell(spots: Sequence[_Spot], near: int, node: Any, at: int, moved: Any) -> None:
    """Tell the words that stood from character `at` of `node` on that they are in `moved`."""
    first = near
    while first > 0 and node in (spots[first - 1].node, spots[first - 1].last):
        first -= 1
    for spot in spots[first:]:
        if node not in (spot.node, spot.last):
            break
        if spot.last is node and spot.end > at:
            spot.last, spot.end = moved, spot.end - at
        if spot.node is node and spot.start >= at:
            spot.node, spot.start = moved, spot.start - at


def _set(node: Any, text: str) -> None:
    node.text = text
    if text != text.strip():
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
