"""Which numbers of a sentence count something, what unit they count, how the words qualify them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.figures.clauses import LOWER
from corpus.figures.exclusions import excluded_spans, quoted_spans
from corpus.figures.noun_phrases import STOP_WORDS, phrase_end, unit_after, whole_unit
from corpus.figures.nouns import Unit, ordered_nouns, unit_at
from corpus.figures.numbers import Number, find_numbers
from corpus.figures.qualifiers import bound_after, qualifier_of
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class Count:
    """A number that counts: ``text[start:end]`` runs from the qualifier to the noun phrase."""

    number: Number
    start: int
    end: int
    unit: str | None
    unit_end: int  # where the unit itself ends; the rest up to `end` says which
    qualifier: str | None = None
    confidence: float = 1.0
    measure: bool = False  # a unit of measure: what is measured stands elsewhere


# A word after a number that is none of these may be a noun the vocabulary lacks.
_NO_NOUN = STOP_WORDS | frozenset(
    """
    các những mỗi mọi hơn gần khoảng nay hết ra lên xuống phải cần nếu tuy vì bởi sau trước kể hàng
    hằng tương bao bên phần về lại nữa rồi thêm nhất kèm cụ dự tiếp nhằm cả riêng chủ trung hợp
    thành lập tổ quy gấp vượt rất thể xem kế nhân đồng
    """.split()  # noqa: SIM905
)
# What may follow a number whose noun the sentence has just named: "09 mới", "50 cấp cơ sở".
_ELIDED = re.compile(
    r"(?:cấp (?:cơ sở|tỉnh|bộ|nhà nước|huyện|xã|quốc gia|mới|lại|đổi)|mới|cũ|nam|nữ|đạt|hoàn thành"
    r"|đã|đang|được|chưa|quá hạn|trễ hạn|đúng hạn)(?!\w)",
    re.IGNORECASE,
)
_ELIDED_FOLDED = re.compile(r"c[ae]p (?:co s\w*|tinh|bo|huyen|xa)(?!\w)")
_TWO_WORDS = re.compile(r"\S+\s+\S+")
_LISTS_PARTS = re.compile(r"(?:trong đó|gồm|\(|\d[^.;:()]{0,40}(?:,|và))[^.;()]*$", re.IGNORECASE)
_REVIEW = re.compile(r"(?<!\w)(?:sơ kết|tổng kết|so ket|tong ket)\s+$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?<!\w)(?:tổng số|số lượng|số)\s+(?P<noun>[^,;:.()]{2,60}?)\s*(?:,|ước)?\s*"
    r"(?:đạt|là|:|còn|tăng lên|lên|hiện có|có|ước đạt)\s*$",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"(?<!\w)(USD|EUR|JPY|VND)\s*$")
_LABEL = re.compile(rf"(?<!\w)([{LOWER}]+)\s*:?\s*$")
_CAPITALS = re.compile(r"[A-ZĐ][A-ZĐ0-9&]+(?!\w)")
_VIEN = re.compile(rf"[{LOWER}]+ (?:[{LOWER}]+ )?viên(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
# A footnote or a list item whose mark was left in the text: "10 Quyết định số 480/QĐ-UBND".
_NUMBERS_AN_ACT = re.compile(r"\d{1,2}\s+\w+\s+\w+\s+\w{2,3}\s+\d")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    damaged: bool
    excluded: Sequence[tuple[int, int]]
    quoted: Sequence[tuple[int, int]]


def counts_in(
    text: str, damaged: bool = False, taken: Sequence[tuple[int, int]] = ()
) -> list[Count]:
    """Return what is counted in `text`, in reading order.

    `damaged` matches nouns by their folded letters; `taken` are spans (of citations) whose
    digits are never figures.
    """
    numbers = find_numbers(text)
    if not numbers:
        return []
    excluded = _merged([*excluded_spans(text), *taken])
    sentence = _Sentence(text, damaged, excluded, quoted_spans(text))
    counts: list[Count] = []
    for number in numbers:
        if _inside(number.start, number.digits_end, sentence.excluded):
            continue
        count = _judge(sentence, number, counts)
        if count is not None:
            counts.append(count)
    return counts


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order, those that overlap joined."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether ``start:end`` meets one of the ordered, disjoint spans."""
    at = bisect_left(spans, (end, -1))
    return at > 0 and spans[at - 1][1] > start


