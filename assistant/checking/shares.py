"""percent_mismatch, sum_mismatch in sentences: a share or change that its operands do not give.

"Trồng 3.150 ha, đạt 45% kế hoạch (6.300 ha)": 3.150 / 6.300 is 50%. Only where the sentence itself
gives both operands; share, completion and growth are tried, and any that fits settles it. What is
printed is an interval: 61,7 is 61,65–61,75.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.counts import exact, figures_by_block, head, percent, sentence_end
from assistant.checking.finding import Finding, Severity, number, softened
from corpus.model import Quantity, Report
from corpus.text import fold

_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|muc tieu|du toan|duoc giao|giao|nghi quyet|yeu cau)\b")
_AFTER = re.compile(rf"\s*(?:so voi )?(?:{_PLAN.pattern})")
_CHANGE = re.compile(
    r"\b(tang|giam)(?: (?:la|them|khoang|duoc|di|gan|hon|tuong ung|tuong duong))? ?$"
)
_SHARE = re.compile(r"\b(?:chiem|ty le|bang|tuong ung|tuong duong|dat)(?: ty le| khoang)?[ :(]*$")
_SINCE = re.compile(
    r"[^.;()]{0,12}so voi (?:cung ky|nam|thang|quy|ky|thoi diem|dau|cuoi|truoc)\b[^.;()]{0,40}$"
)
_AGAINST = re.compile(r"(?:so voi |cua )?[^.;(),]{0,60}$")
_FROM = re.compile(r"\btu$")
_TO = re.compile(r"\b(?:len|xuong|con|thanh)$")
_TOTAL = re.compile(r"\b(?:tren|trong|tren tong so|trong tong so|tong so|tong cong|tong)$")
_NEAR = 70  # characters between the second operand and its share
_APART = 25.0  # points between two shares that are hardly about one thing
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """A share, completion or change that a sentence states, with the operands it gives."""

    stated: Quantity
    over: Quantity
    under: Quantity
    change: int  # 1 it grew, -1 it fell, 0 a share

    def real(self, over: float, under: float) -> float:
        """Return what follows from the operands: a percentage, or a plain difference."""
        if not percent(self.stated):
            return self.change * (over - under)
        share = 100.0 * over / under
        return self.change * (share - 100.0) if self.change else share

    @property
    def result(self) -> float:
        """Return what follows from the operands as they are printed."""
        return self.real(self.over.value, self.under.value)


def share_findings(reports: Sequence[Report]) -> list[Finding]:
    """Return one finding for each share or change that its sentence does not bear out."""
    return [
        softened(_finding(claim), [report])
        for report in reports
        for claim in claims_of(report)
        if not _fits(report, claim)
    ]


def claims_of(report: Report) -> Iterator[Claim]:
    """Yield the shares and changes of the sentences of `report` that can be worked out."""
    for block, figures in figures_by_block(report).items():
        text = report.blocks[block].text
        plain = fold(text)
        for i, stated in enumerate(figures):
            if _told(stated) and stated.value > 0:
                claim = _claim(plain, text, figures, i)
                if claim is not None:
                    yield claim


def _claim(plain: str, text: str, figures: Sequence[Quantity], i: int) -> Claim | None:
    stated = figures[i]
    start, end = stated.number_span
    begin = max(plain.rfind(". ", 0, start), plain.rfind("; ", 0, start)) + 1
    stop = sentence_end(text, end)
    before = [q for q in figures[:i] if q.number_span[0] >= begin and _operand(q, stated)]
    lead = plain[begin:start].rstrip()
    bracket = _in_bracket(plain, figures[i + 1 :], end, stop)
    change = _CHANGE.search(lead)
    if change:
        sign = 1 if change[1] == "tang" else -1
        return _changed(plain, stated, before, bracket, sign)
    if not percent(stated) or (stated.unit or "").startswith("điểm"):
        return None
    return _fraction(plain, stated, figures) or _part(plain, stated, before, bracket, lead)


def _operand(quantity: Quantity, stated: Quantity) -> bool:
    return _told(quantity) and not percent(quantity) and quantity.value > 0 and quantity != stated


def _told(quantity: Quantity) -> bool:
    """Tell whether a figure is one number; what is estimated ("ước") is worked with as it is."""
    return exact(quantity) or (quantity.qualifier == "ước" and quantity.value_max is None)


def _in_bracket(plain: str, rest: Sequence[Quantity], end: int, stop: int) -> Quantity | None:
    """Return the only figure of the parenthesis that follows what a share is measured by."""
    opening = plain.find("(", end, stop)
    closing = plain.find(")", opening) if opening >= 0 else -1
    if closing < 0 or not _AGAINST.match(plain[end:opening].rstrip(" ")):
        return None
    inside = [q for q in rest if opening < q.number_span[0] < closing]
    between = [q for q in rest if end <= q.number_span[0] < opening]
    single = len(inside) == 1 and not between and _told(inside[0]) and not percent(inside[0])
    return inside[0] if single and inside[0].value > 0 else None


def _changed(
    plain: str,
    stated: Quantity,
    before: Sequence[Quantity],
    bracket: Quantity | None,
    sign: int,
) -> Claim | None:
    """ "42 vụ, giảm 08 vụ so với cùng kỳ (50 vụ)"; "từ 836 ca lên 1.045 ca, tăng 25%"."""
    if not before:
        return None
    now = before[-1]
    if plain[now.number_span[1] : stated.number_span[0]].count("(") and bracket is None:
        return None
    since = bracket is not None and _SINCE.match(
        plain[stated.span[1] : plain.find("(", stated.span[1])].rstrip()
    )
    if since and bracket is not None and head(now) == head(bracket):
        return _same_unit(Claim(stated, now, bracket, sign))
    if len(before) >= 2 and _far(plain, now, stated) and head(before[-2]) in (head(now), ""):
        was = before[-2]
        told = _FROM.search(plain[: was.number_span[0]].rstrip())
        grown = _TO.search(plain[: now.number_span[0]].rstrip())
        return _same_unit(Claim(stated, now, was, sign)) if told and grown else None
    return None


def _same_unit(claim: Claim) -> Claim | None:
    """A plain difference is of the same things as its operands."""
    return claim if percent(claim.stated) or head(claim.stated) == head(claim.over) else None


def _fraction(plain: str, stated: Quantity, figures: Sequence[Quantity]) -> Claim | None:
    """ "đạt 95,2% (18.420/19.350 trẻ)"; "12/14 bệnh viện …, đạt 85,7%"."""
    pairs = [
        (one, two)
        for one, two in pairwise(figures)
        if plain[one.number_span[1] : two.number_span[0]].strip() == "/"
        and exact(one)
        and exact(two)
        and two.value > 0
    ]
    start, end = stated.number_span
    for one, two in pairs:
        follows = re.fullmatch(r"\s*%?\s*\(\s*", plain[end : one.number_span[0]])
        words = plain[two.number_span[1] : start]
        precedes = two.number_span[1] <= start and len(words) <= _NEAR and ";" not in words
        told = precedes and _SHARE.search(words) and not re.search(r"\d", words)
        if follows or (told and not _AFTER.match(plain[stated.span[1] :])):
            return Claim(stated, one, two, 0)
    return None


def _part(
    plain: str,
    stated: Quantity,
    before: Sequence[Quantity],
    bracket: Quantity | None,
    lead: str,
) -> Claim | None:
    """ "214 trong 1.526 cơ sở, chiếm 14,0%"; "3.150 ha, đạt 50% kế hoạch (6.300 ha)"."""
    if not before or not _SHARE.search(lead) or not _far(plain, before[-1], stated):
        return None
    part = before[-1]
    after = plain[stated.span[1] : stated.span[1] + 60]
    planned = _PLAN.search(re.split(r"[.;,]", after)[0]) is not None
    if bracket is not None and head(bracket) in (head(part), ""):
        return Claim(stated, part, bracket, 0)
    if bracket is not None or len(before) < 2:
        return None
    whole = before[-2]
    if plain[whole.number_span[1] : part.number_span[0]].strip() == "/":  # "412/415 tàu …"
        return None if planned else Claim(stated, whole, part, 0)
    if head(whole) != head(part):
        return None
    goal = _PLAN.search(plain[max(0, whole.number_span[0] - 30) : whole.number_span[0]])
    if planned and not goal:
        return None  # of a plan that is not told
    if _TOTAL.search(plain[: part.number_span[0]].rstrip()):
        part, whole = whole, part
    return Claim(stated, part, whole, 0)


def _far(plain: str, operand: Quantity, stated: Quantity) -> bool:
    words = plain[operand.number_span[1] : stated.number_span[0]]
    return len(words) <= _NEAR and not re.search(r"[;:]|\.\s", words)


def _slack(report: Report, quantity: Quantity) -> float:
    """Return by how much the true value may differ from the printed one."""
    text = report.blocks[quantity.block].text
    start, end = quantity.number_span
    digits = text[start:end].partition(",")
    plain = float((digits[0].replace(".", "") or "0") + "." + (digits[2] or "0"))
    scale = quantity.value / plain if plain else 1.0
    if digits[2]:
        return _HALF * float(f"1e-{len(digits[2])}") * scale
    return _HALF * scale if scale >= 1000 else 0.0  # "61 tỷ" is rounded, "61 vụ" is not


def _fits(report: Report, claim: Claim) -> bool:
    """Tell whether some reading of the operands gives what is stated, rounded or cut off."""
    over, under = _slack(report, claim.over), _slack(report, claim.under)
    results = [
        claim.real(claim.over.value + a, claim.under.value + b)
        for a in (-over, over)
        for b in (-under, under)
    ]
    slack = 2 * _slack(report, claim.stated) if percent(claim.stated) else 0.0
    if percent(claim.stated) and not slack:
        slack = 1.0 if claim.stated.value == 100 else _HALF
    low, high = min(results) - slack - 1e-6, max(results) + slack + 1e-6
    if low <= claim.stated.value <= high:
        return True
    if percent(claim.stated) and not claim.change:
        apart = abs(claim.result - claim.stated.value) > _APART  # about another thing
        return apart and not _misprinted(claim)
    return _other_way(claim)


def _misprinted(claim: Claim) -> bool:
    """Tell whether the stated share has the digits of the real one in another order."""
    real, stated = (sorted(f"{v:.1f}") for v in (claim.result, claim.stated.value))
    return real == stated


def _other_way(claim: Claim) -> bool:
    """Tell whether a change is so far from what is stated that the operands are others."""
    return claim.result < 0 or not 0.2 <= claim.result / claim.stated.value <= 5


def _finding(claim: Claim) -> Finding:
    stated, over, under = claim.stated, claim.over, claim.under
    result = round(claim.result, 1)
    one, two = number(_shown(over)), number(_shown(under))
    if not percent(stated):
        sum_ = f"{one} − {two}" if claim.change > 0 else f"{two} − {one}"
        told = f"{sum_} = {number(result)}"
    elif claim.change:
        top = f"({one} − {two})" if claim.change > 0 else f"({two} − {one})"
        told = f"{top} / {two} = {number(result)}%"
    else:
        told = f"{one} / {two} = {number(result)}%"
    word = {1: "tăng ", -1: "giảm ", 0: ""}[claim.change]
    return Finding(
        kind="percent_mismatch" if percent(stated) else "sum_mismatch",
        severity=Severity.WARNING,
        certainty=0.8 if claim.change == 0 else 0.75,
        explanation=f"Ghi {word}“{stated.surface}” nhưng {told}.",
        values=(stated.value, result),
        evidence=(stated.place, over.place, under.place),
    )


def _shown(quantity: Quantity) -> float:
    """Return a value the way it is best read: tỷ and triệu as they were written."""
    for unit, factor in (("tỷ", 1e9), ("triệu", 1e6)):
        if unit in quantity.surface and quantity.value >= factor:
            return round(quantity.value / factor, 4)
    return quantity.value
