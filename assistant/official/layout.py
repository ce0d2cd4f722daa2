"""The layout of an official document as values, each with its rule.

Rules are those of Nghị định 30/2020/NĐ-CP, Phụ lục I (thể thức, kỹ thuật trình bày). Lengths are
millimetres, sizes are points.
"""

from __future__ import annotations

from corpus.text import fold

# Phụ lục I, mục I.1: khổ giấy A4; lề trên, dưới 20–25, trái 30–35, phải 15–20.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20.0, 20.0, 30.0, 20.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
# Mục I.3: phông chữ Times New Roman, màu đen, Unicode TCVN 6909:2001.
FONT = "Times New Roman"
# Mục I.4: số trang chữ số Ả Rập, cỡ 13–14, giữa lề trên, không hiển thị ở trang thứ nhất.
SIZE_PAGE_NUMBER = 13
HEADER_DISTANCE = 10.0  # page number stands inside the top margin

# Mục II.1: Quốc hiệu cỡ 12–13, in hoa, đậm; Tiêu ngữ cỡ 13–14, đậm, kẻ ngang dài bằng dòng chữ.
QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
SIZE_QUOC_HIEU, SIZE_TIEU_NGU = 12, 13
TIEU_NGU_WIDTH = 53.0  # of its words, bold, at SIZE_TIEU_NGU in FONT
# Mục II.2: cơ quan chủ quản cỡ 12–13 in hoa; cơ quan ban hành in hoa, đậm, kẻ 1/3–1/2 dòng chữ.
SIZE_CO_QUAN = 12
RULE_SHARE = 0.4  # of the line above it, also below the trích yếu
# Two columns of the borderless header table; the right one holds the Quốc hiệu on one line.
HEADER_COLUMNS = (66.0, 94.0)
# Mục II.3, II.4: số, ký hiệu cỡ 13 đứng; địa danh, thời gian cỡ 13–14 nghiêng.
SIZE_SO_KY_HIEU = 13
SIZE_DIA_DANH = 13
# Mục II.5: tên loại cỡ 13–14 in hoa đậm; trích yếu cỡ 13–14 đậm, kẻ 1/3–1/2 dòng chữ.
SIZE_TEN_LOAI = SIZE_TRICH_YEU = 14
# Mục II.6: nội dung cỡ 13–14, dàn đều, lùi đầu dòng 1 hoặc 1,27 cm, cách đoạn tối thiểu 6 pt,
# cách dòng từ đơn đến 1,5.
SIZE_BODY = 14
FIRST_LINE = 12.7
SPACE_AFTER = 6
LINE_SPACING = 1.15
# Mục II.7: quyền hạn, chức vụ cỡ 13–14 in hoa đậm; họ tên cỡ 13–14 đậm.
SIZE_SIGNATURE = 14
# Mục II.9: "Nơi nhận:" cỡ 12 nghiêng đậm; danh sách cỡ 11, cuối cùng "Lưu: VT, …".
SIZE_NOI_NHAN, SIZE_NOI_NHAN_LIST = 12, 11
# Mục III (phụ lục): "Phụ lục" cỡ 14 đậm, tiêu đề 13–14 in hoa đậm, "(Kèm theo …)" nghiêng 13–14;
# số trang của mỗi phụ lục đánh riêng.
SIZE_PHU_LUC = 14
SIZE_KEM_THEO = 13
SIZE_TABLE = 11

# The head of an office by the first words of its name (folded); longest names first.
_HEADS = (
    ("uy ban nhan dan", "CHỦ TỊCH"),
    ("ubnd", "CHỦ TỊCH"),
    ("van phong", "CHÁNH VĂN PHÒNG"),
    ("thanh tra", "CHÁNH THANH TRA"),
    ("cong an", "GIÁM ĐỐC"),
    ("so ", "GIÁM ĐỐC"),
    ("trung tam", "GIÁM ĐỐC"),
    ("bo phan", "THỦ TRƯỞNG CƠ QUAN"),
    ("bo ", "BỘ TRƯỞNG"),
    ("ban ", "TRƯỞNG BAN"),
    ("chi cuc", "CHI CỤC TRƯỞNG"),
    ("cuc ", "CỤC TRƯỞNG"),
    ("phong ", "TRƯỞNG PHÒNG"),
    ("truong ", "HIỆU TRƯỞNG"),
)


def signature_title(issuer: str | None) -> tuple[str, ...]:
    """Return the lines of authority and office above the name, e.g. ("GIÁM ĐỐC",).

    A people's committee signs collectively: "TM. ỦY BAN NHÂN DÂN" above (mục II.7.a).
    """
    name = fold(issuer or "")
    for start, head in _HEADS:
        if name.startswith(start):
            if head == "CHỦ TỊCH":
                return "TM. ỦY BAN NHÂN DÂN", head
            return (head,)
    return ("THỦ TRƯỞNG CƠ QUAN",)
