"""Records → HTML. All text that comes from documents passes through `esc`; nothing else does.

Functions take the JSON of `ui.formats`, so that the workbench shows just what the command line
and the API give.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from corpus.text import fold
from ui import labels
from ui.words import date_text, place_text

Json = Mapping[str, Any]

QUOTE = 600  # characters of a quote that are shown


def esc(value: object) -> str:
    """Return text that is safe between tags and in quoted attributes."""
    return html.escape("" if value is None else str(value), quote=True)


def tag(name: str, content: str, css: str = "", **attributes: str) -> str:
    """Return an element around `content`, which is HTML already; attributes are escaped."""
    given = {"class": css, **{key.replace("_", "-"): value for key, value in attributes.items()}}
    told = "".join(f' {key}="{esc(value)}"' for key, value in given.items() if value)
    return f"<{name}{told}>{content}</{name}>"


def day(value: date | str | None) -> str:
    """Return a date that does not break over two lines."""
    return tag("span", esc(date_text(value)), "nowrap") if value else ""


def note(text: str, css: str = "muted") -> str:
    """Return a paragraph of plain words."""
    return tag("p", esc(text), css)


def empty(title: str, hint: str) -> str:
    """Return what a list shows while it has nothing: what it is, and how to fill it."""
    return tag("div", tag("b", esc(title)) + tag("span", esc(hint)), "empty")


def badge(text: str, tone: str = "") -> str:
    """Return a short label; `tone` is good, warn, bad, info or nothing."""
    return tag("span", esc(text), f"badge {tone}".strip())


def failures(failed: Iterable[Json]) -> str:
    """Return the files that could not be used, each with its sentence."""
    rows = [tag("li", esc(one["reason"])) for one in failed]
    return tag("ul", "".join(rows), "failures", role="alert") if rows else ""


def short(text: str, limit: int = QUOTE) -> str:
    """Return `text` on one line, cut at a word with an ellipsis when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def quote(place: Json, before: str = "", after: str = "") -> str:
    """Return the words of a place with where they stand; `before`, `after` are its context."""
    words = tag("mark", esc(short(place["text"]))) if before or after else esc(short(place["text"]))
    head = esc(before) + words + esc(after)
    where = tag("figcaption", esc(place_text(place)))
    return tag("figure", where + tag("blockquote", head), "quote")


def quotes(places: Sequence[Json], shown: int = 1) -> str:
    """Return the first quotes, the others behind a fold."""
    first = "".join(quote(place) for place in places[:shown])
    rest = places[shown:]
    if not rest:
        return first
    summary = tag("summary", esc(labels.MORE_SOURCES.format(count=len(rest))))
    return first + tag("details", summary + "".join(quote(place) for place in rest))


def table(header: Sequence[str], rows: Iterable[Sequence[str]], css: str = "") -> str:
    """Return a table whose cells are HTML; on a narrow screen each row becomes a card."""
    head = tag("tr", "".join(tag("th", esc(name), scope="col") for name in header))
    body = "".join(
        tag("tr", "".join(_cell(name, cell) for name, cell in zip(header, row, strict=True)))
        for row in rows
    )
    return tag("table", tag("thead", head) + tag("tbody", body), f"grid {css}".strip())


def _cell(name: str, content: str) -> str:
    return f'<td data-label="{esc(name)}">{content or "<span class=muted>–</span>"}</td>'


def pairs(values: Iterable[tuple[str, object]]) -> str:
    """Return names with their values, those without a value left out."""
    rows = [
        tag("dt", esc(name)) + tag("dd", esc(value))
        for name, value in values
        if value not in (None, "")
    ]
    return tag("dl", "".join(rows), "pairs")


def highlight(text: str, words: Iterable[str]) -> str:
    """Return escaped `text` with `words` marked, whatever their case and diacritics."""
    wanted = sorted({re.escape(fold(word)) for word in words if len(word) > 1}, key=len)
    folded = fold(text)
    if not wanted or len(folded) != len(text):
        return esc(text)
    parts: list[str] = []
    end = 0
    for match in re.finditer(rf"(?<!\w)(?:{'|'.join(reversed(wanted))})(?!\w)", folded):
        parts += [
            esc(text[end : match.start()]),
            tag("mark", esc(text[match.start() : match.end()])),
        ]
        end = match.end()
    return "".join(parts) + esc(text[end:])


def progress(share: float, message: str, seconds: float, stopping: bool = False) -> str:
    """Return a progress bar with what is being done and for how long."""
    percent = f"{min(1.0, max(0.0, share)):.0%}"
    text = labels.STOPPING if stopping else message or labels.WAITING
    bar = f'<div class="bar"><i style="width:{percent}"></i></div>'
    line = tag("span", esc(text), "what") + tag("span", f"{percent} · {seconds:.0f} s", "muted")
    return tag("div", bar + tag("div", line, "line"), "progress", role="status")


def passages(found: Sequence[Json], words: Iterable[str] = ()) -> str:
    """Return passages as cards with their report, heading path and place."""
    wanted = list(words)
    return tag("div", "".join(_passage(one, wanted) for one in found), "cards")


def _passage(one: Json, words: list[str]) -> str:
    report = one["report"]
    about = [report["number"], date_text(report["date"]), report["title"]]
    head = tag("b", esc(place_text(one["place"])))
    head += tag("span", esc(" · ".join(part for part in about if part)), "muted")
    path = tag("div", esc(" › ".join(one["section"])), "path") if one["section"] else ""
    body = tag("p", highlight(" ".join(one["text"].split()), words))
    return tag("article", tag("header", head) + path + body, "card")
