"""How a document is cited: in full at its first mention, by type and number later.

Nghị định 30/2020/NĐ-CP, Phụ lục I: the first reference gives type, number, date, issuer and
subject (trích yếu), later ones type and number; days below 10 and the months 1 and 2 take a zero.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.text import fold, squeeze

# A subject that opens with one of these follows the issuer as it is; any other takes "về".
_OPENS = re.compile(
    r"(?:ve|v/v|ban hanh|phe duyet|quy dinh|sua doi|bo sung|bai bo|thay the|trien khai|thuc hien"
    r"|cong nhan|cong bo|thanh lap|kien toan|giao|dieu chinh|huong dan|to chuc|tang cuong|nham"
    r"|day manh|phan cong|phan khai|cho phep|thong qua|chi tiet|uu tien|khen thuong)(?!\w)"
)
_ABOUT = re.compile(r"(?:ve\s+)?v/v\s+(?:ve\s+)?(?:viec\s+)?")


def day_text(day: date) -> str:
    """Return 05/02/2025 or 29/4/2025."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def first_form(
    kind: str, number: str, day: date | None, issuer: str | None, title: str | None
) -> str:
    """Return the full citation: "Quyết định số 5/QĐ-X ngày 05/02/2025 của X về …"."""
    if not number:  # a law known by name and year
        return squeeze(title or kind)
    parts = [later_form(kind, number)]
    if day:
        parts.append(f"ngày {day_text(day)}")
    if issuer:
        parts.append(f"của {squeeze(issuer)}")
    if title:
        parts.append(about(title))
    return " ".join(parts)


def later_form(kind: str, number: str) -> str:
    """Return the short citation: "Quyết định số 5/QĐ-X"."""
    return f"{kind or 'Văn bản'} số {number}"


def about(title: str) -> str:
    """Return a trích yếu as it follows an issuer: "V/v X" is "về việc X", "Đề án" "về Đề án"."""
    title = squeeze(title).rstrip(".;,/ ")
    folded = fold(title)
    if match := _ABOUT.match(folded):
        return f"về việc {title[match.end() :]}"
    if _OPENS.match(folded) or title.lower().startswith("để "):
        return title[:1].lower() + title[1:]
    return f"về {title}"
