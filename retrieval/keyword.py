"""Keyword search: BM25 over folded terms, kept by SQLite's FTS5 beside the store.

SQLite is used straight: the index is a file of its own, derived from the store and rebuilt from
it, whichever database the store lives in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import StoreError
from retrieval import terms

_SCHEMA = """
CREATE TABLE IF NOT EXISTS passages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS abbreviations (
    passage INTEGER NOT NULL REFERENCES passages(number) ON DELETE CASCADE,
    short TEXT NOT NULL, long TEXT NOT NULL, PRIMARY KEY (passage, short));
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(terms, tokenize = "ascii tokenchars '_'");
"""


class KeywordIndex:
    """Passages by their terms. Each method is one transaction of one connection."""

    def __init__(self, path: Path) -> None:
        """Open the file lazily; it is made on first use."""
        self._path = path
        self._made = False

    def add(self, passages: Mapping[str, str]) -> None:
        """Index {id: text}, replacing those of the same id."""
        self.delete(list(passages))
        with self._connect() as db:
            for key, text in passages.items():
                number = db.execute("INSERT INTO passages (id) VALUES (?)", (key,)).lastrowid
                db.execute(
                    "INSERT INTO words (rowid, terms) VALUES (?, ?)",
                    (number, " ".join(terms.terms(text))),
                )
                db.executemany(
                    "INSERT INTO abbreviations VALUES (?, ?, ?)",
                    [(number, *pair) for pair in terms.defined_in(text).items()],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are no error."""
        with self._connect() as db:
            for key in ids:
                row = db.execute("SELECT number FROM passages WHERE id = ?", (key,)).fetchone()
                if row:
                    db.execute("DELETE FROM words WHERE rowid = ?", row)
                    db.execute("DELETE FROM passages WHERE number = ?", row)

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """Return at most `k` (id, BM25), best first."""
        wanted = terms.query_terms(query, self.abbreviations())
        if not wanted:
            return []
        match = " OR ".join(f'"{term}"' for term in wanted)
        with self._connect() as db:
            rows = db.execute(
                "SELECT id, -bm25(words) FROM words JOIN passages ON number = words.rowid "
                "WHERE words MATCH ? ORDER BY bm25(words), id LIMIT ?",
                (match, k),
            ).fetchall()
        return [(key, float(score)) for key, score in rows]

    def abbreviations(self) -> dict[str, tuple[str, ...]]:
        """Return those of the field and those that the library's own texts explain."""
        with self._connect() as db:
            rows = db.execute(
                "SELECT short, long FROM abbreviations GROUP BY short, long ORDER BY count(*)"
            ).fetchall()
        # What the library explains most often wins over rarer and over the field's table.
        return terms.FOLDED_FIELD | terms.table(rows)

    def count(self) -> int:
        """Return how many passages are indexed."""
        with self._connect() as db:
            return int(db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def ids(self) -> set[str]:
        """Return all ids."""
        with self._connect() as db:
            return {row[0] for row in db.execute("SELECT id FROM passages")}

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        try:
            if not self._made:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self._path, timeout=30)
        except (sqlite3.Error, OSError) as error:
            raise self._failed() from error
        try:
            if not self._made:
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(_SCHEMA)
                self._made = True
            db.execute("PRAGMA foreign_keys = ON")
            with db:
                yield db
        except sqlite3.Error as error:
            raise self._failed() from error
        finally:
            db.close()

    def _failed(self) -> StoreError:
        return StoreError(
            f"Không dùng được chỉ mục từ khóa {self._path}: hãy kiểm tra quyền ghi, hoặc xóa tệp "
            "này rồi chạy lại baocao index."
        )
