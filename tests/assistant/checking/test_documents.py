"""Documents under two numbers or dates, replaced ones, and look-alikes that are two documents."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity
from assistant.checking.document_dates import near_dates
from assistant.checking.mentions import digits_and_symbol, near

Check = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("left", "right", "one_slip"),
    [
        ("359", "539", True),
        ("416", "516", True),
        ("808", "80", True),
        ("808", "8008", True),
        ("465", "468", True),
        ("336", "539", False),
        ("12", "12", False),
        ("12", "345", False),
    ],
)
def test_one_slip_apart(left: str, right: str, one_slip: bool) -> None:
    assert near(left, right) is near(right, left) is one_slip


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("359-KH/TU", ("359", "/KH/TU")),
        ("08/QĐ-UBND", ("8", "/QĐ-UBND")),
        ("14/2021/NQ-HĐND", ("14", "/2021/NQ-HĐND")),
        ("861", ("", "861")),
    ],
)
def test_digits_and_symbol(number: str, parts: tuple[str, str]) -> None:
    assert digits_and_symbol(number) == parts


def test_near_dates_differ_by_one_slip() -> None:
    from datetime import date

    assert near_dates(date(2025, 12, 22), date(2024, 12, 22))
    assert near_dates(date(2025, 2, 5), date(2025, 5, 2))
    assert not near_dates(date(2025, 3, 15), date(2024, 8, 9))


PLAN = "của Ban Thường vụ Tỉnh ủy về phát triển kinh tế số và xã hội số"


def test_one_document_under_two_numbers(findings: Check) -> None:
    found = findings(
        a=f"- Ban hành Kế hoạch số 273-KH/TU ngày 14/5/2025 {PLAN}.",
        b=f"- Tiếp tục Kế hoạch số 273-KH/TU ngày 14/5/2025 {PLAN}.",
        c=f"- Thực hiện Kế hoạch số 237-KH/TU ngày 14/5/2025 {PLAN}.",
    )
    (finding,) = [f for f in found if f.kind == "citation_number"]
    assert finding.severity is Severity.ERROR
    assert finding.values == ("237-KH/TU", "273-KH/TU")
    assert [p.doc for p in finding.evidence] == ["c.txt", "a.txt", "b.txt"]
    assert "237-KH/TU" in finding.explanation
    assert "273-KH/TU" in finding.explanation


def test_a_slip_in_a_list_with_the_document_itself_is_seen(findings: Check) -> None:
    often = "Quán triệt Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.\n\n"
    text = (
        often
        * 4
        + "Triển khai Nghị quyết số 87-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Kế hoạch hành động"
        " thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
    )
    (finding,) = [f for f in findings(a=text) if f.kind == "citation_number"]
    assert set(finding.values) == {"87-NQ/TW", "57-NQ/TW"}
    assert finding.severity is Severity.WARNING


def test_two_decisions_of_one_day_are_two_documents(findings: Check) -> None:
    found = findings(
        a=(
            "- Quyết định số 715/QĐ-UBND ngày 20/3/2025 về việc kiện toàn Hội đồng sáng kiến;\n"
            "- Quyết định số 718/QĐ-UBND ngày 20/3/2025 về việc giao dự toán kinh phí bảo trì."
        )
    )
    assert [f for f in found if f.kind.startswith("citation")] == []


def test_one_document_under_two_dates(findings: Check) -> None:
    text = "Quyết định số 94/QĐ-UBND ngày {} của UBND tỉnh ban hành Quy chế quản lý dữ liệu mở"
    found = findings(
        a="- Căn cứ " + text.format("11/02/2025") + ".",
        b="- Thực hiện " + text.format("11/02/2025") + ".",
        c="- Triển khai " + text.format("11/03/2025") + ".",
    )
    (finding,) = [f for f in found if f.kind == "citation_date"]
    assert finding.evidence[0].doc == "c.txt"
    assert finding.values == ("2025-03-11", "2025-02-11")


def test_numbering_restarts_each_year(findings: Check) -> None:
    found = findings(
        a="- Kế hoạch số 21/KH-UBND ngày 24/01/2024 về truyền thông cải cách hành chính.",
        b="- Kế hoạch số 21/KH-UBND ngày 09/8/2025 về bồi dưỡng cán bộ đo lường cấp xã.",
    )
    assert [f for f in found if f.kind == "citation_date"] == []


def test_the_year_of_a_number_binds_its_date(findings: Check) -> None:
    found = findings(a="- Nghị quyết số 07/2022/NQ-HĐND ngày 15/7/2023 quy định mức chi.")
    assert [f.kind for f in found] == ["citation_date"]


def test_symbol_and_type_at_odds(findings: Check) -> None:
    found = findings(a="- Thực hiện Quyết định số 88/KH-UBND ngày 24/4/2025 của UBND tỉnh.")
    assert [f.kind for f in found if f.kind == "citation_number"] == ["citation_number"]


REPLACING = (
    "- Tham mưu ban hành Quyết định số 601/QĐ-UBND ngày 12/5/2025 của UBND tỉnh ban hành Kế hoạch"
    " hành động về dữ liệu (thay thế Kế hoạch số 44/KH-UBND ngày 03/3/2025 của UBND tỉnh)."
)


def test_a_replaced_document_is_not_to_be_carried_on(findings: Check) -> None:
    found = findings(
        a=REPLACING,
        b="- Tiếp tục thực hiện Kế hoạch số 44/KH-UBND ngày 03/3/2025 của UBND tỉnh.",
    )
    (finding,) = [f for f in found if f.kind == "superseded_document"]
    assert finding.severity is Severity.WARNING
    assert finding.values == ("44/KH-UBND", "601/QĐ-UBND")
    assert {p.doc for p in finding.evidence} == {"a.txt", "b.txt"}


@pytest.mark.parametrize(
    "other",
    [
        "- Tổng kết Kế hoạch số 44/KH-UBND ngày 03/3/2025 của UBND tỉnh.",
        "- Kế hoạch số 44/KH-UBND ngày 03/3/2025 của UBND tỉnh (đã được thay thế).",
    ],
)
def test_history_and_what_the_text_says_itself(findings: Check, other: str) -> None:
    found = findings(a=REPLACING, b=other)
    assert [f for f in found if f.kind == "superseded_document"] == []


def test_a_planned_replacement_does_not_count(findings: Check) -> None:
    found = findings(
        a="- Dự thảo Quyết định thay thế Quyết định số 62/2019/QĐ-UBND ngày 15/11/2019.",
        b="- Tiếp tục thực hiện Quyết định số 62/2019/QĐ-UBND ngày 15/11/2019.",
    )
    assert [f for f in found if f.kind == "superseded_document"] == []
