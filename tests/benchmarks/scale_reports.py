"""Invented libraries of any size for `scale.py`: varied reports, and some built to be hard.

`offices` is what a province has: offices that report the same kinds of work period after period,
each in wordings of its own that drift; one figure in several forms of sentence, parts of totals,
rates, plans, money, documents cited, a summary and an appendix that say some of it again; values
agree but for a few slips. The others are for what grows worse than linearly: `same` (one office,
one list of indicators, a report a month), `crowd` (1,000 communes, one form, one period),
`apart` (nothing in common), `block` (one counted noun, few words in any order).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


def listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";")]


VERBS = listed(
    """tiếp nhận; thẩm định; tổ chức; hướng dẫn; kiểm tra; hỗ trợ; cấp; cập nhật; xử lý; giám sát;
phê duyệt; công nhận; triển khai; nghiệm thu; khảo sát; biên soạn; rà soát; nâng cấp; đào tạo;
tuyên truyền; giải quyết; lắp đặt; thu hồi; bàn giao; số hóa; thẩm tra; chứng nhận; cải tạo"""
)
NOUNS = listed(
    """nhiệm vụ khoa học; phiếu đề xuất; dự án; lớp tập huấn; cơ sở sản xuất; doanh nghiệp;
giấy phép; tin bài; hồ sơ; mẫu nước; phương tiện đo; cuộc họp; hệ thống thông tin; thuê bao;
sáng kiến; tài liệu; hợp tác xã; sản phẩm OCOP; trạm quan trắc; thủ tục hành chính; công trình;
hộ dân; lượt người; văn bản; tuyến đường; trường học; mô hình; cán bộ; đơn thư; thiết bị;
tổ chức; làng nghề; đề tài; km kênh mương; ha rừng; giống cây; chuyên gia; bản tin; buổi họp dân"""
)
TAILS = listed(
    """về an toàn bức xạ tại bệnh viện; thuộc chương trình năng suất chất lượng; của các tổ chức,
cá nhân; trong khu công nghiệp phía bắc; cho cán bộ cấp xã; về sở hữu trí tuệ cho làng nghề;
trên nền tảng số dùng chung; về đo lường và nhãn hàng hóa; phục vụ người dân vùng cao;
theo kế hoạch thanh tra chuyên ngành; tại các xã ven biển; cho học sinh trung học;
về bảo vệ môi trường nông thôn; trong lĩnh vực thủy sản; về truy xuất nguồn gốc;
cho doanh nghiệp khởi nghiệp; về chuyển giao công nghệ; trong mạng lưới khuyến nông;
về lưu trữ lịch sử; tại trung tâm phục vụ hành chính; qua cổng dịch vụ công; ở vùng lòng hồ;
phục vụ phòng chống thiên tai; về chăm sóc trẻ em; tại chợ đầu mối; trên địa bàn miền núi;
về văn hóa cồng chiêng; trong chuỗi giá trị dược liệu; về giao thông nông thôn;
cho lao động mất việc; về phòng cháy rừng; trong hệ thống thủy lợi"""
)
SYLLABLES = listed(
    """an; bình; cam; chè; dâu; dệt; đan; đúc; gỗ; gốm; hạt; hồi; kén; khảm; lụa; lúa; mây; mía;
muối; nón; nứa; ong; quế; rau; rèn; rượu; sen; sợi; tằm; thêu; tiêu; tơ; tre; trúc; vải; vôi"""
)
NAMES = [
    f"{first} {second}"
    for first in listed("An; Bình; Cát; Đông; Hòa; Kỳ; Lộc; Minh; Nghĩa; Phước")
    for second in listed("Lâm; Phú; Thạnh; Vĩnh; Xuân; Sơn; Hải; Long; Điền; Mỹ")
]
BODIES = listed("Sở; Ban; Chi cục; Trung tâm")
SECTIONS = listed(
    """CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH; KẾT QUẢ THỰC HIỆN NHIỆM VỤ; CẢI CÁCH HÀNH CHÍNH;
