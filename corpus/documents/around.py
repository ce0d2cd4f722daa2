"""What stands around a document's number: its date and issuer, before or after, and its subject.

Each reader looks within fixed windows from the number outwards and sets what it finds on a
`Found`, the citation in the making.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents import grammar
from corpus.documents.bodies import HEAD_WORDS, read_issuer
from corpus.documents.body_names import fits_symbol
from corpus.documents.grammar import Number
from corpus.text import squeeze

BEFORE = 140  # characters looked at before a number
_AFTER = 320  # and after it, for date and issuer
_CUA = r"c(?!hua|hia)[a-z]{1,3}a"  # "của", with what OCR makes of it: "cua", "ctia", "cha"
_OF = re.compile(rf"\s{{0,3}},?\s{{0,2}}(?:do\s+|(?:{_CUA}\s+){{1,2}})")
_TERM = r"\(?(?:khoa|nhiem ky)\s+(?:[ivxlc]+|\d[\d\s–-]*)\)?(?!\w)"
_KHOA = re.compile(rf"\s{{0,2}},?\s?{_TERM}")
_VERB = re.compile(
    rf"\s*(?:,?\s?{_TERM})?(?:,? ky hop (?:thu )?[\w ]{{1,20}}?)?,?\s*"
    r"(?:da |vua |moi )?(?:xem xet,? )?(?:ky,? |ra )?(?:ban hanh|phe duyet|cong nhan|thong qua"
    r"|ky|ra|quyet dinh|thanh lap|cong bo|giao|co|phat hanh)?"
    r"(?: (?:tai|theo|cac|kem theo|\d\d))*\s*$"
)
_HAS_VERB = re.compile(
    r"(?:ban hanh|phe duyet|cong nhan|thong qua|ky|ra|thanh lap|cong bo|co|phat hanh)(?!\w)"
)
_ASKED = re.compile(
    r"(?:de ngh\w?|yeu cau|chi dao|y kien|ket luan|huong dan|phan cong|giao nhiem vu)"
    rf"\s+{_CUA}\s+$"
)
_NOUN_OF = re.compile(rf"(?<!\w)(?P<noun>{grammar.NOUN})\s+(?:moi\s+)?(?:cua\s+|(?=[a-z]))")
_AT = re.compile(r"\s*(?:tai|theo)(?: cac)?\s*$")
_HEADED_LIST = re.compile(rf"\s*:\s*(?:{grammar.SO}\s*)?$")
# Between a number and its issuer: the year or month alone, marks of copies, words that point back.
_ASIDE = re.compile(
    r"(?:/nb|-m)(?!\w)"
    rf"|\s+(?:thang \d{{1,2}}\s?(?:/|nam)\s?\d{{4}}|nam \d{{4}})(?=\s+{_CUA}\s)"
    r"|\s+(?:neu|noi) tren(?!\w)"
)
_PASSIVE = re.compile(r"\s*,?\s*(?:da |vua )?duoc\s+")
_SIGNED = re.compile(r"\s+(?:ky(?:,? ban hanh)?|ban hanh|thong qua)(?!\w)")
_SENT = re.compile(r"\s+gui\s+(?=\w)")
_SENT_STOP = re.compile(
    r"[;.:()]|(?<!\w)(?:truoc|den|tu|trong|han|ve|v/v|de|bao cao|yeu cau|de nghi|chi dao|xin|vao)"
    r"(?!\w)"
)


@dataclass(slots=True)
class Found:
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
    loose: bool = False  # words stand between noun and number
    short: bool = False  # without a symbol: "Quyết định 861"
    shared: bool = False  # the symbol is that of a number after it
    same_day: bool = False  # "cùng ngày": of those coordinated with it, or of the one before
    heads: bool = False  # its issuer is named at the head of a list and holds for all of it


# ---------------------------------------------------------------- after the number


def read_tail(text: str, folded: str, one: Found, stop: int) -> None:
    """Read date and issuer after the number, in either order, up to `stop`."""
    limit = min(stop, one.end + _AFTER)
    at = one.end
    for _ in range(4):
        aside = _ASIDE.match(folded, at, limit)
        at = aside.end() if aside else at
        end = _date(text, folded, one, at, limit) or _issuer(text, folded, one, at, limit)
        end = end or _signed(text, folded, one, at, limit)
        if not end:
            break
        at = end
    one.right = max(one.right, at)


def _date(text: str, folded: str, one: Found, at: int, limit: int) -> int | None:
    if one.date_text is not None:
        return None
    if same := grammar.SAME_DAY.match(folded, at, limit):
        one.same_day = True
        day = grammar.DATE.match(folded, same.end(), limit)
        if not day:
            return same.end()
    else:
        lead = grammar.DATE_LEAD.match(folded, at, limit)
        lead = lead or grammar.PAREN_DATE.match(folded, at, limit)
        start = lead.end() if lead else _after_recipients(folded, at, limit)
        day = grammar.DATE.match(folded, start, limit) if start else None
    if not day:
        return None
    one.date, one.date_text = grammar.date_of(day), text[day.start() : day.end()]
    end = day.end()
    if "(" in folded[at : day.start()] and folded[end : end + 1] == ")":
        end += 1
    return end


def _after_recipients(folded: str, at: int, limit: int) -> int | None:
    """Return where the date of "Công văn số … gửi UBND các xã ngày …" starts."""
    sent = _SENT.match(folded, at, limit)
    lead = grammar.DATE_ANYWHERE.search(folded, sent.end(), min(limit, at + 90)) if sent else None
    if not sent or not lead or _SENT_STOP.search(folded, sent.end(), lead.start()):
        return None
    return lead.end()


def _issuer(text: str, folded: str, one: Found, at: int, limit: int) -> int | None:
    of = _OF.match(folded, at, limit) if one.issuer is None else None
    issuer = read_issuer(text, folded, of.end(), limit) if of else None
    if not issuer:
        return None
    end, one.issuer = _joint(text, folded, one, issuer, limit)
    one.issuer_after = True
    khoa = _KHOA.match(folded, end, limit)
    return khoa.end() if khoa else end


def _signed(text: str, folded: str, one: Found, at: int, limit: int) -> int | None:
    """Read "đã được Chủ tịch UBND tỉnh ký ngày …"; return where it ends."""
    passive = _PASSIVE.match(folded, at, limit) if one.issuer is None else None
    issuer = read_issuer(text, folded, passive.end(), limit) if passive else None
    verb = _SIGNED.match(folded, issuer[0], limit) if issuer else None
    if not issuer or not verb:
        return None
    one.issuer = issuer[1]
    return verb.end()


_MORE = re.compile(r"\s{0,2}(?:,|-|–|và|va)\s{1,2}")


def _joint(
    text: str, folded: str, one: Found, issuer: tuple[int, str], limit: int
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


# ---------------------------------------------------------------- before the number


def read_lead(text: str, folded: str, one: Found, floor: int) -> None:
    """Read issuer and date before the mention: "Ngày …, UBND tỉnh ban hành Quyết định số …"."""
    left = max(floor, one.left - BEFORE)
    inside = one.left if one.loose else left
    if (one.noun is None or one.loose) and one.cue and _between(text, folded, one, inside):
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
        one.heads = _HEADED_LIST.search(folded[one.left : one.start]) is not None
    if one.date_text is None:
        lead = grammar.DATE_BEFORE.search(folded[left:start])
        day = grammar.DATE.match(folded, left + lead.end()) if lead else None
        if day:
            one.date, one.date_text = grammar.date_of(day), text[day.start() : day.end()]


def _between(text: str, folded: str, one: Found, left: int) -> bool:
    """Read "Quyết định của UBND tỉnh số 12/QĐ-UBND"; tell whether it is one."""
    for of in _NOUN_OF.finditer(folded, left, one.start):
        issuer = read_issuer(text, folded, of.end(), one.start)
        rest = folded[issuer[0] : one.start] if issuer else ""
        if issuer and grammar.CUE.fullmatch(rest.strip(" :") + " "):
            kind = grammar.NOUNS[squeeze(of["noun"])]
            if not (one.number.type and one.number.type != kind):
                one.left, one.noun = of.start(), kind
            one.issuer = one.issuer or issuer[1]
            one.heads = ":" in rest
            return True
    return False


def _governs(folded: str, left: int, start: int, end: int, noun: int) -> bool:
    """Tell whether the body at start:end issues the document whose noun stands at `noun`."""
    between = folded[end:noun]
    if _ASKED.search(folded[left:start]):
        return _AT.match(between) is not None
    return _VERB.match(between) is not None and _HAS_VERB.search(between) is not None


# ---------------------------------------------------------------- subject

_ABOUT = re.compile(
    r"\s{0,3},?\s{0,2}(?:ve(?: viec| v/v)?|v/v|ban hanh|phe duyet|quy dinh|sua doi|thanh lap"
    r"|trien khai|thuc hien|de thuc hien|huong dan|dieu chinh|cong nhan|cong bo|kien toan"
    r"|truyen thong|bo sung|to chuc|tang cuong|giao|phan khai|phan cong|bai bo|thay the)(?!\w)"
)
_SUBJECT_END = re.compile(
    r"[;\n]|\.(?=\s|$)|\)"
    r"|\((?=thay the|theo|cu\)|kem|sau day|goi|viet tat|co hieu luc|duoc|da|ban hanh"
    r"|sua doi|dieu chinh|het)"
)
_QUOTED = re.compile(r"\s{0,3}[“\"][^“”\"\n]{6,400}[”\"]")
_CLAUSE_END = re.compile(r"\s*(?:$|[;.,:)])")


def read_subject(text: str, folded: str, found: Sequence[Found], index: int) -> None:
    """Read the trích yếu after the mention, up to the end of its clause.

    Date and issuer may stand behind it: "… về chuyển đổi số ngày 10/4/2025 của Bộ Chính trị".
    """
    one = found[index]
    about = _ABOUT.match(folded, one.right)
    if not about:
        quoted = _QUOTED.match(text, one.right) if one.right > one.end else None
        one.subject = squeeze(quoted[0]) if quoted else None
        return
    stop = _subject_end(folded, found, index, about.end())
    stop = _late(text, folded, one, about.end(), stop)
    subject = squeeze(text[one.right : stop]).strip(" ,;.")
    one.subject = subject or None


def _subject_end(folded: str, found: Sequence[Found], index: int, start: int) -> int:
    one = found[index]
    stop = min(len(folded), one.right + 600)
    for end in _SUBJECT_END.finditer(folded, start, stop):
        opened = folded.count("(", one.right, end.start())
        if end[0] != ")" or opened <= folded.count(")", one.right, end.start()):
            stop = end.start()
            break
    for other in (found[n] for n in range(index + 1, len(found))):
        if other.left >= stop:
            break
        before = folded[one.right : other.left]
        bracket = before.rfind("(")
        if bracket >= 0 and before.find(")", bracket) < 0 and len(before) - bracket < 12:
            return one.right + bracket  # "về vị trí việc làm (Tờ trình số …)"
        # ", số 15/KH-UBND …" after a comma is a new item, no part of the subject.
        if re.search(r",\s*(?:so)?\s*$", before) and other.noun is None:
            return one.right + len(before.rstrip(" ,so"))
    return stop


def _late(text: str, folded: str, one: Found, start: int, stop: int) -> int:
    """Read a date or issuer at the end of the subject; return where the subject ends.

    Only an issuer whose initials the number bears is believed, for a subject names bodies too.
    """
    if one.issuer is not None and one.date_text is not None:
        return stop
    for of in _OF_ANY.finditer(folded, start, stop):
        issuer = read_issuer(text, folded, of.end(), stop) if one.issuer is None else None
        if not issuer or not fits_symbol(issuer[1], one.number):
            continue
        end = issuer[0]
        khoa = _KHOA.match(folded, end, stop)
        end = khoa.end() if khoa else end
        before = grammar.DATE_BEFORE.search(folded, start, of.start())
        if not before:
            lead = grammar.DATE_LEAD.match(folded, end, stop)
            day = grammar.DATE.match(folded, lead.end(), stop) if lead else None
            end = day.end() if day else end
        else:
            day = grammar.DATE.match(folded, before.end(), stop)
        if not _CLAUSE_END.match(folded, end, stop):
            continue
        one.issuer = issuer[1]
        if day and one.date_text is None:
            one.date, one.date_text = grammar.date_of(day), text[day.start() : day.end()]
        return before.start() if before else of.start()
    return stop


_OF_ANY = re.compile(r"(?<!\w)cua\s+(?=\w)")
