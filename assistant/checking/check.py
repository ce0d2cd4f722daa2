"""All checks over a set of reports: one list of findings, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.checking.annexes import annex_findings
from assistant.checking.appendices import appendix_findings
from assistant.checking.dates import malformed_dates
from assistant.checking.document_dates import date_findings
from assistant.checking.documents import number_findings
from assistant.checking.doubt import with_doubt
from assistant.checking.finding import Finding, merged
from assistant.checking.lists import list_findings
from assistant.checking.lost_words import lost_word_findings
from assistant.checking.memory import per_report
from assistant.checking.names import name_findings
from assistant.checking.note_sums import note_sum_findings
from assistant.checking.rates import rate_findings
from assistant.checking.registered import NOTHING, Known, registered_findings
from assistant.checking.repeats import repeat_findings
from assistant.checking.shares import share_findings
from assistant.checking.spelling import spelling_findings
from assistant.checking.status import status_findings
from assistant.checking.sums import sum_findings
from assistant.checking.superseded import expired_findings, superseded_findings
from assistant.checking.table_notes import table_note_findings
from assistant.checking.tables import table_findings
from assistant.checking.values import ValueIndex
from assistant.checking.wording import wording_findings
from corpus.model import Report
from corpus.register.register import Entry
from corpus.storage.bulk import uncollected

Check = Callable[[Sequence[Report]], list[Finding]]
CiteCheck = Callable[[Sequence[Report], Known], list[Finding]]

# Those that look at each report by itself …
ALONE: tuple[Check, ...] = (
    expired_findings,
    sum_findings,
    note_sum_findings,
    list_findings,
    table_findings,
    table_note_findings,
    share_findings,
    rate_findings,
    repeat_findings,
    wording_findings,
    lost_word_findings,
    appendix_findings,
    annex_findings,
    name_findings,
)
# … and those that hold reports against each other; figures are compared by `ValueIndex`.
TOGETHER: tuple[Check, ...] = (
    malformed_dates,
    status_findings,
    spelling_findings,
)
# … those on citations, which also heed what people said in the register.
CITED: tuple[CiteCheck, ...] = (
    registered_findings,
    number_findings,
    date_findings,
    superseded_findings,
)


def check(reports: Sequence[Report], register: Sequence[Entry] = ()) -> list[Finding]:
    """Return what does not agree within and between `reports`, by severity, then place.

    Pure: the same reports give the same findings. One finding for each root cause. `register` are
    the entries of these reports with what people corrected.
    """
    return Checker().check(reports, register)


class Checker:
    """Checks a library again and again: what did not change is not worked out anew.

    Results for one report are kept with it; links between figures are kept here. So adding a
    report to many costs about what that report is worth.
    """

    def __init__(self) -> None:
        self._values = ValueIndex()

    def check(self, reports: Sequence[Report], register: Sequence[Entry] = ()) -> list[Finding]:
        """Return the findings of `reports`, whatever was checked before."""
        with uncollected():
            findings = [finding for report in reports for finding in _alone(report)]
            findings += [finding for run in TOGETHER for finding in run(reports)]
            known = Known(register) if register else NOTHING
            findings += [finding for run in CITED for finding in run(reports, known)]
            findings += self._values.update(reports)
            return merged(with_doubt(findings, reports))


@per_report
def _alone(report: Report) -> list[Finding]:
    return [finding for run in ALONE for finding in run([report])]
