"""Text of documents never becomes markup, whatever it holds."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.desk import OpenDraft
from assistant.drafting.record import (
    Conflict,
    ConflictValue,
    Draft,
    DraftSection,
    DraftSentence,
    Mark,
    MarkKind,
    Paragraph,
)
from assistant.drafting.standing import Spot
from assistant.questions import Answer, AnswerDocument, Link
from assistant.suggesting import Suggestion
from corpus.model import Place, Report
from corpus.register.register import Anchor, Entry
from corpus.storage.draft_store import KeptVersion
from ui import desk_formats, labels
from ui.web import draft_pages, html
from ui.web.graph_svg import graph
from ui.web.library_tab import index_outcome, report_detail, report_table
from ui.web.outline_tree import approval_tree
from ui.web.register_panel import detail, register_table, suggestions
from ui.web.review_cards import (
    _context,
    check_counts,
    each_report,
    findings_page,
    seen_so_far,
)
from ui.web.search_tab import answer_page, key_words
from ui.web.source_choice import choice_page

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>${alert(3)}{{value}}&lt;b&gt;"
PLACE = {
    "doc": HOSTILE,
    "line": 1,
    "line_end": 2,
    "page": 1,
    "start": 0,
    "end": 4,
    "text": HOSTILE,
}
ALLOWED = {
    *(
        "a",
        "article",
        "b",
        "blockquote",
        "button",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
    ),
    *(
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "i",
        "li",
        "mark",
        "p",
        "section",
        "span",
    ),
    *("defs", "g", "marker", "path", "rect", "svg", "text", "title"),
    *("aside", "del", "input", "ins", "label", "ol", "textarea"),
    *("summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}


class Tags(HTMLParser):
    """Collects tags, and attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def is_safe(page: str) -> bool:
    seen = Tags()
    seen.feed(page)
    return seen.tags <= ALLOWED and not any(name.startswith("on") for name in seen.attributes)


def _passage() -> dict:
    report = {"title": HOSTILE, "number": HOSTILE, "date": None}
    return {"text": HOSTILE, "score": 1, "section": [HOSTILE], "place": PLACE, "report": report}


def _finding() -> dict:
    return {
        "kind": HOSTILE,
        "severity": "error",
        "certainty": 1,
        "explanation": HOSTILE,
        "values": [],
        "suggestion": HOSTILE,
        "evidence": [{**PLACE, "before": HOSTILE, "after": HOSTILE}, PLACE],
    }


def _document() -> dict:
    words = dict.fromkeys(("number", "type", "issuer", "title", "relation", "status"), HOSTILE)
    return {**words, "date": None, "via": [HOSTILE], "sources": [PLACE, PLACE]}


def _heading() -> dict:
    one = {"number": HOSTILE, "title": HOSTILE, "level": 1, "prompts": [HOSTILE] * 3, "blank": True}
    marks = {"duplicates": [[1, 0]], "elsewhere": [0], "foreign": True, "dropped_prompts": [2]}
    told = {**one, **marks, "origin": 0, "note": HOSTILE, "dropped": False, "children": []}
    return {**one, "children": [told, {**told, "dropped": True, "children": [told]}]}


def _report() -> Report:
    words = dict.fromkeys(("title", "kind", "number", "issuer", "signer", "scope"), HOSTILE)
    return Report(doc=HOSTILE, sha256="", text="", warnings=(HOSTILE,), **words)


def _entry() -> Entry:
    place = Place(HOSTILE, 1, 1, None, 0, 4, HOSTILE)
    anchor = Anchor(HOSTILE, HOSTILE, None, HOSTILE)
    words = {"number": HOSTILE, "type": HOSTILE, "issuer": HOSTILE, "title": HOSTILE}
    return Entry(
        "1", **words, date=None, status=HOSTILE, aliases=(HOSTILE,), places=(place,),
        status_places=(place,), anchors=(anchor,), edited=("title",), imported=True,
    )  # fmt: skip


def _graph() -> str:
    one = AnswerDocument(HOSTILE, HOSTILE, None, HOSTILE, HOSTILE, "", (), HOSTILE, ())
    other = AnswerDocument("5/QĐ-X", HOSTILE, None, HOSTILE, HOSTILE, "", (), HOSTILE, ())
    link = Link((HOSTILE, None), ("5/QĐ-X", None), HOSTILE)
    return graph(Answer(HOSTILE, (one,), (), other, (link,)))


FAILED = [{"file": HOSTILE, "reason": HOSTILE}]


