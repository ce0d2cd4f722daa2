"""Every Vietnamese string of the command line, the API and the workbench, in one place."""

from __future__ import annotations

# ---------------------------------------------------------------- the product
NAME = "baocao"
TAGLINE = "Trợ lý soạn thảo và kiểm tra báo cáo"
DESCRIPTION = (
    "Trợ lý soạn thảo và kiểm tra báo cáo cho cơ quan nhà nước. "
    "Mọi số liệu và số hiệu văn bản đều kèm nguồn: tệp, trang, dòng."
)

# ---------------------------------------------------------------- argparse's own words
USAGE = "Cách dùng: "
POSITIONALS = "Tham số"
OPTIONS = "Tùy chọn"
VERBS = "Các lệnh"
VERB = "LỆNH"
HELP_HELP = "hiện hướng dẫn này rồi thoát"
VERSION_HELP = "hiện phiên bản rồi thoát"
WRONG_USAGE = "baocao: {problem}.\nXem hướng dẫn: {prog} --help\n"
EPILOG = "Xem hướng dẫn của từng lệnh: baocao LỆNH --help"
HOME_HELP = "thư mục của kho báo cáo (mặc định: $BAOCAO_HOME, nếu không có thì ~/.baocao)"
JSON_HELP = "in JSON thay cho bảng"
JSONL_HELP = "in JSON Lines (mỗi dòng một đối tượng) thay cho bảng"
FILE = "TỆP"
PATH = "ĐƯỜNG_DẪN"
FOLDER = "THƯ_MỤC"
NAME_ARG = "TÊN_TỆP"
WORDS = "CÂU_HỎI"
NUMBER = "SỐ"

QUERY = "TỪ_KHÓA"
DOCX = "TỆP.docx"
SECTION = "ĐỀ_MỤC"
PERIOD = "KỲ"
MODEL = "MÔ_HÌNH"
HOST = "ĐỊA_CHỈ"
DRAFT_JSON = "DỰ_THẢO.json"
DEBUG_HELP = "khi có lỗi ngoài dự kiến, in đầy đủ dấu vết lỗi"
FILE_HELP = "tệp .docx, .pdf hoặc .txt"
FILES_HELP = "một hay nhiều tệp .docx, .pdf, .txt"
PATHS_HELP = "tệp hoặc thư mục (cả thư mục con)"
NAMES_HELP = "tên tệp như trong kho (xem bằng lệnh list)"
QUERY_HELP = "từ khóa hoặc câu, không cần đặt trong ngoặc kép"
QUESTION_HELP = "câu hỏi, không cần đặt trong ngoặc kép"
CHECK_FILES_HELP = "tệp cần kiểm tra; bỏ trống để kiểm tra cả kho"

