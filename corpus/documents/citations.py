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
from dataclasses import replace
from itertools import pairwise

from corpus.documents import grammar
from corpus.documents.around import BEFORE, Found, read_lead, read_subject, read_tail
from corpus.documents.body_names import CLEAN
from corpus.documents.grammar import Number
from corpus.documents.resolving import resolve
from corpus.model import Block, BlockKind, Citation, Report
from corpus.text import fold, squeeze

_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_LIST_GAP = re.compile(
    rf"(?:\s|,|va|cung|hoac|;|\(cu\)|{grammar.SO}(?!\w)|cac|tai|theo|\(\d{{1,2}}\)){{1,8}}"
)


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
        read_tail(block.text, folded, one, stop)
    for i, one in enumerate(found):
        floor = found[i - 1].right if i else 0
        read_lead(block.text, folded, one, floor)
        _type(folded, one, found[i - 1] if i else None)
    _share(folded, found)
    _share_heads(folded, found)
    for i, one in enumerate(found):
        read_subject(block.text, folded, found, i)
        yield _record(report, index, block, one)


# ---------------------------------------------------------------- anchors


def _numbers(text: str, folded: str, damaged: bool) -> Iterator[Found]:
    """Yield the numbers that carry a symbol."""
    previous: Found | None = None
    for match in grammar.NUMBER.finditer(text):
        window = folded[max(0, match.start() - BEFORE) : match.start()]
        if grammar.LOOKALIKE.search(window[-40:]):
            continue
        head = grammar.HEAD.search(window) or _loose_head(window, match)
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
        one = Found(match.start(), end, left, end, number, noun, cue)
        one.loose = head is not None and not _NEXT_TO.fullmatch(window, head.end("noun"))
        siblings = [] if head else list(_siblings(window, match.start(), number))
        one.cue = cue or bool(siblings)
        if _is_document(one, previous, folded):
            yield from siblings
            previous = one
            yield one


_NEXT_TO = re.compile(rf"\s*[:,(]?\s*(?:{grammar.SO}\s*){{0,3}}[:.]?\s*")


def _loose_head(window: str, match: re.Match[str]) -> re.Match[str] | None:
    """Return the noun some words before a number, where the symbol does not gainsay it."""
    if grammar.LAW_SYMBOL.match(match["symbol"]):
        return grammar.LAW_HEAD.search(window)
    head = grammar.LOOSE_HEAD.search(window)
    said = grammar.canonical(match).type if head else ""
    return head if head and said in ("", grammar.NOUNS[squeeze(head["noun"])]) else None


def _siblings(window: str, start: int, number: Number) -> Iterator[Found]:
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
        yield Found(begin, end, left, end, alike, noun, True, shared=True)


def _marked(symbol: str, number: Number) -> bool:
    """Tell whether digits at the end of a symbol are a footnote mark that stuck to it."""
    return symbol[-1].isdigit() and not number.text[-1].isdigit()


_AGENCY = re.compile(
    r"(?:S[A-ZĐ]{2}|B[A-ZĐ]{2}|UB|HĐND|VP|TU$|ĐU$|HU$|CAT|VKS|TAND|KBNN|NHNN|LĐLĐ)"
)


_LETTERS = re.compile(r"(?<!\w)(?:cong van|van ban|cv|vb)(?!\w)")


def _is_document(one: Found, previous: Found | None, folded: str) -> bool:
    """Tell a document number from a fraction or a code that looks like one."""
    number = one.number
    if number.type and number.parts > 1:
        return True
    if number.year and re.match(r"(?:QH|UBTVQH)\d", number.body):
        return True
    if one.cue and one.noun is not None:
        return True
    listed = previous is not None and _joined(folded, previous, one)
    dated = grammar.DATE_LEAD.match(folded, one.end) is not None
    if number.parts < 2:
        return listed and dated
    if listed or dated or (bool(_AGENCY.match(number.body)) and number.body.isupper()):
        return True
    said = _LETTERS.search(folded, max(0, one.start - 400), one.start)
    return one.cue and number.text.count("-") == 1 and said is not None


