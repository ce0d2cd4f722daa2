"""When, where and in which sense a figure holds: period, as-of date, scope, plan or result.

Labels are those officials write ("6 tháng đầu năm 2025"). What the sentence says wins over the
heading, the heading over the report.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.figures.clauses import clause_start, item_start, sentence_start, stands_in
from corpus.figures.scopes import area_at_start, scope_of
from corpus.model import Block, QuantityKind, Report
from corpus.text import fold, squeeze

_REACH = 800  # characters before a figure that can say something about it
_AFTER = 120  # characters after a figure that can say something about it
_TRIED = 12  # periods before a figure that are tried


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Period label, as-of date, scope and kind of a figure; `said` when its sentence says so."""

    period: str | None
    as_of: date | None
    scope: str | None
    kind: QuantityKind
    said: bool = False


_MONTHS = re.compile(
    r"(?<!\w)0?(?P<n>\d{1,2})\s+tháng\s+(?P<part>đầu|cuối)\s+năm(?:\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
    r"|(?<!\w)(?<!ngày )0?(?P<n2>\d{1,2})\s+tháng\s+(?:năm\s+)?(?P<year2>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"(?<!\w)quý\s+(?P<q>IV|I{1,3}|[1-4])(?:\s*[/,-]?\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d))?(?!\w)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\w)(?P<how>đến (?:cuối |hết |đầu |giữa )?|trong )?tháng\s+(?P<m>\d{1,2})\s*(?:/|năm)\s*"
    r"(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# "trong đó tháng 9 kiểm tra 05 cơ sở": a month of the report's own year.
