"""The names of units: of an answer, of a list of those asked, and whether two mean one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from corpus.model import Report
from corpus.text import fold, squeeze

_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "kh&cn": "khoa hoc cong nghe",
    "khcn": "khoa hoc cong nghe",
    "gd&dt": "giao duc dao tao",
    "gddt": "giao duc dao tao",
    "nn&mt": "nong nghiep moi truong",
    "vhtt&dl": "van hoa the thao du lich",
    "vhttdl": "van hoa the thao du lich",
    "tx": "thi xa",
    "tp": "thanh pho",
    "tt": "trung tam",
    "bql": "ban quan ly",
}
# "Sở Y tế tỉnh Hải Bình" is "Sở Y tế"; the province says nothing among offices of one.
_OF_PROVINCE = re.compile(r"(?<=\w) tinh .+$")
_PEOPLE = re.compile(r"^uy ban nhan dan (?=xa |phuong |thi tran |dac khu |huyen |quan |thanh pho )")
_ORGAN = re.compile(
    r"(?:so|ban|cuc|chi cuc|thanh tra|van phong|uy ban|ubnd|xa|phuong|dac khu|huyen|thanh pho"
    r"|cong an|bo chi huy|truong|dai hoc|benh vien|trung tam|vien|hoi|lien|tinh doan|buu dien"
    r"|cong ty|tap doan|ngan hang|bao|dai|kho bac|bao hiem|thue|toa an|vien kiem sat)\b"
)
_MANY = re.compile(r"^(?:cac|nhung|toan the)\b|\bcac (?:so|ban|xa|phuong|huyen|don vi|co quan)\b")
_ASIDE = re.compile(r"\((?:b/c|để b/c|báo cáo|p/h|phối hợp|t/h|để thực hiện)\)", re.IGNORECASE)
_HEADS = re.compile(r"(?:ten )?(?:don vi|co quan)|stt|tt|so thu tu|danh sach")


@lru_cache(maxsize=4096)
def unit_key(name: str) -> str:
    """Return what two ways of writing one unit's name have in common."""
    words = [_SHORT.get(word, word) for word in re.findall(r"[\w&]+", fold(name))]
    plain = " ".join(word for word in " ".join(words).split() if word not in ("va", "&"))
    return _OF_PROVINCE.sub("", _PEOPLE.sub("", plain))


def same_unit(one: str, two: str) -> bool:
    """Return whether two names mean one unit; words of a short name must all agree."""
    left, right = unit_key(one), unit_key(two)
    if left == right:
        return _accents_agree(one, two)
    if _initials_agree(left, right) or _initials_agree(right, left):
        return True
    first, second = set(left.split()), set(right.split())
    if {w for w in first if w.isdigit()} != {w for w in second if w.isdigit()}:
        return False
    return min(len(first), len(second)) >= 5 and len(first & second) >= 0.85 * len(first | second)


def _accents_agree(one: str, two: str) -> bool:
    """Tell "xã Bình An" from "xã Bình Ân"; capitals and a name without marks are no difference."""
    left, right = one.lower().split(), two.lower().split()
    if len(left) != len(right) or one.isascii() or two.isascii():
        return True
    return all(a == b for a, b in zip(left, right, strict=True) if fold(a) == fold(b))


def _initials_agree(short: str, long: str) -> bool:
    """Tell that "so vhtt" stands for "so van hoa the thao"."""
    first, *rest = short.split() or [""]
    words = long.split()
    if len(rest) != 1 or not words or words[0] != first or len(rest[0]) < 3:
        return False
    return rest[0] == "".join(word[0] for word in words[1:])


def name_of(report: Report) -> str:
    """Return the unit that wrote an answer: its issuer, else what its file is called."""
    if report.issuer:
        return squeeze(report.issuer)
    stem = re.sub(r"[_\-.]+", " ", Path(report.doc).stem)
    return squeeze(stem) or report.doc


def listed_units(path: Path) -> tuple[str, ...]:
    """Return the units that a list names: .xlsx, .csv (first column with words) or lines of text.

    Raises ReadError when the file cannot be used.
    """
    if path.suffix.lower() in (".xlsx", ".csv"):
        from corpus.register.workbooks import read_rows

        rows = [row for table in read_rows(path) for row in table]
        names = [_first_words(row) for row in rows]
    else:
        from corpus.reading import read

        names = read(path).text.split("\n")
    return units_in(names)


def _first_words(row: Sequence[object]) -> str:
    texts = [str(value) for value in row if isinstance(value, str) and value.strip()]
    return next((text for text in texts if not text.strip(" .").isdigit()), "")


def units_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the names in lines of a list, each once, numbering and heads taken away."""
    found: list[str] = []
    for line in lines:
        name = re.sub(r"^\s*(?:\d{1,3}\s*[.)/]?|[-+*•–])\s+", "", _ASIDE.sub("", line))
        name = squeeze(name).strip(" ;.,:")
        if len(name) < 3 or _HEADS.fullmatch(fold(name)) or not re.search(r"[^\W\d]", name):
            continue
        if not any(same_unit(name, known) for known in found):
            found.append(name)
    return tuple(found)


def recipients_of(letter: Report) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (units that the letter names, groups such as "Các sở, ban, ngành") of its recipients.

    A group names nobody: who belongs to it must come from a list.
    """
    named: list[str] = []
    groups: list[str] = []
    for line in letter.recipients:
        for piece in re.split(r"[;\n]", _ASIDE.sub("", line)):
            name = squeeze(piece).strip(" -+.,:;")
            plain = fold(name)
            if _MANY.search(plain):
                groups.append(name)
            elif _ORGAN.match(plain) and plain != fold(letter.issuer or ""):
                named.append(name)
    return units_in(named), tuple(dict.fromkeys(groups))
