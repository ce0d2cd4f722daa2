import pytest

from corpus.figures.clauses import (
    clause_start,
    item_start,
    open_parenthesis,
    sentence_end,
    sentence_start,
    without_parentheses,
)


def start_of(finder, text, words):
    return text[finder(text, text.index(words)) :]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Cấp 05 thẻ. Mở 02 lớp.", "02", "Mở 02 lớp."),
        ("Cấp 05 thẻ. Đã mở 02 lớp.", "02", "Đã mở 02 lớp."),
        ("Tại TP. Hải Bình mở 02 lớp.", "02", "Tại TP. Hải Bình mở 02 lớp."),
        ("Thu 3.000 đồng, mở 02 lớp.", "02", "Thu 3.000 đồng, mở 02 lớp."),
        ("Bản tin số 6/2025. Xuất bản 02 số.", "02 số", "Xuất bản 02 số."),
    ],
)
def test_sentences(text, words, expected):
    assert start_of(sentence_start, text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Cấp 05 thẻ; mở 02 lớp.", "02", "mở 02 lớp."),
        ("Bản tin: đã in 05 số.", "05", "đã in 05 số."),
        ("Cấp thẻ (gồm 05 loại; 03 cỡ) và 02 tờ.", "03", "03 cỡ) và 02 tờ."),
        ("Cấp thẻ (gồm 05 loại; 03 cỡ) và 02 tờ.", "02", "Cấp thẻ (gồm 05 loại; 03 cỡ) và 02 tờ."),
        ("Gồm: (1) mở 02 lớp; (2) cấp 05 thẻ.", "05", "cấp 05 thẻ."),
    ],
)
def test_clauses(text, words, expected):
    assert start_of(clause_start, text, words) == expected


def test_items_hold_their_semicolons():
    text = "(1) Mở 02 lớp; cấp 05 thẻ; (2) thu 03 máy."
    assert start_of(item_start, text, "05").startswith("Mở")
    assert start_of(item_start, text, "03").startswith("thu")


def test_parentheses():
    text = "a (b (c) d) e (nhóm 2) f a) g (h"
    inside = {letter: open_parenthesis(text, text.index(letter)) for letter in "bcdefgh"}
    assert [k for k, v in inside.items() if v is None] == ["e", "f", "g"]
    assert inside["b"] == inside["d"] == 2
    assert inside["c"] == 5


def test_no_parentheses_left():
    assert without_parentheses("a (b (c) d) e").split() == ["a", "e"]


def test_sentence_end():
    text = "Một. Hai."
    assert text[: sentence_end(text, 0)] == "Một."
