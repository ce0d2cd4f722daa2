"""Measure figures on reports written for it: `python tests/benchmarks/quantities_marked.py`.

The reports of invented offices in `tests/data/figures` carry their right answers: under each
line stand lines "> value | unit | key=value" for its figures, "? …" for one that may be found or
not. Keys: q qualifier, p period, a as-of date, s scope, k kind, i words the indicator must have;
"@scope", "@period" and "@kind" say what holds where a line says nothing; "?" leaves a key open,
and a unit may be either of "hộ;hộ dân".
A file with rows of a table ("| a | b |") is read as .docx, any other as .txt.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Quantity, Report
from corpus.reading import find_all, parse, read
from corpus.text import fold

DATA = Path(__file__).resolve().parents[1] / "data" / "figures"
JUDGED = ("unit", "qualifier", "period", "as_of", "scope", "kind", "indicator")
_SCALES = {"nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}


@dataclass(frozen=True)
class Expected:
    """A figure as a person read it; `said` holds what is to be compared besides its value."""

    line: int  # index into Marked.lines
    value: float
    value_max: float | None
    said: dict[str, str]
    minor: bool = False


@dataclass(frozen=True)
class Marked:
    """A report's lines and the figures they hold."""

    name: str
    lines: tuple[str, ...]
    expected: tuple[Expected, ...]


@dataclass
class Tally:
    """How many figures were expected, found and matched, and what of the matched was right."""

    expected: int = 0
    found: int = 0
    matched: int = 0
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(JUDGED, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(JUDGED, 0))
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """Return F1 of the values."""
        return 2 * self.matched / max(1, self.expected + self.found)

    def share(self, name: str) -> float:
        """Return the share of the matched figures whose `name` is right."""
        return self.right[name] / max(1, self.asked[name])


def load(file: Path) -> Marked:
    """Return a marked report of `tests/data/figures`."""
    lines: list[str] = []
    expected: list[Expected] = []
    holds = {"scope": "", "period": "", "kind": "actual"}
    for raw in file.read_text(encoding="utf-8").splitlines():
        if raw.startswith("@"):
            name, _, value = raw[1:].partition(" ")
            holds[name] = value
        elif raw.startswith(("> ", "? ")):
            expected.append(_expected(raw, len(lines) - 1, holds))
        else:
            lines.append(raw)
    return Marked(file.stem, tuple(lines), tuple(expected))


def _expected(raw: str, line: int, holds: dict[str, str]) -> Expected:
    number, unit, *rest = (part.strip() for part in raw[2:].split("|"))
    low, _, high = number.partition("..")
    keys = {"q": "qualifier", "p": "period", "a": "as_of", "s": "scope", "k": "kind"}
    said = {"unit": unit, "qualifier": "", **holds}
    for part in rest:
        key, _, value = part.partition("=")
        said[keys.get(key, "indicator")] = value
    said = {key: "" if value == "None" else value for key, value in said.items() if value != "?"}
    return Expected(line, float(low), float(high) if high else None, said, raw[0] == "?")


def read_marked(marked: Marked, folder: Path) -> Report:
    """Return the report of the marked lines, through the reader of its kind of file."""
    if any(line.startswith("|") for line in marked.lines):
        return read(_as_docx(marked, folder / f"{marked.name}.docx"))
    return find_all(parse("\n".join(marked.lines), f"{marked.name}.txt"))


def _as_docx(marked: Marked, path: Path) -> Path:
    from docx import Document

    document = Document()
    rows: list[list[str]] = []
    for line in (*marked.lines, ""):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip()[1:-1].split("|")])
            continue
        if rows:
            width = max(map(len, rows))
            table = document.add_table(len(rows), width)
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=False):
                    cell.text = text
            rows = []
        if line.strip():
            document.add_paragraph(line)
    document.save(str(path))
    return path


