"""The first tables: reports, what is found in them, passages and removals.

Revision ID: 0001
Revises: -
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Children before the parent they belong to.
_TABLES = ("passages", "quantities", "relations", "citations", "blocks", "reports", "removals")


def upgrade() -> None:
    """Create the tables."""
    op.create_table("removals", sa.Column("key", sa.String(100), primary_key=True))
    _reports()
    _blocks()
    _citations()
    _relations()
    _quantities()
    _passages()


def downgrade() -> None:
    """Drop the tables."""
    for table in _TABLES:
        op.drop_table(table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _int(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def _float(name: str, *, null: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=null)


def _bool(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _date(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=True)


def _key() -> list[sa.Column[int]]:
    return [
        sa.Column(
            "report_id",
            sa.Integer(),
            sa.ForeignKey("reports.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("seq", sa.Integer(), primary_key=True),
    ]


def _place() -> list[sa.Column[int] | sa.Column[str]]:
    return [
        _int("line"),
        _int("line_end"),
        _int("page", null=True),
        _int("start"),
        _int("end"),
        _text("words"),
    ]


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("doc", sa.String(500), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        *(_text(name) for name in ("text", "title", "kind")),
        _text("number", null=True),
        _date("date"),
        _text("issuer", null=True),
        _text("signer", null=True),
        _json("recipients"),
        _json("period"),
        _date("as_of"),
        _text("scope", null=True),
        _json("page_starts"),
        _bool("ocr"),
        _float("damaged_share"),
        *(_json(name) for name in ("warnings", "sections", "footnotes", "tables")),
        sa.Column("reader", sa.String(50), nullable=False),
        sa.Column("indexed", sa.String(300), index=True),
    )


def _blocks() -> None:
    op.create_table(
        "blocks",
        *_key(),
        sa.Column("kind", sa.String(20), nullable=False),
        _text("text"),
        _json("offsets"),
        _json("path"),
        _text("label"),
        _int("level"),
        _json("notes"),
        _bool("repaired"),
    )


def _citations() -> None:
    op.create_table(
        "citations",
        *_key(),
        *_place(),
        _text("surface"),
        sa.Column("type", sa.String(100), nullable=False),
        sa.Column("number", sa.String(200), nullable=False, index=True),
        _date("date"),
        _text("issuer", null=True),
        *(_int(name) for name in ("block", "span_start", "span_end")),
        _text("date_text", null=True),
        _text("subject", null=True),
        sa.Column("resolved", sa.String(200), index=True),
        _bool("ocr"),
        _float("confidence"),
    )


def _relations() -> None:
    op.create_table(
        "relations",
        *_key(),
        *_place(),
        _int("source"),
        _int("target"),
        sa.Column("kind", sa.String(30), nullable=False, index=True),
        *(_bool(name) for name in ("explicit", "negated", "planned")),
    )


def _quantities() -> None:
    op.create_table(
        "quantities",
        *_key(),
        *_place(),
        _text("surface"),
        _float("value"),
        _float("value_max", null=True),
        _text("unit", null=True),
        _text("indicator"),
        *(_int(n) for n in ("block", "span_start", "span_end", "number_start", "number_end")),
        _text("qualifier", null=True),
        _text("period", null=True),
        _date("as_of"),
        _text("scope", null=True),
        sa.Column("kind", sa.String(20), nullable=False),
        _int("part_of", null=True),
        _text("row", null=True),
        _text("column", null=True),
        _int("table", null=True),
        _float("confidence"),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        *_key(),
        *_place(),
        sa.Column("key", sa.String(100), nullable=False, unique=True),
        _json("section"),
        _text("text"),
        _json("blocks"),
    )
