"""The register of documents, on reports of tỉnh Sơn Hà and others that were invented for this."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.documents.citing import about, first_form, later_form
from corpus.documents.laws import laws_of
from corpus.model import Report
from corpus.reading import find_all, parse
from corpus.register.register import Entry, best_title, register, trimmed
from corpus.register.register_edits import Anchor, Edit, EditKind, apply, find

JUNE = """BÁO CÁO

Kết quả công tác 6 tháng đầu năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy về
thực hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng (thay
thế Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy).

- Quyết định số 512/QĐ-UBND ngày 02/6/2025 của UBND tỉnh sửa đổi, bổ sung Quyết định số 77/QĐ-UBND
ngày 03/02/2023 của UBND tỉnh về giao khoán rừng phòng hộ.

- Thực hiện Luật Lâm nghiệp năm 2017 và Bộ luật Lao động 2019 trên địa bàn tỉnh.
"""
SEPTEMBER = """BÁO CÁO

Kết quả công tác 9 tháng đầu năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Tiếp tục triển khai Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế
rừng bền vững.

- Xây dựng dự thảo Kế hoạch số 140/KH-UBND ngày 12/9/2025 của UBND tỉnh về trồng cây phân tán.

- Sở sẽ tham mưu Quyết định số 690/QĐ-UBND ngày 20/9/2025 của UBND tỉnh thay thế Quyết định số
512/QĐ-UBND ngày 02/6/2025 của UBND tỉnh.
"""


def report(text: str, doc: str, day: date) -> Report:
    return replace(find_all(parse(text, doc)), date=day)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    # The later one first: the register goes by date, not by order.
    return [
        report(SEPTEMBER, "thang-9.txt", date(2025, 9, 20)),
        report(JUNE, "thang-6.txt", date(2025, 6, 5)),
    ]


@pytest.fixture(scope="module")
def entries(reports: list[Report]) -> dict[str, Entry]:
    return {e.number or e.title: e for e in register(reports)}


def test_every_document_is_there_once(entries: dict[str, Entry], reports: list[Report]) -> None:
    assert set(entries) == {
        *("93-KH/TU", "88-NQ/TW", "61-KH/TU", "512/QĐ-UBND", "77/QĐ-UBND"),
        *("140/KH-UBND", "690/QĐ-UBND", "Luật Lâm nghiệp năm 2017", "Bộ luật Lao động năm 2019"),
    }
    cited = sum(len(r.citations) for r in reports)
    assert sum(len(e.mentions) for e in entries.values()) == cited
    assert len({e.id for e in entries.values()}) == len(entries)


def test_first_and_last_mention_go_by_date(
    entries: dict[str, Entry], reports: list[Report]
) -> None:
    entry = entries["88-NQ/TW"]
    assert entry.first is not None
    assert entry.last is not None
    assert (entry.first.doc, entry.last.doc) == ("thang-6.txt", "thang-9.txt")
    texts = {r.doc: r.text for r in reports}
    for place in entry.places:
        assert texts[place.doc][place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("61-KH/TU", "được thay thế bởi 93-KH/TU"),
        ("93-KH/TU", "còn hiệu lực"),
        ("88-NQ/TW", "còn hiệu lực"),  # "tiếp tục triển khai"
        ("77/QĐ-UBND", "được sửa đổi bởi 512/QĐ-UBND"),
        ("512/QĐ-UBND", "dự kiến được thay thế bởi 690/QĐ-UBND"),
        ("140/KH-UBND", "dự thảo"),
        ("690/QĐ-UBND", "chưa rõ"),
    ],
)
def test_status_as_far_as_the_reports_say(
    entries: dict[str, Entry], number: str, status: str
) -> None:
    assert entries[number].status == status
    if status != "chưa rõ":
        assert entries[number].status_places


def test_the_forms_to_paste(entries: dict[str, Entry]) -> None:
    assert entries["88-NQ/TW"].first_form.startswith(
        "Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng"
    )
    assert entries["88-NQ/TW"].later_form == "Nghị quyết số 88-NQ/TW"
    assert entries["Luật Lâm nghiệp năm 2017"].first_form == "Luật Lâm nghiệp năm 2017"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Về việc giao rừng", "về việc giao rừng"),
        ("V/v giao rừng.", "về việc giao rừng"),
        ("V/v về việc giao rừng", "về việc giao rừng"),
        ("Ban hành Quy chế quản lý rừng", "ban hành Quy chế quản lý rừng"),
        ("Đề án trồng rừng", "về Đề án trồng rừng"),
        ("phê duyệt  Đề án", "phê duyệt Đề án"),
    ],
)
def test_a_title_follows_its_issuer(title: str, written: str) -> None:
    assert about(title) == written


def test_days_and_months_take_zeros_as_the_rule_says() -> None:
    early, late = date(2025, 2, 5), date(2025, 11, 15)
    assert first_form("Quyết định", "5/QĐ-X", early, "X", "") == (
        "Quyết định số 5/QĐ-X ngày 05/02/2025 của X"
    )
    assert first_form("", "5/X", late, None, None) == "Văn bản số 5/X ngày 15/11/2025"
    assert first_form("", "5/X", date(2025, 3, 9), None, None).endswith("09/3/2025")
    assert later_form("Quyết định", "5/QĐ-X") == "Quyết định số 5/QĐ-X"


@pytest.mark.parametrize(
    ("subjects", "best"),
    [
        ([], ""),
        (["về giao rừng"], "về giao rừng"),
        # Cut short by a page, then whole: the whole one.
        (["về giao rừng phòng hộ ven", "về giao rừng phòng hộ ven biển tỉnh Sơn Hà"],
         "về giao rừng phòng hộ ven biển tỉnh Sơn Hà"),
        # One sentence runs on: what two mentions bear out.
        (["về giao rừng phòng hộ ven biển", "về giao rừng phòng hộ ven biển",
          "về giao rừng phòng hộ ven biển và các thông báo kết luận khác"],
         "về giao rừng phòng hộ ven biển"),
    ],
)  # fmt: skip
def test_the_best_title(subjects: list[str], best: str) -> None:
    assert best_title(subjects) == best


def test_brackets_cut_open_are_closed_or_left_out() -> None:
    assert trimmed("về phân bổ vốn (đợt 2") == "về phân bổ vốn (đợt 2)"
    assert trimmed("về phân bổ vốn (Tờ trình số 11/TTr-STC ngày 02/6") == "về phân bổ vốn"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Thực hiện Luật Thủy lợi năm 2017, các đơn vị", ["Luật Thủy lợi năm 2017"]),
        ("Luật Khoa học và Công nghệ 2013 quy định", ["Luật Khoa học và Công nghệ năm 2013"]),
        ("luật chơi 2017", []),
        ("Luật Đất đai số 31/2024/QH15", []),
        ("Luật sư đoàn năm 2017", []),
        ("Luật Đất đai được thông qua trong năm 2024", []),
    ],
)
def test_laws_by_name_and_year(text: str, names: list[str]) -> None:
    assert [law.title for law in laws_of([parse(text)])] == names


# ---------------------------------------------------------------- edits


def anchor(number: str, kind: str, day: date | None) -> Anchor:
    return Anchor(number, kind, day, None)


def by_number(entries: list[Entry]) -> dict[str, Entry]:
    return {e.number or e.title: e for e in entries}


def applied(reports: list[Report], *edits: Edit) -> dict[str, Entry]:
    return by_number(apply(register(reports), edits, {r.doc: r for r in reports}))


DECISION = anchor("77/QĐ-UBND", "Quyết định", date(2023, 2, 3))


def test_a_correction_holds_when_reports_come_and_go(reports: list[Report]) -> None:
    edit = Edit(EditKind.CORRECT, DECISION, {"title": "Về giao khoán", "status": "hết hiệu lực"})
    got = applied(reports, edit)["77/QĐ-UBND"]
    assert (got.title, got.status) == ("Về giao khoán", "hết hiệu lực")
    assert got.edited == ("title", "status")
    assert "77/QĐ-UBND" not in applied(reports[:1], edit)  # its report is away: the edit waits
    more = report(JUNE.replace("77/QĐ-UBND\nngày 03/02/2023", "77/QĐ-UBND"), "x.txt", date.max)
    assert applied([*reports, more], edit)["77/QĐ-UBND"].title == "Về giao khoán"


def test_the_same_number_of_another_year_is_another_document(reports: list[Report]) -> None:
    other = anchor("77/QĐ-UBND", "Quyết định", date(2024, 2, 3))
    got = applied(reports, Edit(EditKind.CORRECT, other, {"title": "Khác"}))
    assert got["77/QĐ-UBND"].title != "Khác"


def test_merge_and_split(reports: list[Report]) -> None:
    plan, old = anchor("93-KH/TU", "Kế hoạch", None), anchor("61-KH/TU", "Kế hoạch", None)
    got = applied(reports, Edit(EditKind.MERGE, old, {}, plan))
    assert "61-KH/TU" not in got
    assert "61-KH/TU" in got["93-KH/TU"].aliases
    assert len(got["93-KH/TU"].mentions) == 2
    split = Edit(EditKind.SPLIT, anchor("88-NQ/TW", "Nghị quyết", None), {"doc": "thang-9.txt"})
    parts = [
        e
        for e in apply(register(reports), [split], {r.doc: r for r in reports})
        if e.number == "88-NQ/TW"
    ]
    assert sorted({p.doc for e in parts for p in e.places}) == ["thang-6.txt", "thang-9.txt"]
    assert [{p.doc for p in e.places} for e in parts] == [{"thang-6.txt"}, {"thang-9.txt"}]


def test_an_import_fills_in_but_never_overrules_a_person(reports: list[Report]) -> None:
    row = {"number": "77/QĐ-UBND", "title": "Danh mục ghi", "issuer": "UBND tỉnh Sơn Hà"}
    person = Edit(EditKind.CORRECT, DECISION, {"title": "Người sửa"})
    got = applied(reports, person, Edit(EditKind.IMPORT, DECISION, row))["77/QĐ-UBND"]
    assert (got.title, got.issuer, got.imported) == ("Người sửa", "UBND tỉnh Sơn Hà", True)
    new = Edit(EditKind.IMPORT, anchor("9/CT-UBND", "Chỉ thị", None), {"number": "9/CT-UBND"})
    assert applied(reports, new)["9/CT-UBND"].places == ()


def test_an_ambiguous_anchor_changes_nothing() -> None:
    text = "Quyết định số 15/QĐ-UBND ngày 02/3/2024; Quyết định số 15/QĐ-UBND ngày 09/4/2025."
    found = register([report(text, "a.txt", date(2025, 5, 1))])
    assert len(found) == 2
    loose = anchor("15/QĐ-UBND", "Quyết định", None)
    assert find(found, loose) is None
    assert find(found, replace(loose, date=date(2025, 4, 9))) is found[1]


def test_a_list_of_thousands_is_put_on_quickly() -> None:
    edits = [
        Edit(
            EditKind.IMPORT,
            anchor(f"{n}/QĐ-UBND", "Quyết định", date(2024, 1, 1)),
            {"number": f"{n}/QĐ-UBND", "date": "2024-01-01"},
        )
        for n in range(1, 6001)
    ]
    assert len(apply([], edits, {})) == 6000


def test_the_seeds_have_no_document_twice(shared: Path) -> None:
    from corpus.reading import read

    found = register([read(p) for p in sorted((shared / "seeds").glob("*.txt"))])
    full = [e for e in found if e.date and e.number]
    assert len({(e.number, e.type, e.date) for e in full}) == len(full)
    assert len(full) > 100


def test_constitution_and_ordinances_are_listed_beside_laws() -> None:
    from corpus.reading import parse

    text = (
        "Phổ biến Hiến pháp năm 2013, Bộ luật Dân sự 2015 và Pháp lệnh Ưu đãi người có công năm"
        " 2020; nhắc lại Hiến pháp 2013, Luật Đất đai năm 2024."
    )
    entries = register([parse(text, "bc.txt")])
    assert [(e.type, e.title, len(e.places)) for e in entries] == [
        ("Hiến pháp", "Hiến pháp năm 2013", 2),
        ("Bộ luật", "Bộ luật Dân sự năm 2015", 1),
        ("Pháp lệnh", "Pháp lệnh Ưu đãi người có công năm 2020", 1),
        ("Luật", "Luật Đất đai năm 2024", 1),
    ]
