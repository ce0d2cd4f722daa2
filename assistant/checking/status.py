"""status_conflict: "đang trình ban hành", "dự thảo" for what is shown as issued by then.

The issued document stands in the same report, or carries a date before the report that calls it
pending; its title must begin like the pending one's. A document issued later is only progress, and
so is what one passage tells as drafted first and issued then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.checking.content import content_words, overlap
from assistant.checking.finding import Finding, Severity, softened, unique
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
    rf"\s+(?:du thao\s+)?((?:{_KINDS})\b[^.;\n]{{15,260}}(?:;\s*(?:{_KINDS})\b[^.;\n]{{15,260}})*)"
)
_NUMBERED = re.compile(rf"^(?:{_KINDS})\s*(?:hanh dong\s*)?(?:so:?\s*)?\d")
_ANEW = re.compile(r"\b(?:sua doi|thay the|dieu chinh|bo sung)\b")
_YEARS = re.compile(r"(?:19|20)\d\d")
# What is said of a title and is no part of it: dates and numbers of documents, where it stands.
_CITED = re.compile(
    r"\bngay\s+\d[\d/ ]*(?:thang \d+ nam \d+)?"
    r"|(?:\bso:?\s*\d+\s*[-/ ]\s*|\d+\s*[-/]\s*)[a-z]{2}[\w/-]*"
)
_TAIL = re.compile(
    r"\s(?:dang|de|va) (?:lay y kien|hoan thien|trinh|tham muu|cho y kien)\b"
    r"|,\s*(?:dang|tham muu|trinh)\b"
)
_LEAD = re.compile(
    r"^(?:(?:ve viec|ve|ban hanh|phe duyet|quyet dinh(?= (?:ban hanh|phe duyet)))\s+)+"
)
_FIRST = 12  # content words of a title that are compared
_SHORT = 8  # words of a title that shares what follows with the next one
_SHOWN = 14  # words of a title that are quoted
_RUN = 8  # words that two titles must begin alike with, where they go on differently


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that a report calls pending, by the words of its title."""

    report: Report
    block: int
    place: Place
    words: tuple[str, ...]
    years: frozenset[str]


@per_report
def pending_documents(report: Report) -> Iterator[Pending]:
    """Yield what `report` says is a draft or on its way to be issued."""
    for index, block in enumerate(report.blocks):
        for match in _PENDING.finditer(fold(block.text)):
            for start, end, title in _titles(match[1]):
                if _NUMBERED.match(title) or _ANEW.search(title):
                    continue
                begin = match.start(1) + start if start else match.start()
                place = report.place(index, begin, match.start(1) + end)
                words, years = _title(title)
                yield Pending(report, index, place, words, years)


def _titles(text: str) -> list[tuple[int, int, str]]:
    """Split "Quy chế … và Kế hoạch …; Đề án …" into its titles: start, end, words.

    What "Quy chế hoạt động và Kế hoạch năm 2025 của Ban Chỉ đạo" says last belongs to both.
    """
    found = []
    cuts = [m.start() for m in re.finditer(rf"(?:^|(?<= va )|(?<=, )|(?<=; ))(?:{_KINDS})\b", text)]
    for start, end in pairwise([*cuts, len(text)]):
        words = text[start:end]
        if words.endswith(" va ") and len(words.split()) <= _SHORT:
            words = words.removesuffix("va ") + text[end:].partition(" cua ")[2]
        found.append((start, end, words))
    return found


def _title(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the first content words of a folded title and the years it is for."""
    plain = _CITED.sub(" ", _TAIL.split(text)[0])
    plain = _LEAD.sub("", plain.strip())
    doubled = re.match(rf"((?:{_KINDS})(?: hanh dong)?) ban hanh \1\b", plain)
    plain = plain[len(doubled[1]) + len(" ban hanh ") :] if doubled else plain
    return content_words(plain)[:_FIRST], frozenset(_YEARS.findall(plain))


def status_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return what is called pending though it was issued."""
    if not any(pending_documents(report) for report in reports):
        return []
    everything = mentions_of(reports)
    dated: dict[str, list[Mention]] = {}
    issued: dict[str, list[Issued]] = {}
    for mention in everything:
        if mention.cited.date is not None:
            dated.setdefault(mention.cited.number, []).append(mention)
    for mention in everything:
        for record in _issued(mention, dated):
            for word in set(record.words[:4]):
                issued.setdefault(word, []).append(record)
    findings = []
    for report in reports:
        for pending in pending_documents(report):
            found = _match(pending, issued)
            if found is not None:
                findings.append(_finding(pending, found))
    return findings


@dataclass(frozen=True, slots=True)
class Issued:
    """A document with a number: the mention that gives its title, and the one that dates it."""

    mention: Mention
    dated: Mention
    words: tuple[str, ...]
    years: frozenset[str]

    @property
    def day(self) -> date | None:
        """Return the day it was issued."""
        return self.dated.cited.date


def _issued(mention: Mention, dated: dict[str, list[Mention]]) -> Iterator[Issued]:
    """Yield the titles of an issued document: its trích yếu, and the type before it."""
    others = dated.get(mention.cited.number, [])
    when = mention if mention.cited.date else others[0] if others else None
    if when is None or not mention.cited.subject:
        return
    subject = fold(mention.cited.subject)
    for text in (subject, f"{fold(mention.cited.type)} {subject}"):
        words, years = _title(text)
        if len(words) >= 4:
            yield Issued(mention, when, words, years)


def _match(pending: Pending, issued: dict[str, list[Issued]]) -> Issued | None:
    if len(pending.words) < 5:
        return None
    nearby = {id(m): m for word in pending.words[:4] for m in issued.get(word, [])[:200]}
    for record in nearby.values():
        if _by_then(pending, record) and _same_title(pending, record):
            return record
    return None


def _by_then(pending: Pending, record: Issued) -> bool:
    mention = record.mention
    if mention.report.doc == pending.report.doc:
        return mention.cited.block != pending.block
    day, written = record.day, pending.report.date
    return day is not None and written is not None and day <= written


def _same_title(pending: Pending, record: Issued) -> bool:
    if pending.years and record.years and not pending.years & record.years:
        return False
    one, two = pending.words, record.words
    if one[:2] != two[:2]:
        return False
    shorter, both = overlap(one, two)
    same = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), _RUN)
    return (shorter >= 0.85 and both >= 0.6) or same >= _RUN


def _finding(pending: Pending, record: Issued) -> Finding:
    mention, dated = record.mention, record.dated
    place = pending.place
    finding = Finding(
        kind="status_conflict",
        severity=Severity.WARNING,
        certainty=0.7,
        explanation=(
            f"“{_start(pending)}” ({place.doc} dòng {place.line}) còn ghi là dự thảo hoặc đang"
            f" trình, trong khi {mention.place.doc} dòng {mention.place.line} cho thấy văn bản đã"
            f" được ban hành: {dated.said}."
        ),
        values=(mention.cited.number,),
        evidence=unique([place, mention.place, dated.place]),
        suggestion=f"Cập nhật tình trạng: đã ban hành tại {dated.said}",
    )
    return softened(finding, [pending.report])


def _start(pending: Pending) -> str:
    """Return the first words of what is called pending, as the block has them."""
    place, report = pending.place, pending.report
    block = report.blocks[pending.block]
    begin = next(i for i, at in enumerate(block.offsets) if at >= place.start)
    words = block.text[begin : begin + 120].split()
    return " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
