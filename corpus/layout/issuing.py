"""Which body issued a document, spelt as running text spells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from corpus.model import Block, BlockKind
from corpus.text import fold, squeeze

# Departments of a province and ministries, for letterheads in capitals or read badly. Names are
# those in force since the reorganisation of 01/3/2025, with the older ones still found in files.
KNOWN = (
    "Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng",
    "Sở Công Thương", "Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Tài nguyên và Môi trường", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Ngoại vụ",
    "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao", "Sở Du lịch",
    "Sở Kế hoạch và Đầu tư", "Sở Giao thông vận tải", "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội", "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh",
    "Ủy ban nhân dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", "Hội đồng nhân dân tỉnh",
    "Bộ Khoa học và Công nghệ", "Bộ Tài chính", "Bộ Nội vụ", "Bộ Tư pháp", "Bộ Y tế",
    "Bộ Xây dựng", "Bộ Công Thương", "Bộ Giáo dục và Đào tạo", "Bộ Nông nghiệp và Môi trường",
    "Bộ Thông tin và Truyền thông", "Bộ Văn hóa, Thể thao và Du lịch", "Ban Quản lý Khu kinh tế",
)  # fmt: skip
_ORGAN = (
    r"(?:Sở|Chi cục|Cục|Tổng cục|Ủy ban nhân dân|UBND|Văn phòng|Ban|Bộ|Phòng|Trung tâm|Viện|"
    r"Thanh tra|Công an|Trường|Hội|Bảo hiểm|Ngân hàng)"
)
_SPEAKS = re.compile(
    rf"({_ORGAN} [^.;:()\d]{{2,70}}?) (?:kính |xin |trân trọng )*(?:báo cáo|đề nghị|thông báo)\b"
)


def issuer_in(blocks: Sequence[Block]) -> str | None:
    """Return the body that speaks in a text: "…; Sở Nội vụ báo cáo như sau:", None if none does."""
    counts: Counter[str] = Counter()
    body = (BlockKind.PARAGRAPH, BlockKind.BULLET)
    paragraphs = [b for b in blocks if b.kind in body]
    for block in (*paragraphs[:3], *paragraphs[-6:]):
        for found in _SPEAKS.finditer(block.text):
            name = squeeze(found[1]).rstrip(", ")
            if "," not in name or name in KNOWN:
                counts[name] += 1
    return counts.most_common(1)[0][0] if counts else None


def issuer_like(head: str, blocks: Sequence[Block]) -> str:
    """Return the letterhead's body spelt as in the text or the list; else as printed there."""
    if not head.isupper():
        return head
    folded = fold(head)
    for block in blocks:
        at = fold(block.text).find(folded)
        if at >= 0 and not block.text[at : at + len(head)].isupper():
            return block.text[at : at + len(head)]
    near = max(KNOWN, key=lambda name: _likeness(folded, name))
    if _likeness(folded, near) >= 0.88:
        return near
    return _sentence_case(head, blocks)


def _likeness(folded: str, name: str) -> float:
    return SequenceMatcher(None, folded, fold(name)).ratio()


_ACRONYMS = ("UBND", "HĐND", "UBMTTQ", "KH&CN", "CNTT", "BQL")
_PLACE = re.compile(
    r"\b(?:(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Tt]hị|[Đđ]ảng) ủy|tỉnh|thành phố|huyện|xã|phường|đặc khu"
    r"|thị xã|quận) (?!ủy)(\w+ \w+)"
)


def _sentence_case(head: str, blocks: Sequence[Block]) -> str:
    """Return capitals as running text has them: short forms kept, names of places as found."""
    words = [w if w in _ACRONYMS else w.lower() for w in head.split()]
    text = " ".join(words)
    text = text[:1].upper() + text[1:]
    for place in _PLACE.finditer(text):
        name = place[1]
        found = next((m for b in blocks if (m := re.search(name.title(), b.text))), None)
        text = text.replace(name, found[0] if found else name.title())
    return text
