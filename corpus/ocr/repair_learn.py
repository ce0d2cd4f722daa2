"""Learn how OCR damages letters.

``python -m corpus.ocr.repair_learn PAIRS.jsonl [--report DAMAGED.txt CLEAN.txt …] [--out OUT.txt]``

Each line of PAIRS is ``{"true": "...", "ocr": "..."}``, one line of print and what a recogniser
made of it (`corpus.ocr.repair_damage` makes such pairs). Words are aligned by edit distance on
folded text; then expectation-maximisation finds the pieces (one or two true characters read as
nought to three) that explain the differences best, a joint-multigram model (Bisani and Ney
2008). The result is a table of pieces with their probability, ``P(read | true)``.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.ocr.repair_words import old_tone
from corpus.text import fold, nfc

TABLE = Path(__file__).parent / "models" / "confusions.txt"
ROUNDS = 5
OWN_WEIGHT, SURE = 5, 0.9
PASSES = 3  # over a damaged report
MIN_COUNT = 2.5
LEAST = -9.0  # rarer pieces only cost time
FLOOR = -30.0
BASE_LEAN = 0.02  # weight of what letters of the same base (a, á, ắ, ậ) have in common
LEAN = 60.0  # how many sightings the letters of other tones are worth
TONES = "\u0300\u0301\u0303\u0309\u0323"

Pieces = dict[tuple[str, str], float]


def align(true: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that stand for each other one to one.

    Words merged, split or lost by the recogniser are left out.
    """
    rows, cols = len(true), len(read)
    folded, seen = [fold(w) for w in true], [fold(w) for w in read]
    cost = [[0.0] * (cols + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(cols + 1):
            if i == j == 0:
                continue
            best = math.inf
            if i and j:
                best = cost[i - 1][j - 1] + distance(folded[i - 1], seen[j - 1])
            if i:
                best = min(best, cost[i - 1][j] + 0.8)
            if j:
                best = min(best, cost[i][j - 1] + 0.8)
            cost[i][j] = best
    i, j = rows, cols
    while i and j:
        here = distance(folded[i - 1], seen[j - 1])
        if cost[i][j] == cost[i - 1][j - 1] + here:
            i, j = i - 1, j - 1
            if here < 0.75:
                yield true[i], read[j]
        elif cost[i][j] == cost[i - 1][j] + 0.8:
            i -= 1
        else:
            j -= 1


def distance(a: str, b: str) -> float:
    """Return the edit distance of two strings as a share of the longer one."""
    if a == b:
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1] / max(len(a), len(b), 1)


_EDGE = '.,;:!?()[]"“”…'


def strip_same(true: str, read: str) -> tuple[str, str]:
    """Return both words without punctuation that stands at the same end of both."""
    while len(true) > 1 and len(read) > 1 and true[-1] == read[-1] and true[-1] in _EDGE:
        true, read = true[:-1], read[:-1]
    while len(true) > 1 and len(read) > 1 and true[0] == read[0] and true[0] in _EDGE:
        true, read = true[1:], read[1:]
    return true, read


def word_pairs(lines: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return how often each (true word, word read) stands in aligned lines; letters only."""
    pairs: Counter[tuple[str, str]] = Counter()
    for true, read in lines:
        for a, b in align(old_tone(nfc(true)).split(), nfc(read).split()):
            a, b = strip_same(a, b)
            if a.isalpha() and 0 < len(b) <= 2 * len(a) + 2:
                pairs[a, b] += 1
    return pairs


def score(table: Pieces, true: str, read: str) -> float:
    """Return log P(read | true) of one piece, a rough guess where the table is silent."""
    known = table.get((true, read))
    if known is not None:
        return known
    return FLOOR if table else guess(true, read)


def guess(true: str, read: str) -> float:
    """Return a rough log P(read | true) before anything has been learnt."""
    if len(true) == 1 and len(read) == 1:
        return -0.5 if true == read else -1.0 if fold(true) == fold(read) else -5.0
    return -5.0 - 2.0 * abs(len(true) - len(read)) - 1.5 * (len(true) + len(read))


SHAPES = ((1, 0), (1, 1), (1, 2), (1, 3), (2, 0), (2, 1), (2, 2), (2, 3))


def explain(
    table: Pieces, true: str, read: str, weight: float, counts: defaultdict[tuple[str, str], float]
) -> float:
    """Add the expected pieces of one word pair to `counts`; return its log likelihood."""
    n, m = len(true), len(read)
    arcs: list[tuple[int, int, int, int, tuple[str, str], float]] = []
    alpha = [[0.0] * (m + 1) for _ in range(n + 1)]
    alpha[0][0] = 1.0
    for i in range(n):
        for j in range(m + 1):
            here = alpha[i][j]
            if here < 1e-300:
                continue
            for a, b in SHAPES:
                if i + a > n or j + b > m:
                    continue
                piece = (true[i : i + a], read[j : j + b])
                p = math.exp(score(table, *piece))
                if p > 1e-12:
                    alpha[i + a][j + b] += here * p
                    arcs.append((i, j, i + a, j + b, piece, p))
    total = alpha[n][m]
    if total < 1e-280:
        return 0.0
    beta = [[0.0] * (m + 1) for _ in range(n + 1)]
    beta[n][m] = 1.0
    for i, j, k, h, _, p in reversed(arcs):
        beta[i][j] += p * beta[k][h]
    for i, j, k, h, piece, p in arcs:
        share = alpha[i][j] * p * beta[k][h] / total
        if share > 1e-4:
            counts[piece] += weight * share
    return weight * math.log(total)


def occurrences(pairs: Counter[tuple[str, str]]) -> Counter[str]:
    """Return how often each one or two true characters stand in the pairs."""
    seen: Counter[str] = Counter()
    for (true, _), n in pairs.items():
        for at in range(len(true)):
            seen[true[at]] += n
            if at + 1 < len(true):
                seen[true[at : at + 2]] += n
    return seen


def learn(pairs: Counter[tuple[str, str]], rounds: int = ROUNDS) -> Pieces:
    """Return log P(read | true) of each piece.

    The probability of a piece of two characters is a share of all places where they stand, so
    it contains that of being read together.
    """
    table: Pieces = {}
    counts: defaultdict[tuple[str, str], float] = defaultdict(float)
    seen = occurrences(pairs)
    for _ in range(rounds):
        counts = defaultdict(float)
        likelihood = sum(explain(table, *pair, n, counts) for pair, n in pairs.items())
        sys.stderr.write(f"log likelihood {likelihood:.0f}, {len(counts)} pieces\n")
        # A small discount keeps chance pieces from living on rounding.
        table = {
            (true, read): math.log((count - 0.3) / (seen[true] + 1.0))
            for (true, read), count in counts.items()
            if count > 0.5
        }
    return share_tones(
        {piece: p for piece, p in table.items() if counts[piece] >= MIN_COUNT and p > LEAST}, seen
    )


def share_tones(table: Pieces, seen: Counter[str]) -> Pieces:
    """Return the table with rare letters leaning on those that differ in tone only.

    "ỗ" is rare and "ố" is not: what a recogniser makes of one it also makes of the other.
    """
    families: defaultdict[str, list[str]] = defaultdict(list)
    for letter in sorted(c for c in seen if len(c) == 1):
        bare = "".join(ch for ch in unicodedata.normalize("NFD", letter) if ch not in TONES)
        if bare != unicodedata.normalize("NFD", letter):
            families[bare].append(letter)
    out = dict(table)
    for letters in families.values():
        _lean(out, letters, lambda letter: LEAN / (seen[letter] + LEAN))
    bases: defaultdict[str, list[str]] = defaultdict(list)
    for letter in sorted(c for c in seen if len(c) == 1):
        bases[unicodedata.normalize("NFD", letter)[0]].append(letter)
    for letters in bases.values():
        _lean(out, letters, lambda _: BASE_LEAN)
    return out


def _lean(table: Pieces, letters: Sequence[str], share_of: Callable[[str], float]) -> None:
    """Mix into the pieces of each letter what is typical of all `letters`."""
    if len(letters) < 2:
        return
    for read in sorted({read for true, read in table if true in letters}):
        shares = [math.exp(table.get((letter, read), -99.0)) for letter in letters]
        typical = sum(shares) / len(shares)
        for letter, share in zip(letters, shares, strict=True):
            lean = share_of(letter)
            p = math.log((1 - lean) * share + lean * typical)
            if p > LEAST:
                table[letter, read] = p


def report_pairs(damaged: str, clean: Sequence[str], table: Pieces) -> Counter[tuple[str, str]]:
    """Return word pairs from a damaged report itself, as `table` restores it.

    Only words that their context leaves no doubt about; `clean` are reports of the same office.
    Each counts `OWN_WEIGHT` times, since real damage is worth more than damage made here.
    """
    from corpus.ocr.repair import Repairer

    pairs: Counter[tuple[str, str]] = Counter()
    rows = damaged.split("\n")
    with TemporaryDirectory() as folder:
        write(table, Path(folder) / TABLE.name)
        shutil.copyfile(TABLE.with_name("official_vi.npz"), Path(folder) / "official_vi.npz")
        restored = Repairer(Path(folder), own=clean).repair_lines(rows)
    for row, line in zip(rows, restored, strict=True):
        for word in line.words:
            true, read = strip_same(word.text, row[word.start : word.end])
            if word.confidence > SURE and true.isalpha():
                pairs[true, read] += OWN_WEIGHT
    return pairs


def main(argv: Sequence[str] | None = None) -> int:
    """Learn from the files named on the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m corpus.ocr.repair_learn")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--report", type=Path, nargs="+", default=[])
    parser.add_argument("--out", type=Path, default=TABLE)
    args = parser.parse_args(argv)
    with args.pairs.open(encoding="utf-8") as rows:
        lines = [(row["true"], row["ocr"]) for row in map(json.loads, rows)]
    pairs = word_pairs(lines)
    sys.stderr.write(f"{sum(pairs.values())} word pairs, {len(pairs)} different\n")
    table = learn(pairs)
    # What a table restores of the report teaches a better one; the table that is shipped has no
    # part in it, so that the same files give the same table.
    for _ in range(PASSES if args.report else 0):
        damaged, *clean = (nfc(file.read_text(encoding="utf-8")) for file in args.report)
        table = learn(pairs + report_pairs(damaged, clean, table))
    write(table, args.out)
    sys.stdout.write(f"{args.out}: {len(table)} pieces\n")
    return 0


def write(table: Pieces, file: Path) -> None:
    """Write a table: one piece a line, what is true, what is read, log P(read | true)."""
    rows = [f"{true}\t{read}\t{p:.2f}" for (true, read), p in sorted(table.items())]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
