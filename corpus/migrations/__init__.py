"""Alembic migrations of the relational store; `corpus.store` runs them when it opens."""
