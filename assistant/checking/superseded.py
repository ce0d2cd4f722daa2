"""superseded_document: cited as in force though some report says that it was replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.finding import Finding, Severity, unique
from corpus.model import BlockKind, Citation, Place, RelationKind, Report
from corpus.text import fold

_ENDS = (RelationKind.REPLACES, RelationKind.REPEALS)
# The text itself says that the document is no longer in force, or tells of the past.
_KNOWN = re.compile(
    r"thay the|bai bo|het hieu luc|truoc day|tong ket|so ket|ket thuc|thu hoi|huy bo|\(cu\)"
)
_VERB = re.compile(r"thay the|bai bo")
_CARRY_ON = re.compile(r"tiep tuc|trien khai|thuc hien|theo|can cu|thi hanh|day manh")
_SPAN = re.compile(r"giai doan ((?:19|20)\d\d) ?[-–—] ?((?:19|20)\d\d)")
_PLAN_YEAR = re.compile(
    r"\b(?:ke hoach|nhiem vu|phuong huong|giai phap)\b.*\bn[aidg]{1,2}m ((?:19|20)\d\d)"
)
_PROGRAMME = re.compile(r"\bde an|\bchuong trinh|\bke hoach|\bdu an|\bb?e an\b")
_PAST = re.compile(
    r"tong ket|so ket|danh gia|ket qua|dinh huong|tam nhin|thay the|ket thuc|giai doan tiep"
)
_NOTE_LINES = 80  # a page, blank lines counted
_LIST_START = re.compile(r"^\W*(?:\d{1,2}[.)])?\s*$")


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that was replaced or repealed, where that is said and by what."""

    number: str
    day: date | None  # of the replaced document, None when not said
    by: Citation
    place: Place
    report: Report


def ended_documents(reports: Sequence[Report]) -> dict[str, list[Ended]]:
    """Return what is replaced, by number; planned and denied replacements don't count."""
    ended: dict[str, list[Ended]] = {}
    for report in reports:
        for relation in report.relations:
            if relation.kind not in _ENDS or relation.planned or relation.negated:
                continue
            new, old = report.citations[relation.source], report.citations[relation.target]
            if new.number != old.number:
                record = Ended(old.number, old.date, new, _said_at(report, old), report)
                ended.setdefault(old.number, []).append(record)
    return ended


def _said_at(report: Report, old: Citation) -> Place:
    """Return the place of the replaced document with the "thay thế" before it."""
    text = fold(report.blocks[old.block].text)
    found = [m.start() for m in _VERB.finditer(text, max(0, old.span[0] - 60), old.span[0])]
    return report.place(old.block, found[-1] if found else old.span[0], old.span[1])


def superseded_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each replaced document and report that cites it as in force."""
    ended = ended_documents(reports)
    findings = []
    for report in reports:
        cited_as_valid: dict[str, list[Citation]] = {}
        for cited in report.citations:
            if cited.number in ended and not _says_so(report, cited):
                cited_as_valid.setdefault(cited.number, []).append(cited)
        for number, places in cited_as_valid.items():
            finding = _finding(report, places, ended[number])
            findings.extend([finding] if finding else [])
    return findings


def expired_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return programmes "giai đoạn 2022-2025" that a plan for 2026 still means to carry out."""
    findings = []
    for report in reports:
        for index, block in enumerate(report.blocks):
            year = _planned_year(block.path)
            plain = fold(block.text)
            for match in _SPAN.finditer(plain) if year else ():
                around = plain[max(0, match.start() - 160) : match.end() + 40]
                carried = _PROGRAMME.search(plain[max(0, match.start() - 160) : match.start()])
                if int(match[2]) < year and carried and not _PAST.search(around):
                    findings.append(_expired(report.place(index, *match.span()), match[2], year))
    return findings


def _planned_year(path: tuple[str, ...]) -> int:
    """Return the year that the headings above plan for, 0 when none does."""
    for heading in reversed(path):
        match = _PLAN_YEAR.search(fold(heading))
        if match:
            return int(match[1])
    return 0


def _expired(place: Place, end: str, year: int) -> Finding:
    return Finding(
        kind="superseded_document",
        severity=Severity.WARNING,
        certainty=0.5,
        explanation=(
            f"Nhiệm vụ năm {year} vẫn nêu chương trình, đề án “{place.text}” đã hết giai đoạn"
            f" từ năm {end}."
        ),
        values=(place.text, float(year)),
        evidence=(place,),
    )


def _says_so(report: Report, cited: Citation) -> bool:
    """Tell whether the sentence, or a note of its block, says that it was replaced."""
    block = report.blocks[cited.block]
    plain = fold(block.text)
    near = plain[max(0, cited.span[0] - 60) : cited.span[1] + 60]
    if _KNOWN.search(near):
        return True
    line = report.place(cited.block, *cited.span).line
    for other in report.citations:
        # A note on the same page may say it; its mark can be lost in a scan.
        block = report.blocks[other.block]
        if other.number == cited.number and block.kind is BlockKind.FOOTNOTE:
            near_by = 0 <= report.place(other.block, *other.span).line - line <= _NOTE_LINES
            if near_by and _KNOWN.search(fold(block.text)):
                return True
    return False


def _finding(report: Report, places: list[Citation], ended: list[Ended]) -> Finding | None:
    told = [e for e in ended if e.day is None or any(c.date in (None, e.day) for c in places)]
    # A report written before the replacement could not know of it.
    told = [e for e in told if _known_by(report, e)]
    if not told:
        return None
    listed = [c for c in places if _stands_as_item(report, c)]
    shown = listed or places
    reason = told[0]
    severity = Severity.WARNING if listed or _carried_on(report, places) else Severity.INFO
    new = reason.by
    day = f" ngày {new.date.day:02d}/{new.date.month:02d}/{new.date.year}" if new.date else ""
    return Finding(
        kind="superseded_document",
        severity=severity,
        certainty=0.8 if listed else 0.55,
        explanation=(
            f"{places[0].number} được nêu như văn bản đang có hiệu lực, trong khi"
            f" {reason.place.doc} dòng {reason.place.line} ghi đã được {new.number}{day} thay thế."
        ),
        values=(places[0].number, new.number),
        evidence=unique([*(report.place(c.block, *c.span) for c in shown), *_one_each(told)]),
        suggestion=f"Ghi rõ đã được {new.number} thay thế, hoặc bỏ khỏi danh mục",
    )


def _one_each(told: Iterable[Ended]) -> list[Place]:
    first: dict[str, Place] = {}
    for record in told:
        first.setdefault(record.place.doc, record.place)
    return list(first.values())


def _known_by(report: Report, ended: Ended) -> bool:
    if report.doc == ended.report.doc:
        return True
    replaced_on = ended.by.date or ended.report.date
    return replaced_on is None or report.date is None or report.date >= replaced_on


def _stands_as_item(report: Report, cited: Citation) -> bool:
    """Tell whether the block is a list item that begins with the document."""
    block = report.blocks[cited.block]
    lead = block.text[: cited.span[0]]
    return block.kind is not BlockKind.FOOTNOTE and bool(_LIST_START.match(lead))


def _carried_on(report: Report, places: list[Citation]) -> bool:
    """Tell whether work under the document is said to go on: "tiếp tục thực hiện …"."""
    for cited in places:
        lead = fold(report.blocks[cited.block].text[max(0, cited.span[0] - 40) : cited.span[0]])
        if _CARRY_ON.search(lead):
            return True
    return False
