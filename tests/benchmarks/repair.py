"""How much of a badly OCRed report is restored, and how fast.

Run it: `python tests/benchmarks/repair.py`. `-v` lists every line that is not wholly right.

The measure: syllables are white-space tokens, with their marks and case; output and gold text
are aligned by the longest common subsequence of tokens, and the aligned ones over those of the
gold are right. Digits: runs of digits that stand in the gold text as in the scan, yet differ in
the output. A page is 45 lines of the damaged report, read in order. The clean reports of the
same office serve as its library.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.ocr.repair import MODELS, Repairer
from corpus.text import nfc

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAGE = 45


def common(a: Sequence[str], b: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        last = 0
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], last + 1 if x == y else max(row[j], row[j - 1])
    return row[-1]


def digits_changed(ocr: str, gold: str, out: str) -> bool:
    """Return whether figures that the scan had right are wrong in the output."""
    seen, true, now = (re.findall(r"\d+", text) for text in (ocr, gold, out))
    return common(true, now) < common(true, seen)


def share(rows: Sequence[tuple[int, int]]) -> float:
    """Return right syllables over all."""
    return sum(r for r, _ in rows) / max(1, sum(n for _, n in rows))


def main(argv: Sequence[str]) -> int:
    """Print the figures; return 1 where the material is missing."""
    if not (SHARED / "gold" / "restore.jsonl").is_file():
        sys.stderr.write("../shared is not beside the project\n")
        return 1
    texts = {
        f.name[:3]: nfc(f.read_text(encoding="utf-8"))
        for f in sorted((SHARED / "seeds").glob("*.txt"))
    }
    started = time.perf_counter()
    repairer = Repairer(own=[text for name, text in texts.items() if name != "003"])
    loading = time.perf_counter() - started
    lines = texts["003"].split("\n")
    started = time.perf_counter()
    restored = repairer.repair_lines(lines)
    pages = sum(1 for line in lines if line.strip()) / PAGE
    seconds = (time.perf_counter() - started) / pages
    gold = (SHARED / "gold" / "restore.jsonl").read_text(encoding="utf-8").splitlines()
    rows: dict[str, list[tuple[int, int]]] = {"raw": [], "twin": [], "alone": []}
    wrong = 0
    for record in map(json.loads, gold):
        out = restored[record["line"] - 1].text
        want = record["text"].split()
        right = common(want, out.split())
        rows["raw"].append((common(want, record["ocr"].split()), len(want)))
        rows["twin" if record["overlap"] else "alone"].append((right, len(want)))
        wrong += digits_changed(record["ocr"], record["text"], out)
        if "-v" in argv and right < len(want):
            print(
                f"{record['line']}\n  {record['ocr'].strip()}\n  {out.strip()}\n  {record['text']}"
            )
    size = sum(f.stat().st_size for f in MODELS.iterdir() if f.name != "places.txt.xz") / 1e6
    print(f"syllables right, raw            {share(rows['raw']):.4f}")
    print(f"syllables right, restored       {share(rows['twin'] + rows['alone']):.4f}")
    print(f"  lines without a twin          {share(rows['alone']):.4f}")
    print(f"lines with digits changed       {wrong}")
    print(f"seconds a page of {PAGE} lines      {seconds:.2f}")
    print(f"seconds to load                 {loading:.2f}")
    print(f"shipped model, MB               {size:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
