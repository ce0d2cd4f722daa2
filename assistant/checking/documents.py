"""citation_number: one document under two numbers, or under the symbol of another body.

Number and year are no key: numbering restarts each year and with a new body, and UBND and its
Chủ tịch may run two series. So two numbers conflict only when date, symbol and what the
documents are said to be about agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.checking.finding import Finding, Severity, doubted, softened
from assistant.checking.mentions import (
    ALIKE,
    Mention,
    best,
    both_have_subjects,
    certainty_of,
    digits_and_symbol,
    evidence_of,
    mentions_of,
    near,
    one_list,
    other_bodies,
    settled,
    subjects_alike,
    where,
)
from assistant.checking.registered import NOTHING, Known
from corpus.model import Report

_A_DAY = 10  # numbers of one series that are hardly all given on one day
_OTHER_NUMBER = 0.85  # likeness that proves one document though the numbers differ widely


def conflicting_numbers(mentions: Sequence[Mention], known: Known = NOTHING) -> list[Finding]:
    """Return documents of one date, symbol and subject that carry two numbers."""
    groups: dict[tuple[str, date], dict[str, list[Mention]]] = {}
    times = Counter(mention.cited.number for mention in mentions)
    for mention in mentions:
        if mention.cited.date is not None:
            digits, symbol = digits_and_symbol(mention.cited.number)
            group = groups.setdefault((symbol, mention.cited.date), {})
            group.setdefault(digits, []).append(mention)
    findings = []
    for group in groups.values():
        for rare, usual in _pairs(group):
            if settled(rare, known) or any(known.judged(m.report, m.index) for m in usual):
                continue
            if other_bodies(rare, usual):
                continue
            slip = near(*_digits(rare, usual))
            finding = _two_numbers(rare, usual, slip, times[usual[0].cited.number])
            if finding:
                findings.append(finding)
    return findings


def _digits(rare: Sequence[Mention], usual: Sequence[Mention]) -> tuple[str, str]:
    return digits_and_symbol(rare[0].cited.number)[0], digits_and_symbol(usual[0].cited.number)[0]


def _pairs(group: dict[str, list[Mention]]) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Yield (rarer, more usual) for the members of a group; a big group only by its peak."""
    ordered = sorted(group.values(), key=len)
    if len(ordered) > 12:
        ordered = ordered[:8] + ordered[-4:]
    for i, rare in enumerate(ordered):
        for usual in ordered[i + 1 :]:
            yield rare, usual


def _two_numbers(
    rare: list[Mention], usual: list[Mention], slip: bool, witnesses: int
) -> Finding | None:
    score = best(rare, usual)
    apart = both_have_subjects(rare, usual) and subjects_alike(rare, usual) < ALIKE
    if apart and (len(rare) > 1 or witnesses < 2 or not slip):
        return None
    wrong, right = rare[0].said, usual[0].said
    far = abs(int(_digits(rare, usual)[0] or 0) - int(_digits(rare, usual)[1] or 0)) >= _A_DAY
    decided = witnesses >= 2 * len(rare) and witnesses > 2
    # Two documents in one list, of one day: so close in number only.
    listed = one_list(rare, usual) and not (slip and far and decided)
    if (not slip and score < _OTHER_NUMBER) or (score < ALIKE and listed):
        return None
    common = "cùng nội dung" if score >= ALIKE and not apart else "số gần giống"
    finding = Finding(
        kind="citation_number",
        severity=Severity.INFO if apart else _severity(score, slip and far, witnesses, slip),
        certainty=0.3 if apart else certainty_of(score, slip, witnesses),
        explanation=(
            f"Cùng ngày và {common} nhưng có hai số: {where(rare)} ghi {wrong},"
            f" {where(usual)} ghi {right}."
        ),
        values=(rare[0].cited.number, usual[0].cited.number),
        evidence=evidence_of(rare, usual),
        suggestion=f"Sửa thành {right}" if decided and not apart else None,
    )
    return softened(finding, [m.report for m in rare])


def _severity(score: float, far: bool, witnesses: int, slip: bool) -> Severity:
    """Two numbers one slip apart on one day may be two documents: then only a remark.

    Not so where they are `far` apart: no body issues that many documents in a day.
    """
    if score < ALIKE and witnesses < 2:
        return Severity.WARNING if far else Severity.INFO
    sure = score >= ALIKE and slip and (score > 0.7 or witnesses > 2)
    return Severity.ERROR if sure else Severity.WARNING


