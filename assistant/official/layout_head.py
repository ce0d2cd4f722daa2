"""The first page against the decree: Quốc hiệu, Tiêu ngữ, names, number, date, type, trích yếu.

The parts are found by their words, so that a table of two columns, tabs and text side by side are
judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.official import layout, letters
from assistant.official.deviation import Deviation, look_of, rule, start_of
from assistant.official.looks import Line
from corpus.text import fold

_TYPES = (
    r"nghi quyet|quyet dinh|chi thi|quy che|quy dinh|thong cao|thong bao|huong dan|chuong trinh|"
    r"ke hoach|phuong an|de an|du an|bao cao|bien ban|to trinh|cong dien|giay moi|giay uy quyen|"
    r"giay gioi thieu|hop dong"
)
_MOTTO = re.compile(r"doc lap[^\w\n]+tu do[^\w\n]+hanh phuc")
_STATE = re.compile(r"cong hoa xa hoi chu nghia viet nam")
_NUMBER = re.compile(
    r"(?<![^\s])so[ \xa0]*:[^\t\n]*?(?=\t|\n|\s{3,}[^\W\d][^,\t\n]{1,30},\s*ngay|$)"
)
_DATE = re.compile(
    r"[^\W\d](?:(?!\s{3})[^\t\n,:;/]){1,40},[ \xa0]*"
    r"ngay\s*(?P<day>\d*)\W*thang\s*(?P<month>\d*)\W*nam\s*\d*"
)
_ZONE = 40  # paragraphs in which the head of a document ends
_SUBJECT = 60  # words
_DRAWN = 0.15  # share by which a line drawn by eye may miss its length


@dataclass(frozen=True, slots=True)
class Head:
    """Where the parts of the head are among the lines; None for what is not there."""

    state: Line | None
    motto: Line | None
    number: Line | None
    date: Line | None
    type_at: int | None
    end: int  # the first line behind the head

    @property
    def is_party(self) -> bool:
        """Tell whether this is no head of a state office at all."""
        return self.state is None and self.motto is None


def head_of(lines: Sequence[Line]) -> Head:
    """Return the parts of the head of a document."""
    zone = lines[:_ZONE]
    type_at = _type_at(lines)
    found = {
        name: _clip(zone if type_at is None else lines[:type_at], pattern)
        for name, pattern in (
            ("state", _STATE),
            ("motto", _MOTTO),
            ("number", _NUMBER),
            ("date", _DATE),
        )
    }
    last = max((at for at, _ in filter(None, found.values())), default=-1)
    end = _after_subject(lines, type_at) if type_at is not None else last + 1
    parts = {name: hit[1] if hit else None for name, hit in found.items()}
    return Head(**parts, type_at=type_at, end=end)


def check_head(lines: Sequence[Line], head: Head) -> Iterator[Deviation]:
    """Yield the deviations of the head."""
    yield from _state(head)
    yield from _names(lines, head)
    yield from _number(head)
    yield from _date(head)
    yield from _named(lines, head)
    yield from _rules(lines, head)


# ------------------------------------------------------------------ finding


def _clip(lines: Sequence[Line], pattern: re.Pattern[str]) -> tuple[int, Line] | None:
    for number, line in enumerate(lines):
        whole = "".join(look.text for look in line.looks)
        match = pattern.search(fold(whole))
        if match:
            return number, line.clipped(*match.span())
    return None


def _type_at(lines: Sequence[Line]) -> int | None:
    """Return the index of the name of type: a line in capitals that is nothing else."""
    for number, line in enumerate(lines[: 2 * _ZONE]):
        text = line.text
        if fold(text).startswith("noi nhan"):
            return None  # what follows is enclosed
        if text and text == text.upper() and re.fullmatch(rf"(?:{_TYPES}):?", fold(text)):
            return number
    return None


def _after_subject(lines: Sequence[Line], type_at: int) -> int:
    """Return the index of the first line behind the trích yếu.

    It is what follows the type, however it looks, and what is centred behind it.
    """
    at, said = type_at + 1, False
    while at < len(lines):
        line = lines[at]
        centred = line.align == "center" and not line.heading
        if line.text and not centred and (said or not _may_be_subject(line)):
            break
        said = said or bool(line.text)
        at += 1
    return at


def _may_be_subject(line: Line) -> bool:
    """Tell a trích yếu that is not centred from the body's first words."""
    if line.heading or line.text[-1:] in ".:;," or len(line.text.split()) > _SUBJECT:
        return False
    return not re.match(r"(?:can cu|thuc hien|kinh gui|[ivx]+\.|\d+\.|dieu \d)", fold(line.text))


