"""The indicator of a figure: a normalised phrase of noun, state, verb and object.

The checker links figures by it, so it keeps the words that tell indicators apart ("đang triển
khai", "cấp cơ sở") and drops what every sentence of a report says ("trên địa bàn tỉnh").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.figures.clauses import clause_start, open_parenthesis, without_parentheses
from corpus.figures.counting import Count
from corpus.text import squeeze

_STATE_END = re.compile(
    r"[;:()“”\"]|\.(?=\s|$)|,(?=\s*(?:[^\s;:]+\s+){0,5}?\d{1,3}(?!\d|/\d{1,2}/|/\d{4}))"
    r"|(?<!\w)(?:trong đó|nhằm|để|góp phần|đảm bảo|bảo đảm|qua đó|đồng thời)(?!\w)"
    r"|(?<!\w)với (?=tổng|số|diện tích|kinh phí|trị giá)"
    r"|,\s(?=(?:đang|đã|sẽ|một số|các|hiện|tỷ lệ|tổng|số|tốc độ|đạt|tăng|giảm)\s)"
)
_JOINED = re.compile(r"(?:^|\s*,|\s*(?<!\w)và)\s*(?:(?:hơn|gần|khoảng|trên|dưới|ước)\s*)?$")
_CUT = re.compile(r",\s|(?<!\w)và(?!\w)")
_TAIL = re.compile(
    r"(?:\s*(?<!\w)(?:cho|với|tại|đến|tới|gồm|bao gồm|là|có|đạt|của|được|và|đã"
    r"|(?<!thực )(?<!phát )(?<!thể )(?<!xuất )hiện"
    r"|số lượng|từ|về|khoảng|trên|trong|vào|tổng cộng|lên|thêm|còn|theo|đối|thuộc|hơn|gần|ước|hết"
    r"|,|:|-|–|/))+\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:\s*(?:và|với|đã|cũng|đồng thời|tiếp tục|đến nay|trong đó|theo đó|ước|sẽ|hiện nay"
    r"|toàn (?:tỉnh|huyện|xã|phường|ngành|thành phố|quốc|viện|trường)|cả nước|lũy kế|luỹ kế"
    r"|tính đến nay|từ đầu năm|trong(?: (?:quý|năm|kỳ|tháng))?(?=\s*,)"
    r"|(?:sở|huyện|tỉnh|viện|xã|phường|thành phố|ngành|UBND \w+)"
    r"(?=\s+(?:đã|hiện|có|đang|đón|chủ trì)\s)"
    r"|[,;:.)–/-]))+(?!\w)\s*",
    re.IGNORECASE,
)
_STATE_HEAD = re.compile(r"^(?:\s*(?:và(?!\w)|[,;:.)–/-]))+\s*")
_GENERIC = re.compile(
    r"(?<!\w)(?:trở (?:lên|xuống)(?!\w)|khóa ngày \S+|[Tt]rong tháng \d+(?:/\d{4})?,?"
    r"|(?:[Tt]ính |[Ll]ũy kế )?đến (?:hết )?(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?"
    r"|(?<=cùng kỳ )năm (?:\d{4}|trước)|(?:số )?\d+(?:/\d{4})?[/-][A-ZĐ][\w&/-]*"
    r"|(?:[Tt]ừ |đến )*(?:[Nn]gày )?\d{1,2}/\d{1,2}/\d{4}(?: đến (?:ngày )?(?:[\d/]+|nay))?"
    r"|trên (?:phạm vi )?địa bàn(?: (?:toàn )?tỉnh| thành phố)?(?:\s[A-ZĐ]\w*){0,3}"
    r"|(?:theo|tại) (?:đúng )?(?:quy định|Quyết định|Kế hoạch|kế hoạch|Nghị định|Luật|Thông tư"
    r"|Nghị quyết).*|trong (?:năm|quý|tháng) .*|(?:trong )?\d+ tháng (?:đầu|cuối) năm(?: \d{4})?"
    r"|các loại(?=\W|$)|(?<!so với )(?:đến |trong |hết |cả |Trong |Đến )?(?:cuối |đầu )?"
    r"(?<!so với )(?<!so với cuối )(?<!so với đầu )(?<!cùng kỳ )(?<!lần )[Nn]ăm \d{4}"
    r"|[Đđ]ến (?:cuối |hết )?tháng \d+/\d+|đến nay)"
)
_WEAK_VERB = re.compile(
    r"^(?:(?:tổ chức|thực hiện|triển khai|tiến hành|tham mưu|phối hợp|chủ trì|xây dựng và)"
    r"(?!\w)\s*)+(?=\S+\s+\S+)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"(?<!\w)(?:(?:tổng\s+)?(?:(?:chỉ )?số(?:\s+lượng|\s+tiền)?|tỷ lệ|tỉ lệ|mức|tốc độ|tổng"
    r"|doanh thu|kim ngạch|sản lượng|giá trị|kinh phí|vốn|diện tích|công suất|dung lượng))\s+"
    r"(?=[^\W\d])[^,;:()]{2,70}$",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\w/])(?<!so với năm )(?<!cuối năm )(?<!đầu năm )(?<!lần năm )"
    r"\d[\d.,/]*(?!\w)(?:\s*%|(?:\s(?:nghìn|triệu|tỷ)){1,2}(?:\sđồng)?|\sđồng)?"
)
_PHRASE_STARTS = frozenset(
    ("của", "trên", "tại", "về", "với", "cho", "theo", "và", "đối", "do", "từ", "đến", "tham", "có")
)
# Headings that stand over anything: "Kết quả đạt được", "Tình hình thực hiện".
_SAYS_NOTHING = re.compile(
    r"^(?:(?:kết quả|tình hình|đánh giá|một số|chủ yếu|đạt được|thực hiện|triển khai|nổi bật|chung"
    r"|cụ thể|nhiệm vụ|phương hướng|trọng tâm|nội dung|khác)(?:\s*,\s*|\s+|$))+",
    re.IGNORECASE,
)
# Of a date taken out, of "giảm từ 4,8% xuống còn 3,6%".
_REMAINS = frozenset(
    ("năm", "tháng", "quý", "ngày", "số", "lần", "xuống", "lên", "xuống còn", "lên đến")
)
_COMPARES = re.compile(
    r"^[\s,]*(?P<how>(?:(?:đạt|chiếm|với|có) )?(?:tỷ lệ|tỉ lệ)|tăng|giảm|vượt"
    r"|bằng|đạt|gấp|chiếm|thấp hơn|cao hơn"
    r"|(?:xuống|lên)(?: còn| đến)?)?"
    r"(?:\s+(?:gần|hơn|khoảng|ước))?\s*$",
    re.IGNORECASE,
)
_CHANGES = ("tăng", "giảm", "vượt", "bằng", "gấp", "thấp hơn", "cao hơn")
_BASE = re.compile(
    r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|tổng |dân số|số )", re.IGNORECASE
)
# Words before a number that name what a bare "con", "lượt", "điểm" counts.
_BARE = frozenset(("con", "lượt", "điểm", "ngày", "chiếc", "cái", "người", "phương tiện"))
_NAMES_IT = re.compile(r"(?:tổng|số|đàn|đội|điểm|ngày|lượng|lượt|diện tích)\s", re.IGNORECASE)
_STATE_WORDS, _VERB_WORDS, _HOST_WORDS = 12, 9, 10
_LISTED = 200  # characters that hold the five words which may lead to the next of listed figures


@dataclass(frozen=True, slots=True)
class _Parts:
    noun: str
    state: str
    verb: str


def indicators_of(
    text: str, counts: Sequence[Count], links: Mapping[int, int], heading: str = ""
) -> list[str]:
    """Return the indicator of each count of a block's `text`.

    `links` gives the total of a part, whose words a bare part borrows; `heading` completes a
    noun that says nothing by itself ("05 hồ sơ" under "An toàn bức xạ").
    """
    made: list[_Parts] = []
    indicators: list[str] = []
    for at, count in enumerate(counts):
        if at and _is_whole(counts, links, at - 1):
            made.append(replace(made[-1], state=""))
            indicators.append(f"tổng số {made[-1].noun}" if made[-1].noun else "tổng mức")
            continue
        after = at + 2 if _is_whole(counts, links, at) else at + 1
        following = counts[after].start if after < len(counts) else len(text)
        noun = _noun(text, count)
        state = _state(text, count, max(following, count.end))
        verb = _verb(text, counts, at, made)
        made.append(_Parts(noun, state, verb))
        words = _in_order(count, noun, state, verb)
        total = links.get(at)
        if total is not None and total < at:
            words = _of_total([noun, state, verb], made[total], count, counts[total])
        if total is None or not _explains(text, counts[total], count):
            words.append(_host(text, count.start))
        said = sum(len(part.split()) for part in words)
        if said < 4:
            words.append(_lead(text, count.start))
        if said < 3 and not words[-1]:
            words.append(_heading_words(heading))
        indicators.append(_joined(words) or _heading_words(heading) or count.unit or "số")
    return indicators


def _is_whole(counts: Sequence[Count], links: Mapping[int, int], at: int) -> bool:
    """Return whether the figure after `at` is the denominator of "10/12 thôn"."""
    return links.get(at) == at + 1 and counts[at].end == counts[at + 1].end


def _in_order(count: Count, noun: str, state: str, verb: str) -> list[str]:
    """Return the parts as they read: "thu ngân sách tăng so với cùng kỳ", "tổng đàn bò"."""
    if count.unit == "%" and verb:
        base = (noun or state).removeprefix("tỷ lệ ")
        verb = verb.removesuffix(" bằng")
        if base.startswith("so với") or verb.endswith(_CHANGES):
            return [verb, base]
        if _BASE.match(base):
            named = verb.lower().startswith("tỷ lệ")
            return [verb if named else f"tỷ lệ {_lowered(verb)}", f"so với {base}"]
    if noun == count.unit and noun in _BARE and _NAMES_IT.match(verb):
        return [verb, state]
    return [noun, verb, state] if state.startswith("so với") else [noun, state, verb]


def _noun(text: str, count: Count) -> str:
    """Return the noun phrase; after a measure only what is measured."""
    start = count.unit_end if count.unit is None or count.measure else count.number.end
    phrase = _GENERIC.sub(" ", text[start : count.end])
    phrase = squeeze(_TAIL.sub("", phrase)).strip("“”\"'")
    if count.unit and not count.measure and phrase and count.unit.startswith(f"{phrase} "):
        phrase = count.unit  # "điểm đến" ends in no connective
    if count.unit == "%" and phrase and not phrase.lower().startswith(("tỷ lệ", "tỉ lệ")):
        return f"tỷ lệ {phrase}"
    return _lowered(phrase)


def _state(text: str, count: Count, limit: int) -> str:
    """Return what the clause says after the noun: "đang triển khai", "được cấp phép"."""
    stop = _STATE_END.search(text, count.end, limit + _LISTED)
    phrase = text[count.end : min(stop.start(), limit) if stop else limit]
    phrase = _GENERIC.sub(" ", phrase)
    digits = _DIGITS.search(phrase)
    phrase = _clean(phrase[: digits.start()] if digits else phrase, _STATE_HEAD)
    kept = _cut(phrase, _STATE_WORDS)
    if count.unit == "%" and count.end == count.unit_end and kept:
        return kept if kept.startswith(("so với", "tỷ lệ")) else f"tỷ lệ {kept}"
    return kept


def _verb(text: str, counts: Sequence[Count], at: int, made: Sequence[_Parts]) -> str:
    """Return the verb and object before a number, those of the figure before it in a list."""
    count = counts[at]
    first = clause_start(text, count.start)
    earlier = _neighbour(text, counts, at, first)
    before = None if earlier is None else counts[earlier]
    region = text[max(first, before.end) if before else first : count.start]
    region = without_parentheses(region)
    if earlier is None:
        return _verb_words(region)
    cuts = [m.end() for m in _CUT.finditer(region)]
    last = region[cuts[-1] :] if cuts else region
    compared = _COMPARES.match(region) or _COMPARES.match(last)
    if compared and compared["how"] and (count.measure or count.unit in ("lần", "điểm %")):
        how = "" if compared["how"].lower() == "đạt" else compared["how"].lower()
        about = next((p for p in reversed(made[max(0, at - 3) : at]) if p.verb or p.noun), None)
        if about is None:
            return how
        bare = about.noun in _BARE and _NAMES_IT.match(about.verb)
        alone = bool(bare) or about.verb.endswith(_CHANGES)
        what = about.verb if alone else _joined([about.noun, about.verb])
        what = what.removesuffix(how).strip()
        if how.startswith(("xuống", "lên")):
            return what.removesuffix("giảm").removesuffix("tăng").strip()
        if how == "chiếm" or how.endswith(("tỷ lệ", "tỉ lệ")):
            return what if what.startswith("tỷ lệ") else f"tỷ lệ {_cut(what, _HOST_WORDS)}"
        return squeeze(f"{_lowered(_cut(what, _HOST_WORDS))} {how}")
    phrase = _verb_words(last)
    if phrase:
        return phrase
    other = made[earlier]
    return other.verb if _JOINED.search(region) and cuts else other.noun


def _neighbour(text: str, counts: Sequence[Count], at: int, first: int) -> int | None:
    """Return the figure before in the same clause, outside of parentheses closed since."""
    opened = open_parenthesis(text, counts[at].start)
    for earlier in range(at - 1, max(-1, at - 12), -1):
        if counts[earlier].end <= first:
            return None
        if open_parenthesis(text, counts[earlier].start) == opened:
            return earlier
    return None


def _verb_words(region: str) -> str:
    phrase = _DIGITS.sub(" ", _clean(region))
    words = phrase.split()
    if len(words) > _VERB_WORDS:
        subject = next(reversed([*_SUBJECT.finditer(_TAIL.sub("", region))]), None)
        if subject is not None:
            return _clean(subject[0])
        comma = phrase.rfind(", ", 0, len(phrase) - 6)
        tail = phrase[comma + 2 :].split() if comma > 0 else words
        words = tail if len(tail) <= _VERB_WORDS + 3 else tail[-_VERB_WORDS:]
    return _clean(_WEAK_VERB.sub("", " ".join(words)))


def _of_total(words: list[str], total: _Parts, count: Count, whole: Count) -> list[str]:
    """Lend a part the words of its total: "09 nhiệm vụ" of "14 nhiệm vụ KH&CN cấp tỉnh"."""
    noun, state, _ = words
    which = total.noun if whole.measure else total.noun[len(whole.unit or "") :].strip()
    if count.unit == whole.unit and count.end == count.unit_end and which:
        noun = f"{noun} {which}"
    return [noun, state, words[2] if words[2] != total.noun else "", total.verb]


def _explains(text: str, total: Count, part: Count) -> bool:
    """Tell the parts in "38 cơ sở (35 tổ chức và 03 cá nhân)", which the total itself hosts."""
    opened = open_parenthesis(text, part.start)
    return opened is not None and total.start < opened <= total.end + 2


def _host(text: str, at: int) -> str:
    """Return what a parenthesis with figures explains: "Cổng thông tin (194 tin, 06 video)"."""
    opened = open_parenthesis(text, at)
    if opened is None:
        return ""
    region = without_parentheses(text[clause_start(text, opened) : opened])
    cuts = [m.end() for m in re.finditer(r",\s", region)]
    phrase = region[cuts[-1] :] if cuts and len(region[cuts[-1] :].split()) > 1 else region
    return " ".join(_clean(_DIGITS.sub(" ", phrase)).split()[-_HOST_WORDS:])


def _lead(text: str, at: int) -> str:
    """Return the words before the colon that opens the clause: "Bản tin khoa học: đã phát …"."""
    first = clause_start(text, at)
    before = text[:first].rstrip()
    if not before.endswith(":"):
        return ""
    region = without_parentheses(before[clause_start(text, len(before) - 1) : -1])
    return " ".join(_clean(_DIGITS.sub(" ", region)).split()[-_HOST_WORDS:])


def _clean(phrase: str, head: re.Pattern[str] = _HEAD) -> str:
    """Return the phrase without generic words, a head and connectives at its ends."""
    phrase = head.sub("", _TAIL.sub("", _GENERIC.sub(" ", phrase)))
    phrase = squeeze(head.sub("", _TAIL.sub("", squeeze(phrase)))).strip(' ,.;:-–“”"')
    return "" if phrase.lower() in _REMAINS else phrase


def _heading_words(heading: str) -> str:
    bare = re.sub(r"^\s*(?:[\dIVXa-zđ]{1,5}[.)])+[\d.]*\s*", "", heading)
    bare = _SAYS_NOTHING.sub("", bare)
    return " ".join(_clean(bare).split()[:_HOST_WORDS])


def _lowered(phrase: str) -> str:
    """Lower the first letter of a phrase, not of "UBND tỉnh" nor of a name."""
    words = phrase.split(None, 2)
    if not words or phrase[:2].isupper() or (len(words) > 1 and words[1][0].isupper()):
        return phrase
    return phrase[:1].lower() + phrase[1:]


def _cut(phrase: str, limit: int) -> str:
    """Return at most `limit` words, ended where a phrase ends."""
    words = phrase.split()
    if len(words) <= limit:
        return phrase
    for at in range(limit, 4, -1):
        if words[at - 1].endswith(",") or words[at] in _PHRASE_STARTS:
            return " ".join(words[:at]).rstrip(" ,")
    return " ".join(words[:limit])


def _joined(parts: Sequence[str]) -> str:
    """Join the parts, each once."""
    seen: list[str] = []
    for part in parts:
        low = part.lower()
        if seen and low.startswith(f"{seen[-1].lower()} "):
            seen[-1] = _lowered(part)  # "người" and "người nước ngoài"
        elif part and not any(low in earlier.lower() for earlier in seen):
            seen.append(_lowered(part))
    return re.sub(r"\s+(?=[,;])", "", squeeze(" ".join(seen))).strip(" ,;")
