"""A small plot of values over time as SVG: no script, no internet, readable in print."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ui.web.html import esc, tag
from ui.words import date_text, number_text

Point = tuple[str, float, str]  # day (YYYY-MM-DD), value, words shown at it

_WIDTH, _HEIGHT = 640.0, 220.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 78.0, 16.0, 14.0, 30.0
_TICKS = 4
_STYLES = 4  # classes s0 … s3 in style.css


def plot(series: Mapping[str, Sequence[Point]]) -> str:
    """Return the plot of `series` by name; "" where nothing changes over time."""
    days = sorted({day for points in series.values() for day, _, _ in points})
    if len(days) < 2:
        return ""
    values = [value for points in series.values() for _, value, _ in points]
    low, high = _range(min(values), max(values))
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    span = (last - first).days

    def x(day: str) -> float:
        share = (date.fromisoformat(day) - first).days / span
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(value: float) -> float:
        return round(_HEIGHT - _BOTTOM - (value - low) / (high - low) * _tall(), 1)

    marks = "".join(_tick(low + (high - low) * i / _TICKS, y) for i in range(_TICKS + 1))
    marks += "".join(_day(day, x(day), anchor) for day, anchor in _labelled(days))
    lines = "".join(
        _line([(x(d), y(v), words) for d, v, words in points], number % _STYLES)
        for number, points in enumerate(series.values())
    )
    box = f"0 0 {_WIDTH:.0f} {_HEIGHT:.0f}"
    drawing = tag("svg", marks + lines, viewBox=box, role="img")
    names = "".join(
        tag("span", tag("i", "", f"s{number % _STYLES}") + esc(name))
        for number, name in enumerate(series)
    )
    return tag("div", drawing + tag("div", names, "legend"), "series")


def _tall() -> float:
    return _HEIGHT - _TOP - _BOTTOM


def _range(low: float, high: float) -> tuple[float, float]:
    """Return the values at the foot and head of the plot; it starts at 0 unless far from it."""
    if low > 0 and (high - low) > 0.4 * high:
        low = 0.0
    if high == low:
        return (0.0, high * 1.2) if high > 0 else (low - 1.0, high + 1.0)
    room = 0.1 * (high - low)
    return (low - room if low else 0.0), high + room


def _tick(value: float, y: Callable[[float], float]) -> str:
    at = y(value)
    shown = number_text(round(value) if abs(value) >= 20 else round(value, 1))
    line = tag("line", "", "axis", x1=str(_LEFT), x2=str(_WIDTH - _RIGHT), y1=str(at), y2=str(at))
    return line + tag("text", esc(shown), x=str(_LEFT - 8), y=str(at + 4), text_anchor="end")


def _labelled(days: Sequence[str]) -> list[tuple[str, str]]:
    """Return the days that are written below, with their anchors: the first and the last."""
    return [(days[0], "start"), (days[-1], "end")]


def _day(day: str, at: float, anchor: str) -> str:
    y = str(_HEIGHT - 8)
    return tag("text", esc(date_text(day)), x=str(at), y=y, text_anchor=anchor)


def _line(points: Sequence[tuple[float, float, str]], style: int) -> str:
    path = " ".join(f"{x},{y}" for x, y, _ in points)
    drawn = tag("polyline", "", f"s{style}", points=path) if len(points) > 1 else ""
    for x, y, words in points:
        title = tag("title", esc(words))
        drawn += tag("circle", title, f"s{style}", cx=str(x), cy=str(y), r="4.5")
    return drawn
