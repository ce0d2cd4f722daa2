"""From the number to the end of what it counts: the unit, joint units, the noun phrase."""

from __future__ import annotations

import re

from corpus.figures.nouns import Unit, ordered_nouns, tokens, unit_at
from corpus.figures.numbers import Number
from corpus.text import fold

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
    (
        "báo cáo",
        "quyết định",
        "thông báo",
        "hướng dẫn",
        "quy định",
        "đề xuất",
        "kiến nghị",
        "hoạt động",
        "vi phạm",
        "kết nối",
    )
)
_NEVER_JOINED = frozenset(
    "số kỳ lần ý câu con cái bộ đợt điểm khoản mục lượt đàn".split()  # noqa: SIM905
)
_ORGANISATIONS = re.compile(
    r"\s*(?:[.,;:()]|$|và|cá nhân|tham gia|trên|được|có|của|đã|thuộc|chính trị|xã hội|khoa học|tại)"
)
# What follows is the subject of the next figure: "420 con, đàn gia cầm 5.200 con".
_NUMBER_NEXT = re.compile(
    r"\s*(?:(?!(?:và|tại|ở|trên|trong|của|cho|với|theo|về|đến|năm|tham|được|có)\s)[^\s,;:.()\d]+\s+){0,4}"
    r"(?:(?:hơn|gần|khoảng|trên|được)\s+)?\d"
)
_NUMBERED = re.compile(r"\s*:?\s*(?:\d|…|\.{2,})")
STOP_WORDS = frozenset(
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
# Words that end in a stop word and are no end of the phrase.
_COMPOUNDS = frozenset(
    ("thiết bị", "trang bị", "chuẩn bị", "giao thông", "viễn thông", "phổ thông", "truyền thông")
)
# Words that begin like a unit and are none.
_NO_UNIT = re.compile(
    r"(?:bộ trưởng|sở hữu|khoa học|số hóa|số hoá|đơn giản|thư ký|bao gồm|con đường|tổ chức lại"
    r"|(?:điều|khoản|điểm|mục|chương|phụ lục)\s+(?:này|[\da-zđ]{1,3}(?!\w))"
    r"|(?:điều|phụ lục)\s+kèm)(?!\w)",
    re.IGNORECASE,
)


def unit_after(text: str, number: Number, damaged: bool = False) -> Unit | None:
    """Return the unit right after a number, None when no known noun follows."""
    at = number.end
    if at < len(text) and (text[at].isalpha()):
        unit = unit_at(text, at)  # "40km", "500m2"; in damaged text "16n" is a word
        if unit is None or unit.kind != "measures":
            return None
        return None if damaged and len(unit.name) == 1 else unit
    while at < len(text) and text[at] in " \u00a0\t":
        at += 1
    if text[at : at + 1] in '“"‘':
        at += 1
    return None if _NO_UNIT.match(text, at) else unit_at(text, at, damaged)


def whole_unit(text: str, unit: Unit, damaged: bool = False) -> tuple[str, int]:
    """Return the unit with what belongs to it: "lượt doanh nghiệp", "tin, bài", "đồng/người"."""
    name, end = unit.name, unit.end
    if unit.kind == "measures":
        per = _PER.match(text, end)
        if per is None or name in ("%", "đ"):
            return name, end
        noun = unit_at(text, end + 1, damaged)  # "đồng/doanh nghiệp": the whole noun
        whole = max(per.end(), noun.end) if noun is not None and noun.exact else per.end()
        whole = max(whole, per.end())
        again = _PER_HEAD.match(text, whole)  # "đồng/người/tháng"
        whole = again.end() if again else whole
        return name + text[end:whole], whole
    if name == "lượt":
        inner = _next_noun(text, end, damaged)
        if inner is not None:
            name, end = f"lượt {inner.name}", inner.end
    per = _PER_HEAD.match(text, end)
    return (name + per[0], per.end()) if per else _joint_units(text, name, end, damaged)


def _next_noun(text: str, at: int, damaged: bool) -> Unit | None:
    if not text[at : at + 1].isspace():
        return None
    inner = unit_at(text, at + 1, damaged)
    return inner if inner is not None and inner.kind in ("nouns", "classifiers") else None


def _joint_units(text: str, name: str, end: int, damaged: bool) -> tuple[str, int]:
    first = name
    while True:
        joint = _JOINT.match(text, end)
        if joint is None or joint.end() >= len(text):
            return name, end
        other = unit_at(text, joint.end(), damaged)
        if other is None or not _joins(text, first, other):
            return name, end
        sign = joint[0].strip()
        separator = {",": ", ", "/": "/"}.get(sign, f" {sign} ")
        name, end = f"{name}{separator}{other.name}", other.end


def _joins(text: str, first: str, other: Unit) -> bool:
    """Tell "05 doanh nghiệp, tổ chức" from "31 hồ sơ, tổ chức 02 lớp"."""
    if other.kind not in ("nouns", "classifiers") or other.name in _NEVER_JOINED:
        return False
    if not other.exact or _NUMBER_NEXT.match(text, other.end):
        return False
    if other.name == "tổ chức":
        return first in _ACTORS and bool(_ORGANISATIONS.match(text, other.end))
    return other.name not in _VERB_ACTS or first in _ACTS


def phrase_end(text: str, at: int, unit: str, damaged: bool = False) -> int:
    """Return where the noun phrase that begins with the unit ends."""
    end = at
    head = unit.split(",")[0].split("/")[0]
    stops = STOP_WORDS | (_STOP_AFTER_ACTORS if head in _ACTORS else frozenset())
    if damaged:
        stops = frozenset(fold(word) for word in stops)
    if not text[at : at + 1].isspace():
        return end
    previous = unit
    for start, stop in tokens(text, at + 1, 10):
        word = text[start:stop]
        plain = fold(word) if damaged else word.lower()
        # "cấp 3" belongs to the phrase; "tại 3 xã" does not
        ordinal = word.isdigit() and fold(previous) in ordered_nouns() and previous != "số"
        compound = f"{previous} {word}".lower() in _COMPOUNDS
        if (plain in stops and not compound) or (word[0].isdigit() and not ordinal):
            break
        if plain != "số" or not _NUMBERED.match(text, stop):
            end = stop  # "kỹ năng số", not "quyết định số 12"
        previous = word
    return end
