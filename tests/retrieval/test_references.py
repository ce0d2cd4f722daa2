from __future__ import annotations

from datetime import date

import pytest

from retrieval.references import references


@pytest.mark.parametrize(
    ("question", "kind", "digits", "symbol"),
    [
        ("Văn bản nào triển khai Nghị quyết 88?", "Nghị quyết", "88", ""),
        ("van ban nao trien khai nghi quyet so 88-nq/tw", "Nghị quyết", "88", "nqtw"),
        ("which decisions cover Resolution 88", "Nghị quyết", "88", ""),
        ("QĐ 214 còn hiệu lực không", "Quyết định", "214", ""),
        ("214/QĐ-UBND thay thế văn bản nào", "", "214", "qdubnd"),
        ("Kế hoạch hành động số 61-KH/TU", "Kế hoạch", "61", "khtu"),
        ("nghị định 13/2023/NĐ-CP", "Nghị định", "13", "2023ndcp"),
        ("88 NQ/TW", "", "88", "nqtw"),
        ("công văn số 959/SKHCN-BCVT&CNTT", "Công văn", "959", "skhcnbcvtcntt"),
    ],
)
def test_documents_named_in_a_question(question: str, kind: str, digits: str, symbol: str) -> None:
    (found,) = references(question)
    assert (found.type, found.digits, found.symbol) == (kind, digits, symbol)
    assert digits in question[found.start : found.end]


@pytest.mark.parametrize(
    "question",
    [
        "có 64 phiếu đề xuất",
        "ngày 26/5/2025 có gì",
        "chuyển đổi số năm 2025",
        "đạt 97,5% kế hoạch",
        "điện thoại 0255-3822",
        "",
    ],
)
def test_numbers_that_are_no_documents(question: str) -> None:
    assert references(question) == []


@pytest.mark.parametrize(
    ("question", "day", "year"),
    [
        ("Quyết định 214 ngày 03/4/2025", date(2025, 4, 3), 2025),
        ("quyết định 214 ngày 03 tháng 4 năm 2025 của UBND tỉnh", date(2025, 4, 3), 2025),
        ("Nghị quyết 88 năm 2024", None, 2024),
        ("Nghị quyết 88 của Bộ Chính trị năm 2024", None, 2024),
        ("Nghị quyết 88 ngày 31/02/2024", None, None),
        ("Nghị quyết 88", None, None),
    ],
)
def test_dates_narrow_a_reference(question: str, day: date | None, year: int | None) -> None:
    (found,) = references(question)
    assert (found.date, found.year) == (day, year)


@pytest.mark.parametrize(
    ("question", "number", "fits"),
    [
        ("Nghị quyết 88", "88-NQ/TW", True),
        ("Nghị quyết 88", "188-NQ/TW", False),
        ("Nghị quyết 88", "88/NQ-CP", True),
        ("88-NQ/TW", "88/NQ-CP", False),
        ("88/NQ-TW", "88-NQ/TW", True),
        ("Quyết định 6", "06/QĐ-TTg", True),
        ("13/2023/NĐ-CP", "13/2023/NĐ-CP", True),
    ],
)
def test_what_a_reference_fits(question: str, number: str, fits: bool) -> None:
    assert references(question)[0].fits(number) is fits
