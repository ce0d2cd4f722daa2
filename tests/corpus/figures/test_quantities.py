from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.figures.quantities import is_damaged, quantities_of
from corpus.model import (
    Block,
    BlockKind,
    Cell,
    Citation,
    Footnote,
    NoteRef,
    Period,
    QuantityKind,
    Report,
    Table,
)
from corpus.text import strip_marks


def report_of(*pieces, doc="a.txt"):
    """Return a report whose blocks are the pieces: a text, or (text, fields of the block)."""
    text, blocks = "", []
    for piece in pieces:
        words, fields = piece if isinstance(piece, tuple) else (piece, {})
        start = len(text)
        blocks.append(replace(Block.of(words, BlockKind.PARAGRAPH, start), **fields))
        text += words + "\n"
    return Report(
        doc=doc,
        sha256="",
        text=text,
        period=Period("6 tháng đầu năm 2025"),
        as_of=date(2025, 6, 2),
        scope="tỉnh Hải Bình",
        blocks=tuple(blocks),
    )


def values(report):
    return [(q.value, q.unit) for q in quantities_of(report)]


def test_a_sentence():
    report = report_of("Tiếp nhận 45 phiếu đề xuất của các tổ chức; cấp 06 Giấy phép.")
    first, second = quantities_of(report)
    assert (first.value, first.unit, first.surface) == (45, "phiếu đề xuất", "45 phiếu đề xuất")
    assert first.place.text == first.surface
    assert first.place.line == 1
    assert first.indicator == "phiếu đề xuất của các tổ chức tiếp nhận"
    assert (first.period, first.as_of) == ("6 tháng đầu năm 2025", date(2025, 6, 2))
    assert first.scope == "tỉnh Hải Bình"
    assert first.kind is QuantityKind.ACTUAL
    assert second.unit == "giấy phép"


def test_indicators_tell_states_apart():
    report = report_of(
        "Theo dõi 14 nhiệm vụ cấp tỉnh, trong đó 09 nhiệm vụ đang triển khai, 05 nhiệm vụ đã "
        "nghiệm thu."
    )
    total, first, second = quantities_of(report)
    assert total.indicator == "nhiệm vụ cấp tỉnh theo dõi"
    assert first.indicator == "nhiệm vụ cấp tỉnh đang triển khai theo dõi"
    assert second.indicator == "nhiệm vụ cấp tỉnh đã nghiệm thu theo dõi"
    assert first.part_of == second.part_of == total.place.start


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Kiểm định 120 phương tiện đo các loại.", "phương tiện đo kiểm định"),
        ("Tỷ lệ ngầm hóa đạt 20%.", "tỷ lệ ngầm hóa"),
        ("Phạt 02 cơ sở với số tiền xử phạt là 12.000.000 đồng.", "số tiền xử phạt"),
        ("Cập nhật Cổng thông tin tỉnh (250 tin, 90 ảnh).", "ảnh cập nhật Cổng thông tin tỉnh"),
        ("Bản tin Cải cách: Đã phát hành 05 số.", "số phát hành bản tin Cải cách"),
        ("Hướng dẫn 09 cơ sở, 04 hộ.", "hộ hướng dẫn"),
        ("Bố trí 14 sở (giảm 06 sở), 96 xã.", "xã bố trí"),
        ("Ngày 20/8/2025, Sở ban hành Kế hoạch số 210/KH-SNV với 06 mục tiêu.",
         "mục tiêu sở ban hành Kế hoạch"),
        ("Thu ngân sách đạt 350 tỷ đồng, tăng 7,8% so với cùng kỳ.",
         "thu ngân sách tăng so với cùng kỳ"),
        ("Mở 02 lớp tập huấn cho 80 lượt người.", "lượt người lớp tập huấn"),
    ],
)  # fmt: skip
def test_indicators(text, indicator):
    assert quantities_of(report_of(text))[-1].indicator == indicator


def test_blocks_that_hold_no_figures():
    for kind in (BlockKind.RECIPIENTS, BlockKind.SIGNATURE, BlockKind.HEADER, BlockKind.TITLE):
        assert values(report_of(("Lưu: 12 bản", {"kind": kind}))) == []


