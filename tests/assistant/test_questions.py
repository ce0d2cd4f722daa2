from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.asking import Intent, intent_of
from assistant.questions import Answer, answer
from corpus.model import Passage, Place
from corpus.reading import read
from corpus.register.register import register
from retrieval.graph import Graph
from retrieval.references import references
from retrieval.search import Hit

TEXT = """BÁO CÁO

Kết quả công tác 6 tháng đầu năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy về
thực hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng (thay
thế Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy).

- Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số
88-NQ/TW ngày 05/01/2025 của Bộ Chính trị.

- UBND tỉnh ban hành Quyết định số 240/QĐ-UBND ngày 12/6/2025 của UBND tỉnh ban hành Kế hoạch hành
động thực hiện Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy.

- Sở báo cáo theo Công văn số 77/UBND-NL ngày 03/3/2025 của UBND tỉnh.
"""
HIT = Hit(
    Passage("x-0", "bc.txt", (), "Một đoạn.", Place("bc.txt", 1, 1, None, 0, 9, "Một đoạn."), (0,)),
    1.0,
    "",
    None,
    None,
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("hỏi") / "bc.txt"
    path.write_text(TEXT, encoding="utf-8")
    return Graph([read(path)])


def ask(graph: Graph, question: str) -> Answer:
    return answer(question, graph, lambda query, k: [HIT])


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("which decisions cover Nghị quyết 88", Intent.COVERING),
        ("Những văn bản nào triển khai Nghị quyết 88?", Intent.COVERING),
        ("nhung ke hoach nao thuc hien nghi quyet 88", Intent.COVERING),
        ("quyết định nào bao trùm Nghị quyết số 88-NQ/TW", Intent.COVERING),
        ("Liệt kê các văn bản cụ thể hóa NQ 88", Intent.COVERING),
        ("Nghị quyết 88 được triển khai bằng những văn bản nào", Intent.COVERING),
        ("which plans implement Resolution 88?", Intent.COVERING),
        ("what documents carry out resolution 88", Intent.COVERING),
        ("Quyết định 240 triển khai văn bản nào", Intent.IMPLEMENTED),
        ("what does decision 240 implement", Intent.IMPLEMENTED),
        ("93-KH/TU thay thế văn bản nào", Intent.REPLACES),
        ("ke hoach 93 thay the ke hoach nao", Intent.REPLACES),
        ("what does plan 93 replace", Intent.REPLACES),
        ("Kế hoạch 61 bị thay thế bởi văn bản nào", Intent.REPLACED_BY),
        ("Kế hoạch 61 được thay thế bằng văn bản nào?", Intent.REPLACED_BY),
        ("văn bản nào thay thế Kế hoạch 61-KH/TU", Intent.REPLACED_BY),
        ("which plan replaced plan 61", Intent.REPLACED_BY),
        ("plan 61 was replaced by which document", Intent.REPLACED_BY),
        ("Kế hoạch 61 còn hiệu lực không", Intent.STATUS),
        ("is plan 61 still in force", Intent.STATUS),
        ("Nghị quyết 88 được nhắc ở đâu", Intent.MENTIONS),
        ("where is resolution 88 mentioned", Intent.MENTIONS),
        ("Nghị quyết 88", Intent.ABOUT),
        ("cho tôi danh sách kế hoạch thực hiện NQ88", Intent.COVERING),
        ("NQ 88-NQ/TW được cụ thể hoá bằng gì", Intent.COVERING),
        ("Nghị quyết 88 của Bộ Chính trị được cụ thể hóa bằng những gì", Intent.COVERING),
        ("nghi quyet 88 nq tw duoc trien khai bang van ban nao", Intent.COVERING),
        ("Nghị quyết 88 có văn bản nào thực hiện chưa", Intent.COVERING),
        ("tỉnh đã làm gì để thực hiện NQ 88?", Intent.COVERING),
        ("Kế hoạch 61 có văn bản nào thay thế chưa", Intent.REPLACED_BY),
        ("Kế hoạch 61 được sửa đổi bởi văn bản nào", Intent.AMENDED_BY),
        ("Kế hoạch 61 có bị sửa đổi không", Intent.AMENDED_BY),
        ("văn bản nào sửa đổi kế hoạch 61", Intent.AMENDED_BY),
        ("Quyết định 240 sửa đổi văn bản nào", Intent.AMENDS),
        ("what does decision 240 amend", Intent.AMENDS),
        ("căn cứ ban hành Quyết định 240 là gì", Intent.BASIS),
        ("Quyết định 240 căn cứ vào văn bản nào", Intent.BASIS),
    ],
)
def test_what_is_asked(question: str, intent: Intent) -> None:
    assert intent_of(question, references(question))[0] is intent


