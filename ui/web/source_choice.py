"""The passages that a section may be drafted from, to tick, and what a click sends back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ui import labels
from ui.web import html
from ui.web.html import esc, tag
from ui.words import place_text

Json = Mapping[str, Any]
OPEN = 12  # passages not in use that are shown before the fold

TICK = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-again]');
  if (!button) return;
  const ticked = [...element.querySelectorAll('input:checked')].map((one) => one.value);
  trigger('click', {again: button.dataset.again, keys: JSON.stringify(ticked)});
});
"""


def choice_page(choices: Sequence[Json]) -> str:
    """Return the passages with a box to tick; those in use come first and are ticked."""
    if not choices:
        return html.empty(labels.AGAIN_NONE, labels.AGAIN_NONE_HINT)
    used = [one for one in choices if one["used"]]
    others = [one for one in choices if not one["used"]]
    run = tag("button", esc(labels.AGAIN_RUN), "act strong", type="button", data_again="chosen")
    auto = tag("button", esc(labels.AGAIN_AUTO), "act", type="button", data_again="auto")
    buttons = tag("div", run + auto, "decide")
    parts = [html.note(labels.AGAIN_HINT.format(used=len(used))), buttons]
    if used:
        parts += [tag("h4", esc(labels.AGAIN_NOW)), *map(_card, used)]
    if others:
        parts += [tag("h4", esc(labels.AGAIN_OTHERS)), *map(_card, others[:OPEN])]
    if rest := others[OPEN:]:
        summary = tag("summary", esc(labels.MORE_SOURCES.format(count=len(rest))))
        parts.append(tag("details", summary + "".join(map(_card, rest))))
    return tag("div", "".join(parts) + buttons, "choices")


def _card(one: Json) -> str:
    box = '<input type="checkbox" value="{}"{}>'.format(
        esc(one["key"]), " checked" if one["used"] else ""
    )
    where = tag("b", esc(one["report"])) + " " + tag("span", esc(place_text(one["place"])), "muted")
    badges = ""
    if one["prompt"] is not None:
        badges += html.badge(labels.AGAIN_PROMPT.format(number=one["prompt"] + 1), "info")
    if one["repaired"]:
        badges += " " + html.badge(labels.QUALITY_OCR, "warn")
    facts = []
    if one["figures"]:
        facts.append(labels.AGAIN_FIGURES.format(text="; ".join(one["figures"])))
    if one["documents"]:
        facts.append(labels.AGAIN_DOCUMENTS.format(text="; ".join(one["documents"])))
    body = tag("p", esc(html.short(one["text"], 520)))
    body += html.note(" · ".join(facts)) if facts else ""
    head = tag("span", f"{where} {badges}", "where")
    return tag("label", box + tag("span", head + body, "body"), "choice")
