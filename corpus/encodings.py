"""Bytes → text: UTF-8, UTF-16, Windows-1258, and the fonts of the 2000s, TCVN3 (ABC) and VNI.

The old fonts put Vietnamese letters on the code points of Latin-1 ("C«ng nghÖ" is "Công nghệ" in
TCVN3, "Coâng ngheä" in VNI). No file says so; what does is that only one reading gives Vietnamese
syllables. Tables: TCVN 5712:1993 (VN3); VNI for Windows.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.ocr.damage import is_syllable

_TCVN3_CODES = (
    "A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ "
    "C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ "
    "E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự "
    "FAỳ FBỷ FCỹ FDý FEỵ"
)
_TCVN3 = {int(code[:2], 16): code[2:] for code in _TCVN3_CODES.split(" ")}

_VNI_SINGLE = dict(zip("íìæóòîñöôÍÌÆÓÒÎÑÖÔ", "íìỉĩịỵđươÍÌỈĨỊỴĐƯƠ", strict=True))
_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HATS = {  # second character → marks over the base: circumflex or breve, with a tone
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323", "ê": "\u0306", "é": "\u0306\u0301",
    "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKS = {**_TONES, **_HATS}
_VNI_MARKS |= {mark.upper(): value for mark, value in _VNI_MARKS.items()}
_VNI_PAIR = re.compile(rf"([aeouyAEOUYöôÖÔ])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_SINGLE)}]")

_WORD = re.compile(r"[^\W\d_]{2,}")
_SAMPLE = 60_000  # characters looked at
_BETTER = 0.2  # how much more of the words a reading must make syllables to be believed


def decode(data: bytes) -> tuple[str, str] | None:
    """Return (text in NFC, name of the encoding); None for bytes that are no text."""
    marked = _by_mark(data)
    if marked:
        return marked
    if b"\x00" in data[:4096]:
        return _wide(data)
    try:
        return modernise(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _legacy(data)


def _by_mark(data: bytes) -> tuple[str, str] | None:
    if data.startswith(codecs.BOM_UTF8):
        return unicodedata.normalize("NFC", data[3:].decode("utf-8", errors="replace")), "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return unicodedata.normalize("NFC", data.decode("utf-16", errors="replace")), "UTF-16"
    return None


def _wide(data: bytes) -> tuple[str, str] | None:
    """Return UTF-16 text without a byte order mark; Vietnamese in it is half NULs."""
    even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
    size = len(data[:4096]) / 2
    if max(even, odd) < 0.4 * size or min(even, odd) > 0.1 * size:
        return None
    text = data.decode("utf-16-be" if even > odd else "utf-16-le", errors="replace")
    if _is_binary(text):
        return None
    return unicodedata.normalize("NFC", text), "UTF-16"


def _legacy(data: bytes) -> tuple[str, str] | None:
    latin = data.decode("latin-1")
    if _is_binary(latin):
        return None
    readings = {
        "TCVN3 (ABC)": from_tcvn3(latin),
        "VNI": from_vni(data.decode("cp1252", errors="replace")),
        "Windows-1258": unicodedata.normalize("NFC", data.decode("cp1258", errors="replace")),
        "utf-8": unicodedata.normalize("NFC", data.decode("utf-8", errors="replace")),
    }
    best = max(readings, key=lambda name: _syllables(readings[name]))
    return readings[best], best


def _is_binary(text: str) -> bool:
    """Return whether too many characters are control characters for a text."""
    sample = text[:_SAMPLE]
    control = sum(ch < " " and ch not in "\t\n\r\f" for ch in sample)
    return control > 0.02 * len(sample)


def modernise(text: str) -> tuple[str, str]:
    """Return (text, encoding): old-font text that was saved as Unicode is converted."""
    text = unicodedata.normalize("NFC", text)
    if not re.search(r"[\u00a1-\u00ff]", text[:_SAMPLE]):
        return text, "utf-8"
    plain = _syllables(text)
    best, name = max((_syllables(read(text)), name) for name, read in _FONTS.items())
    if best > plain + _BETTER:
        return _FONTS[name](text), name
    return text, "utf-8"


_LINE = re.compile(r"[^\n\r\t]+")
_TOKEN = re.compile(r"[^\W\d_]+")


def from_tcvn3(text: str) -> str:
    """Return NFC text for TCVN3 text whose code points are the font's bytes.

    The font has no marked capitals but Ă Â Ê Ô Ơ Ư Đ: "KÕT QU¶" is typed with small letters and
    shown in a font of capitals. They are made capitals where all unmarked letters beside them are.
    """
    made = unicodedata.normalize("NFC", text.translate(_TCVN3))
    return _LINE.sub(_raised_line, made)


def _raised_line(line: re.Match[str]) -> str:
    """Return a line, all of it in capitals where all its unmarked letters are and a word shows it.

    "Sở NộI Vụ" is such a line; "Số: 305/BC-SNV" has no word that shows it.
    """
    lower = any(ch.isascii() and ch.islower() for ch in line[0])
    if not lower and any(_is_capitals(word) for word in _TOKEN.findall(line[0])):
        return line[0].upper()
    return _TOKEN.sub(lambda m: m[0].upper() if _is_capitals(m[0]) else m[0], line[0])


def _is_capitals(word: str) -> bool:
    """Return whether a word can only be capitals whose marked letters are small: "HộI", "ủY"."""
    bare = [ch for ch in word if ch.isascii()]
    if not bare or not all(ch.isupper() for ch in bare):
        return False
    return not word.isupper() and (len(bare) > 1 or word[0].islower())


def from_vni(text: str) -> str:
    """Return NFC text for VNI text whose code points are the font's bytes."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    if found[1] is None:
        return _VNI_SINGLE[found[0]]
    base = _VNI_SINGLE.get(found[1], found[1])
    return unicodedata.normalize("NFC", base + _VNI_MARKS[found[2]])


_FONTS = {"TCVN3 (ABC)": from_tcvn3, "VNI": from_vni}


def from_font(text: str, font: str) -> str:
    """Return text of a run set in a font of the 2000s (".VnTime", "VNI-Times") as Unicode.

    The H fonts of the .Vn family (".VnTimeH") show small letters as capitals.
    """
    if font.startswith(".Vn"):
        made = from_tcvn3(text)
        return made.upper() if font.endswith("H") else made
    return from_vni(text) if font.upper().startswith("VNI-") else text


def _syllables(text: str) -> float:
    """Return the share of words that are Vietnamese syllables; marked ones must be among them."""
    words = _WORD.findall(text[:_SAMPLE])
    marked = [word for word in words if not word.isascii()]
    if not marked:
        return 0.0
    good = sum(is_syllable(word) for word in words) / len(words)
    return good * min(1.0, 4 * len(marked) / len(words))
