"""Findings about numbers that two readings of a scan gave differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.checking import Severity, check
from corpus.model import Report

LINE = "- Thẩm định công nghệ cho {} dự án đầu tư tại khu công nghiệp Bắc Sơn."
OTHER = "- Tổ chức {} lớp tập huấn kỹ năng số cho cán bộ cấp xã; phát động phong trào thi đua."


def doubting(report: Report, number: str) -> Report:
    at = report.text.index(f" {number} ") + 1
    return replace(report, doubtful=(report.locate(at, at + len(number)),))


def test_a_doubtful_number_sends_to_the_original(reports: Callable[..., list[Report]]) -> None:
    first, second = reports(a=LINE.format(64), b=LINE.format(82))
    (sure,) = check([first, second])
    (found,) = check([first, doubting(second, "82")])
    assert sure.severity is Severity.WARNING
    assert "kiểm tra bản gốc" not in sure.explanation
    assert found.severity is Severity.INFO
    assert found.certainty < sure.certainty
    assert "“82”" in found.explanation
    assert "bản quét b.txt: kiểm tra bản gốc" in found.explanation


def test_doubt_about_another_number_changes_nothing(reports: Callable[..., list[Report]]) -> None:
    first, second = reports(a=LINE.format(64), b=LINE.format(82) + "\n" + OTHER.format(15))
    assert check([first, doubting(second, "15")]) == check([first, second])