def test_digits_of_citations_are_left_alone():
    text = "Theo văn bản 12 bản sao chụp lại."
    report = report_of(text)
    assert values(report) == [(12, "bản")]
    citation = Citation(report.place(0, 13, 15), "12", "", "12", None, None, 0, (5, 19))
    assert values(replace(report, citations=(citation,))) == []


def test_footnote_parts_belong_to_the_marked_figure():
    body = "Hỗ trợ 920 lượt người được đào tạo."
    at = body.index(" được")
    report = report_of(
        (body, {"notes": (NoteRef("7", at),)}),
        ("Năm 2022: 160 lượt; năm 2023: 310 lượt; năm 2024: 450 lượt.",
         {"kind": BlockKind.FOOTNOTE, "label": "7"}),
    )  # fmt: skip
    note = Footnote("7", report.place(1, 0, 5), report.place(0, 0, 5), block=1, from_block=0)
    total, *parts = quantities_of(replace(report, footnotes=(note,)))
    assert [part.part_of for part in parts] == [total.place.start] * 3
    assert [part.period for part in parts] == ["năm 2022", "năm 2023", "năm 2024"]
    assert "lượt người được đào tạo" in parts[0].indicator


def test_footnotes_about_something_else_stay_apart():
    body = "Hỗ trợ 920 lượt người."
    report = report_of(
        (body, {"notes": (NoteRef("7", len(body) - 1),)}),
        ("Gồm 02 lớp và 05 hội nghị.", {"kind": BlockKind.FOOTNOTE, "label": "7"}),
    )
    note = Footnote("7", report.place(1, 0, 5), report.place(0, 0, 5), block=1, from_block=0)
    assert all(q.part_of is None for q in quantities_of(replace(report, footnotes=(note,))))


def test_fraction():
    report = report_of("Đã khắc phục 10/12 thôn lõm sóng.")
    part, total = quantities_of(report)
    assert (part.value, total.value) == (10, 12)
    assert part.part_of == total.place.start > part.place.start


HEAD = ["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện 2024", "Kế hoạch 2025",
        "Ước đến 30/6/2025", "TH 2025/KH 2025 (%)", "Ghi chú"]  # fmt: skip
ROWS = [
    ["1", "Tổng số đề tài", "Đề tài", "22", "14", "14", "100", ""],
    ["", "- Cấp tỉnh", '"', "16", "13", "12", "92,3", ""],
    ["2", "Kiểm định phương tiện đo", "PTĐ", "8.786", "8.000", "-", "", "Giảm 03 xã do sáp nhập."],
    ["3", "Số thuê bao", "Thuê bao", "1.292.000", "hơn 1.300.000", "1.293.200", "", ""],
    ["4", "Hỗ trợ DN", "DN", "5", "", "2", "", ""],
]


def table_report():
    text, blocks, cells = "", [], []
    for row in [HEAD, *ROWS]:
        start, made = len(text), []
        for word in row:
            made.append(Cell(word, len(text), len(text) + len(word)))
            text += word + "\t"
        text += "\n"
        cells.append(tuple(made))
        line = text[start:].rstrip()
        blocks.append(replace(Block.of(line, BlockKind.TABLE, start), path=("Phụ lục 1",)))
    report = Report("t.txt", "", text, blocks=tuple(blocks), scope="tỉnh Hải Bình")
    table = Table(report.locate(0, len(text)), cells[0], tuple(cells[1:]), "Kết quả")
    return replace(report, tables=(table,))


def cell(found, row, column):
    (one,) = [q for q in found if row in (q.row or "") and q.column == column]
    return one


def test_table_cells():
    found = quantities_of(table_report())
    done = cell(found, "Tổng số", "Thực hiện 2024")
    assert (done.value, done.unit, done.period) == (22, "đề tài", "năm 2024")
    assert (done.indicator, done.kind) == ("tổng số đề tài", QuantityKind.ACTUAL)
    planned = cell(found, "Tổng số", "Kế hoạch 2025")
    assert (planned.kind, planned.period, planned.as_of) == (QuantityKind.PLAN, "năm 2025", None)
    expected = cell(found, "Tổng số", "Ước đến 30/6/2025")
    assert (expected.kind, expected.qualifier) == (QuantityKind.ESTIMATE, "ước")
    assert (expected.period, expected.as_of) == ("6 tháng đầu năm 2025", date(2025, 6, 30))


