"""Finding things again: passages, their two indexes, search, and the graph of documents.

Importing it loads no heavy library.
"""

from retrieval.embedders import Embedder, make_embedder
from retrieval.graph import Graph
from retrieval.index import Index
from retrieval.keyword import KeywordIndex
from retrieval.passages import Passage, split
from retrieval.references import Reference, references
from retrieval.search import Hit
from retrieval.vectors import ChromaVectors, ExactVectors, VectorStore

__all__ = [
    "ChromaVectors",
    "Embedder",
    "ExactVectors",
    "Graph",
    "Hit",
    "Index",
    "KeywordIndex",
    "Passage",
    "Reference",
    "VectorStore",
    "make_embedder",
    "references",
    "split",
]
