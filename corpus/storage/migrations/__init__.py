"""Alembic migrations of the relational store; `corpus.storage.store` runs them when it opens."""
