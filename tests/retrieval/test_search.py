from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from corpus.reading import parse
from corpus.storage.store import Store
from retrieval.index import Index
from retrieval.keyword import KeywordIndex
from retrieval.search import fuse, has_marks, search
from retrieval.vectors import ExactVectors

FIRST = """I. Kết quả

- Cấp 12 giấy phép tiến hành công việc bức xạ cho các cơ sở y tế trên địa bàn tỉnh Sơn Hà theo quy
định, không để hồ sơ trễ hạn trong kỳ báo cáo, bảo đảm an toàn cho người dân và nhân viên y tế.

- Tham mưu UBND tỉnh ban hành Quyết định số 214/QĐ-UBND ngày 03/4/2025 về hỗ trợ doanh nghiệp đổi
mới công nghệ, ưu tiên các cơ sở chế biến nông sản ở miền núi, vùng đồng bào dân tộc thiểu số.
"""
SECOND = """I. Kết quả

- Đẩy mạnh chuyển đổi số trong cơ quan nhà nước; 214 học viên dự tập huấn về an toàn thông tin do
Sở tổ chức tại các xã, phường, đặc khu; nâng tỷ lệ hồ sơ trực tuyến toàn trình lên mức cao hơn.
"""


@pytest.fixture
def index(tmp_path: Path, embedder):
    store = Store(f"sqlite:///{tmp_path / 'kho.db'}")
    made = Index(store, embedder, lambda stamp: ExactVectors(), KeywordIndex(tmp_path / "k.db"))
    for text, doc in ((FIRST, "một.txt"), (SECOND, "hai.txt")):
        made.put(parse(text, doc))
    yield made
    store.close()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("giấy phép bức xạ", "Cấp 12 giấy phép"),
        ("GIAY PHEP BUC XA", "Cấp 12 giấy phép"),
        (unicodedata.normalize("NFD", "giấy phép bức xạ"), "Cấp 12 giấy phép"),
        ("CĐS", "chuyển đổi số"),
        ("214/QĐ-UBND", "Quyết định số 214"),
        ("quyet dinh 214", "Quyết định số 214"),
        ("QĐ 214 về việc gì", "Quyết định số 214"),
    ],
)
def test_the_right_passage_comes_first(index: Index, query: str, words: str) -> None:
    hits = search(index, query)
    assert words in hits[0].passage.text
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_k_and_docs_limit_what_is_found(index: Index) -> None:
    assert len(search(index, "công nghệ của tỉnh", k=1)) == 1
    assert {h.passage.doc for h in search(index, "kết quả của tỉnh", docs=["hai.txt"])} == {
        "hai.txt"
    }


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_an_empty_question_finds_nothing(index: Index, query: str) -> None:
    assert search(index, query) == []


def test_what_was_removed_is_not_found(index: Index) -> None:
    index.remove("một.txt")
    assert all(h.passage.doc == "hai.txt" for h in search(index, "giấy phép bức xạ 214/QĐ-UBND"))


def test_hits_name_their_report(index: Index) -> None:
    text = (
        "Số: 31/BC-SKHCN\n\nSơn Hà, ngày 05 tháng 7 năm 2025\n\nBÁO CÁO\n\nKết quả quý II\n\n"
        + SECOND
    )
    report = parse(text, "ba.txt")
    index.put(report)
    (hit, *_) = search(index, "chuyển đổi số", docs=["ba.txt"])
    assert (hit.title, hit.number, hit.date) == (report.title, report.number, report.date)
    assert hit.date in (date(2025, 7, 5), None)


def test_fusion_keeps_the_distances() -> None:
    scores = fuse([[("a", 9.0), ("b", 8.9), ("c", 1.0)], [("b", 0.8), ("a", 0.2)]])
    assert scores["b"] > scores["a"] > scores["c"] == 0
    assert fuse([[], []]) == {}
    assert fuse([[("a", 3.0)]]) == {"a": 1.0}


@pytest.mark.parametrize(
    ("text", "marks"),
    [("nghị quyết", True), ("nghi quyet", False), ("Đ", True), ("WTO TBT", False)],
)
def test_marks(text: str, marks: bool) -> None:
    assert has_marks(text) is marks
