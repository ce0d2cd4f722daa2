"""Which numbers of a sentence count something, what unit they count, how the words qualify them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.exclusions import excluded_spans, quoted_spans
from corpus.nouns import Unit, ordered_nouns, tokens, unit_at
from corpus.numbers import Number, find_numbers
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


_QUALIFIERS = {
    "hơn": "hơn",
    "trên": "trên",
    "trên dưới": "khoảng",
    "gần": "gần",
    "ngót": "gần",
    "xấp xỉ": "xấp xỉ",
    "khoảng": "khoảng",
    "ước khoảng": "khoảng",
    "chừng": "khoảng",
    "tầm": "khoảng",
    "dưới": "dưới",
    "chưa đến": "dưới",
    "chưa tới": "dưới",
    "không quá": "tối đa",
    "tối đa": "tối đa",
    "nhiều nhất": "tối đa",
    "ít nhất": "ít nhất",
    "không dưới": "ít nhất",
    "không ít hơn": "ít nhất",
    "tối thiểu": "tối thiểu",
    "ước": "ước",
    "ước đạt": "ước",
    "ước tính": "ước",
    "ước thực hiện": "ước",
}
_BY_LENGTH = sorted(_QUALIFIERS, key=len, reverse=True)
_BEFORE = re.compile(rf"(?<!\w)(?P<q>{'|'.join(_BY_LENGTH)})\s+(?P<from>từ\s+)?$", re.IGNORECASE)
_BEFORE_FOLDED = re.compile(rf"(?<!\w)(?P<q>{'|'.join(map(fold, _BY_LENGTH))})\s+(?:tu\s+)?$")
_UNFOLDED = {fold(words): meaning for words, meaning in reversed(_QUALIFIERS.items())}
_OR_MORE = re.compile(r"[^.;:()]{0,60}?(?<!\w)trở (?P<way>lên|xuống)(?!\w)", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)từ\s+$", re.IGNORECASE)

_PER = re.compile(r"/(?:\d+\s)?[^\W\d_]+")
_PER_HEAD = re.compile(
    r"/(?:1[0.]*0\s+|vạn |nghìn |triệu )?"
    r"(?:năm|tháng|ngày|quý|tuần|người|hộ|dân|ha|km2|km|lớp|xã)(?!\w)"
)
_JOINT = re.compile(r"\s*(?:,|/|và|hoặc|&)\s*")
# "05 doanh nghiệp, tổ chức" counts both; in "31 hồ sơ, tổ chức 02 lớp" it is a verb.
_ACTORS = frozenset(
    words.strip()
    for words in """
    doanh nghiệp | cá nhân | đơn vị | cơ quan | hợp tác xã | hộ | địa phương | tổ chức | công ty
    chuyên gia | nhà khoa học | trường | viện | người | cán bộ | công chức | viên chức | cơ sở
    lượt doanh nghiệp | lượt người | học viên | đại biểu | sở | ngành | tập đoàn | ngân hàng
    nhà máy | chủ thể
    """.replace("\n", "|").split("|")
)
_ACTS = frozenset(
    ("quyết định", "kế hoạch", "công văn", "văn bản", "nghị quyết", "chỉ thị", "thông báo")
)
_VERB_ACTS = frozenset(
    ("báo cáo", "quyết định", "thông báo", "hướng dẫn", "quy định", "đề xuất", "kiến nghị")
)
_NEVER_JOINED = frozenset(
    (
        "số",
        "kỳ",
        "lần",
        "ý",
        "câu",
        "con",
        "cái",
        "bộ",
        "đợt",
        "điểm",
        "khoản",
        "mục",
        "lượt",
        "đàn",
    )
)
_ORGANISATIONS = re.compile(
    r"\s*(?:[.,;:()]|$|và|cá nhân|tham gia|trên|được|có|của|đã|thuộc|chính trị|xã hội|khoa học|tại)"
)
# What follows is the subject of the next figure: "420 con, đàn gia cầm 5.200 con".
_NUMBER_NEXT = re.compile(
    r"\s*(?:(?!(?:và|tại|ở|trên|trong|của|cho|với|theo|về|đến|năm|tham|được|có)\s)[^\s,;:.()\d]+\s+){0,4}"
    r"(?:(?:hơn|gần|khoảng|trên|được)\s+)?\d"
)
_STOP_NOUN_PHRASE = frozenset(
    """
    đang đã sẽ được bị theo với để tại trên trong do bằng từ là có nhằm vào đến tới qua khi mà thì
    so cho của và hoặc cùng như gồm đạt chưa không còn ở ngoài giai năm tháng ngày thông nên này
    nêu đó trở chiếm tăng giảm nhưng vẫn cũng gửi đủ thuộc giữa
    """.split()  # noqa: SIM905
)
_STOP_AFTER_ACTORS = frozenset(
    """
    tham thực xây triển áp hoạt phục đăng đề sử nộp làm vi chấp ký nhận khai cung sản đến hỗ ứng
    tiếp đạt ban hoàn thụ hưởng quan kinh
    """.split()  # noqa: SIM905
)
# A word after a number that is none of these may be a noun the vocabulary lacks.
_NO_NOUN = _STOP_NOUN_PHRASE | frozenset(
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
_LISTS_PARTS = re.compile(r"(?:trong đó|gồm|\(|\d[^.;:()]{0,40}(?:,|và))[^.;()]*$", re.IGNORECASE)
_REVIEW = re.compile(r"(?<!\w)(?:sơ kết|tổng kết|so ket|tong ket)\s+$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?<!\w)(?:tổng số|số lượng|số)\s+(?P<noun>[^,;:.()]{2,60}?)\s*(?:,|ước)?\s*"
    r"(?:đạt|là|:|còn|tăng lên|lên|hiện có|có|ước đạt)\s*$",
    re.IGNORECASE,
)
_LIST_SUBJECT = re.compile(r":\s*$")
_CAPITALS = re.compile(r"[A-ZĐ][A-ZĐ0-9&]+(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
# A footnote or a list item whose mark was left in the text: "10 Quyết định số 480/QĐ-UBND".
_NUMBERS_AN_ACT = re.compile(r"(?<![\s\S])\d{1,2}\s+\w+\s+\w+\s+\w{2,3}\s+\d")


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
    if _glued(sentence, number) or _NUMBERS_AN_ACT.match(text[: number.end + 40], number.start):
        return None
    start, qualifier = _qualifier(sentence, number)
    unit = _unit_after(sentence, number)
    if unit is None:
        return _without_noun(sentence, number, start, qualifier, before)
    if not _can_count(sentence, number, unit):
        return None
    name, unit_end = _whole_unit(sentence, unit)
    end = unit_end if unit.kind == "measures" else _phrase_end(sentence, unit_end, name)
    if unit.kind == "measures" and unit.name not in ("%", "đồng"):
        end = _phrase_end(sentence, unit_end, name)
    more = _OR_MORE.match(text, unit_end)
    if more:
        qualifier = "ít nhất" if more["way"] == "lên" else "tối đa"
    confidence = 1.0 if unit.exact else 0.7
    measure = unit.kind == "measures"
    return Count(number, start, end, name, unit_end, qualifier, confidence, measure)


def _glued(sentence: _Sentence, number: Number) -> bool:
    """Tell digits that belong to what stands before them: "/100 dân", in damaged text "c6"."""
    before = sentence.text[max(0, number.start - 30) : number.start]
    if before.endswith("/"):
        return re.search(r"\d\s+\w+/$", before) is None
    return sentence.damaged and bool(before) and before[-1] not in ' (\u00a0“"-:;,'


def _qualifier(sentence: _Sentence, number: Number) -> tuple[int, str | None]:
    """Return where the surface begins and the qualifier in its usual form."""
    window = sentence.text[max(0, number.start - 24) : number.start]
    shift = number.start - len(window)
    match = _BEFORE.search(window)
    meaning = _QUALIFIERS[match["q"].lower()] if match else None
    if match is None and sentence.damaged:
        match = _BEFORE_FOLDED.search(fold(window))
        meaning = _UNFOLDED[match["q"]] if match else None
    digits = sentence.text[number.start : number.digits_end]
    if match is None or (meaning == "trên" and re.match(r"0\d", digits)):
        # "trên 05 địa bàn" says where, not how many.
        begin = _FROM.search(window) if number.value_max is not None else None
        return (shift + begin.start() if begin else number.start), None
    return shift + match.start("q"), meaning


def _unit_after(sentence: _Sentence, number: Number) -> Unit | None:
    text, at = sentence.text, number.end
    if at < len(text) and (text[at].isalpha()):
        unit = unit_at(text, at)  # "40km", "500m2"; in damaged text "16n" is a word
        if unit is None or unit.kind != "measures":
            return None
        return None if sentence.damaged and len(unit.name) == 1 else unit
    while at < len(text) and text[at] in " \u00a0\t":
        at += 1
    if text[at : at + 1] in '“"‘':
        at += 1
    return None if _NO_UNIT.match(text, at) else unit_at(text, at, sentence.damaged)


def _can_count(sentence: _Sentence, number: Number, unit: Unit) -> bool:
    text = sentence.text
    before = text[max(0, number.start - 30) : number.start]
    if unit.kind == "time":
        return unit.name == "năm" and bool(_REVIEW.search(before))
    if number.word:
        return unit.exact and unit.kind != "measures" and text[number.start].islower()
    if number.dotted:
        return unit.kind == "measures"
    if _year_like(text, number):
        return unit.exact and unit.kind != "measures" and _WORD.search(before) is not None
    if sentence.damaged and not unit.exact and len(unit.name) <= 4 and number.value < 10:
        return text[number.start] == "0"  # "ô tô" read as "6 t6"
    if unit.name in ("số", "khoản", "điểm", "mục", "điều", "kỳ", "tổ", "đầu") and number.value < 3:
        return unit.exact
    return True


def _year_like(text: str, number: Number) -> bool:
    digits = text[number.start : number.digits_end]
    return bool(re.fullmatch(r"(?:19[5-9]|20[0-6])\d", digits))


def _whole_unit(sentence: _Sentence, unit: Unit) -> tuple[str, int]:
    """Return the unit with what belongs to it: "lượt doanh nghiệp", "tin, bài", "đồng/người"."""
    text, name, end = sentence.text, unit.name, unit.end
    if unit.kind == "measures":
        per = _PER.match(text, end)
        return (name + per[0], per.end()) if per and name not in ("%", "đ") else (name, end)
    if name == "lượt":
        inner = _next_noun(sentence, end)
        if inner is not None:
            name, end = f"lượt {inner.name}", inner.end
    per = _PER_HEAD.match(text, end)
    return (name + per[0], per.end()) if per else _joint_units(sentence, name, end)


def _next_noun(sentence: _Sentence, at: int) -> Unit | None:
    text = sentence.text
    if not text[at : at + 1].isspace():
        return None
    inner = unit_at(text, at + 1, sentence.damaged)
    return inner if inner is not None and inner.kind in ("nouns", "classifiers") else None


def _joint_units(sentence: _Sentence, name: str, end: int) -> tuple[str, int]:
    text = sentence.text
    first = name
    while True:
        joint = _JOINT.match(text, end)
        if joint is None or joint.end() >= len(text):
            return name, end
        other = unit_at(text, joint.end(), sentence.damaged)
        if other is None or not _joins(sentence, first, other):
            return name, end
        sign = joint[0].strip()
        separator = {",": ", ", "/": "/"}.get(sign, f" {sign} ")
        name, end = f"{name}{separator}{other.name}", other.end


def _joins(sentence: _Sentence, first: str, other: Unit) -> bool:
    """Tell "05 doanh nghiệp, tổ chức" from "31 hồ sơ, tổ chức 02 lớp"."""
    if other.kind not in ("nouns", "classifiers") or other.name in _NEVER_JOINED:
        return False
    if not other.exact or _NUMBER_NEXT.match(sentence.text, other.end):
        return False
    if other.name == "tổ chức":
        return first in _ACTORS and bool(_ORGANISATIONS.match(sentence.text, other.end))
    return other.name not in _VERB_ACTS or first in _ACTS


def _phrase_end(sentence: _Sentence, at: int, unit: str) -> int:
    """Return where the noun phrase that begins with the unit ends."""
    text, end = sentence.text, at
    head = unit.split(",")[0].split("/")[0]
    stops = _STOP_NOUN_PHRASE | (_STOP_AFTER_ACTORS if head in _ACTORS else frozenset())
    if sentence.damaged:
        stops = frozenset(fold(word) for word in stops)
    if not text[at : at + 1].isspace():
        return end
    previous = unit
    for start, stop in tokens(text, at + 1, 10):
        word = text[start:stop]
        plain = fold(word) if sentence.damaged else word.lower()
        # "cấp 3" belongs to the phrase; "tại 3 xã" does not
        ordinal = word.isdigit() and fold(previous) in ordered_nouns() and previous != "số"
        if plain in stops or (word[0].isdigit() and not ordinal):
            break
        if plain != "số":
            end = stop
        previous = word
    return end


# Words that begin like a unit and are none.
_NO_UNIT = re.compile(
    r"(?:bộ trưởng|sở hữu|khoa học|số hóa|số hoá|đơn giản|thư ký|bao gồm|con đường|tổ chức lại"
    r"|(?:điều|khoản|điểm|mục|chương|phụ lục)\s+(?:này|[\da-zđ]{1,3}(?!\w))"
    r"|(?:điều|phụ lục)\s+kèm)(?!\w)",
    re.IGNORECASE,
)
_MONEY_ENDS = re.compile(r"\s*(?:[,;.:)]|$|(?:so với|bằng|đạt|và|cho|để|tăng|giảm|từ)(?!\w))")


def _without_noun(
    sentence: _Sentence, number: Number, start: int, qualifier: str | None, before: list[Count]
) -> Count | None:
    """Judge a number that no known noun follows."""
    text, end = sentence.text, number.end
    if number.word or number.dotted or number.total or _year_like(text, number):
        return None
    if text[end : end + 1].isalpha() or text[end : end + 1] in "/-–&":
        return None
    rest = text[end:].lstrip(" \u00a0")
    elided = _ELIDED.match(rest)
    listed = _LISTS_PARTS.search(text[max(0, number.start - 60) : number.start])
    close = before and before[-1].number.start > number.start - 160
    if elided and close and (listed or elided[0].lower().startswith("cấp")):
        stop = end + (len(text) - end - len(rest)) + elided.end()
        return Count(number, start, stop, before[-1].unit, end, qualifier, 0.7)
    if number.scaled and number.value >= 1e6 and _MONEY_ENDS.match(text, end):
        return Count(number, start, end, "đồng", end, qualifier, 0.7, measure=True)
    if _is_listed(sentence, number, before):
        return Count(number, start, end, before[-1].unit, end, qualifier, 0.7)
    named = _named_before(sentence, number)
    if named is not None:
        return Count(number, start, end, named, end, qualifier, 0.8)
    return _unknown_noun(sentence, number, start, qualifier, rest)


def _is_listed(sentence: _Sentence, number: Number, before: list[Count]) -> bool:
    """Tell bare numbers of a list: "120 hồ sơ (trước hạn 85, đúng hạn 34, quá hạn 1)"."""
    text = sentence.text
    if sentence.damaged or not before or before[-1].measure or before[-1].unit is None:
        return False
    region = text[before[-1].end : number.start]
    after = text[number.end : number.end + 2].lstrip(" ")
    label = re.search(r"(?<!\w)([a-zà-ỹđ]+)\s*:?\s*$", region)
    if label is None or len(region) > 80 or (after and after[0] not in ",;.)"):
        return False
    if fold(label[1]) in ordered_nouns() or label[1] in ("phố", "thứ", "số", "hạng", "là", "bằng"):
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
    sentence: _Sentence, number: Number, start: int, qualifier: str | None, rest: str
) -> Count | None:
    text, at = sentence.text, len(sentence.text) - len(rest)
    if at == number.end or sentence.damaged or _inside(start, at, sentence.quoted):
        return None
    capitals = _CAPITALS.match(rest)
    if capitals:
        unit_end = at + capitals.end()
        end = _phrase_end(sentence, unit_end, capitals[0])
        return Count(number, start, end, capitals[0], unit_end, qualifier, 0.8)
    word = _WORD.match(rest)
    if word is None or not word[0].islower() or word[0] in _NO_NOUN or len(word[0]) < 2:
        return None
    previous = re.search(r"([^\W\d_]+)\s+$", text[max(0, start - 16) : start])
    if qualifier is None and previous is not None and fold(previous[1]) in ordered_nouns():
        return None
    if previous is not None and previous[1][0].isupper() and start > len(previous[1]) + 1:
        return None  # "Trường Sa 2 …": the number is part of a name
    if number.digits_end - number.start == 1 and qualifier is None:
        return None  # a footnote mark or a page number left in the text, more likely
    unit_end = at + word.end()
    end = _phrase_end(sentence, unit_end, word[0])
    return Count(number, start, end, word[0], unit_end, qualifier, 0.6)


def with_total(text: str, count: Count) -> tuple[Count, Count] | None:
    """Return "10/12 thôn" as (part, total), None where there is no denominator."""
    number = count.number
    if number.total is None:
        return None
    slash = text.index("/", number.start)
    part = replace(number, digits_end=slash, total=None)
    whole = replace(number, start=slash + 1, value=number.total, total=None)
    return replace(count, number=part), replace(count, number=whole, start=slash + 1)
