"""The register of a library: corrections outlive new readings, lists go in and out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.library import Library
from assistant.questions import Answer, answer
from assistant.settings import load_settings
from corpus.errors import BaocaoError
from corpus.reading import read
from corpus.register.register import Entry, register
from retrieval.graph import Graph

FIRST = """BÁO CÁO

Kết quả công tác tháng 6 năm 2025 của tỉnh Sơn Hà

I. Kết quả

- UBND tỉnh ban hành Quyết định số 240/QĐ-UBND ngày 12/5/2025 của UBND tỉnh ban hành Kế hoạch hành
động thực hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng.

- Chủ tịch UBND tỉnh ban hành Quyết định số 251/QĐ-UBND ngày 20/5/2025 của Chủ tịch UBND tỉnh phê
duyệt Kiến trúc chính quyền điện tử tỉnh Sơn Hà; Quyết định số 118/QĐ-UBND ngày 15/02/2025 của UBND
tỉnh về giao rừng.

- Kế hoạch số 31/KH-STL ngày 07/5/2025 của Sở Thủy lợi về nạo vét kênh mương.
"""
SECOND = """BÁO CÁO

Kết quả công tác tháng 7 năm 2025 của tỉnh Sơn Hà

- Thực hiện Quyết định số 118/QĐ-UBND ngày 15/02/2025 của UBND tỉnh về giao rừng phòng hộ đầu nguồn.

