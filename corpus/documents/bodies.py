"""Who issued a document: reading the name of a body out of a sentence, and its normal form.

A body is named in three ways, and each tells in its own way where the name ends: a fixed name
(Bộ Chính trị), a council or committee of a place (UBND tỉnh Sơn Hà: the level and a proper
name), or a head word with a field (Sở Khoa học và Công nghệ: a known field, else up to a word
that cannot be in a name).

Normal form: "Ủy ban nhân dân" is UBND, "Hội đồng nhân dân" HĐND, "TTg" Thủ tướng Chính phủ,
"uỷ" is "ủy"; Party congress terms ("khóa XIII") are left out. Text without diacritics (OCR) gets
the fixed parts of its names back.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches

from corpus.documents.grammar import unscramble
from corpus.layout.provinces import MERGED, UNCHANGED
from corpus.text import fold, squeeze

# Fixed names; the folded form leads to the proper one. Longest first when matching.
_FIXED = (
    "Bộ Chính trị",
    "Ban Bí thư Trung ương Đảng",
    "Ban Bí thư Trung ương",
    "Ban Bí thư",
    "Ban Chấp hành Trung ương Đảng",
    "Ban Chấp hành Trung ương",
    "Ban Chỉ đạo Trung ương",
    "Trung ương Đảng",
    "Trung ương",
    "Ủy ban Thường vụ Quốc hội",
    "Quốc hội",
    "Thủ tướng Chính phủ",
    "Thủ tướng",
    "TTg",
    "Phó Thủ tướng Chính phủ",
    "Chính phủ",
    "Văn phòng Chính phủ",
    "Văn phòng Trung ương Đảng",
    "Chủ tịch nước",
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo Trung ương",
    "Ban Tuyên giáo và Dân vận Trung ương",
    "Ủy ban Kiểm tra Trung ương",
    "Ngân hàng Nhà nước Việt Nam",
    "Ngân hàng Nhà nước",
    "Thanh tra Chính phủ",
    "Kiểm toán Nhà nước",
    "Tòa án nhân dân tối cao",
    "Viện kiểm sát nhân dân tối cao",
    "Ban Chấp hành Đảng bộ tỉnh",
    "Ban Thường vụ Tỉnh ủy",
    "Ban Thường vụ Thành ủy",
    "Ban Thường vụ Huyện ủy",
    "Ban Thường vụ Thị ủy",
    "Ban Thường vụ Quận ủy",
    "Ban Thường vụ Đảng ủy UBND tỉnh",
    "Ban Thường vụ Đảng ủy",
    "BTV Tỉnh ủy",
    "BTV Thành ủy",
    "Thường trực Tỉnh ủy",
    "Thường trực Thành ủy",
    "Thường trực Huyện ủy",
    "Văn phòng Tỉnh ủy",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ban Tổ chức Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Ban Chỉ đạo Tỉnh ủy",
    "Đảng ủy UBND tỉnh",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Thị ủy",
    "Quận ủy",
    "Đảng ủy",
)
_RENAMED = {"TTg": "Thủ tướng Chính phủ", "Thủ tướng": "Thủ tướng Chính phủ"}
_NAME_OF = {fold(name): name for name in _FIXED}
_FIXED_RE = re.compile(
    "(?:" + "|".join(re.escape(n) for n in sorted(_NAME_OF, key=len, reverse=True)) + r")(?!\w)"
)

_PLACE_LEVEL = (
    r"(?:tinh|thanh pho|tp\.?|thi xa|thi tran|huyen|quan|xa|phuong|dac khu|cac tinh"
    r"|cac xa, phuong(?:, dac khu)?)"
)
_COUNCIL = re.compile(
    r"(?P<who>(?:pho )?chu tich |thuong truc |van phong |vp )?"
    r"(?P<body>ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|doan dbqh|mttq|ban thuong truc ubmttq)"
    rf"(?P<level> {_PLACE_LEVEL})?(?!\w)"
)
_HEADED = re.compile(
    r"(?:(?:bo truong|thu truong|giam doc|pho giam doc|cuc truong|tong cuc truong|tong giam doc"
    r"|chu nhiem|truong|chanh van phong|lien bo|truong ban) )?"
    r"(?:bo|so|cuc|tong cuc|vu|ban|van phong|vp|thanh tra|vien|trung tam|uy ban|hoi|lien hiep"
    r"|cong an|chi cuc|hoi dong|to cong tac|to|tieu ban|truong|phong|lien doan|doan|tong cong ty"
    r"|tap doan|quy|benh vien|dai hoc|hoc vien|kho bac|bao hiem|thong ke|btl|bo tu lenh|bo chi huy"
    r"|toa an|vien kiem sat|thu truong|cong ty)(?!\w)"
)
# Fields of ministries and provincial departments, past and present: names with commas, dashes
# and "và", where nothing else shows their end.
_FIELDS = (
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
_FIELD_OF = {fold(name): name for name in _FIELDS}
_FIELD_RE = re.compile(
    r"\s+(?:"
    + "|".join(
        re.escape(n).replace(r"\ \-\ ", r"\s*[-–]\s*").replace(r"\ ", r"\s+")
        for n in sorted(_FIELD_OF, key=len, reverse=True)
    )
    + r")(?!\w)"
)
# Words that no name of a body contains after its head: there the name ends.
_STOP_WORDS = (
    "về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|bổ sung|thay thế|bãi bỏ|để|phục vụ"
    "|trên địa bàn|đối với|khóa|khoá|cho|nhằm|tại|theo|đã|đang|sẽ|công bố|công nhận|giao"
    "|điều chỉnh|thành lập|kiện toàn|được|có|là|ngày|tiếp tục|tăng cường|triển khai|phân công"
    "|gửi|yêu cầu|trong|đến|báo cáo|thông báo|ủy quyền|quyết định|kể từ|phân khai|phân bổ"
    "|phát động|đồng ý|chấp thuận|chỉ đạo|đề nghị|hoặc|năm|giai đoạn|cấp|đạt|bị|này|tham mưu"
    "|trình|xây dựng dự thảo|phần|nếu|do|giữa|với|cùng|gồm|thì|mà|khi|nêu|còn|hết hiệu lực|kèm"
)
_SOFT_WORDS = "thực hiện|tổ chức|xây dựng|phòng,? chống|kết luận|quản lý|chủ trì|phối hợp"
_MARKS = r"[;.:()\"“”\[\]\n…]"
# Written in small letters with their diacritics they cannot be mistaken ("đo", "do"; "giáo",
# "giao"); bare text has to do with less.
_STOP = re.compile(rf"{_MARKS}|(?<!\w)(?:{_STOP_WORDS}|số(?=\s*[:\d]))(?!\w)")
_STOP_BARE = re.compile(rf"{_MARKS}|(?<!\w)(?:{fold(_STOP_WORDS)}|so(?=\s*[:\d]))(?!\w)")
_SOFT_STOP = re.compile(rf"(?<!\w)(?:{_SOFT_WORDS})(?!\w)")
_SOFT_BARE = re.compile(rf"(?<!\w)(?:{fold(_SOFT_WORDS)})(?!\w)")
_STEERING = re.compile(r"(?:truong )?ban (?:chi dao|dieu hanh|to chuc|can su)(?!\w)")
_STEERING_WORDS = "về|v/v|ban hành|phê duyệt|ngày|đã|khóa|tại|để|được|có|là|trong"
_STEERING_STOP = re.compile(rf"{_MARKS}|(?<!\w)(?:{_STEERING_WORDS})(?!\w)")
_STEERING_BARE = re.compile(rf"{_MARKS}|(?<!\w)(?:{fold(_STEERING_WORDS)})(?!\w)")
_AND_MORE = re.compile(r"(?:,| -| –|;)? ?va (?!cong nghe)|, | - | – ")
_NEXT_ITEM = re.compile(
    r"(?:ke hoach|quyet dinh|nghi quyet|nghi dinh|thong tu|chi thi|chuong trinh|cong van|thong bao"
    r"|ket luan|cac|bo|so|ubnd|uy ban|luat)\s"
)
_PURPOSE = re.compile(r"\s+(?:thuc hien|phong|sap xep|doi moi|cai cach|quoc gia|tong ket)")
_LIMIT = 170
_WINDOW = 220
CLEAN = re.compile("[\u1ea0-\u1ef9ơưđƠƯĐ]")
"""A letter that bare text lacks and damaged OCR text rarely keeps."""
_CU = re.compile(r"\s*\((?:cũ|cu|cii|cil|ci|trước đây)\)", re.IGNORECASE)


def read_issuer(
    text: str, folded: str, start: int, limit: int | None = None
) -> tuple[int, str] | None:
    """Return (end, normal form) of the body named at `start` of `text`, None when there is none.

    `folded` is ``fold(text)``. The name ends before `limit` and has at most 220 characters.
    """
    stop = min(len(text) if limit is None else limit, start + _WINDOW)
    found = _read(text[start:stop], folded[start:stop])
    return (start + found[0], found[1]) if found else None


_PLENUM = re.compile(
    r"hoi nghi (?:lan thu [\w ]{1,14}? |trung uong )?(?:cua )?(?=ban chap hanh|\d{1,2}(?!\w))"
)


def _read(text: str, folded: str) -> tuple[int, str] | None:
    plenum = _PLENUM.match(folded)
    if plenum and folded[plenum.end()].isdigit():
        return plenum.end() + 2, "Ban Chấp hành Trung ương"
    if plenum:
        return _fixed(text, folded, plenum.end())
    found = _fixed(text, folded, 0) or _council(text, folded, 0)
    if found:
        return found
    if not CLEAN.search(text, 0, 40):
        found = _misread(text, folded, 0)
        if found:
            return found
    end = _headed(text, folded, 0)
    return None if end is None else (end, normal(text[:end]))


def _fixed(text: str, folded: str, start: int) -> tuple[int, str] | None:
    match = _FIXED_RE.match(folded, start)
    if not match:
        return None
    name = _NAME_OF[match[0]]
    if name == "Trung ương" and not text[start : start + 1].isupper():
        return None
    name = _RENAMED.get(name, name)
    end = match.end()
    plain = fold(name)
    if plain.endswith("dang uy"):
        end = _seat(text, folded, end)
    elif plain.endswith(("tinh uy", "thanh uy", "huyen uy", "dang bo tinh", "tinh")):
        end = _proper(text, end)
    seat = normal(text[match.end() : end])
    return end, f"{name} {_province(seat)}".rstrip()


def _seat(text: str, folded: str, start: int) -> int:
    """Return where "Đảng ủy" with the body it sits in ends: Đảng ủy UBND tỉnh, Đảng ủy Sở."""
    level = re.compile(rf"\s{_PLACE_LEVEL}(?!\w)").match(folded, start)
    if level:
        return _proper(text, level.end())
    at = start + 1
    found = _council(text, folded, at)
    if found:
        return found[0]
    head = _HEADED.match(folded, at)
    if head and text[at].isupper():
        return _headed(text, folded, at) or head.end()
    return _proper(text, start)


def fold_like(text: str) -> str:
    """Return `text` without diacritics but with its capitals; equal to it for bare text."""
    return "".join(
        f if not c.isupper() else f.upper() for c, f in zip(text, fold(text), strict=True)
    )


def _council(text: str, folded: str, start: int) -> tuple[int, str] | None:
    match = _COUNCIL.match(folded, start)
    if not match:
        return None
    end = _proper(text, match.end()) if match["level"] else match.end()
    body = {"uy ban nhan dan": "UBND", "hoi dong nhan dan": "HĐND", "hdnd": "HĐND"}.get(
        match["body"], text[match.start("body") : match.end("body")]
    )
    who = {"chu tich ": "Chủ tịch ", "pho chu tich ": "Phó Chủ tịch ", "vp ": "Văn phòng "}.get(
        match["who"] or "", _capital(text[start : match.end("who")]) if match["who"] else ""
    )
    level = _level(text[match.start("level") : match.end("level")]) if match["level"] else ""
    name = f"{who}{body.upper() if body.lower() == 'ubnd' else body}{level}"
    place = squeeze(text[match.end() : end])
    if match["level"] in (" tinh", " thanh pho") and not CLEAN.search(text, 0, end):
        place = _province(place)
    return end, f"{name} {place}".rstrip()


def _level(text: str) -> str:
    return {
        " tinh": " tỉnh",
        " huyen": " huyện",
        " xa": " xã",
        " phuong": " phường",
        " thanh pho": " thành phố",
    }.get(text, text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_NO_PLACE = re.compile(
    r"(?:ve|ban hanh|phe duyet|quy dinh|trien khai|thuc hien|sua doi|dieu chinh|thanh lap|cong bo"
    r"|to chuc|kien toan|bai bo|ket luan|ke hoach|quyet dinh|nghi quyet|huong dan|giao|so)(?!\w)"
)
_WORD = re.compile(r"\s{1,3}(-\s)?([^\W\d_][\w’'-]*)")


def _proper(text: str, start: int, most: int = 4) -> int:
    """Return the end of the capitalised words (a place name) after `start`."""
    folded = fold(text[start : start + 60])
    end = start
    for _ in range(most):
        match = _WORD.match(text, end)
        if not match or not match[2][0].isupper() or (match[2].isupper() and len(match[2]) > 3):
            break
        if _NO_PLACE.match(folded, match.start(2) - start):
            break
        if match[1]:  # "Bà Rịa - Vũng Tàu", not "tỉnh Sơn Hà - Kế hoạch"
            break
        end = match.end()
    return end


def _headed(text: str, folded: str, start: int) -> int | None:
    match = _HEADED.match(folded, start)
    if not match or not text[start].isupper():  # "sở", "ban" in running text are no names
        return None
    steering = _STEERING.match(folded, start)
    if steering:
        return _steering_end(text, folded, steering.end())
    field = _FIELD_RE.match(folded, match.end())
    if field:
        return _after_field(text, folded, field.end())
    limit = min(len(folded), match.end() + _LIMIT)
    end = limit
    if CLEAN.search(text):
        words, hard, soft = text, _STOP, _SOFT_STOP
    else:
        words, hard, soft = folded, _STOP_BARE, _SOFT_BARE
    stop = hard.search(words, match.end() + 1, limit)
    if stop:
        end = stop.start()
    soft_stop = soft.search(words, match.end() + 2, end)
    if soft_stop:
        end = soft_stop.start()
    end = _before_more(text, folded, match.end(), end)
    end = start + len(text[start:end].rstrip(" ,-–"))
    return end if end > match.end() else None


def _steering_end(text: str, folded: str, start: int) -> int:
    limit = min(len(folded), start + _LIMIT)
    clean = CLEAN.search(text) is not None
    stop = (
        _STEERING_STOP.search(text, start, limit)
        if clean
        else _STEERING_BARE.search(folded, start, limit)
    )
    end = stop.start() if stop else limit
    # "Ban Chỉ đạo và Kế hoạch": a new item, unless the name goes on to say what it steers.
    if not _PURPOSE.match(folded, start, end):
        more = re.search(r",|\s-\s|\s(?:va|thuc hien|trien khai)\s", folded[start:end])
        if more:
            end = start + more.start()
    return start + len(folded[start:end].rstrip(" ,-–"))


def _after_field(text: str, folded: str, end: int) -> int:
    place = re.compile(rf"\s{_PLACE_LEVEL}(?!\w)").match(folded, end)
    if place:
        return _proper(text, place.end())
    return end


def _before_more(text: str, folded: str, head: int, end: int) -> int:
    """Return `end`, or where an "và", comma or dash before a lower-case word or a noun stands."""
    for match in _AND_MORE.finditer(folded, head, end):
        after = text[match.end() : match.end() + 1]
        noun = _NEXT_ITEM.match(folded, match.end())
        if not after.isupper() or noun:
            return match.start()
    return end


def _misread(text: str, folded: str, start: int) -> tuple[int, str] | None:
    """Return the fixed name that OCR text at `start` looks like, if one is close enough."""
    best: tuple[float, int, str] | None = None
    words = list(re.finditer(r"[^\s,;()]+", folded[start : start + 40]))
    if not words or text[start : start + 1].islower():
        return None
    for plain, size, name in _SHAPES:
        if len(words) < size or plain[0] != folded[start]:
            continue
        end = words[size - 1].end()
        seen = _skeleton(folded[start : start + end].rstrip(".;,"))
        if abs(len(seen) - len(plain)) > 3:
            continue
        score = SequenceMatcher(None, seen, plain, autojunk=False).ratio()
        if score >= 0.76 and (best is None or score > best[0]):
            best = score, start + end, name
    if best:
        return best[1], _RENAMED.get(best[2], best[2])
    return _misread_field(folded, start, words)


def _misread_field(folded: str, start: int, words: list[re.Match[str]]) -> tuple[int, str] | None:
    """Return "Sở …" or "Bộ …" when the word after a misread head looks like a known field."""
    head = re.fullmatch(r"(s|b)[a-z0-9&¢]?", words[0][0])
    if not head:
        return None
    for name in _FIELDS:
        size = name.count(" ") + 2
        if len(words) < size:
            continue
        end = start + words[size - 1].end()
        seen = _skeleton(folded[start + words[0].end() : end].rstrip(".;,"))
        if SequenceMatcher(None, seen, _skeleton(fold(name)), autojunk=False).ratio() >= 0.85:
            return end, ("Sở " if head[1] == "s" else "Bộ ") + name
    return None


_LOOKS = str.maketrans(
    {"6": "o", "0": "o", "1": "l", "¢": "o", "j": "i", "5": "s", "’": "", "'": ""}
)


def _skeleton(folded: str) -> str:
    return folded.translate(_LOOKS).replace(" ", "")


_SHAPES = tuple(
    (_skeleton(fold(name)), name.count(" ") + 1, name) for name in _FIXED if " " in name
)
_LONG = (
    (re.compile(r"[UuỦủ][ỷyủ]\s+ban\s+nhân\s+dân|Uỷ\s+ban\s+nhân\s+dân", re.IGNORECASE), "UBND"),
    (re.compile(r"Hội\s+đồng\s+nhân\s+dân", re.IGNORECASE), "HĐND"),
    (re.compile(r"\bHDND\b"), "HĐND"),
)


def normal(name: str) -> str:
    """Return the normal form of a body's name."""
    name = squeeze(_CU.sub("", name)).replace("uỷ", "ủy").replace("Uỷ", "Ủy").strip(" ,;-–")
    for pattern, short in _LONG:
        name = pattern.sub(short, name)
    return _with_marks(name)


