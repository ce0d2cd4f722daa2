"""The checks on citations through a library: what people say in the register is heeded."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking import Finding
from assistant.library import Library
from assistant.settings import load_settings
from corpus.reading import read
from corpus.register.register import Entry

PLAN = "của Ban Thường vụ Tỉnh ủy về phát triển kinh tế số và xã hội số tỉnh Sơn Hà"


def text(day: str, *lines: str) -> str:
    body = "\n\n".join(f"- {line}" for line in lines)
    head = f"BÁO CÁO\n\nKết quả công tác của tỉnh Sơn Hà\n\nSơn Hà, ngày {day}\n\nI. Kết quả"
    return f"{head}\n\n{body}\n"


@pytest.fixture
def library(tmp_path: Path):
    with Library(load_settings({}, home=tmp_path / "kho")) as opened:
        yield opened


def put(library: Library, folder: Path, **texts: str) -> None:
    for name, words in texts.items():
        (folder / f"{name}.txt").write_text(words, encoding="utf-8")
        library.store.put(read(folder / f"{name}.txt"))


def entry(library: Library, number: str, year: int | None = None) -> Entry:
    return next(e for e in library.register() if e.number == number and year in (None, e.year))


def found(library: Library, *kinds: str) -> list[Finding]:
    return [f for f in library.check().findings if f.kind in kinds]


def put_slip(library: Library, folder: Path) -> None:
    put(
        library,
        folder,
        a=text(
            "02 tháng 6 năm 2025",
            f"Ban hành Kế hoạch số 273-KH/TU ngày 14/5/2025 {PLAN}.",
            f"Triển khai Kế hoạch số 273-KH/TU ngày 14/5/2025 {PLAN}.",
        ),
        b=text("02 tháng 7 năm 2025", f"Thực hiện Kế hoạch số 237-KH/TU ngày 14/5/2025 {PLAN}."),
    )


def test_a_number_that_a_person_splits_off_is_no_misprint(library: Library, tmp_path: Path) -> None:
    put_slip(library, tmp_path)
    (slip,) = found(library, "citation_number")
    assert slip.values == ("237-KH/TU", "273-KH/TU")
    one = entry(library, "273-KH/TU")
    assert one.aliases == ("237-KH/TU",)
    library.registry.split(one.id, alias="237-KH/TU")
    assert found(library, "citation_number") == []
    library.registry.revert(entry(library, "237-KH/TU").id)
    assert len(found(library, "citation_number")) == 1


def test_a_number_of_the_offices_list_is_no_misprint(library: Library, tmp_path: Path) -> None:
    put_slip(library, tmp_path)
    listed = tmp_path / "sổ.csv"
    listed.write_text(
        "Số ký hiệu;Ngày ban hành;Trích yếu\n237-KH/TU;14/5/2025;Về chợ số\n", encoding="utf-8-sig"
    )
    library.import_register(listed)
    assert found(library, "citation_number") == []


def test_a_corrected_number_is_held_against_every_mention(library: Library, tmp_path: Path) -> None:
    put(
        library,
        tmp_path,
        a=text("02 tháng 6 năm 2025", "Quyết định số 415/QĐ-UBND ngày 12/5/2025 về giao rừng."),
    )
    assert found(library, "citation_number", "citation_date") == []
    library.correct(entry(library, "415/QĐ-UBND").id, {"number": "451/QĐ-UBND"})
    (wrong,) = found(library, "citation_number")
    assert wrong.values == ("415/QĐ-UBND", "451/QĐ-UBND")
    assert wrong.suggestion == "Sửa thành 451/QĐ-UBND"
    assert "sổ văn bản của cơ quan" in wrong.explanation
    assert "415/QĐ-UBND" in wrong.evidence[0].text


def test_a_corrected_date_is_held_against_every_mention(library: Library, tmp_path: Path) -> None:
    put(
        library,
        tmp_path,
        a=text("02 tháng 6 năm 2025", "Quyết định số 415/QĐ-UBND ngày 12/5/2025 về giao rừng."),
        b=text(
            "02 tháng 7 năm 2025",
            "Quyết định số 415/QĐ-UBND ngày 13/5/2025 về giao rừng.",
            "Quyết định số 415/QĐ-UBND ngày 13/5/2025 về giao rừng.",
        ),
    )
    (slip,) = found(library, "citation_date")
    assert slip.evidence[0].doc == "a.txt"  # the rarer date seems to be the slip …
    one = next(e for e in library.register() if e.date and e.date.day == 13)
    library.correct(one.id, {"date": "12/5/2025"})  # … but a person knows better
    (wrong,) = found(library, "citation_date")
    assert {place.doc for place in wrong.evidence} == {"b.txt"}
    assert wrong.suggestion == "Sửa thành 12/5/2025"


def test_two_dates_that_a_person_confirms_are_two_documents(
    library: Library, tmp_path: Path
) -> None:
    put(
        library,
        tmp_path,
        a=text("02 tháng 6 năm 2025", "Quyết định số 415/QĐ-UBND ngày 12/5/2025 về giao rừng."),
        b=text("02 tháng 7 năm 2025", "Quyết định số 415/QĐ-UBND ngày 13/5/2025 về giao rừng."),
    )
    assert len(found(library, "citation_date")) == 1
    for one in [e for e in library.register() if e.number == "415/QĐ-UBND"]:
        library.correct(one.id, {"title": f"Bản ngày {one.date}"})
    assert found(library, "citation_date") == []


def test_a_merge_makes_the_other_number_a_misprint(library: Library, tmp_path: Path) -> None:
    put(
        library,
        tmp_path,
        a=text("02 tháng 6 năm 2025", "Quyết định số 415/QĐ-UBND ngày 12/5/2025 về giao rừng."),
        b=text("02 tháng 7 năm 2025", "Kế hoạch theo Quyết định số 980/QĐ-UBND về trồng rừng."),
    )
    library.registry.merge(entry(library, "980/QĐ-UBND").id, entry(library, "415/QĐ-UBND").id)
    (wrong,) = found(library, "citation_number")
    assert wrong.values == ("980/QĐ-UBND", "415/QĐ-UBND")
    assert wrong.evidence[0].doc == "b.txt"


def test_a_status_that_a_person_sets_is_heeded(library: Library, tmp_path: Path) -> None:
    put(
        library,
        tmp_path,
        a=text(
            "02 tháng 6 năm 2025",
            "Tiếp tục thực hiện Kế hoạch số 44/KH-UBND ngày 05/02/2025 về nước sạch.",
        ),
    )
    assert found(library, "superseded_document") == []
    one = entry(library, "44/KH-UBND")
    library.correct(one.id, {"status": "được thay thế bởi 91/KH-UBND"})
    (told,) = found(library, "superseded_document")
    assert told.values == ("44/KH-UBND", "91/KH-UBND")
    assert "sổ văn bản của cơ quan ghi: được thay thế bởi 91/KH-UBND" in told.explanation
    library.correct(one.id, {"status": "còn hiệu lực"})
    assert found(library, "superseded_document") == []


def test_in_force_by_the_register_though_a_report_says_replaced(
    library: Library, tmp_path: Path
) -> None:
    put(
        library,
        tmp_path,
        a=text(
            "02 tháng 6 năm 2025",
            "Kế hoạch số 91/KH-UBND ngày 20/5/2025 thay thế Kế hoạch số 44/KH-UBND"
            " ngày 05/02/2025.",
        ),
        b=text(
            "02 tháng 7 năm 2025",
            "Tiếp tục thực hiện Kế hoạch số 44/KH-UBND ngày 05/02/2025 về nước sạch.",
        ),
    )
    assert len(found(library, "superseded_document")) == 1
    library.correct(entry(library, "44/KH-UBND").id, {"status": "còn hiệu lực"})
    assert found(library, "superseded_document") == []


# ---------------------------------------------------------------- identity: traps


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Numbers start anew each year, with each body, each term, each province, each series.
        (
            "Kế hoạch số 44/KH-UBND ngày 05/02/2024 của UBND tỉnh về nước sạch nông thôn",
            "Kế hoạch số 44/KH-UBND ngày 11/3/2025 của UBND tỉnh về nước sạch nông thôn",
        ),
        (
            "Quyết định số 120/QĐ-UBND ngày 05/02/2025 của UBND tỉnh về giao rừng",
            "Quyết định số 120/QĐ-UBND ngày 19/6/2025 của Chủ tịch UBND tỉnh về khen thưởng",
        ),
        (
            "Nghị quyết số 05-NQ/TU ngày 20/7/2016 của Tỉnh ủy về kinh tế biển",
            "Nghị quyết số 05-NQ/TU ngày 22/9/2021 của Tỉnh ủy về kinh tế rừng",
        ),
        (
            "Kế hoạch số 66/KH-UBND ngày 05/02/2025 của UBND tỉnh Sơn Hà về chợ",
            "Kế hoạch số 66/KH-UBND ngày 07/3/2025 của UBND tỉnh Hải Bình về chợ",
        ),
        (
            "Quyết định số 31/QĐ-SNV ngày 05/02/2025 của Sở Nội vụ về thi đua",
            "Quyết định số 31/QĐ-STC ngày 05/02/2025 của Sở Tài chính về dự toán",
        ),
    ],
)
def test_one_number_of_two_documents_is_no_finding(
    library: Library, tmp_path: Path, first: str, second: str
) -> None:
    put(
        library,
        tmp_path,
        a=text("02 tháng 7 năm 2025", f"Ban hành {first}."),
        b=text("02 tháng 8 năm 2025", f"Ban hành {second}."),
    )
    loud = [f for f in found(library, "citation_number", "citation_date") if f.severity != "info"]
    assert loud == []
    assert len(library.register()) == 2


def test_the_replaced_one_of_two_years_is_told_from_the_other(
    library: Library, tmp_path: Path
) -> None:
    put(
        library,
        tmp_path,
        a=text(
            "02 tháng 6 năm 2025",
            "Kế hoạch số 91/KH-UBND ngày 20/5/2025 thay thế Kế hoạch số 44/KH-UBND"
            " ngày 05/02/2024.",
        ),
        b=text(
            "02 tháng 7 năm 2025",
            "Tiếp tục thực hiện Kế hoạch số 44/KH-UBND ngày 11/3/2025 về chợ.",
            "Theo Kế hoạch số 44/KH-UBND, các xã hoàn thành trong tháng.",
        ),
    )
    assert found(library, "superseded_document") == []
    assert {e.date.year for e in library.register() if e.number == "44/KH-UBND"} == {2024, 2025}


def test_a_short_form_of_two_documents_stays_open(library: Library, tmp_path: Path) -> None:
    put(
        library,
        tmp_path,
        a=text(
            "02 tháng 6 năm 2025",
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
            "Nghị quyết số 57/NQ-CP ngày 16/4/2025 của Chính phủ.",
        ),
        b=text("02 tháng 7 năm 2025", "Quán triệt Nghị quyết 57 trong toàn ngành."),
    )
    entries = {e.number: len(e.places) for e in library.register()}
    assert entries == {"57-NQ/TW": 1, "57/NQ-CP": 1, "57": 1}
