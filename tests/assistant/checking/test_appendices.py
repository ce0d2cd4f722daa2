"""Lists of documents in an appendix that the body promises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]

_BODY = (
    "- Tham mưu UBND tỉnh ban hành các văn bản như: Quyết định số 327/QĐ-UBND ngày 26/5/2025 của"
    " UBND tỉnh ban hành Kế hoạch thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025; Kế hoạch số"
    " 21/KH-UBND ngày 24/01/2025 của UBND tỉnh (cụ thể tại Phụ lục 1 kèm theo).\n"
)
_ITEMS = [
    "Kế hoạch số 21/KH-UBND ngày 24/01/2025 của UBND tỉnh về tiêu chuẩn, đo lường",
    "Kế hoạch số 67/KH-UBND ngày 03/4/2025 của UBND tỉnh về dịch vụ công trực tuyến",
    "Kế hoạch số 69/KH-UBND ngày 04/4/2025 của UBND tỉnh về chiến lược dữ liệu",
    "Quyết định số 465/QĐ-UBND ngày 26/3/2025 về việc kiện toàn Hội đồng sáng kiến",
    "Quyết định số 489/QĐ-UBND ngày 28/3/2025 ban hành Quy chế của Hội đồng sáng kiến",
]
_ABSENT = "Quyết định số 327/QĐ-UBND ngày 26/5/2025 của UBND tỉnh ban hành Kế hoạch hành động"


def _text(items: list[str]) -> str:
    listed = "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1))
    return f"{_BODY}\nPhụ lục 1\nDanh mục văn bản đã ban hành\n\n{listed}"


def lacking(found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.kind == "missing_info" and f.severity is Severity.WARNING]


def test_a_document_that_the_list_lacks(findings: Check) -> None:
    (finding,) = lacking(findings(a=_text(_ITEMS)))
    assert finding.values == ("327/QĐ-UBND",)
    assert "327/QĐ-UBND" in finding.evidence[1].text


def test_a_whole_list_is_quiet(findings: Check) -> None:
    assert lacking(findings(a=_text([*_ITEMS, _ABSENT]))) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Kết quả cụ thể tại Phụ lục 3 kèm theo.", "Phụ lục 3"),
        ("- Như vậy.\n(Kèm theo Báo cáo số:      /BC-SKHCN ngày     /6/2025)", "để trống"),
    ],
)
def test_promised_and_blank_things_are_remarks(findings: Check, text: str, told: str) -> None:
    (finding,) = findings(a=text)
    assert (finding.kind, finding.severity) == ("missing_info", Severity.INFO)
    assert told in finding.explanation
