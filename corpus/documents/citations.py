"""Finding the documents that a report cites: number, type, date, issuer and place of each.

One pass over each block. A number with its symbol (327/QĐ-UBND) is the anchor; the noun before
it, the date and issuer around it are read outwards from there, within fixed windows. Short forms
without a symbol ("Quyết định 861") need their noun. What a list shares (one noun or one issuer
for several numbers) is handed on last, then short and misprinted forms are resolved within the
report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.documents import grammar
from corpus.documents.bodies import CLEAN, HEAD_WORDS, read_issuer
from corpus.documents.grammar import Number
from corpus.documents.resolving import resolve
from corpus.model import Block, BlockKind, Citation, Report
from corpus.text import fold, squeeze

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_BEFORE = 140  # characters looked at before a number
_AFTER = 320  # and after it, for date and issuer
_OF = re.compile(r"\s{0,3},?\s{0,2}(?:(?:do)\s+|(?:c(?:ua|[tiul]{1,3}i?a|aa)\s+){1,2})")
_KHOA = re.compile(r"\s{0,2}\(?(?:khoa|nhiem ky)\s+(?:[ivxlc]+|\d[\d\s–-]*)\)?(?!\w)")
_LIST_GAP = re.compile(
    rf"(?:\s|,|va|cung|hoac|;|\(cu\)|{grammar.SO}(?!\w)|cac|tai|theo|\(\d{{1,2}}\)){{1,8}}"
)
_VERB = re.compile(
    r"\s*(?:da |vua |moi )?(?:xem xet,? )?(?:ky,? |ra )?(?:ban hanh|phe duyet|cong nhan|thong qua"
    r"|ky|ra|quyet dinh|thanh lap|cong bo|giao|co|phat hanh)?"
    r"(?: (?:tai|theo|cac|kem theo|\d\d))*\s*$"
)
_HAS_VERB = re.compile(
    r"(?:ban hanh|phe duyet|cong nhan|thong qua|ky|ra|thanh lap|cong bo|co|phat hanh)(?!\w)"
)
_ASKED = re.compile(
    r"(?:de ngh\w?|yeu cau|chi dao|y kien|ket luan|huong dan|phan cong|giao nhiem vu)"
    r"\s+c(?:ua|[tiul]{1,3}i?a|aa)\s+$"
)
_NOUN_OF = re.compile(rf"(?<!\w)(?P<noun>{grammar.NOUN})\s+cua\s+")
_AT = re.compile(r"\s*(?:tai|theo)(?: cac)?\s*$")


@dataclass(slots=True)
class _Found:
    """A citation in the making; positions are in the block's text."""

    start: int  # of the number
    end: int
    left: int  # of the whole mention
    right: int
    number: Number
    noun: str | None  # type that the noun says; "" for "văn bản"; None without a noun
    cue: bool  # a noun or "số" stands before the number
    date: date | None = None
    date_text: str | None = None
    issuer: str | None = None
    issuer_after: bool = False
    subject: str | None = None
    type: str = ""
    short: bool = False  # without a symbol: "Quyết định 861"
    shared: bool = False  # the symbol is that of a number after it


def citations_of(report: Report) -> tuple[Citation, ...]:
    """Return the documents that `report` cites, one record a mention, in reading order."""
    found = [c for i, b in enumerate(report.blocks) for c in _of_block(report, i, b)]
    found.sort(key=lambda c: c.place.start)
    return resolve(tuple(found))


def _of_block(report: Report, index: int, block: Block) -> Iterator[Citation]:
    if not _DIGIT.search(block.text):
        return
    folded = fold(block.text)
    damaged = block.repaired or CLEAN.search(block.text) is None
    if damaged:
        folded = grammar.unscramble(folded)
    found = list(_numbers(block.text, folded, damaged))
    found += _shorts(block.text, folded, found)
    if not found:
        return
    found.sort(key=lambda f: f.start)
    for i, one in enumerate(found):
        stop = found[i + 1].left if i + 1 < len(found) else len(folded)
        _tail(block.text, folded, one, stop)
    for i, one in enumerate(found):
        floor = found[i - 1].right if i else 0
        _lead(block.text, folded, one, floor)
        _type(folded, one, found[i - 1] if i else None)
    _share(folded, found)
    for i, one in enumerate(found):
        _subject(block.text, folded, found, i)
        yield _record(report, index, block, one)


# ---------------------------------------------------------------- anchors


