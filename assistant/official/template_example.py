"""The built-in layout as a template with its placeholders: to be changed to an office's own."""

from __future__ import annotations

from pathlib import Path

from assistant.official import docx_parts as parts
from assistant.official.export import write_ending, write_head
from assistant.official.letterhead import Letterhead
from assistant.official.signing import Signature
from assistant.official.template import PLACEHOLDERS

_HEAD = Letterhead(
    co_quan_chu_quan="{{co_quan_chu_quan}}",
    co_quan_ban_hanh="{{co_quan_ban_hanh}}",
    so_ky_hieu=" {{so_ky_hieu}}",
    dia_danh="{{dia_danh}}",
    ngay_thang="{{ngay_thang}}",
    ten_loai="{{ten_loai}}",
    trich_yeu="{{trich_yeu}}",
    noi_nhan=("{{noi_nhan}}",),
    signature=Signature(("{{quyen_han}}",), "{{nguoi_ky}}"),
    kem_theo="",
    open=(),
)


def write_example(path: Path) -> None:
    """Write a template to `path`: laid out by NĐ 30/2020, each placeholder at its place.

    What each of them means is in Word comments at it, which an export does not take over.
    """
    document = parts.new_document("Mẫu báo cáo")
    write_head(document, _HEAD, fixed=True)
    for level in (1, 2):
        parts.heading(document, f"{{{{de_muc_{level}}}}}", level)
    parts.run(parts.body_paragraph(document), "{{noi_dung}}")
    write_ending(document, _HEAD)
    parts.last_paragraph(document)
    _explain(document)
    document.save(str(path))


def _explain(document: object) -> None:
    for paragraph in parts.paragraphs_of(document):
        for run in paragraph.runs:
            told = [f"{name}: {PLACEHOLDERS[name]}" for name in PLACEHOLDERS if name in run.text]
            if told:
                parts.comment(document, [run], "; ".join(told))
