"""The figures of a block in reading order, and small questions about them and the words between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Quantity, Report
from corpus.text import fold

# Ends of a clause: what is said after them belongs to another thing.
CLAUSE_BREAK = re.compile(r";(?!\s*trong )|\.(?=\s)")
CLAUSE_END = re.compile(r"[;:\n]|\.(?=\s|$)")
_OPEN = re.compile(
    r"…|\.\.\.|\bv\.v|\bvan van\b"
    r"|^[\s(:]*(?:gom |bao gom )?(?:nhu|chu yeu|tieu bieu|mot so|vi du|dien hinh|nhat la)\b|\bnhu:"
)


def figures_by_block(report: Report) -> dict[int, list[Quantity]]:
    """Return the figures of each block that is no table row, in reading order."""
    figures: dict[int, list[Quantity]] = {}
    for quantity in report.quantities:
        if quantity.table is None:
            figures.setdefault(quantity.block, []).append(quantity)
    for listed in figures.values():
        listed.sort(key=lambda q: q.number_span)
    return figures


def exact(quantity: Quantity) -> bool:
    """Tell whether a figure is one plain number: no range, no "hơn", "khoảng" …"""
    return quantity.value_max is None and not quantity.qualifier


def percent(quantity: Quantity) -> bool:
    """Tell whether a figure is a share and no count."""
    return (quantity.unit or "").startswith(("%", "điểm %"))


def head(quantity: Quantity) -> str:
    """Return the first word of what is counted, folded; "" when nothing is named."""
    words = fold(quantity.unit or "").split()
    return words[0] if words else ""


def open_list(text: str) -> bool:
    """Tell whether a list says that it is not complete: "…", "v.v.", "như", "chủ yếu"."""
    return bool(_OPEN.search(fold(text)))


def clause_end(text: str, start: int) -> int:
    """Return where the clause that runs over `start` ends."""
    match = CLAUSE_END.search(text, start)
    return match.start() if match else len(text)


def sentence_end(text: str, start: int) -> int:
    """Return where the sentence that runs over `start` ends."""
    match = re.compile(r"\.(?=\s+[^\sa-zà-ỹ]|\s*$)").search(text, start)
    return match.start() if match else len(text)


def closing(text: str, opening: int) -> int:
    """Return the position of the parenthesis that closes the one at `opening`, or -1."""
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i
    return -1


def between(figures: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """Return the figures whose digits lie in ``start:end``."""
    return [q for q in figures if start <= q.number_span[0] and q.number_span[1] <= end]
