"""Restoring damaged Vietnamese: words, case, marks, numbers that must not change, offsets."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ocr.repair import Repairer, is_sound
from corpus.text import nfc

OWN = (
    "Sở Khoa học và Công nghệ tỉnh Sơn Hà tham mưu UBND tỉnh ban hành Kế hoạch số 45/KH-UBND "
    "ngày 12/3/2025 về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số. "
    "Hội chợ Techmart Sơn Hà giới thiệu 12 gian hàng của huyện Tu Kleng."
)


@pytest.fixture(scope="module")
def repairer() -> Repairer:
    return Repairer(own=[OWN])


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (
            "Két qua thuc hién cac nhiém vu trong tam nam 2025",
            "Kết quả thực hiện các nhiệm vụ trọng tâm năm 2025",
        ),
        (
            "- Day manh tmg dung cong nghé thong tin trong co quan nha nudc;",
            "- Đẩy mạnh ứng dụng công nghệ thông tin trong cơ quan nhà nước;",
        ),
        (
            "Uy ban nhan dan cap xa co trach nhiém t6 chirc thue hién quyét dinh nay.",
            "Ủy ban nhân dân cấp xã có trách nhiệm tổ chức thực hiện quyết định này.",
        ),
        (
            "nang cao chét lugng san pham, hang hoa va bao vé quyén loi ngudi tiéu ding",
            "nâng cao chất lượng sản phẩm, hàng hóa và bảo vệ quyền lợi người tiêu dùng",
        ),
        ("CONG HOA XA HQI CHU NGHIA VIET NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Doc 1ap - Tu do - Hanh phic", "Độc lập - Tự do - Hạnh phúc"),
        ("doi moi sang tao va chuyén ddi sb", "đổi mới sáng tạo và chuyển đổi số"),
        (
            "cac gian hang cua huyén Tu Kleng tai Techmart Son Ha",
            "các gian hàng của huyện Tu Kleng tại Techmart Sơn Hà",
        ),
    ],
)
def test_restores_lines(repairer: Repairer, damaged: str, whole: str) -> None:
    assert repairer.repair_line(damaged).text == whole


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (
            "Quyét dinh s6 1764/0P-UBND ngay 28/11/2023",
            "Quyết định số 1764/QĐ-UBND ngày 28/11/2023",
        ),
        ("Nghi quyét sé 22/2020/NQ-HPND", "Nghị quyết số 22/2020/NQ-HĐND"),
        ("Nghi dinh s6 65/2023/ND-CP cta Chinh phu", "Nghị định số 65/2023/NĐ-CP của Chính phủ"),
        ("Ké hoach s6 02-KH/BCDTW", "Kế hoạch số 02-KH/BCĐTW"),
        ("Quyét dinh s6 1562/QB-TTg", "Quyết định số 1562/QĐ-TTg"),
        ("Té trinh sd 784/TTr-SKHCN", "Tờ trình số 784/TTr-SKHCN"),
        ("S6:217/BC-SKHCN", "Số:217/BC-SKHCN"),
    ],
)
def test_restores_document_numbers(repairer: Repairer, damaged: str, whole: str) -> None:
    assert repairer.repair_line(damaged).text == whole


FIGURES = (
    "13", "601", "0", "06", "1.293.500", "7,5%", "100%", "2025-2030", "01/7/2025", "4G/5G", "5G",
    "QH15", "500m2", "m2", "15ha", "10km", "ISO/IEC 17025:2017", "(10)", "3.", "98,6", "2136/2253",
)  # fmt: skip


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_stay(repairer: Repairer, figure: str) -> None:
    line = f"Toan tinh c6 {figure} doanh nghiép dang hoat dong trong linh vuc nay"
    assert figure in repairer.repair_line(line).text


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_whole_numbers_never_change(numbers: list[int]) -> None:
    repairer = _shared()
    line = "T6 chirc " + " lop tap huan, ".join(map(str, numbers)) + " hoc vién tham gia"
    out = repairer.repair_line(line).text
    assert [int(n) for n in re.findall(r"\d+", out)] == numbers


_MADE: list[Repairer] = []


def _shared() -> Repairer:
    if not _MADE:
        _MADE.append(Repairer(own=[OWN]))
    return _MADE[0]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_covered_by_its_words(text: str) -> None:
    line = nfc(text.replace("\n", " "))
    done = _shared().repair_line(line)
    at = 0
    for word in done.words:
        assert at <= word.start < word.end <= len(line)
        assert line[at : word.start].strip() == ""
        assert 0.0 <= word.confidence <= 1.0
        at = word.end
    assert line[at:].strip() == ""


@pytest.mark.parametrize(
    "line",
    [
        "Tổ chức 05 lớp tập huấn cho cán bộ, công chức cấp xã của tỉnh Hải Bình.",
        "Thị trường khoa học và công nghệ: hỗ trợ Techmart, logistics, IoT.",
        "",
        "   ",
    ],
)
def test_sound_lines_are_left_alone(repairer: Repairer, line: str) -> None:
    assert repairer.repair_line(line).text == line


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("Thực hiện nhiệm vụ năm 2025", True),
        ("Thuc hién nhiém vu nam 2025", False),
        ("BAO CAO", False),
        ("Độc lập", True),
    ],
)
def test_is_sound(line: str, sound: bool) -> None:
    assert is_sound(line) is sound


def test_a_wrapped_line_is_read_after_the_one_above(repairer: Repairer) -> None:
    lines = repairer.repair_lines(["d6i mdi sang tao va chuyén", "d6i s6 trén dia ban tinh"])
    assert [line.text for line in lines] == [
        "đổi mới sáng tạo và chuyển",
        "đổi số trên địa bàn tỉnh",
    ]


def test_labels_of_lists_are_kept(repairer: Repairer) -> None:
    lines = [
        "b) Dich vu",
        "d) Vé buu chinh",
        "",
        "d) Vé vién thong",
        "II. Két qua",
        "3.Uy ban nhan dan",
    ]
    done = [line.text for line in repairer.repair_lines(lines)]
    assert [text.split()[0] for text in done if text] == ["b)", "d)", "đ)", "II.", "3.Ủy"]


def test_spaces_are_kept(repairer: Repairer) -> None:
    line = repairer.repair_line("  cong  nghé\tthong tin ").text
    assert line == "  công  nghệ\tthông tin "


def test_doubt_shows_in_the_confidence(repairer: Repairer) -> None:
    clear = repairer.repair_line("Uy ban nhan dan tinh ban hanh").words[2]
    vague = repairer.repair_line("dua").words[0]
    assert clear.text == "nhân"
    assert clear.confidence > 0.95 > vague.confidence


def test_foreign_words_are_not_made_vietnamese(repairer: Repairer) -> None:
    out = repairer.repair_line("nghién ctru ché pham Trichoderma trén cay trdng").text
    assert out.split()[4] == "Trichoderma"


def test_own_reports_teach_names() -> None:
    line = "hd so cua lang nghé Kdruong tai xa Ea Mdroh"
    taught = Repairer(own=["hồ sơ của làng nghề Kđrương tại xã Ea Mđroh"]).repair_line(line).text
    assert taught == "hồ sơ của làng nghề Kđrương tại xã Ea Mđroh"
    assert Repairer().repair_line(line).text != taught


def test_importing_loads_nothing_heavy() -> None:
    code = (
        "import sys, corpus; print([m for m in ('numpy', 'corpus.ocr.repair') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_real_report_is_restored(shared: Path) -> None:
    """The floor is below what is measured, so that a real loss shows and chance does not."""
    texts = {f.name[:3]: f.read_text(encoding="utf-8") for f in (shared / "seeds").glob("*.txt")}
    real = Repairer(own=[nfc(text) for name, text in sorted(texts.items()) if name != "003"])
    restored = real.repair_lines(nfc(texts["003"]).split("\n"))
    right = total = 0
    for line in (shared / "gold" / "restore.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        out = restored[record["line"] - 1].text
        want = record["text"].split()
        right += sum(b.size for b in SequenceMatcher(None, want, out.split()).get_matching_blocks())
        total += len(want)
        assert re.findall(r"\d{2,}", out) == re.findall(r"\d{2,}", record["text"])
    assert right / total > 0.97
