"""What stands around the body: the head of the first page, Nơi nhận, the signature.

Each part is in words, so that the built-in layout and the office's own template say the same.
What nobody knows yet is dots, and its name is in `Letterhead.open`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.drafting.record import Draft
from assistant.official.signing import Signature, signature_of
from corpus.errors import ConfigError
from corpus.text import fold, nfc, squeeze

BLANK = "……"
# Offices whose paper names no body above them (mục II, khoản 2: cơ quan chủ quản trực tiếp).
_TOP = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|bo (?!phan|chi huy)|chinh phu)")
_PARTS = 4
_ABBREVIATED = (("UBND", "ỦY BAN NHÂN DÂN"), ("HĐND", "HỘI ĐỒNG NHÂN DÂN"))


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts in words; `open` names those that are blank, as the user would call them."""

    co_quan_chu_quan: str  # "" where the office has none above it
    co_quan_ban_hanh: str
    so_ky_hieu: str  # the number is blank until the document is registered
    dia_danh: str
    ngay_thang: str
    ten_loai: str
    trich_yeu: str
    noi_nhan: tuple[str, ...]
    signature: Signature
    kem_theo: str  # under the title of an appendix
    open: tuple[str, ...]


def with_parts(draft: Draft, parts: str) -> Draft:
    """Return `draft` with the parts of its head that an office configured.

    `parts` are "cơ quan chủ quản | cơ quan ban hành | ký hiệu | địa danh"; an empty one stays as
    past reports tell it. Raises ConfigError.
    """
    if not parts.strip():
        return draft
    told = [squeeze(nfc(part)) for part in parts.split("|")]
    if len(told) > _PARTS:
        raise ConfigError(
            f"Phần đầu văn bản “{parts}” có quá bốn phần: hãy ghi “cơ quan chủ quản | cơ quan ban "
            "hành | ký hiệu | địa danh”, phần nào không đổi thì bỏ trống."
        )
    parent, issuer, symbol, place_name = [*told, *[""] * (_PARTS - len(told))]
    return replace(
        draft,
        parent=parent or draft.parent,
        issuer=issuer or draft.issuer,
        symbol=symbol or draft.symbol,
        place_name=place_name or draft.place_name,
    )


def letterhead_of(draft: Draft, signature: str = "", *, clean: bool = False) -> Letterhead:
    """Return the parts around the body of `draft`.

    `signature` is as `signature_of` takes it. A `clean` copy has no dots where the document can do
    without the words (who drafted it, who signs). Raises ConfigError.
    """
    needs_parent = not _TOP.match(fold(draft.issuer or "")) or not draft.issuer
    year = draft.period.end.year if draft.period and draft.period.end else None
    missing = {
        "tên cơ quan ban hành": not draft.issuer,
        "tên cơ quan chủ quản": needs_parent and not draft.parent,
        "ký hiệu": not draft.symbol,
        "địa danh": not draft.place_name,
    }
    parent = draft.parent or (f"Cơ quan chủ quản {BLANK}" if needs_parent else "")
    symbol, when = draft.symbol or f"BC-{BLANK}", f"ngày      tháng      năm {year or BLANK}"
    listed = [f"- {one.strip().rstrip(';.')};" for one in draft.recipients]
    if not listed and not clean:
        listed = [f"- {BLANK};"]
    return Letterhead(
        co_quan_chu_quan=parent.upper(),
        co_quan_ban_hanh=_whole((draft.issuer or f"Tên cơ quan ban hành {BLANK}").upper()),
        so_ky_hieu=f"        /{symbol}",
        dia_danh=draft.place_name or BLANK,
        ngay_thang=when,
        ten_loai="BÁO CÁO",
        trich_yeu=_subject(draft.title),
        noi_nhan=(*listed, "- Lưu: VT." if clean else f"- Lưu: VT, {BLANK}."),
        signature=signature_of(signature, draft.issuer),
        kem_theo=f"(Kèm theo Báo cáo số        /{symbol} {when} của {draft.issuer or BLANK})",
        open=tuple(name for name, is_open in missing.items() if is_open),
    )


def _whole(name: str) -> str:
    """Return the name of the issuing body without abbreviations (mục II, khoản 2, điểm a)."""
    for short, long in _ABBREVIATED:
        name = re.sub(rf"\b{short}\b", long, name)
    return name


def _subject(title: str) -> str:
    if fold(title).startswith("bao cao"):
        title = title[len("báo cáo") :].strip(" :-–")
    return title[:1].upper() + title[1:]
