"""`baocao read` on scans: doubtful numbers are shown, pages are counted, kept and stoppable."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from corpus import reading
from corpus.model import Report, line_starts, locate
from corpus.readers import guard
from corpus.readers.base import OnPage
from ui import reading_verbs
from ui.cli import INTERRUPTED, main
from ui.terminal import ProgressLine

TEXT = "BÁO CÁO\nĐã cấp 12 giấy phép và 8 chứng chỉ.\n"


class Window(io.StringIO):
    """A stream that says it is a window."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A picture whose three pages are read with a number in doubt; `told` are the page calls."""
    file = tmp_path / "quet.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")

    def read(path: Path, *, cache: Path, on_page: OnPage) -> Report:
        for page in (1, 2, 3):
            on_page(page, 3)
        (cache / "noi-giu").mkdir(parents=True)
        at = TEXT.index("12")
        place = locate(path.name, TEXT, line_starts(TEXT), (0,), at, at + 2)
        return Report(path.name, "0" * 64, TEXT, doubtful=(place,), warnings=("Chưa chắc.",))

    monkeypatch.setattr(reading, "read", read)
    return file


def test_doubtful_numbers_are_in_the_json(scan: Path, tmp_path: Path, capsys) -> None:
    assert main(["--home", str(tmp_path / "kho"), "read", str(scan), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["text"], one["line"], one["note"]) for one in told["doubtful"]] == [
        ("12", 2, "kiểm tra bản gốc")
    ]
    assert told["warnings"] == ["Chưa chắc."]
    assert (tmp_path / "kho" / "ocr" / "noi-giu").is_dir()


def test_doubtful_numbers_are_listed_for_people(scan: Path, tmp_path: Path, capsys) -> None:
    assert main(["--home", str(tmp_path / "kho"), "read", str(scan)]) == 0
    out = capsys.readouterr().out
    assert "kiểm tra bản gốc" in out
    assert "12 (quet.png, tr. 1, dòng 2)" in out


def test_pages_are_counted_on_a_window(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window()
    monkeypatch.setattr(reading_verbs, "ProgressLine", lambda: ProgressLine(window))
    assert main(["--home", str(tmp_path / "kho"), "read", str(scan), "--json"]) == 0
    assert "Đang đọc quet.png: trang 2/3" in window.getvalue()
    assert window.getvalue().endswith("\x1b[2K")  # the line is taken away at the end


def test_reading_can_be_stopped_and_the_child_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    end = guard.end

    def noted(child) -> None:
        end(child)
        ended.append(child.returncode)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    file = tmp_path / "ba-trang.pdf"
    file.write_bytes(_blank_pages(3))
    monkeypatch.setattr(guard, "end", noted)
    monkeypatch.setattr(reading_verbs, "_tell_page", stop)
    assert main(["--home", str(tmp_path / "kho"), "read", str(file)]) == INTERRUPTED
    assert len(ended) == 1


def _blank_pages(count: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number in range(count):
        canvas.drawString(72, 700, f"Trang so {number + 1} cua bao cao thu")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
