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
DRAFT_OUTLINE_HELP = "tệp có đề cương (.docx, .pdf, .txt), hoặc cây .json do outline --json in ra"
DRAFT_OUT_HELP = "tệp .docx sẽ ghi dự thảo"
DRAFT_SECTION_HELP = "chỉ soạn một đề mục, ví dụ: I.2"
DRAFT_PERIOD_HELP = 'kỳ báo cáo, ví dụ: "9 tháng đầu năm 2025"'
DRAFT_MODEL_HELP = "mô hình ngôn ngữ dùng để viết lời văn (mặc định: không dùng)"
DRAFT_SAVE_HELP = "lưu cả dự thảo (kèm nguồn) để sau này xuất lại bằng lệnh export"
DESK_LIST = "các bản thảo lưu trong kho, mới sửa trước"
DESK_BEGIN = "soạn theo đề cương và lưu vào kho"
DESK_OUTLINE = "đọc đề cương thành cây để duyệt: đề mục, gợi ý trùng, gợi ý dành cho đơn vị khác"
DESK_RESUME = "soạn tiếp các mục chưa soạn của một bản thảo"
DESK_CONFIRM = "bỏ dấu ở một chỗ cần xem mà người dùng đã xác nhận"
DESK_SOURCES = "các đoạn nguồn có thể chọn để soạn lại một mục"
API_TREE = "cây đề cương đã duyệt (JSON, như /drafts/outline trả về); bỏ trống: giữ nguyên đề cương"
API_DESK_BACKGROUND = "true: trả về ngay mã bản thảo và mã công việc (202)"
API_BASE_VERSION = "phiên bản mà người gọi đang sửa; nếu đã có phiên bản mới hơn thì trả về 409"
DESK_OPEN = "một bản thảo, phiên bản mới nhất hoặc phiên bản chỉ định"
DESK_REMOVE = "xóa một bản thảo cùng mọi phiên bản"
DESK_EDIT = "sửa nội dung một mục; số liệu không có nguồn được đánh dấu"
DESK_AGAIN = "soạn lại một mục từ các báo cáo được chọn"
DESK_LOCK = "khóa một mục"
DESK_UNLOCK = "mở khóa một mục"
DESK_VERSIONS = "các phiên bản của một bản thảo"
DESK_COMPARE = "so sánh hai phiên bản theo từng mục"
DESK_RESTORE = "trở lại một phiên bản cũ"
DESK_DOCX = "tải tệp .docx của bản thảo"
DESK_DOCX_TEMPLATE = "tải tệp .docx của bản thảo, điền vào mẫu .docx gửi kèm"
NO_SUCH_DRAFT = "Không có bản thảo này trong kho."
CHECK_LAYOUT_HELP = "kiểm tra thể thức, kỹ thuật trình bày của tệp .docx theo NĐ 30/2020/NĐ-CP"
LAYOUT_NO_FILE = "Cần ít nhất một tệp .docx để kiểm tra thể thức."
LAYOUT_CLEAN = "{file}: không thấy sai thể thức theo Nghị định 30/2020/NĐ-CP."
LAYOUT_FOUND = "{file}: {count} chỗ chưa đúng thể thức."
SOURCES_HELP = (
    "ghi nguồn số liệu ở phụ lục (appendix, mặc định), ở ghi chú Word (comments), cả hai (both) "
    "hay không ghi (none, mặc định của --clean)"
)
CLEAN_WITHOUT_COMMENTS = (
    "Bản sạch không có ghi chú Word: hãy bỏ --clean, hoặc ghi nguồn ở phụ lục (appendix)."
)
TEMPLATE_HELP = "mẫu .docx của cơ quan có các chỗ {{noi_dung}}, {{trich_yeu}} … để điền vào"
TEMPLATE_EXAMPLE = "ghi ra một tệp mẫu để sửa thành mẫu của cơ quan, rồi thôi"
SIGNATURE = "PHẦN KÝ"
SIGNATURE_HELP = (
    "quyền hạn, chức vụ và họ tên người ký, cách nhau bằng dấu |: "
    "“KT. GIÁM ĐỐC | PHÓ GIÁM ĐỐC | Trần Văn Bình”, hay chỉ “KT.”"
)
LETTERHEAD = "PHẦN ĐẦU"
LETTERHEAD_HELP = (
    "“cơ quan chủ quản | cơ quan ban hành | ký hiệu | địa danh”, phần bỏ trống lấy theo báo cáo cũ"
)
EXPORT_NEEDS = "Cần tệp dự thảo và --out TỆP.docx; hoặc --template-example TỆP.docx để lấy tệp mẫu."
CLEAN_HELP = "xuất bản sạch, không dấu đánh dấu; bị từ chối khi còn chỗ cần xác nhận"
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
PORT_TAKEN = (
    "Không mở được {host}:{port}: cổng đang bận hoặc địa chỉ không có trên máy này; "
    "hãy chọn cổng khác bằng --port."
)
PORT_RANGE = "cổng phải từ 0 đến 65535"
NOT_NEGATIVE = "phải là số nguyên từ 0 trở lên"
POSITIVE = "phải là số nguyên từ 1 trở lên"
STARTING = "Đang khởi động bàn làm việc …"
UNEXPECTED = "Có lỗi ngoài dự kiến ({kind}): {message}"
READING = "Đang đọc {name}"
READING_PAGE = "Đang đọc {name}: trang {page}/{pages}"
DOUBT_NOTE = "kiểm tra bản gốc"
DOUBTFUL_TITLE = "Số chưa chắc đọc đúng, cần kiểm tra bản gốc"
REPAIRING = "Đang khôi phục chữ hỏng …"
CHECK_SUMMARY = "{error} lỗi, {warning} cần xem, {info} tham khảo."
CHECK_CLEAN = "Không phát hiện điểm bất thường nào."
CHECK_HIDDEN = "Còn {count} điểm tham khảo; xem bằng: --level info"

