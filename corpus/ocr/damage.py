"""How damaged a line of Vietnamese is: share of words that no Vietnamese syllable can be.

OCR that lost the diacritics leaves words that are impossible ("trién", "nhiém", "qudc") or, where
all marks fell off, lines with far fewer marked words than Vietnamese has (about two in three).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from corpus.layout.lines import Line
from corpus.model import Quality, Report

DAMAGED = 0.25  # a line at or above it counts as damaged
_OCR_SHARE = 0.2  # a text with as many damaged lines is OCR output

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = frozenset(
    re.findall(r"\w+", "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")
)
_RIMES = frozenset(
    re.findall(
        r"\w+",
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng êc
        i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
        o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
        oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uai uan uang uanh uao uach uat uay uăc uăn uăng uăt uân uâng uât uây uc uê uêch uênh
        ue uen ueo uet ui um un ung uôc uôi uôm uôn uông uôt uơ up ut
        uy uya uych uyên uyêt uynh uyt uyu uyn
        ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
        """,
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:[\d¢€£§&~^'*|]+[^\W_]*)*|(?<![\d¢€£§&])[\d¢€£§&]+[^\W\d_]+[^\W_]*")
_CODE = re.compile(r"[A-ZĐ][A-ZĐ\d&]*|[A-ZĐ]+[a-z]{0,2}[A-ZĐ\d&]+|\w*\d+[A-Z]*|.*&.*")


def damage_of(line: str) -> float:
    """Return 0 for sound Vietnamese, 1 for a line of which nothing is certain."""
    words = [m[0] for m in _WORD.finditer(unicodedata.normalize("NFC", line))]
    words = [w for w in words if not _CODE.fullmatch(w)]
    if not words:
        return 0.0
    bad = sum(not is_syllable(w) for w in words) / len(words)
    if len(words) < 4:
        return bad / 2
    bare = sum(w.isascii() for w in words) / len(words)
    return min(1.0, max(bad * 1.5, (bare - 0.72) * 2.5 if len(words) >= 7 else 0.0))


@lru_cache(maxsize=20000)
def is_syllable(word: str) -> bool:
    """Return whether a word can be a Vietnamese syllable (onset, rime and tone fit)."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [ch for ch in marks if ch in _TONES]
    if len(tones) > 1:
        return False
    base = unicodedata.normalize("NFC", "".join(ch for ch in marks if ch not in _TONES))
    rime = _rime(base)
    if rime is None:
        return False
    stopped = rime.endswith(("c", "ch", "p", "t"))
    return not stopped or (bool(tones) and tones[0] in "\u0301\u0323")


def _rime(base: str) -> str | None:
    if base in _RIMES:
        return base
    for size in (3, 2, 1):
        onset, rime = base[:size], base[size:]
        if onset in _ONSETS and rime in _RIMES:
            return rime
    return "i" if base == "gi" else None


def quality_of(lines: Sequence[Line]) -> Quality:
    """Return how far the text of lines can be trusted."""
    scored = [damage_of(line.text) for line in lines if len(line.text) > 12]
    if not scored:
        return Quality()
    share = sum(score >= DAMAGED for score in scored) / len(scored)
    return Quality(ocr=share >= _OCR_SHARE, damaged_share=round(share, 3))


def is_damaged(report: Report) -> bool:
    """Return whether so many lines are damaged that the whole text is to be restored."""
    return report.quality.damaged_share >= _OCR_SHARE
