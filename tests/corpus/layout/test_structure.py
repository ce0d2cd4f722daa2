"""Lines to blocks: wraps, pages, footnotes, marks, headings and their tree."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import BlockKind, Report, walk
from corpus.reading import parse

RULE = " " * 43


def spaced(*lines: str) -> str:
    """Lines as a pdf converter prints them: a blank line between any two."""
    return "\n\n".join(lines) + "\n"


def texts(report: Report, kind: BlockKind) -> list[str]:
    return [block.text for block in report.blocks if block.kind is kind]


LONG = "- Trung tâm đã hoàn thành việc rà soát, kiểm đếm toàn bộ thiết bị đo của các"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "- Tham mưu trình cấp có thẩm quyền ban hành Quyết định số 1500/QĐ-",
            "UBND ngày 27/11/2024 về phê duyệt danh mục.",
            "1500/QĐ-UBND ngày 27/11/2024",
        ),
        (
            "- Thực hiện ý kiến chỉ đạo tại văn bản của Ủy ban nhân dân số 1125/UBND-",
            "KTTH về việc báo cáo sơ kết nhiệm kỳ.",
            "1125/UBND-KTTH về việc",
        ),
        (
            "- Xây dựng kế hoạch phát triển hạ tầng số của tỉnh trong giai đoạn 2022 -",
            "2025, tầm nhìn đến năm 2030.",
            "giai đoạn 2022 - 2025, tầm nhìn",
        ),
        (
            "- Xây dựng kế hoạch phát triển kinh tế số và xã hội số giai đoạn 2026-",
            "2030 trên địa bàn tỉnh.",
            "giai đoạn 2026-2030 trên",
        ),
        (
            "- Theo dõi việc thực hiện các nhiệm vụ phát triển hạ tầng và kinh tế",
            "- xã hội vùng ven biển của tỉnh.",
            "kinh tế - xã hội vùng ven biển",
        ),
        (
            "- Công bố danh mục thủ tục hành chính được thực hiện tại Quyết định số 808/",
            "QĐ-UBND ngày 29/5/2025.",
            "808/QĐ-UBND ngày 29/5/2025",
        ),
        (
            "- Tổ chức kiểm tra, đánh giá sản phẩm của đề tài/dự án tại các huyện miền núi năm",
            "2025. Ban hành kết luận kiểm tra.",
            "năm 2025. Ban hành kết luận",
        ),
    ],
)
def test_wraps_are_undone(first: str, second: str, expected: str) -> None:
    report = parse(spaced(LONG, "đơn vị trực thuộc trên địa bàn toàn tỉnh.", first, second))
    assert any(expected in block.text for block in report.blocks)


FILLER = [
    "Trong kỳ, Sở đã bám sát chương trình công tác, tập trung chỉ đạo các phòng, đơn",
    "vị trực thuộc triển khai đồng bộ các nhiệm vụ được giao; công tác phối hợp với",
    "các sở, ngành, địa phương được duy trì thường xuyên, việc nắm tình hình cơ sở",
    "có nhiều chuyển biến tích cực so với cùng kỳ năm trước.",
]


def noted_page() -> str:
    """A page that ends in the middle of a sentence, its notes, and the next page."""
    body = "\n\n".join(
        [
            "I. Kết quả thực hiện nhiệm vụ",
            *FILLER,
            "- Trung tâm vận hành ổn định hạ tầng dùng chung, hướng tới Chính quyền số1",
            "và đô thị thông minh theo lộ trình; trình duyệt Đề án của tỉnh năm 20252;",
            "theo dõi, đôn đốc tiến độ của 09 nhiệm vụ3 do các viện nghiên cứu chủ trì",
        ]
    )
    notes = (
        f"\n\n{RULE}\n1 Quyết định số 702/QĐ-UBND ngày 31/12/2024.\n"
        "2 Triển khai Chỉ thị số 34/CT-TTg ngày 16/9/2024 về việc xây dựng đề án của các bộ,\n\n"
        "ngành, địa phương.\n3 Gồm 04 đề tài và 05 dự án.\n"
    )
    return body + notes + " trên địa bàn các huyện miền núi, đầm phá ven biển trong năm.\n"


def test_footnotes_in_the_middle_of_a_sentence_are_taken_out() -> None:
    report = parse(noted_page())
    (bullet,) = [b for b in report.blocks if b.kind is BlockKind.BULLET]
    assert bullet.text == (
        "Trung tâm vận hành ổn định hạ tầng dùng chung, hướng tới Chính quyền số và đô thị thông"
        " minh theo lộ trình; trình duyệt Đề án của tỉnh năm 2025; theo dõi, đôn đốc tiến độ của"
        " 09 nhiệm vụ do các viện nghiên cứu chủ trì trên địa bàn các huyện miền núi, đầm phá ven"
        " biển trong năm."
    )
    assert [(n.mark, bullet.text[: n.at].split()[-1]) for n in bullet.notes] == [
        ("1", "số"),
        ("2", "2025"),
        ("3", "vụ"),
    ]
    assert [note.mark for note in report.footnotes] == ["1", "2", "3"]
    assert texts(report, BlockKind.FOOTNOTE)[1].endswith("của các bộ, ngành, địa phương.")
    for note in report.footnotes:
        assert note.refers_from is not None
        assert note.refers_from.text == report.text[note.refers_from.start : note.refers_from.end]
        assert note.mark in note.refers_from.text


@pytest.mark.parametrize(
    "word", ["QNg6", "H2O", "IPv6", "3G", "năm 2025", "VNT19", "CO2", "29/5/20235"]
)
def test_digits_of_names_stay_without_a_note_for_them(word: str) -> None:
    report = parse(f"- Sử dụng {word} trong mạng dùng chung của tỉnh; {word} đã ổn định.\n")
    assert word in report.blocks[0].text
    assert not report.blocks[0].notes


def test_a_name_with_digits_stays_where_a_note_of_that_number_exists() -> None:
    page = noted_page().replace("ổn định hạ tầng dùng chung", "ổn định mạng IPv3 và IPv3 mở rộng")
    (bullet,) = [b for b in parse(page).blocks if b.kind is BlockKind.BULLET]
    assert "IPv3 và IPv3" in bullet.text
    assert "09 nhiệm vụ do" in bullet.text


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    page = noted_page() + (
        "- Tiếp tục hoàn thiện các hệ thống thông tin dùng chung của tỉnh theo kế\n\n"
        f"hoạch được giao.\n\n{RULE}{RULE}\ntiếp theo của ghi chú ba ở trang trước.\n\n\n\n3\n"
        "\n \n\n"
        "- Tổng hợp báo cáo định kỳ theo yêu cầu.\n"
    )
    report = parse(page)
    last = texts(report, BlockKind.FOOTNOTE)[-1]
    assert last == "Gồm 04 đề tài và 05 dự án. tiếp theo của ghi chú ba ở trang trước."
    assert "Tổng hợp báo cáo định kỳ theo yêu cầu." in texts(report, BlockKind.BULLET)


def test_notes_without_a_rule_are_told_by_their_order_at_the_foot_of_a_page() -> None:
    first = "\n\n".join(
        [
            "\n".join(FILLER),
            "- Kiểm tra nhãn hàng hóa tại 34 cơ sở; nhắc nhở 05 cơ sở1.\n- Xét 12 sáng kiến.",
            "1 Theo Kế hoạch số 15/KH-SKHCN ngày 12/3/2025.",
        ]
    )
    second = "\n\n".join(
        [
            " \n".join(FILLER),
            "- Hỗ trợ 02 doanh nghiệp? tham gia hội chợ của vùng.",
            "2 Công ty Hải Sản Xanh và Hợp tác xã Muối Biển, hỗ trợ gian hàng\nvà vận chuyển.",
            "3 Quyết định số 44/QĐ-UBND ngày 09/01/2025.",
        ]
    )
    report = parse(f"{first}\n\f{second}\n\f- Hoàn thành báo cáo.\n")
    assert [(f.mark, report.blocks[f.block].text) for f in report.footnotes] == [
        ("1", "Theo Kế hoạch số 15/KH-SKHCN ngày 12/3/2025."),
        ("2", "Công ty Hải Sản Xanh và Hợp tác xã Muối Biển, hỗ trợ gian hàng và vận chuyển."),
        ("3", "Quyết định số 44/QĐ-UBND ngày 09/01/2025."),
    ]
    assert report.footnotes[0].refers_from is not None
    assert report.footnotes[1].refers_from is None
    assert report.blocks[-1].text == "Hoàn thành báo cáo."


def test_running_heads_are_dropped() -> None:
    pages = [f"Báo cáo công tác năm 2025\n- Việc thứ {n} của trang.\n{n}\n" for n in range(1, 6)]
    report = parse("\f".join(pages))
    assert [b.text for b in report.blocks] == [f"Việc thứ {n} của trang." for n in range(1, 6)]


def test_page_numbers_are_dropped_and_counted() -> None:
    report = parse(
        spaced(*[f"- Dòng số liệu thứ {word} của báo cáo." for word in ("một", "hai")])
        + "\n\n2\n\n \n\n"
        + spaced("- Dòng đầu của trang sau.")
    )
    assert all(block.text != "2" for block in report.blocks)
    assert report.page_starts[1:]
    assert report.place(2, 0, 3).page == 2


def test_form_feeds_are_pages() -> None:
    report = parse("Trang đầu của văn bản.\n1\n\fTrang thứ hai.\n2\n\fTrang thứ ba.\n3\n")
    assert [report.place(i, 0, 5).page for i in range(3)] == [1, 2, 3]
    assert [block.text for block in report.blocks] == [
        "Trang đầu của văn bản.",
        "Trang thứ hai.",
        "Trang thứ ba.",
    ]


def tree(report: Report) -> list[tuple[str, str, int]]:
    return [(s.number, s.title, s.level) for s in walk(report.sections)]


def test_headings_make_a_tree() -> None:
    report = parse(
        spaced(
            "A. ĐÁNH GIÁ TÌNH HÌNH",
            "I. Công tác chỉ đạo",
            "1. Tham mưu văn bản",
            "1.1. Văn bản quy phạm",
            "a) Nghị quyết của Hội đồng nhân dân",
            "- Trình ban hành 02 nghị quyết.",
            "2. Kiểm tra, giám sát",
            "- Kiểm tra 03 đơn vị.",
            "B. PHƯƠNG HƯỚNG",
            "I. Nhiệm vụ trọng tâm",
            "- Hoàn thành kế hoạch.",
        )
    )
    assert tree(report) == [
        ("A.", "ĐÁNH GIÁ TÌNH HÌNH", 1),
        ("I.", "Công tác chỉ đạo", 2),
        ("1.", "Tham mưu văn bản", 3),
        ("1.1.", "Văn bản quy phạm", 4),
        ("a)", "Nghị quyết của Hội đồng nhân dân", 5),
        ("2.", "Kiểm tra, giám sát", 3),
        ("B.", "PHƯƠNG HƯỚNG", 1),
        ("I.", "Nhiệm vụ trọng tâm", 2),
    ]
    bullet = next(b for b in report.blocks if b.text.startswith("Kiểm tra 03"))
    assert bullet.path == ("A. ĐÁNH GIÁ TÌNH HÌNH", "I. Công tác chỉ đạo", "2. Kiểm tra, giám sát")


def test_numbered_sentences_are_items_and_run_in_headings_are_split() -> None:
    report = parse(
        spaced(
            "I. Kết quả",
            "1. Lĩnh vực quản lý nhà nước",
            "1.1. Về an toàn bức xạ: Hướng dẫn 08 cơ sở lập hồ sơ.",
            "1.2. Về sở hữu trí tuệ:",
            "- Hướng dẫn 15 cá nhân.",
            "1.3. Công tác sáng kiến",
            "- Xét 12 sáng kiến.",
            "II. Nhiệm vụ",
            "1. Tổ chức kiểm tra việc chấp hành pháp luật về đo lường.",
            "2. Tham mưu phê duyệt danh mục nhiệm vụ. Tổ chức nghiệm thu 04 đề tài.",
            "3. Triển khai chương trình hỗ trợ: tiếp tục tuyên truyền trên báo.",
        )
    )
    assert [title for _, title, _ in tree(report)] == [
        "Kết quả",
        "Lĩnh vực quản lý nhà nước",
        "Về an toàn bức xạ",
        "Về sở hữu trí tuệ",
        "Công tác sáng kiến",
        "Nhiệm vụ",
    ]
    run_in = next(b for b in report.blocks if b.text == "Hướng dẫn 08 cơ sở lập hồ sơ.")
    assert run_in.path[-1] == "1.1. Về an toàn bức xạ"
    items = [b for b in report.blocks if b.path == ("II. Nhiệm vụ",)]
    assert [b.label for b in items] == ["1.", "2.", "3."]


def test_numbering_that_starts_anew_under_its_own_kind_is_one_deeper() -> None:
    report = parse(
        spaced(
            "I. Tình hình", "1. Kết quả", "- Đạt 05 chỉ tiêu.", "2. Đánh giá chung",
            "1. Kết quả nổi bật", "- Hạ tầng số.", "2. Khó khăn", "- Kinh phí.",
        )
    )  # fmt: skip
    assert [(n, level) for n, _, level in tree(report)] == [
        ("I.", 1), ("1.", 2), ("2.", 2), ("1.", 3), ("2.", 3),
    ]  # fmt: skip


def test_parts_around_the_body_are_told_apart() -> None:
    report = parse(
        "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/BC-SNV\nSơn Hà, ngày 03 tháng 4 năm 2025\n\nBÁO CÁO\n"
        "Kết quả cải cách hành chính quý I năm 2025\n\n"
        "Thực hiện kế hoạch năm, Sở Nội vụ báo cáo như sau:\nI. Kết quả\n- Ban hành 05 văn bản.\n"
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\n\nTrần Văn Minh\n\n\n"
        "Phụ lục 1\nDanh mục văn bản đã ban hành\n(Kèm theo Báo cáo số 12/BC-SNV)\n"
        "1. Kế hoạch số 04/KH-SNV.\n"
    )
    kinds = [block.kind for block in report.blocks]
    assert kinds[:5] == [BlockKind.HEADER] * 5
    assert texts(report, BlockKind.TITLE) == [
        "BÁO CÁO",
        "Kết quả cải cách hành chính quý I năm 2025",
    ]
    assert texts(report, BlockKind.RECIPIENTS) == ["Nơi nhận:", "UBND tỉnh;", "Lưu: VT."]
    assert texts(report, BlockKind.SIGNATURE) == ["GIÁM ĐỐC", "Trần Văn Minh"]
    part = next(b for b in report.blocks if b.label == "Phụ lục 1")
    assert (part.kind, part.text) == (BlockKind.HEADING, "Danh mục văn bản đã ban hành")
    assert report.blocks[-1].path == ("Phụ lục 1 Danh mục văn bản đã ban hành",)


PIECES = st.sampled_from(
    [
        "I. Kết quả thực hiện", "1. Công tác tham mưu", "- Tổ chức 03 lớp cho 120 học viên",
        "và các đơn vị liên quan trên địa bàn tỉnh theo quy định hiện hành của pháp luật.",
        "2 Quyết định số 15/QĐ-UBND", "1 Gồm 02 đề tài.", RULE, " tiếp theo của trang trước", "3",
        "năm 20251; số2", "TT\nChỉ tiêu\nĐơn vị\ntính\nKế hoạch\n1\nSố xã\nXã\n12", "Nơi nhận:",
        "PHỤ LỤC", "", " ", "\f", "BÁO CÁO", "GIÁM ĐỐC", "a\tb\tc\nd\te\tf", "Số\u0301 e\u0302",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["\n", "\n\n"]))
def test_offsets_lead_back_to_the_canonical_text(pieces: list[str], gap: str) -> None:
    report = parse(gap.join(pieces), "mẫu.txt")
    for i, block in enumerate(report.blocks):
        assert block.text
        assert len(block.text) == len(block.offsets)
        assert list(block.offsets) == sorted(block.offsets)
        for ch, at in zip(block.text, block.offsets, strict=True):
            assert ch == report.text[at] or (ch == " " and report.text[at].isspace())
        place = report.place(i, 0, len(block.text))
        assert place.text == report.text[place.start : place.end]
        assert all(0 <= note.at <= len(block.text) for note in block.notes)
    starts = [block.offsets[0] for block in report.blocks]
    assert starts == sorted(starts)
    for note in report.footnotes:
        assert report.blocks[note.block].kind is BlockKind.FOOTNOTE


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    report = parse(text)
    assert "\r" not in report.text
    for block in report.blocks:
        assert len(block.text) == len(block.offsets)


def test_a_lone_page_number_between_notes_and_the_rest_of_a_sentence_goes() -> None:
    text = (
        "BÁO CÁO\nKết quả công tác\n\nI. Kết quả\n\n"
        "- Tỉnh có 31 nhiệm vụ, trong đó 22 nhiệm vụ1 còn trong thời\n\n"
        + " "
        * 40
        + "\n\n1 Quyết định số 390/QĐ-UBND ngày 15/4/2025 của UBND tỉnh.\n\n2\n\n"
        " hạn thực hiện, 09 nhiệm vụ chờ nghiệm thu.\n\n- Mở đợt đăng ký đặt hàng.\n"
    )
    report = parse(text)
    (block,) = (b for b in report.blocks if "31 nhiệm vụ" in b.text)
    assert block.text.endswith("còn trong thời hạn thực hiện, 09 nhiệm vụ chờ nghiệm thu.")
    assert report.pages == 2


PAGES = "\n\n".join(
    [
        "BÁO CÁO",
        "Kết quả công tác",
        "I. Kết quả",
        "- Tham mưu Quyết định số 12/QĐ-UBND1 về quản lý đề tài.",
        " " * 40,
        "1 Gồm: Kế hoạch số 31/KH-UBND ngày 02/3/2025 về bảo đảm an toàn, an ninh",
        "2",
        " - Tổ chức 03 lớp tập huấn cho cán bộ cấp xã.",
        "- Kiểm tra 05 cơ sở kinh doanh xăng dầu trên địa bàn.",
        " " * 40,
        "mạng tập trung của tỉnh.",
        "3",
        " - Tiếp nhận 47 phiếu đề xuất.",
    ]
)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: "\n".join(line.rstrip() for line in text.split("\n")),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text + "\n\n\n",
    ],
)
def test_a_note_goes_on_over_the_page_however_lines_are_spaced(
    change: Callable[[str], str],
) -> None:
    report = parse(change(PAGES))
    (note,) = report.footnotes
    assert report.blocks[note.block].text.endswith("an toàn, an ninh mạng tập trung của tỉnh.")
    assert [b.text for b in report.blocks] == [b.text for b in parse(PAGES).blocks]


DAMAGED_MARKS = """BÁO CÁO
Kết quả công tác

