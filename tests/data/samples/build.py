"""Write the sample reports of the invented tỉnh Hải Bình into corpus/samples.

Run `python tests/data/samples/build.py` after changing a text here; the products are committed.
The texts carry planted faults; `dap-an.json` beside the products is the answer key.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Pt

HERE = Path(__file__).parent
OUT = HERE.parents[2] / "corpus" / "samples"

# One entry a paragraph. "#" table rows: cells split by "|".
SIX_MONTHS = """\
SỞ KHOA HỌC VÀ CÔNG NGHỆ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 145/BC-SKHCN
Hải Bình, ngày 05 tháng 6 năm 2025
BÁO CÁO
Kết quả công tác khoa học và công nghệ 6 tháng đầu năm 2025 và nhiệm vụ trọng tâm 6 tháng cuối năm 2025
I. KẾT QUẢ CÔNG TÁC 6 THÁNG ĐẦU NĂM 2025
1. Công tác chỉ đạo, điều hành
- Sở đã chủ trì soạn thảo, trình UBND tỉnh ban hành Quyết định số 412/QĐ-UBND ngày 20/5/2025 ban hành Kế hoạch hành động thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ và Kế hoạch số 215-KH/TU ngày 18/4/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị (thay thế Kế hoạch số 64/KH-UBND ngày 12/3/2025 của UBND tỉnh).
- Giúp UBND tỉnh ban hành Kế hoạch số 88/KH-UBND ngày 24/4/2025 triển khai Chỉ thị số 07/CT-TTg ngày 14/3/2025 của Thủ tướng Chính phủ.
- Trong kỳ, Sở đã ban hành 04 Kế hoạch: (1) Kế hoạch kiểm tra đo lường năm 2025; (2) Kế hoạch cải cách hành chính của Sở; (3) Kế hoạch đào tạo kỹ năng số cho viên chức.
2. Quản lý nhiệm vụ khoa học và công nghệ
- Toàn tỉnh có 26 nhiệm vụ KH&CN cấp tỉnh, trong đó 17 nhiệm vụ còn trong thời hạn thực hiện, 09 nhiệm vụ chờ nghiệm thu.
- Mở đợt đăng ký đặt hàng cho năm 2026, đến nay tiếp nhận 47 phiếu đề xuất đặt hàng của các cơ quan, doanh nghiệp trong tỉnh.
- Tham gia thẩm tra công nghệ của 15 dự án đầu tư vào các khu công nghiệp của tỉnh.
3. Tiêu chuẩn, đo lường, chất lượng
- Kiểm tra nhãn hàng hóa và phương tiện đo tại 34 cơ sở (20 tổ chức và 13 cá nhân), nhắc nhở 05 cơ sở.
- Kiểm định hơn 1.850 phương tiện đo, thử nghiệm gần 200 mẫu nước và thực phẩm.
- Hướng dẫn 11 cơ sở lập hồ sơ cấp phép sử dụng thiết bị X-quang; cấp 12 giấy phép tiến hành công việc bức xạ.
4. Chuyển đổi số và đổi mới sáng tạo
- Hạ tầng máy chủ dùng chung của tỉnh phục vụ 21 hệ thống thông tin; 100% xã, phường có đường truyền số liệu chuyên dùng.
- Tổ chức 03 lớp tập huấn kỹ năng số cho 240 lượt cán bộ, công chức cấp xã.
- Vòng sơ khảo cuộc thi ý tưởng khởi nghiệp nhận 38 ý tưởng của học sinh, sinh viên.
5. Khó khăn, vướng mắc
- Nguồn nhân lực công nghệ thông tin ở cấp xã còn mỏng, một số thiết bị đầu cuối đã cũ.
- Kinh phí dành cho nhiệm vụ chuyển đổi số được phân bổ chậm nên ảnh hưởng đến tiến độ mua sắm.
II. NHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM 2025
1. Tiếp tục triển khai Quyết định số 412/QĐ-UBND ngày 20/5/2025 của UBND tỉnh và Kế hoạch số 251-KH/TU ngày 18/4/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.
2. Tổ chức nghiệm thu 09 nhiệm vụ KH&CN cấp tỉnh; tổ chức 02 lớp tập huấn về truy xuất nguồn gốc cho hợp tác xã.
3. Hoàn thiện nền tảng phân tích dữ liệu dùng chung của tỉnh./.
Nơi nhận:
- UBND tỉnh (để báo cáo);
- Ban Giám đốc Sở;
- Lưu: VT, VP.
GIÁM ĐỐC
Đặng Hữu Tâm
Phụ lục
Kết quả thực hiện một số chỉ tiêu 6 tháng đầu năm 2025
(Kèm theo Báo cáo số 145/BC-SKHCN ngày 05/6/2025 của Sở Khoa học và Công nghệ)
# TT | Chỉ tiêu | Đơn vị tính | Kế hoạch 2025 | Thực hiện 6 tháng đầu năm 2025
# 1 | Tổng số nhiệm vụ KH&CN | Nhiệm vụ | 40 | 37
# | - Cấp quốc gia | Nhiệm vụ | 03 | 02
# | - Cấp tỉnh | Nhiệm vụ | 27 | 26
# | - Cấp cơ sở | Nhiệm vụ | 10 | 08
# 2 | Giấy phép tiến hành công việc bức xạ được cấp | Giấy phép | 20 | 14
# 3 | Phương tiện đo được kiểm định | Phương tiện | 3.600 | 1.912
# 4 | Số thuê bao internet | Thuê bao | 640.000 | 631.450
"""

INTEGRATION = """\
 BÁO CÁO

