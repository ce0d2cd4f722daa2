from __future__ import annotations

import pytest

from retrieval.terms import FOLDED_FIELD, defined_in, query_terms, syllables, table, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở KH&CN", ["so", "khcn"]),
        ("327/QĐ-UBND", ["327", "qd", "ubnd"]),
        ("1.838.623 thuê bao, 97,5%", ["1838623", "thue", "bao", "975"]),
        ("Ðề án", ["de", "an"]),
        ("Hòa Bình", ["hoa", "binh"]),
        ("", []),
    ],
)
def test_syllables_are_folded(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected


def test_terms_have_pairs_and_the_parts_of_composed_abbreviations() -> None:
    found = terms("KHCNĐMST&CĐS của xã")
    assert {"khcn", "dmst", "cds", "khcndmstcds", "cua_xa"} <= set(found)


def test_words_in_small_letters_are_not_taken_for_composed() -> None:
    assert "cds" not in terms("thuộc khối dncds")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kết quả CĐS", {"chuyen_doi", "doi_so", "cds"}),
        ("ket qua chuyen doi so", {"cds", "doi_so"}),
        ("khoa học và công nghệ", {"khcn"}),
        ("KH&CN", {"khoa_hoc", "cong_nghe"}),
        ("tiêu chuẩn, đo lường, chất lượng", {"tcdlcl"}),
        ("KHCNĐMST", {"khoa_hoc", "sang_tao"}),
    ],
)
def test_questions_are_expanded_both_ways(question: str, expected: set[str]) -> None:
    assert expected <= set(query_terms(question, FOLDED_FIELD))


def test_the_librarys_own_abbreviations_count() -> None:
    known = table([("TTXC", "trạm trộn xi măng cốt")])
    assert "tram_tron" in query_terms("TTXC", known)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giải quyết thủ tục hành chính (TTHC)", {"TTHC": "thủ tục hành chính"}),
        (
            "phát triển khoa học, công nghệ và đổi mới sáng tạo (KHCN&ĐMST) ở xã",
            {"KHCN&ĐMST": "khoa học, công nghệ và đổi mới sáng tạo"},
        ),
        (
            "Trung tâm Ứng dụng (sau đây gọi tắt là TTUD) báo cáo",
            {"TTUD": "Trung tâm Ứng dụng"},
        ),
        ("đạt 100% (KPI)", {}),
        ("của Ủy ban nhân dân tỉnh (HĐND)", {}),
        ("(UBND)", {}),
    ],
)
def test_explained_abbreviations_are_found(text: str, expected: dict[str, str]) -> None:
    assert defined_in(text) == expected