def test_inner_rows_are_parts_and_repeat_the_unit():
    found = quantities_of(table_report())
    inner = cell(found, "Cấp tỉnh", "Thực hiện 2024")
    assert (inner.value, inner.unit, inner.indicator) == (16, "đề tài", "đề tài cấp tỉnh")
    assert inner.part_of == cell(found, "Tổng số", "Thực hiện 2024").place.start


def test_ratio_columns_are_percentages():
    ratio = cell(quantities_of(table_report()), "Cấp tỉnh", "TH 2025/KH 2025 (%)")
    assert (ratio.value, ratio.unit) == (92.3, "%")


def test_units_are_spelt_out_and_qualifiers_read():
    found = quantities_of(table_report())
    assert cell(found, "Kiểm định", "Thực hiện 2024").unit == "phương tiện đo"
    assert cell(found, "Hỗ trợ DN", "Thực hiện 2024").unit == "doanh nghiệp"
    more = cell(found, "Số thuê bao", "Kế hoạch 2025")
    assert (more.value, more.qualifier, more.unit) == (1300000, "hơn", "thuê bao")
    assert not [q for q in found if q.column == "Ước đến 30/6/2025" and "Kiểm" in (q.row or "")]


def test_remarks_in_cells_read_like_sentences():
    (remark,) = [q for q in quantities_of(table_report()) if q.table == 0 and q.column is None]
    assert (remark.value, remark.unit) == (3, "xã")
    assert remark.place.text == remark.surface == "03 xã"


def test_damaged_text():
    report = report_of(
        strip_marks("Tiếp nhận và xác nhận 42 hồ sơ đăng ký của doanh nghiệp nhập khẩu.")
    )
    assert is_damaged(report.text)
    (found,) = quantities_of(report)
    assert (found.value, found.unit) == (42, "hồ sơ")
    assert found.confidence < 1


def test_repaired_blocks_are_read_as_clean():
    damaged = strip_marks("Tiếp nhận và xác nhận hồ sơ đăng ký của doanh nghiệp. " * 3)
    report = report_of(damaged, ("Tập huấn 02 lớp, so sánh với 5 so.", {"repaired": True}))
    (found,) = quantities_of(report)
    assert (found.unit, found.confidence) == ("lớp", 1.0)


SENTENCES = st.sampled_from(
    [
        "Tổ chức 02 lớp cho gần 60 lượt người tham gia.",
        "Ngày 05/6/2025, cấp 12 giấy phép theo Quyết định số 85/QĐ-UBND ngày 01/6/2025.",
        "Kiểm tra 58 cơ sở (55 tổ chức và 03 cá nhân); phạt 21.750.000 đồng.",
        "Đạt 7,5%, tăng 1,2 điểm %.",
        "Đã khắc phục 10/12 thôn.",
        "Từ 01 - 02 nhiệm vụ, giai đoạn 2021-2025.",
        "Hỗ trợ ba vườn cây; 1,2 triệu lượt khách.",
    ]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=6))
def test_places_hold_the_words_and_the_order(sentences):
    report = report_of(*sentences)
    found = quantities_of(report)
    starts = [q.place.start for q in found]
    assert starts == sorted(starts)
    totals = set(starts)
    for q in found:
        block = report.blocks[q.block]
        assert report.text[q.place.start : q.place.end] == q.place.text == q.surface
        assert block.text[slice(*q.span)] == q.surface
        assert block.text[slice(*q.number_span)] in q.surface
        assert q.part_of is None or q.part_of in totals
        assert "2025" not in block.text[slice(*q.number_span)]
        assert q.indicator


def test_the_same_text_gives_the_same_figures_anywhere():
    alone = quantities_of(report_of("Cấp 12 giấy phép."))
    moved = quantities_of(report_of("Mở đầu.", "Cấp 12 giấy phép."))
    assert [(q.value, q.indicator) for q in alone] == [(q.value, q.indicator) for q in moved]
