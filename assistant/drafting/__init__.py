"""Drafting: đề cương → outline, outline and reports → a draft in which every number has a place."""
