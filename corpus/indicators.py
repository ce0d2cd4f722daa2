"""The indicator of a figure: a normalised phrase of noun, state, verb and object.

The checker links figures by it, so it keeps the words that tell indicators apart ("đang triển
khai", "cấp cơ sở") and drops what every sentence of a report says ("trên địa bàn tỉnh").
"""

from __future__ import annotations

import re

from corpus.counting import Count
from corpus.text import squeeze

_CLAUSE_END = re.compile(r"[;:()“”\"]|\.(?=\s|$)|,(?=\s*(?:\S+\s+){0,5}?\d)|(?<!\w)trong đó(?!\w)")
_CLAUSE_START = re.compile(r"[;:(“”\"]|\.\s|(?<!\w)trong đó(?!\w)|,(?=\s)|(?<!\w)\(?\d{1,2}\)\s")
_LEADS = re.compile(r"[;(]|\.\s")
_TAIL = re.compile(
    r"(?:\s*(?<!\w)(?:cho|với|tại|đến|tới|gồm|bao gồm|là|có|đạt|của|được|và|đã|hiện|số lượng|từ|về"
    r"|khoảng|trên|trong|vào|tổng số|tổng cộng|lên|thêm|còn|theo|,|:|-))+\s*$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:\s*(?:và|đã|cũng|đồng thời|tiếp tục|[,;:.)–-]))+\s*", re.IGNORECASE)
_GENERIC = re.compile(
    r"(?<!\w)(?:trên (?:phạm vi )?địa bàn(?: (?:toàn )?tỉnh| thành phố)?(?:\s[A-ZĐ]\w*){0,3}"
    r"|(?:theo|tại) (?:đúng )?(?:quy định|Quyết định|Kế hoạch|Nghị định|Luật|Thông tư|Nghị quyết)"
    r".*|trong (?:năm|quý|tháng) .*|(?:trong )?\d+ tháng (?:đầu|cuối) năm(?: \d{4})?|các loại"
    r"|năm \d{4}|đến nay)",
)
_WORDS_BEFORE = 9
_WORDS_AFTER = 12
_WORDS_LEAD = 10


def indicator_of(text: str, count: Count, next_start: int, heading: str = "") -> str:
    """Return the indicator of a count in `text`; `next_start` is where the next figure begins.

    `heading` completes a noun that says nothing by itself ("05 hồ sơ" under "An toàn bức xạ").
    """
    noun = _noun(text, count)
    after = _after(text, count.end, next_start)
    before = _before(text, count.start)
    parts = [noun, after, before]
    if _is_bare(noun, count) or not (after or before):
        parts.append(_lead(text, count.start))
    if sum(len(part.split()) for part in parts) < 3:
        parts.append(_heading_words(heading))
    return _joined(parts)


def _noun(text: str, count: Count) -> str:
    """Return what stands after the number, and only what is measured after a measure."""
    phrase = text[count.number.end : count.end]
    if count.unit in (None, "%", "đồng", "kg", "ha", "km", "TB", "tấn", "m2", "lít"):
        phrase = text[count.unit_end : count.end]
    phrase = squeeze(phrase).strip("“”\"'")
    return phrase if phrase[:2].isupper() else phrase[:1].lower() + phrase[1:]


def _after(text: str, start: int, limit: int) -> str:
    stop = _CLAUSE_END.search(text, start, limit)
    phrase = text[start : stop.start() if stop else limit]
    return _clean(phrase, _WORDS_AFTER, keep_end=False)


def _before(text: str, end: int) -> str:
    cuts = [m.end() for m in _CLAUSE_START.finditer(text, max(0, end - 200), end)]
    phrase = text[cuts[-1] if cuts else max(0, end - 200) : end]
    return _clean(phrase, _WORDS_BEFORE, keep_end=True)


def _lead(text: str, end: int) -> str:
    """Return the words that open the sentence, or those before the parenthesis of the figure."""
    opened = text.rfind("(", 0, end)
    host = end
    if opened >= 0 and ")" not in text[opened:end] and end - opened < 160:
        host = opened
    first = max((m.end() for m in _LEADS.finditer(text, 0, host)), default=0)
    phrase = text[first:host]
    if host == end:
        colon = phrase.rfind(":")
        comma = phrase.find(",")
        cut = colon if colon > 0 else comma
        phrase = phrase[:cut] if cut > 0 else ""
    return _clean(phrase, _WORDS_LEAD, keep_end=True)


def _clean(phrase: str, words: int, *, keep_end: bool) -> str:
    phrase = _TAIL.sub("", _GENERIC.sub(" ", phrase))
    phrase = _HEAD.sub("", phrase)
    kept = phrase.split()
    kept = kept[-words:] if keep_end else kept[:words]
    return squeeze(_HEAD.sub("", _TAIL.sub("", " ".join(kept)))).strip(" ,.;:-–")


def _is_bare(noun: str, count: Count) -> bool:
    return len(noun.split()) <= len((count.unit or "").split())


def _heading_words(heading: str) -> str:
    return _clean(
        re.sub(r"^[\dIVXa-zđ]{1,5}[.)][\d.]*\s*", "", heading), _WORDS_LEAD, keep_end=False
    )


def _joined(parts: list[str]) -> str:
    """Join the parts, each once, first letters lowered unless they begin a name in capitals."""
    seen: list[str] = []
    for part in parts:
        low = part.lower()
        if part and not any(low in earlier.lower() for earlier in seen):
            seen.append(part if part[:2].isupper() else part[:1].lower() + part[1:])
    return squeeze(" ".join(seen))
