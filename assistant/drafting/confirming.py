"""A person has looked at a mark or a gap: it goes, the words stay."""

from __future__ import annotations

from dataclasses import replace

from assistant.drafting.record import DraftSection, MarkKind, Paragraph
from corpus.errors import DraftError, NoSuchDraft


def confirmed(
    section: DraftSection, paragraph: int, sentence: int | None, mark: int | None
) -> DraftSection:
    """Return a section without one mark of a sentence, or without the gap of a paragraph.

    `sentence` is counted within its paragraph; None means the gap. Raises NoSuchDraft where there
    is no such mark, DraftError for the mark of a number without a source.
    """
    paragraphs = list(section.paragraphs)
    if not 0 <= paragraph < len(paragraphs):
        raise _gone(section)
    if sentence is None:
        if paragraphs[paragraph].gap is None:
            raise _gone(section)
        del paragraphs[paragraph]
    else:
        paragraphs[paragraph] = _without(section, paragraphs[paragraph], sentence, mark)
    return replace(section, paragraphs=tuple(paragraphs))


def _without(
    section: DraftSection, paragraph: Paragraph, sentence: int, mark: int | None
) -> Paragraph:
    sentences = list(paragraph.sentences)
    if not 0 <= sentence < len(sentences) or mark is None:
        raise _gone(section)
    marks = list(sentences[sentence].marks)
    if not 0 <= mark < len(marks):
        raise _gone(section)
    if marks[mark].kind is MarkKind.UNSUPPORTED:
        raise DraftError(
            "Con số chưa có nguồn không thể xác nhận bằng cách bỏ dấu: hãy sửa con số theo nguồn, "
            "hoặc chọn nguồn khác cho mục này."
        )
    del marks[mark]
    sentences[sentence] = replace(sentences[sentence], marks=tuple(marks))
    return replace(paragraph, sentences=tuple(sentences))


def _gone(section: DraftSection) -> NoSuchDraft:
    return NoSuchDraft(f"Mục {section.path} không còn chỗ cần xem này: hãy mở lại mục.")
