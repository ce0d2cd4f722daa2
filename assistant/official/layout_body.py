"""The body of a document, its ending and its appendices against the decree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from assistant.official import letters
from assistant.official.deviation import Deviation, look_of, rule, start_of
from assistant.official.layout_head import Head
from assistant.official.looks import Line
from corpus.text import fold

_SLACK = 0.6  # mm; Word and LibreOffice round lengths
_ROMAN = re.compile(r"(?:[IVX]+|Phần [IVX]+|Chương [IVX]+)[.:]?\s+\S")
_SIGNED = (
    r"(?:tm|kt|tl|tuq|q)\. ?[^\W\d]|thu truong|chu tich|giam doc|bo truong|chanh |truong |pho "
)
_APPENDIX = re.compile(r"phu luc(?: so)?(?: [ivx]+| \d+)?[.:]?")
_CAPTION = re.compile(
    r"(?:bang|bieu|hinh|so do|phu bieu) (?:so )?\d|(?:nguon|ghi chu|don vi tinh)\s*:"
)
_LONG_HEADING = 25  # words


def check_body(lines: Sequence[Line], head: Head, page: float) -> Iterator[Deviation]:
    """Yield the deviations of the body; `page` is the width of its text in mm."""
    cited, part = rule("II", 6), "Nội dung"
    body = body_of(lines, head)
    grounds = _grounds(body)
    for line in body:
        yield from look_of(line, part, cited, 13, 14)
        if line.heading or _is_heading(line):
            yield from _heading(line)
        elif line not in grounds:
            yield from _shape(line, page)
    yield from _gaps(lines, body)
    yield from _ground_looks(grounds)
    if body and not any(line.text.endswith("./.") for line in body):
        yield Deviation(
            part,
            "Phụ lục III, mẫu trình bày văn bản",
            "không kết thúc bằng “./.”",
            "phải kết thúc bằng “./.”",
            start_of(body[-1]),
        )


def body_of(lines: Sequence[Line], head: Head) -> list[Line]:
    """Return the paragraphs between the head and the ending that the body's rules are for."""
    found: list[Line] = []
    addressed = False
    for line in lines[head.end :]:
        text = fold(line.text)
        if text.startswith("noi nhan") or is_appendix(line):
            break
        if not text or line.table is not None or line.align == "right":
            continue
        if text.startswith("kinh gui"):
            addressed = True
            continue
        if addressed and re.match(r"[-–+]", text):
            continue  # one of several addressees
        addressed = False
        if _CAPTION.match(text):
            continue
        if line.align == "center" and not line.heading:
            continue
        found.append(line)
        if text.endswith("./."):
            break
    return found


def _grounds(body: Sequence[Line]) -> list[Line]:
    """Return the căn cứ at the beginning: lines that end in ";", and the one behind them."""
    found: list[Line] = []
    for line in body:
        if not re.match(r"(?:can cu|xet|theo)\b", fold(line.text)):
            break
        found.append(line)
        if not line.text.endswith(";"):
            break
    return found if any(line.text.endswith(";") for line in found) else []


def _ground_looks(grounds: Sequence[Line]) -> Iterator[Deviation]:
    cited, part = rule("II", 6), "Căn cứ"
    for line in grounds:
        yield from look_of(line, part, cited, 13, 14, italic=True)
    if grounds and not re.search(r"[.:;,]$", grounds[-1].text):
        yield Deviation(
            part,
            cited,
            "thiếu dấu ở cuối",
            "cuối dòng là “;”, cuối cùng là “.”",
            start_of(grounds[-1]),
        )


def _is_heading(line: Line) -> bool:
    """Tell whether a line without a style is a heading: short, numbered, or bold as a whole."""
    if len(line.text.split()) > _LONG_HEADING:
        return False
    return bool(_ROMAN.match(line.text)) or all(look.bold for look in line.shown)


def _heading(line: Line) -> Iterator[Deviation]:
    point = re.match(r"[^\W\d_]\)|[-–+]", line.text)  # điểm: upright
    if not point and not all(look.bold for look in line.shown):
        need = "phần, mục phải đậm"
        yield Deviation("Đề mục", rule("II", 6), "không đậm", need, start_of(line))


def _shape(line: Line, page: float) -> Iterator[Deviation]:
    cited, part = rule("II", 6), "Nội dung"
    start = line.left + line.first_line
    if all(look.italic for look in line.shown) and len(line.text.split()) > _LONG_HEADING:
        yield Deviation(part, cited, "in nghiêng", "phải kiểu chữ đứng", start_of(line))
    # What fits on one line looks the same justified and not.
    length = letters.width(line.text, max((x.size for x in line.shown), default=13))
    if line.align != "justify" and length > page - start - line.left:
        yield Deviation(part, cited, "không dàn đều", "phải dàn đều hai lề", start_of(line))
    if not 10 - _SLACK <= start <= 12.7 + _SLACK:
        found = f"lùi đầu dòng {start:.1f} mm"
        yield Deviation(part, cited, found, "phải lùi 1 cm hoặc 1,27 cm", start_of(line))
    if line.spacing is not None and not 0.99 <= line.spacing <= 1.51:
        found = f"cách dòng {line.spacing:g}"
        yield Deviation(part, cited, found, "phải từ đơn đến 1,5", start_of(line))


def _gaps(lines: Sequence[Line], body: Sequence[Line]) -> Iterator[Deviation]:
    """Judge the space between paragraphs that follow one another."""
    ours = {id(line) for line in body}
    for above, below in pairwise(lines):
        if id(above) not in ours or id(below) not in ours or above.heading or below.heading:
            continue
        same = above.style == below.style
        space = 0.0 if same and above.contextual else above.after
        space += 0.0 if same and below.contextual else below.before
        if space < 6 - 0.05:
            found = f"cách đoạn {space:g} pt"
            yield Deviation(
                "Nội dung", rule("II", 6), found, "phải tối thiểu 6 pt", start_of(above)
            )


