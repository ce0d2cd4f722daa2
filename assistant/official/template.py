"""The office's own .docx as a template: placeholders like {{noi_dung}} are filled in.

Everything else of the file stays as the office made it: styles, pages, header table, signature.
A placeholder's words take the look of the words that it stands in. The body takes the look of the
paragraph of {{noi_dung}}, headings that of {{de_muc_1}}, {{de_muc_2}} … where the template shows
them, else that of the body in bold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from assistant.drafting.record import Draft
from assistant.official import docx_parts as parts
from assistant.official import layout, letters
from assistant.official.letterhead import BLANK, Letterhead, letterhead_of
from assistant.official.looks import text_width
from corpus.errors import ReadError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RULED = {"co_quan_ban_hanh": layout.SIZE_CO_QUAN, "trich_yeu": layout.SIZE_TRICH_YEU}
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_BODY = "noi_dung"
_HEADINGS = tuple(f"de_muc_{level}" for level in range(1, 5))
# What a template may name, and what is put there.
PLACEHOLDERS = {
    "co_quan_chu_quan": "tên cơ quan chủ quản, in hoa",
    "co_quan_ban_hanh": "tên cơ quan ban hành, in hoa",
    "so_ky_hieu": "số và ký hiệu, không có chữ “Số:”",
    "dia_danh": "địa danh",
    "ngay_thang": "ngày … tháng … năm …",
    "ten_loai": "tên loại văn bản, in hoa",
    "trich_yeu": "trích yếu nội dung",
    _BODY: "nội dung: đứng một mình trong một đoạn, bắt buộc",
    **{name: f"mẫu đề mục cấp {name[-1]}: đứng một mình trong một đoạn" for name in _HEADINGS},
    "noi_nhan": "danh sách nơi nhận, mỗi nơi một dòng",
    "quyen_han": "quyền hạn, chức vụ của người ký, in hoa",
    "nguoi_ky": "họ tên người ký",
}


class Filled:
    """A template with its parts filled in, and the sheet that the body is written on.

    Raises ReadError with one Vietnamese sentence for a file that is no usable template.
    """

    def __init__(self, path: Path, head: Letterhead) -> None:
        self._name = path.name
        self.document = self._opened(path)
        _drop_comments(self.document)
        self._body: Any = None
        self._shown: dict[str, Any] = {}
        self._fill(_values(head))
        if self._body is None:
            raise self._wrong("thiếu {{noi_dung}}: hãy đặt {{noi_dung}} vào một đoạn riêng")

    # -------------------------------------------------------------- sheet

    def paragraph(self) -> Any:
        """Return a new paragraph in the look of that of {{noi_dung}}."""
        return self._like(self._body)

    def heading(self, text: str, level: int) -> None:
        """Write a heading in the look that the template shows for its level, or next above."""
        names = [name for name in _HEADINGS[:level] if name in self._shown]
        pattern = self._shown[names[-1]] if names else self._body
        paragraph = self._like(pattern)
        paragraph.paragraph_format.keep_with_next = True
        run = parts.run(paragraph, text)
        _dress(run, pattern)
        if not names:
            run.bold = True
        parts.outline_level(paragraph, level)

    def run(
        self, paragraph: Any, text: str, *, marked: bool = False, italic: bool | None = None
    ) -> Any:
        """Add words in the look of {{noi_dung}}."""
        run = parts.run(paragraph, text)
        _dress(run, self._body)
        if italic is not None:
            run.italic = italic
        if marked:
            parts.highlight(run)
        return run

    def close(self) -> None:
        """Take the placeholders of body and headings out; call it when the body is written."""
        for element in (self._body, *self._shown.values()):
            element.getparent().remove(element)

    def _like(self, pattern: Any) -> Any:
        from docx.text.paragraph import Paragraph

        element = pattern.makeelement(f"{_W}p", {})
        shape = pattern.find(f"{_W}pPr")
        if shape is not None:
            element.append(deepcopy(shape))
            for old in element.iter(f"{_W}sectPr"):
                old.getparent().remove(old)
        self._body.addprevious(element)
        return Paragraph(element, self.document._body)

    # -------------------------------------------------------------- placeholders

    def _opened(self, path: Path) -> Any:
        from docx import Document

        if not path.is_file():
            raise ReadError(self._name, f"Không thấy tệp mẫu “{path}”: hãy kiểm tra đường dẫn.")
        try:
            return Document(str(path))
        except Exception as error:  # python-docx lets zip, XML and key errors through
            raise ReadError(
                self._name,
                f"Không mở được tệp mẫu “{self._name}”: cần một tệp Word .docx còn nguyên (không "
                "phải .doc, .dotx).",
            ) from error

    def _fill(self, values: dict[str, tuple[str, ...]]) -> None:
        for root, in_body in self._roots():
            for paragraph in list(root.iter(f"{_W}p")):
                for name in _names(paragraph):
                    if name not in PLACEHOLDERS:
                        known = ", ".join(PLACEHOLDERS)
                        raise self._wrong(f"có {{{{{name}}}}} không rõ nghĩa; chỉ dùng: {known}")
                    if name == _BODY or name in _HEADINGS:
                        self._keep(name, paragraph, in_body=in_body)
                    else:
                        _put(paragraph, name, values[name])
                        if name in _RULED:
                            room = self._room(paragraph)
                            _fit_rule(paragraph, values[name][0], _RULED[name], room)

    def _keep(self, name: str, paragraph: Any, *, in_body: bool) -> None:
        """Remember the paragraph of the body or of a heading; it shows how they look."""
        if not in_body or not paragraph.getparent().tag.endswith("}body"):
            raise self._wrong(f"đặt {{{{{name}}}}} ở trong bảng, khung hoặc đầu trang: hãy đưa ra")
        if not _PLACEHOLDER.fullmatch(_text(paragraph).strip()):
            raise self._wrong(f"có chữ khác trong đoạn của {{{{{name}}}}}: hãy để nó đứng riêng")
        if name in self._shown or (name == _BODY and self._body is not None):
            raise self._wrong(f"có hai {{{{{name}}}}}: hãy bỏ bớt một")
        if name == _BODY:
            self._body = paragraph
        else:
            self._shown[name] = paragraph

    def _roots(self) -> Iterator[tuple[Any, bool]]:
        """Yield the body, then each header and footer of the document."""
        yield self.document.element.body, True
        for relation in self.document.part.rels.values():
            if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer"):
                yield relation.target_part.element, False

    def _room(self, paragraph: Any) -> float:
        """Return the width in mm that a paragraph has: that of its cell, or of the page."""
        width = next(paragraph.iterancestors(f"{_W}tc"), paragraph).find(f"{_W}tcPr/{_W}tcW")
        if width is not None and width.get(f"{_W}type") == "dxa":
            return float(width.get(f"{_W}w")) * 25.4 / 1440 - parts.CELL_PADDING
        return text_width(self.document.sections[0])

    def _wrong(self, what: str) -> ReadError:
        return ReadError(self._name, f"Tệp mẫu “{self._name}” {what}.")


def _values(head: Letterhead) -> dict[str, tuple[str, ...]]:
    """Return what each placeholder is filled with, in lines."""
    return {
        "co_quan_chu_quan": (head.co_quan_chu_quan,),
        "co_quan_ban_hanh": (head.co_quan_ban_hanh,),
        "so_ky_hieu": (head.so_ky_hieu,),
        "dia_danh": (head.dia_danh,),
        "ngay_thang": (head.ngay_thang,),
        "ten_loai": (head.ten_loai,),
        "trich_yeu": (head.trich_yeu,),
        "noi_nhan": head.noi_nhan,
        "quyen_han": head.signature.lines,
        "nguoi_ky": (head.signature.name,),
    }


def check_template(path: Path) -> None:
    """Raise ReadError with one Vietnamese sentence where `path` is no usable template."""
    blank = letterhead_of(Draft("", ()))
    Filled(path, blank)


# ------------------------------------------------------------------ words of a paragraph


def _nodes(paragraph: Any) -> list[Any]:
    """Return the w:t of a paragraph, not those of text boxes in it."""
    return [
        node for node in paragraph.iter(f"{_W}t") if next(node.iterancestors(f"{_W}p")) is paragraph
    ]


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in _nodes(paragraph))


def _names(paragraph: Any) -> list[str]:
    return _PLACEHOLDER.findall(_text(paragraph))


def _put(paragraph: Any, name: str, lines: tuple[str, ...]) -> None:
    """Fill a placeholder; several lines become paragraphs of the same look."""
    lines = lines or ("",)
    if len(lines) > 1 and _PLACEHOLDER.fullmatch(_text(paragraph).strip()):
        for line in lines[:-1]:
            other = deepcopy(paragraph)
            paragraph.addprevious(other)
            _replace(other, name, line)
        _replace(paragraph, name, lines[-1])
    else:
        _replace(paragraph, name, ", ".join(lines))


def _replace(paragraph: Any, name: str, value: str) -> None:
    """Put `value` where the placeholder begins; Word may have cut it into several runs."""
    nodes = _nodes(paragraph)
    text = "".join(node.text or "" for node in nodes)
    match = next((m for m in _PLACEHOLDER.finditer(text) if m[1] == name), None)
    at, placed = 0, False
    for node in nodes:
        own = node.text or ""
        start, end = at, at + len(own)
        at = end
        if match is None or end <= match.start() or start >= match.end():
            continue
        ahead = own[: max(match.start() - start, 0)]
        behind = own[match.end() - start :] if match.end() <= end else ""
        node.text = ahead + ("" if placed else parts.printable(value)) + behind
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        if not placed and BLANK in value:
            parts.highlight_element(node.getparent())
        placed = True


def _drop_comments(document: Any) -> None:
    """Take out the template's own comments: they tell the office how to use it."""
    for root in (document.element.body, document.part._comments_part.element):
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "comment"):
            for element in list(root.iter(f"{_W}{name}")):
                run = element.getparent()
                gone = run if name == "commentReference" and run.tag == f"{_W}r" else element
                gone.getparent().remove(gone)


def _fit_rule(paragraph: Any, words: str, size: float, room: float) -> None:
    """Let the rule below a name be as long as the decree wants it for these words.

    A rule is an empty paragraph behind with a border, indented from both sides, as in the example;
    what an office drew itself stays.
    """
    below = paragraph.getnext()
    shape = below.find(f"{_W}pPr") if below is not None and not _text(below) else None
    indent = shape.find(f"{_W}ind") if shape is not None else None
    if shape is None or shape.find(f"{_W}pBdr") is None or indent is None:
        return
    lines = letters.lines_of(words, size, room, bold=True)
    longest = max((letters.width(line, size, bold=True) for line in lines), default=0.0)
    side = max(round((room - longest * layout.RULE_SHARE) / 2 * 1440 / 25.4), 0)
    for name in ("left", "right"):
        indent.set(f"{_W}{name}", str(side))


def _dress(run: Any, pattern: Any) -> None:
    """Give a run the look of the first run of a paragraph."""
    words = next((node for node in _nodes(pattern) if node.text), None)
    look = words.getparent().find(f"{_W}rPr") if words is not None else None
    if look is not None:
        run._r.insert(0, deepcopy(look))
