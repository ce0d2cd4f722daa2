"""What the command line shows: tables that fit the window, a progress line, text on stdout."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import TextIO

PIPE_WIDTH = 120  # of a table that does not go to a window
GAP = "  "


def use_utf8() -> None:
    """Make stdout and stderr UTF-8 with bare newlines, whatever the console's code page says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A file name that is no UTF-8 must not stop a listing.
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def width(text: str) -> int:
    """Return how many columns `text` takes: 0 for combining marks, 2 for wide letters."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(ch) else 2 if unicodedata.east_asian_width(ch) in "WF" else 1
        for ch in text
    )


def window(stream: TextIO) -> int:
    """Return the columns to use for `stream`."""
    if not stream.isatty():
        return PIPE_WIDTH
    return max(40, shutil.get_terminal_size((PIPE_WIDTH, 24)).columns)


def wrap(text: str, columns: int) -> list[str]:
    """Return `text` cut at spaces into lines of at most `columns`; long words are cut hard."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        while width(word) > columns:
            room = columns - width(current) - 1 if current else columns
            if room < columns // 2 and current:
                lines.append(current)
                current, room = "", columns
            lines.append(f"{current} {word[:room]}" if current else word[:room])
            current, word = "", word[room:]
        if current and width(current) + 1 + width(word) > columns:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current] if current or not lines else lines


def _shares(rows: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Return a width for each column: what it needs, the widest ones shrunk to fit `columns`."""
    needs = [max(width(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = columns - len(GAP) * (len(needs) - 1)
    while sum(needs) > room:
        widest = max(range(len(needs)), key=needs.__getitem__)
        runner_up = max((n for i, n in enumerate(needs) if i != widest), default=0)
        excess = sum(needs) - room
        cut = min(excess, max(1, needs[widest] - runner_up))
        if needs[widest] - cut < 6:
            break
        needs[widest] -= cut
    return needs


def _pad(text: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _is_number(text: str) -> bool:
    return bool(text) and text.replace(".", "").replace(",", "").replace("%", "").isdigit()


def table(header: Sequence[str], rows: Sequence[Sequence[object]], columns: int) -> str:
    """Return an aligned table; columns of numbers stand right, long words wrap.

    `columns` is the room in characters. The result ends without a newline.
    """
    cells = [[" ".join(str(cell).split()) for cell in row] for row in rows]
    widths = _shares([list(header), *cells], columns)
    numeric = [
        bool(cells) and all(_is_number(row[i]) or not row[i] for row in cells)
        for i in range(len(header))
    ]
    lines: list[str] = []
    for number, row in enumerate([list(header), *cells]):
        wrapped = [wrap(cell, widths[i]) for i, cell in enumerate(row)]
        for depth in range(max(len(cell) for cell in wrapped)):
            parts = [
                _pad(cell[depth] if depth < len(cell) else "", widths[i], numeric[i])
                for i, cell in enumerate(wrapped)
            ]
            lines.append(GAP.join(parts).rstrip())
        if number == 0:
            lines.append(GAP.join("─" * columns for columns in widths))
    return "\n".join(lines)


def indent(text: str, columns: int, margin: str = "  ") -> str:
    """Return `text` wrapped to `columns` with `margin` before each line."""
    return "\n".join(margin + line for line in wrap(text, columns - len(margin)))


class ProgressLine:
    """A line on stderr that rewrites itself; silent where stderr is no window."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._shown = False

    def __call__(self, share: float, message: str) -> None:
        """Show `message` with `share` (0–1) as a percentage."""
        if not self._live:
            return
        columns = window(self._stream) - 1
        line = f"{min(1.0, max(0.0, share)):4.0%}  {message}"
        self._stream.write("\r\x1b[2K" + line[:columns])
        self._stream.flush()
        self._shown = True

    def clear(self) -> None:
        """Take the line away, so that what follows starts clean."""
        if self._shown:
            self._stream.write("\r\x1b[2K")
            self._stream.flush()
            self._shown = False