# ------------------------------------------------------------------ the ending


def check_ending(lines: Sequence[Line]) -> Iterator[Deviation]:
    """Yield the deviations of Nơi nhận and the signature block."""
    cited, part = rule("II", 9), "Nơi nhận"
    at = next((i for i, x in enumerate(lines) if fold(x.text).startswith("noi nhan")), None)
    if at is None:
        yield Deviation(part, cited, "không có", "phải có, ở góc trái cuối văn bản")
        return
    pieces = list(_ending(lines, at))
    left = [piece for piece in pieces if piece.column == 0]
    yield from look_of(left[0], part, cited, 12, 12, bold=True, italic=True)
    if not left[0].text.endswith(":"):
        yield Deviation(part, cited, "thiếu dấu hai chấm", "phải ghi “Nơi nhận:”")
    yield from _listed(_recipients(left[1:]))
    for piece in pieces:
        if piece.column and _is_signing(piece):
            yield from look_of(
                piece,
                "Chữ ký",
                rule("II", 7),
                13,
                14,
                bold=True,
                italic=False,
                capitals=bool(re.match(_SIGNED, fold(piece.text))) and _titled(piece),
            )


def _ending(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """Yield what stands in the two columns of the ending, from "Nơi nhận:" on."""
    table = lines[at].table
    for number, line in enumerate(lines):
        if table is not None and line.table == table:
            yield from line.pieces()
        elif table is None and number >= at:
            if is_appendix(line) or line.section != lines[at].section:
                return
            yield from line.pieces()


def _recipients(left: Sequence[Line]) -> list[Line]:
    """Return the lines of the list: up to "Lưu", or to what is no item of it."""
    found: list[Line] = []
    for piece in left:
        if re.match(r"[-–]", piece.text):
            found.append(piece)
            if re.match(r"[-–]\s*luu\b", fold(piece.text)):
                break
        elif found and found[-1].text.endswith((";", ".")):
            break  # else the last item goes on
    return found


def _is_signing(piece: Line) -> bool:
    """Tell whether words beside Nơi nhận are a title or a name, not a remark or dots."""
    text = piece.text
    return bool(re.search(r"[^\W\d_]{2}", text)) and not text.startswith(("(", "[", "-"))


def _titled(piece: Line) -> bool:
    """Tell a title from a name that happens to begin like one ("Trương Văn An")."""
    return bool(re.match(r"(?:TM|KT|TL|TUQ|Q)\.", piece.text))


def _listed(listed: Sequence[Line]) -> Iterator[Deviation]:
    cited, part = rule("II", 9), "Nơi nhận"
    for line in listed:
        yield from look_of(line, part, cited, 11, 11, bold=False, italic=False)
    for line in listed[:-1]:
        if not line.text.endswith(";"):
            need = "mỗi dòng kết thúc bằng “;”"
            yield Deviation(part, cited, "thiếu “;”", need, start_of(line))
    if not listed or not re.match(r"[-–]\s*luu\s*:\s*vt", fold(listed[-1].text)):
        need = "dòng cuối là “- Lưu: VT, ….”"
        yield Deviation(part, cited, "dòng cuối không phải “Lưu”", need)
    elif not listed[-1].text.endswith("."):
        need = "dòng “Lưu” kết thúc bằng dấu chấm"
        yield Deviation(part, cited, "thiếu dấu chấm", need, start_of(listed[-1]))


# ------------------------------------------------------------------ appendices


def is_appendix(line: Line) -> bool:
    """Tell whether a line is the label of an appendix."""
    return line.table is None and bool(_APPENDIX.fullmatch(fold(line.text)))


def check_appendices(document: Any, lines: Sequence[Line]) -> Iterator[Deviation]:
    """Yield the deviations of the heads of appendices and of their page numbers."""
    cited, part = rule("III", 1), "Phụ lục"
    labels = [number for number, line in enumerate(lines) if is_appendix(line)]
    for number in labels:
        line = lines[number]
        yield from look_of(line, part, cited, 14, 14, bold=True, italic=False)
        if line.text == line.text.upper():
            need = "phải ghi “Phụ lục” bằng chữ thường"
            yield Deviation(part, cited, "in hoa", need, start_of(line))
        if len(labels) > 1 and not re.search(r"\b[IVX]+[.:]?$", line.text):
            need = "nhiều phụ lục phải đánh số La Mã"
            yield Deviation(part, cited, f"ghi “{line.text}”", need, start_of(line))
        yield from _titles(lines[number + 1 :])
        starts = document.sections[line.section]._sectPr.find("{*}pgNumType")
        own = starts is not None and any(key.endswith("}start") for key in starts.attrib)
        if not own:
            need = "số trang của mỗi phụ lục đánh riêng"
            yield Deviation(part, cited, "số trang đánh tiếp", need, start_of(line))


def _titles(lines: Sequence[Line]) -> Iterator[Deviation]:
    cited = rule("III", 1)
    said = [line for line in lines if line.text][:4]
    for number, line in enumerate(said):
        if line.table is not None:
            return
        if fold(line.text).startswith("(kem theo"):
            yield from look_of(line, "Chỉ dẫn kèm theo", cited, 13, 14, italic=True)
            return
        if number == 0:
            yield from look_of(
                line, "Tiêu đề phụ lục", cited, 13, 14, bold=True, italic=False, capitals=True
            )
