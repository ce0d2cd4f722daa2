"""Questions about sets of documents: "UBND tỉnh ban hành những quyết định nào trong tháng 5/2025".

Answered over the register by type, issuer, period, status and words of the title; Vietnamese
with or without diacritics, and English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents.resolving import issuer_key, same_issuer
from corpus.layout.periods import period_of
from corpus.model import Period
from corpus.register.register import Entry
from corpus.text import fold, nfc, same_tone, squeeze

# (folded words, type); the English ones after the Vietnamese.
_TYPES: tuple[tuple[str, str], ...] = (
    (r"quyet dinh|decisions?", "Quyết định"),
    (r"ke hoach|plans?", "Kế hoạch"),
    (r"nghi quyet|resolutions?", "Nghị quyết"),
    (r"chi thi|directives?", "Chỉ thị"),
    (r"nghi dinh|decrees?", "Nghị định"),
    (r"thong tu|circulars?", "Thông tư"),
    (r"chuong trinh|program(?:me)?s?", "Chương trình"),
    (r"cong van|official letters?|letters?", "Công văn"),
    (r"to trinh", "Tờ trình"),
    (r"thong bao|notices?", "Thông báo"),
    (r"ket luan|conclusions?", "Kết luận"),
    (r"huong dan|guidelines?", "Hướng dẫn"),
    (r"luat|laws?", "Luật"),
    (r"van ban|tai lieu|documents?", ""),
)
_NOUNS = "|".join(f"(?P<t{i}>{words})" for i, (words, _) in enumerate(_TYPES))
_MANY = r"nhung|cac|bao nhieu|which|what|all|any|the|list|liet ke|danh sach|how many|may"
_ASKED = re.compile(
    rf"(?<!\w)(?:(?:{_MANY})\s+(?:{_NOUNS})(?!\w)"
    rf"|(?:{_NOUNS.replace('(?P<t', '(?P<u')})\s+(?:nao|gi)(?!\w))"
)
_ISSUES = re.compile(r"(?<!\w)(?:ban hanh|da ky|ky|phat hanh|issued?|adopted|signed)(?!\w)")
_LIST = re.compile(r"(?<!\w)(?:liet ke|danh sach|list|show|bao nhieu|how many)(?!\w)")
# "Nghị quyết của HĐND tỉnh về mức chi": a set too, where nothing but a noun opens the question.
_OPENS = re.compile(
    rf"(?:cho (?:toi |biet |xem )*|tim |xem )?(?:{'|'.join(w for w, t in _TYPES if t)})"
    r"(?: hanh dong| phoi hop)?\s+(?:cua|do|ve)\s"
)
_SPELT = (
    (r"\bu[yỷ] ban nhan dan\b", "ubnd"),
    (r"\bhoi dong nhan dan\b", "hdnd"),
    (r"\bkh ?& ?cn\b|\bkhcn\b", "khoa hoc va cong nghe"),
    (r"\bprovincial people'?s committee\b|\bprovince'?s people'?s committee\b", "ubnd tinh"),
    (r"\bpeople'?s committee\b", "ubnd"),
    (r"\bprovincial people'?s council\b|\bpeople'?s council\b", "hdnd tinh"),
    (r"\bchair(?:man|person)\b", "chu tich"),
    (r"\bprime minister\b", "thu tuong chinh phu"),
    (r"\b(?:thu tuong|ttg)\b(?! chinh phu)", "thu tuong chinh phu"),
    (r"\bbtv (?=tinh uy|thanh uy|huyen uy)", "ban thuong vu "),
    (r"\bgovernment\b", "chinh phu"),
    (r"\bpolitburo\b", "bo chinh tri"),
    (r"\bsecretariat\b", "ban bi thu"),
    (r"\bnational assembly\b", "quoc hoi"),
    (r"\bministry of science and technology\b", "bo khoa hoc va cong nghe"),
    (r"\bdepartment of science and technology\b", "so khoa hoc va cong nghe"),
    (r"\bprovincial party committee\b", "tinh uy"),
)
_MONTHS = "january february march april may june july august september october november december"
_DAY = r"(\d{1,2})\s*(?:[/.-]|thang)\s*(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})"
_RANGE = re.compile(rf"(?:tu|from)\s+(?:ngay\s+)?{_DAY}\s*(?:den|to|until|-)\s*(?:ngay\s+)?{_DAY}")
_MONTH_RANGE = re.compile(
    r"tu\s+thang\s+(\d{1,2})(?:\s*[/-]\s*(\d{4}))?\s*den\s*(?:het\s+)?thang\s+(\d{1,2})"
    r"\s*(?:[/-]|nam)\s*(\d{4})"
)
_ON = re.compile(rf"(?:ngay|on|dated)\s+{_DAY}")
_BARE_YEAR = re.compile(r"(?:trong|in|during|since|tu)\s+((?:19|20)\d\d)(?!\d)")
_STATUS = (
    (r"con hieu luc|in force|still valid|in effect", ("còn hiệu lực", "được sửa đổi")),
    (
        r"het hieu luc|(?:bi|duoc) thay the|bi bai bo|replaced|superseded|repealed",
        ("được thay thế", "bị bãi bỏ", "hết hiệu lực"),
    ),
    (r"(?:duoc|da|bi) sua doi|amended", ("được sửa đổi",)),
    (r"du thao|draft", ("dự thảo",)),
)
_ABOUT = re.compile(
    r"(?<!\w)(?:ve(?: viec)?|lien quan (?:den|toi)|about|on|concerning)\s+"
    r"(?!thang|ngay|nam\b|quy\b|\d)(.+?)"
    r"(?=\s+(?:trong|tu ngay|tu thang|in|from|do|by|during)\s|[;?.]|$)"
)
_HEAD = re.compile(
    r"(?<!\w)(?:ubnd|hdnd|so (?:khoa|tai|noi|xay|tu phap|y te|giao|nong|cong)|bo (?!luat)\w+"
    r"|tinh uy|thanh uy|huyen uy|chinh phu|thu tuong|quoc hoi|ban (?!hanh)\w+)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question asks the register for; what it does not say is empty."""

    type: str
    issuer: str  # as the register writes it, or as asked when the register has none
    known: bool  # the register has such an issuer
    period: Period | None
    statuses: tuple[str, ...]
    about: tuple[str, ...]  # folded words of the title
    about_text: str = ""  # the same as typed


