"""How Vietnamese documents are numbered, named and dated: the one place for these forms.

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (types, abbreviations, layout of number and
symbol); Party numbering, where a hyphen stands before the type (57-NQ/TW); forms met in the
wild: spaces inside a number, lost Đ, letters that an OCR engine misread.

A document number has up to four parts:

    327 / QĐ - UBND            administrative: number / type - body
    82 / 2024 / NĐ - CP        normative: number / year / type - body
    57 - NQ / TW               Party: number - type / body
    1085 / SKHCN - QLCN        công văn, which has no type: number / body - unit

Patterns are bounded: every repetition has a limit and each part starts with a character that
the part before cannot contain, so that matching is linear whatever the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.text import strip_marks

# Abbreviation in a symbol → type (Phụ lục III, normative and Party types added). Keys have no
# diacritics; HĐ and ĐA differ from HD and DA and are looked up first.
_TYPE_OF: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QD": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QYD": "Quy định",
    "QDI": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "TBKL": "Thông báo",
    "HD": "Hướng dẫn",
    "CTR": "Chương trình",
    "CTRHD": "Chương trình",
    "CTHD": "Chương trình",
    "KH": "Kế hoạch",
    "KHHD": "Kế hoạch",
    "KHPH": "Kế hoạch",
    "KHLN": "Kế hoạch",
    "KHLT": "Kế hoạch",
    "PA": "Phương án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTR": "Tờ trình",
    "CD": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "GP": "Giấy phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "ND": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "HDLT": "Hướng dẫn",
    "HDLN": "Hướng dẫn",
    "QCPH": "Quy chế",
    "KL": "Kết luận",
    "CV": "Công văn",
    "CVLT": "Công văn",
    "VBHN": "Văn bản hợp nhất",
    "PL": "Pháp lệnh",
    "L": "Lệnh",
}
_TYPE_WITH_STROKE = {"HĐ": "Hợp đồng", "ĐA": "Đề án"}

# What an OCR engine makes of QĐ (and of NĐ before CP) where a type must stand. The second set is
# believed in damaged text only: there are bodies of these names.
_MISREAD_QD = {"0P", "QP", "QB", "0B", "0D", "Q0"}
_MISREAD_QD_DAMAGED = {"OP", "OB", "OD", "GD"}
_MISREAD_ND = {"NB", "NP", "MD"}

# Parts of symbols that carry Đ, written without it by OCR and by hasty typists.
_STROKES = (
    ("HDND", "HĐND"),
    ("HPND", "HĐND"),
    ("HBND", "HĐND"),
    ("BCDTW", "BCĐTW"),
    ("BCD", "BCĐ"),
    ("BCPTW", "BCĐTW"),
    ("GDDT", "GDĐT"),
    ("GD&DT", "GD&ĐT"),
    ("LDTBXH", "LĐTBXH"),
    ("LDLD", "LĐLĐ"),
    ("KHDT", "KHĐT"),
    ("KH&DT", "KH&ĐT"),
    ("DDBQH", "ĐĐBQH"),
    ("DBQH", "ĐBQH"),
    ("DMST", "ĐMST"),
    ("CDS", "CĐS"),
    ("TDC", "TĐC"),
    ("TDKT", "TĐKT"),
    ("HDTD", "HĐTĐ"),
    ("UBNP", "UBND"),
    ("UBNB", "UBND"),
)
# In damaged text Đ is also read as P or B: "BCPTW", "GDPT".
_STROKES_DAMAGED = tuple(
    (re.compile("".join("[DPB]" if ch == "Đ" else re.escape(ch) for ch in right)), right)
    for _, right in _STROKES
    if "Đ" in right and len(right) > 2
)
_DAMAGED_TYPES = {
    "Quyết định": "QĐ",
    "Nghị định": "NĐ",
    "Đề án": "ĐA",
    "Hợp đồng": "HĐ",
    "Công điện": "CĐ",
}
_CASES = {"TTG": "TTg", "CTR": "CTr", "TTR": "TTr", "QYD": "QyĐ", "QYĐ": "QyĐ", "SNGV": "SNgV"}
# Bodies that end a Party number; only these turn "57/NQ-TW" into its Party form.
_PARTY = {"TW", "TU", "ĐU", "HU", "ĐUK", "QU", "ThU"}
# Bodies after which a digit is no part of the name but a footnote mark: "TW3".
_NO_DIGITS = {"TW", "TU", "CP", "TTG", "UBND", "HDND"}

_SEP = r"(?:[-‐‑‒–—/](?:\s?[-‐‑‒–—])?\s{0,2}|\s[-‐‑‒–—/](?=\S))"
_WIDE = r"(?:\s[-‐‑‒–—]{1,2}\s{1,2})"
_UP = "A-ZĐÐƯ"
_TOKEN = (
    r"(?:T\s[WUƯ]\d{0,2}"  # OCR: "T W"
    r"|T[tT][gG]"
    r"|0[PDB]"  # OCR of QĐ
    rf"|[{_UP}](?:[a-zđ]{{0,2}}[{_UP}&0]){{1,12}}[a-zđ]?\d{{0,3}}"
    r"|L(?=-CTN))"
    r"(?!(?!ngày|của|về|ban hành)[A-Za-zĐđÀ-ỹ])"  # "NĐ-CPngày": the space was lost
)
_TYPE_CODES = "|".join(
    sorted({*_TYPE_OF, "QĐ", "NĐ", "CTr", "TTr", "QyĐ", "HĐ", "ĐA"} - {"L"}, key=len, reverse=True)
)

_UNIT = r"[A-Z]\d{1,2}(?![\w/])"  # a unit by its letter, as in VKS-P1
NUMBER = re.compile(
    r"(?:(?<![\w/.–-])(?<!\d,)|(?<=[sS]ố)|(?<=[sS]ố\.))"
    r"(?P<num>\d{1,5}[a-zđ]?|[lIO](?=[\dlO]{0,3}\d)[\dlO]{1,4}|\d{1,3}[lIO][\dlO]{1,3})"
    r"(?:\s?/\s?(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"(?P<sep>\s?[-‐‑‒–—/](?:\s?[-‐‑‒–—])?\s?|\s?(?=(?:{_TYPE_CODES})\s?[-‐‑‒–—/]))"
    rf"(?P<symbol>{_TOKEN}(?:{_WIDE}{_TOKEN}|(?:{_SEP}(?:{_TOKEN}|{_UNIT})){{1,4}})?)"
)
"""A number with its symbol, on NFC text as written (capitals matter)."""

_PARTS = re.compile(rf"({_TOKEN}|{_UNIT})|(\s?[-‐‑‒–—/]+(?:\s?[-‐‑‒–—])?\s{{0,2}})")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number taken apart; `text` is its canonical form, without spaces."""

    text: str
    leading: str  # "327", "30a"
    year: str | None
    type: str  # what the symbol says, "" for công văn and the like
    body: str  # last part, or the first of a công văn: UBND, TW, SKHCN
    parts: int  # how many parts the symbol has
    repaired: bool  # letters were put right, beyond spaces, dashes and case

    @property
    def party(self) -> bool:
        """Tell whether it is numbered the Party's way."""
        return "-" in self.text and self.text.find("-") < (self.text + "/").find("/")


