"""What many units answered as .xlsx: sums, their parts, answers by heading, who has answered."""

from __future__ import annotations

from pathlib import Path

from assistant.gathering.record import Gathering, HeadingSummary, State
from assistant.official.workbook import Column, Sheet, Value, write_workbook
from corpus.model import Place, QuantityKind

KINDS = {
    QuantityKind.ACTUAL: "thực hiện",
    QuantityKind.PLAN: "kế hoạch",
    QuantityKind.ESTIMATE: "ước",
    QuantityKind.TARGET: "chỉ tiêu",
}
_HEADING = Column("Đề mục", 26)
_UNIT = Column("Đơn vị", 26)
_WHERE = (Column("Tệp", 26), Column("Trang", 7), Column("Dòng", 9), Column("Trích", 70))


def export_gathering_book(gathering: Gathering, path: Path | str) -> Path:
    """Write `gathering` as a workbook and return its path; BaocaoError when it cannot be."""
    sheets = [_sums(gathering), _parts(gathering), _matrix(gathering), _answers(gathering)]
    return write_workbook([*sheets, _units(gathering), _unplaced(gathering)], path)


def title_of(heading: HeadingSummary) -> str:
    """Return "I.2. Tập huấn kỹ năng số"."""
    return f"{heading.path}. {heading.title}"


def _where(place: Place) -> list[Value]:
    lines = str(place.line) if place.line == place.line_end else f"{place.line}–{place.line_end}"
    return [place.doc, place.page, lines, " ".join(place.text.split())]


def _sums(gathering: Gathering) -> Sheet:
    columns = [
        _HEADING,
        Column("Chỉ tiêu", 34),
        Column("Đơn vị tính", 12),
        Column("Kỳ", 16),
        Column("Tính chất", 10),
        Column("Phạm vi", 14),
        Column("Số đơn vị", 7),
        Column("Tổng", 13),
        Column("Phép cộng", 44),
        Column("Lưu ý", 40),
    ]
    rows: list[list[Value]] = []
    marked = set()
    for heading, one in gathering.sums():
        if one.total is None:
            marked.add((len(rows), 9))
        rows.append(
            [
                title_of(heading),
                one.indicator,
                one.unit,
                one.period,
                KINDS[one.kind],
                one.scope,
                len(one.parts),
                one.total,
                one.formula,
                "\n".join(one.notes),
            ]
        )
    return Sheet("Tổng hợp số liệu", f"TỔNG HỢP SỐ LIỆU: {gathering.title}", columns, rows,
                 frozenset(marked))  # fmt: skip


def _parts(gathering: Gathering) -> Sheet:
    columns = [_HEADING, Column("Chỉ tiêu", 40), _UNIT, Column("Giá trị", 14),
               Column("Viết trong báo cáo", 24), *_WHERE]  # fmt: skip
    rows: list[list[Value]] = [
        [
            title_of(heading),
            one.indicator,
            part.unit,
            part.value,
            part.surface,
            *_where(part.place),
        ]
        for heading, one in gathering.sums()
        for part in one.parts
    ]
    return Sheet("Nguồn số liệu", "NGUỒN CỦA TỪNG SỐ HẠNG", columns, rows)


def _matrix(gathering: Gathering) -> Sheet:
    """Return units by headings: answered, nothing to report, silent (yellow)."""
    headings = [heading for heading in gathering.headings if heading.answers]
    columns = [_UNIT, *(Column(title_of(heading), 18) for heading in headings)]
    units = list(dict.fromkeys((*gathering.expected, *(s.unit for s in gathering.submissions))))
    told = [{answer.unit: answer.state for answer in heading.answers} for heading in headings]
    rows: list[list[Value]] = []
    marked = set()
    for row, unit in enumerate(units):
        states = [by_unit.get(unit) for by_unit in told]
        rows.append([unit, *(str(state) if state else None for state in states)])
        marked |= {(row, at) for at, state in enumerate(states, 1) if state is State.SILENT}
    return Sheet("Ai đã trả lời", "TÌNH HÌNH TRẢ LỜI THEO ĐỀ MỤC", columns, rows, frozenset(marked))


def _answers(gathering: Gathering) -> Sheet:
    columns = [_HEADING, _UNIT, Column("Tình trạng", 16), Column("Đề mục của đơn vị", 40), *_WHERE]
    rows: list[list[Value]] = []
    for heading in gathering.headings:
        for answer in heading.answers:
            head: list[Value] = [title_of(heading), answer.unit, str(answer.state)]
            named = answer.match or answer.heading
            for excerpt in answer.excerpts:
                rows.append([*head, named, *_where(excerpt.place)])
            if not answer.excerpts:
                rows.append([*head, named, answer.doc, None, None, None])
    return Sheet("Nội dung trả lời", "NỘI DUNG TRẢ LỜI CỦA TỪNG ĐƠN VỊ", columns, rows)


def _units(gathering: Gathering) -> Sheet:
    columns = [_UNIT, Column("Tình trạng", 16), Column("Tệp", 30), Column("Số, ký hiệu", 18),
               Column("Ngày", 12), Column("Bản cũ không dùng", 50)]  # fmt: skip
    rows: list[list[Value]] = []
    for one in gathering.submissions:
        older = "\n".join(f"{doc} ({day:%d/%m/%Y})" if day else doc for doc, day in one.replaces)
        day = f"{one.day:%d/%m/%Y}" if one.day else None
        rows.append([one.unit, "đã gửi", one.doc, one.number, day, older])
    first = len(rows)
    rows += [[unit, "chưa trả lời", None, None, None, None] for unit in gathering.missing]
    rows += [[remark, "lưu ý", None, None, None, None] for remark in gathering.remarks]
    marked = frozenset((first + at, 1) for at in range(len(gathering.missing)))
    return Sheet("Đơn vị", "ĐƠN VỊ ĐÃ GỬI VÀ CHƯA GỬI", columns, rows, marked)


def _unplaced(gathering: Gathering) -> Sheet:
    columns = [_UNIT, Column("Đề mục của đơn vị", 44), *_WHERE]
    rows: list[list[Value]] = [
        [one.unit, one.heading, *_where(one.place)] for one in gathering.unplaced
    ]
    rows += [[None, "Không phải bản trả lời", doc, None, None, None] for doc in gathering.others]
    return Sheet("Ngoài đề cương", "NỘI DUNG KHÔNG THUỘC ĐỀ MỤC NÀO", columns, rows)