def _numbers(text: str, folded: str, damaged: bool) -> Iterator[_Found]:
    """Yield the numbers that carry a symbol."""
    previous: _Found | None = None
    for match in grammar.NUMBER.finditer(text):
        window = folded[max(0, match.start() - _BEFORE) : match.start()]
        if grammar.LOOKALIKE.search(window[-40:]):
            continue
        head = grammar.HEAD.search(window) or grammar.LOOSE_HEAD.search(window)
        cue = head is not None or grammar.CUE.search(window[-16:]) is not None
        left = match.start() - len(window) + head.start() if head else match.start()
        noun = grammar.NOUNS[squeeze(head["noun"])] if head else None
        number = grammar.canonical(match, damaged, noun or "")
        if head and previous and left < previous.end:
            left, noun = match.start(), None
        end = (
            match.start("symbol") + len(match["symbol"].rstrip("0123456789"))
            if _marked(match["symbol"], number)
            else match.end()
        )
        one = _Found(match.start(), end, left, end, number, noun, cue)
        siblings = [] if head else list(_siblings(window, match.start(), number))
        one.cue = cue or bool(siblings)
        if _is_document(one, previous, folded):
            yield from siblings
            previous = one
            yield one


def _siblings(window: str, start: int, number: Number) -> Iterator[_Found]:
    """Yield the numbers that share the symbol of the one at `start`: "số 12, 13/QĐ-UBND"."""
    match = grammar.SHARED_SYMBOL.search(window)
    if not match:
        return
    noun, shift = grammar.NOUNS[squeeze(match["noun"])], start - len(window)
    symbol = number.text[len(number.leading) :]
    left = shift + match.start()
    for digits in _DIGITS.finditer(window, match.start("list"), match.end("list")):
        begin, end = shift + digits.start(), shift + digits.end()
        left = left if digits.start() == match.start("list") else begin
        alike = replace(number, text=digits[0] + symbol, leading=digits[0])
        yield _Found(begin, end, left, end, alike, noun, True, shared=True)


def _marked(symbol: str, number: Number) -> bool:
    """Tell whether digits at the end of a symbol are a footnote mark that stuck to it."""
    return symbol[-1].isdigit() and not number.text[-1].isdigit()


_AGENCY = re.compile(
    r"(?:S[A-ZĐ]{2}|B[A-ZĐ]{2}|UB|HĐND|VP|TU$|ĐU$|HU$|CAT|VKS|TAND|KBNN|NHNN|LĐLĐ)"
)


def _is_document(one: _Found, previous: _Found | None, folded: str) -> bool:
    """Tell a document number from a fraction or a code that looks like one."""
    number = one.number
    if number.type and number.parts > 1:
        return True
    if number.year and re.match(r"(?:QH|UBTVQH)\d", number.body):
        return True
    if one.cue:
        return one.noun is not None or number.parts > 1
    listed = previous is not None and _joined(folded, previous, one)
    dated = grammar.DATE_LEAD.match(folded, one.end) is not None
    if number.parts < 2:
        return listed and dated
    return listed or dated or (bool(_AGENCY.match(number.body)) and number.body.isupper())


def _shorts(text: str, folded: str, found: list[_Found]) -> list[_Found]:
    """Return the mentions that have a noun and a number but no symbol."""
    starts = [f.left for f in found]
    shorts = []
    for match in grammar.SHORT.finditer(folded):
        start, end = match.span("num")
        before = bisect_left(starts, end) - 1
        if before >= 0 and found[before].end > start:
            continue
        digits = match["num"]
        if not match["so"]:
            year_like = len(digits) == 4 and digits[:2] in ("19", "20")
            if year_like or (not text[match.start()].isupper() and not _ends(folded, end)):
                continue
            if _AND_DIGIT.match(folded, end) and not grammar.SHORT_MORE.match(folded, end):
                continue  # "Kế hoạch 3, 4 tháng"
        number = Number(digits, digits.split("/")[0], None, "", "", 0, False)
        noun = grammar.NOUNS[squeeze(match["noun"])]
        shorts.append(_Found(start, end, match.start(), end, number, noun, True, short=True))
        if _MANY.search(folded, max(0, match.start() - 5), match.start()):
            shorts += _more_shorts(folded, end, noun)
    return shorts


_AND_DIGIT = re.compile(r"\s?,\s?\d")
_MANY = re.compile(r"(?<!\w)cac\s+$")


def _more_shorts(folded: str, at: int, noun: str) -> Iterator[_Found]:
    """Yield the further numbers of a list of short forms that starts with "các"."""
    while match := grammar.SHORT_MORE.match(folded, at):
        start, at = match.span("num")
        number = Number(match["num"], match["num"], None, "", "", 0, False)
        yield _Found(start, at, start, at, number, noun, True, short=True)


def _ends(folded: str, end: int) -> bool:
    return re.match(r"\s*(?:[?.;)]|$)", folded[end : end + 4]) is not None


