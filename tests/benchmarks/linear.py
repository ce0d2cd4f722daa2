"""Whether reading grows in step with the text: time and operations at one size and at twice it.

Run it: `python tests/benchmarks/linear.py [KB]`. Hostile texts repeat one short piece without end;
the last rows are ordinary reports, one after another. A ratio near 2 is linear, near 4 quadratic.
Exits with 1 where the time of twice the text is more than `LIMIT` times that of the text.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.reading import find_all, parse

LIMIT = 3.0
SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
PIECES = (
    "5% ", "5 ", "1/2 ", "((5 ", "a) 5 ", "(1) 5 người ", "trong đó 5 người ", "12,5 tỷ đồng; ",
    "tổng số 9 hồ sơ (gồm 4 hồ sơ và 5 hồ sơ) ", "Quyết định số 5/QĐ-UBND ", "theo Quyết định này ",
    "ngày 1/1/2025 ", "đến 30/6/2025 ", "thay thế Kế hoạch số 3/KH-UBND; ", "nhiệm vụ3 ", "a-b1 ",
    "- 5 xã\n", "2. A\n", "1. A\n", "1.1. Aa bb: cc\n", "1.1.1. Aa\n", "I. A\n", "3 Đề tài\n",
    "1 Đề tài\n\n", "A\tB\tC\n", "STT\n\nTên\n\n1\n\nA\n\n", "* A:\n", "Nơi nhận:\n", "MẬT MÃ\n",
    "PHỤ LỤC\n", "\f1\n", "vụ1\f\n______________________\n1 Đề tài A\n", "Kính gửi: A\n",
)  # fmt: skip


def seconds(text: str) -> tuple[float, float]:
    """Return the seconds of processor time that `parse` and `find_all` take."""
    start = time.process_time()
    report = parse(text)
    middle = time.process_time()
    find_all(report)
    return middle - start, time.process_time() - middle


def main(argv: Sequence[str]) -> int:
    """Print a row for each piece; return 1 when one grows faster than `LIMIT` allows."""
    size = int(argv[0]) * 1000 if argv else 60_000
    worst = 0.0
    texts = {repr(piece): piece for piece in PIECES}
    texts |= {f.name: f.read_text("utf-8") for f in sorted(SAMPLES.glob("bao-cao-*.txt"))}
    print(f"{'text':48} {'KB':>5} {'parse':>7} {'find':>7} {'ratio':>6}")
    for name, piece in texts.items():
        times = -(-size // len(piece))
        single, double = sum(seconds(piece * times)), seconds(piece * times * 2)
        ratio = sum(double) / single if sum(double) > 0.5 else 0.0  # too short to tell
        worst = max(worst, ratio)
        told = f"{ratio:6.1f}" if ratio else "     -"
        print(
            f"{name:48} {2 * size // 1000:5} {double[0]:7.2f} {double[1]:7.2f} {told}", flush=True
        )
    return 1 if worst > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
