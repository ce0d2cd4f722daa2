"""Measure the checker on a large library: time, memory, and adding one report.

    python tests/benchmarks/scale.py [--reports N] [--double] [--seed N]

The reports are invented: units of one office report the same kinds of work period after period,
in sentences, repeated in an appendix table, with document numbers; values agree but for a few
slips put in on purpose. About 200 figures a report. Reading them is not what is measured.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator

from assistant.checking.check import Checker
from corpus.model import Report
from corpus.reading import find_all, parse


def listed(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";")]


VERBS = listed(
    """Tiếp nhận; Thẩm định; Tổ chức; Hướng dẫn; Kiểm tra; Hỗ trợ; Cấp; Cập nhật; Xử lý;
Theo dõi; Phê duyệt; Công nhận; Triển khai; Nghiệm thu; Khảo sát; Biên soạn"""
)
NOUNS = listed(
    """nhiệm vụ; phiếu đề xuất; dự án; lớp tập huấn; cơ sở; doanh nghiệp; giấy phép;
tin bài; hồ sơ; mẫu nước; phương tiện đo; cuộc họp; hệ thống thông tin; thuê bao; sáng kiến;
tài liệu; hợp tác xã; sản phẩm; trạm quan trắc; thủ tục hành chính"""
)
TAILS = listed(
    """về an toàn bức xạ tại bệnh viện; thuộc chương trình năng suất; của các tổ chức, cá nhân;
trong khu công nghiệp phía bắc; cho cán bộ cấp xã; về sở hữu trí tuệ cho làng nghề;
trên nền tảng số dùng chung; về đo lường và nhãn hàng hóa; phục vụ người dân vùng cao;
theo kế hoạch thanh tra; tại các xã ven biển; cho học sinh trung học; về bảo vệ môi trường;
trong lĩnh vực thủy sản; về truy xuất nguồn gốc; cho doanh nghiệp khởi nghiệp;
về chuyển giao công nghệ; trong mạng lưới khuyến nông; về lưu trữ lịch sử;
tại trung tâm phục vụ hành chính"""
)
PERIODS = ("6 tháng đầu năm", "9 tháng đầu năm", "năm")
ENDS = ("30/6", "30/9", "31/12")
UNITS = [
    f"{first} {second}"
    for first in listed("An; Bình; Cát; Đông; Hòa; Kỳ; Lộc; Minh")
    for second in listed("Lâm; Phú; Thạnh; Vĩnh; Xuân")
]
LINES = 66  # of sentences with figures


def indicators(unit: int) -> list[str]:
    """Return the kinds of work of a unit, the same in all of its reports."""
    rng = random.Random(unit)
    everything = [(v.strip(), n.strip(), t.strip()) for v in VERBS for n in NOUNS for t in TAILS]
    return [f"{v}|{n} {t}" for v, n, t in rng.sample(everything, LINES)]


def text_of(index: int, seed: int) -> str:
    """Return the text of a report: the unit and the period follow from its index."""
    unit, step = index % len(UNITS), index // len(UNITS)
    year, part = 2004 + step // 3, step % 3
    rng = random.Random(seed * 1_000_003 + index)
    lines = [
        "ỦY BAN NHÂN DÂN TỈNH SƠN HÀ",
        f"TRUNG TÂM {UNITS[unit].upper()}",
        f"Số: {index + 1}/BC-TT{unit + 1}",
        f"Sơn Hà, ngày {ENDS[part].replace('/', ' tháng ')} năm {year}",
        "",
        "BÁO CÁO",
        f"Kết quả công tác {PERIODS[part]} {year}",
        "",
        "I. KẾT QUẢ THỰC HIỆN",
    ]
    table = []
    for number, indicator in enumerate(indicators(unit)):
        verb, noun = indicator.split("|")
        if number % 25 == 0:
            lines.append(f"{number // 25 + 1}. Lĩnh vực thứ {number // 25 + 1}")
        own = random.Random(unit * 1000 + number)
        base = own.randint(3, 900) + (year - 2004) * own.randint(0, 5)
        value = base * (part + 1)
        rest = value // 3
        lines.append(
            f"- {verb} {value} {noun} do Trung tâm {UNITS[unit]} phụ trách, trong đó {rest} mới"
            f" và {value - rest} chuyển tiếp, tính đến ngày {ENDS[part]}/{year}."
        )
        if number % 9 == 0:
            day = random.Random(unit * 31 + number).randint(1, 28)
            lines.append(
                f"- Thực hiện Quyết định số {unit * 20 + number}/QĐ-UBND ngày {day}/3/{year}"
                f" của UBND tỉnh về {noun}."
            )
        if number % 5 == 0:
            slip = rng.randint(1, 9) if rng.random() < 0.02 else 0
            table.append((f"{verb} {noun}", " ".join(noun.split()[:2]), value + slip))
    lines.append("PHỤ LỤC")
    lines.append("TT\tChỉ tiêu\tĐơn vị\tKết quả")
    lines += [f"{i}\t{name}\t{unit_of}\t{v}" for i, (name, unit_of, v) in enumerate(table, 1)]
    return "\n".join(lines)


def generated(count: int, seed: int) -> Iterator[Report]:
    for index in range(count):
        yield find_all(parse(text_of(index, seed), f"r{index:05}.txt"))


def measure(reports: list[Report], name: str) -> float:
    """Print time and memory of a full check, and of adding the last report."""
    figures = sum(len(r.quantities) for r in reports)
    checker = Checker()
    begin = time.perf_counter()
    findings = checker.check(reports)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"{name}: {len(reports)} reports, {figures} figures: {seconds:.1f} s, peak {peak:.2f} GiB"
    )
    print("  ", dict(Counter(f"{f.kind} {f.severity}" for f in findings)))
    return seconds


def adding(reports: list[Report]) -> None:
    checker = Checker()
    checker.check(reports[:-1])
    begin = time.perf_counter()
    one = checker.check(reports)
    print(f"adding one report: {time.perf_counter() - begin:.2f} s")
    whole = Checker().check(reports)
    print(f"the same findings as a full check: {one == whole} ({len(one)}, {len(whole)})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--double", action="store_true", help="also measure twice as many")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begin = time.perf_counter()
    reports = list(generated(options.reports * (2 if options.double else 1), options.seed))
    print(f"read in {time.perf_counter() - begin:.0f} s")
    first = measure(reports[: options.reports], "full check")
    if options.double:
        second = measure(reports, "twice as many")
        print(f"twice as many takes {second / first:.2f} times as long")
    adding(reports[: options.reports])


if __name__ == "__main__":
    main()
