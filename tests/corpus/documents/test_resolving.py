"""One document or two: grouping across reports, issuers, misprints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.documents.citations import citations_of
from corpus.documents.resolving import (
    Document,
    group,
    is_short,
    misprints,
    one_slip,
    same_issuer,
    subjects_agree,
)
from corpus.model import Block, Report


def report_of(doc: str, *sentences: str) -> Report:
    text, blocks = "", []
    for sentence in sentences:
        blocks.append(Block.of(sentence, start=len(text)))
        text += sentence + "\n"
    report = Report(doc=doc, sha256="", text=text, blocks=tuple(blocks))
    return replace(report, citations=citations_of(report))


def by_number(documents: list[Document], number: str) -> list[Document]:
    return [d for d in documents if d.number == number]


def test_same_document_in_two_reports_is_one() -> None:
    one = report_of("a.txt", "Quyết định số 12/QĐ-UBND ngày 03/02/2025 của UBND tỉnh.")
    two = report_of("b.txt", "Quyết định số 12/QĐ-UBND ngày 03/02/2025 về đào tạo.")
    (document,) = group([one, two])
    assert document.mentions == (("a.txt", 0), ("b.txt", 0))
    assert (document.issuer, document.subject) == ("UBND tỉnh", "về đào tạo")


def test_number_and_year_are_no_identity() -> None:
    report = report_of(
        "a.txt",
        "Kế hoạch số 21/KH-UBND ngày 24/01/2025 của UBND tỉnh.",
        "Kế hoạch số 21/KH-UBND ngày 09/8/2025 của UBND tỉnh.",
        "Kế hoạch số 21/KH-UBND đã triển khai.",
    )
    documents = by_number(group([report]), "21/KH-UBND")
    assert sorted(str(d.date) for d in documents) == ["2025-01-24", "2025-08-09", "None"]


def test_undated_mention_joins_its_only_document() -> None:
    one = report_of("a.txt", "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.")
    two = report_of("b.txt", "Triển khai Nghị quyết 57-NQ/TW. Quán triệt Nghị quyết 57.")
    (document,) = group([two, one])
    assert len(document.mentions) == 3
    assert document.date == date(2024, 12, 22)


def test_ambiguous_short_form_stays_alone() -> None:
    report = report_of(
        "a.txt",
        "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
        "Nghị quyết số 57/NQ-CP ngày 02/4/2024 của Chính phủ.",
        "Quán triệt Nghị quyết 57.",
    )
    documents = group([report])
    assert [d.number for d in documents] == ["57-NQ/TW", "57/NQ-CP", "57"]


def test_short_form_prefers_its_own_report() -> None:
    one = report_of("a.txt", "Nghị quyết số 57/NQ-CP ngày 02/4/2024. Quán triệt Nghị quyết 57.")
    two = report_of("b.txt", "Nghị quyết số 57-NQ/TW ngày 22/12/2024.")
    documents = group([one, two])
    assert by_number(documents, "57/NQ-CP")[0].mentions == (("a.txt", 0), ("a.txt", 1))


def test_other_province_other_document() -> None:
    one = report_of("a.txt", "Kế hoạch số 5/KH-UBND ngày 03/02/2025 của UBND tỉnh Sơn Hà.")
    two = report_of("b.txt", "Kế hoạch số 5/KH-UBND ngày 03/02/2025 của UBND tỉnh Hải Bình.")
    assert len(group([one, two])) == 2


def test_year_misprint_does_not_make_the_rest_ambiguous() -> None:
    right = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
    wrong = "Nghị quyết số 57-NQ/TW ngày 22/12/2025 của Bộ Chính trị."
    report = report_of("a.txt", right, right, right, wrong, "Triển khai Nghị quyết số 57-NQ/TW.")
    documents = by_number(group([report]), "57-NQ/TW")
    assert sorted(len(d.mentions) for d in documents) == [1, 4]


def test_every_citation_is_in_one_document() -> None:
    reports = [
        report_of("a.txt", "Quyết định 861, Thông báo số 05 và Kế hoạch số 5/KH-UBND."),
        report_of("b.txt", "Quyết định số 861/QĐ-TTg ngày 04/6/2021; Kế hoạch số 5/KH-UBND."),
    ]
    mentions = [m for d in group(reports) for m in d.mentions]
    assert sorted(mentions) == sorted((r.doc, i) for r in reports for i in range(len(r.citations)))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("UBND tỉnh", "Chủ tịch UBND tỉnh", True),
        ("UBND tỉnh", "UBND tỉnh Sơn Hà", True),
        ("UBND tỉnh Hải Bình", "UBND tỉnh Sơn Hà", False),
        ("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", True),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế", True),
        ("Ban Bí thư", "Ban Bí thư Trung ương Đảng", True),
        ("Bộ Chính trị", "Ban Bí thư", False),
        ("Chính phủ", "Thủ tướng Chính phủ", False),
        (None, "Chính phủ", True),
    ],
)
def test_same_issuer(one: str | None, two: str | None, same: bool) -> None:
    assert same_issuer(one, two) is same
    assert same_issuer(two, one) is same


@pytest.mark.parametrize(
    ("one", "two", "slip"),
    [
        ("359", "539", True),
        ("416", "516", True),
        ("85", "185", True),
        ("465", "468", True),
        ("359", "359", False),
        ("123", "321", True),
        ("12", "3456", False),
        ("327", "516", False),
    ],
)
def test_one_slip(one: str, two: str, slip: bool) -> None:
    assert one_slip(one, two) is slip


SUBJECT = "về thực hiện Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học"


def test_misprint_needs_the_same_subject() -> None:
    right = f"Kế hoạch số 359-KH/TU ngày 29/4/2025 của Tỉnh ủy {SUBJECT}."
    wrong = f"Kế hoạch số 539-KH/TU ngày 29/4/2025 của Tỉnh ủy {SUBJECT}."
    report = report_of("a.txt", right, right, wrong)
    (slip,) = misprints(group([report]))
    assert slip.right is not None
    assert (slip.wrong.number, slip.right.number) == ("539-KH/TU", "359-KH/TU")
    assert {c.resolved for c in report.citations if c.number == "539-KH/TU"} == {"359-KH/TU"}


def test_two_decisions_of_one_day_are_no_misprint() -> None:
    report = report_of(
        "a.txt",
        "Quyết định số 465/QĐ-UBND ngày 26/3/2025 về việc kiện toàn Hội đồng sáng kiến.",
        "Quyết định số 468/QĐ-UBND ngày 26/3/2025 về việc giao biên chế sự nghiệp y tế.",
    )
    assert misprints(group([report])) == []


def test_even_counts_leave_open_which_is_wrong() -> None:
    report = report_of(
        "a.txt",
        "Quyết định số 416/QĐ-UBND ngày 31/7/2025 về thành lập Ban Chỉ đạo chuyển đổi số.",
        "Quyết định số 516/QĐ-UBND ngày 31/7/2025 về thành lập Ban Chỉ đạo chuyển đổi số.",
    )
    (slip,) = misprints(group([report]))
    assert slip.right is None
    assert {slip.wrong.number, slip.other.number} == {"416/QĐ-UBND", "516/QĐ-UBND"}


def test_wrong_symbol_beside_a_well_known_document() -> None:
    right = "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị."
    report = report_of("a.txt", right, right, right, "Kế hoạch thực hiện Nghị quyết 57/NQ-CP.")
    (slip,) = misprints(group([report]))
    assert (slip.wrong.number, slip.reason) == ("57/NQ-CP", "symbol")


def test_subjects() -> None:
    assert subjects_agree("về phát triển kinh tế số năm 2025", "phát triển kinh tế số")
    assert not subjects_agree("về phát triển kinh tế số", "về giao biên chế công chức")
    assert not subjects_agree(None, "về phát triển kinh tế số")


@pytest.mark.parametrize(
    ("number", "short"), [("861", True), ("13/2023", True), ("57-NQ/TW", False)]
)
def test_is_short(number: str, short: bool) -> None:
    assert is_short(number) is short


def test_the_scope_of_a_report_says_its_province() -> None:
    """Words in capitals after "tỉnh" are not always a name."""
    one = replace(
        report_of(
            "a.docx",
            "Kế hoạch số 45/KH-UBND ngày 18/4/2025 của UBND tỉnh.",
            "- Cấp tỉnh Nhiệm vụ 26; - Cấp tỉnh Nhiệm vụ 27.",
        ),
        scope="tỉnh Hải Bình",
    )
    two = report_of("b.txt", "Kế hoạch số 45/KH-UBND ngày 18/4/2025 của UBND tỉnh Hải Bình.")
    assert len(by_number(group([one, two]), "45/KH-UBND")) == 1
