"""What a single figure allows and is: its interval, a running count, a stock, communes."""

from __future__ import annotations

import re

from corpus.model import Quantity
from corpus.text import fold

_PRECISE = 4  # significant digits from which "khoảng" is no rounding
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_SCALED = 999.0  # "nghìn", "triệu", "tỷ": the unit that a figure is written in
_ROUNDED = 3  # zeros at the end from which a figure is taken for a rounded one
# Words of a count that runs on: it can grow or stay, but hardly fall.
_RUNNING = re.compile(
    r"luy ke|den nay|tinh den|hien co|hien nay|toan tinh|ca tinh|tong so|thue bao|da co\b|hien dang"
    r"|dang van hanh|van hanh|so luong|tong (?:dung luong|cong suat|chieu dai|dien tich)"
)
_DAY = re.compile(r"(?:tinh )?den (?:het )?(?:ngay|thang|nay)\b")
# What there is at a time and may well fall: people, animals, what waits, prices and levels.
_VARIES = re.compile(
    r"\bcon\b|\bdan (?:trau|bo|lon|ga|vit|de|gia)|tong dan|cong chuc|vien chuc|can bo|bien che"
    r"|lao dong|nhan su|nhan luc|nguoi lam|dang vien|hoc sinh|sinh vien|giao vien|benh nhan"
    r"|ho ngheo|can ngheo|that nghiep|\bdang (?:giai quyet|xu ly|thuc hien|cho|thi cong|trien khai)"
    r"|con (?:lai|no|ton)|ton dong|chua (?:hoan|xu|giai|thuc)|\bno (?:dong|xau)|qua han"
    r"|\bgia (?:ban|mua|thanh|ca|vang|xang|gao|lua|dat|dien)\b|nang suat|binh quan|trung binh"
)
# Counts of communes fall when units are merged.
_COMMUNES = re.compile(r"\bxa\b|\bphuong\b|thi tran|don vi hanh chinh|\bhuyen\b")


def allowed(quantity: Quantity) -> tuple[float, float]:
    """Return what a figure allows. "Ước" before a figure that is not rounded allows nothing."""
    low, high = quantity.interval
    significant = len(f"{quantity.value:.6f}".rstrip("0").rstrip(".").replace(".", "").strip("0"))
    if quantity.qualifier == "ước" and (significant > 2 or quantity.value % 10):
        return quantity.value, quantity.value if quantity.value_max is None else quantity.value_max
    if quantity.qualifier and significant >= _PRECISE:
        return max(low, quantity.value * 0.99), min(high, quantity.value * 1.01)
    if quantity.qualifier:
        return low, high
    digits, decimals, scale = _written(quantity)
    zeros = 0 if decimals else len(digits) - len(digits.rstrip("0"))
    if zeros >= _ROUNDED:  # 1.293.000 may stand for 1.293.200
        return low - 0.5 * scale * 10.0**zeros, high + 0.5 * scale * 10.0**zeros
    # "1,2 tỷ" may stand for 1.234.567.000 đồng: half of the last digit that is written,
    # a little less: two neighbours written alike do not meet
    half = 0.49 * scale / 10.0**decimals if scale >= _SCALED else 0.0
    return low - half, high + half


def _written(quantity: Quantity) -> tuple[str, int, float]:
    """Return the digits of a figure as written, how many are decimals, and its unit's scale."""
    match = _NUMBER.search(quantity.surface)
    whole, _, decimals = (match[0] if match else str(int(quantity.value))).partition(",")
    digits = whole.replace(".", "") + decimals
    scale = 10.0 ** len(decimals) * quantity.value / int(digits) if int(digits) else 1.0
    return digits, len(decimals), scale


def runs(text: str) -> bool:
    """Tell whether the words around a count say that it runs on: it can hardly fall."""
    return bool(_RUNNING.search(fold(text)))


def varies(text: str) -> bool:
    """Tell whether a count is of what may fall as well as rise, such as staff or livestock."""
    return bool(_VARIES.search(fold(text)))


def stock(text: str) -> bool:
    """Tell whether a count is one that a new year does not set back to nothing.

    "Tính đến ngày …" says nothing of that: results of one year are told that way, too.
    """
    return bool(_RUNNING.search(_DAY.sub(" ", fold(text))))


def counts_communes(text: str) -> bool:
    """Tell whether communes and the like are counted: they fall when units are merged."""
    return bool(_COMMUNES.search(fold(text)))
