"""What many units answered as a .docx: for each heading the sums and who said what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.gathering.record import Answer, Gathering, HeadingSummary, State, Sum
from assistant.official import docx_parts as parts
from assistant.official import layout
from assistant.official.gathering_book import KINDS, title_of
from corpus.errors import BaocaoError
from corpus.model import Place

_SUMS = ("Chỉ tiêu", "Kỳ, tính chất", "Tổng", "Phép cộng và lưu ý")
_SUM_WIDTHS = (62.0, 42.0, 28.0, 125.0)
_ANSWERS = ("Đơn vị", "Nội dung trả lời", "Nguồn")
_ANSWER_WIDTHS = (45.0, 162.0, 50.0)
_MARGIN = 20.0
_LONG = 420  # characters of an answer; the whole is in its file at the named place


def export_gathering_sheet(gathering: Gathering, path: Path | str) -> Path:
    """Write `gathering` as a .docx and return its path; BaocaoError when it cannot be written."""
    target = Path(path)
    document = parts.new_document(f"Tổng hợp: {gathering.title}")
    _lying(document.sections[0])
    parts.centred(document, "BẢNG TỔNG HỢP", layout.SIZE_TEN_LOAI, bold=True)
    parts.centred(document, gathering.title, layout.SIZE_TRICH_YEU, bold=True, after=8)
    _who(document, gathering)
    for heading in gathering.headings:
        _heading(document, heading)
    _rest(document, gathering)
    try:
        document.save(str(target))
    except OSError as error:
        raise BaocaoError(
            f"Không ghi được tệp {target}: {error.strerror}; hãy chọn thư mục khác."
        ) from error
    return target


def _lying(section: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(layout.PAGE_HEIGHT), Mm(layout.PAGE_WIDTH)
    section.left_margin = section.right_margin = Mm(_MARGIN)


def _who(document: Any, gathering: Gathering) -> None:
    asked = f"/{len(gathering.expected)} đơn vị được yêu cầu" if gathering.expected else " đơn vị"
    answered = sum(one.expected for one in gathering.submissions) if gathering.expected else None
    count = len(gathering.submissions) if answered is None else answered
    parts.plain(document, f"Đã trả lời: {count}{asked}.", layout.SIZE_SO_KY_HIEU)
    if gathering.missing:
        listed = f"Chưa trả lời ({len(gathering.missing)}): {'; '.join(gathering.missing)}."
        parts.plain(document, listed, layout.SIZE_SO_KY_HIEU, bold=True)
    for remark in gathering.remarks:
        parts.plain(document, f"Lưu ý: {remark}", layout.SIZE_SO_KY_HIEU, italic=True)


def _heading(document: Any, heading: HeadingSummary) -> None:
    paragraph = parts.plain(document, title_of(heading), layout.SIZE_BODY, bold=True, before=12)
    parts.outline_level(paragraph, heading.level)
    if heading.sums:
        parts.plain(document, "Số liệu", layout.SIZE_SO_KY_HIEU, italic=True, before=4)
        parts.table(document, _SUMS, [_sum(one) for one in heading.sums], _SUM_WIDTHS)
    told = [*heading.having(State.ANSWERED), *heading.having(State.NOTHING)]
    if told:
        parts.plain(document, "Nội dung", layout.SIZE_SO_KY_HIEU, italic=True, before=4)
        parts.table(document, _ANSWERS, [_answer(one) for one in told], _ANSWER_WIDTHS)
    if heading.left_out:
        listed = "; ".join(heading.left_out)
        line = f"Đã gửi báo cáo nhưng không trả lời mục này ({len(heading.left_out)}): {listed}."
        parts.plain(document, line, layout.SIZE_SO_KY_HIEU, before=4)


def _sum(one: Sum) -> tuple[str, ...]:
    name = f"{one.indicator} ({one.unit})" if one.unit else one.indicator
    about = [one.period, KINDS[one.kind], one.scope]
    total = one.formula.rpartition(" = ")[2] if one.total is not None else "không cộng"
    return name, ", ".join(word for word in about if word), total, "\n".join(
        (one.formula, *one.notes)
    )  # fmt: skip


def _answer(one: Answer) -> tuple[str, ...]:
    if one.state is State.NOTHING:
        text = f"({one.state}) " + " ".join(e.text for e in one.excerpts)
    else:
        text = "\n".join(excerpt.text for excerpt in one.excerpts)
    if len(text) > _LONG:
        text = f"{text[:_LONG].rsplit(' ', 1)[0]} …"
    if one.match:
        text = f"{text}\n[{one.match}]"
    return one.unit, text, "; ".join(dict.fromkeys(_source(e.place) for e in one.excerpts))


def _source(place: Place) -> str:
    page = f", tr. {place.page}" if place.page else ""
    return f"{place.doc}{page}, dòng {place.line}"


def _rest(document: Any, gathering: Gathering) -> None:
    """Show what fits under no heading, so that nothing sent in is lost."""
    if not gathering.unplaced:
        return
    parts.plain(document, "Nội dung không thuộc đề mục nào của đề cương", layout.SIZE_BODY,
                bold=True, before=12)  # fmt: skip
    rows = [
        (one.unit, f"{one.heading}: {one.text[:_LONG]}", _source(one.place))
        for one in gathering.unplaced
    ]
    parts.table(document, _ANSWERS, rows, _ANSWER_WIDTHS)
