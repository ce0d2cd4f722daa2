"""Shares, completion and growth that a sentence gives with both operands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]

WRONG = [
    ("- Trồng được 3.150 ha rừng, đạt 45% so với kế hoạch năm (6.300 ha).", "percent_mismatch", 50),
    ("- Xử lý 42 vụ vi phạm, giảm 08 vụ so với cùng kỳ năm 2024 (52 vụ).", "sum_mismatch", 10),
    ("- Ghi nhận 1.045 ca mắc, tăng 12,5% so với năm 2023 (836 ca).", "percent_mismatch", 25),
    ("- Kinh phí giao 128,6 tỷ đồng, giải ngân 61,7 tỷ đồng, đạt 52%.", "percent_mismatch", 48),
    ("- Tỷ lệ trẻ em tiêm chủng đầy đủ đạt 92,5% (18.420/19.350 trẻ).", "percent_mismatch", 95.2),
    ("- 12/14 bệnh viện công lập có bệnh án điện tử, đạt 87,5%.", "percent_mismatch", 85.7),
    ("- Số vụ cháy giảm từ 45 vụ xuống 36 vụ, giảm 25%.", "percent_mismatch", 20),
    ("- Giải quyết 120 hồ sơ trên tổng số 125 hồ sơ, đạt tỷ lệ 69%.", "percent_mismatch", 96),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "real"), WRONG)
def test_a_share_that_does_not_follow(findings: Check, text: str, kind: str, real: float) -> None:
    (finding,) = findings(a=text)
    assert (finding.kind, finding.severity) == (kind, Severity.WARNING)
    assert finding.values[1] == real
    assert len(finding.evidence) == 3


@pytest.mark.parametrize(
    "text",
    [
        "- Trồng được 3.150 ha rừng, đạt 50% so với kế hoạch năm (6.300 ha).",
        "- Xử lý 44 vụ vi phạm, giảm 08 vụ so với cùng kỳ năm 2024 (52 vụ).",
        "- Kinh phí được giao 128,6 tỷ đồng, đã giải ngân 61,7 tỷ đồng, đạt 48%.",
        "- Kiểm tra 1.526 cơ sở, phát hiện 214 cơ sở vi phạm, chiếm 14%.",
        # rounded or cut off
        "- Giải quyết 88 hồ sơ trên tổng số 97 hồ sơ, đạt tỷ lệ 90,7%.",
        "- 3.300/8.000 phương tiện đo được kiểm định, đạt 41,2%.",
        # measured by something that is not told
        "- Tập huấn 300 học viên, trong đó 90 học viên nữ, đạt 100% kế hoạch.",
        "- Thành lập 96 tổ công nghệ số với 1.240 thành viên, đạt 100% số xã.",
        "- Thu ngân sách 5.230 tỷ đồng, bằng 62% dự toán, tăng 8% so với cùng kỳ.",
        # points, not percent
        "- Tỷ lệ hộ nghèo còn 4,1%, giảm 1,1 điểm % so với năm 2023 (5,2%).",
    ],
)
def test_shares_that_follow_or_cannot_be_told(findings: Check, text: str) -> None:
    assert findings(a=text) == []
