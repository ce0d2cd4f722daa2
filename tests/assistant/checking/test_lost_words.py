"""Compounds that lack a syllable, and words that only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("- Đầu tư thiết bị phục kiểm định phương tiện đo tại trạm.", "phục vụ kiểm"),
        ("- Thường xuyên theo dõi, đôn thực hiện các chỉ tiêu được giao.", "đôn đốc thực"),
        ("- Ban hành Kế hoạch thực Đề án phát triển dược liệu của tỉnh.", "thực hiện Đề"),
    ],
)
def test_a_syllable_left_out(findings: Check, text: str, meant: str) -> None:
    (finding,) = findings(a=text)
    assert (finding.kind, finding.severity) == ("typo", Severity.WARNING)
    assert finding.values[1] == meant
    assert finding.evidence[0].text in text


@pytest.mark.parametrize(
    "text",
    [
        "- Đầu tư thiết bị phục vụ kiểm định phương tiện đo tại trạm.",
        "- Phục hồi sản xuất; khôi phục các làng nghề; thực chất, hiệu quả.",
        "- Đoàn công tác kiểm tra thực địa, đôn đốc và thực thi quy định.",
    ],
)
def test_compounds_that_are_whole(findings: Check, text: str) -> None:
    assert findings(a=text) == []
