"""Readers, one a format: file → canonical text and what only the format knows."""
