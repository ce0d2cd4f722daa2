"""Run by Alembic: migrates the connection that `corpus.storage.store` hands over."""

from __future__ import annotations

from alembic import context

from corpus.storage.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite alters a table by making it anew
    transactional_ddl=True,
)
context.run_migrations()
