"""Write a draft as a .docx laid out by Nghị định 30/2020/NĐ-CP; values are in `layout`.

The file is written beside its target and renamed, so that a crash leaves no half document.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from assistant.drafting.record import Draft, DraftSection, DraftSentence, MarkKind, Paragraph
from assistant.official import docx_parts as parts
from assistant.official import layout
from corpus.errors import BaocaoError
from corpus.model import Place
from corpus.text import fold

_BLANK = "……"
# What must not go out unread gets a Word comment besides its mark.
_REMARKS = {
    MarkKind.UNSUPPORTED: "Số liệu, số hiệu chưa có nguồn: {text}",
    MarkKind.CONFLICT: "Các nguồn không thống nhất: {text}",
    MarkKind.REPLACED: "Văn bản đã được thay thế: {text}",
}
_EXCERPT = 30  # words of a sentence in the table of sources


def export_docx(
    draft: Draft,
    path: Path | str,
    *,
    clean: bool = False,
    appendix: bool = True,
    comments: bool = False,
) -> Path:
    """Write `draft` to `path` and return it.

    Marks and gaps are highlighted. `appendix` adds the table "Bảng nguồn số liệu"; `comments`
    puts the sources of each sentence into a Word comment at it. `clean` leaves all of these out
    and is refused (BaocaoError) while the draft has a mark, a gap or an unsupported sentence.
    """
    target = Path(path)
    if clean:
        _refuse_unclean(draft)
    document = _build(draft, appendix=appendix and not clean, comments=comments and not clean)
    _save(document, target)
    return target


def _refuse_unclean(draft: Draft) -> None:
    count = len(draft.marks) + len(draft.unsupported)
    if count:
        raise BaocaoError(
            f"Chưa thể xuất bản sạch: bản thảo còn {count} chỗ cần xác nhận hoặc bổ sung; "
            "hãy xử lý các chỗ được tô vàng rồi xuất lại."
        )


def _save(document: Any, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".docx.tmp")
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {target}: {error.strerror}; hãy chọn thư mục khác."
        ) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            document.save(stream)
        # mkstemp makes files private; a draft is meant to be read by colleagues.
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _build(draft: Draft, *, appendix: bool, comments: bool) -> Any:
    document = parts.new_document(draft.title)
    _header(document, draft)
    _name(document, draft)
    for sentence in draft.opening:
        _body(document, Paragraph((sentence,), lead=""), comments=comments)
    for section in draft.sections:
        _section(document, section, comments=comments)
    if draft.closing:
        paragraph = parts.body_paragraph(document)
        parts.run(paragraph, draft.closing)
    _ending(document, draft)
    if appendix:
        _appendix(document, draft)
    return document


def _header(document: Any, draft: Draft) -> None:
    left, right = parts.header_cells(document)
    issuer = (draft.issuer or f"TÊN CƠ QUAN {_BLANK}").upper()
    governing = (draft.parent or f"CƠ QUAN CHỦ QUẢN {_BLANK}").upper()
    parts.centred(left, governing, layout.SIZE_CO_QUAN, marked=not draft.parent)
    parts.centred(left, issuer, layout.SIZE_CO_QUAN, bold=True, marked=not draft.issuer)
    parts.rule(left, layout.HEADER_COLUMNS[0], layout.HEADER_COLUMNS[0] * layout.RULE_SHARE)
    parts.centred(right, layout.QUOC_HIEU, layout.SIZE_QUOC_HIEU, bold=True)
    parts.centred(right, layout.TIEU_NGU, layout.SIZE_TIEU_NGU, bold=True)
    parts.rule(right, layout.HEADER_COLUMNS[1], layout.TIEU_NGU_WIDTH)
    symbol = draft.symbol or f"BC-{_BLANK}"
    parts.centred(left, f"Số:        /{symbol}", layout.SIZE_SO_KY_HIEU, before=6)
    year = draft.period.end.year if draft.period and draft.period.end else None
    place = draft.place_name or _BLANK
    when = f"{place}, ngày      tháng      năm {year or _BLANK}"
    parts.centred(right, when, layout.SIZE_DIA_DANH, italic=True, before=6)


def _name(document: Any, draft: Draft) -> None:
    """Type of document and trích yếu with the short rule below."""
    subject = draft.title
    if fold(subject).startswith("bao cao"):
        subject = subject[len("báo cáo") :].strip(" :-–")
    subject = subject[:1].upper() + subject[1:]
    parts.centred(document, "BÁO CÁO", layout.SIZE_TEN_LOAI, bold=True, before=18)
    parts.centred(document, subject, layout.SIZE_TRICH_YEU, bold=True, inset=10)
    parts.rule(document, layout.TEXT_WIDTH, layout.TEXT_WIDTH * layout.RULE_SHARE * 0.75, after=12)


def _section(document: Any, section: DraftSection, *, comments: bool) -> None:
    parts.heading(document, f"{section.number} {section.title}".strip(), section.level)
    for paragraph in section.paragraphs:
        _body(document, paragraph, comments=comments)


def _body(document: Any, paragraph: Paragraph, *, comments: bool) -> None:
    target = parts.body_paragraph(document)
    if paragraph.lead:
        parts.run(target, f"{paragraph.lead} ")
    if paragraph.gap:
        parts.run(target, str(paragraph.gap), marked=True)
    for i, sentence in enumerate(paragraph.sentences):
        unproved = any(mark.kind is MarkKind.UNSUPPORTED for mark in sentence.marks)
        run = parts.run(target, (" " if i else "") + sentence.text, marked=unproved)
        for mark in sentence.marks:
            parts.run(target, f" {mark}", marked=True)
            if mark.kind in _REMARKS:
                parts.comment(document, run, _REMARKS[mark.kind].format(text=mark.text))
        if comments and sentence.sources:
            parts.comment(document, run, "Nguồn: " + "; ".join(_sources(sentence)))


def _sources(sentence: DraftSentence) -> list[str]:
    """Return where the sources stand as a reader finds them: a line a file, its pages and lines."""
    by_file: dict[str, list[Place]] = {}
    for place in sentence.sources:
        by_file.setdefault(place.doc, []).append(place)
    return [f"{doc}: {'; '.join(_spans(places))}" for doc, places in by_file.items()]


def _spans(places: list[Place]) -> list[str]:
    """Return "trang 2, dòng 10–14" of places of one file, neighbours joined."""
    spans: list[tuple[int | None, int, int]] = []
    for place in sorted(places, key=lambda p: p.start):
        page, first, last = place.page, place.line, place.line_end
        if spans and spans[-1][0] == page and first <= spans[-1][2] + 1:
            spans[-1] = page, spans[-1][1], max(last, spans[-1][2])
        else:
            spans.append((page, first, last))
    return [
        (f"trang {page}, " if page else "")
        + (f"dòng {first}" if first == last else f"dòng {first}–{last}")
        for page, first, last in spans
    ]


def _ending(document: Any, draft: Draft) -> None:
    left, right = parts.ending_cells(document)
    parts.plain(left, "Nơi nhận:", layout.SIZE_NOI_NHAN, bold=True, italic=True, before=6)
    for recipient in draft.recipients or (f"{_BLANK};",):
        parts.plain(left, f"- {recipient.rstrip(';.')};", layout.SIZE_NOI_NHAN_LIST)
    parts.plain(left, f"- Lưu: VT, {_BLANK}.", layout.SIZE_NOI_NHAN_LIST)
    for number, line in enumerate(layout.signature_title(draft.issuer)):
        before = 0 if number else 6
        parts.centred(right, line, layout.SIZE_SIGNATURE, bold=True, before=before)
    for _ in range(4):  # room for the signature and the seal
        parts.centred(right, "", layout.SIZE_SIGNATURE)
    parts.centred(right, _BLANK, layout.SIZE_SIGNATURE, bold=True)


def _appendix(document: Any, draft: Draft) -> None:
    rows = [
        (str(number), path, _shortened(text), "\n".join(sources))
        for number, (path, text, sources) in enumerate(_numbered(draft), start=1)
    ]
    if not rows:
        return
    parts.new_section(document)
    parts.centred(document, "Phụ lục", layout.SIZE_PHU_LUC, bold=True)
    parts.centred(document, "BẢNG NGUỒN SỐ LIỆU", layout.SIZE_PHU_LUC, bold=True)
    issuer = draft.issuer or _BLANK
    attached = f"(Kèm theo Báo cáo số      /{draft.symbol or f'BC-{_BLANK}'} của {issuer})"
    parts.centred(document, attached, layout.SIZE_KEM_THEO, italic=True, after=8)
    header = ("TT", "Mục", "Nội dung có số liệu hoặc số hiệu văn bản", "Nguồn")
    parts.table(document, header, rows, (10.0, 17.0, 78.0, 55.0))


def _shortened(text: str) -> str:
    """Return as much of a sentence as finds it again."""
    words = text.split()
    return text if len(words) <= _EXCERPT else " ".join(words[:_EXCERPT]) + " …"


def _numbered(draft: Draft) -> list[tuple[str, str, list[str]]]:
    """Return (path, sentence, sources) of each sentence that has a digit."""
    rows = [("", s.text, _sources(s)) for s in draft.opening if any(map(str.isdigit, s.text))]
    for section in draft.sections:
        rows.extend(
            (section.path, sentence.text, _sources(sentence))
            for sentence in section.sentences
            if any(map(str.isdigit, sentence.text))
        )
    return rows