@dataclass(frozen=True, slots=True)
class Listing:
    """What was found, in order of date.

    `by_symbol` are those of `found` whose issuer only the symbol tells, `undated` may be meant
    too: the reports do not tell their date.
    """

    wanted: Wanted
    found: tuple[Entry, ...]
    by_symbol: tuple[Entry, ...]
    undated: tuple[Entry, ...]


def listing(question: str, entries: Sequence[Entry]) -> Listing | None:
    """Return the documents that a question about a set of them means, None for another one."""
    wanted = wanted_of(question, entries)
    if wanted is None:
        return None
    found: list[Entry] = []
    by_symbol: list[Entry] = []
    undated: list[Entry] = []
    for entry in sorted(entries, key=_order):
        by, when = _by(entry, wanted), _when(entry, wanted.period)
        if by is None or when is None or not _fits(entry, wanted):
            continue
        (found if when else undated).append(entry)
        if when and not by:
            by_symbol.append(entry)
    return Listing(wanted, tuple(found), tuple(by_symbol), tuple(undated))


def _order(entry: Entry) -> tuple[date, str]:
    return entry.date or date.max, entry.number


def wanted_of(question: str, entries: Sequence[Entry]) -> Wanted | None:
    """Return what is asked for; None unless a set is asked for and bounded by something."""
    text = _spelt(question)
    asked = _ASKED.search(text)
    named = _LIST.search(text) and re.search(rf"(?<!\w)(?:{_plain_nouns()})", text)
    if not asked and not named and not _OPENS.match(text):
        return None
    kind = _type(asked) if asked else _first_type(text)
    rest = text[: asked.start()] + " ; " + text[asked.end() :] if asked else text
    issuer, known, rest = _issuer(rest, entries)
    period, rest = _period(rest)
    statuses = next((s for words, s in _STATUS if re.search(words, rest)), ())
    about = _ABOUT.search(rest)
    words = tuple(re.findall(r"[a-z0-9]+", about[1])) if about else ()
    if not (issuer or period or statuses or words):
        return None
    if issuer and not known:
        issuer = _as_typed(question, issuer)
    typed = _as_typed(question, about[1].strip()) if about else ""
    return Wanted(kind, issuer, known, period, statuses, words, typed)


def _as_typed(question: str, folded: str) -> str:
    """Return the words of a question that fold to `folded`, else these with known capitals."""
    typed = squeeze(nfc(question))
    at = fold(typed).find(folded)
    if at >= 0:
        return typed[at : at + len(folded)]
    return folded.replace("ubnd", "UBND").replace("hdnd", "HĐND")


def _spelt(question: str) -> str:
    text = " ".join(fold(nfc(question)).replace("’", "'").split())
    for words, short in _SPELT:
        text = re.sub(words, short, text)
    return text


def _plain_nouns() -> str:
    return "|".join(words for words, _ in _TYPES)


def _type(asked: re.Match[str]) -> str:
    return next(kind for i, (_, kind) in enumerate(_TYPES) if asked[f"t{i}"] or asked[f"u{i}"])


def _first_type(text: str) -> str:
    return next(
        (kind for words, kind in _TYPES if re.search(rf"(?<!\w)(?:{words})(?!\w)", text)), ""
    )


# ---------------------------------------------------------------- issuers


