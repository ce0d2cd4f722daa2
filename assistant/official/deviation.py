"""A deviation from the decree, with its rule: what every check of the layout yields.

`Phụ lục I` is that of Nghị định 30/2020/NĐ-CP; its Phần I is on administrative documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.official.looks import Line

DECREE = "Nghị định 30/2020/NĐ-CP"


def rule(part: str, clause: int) -> str:
    """Return the citation of a khoản of a mục of Phần I: "Phụ lục I, Phần I, mục II, khoản 1"."""
    return f"Phụ lục I, Phần I, mục {part}, khoản {clause}"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place that is not as the decree wants it; all words are Vietnamese."""

    part: str  # "Quốc hiệu", "Nội dung" …
    rule: str  # "Phụ lục I, Phần I, mục II, khoản 1"
    found: str
    wanted: str
    where: str = ""  # the first words of the paragraph
    count: int = 1  # paragraphs that deviate alike; `where` is the first of them

    def __str__(self) -> str:
        where = f" (“{self.where}”)" if self.where else ""
        more = f", {self.count} đoạn như vậy" if self.count > 1 else ""
        return f"{self.part}{where}: {self.found}{more}; {self.wanted} – {DECREE}, {self.rule}."


def look_of(
    line: Line,
    part: str,
    cited: str,
    low: float,
    high: float,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
    capitals: bool = False,
) -> Iterator[Deviation]:
    """Yield what is wrong with the size and style of a line; None: not judged."""
    sizes = {look.size for look in line.shown}
    need = f"phải cỡ {low:g}" if low == high else f"phải cỡ {low:g}–{high:g}"
    if not all(low <= size <= high for size in sizes):
        yield Deviation(part, cited, f"cỡ {sizes_of(line)}", need, start_of(line))
    for wanted, name, has in (
        (bold, "đậm", [look.bold for look in line.shown]),
        (italic, "nghiêng", [look.italic for look in line.shown]),
    ):
        if wanted is True and not all(has):
            yield Deviation(part, cited, f"không {name}", f"phải {name}", start_of(line))
        if wanted is False and any(has):
            yield Deviation(part, cited, f"in {name}", f"không in {name}", start_of(line))
    if capitals and line.text != line.text.upper():
        yield Deviation(part, cited, "có chữ thường", "phải in hoa", start_of(line))


def sizes_of(line: Line) -> str:
    """Return the sizes of a line in words: "12, 14"."""
    return ", ".join(f"{size:g}" for size in sorted({look.size for look in line.shown}))


def start_of(line: Line) -> str:
    """Return the first words of a line, to find it by."""
    words = line.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