CHUYỂN ĐỔI SỐ; HỢP TÁC VÀ TRUYỀN THÔNG"""
)
LABELS = ("Quý I", "6 tháng đầu năm", "9 tháng đầu năm", "Năm")
SHARES = (0.25, 0.5, 0.75, 1.0)
ENDS = ((31, 3), (30, 6), (30, 9), (31, 12))
WORK = 62  # kinds of work in one report


@dataclass(frozen=True)
class Work:
    """A kind of work: what is done, to what, where; how many in a year; its own form."""

    verb: str
    noun: str
    tail: str
    yearly: int
    form: int


@dataclass(frozen=True)
class Head:
    """Who reports, about when; `share` of the year is over on `day`."""

    office: str
    label: str
    day: date
    share: float


def _works(rng: random.Random, count: int) -> list[Work]:
    return [
        Work(
            rng.choice(VERBS),
            rng.choice(NOUNS),
            rng.choice(TAILS),
            int(rng.paretovariate(0.8) * 12) % 20_000 + 4,
            rng.randrange(len(FORMS)),
        )
        for _ in range(count)
    ]


def _shown(value: int) -> str:
    return f"{value:,}".replace(",", ".") if value > 9 else f"{value:02d}"


def _whole(w: Work, v: int, h: Head, rng: random.Random) -> str:
    a = v // 3
    return (
        f"- Đã {w.verb} {_shown(v)} {w.noun} {w.tail}, trong đó {_shown(a)} {w.noun} mới và"
        f" {_shown(v - a)} {w.noun} chuyển tiếp."
    )


def _running(w: Work, v: int, h: Head, rng: random.Random) -> str:
    return (
        f"- Tính đến ngày {h.day.day}/{h.day.month}/{h.day.year}, lũy kế {w.verb} {_shown(v)}"
        f" {w.noun} {w.tail}, tăng {rng.randint(2, 19)}% so với cùng kỳ năm {h.day.year - 1}."
    )


def _share(w: Work, v: int, h: Head, rng: random.Random) -> str:
    done = f"{100 * v / w.yearly:.1f}".replace(".", ",")
    return (
        f"- Công tác {w.verb} {w.noun} {w.tail}: thực hiện {_shown(v)}/{_shown(w.yearly)}"
        f" {w.noun} theo kế hoạch năm, đạt {done}%."
    )


def _money(w: Work, v: int, h: Head, rng: random.Random) -> str:
    return (
        f"Phối hợp với Hội {rng.choice(NAMES)} {w.verb} {_shown(v)} {w.noun} {w.tail} với tổng"
        f" kinh phí {_shown(v * (7 + w.yearly % 5))} triệu đồng."
    )


def _decided(w: Work, v: int, h: Head, rng: random.Random) -> str:
    day = date(h.day.year, 1, 4) + timedelta(days=w.yearly % 80)
    return (
        f"- Thực hiện Quyết định số {w.yearly % 900 + 20}/QĐ-UBND ngày {day.day}/{day.month}/"
        f"{day.year} của UBND tỉnh, đơn vị {w.verb} {_shown(v)} {w.noun} {w.tail}."
    )


def _about(w: Work, v: int, h: Head, rng: random.Random) -> str:
    about = rng.choice(("hơn", "gần", "khoảng"))
    step = 10 ** max(0, len(str(v)) - 2)
    near = (v // step) * step if about == "hơn" else -(-v // step) * step
    return f"+ Trong kỳ, {h.office} {w.verb} được {about} {_shown(near)} {w.noun} {w.tail}."


def _planned(w: Work, v: int, h: Head, rng: random.Random) -> str:
    return (
        f"- {w.verb.capitalize()} {_shown(v)} {w.noun} {w.tail}; phấn đấu đến hết năm"
        f" {h.day.year} {w.verb} {_shown(w.yearly)} {w.noun}."
    )


FORMS: tuple[Callable[[Work, int, Head, random.Random], str], ...] = (
    _whole, _running, _share, _money, _decided, _about, _planned,
)  # fmt: skip


def _text(head: Head, number: int, works: list[Work], rng: random.Random, slips: float) -> str:
    day = head.day
    lines = [
        "ỦY BAN NHÂN DÂN TỈNH SƠN HÀ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        f"{head.office.upper()}\tĐộc lập - Tự do - Hạnh phúc",
        f"Số: {number}/BC-{''.join(w[0] for w in head.office.upper().split())}",
        f"Sơn Hà, ngày {day.day} tháng {day.month} năm {day.year}",
        "",
        "BÁO CÁO",
        f"Kết quả công tác {head.label} {day.year} của {head.office}",
        "",
    ]
    values = {w: max(1, round(w.yearly * head.share * rng.uniform(0.95, 1.05))) for w in works}
    size = -(-len(works) // len(SECTIONS))
    for part, title in enumerate(SECTIONS):
        lines += [f"{('I', 'II', 'III', 'IV', 'V')[part]}. {title}", ""]
        for at, w in enumerate(works[part * size : (part + 1) * size]):
            if at % 4 == 0:
                lines += [f"{at // 4 + 1}. Lĩnh vực {w.noun} {w.tail}", ""]
            lines.append(FORMS[w.form](w, values[w], head, rng))
    again = works[:: max(1, len(works) // 9)]
    lines += ["", "VI. ĐÁNH GIÁ CHUNG", ""]
    lines += [
        f"Nhìn chung, {head.office} đã {w.verb} {_shown(_slipped(values[w], rng, slips))}"
        f" {w.noun} {w.tail}."
        for w in again
    ]
    lines += ["", "PHỤ LỤC", "TT\tChỉ tiêu\tĐơn vị tính\tKế hoạch\tKết quả"]
    for row, w in enumerate(works[::2], 1):
        value = _slipped(values[w], rng, slips)
        lines.append(
            f"{row}\t{w.verb.capitalize()} {w.noun} {w.tail}\t{w.noun}\t{_shown(w.yearly)}"
            f"\t{_shown(value)}"
        )
    return "\n".join(lines)


def _slipped(value: int, rng: random.Random, share: float) -> int:
    return value + rng.randint(1, 9) if rng.random() < share else value


def _head(office: str, step: int) -> Head:
    year, part = 2003 + step // 4, step % 4
    last, month = ENDS[part]
    return Head(office, LABELS[part], date(year, month, last), SHARES[part])


def _offices(index: int, seed: int) -> str:
    """Return a report of one of 60 offices; a fifth of its work is common, some is new."""
    unit, step = index % 60, index // 60
    rng = random.Random(f"{seed} {index}")
    office = f"{BODIES[unit % 4]} {NAMES[unit]}"
    common = _works(random.Random(seed), 60)
    own = _works(random.Random(f"{seed} unit {unit}"), 3 * WORK)
    shift = min(step, 2 * WORK)  # each period one kind of work ends and another begins
    works = random.Random(unit).sample(common, WORK // 5) + own[shift : shift + WORK - WORK // 5]
    return _text(_head(office, step), index + 1, _distinct(works), rng, 0.02)


def _same(index: int, seed: int) -> str:
    rng = random.Random(f"{seed} {index}")
    day = date(1942, 1, 28) + timedelta(days=round(index * 30.437))
    head = Head("Sở Bình Lâm", f"tháng {day.month} năm", day, 1 / 12)
    return _text(head, index + 1, _distinct(_works(random.Random(seed), WORK)), rng, 0.02)


def _crowd(index: int, seed: int) -> str:
    rng = random.Random(f"{seed} {index}")
    works = [
        Work(w.verb, w.noun, w.tail, w.yearly * rng.randint(1, 9) // 3 + 2, w.form)
        for w in _works(random.Random(seed), WORK)
    ]
    name = f"{NAMES[index % 100]} {NAMES[index // 100 % 100].split()[0]}"
    return _text(_head(f"Xã {name}", 90), index + 1, _distinct(works), rng, 0.02)


def _apart(index: int, seed: int) -> str:
    rng = random.Random(f"{seed} {index}")

    def words(least: int, most: int) -> str:
        return " ".join(
            rng.choice(SYLLABLES) + rng.choice("aeiouy") for _ in range(rng.randint(least, most))
        )

    works = [
        Work(words(2, 2), words(1, 2), words(4, 7), rng.randint(4, 9000), rng.randrange(7))
        for _ in range(WORK)
    ]
    return _text(_head(f"Sở {NAMES[index % 100]}", index % 80), index + 1, works, rng, 0.02)


def _block(index: int, seed: int) -> str:
    rng = random.Random(f"{seed} {index}")
    works = [
        Work("xử lý", "hồ sơ", " ".join(rng.sample(SYLLABLES[:14], 6)), rng.randint(4, 9000),
             rng.randrange(7))
        for _ in range(WORK)
    ]  # fmt: skip
    return _text(_head(f"Sở {NAMES[index % 100]}", 90), index + 1, works, rng, 0.02)


def _distinct(works: list[Work]) -> list[Work]:
    return list({(w.verb, w.noun, w.tail): w for w in works}.values())


LIBRARIES: dict[str, Callable[[int, int], str]] = {
    "offices": _offices, "same": _same, "crowd": _crowd, "apart": _apart, "block": _block,
}  # fmt: skip


def text_of(library: str, index: int, seed: int) -> str:
    """Return the text of report `index` of a library: the same for the same seed."""
    return LIBRARIES[library](index, seed)
