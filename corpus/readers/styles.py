"""Styles of Word documents, as far as reading needs them: numbering, heading level, hidden text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.readers.numbering import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"(?:heading|đề mục|tiêu đề) (\d)", re.IGNORECASE)
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str
    number: tuple[str, int] | None
    level: int
    hidden: bool
    font: str


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of styles.xml by id."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    default: str = ""  # the style of paragraphs that name none

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """Return the styles of styles.xml; none for a document without that part."""
        if root is None:
            return cls()
        found = {s.get(f"{W}styleId", ""): _read(s) for s in root.findall(f"{W}style")}
        usual = [
            s.get(f"{W}styleId", "")
            for s in root.findall(f"{W}style")
            if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"
        ]
        return cls(found, usual[0] if usual else "")

    def numbering(self, properties: Element | None) -> tuple[str, int]:
        """Return (number instance, level) of a paragraph; ("", 0) when it has no number."""
        own = _own_number(properties)
        if own is not None:
            number, level = own
            return ("", 0) if number == "0" else (number or self._inherited(properties)[0], level)
        return self._inherited(properties)

    def _inherited(self, properties: Element | None) -> tuple[str, int]:
        for style in self._chain(_style_id(properties, "pStyle")):
            if style.number:
                return style.number
        return "", 0

    def heading_level(self, properties: Element | None) -> int:
        """Return 1–9 for a heading, 0 for body text."""
        outline = None if properties is None else properties.find(f"{W}outlineLvl")
        if outline is not None:
            value = outline.get(f"{W}val", "9")
            return int(value) + 1 if value.isdigit() and int(value) < 9 else 0
        return next((s.level for s in self._chain(_style_id(properties, "pStyle")) if s.level), 0)

    def hidden(self, run: Element) -> bool:
        """Return whether a run is hidden text."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return False
        vanish = properties.find(f"{W}vanish")
        if vanish is not None:
            return vanish.get(f"{W}val", "1") not in _OFF
        return any(s.hidden for s in self._chain(_style_id(properties, "rStyle")))

    def font(self, run: Element | None) -> str:
        """Return the font of a run where it or its paragraph's style names one, else ""."""
        if run is None:
            return ""
        own = _font(run.find(f"{W}rPr"))
        if own:
            return own
        paragraph = next(run.iterancestors(f"{W}p"), None)
        properties = None if paragraph is None else paragraph.find(f"{W}pPr")
        chain = self._chain(_style_id(run.find(f"{W}rPr"), "rStyle"))
        chain += self._chain(_style_id(properties, "pStyle") or self.default)
        return next((style.font for style in chain if style.font), "")

    def _chain(self, ident: str) -> list[_Style]:
        """Return a style and those it is based on, the nearest first; circles are cut."""
        chain: list[_Style] = []
        seen: set[str] = set()
        while ident in self._styles and ident not in seen:
            seen.add(ident)
            chain.append(self._styles[ident])
            ident = chain[-1].based_on
        return chain


def _style_id(properties: Element | None, name: str) -> str:
    style = None if properties is None else properties.find(f"{W}{name}")
    return "" if style is None else style.get(f"{W}val", "")


def _own_number(properties: Element | None) -> tuple[str, int] | None:
    numbered = None if properties is None else properties.find(f"{W}numPr")
    if numbered is None:
        return None
    number, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    value = "0" if level is None else level.get(f"{W}val", "0")
    ident = "" if number is None else number.get(f"{W}val", "")
    return ident, int(value) if value.isdigit() else 0


def _read(style: Element) -> _Style:
    properties = style.find(f"{W}pPr")
    name = style.find(f"{W}name")
    outline = None if properties is None else properties.find(f"{W}outlineLvl")
    found = _HEADING.search("" if name is None else name.get(f"{W}val", ""))
    level = int(found[1]) if found else 0
    value = "" if outline is None else outline.get(f"{W}val", "")
    if not level and value.isdigit() and int(value) < 9:
        level = int(value) + 1
    vanish = style.find(f"{W}rPr/{W}vanish")
    hidden = vanish is not None and vanish.get(f"{W}val", "1") not in _OFF
    font = _font(style.find(f"{W}rPr"))
    return _Style(_style_id(style, "basedOn"), _own_number(properties), level, hidden, font)


def _font(properties: Element | None) -> str:
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii", "") or fonts.get(f"{W}hAnsi", "")
