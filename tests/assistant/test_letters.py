"""Lengths of words in Times New Roman, against what the font itself says."""

from pathlib import Path

import pytest

from assistant.official import letters

FONTS = Path("/usr/share/fonts/truetype/croscore")
WORDS = [
    "Độc lập - Tự do - Hạnh phúc",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Kết quả công tác thủy lợi 9 tháng đầu năm 2025",
]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(("face", "bold"), [("Regular", False), ("Bold", True)])
def test_width_is_that_of_the_font(words: str, face: str, bold: bool) -> None:
    path = FONTS / f"Tinos-{face}.ttf"
    if not path.exists():
        pytest.skip("no font made to the measure of Times New Roman on this machine")
    from PIL import ImageFont

    font = ImageFont.truetype(str(path), 1000)  # letter by letter: Word does not kern unasked
    measured = sum(map(font.getlength, words)) * 13 * 25.4 / 72 / 1000
    assert letters.width(words, 13, bold=bold) == pytest.approx(measured, rel=0.005)


def test_marks_add_nothing() -> None:
    assert letters.width("Ấ", 13) == letters.width("A", 13)
    assert letters.width("Đệ", 13) == letters.width("Đe", 13)
    assert letters.width("Ơ", 13) == letters.width("O", 13)
    assert letters.width("ư", 13) > letters.width("u", 13)  # the horn does


def test_lines_are_broken_where_the_room_ends() -> None:
    lines = letters.lines_of(WORDS[1], 12, 40, bold=True)
    assert " ".join(lines) == WORDS[1]
    assert len(lines) > 1
    assert all(letters.width(line, 12, bold=True) <= 40 for line in lines)
    assert letters.lines_of("Quốchiệu", 12, 2) == ["Quốchiệu"]
    assert letters.lines_of("", 12, 40) == []


def test_even_lines() -> None:
    title = "Kết quả công tác thủy lợi 9 tháng đầu năm và nhiệm vụ 3 tháng cuối năm 2025"
    room = letters.even_room(title, 14, 150, bold=True)
    wide = letters.lines_of(title, 14, 150, bold=True)
    even = letters.lines_of(title, 14, room, bold=True)
    assert len(even) == len(wide) == 2
    assert letters.width(even[1], 14, bold=True) > letters.width(wide[1], 14, bold=True)
