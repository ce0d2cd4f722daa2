"""Summing up what many units answered to one đề cương: who said what, sums with their parts.

Nothing here is guessed: a sum shows its parts with their places, what cannot be added is told
apart with the reason, and who has not answered is named.
"""

from assistant.gathering.gather import gather
from assistant.gathering.record import Gathering

__all__ = ["Gathering", "gather"]