@pytest.mark.parametrize(
    "question",
    [
        "which decisions cover Nghị quyết 88",
        "Quyết định nào triển khai Nghị quyết 88?",
        "quyet dinh nao trien khai nghi quyet 88",
    ],
)
def test_covering_lists_all_decisions_first(graph: Graph, question: str) -> None:
    found = ask(graph, question)
    assert [d.number for d in found.documents] == ["240/QĐ-UBND", "93-KH/TU", "61-KH/TU"]
    decision, plan, old = found.documents
    assert (decision.relation, decision.via) == ("gián tiếp", ("93-KH/TU",))
    assert (plan.relation, plan.via) == ("trực tiếp", ())
    assert old.status == "được thay thế bởi 93-KH/TU"
    for document in found.documents:
        assert any(document.number in " ".join(p.text.split()) for p in document.sources)
    assert "240/QĐ-UBND" in found.answer
    assert "ngày 20/5/2025" in found.answer


def test_the_type_asked_for_comes_first(graph: Graph) -> None:
    found = ask(graph, "Kế hoạch nào triển khai Nghị quyết 88?")
    assert [d.number for d in found.documents] == ["93-KH/TU", "240/QĐ-UBND", "61-KH/TU"]


@pytest.mark.parametrize(
    ("question", "numbers", "words"),
    [
        ("Quyết định 240 triển khai văn bản nào", ["93-KH/TU"], "triển khai"),
        ("Kế hoạch 93 thay thế văn bản nào", ["61-KH/TU"], "thay thế"),
        ("Kế hoạch 61 bị thay thế bởi văn bản nào", ["93-KH/TU"], "được thay thế bởi"),
        ("Kế hoạch 61 còn hiệu lực không", ["61-KH/TU"], "không còn hiệu lực"),
        ("Kế hoạch 93 còn hiệu lực không", ["93-KH/TU"], "còn hiệu lực theo các báo cáo"),
        ("Công văn 77 còn hiệu lực không", ["77/UBND-NL"], "Chưa rõ"),
        ("Nghị quyết 88 được nhắc ở đâu", ["88-NQ/TW"], "2 chỗ trong 1 báo cáo"),
        ("Công văn 77 bị thay thế bởi văn bản nào", [], "không nêu"),
        ("Công văn 77 thay thế văn bản nào", [], "không nêu"),
        ("Công văn 77 triển khai văn bản nào", [], "không nêu"),
        ("Văn bản nào triển khai Công văn 77", [], "chưa có văn bản nào"),
        ("Văn bản nào triển khai Nghị quyết 99", [], "Không báo cáo nào"),
        ("quyết định nào phê duyệt Đề án 06", [], "có thể là tên chương trình"),
        ("danh sách kế hoạch thực hiện NQ88", ["93-KH/TU", "240/QĐ-UBND", "61-KH/TU"], "có 3"),
        ("Kế hoạch 61 có bị sửa đổi không", [], "không nêu"),
        ("căn cứ của Quyết định 240 là gì", ["93-KH/TU"], "không nêu căn cứ"),
    ],
)
def test_answers(graph: Graph, question: str, numbers: list[str], words: str) -> None:
    found = ask(graph, question)
    assert [d.number for d in found.documents] == numbers
    assert words in found.answer
    assert found.passages == (HIT,)
    for document in found.documents:
        assert document.sources