# ---------------------------------------------------------------- reviewing
REVIEW_HELP = "kiểm tra và theo dõi phát hiện: cái nào mới, đã hết, đã có quyết định"
REVIEW_STATE_HELP = (
    "chỉ in phát hiện ở trạng thái này (nêu được nhiều lần): new (mới), open (chưa xử lý), "
    "accepted (đồng ý), dismissed (bỏ qua), still (báo đã sửa nhưng còn), fixed (đã hết)"
)
REVIEW_OUT_HELP = "ghi phiếu rà soát ra tệp .docx hoặc .xlsx"
REVIEW_COMMENTS_HELP = (
    "ghi phát hiện thành nhận xét Word trong bản sao của tệp .docx được kiểm tra (nêu đúng một tệp)"
)
DECIDE_HELP = "ghi quyết định về một phát hiện; mã lấy từ lệnh review"
DECIDE_FINGERPRINT_HELP = "mã của phát hiện, như lệnh review in ra"
DECIDE_WHAT_HELP = (
    "accepted (đồng ý, sẽ sửa), dismissed (bỏ qua, cần --reason), corrected (đã sửa), "
    "open (rút lại quyết định)"
)
DECIDE_REASON_HELP = "lý do; bắt buộc khi bỏ qua"
FINGERPRINT = "MÃ"
DECISION = "QUYẾT_ĐỊNH"
STATE = "TRẠNG_THÁI"
REASON = "LÝ_DO"
SHEET = "TỆP.docx|TỆP.xlsx"
STATES = {
    "new": "Mới",
    "open": "Chưa xử lý",
    "accepted": "Đồng ý",
    "dismissed": "Bỏ qua",
    "still": "Báo đã sửa, vẫn còn",
    "fixed": "Đã hết",
}
DECISIONS = {"accepted": "Đồng ý", "dismissed": "Bỏ qua", "corrected": "Đã sửa"}
REVIEW_SUMMARY = (
    "{new} mới, {open} chưa xử lý, {accepted} đồng ý, {still} báo đã sửa nhưng còn, "
    "{dismissed} bỏ qua; {fixed} đã hết so với lần kiểm tra trước."
)
REVIEW_FIRST = "Lần kiểm tra đầu tiên, chưa có gì để so sánh."
REVIEW_REASON = "Ý kiến: {text}"
REVIEW_CODE = "mã {code}"
DECIDED = "Đã ghi: {decision} ({code})."
WITHDRAWN = "Đã rút lại quyết định ({code})."
CHECK_DISMISSED = "{count} phát hiện đã được bỏ qua trước đây; xem bằng: baocao review"
SHEET_WRITTEN = "Đã ghi phiếu rà soát vào {path}."
COMMENTS_WRITTEN = "Đã ghi {count} nhận xét vào {path}; tệp gốc không đổi."
COMMENTS_MISSED = "{count} nhận xét không tìm được đúng chỗ trong tệp Word nên không ghi."
COMMENTS_ONE = (
    "Hãy nêu đúng một tệp .docx cần ghi nhận xét; có thể kèm các tệp .pdf, .txt để đối chiếu."
)
SHEET_TYPE = "{path}: phiếu rà soát chỉ ghi được ra .docx hoặc .xlsx; hãy đặt lại tên tệp."

FILTER_STATE = "Trạng thái (để trống: tất cả trừ mục đã bỏ qua)"
TAB_FINDINGS = "Phát hiện"
ACCEPT = "Đồng ý"
DISMISS = "Bỏ qua …"
DISMISS_DO = "Bỏ qua"
DISMISS_REASON = "Lý do bỏ qua"
CORRECTED = "Đã sửa"
REOPEN = "Rút lại quyết định"
IN_TEXT = "Xem trong văn bản"
DISMISS_USUAL = ("Không phải lỗi", "Khác kỳ hoặc khác phạm vi", "Đúng ý người viết")
QUOTES_AGAIN = "Xem lại trích dẫn"
REVIEW_LEFT = "Còn {left} trong {count} mục chưa xem"
REVIEW_DONE = "Đã xem hết {count} mục"
FILTER_UNSEEN = "Chỉ mục chưa xem"
CHECK_ALL_SEEN = "Đã xem hết các mục"
CHECK_ALL_SEEN_HINT = "Tải phiếu rà soát để lưu kết quả, hoặc bỏ “Chỉ mục chưa xem” để xem lại."
COMMENTS_DOCX_ONLY = (
    "Nhận xét kiểu Word chỉ ghi được vào bản sao của tệp .docx. Với {names}, "
    "hãy dùng phiếu rà soát ở trên."
)
DECIDED_ON = "{decision} · {day}"
SHEET_DOCX = "Tải phiếu rà soát .docx"
SHEET_XLSX = "Tải phiếu rà soát .xlsx"
SHEET_NAME = "phieu-ra-soat"
COMMENTED = "Tải {name} có nhận xét"
COMMENTED_NAME = "{stem}-nhan-xet.docx"
COMMENTS_HINT = (
    "Nhận xét Word ghi vào bản sao của tệp .docx tải lên; tệp .pdf và .txt thì dùng phiếu rà soát."
)
NO_REVIEW_YET = "Chưa có kết quả kiểm tra này, hoặc đã quá cũ; hãy bấm “Kiểm tra” lại."
NO_COMMENTED = "Kết quả này không có bản Word nào tên như vậy."
TAG_REVIEW = "Rà soát"
API_REVIEW = "kiểm tra cả kho, kèm trạng thái của từng phát hiện (mới, đã hết, đã có quyết định)"
API_DECIDE = "ghi hoặc rút lại quyết định về một phát hiện"
API_SHEET = "phiếu rà soát của một lần kiểm tra trên bàn làm việc, .docx hoặc .xlsx"
API_COMMENTED = "bản sao có nhận xét của một tệp .docx vừa kiểm tra"
API_LEDGER = "bảng số liệu của kho"
API_LEDGER_XLSX = "bảng số liệu của kho, dạng .xlsx"
LEDGER_NAME = "bang-so-lieu.xlsx"