# ---------------------------------------------------------------- what each verb does
READ_HELP = "đọc một tệp: thể thức, kỳ báo cáo, cây đề mục, chú thích, bảng biểu"
READ_TEXT_HELP = "in văn bản chuẩn của tệp; số dòng trong mọi kết quả tính theo văn bản này"
READ_REPAIRED_HELP = "in từng dòng của tệp, chữ quét (OCR) hỏng đã được khôi phục"
CITATIONS_HELP = "liệt kê các văn bản được viện dẫn, theo thứ tự xuất hiện"
RELATIONS_HELP = "liệt kê quan hệ giữa các văn bản (thực hiện, thay thế, sửa đổi …)"
FIGURES_HELP = "liệt kê số liệu kèm đơn vị, chỉ tiêu, kỳ báo cáo, phạm vi"
CHECK_HELP = "kiểm tra số liệu và viện dẫn; không nêu tệp thì kiểm tra cả kho"
CHECK_LEVEL_HELP = (
    "chỉ in phát hiện từ mức này trở lên: error (lỗi), warning (cần xem), info (tham khảo)"
)
INDEX_HELP = "đưa tệp hoặc cả thư mục vào kho; tệp đã có thì chỉ cập nhật khi nội dung thay đổi"
REMOVE_HELP = "gỡ báo cáo khỏi kho (tệp gốc không bị xóa)"
LIST_HELP = "liệt kê các báo cáo trong kho"
SEARCH_HELP = "tìm đoạn văn theo từ khóa hoặc ý, gõ có dấu hay không dấu đều được"
SEARCH_K_HELP = "số đoạn cần lấy (mặc định: 8)"
ASK_HELP = "hỏi về văn bản, ví dụ: quyết định nào triển khai Nghị quyết 57"
OUTLINE_HELP = "đọc đề cương trong một tệp và in cây đề mục"
DRAFT_HELP = "soạn dự thảo theo đề cương từ các báo cáo trong kho"
DRAFT_OUTLINE_HELP = "tệp có đề cương (.docx, .pdf, .txt)"
DRAFT_OUT_HELP = "tệp .docx sẽ ghi dự thảo"
DRAFT_SECTION_HELP = "chỉ soạn một đề mục, ví dụ: I.2"
DRAFT_PERIOD_HELP = 'kỳ báo cáo, ví dụ: "9 tháng đầu năm 2025"'
DRAFT_MODEL_HELP = "mô hình ngôn ngữ dùng để viết lời văn (mặc định: không dùng)"
DRAFT_SAVE_HELP = "lưu cả dự thảo (kèm nguồn) để sau này xuất lại bằng lệnh export"
EXPORT_HELP = "xuất dự thảo đã lưu bằng draft --save ra tệp .docx"
EXPORT_SOURCE_HELP = "tệp do lệnh draft --save ghi; dấu - là đọc từ đầu vào chuẩn"
SERVE_JSON_HELP = "in địa chỉ phục vụ dưới dạng JSON"
SERVE_HELP = "mở bàn làm việc trên trình duyệt và API, chỉ trong máy này"
SERVE_HOST_HELP = "địa chỉ phục vụ (mặc định: 127.0.0.1, chỉ máy này truy cập được)"
SERVE_PORT_HELP = "cổng (mặc định: 7860; 0 là chọn cổng trống)"
SERVE_OPEN_HELP = "mở trình duyệt sau khi khởi động"
DEMO_HELP = "làm cả việc chính một lượt trên bộ báo cáo mẫu: lập chỉ mục, hỏi, soạn, kiểm tra"
DEMO_OUT_HELP = "thư mục ghi kết quả (mặc định: out)"
DEMO_REPORTS_HELP = "thư mục báo cáo (mặc định: bộ mẫu đi kèm)"
CONFIG_HELP = "in cấu hình đang có hiệu lực, không in mật khẩu hay khóa"

# ---------------------------------------------------------------- messages of the command line
STOPPED = "Đã dừng theo yêu cầu; không có gì bị ghi dở."
NOTHING_FOUND = "Không tìm thấy kết quả nào."
EMPTY_LIBRARY = "Kho chưa có báo cáo nào. Thêm báo cáo bằng: baocao index ĐƯỜNG_DẪN"
NOT_IN_LIBRARY = "{name}: không có báo cáo nào tên này trong kho; xem tên bằng: baocao list"
REMOVED = "Đã gỡ {name} khỏi kho."
INDEXED = (
    "Đã thêm {added}, cập nhật {updated}, không đổi {unchanged}, lỗi {failed}; "
    "kho có {passages} đoạn."
)
WROTE = "Đã ghi dự thảo vào {path}."
FILE_EXISTS_AS_FOLDER = "{path}: đây là thư mục, hãy nêu tên một tệp .docx."
OUT_FOLDER_MISSING = "{path}: thư mục chứa tệp này chưa có, hãy tạo trước hoặc chọn nơi khác."
CANNOT_WRITE = "{path}: không ghi được tệp này ({reason}), hãy chọn nơi khác hoặc đóng tệp đang mở."
BAD_DRAFT = "{path}: đây không phải dự thảo do lệnh draft --save ghi."
CANNOT_OPEN = "{path}: không mở được tệp này, hãy kiểm tra đường dẫn và quyền đọc."
SERVING = "Bàn làm việc: {url}  ·  API: {url}/docs  ·  dừng: Ctrl+C"
SERVING_OPEN = (
    "Chú ý: địa chỉ {host} cho phép máy khác trong mạng truy cập kho báo cáo; "
    "bàn làm việc không có mật khẩu."
)
PORT_TAKEN = "Cổng {port} đang bận; hãy chọn cổng khác bằng --port."
PORT_RANGE = "cổng phải từ 0 đến 65535"
POSITIVE = "phải là số nguyên từ 1 trở lên"
STARTING = "Đang khởi động bàn làm việc …"
UNEXPECTED = "Có lỗi ngoài dự kiến ({kind}): {message}"
READING = "Đang đọc {name}"
CHECK_SUMMARY = "{error} lỗi, {warning} cần xem, {info} tham khảo."
CHECK_CLEAN = "Không phát hiện điểm bất thường nào."
CHECK_HIDDEN = "Còn {count} điểm tham khảo; xem bằng: --level info"