# ---------------------------------------------------------------- what stands around a number


def _tail(text: str, folded: str, one: _Found, stop: int) -> None:
    """Read date and issuer after the number, in either order, up to `stop`."""
    limit = min(stop, one.end + _AFTER)
    at = one.end
    for _ in range(3):
        if one.date_text is None:
            end = _read_date(text, folded, one, at, limit)
            if end:
                at = end
                continue
        if one.issuer is None:
            of = _OF.match(folded, at, limit)
            issuer = read_issuer(text, folded, of.end(), limit) if of else None
            if issuer:
                at, one.issuer = _joint(text, folded, one, issuer, limit)
                one.issuer_after = True
                khoa = _KHOA.match(folded, at, limit)
                at = khoa.end() if khoa else at
                continue
        break
    one.right = max(one.right, at)


_MORE = re.compile(r"\s{0,2}(?:,|-|–|và|va)\s{1,2}")


def _joint(
    text: str, folded: str, one: _Found, issuer: tuple[int, str], limit: int
) -> tuple[int, str]:
    """Return the issuer with those beside it, for documents that several bodies issue together."""
    end, name = issuer
    together = "LT-" in one.number.text or name == "Bộ Chính trị"
    while together and (more := _MORE.match(text, end, limit)):
        other = read_issuer(text, folded, more.end(), limit)
        if other is None or (name == "Bộ Chính trị" and other[1] != "Ban Bí thư"):
            break
        end, name = other[0], f"{name}, {other[1]}"
    return end, name


def _read_date(text: str, folded: str, one: _Found, at: int, limit: int) -> int | None:
    lead = grammar.DATE_LEAD.match(folded, at, limit) or grammar.PAREN_DATE.match(folded, at, limit)
    day = grammar.DATE.match(folded, lead.end(), limit) if lead else None
    if not lead or not day:
        return None
    one.date, one.date_text = grammar.date_of(day), text[day.start() : day.end()]
    end = day.end()
    if "(" in lead[0] and folded[end : end + 1] == ")":
        end += 1
    return end


def _lead(text: str, folded: str, one: _Found, floor: int) -> None:
    """Read issuer and date before the mention: "Ngày …, UBND tỉnh ban hành Quyết định số …"."""
    left = max(floor, one.left - _BEFORE)
    if one.noun is None and one.cue and _between(text, folded, one, left):
        return
    window = folded[left : one.left]
    cut = max(window.rfind(";"), window.rfind(". "), window.rfind("("), -1) + 1
    body = None
    for head in HEAD_WORDS.finditer(window, cut):
        issuer = read_issuer(text, folded, left + head.start(), one.left)
        if issuer and _governs(folded, left, left + head.start(), issuer[0], one.left):
            body = issuer
            start = left + head.start()
            break
    if body is None:
        return
    if one.issuer is None:
        one.issuer = body[1]
    if one.date_text is None:
        lead = grammar.DATE_BEFORE.search(folded[left:start])
        day = grammar.DATE.match(folded, left + lead.end()) if lead else None
        if day:
            one.date, one.date_text = grammar.date_of(day), text[day.start() : day.end()]


def _between(text: str, folded: str, one: _Found, left: int) -> bool:
    """Read "Quyết định của UBND tỉnh số 12/QĐ-UBND"; tell whether it is one."""
    for of in _NOUN_OF.finditer(folded, left, one.start):
        issuer = read_issuer(text, folded, of.end(), one.start)
        if issuer and grammar.CUE.fullmatch(folded[issuer[0] : one.start].strip() + " "):
            one.left, one.noun = of.start(), grammar.NOUNS[squeeze(of["noun"])]
            one.issuer = one.issuer or issuer[1]
            return True
    return False


def _governs(folded: str, left: int, start: int, end: int, noun: int) -> bool:
    """Tell whether the body at start:end issues the document whose noun stands at `noun`."""
    between = folded[end:noun]
    if _ASKED.search(folded[left:start]):
        return _AT.match(between) is not None
    return _VERB.match(between) is not None and _HAS_VERB.search(between) is not None


def _type(folded: str, one: _Found, previous: _Found | None) -> None:
    """Settle the type: the noun, else the symbol, else the noun the list shares, else công văn."""
    if one.noun and not (one.number.type and _heads_list(folded, one)):
        one.type = one.noun
    elif one.number.type:
        one.type = one.number.type
    elif previous and previous.type and _joined(folded, previous, one):
        one.type = previous.type
    elif one.number.parts > 1 or one.noun == "":
        one.type = "Công văn"
    elif one.number.body.startswith(("QH", "UBTVQH")):
        one.type = "Luật" if one.number.body.startswith("QH") else "Nghị quyết"


