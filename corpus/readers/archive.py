"""Zip containers of office files, opened with limits, and their XML, parsed without entities."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import Broken, Encrypted, TooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_ENTRIES = 5000
MAX_PART = 120_000_000  # bytes of one part, unpacked
MAX_TOTAL = 300_000_000  # bytes of all parts together
MAX_RATIO = 250  # unpacked to packed, for parts over a megabyte: real ones stay under 60
_MAX_DEPTH = 400  # nested elements; real documents stay under 60


class Archive:
    """An office file's zip; every part is unpacked within the limits."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise self._broken() from problem
        self._check()

    def __enter__(self) -> Archive:
        """Return the archive itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        self._zip.close()

    def names(self) -> list[str]:
        """Return the names of the parts."""
        return self._zip.namelist()

    def read(self, name: str) -> bytes | None:
        """Return a part's bytes, None when there is no such part."""
        try:
            with self._zip.open(name) as part:
                data = part.read(MAX_PART + 1)
        except KeyError:
            return None
        except RuntimeError as problem:  # zipfile's word for "password required"
            raise Encrypted(self.name, _locked(self.name)) from problem
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError) as problem:
            raise self._broken() from problem
        except Exception as problem:
            if type(problem).__module__ == "zlib":
                raise self._broken() from problem
            raise
        if len(data) > MAX_PART:
            raise self._bomb()
        return data

    def xml(self, name: str) -> Element | None:
        """Return a part's root element; no entities, no network, no DTD."""
        from lxml import etree

        data = self.read(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
            raise Broken(
                self.name,
                f"Tệp “{self.name}” chứa khai báo thực thể XML không an toàn nên không được đọc;"
                " hãy mở bằng Word và lưu lại.",
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise self._broken() from problem
        if _depth(root) > _MAX_DEPTH:
            raise self._bomb()
        return root

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MAX_ENTRIES or sum(part.file_size for part in parts) > MAX_TOTAL:
            raise self._bomb()
        for part in parts:
            if part.flag_bits & 1:
                raise Encrypted(self.name, _locked(self.name))
            if part.file_size > 1_000_000 and part.file_size > MAX_RATIO * part.compress_size:
                raise self._bomb()

    def _bomb(self) -> TooLarge:
        return TooLarge(
            self.name,
            f"Tệp “{self.name}” bung ra quá lớn so với giới hạn nên không được đọc;"
            " hãy kiểm tra nguồn gốc tệp.",
        )

    def _broken(self) -> Broken:
        return Broken(
            self.name,
            f"Tệp “{self.name}” bị hỏng hoặc không đầy đủ; hãy lấy lại bản gốc hoặc mở bằng Word"
            " và lưu lại.",
        )


def _locked(name: str) -> str:
    return f"Tệp “{name}” được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại."


def _depth(root: Element) -> int:
    """Return how deep elements nest, walking iteratively."""
    deepest = 0
    level = [root]
    while level and deepest <= _MAX_DEPTH:
        deepest += 1
        level = [child for element in level for child in element]
    return deepest