def test_a_law_is_asked_for_by_its_name(tmp_path: Path) -> None:
    text = (
        "- Phổ biến Luật Thủy lợi năm 2017 cho 12 xã.\n\n"
        "- Thực hiện Luật Thủy lợi năm 2017 và Luật Đê điều năm 2006.\n"
    )
    (tmp_path / "bc.txt").write_text(text, encoding="utf-8")
    reports = [read(tmp_path / "bc.txt")]
    entries = register(reports)
    graph = Graph(reports, entries)
    for question in ("Luật Thủy lợi được nhắc ở đâu", "luat thuy loi nam 2017 con hieu luc khong"):
        found = answer(question, graph, lambda query, k: [], entries)
        assert [d.title for d in found.documents] == ["Luật Thủy lợi năm 2017"]
        assert "2 chỗ trong 1 báo cáo: bc.txt (dòng 1, 3)" in found.answer


def test_former_areas_can_be_asked_for(tmp_path: Path) -> None:
    text = (
        "- Kế hoạch số 15/KH-UBND ngày 02/3/2025 của UBND tỉnh về thực hiện Nghị quyết số 88-NQ/TW"
        " ngày 05/01/2025 (tỉnh Kon Tum cũ).\n\n"
        "- Kế hoạch số 16/KH-UBND ngày 05/3/2025 của UBND tỉnh về thực hiện Nghị quyết số"
        " 88-NQ/TW ngày 05/01/2025.\n"
    )
    (tmp_path / "bc.txt").write_text(text, encoding="utf-8")
    graph = Graph([read(tmp_path / "bc.txt")])
    found = ask(graph, "văn bản của tỉnh Kon Tum cũ triển khai Nghị quyết 88")
    assert [d.number for d in found.documents] == ["15/KH-UBND"]
    assert "của tỉnh Kon Tum cũ" in found.answer
    assert len(ask(graph, "văn bản triển khai Nghị quyết 88").documents) == 2


def test_a_status_that_a_person_set_is_told(tmp_path: Path) -> None:
    (tmp_path / "bc.txt").write_text(TEXT, encoding="utf-8")
    reports = [read(tmp_path / "bc.txt")]
    entries = [
        replace(e, status="được thay thế bởi 300/QĐ-UBND", edited=("status",))
        if e.number == "240/QĐ-UBND"
        else e
        for e in register(reports)
    ]
    graph = Graph(reports, entries)
    found = answer("Nghị quyết 88 được triển khai bằng gì", graph, lambda q, k: [], entries)
    assert "Không còn áp dụng: Quyết định số 240/QĐ-UBND" in found.answer
    found = answer("240/QĐ-UBND bị thay thế bởi gì", graph, lambda q, k: [], entries)
    assert "được thay thế bởi 300/QĐ-UBND (theo sổ văn bản của cơ quan)" in found.answer


def test_a_question_without_a_document_gets_passages_and_says_so(graph: Graph) -> None:
    found = ask(graph, "Có bao nhiêu lớp tập huấn?")
    assert found.documents == ()
    assert found.passages == (HIT,)
    assert "không nêu số hiệu văn bản" in found.answer


def test_an_empty_question_asks_for_one(graph: Graph) -> None:
    assert ask(graph, "  ").answer.startswith("Xin nhập câu hỏi")


def test_a_number_that_two_documents_share_is_told(tmp_path: Path) -> None:
    text = (
        "- Thực hiện Kế hoạch số 15/KH-UBND ngày 02/3/2024 của UBND tỉnh.\n\n- Thực hiện Kế hoạch "
        "số 15/KH-UBND ngày 09/4/2025 của UBND tỉnh.\n"
    )
    (tmp_path / "bc.txt").write_text(text, encoding="utf-8")
    graph = Graph([read(tmp_path / "bc.txt")])
    assert "cũng có thể là" in ask(graph, "Kế hoạch 15 còn hiệu lực không").answer
    exact = ask(graph, "Kế hoạch 15/KH-UBND ngày 09/4/2025 còn hiệu lực không")
    assert "cũng có thể" not in exact.answer
    assert exact.documents[0].date.year == 2025
