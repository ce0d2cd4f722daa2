"""What does not agree within and between reports, with the quotes that show it."""

from assistant.checking.check import check
from assistant.checking.finding import Finding, Severity

__all__ = ["Finding", "Severity", "check"]