# ---------------------------------------------------------------- the ledger of figures
LEDGER_HELP = "bảng số liệu: chỉ tiêu theo từng báo cáo, số nên dùng, lý do, chỗ mâu thuẫn"
LEDGER_EXPORT_HELP = "ghi bảng số liệu ra tệp .xlsx"
LEDGER_ALL_HELP = "hiện cả chỉ tiêu chỉ có trong một báo cáo (khi không nêu từ khóa)"
XLSX = "TỆP.xlsx"
LEDGER_WRITTEN = "Đã ghi bảng số liệu vào {path}."
LEDGER_COUNT = "{rows} chỉ tiêu, {conflicts} chỉ tiêu có số mâu thuẫn."
LEDGER_HIDDEN = "Còn {count} chỉ tiêu chỉ có một số; xem bằng: --all"
LEDGER_NOT_XLSX = "{path}: bảng số liệu chỉ ghi được ra .xlsx; hãy đặt lại tên tệp."
LEDGER_USE = "Nên dùng: {text}"
LEDGER_DISPUTED = "Mâu thuẫn: {text}"
TAB_LEDGER = "Bảng số liệu"
LEDGER_QUERY = "Chỉ tiêu"
LEDGER_QUERY_HINT = "Gõ vài từ của chỉ tiêu, có dấu hay không dấu"
LEDGER_FIND = "Xem"
LEDGER_DOWNLOAD = "Tải bảng số liệu .xlsx"
LEDGER_EMPTY = "Chưa có số liệu"
LEDGER_EMPTY_HINT = "Thêm báo cáo vào kho, rồi bấm “Xem”."
LEDGER_ONLY_CONFLICTS = "Chỉ các chỉ tiêu có số mâu thuẫn"
LEDGER_CHOSEN = "Nên dùng"
LEDGER_REASON = "Lý do"
LEDGER_NONE = "chưa chọn được"
LEDGER_PLOT = "Diễn biến theo thời gian"
LEDGER_SHOWN = "Hiện {shown} trong {count} chỉ tiêu; gõ từ khóa để thu hẹp."

# ---------------------------------------------------------------- measuring
EVAL_HELP = "đo chất lượng kiểm tra: tỷ lệ phát hiện, báo nhầm, bẫy, thử đổi một chữ số"
EVAL_GOLD_HELP = "thư mục đáp án (inconsistencies.jsonl, not_inconsistent.jsonl)"
EVAL_FILES_HELP = "tệp để đo; bỏ trống để dùng cả kho"
EVAL_MUTATIONS_HELP = "số lần thử đổi một chữ số cho mỗi loại chỗ (mặc định: 20; 0 là không thử)"
EVAL_SEED_HELP = "số khởi tạo của phép chọn ngẫu nhiên (mặc định: 7)"
EVAL_LIST_HELP = "liệt kê cả những chỗ bỏ sót và báo ngoài đáp án"
EVAL_UPDATE_HELP = "ghi kết quả này làm mốc so sánh cho lần sau"
EVAL_RECORD_HELP = "tệp JSON giữ mốc so sánh (mặc định: evaluation.json trong kho)"
JSON_FILE = "TỆP.json"
EVAL_BAD_RECORD = "{path}: đây không phải tệp mốc do lệnh eval ghi; hãy chọn tệp khác."
EVAL_RECALL = "Phát hiện được {found}/{total} điểm cần thấy (lỗi, cần xem): {share}"
EVAL_KIND = "  {kind}: {found}/{total}"
EVAL_ALARMS = (
    "Lỗi và cần xem: {loud}; ngoài đáp án: {alarms}, tức {rate} trên 10 trang ({pages} trang)"
)
EVAL_TRAPS = "Bẫy giữ được {found}/{total}"
EVAL_STABLE = "Kiểm tra lại văn bản không đổi: kết quả như cũ"
EVAL_UNSTABLE = "CHÚ Ý: kiểm tra lại văn bản không đổi mà kết quả khác"
EVAL_MUTATION = "Đổi một chữ số ở {sort}: nhận ra {found}/{total} ({share})"
EVAL_MISSED = "  bỏ sót {text}"
EVAL_ALARM = "  ngoài đáp án {text}"
EVAL_BROKEN = "  bẫy {text}"
EVAL_SORTS = {
    "agreeing": "số khớp với nơi khác",
    "number": "số hiệu văn bản",
    "date": "ngày văn bản",
    "sum": "tổng và thành phần",
    "count": "số đếm có danh sách",
}
EVAL_SINCE = {
    "gained": "thêm được",
    "lost": "mất",
    "alarms gone": "hết báo ngoài đáp án",
    "alarms new": "báo ngoài đáp án mới",
    "traps broken": "vi phạm bẫy mới",
    "traps kept again": "giữ lại được bẫy",
}
EVAL_COMPARED = "So với mốc đã ghi:"
EVAL_SAME = "So với mốc đã ghi: không thay đổi"
EVAL_UPDATED = "Đã ghi mốc so sánh vào {path}."

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
QUALITY_OCR = "bản quét"
QUALITY_DAMAGED_OCR = "bản quét, {share} dòng hỏng chữ"
QUALITY_DAMAGED = "{share} dòng hỏng chữ"
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