def _restore(token: str, position: int, rest: list[str], damaged: bool) -> str:
    """Return a part of a symbol as it should be written."""
    token = re.sub(r"\s", "", token).replace("Ð", "Đ").replace("TƯ", "TW")
    upper = token.upper()
    base = strip_marks(upper)
    if position == 0 and rest:
        if upper in _MISREAD_QD or (damaged and upper in _MISREAD_QD_DAMAGED):
            return "QĐ"
        if upper in _MISREAD_ND and rest[0].upper() == "CP":
            return "NĐ"
        if base in ("QD", "ND") or (base == "CD" and len(rest) == 1):
            return base[0] + "Đ"
    mark = re.fullmatch(r"(\D+)\d{1,2}", token)
    if mark and strip_marks(mark[1].upper()) in _NO_DIGITS:
        return _restore(mark[1], position, rest, damaged)
    if upper in _CASES:
        return _CASES[upper]
    if upper == "DU" or (damaged and upper in ("PU", "BU")):
        return "ĐU"
    if "Đ" not in token:
        for plain, right in _STROKES:
            token = token.replace(plain, right)
    if damaged and "Đ" not in token:
        for pattern, right in _STROKES_DAMAGED:
            token = pattern.sub(right, token)
    return token


def symbol_type(code: str) -> str:
    """Return the type that an abbreviation stands for, "" if it is none: "QĐ" → Quyết định."""
    return _TYPE_WITH_STROKE.get(code.upper()) or _TYPE_OF.get(strip_marks(code.upper()), "")


