"""Findings and decisions to plain JSON and back, as the store keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant.checking.finding import Finding, Severity
from assistant.checking.review import Cause, Decision, Ruling
from corpus.model import Place

Json = dict[str, Any]


def finding_json(finding: Finding) -> Json:
    """Return a finding as plain values."""
    return {
        "kind": finding.kind,
        "severity": str(finding.severity),
        "certainty": finding.certainty,
        "explanation": finding.explanation,
        "values": list(finding.values),
        "suggestion": finding.suggestion,
        "evidence": [asdict(place) for place in finding.evidence],
    }


def finding_of(value: Mapping[str, Any]) -> Finding:
    """Return the finding that `finding_json` came from."""
    return Finding(
        kind=value["kind"],
        severity=Severity(value["severity"]),
        certainty=value["certainty"],
        explanation=value["explanation"],
        values=tuple(value["values"]),
        suggestion=value["suggestion"],
        evidence=tuple(Place(**place) for place in value["evidence"]),
    )


def cause_json(cause: Cause) -> Json:
    """Return a cause as plain values."""
    return {
        "kind": cause.kind,
        "values": list(cause.values),
        "quotes": [list(quote) for quote in cause.quotes],
        "head": list(cause.head),
    }


def ruling_of(row: Mapping[str, Any]) -> Ruling:
    """Return a decision from its stored columns."""
    cause = row["cause"]
    quotes = tuple((doc, words) for doc, words in cause["quotes"])
    doc, words = cause["head"]
    return Ruling(
        fingerprint=row["fingerprint"],
        decision=Decision(row["decision"]),
        reason=row["reason"],
        day=row["day"],
        cause=Cause(cause["kind"], tuple(cause["values"]), quotes, (doc, words)),
    )
