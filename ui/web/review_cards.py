"""Findings as cards: both quotes side by side, the lines they stand in, what can be decided.

All words of documents pass through `esc`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ui import labels
from ui.web import html
from ui.web.html import esc, tag
from ui.words import date_text

Json = Mapping[str, Any]
Found = dict[str, Any]

LEVELS = ("error", "warning", "info")
STATES = ("new", "open", "accepted", "still", "fixed", "dismissed")
SHOWN_STATES = [state for state in STATES if state != "dismissed"]
TONES = {"error": "bad", "warning": "warn", "info": "info"}
STATE_TONES = {"new": "info", "accepted": "good", "still": "bad", "fixed": "good"}
SHOWN = 150  # findings on the page
QUOTES = 4  # side by side before the fold
AROUND = 90  # characters of context on each side of a quote
LINES = 3  # lines with words before and after a quote, at its place in the document

# The reason stands in the card, so the click brings it along.
DECIDE = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-decide]');
  if (!button) return;
  const reason = button.closest('.finding').querySelector('[data-reason]');
  trigger('click', {decide: button.dataset.decide, code: button.dataset.code,
    reason: button.dataset.why || (reason ? reason.value : '')});
});
"""


def with_context(finding: Found, texts: Mapping[str, str]) -> Found:
    """Return a finding with the words and lines around each quote, where the text is known."""
    evidence = [
        {
            **place,
            **_context(place, texts.get(place["doc"], "")),
            "lines": _lines(place, texts.get(place["doc"], "")) if number < QUOTES else [],
        }
        for number, place in enumerate(each_report(finding["evidence"]))
    ]
    return {**finding, "evidence": evidence}


def _context(place: Json, text: str) -> dict[str, str]:
    """Return the words before and after a place, cut at words; "" where the text is another."""
    start, end = place["start"], place["end"]
    if text[start:end] != place["text"]:
        return {"before": "", "after": ""}
    before = " ".join(f"|{text[max(0, start - AROUND) : start]}|".split())[1:-1]
    after = " ".join(f"|{text[end : end + AROUND]}|".split())[1:-1]
    if start > AROUND:
        before = f"… {before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return {"before": before, "after": after}


def _lines(place: Json, text: str) -> list[Found]:
    """Return the lines around a place: number, words before, of and after the quote."""
    start, end = place["start"], place["end"]
    if text[start:end] != place["text"]:
        return []
    found: list[Found] = []
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        if number > place["line_end"] + 12 * LINES:
            break
        if line.strip() and number >= place["line"] - 12 * LINES:
            cut = max(0, min(len(line), start - at)), max(0, min(len(line), end - at))
            parts = (line[: cut[0]], line[cut[0] : cut[1]], line[cut[1] :])
            found.append({"number": number, "parts": parts})
        at += len(line) + 1
    first = next((i for i, one in enumerate(found) if one["number"] >= place["line"]), 0)
    last = max((i for i, one in enumerate(found) if one["number"] <= place["line_end"]), default=0)
    return found[max(0, first - LINES) : last + LINES + 1]


def each_report(places: Sequence[Json]) -> list[Json]:
    """Return places with one of each report first, so that no report is only behind the fold."""
    first = {place["doc"]: number for number, place in reversed(list(enumerate(places)))}
    ahead = [places[number] for number in sorted(first.values())]
    return ahead + [one for number, one in enumerate(places) if number not in first.values()]


def check_counts(result: Json) -> str:
    """Return how many findings of each level there are, and the files that failed."""
    shown = [one for one in result["findings"] if one.get("state") not in ("fixed", "dismissed")]
    found = Counter(one["severity"] for one in shown)
    boxes = "".join(
        tag("div", tag("b", str(found[one])) + tag("span", esc(labels.SEVERITIES[one])), TONES[one])
        for one in LEVELS
    )
    states = Counter(one.get("state") for one in result["findings"])
    told = [f"{labels.STATES[one]}: {states[one]}" for one in STATES if states[one]]
    line = html.note(" · ".join(told)) if told else ""
    return html.failures(result["failed"]) + tag("div", boxes, "stats-row") + line


def seen_so_far(result: Json) -> str:
    """Return how many findings a reviewer still has to look at, with a bar; "" with none at all.

    Counted are errors and what is to be looked at; remarks (info) are nobody's duty.
    """
    loud = [
        one
        for one in result["findings"]
        if one["severity"] != "info" and one.get("state") != "fixed" and one.get("fingerprint")
    ]
    if not loud:
        return ""
    left = sum(1 for one in loud if not one.get("decision"))
    text = labels.REVIEW_LEFT.format(left=left, count=len(loud)) if left else labels.REVIEW_DONE
    bar = f'<div class="bar"><i style="width:{1 - left / len(loud):.0%}"></i></div>'
    line = tag("b", esc(text.format(count=len(loud))))
    return tag("div", line + bar, "progress seen", role="status")


