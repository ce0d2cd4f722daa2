"""Plain text files, in whatever encoding an office saved them."""

from __future__ import annotations

from pathlib import Path

from corpus.encodings import decode
from corpus.errors import EmptyFile, WrongType
from corpus.layout.lines import canonical
from corpus.readers.base import Source


def read_plain(path: Path) -> Source:
    """Return the canonical text of a .txt file."""
    decoded = decode(path.read_bytes())
    if decoded is None:
        raise WrongType(
            path.name, f"Tệp “{path.name}” không phải văn bản thuần; hãy kiểm tra lại phần mở rộng."
        )
    text, encoding = decoded
    text = canonical(text)
    if not text.strip():
        raise EmptyFile(path.name, f"Tệp “{path.name}” không có chữ nào; hãy kiểm tra lại bản gốc.")
    if encoding == "utf-8":
        return Source(text)
    return Source(text, (f"Tệp dùng bảng mã {encoding}; chữ đã được chuyển sang Unicode.",))