Tình hình hội nhập quốc tế về khoa học và công nghệ

 6 tháng đầu năm 2025 trên địa bàn tỉnh Hải Bình



Theo đề nghị của Sở Ngoại vụ tại Công văn số 731/SNgV-HTQT ngày 09/6/2025, Sở

Khoa học và Công nghệ báo cáo như sau:

I. Kết quả 6 tháng đầu năm 2025

1. Tham mưu văn bản

- Trình UBND tỉnh ban hành Quyết định số 412/QĐ-UBND ngày 20/5/2025 ban hành

Kế hoạch hành động thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ;

Kế hoạch số 88/KH-UBND ngày 24/4/2025 triển khai Chỉ thị số 07/CT-TTg ngày

14/3/2025 của Thủ tướng Chính phủ; thành lập Tổ công tác hội nhập số1.

- Tham mưu Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 215-KH/TU ngày 18/4/2025

về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Ban Chỉ đạo

Tỉnh ủy ban hành Kế hoạch số 06-KH/BCĐ ngày 30/5/2025 triển khai Nghị quyết

số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.

2. Hoạt động khoa học và công nghệ

- Mở đợt đăng ký đặt hàng cho năm 2026, đến nay tiếp nhận 53 phiếu đề xuất đặt

hàng của các cơ quan, doanh nghiệp trong tỉnh.

- Toàn tỉnh có 26 nhiệm vụ KH&CN cấp tỉnh, trong đó 17 nhiệm vụ2 còn trong thời

                                           
1 Quyết định số 390/QĐ-UBND ngày 15/4/20255 của UBND tỉnh.

2 Gồm 11 đề tài và 06 dự án.

2

 hạn thực hiện, 09 nhiệm vụ chờ nghiệm thu.

- Tham gia thẩm tra công nghệ của 19 dự án đầu tư vào các khu công nghiệp của tỉnh.

- Cử 04 lượt cán bộ dự hội thảo khu vực về nông nghiệp thông minh.

II. Nhiệm vụ 6 tháng cuối năm 2025

- Tiếp tục thực hiện Kế hoạch số 64/KH-UBND ngày 12/3/2025 của UBND tỉnh về

chuyển đổi số.

- Tổ chức 01 lớp tập huấn về truy xuất nguồn gốc cho hợp tác xã.

Nơi nhận:

- Sở Ngoại vụ;

- Lưu: VT, QLKH.

GIÁM ĐỐC





