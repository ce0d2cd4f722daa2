"""What a document says about itself: type, number, date, issuer, signer, recipients, period, scope.

The letterhead says most of it (Nghị định 30/2020/NĐ-CP, Phụ lục I). A copy without letterhead
says it in "(Kèm theo Báo cáo số … ngày … của …)" over an appendix, or in its opening sentence.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.layout.issuing import issuer_in, issuer_like
from corpus.layout.parts import FOLDED_KINDS, is_name, is_signer_title
from corpus.layout.periods import period_of
from corpus.layout.provinces import province_named, scope_of
from corpus.model import Block, BlockKind, Period
from corpus.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields as in `Report`."""

    title: str = ""
    kind: str = ""
    number: str | None = None
    date: dt.date | None = None
    issuer: str | None = None
    signer: str | None = None
    recipients: tuple[str, ...] = ()
    period: Period | None = None
    as_of: dt.date | None = None
    scope: str | None = None


def metadata_of(blocks: Sequence[Block]) -> Metadata:
    """Return what the blocks of a document say about it."""
    heads = [b.text for b in blocks if b.kind is BlockKind.HEADER and not b.path]
    attached = [b.text for b in blocks if b.kind is BlockKind.HEADER and b.path]
    titles = [b.text for b in blocks if b.kind is BlockKind.TITLE and not b.path]
    kind, title = _kind_and_title(titles, blocks)
    own = [text for text in attached if _is_own(text, kind)]
    dated = _date(heads) or _date(own)
    period = _period(title, blocks)
    as_of = _as_of(title) or dated or _latest_cited(blocks)
    around = dated or _month_of(own) or as_of or (period.end if period else None)
    return Metadata(
        title=title,
        kind=kind,
        number=_number(heads) or _number(own),
        date=dated,
        issuer=_issuer(heads, own, blocks),
        signer=_signer(blocks),
        recipients=_recipients(blocks),
        period=period,
        as_of=as_of,
        scope=_scope(heads, title, blocks, around),
    )


def _kind_and_title(titles: Sequence[str], blocks: Sequence[Block]) -> tuple[str, str]:
    kinds = [FOLDED_KINDS.get(fold(text).rstrip(": "), "") for text in titles]
    kind = next((name for name in kinds if name), "")
    words = [text for text, name in zip(titles, kinds, strict=True) if not name]
    title = squeeze(" ".join(words))
    if not kind and title and re.match(r"v/v|ve viec", fold(title)):
        kind = "Công văn"
        title = re.sub(r"^[Vv]/[Vv]\s*:?\s*", "", title)
    if not title:
        title = next((b.text for b in blocks if b.kind is BlockKind.HEADING and b.path == ()), "")
    return kind, title


def _is_own(text: str, kind: str) -> bool:
    """Return whether "(Kèm theo …)" over an appendix speaks of the document it hangs on."""
    folded = fold(text)
    return "kem theo" in folded and (not kind or fold(kind) in folded)


_OWN_NUMBER = re.compile(
    r"(?:^|\s)\(?[Ss]\s?[ốốoóò0-9]\s*[:.]?\s*(\d{1,5})\s*/\s*([^\s,;()]+(?:\s?-\s?[A-ZĐ&]+)*)"
)


_PARTY_NUMBER = re.compile(r"(?:^|\s)[Ss]\s?[ốô]\s*:?\s*(\d{1,5})\s?-\s?([A-ZĐ]{2,5}/[A-ZĐ]{2,9})")


def _number(heads: Sequence[str]) -> str | None:
    """Return the document's own number, None where it is blank."""
    for text in heads:
        found = _OWN_NUMBER.search(text)
        if found:
            return f"{found[1]}/{found[2]}".replace(" ", "")
        party = _PARTY_NUMBER.search(text)
        if party:
            return f"{party[1]}-{party[2]}"
    return None


