"""Where vectors are kept and the nearest found, behind one small Protocol."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from corpus.errors import StoreError

if TYPE_CHECKING:
    from retrieval.embedders import Vectors

_BATCH = 5_000  # Chroma takes 5,461 at once


class VectorStore(Protocol):
    """Vectors of length 1 under ids, compared by cosine."""

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        """Keep these vectors, replacing those of the same id; `texts` are what they stand for."""
        ...

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are no error."""
        ...

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return at most `k` (id, cosine), nearest first."""
        ...

    def count(self) -> int:
        """Return how many vectors are kept."""
        ...

    def ids(self) -> set[str]:
        """Return all ids."""
        ...

    def refresh(self) -> None:
        """See what another process wrote, and give back what is open."""
        ...


class ExactVectors:
    """All vectors in memory, each compared: for tests, and exact for some 100,000 (10 ms)."""

    def __init__(self) -> None:
        self._vectors: dict[str, Vectors] = {}

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:  # noqa: ARG002
        """Keep these vectors."""
        self._vectors |= dict(zip(ids, vectors, strict=True))

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids."""
        for key in ids:
            self._vectors.pop(key, None)

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return at most `k` (id, cosine), nearest first."""
        import numpy as np

        if not self._vectors:
            return []
        scores = np.stack(list(self._vectors.values())) @ vector
        best = np.argsort(-scores, kind="stable")[:k]
        keys = list(self._vectors)
        return [(keys[i], float(scores[i])) for i in best]

    def count(self) -> int:
        """Return how many vectors are kept."""
        return len(self._vectors)

    def ids(self) -> set[str]:
        """Return all ids."""
        return set(self._vectors)

    def refresh(self) -> None:
        """Nothing to do: no other process has them."""


class ChromaVectors:
    """A Chroma collection, in a folder or on a server, through langchain-chroma.

    One collection for each embedder, since vectors of two cannot be compared.
    """

    def __init__(self, address: str, embedder: str) -> None:
        """Open lazily: `address` is a folder or http(s)://host:port, `embedder` its name."""
        self._address = address
        self._collection = collection_name(embedder)
        self._lock = threading.RLock()
        self._ready = _Ready()
        self._client: Any = None
        self._store: Any = None

    def add(self, ids: Sequence[str], texts: Sequence[str], vectors: Vectors) -> None:
        """Keep these vectors, at most 5,000 in a request."""
        with self._lock, _clear_errors(self._address):
            for at in range(0, len(ids), _BATCH):
                part = slice(at, at + _BATCH)
                self._ready.rows = vectors[part].tolist()
                self._open().add_texts(list(texts[part]), ids=list(ids[part]))

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids."""
        with self._lock, _clear_errors(self._address):
            for at in range(0, len(ids), _BATCH):
                self._open().delete(ids=list(ids[at : at + _BATCH]))

    def search(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return at most `k` (id, cosine), nearest first."""
        with self._lock, _clear_errors(self._address):
            found = self._open().similarity_search_by_vector_with_relevance_scores(
                vector.tolist(), k=k
            )
        return [(document.id, 1 - distance) for document, distance in found]

    def count(self) -> int:
        """Return how many vectors are kept."""
        with self._lock, _clear_errors(self._address):
            self._open()
            return int(self._client.get_collection(self._collection).count())

    def ids(self) -> set[str]:
        """Return all ids."""
        with self._lock, _clear_errors(self._address):
            return set(self._open().get(include=[])["ids"])

    def refresh(self) -> None:
        """Let go of Chroma, which answers out of memory; the next use opens it anew (0.1 s)."""
        with self._lock, _clear_errors(self._address):
            if self._client is not None:
                self._client.close()
            self._client = self._store = None

    def _open(self) -> Any:
        if self._store is None:
            from langchain_chroma import Chroma

            self._client = _client(self._address)
            self._store = Chroma(
                client=self._client,
                collection_name=self._collection,
                embedding_function=self._ready,
                # Full recall at 20,000 vectors costs 0.6 ms; the default misses one in 25.
                collection_configuration={"hnsw": {"space": "cosine", "ef_search": 400}},
            )
        return self._store


class _Ready:
    """Hands the vectors that were computed before to langchain-chroma (an Embeddings).

    They are computed outside, in small batches, so that progress shows and a cancelled job has
    written nothing.
    """

    rows: list[list[float]]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the rows put ready."""
        if len(texts) != len(self.rows):
            raise ValueError(f"{len(self.rows)} vectors for {len(texts)} texts")
        return self.rows

    def embed_query(self, text: str) -> list[float]:
        """Refuse: questions are embedded outside too."""
        raise NotImplementedError(text)


def collection_name(embedder: str) -> str:
    """Return a name that Chroma accepts (3–512 of a-z, 0-9, . _ -) for an embedder's vectors."""
    plain = "".join(ch if ch.isascii() and ch.isalnum() else "-" for ch in embedder.lower())
    return f"baocao-{plain.strip('-')}"[:200].rstrip("-")


def _client(address: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    if address.startswith(("http://", "https://")):
        parts = urlsplit(address)
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=settings,
        )
    Path(address).mkdir(parents=True, exist_ok=True)
    return chromadb.PersistentClient(path=address, settings=settings)


class _clear_errors:  # noqa: N801 - reads as a verb
    """Turn errors of Chroma into one sentence; what the user's own code raises passes."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None or not _of_chroma(error):
            return
        raise StoreError(
            f"Không dùng được kho véc-tơ tại {self._address}: hãy kiểm tra đường dẫn hoặc địa chỉ "
            "BAOCAO_CHROMA, quyền ghi và dung lượng ổ đĩa."
        ) from error


def _of_chroma(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return True
    return type(error).__module__.split(".")[0] in {"chromadb", "httpx", "pyo3_runtime"} or (
        isinstance(error, ValueError) and "chroma" in str(error).lower()
    )
