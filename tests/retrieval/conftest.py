"""An embedder that needs no model: texts that share syllables lie close."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from retrieval.terms import syllables


class SyllableEmbedder:
    """Each syllable is a direction; counts what it was asked, for tests of laziness."""

    def __init__(self, name: str = "âm tiết", dimensions: int = 64) -> None:
        self.name = name
        self.dimensions = dimensions
        self.embedded = 0

    def embed_passages(self, texts: list[str]) -> np.ndarray:
        self.embedded += len(texts)
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> np.ndarray:
        row = np.zeros(self.dimensions, dtype=np.float32)
        for word in syllables(text):
            row[hashlib.md5(word.encode()).digest()[0] % self.dimensions] += 1
        return row / max(float(np.linalg.norm(row)), 1e-9)


@pytest.fixture
def embedder() -> SyllableEmbedder:
    return SyllableEmbedder()


@pytest.fixture
def make_embedder() -> type[SyllableEmbedder]:
    return SyllableEmbedder
