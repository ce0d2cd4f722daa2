"""A kept draft as HTML: the list, the headings with their state, a section beside its sources.

Functions take the JSON of `ui.desk_formats`; all words of documents pass through `esc`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from ui import labels
from ui.web import html
from ui.web.html import esc, tag
from ui.words import place_text

Json = Mapping[str, Any]
QUOTE = 260  # characters of a source beside its sentence
TONES = {"waiting": "", "empty": "", "open": "warn", "written": "good", "locked": "info"}


def steps(now: int) -> str:
    """Return the four steps of the work, the present one (from 1) marked."""
    items = []
    for number, name in enumerate(labels.STEPS, start=1):
        state = "now" if number == now else "past" if number < now else ""
        items.append(tag("li", tag("i", str(number)) + esc(name), state))
    return tag("ol", "".join(items), "steps")


def moment(made: str) -> str:
    """Return when something was done, in the time of this computer: 22/11/2026 16:20."""
    return f"{datetime.fromisoformat(made).astimezone():%d/%m/%Y %H:%M}"


# ------------------------------------------------------------------ list and head


def draft_list(drafts: Sequence[Json]) -> str:
    """Return the table of drafts; a title opens its draft."""
    if not drafts:
        return html.empty(labels.DRAFTS_NONE, labels.DRAFTS_NONE_HINT)
    header = [
        labels.COL_DRAFT,
        labels.PERIOD_CHOICE,
        labels.COL_DRAFTED,
        labels.COL_OPEN,
        labels.COL_CHANGED,
    ]
    rows = [_listed(one) for one in drafts]
    table = html.table(header, rows, "drafts")
    return tag("h2", esc(labels.DRAFTS_HEAD)) + table + html.note(labels.DRAFTS_HINT)


def _listed(one: Json) -> list[str]:
    counts = one["summary"]
    name = tag("button", esc(one["title"]), "link", type="button", data_pick=str(one["id"]))
    office = tag("div", esc(one["office"]), "muted") if one["office"] else ""
    done = waiting = ""
    if counts:
        total = counts.get("writes", counts["sections"])
        done = labels.DRAFTED_OF.format(done=total - counts["waiting"], all=total)
        waiting = html.badge(str(counts["open"]), "warn" if counts["open"] else "good")
    return [
        name + office,
        esc(one["period"] or ""),
        esc(done),
        waiting,
        tag("span", esc(moment(one["made"])), "nowrap"),
    ]


def draft_head(one: Json) -> str:
    """Return the title of an open draft, its version and its counts."""
    meta = labels.DESK_META.format(
        version=one["version"], note=one["note"], when=moment(one["made"])
    )
    model = labels.DESK_MODEL.format(model=one["used_model"] or "")
    meta += " · " + (model if one["used_model"] else labels.DESK_NO_MODEL)
    counts = one["summary"]
    values = [
        (counts["sentences"], labels.STAT_SENTENCES, ""),
        (counts["waiting"], labels.STAT_WAITING, "warn" if counts["waiting"] else "good"),
        (counts["open"], labels.STAT_OPEN, "warn" if counts["open"] else "good"),
        (
            counts["unsupported"],
            labels.STAT_UNSUPPORTED,
            "bad" if counts["unsupported"] else "good",
        ),
    ]
    boxes = "".join(tag("div", tag("b", str(n)) + tag("span", esc(s)), c) for n, s, c in values)
    head = tag("h2", esc(one["title"]), "draft-title") + html.note(meta)
    told = ""
    if one["notes"]:
        summary = tag("summary", esc(labels.DESK_NOTES.format(count=len(one["notes"]))))
        told = tag("details", summary + "".join(html.note(note) for note in one["notes"]))
    return head + tag("div", boxes, "stats-row slim") + told


def outline_nav(sections: Iterable[Json], picked: str | None) -> str:
    """Return the headings of a draft with the state of each; a click picks one."""
    items = []
    for one in sections:
        words = esc(f"{one['number']} {html.short(one['title'], 90)}")
        state = labels.SECTION_STATES[one["state"]].format(count=one["open"])
        badge = html.badge(state, TONES.get(one["state"], "")) if state else ""
        now = one["path"] == picked
        given = {"type": "button", "data_pick": one["path"]}
        if now:
            given["aria_current"] = "true"
        css = f"level{min(one['level'], 5)}" + (" now" if now else "")
        items.append(tag("li", tag("button", tag("span", words) + badge, "", **given), css))
    return tag("ul", "".join(items), "section-nav")


# ------------------------------------------------------------------ one section


def section_head(one: Json) -> str:
    """Return the heading of a section with its state and the note for its writer."""
    state = labels.SECTION_STATES[one["state"]].format(count=one["open"])
    badge = " " + html.badge(state, TONES.get(one["state"], "")) if state else ""
    title = tag("h3", esc(f"{one['number']} {one['title']}".strip()) + badge, "section-title")
    unproved = sum(len(sentence["unproved"]) for sentence in one["sentences"])
    told = [title]
    if unproved:
        told.append(html.note(labels.SECTION_UNPROVED.format(count=unproved), "problem"))
    if one["note"]:
        told.append(html.note(labels.SECTION_NOTE.format(text=one["note"]), "noted"))
    if one["state"] == "locked":
        told.append(html.note(labels.SECTION_LOCKED_HINT))
    return "".join(told)


def section_page(one: Json, *, busy: bool = False) -> str:
    """Return the sentences of a section, each beside the words that it was made from.

    `busy`: the draft is being written.
    """
    empty = {
        "parent": (labels.SECTION_PARENT, labels.SECTION_PARENT_HINT),
        "waiting": (labels.SECTION_WAITING, labels.SECTION_WAITING_HINT),
    }
    if busy:
        empty["waiting"] = (labels.SECTION_WRITING, labels.SECTION_WRITING_HINT)
    if not one["paragraphs"]:
        return html.empty(
            *empty.get(one["state"], (labels.SECTION_EMPTY, labels.SECTION_EMPTY_HINT))
        )
    rows, locked = [], one["state"] == "locked"
    for place, paragraph in enumerate(one["paragraphs"]):
        if paragraph["gap"]:
            drop = "" if locked else _confirm(f"{place}", "✕", labels.GAP_CONFIRM)
            rows.append(tag("div", esc(paragraph["gap"]) + drop, "gap"))
        for number, sentence in enumerate(paragraph["sentences"]):
            lead = f"{paragraph['lead']} " if paragraph["lead"] and not number else ""
            rows.append(_pair(lead, sentence, "" if locked else f"{place} {number}"))
    rows += [conflict(each) for each in one["conflicts"]]
    return tag("div", "".join(rows), "draft pairs-list")


def _confirm(where: str, shown: str, told: str) -> str:
    given = {"type": "button", "data_pick": where, "title": told, "aria_label": told}
    return tag("button", esc(shown), "confirm", **given)


def _pair(lead: str, sentence: Json, where: str) -> str:
    """Return a sentence beside its sources; `where` names it to whoever confirms its marks."""
    marks = ""
    for number, mark in enumerate(sentence["marks"]):
        words = esc(f"[{mark['text']}]")
        if where and mark["kind"] != "unsupported":
            words += _confirm(f"{where} {number}", "✓", labels.MARK_CONFIRM)
        marks += " " + tag("mark", words, f"mark-{mark['kind']}")
    notes = "".join(
        html.note(labels.SECTION_FOOTNOTE.format(text=note["text"])) for note in sentence["notes"]
    )
    said = tag("div", esc(lead) + _pointed(sentence) + marks + notes, "said")
    places = [*sentence["sources"], *(p for note in sentence["notes"] for p in note["sources"])]
    return tag("div", said + tag("aside", _sources(places)), "pair")


def _pointed(sentence: Json) -> str:
    """Return the words of a sentence with the numbers that have no source marked."""
    text, parts, end = sentence["text"], [], 0
    for spot in sentence["unproved"]:
        parts.append(esc(text[end : spot["start"]]))
        words = esc(text[spot["start"] : spot["end"]])
        parts.append(tag("mark", words, "unproved", title=spot["reason"]))
        end = spot["end"]
    return "".join(parts) + esc(text[end:])


def _sources(places: Sequence[Json]) -> str:
    if not places:
        return html.note(labels.SECTION_NO_SOURCE)
    shown = [{**place, "text": html.short(place["text"], QUOTE)} for place in places]
    return html.quotes(shown)


def conflict(one: Json) -> str:
    """Return values that do not agree, each with its place, and which one to prefer."""
    rows = []
    for number, value in enumerate(one["values"]):
        best = html.badge(labels.PREFERRED, "good") if number == one["prefer"] else ""
        head = tag("b", esc(value["text"])) + " " + esc(value["report"]) + " " + best
        rows.append(tag("div", tag("p", head) + html.quote(value["place"])))
    told = tag("p", tag("b", f"{esc(labels.CONFLICT_HEAD)}: ") + esc(one["about"]))
    return tag(
        "div", told + tag("div", "".join(rows), "side") + html.note(one["reason"]), "conflict"
    )


def whole_page(one: Json) -> str:
    """Return the whole draft as a document, its sources folded behind each sentence."""
    parts = [tag("h2", esc(one["title"]), "draft-title")]
    for section in one["sections"]:
        level = min(6, section["level"] + 2)
        parts.append(tag(f"h{level}", esc(f"{section['number']} {section['title']}".strip())))
        if section["state"] == "waiting":
            parts.append(html.note(labels.SECTION_WAITING))
        for paragraph in section["paragraphs"]:
            if paragraph["gap"]:
                parts.append(tag("div", esc(paragraph["gap"]), "gap"))
            else:
                body = " ".join(_folded(sentence) for sentence in paragraph["sentences"])
                parts.append(tag("div", esc(paragraph["lead"]) + " " + body, "para"))
    return tag("div", "".join(parts), "draft")


def _folded(sentence: Json) -> str:
    marks = "".join(
        " " + tag("mark", esc(f"[{mark['text']}]"), f"mark-{mark['kind']}")
        for mark in sentence["marks"]
    )
    places = sentence["sources"]
    fold = ""
    if places:
        more = f" +{len(places) - 1}" if len(places) > 1 else ""
        summary = tag("summary", esc(place_text(places[0]) + more), title=labels.COL_SOURCES)
        quotes = "".join(html.quote(place) for place in places)
        fold = tag("details", summary + quotes, "sources")
    return tag("span", _pointed(sentence), "sentence") + marks + fold


# ------------------------------------------------------------------ versions and files


def version_list(versions: Sequence[Json]) -> str:
    """Return the versions, newest first, with what can be done with each."""
    newest = versions[-1]["version"]
    rows = []
    for one in reversed(versions):
        number = one["version"]
        buttons = [_act("before", number, labels.VERSION_COMPARE)] if number > 1 else []
        if number != newest:
            buttons.append(_act("now", number, labels.VERSION_COMPARE_NOW))
            buttons.append(_act("restore", number, labels.VERSION_RESTORE))
        mark = " " + html.badge(labels.VERSION_NOW, "good") if number == newest else ""
        made = tag("span", esc(moment(one["made"])), "nowrap")
        rows.append(
            [
                tag("b", str(number)) + mark,
                esc(one["note"]),
                made,
                tag("div", "".join(buttons), "decide"),
            ]
        )
    header = [labels.COL_VERSION, labels.COL_DONE, labels.COL_MADE, ""]
    return html.note(labels.VERSIONS_HINT) + html.table(header, rows, "versions")


def _act(act: str, number: int, words: str) -> str:
    return tag("button", esc(words), "act", type="button", data_pick=f"{act} {number}")


def comparison(old: int, new: int, changes: Sequence[Json]) -> str:
    """Return what two versions have different, the words gone and new marked."""
    head = tag("h2", esc(labels.COMPARE_HEAD.format(old=old, new=new)))
    if not changes:
        return head + html.note(labels.COMPARE_SAME)
    key = tag("del", esc(labels.COMPARE_GONE)) + " " + tag("ins", esc(labels.COMPARE_NEW))
    parts = [head, tag("p", key, "muted compare")]
    for one in changes:
        parts.append(tag("h3", esc(f"{one['path']}  {one['title']}"), "section-title"))
        parts.append(tag("div", "".join(_piece(piece) for piece in one["words"]), "compare"))
    return "".join(parts)


_AROUND = 160  # characters of unchanged words kept on each side of a change


def _piece(piece: Json) -> str:
    if piece["kind"] != "same":
        return tag("del" if piece["kind"] == "removed" else "ins", esc(piece["text"]))
    text = piece["text"]
    if len(text) > 2 * _AROUND + 40:
        ahead = text[:_AROUND].rpartition(" ")[0]
        behind = text[-_AROUND:].partition(" ")[2]
        return esc(ahead) + tag("span", " … ", "muted") + esc(behind)
    return esc(text)


def export_page(one: Json) -> str:
    """Return the links to the .docx; a clean copy only where nothing is left to look at."""
    at = f"/api/drafts/{one['id']}/docx"
    review = "".join(
        _download(words, f"{at}?sources={sources}")
        for words, sources in (
            (labels.EXPORT_APPENDIX, "appendix"),
            (labels.EXPORT_COMMENTS, "comments"),
            (labels.EXPORT_NONE, "none"),
        )
    )
    counts = one["summary"]
    left = counts["open"] + counts["unsupported"]
    if counts["waiting"]:
        clean = html.note(labels.EXPORT_CLEAN_WAITING.format(count=counts["waiting"]), "gap")
    elif left:
        clean = html.note(labels.EXPORT_CLEAN_NOT.format(count=counts["open"]), "gap")
    else:
        link = _download(labels.EXPORT_CLEAN, f"{at}?clean=true")
        clean = html.note(labels.EXPORT_CLEAN_YES, "done") + tag("div", link, "downloads")
    return (
        html.note(labels.EXPORT_HINT)
        + tag("div", review, "downloads")
        + tag("h2", esc(labels.EXPORT_CLEAN_HEAD))
        + clean
    )


def _download(words: str, address: str) -> str:
    return tag("a", esc(words), "download", href=address, download=labels.DOCX_NAME)