# ---------------------------------------------------------------- words for values
SEVERITIES = {"error": "Lỗi", "warning": "Cần xem", "info": "Tham khảo"}
KINDS = {
    "cross_report_value": "Số liệu khác nhau giữa các báo cáo",
    "within_report_value": "Số liệu khác nhau trong một báo cáo",
    "sum_mismatch": "Tổng không khớp thành phần",
    "percent_mismatch": "Tỷ lệ không khớp số liệu",
    "count_vs_list": "Số đếm không khớp danh sách",
    "citation_number": "Số hiệu văn bản không thống nhất",
    "citation_date": "Ngày văn bản không thống nhất",
    "malformed_date": "Ngày tháng viết sai",
    "superseded_document": "Viện dẫn văn bản đã được thay thế",
    "status_conflict": "Tình trạng văn bản mâu thuẫn",
    "duplicate_item": "Nội dung trùng lặp",
    "numbering_order": "Đánh số không liên tục",
    "missing_info": "Thiếu thông tin",
    "unsupported_claim": "Chưa có nguồn",
    "plan_gap": "Khó đạt kế hoạch",
    "terminology": "Thuật ngữ chưa thống nhất",
    "unit_place_name": "Tên đơn vị, địa danh",
    "typo": "Lỗi chính tả",
}
QUANTITY_KINDS = {
    "actual": "thực hiện",
    "plan": "kế hoạch",
    "estimate": "ước",
    "target": "mục tiêu",
}
YES, NO = "có", "không"
PAGE = "tr. {page}"
LINE = "dòng {line}"
LINES = "dòng {line}–{line_end}"

# ---------------------------------------------------------------- tables
COL_LINE = "Dòng"
COL_NUMBER = "Số hiệu"
COL_TYPE = "Loại"
COL_DATE = "Ngày"
COL_ISSUER = "Cơ quan ban hành"
COL_SURFACE = "Viết trong văn bản"
COL_FROM = "Văn bản"
COL_RELATION = "Quan hệ"
COL_TO = "Với văn bản"
COL_QUOTE = "Trích"
COL_VALUE = "Giá trị"
COL_UNIT = "Đơn vị"
COL_INDICATOR = "Chỉ tiêu"
COL_PERIOD = "Kỳ"
COL_AS_OF = "Số liệu đến"
COL_SCOPE = "Phạm vi"
COL_KIND = "Tính chất"
COL_FILE = "Tệp"
COL_TITLE = "Tiêu đề"
COL_PAGES = "Trang"
COL_CITATIONS = "Viện dẫn"
COL_FIGURES = "Số liệu"
COL_QUALITY = "Chất lượng chữ"
COL_STATUS = "Hiệu lực"
COL_SOURCES = "Nguồn"
COL_NAME = "Mục"
COL_CONTENT = "Nội dung"
FIELDS = {
    "title": "Tiêu đề",
    "kind": "Loại văn bản",
    "number": "Số hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "signer": "Người ký",
    "recipients": "Nơi nhận",
    "period": "Kỳ báo cáo",
    "as_of": "Số liệu đến ngày",
    "scope": "Phạm vi",
    "pages": "Số trang",
    "quality": "Chất lượng chữ",
    "footnotes": "Chú thích",
    "tables": "Bảng biểu",
}
QUALITY_CLEAN = "tốt"
QUALITY_OCR = "bản quét (OCR)"
QUALITY_DAMAGED = "bản quét (OCR), {share} số dòng hỏng dấu"
OUTLINE_TITLE = "Cây đề mục"
PLANNED = "dự kiến"
NEGATED = "phủ định"
VIA = "qua {numbers}"
PASSAGES = "Đoạn liên quan"
DOCUMENTS = "Văn bản"
SUGGESTION = "Gợi ý: {text}"
GAP = "Còn thiếu: {text}"
CONFLICT = "Mâu thuẫn: {text}"
BLANK = "[để trống, cần điền]"
DRAFT_SUMMARY = (
    "{sections} đề mục, {sentences} câu có nguồn, {gaps} chỗ còn thiếu, "
    "{conflicts} chỗ mâu thuẫn; {unsupported} câu chưa có nguồn."
)
