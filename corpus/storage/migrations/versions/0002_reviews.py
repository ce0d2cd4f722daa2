"""Decisions of reviewers, and what the last checks found.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "decisions",
        sa.Column("fingerprint", sa.String(40), nullable=False),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("day", sa.String(20), nullable=False),
        sa.Column("cause", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="pk_decisions"),
    )
    op.create_table(
        "checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("contents", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_checks"),
    )
    op.create_index("ix_checks_scope", "checks", ["scope"])
    op.create_table(
        "found",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(40), nullable=False),
        sa.Column("finding", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("check_id", "seq", name="pk_found"),
        sa.ForeignKeyConstraint(
            ["check_id"], ["checks.id"], name="fk_found_check_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_found_fingerprint", "found", ["fingerprint"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("found", "checks", "decisions"):
        op.drop_table(table)
