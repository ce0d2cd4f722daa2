# ruff: noqa: E501 (lines of documents are as long as they are)
"""Documents of other kinds than reports of a department, read as their readers would.

A ministry, a Party committee, a district plan, a submission with two columns at its end, a
resolution with articles, minutes. All are invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import BlockKind, Report, walk
from corpus.reading import parse

MINISTRY = """\
BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 412/BC-BNNMT
Hà Nội, ngày 18 tháng 7 năm 2025

BÁO CÁO
Tình hình thực hiện nhiệm vụ 6 tháng đầu năm và phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2025
(Số liệu tính đến ngày 30/6/2025)

Kính gửi: Chính phủ

Thực hiện Công văn số 5120/VPCP-TH ngày 02/6/2025 của Văn phòng Chính phủ, Bộ Nông nghiệp và Môi trường báo cáo như sau:

I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM
1. Công tác chỉ đạo, điều hành
Bộ đã ban hành 38 thông tư, trình Chính phủ 07 nghị định. Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,6%[1].
1.1. Xây dựng thể chế
a) Về luật, pháp lệnh
- Trình Quốc hội thông qua Luật sửa đổi, bổ sung một số điều của 15 luật trong lĩnh vực nông nghiệp và môi trường.
b) Về nghị định
- Trình Chính phủ 07 nghị định, trong đó 05 nghị định đã được ban hành.
1.2. Cải cách hành chính
- Cắt giảm 112 thủ tục hành chính, chiếm 26,4% tổng số thủ tục.
2. Sản xuất nông nghiệp
2.1. Trồng trọt
Diện tích gieo cấy lúa ước đạt 4,95 triệu ha; sản lượng 24,1 triệu tấn.
2.2. Chăn nuôi
Đàn lợn 31,8 triệu con, tăng 3,9% so với cùng kỳ.
II. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN
1. Tồn tại, hạn chế
Giải ngân vốn đầu tư công mới đạt 32,7% kế hoạch.
2. Nguyên nhân
III. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM
1. Hoàn thiện thể chế: trình 09 nghị định.
2. Thúc đẩy sản xuất: phấn đấu tăng trưởng 4,0%.
Trên đây là báo cáo của Bộ Nông nghiệp và Môi trường./.

Nơi nhận:
- Như trên;
- Thủ tướng Chính phủ (để b/c);
- Các Phó Thủ tướng Chính phủ (để b/c);
- Bộ trưởng, các Thứ trưởng;
- Lưu: VT, VP.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG




Lê Quang Tuấn

_____________________
[1] Tổng số 15.230 hồ sơ đã giải quyết.
"""

PARTY = """\
TỈNH ỦY SƠN HÀ
*
Số 218-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Hà, ngày 12 tháng 9 năm 2025

BÁO CÁO
kết quả 03 năm thực hiện Nghị quyết số 19-NQ/TU, ngày 05/8/2022 của Ban Thường vụ Tỉnh ủy về phát triển nguồn nhân lực giai đoạn 2022 - 2025

Thực hiện Kế hoạch số 77-KH/TU, ngày 14/6/2025, Ban Thường vụ Tỉnh ủy báo cáo kết quả như sau:

I- CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO
1- Công tác quán triệt, tuyên truyền
Các cấp ủy đã tổ chức 214 hội nghị với 18.600 lượt cán bộ, đảng viên tham gia.
2- Ban hành văn bản cụ thể hóa
Ban Thường vụ Tỉnh ủy ban hành 06 chỉ thị, 12 kế hoạch.
II- KẾT QUẢ THỰC HIỆN
1- Đào tạo, bồi dưỡng
1.1- Đào tạo trong nước
Cử 1.250 lượt cán bộ đi đào tạo.
1.2- Đào tạo ngoài nước
Cử 34 cán bộ đi bồi dưỡng.
III- HẠN CHẾ VÀ NGUYÊN NHÂN
Một số cấp ủy chưa quyết liệt.

Nơi nhận:
- Bộ Chính trị, Ban Bí thư (để báo cáo),
- Ban Tổ chức Trung ương,
- Các đồng chí Tỉnh ủy viên,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC



Nguyễn Thị Minh Hạnh
"""

PLAN = """\
ỦY BAN NHÂN DÂN
HUYỆN AN BÌNH
Số: 96/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Bình, ngày 03 tháng 02 năm 2025

