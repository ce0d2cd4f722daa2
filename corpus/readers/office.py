"""Older formats (.doc, .rtf, .odt, .xls, .ods) by way of LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from corpus.errors import Broken, Encrypted, ReadError, WrongType
from corpus.readers.base import Source
from corpus.readers.guard import MEMORY, end, read_guarded

_SECONDS = 28  # a long report takes three; the first start on a slow machine ten
_LARGEST = 200_000_000  # bytes of a file it may write


def read_through_office(path: Path) -> Source:
    """Return the source of a file that LibreOffice can turn into .docx or .xlsx."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise WrongType(
            path.name,
            f"Cần LibreOffice để đọc “{path.name}”; hãy cài LibreOffice hoặc lưu tệp thành .docx.",
        )
    target = "xlsx" if path.suffix.lower() in (".xls", ".ods") else "docx"
    with tempfile.TemporaryDirectory(prefix="baocao-") as folder:
        made = _convert(program, path, target, Path(folder))
        try:
            return read_guarded(made)
        except ReadError as error:
            raise type(error)(path.name, error.reason.replace(made.name, path.name)) from error


def _convert(program: str, path: Path, target: str, folder: Path) -> Path:
    """Return the converted file; macros stay off, the profile is thrown away afterwards."""
    source = folder / f"nguon{path.suffix.lower()}"
    shutil.copyfile(path, source)
    command = [
        program, "--headless", "--norestore", "--nologo", "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", target, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    _run(command, path.name)
    made = folder / "out" / f"nguon.{target}"
    if not made.exists():
        raise _unconverted(path)
    return made


def _run(command: list[str], name: str) -> None:
    """Run LibreOffice within memory and time; when that is over, end it with all it started."""
    limits = map(str, (MEMORY, _SECONDS, _LARGEST))
    office = subprocess.Popen(
        [sys.executable, "-m", "corpus.readers.bounded", *limits, *command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        office.wait(_SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise Broken(
            name,
            f"LibreOffice không chuyển được “{name}” trong {_SECONDS} giây;"
            " hãy tự lưu tệp thành .docx.",
        ) from problem
    finally:
        end(office)


def _unconverted(path: Path) -> Broken | Encrypted:
    data = path.read_bytes()
    if b"manifest:encryption-data" in data or "EncryptedPackage".encode("utf-16-le") in data:
        return Encrypted(
            path.name, f"Tệp “{path.name}” được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại."
        )
    return Broken(
        path.name,
        f"LibreOffice không mở được “{path.name}” (có thể bị hỏng, quá nặng hoặc có mật khẩu);"
        " hãy mở thử và lưu lại thành .docx.",
    )
