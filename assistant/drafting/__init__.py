"""Drafting: đề cương → outline, outline and reports → a draft in which every number has a place."""

from assistant.drafting.draft import draft
from assistant.drafting.outline import Heading, Outline, parse_outline
from assistant.drafting.record import Draft, DraftSection, DraftSentence

__all__ = [
    "Draft",
    "DraftSection",
    "DraftSentence",
    "Heading",
    "Outline",
    "draft",
    "parse_outline",
]
