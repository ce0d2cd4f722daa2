"""Check a file before it is opened, and choose its reader by extension and contents."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import (
    Broken,
    EmptyFile,
    Encrypted,
    Incomplete,
    NotAllowed,
    ReadError,
    TooLarge,
    WrongType,
)
from corpus.readers.base import OnPage, Source
from corpus.readers.own_files import missing_part

if TYPE_CHECKING:
    from corpus.readers.scan import Kept

MAX_BYTES = 100_000_000
TEXT, WORD, PDF, SHEET = (".txt",), (".docx", ".docm"), (".pdf",), (".xlsx",)
OFFICE = (".doc", ".rtf", ".odt", ".xls", ".ods")
IMAGE = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")
SUPPORTED = (*TEXT, *WORD, *PDF, *SHEET, *OFFICE, *IMAGE)

_ZIP, _OLE, _PDF_MAGIC, _RTF = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"%PDF-",
    b"{\\rtf",
)
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_source(path: Path, on_page: OnPage | None = None, kept: Kept | None = None) -> Source:
    """Return the source of a file; a `ReadError` says in one sentence why it cannot be used.

    `on_page(page, pages)` is called as pages of a pdf or a scan are read; `kept` holds pages that
    were recognised before.
    """
    check(path)
    try:
        return _read(path, path.suffix.lower(), on_page, kept)
    except (ReadError, MemoryError, Incomplete):
        raise
    except OSError as problem:
        incomplete = missing_part(problem)
        if incomplete is not None:
            raise incomplete from problem
        if isinstance(problem, PermissionError):
            raise _not_allowed(path) from problem
        raise _broken(path) from problem
    except Exception as problem:  # whatever a library makes of a damaged or hostile file
        raise _broken(path) from problem


def _read(path: Path, suffix: str, on_page: OnPage | None, kept: Kept | None) -> Source:
    if suffix in TEXT:
        from corpus.readers.plain import read_plain

        return read_plain(path)
    if suffix in WORD:
        from corpus.readers.docx import read_docx

        return read_docx(path)
    if suffix in PDF:
        from corpus.readers.pdf import read_pdf

        return read_pdf(path, on_page, kept)
    if suffix in IMAGE:
        from corpus.readers.scan import read_scan

        return read_scan(path, on_page, kept)
    if suffix in SHEET:
        from corpus.readers.sheet import read_sheet

        return read_sheet(path)
    from corpus.readers.office import read_through_office

    return read_through_office(path)


def check(path: Path) -> None:
    """Raise the error that says why a file cannot be read; silent for one that may be."""
    name = path.name
    try:
        info = path.stat()
        if stat.S_ISDIR(info.st_mode):
            raise NotAllowed(name, f"“{name}” là thư mục, không phải tệp; hãy chọn từng tệp.")
        if not stat.S_ISREG(info.st_mode):
            raise WrongType(name, f"“{name}” không phải tệp thường nên không đọc được.")
        if info.st_size > MAX_BYTES:
            raise TooLarge(
                name,
                f"Tệp “{name}” nặng {info.st_size / 1e6:.0f} MB, vượt giới hạn"
                f" {MAX_BYTES / 1e6:.0f} MB; hãy tách nhỏ hoặc giảm dung lượng.",
            )
        if not os.access(path, os.R_OK):
            raise _not_allowed(path)
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as problem:
        raise NotAllowed(name, f"Không tìm thấy tệp “{name}”; hãy kiểm tra đường dẫn.") from problem
    except PermissionError as problem:
        raise _not_allowed(path) from problem
    _check_type(path, head, info.st_size)


def _broken(path: Path) -> Broken:
    return Broken(
        path.name,
        f"Tệp “{path.name}” bị hỏng hoặc không đúng định dạng; hãy mở bằng phần mềm gốc"
        " và lưu lại.",
    )


def _not_allowed(path: Path) -> NotAllowed:
    return NotAllowed(
        path.name,
        f"Không có quyền đọc “{path.name}”; hãy xin cấp quyền hoặc chép tệp sang nơi khác.",
    )


def _check_type(path: Path, head: bytes, size: int) -> None:
    name, suffix = path.name, path.suffix.lower()
    if suffix not in SUPPORTED:
        raise WrongType(name, _unknown(name))
    if not size:
        raise EmptyFile(name, f"Tệp “{name}” rỗng (0 byte); hãy kiểm tra lại bản gốc.")
    kind = _magic(head)
    if kind == "ole" and suffix in (*WORD, *SHEET):
        if _holds(path, _ENCRYPTED):
            raise Encrypted(name, f"Tệp “{name}” được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại.")
        raise WrongType(
            name, f"Tệp “{name}” là định dạng Office cũ bị đổi đuôi; hãy mở bằng Word và lưu lại."
        )
    fits = {
        "zip": (*WORD, *SHEET, ".odt", ".ods"),
        "ole": (".doc", ".xls"),
        "pdf": PDF,
        "rtf": (".rtf", ".doc"),
        "image": IMAGE,
    }
    if kind in fits and suffix not in fits[kind]:
        raise WrongType(name, _mismatch(name, suffix))
    needs = {**dict.fromkeys((*WORD, *SHEET, ".odt", ".ods"), "zip"), ".pdf": "pdf", ".xls": "ole"}
    needs |= dict.fromkeys(IMAGE, "image")
    if suffix in needs and kind != needs[suffix]:
        if suffix == ".pdf" and _PDF_MAGIC in head[:1100]:
            return
        raise WrongType(name, _mismatch(name, suffix))


def _magic(head: bytes) -> str:
    for kind, magic in (("zip", _ZIP), ("ole", _OLE), ("pdf", _PDF_MAGIC), ("rtf", _RTF)):
        if head.startswith(magic):
            return kind
    if head.startswith(_IMAGES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    return ""


def _holds(path: Path, needle: bytes) -> bool:
    return needle in path.read_bytes()


def _unknown(name: str) -> str:
    return (
        f"Tệp “{name}” có định dạng không hỗ trợ;"
        " hãy dùng .docx, .pdf, .txt, .doc, .rtf, .odt, .xlsx hoặc ảnh quét."
    )


def _mismatch(name: str, suffix: str) -> str:
    return f"Nội dung tệp “{name}” không phải định dạng {suffix}; hãy kiểm tra lại phần mở rộng."
