"""What a reviewer decided outlives lines, versions and further places; what is new is told."""

from __future__ import annotations

import pytest

from assistant.checking.finding import Finding, Severity
from assistant.checking.review import (
    Decision,
    Ruling,
    State,
    cause_of,
    fingerprints,
    report_key,
    review,
)
from assistant.checking.stored import cause_json, finding_json, finding_of, ruling_of
from corpus.model import Place


def place(doc: str, line: int, text: str) -> Place:
    return Place(doc, line, line, 1, line * 50, line * 50 + len(text), text)


def finding(*places: Place, values: tuple[float | str, ...] = (64.0, 82.0)) -> Finding:
    return Finding("cross_report_value", Severity.WARNING, 0.8, "Khác nhau.", values, places, None)


CONFLICT = finding(
    place("bao-cao-a.docx", 12, "64 phiếu đề xuất"), place("bao-cao-b.docx", 9, "82 phiếu đề xuất")
)


def ruling(of: Finding, decision: Decision, reason: str = "") -> Ruling:
    cause = cause_of(of)
    return Ruling(cause.fingerprint, decision, reason, "2025-10-01 08:00", cause)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("bao_cao.docx", "bao_cao_v2.docx"),
        ("Báo cáo 6 tháng.docx", "Báo cáo 6 tháng (1).docx"),
        ("bao-cao.docx", "bao-cao - sua.docx"),
        ("bc.docx", "BC_ban 2.pdf"),
    ],
)
def test_versions_of_a_report_are_one(one: str, two: str) -> None:
    assert report_key(one) == report_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("bao-cao-quy-1.docx", "bao-cao-quy-2.docx"),
        ("so-001.txt", "so-002.txt"),
        ("bc 2024.docx", "bc 2025.docx"),
    ],
)
def test_other_reports_stay_apart(one: str, two: str) -> None:
    assert report_key(one) != report_key(two)


def test_lines_spaces_and_versions_do_not_change_the_key() -> None:
    moved = finding(
        place("bao-cao-a_v2.docx", 40, "64  phiếu\nđề xuất"),
        place("bao-cao-b.docx", 2, "82 phiếu đề xuất"),
    )
    assert fingerprints([CONFLICT]) == fingerprints([moved])


def test_another_value_is_another_cause() -> None:
    other = finding(
        place("bao-cao-a.docx", 12, "65 phiếu đề xuất"),
        place("bao-cao-b.docx", 9, "82 phiếu đề xuất"),
        values=(65.0, 82.0),
    )
    assert fingerprints([CONFLICT]) != fingerprints([other])


def test_equal_causes_in_one_list_are_told_apart() -> None:
    keys = fingerprints([CONFLICT, CONFLICT])
    assert len(set(keys)) == 2


def test_a_dismissed_finding_stays_dismissed_when_another_report_says_the_same() -> None:
    grown = finding(*CONFLICT.evidence, place("bao-cao-c.docx", 3, "82 phiếu đề xuất"))
    result = review([grown], [ruling(CONFLICT, Decision.DISMISSED, "chốt khác ngày")])
    assert result.items[0].state is State.DISMISSED
    assert result.items[0].ruling is not None
    assert result.items[0].ruling.reason == "chốt khác ngày"


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (Decision.ACCEPTED, State.ACCEPTED),
        (Decision.DISMISSED, State.DISMISSED),
        (Decision.CORRECTED, State.STILL),
    ],
)
def test_decisions_are_states(decision: Decision, state: State) -> None:
    assert review([CONFLICT], [ruling(CONFLICT, decision, "x")]).items[0].state is state


def test_the_first_check_has_nothing_new() -> None:
    result = review([CONFLICT])
    assert result.first
    assert result.items[0].state is State.OPEN


def test_new_and_fixed_are_told_against_the_last_check() -> None:
    old = finding(place("bao-cao-a.docx", 5, "số số"), values=("số số",))
    known = dict(zip(fingerprints([old]), [old], strict=True))
    result = review([CONFLICT], before=known, docs=["bao-cao-a.docx", "bao-cao-b.docx"])
    assert [item.state for item in result.items] == [State.NEW]
    assert [item.finding for item in result.fixed] == [old]
    assert result.counts[State.FIXED] == 1


def test_what_left_with_its_report_is_not_fixed() -> None:
    known = dict(zip(fingerprints([CONFLICT]), [CONFLICT], strict=True))
    result = review([], before=known, docs=["bao-cao-a.docx"])
    assert result.fixed == ()


def test_other_words_that_bear_it_out_make_nothing_new_or_fixed() -> None:
    changed = finding(CONFLICT.evidence[0], place("bao-cao-b.docx", 9, "tiếp nhận 82 phiếu"))
    known = dict(zip(fingerprints([CONFLICT]), [CONFLICT], strict=True))
    result = review([changed], before=known, docs=["bao-cao-a.docx", "bao-cao-b.docx"])
    assert [item.state for item in result.items] == [State.OPEN]
    assert result.fixed == ()


def test_stored_forms_lose_nothing() -> None:
    assert finding_of(finding_json(CONFLICT)) == CONFLICT
    made = ruling(CONFLICT, Decision.ACCEPTED, "sẽ sửa")
    row = {
        "fingerprint": made.fingerprint,
        "decision": "accepted",
        "reason": made.reason,
        "day": made.day,
        "cause": cause_json(made.cause),
    }
    assert ruling_of(row) == made
