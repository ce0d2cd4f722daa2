"""Sheets and Word comments: the right words are marked, the file itself is not touched."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checking.finding import Finding, Severity
from assistant.checking.review import review
from assistant.official.review_book import export_book
from assistant.official.review_rows import Names, quotes_of, remarks_of, sheet_rows
from assistant.official.review_sheet import export_sheet
from assistant.official.word_comments import Remark, write_comments
from corpus.errors import BaocaoError
from corpus.model import Place, Report
from corpus.reading import read

NAMES = Names({"typo": "Lỗi chính tả"}, {"warning": "Cần xem"}, {"open": "Chưa xử lý"})
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def checked(tmp_path: Path) -> Path:
    """A report in which the same words stand several times, cut into runs, in a table too."""
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Trong kỳ, Sở tiếp nhận ")
    paragraph.add_run("41 phiếu đề").bold = True
    paragraph.add_run(" xuất của các tổ chức; tổ chức 02 lớp, trong đó 01 lớp tại xã.")
    document.add_paragraph("Tiếp nhận 41 phiếu đề xuất khác.\tNgày 12/6/2025 họp.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in table.rows for c in row.cells],
        ["Chỉ tiêu", "Số lượng", "Số phiếu đề xuất", "41 phiếu"],
        strict=True,
    ):
        cell.text = text
    path = tmp_path / "bao-cao.docx"
    document.save(str(path))
    return path


def commented(path: Path) -> dict[str, str]:
    """Return {text of the comment: the words it marks}."""
    from docx import Document

    document = Document(str(path))
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    marked: dict[str, str] = {}
    opened: dict[str, str] = {}
    for element in document.element.body.iter():
        key = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened[key] = ""
        elif element.tag == f"{W}commentRangeEnd":
            marked[texts[key]] = opened.pop(key)
        elif element.tag == f"{W}t":
            opened = {k: v + (element.text or "") for k, v in opened.items()}
    return marked


def remark(report: Report, words: str, nth: int = 0) -> Remark:
    at = -1
    for _ in range(nth + 1):
        at = report.text.index(words, at + 1)
    return Remark(report.locate(at, at + len(words)), f"{words} {nth}")


def test_comments_stand_at_the_right_words(checked: Path, tmp_path: Path) -> None:
    report = read(checked)
    before = hashlib.sha256(checked.read_bytes()).hexdigest()
    remarks = [
        remark(report, "41 phiếu đề xuất"),
        remark(report, "41 phiếu đề xuất", 1),
        remark(report, "phiếu đề xuất của"),
        remark(report, "02 lớp, trong đó 01 lớp"),
        remark(report, "01 lớp"),
        remark(report, "12/6/2025"),
        remark(report, "41 phiếu", 2),
    ]
    out = tmp_path / "ban-sao.docx"
    assert write_comments(checked, report, remarks, out) == []
    marked = commented(out)
    assert {one.text: one.place.text for one in remarks} == marked
    assert hashlib.sha256(checked.read_bytes()).hexdigest() == before
    assert read(out).text == report.text


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_any_words_are_found_again(data: st.DataObject) -> None:
    import tempfile

    from docx import Document

    words = data.draw(st.lists(st.sampled_from(["lớp", "41", "phiếu", "tỉnh", "và"]), min_size=3))
    cuts = data.draw(st.lists(st.integers(1, 3), min_size=len(words), max_size=len(words)))
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "a.docx", Path(folder) / "b.docx"
        document = Document()
        paragraph = document.add_paragraph()
        for word, cut in zip(words, cuts, strict=True):
            paragraph.add_run(f"{word[:cut]}")
            paragraph.add_run(f"{word[cut:]} ")
        document.save(str(path))
        report = read(path)
        starts = [i for i, ch in enumerate(report.text) if not ch.isspace()]
        begin = data.draw(st.sampled_from(starts))
        while begin > 0 and not report.text[begin - 1].isspace():
            begin -= 1
        end = report.text.find(" ", begin)
        end = end if end > 0 else len(report.text.rstrip())
        place = report.locate(begin, end)
        assert write_comments(path, report, [Remark(place, "x")], out) == []
        assert commented(out)["x"].strip() == place.text


def test_words_that_are_not_there_are_told(checked: Path, tmp_path: Path) -> None:
    report = read(checked)
    gone = Remark(Place("bao-cao.docx", 1, 1, None, 0, 4, "Xyzw"), "x")
    other = Report("bao-cao.docx", "", "Xyzw qwerty")
    with pytest.raises(BaocaoError, match="hãy chọn đúng tệp"):
        write_comments(checked, other, [gone], tmp_path / "b.docx")
    kept = write_comments(checked, report, [remark(report, "01 lớp")], tmp_path / "b.docx")
    assert kept == []


@pytest.mark.parametrize("name", ["bao-cao.pdf", "bao-cao.txt"])
def test_other_files_are_refused_with_advice(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text("x", encoding="utf-8")
    with pytest.raises(BaocaoError, match=r"\.docx"):
        write_comments(path, Report(name, "", "x"), [], tmp_path / "b.docx")


def test_the_file_itself_is_never_written(checked: Path) -> None:
    with pytest.raises(BaocaoError, match="tệp gốc"):
        write_comments(checked, read(checked), [], checked)


def finding(*places: Place) -> Finding:
    return Finding("typo", Severity.WARNING, 0.9, "=1+1 “số số”.", ("số số",), places, "Bỏ “số”")


def place(doc: str, line: int) -> Place:
    return Place(doc, line, line, 2, line, line + 5, "số số")


def test_the_same_words_stand_once_in_a_sheet() -> None:
    quotes = quotes_of(finding(*(place("a.docx", line) for line in range(1, 9))))
    assert len(quotes) == 1
    assert quotes[0][0].startswith("a.docx, trang 2, dòng 1;")
    assert "4 chỗ khác" in quotes[0][0]


def test_the_sheet_is_a_table_with_all_rows(tmp_path: Path) -> None:
    from docx import Document

    rows = sheet_rows(review([finding(place("a.docx", 3))]), NAMES)
    path = export_sheet(rows, ["a.docx"], tmp_path / "phieu.docx")
    document = Document(str(path))
    assert document.tables[0].rows[1].cells[1].text == "Cần xem"
    assert "Gợi ý: Bỏ “số”" in document.tables[0].rows[1].cells[2].text
    assert "Chưa xử lý" in document.tables[0].rows[1].cells[4].text
    assert document.sections[0].page_width > document.sections[0].page_height


def test_words_are_no_formula_in_the_workbook(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = sheet_rows(review([finding(place("a.docx", 3))]), NAMES)
    path = export_book(rows, tmp_path / "phieu.xlsx")
    page = load_workbook(path).active
    assert page is not None
    cell = page["E4"]
    assert (cell.value, cell.data_type) == ("=1+1 “số số”.", "s")


def test_remarks_leave_dismissed_findings_out() -> None:
    result = review([finding(place("a.docx", 3), place("a.docx", 9), place("b.docx", 1))])
    found = remarks_of(result, "a.docx", NAMES)
    assert [one.place.line for one in found] == [3, 9]
    assert "Lỗi chính tả" in found[0].text
    assert "Xem nhận xét tại trang 2, dòng 3" in found[1].text


def test_the_table_of_a_sheet_does_not_run_into_the_signatures(tmp_path: Path) -> None:
    from docx import Document

    place = Place("a.txt", 1, 1, None, 0, 5, "số số")
    found = Finding("typo", Severity.WARNING, 0.9, "Từ lặp: “số số”.", ("số",), (place,))
    path = tmp_path / "phieu.docx"
    export_sheet(sheet_rows(review([found]), NAMES), ["a.txt"], path)
    body = Document(str(path)).element.body
    tables = [element.tag.endswith("}tbl") for element in body]
    assert sum(tables) == 2
    assert not any(one and two for one, two in pairwise(tables))
