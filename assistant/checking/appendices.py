"""missing_info: what an appendix was promised to hold and does not; promised and blank things.

"… Quyết định số 12/QĐ-UBND …; (cụ thể tại Phụ lục 1)": when Phụ lục 1 is a list of documents, what
the sentence names should be in it. An appendix that is not there, a number or day left blank are
remarks only: the file may be a draft, or lie apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.finding import Finding, Severity, softened, unique
from assistant.checking.mentions import NUMBER, digits_and_symbol, near
from corpus.model import BlockKind, Citation, Place, Report
from corpus.text import fold

_PROMISED = re.compile(
    r"\b(?:tai|theo|trong|xem)\s+(?:cac\s+)?(phu luc\s*(?:so\s*)?(\d{1,2}|[ivx]{1,4}))\b"
)
_APPENDIX = re.compile(r"^phu luc\s*(?:so\s*)?(\d{1,2}|[ivx]{1,4})?\b")
_BLANK = re.compile(r"\bsố\s*:?\s{2,}/[^\s/]|\bngày\s{2,}(?:tháng|/)", re.IGNORECASE)
# Words before a document that make it the ground or the aim of another one.
_GROUND = re.compile(
    r"(?:theo|tai|thuc hien|trien khai|thay the|bo sung|sua doi|can cu|cua|kem theo|quy dinh"
    r"|\bva)\s*$"
)
_LIST = 5  # documents that make an appendix a list of them
_SHORT = 100  # characters of a line that is the heading of an appendix
_MOST = 0.6  # share of its items that begin with one


def appendix_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return documents that a promised list lacks, and what is promised or left blank."""
    return [
        softened(finding, [report])
        for report in reports
        for find in (_incomplete, _absent, _blanks)
        for finding in find(report)
    ]


def _promises(report: Report) -> Iterator[tuple[int, re.Match[str]]]:
    for index, block in enumerate(report.blocks):
        if not any(_APPENDIX.match(fold(title)) for title in block.path):
            for match in _PROMISED.finditer(fold(block.text)):
                yield index, match


def _members(report: Report, mark: str) -> list[int]:
    """Return the blocks under the heading of an appendix."""
    found = []
    for index, block in enumerate(report.blocks):
        heads = [_APPENDIX.match(fold(title)) for title in block.path[:1]]
        if any(head and head[1] == mark for head in heads) and block.kind != BlockKind.HEADING:
            found.append(index)
    return found


def _listed(report: Report, mark: str) -> list[Citation]:
    """Return the documents that the items of an appendix begin with; [] unless it is their list."""
    members = _members(report, mark)
    first: dict[int, Citation] = {}
    for cited in report.citations:
        if cited.block in members and cited.span[0] <= 4:
            first.setdefault(cited.block, cited)
    enough = len(first) >= _LIST and len(first) >= _MOST * len(members)
    return list(first.values()) if enough else []


def _incomplete(report: Report) -> Iterator[Finding]:
    for index, match in _promises(report):
        listed = _listed(report, match[2])
        if not listed:
            continue
        plain = fold(report.blocks[index].text)
        known = [digits_and_symbol(c.number) for c in listed]
        absent = [
            cited
            for cited in report.citations
            if cited.block == index
            and cited.span[1] <= match.start()
            and cited.date is not None
            and NUMBER.match(cited.number)
            and not _GROUND.search(plain[: cited.span[0]])
            and not _in_list(digits_and_symbol(cited.number), known)
        ]
        if absent:
            yield _lacking(report, index, match, absent, listed)


def _in_list(number: tuple[str, str], known: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a list has a number, or one that a slip of the pen made of it."""
    return any(number[1] == s and (number[0] == d or near(number[0], d)) for d, s in known)


def _lacking(
    report: Report,
    index: int,
    match: re.Match[str],
    absent: Sequence[Citation],
    listed: Sequence[Citation],
) -> Finding:
    names = ", ".join(dict.fromkeys(cited.number for cited in absent))
    promise = report.place(index, *match.span(1))
    name = " ".join(promise.text.split())
    return Finding(
        kind="missing_info",
        severity=Severity.WARNING,
        certainty=0.55,
        explanation=(
            f"Dòng {promise.line} dẫn tới {name} cho danh mục văn bản, nhưng {name}"
            f" ({len(listed)} văn bản) không có {names} đã nêu trong câu."
        ),
        values=tuple(cited.number for cited in absent),
        evidence=unique(
            [promise, *(report.place(c.block, *c.span) for c in (*absent, listed[-1]))]
        ),
        suggestion=f"Bổ sung {names} vào danh mục",
    )


def _absent(report: Report) -> Iterator[Finding]:
    said = [line.strip() for line in fold(report.text).split("\n")]
    there = {head[1] for line in said if (head := _APPENDIX.match(line)) and len(line) < _SHORT}
    seen: dict[str, Place] = {}
    for index, match in _promises(report):
        if match[2] not in there and None not in there:
            seen.setdefault(match[2], report.place(index, *match.span(1)))
    for mark, place in seen.items():
        yield Finding(
            kind="missing_info",
            severity=Severity.INFO,
            certainty=0.5,
            explanation=f"Báo cáo dẫn tới Phụ lục {mark.upper()} nhưng tệp không có phụ lục này.",
            values=(mark,),
            evidence=(place,),
        )


def _blanks(report: Report) -> Iterator[Finding]:
    places = [report.locate(*match.span()) for match in _BLANK.finditer(report.text)]
    if places:
        yield Finding(
            kind="missing_info",
            severity=Severity.INFO,
            certainty=0.5,
            explanation="Số hoặc ngày của văn bản còn để trống.",
            values=(float(len(places)),),
            evidence=unique(places),
        )