# ---------------------------------------------------------------- the API
API_TITLE = "baocao: API"
API_BACKGROUND = "true: trả về ngay mã công việc (202), theo dõi tại /api/jobs/{id}"
API_EXPORT = "soạn dự thảo theo đề cương và trả về tệp .docx"
API_JOB = "xem tiến độ và kết quả của một công việc"
API_JOB_DOCX = "tải dự thảo của một công việc soạn thảo đã xong, dạng .docx"
API_STOP = "dừng một công việc"
TAG_FILES = "Đọc tệp"
TAG_LIBRARY = "Kho báo cáo"
TAG_DRAFT = "Soạn thảo"
TAG_SYSTEM = "Hệ thống"
JOB_INDEX = "Đưa báo cáo vào kho"
JOB_REMOVE = "Gỡ báo cáo"
JOB_CHECK = "Kiểm tra"
JOB_DRAFT = "Soạn dự thảo"
DOCX_NAME = "du-thao.docx"
UNNAMED = "tep-khong-ten"
NO_SUCH_JOB = "Không có công việc này, hoặc kết quả đã quá cũ nên không còn giữ."
NO_DRAFT_YET = "Công việc này chưa có dự thảo để tải về."
FOREIGN_HOST = (
    "Máy chủ chỉ trả lời tại localhost; muốn mở cho máy khác, hãy chạy baocao serve --host."
)
FOREIGN_ORIGIN = "Từ chối yêu cầu gửi từ một trang web khác."
HTTP_404 = "Không có địa chỉ này; xem các địa chỉ tại /docs."
HTTP_405 = "Địa chỉ này không nhận kiểu yêu cầu đó; xem cách gọi tại /docs."
HTTP_413 = "Dữ liệu gửi lên quá lớn (tối đa 200 MB mỗi lần); hãy chia nhỏ hoặc bỏ bớt tệp."
HTTP_500 = "Máy chủ gặp lỗi ngoài dự kiến; chi tiết ở cửa sổ đang chạy baocao serve."
HTTP_OTHER = "Yêu cầu không thực hiện được; xem cách gọi tại /docs."
BODY = "nội dung"
BODY_NO_JSON = "Nội dung gửi lên không phải JSON hợp lệ."
FIELD_MISSING = "Thiếu trường “{field}”."
FIELD_EMPTY = "Trường “{field}” không được để trống."
FIELD_LONG = "Trường “{field}” quá dài."
FIELD_UNKNOWN = "Không có trường “{field}”."
FIELD_WRONG = "Trường “{field}” có giá trị không hợp lệ."
DOCS_OPENAPI = "Mô tả OpenAPI (openapi.json)"
DOCS_RECORDS = "Các bản ghi"
DOCS_FIELDS = ("Trường", "Kiểu", "Bắt buộc", "Ý nghĩa")
DOCS_ANSWER = "Trả về"
DOCS_FILE = "tệp"
DOCS_ANY = "bất kỳ"
SERVE_STOPPED = "Đã dừng máy chủ."

# ---------------------------------------------------------------- the workbench
TAB_LIBRARY = "Kho báo cáo"
TAB_SEARCH = "Tra cứu"
TAB_DRAFT = "Soạn thảo"
TAB_CHECK = "Kiểm tra"
MORE_SOURCES = "thêm {count} nguồn"
STOPPING = "Đang dừng …"
WAITING = "Đang chờ đến lượt …"
WORKBENCH_TITLE = "baocao · Trợ lý báo cáo"
STATS = "{reports} báo cáo · {citations} viện dẫn · {figures} số liệu"
STOP = "Dừng"
JOB_STOPPED = "Đã dừng. Những gì làm xong trước đó vẫn được giữ."
FIND_HINT = "Chọn một báo cáo để xem viện dẫn, số liệu và đề mục."

# Kho báo cáo
UPLOAD = "Thêm báo cáo (.docx, .pdf, .txt)"
UPLOAD_HINT = (
    "Chọn được nhiều tệp một lần; tệp được đọc và lập chỉ mục ngay. "
    "Tệp trùng nội dung được nhận ra; tệp cùng tên có nội dung mới sẽ thay bản cũ."
)
REPORTS = "Báo cáo trong kho"
NO_REPORTS = "Kho chưa có báo cáo nào"
NO_REPORTS_HINT = "Thả tệp vào ô phía trên để bắt đầu."
INDEX_DONE = "Đã thêm {added}, cập nhật {updated}, không đổi {unchanged}."
INDEX_FAILED = "{failed} tệp không dùng được:"
REMOVE = "Gỡ khỏi kho"
REMOVE_YES = "Xác nhận gỡ"
CLOSE = "Đóng"
DETAIL_CITATIONS = "Viện dẫn ({count})"
DETAIL_FIGURES = "Số liệu ({count})"
DETAIL_OUTLINE = "Đề mục ({count})"
DETAIL_REST = "… và {count} dòng nữa; xem đủ bằng lệnh baocao trên tệp này."
COL_REPORT = "Báo cáo"