def _judge(sentence: _Sentence, number: Number, before: list[Count]) -> Count | None:
    text = sentence.text
    if _glued(sentence, number) or (number.start == 0 and _NUMBERS_AN_ACT.match(text)):
        return None
    start, qualifier = qualifier_of(text, number, sentence.damaged)
    unit = unit_after(text, number, sentence.damaged)
    if (
        unit is not None
        and not unit.exact
        and _ELIDED_FOLDED.match(fold(text[unit.start : unit.start + 20]))
    ):
        unit = None  # "50 cap co so" is elided, not "50 cặp"
    if unit is None:
        return _without_noun(sentence, number, start, qualifier, before)
    if not _can_count(sentence, number, unit):
        return None
    name, unit_end = whole_unit(text, unit, sentence.damaged)
    bare = unit.name in ("%", "đồng")
    end = unit_end if bare else phrase_end(text, unit_end, name, sentence.damaged)
    qualifier = bound_after(text, unit_end) or qualifier
    confidence = 1.0 if unit.exact else 0.7
    measure = unit.kind == "measures"
    return Count(number, start, end, name, unit_end, qualifier, confidence, measure)


def _glued(sentence: _Sentence, number: Number) -> bool:
    """Tell digits that belong to what stands before them: "/100 dân", in damaged text "c6"."""
    before = sentence.text[max(0, number.start - 30) : number.start]
    if before.endswith("/"):
        return re.search(r"\d\s+\w+/$", before) is None
    return sentence.damaged and bool(before) and before[-1] not in ' (\u00a0“"-+:;,'


def _can_count(sentence: _Sentence, number: Number, unit: Unit) -> bool:
    text = sentence.text
    before = text[max(0, number.start - 30) : number.start]
    if unit.kind == "time":
        return _lasts(number, unit, before)
    if number.word:
        return unit.exact and unit.kind != "measures" and text[number.start].islower()
    if number.dotted:
        return unit.kind == "measures"
    if number.total is not None and number.value < number.total <= 5:
        return text[number.start] == "0"  # "2/3 giáo viên" is a share, "02/03 xã" are counts
    if _year_like(text, number):
        return unit.exact and unit.kind != "measures" and _WORD.search(before) is not None
    if sentence.damaged and not unit.exact and len(unit.name) <= 3 and number.value < 10:
        return text[number.start] == "0"  # "ô tô" read as "6 t6"
    if unit.name in ("số", "khoản", "điểm", "mục", "điều", "kỳ", "tổ", "đầu") and number.value < 3:
        return unit.exact
    return True


def _year_like(text: str, number: Number) -> bool:
    digits = text[number.start : number.digits_end]
    return bool(re.fullmatch(r"(?:19[5-9]|20[0-6])\d", digits))


def _lasts(number: Number, unit: Unit, before: str) -> bool:
    """Tell lengths of time that are results: "03 năm" reviewed, "6,2 ngày", "900 giờ"."""
    if unit.name == "năm" and _REVIEW.search(before):
        return True
    if number.word or number.dotted or number.total is not None:
        return False
    fraction = number.value != int(number.value)
    return unit.name in ("ngày", "giờ", "phút") and (fraction or number.value > _HOURS_OF_A_WEEK)


_HOURS_OF_A_WEEK = 168
_MOST_IN_ORDER = 100  # "cấp 3" names, "trung cấp 4.810" counts
_MONEY_ENDS = re.compile(
    r"\s*(?:[,;.:)]|$|(?:so với|bằng|đạt|và|cho|để|tăng|giảm|từ|tại|ở|trong|do|của|vào)(?!\w))"
)


