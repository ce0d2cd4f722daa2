"""Who signs, and with what authority: the lines above the name.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục II, khoản 7: TM. for a collective, Q. for one given
the duties of the head, KT. for a deputy, TL. by order of the head, TUQ. by authorisation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.errors import ConfigError
from corpus.text import fold, nfc, squeeze

PREFIXES = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
_HEAD = "THỦ TRƯỞNG CƠ QUAN"
# The head of an office by the first words of its name (folded); longest names first. What signs
# for a collective has its name too.
_HEADS = (
    ("uy ban nhan dan", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN"),
    ("ubnd", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN"),
    ("hoi dong nhan dan", "CHỦ TỊCH", "HỘI ĐỒNG NHÂN DÂN"),
    ("hdnd", "CHỦ TỊCH", "HỘI ĐỒNG NHÂN DÂN"),
    ("van phong", "CHÁNH VĂN PHÒNG", ""),
    ("thanh tra", "CHÁNH THANH TRA", ""),
    ("cong an", "GIÁM ĐỐC", ""),
    ("so ", "GIÁM ĐỐC", ""),
    ("trung tam", "GIÁM ĐỐC", ""),
    ("bo phan", _HEAD, ""),
    ("bo chi huy", "CHỈ HUY TRƯỞNG", ""),
    ("bo ", "BỘ TRƯỞNG", ""),
    ("ban ", "TRƯỞNG BAN", ""),
    ("chi cuc", "CHI CỤC TRƯỞNG", ""),
    ("cuc ", "CỤC TRƯỞNG", ""),
    ("phong ", "TRƯỞNG PHÒNG", ""),
    ("truong ", "HIỆU TRƯỞNG", ""),
    ("vien ", "VIỆN TRƯỞNG", ""),
)
_DEPUTIES = {"BỘ TRƯỞNG": "THỨ TRƯỞNG"}


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines above the name ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC") and the name, "" if unknown."""

    lines: tuple[str, ...]
    name: str = ""


def signature_of(configured: str, issuer: str | None) -> Signature:
    """Return the signature block of `issuer`.

    `configured` are its lines parted by "|", the name last: "KT. GIÁM ĐỐC | PHÓ GIÁM ĐỐC |
    Trần Văn Bình". A lone prefix stands for what it means at this office ("KT.": the two lines
    above); "" is the head of the office, TM. where it signs for a collective. Raises ConfigError.
    """
    parts = [squeeze(nfc(part)) for part in configured.split("|")]
    parts = [part for part in parts if part]
    name = parts.pop() if parts and parts[-1] != parts[-1].upper() else ""
    if any(part != part.upper() for part in parts):
        raise ConfigError(
            f"Phần ký “{configured}” có hai họ tên: quyền hạn và chức vụ viết in hoa, họ tên đứng "
            "cuối, ví dụ “KT. GIÁM ĐỐC | PHÓ GIÁM ĐỐC | Trần Văn Bình”."
        )
    for part in parts:
        _known(part)
    if len(parts) <= 1 and (not parts or parts[0] in PREFIXES):
        return Signature(_usual(parts[0] if parts else "", issuer), name)
    return Signature(tuple(parts), name)


def _known(line: str) -> None:
    prefix = re.match(r"\w{1,4}\.", line)
    if prefix and prefix[0] not in PREFIXES:
        raise ConfigError(
            f"Phần ký “{line}”: không có quyền hạn “{prefix[0]}”; hãy dùng {', '.join(PREFIXES)}"
        )


def _usual(prefix: str, issuer: str | None) -> tuple[str, ...]:
    """Return the lines of an office whose head, or deputy (KT.), or acting head (Q.) signs."""
    head, collective = head_of(issuer)
    above = (f"TM. {collective}",) if collective else ()
    if prefix in {"", "TM."}:
        return (*above, head)
    if prefix == "Q.":
        return (*above, f"Q. {head}")
    if prefix == "KT.":
        return (*above, f"KT. {head}", _DEPUTIES.get(head, f"PHÓ {head}"))
    raise ConfigError(
        f"Phần ký “{prefix}” cần ghi rõ chức vụ của người ký, ví dụ “{prefix} {head} | TRƯỞNG "
        "PHÒNG TỔNG HỢP | Trần Văn Bình”."
    )


def head_of(issuer: str | None) -> tuple[str, str]:
    """Return the title of the head of an office, and the collective it stands for or ""."""
    name = fold(issuer or "")
    found = ((head, body) for start, head, body in _HEADS if name.startswith(start))
    return next(found, (_HEAD, ""))
