"""A converter runs within bounded memory and time, and what is too heavy costs one sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import Broken
from corpus.readers import office
from corpus.readers.office import read_through_office

MEGABYTE = 1 << 20
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are Linux's")


def bounded(memory: int, seconds: int, file: int, code: str) -> subprocess.CompletedProcess[str]:
    limits = (str(memory), str(seconds), str(file))
    return subprocess.run(
        [sys.executable, "-m", "corpus.readers.bounded", *limits, sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@linux
def test_memory_is_bounded_for_the_program_and_its_children() -> None:
    code = (
        "import subprocess, sys\n"
        "grow = 'b = bytearray(600 << 20); print(len(b))'\n"
        "raise SystemExit(subprocess.run([sys.executable, '-c', grow]).returncode)"
    )
    roomy, tight = (bounded(size * MEGABYTE, 20, MEGABYTE, code) for size in (900, 300))
    assert roomy.returncode == 0
    assert roomy.stdout.strip() == str(600 * MEGABYTE)
    assert tight.returncode != 0
    assert "MemoryError" in tight.stderr


@linux
def test_processor_time_is_bounded() -> None:
    assert bounded(500 * MEGABYTE, 1, MEGABYTE, "while True: pass").returncode < 0


@linux
def test_written_files_are_bounded(tmp_path: Path) -> None:
    code = f"open({str(tmp_path / 'lon')!r}, 'wb').write(bytes(9 << 20))"
    assert bounded(500 * MEGABYTE, 20, MEGABYTE, code).returncode != 0
    assert (tmp_path / "lon").stat().st_size <= MEGABYTE


@linux
@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_file_that_needs_too_much_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "\\trowd\\cellx100\\cellx200\\intbl a\\cell b\\cell\\row " * 400
    heavy = tmp_path / "nang.rtf"
    heavy.write_text("{\\rtf1 " + rows + "}", encoding="ascii")
    monkeypatch.setattr(office, "MEMORY", 200 * MEGABYTE)  # less than LibreOffice itself needs
    with pytest.raises(Broken, match=r"nang\.rtf.*quá nặng"):
        read_through_office(heavy)
