"""The relational store: reports with everything found in them, in SQLite or any SQLAlchemy URL.

The database is brought to the newest revision when it is opened. Each method is one transaction:
a reader sees a report whole, before or after a change, also while another process writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from corpus.errors import StoreError
from corpus.model import Passage, Report
from corpus.storage import rows
from corpus.storage.bulk import uncollected
from corpus.storage.schema import (
    Base,
    BlockRow,
    CitationRow,
    OfReport,
    PassageRow,
    QuantityRow,
    RelationRow,
    RemovalRow,
    ReportRow,
)

HEAD = "0005"  # newest revision in corpus/storage/migrations; a test holds both together
T = TypeVar("T")
Outcome = Literal["added", "updated", "unchanged"]
_AT_ONCE = 100  # reports whose parts are read together
_PARTS = (BlockRow, CitationRow, RelationRow, QuantityRow, PassageRow)


class Store:
    """Reports by file name (`doc`) and by content (`sha256`), one version of each.

    >>> with Store("sqlite://") as store:  # in memory
    ...     store.docs()
    []
    """

    def __init__(self, url: str, reader: str = "") -> None:
        """Open `url` (an SQLAlchemy address) and migrate it; StoreError when it cannot be used.

        `reader` is the version of the program that reads the files: content that another
        version read counts as new, so that better reading reaches old files.
        """
        self.reader = reader
        try:
            self._engine = _engine(url)
            with self._connect(writing=False) as connection:
                current = _revision(connection)
            if current != HEAD:
                with self._connect(writing=True) as connection:
                    _migrate(connection)
        except (sa.exc.SQLAlchemyError, ImportError, OSError) as error:
            raise StoreError(
                f"Không mở được cơ sở dữ liệu {sa.make_url(url).render_as_string()}: "
                "hãy kiểm tra đường dẫn, quyền ghi và thiết đặt BAOCAO_DB."
            ) from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def put(self, report: Report, passages: Sequence[Passage] = ()) -> Outcome:
        """Store `report`, replacing the version of the same name in the same transaction.

        The same content (sha256) under any name, read by the same version of the program, is
        "unchanged". Passages of a replaced version are listed in `removed()`.
        """
        with self._session(writing=True) as session:
            twin = session.scalar(sa.select(ReportRow).where(ReportRow.sha256 == report.sha256))
            if twin is not None and twin.reader == self.reader:
                return "unchanged"
            old = session.scalar(sa.select(ReportRow).where(ReportRow.doc == report.doc))
            for row in {id(r): r for r in (twin, old) if r is not None}.values():
                _drop(session, row.id)
            row = ReportRow(**rows.report_columns(report), reader=self.reader, indexed=None)
            session.add(row)
            session.flush()
            _insert_parts(session, row.id, report, passages)
            return "updated" if old is not None or twin is not None else "added"

    def remove(self, doc: str) -> bool:
        """Take a report and all that was found in it out; False when it was not there."""
        with self._session(writing=True) as session:
            key = session.scalar(sa.select(ReportRow.id).where(ReportRow.doc == doc))
            if key is None:
                return False
            _drop(session, key)
            return True

    def docs(self) -> list[str]:
        """Return the names of all reports, in order of name."""
        with self._session() as session:
            return list(session.scalars(sa.select(ReportRow.doc).order_by(ReportRow.doc)))

    def contents(self) -> dict[str, str]:
        """Return {doc: sha256} of all reports, in order of name."""
        query = sa.select(ReportRow.doc, ReportRow.sha256).order_by(ReportRow.doc)
        with self._session() as session:
            return dict(session.execute(query).all())

    def holds(self, sha256: str) -> bool:
        """Return whether this content is stored, as this version of the program reads it."""
        query = sa.select(ReportRow.id).where(
            ReportRow.sha256 == sha256, ReportRow.reader == self.reader
        )
        with self._session() as session:
            return session.scalar(query) is not None

    def report(self, doc: str) -> Report | None:
        """Return the report exactly as it was put, None when it is not there."""
        found = self._reports(sa.select(ReportRow).where(ReportRow.doc == doc))
        return found[0] if found else None

    def reports(self, docs: Iterable[str] | None = None) -> list[Report]:
        """Return all reports, or those named, in order of name."""
        query = sa.select(ReportRow).order_by(ReportRow.doc)
        if docs is not None:
            query = query.where(ReportRow.doc.in_(list(docs)))
        with uncollected():
            return self._reports(query)

    def select(self, sql: str, **values: Any) -> list[dict[str, Any]]:
        """Return the rows of an SQL question about the tables of `corpus.storage.schema`."""
        with self._session() as session:
            return [dict(row) for row in session.execute(sa.text(sql), values).mappings()]

    def passages(self, keys: Iterable[str]) -> dict[str, Passage]:
        """Return {id: passage} for those of `keys` that exist."""
        found: dict[str, Passage] = {}
        with self._session() as session:
            for part in _chunks(list(keys), 500):
                query = _PASSAGES.where(PassageRow.key.in_(part))
                found |= {row.key: rows.passage(row, doc) for row, doc in session.execute(query)}
        return found

    def passages_of(self, doc: str) -> list[Passage]:
        """Return the passages of a report in reading order."""
        query = _PASSAGES.where(ReportRow.doc == doc).order_by(PassageRow.seq)
        with self._session() as session:
            return [rows.passage(row, name) for row, name in session.execute(query)]

    def passage_docs(self) -> dict[str, str]:
        """Return {id: doc} of all passages."""
        query = sa.select(PassageRow.key, ReportRow.doc).join(
            ReportRow, ReportRow.id == PassageRow.report_id
        )
        with self._session() as session:
            return dict(session.execute(query).all())

    def heads(self, docs: Iterable[str]) -> dict[str, tuple[str, str | None, date | None]]:
        """Return {doc: (title, number, date)} of these reports."""
        query = sa.select(ReportRow.doc, ReportRow.title, ReportRow.number, ReportRow.date)
        with self._session() as session:
            rows = session.execute(query.where(ReportRow.doc.in_(list(docs))))
            return {doc: (title, number, day) for doc, title, number, day in rows}

    def count_passages(self) -> int:
        """Return how many passages all reports have."""
        with self._session() as session:
            return session.scalar(sa.select(sa.func.count()).select_from(PassageRow)) or 0

    def stale(self, stamp: str) -> list[str]:
        """Return the reports whose passages are not indexed as `stamp` says, in order of name."""
        query = (
            sa.select(ReportRow.doc)
            .where(sa.or_(ReportRow.indexed.is_(None), ReportRow.indexed != stamp))
            .order_by(ReportRow.doc)
        )
        with self._session() as session:
            return list(session.scalars(query))

    def stamps(self) -> set[str | None]:
        """Return all index stamps in use."""
        with self._session() as session:
            return set(session.scalars(sa.select(ReportRow.indexed).distinct()))

    def stamp(self, doc: str, stamp: str) -> None:
        """Say that the passages of `doc` are in the indexes, written as `stamp`."""
        with self._session(writing=True) as session:
            session.execute(sa.update(ReportRow).where(ReportRow.doc == doc).values(indexed=stamp))

    def removed(self) -> list[str]:
        """Return the ids of passages that left the store and may still be in an index."""
        with self._session() as session:
            return list(session.scalars(sa.select(RemovalRow.key).order_by(RemovalRow.key)))

    def forget_removed(self, keys: Iterable[str]) -> None:
        """Say that these passages are in no index any more."""
        with self._session(writing=True) as session:
            for part in _chunks(list(keys), 500):
                session.execute(sa.delete(RemovalRow).where(RemovalRow.key.in_(part)))

    def _reports(self, query: sa.Select[ReportRow]) -> list[Report]:
        # Plain columns, not objects that follow every change: half the time, less memory.
        columns = ReportRow.__table__.columns
        found: list[Report] = []
        with self._session() as session:
            heads = session.execute(query.with_only_columns(*columns)).all()
            for some in _chunks(heads, _AT_ONCE):
                keys = [head.id for head in some]
                parts = [_parts_of(session, table, keys) for table in _PARTS[:4]]
                found += [rows.report(h, *(part.get(h.id, ()) for part in parts)) for h in some]
        return found

    @contextmanager
    def _connect(self, *, writing: bool) -> Iterator[sa.Connection]:
        connection = self._engine.connect().execution_options(baocao_writing=writing)
        with connection, connection.begin():
            yield connection

    def session(self, *, writing: bool = False) -> AbstractContextManager[Session]:
        """Return one transaction as a session, for the parts of the store that stand apart."""
        return self._session(writing=writing)

    @contextmanager
    def _session(self, *, writing: bool = False) -> Iterator[Session]:
        try:
            with self._connect(writing=writing) as connection, Session(connection) as session:
                yield session
                session.flush()
        except sa.exc.OperationalError as error:
            raise StoreError(
                "Cơ sở dữ liệu của kho đang bận hoặc không ghi được: hãy thử lại sau ít phút, "
                "kiểm tra dung lượng ổ đĩa và quyền ghi."
            ) from error


_PASSAGES = sa.select(PassageRow, ReportRow.doc).join(
    ReportRow, ReportRow.id == PassageRow.report_id
)


def _drop(session: Session, key: int) -> None:
    """Delete a report; its parts go with it, its passages are noted for the indexes."""
    keys = session.scalars(sa.select(PassageRow.key).where(PassageRow.report_id == key)).all()
    known = set(session.scalars(sa.select(RemovalRow.key)))
    session.add_all(RemovalRow(key=k) for k in keys if k not in known)
    session.execute(sa.delete(ReportRow).where(ReportRow.id == key))
    session.flush()
    session.expunge_all()


def _insert_parts(session: Session, key: int, report: Report, passages: Sequence[Passage]) -> None:
    """Insert blocks, citations, relations, quantities and passages of the report `key`."""
    columns = (
        [rows.block_columns(b) for b in report.blocks],
        [rows.citation_columns(c) for c in report.citations],
        [rows.relation_columns(r) for r in report.relations],
        [rows.quantity_columns(q) for q in report.quantities],
        [rows.passage_columns(p) for p in passages],
    )
    for table, values in zip(_PARTS, columns, strict=True):
        if values:
            numbered = [{"report_id": key, "seq": i, **v} for i, v in enumerate(values)]
            session.execute(sa.insert(table), numbered)
    # A passage that comes back (same content under a new reader) is no longer removed.
    for part in _chunks([p.id for p in passages], 500):
        session.execute(sa.delete(RemovalRow).where(RemovalRow.key.in_(part)))


def _parts_of(
    session: Session, table: type[OfReport], keys: Sequence[int]
) -> dict[int, list[sa.Row[Any]]]:
    """Return the rows of one sort of part by report, in their order."""
    columns: Any = table.__table__  # type: ignore[attr-defined]
    query = sa.select(columns).where(table.report_id.in_(keys))
    found: dict[int, list[sa.Row[Any]]] = {}
    for row in session.execute(query.order_by(table.report_id, table.seq)):
        found.setdefault(row.report_id, []).append(row)
    return found


def _chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), size):
        yield items[at : at + size]


def _engine(url: str) -> sa.Engine:
    """Return an engine; SQLite gets WAL, foreign keys, and real transactions."""
    address = sa.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address)
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, connect_args={"timeout": 30})

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # The driver's own BEGIN comes too late for a consistent read over several tables.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        # A writer takes its lock at once: two that upgrade from reading would both fail.
        writing = connection.get_execution_options().get("baocao_writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _revision(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return found


def _migrate(connection: sa.Connection) -> None:
    """Run the migrations up to HEAD inside the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def schema_differences(store: Store) -> list[Any]:
    """Return how the migrated database differs from the schema; [] when it does not."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._connect(writing=False) as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))
