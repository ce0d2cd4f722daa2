from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents.citations import citations_of
from corpus.model import BlockKind, Report
from corpus.reading import parse, read
from retrieval.passages import LONG, index_text, sentences, split

REPORT = """I. Kết quả thực hiện

1. Công tác quản lý

- Cấp 12 giấy phép.

- Thẩm định 04 dự án.

- Tham mưu UBND tỉnh Sơn Hà ban hành Quyết định số 214/QĐ-UBND ngày 03/4/2025 về hỗ trợ doanh
nghiệp đổi mới công nghệ, trong đó ưu tiên các cơ sở chế biến nông sản ở miền núi của tỉnh.

2. Công tác thanh tra

- Thanh tra 03 cuộc.

II. Nhiệm vụ thời gian tới

"""


def parsed(text: str, doc: str = "bc.txt") -> Report:
    report = parse(text, doc)
    return replace(report, citations=citations_of(report))


def test_small_neighbours_under_one_heading_go_together() -> None:
    found = split(parsed(REPORT))
    assert found[0].text.startswith("- Cấp 12 giấy phép.\n- Thẩm định 04 dự án.")
    assert found[0].section[-1] == "1. Công tác quản lý"
    assert len(found[0].section) == 2
    thanh_tra = next(p for p in found if "Thanh tra 03" in p.text)
    assert thanh_tra.text == "- Thanh tra 03 cuộc."
    assert thanh_tra.section[-1] == "2. Công tác thanh tra"


def test_a_heading_with_nothing_under_it_can_be_found() -> None:
    assert any("Nhiệm vụ thời gian tới" in p.text for p in split(parsed(REPORT)))


def test_ids_follow_the_content_and_places_hold() -> None:
    report = parsed(REPORT)
    found = split(report)
    assert [p.id for p in found] == [f"{report.sha256[:16]}-{i}" for i in range(len(found))]
    for passage in found:
        assert report.text[passage.place.start : passage.place.end] == passage.place.text
        assert passage.doc == "bc.txt"


def test_the_indexes_read_the_headings_too() -> None:
    assert index_text(split(parsed(REPORT))[0]).splitlines()[:2] == [
        "I. Kết quả thực hiện",
        "1. Công tác quản lý",
    ]


LONG_BULLET = "- " + " ".join(
    f"Trong quý {i}, Sở đã tham mưu Quyết định số {200 + i}/QĐ-UBND ngày 0{i}/4/2025 của UBND TP. "
    f"Sơn Hà, tổ chức {i}.5{i}0 lượt kiểm tra; hỗ trợ {i} hợp tác xã và gửi kết quả cho các đơn vị "
    f"liên quan để theo dõi, tổng hợp, báo cáo cấp có thẩm quyền xem xét, quyết định theo quy định."
    for i in range(1, 9)
)


def test_a_long_bullet_is_divided_at_sentence_ends_only() -> None:
    report = parsed(LONG_BULLET + "\n")
    found = split(report)
    assert len(found) > 1
    for passage in found:
        assert len(passage.text.split()) <= LONG
        assert passage.text.endswith("theo quy định.")
        assert passage.text.removeprefix("- ").startswith("Trong quý")
    joined = " ".join(p.text for p in found)
    for citation in report.citations:
        assert citation.number in joined


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Một câu. Hai câu! Ba câu?", 3),
        ("UBND TP. Sơn Hà họp. Sau đó giao việc.", 2),
        ("Gồm TS. Trần An, ThS. Lê Bình và v.v. Các ông đều dự.", 1),
        ("Đạt 97.5% kế hoạch. 03 xã hoàn thành.", 2),
        ("Theo khoản 1. a) của Điều 5", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    ranges = sentences(text)
    assert len(ranges) == count
    assert "".join(text[a:b] for a, b in ranges) == text


def test_no_sentence_ends_inside_what_is_kept() -> None:
    text = "Xem Công văn số 5. Sở A và sở B."
    assert len(sentences(text)) == 2
    assert len(sentences(text, [(4, 24)])) == 1


def test_rows_of_a_table_carry_its_header(shared) -> None:
    report = read(next((shared / "seeds").glob("001*.txt")))
    rows = [
        p for p in split(report) if any(report.blocks[i].kind is BlockKind.TABLE for i in p.blocks)
    ]
    assert rows
    for passage in rows:
        assert all(report.blocks[i].kind is BlockKind.TABLE for i in passage.blocks)


def test_every_block_that_speaks_is_in_a_passage(shared) -> None:
    quiet = {BlockKind.HEADER, BlockKind.RECIPIENTS, BlockKind.SIGNATURE, BlockKind.HEADING}
    for path in sorted((shared / "seeds").glob("*.txt")):
        report = read(path)
        found = split(report)
        covered = {i for p in found for i in p.blocks}
        missing = [
            b.text
            for i, b in enumerate(report.blocks)
            if b.kind not in quiet and b.text.strip() and i not in covered
        ]
        assert missing == []
        for citation in report.citations:  # none is cut in two
            if citation.block in covered:
                assert any(citation.block in p.blocks and _holds(p, citation) for p in found)


def _holds(passage, citation) -> bool:
    place = citation.place
    inside = passage.place.start <= place.start and place.end <= passage.place.end
    return inside or citation.surface in passage.text


@given(st.lists(st.sampled_from([*REPORT.splitlines(), "", LONG_BULLET, "a)", "1. "]), max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_text_splits_without_loss(lines: list[str]) -> None:
    report = parse("\n".join(lines), "x.txt")
    found = split(report)
    assert len({p.id for p in found}) == len(found)
    for passage in found:
        assert passage.text.strip()
        assert passage.blocks
        assert passage.place.start < passage.place.end
