"""citation_date: one document under two dates, dated after the report, or at odds with its number.

A missing date is no conflict, and two real documents may share a number in different years.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.checking.finding import Finding, Severity, softened
from assistant.checking.mentions import (
    ALIKE,
    NUMBER,
    Mention,
    best,
    both_have_subjects,
    certainty_of,
    digits_and_symbol,
    evidence_of,
    mentions_of,
    near,
    other_bodies,
    settled,
    where,
)
from assistant.checking.registered import NOTHING, Known
from corpus.model import Citation, Report


def date_findings(reports: Sequence[Report], known: Known = NOTHING) -> list[Finding]:
    """Return every citation_date finding of `reports`; `known` is what the register says."""
    return [*conflicting_dates(mentions_of(reports), known), *impossible_dates(reports)]


def conflicting_dates(mentions: Sequence[Mention], known: Known = NOTHING) -> list[Finding]:
    """Return documents of one number and subject that carry two dates."""
    groups: dict[tuple[str, str], dict[date, list[Mention]]] = {}
    for mention in mentions:
        if mention.cited.date is not None:
            group = groups.setdefault(digits_and_symbol(mention.cited.number), {})
            group.setdefault(mention.cited.date, []).append(mention)
    findings = []
    for group in groups.values():
        ordered = sorted(group.values(), key=len)[-12:]
        for i, rare in enumerate(ordered):
            for usual in ordered[i + 1 :]:
                if settled(rare, known) or any(known.judged(m.report, m.index) for m in usual):
                    continue
                finding = _two_dates(rare, usual)
                findings.extend([finding] if finding else [])
    return findings


def _two_dates(rare: list[Mention], usual: list[Mention]) -> Finding | None:
    one, two = rare[0].cited.date, usual[0].cited.date
    if one is None or two is None:
        return None
    slip = near_dates(one, two)
    if (one.year != two.year and not slip) or other_bodies(rare, usual):
        return None  # numbers start anew each year, and with each body
    score = best(rare, usual)
    apart = score < ALIKE and both_have_subjects(rare, usual)
    needed = 0.0 if slip else ALIKE
    if score < needed or apart:
        return None
    late = [m for m in rare if m.report.date and m.cited.date and m.cited.date > m.report.date]
    after = (
        f" Ngày {_day(one)} còn sau ngày ký báo cáo ({_day(late[0].report.date)})." if late else ""
    )
    sure = slip and (score >= ALIKE or len(usual) > 2)
    finding = Finding(
        kind="citation_date",
        severity=Severity.ERROR if sure else Severity.WARNING,
        certainty=certainty_of(max(score, 0.5), slip, len(usual)),
        explanation=(
            f"Cùng văn bản {rare[0].cited.number} nhưng có hai ngày: {where(rare)} ghi ngày"
            f" {_day(one)}, {where(usual)} ghi ngày {_day(two)}.{after}"
        ),
        values=(one.isoformat(), two.isoformat()),
        evidence=evidence_of(rare, usual),
        suggestion=f"Sửa ngày thành {_day(two)}" if len(usual) > 2 * len(rare) or late else None,
    )
    return finding if late else softened(finding, [m.report for m in rare])


def near_dates(one: date, two: date) -> bool:
    """Tell whether two dates differ by one slip: one digit, or day and month swapped."""
    left, right = f"{one:%d%m%Y}", f"{two:%d%m%Y}"
    if (one.day, one.month, one.year) == (two.month, two.day, two.year):
        return True
    parts = (one.day != two.day) + (one.month != two.month) + (one.year != two.year)
    return parts == 1 and (near(left, right) or near(str(one.day), str(two.day)))


def _day(day: date | None) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}" if day else ""


def impossible_dates(reports: Sequence[Report]) -> list[Finding]:
    """Return documents dated after the report that cites them, or at odds with their number."""
    findings = []
    for report in reports:
        late = [c for c in report.citations if c.date and report.date and c.date > report.date]
        # Many "future" documents mean that the report's own date was misread.
        for cited in late if len(late) <= 3 else ():
            findings.append(_late(report, cited))
        for cited in report.citations:
            match = NUMBER.match(cited.number)
            if match and match[3] and cited.date and cited.date.year != int(match[3]):
                findings.append(_other_year(report, cited, match[3]))
    return findings


def _late(report: Report, cited: Citation) -> Finding:
    finding = Finding(
        kind="citation_date",
        severity=Severity.ERROR,
        certainty=0.9,
        explanation=(
            f"Văn bản {cited.number} ghi ngày {_day(cited.date)}, sau ngày của chính báo cáo"
            f" ({_day(report.date)})."
        ),
        values=(
            cited.date.isoformat() if cited.date else "",
            report.date.isoformat() if report.date else "",
        ),
        evidence=(report.place(cited.block, *cited.span),),
    )
    return softened(finding, [report])


def _other_year(report: Report, cited: Citation, year: str) -> Finding:
    finding = Finding(
        kind="citation_date",
        severity=Severity.ERROR,
        certainty=0.93,
        explanation=f"Số hiệu {cited.number} là của năm {year} nhưng ngày ghi {_day(cited.date)}.",
        values=(cited.number, cited.date.isoformat() if cited.date else ""),
        evidence=(report.place(cited.block, *cited.span),),
    )
    return softened(finding, [report])
