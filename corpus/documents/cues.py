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
    (_Kind.REPLACES, r"thay\s?the(?: cho)?", 60),
    (
        _Kind.AMENDS,
        r"(?:sua doi(?:,? va|,)? bo sung|sua doi"
        r"|bo sung(?=,? (?:mot so|quyet|nghi|ke|khoan|dieu)))",
        400,
    ),
    (_Kind.AMENDS, r"dieu chinh(?:,? bo sung)?", 24),
    (_Kind.REPEALS, r"(?:bai bo|huy bo|cham dut hieu luc)", 120),
    (
        _Kind.IMPLEMENTS,
        r"(?:th[a-z]{1,3}c hi[e¢]n|trien khai|cu the hoa|thi hanh|huong dan thi hanh"
        r"|quy dinh chi tiet(?: va huong dan)?)",
        110,
    ),
    (_Kind.APPROVES, r"phe duyet", 16),
    (_Kind.ISSUES, r"ban hanh(?: kem theo)?", 16),
    (_Kind.BASED_ON, r"can cu", 30),
    (_Kind.UNDER, r"theo", 16),
)
_CUE = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<k{i}>{words})" for i, (_, words, _) in enumerate(_CUES)) + ")"
    r"(?!\w)"
)
# A passive says where a thing stands ("được phê duyệt tại") and is no relation by itself.
_PASSIVE = re.compile(
    r"(?<!\w)(?:(?:da )?duoc [\w ]{0,60}?)?(?:phe duyet|ban hanh|thong qua)(?: kem)?"
    r" (?:tai|theo)(?!\w)"
)
_FLIPPED = re.compile(
    r"(?<!\w)(?:duoc|bi)(?: \w+){0,2}? (?:thay the|sua doi|bo sung|bai bo|huy bo)[\w, ]{0,30}$"
)
_BY = re.compile(r"(?:boi|bang|tai|theo)\s*(?:cac)?\s*$")
_NOT = re.compile(r"(?<!\w)(?:khong|chua)(?: \w+){0,2}\s+$")
_PLANNED = re.compile(
    r"(?<!\w)(?:(?<!chia )se|du kien|du thao|de nghi ban hanh|de xuat|dang xay dung|dang trinh)"
    r"(?!\w)"
)
_REPORTED = re.compile(
    r"(?<!\w)(?:bao cao|so ket|tong ket|kiem tra|giam sat|danh gia|gop y|y kien|ket qua|tinh hinh"
    r"|thanh tra)(?!\w)[^;]{0,60}$"
)


def cue_in(gap: str) -> Cue | None:
    """Return the cue that governs the document after `gap`, None when nothing does."""
    flipped = _FLIPPED.search(gap)
    if flipped and _BY.search(gap):
        inner = _CUE.search(gap, flipped.start())
        if inner and inner.lastgroup:
            return Cue(_CUES[int(inner.lastgroup[1:])][0], flipped.start(), True)
    masked = _PASSIVE.sub(lambda m: " " * len(m[0]), gap)
    under: Cue | None = None
    for match in reversed(list(_CUE.finditer(masked))):
        kind, _, reach = _CUES[int((match.lastgroup or "k0")[1:])]
        rest = masked[match.end() :]
        if len(rest) > reach:
            continue
        if kind is _Kind.UNDER:
            under = under or Cue(kind, match.start(), False)
            continue  # "thực hiện … theo Quyết định": it is the deed that counts
        return Cue(kind, match.start(), False)
    return under


def denied(before: str) -> bool:
    """Tell whether the words before a cue deny it: "không", "chưa được"."""
    return _NOT.search(before) is not None


def planned(gap: str) -> bool:
    """Tell whether the words speak of what is still to be done: "sẽ", "dự thảo"."""
    return _PLANNED.search(gap) is not None


def reported(before: str) -> bool:
    """Tell whether the deed after these words is only reported on: "kết quả thực hiện"."""
    return _REPORTED.search(before) is not None
