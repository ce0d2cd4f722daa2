"""Notes of scans whose marks are signs, or were taken for another note's."""

from __future__ import annotations

from assistant.checking.scan_notes import marks_in
from corpus.model import Block, BlockKind, Footnote, NoteRef, Quality, Report

_NOTES = (
    ("15", "Công văn số 3515/BKHCN-ATBX ngày 31/7/2025 của Bộ Khoa học và Công nghệ."),
    ("16", "Bệnh viện Đa khoa Sơn Hà, Bệnh viện Y học cổ truyền, Phòng khám An Bình."),
    ("17", "Kế hoạch số 21/KH-UBND ngày 09/8/2025; Kế hoạch số 38/KH-UBND ngày 19/6/2025."),
)


def _report(body: str, marks: tuple[NoteRef, ...] = ()) -> Report:
    """Return a scan of one page: a sentence and three notes."""
    lines = [body, *(words for _, words in _NOTES)]
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    kinds = [BlockKind.PARAGRAPH, *[BlockKind.FOOTNOTE] * len(_NOTES)]
    blocks = []
    for kind, line, start in zip(kinds, lines, starts, strict=True):
        offsets = tuple(range(start, start + len(line)))
        notes = marks if kind is BlockKind.PARAGRAPH else ()
        blocks.append(Block(kind, line, offsets, notes=notes))
    report = Report("scan.pdf", "", text, quality=Quality(ocr=True), blocks=tuple(blocks))
    taken = {mark.mark for mark in marks}
    notes = tuple(
        Footnote(
            mark,
            report.locate(starts[n], starts[n] + len(words)),
            None,
            n,
            0 if mark in taken else None,
        )
        for n, (mark, words) in enumerate(_NOTES, 1)
    )
    return Report(
        "scan.pdf", "", text, quality=Quality(ocr=True), blocks=tuple(blocks), footnotes=notes
    )


def _found(report: Report) -> list[tuple[str, str]]:
    text = report.blocks[0].text
    return [(note.mark, text[:at].split()[-1]) for at, note in marks_in(report).get(0, [])]


def test_signs_lead_to_the_notes_that_fit() -> None:
    body = "Kiểm tra 04 bệnh viện, phòng khám y học'° và trình ban hành 02 Kế hoạch®” trong kỳ."
    assert _found(_report(body)) == [("16", "học"), ("17", "hoạch")]


def test_a_mark_taken_for_the_note_before_is_put_right() -> None:
    body = "Kiểm tra 04 bệnh viện, phòng khám y học và trình ban hành 02 Kế hoạch trong kỳ."
    at = body.index(" trong")
    assert _found(_report(body, (NoteRef("16", at),))) == [("17", "hoạch")]


def test_a_report_that_is_no_scan_keeps_its_marks() -> None:
    body = "Trình ban hành 02 Kế hoạch trong kỳ; có 50% đơn vị báo cáo, 30°C."
    report = _report(body, (NoteRef("17", body.index(" trong")),))
    clean = Report("a.docx", "", report.text, blocks=report.blocks, footnotes=report.footnotes)
    assert _found(clean) == [("17", "hoạch")]
