"""The forms of document numbers and dates."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.documents import grammar
from corpus.text import fold

NUMBERS = [
    # as written, canonical, type of the symbol, letters repaired
    ("327/QĐ-UBND", "327/QĐ-UBND", "Quyết định", False),
    ("757/QĐ- BKHCN", "757/QĐ-BKHCN", "Quyết định", False),
    ("230/KH - UBND", "230/KH-UBND", "Kế hoạch", False),
    ("82/2024/NĐ-CP", "82/2024/NĐ-CP", "Nghị định", False),
    ("57-NQ/TW", "57-NQ/TW", "Nghị quyết", False),
    ("57 NQ/TW", "57-NQ/TW", "Nghị quyết", False),
    ("57NQ/TW", "57-NQ/TW", "Nghị quyết", False),
    ("36/NQ-TW", "36-NQ/TW", "Nghị quyết", False),
    ("57/NQ — CP", "57/NQ-CP", "Nghị quyết", False),
    ("193/2025/QH15", "193/2025/QH15", "", False),
    ("55/2015/TTLT-BTC-BKHCN", "55/2015/TTLT-BTC-BKHCN", "Thông tư liên tịch", False),
    ("959/SKHCN- BCVT&CNTT", "959/SKHCN-BCVT&CNTT", "", False),
    ("1679/VP-SNgV", "1679/VP-SNgV", "", False),
    ("06/QĐ-Ttg", "06/QĐ-TTg", "Quyết định", False),
    ("123-QĐi/TW", "123-QĐi/TW", "Quy định", False),
    ("05/2025/L-CTN", "05/2025/L-CTN", "Lệnh", False),
    ("02-ĐA/TU", "02-ĐA/TU", "Đề án", False),
    ("18/2025/HĐ-SKHCN", "18/2025/HĐ-SKHCN", "Hợp đồng", False),
    ("45/KH-BCĐ389", "45/KH-BCĐ389", "Kế hoạch", False),
    ("1763/0P-UBND", "1763/QĐ-UBND", "Quyết định", True),
    ("480/QP- -UBND", "480/QĐ-UBND", "Quyết định", True),
    ("93/QB-SKHCN", "93/QĐ-SKHCN", "Quyết định", True),
    ("73/2019/NB-CP", "73/2019/NĐ-CP", "Nghị định", True),
    ("22/2020/NQ-HPND", "22/2020/NQ-HĐND", "Nghị quyết", True),
    ("02-KH/BCDTW", "02-KH/BCĐTW", "Kế hoạch", True),
    ("639/SKHCN-BCVT&CDS", "639/SKHCN-BCVT&CĐS", "", True),
    ("57- -NQ/T W3", "57-NQ/TW", "Nghị quyết", False),
    ("70/2020/NĐ-CPngày", "70/2020/NĐ-CP", "Nghị định", False),
]


@pytest.mark.parametrize(("written", "canonical", "kind", "repaired"), NUMBERS)
def test_number_is_taken_apart(written: str, canonical: str, kind: str, repaired: bool) -> None:
    match = grammar.NUMBER.search(f"số {written}")
    assert match is not None
    number = grammar.canonical(match)
    assert (number.text, number.type, number.repaired) == (canonical, kind, repaired)


@pytest.mark.parametrize("canonical", sorted({n[1] for n in NUMBERS}))
def test_canonical_number_reads_as_itself(canonical: str) -> None:
    match = grammar.NUMBER.fullmatch(canonical)
    assert match is not None
    assert grammar.canonical(match).text == canonical


@pytest.mark.parametrize(
    "text", ["24/7", "10/10 thôn", "3G/4G", "/SKHCN-KH&ĐMST", "2253 TTHC", "87,5/100", "km2/h"]
)
def test_no_number_in(text: str) -> None:
    assert grammar.NUMBER.search(text) is None


def test_a_symbol_ends_where_prose_goes_on() -> None:
    match = grammar.NUMBER.search("516/QĐ-UBND - UBND tỉnh")
    assert match is not None
    assert grammar.canonical(match).text == "516/QĐ-UBND"


DATES = [
    ("26/5/2025", date(2025, 5, 26)),
    ("31-3-2022", date(2022, 3, 31)),
    ("09.11.2024", date(2024, 11, 9)),
    ("22 tháng 12 năm 2024", date(2024, 12, 22)),
    ("22 ‘thang 12 ndm 2024", date(2024, 12, 22)),
    ("29/5/20235", None),
    ("31/02/2025", None),
    ("12/13/2025", None),
    ("01/01/203", None),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_date(text: str, day: date | None) -> None:
    match = grammar.DATE.fullmatch(fold(text))
    assert match is not None
    assert grammar.date_of(match) == day


def test_every_type_of_the_decree_is_known() -> None:
    """Nghị định 30/2020/NĐ-CP, Phụ lục III."""
    codes = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC"
    missing = [code for code in [*codes.split(), "PB"] if not grammar.symbol_type(code)]
    assert missing == []


@pytest.mark.parametrize(
    ("written", "noun", "canonical"),
    [
        ("12/HD-SGDPT", "Hướng dẫn", "12/HD-SGDĐT"),
        ("06/CB-UBND", "Công điện", "06/CĐ-UBND"),
        ("02-PA/TU", "Đề án", "02-ĐA/TU"),
        ("02-PA/TU", "Phương án", "02-PA/TU"),
        ("09/QD-BCP", "Quyết định", "09/QĐ-BCĐ"),
    ],
)
def test_damaged_text_lets_more_be_put_right(written: str, noun: str, canonical: str) -> None:
    match = grammar.NUMBER.fullmatch(written)
    assert match is not None
    assert grammar.canonical(match, damaged=True, noun=noun).text == canonical


def test_unscrambled_text_keeps_its_length() -> None:
    text = "quy&t djnh h¢i ngh¢ vd ban hdnh 36/qd-ubnd s6 12"
    mended = grammar.unscramble(text)
    assert mended == "quyet dinh hoi nghe va ban hanh 36/qd-ubnd s6 12"
    assert len(mended) == len(text)
