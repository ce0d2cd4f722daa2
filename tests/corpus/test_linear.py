"""Twice the text is twice the work: nothing that reads a text grows with its square."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from corpus.reading import find_all, parse

# Operations of `re` on a long text count as one each: what is tested here is our own loops. The
# benchmark `tests/benchmarks/linear.py` times all of it.
MARGIN = 2.8


def operations(text: str) -> int:
    """Return how many calls reading a text takes."""
    count = 0

    def told(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(told)
    try:
        find_all(parse(text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "tỷ lệ 5% hồ sơ ",
        "gồm 4 hồ sơ và 5 hồ sơ; ",
        "2. Công tác\n",
        "1.1. Về nhiệm vụ: làm việc\n",
        "3 Đề tài khoa học\n",
        "STT\n\nTên\n\n1\n\nĐề tài\n\n",
        "nhiệm vụ1 của đơn vị.\n____________________\n1 Đề tài A\n\f",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = operations(piece * 250), operations(piece * 500)
    assert twice < MARGIN * once