# Tra cứu
QUESTION = "Câu hỏi hoặc từ khóa"
QUESTION_PLACEHOLDER = "Ví dụ: Văn bản nào triển khai Nghị quyết số 57-NQ/TW?"
SEARCH = "Tra cứu"
EXAMPLES = "Thử hỏi"
EXAMPLE_COVER = "Văn bản nào triển khai {type} số {number}?"
EXAMPLE_REPLACED = "{number} thay thế văn bản nào?"
SEARCH_EMPTY = "Hỏi về văn bản, hoặc gõ từ khóa"
SEARCH_EMPTY_HINT = (
    "Câu trả lời liệt kê đủ các văn bản, trực tiếp và gián tiếp, kèm câu gốc làm chứng. "
    "Gõ có dấu hay không dấu đều được."
)
NO_ANSWER = "Không tìm thấy"
NO_ANSWER_HINT = "Thử từ khóa khác, hoặc kiểm tra kho đã có báo cáo liên quan chưa."
DOCUMENTS_COUNT = "Văn bản ({count})"
PASSAGES_COUNT = "Đoạn liên quan ({count})"
COL_DOCUMENT = "Văn bản"
ANSWER_PARTS = ("Trực tiếp", "Gián tiếp", "Không còn áp dụng", "Sửa đổi, bổ sung", "Lưu ý")

# Sổ văn bản
REGISTER_HELP = "sổ văn bản: mọi văn bản được viện dẫn, tra theo số hoặc trích yếu"
REGISTER_QUERY_HELP = "số hiệu hoặc vài chữ trích yếu, có dấu hay không; bỏ trống: cả sổ"
REGISTER_IMPORT_HELP = "nhập danh mục văn bản của cơ quan (.xlsx hoặc .csv)"
REGISTER_EXPORT_HELP = "xuất sổ văn bản ra tệp .xlsx hoặc .csv"
REGISTER_IMPORTED = (
    "Đã thêm {added} văn bản, cập nhật {updated}, không đổi {unchanged}, "
    "{failed} dòng không dùng được."
)
FILE_WROTE = "Đã ghi tệp {path}."
REGISTER_NOTHING = "Không có văn bản nào khớp."
REGISTER_EMPTY = "Sổ chưa có văn bản nào: hãy thêm báo cáo bằng lệnh index hoặc nhập danh mục."
REGISTER_FILE = "so-van-ban"
ANSWER_FILE = "ket-qua-tra-cuu"
TABLE_FILE = "TỆP.xlsx"
ANSWER_TARGET = "TỆP.docx|.xlsx"
ASK_EXPORT_HELP = "xuất câu trả lời ra tệp .docx hoặc .xlsx"
SUGGEST_HELP = "gợi ý viện dẫn: gõ số hoặc trích yếu, nhận dạng viện dẫn đầy đủ"
API_CORRECT = "sửa một văn bản trong sổ"
API_MERGE = "gộp hai mục của sổ thành một văn bản"
API_SPLIT = "tách một phần số lần nhắc thành văn bản riêng"
API_REVERT = "bỏ những gì người dùng đã sửa ở một văn bản"
LATER_FORM = "các lần sau"
COL_TITLE = "Trích yếu"
COL_MENTIONS = "Số lần nhắc"
TAB_ASK = "Hỏi đáp"
TAB_REGISTER = "Sổ văn bản"
SUGGEST_LABEL = "Gợi ý viện dẫn"
SUGGEST_PLACEHOLDER = "Gõ số hiệu hoặc trích yếu, ví dụ: 327, hoặc: kien truc chinh quyen dien tu"
SUGGEST_NONE = "Không có văn bản nào trong sổ khớp với nội dung vừa gõ."
FIRST_FORM_LABEL = "Lần đầu"
LATER_FORM_LABEL = "Lần sau"
COPY = "Sao chép"
COPIED = "Đã chép"
REGISTER_TYPE = "Loại văn bản"
REGISTER_ISSUER = "Cơ quan ban hành"
REGISTER_YEAR = "Năm"
REGISTER_STATUS = "Tình trạng"
REGISTER_STATUSES = ("còn hiệu lực", "được thay thế, bãi bỏ", "được sửa đổi", "dự kiến thay thế",
                     "dự thảo", "chưa rõ", "khác")  # fmt: skip
