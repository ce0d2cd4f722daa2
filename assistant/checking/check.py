"""All checks over a set of reports: one list of findings, the gravest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.checking.dates import malformed_dates
from assistant.checking.document_dates import date_findings
from assistant.checking.documents import number_findings
from assistant.checking.finding import Finding, merged
from assistant.checking.lists import list_findings
from assistant.checking.note_sums import note_sum_findings
from assistant.checking.rates import rate_findings
from assistant.checking.repeats import repeat_findings
from assistant.checking.spelling import spelling_findings
from assistant.checking.status import status_findings
from assistant.checking.sums import sum_findings
from assistant.checking.superseded import expired_findings, superseded_findings
from assistant.checking.tables import table_findings
from assistant.checking.values import value_findings
from assistant.checking.wording import wording_findings
from corpus.model import Report

Check = Callable[[Sequence[Report]], list[Finding]]

CHECKS: tuple[Check, ...] = (
    malformed_dates,
    number_findings,
    date_findings,
    superseded_findings,
    expired_findings,
    status_findings,
    sum_findings,
    note_sum_findings,
    list_findings,
    table_findings,
    rate_findings,
    value_findings,
    repeat_findings,
    wording_findings,
    spelling_findings,
)


def check(reports: Sequence[Report]) -> list[Finding]:
    """Return what does not agree within and between `reports`, by severity, then place.

    Pure: the same reports give the same findings. One finding for each root cause.
    """
    return merged([finding for run in CHECKS for finding in run(reports)])
