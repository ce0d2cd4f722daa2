"""Who signs, with what authority (NĐ 30/2020/NĐ-CP, Phụ lục I, mục II, khoản 7)."""

import pytest

from assistant.official.signing import Signature, signature_of
from corpus.errors import ConfigError


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        ("Sở Nội vụ", ("GIÁM ĐỐC",)),
        ("UBND tỉnh Sơn Hà", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Ủy ban nhân dân xã Hải Bình", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("HĐND xã Hải Bình", ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH")),
        ("Bộ Tài chính", ("BỘ TRƯỞNG",)),
        ("Bộ Chỉ huy Quân sự tỉnh", ("CHỈ HUY TRƯỞNG",)),
        ("Văn phòng UBND tỉnh", ("CHÁNH VĂN PHÒNG",)),
        ("Chi cục Thủy lợi", ("CHI CỤC TRƯỞNG",)),
        ("Phòng Kinh tế", ("TRƯỞNG PHÒNG",)),
        ("Bộ phận Một cửa", ("THỦ TRƯỞNG CƠ QUAN",)),
        (None, ("THỦ TRƯỞNG CƠ QUAN",)),
    ],
)
def test_the_head_signs_unless_told(issuer: str | None, lines: tuple[str, ...]) -> None:
    assert signature_of("", issuer) == Signature(lines)


@pytest.mark.parametrize(
    ("configured", "issuer", "lines", "name"),
    [
        ("KT.", "Sở Nội vụ", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ""),
        ("KT.", "Bộ Tài chính", ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), ""),
        ("KT.", "UBND xã", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ""),
        ("Q.", "Sở Nội vụ", ("Q. GIÁM ĐỐC",), ""),
        ("Trần Văn Bình", "Sở Nội vụ", ("GIÁM ĐỐC",), "Trần Văn Bình"),
        ("KT. | Lê Thị An", "Sở Nội vụ", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Thị An"),
        (
            "TL. GIÁM ĐỐC | CHÁNH VĂN PHÒNG | Lê Thị An",
            "Sở Nội vụ",
            ("TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"),
            "Lê Thị An",
        ),
    ],
)
def test_as_configured(configured: str, issuer: str, lines: tuple[str, ...], name: str) -> None:
    assert signature_of(configured, issuer) == Signature(lines, name)


@pytest.mark.parametrize(
    ("configured", "words"),
    [
        ("TK. GIÁM ĐỐC", "không có quyền hạn “TK.”"),
        ("TL.", "cần ghi rõ chức vụ"),
        ("Lê Thị An | Trần Văn Bình", "hai họ tên"),
    ],
)
def test_what_cannot_be_is_told(configured: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        signature_of(configured, "Sở Nội vụ")