def _heads_list(folded: str, one: _Found) -> bool:
    """Tell whether the noun heads a list: "Các kế hoạch, quyết định: số 327/QĐ-UBND"."""
    between = folded[one.left : one.start]
    return ":" in between and not re.search(rf"{grammar.SO}\s*:\s*$", between)


def _joined(folded: str, first: _Found, second: _Found) -> bool:
    """Tell whether nothing but commas, "và", nouns and "số" stands between two mentions."""
    gap = folded[first.right : max(first.right, second.left)]
    return len(gap) < 40 and _LIST_GAP.fullmatch(gap) is not None


def _share(folded: str, found: list[_Found]) -> None:
    """Hand the issuer of a coordination to all its members."""
    groups: list[list[_Found]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        if last and ";" not in folded[last.right : one.left] and _joined(folded, last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        if len(group) > 1:
            _share_issuer(group)


def _share_issuer(group: list[_Found]) -> None:
    """Give those without an issuer the one "của X" after them, else the one X that issues all."""
    donor: _Found | None = None
    for one in reversed(group):
        if one.issuer_after:
            donor = one
        elif one.issuer is None and donor and _same_body(donor, one):
            one.issuer = donor.issuer
    donor = None
    for one in group:
        if one.issuer is None and donor and _same_body(donor, one):
            one.issuer = donor.issuer
        elif one.issuer and not one.issuer_after:
            donor = donor or one


def _same_body(one: _Found, two: _Found) -> bool:
    """Tell whether two symbols end alike; QH14 and QH15 are two terms of one body."""
    return one.number.body.rstrip("0123456789") == two.number.body.rstrip("0123456789")


_ABOUT = re.compile(
    r"\s{0,3},?\s{0,2}(?:ve(?: viec| v/v)?|v/v|ban hanh|phe duyet|quy dinh|sua doi|thanh lap"
    r"|trien khai|thuc hien|de thuc hien|huong dan|dieu chinh|cong nhan|cong bo|kien toan"
    r"|truyen thong|bo sung|to chuc|tang cuong|giao|phan khai|phan cong|bai bo|thay the)(?!\w)"
)
_SUBJECT_END = re.compile(r"[;\n]|\.(?=\s|$)|\((?=thay the|theo|cu|kem)|\)")


def _subject(text: str, folded: str, found: list[_Found], index: int) -> None:
    """Read the trích yếu after the mention, up to the end of its clause."""
    one = found[index]
    about = _ABOUT.match(folded, one.right)
    if not about:
        return
    end = _SUBJECT_END.search(folded, about.end(), one.right + 600)
    stop = end.start() if end else min(len(text), one.right + 600)
    # ", số 15/KH-UBND …" after a comma is a new item, no part of the subject.
    for other in (found[n] for n in range(index + 1, len(found))):
        if other.left >= stop:
            break
        if re.search(r",\s*(?:so)?\s*$", folded[one.right : other.left]) and other.noun is None:
            stop = one.right + folded[one.right : other.left].rstrip(" ,so").__len__()
            break
    subject = squeeze(text[one.right : stop]).strip(" ,;.")
    one.subject = subject or None


# ---------------------------------------------------------------- the record


def _record(report: Report, index: int, block: Block, one: _Found) -> Citation:
    place = report.place(index, one.start, one.end)
    surface = squeeze(block.text[one.start : one.end])
    if block.repaired and len(place.text) < len(surface) + 12:
        surface = squeeze(place.text)
    issuer, day, day_text = one.issuer, one.date, one.date_text
    if block.kind is BlockKind.HEADER and one.number.text == (report.number or ""):
        issuer = issuer or report.issuer
        day = day or report.date
    repaired = one.number.repaired or (
        block.repaired and _letters(surface) != _letters(one.number.text)
    )
    return Citation(
        place=place,
        surface=surface,
        type=one.type,
        number=one.number.text,
        date=day,
        issuer=issuer,
        block=index,
        span=(one.left, one.right),
        date_text=day_text,
        subject=one.subject,
        ocr=repaired,
        confidence=_confidence(one, repaired),
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).upper()


def _confidence(one: _Found, repaired: bool) -> float:
    """Return how sure it is that this is a document and that its number is read right."""
    value = 1.0 if one.cue else 0.95
    if one.short:
        value = 0.75
    elif one.shared or (not one.number.type and one.noun is None):
        value = 0.85
    elif one.noun and one.number.type and one.noun != one.number.type:
        value = 0.9
    return round(value - (0.1 if repaired else 0.0), 2)