def canonical(match: re.Match[str], damaged: bool = False, noun: str = "") -> Number:
    """Return the number that a match of `NUMBER` stands for.

    In `damaged` text more letters are put right; the type that the `noun` before it names helps.
    """
    tokens, seps, repaired = _symbol(match["symbol"], damaged)
    first_code = _DAMAGED_TYPES.get(noun) if damaged and len(tokens) > 1 else None
    if first_code and tokens[0] != first_code and _SAME.fullmatch(f"{tokens[0]} {first_code}"):
        tokens, repaired = (first_code, *tokens[1:]), True
    kind = symbol_type(tokens[0]) if len(tokens) > 1 else ""
    leading = _digits(match["num"])
    repaired = repaired or leading != match["num"]
    head = leading + (f"/{match['year']}" if match["year"] else "")
    first = "/" if "/" in match["sep"] else "-"
    if len(tokens) == 2 and tokens[1] in _PARTY and not match["year"] and kind:
        first, seps = "-", ("/",)
    elif match["year"] or not kind:
        first = "/"
    symbol = "".join(tok + sep for tok, sep in zip(tokens, (*seps, ""), strict=False))
    return Number(
        text=f"{head}{first}{symbol}",
        leading=leading,
        year=match["year"],
        type=kind or _lone_type(tokens, match["year"]),
        body=tokens[-1] if kind else tokens[0],
        parts=len(tokens),
        repaired=repaired,
    )


_MISREAD_DIGITS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0"})


def _digits(written: str) -> str:
    """Return a number with letters that OCR put for digits put right: l245, 1O2, 12o."""
    if written[-1] in "lo" or not written[:-1].isdecimal():
        return written.translate(_MISREAD_DIGITS)
    return written


