"""Stated counts against lists in sentences, parentheses and footnotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]


def counts(found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.kind == "count_vs_list"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "- Ban hành 04 Kế hoạch: (1) Kế hoạch kiểm tra; (2) Kế hoạch đào tạo; (3) Kế hoạch"
            " truyền thông.",
            (4, 3),
        ),
        (
            "- Triển khai 04 cuộc thanh tra theo kế hoạch (Thanh tra an toàn bức xạ tại bệnh viện,"
            " Thanh tra đo lường tại chợ, Thanh tra đề tài khoa học).",
            (4, 3),
        ),
        ("- Có 04 mạng di động (Sao Mai, Biển Xanh, Núi Hồng, Sông Đà, Gió Nam).", (4, 5)),
        ("- Biên tập 03 Bản tin TBT số 01, 02/2025.", (3, 2)),
    ],
)
def test_a_count_that_its_list_does_not_bear_out(findings: Check, text: str, values: tuple) -> None:
    (finding,) = counts(findings(a=text))
    assert finding.values == values
    assert finding.severity is not Severity.INFO


@pytest.mark.parametrize(
    "text",
    [
        "- Ban hành 03 Kế hoạch: (1) Kế hoạch kiểm tra; (2) Kế hoạch đào tạo; (3) Kế hoạch khác.",
        "- Có 05 mạng di động (Sao Mai, Biển Xanh, Núi Hồng, Sông Đà, Gió Nam).",
        # either reading is good
        "- Thực hiện tại 3 huyện (Ba Vân, Sơn Kỳ và Trà Lâm).",
        # open lists and sources
        "- Ban hành 12 văn bản (Kế hoạch kiểm tra, Kế hoạch đào tạo, …).",
        "- Ban hành 12 văn bản (như: Kế hoạch kiểm tra, Kế hoạch đào tạo).",
        "- Vận hành 24 hệ thống thông tin (HTTT) của tỉnh.",
        "- Cấp giấy chứng nhận cho 02 doanh nghiệp (Công ty TNHH Giống cây Trung Du).",
        "- Biên tập 02 Bản tin TBT số 01, 02/2025.",
    ],
)
def test_lists_that_agree_or_are_open(findings: Check, text: str) -> None:
    assert counts(findings(a=text)) == []


RULE = " " * 43  # the line of spaces that stands above footnotes
NOTED = """- Nghiệm thu {} đề tài1 cấp tỉnh trong kỳ báo cáo theo kế hoạch.

{rule}
1 Đề tài: Khảo sát nguồn gen lúa nương trên một số vùng núi; Đề tài: Bảo tồn chè cổ (xã Vân, xã
Lâm); Dự án: Chế biến quế theo chuỗi giá trị.
"""


@pytest.mark.parametrize(("stated", "quiet"), [("03", True), ("02", False), ("05", False)])
def test_a_count_with_a_footnote(findings: Check, stated: str, quiet: bool) -> None:
    assert (counts(findings(a=NOTED.format(stated, rule=RULE))) == []) is quiet


DOCUMENTS = """- Tham mưu trình HĐND tỉnh ban hành {} Nghị quyết1 trong kỳ.

{rule}
1 Nghị quyết số 14/2023/NQ-HĐND ngày 21/7/2023 quy định mức chi; Nghị quyết số 25/2023/NQ-HĐND ngày
15/10/2023 sửa đổi Nghị quyết số 09/2019/NQ-HĐND ngày 10/7/2019 về hỗ trợ đổi mới công nghệ.
"""


@pytest.mark.parametrize(("stated", "quiet"), [("02", True), ("03", False)])
def test_documents_named_in_a_title_are_no_items(findings: Check, stated: str, quiet: bool) -> None:
    assert (counts(findings(a=DOCUMENTS.format(stated, rule=RULE))) == []) is quiet
