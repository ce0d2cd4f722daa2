"""superseded_document: cited as in force though some report says that it was replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.finding import Finding, Severity, unique
from assistant.checking.registered import NOTHING, Known
from corpus.model import BlockKind, Citation, Place, RelationKind, Report
from corpus.register.register import UNKNOWN, Entry
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


_SAID = re.compile(r"(?:duoc thay the|bi bai bo|het hieu luc)")
_BY = re.compile(r"bởi\s+(\S[^;,]*)")


@dataclass(frozen=True, slots=True)
class Ended:
    """A document that was replaced or repealed, where that is said and by what.

    `place` and `report` are None where a person or the office's list says it in the register.
    """

    number: str
    day: date | None  # of the replaced document, None when not said
    by: str  # number of what replaced it, "" when not said
    by_day: date | None
    place: Place | None = None
    report: Report | None = None
    entry: Entry | None = None  # of the replaced document
    words: str = ""  # the status as the register has it


def ended_documents(reports: Sequence[Report], known: Known = NOTHING) -> dict[str, list[Ended]]:
    """Return what is replaced, by number; planned and denied replacements don't count.

    A status that a person or the office's list gives counts more than what reports say.
    """
    ended: dict[str, list[Ended]] = {}
    for report in reports:
        for relation in report.relations:
            if relation.kind not in _ENDS or relation.planned or relation.negated:
                continue
            new, old = report.citations[relation.source], report.citations[relation.target]
            entry = known.entry(report, relation.target)
            if new.number != old.number and not (entry and _status_given(entry)):
                record = Ended(
                    old.number, old.date, new.number, new.date, _said_at(report, old), report, entry
                )
                ended.setdefault(old.number, []).append(record)
    for entry in known.entries:
        if _status_given(entry) and _SAID.match(fold(entry.status)):
            by = _BY.search(entry.status)
            number = by[1].strip() if by else ""
            record = Ended(
                entry.number, entry.date, number, known.named(number), entry=entry,
                words=entry.status,
            )  # fmt: skip
            for written in (entry.number, *entry.aliases):
                ended.setdefault(written, []).append(record)
    return ended


def _status_given(entry: Entry) -> bool:
    """Tell whether a person or the office's own list gives the status."""
    return "status" in entry.edited or (entry.imported and entry.status != UNKNOWN)


def _said_at(report: Report, old: Citation) -> Place:
    """Return the place of the replaced document with the "thay thế" before it."""
    text = fold(report.blocks[old.block].text)
    found = [m.start() for m in _VERB.finditer(text, max(0, old.span[0] - 60), old.span[0])]
    return report.place(old.block, found[-1] if found else old.span[0], old.span[1])


def superseded_findings(reports: Sequence[Report], known: Known = NOTHING) -> list[Finding]:
    """Return one finding for each replaced document and report that cites it as in force."""
    ended = ended_documents(reports, known)
    findings = []
    for report in reports:
        cited_as_valid: dict[tuple[str, str], list[Citation]] = {}
        meant: dict[tuple[str, str], Entry | None] = {}
        for index, cited in enumerate(report.citations):
            if cited.number in ended and not _says_so(report, cited):
                entry = known.entry(report, index)
                key = cited.number, entry.id if entry else ""
                cited_as_valid.setdefault(key, []).append(cited)
                meant[key] = entry
        for key, places in cited_as_valid.items():
            told = [e for e in ended[key[0]] if _same(meant[key], e.entry)]
            finding = _finding(report, places, told)
            findings.extend([finding] if finding else [])
    return findings


def _same(one: Entry | None, two: Entry | None) -> bool:
    """Tell whether two mentions are of one document, as far as the register knows them."""
    return one is None or two is None or one.id == two.id


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
    told = [
        e for e in ended if e.words or e.day is None or any(c.date in (None, e.day) for c in places)
    ]
    # A report written before the replacement could not know of it.
    told = [e for e in told if _known_by(report, e)]
    if not told:
        return None
    listed = [c for c in places if _stands_as_item(report, c)]
    shown = listed or places
    reason = told[0]
    severity = Severity.WARNING if listed or _carried_on(report, places) else Severity.INFO
    said, change = _reason(reason)
    return Finding(
        kind="superseded_document",
        severity=severity,
        certainty=0.8 if listed else 0.55,
        explanation=f"{places[0].number} được nêu như văn bản đang có hiệu lực, trong khi {said}.",
        values=(places[0].number, reason.by),
        evidence=unique([*(report.place(c.block, *c.span) for c in shown), *_one_each(told)]),
        suggestion=f"Ghi rõ {change}, hoặc bỏ khỏi danh mục",
    )


def _reason(ended: Ended) -> tuple[str, str]:
    """Return (who says that it is no longer in force, what to write), in Vietnamese."""
    if ended.place is None:
        return f"sổ văn bản của cơ quan ghi: {ended.words}", ended.words
    when = ended.by_day
    day = f" ngày {when.day:02d}/{when.month:02d}/{when.year}" if when else ""
    where = f"{ended.place.doc} dòng {ended.place.line}"
    return f"{where} ghi đã được {ended.by}{day} thay thế", f"đã được {ended.by} thay thế"


def _one_each(told: Iterable[Ended]) -> list[Place]:
    first: dict[str, Place] = {}
    for record in told:
        if record.place:
            first.setdefault(record.place.doc, record.place)
    return list(first.values())


def _known_by(report: Report, ended: Ended) -> bool:
    if ended.report and report.doc == ended.report.doc:
        return True
    replaced_on = ended.by_day or (ended.report.date if ended.report else None)
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
