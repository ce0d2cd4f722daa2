"""Which numbered lines are headings, and the tree they make.

"2. Công tác quản lý khoa học" is a heading; "8. Tham mưu UBND tỉnh phê duyệt … năm 2026. Tổ
chức …" is an item of a list. Brothers decide together: a list that holds one short line stays a
list, and "5.1. Về an toàn bức xạ: Hướng dẫn 09 cơ sở …" is a run-in heading among headings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from corpus.layout.labels import Style
from corpus.layout.units import Unit
from corpus.model import BlockKind, Place, Section
from corpus.text import fold

_LONGEST = 260  # characters of a heading; the longest real ones are near 200
_STOPPED = re.compile(r"[^\W\d_.]{2,}[.] +(\S)")
_RUN_IN = re.compile(r"[^:.;]{3,180}:\s+(?=\S)")
_STOP = re.compile(r"[.;,]$|\./\.$")
_NUMBERED = (Style.NUMBER, Style.DOTTED, Style.DOTTED_3, Style.POINT)
_DOCUMENT = re.compile(r"\d+/[\d/]*[A-ZĐ]|\d+-[A-ZĐ]+/")
_SUMMARY = re.compile(r"(?:danh gia|nhan xet|nhan dinh) chung|tom lai|ket luan")
_CAPITALS = (Style.LETTER, Style.ROMAN)
_LOOKS = ("heading", "run-in", "item")


def choose_headings(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with the headings marked; a run-in heading becomes two units."""
    chosen: list[Unit] = []
    verdicts = _verdicts(units)
    for i, unit in enumerate(units):
        verdict = verdicts.get(i)
        if unit.part or verdict == "heading" or _is_styled(unit):
            unit.kind = BlockKind.HEADING
            if unit.run.text.endswith(":") and len(unit.run.text) > 1:
                unit.run = unit.run[: len(unit.run.text) - 1].strip()
            chosen.append(unit)
        elif verdict == "run-in":
            chosen.extend(_split(unit))
        else:
            chosen.append(unit)
    return _name_parts(chosen)


def _verdicts(units: Sequence[Unit]) -> dict[int, str]:
    looks = {
        i: _look(unit)
        for i, unit in enumerate(units)
        if unit.label and unit.kind is BlockKind.BULLET and unit.label.style <= Style.STAR
    }
    verdicts: dict[int, str] = {}
    for group in _brothers(units, list(looks)):
        verdicts.update(_agreed(units, group, looks))
    return verdicts


def _is_styled(unit: Unit) -> bool:
    """Return whether the file's own styles make a heading of words that could be one."""
    return unit.style > 0 and len(unit.run.text) <= _LONGEST and not _has_sentence(unit.run.text)


def _look(unit: Unit) -> str:
    """Return what a labelled unit looks like by itself: heading, run-in or item."""
    text = unit.run.text
    label = unit.label
    if label is None or label.style is Style.ROUND:
        return "item"
    if label.style in _CAPITALS:
        article = label.written.startswith(("Điều", "ĐIỀU"))
        whole = article or not _has_sentence(text)
        return "heading" if whole and len(text) <= _LONGEST else "item"
    if label.style is Style.STAR:
        short = len(text) <= 120 and (text.endswith(":") or not _STOP.search(text))
        return "heading" if short and not _RUN_IN.match(text) else "item"
    if _RUN_IN.match(text):
        return "run-in"
    if len(text) > _LONGEST or _STOP.search(text) or _has_sentence(text):
        return "item"
    return "heading"


def _has_sentence(text: str) -> bool:
    """Return whether a sentence ends inside a text and another begins."""
    return any(found[1].isupper() for found in _STOPPED.finditer(text))


def _brothers(units: Sequence[Unit], labelled: Sequence[int]) -> list[list[int]]:
    """Return groups of units with one style under one parent."""
    groups: list[list[int]] = []
    open_groups: dict[Style, list[int]] = {}
    positions = set(labelled)
    for i, unit in enumerate(units):
        if unit.part:
            open_groups.clear()
        if i not in positions or unit.label is None:
            continue
        style = unit.label.style
        for other in [s for s in open_groups if s > style]:
            del open_groups[other]
        if style not in open_groups or (style in _NUMBERED and unit.label.value == 1):
            open_groups[style] = []
            groups.append(open_groups[style])
        open_groups[style].append(i)
    return groups


def _agreed(units: Sequence[Unit], group: Sequence[int], looks: dict[int, str]) -> dict[int, str]:
    """Return what each of a group of brothers is, seen together."""
    own = {i: looks[i] for i in group}
    label = units[group[0]].label
    if label is None or label.style not in _NUMBERED:
        return own
    counts = {name: sum(look == name for look in own.values()) for name in _LOOKS}
    if _is_list(units, group, counts):
        return dict.fromkeys(group, "item")
    if counts["heading"] + counts["run-in"] > counts["item"]:
        return own
    return {i: "item" if look == "run-in" else look for i, look in own.items()}


