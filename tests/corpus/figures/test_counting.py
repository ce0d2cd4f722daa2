from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.figures.counting import counts_in, with_total
from corpus.text import strip_marks

# (sentence, [(value, unit)])
SENTENCES = [
    ("Theo dõi 14 nhiệm vụ cấp tỉnh.", [(14, "nhiệm vụ")]),
    ("Hướng dẫn 02 lượt doanh nghiệp công bố.", [(2, "lượt doanh nghiệp")]),
    ("Đào tạo cho 100 lượt người tham gia.", [(100, "lượt người")]),
    ("Tiếp nhận 45 phiếu đề xuất của các tổ chức.", [(45, "phiếu đề xuất")]),
    ("Hướng dẫn 17 tổ chức, cá nhân đăng ký.", [(17, "tổ chức, cá nhân")]),
    ("Nghiệm thu 02 đề tài/dự án.", [(2, "đề tài/dự án")]),
    ("Hỗ trợ 14 doanh nghiệp, hợp tác xã.", [(14, "doanh nghiệp, hợp tác xã")]),
    ("Kiểm định 3.300 phương tiện đo các loại.", [(3300, "phương tiện đo")]),
    ("Đăng 250 tin, bài và 12 video.", [(250, "tin, bài"), (12, "video")]),
    ("Xây dựng 03 phóng sự, chuyên mục.", [(3, "phóng sự, chuyên mục")]),
    ("Cấp 06 Giấy phép, 05 chứng chỉ.", [(6, "giấy phép"), (5, "chứng chỉ")]),
    ("Tiếp nhận 31 hồ sơ, tổ chức 02 lớp.", [(31, "hồ sơ"), (2, "lớp")]),
    ("Làm việc với 05 đơn vị, hướng dẫn 03 hộ.", [(5, "đơn vị"), (3, "hộ")]),
    ("Phạt 21.750.000 đồng.", [(21750000, "đồng")]),
    ("Sản xuất 420,5 kg giống nấm cấp 3 và 5 kg meo.", [(420.5, "kg"), (5, "kg")]),
    ("Kéo 40km cáp quang.", [(40, "km")]),
    ("Diện tích 500 m2, 165 cây.", [(500, "m2"), (165, "cây")]),
    ("Dung lượng 170 TB.", [(170, "TB")]),
    ("Tỷ lệ đạt 94,67%.", [(94.67, "%")]),
    ("Tăng 2,5 điểm % so với cùng kỳ.", [(2.5, "điểm %")]),
    ("Tăng 7.5% so với năm trước.", [(7.5, "%")]),
    ("Tổng vốn 1,2 nghìn tỷ đồng.", [(1.2e12, "đồng")]),
    ("Thu nhập 65 triệu đồng/người.", [(65e6, "đồng/người")]),
    ("Số thuê bao internet đạt 1.160.000; tăng nhanh.", [(1160000, "thuê bao")]),
    ("Cập nhật 37 QCVN và 17 TCVN mới.", [(37, "QCVN"), (17, "TCVN")]),
    ("Chăm sóc ba vườn cây ăn quả.", [(3, "vườn")]),
    ("Cơ quan chuyên môn của hai tỉnh.", [(2, "tỉnh")]),
    ("Một là, hai là, ba là phải làm tốt.", []),
    ("Bộ phận một cửa, một số đơn vị.", []),
    ("Ban hành ba (03) quyết định.", [(3, "quyết định")]),
    ("Khắc phục 10/12 thôn lõm sóng.", [(10, "thôn")]),
    ("Cung cấp 2136 DVCTT/2253 TTHC.", [(2136, "DVCTT"), (2253, "TTHC")]),
    ("Mật độ thuê bao/100 dân đạt 102%.", [(102, "%")]),
    ("29 nhiệm vụ cấp tỉnh và 50 cấp cơ sở.", [(29, "nhiệm vụ"), (50, "nhiệm vụ")]),
    ("Có 14 hồ sơ, trong đó 09 mới, 05 quá hạn.", [(14, "hồ sơ"), (9, "hồ sơ"), (5, "hồ sơ")]),
    ("Bước sang năm 2025 doanh nghiệp gặp khó khăn.", []),
    ("Kế hoạch 2025 chưa đạt.", []),
    ("Chợ 4.0, phiên bản 3.0 và Đề án 06.", []),
    ("Phương tiện đo nhóm 2, giống cấp 1, mức độ 4.", []),
    ("Họp lúc 8 giờ 30 phút trong 2 ngày.", []),
    ("Trực 24/7, sóng 3G, 4G, 5G.", []),
    ("Theo Quyết định số 12/QĐ-UBND ngày 05/01/2025.", []),
    ("Phục vụ 12 gogogo trong tháng.", [(12, "gogogo")]),
    ("Ước đạt 1.050 lượt khách.", [(1050, "lượt khách")]),
    ("Sơ kết 03 năm thực hiện Đề án.", [(3, "năm")]),
    ("Kế hoạch 05 năm 2026-2030.", []),
    ("Giảm 03 đơn vị hành chính cấp xã.", [(3, "đơn vị hành chính cấp xã")]),
    ("Còn lại 145 xã, 8 thị trấn và 17 phường.", [(145, "xã"), (8, "thị trấn"), (17, "phường")]),
    ("Đã phát hành 05 số.", [(5, "số")]),
    ("Có 96 UBND cấp xã kết nối.", [(96, "UBND")]),
    ("Năm 2022: 160 lượt; năm 2023: 310 lượt.", [(160, "lượt"), (310, "lượt")]),
    ("Đền thờ ở Trường Sa 2 nơi.", []),
    ("Quy mô 5.000 con gà và trên 2.000 trứng.", [(5000, "con"), (2000, "trứng")]),
    ("Khoá 12 bế mạc, kỳ họp thứ 5.", []),
    ("Tổ chức 02 khoá đào tạo.", [(2, "khóa")]),
    ("Đàn lợn 420 con, đàn gia cầm 5,2 triệu con.", [(420, "con"), (5.2e6, "con")]),
    ("Doanh thu khoảng 2.800 tỷ.", [(2.8e12, "đồng")]),
    ("Có 35 sản phẩm đạt 3 sao trở lên.", [(35, "sản phẩm")]),
    ("Có 9,5 bác sĩ/vạn dân.", [(9.5, "bác sĩ/vạn dân")]),
    ("Xếp thứ 25/63 tỉnh, hạng 18/63.", []),
    ("Phạt từ 30.000.000 đồng đến 50.000.000 đồng.", [(3e7, "đồng")]),
    ("Có 2/3 giáo viên và 02/03 xã đạt.", [(2, "xã")]),
    ("Theo khoản 4 và 5 Điều này.", []),
    ("Kinh phí 15 tỷ 200 triệu đồng.", [(15.2e9, "đồng")]),
    ("Trong đó có 12 hội nghị, hội thảo tại 3 xã.", [(12, "hội nghị, hội thảo"), (3, "xã")]),
]

