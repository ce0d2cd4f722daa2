"""What the drafting rooms need to know of a past report: its day, its name, its health."""

from __future__ import annotations

import datetime

from corpus.model import Report

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
