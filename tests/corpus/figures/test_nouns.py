import pytest

from corpus.figures.nouns import ordered_nouns, skeleton, tokens, unit_at, vocabulary
from corpus.text import fold

UNITS = [
    ("nhiệm vụ cấp tỉnh", "nhiệm vụ", "nouns"),
    ("Giấy phép tiến hành", "giấy phép", "nouns"),
    ("khoá đào tạo", "khóa", "classifiers"),
    ("phương tiện đo các loại", "phương tiện đo", "nouns"),
    ("đơn vị hành chính cấp xã mới", "đơn vị hành chính cấp xã", "nouns"),
    ("kg giống", "kg", "measures"),
    ("điểm % so với", "điểm %", "measures"),
    ("% số hộ", "%", "measures"),
    ("QCVN mới", "QCVN", "nouns"),
    ("cơ sở dữ liệu", "cơ sở dữ liệu", "nouns"),
    ("năm học mới", "năm học", "time"),
]


@pytest.mark.parametrize(("text", "name", "kind"), UNITS)
def test_longest_unit_at_the_start(text, name, kind):
    unit = unit_at(text, 0)
    assert unit is not None
    assert (unit.name, unit.kind, unit.start) == (name, kind, 0)
    assert unit.exact


@pytest.mark.parametrize("text", ["so với", "trên địa bàn", "đang làm", "", "(tổ chức)", "xyz"])
def test_no_unit(text):
    assert unit_at(text, 0) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("16p dao tao", "lớp"),
        ("nhi€ém vu KH", "nhiệm vụ"),
        ("nhiém vy KH", "nhiệm vụ"),
        ("co s6 san xuat", "cơ sở"),
        ("t6 chirc, ca nhan", "tổ chức"),
        ("ho so dang ky", "hồ sơ"),
        ("hd so dang ky", "hồ sơ"),
        ("cudc kiém tra", "cuộc"),
        ("c& nhan", "cá nhân"),
        ("dy 4n dAu tu", "dự án"),
        ("lugt nguoi", "lượt"),
    ],
)
def test_damaged_words(text, name):
    unit = unit_at(text, 0, damaged=True)
    assert unit is not None
    assert (unit.name, unit.exact) == (name, False)
    assert unit_at(text, 0) is None


def test_skeleton_reads_letters_back():
    assert skeleton("16p") == skeleton("lớp") == "lop"


def test_tokens_stop_at_punctuation():
    text = "tin, bài"
    assert [text[a:b] for a, b in tokens(text, 0, 4)] == ["tin"]


def test_ordered_nouns_are_folded():
    assert "cap" in ordered_nouns()


def test_the_vocabulary_is_tidy():
    sections = vocabulary()
    assert set(sections) == {"classifiers", "nouns", "measures", "time", "ordered"}
    for words in sections.values():
        for key in words:
            assert key == " ".join(key.split())
            assert fold(key)
