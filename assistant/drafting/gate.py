"""The gate: every number and document number of a sentence stands in a source that it names.

It works on the text and the places alone, so it runs again on what a user has edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.model import Place, Report
from corpus.text import fold, squeeze

# A run of digits with its separators: 1.293.500 · 99,58 · 29/4/2025 · 17025:2017 are looked at
# part by part below, because a line may break between them.
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SYMBOL = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ][\w&Đđ./-]*")
_GLUE = re.compile(r"\s*([/-])\s*")
_MARK = re.compile(r"\[[^\[\]]*\]")


def missing_numbers(text: str, said: str) -> list[str]:
    """Return the numbers and document numbers of `text` that do not stand in `said`.

    Visible marks ("[cần xác nhận …]") are no claims and are passed over. White space inside a
    document number, and letters that a scan garbled, do not matter; digits do.
    """
    text = _MARK.sub(" ", text)
    words = squeeze(said)
    # A footnote mark may be glued to a number in the file ("năm 20252"), so a number that begins
    # one of the source's is found too; one that ends it or stands in its middle is another number.
    have = {m[0] for m in _NUMBER.finditer(words)}
    absent = [
        m[0]
        for m in _NUMBER.finditer(text)
        if m[0] not in have and not any(_glued(m[0], other) for other in have)
    ]
    symbols = _GLUE.sub(r"\1", fold(words))
    for match in _SYMBOL.finditer(text):
        number = fold(match[0].rstrip("./-"))
        digits = re.match(r"\d+(?:/\d{4})?", number)
        if (
            number not in symbols
            and digits
            and not re.search(rf"(?<!\d){re.escape(digits[0])}\s*[/-]", symbols)
        ):
            absent.append(match[0])
    return absent


def _glued(number: str, other: str) -> bool:
    """Tell whether `other` is `number` with one or two digits of a footnote mark behind it."""
    return (
        other.startswith(number)
        and other[len(number) :].isdigit()
        and len(other) <= len(number) + 2
    )


def supported(text: str, places: Sequence[Place], said: Sequence[str] = ()) -> bool:
    """Tell whether all numbers of `text` stand in the words of `places`.

    `said` are the same words with wraps and page furniture undone, where the caller has them.
    """
    return not missing_numbers(text, " ".join((*said, *(place.text for place in places))))


def still_there(places: Iterable[Place], reports: Iterable[Report]) -> list[Place]:
    """Return the places whose words no longer stand where they say: their file has changed."""
    texts = {report.doc: report.text for report in reports}
    return [p for p in places if texts.get(p.doc, "")[p.start : p.end] != p.text]
