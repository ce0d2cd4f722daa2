"""What a section of a report is for, told by its headings: results, plans, limits, lessons …

A heading of the outline takes text from sections of the same role, so that a plan never turns up
as a result. The words are those of the usual parts of Vietnamese reports.
"""

from __future__ import annotations

import re
from enum import StrEnum

from corpus.text import fold


class Role(StrEnum):
    """The purpose of a section."""

    RESULT = "result"
    CONTEXT = "context"
    STRENGTH = "strength"
    LIMIT = "limit"
    LESSON = "lesson"
    SOLUTION = "solution"
    PLAN = "plan"
    PROPOSAL = "proposal"
    REVIEW = "review"  # "Đánh giá chung": its paragraphs decide


# First match wins. "Kết quả … và tồn tại, hạn chế" is a section of results, "nhiệm vụ và giải
# pháp" one of plans, "Tình hình thực hiện nhiệm vụ 6 tháng" one of results again.
_RULES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.STRENGTH,
        re.compile(
            r"ket qua noi bat|uu diem|mat (?:duoc|manh)|thanh tuu|"
            r"nguyen nhan c\w+ (?:thanh cong|ket qua|uu diem)|^thuan loi"
        ),
    ),
    (
        Role.RESULT,
        re.compile(
            r"^(?:danh gia )?(?:tinh hinh|ket qua|cong tac|thuc hien|ve )|"
            r"\bket qua (?:dat|thuc|trien)"
        ),
    ),
    (Role.LESSON, re.compile(r"bai hoc")),
    (
        Role.LIMIT,
        re.compile(
            r"kho khan|han che|ton tai|vuong mac|thach thuc|bat cap|yeu kem|"
            r"khuyet diem"
        ),
    ),
    (Role.PROPOSAL, re.compile(r"kien nghi|^de xuat|de nghi")),
    (Role.SOLUTION, re.compile(r"^(?:cac )?(?:nhom )?giai phap")),
    (
        Role.PLAN,
        re.compile(
            r"phuong huong|^(?:\w+ )?(?:nhiem vu|ke hoach|muc tieu|chuong trinh cong "
            r"tac|dinh huong)|nhiem vu (?:trong tam|chu yeu)|thang cuoi nam|"
            r"dinh huong va nhiem vu|^du kien"
        ),
    ),
    (Role.STRENGTH, re.compile(r"thuan loi")),
    (Role.CONTEXT, re.compile(r"^(?:\w+ )?(?:boi canh|dac diem tinh hinh)")),
    (Role.REVIEW, re.compile(r"danh gia chung|nhan xet chung")),
)
_NUMBER = re.compile(r"^\W*(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s?[.)/:-]+\s*")
# Roles that a deeper heading of plain results doesn't take back: "II. Nhiệm vụ" / "1. Về …".
_STICKY = frozenset(
    {Role.PLAN, Role.SOLUTION, Role.PROPOSAL, Role.LIMIT, Role.STRENGTH, Role.LESSON, Role.CONTEXT}
)


def role_of_title(title: str) -> Role | None:
    """Return the role that one heading states, None where it states none."""
    folded = _NUMBER.sub("", fold(title)).strip()
    return next((role for role, pattern in _RULES if pattern.search(folded)), None)


def role_of_path(path: tuple[str, ...]) -> Role:
    """Return the role of what stands under the headings of `path`, outermost first.

    The innermost heading that says something else than "results" decides; failing that, an outer
    one; a path that says nothing is one of results.
    """
    for title in reversed(path):
        role = role_of_title(title)
        if role in _STICKY or role is Role.REVIEW:
            return role
    return Role.RESULT


_BUT = re.compile(r"(?:tuy nhien|ben canh do,? (?:van )?con|song,|mac du|han che)")


_ASKS = re.compile(r"(?:de nghi|kien nghi|de xuat)\b")


def role_of_text(text: str, role: Role) -> Role:
    """Return the role of a text in a section of `role`; its first words may say another one.

    "Đánh giá chung" holds strengths and limits, and many reports put their requests at the end of
    the plans: "Đề nghị UBND tỉnh …".
    """
    if role is Role.REVIEW:
        return role_of_review(text)
    if role in {Role.PLAN, Role.SOLUTION, Role.LIMIT} and _ASKS.match(fold(text)):
        return Role.PROPOSAL
    return role


def role_of_review(text: str) -> Role:
    """Return what a paragraph under "Đánh giá chung" is: a limit or a strength."""
    return Role.LIMIT if _BUT.match(fold(text)) else Role.STRENGTH


# Which sections feed a heading of some role, with a weight each.
FEEDS: dict[Role, dict[Role, float]] = {
    Role.RESULT: {Role.RESULT: 1.0},
    Role.REVIEW: {Role.STRENGTH: 1.0, Role.LIMIT: 1.0},
    Role.CONTEXT: {Role.CONTEXT: 1.0},
    Role.STRENGTH: {Role.STRENGTH: 1.0, Role.LESSON: 0.8},
    Role.LIMIT: {Role.LIMIT: 1.0},
    Role.LESSON: {Role.LESSON: 1.0},
    Role.SOLUTION: {Role.SOLUTION: 1.0, Role.PLAN: 0.7, Role.LESSON: 0.5},
    Role.PLAN: {Role.PLAN: 1.0, Role.SOLUTION: 0.6},
    Role.PROPOSAL: {Role.PROPOSAL: 1.0},
}