QUALIFIED = [
    ("gần 60 lượt người", "gần"),
    ("hơn 6.300 lượt người", "hơn"),
    ("khoảng 3.300 mẫu", "khoảng"),
    ("trên 2.000 trứng", "trên"),
    ("trên 02 địa phương", None),
    ("dưới 50 hộ", "dưới"),
    ("ước 200 lượt", "ước"),
    ("ước đạt 200 lượt", "ước"),
    ("ít nhất 05 mô hình", "ít nhất"),
    ("tối thiểu 05 mô hình", "tối thiểu"),
    ("tối đa 10 người", "tối đa"),
    ("không quá 10 người", "tối đa"),
    ("xấp xỉ 300 thuê bao", "xấp xỉ"),
    ("từ 7,5% trở lên", "ít nhất"),
    ("15 hộ", None),
]

SURFACES = [
    ("Xử lý 31 hồ sơ đăng ký kiểm tra của dân.", "31 hồ sơ đăng ký kiểm tra"),
    ("Có gần 60 lượt người tham gia.", "gần 60 lượt người"),
    ("Sẽ thực hiện từ 01 - 02 nhiệm vụ mới.", "từ 01 - 02 nhiệm vụ mới"),
    ("Xử phạt là 21.750.000 đồng trong năm.", "21.750.000 đồng"),
    ("Hướng dẫn 09 cơ sở xây dựng hồ sơ.", "09 cơ sở"),
    ("Mua 25 bộ thiết bị được giao.", "25 bộ thiết bị"),
    ("Xảy ra 12 vụ tai nạn giao thông tại xã.", "12 vụ tai nạn giao thông"),
    ("Sản xuất 5 kg giống nấm cấp 2 phục vụ dân.", "5 kg giống nấm cấp 2 phục vụ dân"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_what_is_counted(text, expected):
    assert [(c.number.value, c.unit) for c in counts_in(text)] == expected


@pytest.mark.parametrize(("text", "expected"), QUALIFIED)
def test_qualifiers(text, expected):
    (count,) = counts_in(f"Đã có {text}.")
    assert count.qualifier == expected


@pytest.mark.parametrize(("text", "expected"), SURFACES)
def test_surfaces(text, expected):
    (count,) = counts_in(text)
    assert text[count.start : count.end] == expected


# Units found in unaccented text have the accented name.
@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Theo dõi 14 nhiệm vụ cấp tỉnh.", "nhiệm vụ"),
        ("Hướng dẫn 02 lượt doanh nghiệp công bố.", "lượt doanh nghiệp"),
        ("Cho hơn 50 học viên tham gia.", "học viên"),
        ("Tiếp nhận 42 hồ sơ mới.", "hồ sơ"),
    ],
)
def test_without_diacritics(text, unit):
    (count,) = counts_in(strip_marks(text), damaged=True)
    assert count.unit == unit


