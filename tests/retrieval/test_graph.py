"""The graph over reports of an invented province that misprint, replace and plan documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.model import RelationKind
from corpus.reading import read
from retrieval.graph import Graph, Node
from retrieval.references import references

REPORTS = {
    "quý một.txt": """BÁO CÁO

Kết quả công tác quý I năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Tham mưu Tỉnh ủy ban hành Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy về thực
hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng.

- Tham mưu UBND tỉnh ban hành Kế hoạch số 19/KH-UBND ngày 28/02/2025 của UBND tỉnh triển khai thực
hiện Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy.

- Sở báo cáo kết quả theo Công văn số 77/UBND-NL ngày 03/3/2025 của UBND tỉnh.
""",
    "nửa năm.txt": """BÁO CÁO

Kết quả công tác 6 tháng đầu năm 2025 của tỉnh Sơn Hà

I. Kết quả

- Ban Thường vụ Tỉnh ủy ban hành Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy về
thực hiện Nghị quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng (thay
thế Kế hoạch số 61-KH/TU ngày 10/02/2025 của Ban Thường vụ Tỉnh ủy).

- UBND tỉnh ban hành Quyết định số 240/QĐ-UBND ngày 12/6/2025 của UBND tỉnh ban hành Kế hoạch hành
động thực hiện Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy.

- Ban hành Chương trình số 12-CTr/TU ngày 15/01/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị
quyết số 88-NQ/TW ngày 05/01/2025 của Bộ Chính trị (tỉnh Hải Bình cũ).

II. Nhiệm vụ

- Tiếp tục triển khai Quyết định số 240/QĐ-UBND ngày 12/6/2025 của UBND tỉnh.
""",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("graph")
    return Graph(_read(folder, name, text) for name, text in REPORTS.items())


def _read(folder: Path, name: str, text: str):
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)


def node(graph: Graph, name: str) -> Node:
    return graph.find(references(name)[0])[0]


def test_all_implementers_are_found_direct_and_through_others(graph: Graph) -> None:
    found = {c.node.number: c for c in graph.covering(node(graph, "Nghị quyết 88"))}
    assert set(found) == {"61-KH/TU", "93-KH/TU", "19/KH-UBND", "240/QĐ-UBND", "12-CTr/TU"}
    assert {n for n, c in found.items() if c.direct} == {"61-KH/TU", "93-KH/TU", "12-CTr/TU"}
    assert found["240/QĐ-UBND"].via == ("93-KH/TU",)
    assert found["19/KH-UBND"].via == ("61-KH/TU",)


def test_every_step_has_a_sentence_that_names_both_ends(graph: Graph) -> None:
    for cover in graph.covering(node(graph, "Nghị quyết 88")):
        for step in cover.steps:
            assert step.evidence
            for place in step.places:
                flat = " ".join(place.text.split())
                assert step.source.number in flat
                assert step.target.number in flat
                report = graph.reports[place.doc]
                assert report.text[place.start : place.end] == place.text


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("61-KH/TU", "được thay thế bởi 93-KH/TU"),
        ("93-KH/TU", "còn hiệu lực"),  # it replaced another
        ("240/QĐ-UBND", "còn hiệu lực"),  # "tiếp tục triển khai"
        ("19/KH-UBND", "chưa rõ"),
        ("77/UBND-NL", "chưa rõ"),
    ],
)
def test_status_is_what_reports_show(graph: Graph, name: str, status: str) -> None:
    assert graph.status(node(graph, name)) == status


def test_the_former_area_marks_only_the_document_in_front_of_it(graph: Graph) -> None:
    assert node(graph, "12-CTr/TU").former == "tỉnh Hải Bình cũ"
    assert node(graph, "88-NQ/TW").former is None


def test_edges_can_be_asked_from_both_ends(graph: Graph) -> None:
    (edge,) = graph.into(node(graph, "61-KH/TU"), RelationKind.REPLACES)
    assert edge.source.number == "93-KH/TU"
    assert edge in graph.out_of(node(graph, "93-KH/TU"))


def test_references_find_by_number_type_and_date(graph: Graph) -> None:
    def find(question: str) -> list[str]:
        return [n.number for n in graph.find(references(question)[0])]

    assert find("quyet dinh 240") == ["240/QĐ-UBND"]
    assert find("Nghị quyết 240") == []
    assert find("Quyết định 240 năm 2024") == []
    assert find("QĐ 240/QĐ-UBND ngày 12/6/2025") == ["240/QĐ-UBND"]


def test_a_circle_of_documents_ends(tmp_path: Path) -> None:
    text = (
        "- Kế hoạch số 11/KH-UBND ngày 01/4/2025 của UBND tỉnh triển khai thực hiện Kế hoạch số "
        "12-KH/TU ngày 02/4/2025 của Tỉnh ủy.\n\n- Kế hoạch số 12-KH/TU ngày 02/4/2025 của Tỉnh ủy "
        "triển khai thực hiện Kế hoạch số 11/KH-UBND ngày 01/4/2025 của UBND tỉnh.\n"
    )
    graph = Graph([_read(tmp_path, "vòng.txt", text)])
    assert [c.node.number for c in graph.covering(node(graph, "11/KH-UBND"))] == ["12-KH/TU"]


def test_a_misprinted_number_is_an_alias(tmp_path: Path) -> None:
    right = (
        "Kế hoạch số 93-KH/TU ngày 20/5/2025 của Ban Thường vụ Tỉnh ủy về thực hiện Nghị quyết số "
        "88-NQ/TW ngày 05/01/2025 của Bộ Chính trị về phát triển kinh tế rừng bền vững"
    )
    lines = [right, right, right, right.replace("93-KH", "39-KH")]
    graph = Graph([_read(tmp_path, "bc.txt", "\n\n".join(f"- Ban hành {x}." for x in lines))])
    assert [c.node.number for c in graph.covering(node(graph, "88-NQ/TW"))] == ["93-KH/TU"]
    assert node(graph, "93-KH/TU").aliases == ["39-KH/TU"]
    assert node(graph, "39-KH/TU") is node(graph, "93-KH/TU")


@pytest.mark.parametrize("flag", ["planned", "negated"])
def test_planned_and_negated_relations_are_no_edges(tmp_path: Path, flag: str) -> None:
    report = _read(tmp_path, "bc.txt", REPORTS["nửa năm.txt"])
    relations = tuple(replace(relation, **{flag: True}) for relation in report.relations)
    graph = Graph([replace(report, relations=relations)])
    assert graph.edges == []
    assert graph.status(node(graph, "61-KH/TU")) == "chưa rõ"


def test_no_reports_are_an_empty_graph() -> None:
    assert Graph([]).nodes == []
