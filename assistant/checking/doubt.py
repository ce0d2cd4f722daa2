"""Findings that rest on a number two readings of a scan gave differently: look at the original."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.finding import Finding, Severity
from corpus.model import Place, Report

_HINT = " Số “{words}” được nhận dạng chưa chắc chắn trên bản quét {doc}: kiểm tra bản gốc."


def with_doubt(findings: Sequence[Finding], reports: Sequence[Report]) -> list[Finding]:
    """Return the findings, those about a doubtful place as a remark that sends to the original.

    A digit the engines disagree about says nothing about its author: such a finding accuses nobody.
    """
    doubtful = {report.doc: report.doubtful for report in reports if report.doubtful}
    return [_softer(finding, doubtful) for finding in findings] if doubtful else list(findings)


def _softer(finding: Finding, doubtful: dict[str, tuple[Place, ...]]) -> Finding:
    for place in finding.evidence:
        for doubt in doubtful.get(place.doc, ()):
            if doubt.start < place.end and place.start < doubt.end and _is_named(finding, doubt):
                hint = _HINT.format(words=doubt.text, doc=doubt.doc)
                return replace(
                    finding,
                    severity=Severity.INFO,
                    certainty=round(finding.certainty * 0.5, 2),
                    explanation=finding.explanation + hint,
                    suggestion=None,
                )
    return finding


def _is_named(finding: Finding, doubt: Place) -> bool:
    """Return whether the doubtful number is what the finding is about, where that can be told.

    A quote may be a whole sentence with other numbers in it.
    """
    shortest = min(finding.evidence, key=lambda place: place.end - place.start)
    if shortest.end - shortest.start <= len(doubt.text) + 40:
        return True
    digits = _digits(doubt.text)
    return any(
        _digits(str(value)) in digits or digits in _digits(str(value)) for value in finding.values
    )


def _digits(text: str) -> str:
    whole = text.removesuffix(".0")
    return "".join(ch for ch in whole if ch.isdigit()).lstrip("0")
