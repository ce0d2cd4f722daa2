"""Laws that a report cites by name and year, without a number: "Luật Thủy lợi năm 2017".

They are no numbered citations (`corpus.documents.citations`); the register lists them beside those.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Place, Report
from corpus.text import fold, same_tone, squeeze

# A name begins with a capital and may run on in small letters, commas and "và" up to its year.
# In code order capitals and small letters of Vietnamese are mixed: no range holds one kind.
_CAPITALS = "A-Z" + "".join(c for c in map(chr, range(0xC0, 0x1EFA)) if c.isupper())
_LAW = re.compile(
    rf"(?<!\w)(Hiến pháp|(?:Bộ luật|Luật|Pháp lệnh) [{_CAPITALS}][^\W\d_]*"
    r"(?:,? [^\W\d_]+){0,11}?(?: \(sửa đổi\))?),? (?:năm )?((?:19|20)\d\d)(?![\d/-])"
)
_BREAKS = re.compile(r"(?<!\w)(?:ngày|tháng|số|giai đoạn|của|từ|trong|đến|tại)(?!\w)")


@dataclass(frozen=True, slots=True)
class Law:
    """A law with its year and where it is cited."""

    name: str  # "Luật Thủy lợi"
    year: int
    places: tuple[Place, ...]

    @property
    def title(self) -> str:
        """Return the name as it is cited: "Luật Thủy lợi năm 2017"."""
        return f"{self.name} năm {self.year}"


def laws_of(reports: Iterable[Report]) -> list[Law]:
    """Return the laws cited by name and year, each once, in order of first mention."""
    found: dict[tuple[str, int], tuple[str, list[Place]]] = {}
    for report in reports:
        for index, block in enumerate(report.blocks):
            if not any(word in block.text for word in ("uật", "Hiến pháp", "Pháp lệnh")):
                continue
            for match in _LAW.finditer(block.text):
                name = squeeze(match[1])
                if _BREAKS.search(name):
                    continue
                key = fold(same_tone(name)), int(match[2])
                places = found.setdefault(key, (name, []))[1]
                places.append(report.place(index, *match.span()))
    return [Law(name, year, tuple(places)) for (_, year), (name, places) in found.items()]