def _listed() -> dict[str, Any]:
    summary = {"sections": 3, "writes": 2, "waiting": 1, "sentences": 4, "open": 1}
    told = {"title": HOSTILE, "note": HOSTILE, "period": HOSTILE, "office": HOSTILE}
    made = "2026-01-02T03:04:05+00:00"
    return {"id": 1, "version": 1, "made": made, **told, "summary": summary}


def _pieces() -> list[dict[str, str]]:
    return [{"kind": kind, "text": HOSTILE * 9} for kind in ("same", "added", "removed")]


def _choice(*, used: bool) -> dict[str, Any]:
    told = {"key": HOSTILE, "text": HOSTILE, "report": HOSTILE, "figures": [HOSTILE]}
    rest = {"place": PLACE, "prompt": 0, "repaired": True, "documents": [HOSTILE], "used": used}
    return {**told, **rest}


PAGES = {
    "reports": lambda: report_table([_report()]),
    "detail": lambda: report_detail(_report()),
    "answer": lambda: answer_page(
        {"answer": HOSTILE, "documents": [_document()], "passages": [_passage()]}, HOSTILE
    ),
    "register": lambda: register_table([_entry()], ["Tất cả"] * 4),
    "entry": lambda: detail(_entry()),
    "suggestions": lambda: suggestions([Suggestion(_entry(), HOSTILE, HOSTILE, 1.0)]),
    "graph": _graph,
    "findings": lambda: findings_page({"findings": [_finding()], "failed": FAILED}, [], [], []),
    "counts": lambda: check_counts({"findings": [_finding()], "failed": FAILED}),
    "outline": lambda: approval_tree(_heading()),
    "outline renamed": lambda: approval_tree(_heading(), rename=True),
    "drafts": lambda: draft_pages.draft_list([_listed()]),
    "comparison": lambda: draft_pages.comparison(
        1, 2, [{"path": HOSTILE, "title": HOSTILE, "words": _pieces()}]
    ),
    "choices": lambda: choice_page([_choice(used=True), *[_choice(used=False)] * 20]),
    "indexed": lambda: index_outcome({"added": 0, "updated": 0, "unchanged": 0, "failed": FAILED}),
    "progress": lambda: html.progress(0.5, HOSTILE, 1),
    "note": lambda: html.note(HOSTILE),
}


@pytest.mark.parametrize("name", PAGES)
def test_hostile_text_stays_text(name: str) -> None:
    page = PAGES[name]()
    assert is_safe(page)
    assert "onerror=alert(1)&gt;" in page or "data-pick" in page


def test_a_hostile_draft_stays_text() -> None:
    place = Place(HOSTILE, 1, 1, None, 0, 1, HOSTILE)
    mark = Mark(MarkKind.OCR, HOSTILE)
    value = ConflictValue(HOSTILE, place, HOSTILE)
    section = DraftSection(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        1,
        (Paragraph((DraftSentence(HOSTILE, (place, place), (mark,)),)), Paragraph(gap=mark)),
        (Conflict(HOSTILE, (value, value), 0, HOSTILE),),
    )
    version = KeptVersion(1, "2026-01-02T03:04:05+00:00", HOSTILE)
    one = OpenDraft(
        1, HOSTILE, version, Draft(HOSTILE, (section,), (HOSTILE,)), frozenset(),
        notes={HOSTILE: HOSTILE},
    )  # fmt: skip
    spots = [[[Spot(3, 9, HOSTILE)]]]
    shown = desk_formats.opened(one, spots)
    pages = [
        draft_pages.draft_head(shown),
        draft_pages.outline_nav(shown["sections"], HOSTILE),
        draft_pages.section_head(shown["sections"][0]),
        draft_pages.section_page(shown["sections"][0]),
        draft_pages.whole_page(shown),
        draft_pages.version_list([desk_formats.version(version)] * 2),
        draft_pages.export_page(shown),
    ]
    for page in pages:
        assert is_safe(page)
    assert "".join(pages).count("&lt;script&gt;") >= 20


@given(st.text(max_size=60), st.text(max_size=12))
@settings(max_examples=60)
def test_highlight_keeps_every_letter(text: str, word: str) -> None:
    seen: list[str] = []
    parser = HTMLParser(convert_charrefs=True)
    parser.handle_data = seen.append  # type: ignore[method-assign]
    parser.feed(html.highlight(text, [word]))
    parser.close()
    assert "".join(seen).split() == text.split() or "\x00" in text or "\r" in text


