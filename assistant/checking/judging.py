"""What two figures for one indicator amount to: agreement, an update, or something to look at.

Figures are compared as intervals ("hơn 420" is [420, 483]). Same period, kind and scope: they
should agree, so a difference is worth a look. A later figure that grew is an update; a running
count that falls is worth a look again. Another scope, plan against actual, a rate against a
total: nothing to compare.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.checking.figure import Figure
from assistant.checking.finding import Severity
from assistant.checking.linker import SAME
from assistant.checking.linking import Link, nearly_equal
from assistant.checking.mentions import near
from assistant.checking.periods import Span, day_of
from corpus.model import QuantityKind
from corpus.text import fold

_DONE = frozenset({QuantityKind.ACTUAL, QuantityKind.ESTIMATE})
_TITLE = re.compile(r"[“\"]([^”\"]*)[”\"]")
_TITLE_LENGTH = 20  # characters from which a title names one event: "Dân vận khéo" does not
_DECISION = re.compile(
    r"(?:[^.;:()\d]|(?<=nam )\d{4})*\((?:theo |tai )?quyet dinh (?:so )?(\d+/[^\s,;)]+)"
)
_AHEAD = 160  # characters behind a number in which its decision is looked for
_TITLE_WORDS = 0.7  # share of the words of a title that a scan leaves
_NUMBER = re.compile(r"\d[\d./]*\d|\d")
_DETAILS = 3  # other numbers that must be the same
_APART = 4.0  # times; one digit mistyped seldom makes more
_OTHERS = 2  # other numbers, none of them shared, that tell of two events
_UPDATE = 0.95  # likeness of what is told again, brought up to date
_UPDATED = "Số sau tăng so với số trước, có thể là cập nhật"
_RETOLD = "Cùng một việc được kể lại, các chi tiết khác không đổi"
_WORDING = 0.8  # likeness of nearly the same wording


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a pair of linked figures amounts to."""

    link: Link
    severity: Severity
    certainty: float
    reason: str


def judge(link: Link) -> Verdict | None:
    """Return what the two figures of a link amount to, None when there is nothing to say."""
    left, right = link.left, link.right
    if (left.quantity.kind in _DONE) != (right.quantity.kind in _DONE):
        return None
    scopes = scope_relation(left, right)
    same_block = left.quantity.block == right.quantity.block
    if scopes == "other" or (same_block and left.report.doc == right.report.doc):
        return None
    if link.score < _UPDATE and _strangers(left, right):
        return None
    if _retold(link):
        return Verdict(link, Severity.WARNING, 0.5, _RETOLD)
    if scopes == "wider":
        return _over_time(link, wider=True)
    days = _said_day(left), _said_day(right)
    if days[0] != days[1] and days[0] and days[1]:
        return _over_time(link, wider=False)
    spans = _span(left, right), _span(right, left)
    known = spans[0] is not None and spans[1] is not None
    if known and spans[0] != spans[1]:
        return _over_time(link, wider=False)
    if not known and _grew(left, right):
        return Verdict(link, Severity.INFO, 0.3, _UPDATED)
    if left.report.doc == right.report.doc and link.score < _UPDATE and _other_event(left, right):
        return None
    telling = nearly_equal(left.quantity.value, right.quantity.value)
    if not known and link.score < (SAME if telling else _WORDING):
        return None
    slip = slipped(left.quantity.value, right.quantity.value)
    if not slip and link.score < _WORDING and _far_apart(left.quantity.value, right.quantity.value):
        return None
    certainty = 0.3 + 0.45 * link.score + (0.1 if slip else 0.0) + (0.05 if known else -0.1)
    reason = "Cùng chỉ tiêu, cùng kỳ" if known else "Cùng chỉ tiêu (chưa rõ kỳ số liệu)"
    return Verdict(link, Severity.WARNING, round(min(certainty, 0.95), 2), reason)


def comparable(link: Link) -> bool:
    """Tell whether both figures are of one period as far as known, both planned or both done."""
    left, right = link.left, link.right
    done = (left.quantity.kind in _DONE) == (right.quantity.kind in _DONE)
    return done and left.span == right.span


def _said_day(figure: Figure) -> date | None:
    """Return the day that the text itself gives for a figure, not the one of its report."""
    day = figure.quantity.as_of
    return day if day not in (figure.report.as_of, figure.report.date) else None


def slipped(left: float, right: float) -> bool:
    """Tell whether two values differ by one digit of at least two."""
    one, two = str(int(left)), str(int(right))
    width = max(len(one), len(two), 2)
    return near(one.zfill(width), two.zfill(width))


def _far_apart(left: float, right: float) -> bool:
    """Tell whether two values are too far apart for figures that are only somewhat alike."""
    small, large = sorted((abs(left), abs(right)))
    return large > _APART * max(small, 1.0)


def _strangers(left: Figure, right: Figure) -> bool:
    """Tell whether two bodies wrote, and one of them of who knows which area."""
    known = bool(left.scope) and bool(right.scope)
    bodies = left.report.issuer, right.report.issuer
    return not known and None not in bodies and fold(bodies[0] or "") != fold(bodies[1] or "")


def scope_relation(left: Figure, right: Figure) -> str:
    """Return "same", "wider" (one is the former province, the other may be the new), "other"."""
    one, two = left.scope, right.scope
    if one == two or not one or not two:
        return "same"
    same = one.replace("(cu)", "").strip() == two.replace("(cu)", "").strip()
    return "wider" if same else "other"


