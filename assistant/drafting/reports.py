"""What the drafting rooms need to know of a past report: its day, its name, its health."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from corpus.model import Report

# What an office is in front of its field: "Sở Khoa học và Công nghệ".
_OFFICE = re.compile(r"(?:Sở|Bộ|Cục|Tổng cục|Chi cục|Ban|Phòng|Thanh tra)\s+", re.IGNORECASE)
_DAMAGED = 0.15  # share of damaged lines above which words can't be trusted


def known_at(report: Report) -> datetime.date:
    """Return the day up to which a report knows things: its as-of day, date, or newest citation."""
    known = report.as_of or report.date
    if known:
        return known
    cited = [c.date for c in report.citations if c.date]
    return max(cited, default=datetime.date.min)


def label_of(report: Report) -> str:
    """Return how a reader knows a report: its number and date, else its file name."""
    if report.number and report.date:
        day = report.date
        return (
            f"{report.kind or 'Báo cáo'} số {report.number} ngày {day.day}/{day.month}/{day.year}"
        )
    return report.doc


def damaged(report: Report) -> bool:
    """Tell whether a report is a bad scan whose words have not been restored."""
    repaired = any(block.repaired for block in report.blocks)
    return report.quality.damaged_share > _DAMAGED and not repaired


def field_of(reports: Sequence[Report]) -> str:
    """Return what the office that issued most of the reports is for, "" where that is unknown.

    "Sở Khoa học và Công nghệ tỉnh …" is for "Khoa học và Công nghệ".
    """
    issuers = Counter(report.issuer for report in reports if report.issuer)
    for issuer, _ in issuers.most_common(1):
        if office := _OFFICE.match(issuer):
            return re.split(r"\s(?:tỉnh|thành phố|huyện)\b", issuer[office.end() :])[0].strip()
    return ""
