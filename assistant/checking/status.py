"""status_conflict: "đang trình ban hành", "dự thảo" for what is shown as issued by then.

The issued document stands in the same report, or carries a date before the report that calls it
pending; its title must begin like the pending one's. A document issued later is only progress.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.content import content_words, overlap
from assistant.checking.finding import Finding, Severity, doubted
from assistant.checking.memory import per_report
from assistant.checking.mentions import Mention, mentions_of
from corpus.model import Place, Report
from corpus.text import fold

_KINDS = (
    "quy che|ke hoach|quyet dinh|nghi quyet|de an|chuong trinh|quy dinh|chi thi|huong dan|phuong an"
)
_PENDING = re.compile(
    rf"\b(?:(?:dang )?trinh [^.;:]{{0,60}}?(?:xem xet,? |phe duyet,? )?ban hanh|du thao"
    rf"|dang xay dung|dang hoan thien|dang lay y kien)"
    rf"\s+(?:du thao\s+)?((?:{_KINDS})\b[^.;\n]{{15,220}})"
)
_NUMBERED = re.compile(r"\bso:?\s*\d|\d+[-/][a-zđ]")
_YEARS = re.compile(r"(?:19|20)\d\d")
_FIRST = 12  # content words of a title that are compared


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that a report calls pending, by the words of its title."""

    report: Report
    place: Place
    words: tuple[str, ...]
    years: frozenset[str]


@per_report
def pending_documents(report: Report) -> Iterator[Pending]:
    """Yield what `report` says is a draft or on its way to be issued."""
    for index, block in enumerate(report.blocks):
        for match in _PENDING.finditer(fold(block.text)):
            if _NUMBERED.search(match[1]):
                continue
            for start, end in _titles(match[1]):
                title = match[1][start:end]
                place = report.place(index, match.start(), match.start(1) + end)
                years = frozenset(_YEARS.findall(title))
                yield Pending(report, place, content_words(title)[:_FIRST], years)


def _titles(text: str) -> list[tuple[int, int]]:
    """Split "Quy chế … và Kế hoạch …" into its titles; the last one's tail belongs to all."""
    cuts = [m.start() for m in re.finditer(rf"(?:^|(?<= va )|(?<=, ))(?:{_KINDS})\b", text)]
    return [*zip(cuts, [*cuts[1:], len(text)], strict=True)]


def status_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return what is called pending though it was issued."""
    if not any(pending_documents(report) for report in reports):
        return []
    issued: dict[str, list[Mention]] = {}
    for mention in mentions_of(reports):
        words = _issued_words(mention)
        if mention.cited.date is not None and len(words) >= 4:
            for word in set(words[:4]):
                issued.setdefault(word, []).append(mention)
    findings = []
    for report in reports:
        for pending in () if doubted(report) else pending_documents(report):
            found = _match(pending, issued)
            if found is not None:
                findings.append(_finding(pending, found))
    return findings


def _issued_words(mention: Mention) -> tuple[str, ...]:
    return (*content_words(mention.cited.type), *mention.subject)


def _match(pending: Pending, issued: dict[str, list[Mention]]) -> Mention | None:
    if len(pending.words) < 5:
        return None
    nearby = {id(m): m for word in pending.words[:4] for m in issued.get(word, [])[:200]}
    for mention in nearby.values():
        if _by_then(pending, mention) and _same_title(pending, mention):
            return mention
    return None


def _by_then(pending: Pending, mention: Mention) -> bool:
    if mention.report.doc == pending.report.doc:
        return True
    day, written = mention.cited.date, pending.report.date
    return day is not None and written is not None and day <= written


def _same_title(pending: Pending, mention: Mention) -> bool:
    years = frozenset(_YEARS.findall(mention.cited.subject or ""))
    if pending.years and years and not pending.years & years:
        return False
    words = _issued_words(mention)
    titles = [words[:_FIRST], mention.subject[:_FIRST]]
    return any(
        shorter >= 0.85 and both >= 0.6 and title[:2] == pending.words[:2]
        for title in titles
        for shorter, both in [overlap(pending.words, title)]
    )


def _finding(pending: Pending, mention: Mention) -> Finding:
    return Finding(
        kind="status_conflict",
        severity=Severity.WARNING,
        certainty=0.7,
        explanation=(
            f"{pending.place.doc} dòng {pending.place.line} nói đang trình hoặc dự thảo, trong khi"
            f" {mention.place.doc} dòng {mention.place.line} cho thấy đã ban hành: {mention.said}."
        ),
        values=(mention.cited.number,),
        evidence=(pending.place, mention.place),
    )
