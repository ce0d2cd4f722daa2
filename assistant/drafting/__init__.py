"""Drafting: đề cương → outline, outline and reports → a draft in which every number has a place."""

from assistant.drafting.draft import draft
from assistant.drafting.outline import Heading, Outline, outline_from_text, parse_outline
from assistant.drafting.record import Draft, DraftSection, DraftSentence

__all__ = [
    "Draft",
    "DraftSection",
    "DraftSentence",
    "Heading",
    "Outline",
    "draft",
    "outline_from_text",
    "parse_outline",
]