EVERYTHING = "Tất cả"
NO_ISSUER = "(không ghi)"
NO_YEAR = "(không rõ)"
REGISTER_COUNT = "Hiện {shown} trong {count} văn bản"
REGISTER_MORE = "Danh sách dài: lọc bớt để xem phần còn lại."
REGISTER_NONE = "Không có văn bản nào khớp bộ lọc"
REGISTER_NONE_HINT = "Bỏ bớt điều kiện lọc, hoặc thêm báo cáo vào kho."
REGISTER_EDIT = "Sửa văn bản"
REGISTER_PICK = "Bấm vào số hiệu trong bảng để xem mọi chỗ nhắc và sửa."
FIELD_NUMBER = "Số, ký hiệu"
FIELD_DATE = "Ngày ban hành"
FIELD_ALIASES = "Cách ghi khác (cách nhau bằng dấu ;)"
FIELD_MERGE = "Gộp vào văn bản (gõ số hiệu)"
FIELD_SPLIT = "Tách cách ghi"
SAVE = "Lưu"
REVERT = "Bỏ sửa"
MERGE = "Gộp"
SPLIT = "Tách"
SAVED = "Đã lưu; thay đổi được giữ khi lập chỉ mục lại."
REVERTED = "Đã bỏ những gì người dùng sửa."
MERGED = "Đã gộp thành một văn bản."
SPLIT_DONE = "Đã tách thành văn bản riêng."
MERGE_UNKNOWN = "Chưa rõ gộp vào văn bản nào: hãy gõ đủ số, ký hiệu của văn bản có trong sổ."
IMPORT_LIST = "Nhập danh mục (.xlsx, .csv)"
EXPORT_XLSX = "Xuất .xlsx"
EXPORT_CSV = "Xuất .csv"
ALL_PLACES = "Mọi chỗ nhắc ({count})"
ANSWER_EXPORT = "Tải câu trả lời:"
GRAPH_TITLE = "Sơ đồ quan hệ văn bản"
GRAPH_REPLACED = "thay bởi"
GRAPH_KINDS = {
    "thực hiện": "thực hiện",
    "thay thế": "thay thế",
    "bãi bỏ": "bãi bỏ",
    "sửa đổi bổ sung": "sửa đổi, bổ sung",
    "ban hành": "ban hành",
    "phê duyệt": "phê duyệt",
    "căn cứ": "căn cứ",
    "theo": "theo",
}

# Soạn thảo
STEPS = (
    "Đưa đề cương vào",
    "Duyệt đề cương",
    "Đọc, đối chiếu và sửa từng mục",
    "Xuất Word",
)
VIEW_OUTLINE = "Đề cương mới"
VIEW_DESK = "Bản thảo"
OUTLINE_FILE = "Tải tệp"
OUTLINE_PASTE = "Dán nội dung"
OUTLINE_PICK = "Từ kho"
OUTLINE_PASTE_PLACEHOLDER = "I. KẾT QUẢ THỰC HIỆN\n1. Công tác chỉ đạo, điều hành\n- …"
OUTLINE_FROM = "Đề cương, hoặc công văn có đề cương kèm theo"
OUTLINE_PICK_FROM = "Văn bản trong kho có đề cương"
MORE_QUOTES = "thêm {count} chỗ trích"
OUTLINE_EMPTY = "Chưa có đề cương"
OUTLINE_EMPTY_HINT = (
    "Tải tệp .docx, .pdf, .txt, dán nội dung, hoặc chọn văn bản trong kho ở ô bên cạnh; "
    "đề cương sẽ hiện thành cây để duyệt ở đây."
)
OUTLINE_READ = "Đọc đề cương"
OUTLINE_NO_REPORTS = (
    "Kho chưa có báo cáo nào để lấy nguồn: bản thảo sẽ chỉ có đề mục và chỗ trống. "
    "Hãy thêm báo cáo ở thẻ “Kho báo cáo” trước."
)
PERIOD_CHOICE = "Kỳ báo cáo"
PERIOD_PLACEHOLDER = "ví dụ: 9 tháng đầu năm 2025; bỏ trống: theo đề cương"
OFFICE_CHOICE = "Cơ quan soạn báo cáo"
OFFICE_HINT = "chọn, hoặc gõ tên khác"
APPROVE_HEAD = "Duyệt đề cương"
APPROVE_HINT = (
    "Sắp lại, bỏ bớt đề mục hay gợi ý không cần, ghi chú cho người soạn. "
    "Cây được duyệt thế nào thì bản thảo có đúng các đề mục như thế."
)
APPROVE_RENAME = "Cho phép sửa tên đề mục"
APPROVE_RESET = "Lấy lại như tệp gốc"
APPROVE_RUN = "Duyệt đề cương và soạn"
NODE_UP = "Đưa lên"
NODE_DOWN = "Đưa xuống"
NODE_HIGHER = "Nâng một bậc"
NODE_LOWER = "Hạ một bậc"
NODE_DROP = "Bỏ đề mục này"
NODE_BACK = "Lấy lại"
NODE_NOTE = "Ghi chú"
NODE_NOTE_HINT = "Ghi chú cho người soạn, ví dụ: nêu rõ số liệu của từng lĩnh vực"
NODE_NOTE_SAVE = "Ghi"
NODE_TITLE = "Tên đề mục"
PROMPT_DROP = "Bỏ gợi ý này"
PROMPT_DUPLICATE = "trùng gợi ý “{text}”"
PROMPT_ELSEWHERE = "không thuộc cơ quan mình"
OUTLINE_COUNT = "{headings} đề mục, {prompts} gợi ý"
OUTLINE_DROPPED = "đã bỏ {count} đề mục"
BLANK_SHORT = "để trống, cần điền"
PASTED_NAME = "de-cuong-dan.txt"
NOTHING_TO_DRAFT = "Hãy đưa đề cương vào trước."

