"""The tables of a gathering as .xlsx and .docx."""

import pytest

from assistant.official.gathering_book import export_gathering_book
from assistant.official.gathering_sheet import export_gathering_sheet
from corpus.errors import BaocaoError


def test_the_workbook_shows_sums_parts_and_who_is_silent(collected, office, tmp_path):
    import openpyxl

    gathering, truth = collected.gathering, office[1]
    book = openpyxl.load_workbook(export_gathering_book(gathering, tmp_path / "t.xlsx"))
    sums = list(book["Tổng hợp số liệu"].iter_rows(min_row=4, values_only=True))
    assert len(sums) == sum(1 for _ in gathering.sums())
    assert sum(truth.files.values()) in [row[7] for row in sums]
    parts = list(book["Nguồn số liệu"].iter_rows(min_row=4, values_only=True))
    assert len(parts) == sum(len(one.parts) for _, one in gathering.sums())
    who = {row[0]: row[1:] for row in book["Ai đã trả lời"].iter_rows(min_row=4, values_only=True)}
    assert list(who) == truth.units
    assert set(who[truth.missing[0]]) == {"chưa trả lời"}
    assert book["Ngoài đề cương"]["A4"].value == truth.special["unplaced"]


def test_the_document_has_a_table_for_each_heading(collected, tmp_path):
    from docx import Document

    document = Document(str(export_gathering_sheet(collected.gathering, tmp_path / "t.docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for heading in collected.gathering.headings:
        assert f"{heading.path}. {heading.title}" in text
    assert "Chưa trả lời (2)" in text
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    formulas = {one.formula for _, one in collected.gathering.sums()}
    assert formulas <= {cell.split("\n")[0] for cell in cells}


def test_a_place_that_cannot_be_written(collected, tmp_path):
    for export, name in ((export_gathering_book, "t.xlsx"), (export_gathering_sheet, "t.docx")):
        with pytest.raises(BaocaoError, match="Không ghi được"):
            export(collected.gathering, tmp_path / "khong-co" / name)
