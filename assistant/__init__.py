"""The assistant: library, questions, checking, drafting. Each part loads at its first use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.checking import Finding, check
    from assistant.intake import Failure
    from assistant.library import CheckResult, IndexResult, Library
    from assistant.questions import Answer, AnswerDocument
    from assistant.settings import Settings, load_settings

__all__ = [
    "Answer",
    "AnswerDocument",
    "CheckResult",
    "Failure",
    "Finding",
    "IndexResult",
    "Library",
    "Settings",
    "check",
    "load_settings",
]

_HOMES = {
    "assistant.checking": ("Finding", "check"),
    "assistant.intake": ("Failure",),
    "assistant.library": ("CheckResult", "IndexResult", "Library"),
    "assistant.questions": ("Answer", "AnswerDocument"),
    "assistant.settings": ("Settings", "load_settings"),
}


def __getattr__(name: str) -> Any:
    """Return a public name out of its module."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
