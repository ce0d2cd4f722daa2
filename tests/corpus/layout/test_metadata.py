"""What a document says about itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.layout.periods import period_of
from corpus.layout.provinces import MERGED, UNCHANGED, province_named, scope_of
from corpus.reading import parse


def letterhead(number: str, place_and_date: str, title: str, organ: str = "SỞ NỘI VỤ") -> str:
    return (
        f"{organ}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"Số: {number}\n{place_and_date}\n\nBÁO CÁO\n{title}\n\n"
        "Sở Nội vụ báo cáo kết quả như sau:\n\nI. Kết quả\n\n- Ban hành 05 văn bản.\n"
    )


@pytest.mark.parametrize(
    ("title", "label", "start", "end"),
    [
        ("Kết quả 6 tháng đầu năm 2025", "6 tháng đầu năm 2025", (2025, 1, 1), (2025, 6, 30)),
        (
            "Tình hình 6 tháng đầu năm và nhiệm vụ 6 tháng cuối năm 2024",
            "6 tháng đầu năm 2024", (2024, 1, 1), (2024, 6, 30),
        ),
        ("Kết quả 06 tháng cuối năm 2025", "6 tháng cuối năm 2025", (2025, 7, 1), (2025, 12, 31)),
        ("Tình hình 9 tháng năm 2025", "9 tháng năm 2025", (2025, 1, 1), (2025, 9, 30)),
        ("Kết quả 9 tháng đầu năm 2025", "9 tháng đầu năm 2025", (2025, 1, 1), (2025, 9, 30)),
        ("Công tác quý II/2025", "quý II năm 2025", (2025, 4, 1), (2025, 6, 30)),
        ("Công tác quý III năm 2024", "quý III năm 2024", (2024, 7, 1), (2024, 9, 30)),
        ("Tình hình tháng 02 năm 2024", "tháng 2 năm 2024", (2024, 2, 1), (2024, 2, 29)),
        ("Tổng kết năm 2025; nhiệm vụ năm 2026", "năm 2025", (2025, 1, 1), (2025, 12, 31)),
        ("Tổng kết giai đoạn 2021 - 2025", "giai đoạn 2021-2025", (2021, 1, 1), (2025, 12, 31)),
        ("Tong ket nim 2025 va nhiem vu", "năm 2025", (2025, 1, 1), (2025, 12, 31)),
    ],
)  # fmt: skip
def test_periods(
    title: str, label: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    period = period_of(title)
    assert period is not None
    assert (period.label, period.start, period.end) == (label, date(*start), date(*end))


@pytest.mark.parametrize("title", ["Quy chế làm việc của Sở", "Kết quả 13 tháng năm", ""])
def test_no_period(title: str) -> None:
    assert period_of(title) is None


def test_letterhead() -> None:
    report = parse(
        letterhead("12/BC-SNV", "Nghệ An, ngày 03 tháng 4 năm 2025", "Công tác quý I năm 2025")
    )
    assert report.kind == "Báo cáo"
    assert report.title == "Công tác quý I năm 2025"
    assert report.number == "12/BC-SNV"
    assert report.date == report.as_of == date(2025, 4, 3)
    assert report.issuer == "Sở Nội vụ"
    assert report.scope == "tỉnh Nghệ An"


def test_a_blank_number_is_none_and_a_form_letter_is_recognised() -> None:
    report = parse(
        "SỞ Y TẾ\n\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "\tSố:          /SYT-VP\nV/v đề nghị báo cáo kết quả 9 tháng đầu năm 2025\n"
        "\tHải Bình, ngày   16   tháng 9 năm 2025\n\n\tKính gửi:\n\t- Các bệnh viện;\n"
        "- Trung tâm y tế.\n\nĐề nghị các đơn vị gửi báo cáo trước ngày 22/9/2025.\n"
        "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nĐỗ Ánh Hồng\n"
    )
    assert (report.kind, report.number) == ("Công văn", None)
    assert report.title == "đề nghị báo cáo kết quả 9 tháng đầu năm 2025"
    assert report.date == date(2025, 9, 16)
    assert report.signer == "Đỗ Ánh Hồng"
    assert report.recipients == ("Các bệnh viện", "Trung tâm y tế")
    assert report.scope == "tỉnh Hải Bình"


def test_without_a_letterhead_the_appendix_line_dates_a_report() -> None:
    text = (
        "BÁO CÁO\nKết quả công tác 6 tháng đầu năm 2025 của tỉnh Kon Tum\n\nI. Kết quả\n\n"
        "- Thực hiện Quyết định số 15/QĐ-UBND ngày 02/3/2025.\n\n\nPhụ lục\n"
        "Danh mục văn bản\n(Kèm theo Báo cáo số:     /BC-SXD ngày 12/6/2025 của Sở Xây dựng)\n\n"
        "1. Kế hoạch số 04/KH-SXD.\n"
    )
    report = parse(text)
    assert (report.number, report.date, report.issuer) == (None, date(2025, 6, 12), "Sở Xây dựng")
    assert report.scope == "tỉnh Kon Tum (cũ)"
    undated = parse(text.replace("ngày 12/6/2025", "ngày    /6/2025"))
    assert undated.date is None
    assert undated.as_of == date(2025, 3, 2)


@pytest.mark.parametrize(
    ("name", "dated", "expected"),
    [
        ("Quảng Ngãi", date(2025, 6, 30), "tỉnh Quảng Ngãi (cũ)"),
        ("Quảng Ngãi", date(2025, 7, 1), "tỉnh Quảng Ngãi"),
        ("Nghệ An", date(2024, 1, 1), "tỉnh Nghệ An"),
        ("Đà Nẵng", date(2024, 1, 1), "thành phố Đà Nẵng (cũ)"),
        ("Huế", None, "thành phố Huế"),
        ("Sơn Hà", date(2024, 1, 1), "tỉnh Sơn Hà"),
    ],
)
def test_scope_knows_the_mergers(name: str, dated: date | None, expected: str) -> None:
    assert scope_of(name, dated) == expected


def test_sixty_three_provinces_became_thirty_four() -> None:
    old = [name for parts in MERGED.values() for name in parts]
    assert len(old) + len(UNCHANGED) == len({*old, *UNCHANGED}) == 63
    assert len(MERGED) + len(UNCHANGED) == 34
    assert province_named("quang ngai") == "Quảng Ngãi"


def test_the_real_documents(shared: Path) -> None:
    expected = {
        "000": (date(2025, 6, 2), "6 tháng đầu năm 2025", "tỉnh Quảng Ngãi (cũ)", False),
        "001": (None, "03 năm 2023-2025", "tỉnh Quảng Ngãi", False),
        "002": (None, "6 tháng đầu năm 2025", "tỉnh Quảng Ngãi (cũ)", False),
        "003": (date(2025, 10, 15), "năm 2025", "tỉnh Quảng Ngãi", True),
        "004": (date(2025, 9, 16), "9 tháng đầu năm 2025", "tỉnh Quảng Ngãi", False),
    }
    for file in sorted((shared / "seeds").glob("*.txt")):
        report = parse(file.read_text(encoding="utf-8"), file.name)
        found = (
            report.date,
            report.period and report.period.label,
            report.scope,
            report.quality.ocr,
        )
        assert found == expected[file.name[:3]], file.name
        assert report.issuer == "Sở Khoa học và Công nghệ"
