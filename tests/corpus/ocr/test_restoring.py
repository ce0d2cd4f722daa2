"""Restored words, and places that stay the file's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.model import walk
from corpus.ocr.damage import is_damaged
from corpus.ocr.repair import RepairedLine, RepairedWord
from corpus.ocr.restoring import restore_text
from corpus.reading import read

CLEAN = {
    "Két": "Kết",
    "qud": "quả",
    "thye": "thực",
    "hién": "hiện",
    "ké": "kế",
    "hoach": "hoạch",
    "nim": "năm",
    "Quyét": "Quyết",
    "dinh": "định",
    "s6": "số",
    "0P-UBND": "QĐ-UBND",
    "ngay": "ngày",
    "cta": "của",
    "tinh": "tỉnh",
    "Hai": "Hải",
    "Binh": "Bình",
    "tiép": "tiếp",
    "nhén": "nhận",
    "hd": "hồ",
    "so": "sơ",
    "ding": "đăng",
    "ky": "ký",
    "va": "và",
    "taol1": "tạo",
}


class Glossary:
    """Restores by a table, word for word."""

    def repair_lines(self, lines):
        return [self._line(line) for line in lines]

    def _line(self, line: str) -> RepairedLine:
        words, at = [], 0
        for token in line.split():
            start = line.index(token, at)
            at = start + len(token)
            core = token.strip(".,;")
            text = token.replace(core, CLEAN.get(core, core)) if core else token
            if "/" in core:
                head, symbol = core.split("/", 1)
                text = token.replace(core, f"{head}/{CLEAN.get(symbol, symbol)}")
            words.append(RepairedWord(start, at, text, 1.0))
        return RepairedLine(" ".join(w.text for w in words), tuple(words))


DAMAGED = """\
I. Két qud thye hién ké hoach nim 2025

- Quyét dinh s6 77/0P-UBND ngay 12/5/2025 cta UBND tinh Hai Binh

va tiép nhén 31 hd so ding ky thye hién ké hoach.
"""


def test_lines_stay_one_for_one_and_characters_lead_back() -> None:
    restoration = restore_text(DAMAGED, Glossary())
    assert restoration.text.count("\n") == DAMAGED.count("\n")
    assert len(restoration.back) == len(restoration.text)
    assert list(restoration.back) == sorted(restoration.back)
    at = restoration.text.index("Quyết")
    start, end = restoration.origin(at, at + len("Quyết"))
    assert DAMAGED[start:end] == "Quyét"


def test_a_mark_that_restoring_took_still_leads_to_its_note(tmp_path: Path) -> None:
    path = tmp_path / "chu-thich.txt"
    path.write_text(
        "I. Két qud thye hién\n\n- Thye hién ké hoach dao taol1 cta tinh va tiép nhén\n\n"
        + " " * 40
        + "\n1 Quyét dinh s6 77/0P-UBND ngay 12/5/2025.\n hd so ding ky.\n\n- Thye hién.\n",
        encoding="utf-8",
    )
    report = read(path, repairs=Glossary)
    assert [note.mark for note in report.footnotes] == ["1"]
    assert "tạo của tỉnh" in report.blocks[1].text


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "quet.txt"
    path.write_text(DAMAGED, encoding="utf-8")
    return path


def test_a_damaged_file_is_read_restored_with_its_own_places(file: Path) -> None:
    report = read(file, repairs=Glossary)
    assert is_damaged(report)
    assert report.text == DAMAGED
    bullet = next(b for b in report.blocks if b.label == "-")
    assert bullet.repaired
    assert bullet.text == (
        "Quyết định số 77/QĐ-UBND ngày 12/5/2025 của UBND tỉnh Hải Bình "
        "và tiếp nhận 31 hồ sơ đăng ký thực hiện kế hoạch."
    )
    (citation,) = report.citations
    assert (citation.number, citation.place.text) == ("77/QĐ-UBND", "77/0P-UBND")
    assert citation.ocr
    assert citation.surface == "77/0P-UBND"
    figure = next(q for q in report.quantities if q.value == 31)
    assert figure.unit == "hồ sơ"
    assert figure.place.text.startswith("31 hd so")
    assert [s.title for s in walk(report.sections)] == ["Kết quả thực hiện kế hoạch năm 2025"]
    for block in report.blocks:
        assert len(block.offsets) == len(block.text)
        assert list(block.offsets) == sorted(block.offsets)


def test_a_clean_file_asks_for_no_repairs(tmp_path: Path) -> None:
    path = tmp_path / "sach.txt"
    path.write_text("I. Kết quả\n\n- Tiếp nhận 31 hồ sơ.\n", encoding="utf-8")

    def never() -> Glossary:
        raise AssertionError("a clean text needs no repairs")

    assert not any(block.repaired for block in read(path, repairs=never).blocks)