def test_highlight_marks_whatever_the_diacritics() -> None:
    assert html.highlight("64 phiếu đề xuất", ["phieu"]) == "64 <mark>phiếu</mark> đề xuất"
    assert html.highlight("phiếu", []) == "phiếu"
    assert key_words("Văn bản nào triển khai 57-NQ/TW?") == ["57-NQ/TW"]


def test_a_quote_shows_its_context_only_where_it_is_true() -> None:
    text = "Trong kỳ đã tiếp nhận 64 phiếu đề xuất của các đơn vị."
    start = text.index("64")
    place = {"start": start, "end": start + 2, "text": "64"}
    around = _context(place, text)
    assert around == {"before": "Trong kỳ đã tiếp nhận ", "after": " phiếu đề xuất của các đơn vị."}
    tight = {"start": 1, "end": 3, "text": "20"}
    assert _context(tight, "(20): hai mươi") == {"before": "(", "after": "): hai mươi"}
    assert _context(place, "Bản khác hẳn.") == {"before": "", "after": ""}


def test_each_report_has_a_quote_before_the_fold() -> None:
    places = [{**PLACE, "doc": doc, "line": n} for n, doc in enumerate("aaaabb")]
    assert [(one["doc"], one["line"]) for one in each_report(places)] == [
        *(("a", 0), ("b", 4)),
        *(("a", 1), ("a", 2), ("a", 3), ("b", 5)),
    ]
    assert each_report([]) == []


def test_filters_leave_what_was_asked_for() -> None:
    found = [
        {**_finding(), "kind": kind, "severity": level, "explanation": f"{kind}-{level}"}
        for kind in ("typo", "sum_mismatch")
        for level in ("error", "info")
    ]
    result = {"findings": found, "failed": []}
    page = findings_page(result, ["error"], ["typo"], [])
    assert "typo-error" in page
    assert "sum_mismatch" not in page
    assert "typo-info" not in page
    assert labels.CHECK_FILTERED in findings_page(result, ["warning"], [], [])
    assert labels.CHECK_FILTERED in findings_page(result, [], [], ["khác.txt"])
    assert labels.CHECK_NONE in findings_page({"findings": [], "failed": []}, [], [], [])


def test_a_report_row_shows_what_is_known() -> None:
    report = Report(doc="a.txt", sha256="", text="", number="45/BC-SKHCN", date=date(2025, 6, 5))
    page = report_table([report])
    assert "45/BC-SKHCN" in page
    assert "05/06/2025" in page
    assert labels.NO_REPORTS in report_table([])


def _ruled(number: int, severity: str = "warning", decision: str | None = None) -> dict[str, Any]:
    state = {"dismissed": "dismissed", "accepted": "accepted", None: "open"}[decision]
    about = {"severity": severity, "decision": decision, "state": state, "reason": "Không phải lỗi"}
    return {
        **_finding(),
        **about,
        "fingerprint": f"f{number}",
        "decided": "2026-03-05 07:30" if decision else None,
    }


def test_a_reviewer_is_told_how_many_findings_are_left() -> None:
    found = [_ruled(1), _ruled(2, decision="accepted"), _ruled(3, decision="dismissed")]
    told = seen_so_far({"findings": [*found, _ruled(4, "info")]})
    assert labels.REVIEW_LEFT.format(left=1, count=3) in told
    done = seen_so_far({"findings": found[1:]})
    assert labels.REVIEW_DONE.format(count=2) in done
    assert seen_so_far({"findings": []}) == ""


def test_decided_findings_fold_and_can_be_left_out() -> None:
    result = {"findings": [_ruled(1), _ruled(2, decision="accepted")], "failed": []}
    page = findings_page(result, [], [], [])
    assert page.count(labels.QUOTES_AGAIN) == 1
    assert "07:30 ngày 05/03/2026" in page
    assert all(f'data-why="{why}"' in page for why in labels.DISMISS_USUAL)
    unseen = findings_page(result, [], [], [], [], True)
    assert 'data-code="f1"' in unseen
    assert 'data-code="f2"' not in unseen
    only = {"findings": result["findings"][1:], "failed": []}
    assert labels.CHECK_ALL_SEEN in findings_page(only, [], [], [], [], True)


def test_dismissed_findings_are_shown_when_asked_for() -> None:
    result = {"findings": [_ruled(1, decision="dismissed")], "failed": []}
    assert 'data-code="f1"' not in findings_page(result, [], [], [])
    assert 'data-code="f1"' in findings_page(result, [], [], [], ["dismissed"])
