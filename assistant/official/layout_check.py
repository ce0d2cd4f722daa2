"""Check a .docx against Nghị định 30/2020/NĐ-CP, Phụ lục I: each deviation cites its rule.

What cannot be told from the file (whether a rule is as long as its words, where the seal stands)
is not judged. A part that a document does not have is a deviation only where every document has
it: Quốc hiệu, số ký hiệu, nơi nhận.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.official import layout
from assistant.official.looks import Line, header_looks, lines_of, opened
from corpus.text import fold

_MM = 36000
_SLACK = 0.6  # mm; Word and LibreOffice round lengths
_TYPES = (
    r"nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|"
    r"ke hoach|phuong an|de an|du an|bao cao|bien ban|to trinh|cong dien"
)
_NUMBER = re.compile(r"so\s*:")
_DATED = re.compile(r"(?P<place>.+), ngay\s+(?P<day>\d*)\s*thang\s+(?P<month>\d*)\s*nam")


@dataclass(frozen=True, slots=True)
class Deviation:
    """A place that is not as the decree wants it; all words are Vietnamese."""

    part: str  # "Quốc hiệu", "Nội dung" …
    rule: str  # "Phụ lục I, mục II.1"
    found: str
    wanted: str
    where: str = ""  # the first words of the paragraph

    def __str__(self) -> str:
        where = f" (“{self.where}”)" if self.where else ""
        return f"{self.part}{where}: {self.found}; {self.wanted} – NĐ 30/2020/NĐ-CP, {self.rule}."


def check_layout(path: Path | str) -> list[Deviation]:
    """Return the deviations of a .docx, in the order of the decree; ReadError if it is none."""
    document = opened(path)
    lines = lines_of(document)
    found = [*_pages(document), *_fonts(lines), *_head(lines), *_named(lines)]
    found += [*_body(lines), *_ending(lines), *_appendices(document, lines)]
    return list(dict.fromkeys(found))


# ------------------------------------------------------------------ page


def _pages(document: Any) -> Iterator[Deviation]:
    wanted = (
        ("lề trên", "top_margin", 20.0, 25.0),
        ("lề dưới", "bottom_margin", 20.0, 25.0),
        ("lề trái", "left_margin", 30.0, 35.0),
        ("lề phải", "right_margin", 15.0, 20.0),
    )
    for section in document.sections:
        sides = sorted((section.page_width / _MM, section.page_height / _MM))
        if abs(sides[0] - layout.PAGE_WIDTH) > 1 or abs(sides[1] - layout.PAGE_HEIGHT) > 1:
            size = f"{sides[0]:.0f} × {sides[1]:.0f} mm"
            yield Deviation("Khổ giấy", "Phụ lục I, mục I.1", size, "phải là A4 (210 × 297 mm)")
        for name, attribute, low, high in wanted:
            value = getattr(section, attribute) / _MM
            if not low - _SLACK <= value <= high + _SLACK:
                need = f"phải từ {low:.0f} đến {high:.0f} mm"
                yield Deviation("Định lề", "Phụ lục I, mục I.3", f"{name} {value:.1f} mm", need)
        yield from _page_number(section, document)


def _page_number(section: Any, document: Any) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục I.6", "Số trang"
    numbered = [line for line, field in header_looks(section, document) if field]
    if not numbered:
        yield Deviation(part, rule, "không có ở lề trên", "phải có, canh giữa lề trên")
        return
    if numbered[0].align != "center":
        yield Deviation(part, rule, "không canh giữa", "phải canh giữa theo chiều ngang")
    sizes = {look.size for look in numbered[0].looks}
    if not all(13 <= size <= 14 for size in sizes):
        yield Deviation(part, rule, f"cỡ {_sizes(sizes)}", "phải cỡ 13–14")
    if not section.different_first_page_header_footer:
        yield Deviation(part, rule, "hiện ở trang thứ nhất", "không hiển thị số trang thứ nhất")


# ------------------------------------------------------------------ letters


def _fonts(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule = "Phụ lục I, mục I.4"
    for line in lines:
        for look in line.shown:
            if fold(look.font) != fold(layout.FONT):
                need = f"phải là {layout.FONT}"
                yield Deviation("Phông chữ", rule, look.font or "không rõ", need, _start(line))
                break
            if look.color not in {"", "000000"}:
                yield Deviation("Màu chữ", rule, f"#{look.color}", "phải màu đen", _start(line))
                break


# ------------------------------------------------------------------ the head


def _head(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule = "Phụ lục I, mục II.1"
    motto = _find(lines, lambda t: "chu nghia viet nam" in t and "cong h" in t)
    if motto is None:
        yield Deviation("Quốc hiệu", rule, "không có", f"phải ghi “{layout.QUOC_HIEU}”")
    else:
        yield from _looks(motto, "Quốc hiệu", rule, 12, 13, bold=True)
        if motto.text != motto.text.upper():
            yield Deviation("Quốc hiệu", rule, "có chữ thường", "phải in hoa", _start(motto))
        if motto.table is None:
            need = "phải trong bảng hai cột không viền"
            yield Deviation("Quốc hiệu", rule, "đứng ngoài bảng", need)
    words = _find(lines, lambda t: bool(re.match(r"doc lap\s*-\s*tu do\s*-\s*hanh phuc", t)))
    if words is None:
        yield Deviation("Tiêu ngữ", rule, "không có", f"phải ghi “{layout.TIEU_NGU}”")
    else:
        yield from _looks(words, "Tiêu ngữ", rule, 13, 14, bold=True)
        if words.text != layout.TIEU_NGU:
            need = f"phải đúng “{layout.TIEU_NGU}”, gạch nối có cách chữ"
            yield Deviation("Tiêu ngữ", rule, f"ghi “{words.text}”", need)
    yield from _number(lines)
    yield from _date(lines)


def _number(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục II.3", "Số, ký hiệu"
    line = _find(lines, lambda t: bool(_NUMBER.match(t)))
    if line is None:
        yield Deviation(part, rule, "không có “Số:”", "phải có, dưới tên cơ quan")
        return
    yield from _looks(line, part, rule, 13, 13, bold=False, italic=False)
    text = line.text.partition(":")[2]
    if re.match(r"\s*[1-9]\s*/", text):
        yield Deviation(part, rule, f"“{text.strip()}”", "số nhỏ hơn 10 phải thêm số 0 phía trước")
    symbol = text.partition("/")[2]
    if re.search(r"\s[-/]|[-/]\s", symbol.strip()):
        yield Deviation(part, rule, f"“{symbol.strip()}”", "ký hiệu không được có cách chữ")


def _date(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục II.4", "Địa danh và thời gian"
    line = _find(lines[:40], lambda t: bool(_DATED.match(t)) and len(t.split()) < 16)
    if line is None:
        return
    yield from _looks(line, part, rule, 13, 14, italic=True)
    match = _DATED.match(fold(line.text))
    if match is None:
        return
    day, month = match["day"], match["month"]
    if re.fullmatch(r"[1-9]", day):
        yield Deviation(part, rule, f"ngày {day}", "ngày nhỏ hơn 10 phải thêm số 0 phía trước")
    if month in {"1", "2"}:
        yield Deviation(part, rule, f"tháng {month}", "tháng 1, 2 phải thêm số 0 phía trước")
    if re.fullmatch(r"0[3-9]", month):
        yield Deviation(part, rule, f"tháng {month}", "tháng 3 đến 9 không thêm số 0")


def _named(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule = "Phụ lục I, mục II.5"
    at = _type_at(lines)
    if at is None:
        return
    name = lines[at]
    yield from _looks(name, "Tên loại", rule, 13, 14, bold=True)
    if name.align != "center":
        yield Deviation("Tên loại", rule, "không canh giữa", "phải canh giữa", _start(name))
    subject = next((line for line in lines[at + 1 :] if line.text), None)
    if subject is not None:
        yield from _looks(subject, "Trích yếu", rule, 13, 14, bold=True)
        if subject.align != "center":
            need = "phải canh giữa dưới tên loại"
            yield Deviation("Trích yếu", rule, "không canh giữa", need, _start(subject))


# ------------------------------------------------------------------ the body


def _body(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục II.6", "Nội dung"
    body = _body_lines(lines)
    for line in body:
        sizes = {look.size for look in line.shown}
        if not all(13 <= size <= 14 for size in sizes):
            yield Deviation(part, rule, f"cỡ {_sizes(sizes)}", "phải cỡ 13–14", _start(line))
        if line.heading and not all(look.bold for look in line.shown):
            yield Deviation("Đề mục", rule, "không đậm", "phần, mục phải đậm", _start(line))
        if line.heading:
            continue
        if line.align != "justify":
            yield Deviation(part, rule, "không dàn đều", "phải dàn đều hai lề", _start(line))
        if not 10 - _SLACK <= line.first_line <= 12.7 + _SLACK:
            found = f"lùi đầu dòng {line.first_line:.1f} mm"
            yield Deviation(part, rule, found, "phải lùi 1 cm hoặc 1,27 cm", _start(line))
        if line.before + line.after < 6:
            found = f"cách đoạn {line.before + line.after:.0f} pt"
            yield Deviation(part, rule, found, "phải tối thiểu 6 pt", _start(line))
        if line.spacing is not None and not 1 <= line.spacing <= 1.5:
            found = f"cách dòng {line.spacing:g}"
            yield Deviation(part, rule, found, "phải từ đơn đến 1,5", _start(line))
    if body and not body[-1].text.endswith("./."):
        yield Deviation(part, rule, "không kết thúc bằng “./.”", "phải kết thúc bằng “./.”")


def _body_lines(lines: Sequence[Line]) -> list[Line]:
    """Return the paragraphs between the trích yếu and the ending of the first section."""
    at = _type_at(lines)
    start = 0 if at is None else at + 1
    found: list[Line] = []
    for line in lines[start:]:
        if line.section or fold(line.text).startswith("noi nhan") or _is_appendix(line):
            break
        if line.table is None and line.text and (line.align != "center" or line.heading):
            found.append(line)
    return found


# ------------------------------------------------------------------ the ending


def _ending(lines: Sequence[Line]) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục II.9", "Nơi nhận"
    at = next((i for i, x in enumerate(lines) if fold(x.text).startswith("noi nhan")), None)
    if at is None:
        yield Deviation(part, rule, "không có", "phải có, ở góc trái cuối văn bản")
        return
    yield from _looks(lines[at], part, rule, 12, 12, bold=True, italic=True)
    listed = []
    for line in lines[at + 1 :]:
        if not line.text.startswith("-"):
            break
        listed.append(line)
    for line in listed:
        yield from _looks(line, part, rule, 11, 11)
    for line in listed[:-1]:
        if not line.text.endswith(";"):
            yield Deviation(part, rule, "thiếu “;”", "mỗi dòng kết thúc bằng “;”", _start(line))
    if not listed or not re.match(r"-\s*luu\s*:\s*vt", fold(listed[-1].text)):
        yield Deviation(part, rule, "dòng cuối không phải “Lưu”", "dòng cuối là “- Lưu: VT, ….”")
    elif not listed[-1].text.endswith("."):
        yield Deviation(part, rule, "thiếu dấu chấm", "dòng “Lưu” kết thúc bằng dấu chấm")
    signed = [x for x in lines[at + 1 + len(listed) :] if x.text and x.table == lines[at].table]
    for line in signed:
        yield from _looks(line, "Chữ ký", "Phụ lục I, mục II.7", 13, 14, bold=True)


def _appendices(document: Any, lines: Sequence[Line]) -> Iterator[Deviation]:
    rule, part = "Phụ lục I, mục III.1", "Phụ lục"
    for number, line in enumerate(lines):
        if not _is_appendix(line):
            continue
        yield from _looks(line, part, rule, 14, 14, bold=True)
        title, attached = (*[x for x in lines[number + 1 :] if x.text][:2], None, None)[:2]
        if title is not None:
            yield from _looks(title, "Tiêu đề phụ lục", rule, 13, 14, bold=True)
            if title.text != title.text.upper():
                need = "phải in hoa"
                yield Deviation("Tiêu đề phụ lục", rule, "có chữ thường", need, _start(title))
        if attached is not None and fold(attached.text).startswith("(kem theo"):
            yield from _looks(attached, "Chỉ dẫn kèm theo", rule, 13, 14, italic=True)
        starts = document.sections[line.section]._sectPr.find("{*}pgNumType")
        if line.section and starts is None:
            need = "số trang của mỗi phụ lục đánh riêng"
            yield Deviation(part, rule, "số trang đánh tiếp", need, _start(line))


# ------------------------------------------------------------------ telling


def _looks(
    line: Line,
    part: str,
    rule: str,
    low: float,
    high: float,
    *,
    bold: bool | None = None,
    italic: bool | None = None,
) -> Iterator[Deviation]:
    """Yield what is wrong with the size and style of a line; None: not judged."""
    sizes = {look.size for look in line.shown}
    need = f"phải cỡ {low:g}" if low == high else f"phải cỡ {low:g}–{high:g}"
    if not all(low <= size <= high for size in sizes):
        yield Deviation(part, rule, f"cỡ {_sizes(sizes)}", need, _start(line))
    for wanted, name, has in (
        (bold, "đậm", [look.bold for look in line.shown]),
        (italic, "nghiêng", [look.italic for look in line.shown]),
    ):
        if wanted is True and not all(has):
            yield Deviation(part, rule, f"không {name}", f"phải {name}", _start(line))
        if wanted is False and any(has):
            yield Deviation(part, rule, f"in {name}", f"không in {name}", _start(line))


def _find(lines: Sequence[Line], test: Callable[[str], bool]) -> Line | None:
    return next((line for line in lines if line.text and test(fold(line.text))), None)


def _type_at(lines: Sequence[Line]) -> int | None:
    """Return the index of the name of type: a line in capitals that is nothing else."""
    for number, line in enumerate(lines):
        text = line.text
        if text and text == text.upper() and re.fullmatch(_TYPES, fold(text)):
            return number
    return None


def _is_appendix(line: Line) -> bool:
    return bool(re.fullmatch(r"phu luc(?: [ivx]+| \d+)?", fold(line.text))) and line.table is None


def _sizes(sizes: set[float]) -> str:
    return ", ".join(f"{size:g}" for size in sorted(sizes))


def _start(line: Line) -> str:
    words = line.text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