_BARE_MONTH = re.compile(
    r"(?<!\w)(?:trong đó,?|riêng|trong) tháng (?P<bare>\d{1,2})"
    r"(?!\s*[/.\d-]|\s+(?:năm|đầu|cuối|tới|sau|và)(?!\w))",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<!\w)(?:tính |ước )?đến (?:hết )?(?:ngày )?"
    r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?<!\w)từ (?:ngày |tháng )?\d{1,2}/(?:\d{1,2}/)?\d{4} đến (?:nay|(?:ngày |tháng )?[\d/]+)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<!\w)(?P<stage>giai đoạn|năm)\s+"
    r"(?P<from>(?:19|20)\d\d)\s*[-–]\s*(?P<to>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<!\w)(?P<how>cả |trong |đến (?:cuối |hết |đầu )?|hết |cuối )?năm\s+(?P<year>(?:19|20)\d\d)"
    r"(?!\d|\s*[-–]\s*\d|\.\d)",
    re.IGNORECASE,
)
# "tăng 1,5 lần so với cùng kỳ năm 2024 (822 hồ sơ)"
_COMPARED = re.compile(
    r"(?:(?P<same>cùng kỳ)|so với)(?:\s+năm\s+(?:trước|(?P<year>(?:19|20)\d\d)))?"
    r"\s*\(\s*(?:là |có )?$",
    re.IGNORECASE,
)
# "đạt 88% (năm trước là 71%)"
_YEAR_AGO = re.compile(
    r"\(\s*năm (?P<school>học )?trước(?:\s*(?:là|đạt|có|chỉ|:))*\s*$", re.IGNORECASE
)
_WITHIN = re.compile(r"(?<!\w)trong (?:\d{1,2} tháng (?:đầu|cuối) năm|quý [IV1-4]+)[^,;.]{0,16}")
_SCHOOL = re.compile(
    r"(?<!\w)(?:năm học|niên khóa|niên khoá)\s+(?P<from>(?:19|20)\d\d)\s*[-–]\s*"
    r"(?P<to>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# "cả năm" without its number is the report's own year.
_WHOLE_YEAR = re.compile(r"(?<!\w)cả năm(?!\w)(?!\s+(?:học|19|20))", re.IGNORECASE)
_EVERY = re.compile(
    r"(?<!\w)(?P<every>hằng|hàng|mỗi)\s+(?P<unit>tháng|năm|quý|tuần|ngày)(?!\w)", re.IGNORECASE
)
_PLAN_HEADING = re.compile(
    r"^\W*(?:[\divxa-z]{1,5}[.)]\W*)*(?:(?:mot so|cac|phan thu \w+)\W+)*"
    r"(?:phuong huong|nhiem vu (?:trong tam|chu yeu|cu the|cong tac|nam|quy|thoi gian|trong|\d)"
    r"|nhiem vu,? (?:va )?(?:cac )?giai phap|muc tieu(?! quoc gia)|dinh huong|du kien|giai phap"
    r"|ke hoach (?:phat trien|cong tac|hoat dong|nam|thang|quy|\d)"
    r"|chi tieu (?:nam|thang|quy|phan dau|\d)|chuong trinh cong tac"
    r"|du toan (?:nam|ngan sach|thu|chi|\d))"
    r"|phuong huong|thoi gian toi|thang cuoi nam|nhiem vu,? giai phap"
)
_RESULT_HEADING = re.compile(
    r"ket qua|tinh hinh|danh gia|da (?:dat|thuc hien)|han che|ton tai|nguyen nhan|kho khan|uu diem"
)
_PLANNED = re.compile(r"(?<!\w)(?:dự kiến|sẽ|định hướng|dự tính|có kế hoạch)(?!\w)", re.IGNORECASE)
_OF_WHEN = r"(?:\s+(?:cả năm|năm(?:\s+\d{4})?|quý [IV\d]+|giao|đề ra|kế hoạch))*"
_ABOUT = r"(?:(?:hơn|trên|gần|khoảng|ít nhất|tối thiểu)\s+)?"
_AIMED = re.compile(
    r"(?<!\w)(?:phấn đấu|(?:đặt|đề) (?:ra )?mục tiêu|mục tiêu (?:đến|đạt|là)"
    r"|chỉ tiêu (?:được )?giao)(?!\w)"
    r"|(?<!vượt )(?<!so với )(?<!đạt )(?<!thành )(?<!hiện )(?<!theo )(?<!\w)chỉ tiêu"
    rf"{_OF_WHEN}\s*(?:là|phải đạt|đạt|:)?\s*{_ABOUT}$",
    re.IGNORECASE,
)
# "Kế hoạch vốn năm 2025 được giao là 5.432 tỷ đồng", "(kế hoạch cả năm: 120 ha)"
_GIVEN = re.compile(
    r"(?<!vượt )(?<!so với )(?<!đạt )(?<!thành )(?<!hiện )(?<!theo )(?<!%\s)(?<!\w)"
    r"(?:kế hoạch|dự toán|KH)(?!\w)"
    rf"(?:[^,;.:()]{{0,60}}\s(?:được )?giao(?:\s(?:là|:|đạt))?|{_OF_WHEN}\s*(?:là|:))\s*{_ABOUT}$"
    rf"|^\W*(?:kế hoạch|dự toán|KH){_OF_WHEN}\s*:?\s*{_ABOUT}$",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"(?<!\w)ước(?!\w| mơ|\s+nguyện)", re.IGNORECASE)
_CONTINUES = re.compile(r"\s*(?:có|trong đó|qua đó|theo đó|kết quả|trong số)\b", re.IGNORECASE)
_AFTER_END = re.compile(r"[;:]|\((?!cũ)|(?<!cũ)\)|\.(?=\s|$)|,(?=\s*(?:\w+\s+){0,4}\d)")
_STARTS_CLAUSE = re.compile(
    r"(?:^|[,;:(–-]\s*|\d\)\s*|(?<=[.…])\s+)(?:(?:ước )?(?:lũy|luỹ) kế\s+)?$", re.IGNORECASE
)

_DONE = re.compile(r";\s+(?:đã|hiện có|hiện nay)(?!\w)", re.IGNORECASE)


def plans(path: tuple[str, ...]) -> tuple[bool, str | None]:
    """Return whether headings announce plans, and the heading that says so.

    The innermost heading that speaks decides: "Kết quả thực hiện kế hoạch" is about results.
    """
    for heading in reversed(path):
        plain = fold(heading)
        if _RESULT_HEADING.search(plain):
            return False, None
        if _PLAN_HEADING.search(plain):
            return True, heading
    return False, None


def period_label(text: str, year: int | None = None) -> str | None:
    """Return the first period that `text` names; `year` completes "6 tháng cuối năm"."""
    for pattern in (_MONTHS, _QUARTER, _SCHOOL, _YEARS, _YEAR):
        match = pattern.search(text)
        if match:
            return _label(match, year)
    return None


def _label(match: re.Match[str], year: int | None = None) -> str | None:
    """Return the label of a match of one of the period patterns."""
    parts = match.groupdict()
    if "part" in parts:
        if parts["n2"]:
            return f"{int(parts['n2'])} tháng năm {parts['year2']}"
        when = parts["year"] or year
        whole = f"{int(parts['n'])} tháng {parts['part'].lower()} năm"
        return f"{whole} {when}" if when else whole
    if "bare" in parts:
        return f"tháng {int(parts['bare'])}/{year}" if year else None
    if "q" in parts:
        when = parts["year"] or year
        return f"quý {parts['q'].upper()}/{when}" if when else None
    if match.re is _WHOLE_YEAR:
        return f"năm {year}" if year else None
    if "from" in parts and "stage" not in parts:
        return f"năm học {parts['from']}-{parts['to']}"
    if "stage" in parts:
        return f"{parts['stage'].lower()} {parts['from']}-{parts['to']}"
    if "every" in parts:
        return f"hằng {parts['unit'].lower()}"
    if "m" in parts and "d" not in parts:
        how = (parts["how"] or "").lower().replace("trong ", "")
        return f"{how}tháng {int(parts['m'])}/{parts['year']}"
    if "year" in parts and "d" not in parts:
        return f"năm {parts['year']}"
    return squeeze(match[0].lower().replace("ngày ", ""))


def until(text: str) -> date | None:
    """Return the date up to which `text` counts: "đến 30/6/2025", "đến cuối tháng 5/2025"."""
    match = _UNTIL.search(text)
    if match:
        return _date(int(match["year"]), int(match["m"]), int(match["d"]))
    month = _MONTH.search(text)
    if month and month["how"] and month["how"].lower().startswith("đến"):
        year, number = int(month["year"]), int(month["m"])
        if 1 <= number <= 12 and "đầu" not in month["how"]:
            return _date(year, number, calendar.monthrange(year, number)[1])
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report and the headings above a block say about all of its figures."""

    period: str | None
    as_of: date | None
    scope: str | None
    issuer: str | None
    year: int | None
    plan: bool
    text: str

    @classmethod
    def of(cls, report: Report, block: Block) -> Setting:
        """Return the setting of a block of `report`."""
        label = report.period.label if report.period else period_label(report.title)
        year = _year_of(report, label)
        plan, heading = plans(block.path)
        if plan and heading is not None:
            label = period_label(heading, year) or _rest_of_year(report, year) or label
        return cls(
            label,
            report.as_of,
            area_at_start(block.text) or report.scope,
            report.issuer,
            year,
            plan,
            block.text,
        )


def _year_of(report: Report, label: str | None) -> int | None:
    match = re.search(r"(?:19|20)\d\d", label or "")
    if match:
        return int(match[0])
    if report.date:
        return report.date.year
    return None


def _rest_of_year(report: Report, year: int | None) -> str | None:
    """Return "6 tháng cuối năm 2025" where the title or a heading names it."""
    if year is None:
        return None
    for text in (report.title, *(section.title for section in report.sections)):
        for match in _MONTHS.finditer(text):
            if (match["part"] or "").lower() == "cuối":
                return _label(match, year)
    return None


def circumstances(
    setting: Setting,
    start: int,
    end: int,
    qualifier: str | None,
    last: Circumstances | None,
    *,
    compares: bool = False,
) -> Circumstances:
    """Return the circumstances of the figure ``setting.text[start:end]``.

    `last` are those of the figure before it in the same block: "Có 07 …" goes on from it.
    `compares` says that a year after the figure is what it is compared with ("gấp 2 lần năm 2023").
    """
    text = setting.text
    first = sentence_start(text, start)
    before = text[max(first, start - _REACH) : start]
    clause = text[max(clause_start(text, start), start - _REACH // 2) : start]
    item = text[max(item_start(text, start), start - _REACH) : start]
    after = _clause_after(text, end)
    # "Đến cuối năm sẽ …; đã hỗ trợ 61 …": what is done already stands on its own.
    done = next(reversed([*_DONE.finditer(before)]), None) if stands_in(_DONE, text) else None
    told = start - len(before) + done.end() if done else first
    said = _period_before(setting, told, start)
    if said is None and not compares:
        said = _period_after(after, setting)
    if said is None and last is not None and last.said and _CONTINUES.match(text, first):
        said = last.period
    given = _GIVEN.search(clause[-_AFTER:])
    if given and said is None:
        said = period_label(given[0], setting.year)
    kind = _kind(setting, clause, qualifier)
    dated = stands_in(_UNTIL, text) or stands_in(_MONTH, text)
    as_of = (until(before) or until(after)) if dated else None
    if as_of is None and kind is not QuantityKind.PLAN:
        as_of = setting.as_of
    scope = scope_of(text, start, item, after, setting.scope, setting.issuer)
    return Circumstances(said or setting.period, as_of, scope, kind, said is not None)


def _clause_after(text: str, end: int) -> str:
    # A comma ends the clause where a number follows within four words: they must be seen too.
    stop = _AFTER_END.search(text, end, end + 4 * _AFTER)
    return text[end : stop.start() if stop else len(text)][:_AFTER]


@lru_cache(maxsize=32)
def _periods_in(text: str) -> tuple[re.Match[str], ...]:
    """Return the periods that `text` names, the longest where several overlap."""
    found: list[re.Match[str]] = []
    for pattern in (
        _SINCE,
        _MONTHS,
        _QUARTER,
        _MONTH,
        _BARE_MONTH,
        _UNTIL,
        _SCHOOL,
        _YEARS,
        _YEAR,
        _WHOLE_YEAR,
        _EVERY,
    ):
        found += pattern.finditer(text)
    found.sort(key=lambda match: (match.start(), -match.end()))
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or match.end() > kept[-1].end():
            kept.append(match)
    return tuple(kept)


def _period_before(setting: Setting, first: int, start: int) -> str | None:
    """Return the last period that ``text[first:start]`` sets."""
    text = setting.text
    same = _COMPARED.search(text[max(first, start - 60) : start])
    if same:
        return squeeze(f"{'cùng kỳ ' if same['same'] else ''}năm {same['year'] or 'trước'}")
    if setting.year is not None and (ago := _YEAR_AGO.search(text[max(first, start - 60) : start])):
        year = setting.year  # of a school year the first
        return f"năm học {year - 1}-{year}" if ago["school"] else f"năm {year - 1}"
    periods = _periods_in(text)
    last = bisect_right(periods, start, key=lambda match: match.end()) - 1
    for match in periods[max(0, last - _TRIED) : last + 1][::-1]:
        if match.start() < first:
            return None
        label = _label(match, setting.year)
        if label and _sets_period(match, text[max(first, match.start() - 40) : start]):
            return label
    return None


def _sets_period(match: re.Match[str], words: str) -> bool:
    """Tell "Năm 2022: 160 lượt" from "Kế hoạch năm 2022 đã tổ chức 160 lượt".

    `words` run from up to 40 characters before the match to the figure.
    """
    groups = match.groupdict()
    at = words.index(match[0])
    clause_start = bool(_STARTS_CLAUSE.search(words[:at]))
    if match.re is _WHOLE_YEAR:  # "ước cả năm 120 ha", not "thành tích của cả năm học"
        return clause_start or not re.search(r"[,;.]", words[at:])
    leading = fold(words[:at]).rstrip().endswith(("trong", "tinh", "vao", "rieng"))
    if match.re is _EVERY:
        return clause_start or words[at + len(match[0]) :].count(" ") <= 3
    if match.re in (_UNTIL, _MONTH):
        how = (groups.get("how") or match[0]).lower()
        return clause_start or how.startswith(("tính", "ước", "đến"))
    if match.re is _SINCE:
        return clause_start
    if match.re is _YEARS and groups["stage"].lower() == "năm":
        return False
    how = (groups.get("how") or "").lower()
    return clause_start or leading or how.startswith(("cả", "trong", "đến"))


def _period_after(after: str, setting: Setting) -> str | None:
    """Return a past year or a span of years that ends the clause: "19 sáng kiến … năm 2024"."""
    stage = _YEARS.match(after.lstrip())
    if stage:
        return _label(stage)
    within = _WITHIN.search(after)
    if within:
        return period_label(within[0], setting.year)
    match = next(reversed([*_YEAR.finditer(after)]), None)
    if match is None or setting.year is None or int(match["year"]) >= setting.year:
        return None
    ends = not after[match.end() :].strip(" .,;)")
    if re.search(r"(?<!\w)so (?:với|sánh)(?!\w)[^,;]*$", after[: match.start()]):
        return None
    return f"năm {match['year']}" if ends and "Luật" not in after else None


def _kind(setting: Setting, before: str, qualifier: str | None) -> QuantityKind:
    if _AIMED.search(before):
        return QuantityKind.TARGET
    planned = stands_in(_PLANNED, setting.text) and _PLANNED.search(before)
    if setting.plan or planned or _GIVEN.search(before[-_AFTER:]):
        return QuantityKind.PLAN
    if qualifier == "ước" or (stands_in(_ESTIMATED, setting.text) and _ESTIMATED.search(before)):
        return QuantityKind.ESTIMATE
    return QuantityKind.ACTUAL