@lru_cache(maxsize=4096)
def _symbol(written: str, damaged: bool) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return (parts, separators, whether letters were put right) of a symbol as written."""
    raw: list[str] = []
    seps: list[str] = []
    for part in _PARTS.finditer(written):
        if part[1] is not None:
            raw.append(part[1])
        else:
            seps.append("/" if "/" in part[2] else "-")
    tokens = tuple(_restore(tok, i, raw[i + 1 :], damaged) for i, tok in enumerate(raw))
    seen, mine = (_MARK.sub("", _NO_LETTER.sub("", s)).upper() for s in (written, "".join(tokens)))
    return tokens, tuple(seps), seen.replace("Ð", "Đ").replace("TƯ", "TW") != mine


_SAME = re.compile(r"([A-Z])[DPB] \1Đ|[DPB]([A-Z]) Đ\2")  # "CB CĐ", "PA ĐA"
_NO_LETTER = re.compile(r"[\s/–—-]")
_MARK = re.compile(r"\d{1,2}$")


def _lone_type(tokens: tuple[str, ...], year: str | None) -> str:
    """Return the type that a symbol of one part shows: "12/KH", "02/2022/UBTVQH15"."""
    if len(tokens) == 1 and not year:
        return symbol_type(tokens[0])
    return ""


_SCRAMBLED = str.maketrans({"j": "i", "w": "u", "$": "s"})
_INNER = re.compile(r"(?<=[a-z])[6&0](?=[a-z])|¢")


# No Vietnamese syllable has a d after its first consonants: "vd" is và, "hdnh" hành.
_D_FOR_A = re.compile(
    r"(?<![a-z])(v|h|b|t|c|l|m|n|s|k|x|r|th|nh|ph|tr|ch|kh|ng|gi)d(nh|ng|ch|n|m|c|t|p|y|i|o|u|)"
    r"(?![a-z&/-])"
)


def unscramble(folded: str) -> str:
    """Return damaged folded text with the commonest misreadings put right, same length.

    "quy&t djnh" is "quyet dinh". For matching words only: figures stand alone and stay.
    """
    mended = _INNER.sub(_inner, folded.translate(_SCRAMBLED))
    return _D_FOR_A.sub(r"\1a\2", mended)


def _inner(match: re.Match[str]) -> str:
    if match[0] in "60":
        return "o"
    # ¢ is ộ in bộ, hội, một and ệ in nghệ, lệnh, hiện.
    onset = match.string[max(0, match.start() - 2) : match.start()]
    return "o" if match[0] == "¢" and re.fullmatch(r"(?:\W)?[bhdmn]", onset) else "e"


# ---------------------------------------------------------------- nouns

NOUNS: dict[str, str] = {
    "quyet dinh": "Quyết định",
    "nghi quyet lien tich": "Nghị quyết liên tịch",
    "nghi quyet": "Nghị quyết",
    "nghi dinh": "Nghị định",
    "thong tu lien tich": "Thông tư liên tịch",
    "thong tu": "Thông tư",
    "chi thi": "Chỉ thị",
    "thong bao ket luan": "Thông báo",
    "ket luan": "Kết luận",
    "ke hoach hanh dong": "Kế hoạch",
    "ke hoach phoi hop": "Kế hoạch",
    "ke hoach lien nganh": "Kế hoạch",
    "ke hoach lien tich": "Kế hoạch",
    "ke hoach": "Kế hoạch",
    "chuong trinh hanh dong": "Chương trình",
    "chuong trinh phoi hop": "Chương trình",
    "chuong trinh": "Chương trình",
    "thong bao": "Thông báo",
    "cong van": "Công văn",
    "cong dien": "Công điện",
    "to trinh": "Tờ trình",
    "bao cao": "Báo cáo",
    "huong dan": "Hướng dẫn",
    "quy dinh": "Quy định",
    "quy che phoi hop": "Quy chế",
    "quy che": "Quy chế",
    "thong tri": "Thông tri",
    "thong cao": "Thông cáo",
    "de an": "Đề án",
    "phuong an": "Phương án",
    "du an": "Dự án",
    "hop dong": "Hợp đồng",
    "bien ban ghi nho": "Bản ghi nhớ",
    "ban ghi nho": "Bản ghi nhớ",
    "bien ban": "Biên bản",
    "giay moi": "Giấy mời",
    "giay phep": "Giấy phép",
    "phieu chuyen": "Phiếu chuyển",
    "bo luat": "Bộ luật",
    "luat": "Luật",
    "phap lenh": "Pháp lệnh",
    "van ban hop nhat": "Văn bản hợp nhất",
    "lenh": "Lệnh",
    "qd": "Quyết định",
    "nq": "Nghị quyết",
    "nd": "Nghị định",
    "kh": "Kế hoạch",
    "ct": "Chỉ thị",
    "tt": "Thông tư",
    "tb": "Thông báo",
    "cv": "Công văn",
    "kl": "Kết luận",
    "van ban": "",  # says that a document follows, not which
    "vb": "",
    "nghi quyet so": "Nghị quyết",
}
NOUN = "|".join(sorted((re.escape(n) for n in NOUNS), key=len, reverse=True)).replace(r"\ ", r"\s+")

SO = r"(?:s(?:o|6|b|0|d|e6?|a|g|5|h)?|§6?|n°)"
"""The word "số" folded, with what OCR makes of it."""

HEAD = re.compile(
    rf"(?<!\w)(?P<noun>{NOUN})(?P<plural>\s*[:,])?\s*(?:\(?\s*{SO}(?:\s+{SO}){{0,2}}\s*[:.]?\s*)?$"
)
"""On folded text that ends where the number starts: the noun, with or without "số"."""

LOOSE_HEAD = re.compile(
    rf"(?<!\w)(?P<noun>{NOUN})(?:\s+(?!(?:cua|va|theo|tai)\s)(?:[a-z]+|\d{{1,2}}(?!\S))){{1,7}}"
    rf"\s+{SO}(?:\s+{SO}){{0,2}}\s*[:.]?\s*$"
)
"""The same with a few words between: "Kết luận thanh tra số", where `HEAD` finds nothing."""

LAW_SYMBOL = re.compile(r"(?:UBTV)?QH\d{1,2}")
LAW_HEAD = re.compile(
    rf"(?<!\w)(?P<noun>bo luat|luat|phap lenh)(?:,?\s+(?:[a-z]+|-)){{1,16}}\s+(?:{SO}\s+)?{SO}\s*$"
)
"""A law with its name before the number: "Pháp lệnh Ưu đãi người có công số"."""

CUE = re.compile(rf"(?<!\w){SO}(?:\s+hieu)?\s*[:.]?\s*$")
"""On folded text that ends where the number starts: "số" alone."""

_SHORT = "|".join(
    n.replace(" ", r"\s+")
    for n in (
        "quyet dinh",
        "nghi quyet",
        "nghi dinh",
        "thong tu lien tich",
        "thong tu",
        "thong bao ket luan",
        "thong bao",
        "chi thi",
        "ket luan",
        "cong van",
        "cong dien",
        "ke hoach",
        "to trinh",
        "quy dinh",
        "phap lenh",
    )
)
_FOLLOW = (
    r"ngay\s{0,2}\d{1,2}|c(?:ua|[tiul]{1,3}i?a|aa)|ve|va|da|duoc|dat|quy dinh|ban hanh"
    r"|phe duyet|tren|tai|cho|theo|voi|la|do|hay|hoac|neu|de|nham|thi|trong|khoa|den|gom|chua|con"
    r"|dang|thuc hien|trien khai|huong dan|thay the"
)
SHORT = re.compile(
    rf"(?<!\w)(?P<noun>{_SHORT})\s{{1,3}}(?P<so>so\s{{0,3}}[:.]?\s{{0,3}})?"
    r"(?P<num>\d{1,4}[a-z]?(?:/(?:19|20)\d\d)?)"
    rf"(?![\w/-]|[.,]\d)(?=\s{{0,2}}(?:$|[).,;:!?\"”»\]])|\s{{1,3}}(?:{_FOLLOW})(?!\w))"
)
"""On folded text: a short form, "Quyết định 861", which needs its noun and no unit after it."""

SHORT_MORE = re.compile(
    rf"\s{{0,2}}(?:,|va)\s{{1,2}}(?P<num>\d{{1,4}}[a-z]?)"
    rf"(?![\w/-]|[.,]\d)(?=\s{{0,2}}(?:$|[).,;:!?\"”»\]])|\s{{1,3}}(?:{_FOLLOW})(?!\w))"
)
"""On folded text: the next number of "các Nghị quyết số 57, 59 và 68"."""

SHARED_SYMBOL = re.compile(
    rf"(?<!\w)(?P<noun>{NOUN})\s+{SO}\s*(?P<list>\d{{1,5}}(?:\s?,\s?\d{{1,5}}){{0,9}})\s*(?:,|va)\s*$"
)
"""On folded text before a number: those that share its symbol, "Quyết định số 12, 13 và …"."""

LOOKALIKE = re.compile(
    r"(?<!\w)(?:(?:tcvn|qcvn|qcdp|tcn|tcxd|tcxdvn|tccs|iso|iec)[\s\d./:-]{0,24}"
    r"|(?:mau|bieu|bieu mau|phu luc|bang|hinh|to khai|hop phan|ma so)(?:\s+so)?\s*:?\s*)$"
)
"""On folded text that ends where a number starts: a standard's or a form's number follows."""

# ---------------------------------------------------------------- dates

_NGAY = r"(?:n(?:g[a-z]|a)y\s{0,3}){1,2}"
DATE = re.compile(
    r"(?P<d>\d{1,2})(?:"
    r"\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>\d{1,6})"
    r"|\s{0,3}\W?th[a-z]ng\s{0,3}(?P<m2>\d{1,2})\s{0,3}(?:n[a-z]{1,2}m\s{0,3}|/)(?P<y2>\d{1,6})"
    r")(?!\d)"
)
"""A date on folded text, figures or words; the year may be malformed (29/5/20235)."""

_HOUR = r"(?:(?:hoi|luc)\s{1,2}\d{1,2}\s?(?:gio|h|:)\s?(?:\d{1,2}(?:\s?phut)?)?,?\s{0,3})"
_EARLY = r"(?:m[uo]ng\s{1,2})?"  # "ngày mùng 5"
DATE_LEAD = re.compile(
    r"\s{0,3}[,(]?\s{0,2}(?:(?:da\s|duoc\s){0,2}(?:ban h[a-z]nh|ky|thong qua)\s{1,3})?"
    rf"{_HOUR}?{_NGAY}{_EARLY}(?=\d)"
)
"""What stands between a number (or an issuer) and its date, folded."""

SAME_DAY = re.compile(
    rf"\s{{0,3}}[,(]?\s{{0,2}}(?:deu\s)?(?:ban hanh\s)?cung\s(?:duoc\s)?"
    rf"(?:(?:ban hanh|ky)\s)?{_NGAY}"
)
"""«cùng ngày», with or without the date after it, folded."""

DATE_ANYWHERE = re.compile(rf"(?<!\w){_NGAY}(?={DATE.pattern})")
PAREN_DATE = re.compile(r"\s{0,2}[(,]\s?(?=\d{1,2}/\d{1,2}/\d{4}\s?[);])")
DATE_BEFORE = re.compile(rf"(?<!\w){_NGAY}(?={DATE.pattern}\s{{0,2}},?\s{{0,2}}$)")
"""A date that ends a folded text: "Ngày 26/5/2025, " before the issuer."""


def date_of(match: re.Match[str]) -> date | None:
    """Return the day that a match of `DATE` names, None when there is no such day."""
    year = match["y"] or match["y2"]
    month = match["m"] or match["m2"]
    if len(year) == 2:
        year = f"20{year}"
    try:
        day = date(int(year), int(month), int(match["d"]))
    except ValueError:
        return None
    return day if len(year) == 4 and 1930 <= day.year <= 2100 else None
