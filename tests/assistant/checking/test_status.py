"""What is called pending though it was issued, and what was issued only later."""

from __future__ import annotations

from collections.abc import Callable

from assistant.checking import Finding

Check = Callable[..., list[Finding]]
PENDING = (
    "- Trình UBND tỉnh xem xét ban hành Kế hoạch hoạt động năm 2025 của Ban Chỉ đạo dữ liệu mở"
    " tỉnh Sơn Hà."
)
ISSUED = (
    "- Kế hoạch số 12/KH-BCĐ ngày {} của Ban Chỉ đạo về Kế hoạch hoạt động năm {} của Ban Chỉ"
    " đạo dữ liệu mở tỉnh Sơn Hà."
)


def kinds(found: list[Finding]) -> list[str]:
    return [f.kind for f in found if f.kind == "status_conflict"]


def test_pending_and_issued_in_one_report(findings: Check) -> None:
    issued = ISSUED.format("15/5/2025", "2025")
    assert kinds(findings(a=f"{PENDING}\n{issued}")) == ["status_conflict"]


def test_another_year_is_another_plan(findings: Check) -> None:
    issued = ISSUED.format("15/5/2024", "2024")
    assert kinds(findings(a=f"{PENDING}\n{issued}")) == []


def test_what_another_report_says_later_is_progress(findings: Check) -> None:
    assert kinds(findings(a=PENDING, b=ISSUED.format("15/8/2025", "2025"))) == []


PLAN = "BÁO CÁO\nKết quả năm 2025\nI. Kết quả năm 2025\n- Đã làm.\nII. Nhiệm vụ năm 2026\n- {}\n"


def test_a_programme_that_has_ended_in_a_plan(findings: Check) -> None:
    ended = PLAN.format("Triển khai Đề án hỗ trợ hợp tác xã giai đoạn 2021 - 2025 của tỉnh.")
    running = PLAN.format("Triển khai Đề án hỗ trợ hợp tác xã giai đoạn 2021 - 2030 của tỉnh.")
    closing = PLAN.format("Tổng kết Đề án hỗ trợ hợp tác xã giai đoạn 2021 - 2025 của tỉnh.")
    assert [f.kind for f in findings(a=ended)] == ["superseded_document"]
    assert findings(a=running) == []
    assert findings(a=closing) == []


def test_a_list_of_drafts_and_one_that_was_issued(findings: Check) -> None:
    text = (
        "- Trình UBND tỉnh ban hành Kế hoạch ngầm hóa cáp viễn thông trên địa bàn tỉnh; Kế hoạch"
        " phòng, chống dịch tả lợn trên địa bàn tỉnh.\n"
        "- Kế hoạch số 97/KH-UBND ngày 30/5/2025 của UBND tỉnh về phòng, chống dịch tả lợn trên"
        " địa bàn tỉnh."
    )
    (finding,) = (f for f in findings(a=text) if f.kind == "status_conflict")
    assert finding.evidence[0].text.startswith("Kế hoạch phòng")
    assert "97/KH-UBND" in (finding.suggestion or "")


def test_a_draft_that_amends_what_was_issued_is_another_one(findings: Check) -> None:
    text = (
        "- Dự thảo Quy chế sửa đổi Quy chế hoạt động của Hội đồng sáng kiến tỉnh Sơn Hà.\n"
        "- Quyết định số 12/QĐ-UBND ngày 15/01/2025 ban hành Quy chế hoạt động của Hội đồng sáng"
        " kiến tỉnh Sơn Hà."
    )
    assert kinds(findings(a=text)) == []
