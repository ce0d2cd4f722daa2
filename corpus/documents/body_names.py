"""The names of the bodies that issue documents, and the normal form of each.

"Ủy ban nhân dân" is UBND, "Hội đồng nhân dân" HĐND, "TTg" Thủ tướng Chính phủ, "VPCP" Văn phòng
Chính phủ, "Sở KH&CN" Sở Khoa học và Công nghệ, "uỷ" is "ủy"; Party congress terms ("khóa XIII")
are left out. Text without diacritics (OCR) gets the fixed parts of its names back.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from corpus.documents.grammar import Number, unscramble
from corpus.layout.provinces import MERGED, UNCHANGED
from corpus.text import fold, squeeze

# Fixed names; the folded form leads to the proper one. Longest first when matching.
FIXED = (
    "Bộ Chính trị",
    "Ban Bí thư Trung ương Đảng",
    "Ban Bí thư Trung ương",
    "Ban Bí thư",
    "Ban Chấp hành Trung ương Đảng",
    "Ban Chấp hành Trung ương",
    "Ban Chỉ đạo Trung ương",
    "Quân ủy Trung ương",
    "Ban Nội chính Trung ương",
    "Ban Kinh tế Trung ương",
    "Ban Dân vận Trung ương",
    "Ban Đối ngoại Trung ương",
    "Ban Chính sách, chiến lược Trung ương",
    "Hội đồng Lý luận Trung ương",
    "Đảng ủy Công an Trung ương",
    "Đảng ủy Chính phủ",
    "Đảng ủy Quốc hội",
    "Đảng ủy các cơ quan Đảng Trung ương",
    "Đảng ủy các cơ quan Đảng tỉnh",
    "Đảng ủy các cơ quan Đảng",
    "Trung ương Đảng",
    "Trung ương",
    "Ủy ban Thường vụ Quốc hội",
    "Quốc hội",
    "Thủ tướng Chính phủ",
    "Thủ tướng",
    "TTg",
    "Phó Thủ tướng Chính phủ",
    "Chính phủ",
    "Văn phòng Đoàn ĐBQH và HĐND tỉnh",
    "Văn phòng Đoàn ĐBQH và HĐND thành phố",
    "Văn phòng Chính phủ",
    "Văn phòng Quốc hội",
    "Văn phòng Chủ tịch nước",
    "Văn phòng Trung ương Đảng",
    "Văn phòng Trung ương",
    "Chủ tịch nước",
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo Trung ương",
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Ủy ban Kiểm tra Trung ương",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân hàng Nhà nước",
    "Thanh tra Chính phủ",
    "Tổng Thanh tra Chính phủ",
    "Kiểm toán nhà nước",
    "Tổng Kiểm toán nhà nước",
    "Bảo hiểm xã hội Việt Nam",
    "Tòa án nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao",
    "Ban Chấp hành Đảng bộ tỉnh",
    "Ban Chấp hành Đảng bộ thành phố",
    "Ban Thường vụ Tỉnh ủy",
    "Ban Thường vụ Thành ủy",
    "Ban Thường vụ Huyện ủy",
    "Ban Thường vụ Thị ủy",
    "Ban Thường vụ Quận ủy",
    "Ban Thường vụ Đảng ủy UBND tỉnh",
    "Ban Thường vụ Đảng ủy",
    "Thường trực Tỉnh ủy",
    "Thường trực Thành ủy",
    "Thường trực Huyện ủy",
    "Văn phòng Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban Tổ chức Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Ban Chỉ đạo Tỉnh ủy",
    "Ủy ban Kiểm tra Thành ủy",
    "Ủy ban Kiểm tra Huyện ủy",
    "Ủy ban Kiểm tra Đảng ủy",
    "Ban Tổ chức Thành ủy",
    "Ban Tổ chức Huyện ủy",
    "Ban Nội chính Tỉnh ủy",
    "Bí thư Tỉnh ủy",
    "Bí thư Thành ủy",
    "Bí thư Huyện ủy",
    "Bí thư Đảng ủy",
    "Đảng ủy UBND tỉnh",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Thị ủy",
    "Quận ủy",
    "Đảng ủy",
)
# Bodies known by their initials, which stand for nothing else where an issuer is named.
_INITIALS = {
    "TTg": "Thủ tướng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "VPCP": "Văn phòng Chính phủ",
    "VPQH": "Văn phòng Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "KTNN": "Kiểm toán nhà nước",
    "NHNN Việt Nam": "Ngân hàng Nhà nước Việt Nam",
    "NHNN": "Ngân hàng Nhà nước",
    "BHXH Việt Nam": "Bảo hiểm xã hội Việt Nam",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
    "BCH Trung ương Đảng": "Ban Chấp hành Trung ương Đảng",
    "BCH Trung ương": "Ban Chấp hành Trung ương",
    "BCH TW Đảng": "Ban Chấp hành Trung ương Đảng",
    "BCH TW": "Ban Chấp hành Trung ương",
    "BCH Đảng bộ tỉnh": "Ban Chấp hành Đảng bộ tỉnh",
    "BCH Đảng bộ thành phố": "Ban Chấp hành Đảng bộ thành phố",
    "BTV Tỉnh ủy": "Ban Thường vụ Tỉnh ủy",
    "BTV Thành ủy": "Ban Thường vụ Thành ủy",
    "BTV Huyện ủy": "Ban Thường vụ Huyện ủy",
    "BTV Đảng ủy": "Ban Thường vụ Đảng ủy",
    "VP Trung ương Đảng": "Văn phòng Trung ương Đảng",
}
RENAMED = _INITIALS | {"Thủ tướng": "Thủ tướng Chính phủ"}
NAME_OF = {fold(name): name for name in (*FIXED, *_INITIALS)}
# Fields of ministries and provincial departments, past and present: names with commas, dashes
# and "và", where nothing else shows their end.
FIELDS = (
    "Khoa học và Công nghệ",
    "Khoa học, Công nghệ và Môi trường",
    "Thông tin và Truyền thông",
    "Văn hóa, Thể thao và Du lịch",
    "Văn hóa và Thể thao",
    "Văn hóa, Khoa học và Thông tin",
    "Lao động - Thương binh và Xã hội",
    "Lao động, Thương binh và Xã hội",
    "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Môi trường",
    "Tài nguyên và Môi trường",
    "Giáo dục và Đào tạo",
    "Kế hoạch và Đầu tư",
    "Dân tộc và Tôn giáo",
    "Giao thông vận tải",
    "Công Thương",
    "Tài chính",
    "Xây dựng",
    "Nội vụ",
    "Ngoại vụ",
    "Ngoại giao",
    "Tư pháp",
    "Y tế",
    "Quốc phòng",
    "Công an",
    "Du lịch",
)
_FIELD_OF = {fold(name): name for name in FIELDS}
# How offices shorten them behind "Bộ", "Sở", "Phòng".
_SHORT_FIELDS = {
    "KH&CN": "Khoa học và Công nghệ",
    "KHCN": "Khoa học và Công nghệ",
    "KHCN&MT": "Khoa học, Công nghệ và Môi trường",
    "TT&TT": "Thông tin và Truyền thông",
    "TTTT": "Thông tin và Truyền thông",
    "VHTT&DL": "Văn hóa, Thể thao và Du lịch",
    "VH,TT&DL": "Văn hóa, Thể thao và Du lịch",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "LĐTB&XH": "Lao động - Thương binh và Xã hội",
    "LĐ-TB&XH": "Lao động - Thương binh và Xã hội",
    "LĐ-TBXH": "Lao động - Thương binh và Xã hội",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "NN&MT": "Nông nghiệp và Môi trường",
    "NNMT": "Nông nghiệp và Môi trường",
    "TN&MT": "Tài nguyên và Môi trường",
    "TNMT": "Tài nguyên và Môi trường",
    "GD&ĐT": "Giáo dục và Đào tạo",
    "GDĐT": "Giáo dục và Đào tạo",
    "KH&ĐT": "Kế hoạch và Đầu tư",
    "KHĐT": "Kế hoạch và Đầu tư",
    "DT&TG": "Dân tộc và Tôn giáo",
    "DTTG": "Dân tộc và Tôn giáo",
    "GTVT": "Giao thông vận tải",
}
_SHORT_FIELD_OF = {fold(short): full for short, full in _SHORT_FIELDS.items()}
_SHORT_FIELD = re.compile(
    r"(?<=\b(?:Bộ|Sở) )(?:"
    + "|".join(re.escape(n) for n in sorted(_SHORT_FIELDS, key=len, reverse=True))
    + r")(?![\w&])"
)
FIELD_RE = re.compile(
    r"\s+(?:"
    + "|".join(
        re.escape(n).replace(r"\ \-\ ", r"\s*[-–]\s*").replace(r"\ ", r"\s+")
        for n in sorted((*_FIELD_OF, *_SHORT_FIELD_OF), key=len, reverse=True)
    )
    + r")(?![\w&])"
)
CLEAN = re.compile("[\u1ea0-\u1ef9ơưđƠƯĐ]")
"""A letter that bare text lacks and damaged OCR text rarely keeps."""
_CU = re.compile(r"\s*\((?:cũ|cu|cii|cil|ci|trước đây)\)", re.IGNORECASE)
_LONG = (
    (re.compile(r"[UuỦủ][ỷyủ]\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân", re.IGNORECASE), "UBND"),
    (re.compile(r"Hội\s+đồng\s+nhân\s+dân", re.IGNORECASE), "HĐND"),
    (re.compile(r"\bHDND\b"), "HĐND"),
    (re.compile(r"\bVKSND\b"), "Viện kiểm sát nhân dân"),
    (re.compile(r"\bTAND\b"), "Tòa án nhân dân"),
)
_SIGNER = re.compile(
    r"(?:quyen |pho )*(?:bo truong|thong doc|chu tich|giam doc|cuc truong|tong cuc truong"
    r"|chanh an|vien truong|chanh van phong|truong ban|thu truong|tong) (?=\w)"
)
_BEARERS = {
    "CP": ("chinh phu",),
    "TTG": ("thu tuong chinh phu",),
    "TW": ("bo chinh tri", "ban bi thu", "ban chap hanh trung uong"),
    "TU": ("tinh uy", "thanh uy", "dang bo tinh"),
    "HU": ("huyen uy",),
    "DU": ("dang uy",),
    "QH": ("quoc hoi",),
    "UBTVQH": ("uy ban thuong vu quoc hoi",),
    "CTN": ("chu tich nuoc",),
    "UBND": ("ubnd",),
    "HDND": ("hdnd",),
    "VPCP": ("van phong chinh phu",),
}


def fits_symbol(issuer: str, number: Number) -> bool:
    """Tell whether a number bears the initials of an issuer: TT-BTC and "Bộ Tài chính"."""
    body = fold(number.body).upper().rstrip("0123456789")
    name = fold(issuer)
    if known := _BEARERS.get(body):
        return any(bearer in name for bearer in known)
    words = re.findall(r"[a-z]+", _SIGNER.sub("", name))
    return body == "".join(w[0] for w in words if w not in ("va", "cua")).upper()


@lru_cache(maxsize=2048)
def normal(name: str) -> str:
    """Return the normal form of a body's name."""
    name = squeeze(_CU.sub("", name)).replace("uỷ", "ủy").replace("Uỷ", "Ủy").strip(" ,;-–")
    for pattern, short in _LONG:
        name = pattern.sub(short, name)
    name = _SHORT_FIELD.sub(lambda m: _SHORT_FIELDS[m[0]], name)
    return _with_marks(name)