_PROVINCES = {
    fold(p): p for p in (*UNCHANGED, *(old for parts in MERGED.values() for old in parts))
}
_LEVEL_NAME = re.compile(r"(?:(?<=tinh )|(?<=pho ))[a-z]+(?: [a-z]+){1,2}$")


def _province(name: str) -> str:
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
    for table in (_NAME_OF, _FIELD_OF, _HEADS_OF):
        for plain, right in table.items():
            at = folded.find(plain)
            written = name[at : at + len(plain)]
            if at >= 0 and f" {folded}"[at] == " " and written.lower() != right.lower():
                name = name[:at] + right + name[at + len(plain) :]
    place = _LEVEL_NAME.search(folded)
    return name[: place.start()] + _province(name[place.start() :]) if place else name


_OF = re.compile(r"\bc(?:ua|[tiul]{1,3}i?a|aa)\s")
_HEADS_OF = {
    fold(h): h
    for h in ("Bộ trưởng Bộ", "Giám đốc Sở", "Bộ", "Sở", "Cục", "Ban Chỉ đạo", "Trưởng Ban Chỉ đạo")
}
_HEADS_OF = {k + " ": v + " " for k, v in _HEADS_OF.items()} | {
    "ban chi dao": "Ban Chỉ đạo",
    " cua ubnd tinh": " của UBND tỉnh",
}


HEAD_WORDS = re.compile(
    r"(?<!\w)(?:bo chinh tri|ban bi thu|ban chap hanh|quoc hoi|uy ban|thu tuong|chinh phu"
    r"|chu tich|pho chu tich|ban thuong vu|btv|thuong truc|tinh uy|thanh uy|huyen uy|dang uy|ubnd"
    r"|hdnd|hoi dong|bo truong|giam doc|bo|so|van phong|vp|ban|truong ban|cuc|chi cuc|tong cuc|vien"
    r"|thanh tra|ngan hang|trung tam|ttg|cong an|lien doan|dai hoc|truong)(?!\w)"
)
"""Where a body's name may start, on folded text."""