# ------------------------------------------------------------------ parts


def _state(head: Head) -> Iterator[Deviation]:
    cited = rule("II", 1)
    if head.state is None:
        yield Deviation("Quốc hiệu", cited, "không có", f"phải ghi “{layout.QUOC_HIEU}”")
    else:
        yield from look_of(
            head.state, "Quốc hiệu", cited, 12, 13, bold=True, italic=False, capitals=True
        )
    if head.motto is None:
        yield Deviation("Tiêu ngữ", cited, "không có", f"phải ghi “{layout.TIEU_NGU}”")
        return
    yield from look_of(head.motto, "Tiêu ngữ", cited, 13, 14, bold=True, italic=False)
    words = re.sub(r"[ \xa0]+", " ", head.motto.text).replace("–", "-")
    if words != layout.TIEU_NGU:
        need = f"phải đúng “{layout.TIEU_NGU}”, gạch nối có cách chữ"
        yield Deviation("Tiêu ngữ", cited, f"ghi “{words}”", need)


def _names(lines: Sequence[Line], head: Head) -> Iterator[Deviation]:
    """Judge the names on the left, where the head is a table or has tabs."""
    cited, part = rule("II", 2), "Tên cơ quan ban hành"
    names = _left_of_state(lines[: head.end])
    if not names:
        return
    yield from look_of(names[-1], part, cited, 12, 13, bold=True, italic=False, capitals=True)
    above = [line for line in names[:-1] if not all(look.bold for look in line.shown)]
    for line in above:
        yield from look_of(line, "Tên cơ quan chủ quản", cited, 12, 13, italic=False, capitals=True)


def _left_of_state(lines: Sequence[Line]) -> list[Line]:
    """Return the names in the left column, from the top to the number or the date."""
    state = next((line for line in lines if _STATE.search(fold(line.text))), None)
    if state is None:
        return []
    found: list[Line] = []
    for line in lines:
        for piece in line.pieces():
            text = fold(piece.text)
            if _NUMBER.match(text) or text.startswith("v/v"):
                return found
            beside = piece.table == state.table and piece.column == 0
            if beside and re.search(r"[^\W\d_]{2}", text) and not _right(text):
                found.append(piece)
    return found


def _right(text: str) -> bool:
    return bool(_STATE.search(text) or _MOTTO.search(text) or _DATE.search(text))


def _number(head: Head) -> Iterator[Deviation]:
    cited, part = rule("II", 3), "Số, ký hiệu"
    if head.number is None:
        yield Deviation(part, cited, "không có “Số:”", "phải có, dưới tên cơ quan")
        return
    yield from look_of(head.number, part, cited, 13, 13, bold=False, italic=False)
    text = head.number.text.partition(":")[2]
    if re.match(r"\s*[1-9]\s*/", text):
        found = f"“{text.strip()}”"
        yield Deviation(part, cited, found, "số nhỏ hơn 10 phải thêm số 0 phía trước")
    symbol = text.partition("/")[2].strip()
    if re.search(r"\s[-–/]|[-–/]\s", symbol):
        yield Deviation(part, cited, f"“{symbol}”", "ký hiệu không được có cách chữ")


