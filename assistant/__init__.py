"""The assistant: library, questions, checking, drafting. Importing it loads no heavy library."""

from assistant.checking import Finding, check
from assistant.library import CheckResult, Failure, IndexResult, Library
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
