"""A library that grows and shrinks: checked step by step it shows what a full check shows."""

from __future__ import annotations

import pytest

from assistant.checking import linker
from assistant.checking.check import Checker
from assistant.checking.figure import figures_of
from assistant.checking.finding import Finding
from assistant.checking.linker import Linker
from corpus.model import Report
from corpus.reading import find_all, parse

WORK = ("mẫu nước", "giấy phép môi trường", "hồ sơ đất đai", "trạm quan trắc", "cuộc kiểm tra")


def report(number: int, slips: dict[int, int] | None = None) -> Report:
    """Return a report of one of two years; `slips` are added to the numbers of its summary."""
    year, wrong = 2024 + number % 2, slips or {}
    counts = [20 * (at + 1) + 7 * (number % 2) for at in range(len(WORK))]
    body = [
        f"- Đã tiếp nhận và thẩm định {count} {what} của các cơ sở sản xuất tại xã ven biển."
        for count, what in zip(counts, WORK, strict=True)
    ]
    again = [
        f"- Đã tiếp nhận và thẩm định {count + wrong.get(at, 0)} {what} của các cơ sở sản xuất"
        " tại xã ven biển."
        for at, (count, what) in enumerate(zip(counts, WORK, strict=True))
    ]
    head = f"BÁO CÁO\nKết quả công tác năm {year}\n\nI. KẾT QUẢ THỰC HIỆN\n"
    text = head + "\n".join(body) + "\nII. ĐÁNH GIÁ CHUNG\n" + "\n".join(again)
    return find_all(parse(text, f"bc-{number:02}.txt"))


def told(findings: list[Finding]) -> set[tuple[str, frozenset[object]]]:
    return {(f.kind, frozenset(f.evidence)) for f in findings}


def test_one_report_more_and_one_less_show_what_a_full_check_shows() -> None:
    reports = [report(n) for n in range(12)]
    odd = report(12, {1: 3, 3: 5})
    checker = Checker()
    assert told(checker.check(reports)) == told(Checker().check(reports))
    grown = told(checker.check([*reports, odd]))
    assert grown == told(Checker().check([*reports, odd]))
    assert any(place.doc == odd.doc for _, places in grown for place in places)
    assert told(checker.check(reports)) == told(Checker().check(reports))


def test_many_alike_wordings_meet_a_bounded_number_of_others() -> None:
    lines = [
        f"- Đã xử lý {n + 3} hồ sơ đất đai tồn đọng của tổ dân cư {chr(97 + n % 26)}{n} phía nam."
        for n in range(150)
    ]
    text = "BÁO CÁO\nKết quả công tác năm 2025\n\nI. KẾT QUẢ\n" + "\n".join(lines)
    figures = figures_of([find_all(parse(text, "a.txt"))])
    meetings = 0
    original = Linker._compare

    def counted(self: Linker, left: int, right: int) -> None:
        nonlocal meetings
        meetings += 1
        original(self, left, right)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Linker, "_compare", counted)
        Linker(figures)
    assert len(figures) >= 150
    assert meetings <= len(figures) * (linker._MATES + 1)
