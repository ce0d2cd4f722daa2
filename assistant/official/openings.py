"""What is still open in a draft: a clean copy goes out only when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafting.record import Draft, MarkKind
from assistant.official.letterhead import Letterhead
from corpus.errors import BaocaoError

_NAMES = {
    MarkKind.GAP: "chỗ chưa có số liệu",
    MarkKind.UNSUPPORTED: "câu có số liệu, số hiệu chưa có nguồn",
    MarkKind.CONFLICT: "chỗ các nguồn không thống nhất",
    MarkKind.PERIOD: "chỗ cần xác nhận mốc thời gian",
    MarkKind.SCOPE: "chỗ cần xác nhận phạm vi",
    MarkKind.REPLACED: "văn bản viện dẫn đã được thay thế",
    MarkKind.OCR: "câu lấy từ bản quét cần đối chiếu",
}
_PATHS = 4  # headings that the sentence names


def refuse_unclean(draft: Draft, head: Letterhead) -> None:
    """Raise BaocaoError with one sentence that says what is open, and where, if anything is."""
    where: dict[MarkKind, list[str]] = {}
    for path, kind in _open(draft):
        where.setdefault(kind, []).append(path)
    told = [
        f"{len(where[kind])} {name} ({_headings(where[kind])})"
        for kind, name in _NAMES.items()
        if kind in where
    ]
    unmarked = len(draft.unsupported) - len(where.get(MarkKind.UNSUPPORTED, []))
    if unmarked > 0:  # a draft that was kept before the gate last ran
        told.append(f"{unmarked} {_NAMES[MarkKind.UNSUPPORTED]}")
    if head.open:
        told.append(f"phần đầu văn bản chưa có {', '.join(head.open)} (đặt bằng --letterhead)")
    if told:
        raise BaocaoError(
            f"Chưa thể xuất bản sạch: còn {'; '.join(told)}. Hãy xử lý các chỗ được tô vàng rồi "
            "xuất lại."
        )


def _open(draft: Draft) -> Iterator[tuple[str, MarkKind]]:
    for sentence in draft.opening:
        yield from (("mở đầu", mark.kind) for mark in sentence.marks)
    for section in draft.sections:
        for paragraph in section.paragraphs:
            if paragraph.gap:
                yield section.path, paragraph.gap.kind
            for sentence in paragraph.sentences:
                yield from ((section.path, mark.kind) for mark in sentence.marks)


def _headings(paths: list[str]) -> str:
    named = list(dict.fromkeys(paths))
    more = f" và {len(named) - _PATHS} mục khác" if len(named) > _PATHS else ""
    return f"mục {', '.join(named[:_PATHS])}{more}".replace("mục mở đầu", "mở đầu")
