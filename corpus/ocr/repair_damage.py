"""Make damage to learn from: ``python -m corpus.ocr.repair_damage TEXT.xz PAIRS.jsonl [PAGES]``.

Clean Vietnamese is printed on pages in a serif type of office documents, spoilt a little, and
read by Tesseract as if it were English: that is how the old scans of offices lost their
diacritics. Needs Tesseract with `eng` and Tinos (fonts-croscore; it has the measures of Times New
Roman and, unlike old Liberation, Vietnamese letters): `make system` installs both. The same text
gives the same pairs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from corpus.ocr.repair_build import read_lines
from corpus.ocr.repair_learn import distance
from corpus.text import fold

FONTS = Path("/usr/share/fonts/truetype/croscore")
STYLES = ("Regular",) * 6 + ("Bold", "Italic", "BoldItalic")
LINES, WIDTH, PAGES = 50, 86, 470
CAPITALS = 12  # each twelfth page is in capitals
SAME_LINE = 0.2  # folded distance under which a line read is the line printed


def pages(text: Sequence[str], count: int, seed: int = 7) -> Iterator[list[tuple[str, str]]]:
    """Yield pages of (line, style) taken from random paragraphs of `text`."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        page: list[tuple[str, str]] = []
        while len(page) < LINES:
            paragraph = " ".join(text[int(rng.integers(len(text)))].split())
            style = STYLES[int(rng.integers(len(STYLES)))]
            page += [(line, style) for line in textwrap.wrap(paragraph, WIDTH)[:12]]
        if number % CAPITALS == CAPITALS - 1:
            page = [(line.upper()[: WIDTH * 4 // 5], style) for line, style in page]
        yield page[:LINES]


def scan(page: Sequence[tuple[str, str]], file: Path, rng: np.random.Generator) -> int:
    """Print a page into a picture, spoil it and write it; return its resolution."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    dpi = int(rng.choice([140, 150, 170, 200, 200, 230]))
    size = int(13 * dpi / 72)
    fonts = {s: ImageFont.truetype(str(FONTS / f"Tinos-{s}.ttf"), size) for s in set(STYLES)}
    step = int(size * 1.45)
    picture = Image.new("L", (int(9.3 * dpi), step * len(page) + dpi), 255)
    draw = ImageDraw.Draw(picture)
    for row, (line, style) in enumerate(page):
        draw.text((dpi * 0.6, dpi / 2 + row * step), line, font=fonts[style], fill=0)
    picture = picture.rotate(
        float(rng.normal(0, 0.25)), fillcolor=255, resample=Image.Resampling.BICUBIC
    )
    picture = picture.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.4, 0.9)) * dpi / 180))
    grey = np.asarray(picture, np.float64)
    grey = grey + rng.normal(0, float(rng.choice([5, 15, 30])), grey.shape)
    cut = int(rng.choice([0, 0, 140, 160, 180]))  # half of the scans are black and white
    if cut:
        grey = np.where(grey > cut, 255.0, 0.0)
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(file)
    return dpi


def read(file: Path, dpi: int) -> list[str]:
    """Return the lines that Tesseract reads as English."""
    command = ["tesseract", str(file), "-", "-l", "eng", "--psm", "6", "--dpi", str(dpi)]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return [line for line in done.stdout.split("\n") if line.strip()]


def matched(printed: Sequence[str], seen: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield (line printed, line read), leaving out lines lost or read beyond recognition."""
    at = 0
    for line in printed:
        ahead = range(at, min(len(seen), at + 4))
        scored = [(distance(fold(line), fold(seen[k])), k) for k in ahead]
        if scored and min(scored)[0] < SAME_LINE:
            at = min(scored)[1] + 1
            yield line, seen[at - 1]


def main(argv: Sequence[str]) -> int:
    """Write the pairs; return the exit status."""
    if not 2 <= len(argv) <= 3:
        sys.stderr.write(
            "usage: python -m corpus.ocr.repair_damage TEXT[.xz] PAIRS.jsonl [PAGES]\n"
        )
        return 2
    text = [line for line in read_lines(Path(argv[0])) if 25 < len(line) < 900]
    count = int(argv[2]) if len(argv) == 3 else PAGES
    if not FONTS.is_dir():
        sys.stderr.write(f"{FONTS} is missing: make system\n")
        return 1
    rng = np.random.default_rng(8)
    with Path(argv[1]).open("w", encoding="utf-8") as out, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.png"
        for page in pages(text, count):
            dpi = scan(page, file, rng)
            for true, ocr in matched([line for line, _ in page], read(file, dpi)):
                out.write(json.dumps({"true": true, "ocr": ocr}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
