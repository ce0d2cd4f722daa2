"""Damaged and hostile files: an error of ours or a text, never a crash, a hang or a leak."""

from __future__ import annotations

import importlib.util
import os
import random
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import Broken, ReadError, TooLarge
from corpus.readers import office
from corpus.readers.base import Source
from corpus.readers.choose import read_source
from corpus.readers.guard import read_guarded
from corpus.reading import find_all, parse

FLIPS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=6)),
    min_size=1,
    max_size=12,
)
SETTINGS = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def flipped(data: bytes, flips: list[tuple[float, bytes]]) -> bytes:
    changed = bytearray(data)
    for at, piece in flips:
        place = int(at * len(changed))
        changed[place : place + len(piece)] = piece
    return bytes(changed)


def outcome(path: Path) -> None:
    try:
        source: Source | None = read_source(path)
        reason = ""
    except ReadError as error:
        source, reason = None, error.reason
    assert isinstance(source, Source) or path.name in reason


@SETTINGS
@given(flips=FLIPS)
def test_flipped_bytes_of_a_word_file(report_docx: Path, flips: list[tuple[float, bytes]]) -> None:
    path = report_docx.with_name("hong.docx")
    path.write_bytes(flipped(report_docx.read_bytes(), flips))
    outcome(path)


@SETTINGS
@given(flips=FLIPS, part=st.sampled_from(["word/document.xml", "word/footnotes.xml"]))
def test_flipped_bytes_inside_its_parts(
    report_docx: Path, flips: list[tuple[float, bytes]], part: str
) -> None:
    path = report_docx.with_name("hong.docx")
    with zipfile.ZipFile(report_docx) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, flipped(data, flips) if name == part else data)
    outcome(path)


@pytest.fixture(scope="module")
def report_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path_factory.mktemp("pdf") / "tot.pdf"
    canvas = Canvas(str(path), pageCompression=0)
    for page in range(3):
        canvas.drawString(72, 700, f"Bao cao trang {page + 1}")
        canvas.grid([72, 200, 300], [500, 520, 540])
        canvas.showPage()
    canvas.save()
    return path


@SETTINGS
@given(flips=FLIPS)
def test_flipped_bytes_of_a_pdf(report_pdf: Path, flips: list[tuple[float, bytes]]) -> None:
    path = report_pdf.with_name("hong.pdf")
    path.write_bytes(flipped(report_pdf.read_bytes(), flips))
    outcome(path)


@SETTINGS
@given(share=st.floats(0, 1))
def test_truncated_files(report_pdf: Path, report_docx: Path, share: float) -> None:
    for whole in (report_pdf, report_docx):
        data = whole.read_bytes()
        path = whole.with_name(f"cut{whole.suffix}")
        path.write_bytes(data[: int(len(data) * share)])
        outcome(path)


@settings(max_examples=80, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_as_text(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("txt") / "bat-ky.txt"
    path.write_bytes(data)
    outcome(path)


def test_a_pdf_of_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    from corpus.readers import pdf

    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    canvas = Canvas(str(tmp_path / "dai.pdf"))
    for _ in range(4):
        canvas.drawString(72, 700, "Trang")
        canvas.showPage()
    canvas.save()
    with pytest.raises(TooLarge, match="4 trang"):
        read_source(tmp_path / "dai.pdf")


def test_the_child_answers_with_the_source(report_docx: Path) -> None:
    assert read_guarded(report_docx) == read_source(report_docx)


def test_pages_are_told_and_a_stop_is_heard(report_pdf: Path) -> None:
    told: list[tuple[int, int]] = []
    read_guarded(report_pdf, on_page=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]

    class StopError(Exception):
        pass

    def stop(page: int, pages: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        read_guarded(report_pdf, on_page=stop)


def test_time_is_bounded(report_docx: Path) -> None:
    with pytest.raises(TooLarge, match="quá lâu"):
        read_guarded(report_docx, idle=0.001)


def test_memory_is_bounded(tmp_path: Path, word: Any) -> None:
    numbers = random.Random(1)
    body = "".join(word.p(f"{numbers.random()} " * 30) for _ in range(2500))
    path = word.build(tmp_path / "nang.docx", body)
    assert read_guarded(path).text
    with pytest.raises((Broken, TooLarge)):
        read_guarded(path, memory=30_000_000)


def test_a_table_of_a_hundred_thousand_merged_cells_is_no_trap(tmp_path: Path, word: Any) -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr><w:p/></w:tc>"
    body = "<w:tbl>" + f"<w:tr>{wide * 50}</w:tr>" * 40 + "</w:tbl>"
    path = word.build(tmp_path / "bang.docx", body + word.p("Hết."))
    assert "Hết." in read_source(path).text


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1.1.1.1.1 " * 3000,
        "- " * 20000,
        "(1) " * 20000,
        "Quyết định số " * 8000,
        "TT\n" + "1\n" * 4000,
        " \n" * 20000 + "hết",
        "năm 2025" * 9000,
        "1 a\n\n" * 4000,
        "a" * 200_000,
        "1" * 100_000,
        "a\tb\t1\n" * 10_000,
        ("_" * 30 + "\n1 Abc\n") * 3000,
    ],
)
def test_absurd_texts_take_seconds_at_most(text: str) -> None:
    started = time.monotonic()
    find_all(parse(text))
    assert time.monotonic() - started < 10


def test_one_file_of_each_hostile_family(tmp_path: Path) -> None:
    """The quick part of tests/benchmarks/hostile.py, which makes 200."""
    path = Path(__file__).parents[2] / "benchmarks" / "hostile.py"
    spec = importlib.util.spec_from_file_location("hostile", path)
    assert spec is not None
    assert spec.loader is not None
    hostile = importlib.util.module_from_spec(spec)
    sys.modules["hostile"] = hostile
    spec.loader.exec_module(hostile)
    before = hostile.watched(tmp_path)
    found = hostile.run(tmp_path, len(hostile.FAMILIES), seed=3)
    assert [one for one in found if one.crash or one.seconds > hostile.SECONDS] == []
    assert hostile.watched(tmp_path) == before
    assert {one.error for one in found} >= {"", "Broken", "WrongType"}


def test_an_office_program_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nsleep 60 & echo $! > {tmp_path}/pid\nwait\n")
    program.chmod(0o755)
    (tmp_path / "cu.rtf").write_text("{\\rtf1 Bao cao}")
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "_SECONDS", 1)
    temporary = tmp_path / "tam"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with pytest.raises(Broken, match=r"cu\.rtf.*1 giây"):
        read_source(tmp_path / "cu.rtf")
    left = int((tmp_path / "pid").read_text())
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline and _lives(left):
        time.sleep(0.05)
    assert not _lives(left)
    assert list(temporary.iterdir()) == []


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