KẾ HOẠCH
Phát triển khoa học, công nghệ và chuyển đổi số huyện An Bình năm 2025

Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị;
Căn cứ Kế hoạch số 15/KH-UBND ngày 20/01/2025 của UBND tỉnh Sơn Hà;
Xét đề nghị của Trưởng phòng Kinh tế và Hạ tầng tại Tờ trình số 11/TTr-KTHT ngày 24/01/2025,
Ủy ban nhân dân huyện An Bình ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Nâng cao nhận thức của cán bộ.
2. Yêu cầu
- Bảo đảm tiến độ.
II. CHỈ TIÊU
TT
Chỉ tiêu
Đơn vị tính
Kế hoạch 2025
1
Tỷ lệ hồ sơ trực tuyến toàn trình
%
80
2
Số mô hình ứng dụng
mô hình
12
3
Kinh phí
triệu đồng
1.450
III. NHIỆM VỤ VÀ GIẢI PHÁP
1. Tuyên truyền
Tổ chức 06 hội nghị.
IV. TỔ CHỨC THỰC HIỆN
1. Phòng Kinh tế và Hạ tầng: chủ trì, theo dõi, đôn đốc.
2. Phòng Tài chính - Kế hoạch: bố trí kinh phí.
3. UBND các xã, thị trấn: triển khai tại địa phương.

Nơi nhận:
- UBND tỉnh (b/c);
- Sở KH&CN;
- TT Huyện ủy, HĐND huyện;
- Các phòng, ban;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH



Phạm Văn Đông
"""

SUBMISSION = """\
UBND TỈNH HẢI BÌNH
SỞ TÀI CHÍNH
Số: 1207/TTr-STC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Hải Bình, ngày 9 tháng 10 năm 2025

TỜ TRÌNH
Về việc phê duyệt danh mục mua sắm tài sản tập trung năm 2026

Kính gửi: Ủy ban nhân dân tỉnh Hải Bình

Căn cứ Luật Quản lý, sử dụng tài sản công ngày 21/6/2017;
Căn cứ Nghị định số 151/2017/NĐ-CP ngày 26/12/2017 của Chính phủ quy định chi tiết một số điều của Luật Quản lý, sử dụng tài sản công,
Sở Tài chính kính trình UBND tỉnh xem xét, phê duyệt danh mục như sau:
1. Sự cần thiết
Theo đề nghị của 18 đơn vị, nhu cầu mua sắm là 320 máy tính.
2. Nội dung
a) Máy tính để bàn: 250 bộ.
b) Máy tính xách tay: 70 bộ.
3. Kinh phí: 5,4 tỷ đồng, từ ngân sách tỉnh.
Sở Tài chính kính trình UBND tỉnh xem xét, quyết định./.

Nơi nhận:                                                   GIÁM ĐỐC
- Như trên;
- Lưu: VT, QLCS.                                             (Đã ký)

                                                          Đỗ Thị Lan Anh
"""

RESOLUTION = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH HẢI BÌNH
-------

Số: 31/2025/NQ-HĐND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Hải Bình, ngày 11 tháng 12 năm 2025

NGHỊ QUYẾT
Quy định mức hỗ trợ ứng dụng công nghệ cao trên địa bàn tỉnh Hải Bình

HỘI ĐỒNG NHÂN DÂN TỈNH HẢI BÌNH
KHÓA XII, KỲ HỌP THỨ 28

Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;
Xét Tờ trình số 255/TTr-UBND ngày 20 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra của Ban Kinh tế - Ngân sách; ý kiến thảo luận của đại biểu Hội đồng nhân dân tại kỳ họp.

QUYẾT NGHỊ:

Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng
1. Nghị quyết này quy định mức hỗ trợ cho doanh nghiệp, hợp tác xã.
2. Đối tượng áp dụng
a) Doanh nghiệp nhỏ và vừa;
b) Hợp tác xã, tổ hợp tác.
Điều 2. Mức hỗ trợ
1. Hỗ trợ 50% chi phí mua thiết bị, tối đa 300 triệu đồng/dự án.
2. Hỗ trợ 100% lệ phí đăng ký nhãn hiệu.
Điều 3. Tổ chức thực hiện
1. Giao Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết.
2. Nghị quyết này thay thế Nghị quyết số 08/2021/NQ-HĐND ngày 15 tháng 7 năm 2021 của Hội đồng nhân dân tỉnh.
Nghị quyết này đã được Hội đồng nhân dân tỉnh Hải Bình Khóa XII, Kỳ họp thứ 28 thông qua ngày 10 tháng 12 năm 2025 và có hiệu lực từ ngày 01 tháng 01 năm 2026./.

Nơi nhận:
- Ủy ban Thường vụ Quốc hội;
- Chính phủ;
- Lưu: VT.
CHỦ TỊCH




Trần Quốc Việt
"""