_LONG_DATE = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+n\w{1,2}m\s+(\d{4})")
_SHORT_DATE = re.compile(r"ngay\s+(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_MONTH = re.compile(r"(?:/|thang)\s*(\d{1,2})\s*(?:/|n\w{1,2}m)\s*(\d{4})(?!\d)")


def _date(texts: Sequence[str]) -> dt.date | None:
    for text in texts:
        folded = squeeze(fold(text))
        for found in (_LONG_DATE.search(folded), _SHORT_DATE.search(folded)):
            if found and (made := _made(int(found[3]), int(found[2]), int(found[1]))):
                return made
    return None


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_of(texts: Sequence[str]) -> dt.date | None:
    """Return the first day of the month that a date without day names: "/8/2025"."""
    for text in texts:
        found = _MONTH.search(fold(text))
        if found:
            return _made(int(found[2]), int(found[1]), 1)
    return None


def _as_of(title: str) -> dt.date | None:
    found = re.search(r"(?:tinh )?den (?:het )?(ngay .*)", fold(title))
    return _date([found[1]]) if found else None


_CITED_DATE = re.compile(r"/[A-Z][\w&-]*,? ngay (\d{1,2})/(\d{1,2})/(\d{4})(?!\d)", re.IGNORECASE)


def _latest_cited(blocks: Sequence[Block]) -> dt.date | None:
    """Return the latest date of a document the text cites: it was written then or later."""
    dates = [
        made
        for block in blocks
        for m in _CITED_DATE.finditer(fold(block.text))
        if (made := _made(int(m[3]), int(m[2]), int(m[1])))
    ]
    return max(dates, default=None)


def _period(title: str, blocks: Sequence[Block]) -> Period | None:
    """Return the period of the title, else of the first heading or opening words that name one.

    A title "03 năm" without years wants the heading that gives them.
    """
    if period := period_of(title):
        return period
    openings = [b.text for b in blocks if b.kind is BlockKind.HEADING or not b.path][:30]
    years = re.search(r"\b(\d{1,2}) nam\b", fold(title))
    if years:
        for text in openings:
            period = period_of(text)
            if period and period.label.startswith(f"{int(years[1]):02d} năm"):
                return period
    found = [period for text in openings if (period := period_of(text))]
    return found[0] if found else None


def _issuer(heads: Sequence[str], own: Sequence[str], blocks: Sequence[Block]) -> str | None:
    """Return the issuing body as running text spells it."""
    for text in own:
        found = re.search(r"\d{4}\s+của\s+(.+?)\)?$", text)
        if found:
            return squeeze(found[1])
    head = _head_issuer(heads)
    if head:
        name = issuer_like(head, blocks)
        return name[:1].upper() + name[1:]  # an old font has no "Ủ"
    return issuer_in(blocks)


_RIGHT_COLUMN = re.compile(r"(?:cong hoa xa h|doc \w{2}p\s*-|dang cong san viet nam).*")
_HEAD_ORGAN = re.compile(
    r"(?:so|ban|bo|cuc|chi cuc|ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|tinh uy|thanh uy|"
    r"van phong|phong|trung tam|truong|vien|tong cuc|thanh tra|cong an|bo chi huy)\b"
)


def _head_issuer(heads: Sequence[str]) -> str | None:
    """Return the last organ of the letterhead's left column, as printed there."""
    organs: list[str] = []
    for text in heads:
        folded = fold(text)
        if re.match(r"s[o6]\s*[:.\d]", folded) or re.search(r"ngay\s*\d*\s*thang", folded):
            break
        right = _RIGHT_COLUMN.search(folded)
        left = squeeze(text[: right.start()] if right else text)
        if _HEAD_ORGAN.match(fold(left)):
            organs.append(left)
        elif left.isupper() and organs:
            organs[-1] += " " + left
    return organs[-1] if organs else None


def _signer(blocks: Sequence[Block]) -> str | None:
    lines = [
        re.sub(r"^(?:TS|ThS|PGS|GS|BS|KS)\.?\s+", "", b.text)
        for b in blocks
        if b.kind is BlockKind.SIGNATURE and not is_signer_title(b.text)
    ]
    names = [name for line in lines if is_name(name := line if is_name(line) else line.title())]
    signing = [b.text for b in blocks if b.kind is BlockKind.SIGNATURE]
    offices = [fold(text) for text in signing if is_signer_title(text)]
    if len(names) > 1 and len(offices) == len(names):  # minutes: the secretary beside the chair
        names = [n for n, t in zip(names, offices, strict=True) if not t.startswith("thu ky")]
    return names[0] if names else None


def _recipients(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return whom it goes to: Kính gửi first, then Nơi nhận without "Như trên" and the archive."""
    found: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.RECIPIENTS:
            continue
        text = re.sub(r"^(?:Kính gửi|Nơi nhận)\s*:?\s*", "", block.text).strip(" ;.,:")
        if text and not re.match(r"(?:nhu tren|nhu kinh gui|luu\b|noi nhan|kinh gui)", fold(text)):
            found.append(text)
    return tuple(dict.fromkeys(found))


_PROVINCE = re.compile(
    r"(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\.?)\s+((?:[A-ZĐ]\w+)(?:[ -]+[A-ZĐ]\w+){0,3})"
)
_HEAD_PLACE = re.compile(r"^\W*([^,]{3,30}),\s*ngay")
_HEAD_PROVINCE = re.compile(r"\b(?:tinh|thanh pho)(?: uy)?\s+(?!uy\b)(\w+ \w+)")


_AREA_LEVELS = {
    "xa": "xã", "phuong": "phường", "thi tran": "thị trấn", "dac khu": "đặc khu",
    "huyen": "huyện", "quan": "quận", "thi xa": "thị xã", "thanh pho": "thành phố",
}  # fmt: skip
_AREA = re.compile(
    rf"^(?:(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|dang uy)\s+)?"
    rf"(?P<level>{'|'.join(_AREA_LEVELS)})\s+(?P<name>\w+(?: \w+){{0,3}})$"
)
_STATE_ORGAN = re.compile(r"^(?:bo (?!chi huy|doi|tu lenh)|chinh phu|quoc hoi|tong cuc|thu tuong)")


def _letterhead(heads: Sequence[str]) -> list[str]:
    """Return the lines of the letterhead's left column, above the number."""
    lines: list[str] = []
    for text in heads:
        folded = fold(text)
        if re.match(r"s[o6]\s*[:.\d]", folded) or re.search(r"ngay\s*\d*\s*thang", folded):
            break
        right = _RIGHT_COLUMN.search(folded)
        lines.append(squeeze(text[: right.start()] if right else text))
    return lines


def _of_the_state(heads: Sequence[str]) -> bool:
    """Return whether the letterhead begins with a ministry or another central organ."""
    lines = [line for line in _letterhead(heads) if line]
    return bool(lines) and _STATE_ORGAN.match(fold(lines[0])) is not None


def _issuing_area(heads: Sequence[str]) -> str | None:
    """Return "xã An Phú" where the letterhead names an area below the province."""
    for line in _letterhead(heads):
        match = _AREA.match(fold(line))
        if match is None:
            continue
        name = line[match.start("name") : match.end("name")]
        if match["level"] == "thanh pho" and province_named(name):
            continue
        return f"{_AREA_LEVELS[match['level']]} {name.title() if name.isupper() else name}"
    return None


def _scope(
    heads: Sequence[str], title: str, blocks: Sequence[Block], around: dt.date | None
) -> str | None:
    """Return the area spoken of: the issuing commune's or district's own, else the province.

    The province is the letterhead's place, the title's, else the most named. None for an organ of
    the State as a whole: its city is only where it sits.
    """
    if _of_the_state(heads):
        return None
    if area := _issuing_area(heads):
        return area
    places = [text[m.start(1) : m.end(1)] for text in heads if (m := _place(text))]
    for place in places:
        if named := province_named(place):
            return scope_of(named, around)
    prose = [b.text for b in blocks if b.kind is not BlockKind.TABLE]
    counts = Counter(m[1] for text in prose for m in _PROVINCE.finditer(text))
    names = [m[1] for m in _PROVINCE.finditer(title)] + [name for name, _ in counts.most_common(3)]
    known = [named for name in names if (named := province_named(name))]
    if known:
        return scope_of(known[0], around)
    best = [*(name for name in names if counts[name] > 1), *places, *names][:1]
    return scope_of(best[0].title() if best[0].isupper() else best[0], around) if best else None


def _place(head: str) -> re.Match[str] | None:
    """Return the match whose group 1 is the place in a line of the letterhead."""
    folded = fold(head)
    return _HEAD_PLACE.match(folded) or _HEAD_PROVINCE.search(folded)