DRAFTS_HEAD = "Bản thảo trong kho"
DRAFTS_NONE = "Chưa có bản thảo nào"
DRAFTS_NONE_HINT = (
    "Mở thẻ “Đề cương mới”, đưa đề cương vào, duyệt rồi bấm “Duyệt đề cương và soạn”."
)
DRAFTS_HINT = "Bấm vào tên bản thảo để mở; bản thảo được lưu trong kho, tắt máy không mất."
COL_DRAFT = "Bản thảo"
COL_DRAFTED = "Đã soạn"
COL_OPEN = "Cần xem"
COL_CHANGED = "Sửa lần cuối"
DRAFTED_OF = "{done}/{all} mục"
DESK_BACK = "← Danh sách bản thảo"
DESK_GO_ON = "Soạn tiếp {count} mục chưa soạn"
DESK_DELETE = "Xóa bản thảo"
DESK_DELETE_YES = "Xác nhận xóa"
DESK_META = "Phiên bản {version} · {note} · {when}"
DESK_MODEL = "lời văn: {model}"
DESK_NO_MODEL = "lời văn lấy từ báo cáo cũ, không dùng mô hình"
VIEW_SECTIONS = "Từng mục"
VIEW_WHOLE = "Cả bản thảo"
VIEW_VERSIONS = "Phiên bản"
VIEW_EXPORT = "Xuất Word"
VIEW_READ = "Đọc, đối chiếu"
VIEW_EDIT = "Sửa"
VIEW_AGAIN = "Chọn nguồn, soạn lại"
SECTION_STATES = {
    "parent": "",
    "waiting": "chưa soạn",
    "empty": "trống",
    "open": "cần xem: {count}",
    "written": "đã soạn",
    "locked": "đã khóa",
}
SECTION_PARENT = "Đề mục này chỉ gồm các mục con"
SECTION_PARENT_HINT = "Chọn một mục con ở danh sách đề mục để đọc và sửa."
SECTION_WAITING = "Mục này chưa soạn"
SECTION_WAITING_HINT = (
    "Bấm “Soạn tiếp” ở đầu trang, hoặc mở “Chọn nguồn, soạn lại” để tự chọn đoạn nguồn."
)
SECTION_WRITING = "Đang soạn mục này"
SECTION_WRITING_HINT = "Mục soạn xong được lưu ngay; có thể bấm “Dừng” rồi soạn tiếp lúc khác."
SECTION_EMPTY = "Mục này chưa có nội dung"
SECTION_EMPTY_HINT = "Mở “Sửa” để gõ, hoặc “Chọn nguồn, soạn lại”."
SECTION_NO_SOURCE = "không có nguồn"
SECTION_UNPROVED = "{count} con số chưa có nguồn, tô đỏ trong câu"
SECTION_NOTE = "Ghi chú cho người soạn: {text}"
MARK_CONFIRM = "Đã xác nhận, bỏ dấu này"
GAP_CONFIRM = "Không có nội dung này, bỏ chỗ trống"
SECTION_FOOTNOTE = "Chú thích: {text}"
DESK_NOTES = "{count} điều cần biết về lần soạn"
SECTION_LOCK = "Khóa mục này"
SECTION_UNLOCK = "Mở khóa"
SECTION_LOCKED_HINT = "Mục đang khóa: bấm “Mở khóa” rồi mới sửa hay soạn lại được."
SECTION_PREVIOUS = "‹ Mục trước"
SECTION_NEXT = "Mục sau ›"
EDIT_LABEL = "Nội dung của mục, mỗi đoạn một dòng"
EDIT_HINT = (
    "Dấu [trong ngoặc vuông] là chỗ cần người xác nhận: đã xác nhận thì xóa dấu ấy đi, "
    "hoặc bấm ✓ ở thẻ “Đọc, đối chiếu”. "
    "Khi lưu, mọi con số được đối chiếu lại với nguồn; số nào không có nguồn sẽ được tô đỏ."
)
EDIT_SAVE = "Lưu và đối chiếu số liệu"
EDIT_SAVED = "Đã lưu thành phiên bản {version}."
EDIT_SAVED_CLEAN = "Mọi con số trong mục đều có nguồn."
AGAIN_SHOW = "Xem các đoạn nguồn của mục này"
AGAIN_EMPTY = "Chọn nguồn cho mục này"
AGAIN_EMPTY_HINT = (
    "Bấm “Xem các đoạn nguồn” để thấy các đoạn, số liệu trong kho hợp với đề mục; "
    "đánh dấu những đoạn muốn dùng rồi soạn lại."
)
AGAIN_NONE = "Kho không có đoạn nào hợp với đề mục này"
AGAIN_NONE_HINT = "Thêm báo cáo vào kho, hoặc gõ nội dung ở thẻ “Sửa”."
AGAIN_RUN = "Soạn lại từ các đoạn đã chọn"
AGAIN_AUTO = "Để máy chọn lại từ cả kho"
AGAIN_NOTHING = "Hãy đánh dấu ít nhất một đoạn nguồn."
AGAIN_HINT = "Đang dùng {used} đoạn; đánh dấu lại rồi bấm “Soạn lại”. Phiên bản cũ vẫn được giữ."
AGAIN_USED = "đang dùng"
AGAIN_FIGURES = "Số liệu: {text}"
AGAIN_DOCUMENTS = "Văn bản: {text}"
AGAIN_OTHERS = "Đoạn khác trong kho"
AGAIN_NOW = "Đoạn đang dùng"
AGAIN_PROMPT = "trả lời gợi ý {number}"
VERSIONS_HINT = "Mỗi lần sửa là một phiên bản; khôi phục bản cũ không làm mất các bản sau."
COL_VERSION = "Bản"
COL_DONE = "Việc đã làm"
COL_MADE = "Lúc"
VERSION_NOW = "hiện tại"
VERSION_COMPARE = "Xem thay đổi so với bản trước"
VERSION_COMPARE_NOW = "So với bản hiện tại"
VERSION_RESTORE = "Khôi phục"
COMPARE_HEAD = "Bản {old} → bản {new}"
COMPARE_GONE, COMPARE_NEW = "chữ bỏ đi", "chữ thêm vào"
COMPARE_SAME = "Hai phiên bản giống nhau."
EXPORT_HINT = "Bản để rà soát: mọi chỗ cần xem được tô màu, kèm nguồn của từng con số."
EXPORT_APPENDIX = "Tải .docx, nguồn ở phụ lục"
EXPORT_COMMENTS = "Tải .docx, nguồn ở nhận xét Word"
EXPORT_NONE = "Tải .docx, không ghi nguồn"
EXPORT_CLEAN_HEAD = "Bản sạch để trình ký"
EXPORT_CLEAN = "Tải bản sạch .docx"
EXPORT_CLEAN_NOT = (
    "Chưa xuất được bản sạch: còn {count} chỗ cần xác nhận hoặc bổ sung. "
    "Hãy xử lý ở thẻ “Từng mục”: bấm ✓ ở dấu đã xác nhận, điền các chỗ còn thiếu."
)
EXPORT_CLEAN_WAITING = "Chưa xuất được bản sạch: còn {count} mục chưa soạn."
EXPORT_CLEAN_YES = "Mọi con số đều có nguồn, không còn chỗ cần xác nhận."
EXPORT_TEMPLATE = "Điền vào mẫu .docx của cơ quan"
EXPORT_TEMPLATE_RUN = "Tải bản theo mẫu này"
DESK_STALE = "Bản thảo đã có phiên bản mới hơn: chữ bạn vừa gõ vẫn ở ô sửa, hãy chép lại trước."
STAT_SECTIONS = "đề mục"
STAT_SENTENCES = "câu"
STAT_WAITING = "mục chưa soạn"
STAT_OPEN = "chỗ cần xem"
STAT_UNSUPPORTED = "câu chưa có nguồn"
DRAFT_DONE = "Đã soạn xong trong {seconds} giây."
PREFERRED = "đề xuất dùng"
CONFLICT_HEAD = "Số liệu mâu thuẫn"