def measure(marked: Marked, report: Report) -> Tally:
    """Match the figures of each line by value, each once, and judge what they say."""
    tally = Tally()
    by_line: dict[int, list[Quantity]] = {}
    starts = list(_starts(marked, report.text))
    for quantity in report.quantities:
        line = max((n for n, at in starts if at <= quantity.place.start), default=0)
        by_line.setdefault(line, []).append(quantity)
    for expected in sorted(marked.expected, key=lambda e: e.minor):
        free = by_line.get(expected.line, [])
        hit = next((q for q in free if _meets(q, expected)), None)
        if hit is not None:
            free.remove(hit)
        if expected.minor:
            continue
        tally.expected += 1
        if hit is None:
            tally.notes.append(f"missing {expected.value:g} in {marked.lines[expected.line]!r}")
            continue
        tally.matched += 1
        _judge(tally, expected, hit)
    extra = [quantity for rest in by_line.values() for quantity in rest]
    tally.notes += [f"extra {q.surface!r} unit {q.unit!r} line {q.place.line}" for q in extra]
    tally.found = tally.matched + len(extra)
    return tally


def _starts(marked: Marked, text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for number, line in enumerate(marked.lines):
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")] if line[:1] == "|" else []
        key = (cells[1] if cells else line).strip()[:40]
        found = text.find(key, at) if key else -1
        if found >= 0:
            yield number, found
            at = found + 1


def _meets(quantity: Quantity, expected: Expected) -> bool:
    value, _ = _unscaled(quantity.value, quantity.unit)
    top, _ = _unscaled(quantity.value_max or quantity.value, quantity.unit)
    wanted_top = expected.value if expected.value_max is None else expected.value_max
    return _close(value, expected.value) and _close(top, wanted_top)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _unscaled(value: float, unit: str | None) -> tuple[float, str]:
    """Return 12.5 tỷ đồng as 12 500 000 000 đồng: both ways of writing count."""
    words = (unit or "").split()
    while words and words[0] in _SCALES:
        value *= _SCALES[words.pop(0)]
    return value, " ".join(words)


def _judge(tally: Tally, expected: Expected, hit: Quantity) -> None:
    got = {
        "unit": _unscaled(hit.value, hit.unit)[1],
        "qualifier": hit.qualifier or "",
        "period": hit.period or "",
        "as_of": hit.as_of.isoformat() if hit.as_of else "",
        "scope": hit.scope or "",
        "kind": hit.kind.value,
        "indicator": hit.indicator,
    }
    for name, wanted in expected.said.items():
        right = _agree(name, got[name], wanted)
        tally.asked[name] += 1
        tally.right[name] += right
        if not right:
            tally.notes.append(f"{hit.surface!r}: {name} {got[name]!r}, wanted {wanted!r}")


def _agree(name: str, got: str, wanted: str) -> bool:
    if name == "indicator":
        return set(fold(wanted).split()) <= set(re.findall(r"\w+", fold(got)))
    if name == "period":
        return _period(got) == _period(wanted)
    return fold(got) in fold(wanted).split(";")


def _period(text: str) -> str:
    bare = re.sub(r"(?<!\w)(?:tinh|het|cuoi|luy ke|ngay|nam|dau)(?!\w)|[ /]", "", fold(text))
    return bare.replace("0", "")


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    whole = Tally()
    for tally in tallies:
        whole.expected += tally.expected
        whole.found += tally.found
        whole.matched += tally.matched
        for name in JUDGED:
            whole.asked[name] += tally.asked[name]
            whole.right[name] += tally.right[name]
    return whole


def line_of(name: str, tally: Tally) -> str:
    """Return one line of the printed table."""
    asked = [what for what in JUDGED if tally.asked[what]]
    shares = "  ".join(f"{what} {tally.share(what):.3f}" for what in asked)
    return f"{name:<14} {tally.expected:>4} {tally.found:>4}  value F1 {tally.f1:.3f}  {shares}"


def main(arguments: list[str] | None = None) -> int:
    """Print the scores of every file, or of those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="files of tests/data/figures, without .txt")
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("-i", "--indicators", action="store_true", help="print every indicator")
    options = parser.parse_args(arguments)
    files = [DATA / f"{name}.txt" for name in options.names] or sorted(DATA.glob("*.txt"))
    tallies = []
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            marked = load(file)
            report = read_marked(marked, Path(folder))
            tallies.append(measure(marked, report))
            print(line_of(file.stem, tallies[-1]))
            if options.verbose:
                print("\n".join(f"    {note}" for note in tallies[-1].notes))
            if options.indicators:
                print("\n".join(f"    {q.surface} = {q.indicator}" for q in report.quantities))
    print(line_of("all", total(tallies)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