def _shorts(text: str, folded: str, found: list[Found]) -> list[Found]:
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
            if len(digits) == 1 and _PLENUM.match(folded, end):
                continue  # "Nghị quyết 4 khóa XII" is that of a plenum
            if year_like or (not text[match.start()].isupper() and not _ends(folded, end)):
                continue
            if _AND_DIGIT.match(folded, end) and not grammar.SHORT_MORE.match(folded, end):
                continue  # "Kế hoạch 3, 4 tháng"
        number = Number(digits, digits.split("/")[0], None, "", "", 0, False)
        noun = grammar.NOUNS[squeeze(match["noun"])]
        shorts.append(Found(start, end, match.start(), end, number, noun, True, short=True))
        if _MANY.search(folded, max(0, match.start() - 5), match.start()):
            shorts += _more_shorts(folded, end, noun)
    return shorts


_PLENUM = re.compile(r"\s+khoa\s")
_AND_DIGIT = re.compile(r"\s?,\s?\d")
_MANY = re.compile(r"(?<!\w)cac\s+$")


def _more_shorts(folded: str, at: int, noun: str) -> Iterator[Found]:
    """Yield the further numbers of a list of short forms that starts with "các"."""
    while match := grammar.SHORT_MORE.match(folded, at):
        start, at = match.span("num")
        number = Number(match["num"], match["num"], None, "", "", 0, False)
        yield Found(start, at, start, at, number, noun, True, short=True)


def _ends(folded: str, end: int) -> bool:
    return re.match(r"\s*(?:[?.;)]|$)", folded[end : end + 4]) is not None


# ---------------------------------------------------------------- what a list shares


def _type(folded: str, one: Found, previous: Found | None) -> None:
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


def _heads_list(folded: str, one: Found) -> bool:
    """Tell whether the noun heads a list: "Các kế hoạch, quyết định: số 327/QĐ-UBND"."""
    between = folded[one.left : one.start]
    return ":" in between and not re.search(rf"{grammar.SO}\s*:\s*$", between)


def _joined(folded: str, first: Found, second: Found) -> bool:
    """Tell whether nothing but commas, "và", nouns and "số" stands between two mentions."""
    gap = folded[first.right : max(first.right, second.left)]
    return len(gap) < 40 and _LIST_GAP.fullmatch(gap) is not None


def _share(folded: str, found: list[Found]) -> None:
    """Hand the issuer of a coordination to all its members."""
    groups: list[list[Found]] = []
    for one in found:
        last = groups[-1][-1] if groups else None
        if last and ";" not in folded[last.right : one.left] and _joined(folded, last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    for group in groups:
        if len(group) > 1:
            _share_issuer(group)
            _share_day(group)
    _same_day(found)


def _share_issuer(group: list[Found]) -> None:
    """Give those without an issuer the one "của X" after them, else the one X that issues all."""
    donor: Found | None = None
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


def _share_day(group: list[Found]) -> None:
    """Give "12/QĐ-X và 13/QĐ-X cùng ngày 15/4/2025" its one date."""
    for i, one in enumerate(group):
        if one.same_day and one.date_text:
            for other in group[:i]:
                if other.date_text is None:
                    other.date, other.date_text = one.date, one.date_text


def _same_day(found: list[Found]) -> None:
    """Give a document "cùng ngày" the date of the one before it."""
    for before, one in pairwise(found):
        if one.same_day and one.date_text is None:
            one.date, one.date_text = before.date, before.date_text


def _share_heads(folded: str, found: list[Found]) -> None:
    """Hand the issuer at the head of a list on: "các Kế hoạch của UBND tỉnh: số …; số …"."""
    for before, one in pairwise(found):
        item = one.noun is None and one.issuer is None and one.cue and _same_body(before, one)
        if before.heads and item and not re.search(r"\.\s", folded[before.right : one.left]):
            one.issuer, one.heads = before.issuer, True


def _same_body(one: Found, two: Found) -> bool:
    """Tell whether two symbols end alike; QH14 and QH15 are two terms of one body."""
    return one.number.body.rstrip("0123456789") == two.number.body.rstrip("0123456789")


# ---------------------------------------------------------------- the record


def _record(report: Report, index: int, block: Block, one: Found) -> Citation:
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


def _confidence(one: Found, repaired: bool) -> float:
    """Return how sure it is that this is a document and that its number is read right."""
    value = 1.0 if one.cue else 0.95
    if one.short:
        value = 0.75
    elif one.shared or (not one.number.type and one.noun is None):
        value = 0.85
    elif one.noun and one.number.type and one.noun != one.number.type:
        value = 0.9
    return round(value - (0.1 if repaired else 0.0), 2)
