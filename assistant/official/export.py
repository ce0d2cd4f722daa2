"""Write a draft as a .docx laid out by Nghị định 30/2020/NĐ-CP, or into the office's template.

The file is written beside its target and renamed, so that a crash leaves no half document.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from assistant.drafting.record import Draft
from assistant.official import docx_parts as parts
from assistant.official import layout, letters
from assistant.official.appendix import AppendixTable, sources_table, write_appendices
from assistant.official.body import BodyWriter, BuiltIn, Sheet
from assistant.official.footnotes import Footnotes
from assistant.official.letterhead import BLANK, Letterhead, letterhead_of, with_parts
from assistant.official.openings import refuse_unclean
from corpus.errors import BaocaoError


def export_docx(
    draft: Draft,
    path: Path | str,
    *,
    clean: bool = False,
    appendix: bool | None = None,
    comments: bool = False,
    template: Path | str | None = None,
    signature: str = "",
    letterhead: str = "",
) -> Path:
    """Write `draft` to `path` and return it.

    Marks and gaps are highlighted and commented. `appendix` adds the table "Bảng nguồn số liệu"
    (None: unless `clean`); `comments` puts the sources of each sentence into a Word comment at it.
    `clean` leaves marks and comments out and is refused (BaocaoError) while anything is open.
    `template` is the office's own .docx with placeholders (see `template`), `signature` as
    `signature_of` takes it, `letterhead` as `with_parts` does.
    """
    target = Path(path)
    draft = with_parts(draft, letterhead)
    head = letterhead_of(draft, signature, clean=clean)
    if clean:
        refuse_unclean(draft, head)
    wanted = not clean if appendix is None else appendix
    tables = [sources_table(draft)] if wanted else []
    written = [table for table in tables if table]
    if template:
        from assistant.official.template import Filled

        filled = Filled(Path(template), head)
        _write_body(filled, draft, comments=comments, clean=clean)
        filled.close()
        document = filled.document
    else:
        document = _built_in(draft, head, comments=comments, clean=clean)
    _append(document, written, head, own_page=not template)
    _save(document, target)
    return target


def _built_in(draft: Draft, head: Letterhead, *, comments: bool, clean: bool) -> Any:
    document = parts.new_document(draft.title)
    write_head(document, head)
    _write_body(BuiltIn(document), draft, comments=comments, clean=clean)
    write_ending(document, head)
    return document


def _write_body(sheet: Sheet, draft: Draft, *, comments: bool, clean: bool) -> None:
    notes = Footnotes(sheet.document)
    writer = BodyWriter(sheet, notes, comments=comments and not clean, clean=clean)
    writer.opening(draft.opening)
    for section in draft.sections:
        writer.section(section)
    if draft.closing:
        paragraph = sheet.paragraph()
        sheet.run(paragraph, draft.closing)
        paragraph.paragraph_format.keep_with_next = True  # never the signature alone on a page
    notes.close()


def _append(
    document: Any, tables: list[AppendixTable], head: Letterhead, *, own_page: bool
) -> None:
    if tables:
        write_appendices(document, tables, head.kem_theo, own_page=own_page)
    elif own_page:
        parts.last_paragraph(document)


# ------------------------------------------------------------------ around the body


def write_head(document: Any, head: Letterhead, *, fixed: bool = False) -> None:
    """Write the header table, the name of the type and the trích yếu.

    `fixed`: rules of a usual length, where the words are still placeholders.
    """
    (left, right), (number, day) = parts.header_table(document)
    widths = [column - parts.CELL_PADDING for column in layout.HEADER_COLUMNS]
    if head.co_quan_chu_quan:
        marked = BLANK in head.co_quan_chu_quan
        parts.centred(left, head.co_quan_chu_quan, layout.SIZE_CO_QUAN, marked=marked)
    marked = BLANK in head.co_quan_ban_hanh
    rules = layout.USUAL_RULES if fixed else (None, None)
    parts.ruled(
        left, head.co_quan_ban_hanh, layout.SIZE_CO_QUAN, widths[0], marked=marked, length=rules[0]
    )
    parts.centred(right, layout.QUOC_HIEU, layout.SIZE_QUOC_HIEU, bold=True)
    parts.centred(right, layout.TIEU_NGU, layout.SIZE_TIEU_NGU, bold=True)
    motto = letters.width(layout.TIEU_NGU, layout.SIZE_TIEU_NGU, bold=True)
    parts.rule(right, widths[1], motto)
    parts.centred(number, f"Số:{head.so_ky_hieu}", layout.SIZE_SO_KY_HIEU, before=6)
    when = f"{head.dia_danh}, {head.ngay_thang}"
    parts.centred(day, when, layout.SIZE_DIA_DANH, italic=True, before=6)
    parts.centred(document, head.ten_loai, layout.SIZE_TEN_LOAI, bold=True, before=18)
    size, room = layout.SIZE_TRICH_YEU, layout.TEXT_WIDTH
    parts.ruled(document, head.trich_yeu, size, room, length=rules[1], after=12)


def write_ending(document: Any, head: Letterhead) -> None:
    """Write Nơi nhận on the left and the signature block on the right."""
    left, right = parts.ending_cells(document)
    parts.plain(left, "Nơi nhận:", layout.SIZE_NOI_NHAN, bold=True, italic=True, before=6)
    for line in head.noi_nhan:
        listed = parts.plain(left, line, layout.SIZE_NOI_NHAN_LIST)
        if BLANK in line:
            parts.highlight(listed.runs[0])
    for number, line in enumerate(head.signature.lines):
        before = 0 if number else 6
        parts.centred(right, line, layout.SIZE_SIGNATURE, bold=True, before=before)
    name = head.signature.name
    # Room for the signature and the seal: above the name, not empty paragraphs.
    parts.centred(right, name, layout.SIZE_SIGNATURE, bold=True, before=parts.ROOM_TO_SIGN)


def _save(document: Any, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".docx.tmp")
        try:
            with os.fdopen(handle, "wb") as stream:
                document.save(stream)
            # mkstemp makes files private; a draft is meant to be read by colleagues.
            Path(name).chmod(0o644)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {target}: {error.strerror or error}; hãy chọn thư mục khác hoặc "
            "đóng tệp đang mở."
        ) from error
