"""Pictures of pages made ready for reading: grey, upright, straight, of a useful size.

Also the drawn lines on them: grids of tables and the short rule over footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

A4_LONG = 11.69  # inches; a picture of unknown size is taken for a page of A4
_SIDES = (1700, 3400)  # pixels of the long side: 145–290 dpi on A4
MAX_PIXELS = 80_000_000  # a 600 dpi page of A4 has 35 million
_TILT = 8.0  # degrees looked at to either side
_LEVEL = 0.2  # a tilt below this is left alone
_CONTRAST = 60  # levels between paper and ink, below which there is nothing to stretch
_INK = 160  # grey below this is ink
_H_RUN, _V_RUN = 0.6, 0.3  # inches: the shortest drawn lines


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, in pixels; `flat` when it lies, else it stands."""

    x0: int
    y0: int
    x1: int
    y1: int
    flat: bool


def prepared(image: Any) -> Any:
    """Return a PIL picture in grey, of a size that reads well, its lines of text level."""
    from PIL import Image, ImageOps

    grey = _flattened(ImageOps.exif_transpose(image))
    long = max(grey.size)
    wanted = min(max(long, _SIDES[0]), _SIDES[1])
    if wanted != long:
        share = wanted / long
        size = (max(1, round(grey.width * share)), max(1, round(grey.height * share)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    grey = _stretched(grey)
    tilt = _tilt(grey)
    if abs(tilt) < _LEVEL:
        return grey
    return grey.rotate(tilt, Image.Resampling.BICUBIC, expand=False, fillcolor=255)


def _stretched(grey: Any) -> Any:
    """Return a picture whose paper is white and whose darkest ink is black."""
    import numpy

    values = numpy.asarray(grey)
    paper, ink = float(numpy.median(values)), float(numpy.percentile(values, 0.05))
    if paper - ink < _CONTRAST:
        return grey
    white = ink + 0.93 * (paper - ink)
    return grey.point(
        [round(min(255, max(0, (v - ink) * 255 / (white - ink)))) for v in range(256)]
    )


def dpi_of(image: Any) -> float:
    """Return how many pixels of a prepared page stand for an inch of A4."""
    return float(max(image.size)) / A4_LONG


def is_blank(image: Any) -> bool:
    """Return whether a grey picture has no ink to speak of."""
    import numpy

    small = image.resize((200, 280))
    return bool((numpy.asarray(small) < 190).mean() < 0.0004)


def _flattened(image: Any) -> Any:
    """Return a picture in grey; what shows through is white paper."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.point(lambda value: value / 256)
    return image.convert("L")


def _tilt(grey: Any) -> float:
    """Return the turn, in degrees, after which the rows of ink are sharpest."""
    import numpy
    from PIL import Image

    share = 800 / max(grey.size)
    size = (max(1, round(grey.width * share)), max(1, round(grey.height * share)))
    small = grey.resize(size, Image.Resampling.BOX)
    ink = Image.eval(small, lambda value: 255 - value)

    def sharpness(angle: float) -> float:
        turned = numpy.asarray(ink.rotate(angle, Image.Resampling.BILINEAR), dtype=numpy.float64)
        return float((numpy.diff(turned.sum(axis=1)) ** 2).sum())

    best = 0.0
    for step, reach in ((1.0, _TILT), (0.25, 1.0), (0.05, 0.2)):
        count = round(reach / step)
        best = max((best + step * k for k in range(-count, count + 1)), key=sharpness)
    return best if sharpness(best) > 1.05 * sharpness(0.0) else 0.0


def drawn_rules(grey: Any) -> tuple[Rule, ...]:
    """Return the straight lines drawn on a prepared picture, lying ones first."""
    import numpy

    ink = numpy.asarray(grey) < _INK
    wide, high = ink.copy(), ink.copy()  # a line may be a pixel thin, and lean by one
    wide[1:] |= ink[:-1]
    high[:, 1:] |= ink[:, :-1]
    dpi = dpi_of(grey)
    flat = [Rule(a, y0, b, y1, True) for y0, y1, a, b in _runs(wide, int(dpi * _H_RUN), dpi)]
    tall = [Rule(x0, a, x1, b, False) for x0, x1, a, b in _runs(high.T, int(dpi * _V_RUN), dpi)]
    return (*flat, *tall)


def without_rules(grey: Any, rules: Sequence[Rule]) -> Any:
    """Return a copy of a picture with drawn lines painted out: they are taken for letters."""
    from PIL import ImageDraw

    copy = grey.copy()
    pen = ImageDraw.Draw(copy)
    for rule in rules:
        pen.rectangle((rule.x0 - 1, rule.y0 - 1, rule.x1 + 1, rule.y1 + 1), fill=255)
    return copy


def only(
    grey: Any, boxes: Sequence[tuple[float, float, float, float]], *, inside: bool = True
) -> Any:
    """Return a copy of a picture that is white outside some boxes, or `inside` them when False."""
    from PIL import Image

    copy = Image.new("L", grey.size, 255) if inside else grey.copy()
    for x0, y0, x1, y1 in boxes:
        area = (max(0, int(x0) - 8), max(0, int(y0) - 8), int(x1) + 8, int(y1) + 8)
        if inside:
            copy.paste(grey.crop(area), area[:2])
        else:
            copy.paste(255, (int(x0), int(y0), int(x1), int(y1)))
    return copy


def _runs(ink: Any, shortest: int, dpi: float) -> Iterator[tuple[int, int, int, int]]:
    """Yield (first row, last row, start, end) of thin long runs of ink along the rows."""
    open_runs: list[list[int]] = []
    for row, start, end in _long_runs(ink, shortest):
        own = next(
            (r for r in open_runs if row - r[1] <= 2 and start <= r[3] + 8 and end >= r[2] - 8),
            None,
        )
        if own is None:
            open_runs.append([row, row, start, end])
        else:
            own[1], own[2], own[3] = row, min(own[2], start), max(own[3], end)
    thickest = dpi / 12
    for first, last, start, end in open_runs:
        if last - first <= thickest:
            yield first, last, start, end


def _long_runs(ink: Any, shortest: int) -> Iterator[tuple[int, int, int]]:
    """Yield (row, start, end) of unbroken ink, specks aside, at least `shortest` pixels long."""
    import numpy

    if ink.shape[1] <= shortest:
        return
    sums = numpy.cumsum(ink, axis=1, dtype=numpy.int32)
    full = sums[:, shortest:] - sums[:, :-shortest] >= 0.95 * shortest
    for row in numpy.flatnonzero(full.any(axis=1)):
        at = numpy.flatnonzero(full[row])
        for piece in numpy.split(at, numpy.flatnonzero(numpy.diff(at) > shortest) + 1):
            yield int(row), int(piece[0]) + 1, int(piece[-1]) + shortest + 1