def findings_page(
    result: Json,
    level: Sequence[str],
    kind: Sequence[str],
    doc: Sequence[str],
    state: Sequence[str] = (),
    unseen: bool = False,
) -> str:
    """Return the findings that pass the filters; an empty filter lets everything pass.

    Dismissed ones are shown only when `state` asks for them.
    `unseen` leaves only those that nobody decided on. What was decided stands folded.
    """
    findings = result["findings"]
    if not findings:
        return html.empty(labels.CHECK_NONE, labels.CHECK_NONE_HINT)
    wanted = [
        one
        for one in findings
        if one["severity"] in (level or LEVELS)
        and (not kind or one["kind"] in kind)
        and (not doc or any(place["doc"] in doc for place in one["evidence"]))
        and one.get("state", "open") in (state or SHOWN_STATES)
        and not (unseen and (one.get("decision") or one.get("state") == "fixed"))
    ]
    if not wanted and unseen:
        return html.empty(labels.CHECK_ALL_SEEN, labels.CHECK_ALL_SEEN_HINT)
    if not wanted:
        return html.empty(labels.CHECK_FILTERED, labels.CHECK_FILTERED_HINT)
    rest = ""
    if len(wanted) > SHOWN:
        rest = html.note(labels.SHOWING.format(shown=SHOWN, count=len(wanted)))
    return tag("div", "".join(map(finding_card, wanted[:SHOWN])), "cards") + rest


def finding_card(one: Json) -> str:
    """Return one finding: what it is, the explanation, both quotes, the suggestion, buttons."""
    level, state = labels.SEVERITIES[one["severity"]], one.get("state", "open")
    head = html.badge(level, TONES[one["severity"]])
    head += tag("b", esc(labels.KINDS.get(one["kind"], one["kind"])))
    head += tag("span", esc(labels.CERTAINTY.format(share=f"{one['certainty']:.0%}")), "muted")
    if one.get("just"):  # not checked again since: nothing is still there, nothing is gone
        head += html.badge(labels.DECISIONS[one["decision"]], "good")
    elif state != "open":
        head += html.badge(labels.STATES[state], STATE_TONES.get(state, ""))
    told = tag("p", esc(one["explanation"]))
    quotes = _quotes(one["evidence"])
    if one["suggestion"]:
        quotes += html.note(labels.SUGGESTION.format(text=one["suggestion"]), "suggestion")
    if one.get("decision"):  # done with: out of the way, but there
        quotes = tag("details", tag("summary", esc(labels.QUOTES_AGAIN)) + quotes)
    body = told + quotes + _decision(one) + _buttons(one, state)
    css = f"card finding {TONES[one['severity']]} {state}"
    return tag("article", tag("header", head) + body, css, data_code=one.get("fingerprint", ""))


def _decision(one: Json) -> str:
    if not one.get("decision"):
        return ""
    decision = labels.DECISIONS[one["decision"]]
    told = labels.DECIDED_ON.format(decision=decision, day=_moment(one["decided"]))
    if one.get("reason"):
        told += f" · {labels.REVIEW_REASON.format(text=one['reason'])}"
    return html.note(told, "muted decision")


def _moment(stored: str) -> str:
    """Return "2026-11-22 17:12" as "17:12 ngày 22/11/2026"."""
    day, _, hour = stored.partition(" ")
    return f"{hour} ngày {date_text(day)}" if hour else date_text(day)


def _buttons(one: Json, state: str) -> str:
    """Return what a reviewer can do with a finding; nothing with one that is gone."""
    code = one.get("fingerprint", "")
    if not code or state == "fixed":
        return ""
    if one.get("decision"):
        return tag("div", _button(labels.REOPEN, "open", code), "decide")
    reason = tag("input", "", data_reason="1", type="text", maxlength="300",
                 placeholder=labels.DISMISS_REASON, aria_label=labels.DISMISS_REASON)  # fmt: skip
    usual = "".join(_button(why, "dismissed", code, why) for why in labels.DISMISS_USUAL)
    fold = tag("summary", esc(labels.DISMISS)) + tag("div", usual, "own-reason")
    fold += tag("div", reason + _button(labels.DISMISS_DO, "dismissed", code), "own-reason")
    buttons = _button(labels.ACCEPT, "accepted", code) + _button(
        labels.CORRECTED, "corrected", code
    )
    return tag("div", buttons + tag("details", fold, "dismiss"), "decide")


def _button(text: str, decision: str, code: str, why: str = "") -> str:
    return tag("button", esc(text), "act", type="button", data_decide=decision, data_code=code,
               data_why=why)  # fmt: skip


def _quotes(places: Sequence[Json]) -> str:
    """Return the first quotes side by side, the others behind a fold."""
    drawn = [_quote(one) for one in each_report(places)]
    first = tag("div", "".join(drawn[:QUOTES]), "side")
    if len(drawn) <= QUOTES:
        return first
    summary = tag("summary", esc(labels.MORE_QUOTES.format(count=len(drawn) - QUOTES)))
    return first + tag("details", summary + tag("div", "".join(drawn[QUOTES:]), "side"))


def _quote(place: Json) -> str:
    figure = html.quote(place, place.get("before", ""), place.get("after", ""))
    lines = place.get("lines") or []
    if not lines:
        return figure
    rows = "".join(tag("li", tag("i", str(one["number"])) + _line(*one["parts"])) for one in lines)
    fold = tag("summary", esc(labels.IN_TEXT)) + tag("ol", rows, "in-text")
    return tag("div", figure + tag("details", fold), "quoted")


def _line(before: str, words: str, after: str) -> str:
    marked = tag("mark", esc(words)) if words else ""
    return tag("span", esc(before) + marked + esc(after))