Đặng Hữu Tâm
"""

NINE_MONTHS = """\
SỞ KHOA HỌC VÀ CÔNG NGHỆ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 268/BC-SKHCN
Hải Bình, ngày 06 tháng 10 năm 2025
BÁO CÁO
Kết quả thực hiện nhiệm vụ khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số 9 tháng đầu năm 2025
I. Kết quả thực hiện 9 tháng đầu năm 2025
1. Lãnh đạo, chỉ đạo
- Tiếp tục triển khai Kế hoạch số 215-KH/TU ngày 18/4/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị; Quyết định số 412/QĐ-UBND ngày 02/5/2025 của UBND tỉnh ban hành Kế hoạch hành động thực hiện Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ.
- UBND tỉnh ban hành Kế hoạch số 171/KH-UBND ngày 15/8/2025 về phong trào Bình dân học vụ số trên địa bàn tỉnh.
2. Khoa học và công nghệ
- Quản lý 31 nhiệm vụ KH&CN cấp tỉnh, trong đó 22 nhiệm vụ đang triển hạn thực hiện, 09 nhiệm vụ chờ nghiệm thu.
- Tham gia thẩm tra công nghệ của 27 dự án đầu tư vào các khu công nghiệp của tỉnh.
- Kiểm định 2.940 phương tiện đo; thử nghiệm 310 mẫu nước và thực phẩm.
3. Chuyển đổi số
- Hạ tầng máy chủ dùng chung của tỉnh phục vụ 24 hệ thống thông tin.
- Số chứng thư số công vụ còn hiệu lực là 8.412 chứng thư (1.205 của tổ chức, 7.187 của cá nhân, 20 của thiết bị).
- Đã thành lập 96 tổ công nghệ số cộng đồng với 684 thành viên; 72,5% người dân trưởng thành có tài khoản định danh điện tử mức độ 2.
- Tổ chức 05 lớp tập huấn kỹ năng số cho 410 lượt cán bộ, công chức cấp xã.
4. Đổi mới sáng tạo
- Cuộc thi ý tưởng khởi nghiệp nhận 38 ý tưởng, chọn 10 ý tưởng vào chung kết.
- Hỗ trợ 06 doanh nghiệp khởi nghiệp trưng bày sản phẩm tại ngày hội khởi nghiệp cấp vùng.
II. Hạn chế và nguyên nhân
- Việc kết nối dữ liệu giữa các hệ thống của sở, ngành còn chậm do chưa thống nhất chuẩn dữ liệu.
- Số lượng doanh nghiệp khoa học và công nghệ trên địa bàn tỉnh còn ít.
III. Nhiệm vụ trọng tâm 3 tháng cuối năm 2025
- Nghiệm thu 09 nhiệm vụ KH&CN cấp tỉnh, hoàn thành báo cáo tổng kết năm.
- Tổ chức Tuần lễ chuyển đổi số tỉnh Hải Bình với chủ đề dữ liệu mở.
- Đề nghị UBND tỉnh bố trí kinh phí nâng cấp thiết bị cho cấp xã./.
Nơi nhận:
- UBND tỉnh (để báo cáo);
- Lưu: VT, VP.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Vũ Thị Hạnh
"""

OUTLINE = """\
VĂN PHÒNG UBND TỈNH HẢI BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1904/VP-KGVX
V/v báo cáo kết quả khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2025
Hải Bình, ngày 20 tháng 10 năm 2025
Kính gửi: Các sở, ban, ngành thuộc tỉnh.
Để chuẩn bị phiên họp cuối năm của Ban Chỉ đạo theo Quyết định số 530/QĐ-UBND ngày 11/7/2025 của UBND tỉnh, Văn phòng UBND tỉnh đề nghị các cơ quan báo cáo theo đề cương gửi kèm, gửi về trước ngày 05/11/2025./.
Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.
CHÁNH VĂN PHÒNG
Lương Quốc Việt
ĐỀ CƯƠNG
Báo cáo kết quả khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số năm 2025
I. Kết quả thực hiện
1. Công tác lãnh đạo, chỉ đạo, điều hành
- Việc ban hành văn bản triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.
- Công tác kiện toàn tổ chức, phân công nhiệm vụ.
2. Hoạt động khoa học và công nghệ
- Kết quả quản lý nhiệm vụ khoa học và công nghệ các cấp.
- Kết quả tiếp nhận đề xuất đặt hàng nhiệm vụ.
- Kết quả thẩm định công nghệ dự án đầu tư.
3. Chuyển đổi số
- Kết quả vận hành hạ tầng số, hệ thống thông tin, chữ ký số.
- Kết quả bồi dưỡng kỹ năng số; số tổ công nghệ số cộng đồng.
4. Đổi mới sáng tạo và khởi nghiệp
5. Bảo hộ sở hữu công nghiệp ở nước ngoài
……………………………………
II. Hạn chế và nguyên nhân
III. Nhiệm vụ trọng tâm năm 2026
IV. Đề xuất, kiến nghị
……………………………………
"""

ANSWERS: dict[str, Any] = {
    "findings": [
        {"kind": "cross_report_value", "values": [47, 53], "what": "phiếu đề xuất đặt hàng"},
        {"kind": "cross_report_value", "values": [15, 19], "what": "dự án đầu tư được thẩm tra công nghệ"},
        {"kind": "cross_report_value", "values": [2, 1], "what": "lớp tập huấn truy xuất nguồn gốc"},
        {"kind": "within_report_value", "values": [12, 14], "what": "giấy phép bức xạ"},
        {"kind": "sum_mismatch", "values": [37, 36], "what": "Phụ lục: 02 + 26 + 08"},
        {"kind": "sum_mismatch", "values": [34, 33], "what": "34 cơ sở (20 tổ chức và 13 cá nhân)"},
        {"kind": "count_vs_list", "values": [4, 3], "what": "04 Kế hoạch, liệt kê 03"},
        {"kind": "citation_number", "values": ["215-KH/TU", "251-KH/TU"], "what": "cùng ngày, cùng trích yếu"},
        {"kind": "citation_date", "values": ["2025-05-20", "2025-05-02"], "what": "412/QĐ-UBND"},
        {"kind": "malformed_date", "values": ["15/4/20255"], "what": "390/QĐ-UBND"},
        {"kind": "superseded_document", "values": ["64/KH-UBND"], "what": "đã bị 412/QĐ-UBND thay thế"},
    ],
    "not_findings": [
        {"what": "26 = 17 + 09 và 31 = 22 + 09 nhiệm vụ: tổng đúng"},
        {"what": "8.412 = 1.205 + 7.187 + 20: tổng đúng"},
        {"what": "hơn 1.850 (thân) và 1.912 (phụ lục): khoảng giá trị phù hợp"},
        {"what": "21 rồi 24 hệ thống thông tin: số sau là cập nhật"},
    ],
    "covering": {
        "question": "Văn bản nào triển khai Nghị quyết 57?",
        "direct": ["215-KH/TU", "06-KH/BCĐ"],
        "indirect": ["412/QĐ-UBND"],
    },
    "outline": ["I", "1", "2", "3", "4", "5", "II", "III", "IV"],
    "gaps": ["5"],
}


def write_docx(text: str, path: Path) -> None:
    """Write one paragraph a line; "#" lines become a table."""
    document = Document()
    document.core_properties.author = "Sở Khoa học và Công nghệ tỉnh Hải Bình"
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    rows = [line[2:].split("|") for line in text.splitlines() if line.startswith("#")]
    for line in text.splitlines():
        if not line.startswith("#"):
            document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words.strip()
    document.save(str(path))


def write_pdf(text: str, path: Path) -> None:
    """Write a text-layer PDF, wrapped and paged as an office printer would."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    font = Path("/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf")
    pdfmetrics.registerFont(TTFont("Serif", str(font)))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("Báo cáo 9 tháng đầu năm 2025")
    page, y = 1, 780
    canvas.setFont("Serif", 13)
    for paragraph in text.splitlines():
        for line in simpleSplit(paragraph, "Serif", 13, 440):
            if y < 70:
                canvas.showPage()
                page, y = page + 1, 780
                canvas.setFont("Serif", 13)
                canvas.drawCentredString(297, 810, str(page))
            canvas.drawString(85, y, line)
            y -= 19
        y -= 5
    canvas.save()


def main() -> None:
    """Write all samples and the answer key."""
    OUT.mkdir(parents=True, exist_ok=True)
    write_docx(SIX_MONTHS, OUT / "bao-cao-6-thang-2025.docx")
    (OUT / "bao-cao-hoi-nhap-6-thang-2025.txt").write_text(INTEGRATION, encoding="utf-8")
    write_pdf(NINE_MONTHS, OUT / "bao-cao-9-thang-2025.pdf")
    write_docx(OUTLINE, OUT / "de-cuong-nam-2025.docx")
    (OUT / "dap-an.json").write_text(
        json.dumps(ANSWERS, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
