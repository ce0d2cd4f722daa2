"""The record of something that does not agree, and how many of them become one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.model import Place, Report


class Severity(StrEnum):
    """How sure a finding is to be worth a reviewer's time; the values are stored."""

    ERROR = "error"  # certain
    WARNING = "warning"  # please look
    INFO = "info"


RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}

Value = float | str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree, with every quote it rests on.

    `kind` is a name of CHECKS.md. `certainty` is 0–1. `explanation` is Vietnamese, with the
    sum or comparison written out. `suggestion` is None unless the evidence decides what is
    right. `evidence` has at least one place; the first is where a reviewer should look.
    """

    kind: str
    severity: Severity
    certainty: float
    explanation: str
    values: tuple[Value, ...]
    evidence: tuple[Place, ...]
    suggestion: str | None = None

    @property
    def order(self) -> tuple[int, str, int, str]:
        """Return the key findings are shown by: severity, then file and position."""
        first = self.evidence[0]
        return RANK[self.severity], first.doc, first.start, self.kind


def doubted(report: Report) -> bool:
    """Tell whether a single digit of `report` may be damage of a scan and not the author's."""
    return report.quality.ocr or report.quality.damaged_share > 0.05


def softened(finding: Finding, reports: Iterable[Report]) -> Finding:
    """Return `finding` with less weight if one of `reports` was read from a damaged scan.

    A digit that OCR got wrong looks like an author's slip: at most a warning, and the
    explanation asks to look at the original.
    """
    scans = sorted({report.doc for report in reports if doubted(report)})
    if not scans:
        return finding
    hint = (
        f" Bản {', '.join(scans)} đọc từ bản quét, chữ số có thể bị nhận dạng sai:"
        " kiểm tra bản gốc."
    )
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    return replace(
        finding,
        severity=severity,
        certainty=round(finding.certainty * 0.75, 2),
        explanation=finding.explanation + hint,
    )


def unique(places: Iterable[Place]) -> tuple[Place, ...]:
    """Return `places` without repeats, in the order given."""
    return tuple(dict.fromkeys(places))


def merged(findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings` with one for each root cause, sorted for showing.

    Two findings have one cause when their kind and values agree and the evidence of one is
    that of the other, or when all the evidence of the weaker one is in the stronger one.
    """
    kept: list[Finding] = []
    quoted: list[frozenset[Place]] = []
    seen: dict[Place, list[int]] = {}
    for finding in sorted(findings, key=lambda f: (RANK[f.severity], -f.certainty, f.order)):
        places = frozenset(finding.evidence)
        near = {i for place in places for i in seen.get(place, ())}
        if any(kept[i].kind == finding.kind and places <= quoted[i] for i in near):
            continue
        for place in places:
            seen.setdefault(place, []).append(len(kept))
        kept.append(finding)
        quoted.append(places)
    return sorted(kept, key=lambda f: f.order)


def number(value: float) -> str:
    """Return a value the Vietnamese way: 17069 is "17.069", 98.2 is "98,2"."""
    if float(value).is_integer():
        return f"{int(value):,}".replace(",", ".")
    whole, _, rest = f"{value:.6f}".rstrip("0").partition(".")
    return f"{int(whole):,}".replace(",", ".") + "," + rest
