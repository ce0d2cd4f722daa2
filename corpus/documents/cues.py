"""The words that say how one document stands to another: cues, their reach, their modality.

All on folded text, so that damaged and bare text is read alike. A cue governs the document that
follows it within its reach; "được thay thế bằng" turns the relation round; what is denied,
planned or only reported about is told apart here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import RelationKind

_Kind = RelationKind


class Cue(NamedTuple):
    """A cue in the words between two citations."""

    kind: RelationKind
    at: int  # where it starts
    flipped: bool  # passive: the document after it is the one that acts


# (relation, words, how many characters may stand between the words and the document's name)
_CUES: tuple[tuple[RelationKind, str, int], ...] = (
    (_Kind.REPLACES, r"(?:thay\s?the(?: cho)?|thay cho|thay(?=\s*(?:cac\s*)?$))", 60),
    (
        _Kind.AMENDS,
        r"(?:sua doi(?:,? va|,)? bo sung|sua doi"
        r"|bo sung(?=,? (?:mot so|quyet|nghi|ke|khoan|dieu|nhiem vu|noi dung|chi tieu|danh muc"
        r"|phu luc|quy dinh|chuong trinh)))",
        400,
    ),
    (_Kind.AMENDS, r"dieu chinh(?:,? bo sung)?", 24),
    (_Kind.REPEALS, r"(?:bai bo|huy bo|cham dut hieu luc)", 120),
    (
        _Kind.IMPLEMENTS,
        r"(?:th[a-z]{1,3}c hi[e¢]n|trien khai|cu the hoa|thi hanh|huong dan thi hanh"
        r"|quy dinh chi tiet(?: va huong dan)?|hien thuc hoa)",
        110,
    ),
    (_Kind.IMPLEMENTS, r"huong dan", 30),  # "hướng dẫn (một số điều của) Nghị định số …"
    (_Kind.APPROVES, r"phe duyet", 16),
    (_Kind.ISSUES, r"ban hanh(?: kem theo)?", 16),
    (_Kind.BASED_ON, r"(?:can cu|tren co so|dua tren)", 30),
    (_Kind.UNDER, r"theo", 16),
)
_CUE = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<k{i}>{words})" for i, (_, words, _) in enumerate(_CUES)) + ")"
    r"(?!\w)"
)
_ISSUES = next(f"k{i}" for i, (kind, *_) in enumerate(_CUES) if kind is _Kind.ISSUES)
_FAR = 160  # reach of words that end in "ban hành kèm theo": they speak of what stands in it
_WITHIN = re.compile(r"(?:ban hanh kem theo|ban hanh tai|phe duyet tai)\s*$")
# A passive says where a thing stands ("được phê duyệt tại") and is no relation by itself.
_PASSIVE = re.compile(
    r"(?<!\w)(?:(?:da )?duoc [\w ]{0,60}?)?(?:phe duyet|ban hanh|thong qua)(?: kem)?"
    r" (?:tai|theo)(?!\w)"
)
_ENDED = r"(?:thay the|thay(?= (?:bang|boi))|sua doi|bo sung|bai bo|huy bo|dieu chinh)"
_FLIPPED = re.compile(rf"(?<!\w)(?:duoc|bi)(?: \w+){{0,5}}? {_ENDED}[\w, ]{{0,30}}$")
# "(sửa đổi tại Quyết định …)": the deed is another document's, with or without "được".
# "Nghị quyết A được cụ thể hóa bằng Kế hoạch B": it is B that implements A.
_CARRIED_OUT = re.compile(
    r"(?<!\w)duoc (?:[\w-]+ ){0,6}?(?:th[a-z]{1,3}c hi[e¢]n|trien khai|cu the hoa|thi hanh"
    r"|huong dan|quy dinh chi tiet)(?: [\w-]+){0,4}? (?:bang|boi|tai|trong|qua)\s*(?:cac)?\s*$"
)
_SAID_AT = re.compile(
    rf"(?<!\w){_ENDED}(?:,? (?:va )?bo sung)?(?: mot phan| mot so dieu)? (?:boi|bang|tai|theo)"
    r"\s*(?:cac)?\s*$"
)
_LAPSES = re.compile(
    r"(?<!\w)(?:het|cham dut) hieu luc(?: thi hanh)?(?: ke)? (?:tu|khi)(?: ngay| khi| thoi diem)?"
    r"\s*(?:cac)?\s*$"
)
_APPROVED = re.compile(
    r"(?<!\w)duoc (?:[\w-]+ ){0,12}?phe duyet(?: \w+){0,2}? (?:tai|bang|boi|theo)\s*(?:cac)?\s*$"
)
_ATTACHED = re.compile(r"\s*,?\s*(?:da )?(?P<passive>duoc )?(?:\w+ ){0,4}?ban hanh kem theo\s*$")
# What such words may speak of instead of the document before them.
_UNNAMED = re.compile(
    r"(?<!\w)(?:chuong trinh|de an|ke hoach|quy hoach|chien luoc|danh muc|du an|phuong an|quy che"
    r"|quy dinh|nghi quyet|quyet dinh|du toan|nhiem vu|muc tieu)(?!\w)"
)
_BY = re.compile(r"(?:boi|bang|tai|theo)\s*(?:cac)?\s*$")
_NOT = re.compile(r"(?<!\w)(?:khong|chua)(?: \w+){0,2}\s+$")  # "chưa bị thay thế"
_PLANNED = re.compile(
    r"(?<!\w)(?:(?<!chia )se|du kien|du thao|de nghi ban hanh|de xuat|dang xay dung|dang trinh)"
    r"(?!\w)"
)
_REQUESTED = re.compile(r"(?<!\w)(?:de nghi|kien nghi|xin y kien|tham muu|de xuat)(?!\w)")
_REPORTED = re.compile(
    r"(?<!\w)(?:bao cao|so ket|tong ket|kiem tra|giam sat|danh gia|gop y|y kien|ket qua|tinh hinh"
    r"|thanh tra)(?!\w)[^;]{0,60}$"
)


def cue_in(gap: str) -> Cue | None:
    """Return the cue that governs the document after `gap`, None when nothing does."""
    if passive := _passive(gap):
        return passive
    masked = _PASSIVE.sub(lambda m: " " * len(m[0]), gap)
    under: Cue | None = None
    for match in reversed(list(_CUE.finditer(masked))):
        kind, _, reach = _CUES[int((match.lastgroup or "k0")[1:])]
        rest = gap[match.end() :]
        far = kind is _Kind.AMENDS and _WITHIN.search(rest)
        if len(rest) > (max(_FAR, reach) if far else reach):
            continue
        if kind is _Kind.UNDER:
            under = under or Cue(kind, match.start(), False)
            continue  # "thực hiện … theo Quyết định": it is the deed that counts
        return Cue(kind, match.start(), False)
    return under


def _passive(gap: str) -> Cue | None:
    """Return the cue of words that make the document after them the one that acts."""
    if lapses := _LAPSES.search(gap):
        return Cue(_Kind.REPEALS, lapses.start(), True)
    flipped = _FLIPPED.search(gap) if _BY.search(gap) else None
    flipped = flipped or _SAID_AT.search(gap)
    if flipped:
        words = flipped[0]
        inner = _CUE.search(words) or re.search(r"thay", words)
        kind = _Kind.REPLACES
        if inner and inner.lastgroup:
            kind = _CUES[int(inner.lastgroup[1:])][0]
        elif "bo sung" in words:
            kind = _Kind.AMENDS
        return Cue(kind, flipped.start(), True)
    approved = _APPROVED.search(gap)
    carried = _CARRIED_OUT.search(gap)
    if carried and not _CUE.search(gap, 0, carried.start()):
        return Cue(_Kind.IMPLEMENTS, carried.start(), True)
    if (
        approved
        and not _UNNAMED.search(gap, 0, approved.start())
        and not _CUE.search(gap, 0, approved.start())
    ):
        return Cue(_Kind.APPROVES, approved.start(), True)
    return None


def attached(gap: str) -> bool | None:
    """Tell whether "ban hành kèm theo" is all that stands in `gap`; None when it is not.

    True where the words before are surely the attached one: "được ban hành kèm theo".
    """
    match = _ATTACHED.fullmatch(gap)
    if match is None or any(m.lastgroup != _ISSUES for m in _CUE.finditer(gap)):
        return None
    return match["passive"] is not None


def requested(gap: str) -> bool:
    """Tell whether the deed is only asked for: "đề nghị bãi bỏ"."""
    return _REQUESTED.search(gap) is not None


def denied(before: str) -> bool:
    """Tell whether the words before a cue deny it: "không", "chưa được"."""
    return _NOT.search(before) is not None


def planned(gap: str) -> bool:
    """Tell whether the words speak of what is still to be done: "sẽ", "dự thảo"."""
    return _PLANNED.search(gap) is not None


def reported(before: str) -> bool:
    """Tell whether the deed after these words is only reported on: "kết quả thực hiện"."""
    return _REPORTED.search(before) is not None
