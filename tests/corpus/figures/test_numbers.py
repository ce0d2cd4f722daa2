import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.figures.numbers import find_numbers, scale_of, value_of, word_value

DIGITS = [
    ("1.293.500", 1293500),
    ("21.750.000", 21750000),
    ("7,5", 7.5),
    ("420,5", 420.5),
    ("1103", 1103),
    ("00", 0),
    ("09", 9),
    ("1.234,56", 1234.56),
    ("7.5", 7.5),
    ("1,293,500", 1293500),
    ("0,25", 0.25),
]

FOUND = [
    ("từ 01 - 02 nhiệm vụ", [(1, 2)]),
    ("tổ chức 02-04 lớp", [(2, 4)]),
    ("10 – 20 hồ sơ", [(10, 20)]),
    ("từ 5 đến 10 lớp", [(5, 10)]),
    ("từ 15% đến 20% số hộ", [(15, 20)]),
    ("từ 5 triệu đến 10 triệu đồng", [(5e6, 10e6)]),
    ("1 tỷ 200 triệu đồng", [(1.2e9, None)]),
    ("1,2 triệu lượt khách", [(1.2e6, None)]),
    ("15 nghìn tỷ đồng", [(15e12, None)]),
    ("3,5 nghìn tấn", [(3500, None)]),
    ("2 ngàn lượt", [(2000, None)]),
    ("ba (03) mô hình", [(3, None)]),
    ("một (01) đề án", [(1, None)]),
    ("hai mươi lăm hộ và mười hai xã", [(25, None), (12, None)]),
    ("năm học này có một lớp", []),
    ("30 - 20", [(30, None), (20, None)]),
    ("15 tỷ lệ", [(15, None)]),
    ("đạt 12/15 tiêu chí", [(12, None)]),
    ("24 hồ sơ; 1.050 tin", [(24, None), (1050, None)]),
]


@pytest.mark.parametrize(("digits", "value"), DIGITS)
def test_value_of_digits(digits, value):
    assert value_of(digits) == value


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find_numbers(text, expected):
    assert [(n.value, n.value_max) for n in find_numbers(text)] == expected


def test_fraction_keeps_its_denominator():
    (number,) = find_numbers("đạt 12/15 tiêu chí")
    assert (number.value, number.total) == (12, 15)


def test_no_value_of_words():
    with pytest.raises(ValueError, match="could not convert"):
        value_of("hai")


@pytest.mark.parametrize(
    ("words", "value"), [("ba", 3), ("mười", 10), ("mười lăm", 15), ("chín mươi mốt", 91)]
)
def test_words(words, value):
    assert word_value(words) == value


def test_scales_multiply():
    assert scale_of("nghìn tỷ") == 1e12
    assert scale_of("") == 1.0


def grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_numbers_round_trip(number):
    written = grouped(number)
    assert value_of(written) == number
    (found,) = find_numbers(f"có {written} lượt")
    assert found.value == number
    assert f"có {written} lượt"[found.start : found.end] == written


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=0, max_value=99))
def test_decimals_round_trip(whole, cents):
    written = f"{grouped(whole)},{cents:02d}"
    assert value_of(written) == pytest.approx(whole + cents / 100)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="0123456789.,-–/ %tđỷtriệu()", max_size=40))
def test_numbers_lie_in_the_text_and_in_order(text):
    last = 0
    for number in find_numbers(text):
        assert last <= number.start < number.end <= len(text)
        assert number.start < number.digits_end <= number.end
        last = number.end
