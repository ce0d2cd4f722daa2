"""The review sheet (Phiếu rà soát): the findings as a table in a .docx, laid out by NĐ 30/2020."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.official import docx_parts as parts
from assistant.official import layout
from assistant.official.review_rows import SheetRow
from corpus.errors import BaocaoError

_HEADER = ("TT", "Mức", "Nội dung phát hiện", "Trích dẫn", "Ý kiến rà soát")
# An A4 sheet lying down, 20 mm of margin all around: 257 mm of text.
_WIDTHS = (10.0, 19.0, 102.0, 90.0, 36.0)
_MARGIN = 20.0


def export_sheet(
    rows: Sequence[SheetRow], docs: Sequence[str], path: Path | str, day: date | None = None
) -> Path:
    """Write the sheet of `rows`, found in the reports `docs`, and return its path.

    `day` is the day of the review, today when None. BaocaoError when it cannot be written.
    """
    target = Path(path)
    document = parts.new_document("Phiếu rà soát báo cáo")
    _lying(document.sections[0])
    _head(document, docs, day or date.today())
    _counts(document, rows)
    parts.table(document, _HEADER, [_cells(i, row) for i, row in enumerate(rows, 1)], _WIDTHS)
    _signature(document)
    try:
        document.save(str(target))
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {target}: {error.strerror}; hãy chọn thư mục khác."
        ) from error
    return target


def _lying(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.PAGE_HEIGHT), Mm(layout.PAGE_WIDTH)
    section.left_margin = section.right_margin = Mm(_MARGIN)


def _head(document: Any, docs: Sequence[str], day: date) -> None:
    parts.centred(document, "PHIẾU RÀ SOÁT BÁO CÁO", layout.SIZE_TEN_LOAI, bold=True)
    parts.centred(
        document, "Số liệu, phép tính và viện dẫn văn bản", layout.SIZE_TRICH_YEU, bold=True
    )
    width = layout.PAGE_HEIGHT - 2 * _MARGIN
    parts.rule(document, width, width * 0.15, after=8)
    parts.plain(document, f"Ngày rà soát: {day:%d/%m/%Y}", layout.SIZE_SO_KY_HIEU)
    listed = "; ".join(docs[:12]) + (f" và {len(docs) - 12} báo cáo khác" if len(docs) > 12 else "")
    parts.plain(document, f"Báo cáo được rà soát: {listed}", layout.SIZE_SO_KY_HIEU)


def _counts(document: Any, rows: Sequence[SheetRow]) -> None:
    levels: dict[str, int] = {}
    for row in rows:
        levels[row.level] = levels.get(row.level, 0) + 1
    told = ", ".join(f"{count} {name.lower()}" for name, count in levels.items())
    line = f"Kết quả: {len(rows)} phát hiện" + (f" ({told})." if told else ".")
    paragraph = parts.plain(document, line, layout.SIZE_SO_KY_HIEU)
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(8)


def _cells(number: int, row: SheetRow) -> tuple[str, ...]:
    body = f"{row.kind}. {row.explanation}"
    if row.suggestion:
        body += f"\nGợi ý: {row.suggestion}"
    quotes = "\n".join(f"{place}: “{words}”" for place, words in row.quotes)
    return str(number), row.level, body, quotes, row.opinion


def _signature(document: Any) -> None:
    parts.plain(document, "", layout.SIZE_NOI_NHAN)  # two tables that touch would become one
    left, right = parts.ending_cells(document)
    for cell, title in ((left, "NGƯỜI SOẠN BÁO CÁO"), (right, "NGƯỜI RÀ SOÁT")):
        parts.centred(cell, title, layout.SIZE_SO_KY_HIEU, bold=True, before=12)
        parts.centred(cell, "(Ký, ghi rõ họ tên)", layout.SIZE_NOI_NHAN, italic=True)
