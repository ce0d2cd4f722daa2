"""Automatic numbering of Word documents: numbering.xml and styles.xml → the label of a paragraph.

ECMA-376 part 1, 17.9: a paragraph names a number instance and a level; the instance points to an
abstract definition whose levels have a start, a format and a text like "%1.%2."; counters run per
abstract definition, and a level starts anew when a higher one moves on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLETS = {"o": "+", "•": "-", "·": "-", "–": "-", "—": "-", "-": "-", "+": "+", "*": "*"}


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The numbering definitions of a document and its running counters."""

    _levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _restart: dict[tuple[str, int], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """Return the definitions of numbering.xml; none for a document without that part."""
        made = cls()
        if root is None:
            return made
        for abstract in root.findall(f"{W}abstractNum"):
            ident = abstract.get(f"{W}abstractNumId", "")
            for level in abstract.findall(f"{W}lvl"):
                made._levels[ident, _number(level.get(f"{W}ilvl"))] = _read_level(level)
        for num in root.findall(f"{W}num"):
            made._read_instance(num)
        return made

    def _read_instance(self, num: Element) -> None:
        ident = num.get(f"{W}numId", "")
        self._abstract[ident] = _value(num, "abstractNumId") or ""
        for override in num.findall(f"{W}lvlOverride"):
            level = _number(override.get(f"{W}ilvl"))
            start = _value(override, "startOverride")
            if start is not None:
                self._restart[ident, level] = _number(start)

    def label(self, num_id: str, level: int) -> str:
        """Return the label of the next paragraph at `level` of a list; "" for none."""
        abstract = self._abstract.get(num_id)
        definition = self._levels.get((abstract or "", level))
        if abstract is None or definition is None:
            return ""
        if definition.form == "bullet":
            return _BULLETS.get(definition.text.strip()[:1], "-")
        if definition.form == "none":
            return ""
        counters = self._counters.setdefault(abstract, {})
        restart = self._restart.pop((num_id, level), None)
        if restart is not None:
            counters[level] = restart
        else:
            counters[level] = counters.get(level, definition.start - 1) + 1
        for deeper in [k for k in counters if k > level]:
            del counters[deeper]
        return self._render(abstract, definition.text, counters)

    def _render(self, abstract: str, text: str, counters: dict[int, int]) -> str:
        for level in range(9):
            mark = f"%{level + 1}"
            if mark in text:
                definition = self._levels.get((abstract, level), _Level(1, "decimal", ""))
                value = counters.get(level, definition.start)
                text = text.replace(mark, _written(value, definition.form))
        return text.strip()


def _read_level(level: Element) -> _Level:
    return _Level(
        _number(_value(level, "start"), 1),
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText") or "",
    )


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(text: str | None, default: int = 0) -> int:
    try:
        return int(text or default)
    except ValueError:
        return default


def _written(value: int, form: str) -> str:
    match form:
        case "upperRoman":
            return _roman(value)
        case "lowerRoman":
            return _roman(value).lower()
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (value - 1) % 26) * min((value - 1) // 26 + 1, 4)
            return letter if form == "upperLetter" else letter.lower()
        case "decimalZero":
            return f"{value:02d}"
    return str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    steps = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    text = ""
    for size, letters in steps:
        count, value = divmod(value, size)
        text += letters * count
    return text
