"""One indicator with two values, and what only looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.checking import Finding, Severity

Check = Callable[..., list[Finding]]


def values(found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.kind in ("cross_report_value", "within_report_value")]


SAME_WORDS = [
    "- Mở đợt đăng ký, tiếp nhận {} phiếu đề xuất của các viện, trường trong vùng.",
    "- Thẩm định công nghệ cho {} dự án đầu tư tại khu công nghiệp Bắc Sơn.",
    "- Tổ chức {} lớp tập huấn kỹ năng số cho cán bộ cấp xã; phát động phong trào thi đua.",
    "- Cập nhật {} tin cảnh báo của các nước thành viên lên trang thông tin của Sở.",
]


@pytest.mark.parametrize("text", SAME_WORDS)
@pytest.mark.parametrize(("left", "right"), [("64", "82"), ("24", "27"), ("17", "71")])
def test_same_words_same_period_other_value(
    findings: Check, text: str, left: str, right: str
) -> None:
    (finding,) = values(findings(a=text.format(left), b=text.format(right)))
    assert finding.kind == "cross_report_value"
    assert finding.severity is Severity.WARNING
    assert set(finding.values) == {float(left), float(right)}
    assert {p.doc for p in finding.evidence} == {"a.txt", "b.txt"}


def test_what_a_fraction_counts_follows_the_whole_of_it(findings: Check) -> None:
    left = "Có 04/14 bệnh viện triển khai bệnh án điện tử trong 6 tháng."
    right = "Trong đó 05/14 bệnh viện triển khai bệnh án điện tử trong 6 tháng."
    (finding,) = values(findings(a=left, b=right))
    assert finding.values == (4.0, 5.0)


@pytest.mark.parametrize("text", SAME_WORDS)
def test_the_same_value_is_quiet(findings: Check, text: str) -> None:
    assert findings(a=text.format("64"), b=text.format("64")) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # intervals that meet
        ("- Thử nghiệm hơn 420 mẫu nước.", "- Thử nghiệm 437 mẫu nước."),
        ("- Tập huấn cho gần 60 lượt người dân.", "- Tập huấn cho 57 lượt người dân."),
        # another stage, level or kind
        (
            "- Tuyển chọn 07 nhiệm vụ cấp cơ sở năm 2025 của tỉnh.",
            "- Nghiệm thu 02 nhiệm vụ cấp cơ sở năm 2025 của tỉnh.",
        ),
        (
            "- Quản lý 14 nhiệm vụ KH&CN cấp tỉnh đúng quy định.",
            "- Quản lý 09 nhiệm vụ KH&CN cấp cơ sở đúng quy định.",
        ),
        # a rate against a total
        (
            "- Kiểm định 3.300 phương tiện đo các loại tại trạm.",
            "- Hằng tháng, kiểm định 700 phương tiện đo các loại tại trạm.",
        ),
        # some of the whole
        (
            "- Riêng khối THPT tuyển dụng mới 41 giáo viên các môn khoa học tự nhiên.",
            "- Toàn ngành tuyển dụng mới 345 giáo viên các môn khoa học tự nhiên.",
        ),
        # only the noun is shared
        ("- Hỗ trợ 30 lượt doanh nghiệp dự hội chợ.", "- Có 45 lượt doanh nghiệp nộp hồ sơ thuế."),
    ],
)
def test_what_must_not_be_compared(findings: Check, left: str, right: str) -> None:
    loud = [f for f in values(findings(a=left, b=right)) if f.severity is not Severity.INFO]
    assert loud == []


def test_a_counterpart_with_the_same_value_settles_it(findings: Check) -> None:
    found = findings(
        a=(
            "- Thông báo tuyển chọn đơn vị chủ trì thực hiện 02 nhiệm vụ KH&CN chuyển tiếp.\n"
            "- Thông báo tuyển chọn đơn vị chủ trì thực hiện 01 nhiệm vụ KH&CN mở mới."
        ),
        b="- Thông báo tuyển chọn đơn vị chủ trì thực hiện 02 nhiệm vụ KH&CN chuyển tiếp.",
    )
    assert values(found) == []


def test_findings_are_stable_and_sorted(findings: Check) -> None:
    texts = {"a": "\n".join(t.format("64") for t in SAME_WORDS)}
    texts["b"] = "\n".join(t.format("83") for t in SAME_WORDS)
    first, second = findings(**texts), findings(**texts)
    assert first == second
    assert len(values(first)) == len(SAME_WORDS)
    assert [f.order for f in first] == sorted(f.order for f in first)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # one qualifier, two values
        (
            "- Tổ chức khóa tập huấn truy xuất nguồn gốc cho hơn 50 học viên của các hợp tác xã.",
            "- Tổ chức khóa tập huấn truy xuất nguồn gốc cho hơn 53 học viên của các hợp tác xã.",
        ),
        # other things are told behind a comma, or with a source in parentheses
        (
            "- Xây dựng 03 phóng sự truyền hình về năng suất, tổ chức 02 lớp tập huấn.",
            "- Xây dựng 05 phóng sự truyền hình về năng suất.",
        ),
        (
            "- Trình UBND tỉnh phê duyệt danh mục 01 nhiệm vụ KH&CN cấp tỉnh thuộc Chương trình"
            " năng suất (Quyết định số 808/QĐ-UBND ngày 29/5/2025).",
            "- Trình UBND tỉnh phê duyệt danh mục 02 nhiệm vụ KH&CN (Quyết định số 808/QĐ-UBND"
            " ngày 29/5/2025) và thông báo tuyển chọn.",
        ),
    ],
)
def test_told_otherwise_and_still_the_same(findings: Check, left: str, right: str) -> None:
    (finding,) = values(findings(a=left, b=right))
    assert finding.severity is Severity.WARNING
    assert {p.doc for p in finding.evidence} == {"a.txt", "b.txt"}


FINES = "- Thanh tra chuyên ngành xử phạt vi phạm hành chính với tổng số tiền {} đồng."
OUTPUT = "- Giá trị sản xuất công nghiệp của các khu công nghiệp ven biển đạt {} tỷ đồng."


@pytest.mark.parametrize(
    ("text", "left", "right", "differ"),
    [
        (FINES, "186.500.000", "186.500.005", True),  # no finer number has zeros around a digit
        (FINES, "1.293.000", "1.293.200", False),  # rounded to thousands
        (OUTPUT, "44.500", "44.501", True),  # rounding is of what is written, not of đồng
        (OUTPUT, "44,5", "44,52", False),
    ],
)
def test_what_rounding_excuses(
    findings: Check, text: str, left: str, right: str, differ: bool
) -> None:
    found = values(findings(a=text.format(left), b=text.format(right)))
    assert [f.severity for f in found] == [Severity.WARNING] * differ


SIX, YEAR = (
    f"BÁO CÁO\nKết quả công tác {period} của Sở Khoa học và Công nghệ tỉnh Sơn Hà\n"
    f"I. Kết quả {period}\n1. Công tác chuyên môn\n"
    for period in ("6 tháng đầu năm 2025", "năm 2025")
)
TITLED = (
    "- Tổ chức {} lớp đào tạo “Bảo quản nông sản sau thu hoạch cho hợp tác xã miền núi” tại Sở."
)
DECIDED = "- Trình phê duyệt danh mục {} nhiệm vụ (Quyết định số 77/QĐ-UBND ngày 15/5/2025) của Sở."
PLAIN = "- Tổ chức {} lớp đào tạo bảo quản nông sản sau thu hoạch cho hợp tác xã miền núi."
LED = "- Đã tổ chức {} hội nghị học tập nghị quyết. Triển khai Kế hoạch số 12/KH-UBND của tỉnh."


@pytest.mark.parametrize(("text", "again"), [(TITLED, 1), (DECIDED, 1), (PLAIN, 0), (LED, 0)])
def test_one_event_of_six_months_and_of_the_year_does_not_grow(
    findings: Check, text: str, again: int
) -> None:
    found = values(findings(a=SIX + text.format("02"), b=YEAR + text.format("05")))
    assert sum(f.severity is Severity.WARNING for f in found) == again
    assert values(findings(a=SIX + text.format("02"), b=YEAR + text.format("02"))) == []


PLAN = (
    "- Chuyển đổi 1.250 ha đất lúa kém hiệu quả sang cây ăn quả, bằng 62,5% kế hoạch năm ({} ha)."
)


@pytest.mark.parametrize(("plan", "warned"), [("2.002", 1), ("2.000", 0)])
def test_a_plan_in_brackets_is_named_by_the_words_before_them(
    findings: Check, plan: str, warned: int
) -> None:
    found = values(findings(a=PLAN.format("2.000"), b=PLAN.format(plan)))
    assert len(found) == warned
