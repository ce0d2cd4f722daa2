"""Doubled words, misspellings, repeats and numbering."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Thực hiện Quyết định số số 12/QĐ-UBND ngày 04/2/2025.", "typo"),
        ("- Báo cáo của của Sở về công tác quản lý.", "typo"),
        ("- Quyết định ban hành ngày ngày 04/2/2025 có hiệu lực.", "typo"),
        ("- Triển khai Dự án “Dự án: Trồng chè sạch” tại Sơn Hà.", "duplicate_item"),
        ("- Chuẩn bị cho việc sát nhập các đơn vị.", "terminology"),
    ],
)
def test_slips_of_the_pen(findings: Check, text: str, kind: str) -> None:
    assert [f.kind for f in findings(a=text) if f.severity is Severity.WARNING] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "- Người dân ngày ngày theo dõi; dần dần hình thành thói quen; nhà nhà thi đua.",
        "- Chuẩn bị cho việc sáp nhập các đơn vị.",
        "- Xây dựng kế hoạch, kế hoạch được phê duyệt.",
    ],
)
def test_sound_wording(findings: Check, text: str) -> None:
    assert findings(a=text) == []


def test_tone_marks_in_two_places_are_one_remark(findings: Check) -> None:
    found = findings(a="- Số hóa hồ sơ của Tỉnh ủy.\n- Số hoá dữ liệu của Tỉnh uỷ.")
    (finding,) = [f for f in found if f.kind == "terminology"]
    assert finding.severity is Severity.INFO
    assert set(finding.values) == {"hoá/hóa", "uỷ/ủy"}


def test_a_document_listed_twice(findings: Check) -> None:
    item = "Quyết định số 104/QĐ-UBND ngày 07/02/2023 ban hành bộ chỉ số đánh giá dữ liệu"
    other = "Quyết định số 99/QĐ-UBND ngày 01/02/2023 ban hành quy chế vận hành trung tâm"
    found = findings(a=f"- Đã ban hành: {item}; {other}; {item}.")
    assert [f.kind for f in found] == ["duplicate_item"]
    assert findings(a=f"- Đã ban hành: {item}; {other}.") == []


def test_an_enumeration_that_skips(findings: Check) -> None:
    text = "- Gồm: (1) hệ thống thư; (2) hệ thống họp; ({}) cổng tỉnh; ({}) kho dữ liệu."
    assert [f.kind for f in findings(a=text.format(4, 5))] == ["numbering_order"]
    assert findings(a=text.format(3, 4)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("- Quyết định về việc ban hành Kế hoạch Ban hành Kế hoạch phát triển thủy sản.", "typo"),
        (
            "- Tham mưu: Đề án chuyển đổi số cho các hợp tác xã và xây dựng bộ chỉ số; Kế hoạch"
            " kiểm tra; Đề án chuyển đổi số cho các hợp tác xã; Quy định về cáp ngoại vi.",
            "duplicate_item",
        ),
    ],
)
def test_titles_and_items_told_twice(findings: Check, text: str, kind: str) -> None:
    (finding,) = findings(a=text)
    assert finding.kind == kind


def test_items_that_begin_alike_are_no_repeat(findings: Check) -> None:
    text = (
        "- Tham mưu: Đề án chuyển đổi số cho các hợp tác xã; Kế hoạch kiểm tra; Đề án chuyển đổi"
        " số cho các hợp tác xã vùng cao giai đoạn 2026-2030; Kế hoạch ban hành văn bản."
    )
    assert findings(a=text) == []
