import pytest

from assistant.gathering.offices import listed_units, recipients_of, same_unit, units_in
from corpus.reading import parse


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("UBND xã An Phú", "Ủy ban nhân dân xã An Phú", True),
        ("Xã An Phú", "UBND xã An Phú", True),
        ("Sở Y tế", "SỞ Y TẾ", True),
        ("Sở Y tế tỉnh Hải Bình", "Sở Y tế", True),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ", True),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch", True),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", True),
        ("UBND xã An Phú", "UBND xã An Phú Đông", False),
        ("UBND xã An Phú", "UBND phường An Phú", False),
        ("UBND xã Bình An", "UBND xã Bình Ân", False),
        ("Sở Y tế", "Sở Tài chính", False),
        ("Trường Trung học phổ thông số 1 Hải Bình", "Trường Trung học phổ thông số 2 Hải Bình",
         False),
        ("UBND xa An Phu", "UBND xã An Phú", True),
    ],
)  # fmt: skip
def test_same_unit(one, two, same):
    assert same_unit(one, two) is same
    assert same_unit(two, one) is same


def test_lines_of_a_list():
    lines = [
        "DANH SÁCH",
        "STT",
        "Tên đơn vị",
        "1. Sở Y tế;",
        "2) Sở Tài chính (b/c)",
        "- Sở Y Tế",
        "",
    ]
    assert units_in(lines) == ("Sở Y tế", "Sở Tài chính")


def test_lists_as_files(tmp_path):
    (tmp_path / "ds.csv").write_text(
        "STT,Tên đơn vị\n1,Sở Y tế\n2,UBND xã An Phú\n", encoding="utf-8"
    )
    assert listed_units(tmp_path / "ds.csv") == ("Sở Y tế", "UBND xã An Phú")


def test_recipients():
    letter = parse(
        "UBND TỈNH SƠN HÀ\nSỞ NỘI VỤ\nSố: 9/SNV-CCHC\nSơn Hà, ngày 08 tháng 9 năm 2025\n\n"
        "Kính gửi:\n- Sở Y tế;\n- Các sở, ban, ngành;\n- UBND phường Trà Khê.\n\n"
        "Đề nghị báo cáo./.\n\nNơi nhận:\n- Như trên;\n- Lãnh đạo Sở;\n- Lưu: VT.\n",
        "cv.txt",
    )
    named, groups = recipients_of(letter)
    assert named == ("Sở Y tế", "UBND phường Trà Khê")
    assert groups == ("Các sở, ban, ngành",)