I. Kết quả

- Cấp 37 giấy phép1 cho các cơ sở y tế.

{rule}
1 Bệnh viện Đa khoa khu vực Bắc Sơn, Trung tâm Y tế Đông Hà.

{second} Kế hoạch số 21/KH-UBND ngày 09/8/2025 của UBND tỉnh.

3 Quyết định số 97/QĐ-UBND ngày 10/8/2025 của UBND tỉnh.
"""


@pytest.mark.parametrize(
    ("second", "marks"),
    [("2", ["1", "2", "3"]), ("2K ế", ["1", "2", "3"]), ("'", ["1", "2", "3"]),
     ("%", ["1", "2", "3"]), ("-", ["1"]), ("5G", ["1"]), ("2k", ["1"])],
)  # fmt: skip
def test_marks_that_ocr_damaged(second: str, marks: list[str]) -> None:
    report = parse(DAMAGED_MARKS.format(second=second, rule=" " * 40))
    assert [note.mark for note in report.footnotes] == marks


@pytest.mark.parametrize(
    ("below", "path"),
    [
        ("II. Nhiệm vụ quý IV", ("I. Kết quả",)),
        ("3. Công tác khác", ("I. Kết quả", "2. Đo lường")),
    ],
)
def test_a_summary_under_a_star_ends_the_whole_part(below: str, path: tuple[str, ...]) -> None:
    text = (
        "BÁO CÁO\nKết quả công tác\n\nI. Kết quả\n\n1. Sở hữu trí tuệ\n\n- Hỗ trợ 03 cơ sở.\n\n"
        "2. Đo lường\n\n- Kiểm định 1.200 phương tiện đo.\n\n*Đánh giá chung:\n\n"
        f"Các nhiệm vụ hoàn thành đúng hạn.\n\n{below}\n\n- Tập huấn 02 lớp.\n"
    )
    (block,) = (b for b in parse(text).blocks if b.text.startswith("Các nhiệm vụ"))
    assert block.path == (*path, "* Đánh giá chung")
