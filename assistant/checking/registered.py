"""What the register says of the documents that reports cite, for the checks on citations.

Two mentions are one document when the register has them under one entry. What a person corrected
there, and what the office's own list gives, counts more than any guess: a number that they vouch
for is no misprint, one that they merged into another is, and a status that they set holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.checking.finding import Finding, Severity, softened
from corpus.documents.citing import day_text
from corpus.documents.resolving import is_short
from corpus.model import Citation, Report
from corpus.register.register import Entry


class Known:
    """The entries of a register, by mention and by number; empty without one."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self.entries = entries
        self._of = {mention: entry for entry in entries for mention in entry.mentions}
        self._by_number: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.edited or entry.imported:
                self._by_number[entry.number].append(entry)

    def entry(self, report: Report, index: int) -> Entry | None:
        """Return the document that citation `index` of `report` is a mention of."""
        return self._of.get((report.doc, index))

    def named(self, number: str) -> date | None:
        """Return the date of the one document of that number, None without one or with several."""
        days = {entry.date for entry in self.entries if entry.number == number and entry.date}
        return days.pop() if len(days) == 1 else None

    def vouched(self, cited: Citation) -> bool:
        """Tell whether a person or the office's list has a document cited just so."""
        return any(
            (not entry.type or not cited.type or entry.type == cited.type)
            and (entry.date is None or cited.date is None or entry.date == cited.date)
            for entry in self._by_number.get(cited.number, ())
        )

    def judged(self, report: Report, index: int) -> bool:
        """Tell whether a person said that this mention is written wrongly."""
        entry, cited = self.entry(report, index), report.citations[index]
        return entry is not None and (_other_number(entry, cited) or _other_date(entry, cited))


NOTHING = Known()


def _other_number(entry: Entry, cited: Citation) -> bool:
    """Tell whether the register, corrected, has the mention under another number."""
    if is_short(cited.number) or cited.number == entry.number:
        return False
    return "number" in entry.edited or ("aliases" in entry.edited and cited.number in entry.aliases)


def _other_date(entry: Entry, cited: Citation) -> bool:
    """Tell whether the register, corrected or listed, has another date."""
    known = "date" in entry.edited or entry.imported
    return bool(known and entry.date and cited.date and entry.date != cited.date)


def registered_findings(reports: Sequence[Report], known: Known) -> list[Finding]:
    """Return mentions that say another number or date than the register, as people corrected it.

    One finding for each report and way of writing.
    """
    by_name = {report.doc: report for report in reports}
    findings: list[Finding] = []
    for entry in known.entries:
        if not (entry.edited or entry.imported):
            continue
        groups: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        for doc, index in entry.mentions:
            if doc in by_name:
                cited = by_name[doc].citations[index]
                groups[(doc, f"{cited.number} {cited.date}")].append(cited)
        for (doc, _), cites in groups.items():
            findings.extend(_of_group(by_name[doc], entry, cites))
    return findings


def _of_group(report: Report, entry: Entry, cites: Sequence[Citation]) -> Iterator[Finding]:
    first = cites[0]
    if _other_number(entry, first):
        yield _finding(report, cites, "citation_number", first.number, entry.number, "số")
    if _other_date(entry, first) and first.date and entry.date:
        yield _finding(
            report,
            cites,
            "citation_date",
            day_text(first.date),
            day_text(entry.date),
            "ngày",
            entry.number,
        )


def _finding(
    report: Report,
    cites: Sequence[Citation],
    kind: str,
    wrong: str,
    right: str,
    what: str,
    of: str = "",
) -> Finding:
    places = tuple(report.place(c.block, *c.span) for c in cites)
    more = f" và {len(places) - 1} chỗ khác" if len(places) > 1 else ""
    name = f" của {of}" if of else ""
    finding = Finding(
        kind=kind,
        severity=Severity.ERROR,
        certainty=0.95,
        explanation=(
            f"{report.doc} dòng {places[0].line}{more} ghi {what} {wrong}; sổ văn bản của cơ quan"
            f" ghi {what}{name} là {right}."
        ),
        values=(wrong, right),
        evidence=places,
        suggestion=f"Sửa thành {right}",
    )
    return softened(finding, [report])
