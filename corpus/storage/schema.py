"""The tables of the relational store, as typed rows, and how they carry the records.

Citations, relations and quantities are columns, so that they can be asked for in SQL; trees
(sections, footnotes, tables) are JSON. Places keep their words, so a query shows its evidence.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Date, Float, ForeignKey, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

# Names of constraints are fixed here, so that migrations can speak of them on every database.
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all rows."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map = {Any: JSON, dt.date: Date, float: Float, str: Text}  # noqa: RUF012


class PlaceColumns:
    """The columns of a Place; its `doc` is the report's."""

    line: Mapped[int]
    line_end: Mapped[int]
    page: Mapped[int | None]
    start: Mapped[int]
    end: Mapped[int]
    words: Mapped[str]


class ReportRow(Base):
    """A report; `indexed` says which embedder its passages were indexed with, None: not yet."""

    __tablename__ = "reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    doc: Mapped[str] = mapped_column(String(500), unique=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    text: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    number: Mapped[str | None]
    date: Mapped[dt.date | None]
    issuer: Mapped[str | None]
    signer: Mapped[str | None]
    recipients: Mapped[Any]
    period: Mapped[Any]  # null or [label, start, end]
    as_of: Mapped[dt.date | None]
    scope: Mapped[str | None]
    page_starts: Mapped[Any]
    ocr: Mapped[bool]
    damaged_share: Mapped[float]
    warnings: Mapped[Any]
    sections: Mapped[Any]
    footnotes: Mapped[Any]
    tables: Mapped[Any]
    doubtful: Mapped[Any] = mapped_column(JSON, server_default="[]")
    reader: Mapped[str] = mapped_column(String(50))  # version of the program that read it
    indexed: Mapped[str | None] = mapped_column(String(300), index=True)

    blocks: Mapped[list[BlockRow]] = relationship(order_by="BlockRow.seq")
    citations: Mapped[list[CitationRow]] = relationship(order_by="CitationRow.seq")
    relations: Mapped[list[RelationRow]] = relationship(order_by="RelationRow.seq")
    quantities: Mapped[list[QuantityRow]] = relationship(order_by="QuantityRow.seq")


class OfReport:
    """The key of a row that belongs to a report: (report, position). It goes with the report."""

    report_id: Mapped[int] = mapped_column(
        ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)


class BlockRow(OfReport, Base):
    """A block; `offsets` is a list of runs [first offset, length]."""

    __tablename__ = "blocks"

    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    offsets: Mapped[Any]
    path: Mapped[Any]
    label: Mapped[str]
    level: Mapped[int]
    notes: Mapped[Any]  # [[mark, at], …]
    repaired: Mapped[bool]


class CitationRow(OfReport, PlaceColumns, Base):
    """One mention of a document."""

    __tablename__ = "citations"

    surface: Mapped[str]
    type: Mapped[str] = mapped_column(String(100))
    number: Mapped[str] = mapped_column(String(200), index=True)
    date: Mapped[dt.date | None]
    issuer: Mapped[str | None]
    block: Mapped[int]
    span_start: Mapped[int]
    span_end: Mapped[int]
    date_text: Mapped[str | None]
    subject: Mapped[str | None]
    resolved: Mapped[str | None] = mapped_column(String(200), index=True)
    ocr: Mapped[bool]
    confidence: Mapped[float]


class RelationRow(OfReport, PlaceColumns, Base):
    """How one document stands to another; `source`, `target` are `seq` of citations."""

    __tablename__ = "relations"

    source: Mapped[int]
    target: Mapped[int]
    kind: Mapped[str] = mapped_column(String(30), index=True)
    explicit: Mapped[bool]
    negated: Mapped[bool]
    planned: Mapped[bool]


class QuantityRow(OfReport, PlaceColumns, Base):
    """A figure and what it counts."""

    __tablename__ = "quantities"

    surface: Mapped[str]
    value: Mapped[float]
    value_max: Mapped[float | None]
    unit: Mapped[str | None]
    indicator: Mapped[str]
    block: Mapped[int]
    span_start: Mapped[int]
    span_end: Mapped[int]
    number_start: Mapped[int]
    number_end: Mapped[int]
    qualifier: Mapped[str | None]
    period: Mapped[str | None]
    as_of: Mapped[dt.date | None]
    scope: Mapped[str | None]
    kind: Mapped[str] = mapped_column(String(20))
    part_of: Mapped[int | None]
    row: Mapped[str | None]
    column: Mapped[str | None]
    table: Mapped[int | None]
    confidence: Mapped[float]


class PassageRow(OfReport, PlaceColumns, Base):
    """A passage, the unit of search; `key` is the same in every index."""

    __tablename__ = "passages"
    __table_args__ = (UniqueConstraint("key"),)

    key: Mapped[str] = mapped_column(String(100))
    section: Mapped[Any]
    text: Mapped[str]
    blocks: Mapped[Any]


class RemovalRow(Base):
    """Passages that left the store and are perhaps still in an index: work not yet confirmed."""

    __tablename__ = "removals"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)


class DecisionRow(Base):
    """What a reviewer decided about a finding; it belongs to no report and outlives them."""

    __tablename__ = "decisions"

    fingerprint: Mapped[str] = mapped_column(String(40), primary_key=True)
    decision: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str]
    day: Mapped[str] = mapped_column(String(20))
    cause: Mapped[Any]


class CheckRow(Base):
    """A check whose findings are kept, to tell what is new at the next one."""

    __tablename__ = "checks"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), index=True)  # which reports were meant
    contents: Mapped[str] = mapped_column(String(64))  # which versions of them


class FoundRow(Base):
    """A finding of a check, as plain JSON."""

    __tablename__ = "found"

    check_id: Mapped[int] = mapped_column(
        ForeignKey("checks.id", ondelete="CASCADE"), primary_key=True
    )
    seq: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(40), index=True)
    finding: Mapped[Any]


class RegisterEditRow(Base):
    """A change of the register of documents; it names its document, never a report's row."""

    __tablename__ = "register_edits"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(200), index=True)
    type: Mapped[str]
    date: Mapped[dt.date | None]
    issuer: Mapped[str | None]
    title: Mapped[str]
    edit_values: Mapped[Any]  # {field: text}
    into: Mapped[Any]  # null or [number, type, date, issuer, title] of another document


class DraftRow(Base):
    """A draft of the library; `state` is what belongs to it and not to one version."""

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    state: Mapped[Any]


class DraftVersionRow(Base):
    """One version of a draft, as plain JSON."""

    __tablename__ = "draft_versions"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    made: Mapped[str] = mapped_column(String(40))
    note: Mapped[str]
    content: Mapped[Any]
