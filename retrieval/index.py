"""Keeps the store, the vectors and the keywords in step.

The store is the truth. A report is stamped with the embedder once both indexes have it, and ids
that leave the store are noted there until both indexes have forgotten them: whatever is cut off
in between is put right by `repair`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from corpus.errors import StoreError
from corpus.model import Passage, Report
from retrieval.embedders import Embedder
from retrieval.keyword import KeywordIndex
from retrieval.passages import index_text, split
from retrieval.vectors import VectorStore

if TYPE_CHECKING:
    from corpus.storage.store import Outcome, Store
    from retrieval.embedders import Vectors

Progress = Callable[[float, str], None]
_BATCH = 4  # passages embedded between two reports of progress, under a second
_QUIET = 200  # passages that a search may put right by itself, under a minute


class VectorFactory(Protocol):
    """Opens the vectors that belong to one embedder."""

    def __call__(self, stamp: str) -> VectorStore:
        """Return the vectors written under `stamp`."""
        ...


class Index:
    """The passages of a store, searchable by words and by meaning."""

    def __init__(
        self, store: Store, embedder: Embedder, vectors: VectorFactory, keyword: KeywordIndex
    ) -> None:
        """Nothing is loaded before it is needed."""
        self.store = store
        self.embedder = embedder
        self.keyword = keyword
        self._make_vectors = vectors
        self._vectors: VectorStore | None = None
        self._lock = threading.RLock()
        self._seen: dict[str, str] | None = None  # the store's contents when all was in step

    @property
    def stamp(self) -> str:
        """Return what tells vectors that cannot be mixed apart: embedder and dimensions."""
        return f"{self.embedder.name}/{self.embedder.dimensions}"

    @property
    def vectors(self) -> VectorStore:
        """Return the vectors of this embedder."""
        with self._lock:
            if self._vectors is None:
                self._vectors = self._make_vectors(self.stamp)
            return self._vectors

    def put(self, report: Report, progress: Progress | None = None) -> Outcome:
        """Index a report; what `progress` raises stops it before anything was written."""
        passages = split(report)
        rows = self._embed(passages, progress)
        with self._lock:
            outcome = self.store.put(report, passages)
            if outcome != "unchanged":
                self._write(report.doc, passages, rows)
                self._sweep()
                self._saw()
        return outcome

    def remove(self, doc: str) -> bool:
        """Take a report out of the store and both indexes; False when it was not there."""
        with self._lock:
            found = self.store.remove(doc)
            if found:
                self._sweep()
                self._saw()
        return found

    def repair(self, progress: Progress | None = None) -> int:
        """Bring both indexes in step with the store; return how many reports had to be redone.

        That is what an interrupted run left, what was deleted by hand, and everything after a
        change of embedder.
        """
        with self._lock:
            self._sweep()
            stale = self._stale()
        for number, doc in enumerate(stale):
            passages = self.store.passages_of(doc)
            rows = self._embed(passages, _part(progress, number, len(stale)))
            with self._lock:
                self._write(doc, passages, rows)
        with self._lock:
            self._seen = self.store.contents()
        return len(stale)

    def close(self) -> None:
        """Give the vectors back."""
        with self._lock:
            if self._vectors is not None:
                self._vectors.refresh()

    def make_ready(self) -> None:
        """Repair what is small; StoreError when the indexes need a long run first.

        Costs a look at the store while nothing changed. What another process changed is seen.
        """
        with self._lock:
            if self._seen is not None:
                if self._seen == self.store.contents():
                    return
                self.vectors.refresh()
            stale = self._stale()
            size = sum(len(self.store.passages_of(doc)) for doc in stale)
            if size > _QUIET:
                before = ", ".join(sorted(s for s in self.store.stamps() if s and s != self.stamp))
                why = f"bộ nhúng đã đổi từ {before} sang {self.stamp}" if before else "còn dở dang"
                raise StoreError(
                    f"Chỉ mục của kho chưa dùng được vì {why} ({size} đoạn): "
                    "hãy chạy baocao index để lập lại chỉ mục."
                )
            self.repair()

    def _saw(self) -> None:
        """Note an own change, unless the state before was not known to be in step."""
        if self._seen is not None:
            self._seen = self.store.contents()

    def _stale(self) -> list[str]:
        """Return the reports that are not whole in both indexes; forget what is in no report."""
        stale = set(self.store.stale(self.stamp))
        count = self.store.count_passages()
        if stale or self.vectors.count() != count or self.keyword.count() != count:
            known = self.store.passage_docs()
            for index in (self.vectors, self.keyword):
                ids = index.ids()
                index.delete(sorted(ids - known.keys()))
                stale |= {known[key] for key in known.keys() - ids}
        return sorted(stale)

    def _embed(self, passages: Sequence[Passage], progress: Progress | None) -> list[Vectors]:
        rows: list[Vectors] = []
        for at in range(0, len(passages), _BATCH):
            if progress:
                progress(at / len(passages), f"Đang lập chỉ mục {at}/{len(passages)} đoạn")
            rows.extend(
                self.embedder.embed_passages([index_text(p) for p in passages[at : at + _BATCH]])
            )
        return rows

    def _write(self, doc: str, passages: Sequence[Passage], rows: list[Vectors]) -> None:
        """Write both indexes, then stamp the report."""
        if passages:
            import numpy as np

            texts = [index_text(p) for p in passages]
            ids = [p.id for p in passages]
            self.vectors.add(ids, texts, np.stack(rows))
            self.keyword.add(dict(zip(ids, texts, strict=True)))
        self.store.stamp(doc, self.stamp)

    def _sweep(self) -> None:
        """Take what left the store out of both indexes."""
        gone = self.store.removed()
        if gone:
            self.vectors.delete(gone)
            self.keyword.delete(gone)
            self.store.forget_removed(gone)


def _part(progress: Progress | None, number: int, total: int) -> Progress | None:
    """Return `progress` for the part `number` of `total`."""
    if progress is None:
        return None
    return lambda share, message: progress((number + share) / total, message)
