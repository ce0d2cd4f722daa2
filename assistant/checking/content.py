"""The words that carry meaning, for telling whether two places speak of the same thing.

Folded, abbreviations written out, function words left out: "nhiệm vụ KH&CN cấp tỉnh" and
"nhiệm vụ khoa học và công nghệ cấp tỉnh" have the same content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.text import fold

# Abbreviations of the field, folded. Those that stand for several things are left alone.
_ABBREVIATIONS = {
    "kh&cn": "khoa hoc cong nghe",
    "khcn": "khoa hoc cong nghe",
    "khcndmst&cds": "khoa hoc cong nghe doi moi sang tao chuyen doi so",
    "dmst": "doi moi sang tao",
    "cds": "chuyen doi so",
    "cntt": "cong nghe thong tin",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "bcd": "ban chi dao",
    "tthc": "thu tuc hanh chinh",
    "cchc": "cai cach hanh chinh",
    "httt": "he thong thong tin",
    "csdl": "co so du lieu",
    "shtt": "so huu tri tue",
    "shcn": "so huu cong nghiep",
    "tcdlcl": "tieu chuan do luong chat luong",
    "gtclqg": "giai thuong chat luong quoc gia",
    "atbx": "an toan buc xa",
    "ptd": "phuong tien do",
    "dn": "doanh nghiep",
    "dvc": "dich vu cong",
    "dvctt": "dich vu cong truc tuyen",
    "httc": "he thong thong tin",
    "gcn": "giay chung nhan",
    "dtts": "dan toc thieu so",
    "mtqg": "muc tieu quoc gia",
    "ntm": "nong thon moi",
    "bdvh": "buu dien van hoa",
    "bdvhx": "buu dien van hoa xa",
    "cbccvc": "can bo cong chuc vien chuc",
    "ktxh": "kinh te xa hoi",
    "kt-xh": "kinh te xa hoi",
    "vtci": "vien thong cong ich",
}


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, for tables of words in code."""
    return frozenset(text.split())


# Words said of anything. "so" is both "số" and "sở", "tinh" is "tỉnh" and "tính".
_EMPTY = word_set(
    "cua va cac nhung la cho trong tren tai voi ve theo de den tu duoc da dang co so o khi nay"
    " tinh viec mot thi nhu do vao ra con cung bang boi hoac hay ma nam thang ngay tong dat"
    " duoi hon gan khoang tren uoc it nhat luot toan dia ban thuc hien trien khai so:"
)
_LEVELS = ("tinh", "co so", "xa", "huyen", "bo", "quoc gia", "nha nuoc", "trung uong", "thon")
LEVELS = frozenset("cap" + level.replace(" ", "") for level in _LEVELS)
# Phrases that are one word here: their parts alone say nothing, or are function words. Each has
# a piece of text without which it is not looked for.
_PHRASES = (
    (
        "cap ",
        re.compile(rf"\bcap ({'|'.join(_LEVELS)})\b"),
        lambda m: "cap" + m[1].replace(" ", ""),
    ),
    ("xh", re.compile(r"\bkt\s*[-–]\s*xh\b"), "kinh te xa hoi"),
    ("de tai", re.compile(r"\bde tai\s*(?:,|/|va)\s*du an\b"), "nhiem vu"),
    (
        "nhiem vu",
        re.compile(r"\bnhiem vu (?:khoa hoc va cong nghe|kh&cn|khcn)\b"),
        "nhiem vu",
    ),
)
_TOKEN = re.compile(r"[a-z0-9][a-z0-9&\-/]*")
_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=65536)
def _expanded(token: str) -> tuple[str, ...]:
    written = _ABBREVIATIONS.get(token)
    if written is not None:
        return tuple(w for w in written.split() if w not in _EMPTY)
    return () if token in _EMPTY else (token.strip("-/&"),)


@lru_cache(maxsize=32768)
def content_words(text: str, *, numbers: bool = False) -> tuple[str, ...]:
    """Return the content words of `text` in order; words with digits only if `numbers`."""
    plain = fold(text)
    for sign, phrase, one in _PHRASES:
        if sign in plain:
            plain = phrase.sub(one, plain)
    words: list[str] = []
    for match in _TOKEN.finditer(plain):
        token = match.group()
        if _DIGITS.search(token):
            if numbers and not token.isdigit():
                words.append(token)
            continue
        for piece in (token,) if token in _ABBREVIATIONS else re.split(r"[-/]", token):
            words.extend(w for w in _expanded(piece) if w)
    return tuple(words)


def overlap(left: Iterable[str], right: Iterable[str]) -> tuple[float, float]:
    """Return (shared share of the smaller, shared share of both together), each 0–1."""
    one, two = set(left), set(right)
    if not one or not two:
        return 0.0, 0.0
    shared = len(one & two)
    return shared / min(len(one), len(two)), shared / len(one | two)