def _issuer(text: str, entries: Sequence[Entry]) -> tuple[str, bool, str]:
    """Return (issuer, whether the register has it, the text without it)."""
    names = {squeeze(e.issuer): None for e in entries if e.issuer}
    forms: dict[str, str] = {}
    for name in names:
        full = _spelt(name)
        forms.setdefault(full, name)
        if (body := issuer_key(name)[0]) and len(body) > 3:
            forms.setdefault(body, name)
    best = max(
        (f for f in forms if re.search(rf"(?<!\w){re.escape(f)}(?!\w)", text)), key=len, default=""
    )
    if best:
        at = text.index(best)
        chair = "chu tich " if re.search(r"chu tich $", text[:at]) else ""
        name = forms[best]
        if chair and "chu tich" not in fold(name):
            name = next((n for n in names if _spelt(n).startswith(chair + best)), name)
        elif not chair and "chu tich" in fold(name) and "chu tich" not in best:
            name = next((n for n in names if _spelt(n) == best), "") or _unchaired(name)
        return name, True, f"{text[:at].removesuffix(chair)} ; {text[at + len(best) :]}"
    head = _HEAD.search(text) if _ISSUES.search(text) else None
    if head is None:
        return "", False, text
    end = _ISSUES.search(text, head.end())
    stop = end.start() if end and end.start() > head.start() else len(text)
    return text[head.start() : stop].strip(" ;?"), False, text[: head.start()] + text[stop:]


def _unchaired(name: str) -> str:
    return re.sub(r"^(?:Phó )?Chủ tịch ", "", name)


def _by(entry: Entry, wanted: Wanted) -> bool | None:
    """Return whether `entry` is the wanted issuer's: None for no, False where only it may be."""
    if not wanted.issuer:
        return True
    if entry.issuer:
        if not wanted.known or not same_issuer(entry.issuer, wanted.issuer):
            return None
        chair = "chu tich" in fold(wanted.issuer)
        return True if not chair or "chu tich" in fold(entry.issuer) else None
    return False if _code(wanted.issuer) in _symbol(entry.number) else None


def _code(issuer: str) -> str:
    """Return what stands for a body in symbols: "ubnd", "skhcn", "tu" of Tỉnh ủy."""
    body = issuer_key(issuer)[0]
    for name, code in (("ubnd", "ubnd"), ("hdnd", "hdnd"), ("tinh uy", "tu"), ("thanh uy", "tu")):
        if name in body:
            return code
    return "".join(w[0] for w in re.findall(r"[a-z]+", body) if w not in ("va", "cua"))


def _symbol(number: str) -> list[str]:
    return re.findall(r"[a-z]+", fold(number))


# ---------------------------------------------------------------- periods


def _period(text: str) -> tuple[Period | None, str]:
    """Return the period asked for and the text without its words."""
    for pattern, make in (
        (_RANGE, _days), (_MONTH_RANGE, _months), (_ON, _one_day), (_english(), _month),
    ):  # fmt: skip
        match = pattern.search(text)
        if match and (period := make(match)):
            return period, text[: match.start()] + " ; " + text[match.end() :]
    dashed = re.sub(r"(thang \d{1,2})-(20\d\d)", r"\1/\2", text)
    if period := period_of(dashed):
        return period, dashed
    if match := _BARE_YEAR.search(text):
        year = int(match[1])
        return Period(f"năm {year}", date(year, 1, 1), date(year, 12, 31)), text
    return None, text


def _english() -> re.Pattern[str]:
    return re.compile(rf"(?:in|during|of)\s+({_MONTHS.replace(' ', '|')})\s+(\d{{4}})")


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _days(match: re.Match[str]) -> Period | None:
    start, end = _date(*match.groups()[:3]), _date(*match.groups()[3:])
    if not start or not end or start > end:
        return None
    return Period(f"từ {start:%d/%m/%Y} đến {end:%d/%m/%Y}", start, end)


def _months(match: re.Match[str]) -> Period | None:
    first, year, last, until = match.groups()
    start = _date("1", first, year or until)
    end = period_of(f"tháng {last}/{until}")
    if not start or not end or not end.end or start > end.end:
        return None
    return Period(f"từ tháng {first}/{year or until} đến tháng {last}/{until}", start, end.end)


def _one_day(match: re.Match[str]) -> Period | None:
    day = _date(*match.groups())
    return Period(f"ngày {day:%d/%m/%Y}", day, day) if day else None


def _month(match: re.Match[str]) -> Period | None:
    return period_of(f"tháng {_MONTHS.split().index(match[1]) + 1}/{match[2]}")


# ---------------------------------------------------------------- fitting


def _fits(entry: Entry, wanted: Wanted) -> bool:
    """Tell whether type, status and title are those wanted."""
    if wanted.type and wanted.type != entry.type:
        return False
    if wanted.statuses and not entry.status.startswith(wanted.statuses):
        return False
    title = set(re.findall(r"[a-z0-9]+", fold(same_tone(entry.title))))
    return all(word in title for word in wanted.about)


def _when(entry: Entry, period: Period | None) -> bool | None:
    """Return whether `entry` is of the period: None for no, False where it only may be."""
    if period is None or period.start is None or period.end is None:
        return True
    if entry.date:
        return True if period.start <= entry.date <= period.end else None
    if entry.year and not period.start.year <= entry.year <= period.end.year:
        return None
    if entry.year and (period.start, period.end) == (
        date(period.start.year, 1, 1),
        date(period.end.year, 12, 31),
    ):
        return True
    return False if entry.year else None
