"""Where a figure holds: a province, one of before the merger, a region, the office itself."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.figures.clauses import LOWER, UPPER, open_parenthesis, stands_in
from corpus.layout.provinces import MERGED, province_named, was_merged
from corpus.text import squeeze

_NAME = rf"(?:[{UPPER}]\w*)(?:\s[{UPPER}]\w*){{0,3}}"
_FORMER = re.compile(
    rf"(?P<level>[Tt]ỉnh|[Hh]uyện|[Tt]hành phố|[Tt]hị xã)?\s*(?P<name>{_NAME})\s+\(?cũ\)?(?!\w)"
)
_AREA = re.compile(
    rf"(?<!\w)(?:[Kk]hu vực|[Vv]ùng|[Đđ]ịa bàn)\s+(?:phía\s+)?(?:Đông|Tây|Nam|Bắc)\s+{_NAME}"
)
_OTHER_PROVINCE = re.compile(rf"[Tt]rên địa bàn tỉnh (?P<name>{_NAME})")
_COUNTRY = re.compile(r"cả nước|toàn quốc", re.IGNORECASE)
_WHOLE_COUNTRY = re.compile(
    r"(?:^\W*(?:(?:hiện|hiện nay|tính đến nay|đến nay),?\s+)?(?:cả nước|toàn quốc)\s[^;]{0,200}"
    r"|(?:trong|trên)\s+(?:phạm vi\s+)?(?:cả nước|toàn quốc)\s+có\s[^,;:.]{0,40})$",
    re.IGNORECASE,
)
_SUBJECT_NAME = re.compile(rf"(?:^|[,;:.]\s|\)\s)(?:[Tt]ỉnh\s)?(?P<name>{_NAME})\s(?=[{LOWER}])")
_OF_OFFICE = re.compile(r"(?:của|thành phần|điện tử|TTĐT)\s+Sở(?!\s+[A-ZĐ])")


def area_at_start(text: str) -> str | None:
    """Return the region that a block is about: "Khu vực Đông Sơn Hà: …"."""
    match = _AREA.match(text)
    return squeeze(match[0]) if match else None


def scope_of(
    text: str, start: int, item: str, after: str, scope: str | None, issuer: str | None
) -> str | None:
    """Return the scope of the figure at ``text[start]``.

    `item` are the words of its list item before it, `after` those of its clause behind it;
    `scope` and `issuer` are the report's, which hold where the sentence says nothing else.
    """
    for words, last in ((item, True), (after, False)) if stands_in(_FORMER, text) else ():
        found = [*_FORMER.finditer(words)]
        if found:
            match = found[-1] if last else found[0]
            level = (match["level"] or "tỉnh").lower()
            return f"{level} {squeeze(match['name'])} (cũ)"
    if stands_in(_COUNTRY, text) and _WHOLE_COUNTRY.search(item):
        return "cả nước"
    area = [*_AREA.finditer(item)] if stands_in(_AREA, text) else []
    if area:
        return squeeze(area[-1][0])
    subject = _province_in_charge(text, item)
    if subject is not None:
        return subject
    other = stands_in(_OTHER_PROVINCE, text) and (
        _OTHER_PROVINCE.search(item) or _OTHER_PROVINCE.search(after)
    )
    if other and squeeze(other["name"]) not in (scope or ""):
        return f"tỉnh {squeeze(other['name'])}"
    named = issuer and stands_in(_OF_OFFICE, text)
    return issuer if named and _OF_OFFICE.search(_host(text, start) + item[-90:]) else scope


def _host(text: str, start: int) -> str:
    """Return the words before the parenthesis that holds the figure."""
    opened = open_parenthesis(text, start)
    return "" if opened is None else text[max(0, opened - 60) : opened] + " "


def _province_in_charge(text: str, item: str) -> str | None:
    """Return the province that is the clause's subject: "…, Kon Tum công bố 9 bài toán"."""
    found = [*_SUBJECT_NAME.finditer(item)] if stands_in(_SUBJECT_NAME, text) else []
    name = province_named(found[-1]["name"]) if found else None
    if name is None:
        return None
    # Two provinces set against each other: each is the one of before the merger.
    former = was_merged(name) and (_provinces_in_charge(text) > 1 or name not in MERGED)
    return f"tỉnh {name} (cũ)" if former else None


@lru_cache(maxsize=32)
def _provinces_in_charge(text: str) -> int:
    """Return how many provinces are subjects of clauses of `text`."""
    named = {province_named(match["name"]) for match in _SUBJECT_NAME.finditer(text)}
    return len(named - {None})