def undated_slips(mentions: Sequence[Mention], known: Known = NOTHING) -> list[Finding]:
    """Return numbers cited without a date that are one slip away from a usual document."""
    cited: dict[tuple[str, str], list[Mention]] = {}
    for mention in mentions:
        digits, symbol = digits_and_symbol(mention.cited.number)
        cited.setdefault((symbol, digits), []).append(mention)
    findings = []
    for (symbol, digits), rare in cited.items():
        if any(m.cited.date for m in rare) or settled(rare, known):
            continue
        for other in _slips(digits):
            usual = cited.get((symbol, other), [])
            if len(usual) > len(rare) and best(rare, usual) >= 0.7 and not one_list(rare, usual):
                finding = _two_numbers(rare, usual, slip=True, witnesses=len(usual))
                findings.extend([finding] if finding else [])
    return findings


def _slips(digits: str) -> set[str]:
    """Return the numbers one digit away from `digits`, or with two neighbours swapped."""
    found = set()
    for i in range(len(digits)):
        found |= {digits[:i] + d + digits[i + 1 :] for d in "0123456789"}
        found.add(digits[:i] + digits[i + 1 :])
        if i + 1 < len(digits):
            found.add(digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :])
    return {f for f in found if f and f != digits and not f.startswith("0")}


# The letters that open a symbol and the type of document they stand for (NĐ 30, Phụ lục III).
_SYMBOLS = {
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "NQ": "Nghị quyết",
    "CT": "Chỉ thị",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "TTR": "Tờ trình",
    "CTR": "Chương trình",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "KL": "Kết luận",
}
_BY_TYPE = {name: letters for letters, name in _SYMBOLS.items()}


def symbols_at_odds(mentions: Sequence[Mention], known: Known = NOTHING) -> list[Finding]:
    """Return numbers whose letters name another type of document than the words before them."""
    findings = []
    for mention in mentions:
        if known.vouched(mention.cited):
            continue
        letters = re.split(r"[-/]", digits_and_symbol(mention.cited.number)[1].lstrip("/"))
        letters = [part for part in letters if part and not part.isdigit()]
        expected = _BY_TYPE.get(mention.cited.type)
        if not letters or not expected or letters[0] not in _SYMBOLS or letters[0] == expected:
            continue
        finding = Finding(
            kind="citation_number",
            severity=Severity.WARNING,
            certainty=0.75,
            explanation=(
                f"Gọi là {mention.cited.type} nhưng ký hiệu {mention.cited.number} là của"
                f" {_SYMBOLS[letters[0]]}."
            ),
            values=(mention.cited.number, mention.cited.type),
            evidence=(mention.place,),
        )
        findings.append(softened(finding, [mention.report]))
    return findings


def number_findings(reports: Sequence[Report], known: Known = NOTHING) -> list[Finding]:
    """Return every citation_number finding of `reports`; `known` is what the register says."""
    mentions = mentions_of(reports)
    return [
        *conflicting_numbers(mentions, known),
        *undated_slips(mentions, known),
        *symbols_at_odds(mentions, known),
        *foreign_symbols(mentions, known),
    ]


def foreign_symbols(mentions: Sequence[Mention], known: Known = NOTHING) -> list[Finding]:
    """Return numbers that carry the symbol of another body: 57/NQ-CP for 57-NQ/TW.

    A form without any date in the whole library, of the same type and number as a document
    that is cited often, among the same other documents or subject.
    """
    forms: dict[tuple[str, str], dict[str, list[Mention]]] = {}
    for mention in mentions:
        digits, symbol = digits_and_symbol(mention.cited.number)
        letters = re.split(r"[-/]", symbol.lstrip("/"))[0]
        if letters in _SYMBOLS and not letters.isdigit():
            forms.setdefault((digits, letters), {}).setdefault(symbol, []).append(mention)
    findings = []
    for group in forms.values():
        if len(group) < 2:
            continue
        usual = max(group.values(), key=len)
        for odd in group.values():
            if (
                odd is not usual
                and not settled(odd, known)
                and not any(m.cited.date for m in odd)
                and len(usual) >= 3 * len(odd)
            ):
                findings.extend(_foreign(odd, usual))
    return findings


def _foreign(odd: list[Mention], usual: list[Mention]) -> list[Finding]:
    company = Counter(w for m in usual for w in _company(m))
    shared = {w for m in odd for w in _company(m) if company[w]}
    if not shared and best(odd, usual) < ALIKE:
        return []
    right = usual[0]
    finding = Finding(
        kind="citation_number",
        severity=Severity.WARNING if doubted(odd[0].report) else Severity.ERROR,
        certainty=0.8,
        explanation=(
            f"{where(odd)} ghi {odd[0].cited.number}, ký hiệu của cơ quan khác; {where(usual)}"
            f" là {right.said}{' của ' + right.cited.issuer if right.cited.issuer else ''}."
        ),
        values=(odd[0].cited.number, right.cited.number),
        evidence=evidence_of(odd, usual),
        suggestion=f"Sửa thành {right.cited.number}",
    )
    return [finding]


def _company(mention: Mention) -> set[str]:
    """Return the documents cited in the same block."""
    block = mention.cited.block
    return {c.number for c in mention.report.citations if c.block == block} - {mention.cited.number}