def _is_list(units: Sequence[Unit], group: Sequence[int], counts: dict[str, int]) -> bool:
    """Return whether numbered brothers are a list: mostly sentences, or documents one by one."""
    if counts["item"] > counts["heading"] + counts["run-in"]:
        return True
    documents = sum(bool(_DOCUMENT.search(units[k].run.text)) for k in group)
    if len(group) >= 3 and documents * 2 > len(group):
        return True
    bare = len(group) >= 3 and all(b == a + 1 for a, b in pairwise(group)) and not counts["run-in"]
    return bare and sum(len(units[k].run.text) for k in group) > 90 * len(group)


def _split(unit: Unit) -> list[Unit]:
    found = _RUN_IN.match(unit.run.text)
    if not found:
        return [unit]
    title, rest = unit.run[: found.end()].strip(), unit.run[found.end() :]
    head = Unit(BlockKind.HEADING, title[: len(title.text) - 1], unit.label, unit.written)
    return [head, Unit(BlockKind.PARAGRAPH, rest.strip())]


def _name_parts(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with the title lines of an appendix made one heading with its label."""
    named: list[Unit] = []
    for unit in units:
        above = named[-1] if named else None
        if above and above.part and not above.written and unit.kind is BlockKind.TITLE:
            above.written, above.run = above.run.text, unit.run
            continue
        named.append(unit)
    return named


def nest(units: Sequence[Unit]) -> None:
    """Set the level of headings and the path of every unit, in reading order."""
    stack: list[_Open] = []
    above: Unit | None = None
    heads = [unit for unit in units if unit.kind is BlockKind.HEADING]
    following = {id(head): after for head, after in zip_longest(heads, heads[1:])}
    for unit in units:
        if unit.kind is BlockKind.HEADING:
            rank = _rank(unit, above, stack)
            if _sums_up(unit, following[id(unit)], stack):
                rank = Style.NUMBER
            while stack and stack[-1].rank >= rank:
                stack.pop()
            unit.path = tuple(head.title for head in stack)
            value = unit.label.value if unit.label else 0
            stack.append(_Open(rank, value, unit.title(), unit.style))
            unit.level = len(stack)
        else:
            if unit.kind in (BlockKind.RECIPIENTS, BlockKind.SIGNATURE):
                stack.clear()
            unit.path = tuple(head.title for head in stack)
        above = unit


def _sums_up(unit: Unit, following: Unit | None, stack: Sequence[_Open]) -> bool:
    """Return whether "* Đánh giá chung" ends a whole part and not the last of its sections.

    It is the only one of its kind there, and the next part begins after it.
    """
    if unit.label is None or unit.label.style is not Style.STAR:
        return False
    if not _SUMMARY.match(fold(unit.run.text)) or any(h.rank == Style.STAR for h in stack):
        return False
    last = (
        following is None
        or following.part
        or (following.label is not None and following.label.style in _CAPITALS)
    )
    return last and any(head.rank in _CAPITALS for head in stack)


@dataclass(frozen=True, slots=True)
class _Open:
    """A heading whose section is still open. The deeper, the greater its rank."""

    rank: float
    value: int
    title: str
    style: int


def _rank(unit: Unit, above: Unit | None, stack: Sequence[_Open]) -> float:
    """Return how deep a heading lies: by its numbering; half a step more inside its own kind.

    "3. Đánh giá chung" right above "1. Kết quả nổi bật": 1., 2. … belong under 3.
    """
    if unit.part:
        return Style.PART
    if unit.label is None:
        above_it = [head.rank for head in stack if 0 < head.style < unit.style]
        return above_it[-1] + 0.25 if above_it else Style.PART + 0.5
    rank = float(unit.label.style)
    over = above.label if above and above.kind is BlockKind.HEADING else None
    if over and over.style == unit.label.style and unit.label.value == 1 < over.value:
        return rank + 0.5
    inner = next((head for head in stack if head.rank == rank + 0.5), None)
    outer = next((head for head in stack if head.rank == rank), None)
    if inner and outer and inner.value + 1 == unit.label.value != outer.value + 1:
        return rank + 0.5
    return rank


def section_tree(units: Sequence[Unit], place: Callable[[int, int], Place]) -> tuple[Section, ...]:
    """Return the headings as a tree; `place` makes a Place of canonical (start, end)."""

    def gather(i: int, level: int) -> tuple[tuple[Section, ...], int]:
        found: list[Section] = []
        while i < len(heads) and heads[i].level >= level:
            unit = heads[i]
            children, after = gather(i + 1, unit.level + 1)
            where = place(unit.run.offsets[0], unit.run.offsets[-1] + 1)
            found.append(Section(unit.written, unit.run.text, unit.level, where, children))
            i = after
        return tuple(found), i

    heads = [unit for unit in units if unit.kind is BlockKind.HEADING]
    return gather(0, 1)[0]