MINUTES = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Họp Hội đồng tư vấn xác định nhiệm vụ khoa học và công nghệ cấp tỉnh năm 2026

Thời gian: 14 giờ 00 ngày 22/8/2025.
Địa điểm: Phòng họp số 2, Sở Khoa học và Công nghệ tỉnh Sơn Hà.
I. THÀNH PHẦN THAM DỰ
1. Chủ trì: Ông Hoàng Văn Nam, Phó Giám đốc Sở.
2. Thư ký: Bà Vũ Thị Thu.
3. Thành viên: 09/11 thành viên Hội đồng.
II. NỘI DUNG
1. Thư ký báo cáo 42 đề xuất của 17 đơn vị.
2. Hội đồng thảo luận, bỏ phiếu: 12 nhiệm vụ được đề nghị thực hiện.
III. KẾT LUẬN
Hội đồng thống nhất danh mục 12 nhiệm vụ. Cuộc họp kết thúc lúc 16 giờ 30 cùng ngày.

THƯ KÝ
CHỦ TRÌ



Vũ Thị Thu
Hoàng Văn Nam
"""


def heads(report: Report) -> list[tuple[int, str]]:
    return [(section.level, section.number) for section in walk(report.sections)]


@pytest.mark.parametrize(
    ("text", "kind", "number", "day", "issuer", "signer", "scope"),
    [
        (
            MINISTRY,
            "Báo cáo",
            "412/BC-BNNMT",
            date(2025, 7, 18),
            "Bộ Nông nghiệp và Môi trường",
            "Lê Quang Tuấn",
            None,
        ),
        (
            PARTY,
            "Báo cáo",
            "218-BC/TU",
            date(2025, 9, 12),
            "Tỉnh ủy Sơn Hà",
            "Nguyễn Thị Minh Hạnh",
            "tỉnh Sơn Hà",
        ),
        (
            PLAN,
            "Kế hoạch",
            "96/KH-UBND",
            date(2025, 2, 3),
            "Ủy ban nhân dân huyện An Bình",
            "Phạm Văn Đông",
            "huyện An Bình",
        ),
        (
            SUBMISSION,
            "Tờ trình",
            "1207/TTr-STC",
            date(2025, 10, 9),
            "Sở Tài chính",
            "Đỗ Thị Lan Anh",
            "tỉnh Hải Bình",
        ),
        (
            RESOLUTION,
            "Nghị quyết",
            "31/2025/NQ-HĐND",
            date(2025, 12, 11),
            "Hội đồng nhân dân tỉnh Hải Bình",
            "Trần Quốc Việt",
            "tỉnh Hải Bình",
        ),
        (MINUTES, "Biên bản", None, None, None, "Hoàng Văn Nam", "tỉnh Sơn Hà"),
    ],
    ids=["ministry", "party", "plan", "submission", "resolution", "minutes"],
)
def test_what_a_document_says_of_itself(
    text: str,
    kind: str,
    number: str | None,
    day: date | None,
    issuer: str | None,
    signer: str,
    scope: str | None,
) -> None:
    report = parse(text)
    found = (report.kind, report.number, report.date, report.issuer, report.signer, report.scope)
    assert found == (kind, number, day, issuer, signer, scope)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (MINISTRY, "6 tháng đầu năm 2025"),
        (PARTY, "giai đoạn 2022-2025"),
        (PLAN, "năm 2025"),
        (RESOLUTION, None),  # "ngày 11 tháng 12 năm 2025" is no period
    ],
)
def test_periods(text: str, label: str | None) -> None:
    period = parse(text).period
    assert (period.label if period else None) == label


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            PARTY,
            (
                "Bộ Chính trị, Ban Bí thư (để báo cáo)",
                "Ban Tổ chức Trung ương",
                "Các đồng chí Tỉnh ủy viên",
            ),
        ),
        (PLAN, ("UBND tỉnh (b/c)", "Sở KH&CN", "TT Huyện ủy, HĐND huyện", "Các phòng, ban")),
        (SUBMISSION, ("Ủy ban nhân dân tỉnh Hải Bình",)),
    ],
)
def test_recipients_end_where_somebody_signs(text: str, recipients: tuple[str, ...]) -> None:
    assert parse(text).recipients == recipients


def test_two_columns_at_the_end_are_two() -> None:
    closing = [(b.kind, b.text) for b in parse(SUBMISSION).blocks[-6:]]
    assert closing == [
        (BlockKind.RECIPIENTS, "Nơi nhận:"),
        (BlockKind.SIGNATURE, "GIÁM ĐỐC"),
        (BlockKind.RECIPIENTS, "Như trên;"),
        (BlockKind.RECIPIENTS, "Lưu: VT, QLCS."),
        (BlockKind.SIGNATURE, "(Đã ký)"),
        (BlockKind.SIGNATURE, "Đỗ Thị Lan Anh"),
    ]


def test_articles_are_headings() -> None:
    assert heads(parse(RESOLUTION)) == [
        (1, "Điều 1."),
        (2, "2."),
        (1, "Điều 2."),
        (1, "Điều 3."),
    ]


def test_the_numbers_of_the_party_are_headings() -> None:
    assert heads(parse(PARTY)) == [
        (1, "I-"),
        (2, "1-"),
        (2, "2-"),
        (1, "II-"),
        (2, "1-"),
        (3, "1.1-"),
        (3, "1.2-"),
        (1, "III-"),
    ]


def test_four_levels() -> None:
    assert heads(parse(MINISTRY))[:6] == [
        (1, "I."),
        (2, "1."),
        (3, "1.1."),
        (4, "a)"),
        (4, "b)"),
        (3, "1.2."),
    ]


def test_marks_in_brackets_lead_to_their_notes() -> None:
    report = parse(MINISTRY)
    (note,) = report.footnotes
    assert note.refers_from is not None
    assert note.refers_from.text.endswith("đạt 98,6%[1].")
    assert report.blocks[note.from_block or 0].text.endswith("đúng hạn đạt 98,6%.")


def test_a_unit_on_its_own_line_is_a_cell() -> None:
    (table,) = parse(PLAN).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "Tỷ lệ hồ sơ trực tuyến toàn trình", "%", "80"],
        ["2", "Số mô hình ứng dụng", "mô hình", "12"],
        ["3", "Kinh phí", "triệu đồng", "1.450"],
    ]


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Điều 5. Hiệu lực thi hành", "Điều 5."),
        ("Điều 12a: Xử lý chuyển tiếp", "Điều 12a:"),
        ("PHẦN I. KẾT QUẢ THỰC HIỆN", "PHẦN I."),
        ("II- KẾT QUẢ", "II-"),
        ("3- Về tổ chức", "3-"),
        ("2.1- Về đào tạo", "2.1-"),
    ],
)
def test_labels(line: str, written: str) -> None:
    from corpus.layout.labels import label_of

    label = label_of(line)
    assert label is not None
    assert label.written == written


@pytest.mark.parametrize(
    "line",
    ["X- quang y tế", "X- Quang y tế", "5- triệu đồng", "Điều kiện 5. Về vốn", "3-5 mô hình"],
)
def test_no_labels(line: str) -> None:
    from corpus.layout.labels import label_of

    assert label_of(line) is None


def test_named_parts_hold_the_headings_under_them() -> None:
    report = parse(
        "BÁO CÁO\nKết quả công tác năm 2025\n\n"
        "PHẦN THỨ NHẤT\nTÌNH HÌNH THỰC HIỆN\n\nI. KẾT QUẢ\nĐã cấp 12 giấy phép.\n\n"
        "PHẦN THỨ HAI\nPHƯƠNG HƯỚNG\n\nI. MỤC TIÊU\nCấp 15 giấy phép.\n"
    )
    assert [(s.level, s.number, s.title) for s in walk(report.sections)] == [
        (1, "PHẦN THỨ NHẤT", "TÌNH HÌNH THỰC HIỆN"),
        (2, "I.", "KẾT QUẢ"),
        (1, "PHẦN THỨ HAI", "PHƯƠNG HƯỚNG"),
        (2, "I.", "MỤC TIÊU"),
    ]
