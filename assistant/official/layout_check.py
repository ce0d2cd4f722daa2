"""Check a .docx against Nghị định 30/2020/NĐ-CP, Phụ lục I: each deviation cites its rule.

What is judged is how a document looks, however it was made: by styles or by hand, with a table or
with tabs. What cannot be told from the file (where the seal stands) is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.official import layout, letters
from assistant.official.deviation import Deviation, rule, start_of
from assistant.official.layout_body import check_appendices, check_body, check_ending
from assistant.official.layout_head import check_head, head_of
from assistant.official.looks import Line, Looks, opened, text_width
from corpus.errors import ReadError
from corpus.text import fold

_MM = 36000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SLACK = 0.6  # mm; Word and LibreOffice round lengths
_MARGINS = (
    ("lề trên", "top_margin", 20.0, 25.0),
    ("lề dưới", "bottom_margin", 20.0, 25.0),
    ("lề trái", "left_margin", 30.0, 35.0),
    ("lề phải", "right_margin", 15.0, 20.0),
)
# A sheet turned a quarter has the margin for binding on top.
_TURNED = (
    ("lề trên", "top_margin", 30.0, 35.0),
    ("lề dưới", "bottom_margin", 15.0, 20.0),
    ("lề trái", "left_margin", 20.0, 25.0),
    ("lề phải", "right_margin", 20.0, 25.0),
)
_BLACK = 0x20  # darker than this in each colour prints black
_SHORT = 560.0  # points of text that certainly fit on one page
_PARTY = re.compile(r"^dang cong san viet nam$")


def check_layout(path: Path | str) -> list[Deviation]:
    """Return the deviations of a .docx, in the order of the decree, like ones counted together.

    Raises ReadError for what is no .docx, and for documents of the Party: another rule is theirs.
    """
    document = opened(path)
    if not document.sections:  # a page that nobody set up
        document.element.body.append(document.element.makeelement(f"{_W}sectPr", {}))
    looks = Looks(document)
    lines = looks.lines()
    if any(_PARTY.match(fold(piece.text)) for line in lines[:20] for piece in line.pieces()):
        name = Path(path).name
        raise ReadError(
            name,
            f"“{name}” là văn bản của Đảng: thể thức theo Hướng dẫn 05-HD/VPTW, không kiểm tra "
            "được theo Nghị định 30/2020/NĐ-CP.",
        )
    head = head_of(lines)
    first = document.sections[0]
    width = text_width(first)
    found = [*_pages(document), *_numbers(document, looks, lines), *_fonts(lines)]
    found += [*check_head(lines, head), *check_body(lines, head, width), *check_ending(lines)]
    found += check_appendices(document, lines)
    return _together(found)


def _together(found: Iterable[Deviation]) -> list[Deviation]:
    """Return deviations with like ones as one that tells their number and the first place."""
    kept: dict[tuple[str, ...], Deviation] = {}
    for one in dict.fromkeys(found):
        key = (one.part, one.rule, one.found, one.wanted)
        known = kept.get(key)
        kept[key] = replace(known, count=known.count + 1) if known else one
    return list(kept.values())


# ------------------------------------------------------------------ page


def _pages(document: Any) -> Iterator[Deviation]:
    for section in document.sections:
        if not section.page_width or not section.page_height:
            yield Deviation("Khổ giấy", rule("I", 1), "không ghi", "phải là A4 (210 × 297 mm)")
            continue
        sides = sorted((section.page_width / _MM, section.page_height / _MM))
        if abs(sides[0] - layout.PAGE_WIDTH) > 1 or abs(sides[1] - layout.PAGE_HEIGHT) > 1:
            size = f"{sides[0]:.0f} × {sides[1]:.0f} mm"
            yield Deviation("Khổ giấy", rule("I", 1), size, "phải là A4 (210 × 297 mm)")
        wrong = list(_margins(section, _MARGINS))
        if wrong and section.page_width > section.page_height:
            wrong = min(wrong, list(_margins(section, _TURNED)), key=len)
        yield from wrong


def _margins(section: Any, wanted: Sequence[tuple[str, str, float, float]]) -> Iterator[Deviation]:
    for name, attribute, low, high in wanted:
        value = (getattr(section, attribute) or 0) / _MM
        if attribute == "left_margin":
            value += (section.gutter or 0) / _MM
        if not low - _SLACK <= value <= high + _SLACK:
            need = f"phải từ {low:.0f} đến {high:.0f} mm"
            yield Deviation("Định lề", rule("I", 3), f"{name} {value:.1f} mm", need)


def _numbers(document: Any, looks: Looks, lines: Sequence[Line]) -> Iterator[Deviation]:
    """Judge the page numbers of the first section, and of each with a header of its own."""
    cited, part = rule("I", 7), "Số trang"
    first = document.sections[0]
    for number, section in enumerate(document.sections):
        if number and section.header.is_linked_to_previous:
            continue
        paged = _paged(section.header, looks)
        own = [line for line in lines if line.section == number]
        if not paged and _height(own) < _SHORT and not _paged(section.footer, looks):
            continue  # one page needs no number
        if not paged:
            below = "ở lề dưới" if _paged(section.footer, looks) else "không có ở lề trên"
            yield Deviation(part, cited, below, "phải có ở lề trên, canh giữa")
            continue
        yield from _number(*paged[0])
        kind = section._sectPr.find("{*}pgNumType")
        kind = kind.get(f"{_W}fmt", "decimal") if kind is not None else "decimal"
        if kind != "decimal":
            yield Deviation(part, cited, "không phải chữ số Ả Rập", "phải bằng chữ số Ả Rập")
    if document.settings.odd_and_even_pages_header_footer and not _paged(
        first.even_page_header, looks
    ):
        yield Deviation(part, cited, "không có ở trang chẵn", "phải có ở mọi trang từ trang 2")
    shown = not first.different_first_page_header_footer and _paged(first.header, looks)
    hidden = first.different_first_page_header_footer and not _paged(first.first_page_header, looks)
    if shown or not (hidden or not _paged(first.header, looks)):
        yield Deviation(part, cited, "hiện ở trang thứ nhất", "không hiển thị số trang thứ nhất")


def _number(line: Line, paragraph: Any) -> Iterator[Deviation]:
    cited, part = rule("I", 7), "Số trang"
    if not _is_centred(line, paragraph):
        yield Deviation(part, cited, "không canh giữa", "phải canh giữa theo chiều ngang")
    sizes = {look.size for look in line.looks}
    if not all(13 <= size <= 14 for size in sizes):
        listed = ", ".join(f"{size:g}" for size in sorted(sizes))
        yield Deviation(part, cited, f"cỡ {listed}", "phải cỡ 13–14")
    if any(look.italic for look in line.looks):
        yield Deviation(part, cited, "in nghiêng", "phải kiểu chữ đứng")


def _paged(story: Any, looks: Looks) -> list[tuple[Line, Any]]:
    """Return the paragraphs of a header that have a page number, in controls and frames too."""
    found = []
    for paragraph in story._element.iter("{*}p"):
        codes = [node.text or "" for node in paragraph.iter("{*}instrText")]
        simple = [v for n in paragraph.iter("{*}fldSimple") for k, v in n.items() if "instr" in k]
        if "PAGE" in " ".join((*codes, *simple)).upper().split():
            found.append((looks.line(paragraph), paragraph))
    return found


def _is_centred(line: Line, paragraph: Any) -> bool:
    if line.align == "center":
        return True
    for name in ("framePr", "ptab"):
        for element in paragraph.iter(f"{{*}}{name}"):
            if "center" in element.values():
                return True
    if any(str(p.tag).endswith("}txbxContent") for p in paragraph.iterancestors()):
        return True  # where a box stands is not told here
    tabbed = "".join(look.text for look in line.looks).startswith("\t")
    return tabbed and line.style.lower() == "header"  # its first tab stop is the centre


def _height(lines: Sequence[Line]) -> float:
    """Return about how many points the lines take on pages; cells side by side count half."""
    total = 0.0
    for line in lines:
        size = max((look.size for look in line.shown), default=13.0)
        rows = max(1.0, letters.width(line.text, size) // 150 + 1)
        height = rows * size * 1.17 * (line.spacing or 1.2) + line.before + line.after
        total += height / (1 if line.table is None else 2)
    return total


# ------------------------------------------------------------------ letters


def _fonts(lines: Sequence[Line]) -> Iterator[Deviation]:
    cited = rule("I", 4)
    for line in lines:
        for look in line.shown:
            if not re.search(r"\w", look.text):
                continue  # a bullet of a symbol font
            if fold(look.font) != fold(layout.FONT):
                need = f"phải là {layout.FONT}"
                yield Deviation("Phông chữ", cited, look.font or "không rõ", need, start_of(line))
                break
            if not _is_black(look.color):
                found = f"#{look.color}"
                yield Deviation("Màu chữ", cited, found, "phải màu đen", start_of(line))
                break


def _is_black(color: str) -> bool:
    if not re.fullmatch(r"[0-9A-F]{6}", color):
        return True
    return all(int(color[at : at + 2], 16) < _BLACK for at in (0, 2, 4))