_PROVINCES = {
    fold(p): p for p in (*UNCHANGED, *(old for parts in MERGED.values() for old in parts))
}
_LEVEL_NAME = re.compile(r"(?:(?<=tinh )|(?<=pho ))[a-z]+(?: [a-z]+){1,2}$")


def province(name: str) -> str:
    """Return a province's name spelt right when bare or misread; any other name as it is."""
    if not name or CLEAN.search(name):
        return name
    seen = fold(name)
    if seen in _PROVINCES:
        return _PROVINCES[seen]
    close = get_close_matches(seen, (p for p in _PROVINCES if p[0] == seen[0]), 1, 0.9)
    return _PROVINCES[close[0]] if close else name


def _with_marks(name: str) -> str:
    """Return a name with the diacritics of its known parts; what has them stays as written."""
    name = _OF.sub("của ", name)
    if CLEAN.search(name):
        return name
    folded = unscramble(fold(name))
    for table in (NAME_OF, _FIELD_OF, _HEADS_OF):
        for plain, right in table.items():
            at = folded.find(plain)
            written = name[at : at + len(plain)]
            if at >= 0 and f" {folded}"[at] == " " and written.lower() != right.lower():
                name = name[:at] + right + name[at + len(plain) :]
    place = _LEVEL_NAME.search(folded)
    return name[: place.start()] + province(name[place.start() :]) if place else name


_OF = re.compile(r"\bc(?:ua|[tiul]{1,3}i?a|aa)\s")
_HEADS_OF = {
    fold(h): h
    for h in ("Bộ trưởng Bộ", "Giám đốc Sở", "Bộ", "Sở", "Cục", "Ban Chỉ đạo", "Trưởng Ban Chỉ đạo")
}
_HEADS_OF = {k + " ": v + " " for k, v in _HEADS_OF.items()} | {
    "ban chi dao": "Ban Chỉ đạo",
    " cua ubnd tinh": " của UBND tỉnh",
}
