"""Old encodings are recognised and converted; tone placement is left as written."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.encodings import (
    _TCVN3,
    _VNI_MARKS,
    _VNI_SINGLE,
    decode,
    from_font,
    from_tcvn3,
    from_vni,
)

TEXT = (
    "Báo cáo kết quả thực hiện nhiệm vụ phát triển khoa học, công nghệ và đổi mới sáng tạo."
    " Ủy ban nhân dân tỉnh đã chỉ đạo quyết liệt; các sở, ngành phối hợp chặt chẽ, hoà nhịp cùng"
    " doanh nghiệp và người dân. Đường truyền, bưởi, gỗ, muỗi, nghỉ, kỹ thuật, ký kết, ỷ lại."
)


def as_tcvn3(text: str) -> bytes:
    back = {letter: code for code, letter in _TCVN3.items()}
    small = {c: back.get(c, back.get(c.lower(), ord(c) if ord(c) < 256 else 63)) for c in set(text)}
    return bytes(small[c] for c in text)


def as_vni(text: str) -> bytes:
    single = {letter: code for code, letter in _VNI_SINGLE.items()}
    marks = {value: mark for mark, value in reversed(_VNI_MARKS.items()) if mark.islower()}
    out = []
    for ch in text:
        parts = unicodedata.normalize("NFD", ch)
        if ch in single:
            out.append(single[ch])
        elif len(parts) == 1:
            out.append(ch)
        else:
            base, rest = parts[0], "".join(sorted(parts[1:], key="\u0306\u0302\u031b".find)[::-1])
            if "\u031b" in rest:
                horned = unicodedata.normalize("NFC", base + "\u031b")
                tone = rest.replace("\u031b", "")
                out.append(single[horned] + marks.get(tone, ""))
            else:
                order = "".join(m for m in "\u0302\u0306" if m in rest)
                tone = "".join(m for m in rest if m not in "\u0302\u0306")
                out.append(base + marks[order + tone])
    return "".join(out).encode("cp1252")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (as_vni(TEXT), "VNI"),
    ],
)
def test_encodings_give_the_same_text(data: bytes, name: str) -> None:
    assert decode(data) == (TEXT, name)


def test_tcvn3_has_small_letters_only_for_most_capitals() -> None:
    found = decode(as_tcvn3(TEXT))
    assert found is not None
    text, name = found
    assert name == "TCVN3 (ABC)"
    assert text.lower() == TEXT.lower()


def test_windows_1258() -> None:
    tones = "\u0300\u0301\u0303\u0309\u0323"
    pieces = []
    for ch in TEXT:
        parts = unicodedata.normalize("NFD", ch)
        tone = "".join(c for c in parts if c in tones)
        rest = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
        pieces.append(rest + tone)
    assert decode("".join(pieces).encode("cp1258")) == (TEXT, "Windows-1258")


def test_old_font_text_saved_as_unicode_is_converted() -> None:
    wrong = as_tcvn3(TEXT).decode("latin-1").encode("utf-8")
    found = decode(wrong)
    assert found is not None
    assert found[1] == "TCVN3 (ABC)"
    assert found[0].lower() == TEXT.lower()


def test_sound_text_with_latin_letters_is_left_alone() -> None:
    text = "Hội thảo São Tomé, café, “naïve” và Đề án «số» của tỉnh được tổ chức tháng 5."
    assert decode(text.encode()) == (text, "utf-8")


def test_bytes_that_are_no_text() -> None:
    assert decode(bytes(range(256)) * 20) is None
    assert decode(b"\x00\x01\x02\x03" * 400) is None


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("C«ng nghÖ", ".VnTime", "Công nghệ"),
        ("c«ng nghÖ", ".VnTimeH", "CÔNG NGHỆ"),
        ("Coâng ngheä", "VNI-Times", "Công nghệ"),
        ("Công nghệ", "Times New Roman", "Công nghệ"),
    ],
)
def test_fonts(text: str, font: str, expected: str) -> None:
    assert from_font(text, font) == expected


def test_tables_cover_every_letter() -> None:
    assert from_tcvn3("§¶Êt n­íc") == "Đảất nước"
    assert from_vni("Ñöôøng phoá") == "Đường phố"


@pytest.mark.parametrize(
    "line",
    [
        "KẾT QUẢ THỰC HIỆN",
        "SỞ NỘI VỤ",
        "TM. ỦY BAN NHÂN DÂN",
        "Số: 305/BC-SNV",
        "- Sở KH&CN;",
        "Sở Nội vụ tỉnh Hải Bình",
        "Độc lập - Tự do - Hạnh phúc",
        "Thực hiện Kế hoạch số 12/KH-UBND",
        "II. TỒN TẠI, HẠN CHẾ",
    ],
)
def test_capitals_of_tcvn3_are_typed_small(line: str) -> None:
    assert from_tcvn3(as_tcvn3(line).decode("latin-1")) == line