def test_elided_nouns_in_damaged_text():
    counts = counts_in("29 nhiém vu cap tinh va 50 cap co so.", damaged=True)
    assert [(c.number.value, c.unit) for c in counts] == [(29, "nhiệm vụ"), (50, "nhiệm vụ")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("T6 chirc 02 16p dao tao", [2]),
        ("nganh - 13 nhiing tru cot", []),
        ("cua timg 601 tugng khach hang", []),
        ("xuyén theo 19 trinh cua", []),
        ("2.852 t6 chirc, 39 gidy phép", [2852, 39]),
        ("quan ly 25 nhiém vy cép tinh", [25]),
        ("cay trong 1én rat 16n", []),
    ],
)
def test_damaged_text(text, values):
    assert [c.number.value for c in counts_in(text, damaged=True)] == values


def test_spans_of_citations_are_left_alone():
    text = "theo 12 lớp"
    assert counts_in(text, taken=[(5, 7)]) == []


def test_fraction_gives_part_and_total():
    text = "Khắc phục 10/12 thôn."
    (count,) = counts_in(text)
    pair = with_total(text, count)
    assert pair is not None
    part, whole = pair
    assert (part.number.value, whole.number.value) == (10, 12)
    assert text[slice(*part.number.digits)] == "10"
    assert text[slice(*whole.number.digits)] == "12"
    assert with_total(text, whole) is None


DATES = st.builds(
    "{}{}{}".format,
    st.sampled_from(["ngày ", "đến ngày ", "(", "từ ", ""]),
    st.dates().map(lambda d: f"{d.day:02d}/{d.month}/{d.year:04d}"),
    st.sampled_from([" lớp", ")", " của đơn vị", ".", " người"]),
)


@settings(max_examples=80, deadline=None)
@given(DATES)
def test_no_figure_inside_a_date(text):
    assert counts_in(f"Báo cáo {text}") == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["02 lớp", "hơn 1.200 lượt người", "7,5%", "ngày 05/6/2025", "cho", "và", ",", ";", "(",
             ")", "trong đó", "12 hồ sơ", "Quyết định số 5/QĐ-UBND", "từ 01 - 02 mô hình", "đạt",
             "10/12 thôn", "năm 2025", "“", "”", "ba vườn"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_counts_are_ordered_inside_the_text_and_apart(pieces):
    text = " ".join(pieces)
    last = 0
    for count in counts_in(text):
        first, end = count.number.digits
        assert last <= count.start <= first < end <= count.end <= len(text)
        assert count.start < count.unit_end <= count.end
        last = end


def test_linear_time():
    sentence = "Tổ chức 02 lớp (45 lượt người), cấp 12 giấy phép ngày 05/6/2025; "

    def seconds(times: int) -> float:
        begin = perf_counter()
        assert len(counts_in(sentence * times)) == 3 * times
        return perf_counter() - begin

    seconds(20)
    short, long = min(seconds(150) for _ in range(3)), min(seconds(1200) for _ in range(2))
    assert long < 24 * max(short, 0.01)  # 8 times the text; quadratic work would be 64 times
