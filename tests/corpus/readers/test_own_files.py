"""A missing file of the program is told as such, never as a fault of the user's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus import reading
from corpus.errors import Broken, Incomplete, NotAllowed, ReadError
from corpus.readers import choose
from corpus.readers.guard import read_guarded
from corpus.readers.own_files import missing_part
from corpus.reading import read

OURS = Path(reading.__file__).parent / "figures" / "counted_nouns.txt"


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "bao-cao.txt"
    file.write_text("BÁO CÁO\nĐã cấp 12 giấy phép.\n", encoding="utf-8")
    return file


def _absent(path: Path) -> FileNotFoundError:
    return FileNotFoundError(2, "No such file or directory", str(path))


def test_a_missing_file_of_ours_is_our_fault(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise _absent(OURS)

    monkeypatch.setattr(reading, "find_all", broken)
    with pytest.raises(Incomplete, match=r"counted_nouns\.txt"):
        read(letter)


def test_a_reader_without_its_own_file_is_no_broken_file(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(*_: object) -> None:
        raise _absent(OURS)

    monkeypatch.setattr(choose, "_read", reader)
    with pytest.raises(Incomplete, match=r"counted_nouns\.txt"):
        choose.read_source(letter)


def test_other_missing_files_are_the_files_own_matter(
    letter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reader(*_: object) -> None:
        raise _absent(letter.with_name("hinh-ngoai.png"))

    monkeypatch.setattr(choose, "_read", reader)
    with pytest.raises(Broken, match=r"bao-cao\.txt"):
        choose.read_source(letter)


def test_a_file_taken_away_while_it_is_read(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = choose.read_source(letter)

    def taken(*_: object) -> object:
        letter.unlink()
        return source

    monkeypatch.setattr(reading, "_source", taken)
    with pytest.raises(NotAllowed, match=r"bao-cao\.txt"):
        read(letter)


@pytest.mark.parametrize(
    ("problem", "ours"),
    [
        (_absent(OURS), True),
        (_absent(Path("/tmp/khong-co/bao-cao.docx")), False),
        (FileNotFoundError(2, "no name"), False),
        (OSError(28, "No space left on device"), False),
    ],
)
def test_what_is_ours(problem: OSError, ours: bool) -> None:
    assert (missing_part(problem) is not None) == ours


def test_incomplete_is_no_read_error() -> None:
    assert not issubclass(Incomplete, ReadError)


def test_the_child_tells_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "hidden"
    package.mkdir()
    (package / "sitecustomize.py").write_text(
        "import corpus.readers.choose as c\n"
        "def gone(*_):\n"
        f"    raise FileNotFoundError(2, 'No such file', {str(OURS)!r})\n"
        "c._read = gone\n"
    )
    monkeypatch.syspath_prepend(str(package))
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK\x03\x04 khong can doc")
    with pytest.raises(Incomplete, match=r"counted_nouns\.txt"):
        read_guarded(file)
