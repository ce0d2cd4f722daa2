"""The tree to approve: in as out, put in order, annotated, and nothing that the outline has not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.approval import approved, notes_of, numbered, ours, outline_of, tree_of
from assistant.drafting.numbering import roman, style_of
from assistant.drafting.outline import Outline, parse_outline
from assistant.drafting.rearranging import at, demote, drop, move, promote
from corpus.errors import OutlineError
from corpus.reading import parse

TEXT = """\
ĐỀ CƯƠNG BÁO CÁO
Kết quả công tác thủy lợi 9 tháng đầu năm 2025

I. KẾT QUẢ THỰC HIỆN
1. Công tác chỉ đạo
- Các văn bản đã tham mưu ban hành về thủy lợi.
- Đối với các địa phương: báo cáo số công trình đã bàn giao.
2. Kiên cố hóa kênh mương
- Số km kênh mương được kiên cố hóa trong kỳ báo cáo của tỉnh.
- Báo cáo số km kênh mương được kiên cố hóa trong kỳ báo cáo của tỉnh.
3. Hồ chứa nước
II. HẠN CHẾ
III. KIẾN NGHỊ
"""


@pytest.fixture
def outline() -> Outline:
    return parse_outline(parse(TEXT, "de-cuong.txt"))


def told(outline: Outline) -> list[tuple[str, str, int]]:
    return [(path, heading.title, heading.level) for path, heading in outline.walk()]


def test_a_tree_goes_out_as_it_came_in(outline: Outline) -> None:
    assert approved(outline, tree_of(outline)) == outline


def test_what_is_noticed_is_shown(outline: Outline) -> None:
    first, second, _ = tree_of(outline)["children"][0]["children"]
    assert first["elsewhere"] == [1]
    assert second["duplicates"] == [[1, 0]]
    commune = tree_of(outline, "UBND xã Suối Mây")["children"][0]["children"][0]
    assert commune["elsewhere"] == []


@pytest.mark.parametrize(
    ("words", "office", "expected"),
    [
        ("Đối với các địa phương: số hồ chứa.", None, False),
        ("Đối với các địa phương: số hồ chứa.", "Sở Nông nghiệp và Môi trường", False),
        ("Đối với các địa phương: số hồ chứa.", "UBND huyện Đá Trắng", True),
        ("Số hồ chứa đã kiểm định.", "Sở Nông nghiệp và Môi trường", True),
        ("Đối với các địa phương: số hồ chứa.", "UBND tỉnh Sơn Hà", False),
    ],
)
def test_whose_prompt_it_is(words: str, office: str | None, expected: bool) -> None:
    assert ours(words, office) is expected


def test_headings_are_put_in_order_and_numbered_anew(outline: Outline) -> None:
    tree = move(tree_of(outline), 3, -1)  # hồ chứa before kênh mương
    assert [path for path, _, _ in told(approved(outline, tree))] == [
        "I", "I.1", "I.2", "I.3", "II", "III",
    ]  # fmt: skip
    assert [t for _, t, _ in told(approved(outline, tree))][2] == "Hồ chứa nước"
    lower = demote(tree, 4)
    assert ("I.4", "HẠN CHẾ", 2) in told(approved(outline, lower))
    assert ("II", "KIẾN NGHỊ", 1) in told(approved(outline, lower))
    assert told(approved(outline, promote(lower, 4))) == told(approved(outline, tree))
    without = drop(tree, 1)
    assert told(approved(outline, without))[1] == ("I.1", "Hồ chứa nước", 2)
    assert approved(outline, drop(without, 1, gone=False)) == approved(outline, tree)


def test_numbers_are_shown_before_approval(outline: Outline) -> None:
    shown = numbered(outline, drop(move(tree_of(outline), 3, -1), 1))
    part = shown["children"][0]
    assert [(n["number"], n["title"]) for n in part["children"] if not n["dropped"]] == [
        ("1.", "Hồ chứa nước"),
        ("2.", "Kiên cố hóa kênh mương"),
    ]


def test_places_and_duplicates_stay_with_their_prompts(outline: Outline) -> None:
    tree = tree_of(outline)
    at(tree, 1)["dropped_prompts"] = [1]
    at(tree, 2)["dropped_prompts"] = [0]
    first, second = [h for p, h in approved(outline, tree).walk() if p in {"I.1", "I.2"}]
    assert first.prompts == ("Các văn bản đã tham mưu ban hành về thủy lợi.",)
    assert [p.text for p in first.places] == [f"- {prompt}" for prompt in first.prompts]
    assert second.duplicates == ()


def test_notes_follow_their_heading(outline: Outline) -> None:
    tree = tree_of(outline)
    at(tree, 3)["note"] = "nêu rõ hồ Suối Đá"
    tree = move(tree, 3, -1)
    assert notes_of(tree, approved(outline, tree)) == {"I.2": "nêu rõ hồ Suối Đá"}


def test_headings_are_renamed_only_where_that_is_chosen(outline: Outline) -> None:
    tree = tree_of(outline)
    at(tree, 5)["title"] = "ĐỀ XUẤT"
    with pytest.raises(OutlineError, match="đổi tên"):
        approved(outline, tree)
    assert told(approved(outline, tree, rename=True))[-1][1] == "ĐỀ XUẤT"


def broken(change: dict[str, Any]) -> Any:
    return {
        "children": [{"number": "I.", "title": "HẠN CHẾ", "prompts": [], "children": []} | change]
    }


@pytest.mark.parametrize(
    "tree",
    [
        {"children": "x"},
        {"children": [7]},
        {"children": []},
        broken({"title": ""}),
        broken({"title": "MỤC LẠ"}),
        broken({"origin": 99}),
        broken({"prompts": 3}),
        broken({"origin": [1]}),
        broken({"dropped_prompts": 3}),
        broken({"prompts": ["Câu hỏi lạ."]}),
        broken({"dropped": True}),
        broken(
            {"children": [{"title": "HẠN CHẾ", "prompts": [], "children": [], "origin": 4}] * 2}
        ),
    ],
)
def test_what_is_no_tree_of_this_outline_is_refused(outline: Outline, tree: Any) -> None:
    with pytest.raises(OutlineError):
        approved(outline, tree)


def test_a_tree_without_origins_finds_its_headings(outline: Outline) -> None:
    def bare(node: Any) -> Any:
        names = ("number", "title", "level", "prompts", "blank")
        return {**{n: node[n] for n in names}, "children": [bare(c) for c in node["children"]]}

    tree = bare(tree_of(outline))
    assert approved(outline, tree) == outline
    alone = outline_of(tree)
    assert told(alone) == told(outline)
    assert alone.period == outline.period
    with pytest.raises(OutlineError, match="JSON"):
        outline_of([])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "ordinal", "above", "expected"),
    [
        ("I.", 4, "", "IV."),
        ("1.", 12, "", "12."),
        ("a)", 5, "", "đ)"),
        ("A.", 4, "", "D."),
        ("1.1.", 2, "3", "3.2."),
        ("(1)", 3, "", "(3)"),
        ("Phần I.", 2, "", "Phần II."),
        ("PHẦN THỨ NHẤT", 2, "", "PHẦN THỨ HAI"),
        ("Chương II", 3, "", "Chương III"),
    ],
)
def test_numbers_are_written_as_the_outline_writes_them(
    number: str, ordinal: int, above: str, expected: str
) -> None:
    style = style_of(number)
    assert style is not None
    assert style.write(ordinal, above) == expected


def test_dotted_numbers_follow_the_heading_above() -> None:
    text = "ĐỀ CƯƠNG\nI. CHUNG\n1. Đất\n1.1. Lúa\n1.2. Ngô\n2. Nước\n2.1. Hồ\nII. RIÊNG\n"
    outline = parse_outline(parse(text, "x.txt"))
    paths = [
        (h.number, h.title) for _, h in approved(outline, move(tree_of(outline), 4, -1)).walk()
    ]
    assert paths == [
        ("I.", "CHUNG"), ("1.", "Nước"), ("1.1.", "Hồ"), ("2.", "Đất"), ("2.1.", "Lúa"),
        ("2.2.", "Ngô"), ("II.", "RIÊNG"),
    ]  # fmt: skip


def test_headings_without_numbers_stay_without() -> None:
    text = "# BÁO CÁO\n## Kết quả\n- Số hồ chứa.\n## Hạn chế\n### Nguyên nhân\n- Nêu rõ.\n"
    outline = parse_outline(parse(text, "x.txt"))
    assert approved(outline, tree_of(outline)) == outline
    moved = approved(outline, move(tree_of(outline), 1, -1))
    assert [(h.number, h.title) for _, h in moved.walk()] == [
        ("", "Hạn chế"),
        ("", "Nguyên nhân"),
        ("", "Kết quả"),
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([move, promote, demote, drop]), st.integers(0, 5)), max_size=8
    )
)
def test_whatever_is_rearranged_is_drafted_whole(steps: list[tuple[Any, int]]) -> None:
    outline = parse_outline(parse(TEXT, "de-cuong.txt"))
    tree = tree_of(outline)
    for step, origin in steps:
        tree = step(tree, origin, -1) if step is move else step(tree, origin)
    try:
        result = approved(outline, tree)
    except OutlineError:
        assert all(node["dropped"] for node in tree["children"])
        return
    paths = [path for path, _ in result.walk()]
    assert len(set(paths)) == len(paths)
    assert [h.level for _, h in result.walk()] == [p.count(".") + 1 for p in paths]
    titles = {h.title for _, h in outline.walk()}
    assert {h.title for _, h in result.walk()} <= titles


def test_roman() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 39)] == ["I", "IV", "IX", "XIV", "XXXIX"]
