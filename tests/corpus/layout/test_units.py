"""Units: no block is longer than real paragraphs are."""

from __future__ import annotations

import pytest

from corpus.layout.units import LONGEST
from corpus.model import BlockKind
from corpus.reading import parse


@pytest.mark.parametrize("word", ["nhiệm vụ ", "a", "5% "])
def test_an_endless_paragraph_is_cut_and_nothing_is_lost(word: str) -> None:
    text = "- Đạt " + word * 9000
    report = parse(text)
    assert all(len(block.text) <= LONGEST for block in report.blocks)
    assert "".join(b.text for b in report.blocks).replace(" ", "") == (
        "Đạt" + (word * 9000).replace(" ", "")
    )
    assert {block.kind for block in report.blocks[1:]} <= {BlockKind.PARAGRAPH}
    for number, block in enumerate(report.blocks):
        assert report.place(number, 0, len(block.text)).text == block.text


def test_real_paragraphs_stay_whole() -> None:
    text = "- " + "Theo dõi, quản lý các nhiệm vụ cấp tỉnh đúng tiến độ; " * 80
    assert len(parse(text).blocks) == 1