def _date(head: Head) -> Iterator[Deviation]:
    cited, part = rule("II", 4), "Địa danh và thời gian"
    if head.date is None:
        need = "phải có, dưới Quốc hiệu và Tiêu ngữ"
        yield Deviation(part, cited, "không có “…, ngày … tháng … năm …”", need)
        return
    yield from look_of(head.date, part, cited, 13, 14, bold=False, italic=True)
    match = _DATE.search(fold("".join(look.text for look in head.date.looks)))
    day, month = (match["day"], match["month"]) if match else ("", "")
    if re.fullmatch(r"[1-9]", day):
        yield Deviation(part, cited, f"ngày {day}", "ngày nhỏ hơn 10 phải thêm số 0 phía trước")
    if month in {"1", "2"}:
        yield Deviation(part, cited, f"tháng {month}", "tháng 1, 2 phải thêm số 0 phía trước")
    if re.fullmatch(r"0[3-9]", month):
        yield Deviation(part, cited, f"tháng {month}", "tháng 3 đến 9 không thêm số 0")


def _named(lines: Sequence[Line], head: Head) -> Iterator[Deviation]:
    cited = rule("II", 5)
    if head.type_at is None:
        yield from _about(lines[:_ZONE])
        return
    name = lines[head.type_at]
    subject = next((line for line in lines[head.type_at + 1 : head.end] if line.text), None)
    for line, part in ((name, "Tên loại"), (subject, "Trích yếu")):
        if line is None:
            continue
        yield from look_of(line, part, cited, 13, 14, bold=True, italic=False)
        if line.align != "center":
            yield Deviation(part, cited, "không canh giữa", "phải canh giữa", start_of(line))


def _about(lines: Sequence[Line]) -> Iterator[Deviation]:
    """Judge "V/v" of a công văn."""
    for line in lines:
        for piece in line.pieces():
            if fold(piece.text).startswith("v/v"):
                cited = rule("II", 5)
                yield from look_of(piece, "Trích yếu", cited, 12, 13, bold=False, italic=False)
                return


# ------------------------------------------------------------------ lines drawn


def _rules(lines: Sequence[Line], head: Head) -> Iterator[Deviation]:
    """Judge the rules below: that they are there, and where it is told, how long they are."""
    top = lines[: head.type_at if head.type_at is not None else head.end]
    drawn = [length for line in top for length in line.rules]
    if head.motto is not None and not drawn and not any(_underlined(line) for line in top):
        need = "phải có đường kẻ ngang, nét liền, dài bằng dòng chữ"
        yield Deviation("Tiêu ngữ", rule("II", 1), "không có đường kẻ bên dưới", need)
        need = "phải có đường kẻ ngang dài bằng 1/3 đến 1/2 dòng chữ"
        name = "Tên cơ quan ban hành"
        yield Deviation(name, rule("II", 2), "không có đường kẻ bên dưới", need)
    yield from _lengths(lines, head)


def _underlined(line: Line) -> bool:
    return bool(re.search(r"[_─—⎯-]{4}", line.text)) or any(look.underline for look in line.shown)


def _lengths(lines: Sequence[Line], head: Head) -> Iterator[Deviation]:
    top = lines[: head.end]
    for number, line in enumerate(top):
        length = next((one for one in line.rules if one > 0), None)
        above = next((x for x in reversed(top[: number + 1]) if x.text), None)
        if length is None or above is None or above.column != line.column:
            continue
        if len(line.rules) > 1 or len(above.pieces()) > 1:
            continue  # two columns by tabs: which words a line belongs to is not told
        size = max(look.size for look in above.shown)
        words = letters.width(above.text, size, bold=any(look.bold for look in above.shown))
        if _MOTTO.search(fold(above.text)):
            if abs(length / words - 1) > _DRAWN:
                found = f"đường kẻ dài {length:.0f} mm, dòng chữ {words:.0f} mm"
                need = "đường kẻ phải dài bằng dòng chữ"
                yield Deviation("Tiêu ngữ", rule("II", 1), found, need)
        elif length > words * (1 / 2 + _DRAWN) and above.text != layout.QUOC_HIEU:
            found = f"đường kẻ dài {length:.0f} mm, dòng chữ {words:.0f} mm"
            need = "đường kẻ phải dài bằng 1/3 đến 1/2 dòng chữ"
            below_type = head.type_at is not None and number > head.type_at
            part, clause = ("Trích yếu", 5) if below_type else ("Tên cơ quan ban hành", 2)
            yield Deviation(part, rule("II", clause), found, need)
