import pytest

from assistant.drafting.outline import parse_outline
from assistant.gathering.matching import Matcher
from corpus.reading import parse

OUTLINE = """ĐỀ CƯƠNG
Báo cáo kết quả chuyển đổi số năm 2025
I. Kết quả thực hiện
1. Công tác chỉ đạo, điều hành
- Việc ban hành văn bản chỉ đạo.
2. Chính quyền số
- Tình hình sử dụng chữ ký số của cán bộ, công chức.
3. Kinh tế số
II. Tồn tại, hạn chế
1. Hạn chế
2. Nguyên nhân
III. Kiến nghị
……………
"""


@pytest.fixture(scope="module")
def matcher():
    return Matcher(parse_outline(parse(OUTLINE, "dc.txt")))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (["I. Kết quả thực hiện", "2. Chính quyền số"], "I.2"),
        (["I. KẾT QUẢ THỰC HIỆN", "3. Kinh tế số"], "I.3"),
        (["Phần I. Kết quả", "1. Về công tác chỉ đạo điều hành"], "I.1"),
        (["1. Chỉ đạo, điều hành"], "I.1"),
        (["A. Kết quả", "II. Phát triển chính quyền số"], "I.2"),
        (["I. Kết quả thực hiện", "2. Chính quyền số", "a) Hạ tầng"], "I.2"),
        (["I. Kết quả thực hiện", "2. Sử dụng chữ ký số của cán bộ, công chức"], "I.2"),
        (["II. Những tồn tại, hạn chế", "2. Nguyên nhân chủ quan"], "II.2"),
        (["III. Đề xuất, kiến nghị"], "III"),
        (["I. Kết quả thực hiện", "2. Chinh quyen so"], "I.2"),
        (["IV. Phòng, chống cháy rừng"], None),
    ],
)
def test_headings(matcher, path, expected):
    found = matcher.match(path)
    assert (found.path if found else None) == expected


def test_the_own_words_need_no_remark(matcher):
    assert matcher.match(["I. Kết quả thực hiện", "3. Kinh tế số."]).remark == ""
    assert "Về công tác" in matcher.match(["I. Kết quả", "1. Về công tác chỉ đạo điều hành"]).remark