# Kiểm tra
CHECK_WHAT = "Phạm vi kiểm tra"
CHECK_LIBRARY = "Cả kho báo cáo"
CHECK_UPLOADED = "Tệp tải lên"
CHECK_FILES = "Tệp cần kiểm tra (.docx, .pdf, .txt)"
CHECK_RUN = "Kiểm tra"
CHECK_EMPTY = "Chưa kiểm tra"
CHECK_EMPTY_HINT = (
    "Bấm “Kiểm tra” để đối chiếu số liệu, phép cộng, số hiệu và ngày tháng "
    "trong và giữa các báo cáo."
)
CHECK_NONE = "Không phát hiện điểm bất thường nào"
CHECK_NONE_HINT = "Đã đối chiếu số liệu, phép cộng, số hiệu và ngày tháng."
CHECK_FILTERED = "Không có phát hiện nào khớp bộ lọc"
CHECK_FILTERED_HINT = "Bỏ bớt điều kiện lọc để xem thêm."
CHECK_NO_FILES = "Hãy chọn tệp cần kiểm tra."
FILTER_LEVEL = "Mức"
FILTER_KIND = "Loại phát hiện (để trống: tất cả)"
FILTER_REPORT = "Báo cáo (để trống: tất cả)"
CERTAINTY = "chắc chắn {share}"
SHOWING = "Hiện {shown} trong {count} phát hiện; lọc để xem phần còn lại."

# Gradio's own English, as it stands in the page.
GRADIO_WORDS = {
    "Drop File Here": "Thả tệp vào đây",
    "Click to Upload": "Bấm để chọn tệp",
    "or": "hoặc",
    "- or -": "- hoặc -",
    "Uploading...": "Đang tải lên …",
    "Clear": "Xóa",
    "Remove": "Bỏ",
    "Download": "Tải về",
    "Error": "Lỗi",
    "Warning": "Chú ý",
    "Info": "Thông tin",
    "Loading...": "Đang tải …",
    "Connection errored out.": "Mất kết nối với máy chủ.",
    "Connection lost. Attempting reconnection...": "Mất kết nối, đang nối lại …",
    "Remove this file": "Bỏ tệp này",
    "Clear all": "Bỏ hết",
    "Select...": "Chọn …",
}

MODELS_HELP = "chuẩn bị mô hình nhúng nhanh hơn từ mô hình đi kèm (cần make models)"
MODELS_WHAT = "prepare"
MODELS_PREPARE_HELP = "giải nén mô hình đi kèm thành thư mục của sentence-transformers"
MODELS_OUT_HELP = "thư mục ghi mô hình (mặc định: models/e5-small trong kho)"
MODELS_PREPARED = (
    "Đã ghi mô hình vào {folder}.\nĐể dùng: đặt BAOCAO_EMBEDDER=sentence-transformers:{folder} "
    "rồi chạy lại baocao index."
)
