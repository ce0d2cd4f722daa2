from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import StoreError
from retrieval.keyword import KeywordIndex

PASSAGES = {
    "a": "Cấp 12 giấy phép tiến hành công việc bức xạ cho cơ sở y tế.",
    "b": "Đẩy mạnh chuyển đổi số trong cơ quan nhà nước tỉnh Sơn Hà.",
    "c": "Ban hành Quyết định số 214/QĐ-UBND về hỗ trợ doanh nghiệp đổi mới công nghệ.",
    "d": "Triển khai trục liên thông dữ liệu vùng cao (TLTDLVC) cho 07 xã.",
    "e": "Kiểm tra hoạt động của TLTDLVC trong quý II.",
}


@pytest.fixture
def words(tmp_path: Path) -> KeywordIndex:
    index = KeywordIndex(tmp_path / "keyword.db")
    index.add(PASSAGES)
    return index


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("giấy phép bức xạ", "a"),
        ("giay phep buc xa", "a"),
        ("CĐS", "b"),
        ("214/QĐ-UBND", "c"),
        ("quyet dinh 214", "c"),
        ("hỗ trợ DN", "c"),
    ],
)
def test_the_right_passage_comes_first(words: KeywordIndex, query: str, first: str) -> None:
    assert words.search(query, 3)[0][0] == first


def test_abbreviations_that_one_passage_explains_help_to_find_another(words: KeywordIndex) -> None:
    found = [key for key, _ in words.search("trục liên thông dữ liệu vùng cao", 5)]
    assert found == ["d", "e"] or set(found[:2]) == {"d", "e"}
    assert words.abbreviations()["tltdlvc"][:2] == ("truc", "lien")


def test_scores_fall_and_unknown_words_find_nothing(words: KeywordIndex) -> None:
    scores = [score for _, score in words.search("chuyển đổi công nghệ tỉnh", 5)]
    assert scores == sorted(scores, reverse=True)
    assert words.search("xyzt", 5) == []
    assert words.search(" … ", 5) == []


@pytest.mark.parametrize("query", ['"', "a OR", "NEAR(", "terms:x", "'; DROP TABLE words", "*"])
def test_a_query_is_words_never_a_language(words: KeywordIndex, query: str) -> None:
    words.search(query, 5)
    assert words.count() == len(PASSAGES)


def test_it_is_kept_on_disk_replaced_and_deleted(words: KeywordIndex, tmp_path: Path) -> None:
    again = KeywordIndex(tmp_path / "keyword.db")
    again.add({"a": "Nội dung mới về năng lượng."})
    assert again.count() == len(PASSAGES)
    assert words.search("giấy phép", 5) == []
    again.delete(["d", "không có"])
    assert "tltdlvc" not in words.abbreviations()
    assert words.ids() == {"a", "b", "c", "e"}


def test_a_broken_file_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "keyword.db").write_bytes(b"khong phai co so du lieu " * 200)
    with pytest.raises(StoreError, match=r"keyword\.db"):
        KeywordIndex(tmp_path / "keyword.db").search("x", 1)
