"""What two versions have different, word by word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.comparing import ADDED, REMOVED, SAME, pieces


def test_words_are_compared() -> None:
    assert pieces("Đã kiên cố hóa 64 km kênh.", "Đã kiên cố hóa 82 km kênh mương.") == [
        (SAME, "Đã kiên cố hóa "),
        (REMOVED, "64"),
        (ADDED, "82"),
        (SAME, " km kênh"),
        (ADDED, " mương"),
        (SAME, "."),
    ]


WORDS = st.text("ab 1.\n", max_size=30)


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_off(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(text for kind, text in found if kind != ADDED) == old
    assert "".join(text for kind, text in found if kind != REMOVED) == new


def test_words_of_long_texts_are_compared_too() -> None:
    old = "\n".join(f"Câu số {n} có mấy từ." for n in range(2000))
    new = old.replace("Câu số 7 ", "Câu thứ 7 ", 1)
    found = pieces(old, new)
    assert [kind for kind, _ in found] == [SAME, REMOVED, ADDED, SAME]
    assert found[1:3] == [(REMOVED, "số"), (ADDED, "thứ")]