def _without_noun(
    sentence: _Sentence, number: Number, start: int, qualifier: str | None, before: list[Count]
) -> Count | None:
    """Judge a number that no known noun follows."""
    text, end = sentence.text, number.end
    if number.word or number.dotted or number.total or _year_like(text, number):
        return None
    if text[end : end + 1].isalpha() or text[end : end + 1] in "/-–&":
        return None
    at = end
    while text[at : at + 1] in (" ", "\u00a0"):
        at += 1
    elided = _ELIDED.match(text, at)
    if elided is None and sentence.damaged and _ELIDED_FOLDED.match(fold(text[at : at + 20])):
        elided = _TWO_WORDS.match(text, at)
    listed = _LISTS_PARTS.search(text[max(0, number.start - 60) : number.start])
    close = before and before[-1].number.start > number.start - 160
    if elided and close and (listed or fold(elided[0]).startswith("c")):
        return Count(number, start, elided.end(), before[-1].unit, end, qualifier, 0.7)
    currency = _CURRENCY.search(text[max(0, number.start - 8) : number.start])
    if currency:  # "EUR 2,5 triệu"
        return Count(number, start, end, currency[1], end, qualifier, 0.8, measure=True)
    if number.scaled and number.value >= 1e6 and _MONEY_ENDS.match(text, end):
        return Count(number, start, end, "đồng", end, qualifier, 0.7, measure=True)
    if _is_listed(sentence, number, before):
        return Count(number, start, end, before[-1].unit, end, qualifier, 0.7)
    named = _named_before(sentence, number)
    if named is not None:
        return Count(number, start, end, named, end, qualifier, 0.8)
    return _unknown_noun(sentence, number, start, qualifier, at)


def _is_listed(sentence: _Sentence, number: Number, before: list[Count]) -> bool:
    """Tell bare numbers of a list: "120 hồ sơ (trước hạn 85, đúng hạn 34, quá hạn 1)"."""
    text = sentence.text
    if sentence.damaged or not before or before[-1].measure or before[-1].unit is None:
        return False
    region = text[before[-1].end : number.start]
    after = text[number.end : number.end + 2].lstrip(" ")
    label = _LABEL.search(region)
    if label is None or len(region) > 80 or (after and after[0] not in ",;.)"):
        return False
    ordered = fold(label[1]) in ordered_nouns() and number.value < _MOST_IN_ORDER
    if ordered or label[1] in ("phố", "thứ", "số", "hạng", "là", "bằng"):
        return False
    opened = re.search(
        r"(?:\(|trong đó|gồm)[^;()]*$", text[max(0, number.start - 200) : number.start]
    )
    return opened is not None and not re.search(r"\.\s", region)


def _named_before(sentence: _Sentence, number: Number) -> str | None:
    """Return the unit that a subject names: "số thuê bao internet đạt 1.160.000"."""
    after = sentence.text[number.end : number.end + 12].lstrip()
    if after and after[0].isalnum() and not after.startswith(("và", "trong", "so", "theo", "tăng")):
        return None
    subject = _SUBJECT.search(sentence.text[max(0, number.start - 110) : number.start])
    if subject is None:
        return None
    noun = unit_at(subject["noun"], 0, sentence.damaged)
    return noun.name if noun is not None and noun.kind in ("nouns", "classifiers") else None


def _unknown_noun(
    sentence: _Sentence, number: Number, start: int, qualifier: str | None, at: int
) -> Count | None:
    text = sentence.text
    if at == number.end or sentence.damaged or _inside(start, at, sentence.quoted):
        return None
    capitals = _CAPITALS.match(text, at)
    if capitals:
        unit_end = capitals.end()
        end = phrase_end(text, unit_end, capitals[0])
        return Count(number, start, end, capitals[0], unit_end, qualifier, 0.8)
    word = _WORD.match(text, at)
    if word is None or not word[0].islower() or word[0] in _NO_NOUN or len(word[0]) < 2:
        return None
    previous = re.search(r"([^\W\d_]+)\s+$", text[max(0, start - 16) : start])
    if qualifier is None and previous is not None and fold(previous[1]) in ordered_nouns():
        return None
    if previous is not None and previous[1][0].isupper() and start > len(previous[1]) + 1:
        return None  # "Trường Sa 2 …": the number is part of a name
    if number.digits_end - number.start == 1 and qualifier is None:
        return None  # a footnote mark or a page number left in the text, more likely
    person = _VIEN.match(text, at)  # "hòa giải viên", "kiểm sát viên"
    unit_end = (person or word).end()
    end = phrase_end(text, unit_end, text[at:unit_end])
    return Count(number, start, end, text[at:unit_end], unit_end, qualifier, 0.6)


def with_total(text: str, count: Count) -> tuple[Count, Count] | None:
    """Return "10/12 thôn" as (part, total), None where there is no denominator."""
    number = count.number
    if number.total is None:
        return None
    slash = text.index("/", number.start)
    part = replace(number, digits_end=slash, total=None)
    whole = replace(number, start=slash + 1, value=number.total, total=None)
    return replace(count, number=part), replace(count, number=whole, start=slash + 1)
