"""Who issued a document: reading the name of a body out of a sentence.

A body is named in three ways, and each tells in its own way where the name ends: a fixed name
(Bộ Chính trị), a council or committee of a place (UBND tỉnh Sơn Hà: the level and a proper
name), or a head word with a field (Sở Khoa học và Công nghệ: a known field, else up to a word
that cannot be in a name). The names and their normal forms are in `body_names`.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from corpus.documents.body_names import (
    CLEAN,
    FIELD_RE,
    FIELDS,
    FIXED,
    NAME_OF,
    RENAMED,
    normal,
    province,
)
from corpus.text import fold, squeeze

_FIXED_RE = re.compile(
    "(?:" + "|".join(re.escape(n) for n in sorted(NAME_OF, key=len, reverse=True)) + r")(?!\w)"
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
    r"(?:(?:quyen )?(?:pho )?(?:bo truong|thu truong|giam doc|cuc truong|tong cuc truong"
    r"|chi cuc truong|vu truong|tong giam doc|hieu truong|vien truong|chanh an|thong doc|tu lenh"
    r"|chu nhiem|truong|chanh van phong|chanh thanh tra|lien bo|truong ban|chu tich|bi thu) )?"
    r"(?:bo|so|cuc|tong cuc|vu|ban|van phong|vp|thanh tra|vien|trung tam|uy ban|hoi|lien hiep"
    r"|cong an|chi cuc|hoi dong|to cong tac|to|tieu ban|truong|phong|lien doan|doan|tong cong ty"
    r"|tap doan|quy|benh vien|dai hoc|hoc vien|kho bac|bao hiem|thong ke|btl|bo tu lenh|bo chi huy"
    r"|toa an|vien kiem sat|thu truong|cong ty|kiem toan|ngan hang|thue|hai quan|chi nhanh|dai"
    r"|tinh doan|thanh doan|huyen doan|trung uong doan|nha xuat ban|bch|btv|bcd|bql|bhxh|nhnn"
    r"|kbnn|tand|vksnd|ubmttq|khu cong nghe|vuon quoc gia|lien minh|tong lien doan)(?!\w)"
)
# Words that no name of a body contains after its head: there the name ends.
_STOP_WORDS = (
    "về|v/v|ban hành|phê duyệt|quy định|hướng dẫn|sửa đổi|bổ sung|thay thế|bãi bỏ|để|phục vụ"
    "|trên địa bàn|đối với|khóa|khoá|cho|nhằm|tại|theo|đã|đang|sẽ|công bố|công nhận|giao"
    "|điều chỉnh|thành lập|kiện toàn|được|có|là|ngày|tiếp tục|tăng cường|triển khai|phân công"
    "|gửi|yêu cầu|trong|đến|báo cáo|thông báo|ủy quyền|quyết định|kể từ|phân khai|phân bổ"
    "|phát động|đồng ý|chấp thuận|chỉ đạo|đề nghị|hoặc|năm|giai đoạn|cấp|đạt|bị|này|tham mưu"
    "|ra(?=\\s*(?:$|các|Quyết|Thông|Nghị|Chỉ|Kết|Văn|Công))"
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
    joint = _JOINT.match(folded)
    if joint:
        last = _joint_end(folded, joint.end())
        return (last, squeeze(text[:last])) if last > joint.end() else None
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


_JOINT = re.compile(r"lien (?:bo|tich|nganh)(?: bo)?:? (?=\w)")
_JOINT_NEXT = re.compile(r"\s?(?:[,–-]|va)\s{1,2}")


def _joint_end(folded: str, start: int) -> int:
    """Return where "liên Bộ Tài chính, Khoa học và Công nghệ - Nội vụ" ends."""
    end = start
    at = start - 1
    while field := FIELD_RE.match(folded, at):
        end = field.end()
        more = _JOINT_NEXT.match(folded, end)
        if not more:
            break
        at = more.end() - 1
        if head := re.compile(r" bo(?= )").match(folded, at):
            at = head.end()
    return end


def _fixed(text: str, folded: str, start: int) -> tuple[int, str] | None:
    match = _FIXED_RE.match(folded, start)
    if not match:
        return None
    name = NAME_OF[match[0]]
    if name == "Trung ương" and not text[start : start + 1].isupper():
        return None
    name = RENAMED.get(name, name)
    end = match.end()
    plain = fold(name)
    if plain.endswith("dang uy"):
        end = _seat(text, folded, end)
    elif region := _REGION.match(folded, end):
        end = region.end()
    elif plain.endswith(_SEATED):
        end = _proper(text, end)
    seat = normal(text[match.end() : end])
    return end, f"{name} {province(seat)}".rstrip()


_REGION = re.compile(r" (?:chi nhanh )?(?:tinh|thanh pho|khu vuc) (?=[ivx\d])?(?:[ivx]+|\d+)(?!\w)")
_SEATED = ("tinh uy", "thanh uy", "huyen uy", "thi uy", "quan uy", "dang bo tinh", "tinh")


def _seat(text: str, folded: str, start: int) -> int:
    """Return where "Đảng ủy" with the body it sits in ends: Đảng ủy UBND tỉnh, Đảng ủy Sở."""
    level = re.compile(rf"\s{_PLACE_LEVEL}(?!\w)").match(folded, start)
    if level:
        return _proper(text, level.end())
    at = start + 1
    if match := _CENTRAL.match(folded, at):
        return match.end()
    found = _council(text, folded, at)
    if found:
        return found[0]
    head = _HEADED.match(folded, at)
    if head and text[at].isupper():
        return _headed(text, folded, at) or head.end()
    return _proper(text, start)


_CENTRAL = re.compile(r"(?:chinh phu|quoc hoi|cong an tinh|quan su tinh)(?!\w)")


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
        place = province(place)
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
    field = FIELD_RE.match(folded, match.end())
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
    return end if end > match.end() or _WHOLE.search(match[0]) else None


_WHOLE = re.compile(r"(?:tinh|thanh|huyen|trung uong) doan$|kiem toan nha nuoc$")  # names as such


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


_UNDER = re.compile(r"(?:tong cuc|cuc|vu|vien|trung tam)\s")


def _before_more(text: str, folded: str, head: int, end: int) -> int:
    """Return `end`, or where an "và", comma or dash before a lower-case word or a noun stands."""
    for match in _AND_MORE.finditer(folded, head, end):
        after = text[match.end() : match.end() + 1]
        noun = _NEXT_ITEM.match(folded, match.end())
        # "Cục Thống kê tỉnh, GRDP tăng": a comma within a name is followed by an "và".
        if noun and _UNDER.match(folded) and match[0].strip() in ("-", "–"):
            continue  # "Tổng cục Thống kê - Bộ Kế hoạch và Đầu tư" is one
        over = match[0] == ", " and " va " not in folded[match.end() : end]
        if not after.isupper() or noun or over:
            return match.start()
    return end


_DIRECTOR = re.compile(r"g[il1]am d[a-z06]{1,2}c (?=s)")
_CLOSE = 0.76  # likeness of a misread name to the right one


def _misread(text: str, folded: str, start: int) -> tuple[int, str] | None:
    """Return the fixed name that OCR text at `start` looks like, if one is close enough."""
    director = _DIRECTOR.match(folded, start)
    if director:
        rest = _misread(text, folded, director.end())
        return (rest[0], f"Giám đốc {rest[1]}") if rest and rest[1].startswith("Sở") else None
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
        matcher = SequenceMatcher(None, seen, plain, autojunk=False)
        if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
            continue
        score = matcher.ratio()
        if score >= _CLOSE and (best is None or score > best[0]):
            best = score, start + end, name
    if best:
        return best[1], RENAMED.get(best[2], best[2])
    return _misread_field(folded, start, words)


def _misread_field(folded: str, start: int, words: list[re.Match[str]]) -> tuple[int, str] | None:
    """Return "Sở …" or "Bộ …" when the word after a misread head looks like a known field."""
    head = re.fullmatch(r"(s|b)[a-z0-9&¢]?", words[0][0])
    if not head:
        return None
    for name in FIELDS:
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


_SHAPES = tuple((_skeleton(fold(name)), name.count(" ") + 1, name) for name in FIXED if " " in name)
HEAD_WORDS = re.compile(
    r"(?<!\w)(?:bo chinh tri|ban bi thu|ban chap hanh|quoc hoi|uy ban|pho thu tuong|thu tuong"
    r"|chinh phu|pho chu tich|chu tich|ban thuong vu|btv|bch|thuong truc|tinh uy|thanh uy|huyen uy"
    r"|thi uy|quan uy|dang uy|bi thu|pho bi thu|ubnd|hdnd|ubtvqh|hoi dong|bo truong|thu truong"
    r"|pho giam doc|giam doc|chu nhiem|cuc truong|tong cuc truong|chi cuc truong|vien truong"
    r"|chanh thanh tra|hieu truong|tong giam doc|chanh van phong"
    r"|bo|so|van phong|vp|vpcp|ban|truong ban|cuc|chi cuc|tong cuc|vien|thanh tra|ttcp|tong"
    r"|ngan hang|nhnn|thong doc|trung tam|ttg|cong an|lien doan|doan|dai hoc|hoc vien|truong"
    r"|kiem toan|ktnn|bao hiem|bhxh|kho bac|kbnn|toa an|tand|chanh an|vksnd|tinh doan|thanh doan"
    r"|huyen doan|trung uong doan|hoi|lien hiep|lien minh|thue|hai quan|dai|to|tap doan|quy"
    r"|benh vien|bql|bcd|phong|btl|bo tu lenh|bo chi huy)(?!\w)"
)
"""Where a body's name may start, on folded text."""