- Quyết định số 300/QĐ-UBND ngày 01/7/2025 của UBND tỉnh sửa đổi, bổ sung Quyết định số 118/QĐ-UBND
ngày 15/02/2025 của UBND tỉnh.
"""


@pytest.fixture
def library(tmp_path: Path):
    with Library(load_settings({}, home=tmp_path / "kho")) as opened:
        yield opened


def put(library: Library, folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    library.store.put(read(folder / name))


def entry(library: Library, number: str) -> Entry:
    return next(e for e in library.register() if e.number == number)


def test_a_correction_outlives_a_new_reading(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    one = entry(library, "240/QĐ-UBND")
    done = library.correct(one.id, {"title": "Về Kế hoạch phát triển rừng", "date": "13/5/2025"})
    assert (done.title, done.date) == ("Về Kế hoạch phát triển rừng", date(2025, 5, 13))
    assert done.edited == ("date", "title")
    library.store.remove("a.txt")
    assert "240/QĐ-UBND" not in [e.number for e in library.register()]
    put(library, tmp_path, "b.txt", FIRST)
    put(library, tmp_path, "c.txt", SECOND)
    again = entry(library, "240/QĐ-UBND")
    assert (again.title, again.date) == (done.title, done.date)
    with Library(library.settings) as other:
        assert entry(other, "240/QĐ-UBND").title == done.title
    assert library.registry.revert(again.id).date == date(2025, 5, 12)
    assert entry(library, "240/QĐ-UBND").edited == ()


def test_answers_speak_of_documents_as_corrected(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    library.correct(entry(library, "240/QĐ-UBND").id, {"issuer": "UBND tỉnh Sơn Hà", "title": "X"})
    library.correct(entry(library, "251/QĐ-UBND").id, {"status": "hết hiệu lực"})
    graph = library.graph()
    found = ask(graph, "văn bản nào triển khai nghị quyết 88", library.register())
    assert [(d.number, d.issuer, d.title) for d in found.documents] == [
        ("240/QĐ-UBND", "UBND tỉnh Sơn Hà", "X")
    ]
    status = ask(graph, "Quyết định 251 còn hiệu lực không", library.register())
    assert "hết hiệu lực" in status.answer
    assert status.documents[0].status == "hết hiệu lực"


def test_a_list_is_imported_once_and_exported_whole(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    listed = tmp_path / "danh mục.csv"
    listed.write_text(
        "Số ký hiệu;Ngày ban hành;Trích yếu;Tình trạng\n"
        "240/QĐ-UBND;12/5/2025;Ban hành Kế hoạch phát triển rừng;còn hiệu lực\n"
        "7/CT-UBND;03/3/2025;Về phòng cháy rừng;\n"
        "8/CT-UBND;33/3/2025;Về nước sạch;\n",
        encoding="utf-8-sig",
    )
    result = library.import_register(listed)
    assert (result.added, result.updated, result.unchanged) == (1, 1, 0)
    assert [bad.row for bad in result.bad] == [4]
    one = entry(library, "240/QĐ-UBND")
    assert (one.title, one.imported) == ("Ban hành Kế hoạch phát triển rừng", True)
    assert library.import_register(listed).unchanged == 2
    for suffix in (".xlsx", ".csv"):
        out = tmp_path / f"sổ{suffix}"
        assert library.export_register(out) == len(library.register())
        assert library.import_register(out).unchanged == len(library.register())
        with Library(load_settings({}, home=tmp_path / suffix)) as other:
            assert other.import_register(out).added == len(library.register())
            keys = [(e.number, e.date, e.issuer, e.title, e.status) for e in other.register()]
        assert keys == [(e.number, e.date, e.issuer, e.title, e.status) for e in library.register()]


def test_what_cannot_be_is_refused_in_vietnamese(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    one = entry(library, "240/QĐ-UBND")
    for act in (
        lambda: library.correct("không có", {"title": "x"}),
        lambda: library.correct(one.id, {"date": "31/02/2025"}),
        lambda: library.correct(one.id, {"màu": "đỏ"}),
        lambda: library.registry.merge(one.id, one.id),
        lambda: library.registry.split(one.id, alias="1/X"),
    ):
        with pytest.raises(BaocaoError) as told:
            act()
        assert str(told.value).endswith(".")
    assert entry(library, "240/QĐ-UBND") == one


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("240", "240/QĐ-UBND"), ("24", "240/QĐ-UBND"), ("qđ 251", "251/QĐ-UBND"),
        ("88-nq/tw", "88-NQ/TW"), ("kiến trúc chính quyền điện tử", "251/QĐ-UBND"),
        ("kien truc chinh quyen", "251/QĐ-UBND"), ("kien truc chính quy", "251/QĐ-UBND"),
        ("ke hoach 31", "31/KH-STL"), ("nạo vét", "31/KH-STL"), ("giao rừng", "118/QĐ-UBND"),
    ],
)  # fmt: skip
def test_suggestions(library: Library, tmp_path: Path, typed: str, number: str) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    best = library.suggest(typed)[0]
    assert best.entry.number == number
    assert best.first.startswith(f"{best.later} ngày ")


def test_suggestions_for_nothing_are_none(library: Library, tmp_path: Path) -> None:
    put(library, tmp_path, "a.txt", FIRST)
    for typed in ("", "  ", "999", "tàu vũ trụ", "?"):
        assert library.suggest(typed) == []


# ---------------------------------------------------------------- questions about sets


def ask(graph: Graph, question: str, entries: list[Entry]) -> Answer:
    return answer(question, graph, lambda query, k: [], entries)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Graph, list[Entry]]:
    folder = tmp_path_factory.mktemp("sổ")
    reports = []
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
        reports.append(read(folder / name))
    entries = register(reports)
    return Graph(reports, entries), entries


MAY = ["240/QĐ-UBND", "251/QĐ-UBND"]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("UBND tỉnh ban hành những quyết định nào trong tháng 5/2025", MAY),
        ("ubnd tinh ban hanh nhung quyet dinh nao trong thang 5 nam 2025?", MAY),
        ("Ủy ban nhân dân tỉnh ban hành những quyết định nào trong tháng 5-2025", MAY),
        ("which decisions did the provincial People's Committee issue in May 2025?", MAY),
        ("Chủ tịch UBND tỉnh ban hành những quyết định nào năm 2025", ["251/QĐ-UBND"]),
        ("UBND tỉnh ban hành quyết định nào từ ngày 01/01/2025 đến ngày 31/3/2025",
         ["118/QĐ-UBND"]),
        ("Những quyết định nào được ban hành trong quý I/2025", ["118/QĐ-UBND"]),
        ("Sở Thủy lợi ban hành những kế hoạch nào năm 2025", ["31/KH-STL"]),
        ("danh sách kế hoạch về nạo vét kênh mương", ["31/KH-STL"]),
        ("những quyết định nào đã được sửa đổi", ["118/QĐ-UBND"]),
        ("Bộ Y tế ban hành những thông tư nào trong năm 2024", []),
        ("UBND tỉnh ban hành những quyết định nào trong năm 2019", []),
        ("Kế hoạch của Sở Thủy lợi về nạo vét kênh mương", ["31/KH-STL"]),
        ("quyet dinh cua ubnd tinh ve giao rung", ["118/QĐ-UBND"]),
        ("Thủ tướng ban hành các chỉ thị nào năm 2022", []),
    ],
)  # fmt: skip
def test_sets_of_documents(
    known: tuple[Graph, list[Entry]], question: str, numbers: list[str]
) -> None:
    found = ask(known[0], question, known[1])
    assert [d.number for d in found.documents] == numbers
    assert "không nhắc đến" in found.answer if not numbers else numbers[0] in found.answer
    for document in found.documents:
        assert any(document.number in " ".join(p.text.split()) for p in document.sources)


def test_an_unknown_issuer_is_named_as_typed(known: tuple[Graph, list[Entry]]) -> None:
    found = ask(known[0], "HĐND tỉnh ban hành nghị quyết nào năm 2021", known[1])
    assert "của “HĐND tỉnh”" in found.answer


@pytest.mark.parametrize(
    "question", ["Có bao nhiêu lớp tập huấn năm 2025?", "rừng phòng hộ", "các kết quả nổi bật"]
)
def test_other_questions_say_so(known: tuple[Graph, list[Entry]], question: str) -> None:
    found = ask(known[0], question, known[1])
    assert found.documents == ()
    assert "Chưa tìm thấy" in found.answer


@pytest.mark.parametrize("question", ["118/qđ-ubnd còn hiệu lực không", "118 con hieu luc khong"])
def test_an_amended_document_is_told(known: tuple[Graph, list[Entry]], question: str) -> None:
    found = ask(known[0], question, known[1])
    assert [d.number for d in found.documents] == ["118/QĐ-UBND"]
    assert "Sửa đổi, bổ sung: Quyết định số 300/QĐ-UBND ngày 01/7/2025" in found.answer


def test_an_answer_knows_how_its_documents_hang_together(
    known: tuple[Graph, list[Entry]],
) -> None:
    found = ask(known[0], "văn bản nào triển khai nghị quyết 88", known[1])
    assert found.about is not None
    assert found.about.number == "88-NQ/TW"
    (link,) = found.links
    assert (link.source[0], link.kind, link.target[0]) == ("240/QĐ-UBND", "thực hiện", "88-NQ/TW")


# ---------------------------------------------------------------- the seeds, read by eye


@pytest.fixture(scope="module")
def seeds(shared: Path) -> tuple[Graph, list[Entry]]:
    reports = [read(path) for path in sorted((shared / "seeds").glob("*.txt"))]
    entries = register(reports)
    return Graph(reports, entries), entries


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "which decisions cover Nghị quyết 57",
            {
                "327/QĐ-UBND": ("gián tiếp", ("359-KH/TU",)),
                "359-KH/TU": ("trực tiếp", ()),
                "08-KH/BCĐ": ("trực tiếp", ()),
                "1570/KH-UBND": ("gián tiếp", ("95-CTr/TU",)),
                "95-CTr/TU": ("trực tiếp", ()),
                "03/NQ-CP": ("trực tiếp", ()),
                "336-KH/TU": ("trực tiếp", ()),
                "51/KH-UBND": ("trực tiếp", ()),
            },
        ),
        (
            "văn bản nào triển khai 71/nq-cp",
            {"327/QĐ-UBND": ("trực tiếp", ()), "1570/KH-UBND": ("trực tiếp", ())},
        ),
        (
            "van ban nao thuc hien chi thi 38-ct/tw",
            {
                "1703/QĐ-TTg": ("trực tiếp", ()),
                "21/KH-UBND": ("gián tiếp", ("1703/QĐ-TTg",)),
            },
        ),
        # Nothing implements it; what amends it is told.
        ("quyết định nào bao trùm 1444/QĐ-UBND", {"789/QĐ-UBND": ("trực tiếp", ())}),
    ],
)
def test_the_seeds_answer_completely_and_exactly(
    seeds: tuple[Graph, list[Entry]], question: str, expected: dict[str, tuple[str, tuple]]
) -> None:
    found = ask(seeds[0], question, seeds[1])
    assert {d.number: (d.relation, d.via) for d in found.documents} == expected
    kinds = [d.type for d in found.documents if not d.status.startswith("được thay")]
    assert kinds == sorted(kinds, key=lambda kind: kind != "Quyết định")
    assert all(d.sources for d in found.documents)


def test_replaced_and_former_ones_are_marked(seeds: tuple[Graph, list[Entry]]) -> None:
    found = ask(seeds[0], "Những văn bản nào triển khai Nghị quyết số 57-NQ/TW?", seeds[1])
    by_number = {d.number: d for d in found.documents}
    assert by_number["336-KH/TU"].status == "được thay thế bởi 359-KH/TU"
    assert by_number["51/KH-UBND"].status == "được thay thế bởi 327/QĐ-UBND"
    former = {number for number, d in by_number.items() if "Kon Tum cũ" in d.title}
    assert former == {"95-CTr/TU", "1570/KH-UBND"}
    assert found.answer.count("(tỉnh Kon Tum cũ)") == 2
