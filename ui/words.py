"""Values as Vietnamese officials write them: dates, numbers, places, the state of a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from corpus.model import Quality
from ui import labels

DAMAGED = 0.03  # share of damaged lines from which a reader should be told


def date_text(value: date | str | None) -> str:
    """Return 26/05/2025 of a date or of ``2025-05-26``; nothing for None."""
    if value is None or value == "":
        return ""
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{moment:%d/%m/%Y}"


def number_text(value: float | None) -> str:
    """Return 1.293.500 or 7,5; nothing for None."""
    if value is None:
        return ""
    text = f"{int(value):,}" if value == int(value) else f"{value:,.6g}"
    return text.translate(str.maketrans(",.", ".,"))


def figure_text(figure: Mapping[str, Any]) -> str:
    """Return a figure's value with its qualifier and range: "hơn 6.300", "1 – 2"."""
    text = number_text(figure["value"])
    if figure["value_max"] is not None:
        text += f" – {number_text(figure['value_max'])}"
    return f"{figure['qualifier']} {text}" if figure["qualifier"] else text


def lines_text(place: Mapping[str, Any]) -> str:
    """Return "dòng 12" or "dòng 12–14" of a place."""
    if place["line_end"] > place["line"]:
        return labels.LINES.format(line=place["line"], line_end=place["line_end"])
    return labels.LINE.format(line=place["line"])


def place_text(place: Mapping[str, Any]) -> str:
    """Return "tệp.docx, tr. 3, dòng 12–14" of a place."""
    parts = [place["doc"]]
    if place["page"] is not None:
        parts.append(labels.PAGE.format(page=place["page"]))
    return ", ".join([*parts, lines_text(place)])


def quality_text(quality: Quality) -> str:
    """Return in a few words how far the text can be trusted."""
    share = f"{quality.damaged_share:.0%}"
    if quality.damaged_share < DAMAGED:
        return labels.QUALITY_OCR if quality.ocr else labels.QUALITY_CLEAN
    form = labels.QUALITY_DAMAGED_OCR if quality.ocr else labels.QUALITY_DAMAGED
    return form.format(share=share)


def quality_tone(quality: Quality) -> str:
    """Return good, info (a scan) or warn (damaged)."""
    if quality.damaged_share >= DAMAGED:
        return "warn"
    return "info" if quality.ocr else "good"
