"""The layout of an official document as values, each with its rule.

Rules are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I (thể thức và kỹ thuật trình bày văn
bản hành chính); mục and khoản below are its own. Lengths are millimetres, sizes are points.
"""

from __future__ import annotations

# Mục I, khoản 1, 3: khổ giấy A4; lề trên, dưới 20–25, trái 30–35, phải 15–20.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20.0, 20.0, 30.0, 20.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
TEXT_WIDTH_LANDSCAPE = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
# Mục I, khoản 4: phông chữ Times New Roman, màu đen, Unicode TCVN 6909:2001.
FONT = "Times New Roman"
# Mục I, khoản 7: số trang chữ số Ả Rập, cỡ 13–14, đứng, giữa lề trên, không ở trang thứ nhất.
SIZE_PAGE_NUMBER = 13
HEADER_DISTANCE = 10.0  # page number stands inside the top margin

# Mục II, khoản 1: Quốc hiệu cỡ 12–13, in hoa, đậm; Tiêu ngữ cỡ 13–14, đậm, kẻ ngang dài bằng dòng
# chữ.
QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
SIZE_QUOC_HIEU, SIZE_TIEU_NGU = 12, 13
# Mục II, khoản 2: cơ quan chủ quản cỡ 12–13 in hoa; cơ quan ban hành in hoa, đậm, kẻ 1/3–1/2 dòng
# chữ.
SIZE_CO_QUAN = 12
RULE_SHARE = 0.4  # of the line above it, also below the trích yếu
USUAL_RULES = (22.0, 50.0)  # below an issuing body and a trích yếu that are not known yet
# Two columns of the borderless header table; the right one holds the Quốc hiệu on one line.
HEADER_COLUMNS = (66.0, 94.0)
# Mục II, khoản 3, 4: số, ký hiệu cỡ 13 đứng; địa danh, thời gian cỡ 13–14 nghiêng, cùng một dòng.
SIZE_SO_KY_HIEU = 13
SIZE_DIA_DANH = 13
# Mục II, khoản 5: tên loại cỡ 13–14 in hoa đậm; trích yếu cỡ 13–14 đậm, kẻ 1/3–1/2 dòng chữ.
SIZE_TEN_LOAI = SIZE_TRICH_YEU = 14
# Mục II, khoản 6: nội dung cỡ 13–14, dàn đều, lùi đầu dòng 1 hoặc 1,27 cm, cách đoạn tối thiểu
# 6 pt, cách dòng từ đơn đến 1,5; căn cứ nghiêng, mỗi căn cứ một dòng.
SIZE_BODY = 14
FIRST_LINE = 12.7
SPACE_AFTER = 6
LINE_SPACING = 1.15
# Mục II, khoản 7: quyền hạn, chức vụ cỡ 13–14 in hoa đậm; họ tên cỡ 13–14 đậm.
SIZE_SIGNATURE = 14
# Mục II, khoản 9: "Nơi nhận:" cỡ 12 nghiêng đậm; danh sách cỡ 11, cuối cùng "Lưu: VT, …".
SIZE_NOI_NHAN, SIZE_NOI_NHAN_LIST = 12, 11
# Mục III, khoản 1 (phụ lục): "Phụ lục" cỡ 14 đậm, tiêu đề 13–14 in hoa đậm, "(Kèm theo …)" nghiêng
# 13–14; số trang của mỗi phụ lục đánh riêng.
SIZE_PHU_LUC = 14
SIZE_KEM_THEO = 13
SIZE_TABLE = 11
# The decree says nothing of footnotes: smaller than the body, legible on paper.
SIZE_FOOTNOTE = 11
