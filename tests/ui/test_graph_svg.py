"""The drawing of an answer: what stands in a box finds room there."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from assistant.questions import Answer, AnswerDocument, Link
from ui.web.graph_svg import graph

# Widths of Arial's letters in thousandths of the size, the widest of each kind.
_ARIAL = {" ": 278, "·": 333, "/": 278, "-": 333, "…": 1000, "i": 222, "t": 278, "1": 556}


def document(number: str, day: date | None, status: str = "chưa rõ") -> AnswerDocument:
    kind = "Kế hoạch" if "KH" in number else "Quyết định"
    return AnswerDocument(
        number, kind, day, "UBND tỉnh", "về nước sạch", "trực tiếp", (), status, ()
    )


def drawing(*documents: AnswerDocument) -> str:
    about = document("88-NQ/TW", date(2025, 1, 5))
    links = tuple(
        Link((one.number, one.date), (about.number, about.date), "thực hiện") for one in documents
    )
    return graph(Answer("", documents, (), about, links))


def lines(svg: str) -> list[tuple[float, float, str]]:
    """Return (room, size, words) of each line of each box."""
    found = []
    for box in re.findall(r"<g class.*?</g>", svg):
        room = float(re.search(r'width="(\d+)"', box)[1]) - 24
        for css, words in re.findall(r'<text( class="head")?[^>]*>([^<]*)</text>', box):
            found.append((room, 15.0 if css else 13.0, unescape(words)))
    return found


@pytest.mark.parametrize(
    "number", ["412/QĐ-UBND", "1027/SKHCN-BCVT&CNTT", "04/KHPH-SKHCN-LĐLĐ-HND-MTTQ-TĐTN"]
)
def test_words_stay_within_their_box(number: str) -> None:
    svg = drawing(
        document("51/KH-UBND", date(2025, 3, 7), f"được thay thế bởi {number}"),
        document(number, date(2025, 12, 26)),
    )
    shown = lines(svg)
    assert len(shown) == 2 * 2 * 3  # two drawings of three boxes
    for room, size, words in shown:
        wide = sum(_ARIAL.get(c, 780 if c.isupper() else 560) for c in words) * size / 1000
        assert wide <= room, words


def test_date_and_successor_of_a_replaced_document_both_show() -> None:
    gone = document("51/KH-UBND", date(2025, 3, 7), "được thay thế bởi 412/QĐ-UBND")
    words = [text for _, _, text in lines(drawing(gone))]
    assert words.count("07/3/2025 · thay bởi 412/QĐ-UBND") == 2
