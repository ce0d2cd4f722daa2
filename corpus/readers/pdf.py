"""PDF files: pages with a text layer by their characters, pages without one by OCR.

Characters come from pdfplumber page by page (`corpus.readers.layout`), a form feed stands between
pages. A page that is a picture, or whose text layer is broken, is rendered and recognised where
Tesseract is installed (`corpus.readers.scan`).
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import Broken, EmptyFile, Encrypted, TooLarge
from corpus.ocr.damage import DAMAGED, damage_of
from corpus.readers import scan
from corpus.readers.base import OnPage, Source, Writer
from corpus.readers.doubt import without_signs
from corpus.readers.layout import write_page

MAX_PAGES = 2000
_LOST = 10  # characters whose font has no way back to text
_SECONDS = 240  # a page takes about 0.1 s; more than this in all is no office document
_DPI = 250  # of a page rendered for OCR
_FEW = 20  # characters; a page of pictures with fewer has no text layer to speak of
_COVERED = 0.5  # share of a page under a picture from which it counts as scanned
_INSTALL = "để nhận dạng chữ (OCR) hãy cài tesseract-ocr và tesseract-ocr-vie (make ocr)"


def read_pdf(path: Path, on_page: OnPage | None = None, kept: scan.Kept | None = None) -> Source:
    """Return the text of a pdf; `on_page(page, pages)` is told of each page."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with path.open("rb") as file, pdfplumber.open(file) as pdf:
            return _read_pages(path, pdf, on_page, kept)
    except (Broken, EmptyFile, TooLarge, Encrypted):
        raise
    except Exception as problem:
        raise _failure(path, problem) from problem


def _failure(path: Path, problem: Exception) -> Broken | Encrypted:
    """Return the error of ours for whatever a pdf library raised on a bad file."""
    names = {type(e).__name__ for e in (problem, *problem.args) if isinstance(e, Exception)}
    names.add(type(problem).__name__)
    if any("Password" in name or "Encrypt" in name for name in names) or "Password" in repr(
        problem
    ):
        return Encrypted(
            path.name, f"Tệp “{path.name}” được đặt mật khẩu; hãy bỏ mật khẩu rồi thử lại."
        )
    return Broken(path.name, f"Tệp “{path.name}” bị hỏng hoặc không đầy đủ; hãy lấy lại bản gốc.")


@dataclass(slots=True)
class _Met:
    """What was met on the way through the pages."""

    blank: list[int] = field(default_factory=list)  # pages from which nothing was read
    unread: bool = False  # a picture of a page could not be read on this machine
    lost: int = 0  # characters without a meaning


def _read_pages(path: Path, pdf: Any, on_page: OnPage | None, kept: scan.Kept | None) -> Source:
    count = _count(path.name, pdf)
    out, met, spent = Writer(), _Met(), 0.0
    scanner = scan.Scanner(kept)
    with _Pictures(path) as pictures:
        for number, page in enumerate(pdf.pages, 1):
            started = time.monotonic()
            if number > 1:
                out.raw("\f")
            if not _read_page(page, out, met, scanner, pictures):
                spent += time.monotonic() - started
            page.close()
            if spent > _SECONDS:
                raise TooLarge(
                    path.name, f"Tệp “{path.name}” mất quá lâu để đọc; hãy tách nhỏ hoặc lưu lại."
                )
            if on_page:
                on_page(number, count)
        if not out.text().strip():
            raise _nothing(path.name, met, scanner)
        warnings = (*_warnings(met), *scanner.warnings())
    made = Source(out.text(), warnings, (0,), tables=tuple(out.tables), ocr=scanner.count > 0)
    return without_signs(made)


def _count(name: str, pdf: Any) -> int:
    count = len(pdf.pages)
    if count > MAX_PAGES:
        raise TooLarge(
            name, f"Tệp “{name}” có {count} trang, vượt giới hạn {MAX_PAGES} trang; hãy tách nhỏ."
        )
    if not count:
        raise Broken(name, f"Tệp “{name}” không có trang nào; hãy lấy lại bản gốc.")
    return count


def _read_page(
    page: Any, out: Writer, met: _Met, scanner: scan.Scanner, pictures: _Pictures
) -> bool:
    """Write one page; return whether it was recognised on a picture."""
    lost = sum(not c["text"].strip("\x00\ufffd") for c in page.chars)
    if _needs_ocr(page, lost):
        if scan.available():
            scan.refuse_many(pictures.path.name, scanner.count + 1)
            seen = scanner.page(pictures.render(page.page_number - 1), page.page_number)
            if seen is not None:
                write_page(seen, out)
                return True
        else:
            met.unread = True
    met.lost += lost
    if not write_page(page, out):
        met.blank.append(page.page_number)
    return False


def _needs_ocr(page: Any, lost: int) -> bool:
    """Return whether a page is a picture, or its text layer is broken."""
    letters = sum(bool(c["text"].strip()) for c in page.chars)
    if letters < _FEW:
        return bool(page.images or page.curves or page.rects)
    if lost > max(_LOST, 0.1 * letters):
        return True
    return _covered(page) > _COVERED and _is_damaged(page)


def _covered(page: Any) -> float:
    """Return the share of a page that lies under its largest picture."""
    area = max(1.0, float(page.width) * float(page.height))
    sizes = [abs((i["x1"] - i["x0"]) * (i["bottom"] - i["top"])) for i in page.images]
    return max(sizes, default=0.0) / area


def _is_damaged(page: Any) -> bool:
    """Return whether the text over a scan is OCR that lost its diacritics."""
    own = Writer()
    write_page(page, own)
    lines = [line for line in own.text().split("\n") if len(line) > 12]
    return sum(damage_of(line) >= DAMAGED for line in lines) > 0.2 * len(lines)


class _Pictures:
    """Renders pages of a pdf; the file is opened when the first one is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._document: Any = None

    def __enter__(self) -> _Pictures:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            self._document.close()

    def render(self, index: int) -> Any:
        """Return page `index` (from 0) as a PIL picture in grey."""
        import pypdfium2

        if self._document is None:
            self._document = pypdfium2.PdfDocument(self.path)
        page = self._document[index]
        longest = max(1.0, *page.get_size()) / 72
        return page.render(scale=min(_DPI, 3400 / longest) / 72, grayscale=True).to_pil()


def _nothing(name: str, met: _Met, scanner: scan.Scanner) -> EmptyFile | Broken:
    if met.unread:
        return EmptyFile(name, scan.missing(name))
    return scanner.nothing(name)


def _warnings(met: _Met) -> tuple[str, ...]:
    found = []
    if met.blank:
        hint = f"; {_INSTALL}" if met.unread else ""
        found.append(f"Trang {_listed(met.blank)} không có lớp chữ nên chưa được đọc{hint}.")
    if met.lost > _LOST:
        found.append(
            f"Lớp chữ của tệp bị lỗi phông: {met.lost} ký tự không đọc được; nên dùng bản Word"
            " hoặc nhận dạng chữ (OCR) lại."
        )
    return tuple(found)


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:20])) + (" …" if len(pages) > 20 else "")
