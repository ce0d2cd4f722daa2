"""Numbers out of a sentence before a model sees it, and back in afterwards.

A placeholder stands for a figure with its unit and noun ("24 trạm bơm"), a date, a document
number, or a number in words: a model that moves one moves all of it, and types none itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from assistant.drafting.claims import Claim, ClaimKind, claims_in, plain
from assistant.drafting.gate import problems
from corpus.text import fold, squeeze

PLACEHOLDER = re.compile(r"\{\{([CF]\d+)\}\}")
_NOUN = re.compile(r"\s?%|(?:\s[^\W\d_]+(?:/[^\W\d_]+)?){1,6}")
# A noun ends where one of these begins; they are left to the prose.
_ENDS = frozenset(
    {"và", "của", "trên", "tại", "được", "đã", "trong", "với", "để", "cho", "có", "là", "đang"}
    | {"từ", "đến", "theo", "về", "ở", "do", "bằng", "thuộc", "như", "đạt", "so", "còn", "tham"}
    | {"năm", "tháng", "ngày", "quý", "giai", "đoạn"}
)
# Words that turn the sense of a sentence: a model may not add one.
_TURNS = frozenset(
    {"không", "chưa", "chẳng", "chậm", "tăng", "giảm", "gấp", "hơn", "dưới", "vượt", "gần", "đủ"}
    | {"khoảng", "ước", "hầu", "toàn", "tất", "mọi", "nửa", "đôi", "chỉ", "ít", "nhiều", "hết"}
    | {"tá", "cặp", "vài", "mấy", "chừng", "ngót", "xấp", "thập", "nhất"}
)
_FAITHFUL = 0.6  # share of a sentence's words that its source must have
_LONGER = 1.6  # times; a longer sentence has added something
_MOVED = 0.34  # by how much words in front of a number may fit another number better


@dataclass(frozen=True, slots=True)
class Masked:
    """A sentence without numbers, what its placeholders stand for, and the sentence itself."""

    text: str
    values: dict[str, str]
    said: str = ""


def mask(text: str, first: int) -> tuple[Masked, int]:
    """Return `text` with its numbers as placeholders from number `first`, and the next number."""
    shown = plain(text).replace("{{", "{ {").replace("}}", "} }")
    values: dict[str, str] = {}
    pieces: list[str] = []
    at, number = 0, first
    for claim in claims_in(shown):
        if claim.start < at:
            continue
        name = f"{'C' if claim.kind is ClaimKind.DOCUMENT else 'F'}{number}"
        end = _end(shown, claim)
        pieces += [shown[at : claim.start], f"{{{{{name}}}}}"]
        values[name] = shown[claim.start : end]
        at, number = end, number + 1
    return Masked("".join(pieces) + shown[at:], values, shown), number


def _end(text: str, claim: Claim) -> int:
    """Return where a figure's unit and noun end."""
    if claim.kind is not ClaimKind.FIGURE:
        return claim.end
    noun = _NOUN.match(text, claim.end)
    if noun is None:
        return claim.end
    end = claim.end
    for word in re.finditer(r"\s?%|\s\S+", noun[0]):
        token = word[0].strip()
        if token.lower() in _ENDS or claims_in(token):
            break
        end = claim.end + word.end()
    return end


def unmask(written: str, source: Masked) -> str:
    """Return the sentence with the values put back."""
    return squeeze(PLACEHOLDER.sub(lambda m: source.values[m[1]], written))


def refusal(written: str, source: Masked) -> str | None:
    """Return why a sentence of the model cannot stand for its source, None when it can."""
    used, own = PLACEHOLDER.findall(written), PLACEHOLDER.findall(source.text)
    if sorted(used) != sorted(own):
        lost = [name for name in own if name not in used]
        return f"thiếu ký hiệu {', '.join(lost)}" if lost else "ký hiệu thừa hoặc lạ"
    if used != own:
        return "ký hiệu bị đổi chỗ"
    prose = plain(PLACEHOLDER.sub(" ; ", written))
    if claims_in(prose) or any(ch.isnumeric() for ch in prose) or set(prose) & set("{}[]<>"):
        return "có số, số viết bằng chữ hoặc ký hiệu tự gõ"
    return _foreign(prose, source) or _untrue(written, source)


def _foreign(prose: str, source: Masked) -> str | None:
    """Return why prose says more than its source, None where it does not."""
    words = re.findall(r"[^\W\d_]+", prose.lower())
    said = re.findall(r"[^\W\d_]+", PLACEHOLDER.sub(" ", source.text).lower())
    known = set(said)
    if not words or sum(word in known for word in words) < _FAITHFUL * len(words):
        return "có nội dung không có trong nguồn"
    if len(words) > _LONGER * max(len(said), 8):
        return "dài hơn nguồn"
    if fold(prose) == prose.lower() and fold(source.text) != source.text.lower():
        return "không phải tiếng Việt có dấu"
    counted, allowed = Counter(words), Counter(said)
    if any(counted[word] > allowed[word] for word in _TURNS):
        return "thêm từ làm đổi nghĩa"
    if any(allowed[word] > counted[word] for word in ("không", "chưa")):
        return "bỏ từ phủ định"
    return None


def _untrue(written: str, source: Masked) -> str | None:
    """Return why the finished sentence says a number of something else, None where it doesn't."""
    text = unmask(written, source)
    if problems(text, [source.said]):
        return "con số đi với nội dung khác ở nguồn"
    ours, theirs = claims_in(plain(text)), claims_in(squeeze(source.said))
    if len(ours) != len(theirs):
        return "ký hiệu thừa hoặc thiếu"
    fronts = [set(claim.before[:3]) for claim in theirs]
    for number, claim in enumerate(ours):
        front = set(claim.before[:3])
        if not front:
            continue
        fit = [len(front & other) / len(front) for other in fronts]
        if max(fit) > fit[number] + _MOVED:
            return "con số đi với việc khác ở nguồn"
    return None
