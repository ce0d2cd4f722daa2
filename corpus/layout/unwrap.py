"""Undo hard wraps: lines → runs of text that remember where each character stood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout.labels import Label, Style, label_of
from corpus.layout.lines import Line

# A break right after these (no space before) is inside a compound: 1125/UBND-, 2026-, 808/.
_JOINS = re.compile(r"[^\s(\-–/][-/]$")
_OPENS_JOINED = re.compile(r"[-/]\S")
_ENDS = ".:;!?…"
_CLOSERS = '"”’»)]'
_DROPPED = "\u200b\u200c\u200d\u2060\u00ad"
_NARROWEST = 60  # characters of a full line of body text on A4, at the least
_WRAPPED_LIMIT = 150  # longer lines are whole paragraphs, not wrapped ones


@dataclass(frozen=True, slots=True)
class Run:
    """Text with the canonical place of each character, as in `Block`."""

    text: str
    offsets: tuple[int, ...]

    def __getitem__(self, part: slice) -> Run:
        """Return the run of a slice."""
        return Run(self.text[part], self.offsets[part])

    def strip(self) -> Run:
        """Return the run without spaces at its ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : len(self.text.rstrip())]

    def without(self, spans: Sequence[tuple[int, int]]) -> Run:
        """Return the run with some of its own spans left out."""
        keep = [i for i in range(len(self.text)) if not any(a <= i < b for a, b in spans)]
        return Run("".join(self.text[i] for i in keep), tuple(self.offsets[i] for i in keep))


def join(lines: Sequence[Line], skip: int = 0) -> Run:
    """Return the text of lines as one run, the first `skip` characters left out.

    A line break becomes one space, or nothing inside a document number or a compound.
    """
    chars: list[str] = []
    offsets: list[int] = []
    for i, line in enumerate(lines):
        words = line.text[skip:] if i == 0 else line.text
        if chars and not tight("".join(chars[-12:]), words):
            chars.append(" ")
            offsets.append(lines[i - 1].end)
        start = line.end - len(words)
        for k, ch in enumerate(words):
            if ch in _DROPPED or (ch.isspace() and chars and chars[-1] == " "):
                continue
            chars.append(" " if ch.isspace() else ch)
            offsets.append(start + k)
    return Run("".join(chars), tuple(offsets)).strip()


def tight(before: str, after: str) -> bool:
    """Return whether a break between two pieces is inside a number or a compound: "QĐ-" "UBND"."""
    if _JOINS.search(before):
        return not (before[-1] == "-" and after[:1] in '("“')
    return bool(_OPENS_JOINED.match(after)) and before[-1:].isalnum()


@dataclass(frozen=True, slots=True)
class Shape:
    """How lines are laid out: their usual width, blank lines between them, wrapped or not."""

    width: float
    spacing: int
    wrapped: bool


def shape_of(lines: Sequence[Line], spacing: int, wrapped: bool | None = None) -> Shape:
    """Return the shape of a stream of lines; `wrapped` where the file's format knows."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return Shape(0, spacing, False)
    if wrapped is None:
        long = [n for n in lengths if n > _WRAPPED_LIMIT]
        wrapped = len(long) * 20 <= len(lengths)
    usual = [n for n in lengths if n <= _WRAPPED_LIMIT]
    width = usual[int(len(usual) * 0.75)] if usual else 0
    return Shape(max(width, _NARROWEST), spacing, wrapped)


def ends_sentence(text: str) -> bool:
    """Return whether text ends with a stop, closing quotes and footnote digits aside."""
    return text.rstrip(_CLOSERS + " ").endswith(tuple(_ENDS)) or text.endswith((".", ";", ":"))


def continues(above: Line, line: Line, label: Label | None, shape: Shape) -> bool:
    """Return whether `line` goes on with the sentence or paragraph of `above`."""
    over_page = line.page != above.page
    lower = line.text[:1].islower()
    open_end = not ends_sentence(above.text)
    if label is not None:
        return _label_is_text(above, line, label, shape)
    if not shape.wrapped:
        return lower and open_end and line.gap <= shape.spacing
    if line.gap > shape.spacing and not over_page:
        return lower and open_end and line.gap <= shape.spacing + 1
    if open_end and (lower or not line.text[:1].isalpha()):
        return True
    if above.text.isupper() and line.text.isupper():
        return open_end
    if over_page and open_end and label_of(above.text) is None and not above.text.isupper():
        return len(above.text) > 0.6 * shape.width  # no paragraph breaks off like that
    return is_full(above, line, shape)


def is_full(above: Line, line: Line, shape: Shape) -> bool:
    """Return whether the first word of `line` would not have fitted on the line above.

    Letters differ in width: a line that may well end here, with a sentence or as a numbered
    heading, must be fuller to count than one that stops in the middle of a sentence.
    """
    first = len(line.text.split(" ", 1)[0])
    opens = label_of(above.text)
    closed = ends_sentence(above.text) or (opens is not None and opens.style <= Style.POINT)
    share = 0.92 if closed else 0.85
    return len(above.text) + 1 + first > share * shape.width


def _label_is_text(above: Line, line: Line, label: Label, shape: Shape) -> bool:
    """Return whether what looks like a label is the middle of a sentence ("… - xã hội")."""
    if not shape.wrapped or not is_full(above, line, shape):
        return False
    if line.gap > shape.spacing and line.page == above.page:
        return False
    rest = line.text[label.skip :]
    open_end = not ends_sentence(above.text)
    match label.style:
        case Style.DASH | Style.PLUS | Style.STAR:
            return open_end and (rest[:1].islower() or rest[:4].isdigit())
        case Style.ROUND:
            return not above.text.endswith(".")
        case Style.NUMBER | Style.DOTTED | Style.DOTTED_3:
            return open_end and not above.text.endswith("…") and _inside(above)
        case Style.POINT:
            return open_end
        case Style.ROMAN:
            return open_end and label.written.startswith("Điều") and above.text[-1:].islower()
    return False


def _inside(above: Line) -> bool:
    """Return whether a line ends in words that need a number after them: "số", "năm", "ngày"."""
    words = above.text.lower().split()
    return words[-1].strip("(“\"") in (
        "số", "năm", "ngày", "tháng", "quý", "khoản", "điều", "mục", "điểm", "lần", "thứ", "đợt",
        "khoảng", "gần", "hơn", "trên", "đạt", "từ", "đến", "là", "tổng", "và",
    )  # fmt: skip
