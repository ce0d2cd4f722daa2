"""The provinces of Vietnam before and after the mergers of 01/7/2025.

Source: Nghị quyết 202/2025/QH15 of 12/6/2025 of the National Assembly; 63 provinces became 34. A
report dated before that day speaks of the old province even where the name stayed.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.text import fold

MERGED_ON = date(2025, 7, 1)

# New province → all provinces it was made of.
MERGED: dict[str, tuple[str, ...]] = {
    "Tuyên Quang": ("Tuyên Quang", "Hà Giang"),
    "Lào Cai": ("Lào Cai", "Yên Bái"),
    "Thái Nguyên": ("Thái Nguyên", "Bắc Kạn"),
    "Phú Thọ": ("Phú Thọ", "Vĩnh Phúc", "Hòa Bình"),
    "Bắc Ninh": ("Bắc Ninh", "Bắc Giang"),
    "Hưng Yên": ("Hưng Yên", "Thái Bình"),
    "Hải Phòng": ("Hải Phòng", "Hải Dương"),
    "Ninh Bình": ("Ninh Bình", "Hà Nam", "Nam Định"),
    "Quảng Trị": ("Quảng Trị", "Quảng Bình"),
    "Đà Nẵng": ("Đà Nẵng", "Quảng Nam"),
    "Quảng Ngãi": ("Quảng Ngãi", "Kon Tum"),
    "Gia Lai": ("Gia Lai", "Bình Định"),
    "Khánh Hòa": ("Khánh Hòa", "Ninh Thuận"),
    "Lâm Đồng": ("Lâm Đồng", "Đắk Nông", "Bình Thuận"),
    "Đắk Lắk": ("Đắk Lắk", "Phú Yên"),
    "Hồ Chí Minh": ("Hồ Chí Minh", "Bình Dương", "Bà Rịa - Vũng Tàu"),
    "Đồng Nai": ("Đồng Nai", "Bình Phước"),
    "Tây Ninh": ("Tây Ninh", "Long An"),
    "Cần Thơ": ("Cần Thơ", "Sóc Trăng", "Hậu Giang"),
    "Vĩnh Long": ("Vĩnh Long", "Bến Tre", "Trà Vinh"),
    "Đồng Tháp": ("Đồng Tháp", "Tiền Giang"),
    "Cà Mau": ("Cà Mau", "Bạc Liêu"),
    "An Giang": ("An Giang", "Kiên Giang"),
}
UNCHANGED = (
    "Hà Nội", "Huế", "Lai Châu", "Điện Biên", "Sơn La", "Lạng Sơn", "Quảng Ninh", "Thanh Hóa",
    "Nghệ An", "Hà Tĩnh", "Cao Bằng",
)  # fmt: skip
CITIES = ("Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ")

_ALL = (*UNCHANGED, *(old for parts in MERGED.values() for old in parts))
_BY_FOLD = {fold(name): name for name in _ALL}


def province_named(name: str) -> str | None:
    """Return the province's usual spelling for a name with or without diacritics."""
    return _BY_FOLD.get(" ".join(fold(name).split()))


def was_merged(name: str) -> bool:
    """Return whether a province took part in a merger, under either name."""
    return any(name in parts for parts in MERGED.values())


def scope_of(name: str, dated: date | None) -> str:
    """Return the scope for checks: "tỉnh Quảng Ngãi (cũ)" for a date before the merger."""
    kind = "thành phố" if name in CITIES else "tỉnh"
    old = dated is not None and dated < MERGED_ON and was_merged(name)
    return f"{kind} {name} (cũ)" if old else f"{kind} {name}"


_FORMER = re.compile(r"(tinh|thanh pho|huyen|thi xa|xa|phuong)\s+(.{2,30}?)\s+c(?:u|ii)")
_LEVELS = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "thi xa": "thị xã",
    "xa": "xã", "phuong": "phường",
}  # fmt: skip


def former_area(words: str) -> str:
    """Return "tỉnh Kon Tum cũ" of "tinh Kon Tum cii"; words that name no former area stay."""
    words = " ".join(words.split())
    match = _FORMER.fullmatch(fold(words))
    if not match or words.endswith("cũ"):
        return words
    name = province_named(match[2]) or words[match.start(2) : match.end(2)]
    return f"{_LEVELS[match[1]]} {name} cũ"
