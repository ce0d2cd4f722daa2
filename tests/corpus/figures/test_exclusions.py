import pytest

from corpus.figures.exclusions import excluded_spans, quoted_spans

# (text, the digits that must be excluded, the digits that must stay)
CASES = [
    ("ngày 15/3/2025 có 12 lớp", ["15/3/2025"], ["12"]),
    ("ngày 15 tháng 3 năm 2025", ["15", "3", "2025"], []),
    ("đến tháng 5/2025 có 36 dịch vụ", ["5/2025"], ["36"]),
    ("năm 2025 hỗ trợ 15 hộ", ["2025"], ["15"]),
    ("giai đoạn 2021-2025, 40 xã", ["2021-2025"], ["40"]),
    ("giai đoạn 2026 – 2030", ["2026", "2030"], []),
    ("năm học 2024-2025", ["2024-2025"], []),
    ("6 tháng đầu năm 2025", ["6", "2025"], []),
    ("3 tháng cuối năm", ["3"], []),
    ("lúc 14 giờ 00 phút", ["14", "00"], []),
    ("trực 24/7, 05 tổ", ["24/7"], ["05"]),
    ("Kế hoạch số 85-KH/TU và 03 phụ lục", ["85"], ["03"]),
    ("Quyết định 861 đạt chuẩn", ["861"], []),
    ("Thông báo 05) triển khai", ["05"], []),
    ("Thông tư 14/2022/TT-BTTTT", ["14/2022"], []),
    ("Công văn số 617/SKHCN-VP ngày 18/4/2025", ["617", "18/4/2025"], []),
    ("và Đề án 06 tỉnh Hải Bình", ["06"], []),
    ("TCVN ISO 9001:2015 tại 12 sở", ["9001:2015"], ["12"]),
    ("ISO/IEC 17025:2017", ["17025:2017"], []),
    ("sóng 3G, 4G và 05 trạm", ["3", "4"], ["05"]),
    ("địa chỉ IPv6, 07 đơn vị", ["6"], ["07"]),
    ("dự án Nhà máy VNX19 và 04 hộ", ["19"], ["04"]),
    ("giống QBm6 và QBm13", ["6", "13"], []),
    ("Kiến trúc phiên bản 3.0, hướng tới", ["3.0"], []),
    ("chính quyền địa phương 02 cấp", ["02"], []),
    ("mô hình 2 cấp và 3 xã", ["2"], ["3"]),
    ("Diễn đàn lần thứ 6", ["6"], []),
    ("tiêu chí số 8 về thông tin", ["8"], []),
    ("Bản tin số 01, 02/2025", ["01", "02/2025"], []),
    ("tổng số 15 hồ sơ", [], ["15"]),
    ("Điều 5 và khoản 3 của Luật", ["5", "3"], []),
    ("danh mục 01 nhiệm vụ", [], ["01"]),
    ("mô hình 05 hộ", [], ["05"]),
    ("(1) hỗ trợ 12 hộ; (2) cấp 03 thẻ", ["(1", "(2"], ["12", "03"]),
    ("ba (03) quyết định", [], ["03"]),
    ("2) tập huấn 05 lớp", ["2"], ["05"]),
    ("Ngày Sáng tạo (21/4)", ["21/4"], []),
    ("quốc lộ 1A dài 40 km", ["1"], ["40"]),
    ("đợt 2 năm nay", ["2"], []),
    ("điện thoại 0255.3822.345", ["0255.3822.345"], []),
    ("thực hiện 3 giảm 3 tăng", ["3 giảm 3"], []),
    ("cây Bảy lá 1 hoa tại 3 huyện", ["1"], ["3 huyện"]),
    ("tổ chức 02 lớp 40 người", [], ["02", "40"]),
    ("cấp 06 Giấy phép", [], ["06"]),
    ("Hướng dẫn 09 cơ sở", [], ["09"]),
    ("tổng thu 2.500 tỷ đồng", [], ["2.500"]),
    ("mức 7,5% và điểm 8,2%", [], ["7,5", "8,2"]),
    ("29 nhiệm vụ cấp tỉnh và 03 cấp cơ sở", [], ["29", "03"]),
    ("cập nhật 37 QCVN và 17 TCVN mới", [], ["37", "17"]),
    ("ndm 2025 ho tro 15 ho", ["2025"], ["15"]),
    ("https://sokhcn.haibinh.gov.vn/tin/2025 có 5 tin", ["2025"], ["5 tin"]),
]


@pytest.mark.parametrize(("text", "out", "stay"), CASES)
def test_excluded(text, out, stay):
    spans = excluded_spans(text)

    def excluded(words: str) -> bool:
        at = text.index(words)
        return any(a < at + len(words) and at < b for a, b in spans)

    assert [w for w in out if not excluded(w)] == []
    assert [w for w in stay if excluded(w)] == []


def test_spans_are_ordered_and_inside():
    text = "ngày 15/3/2025, Quyết định 12/QĐ-UBND (2) và 24/7"
    spans = excluded_spans(text)
    assert spans == sorted(spans)
    assert all(0 <= a < b <= len(text) for a, b in spans)


def test_quotes():
    text = "cuộc thi “Sáng tạo 2 năm” và 3 lớp"
    (span,) = quoted_spans(text)
    assert text[span[0] : span[1]] == "“Sáng tạo 2 năm”"