def _span(figure: Figure, other: Figure) -> Span | None:
    """Return the period of a figure; None where only its report's long period could say it.

    A review of three years gives figures of its last year among those of all three.
    """
    own, theirs = figure.span, other.span
    if own is None or theirs is None or figure.table or own[0].year == own[1].year:
        return own
    if own == theirs and figure.report.doc != other.report.doc:
        return own
    default = figure.report.period.label if figure.report.period else None
    if figure.quantity.period in (None, default) and own[0] <= theirs[1] <= own[1]:
        return None
    return own


def _over_time(link: Link, *, wider: bool) -> Verdict | None:
    left, right = link.left, link.right
    days = day_of(left), day_of(right)
    if days[0] is None or days[1] is None or days[0] == days[1] or link.score < SAME:
        return None
    first, later = (left, right) if days[0] < days[1] else (right, left)
    grown = later.quantity.value > first.quantity.value
    spans = first.span, later.span
    update = _within(spans) and link.score >= _UPDATE
    if grown and update and told_again(first, later):
        return Verdict(link, Severity.WARNING, 0.5, _RETOLD)
    other_period = spans[0] != spans[1] and None not in spans
    if grown and (wider or (other_period and not update)):
        return None  # another year, the new province: other things are counted
    if wider and (first.communes or later.communes):
        return None
    stocks = first.stock and later.stock and first.noun != "%"
    if _different_years(spans) and not stocks:
        return None
    if grown:
        return Verdict(link, Severity.INFO, 0.3, _UPDATED)
    if first.noun == "%" or first.varies or later.varies:
        return None  # a share, the staff, the livestock: it may fall
    counted = _within(spans) and first.done and later.done and not (first.rate or later.rate)
    if not (first.runs and later.runs) and not counted:
        return None
    slip = slipped(left.quantity.value, right.quantity.value)
    certainty = round(0.4 + 0.15 * link.score + (0.05 if slip else 0.0), 2)
    return Verdict(link, Severity.WARNING, certainty, "Số lũy kế của kỳ sau lại nhỏ hơn kỳ trước")


def _grew(left: Figure, right: Figure) -> bool:
    """Tell whether the report of a later day gives the higher value, and tells nothing else again.

    Two reports of which neither says its period: the usual reason is that time went by.
    """
    days = day_of(left), day_of(right)
    if left.report.doc == right.report.doc or days[0] is None or days[1] is None:
        return False
    first, later = (left, right) if days[0] < days[1] else (right, left)
    grown = later.quantity.value > first.quantity.value
    return days[0] != days[1] and grown and not told_again(first, later)


def told_again(first: Figure, later: Figure) -> bool:
    """Tell whether two passages tell of one event: the title it had, or all other numbers.

    What was done once does not grow; a count that runs on is told with other numbers each time.
    """
    own, others = _titles(first), _titles(later)
    if own & others:
        return True
    numbers, again = _details(first), _details(later)
    shared = numbers & again
    return len(shared) >= _DETAILS and len(shared) >= 0.8 * min(len(numbers), len(again))


def _retold(link: Link) -> bool:
    """Tell whether one event is told in two reports, of which one's period has the other's in it.

    What names the event is its title in quotes, or the decision in brackets right behind the
    number: of six months and of the year they are the same, and what was done under them does
    not grow. A title may come back every year, and what there is may change.
    """
    left, right = link.left, link.right
    if left.report.doc == right.report.doc or left.table or right.table:
        return False
    if left.varies or right.varies or (left.stock and right.stock):
        return False
    one, two = left.span, right.span
    if one is None or two is None or one == two or not (_inside(one, two) or _inside(two, one)):
        return False
    decided = _decided(left)
    if decided and decided == _decided(right):
        return True
    return _same_title(_titles(left), _titles(right))


def _decided(figure: Figure) -> str:
    """Return the number of the decision in brackets right behind a figure, "" without one."""
    text = figure.report.blocks[figure.quantity.block].text
    end = figure.quantity.number_span[1]
    match = _DECISION.match(fold(text[end : end + _AHEAD]))
    return match[1] if match else ""


def _inside(one: Span, two: Span) -> bool:
    return two[0] <= one[0] and one[1] <= two[1]


def _same_title(one: set[str], two: set[str]) -> bool:
    """Tell whether two passages name a title that is the same but for what a scan damaged."""
    if one & two:
        return True
    words = [set(title.split()) for title in one], [set(title.split()) for title in two]
    return any(len(a & b) >= _TITLE_WORDS * max(len(a), len(b)) for a in words[0] for b in words[1])


def _other_event(left: Figure, right: Figure) -> bool:
    """Tell whether all other numbers around two figures differ: "xử phạt" here and there."""
    one, two = _details(left), _details(right)
    return len(one) >= _OTHERS and len(two) >= _OTHERS and not one & two


def _titles(figure: Figure) -> set[str]:
    quoted = [m[1] for m in _TITLE.finditer(figure.around)]  # in pairs: straight quotes are alike
    return {" ".join(re.findall(r"\w+", fold(q))) for q in quoted if len(q) >= _TITLE_LENGTH}


def _details(figure: Figure) -> set[str]:
    """Return the numbers around a figure, without its own."""
    at = figure.around.find(figure.quantity.surface)
    around = figure.around
    if at >= 0:
        around = around[:at] + around[at + len(figure.quantity.surface) :]
    return {match.group().lstrip("0") for match in _NUMBER.finditer(around)}


def _different_years(spans: tuple[Span | None, Span | None]) -> bool:
    one, two = spans
    return one is not None and two is not None and one[1].year != two[1].year


def _within(spans: tuple[Span | None, Span | None]) -> bool:
    """The later period begins with the earlier one: six months, then nine of one year."""
    one, two = spans
    return one is not None and two is not None and one[0] == two[0] and one[1] < two[1]
