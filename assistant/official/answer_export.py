"""An answer about documents as a file to hand on: .docx for reading, .xlsx for working with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.official import docx_parts as parts
from assistant.official import layout
from assistant.questions import Answer, AnswerDocument
from corpus.documents.citing import day_text, first_form
from corpus.model import Place
from corpus.register.workbooks import Value, write_rows
from corpus.text import squeeze

_QUOTES = 2  # sentences of a document in the .docx
_LONGEST = 360  # characters of a sentence in the .docx
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("STT", 6), ("Số, ký hiệu", 20), ("Loại văn bản", 15), ("Ngày ban hành", 14),
    ("Cơ quan ban hành", 24), ("Trích yếu", 50), ("Quan hệ", 14), ("Qua văn bản", 18),
    ("Tình trạng", 24), ("Nguồn", 30), ("Câu gốc", 70),
)  # fmt: skip


def export_answer(answer: Answer, question: str, path: Path) -> None:
    """Write `answer` to `path`, a .docx or .xlsx by its suffix.

    Raises OSError where the file cannot be written; another suffix is a WrongType.
    """
    if path.suffix.lower() == ".docx":
        _write_docx(answer, question, path)
    else:
        header: list[Value] = [name for name, _ in _COLUMNS]
        rows = [_row(n, one) for n, one in enumerate(answer.documents, 1)]
        write_rows(path, [header, *rows], [width for _, width in _COLUMNS])


def _row(number: int, one: AnswerDocument) -> list[Value]:
    return [
        number,
        one.number,
        one.type,
        one.date,
        one.issuer or "",
        one.title,
        one.relation,
        ", ".join(one.via),
        one.status,
        "; ".join(dict.fromkeys(_where(place) for place in one.sources)),
        "\n".join(f"“{squeeze(place.text)}”" for place in one.sources),
    ]


def _where(place: Place) -> str:
    page = f", tr. {place.page}" if place.page is not None else ""
    return f"{place.doc}{page}, dòng {place.line}"


def _write_docx(answer: Answer, question: str, path: Path) -> None:
    document = parts.new_document(question)
    parts.centred(document, "KẾT QUẢ TRA CỨU VĂN BẢN", layout.SIZE_TEN_LOAI, bold=True)
    parts.centred(document, squeeze(question), layout.SIZE_TRICH_YEU, bold=True)
    paragraph = parts.body_paragraph(document)
    parts.run(paragraph, answer.answer)
    if answer.documents:
        parts.heading(document, "Danh sách văn bản", 1)
        header = ("STT", "Văn bản", "Quan hệ", "Tình trạng")
        rows = [_short_row(n, one) for n, one in enumerate(answer.documents, 1)]
        parts.table(document, header, rows, (12, 92, 28, 28))
        parts.heading(document, "Câu gốc làm chứng", 1)
        for number, one in enumerate(answer.documents, 1):
            _evidence(document, number, one)
    document.save(str(path))


def _short_row(number: int, one: AnswerDocument) -> Sequence[str]:
    via = f" (qua {', '.join(one.via)})" if one.via else ""
    name = first_form(one.type, one.number, one.date, one.issuer, one.title)
    return (str(number), name, one.relation + via, one.status)


def _evidence(document: object, number: int, one: AnswerDocument) -> None:
    paragraph = parts.body_paragraph(document)
    when = f" ngày {day_text(one.date)}" if one.date else ""
    parts.run(paragraph, f"{number}. {one.type} số {one.number}{when}:".strip(), bold=True)
    for place in one.sources[:_QUOTES]:
        words = squeeze(place.text)
        words = words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
        paragraph = parts.body_paragraph(document)
        parts.run(paragraph, f"“{words}”", italic=True)
        parts.run(paragraph, f" ({_where(place)})")
