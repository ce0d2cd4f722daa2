"""Drafts in the library: section by section, locked, compared, there again after a restart."""

from pathlib import Path
from typing import Any

import pytest

from assistant.drafting.approval import tree_of
from assistant.drafting.desk import Desk
from assistant.drafting.draft import draft
from assistant.drafting.keeping import from_json, to_json
from assistant.drafting.order import Order
from assistant.drafting.outline import Outline
from assistant.drafting.record import Draft, MarkKind
from corpus.errors import (
    BaocaoError,
    DraftError,
    NoSuchDraft,
    OutlineError,
    SectionLocked,
    StaleDraft,
)
from corpus.model import Report
from corpus.storage.draft_store import DraftStore
from corpus.storage.store import Store


class Office:
    """A library of three reports, without search and models."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self._all = list(reports.values())

    def reports(self) -> list[Report]:
        return self._all

    def write(self, outline: Outline, letter: Report | None, **options: Any) -> Draft:
        docs, told = options.pop("docs", None), options.pop("model", None)
        assert told is None
        used = [r for r in self._all if docs is None or r.doc in docs]
        return draft(outline, [*(r for r in used if r is not letter), letter], **options)  # type: ignore[list-item]

    def search(self, query: str, k: int = 8, docs: object = None) -> list[Any]:
        return []

    def model(self, name: str | None) -> None:
        return None


@pytest.fixture
def desk(son_ha: dict[str, Report], tmp_path: Path) -> Desk:
    return Desk(DraftStore(Store(f"sqlite:///{tmp_path / 'x.db'}")), Office(son_ha))


@pytest.fixture
def key(desk: Desk, son_ha: dict[str, Report]) -> int:
    return desk.begin(order(son_ha)).key


def order(reports: dict[str, Report], **options: Any) -> Order:
    letter = reports["de_cuong"]
    return Order(letter.doc, letter.text, **options)


def text_of(desk: Desk, key: int, path: str) -> str:
    return next(s.text for s in desk.open(key).draft.sections if s.path == path)


def test_a_draft_comes_back_whole(desk: Desk, key: int) -> None:
    kept = desk.open(key).draft
    assert from_json(to_json(kept)) == kept
    with pytest.raises(ValueError, match="title"):
        from_json({"sections": []})


def test_work_goes_on_after_a_restart(
    desk: Desk, key: int, son_ha: dict[str, Report], tmp_path: Path
) -> None:
    desk.edit(key, "I.2", "- Đã kiên cố hóa 64 km kênh mương nội đồng.")
    desk.lock(key, "I.2")
    again = Desk(DraftStore(Store(f"sqlite:///{tmp_path / 'x.db'}")), Office(son_ha))
    assert again.open(key) == desk.open(key)
    assert [one.key for one in again.drafts()] == [key]


def test_the_gate_runs_on_what_is_typed(desk: Desk, key: int) -> None:
    text = text_of(desk, key, "I.2").replace("05 hồ", "50 hồ")
    edited = desk.edit(key, "I.2", text)
    assert len(edited.draft.unsupported) == 1
    marks = [m for m in edited.draft.marks if m.kind is MarkKind.UNSUPPORTED]
    assert "50" in marks[0].text
    right = desk.edit(key, "I.2", text_of(desk, key, "I.2").replace("50 hồ", "05 hồ"))
    assert right.draft.unsupported == ()


def test_a_locked_section_stays(desk: Desk, key: int) -> None:
    desk.lock(key, "I.2")
    for change in (lambda: desk.edit(key, "I.2", "x"), lambda: desk.redraft(key, "I.2")):
        with pytest.raises(BaocaoError, match="khóa"):
            change()
    desk.edit(key, "I.1", "- Đã sửa.")
    locked = text_of(desk, key, "I.2")
    desk.restore(key, 1)
    assert text_of(desk, key, "I.2") == locked
    assert desk.lock(key, "I.2", locked=False).locked == frozenset()
    desk.edit(key, "I.2", "- Đã sửa.")


def test_a_section_from_other_sources(desk: Desk, key: int) -> None:
    assert "82 km" in text_of(desk, key, "I.2")
    other = text_of(desk, key, "I.1")
    desk.redraft(key, "I.2", docs={"thang6.txt"})
    assert "64 km" in text_of(desk, key, "I.2")
    assert "82 km" not in text_of(desk, key, "I.2")
    assert text_of(desk, key, "I.1") == other


def test_versions_are_compared(desk: Desk, key: int) -> None:
    desk.edit(key, "I.1", "- Câu mới.")
    assert [v.number for v in desk.versions(key)] == [1, 2]
    (change,) = desk.compare(key, 1, 2)
    assert change.path == "I.1"
    assert "+ - Câu mới." in change.lines
    assert any(line.startswith("- ") for line in change.lines)
    desk.restore(key, 1)
    assert desk.compare(key, 1, 3) == []


def test_two_people_at_one_draft(desk: Desk, key: int) -> None:
    now = desk.open(key)
    desk.edit(key, "I.1", "- Một.")
    assert desk._store.save(key, to_json(now.draft), "x", "y", now.version.number) is None


def test_what_is_not_there(desk: Desk, key: int) -> None:
    for wrong in (
        lambda: desk.open(99),
        lambda: desk.open(key, 9),
        lambda: desk.edit(key, "IX", "x"),
    ):
        with pytest.raises(BaocaoError):
            wrong()
    assert desk.remove(key)
    assert not desk.remove(key)
    assert desk.drafts() == []


# ------------------------------------------------------------------ approval


def test_what_is_approved_is_drafted(desk: Desk, son_ha: dict[str, Report]) -> None:
    read = order(son_ha).outline()
    tree = tree_of(read)
    tree["children"][0]["children"].reverse()
    tree["children"][0]["children"][0]["note"] = "kênh mương nội đồng"
    one = desk.begin(order(son_ha, tree=tree, office="UBND xã Suối Mây"))
    approved = order(son_ha, tree=tree).outline()
    assert [(s.path, s.title, s.level) for s in one.draft.sections] == [
        (path, h.title, h.level) for path, h in approved.walk()
    ]
    assert one.draft.issuer == "UBND xã Suối Mây"
    assert one.draft.closing.endswith("UBND xã Suối Mây./.")
    assert one.notes == {"I.1": "kênh mương nội đồng"}
    assert "CHƯA CÓ SỐ LIỆU: kênh mương nội đồng" not in one.draft.sections[1].text
    assert not one.waiting


def test_no_outline_leaves_no_draft(desk: Desk) -> None:
    with pytest.raises(OutlineError):
        desk.begin(Order("thu.txt", "Chỉ có một câu.\n"))
    assert desk.drafts() == []


# ------------------------------------------------------------------ stopped and gone on


class StopError(BaseException):
    """Somebody asked to stop."""


def stop_at(path: str) -> Any:
    def progress(_share: float, message: str) -> None:
        if message.endswith(f" {path}"):
            raise StopError

    return progress


def test_what_was_drafted_before_a_stop_is_kept(desk: Desk, son_ha: dict[str, Report]) -> None:
    key = desk.start(order(son_ha))
    with pytest.raises(StopError):
        desk.fill(key, progress=stop_at("I.2"))
    now = desk.open(key)
    assert text_of(desk, key, "I.1")
    assert "I.1" not in now.waiting
    assert "I.2" in now.waiting
    kept = {s.path: now.state(s) for s in now.draft.sections}
    assert (kept["I"], kept["I.2"]) == ("parent", "waiting")
    desk.edit(key, "I.1", "- Câu của người dùng.")
    done = desk.fill(key)
    assert not done.waiting
    assert done.version.number == 2
    assert text_of(desk, key, "I.1") == "- Câu của người dùng."
    assert "82 km" in text_of(desk, key, "I.2")


def test_an_edit_beside_the_work_is_kept(desk: Desk, son_ha: dict[str, Report]) -> None:
    key = desk.start(order(son_ha))

    def edit_beside(_share: float, message: str) -> None:
        if message.endswith(" I.2") and desk.open(key).version.number == 1:
            desk.edit(key, "I.1", "- Gõ khi máy đang soạn.")

    done = desk.fill(key, progress=edit_beside)
    assert text_of(desk, key, "I.1") == "- Gõ khi máy đang soạn."
    assert "82 km" in text_of(desk, key, "I.2")
    assert not done.waiting


# ------------------------------------------------------------------ choice of sources


def test_a_section_from_chosen_passages(desk: Desk, key: int) -> None:
    offered = desk.choices(key, "I.2")
    assert [one.used for one in offered] == sorted((one.used for one in offered), reverse=True)
    assert all(one.place.text for one in offered)
    (pick,) = [one for one in offered if "64 km" in one.text]
    assert any(figure.startswith("64") for figure in pick.figures)
    now = desk.redraft(key, "I.2", passages=[pick.key])
    section = next(s for s in now.draft.sections if s.path == "I.2")
    said = " ".join(sentence.text for sentence in section.sentences)
    assert "64 km" in said
    assert "82 km" not in said
    assert {place.doc for s in section.sentences for place in s.sources} == {pick.place.doc}
    assert now.draft.unsupported == ()
    with pytest.raises(NoSuchDraft, match="không còn"):
        desk.redraft(key, "I.2", passages=["x.txt@1-2"])
    with pytest.raises(NoSuchDraft, match="mục con"):
        desk.choices(key, "I")


def test_numbers_without_a_source_are_pointed_at(desk: Desk, key: int) -> None:
    text = text_of(desk, key, "I.2").replace("05 hồ", "50 hồ")
    now = desk.edit(key, "I.2", text)
    section = next(s for s in now.draft.sections if s.path == "I.2")
    pointed = desk.spots(key, section.sentences)
    told = [
        s.text[p.start : p.end]
        for s, ps in zip(section.sentences, pointed, strict=True)
        for p in ps
    ]
    assert told == ["50"]
    assert now.summary.unsupported == 1
    assert desk.drafts()[0].state["summary"]["unsupported"] == 1


def marked(desk: Desk, key: int, path: str) -> list[tuple[int, int, int]]:
    section = next(s for s in desk.open(key).draft.sections if s.path == path)
    return [
        (p, s, m)
        for p, paragraph in enumerate(section.paragraphs)
        for s, sentence in enumerate(paragraph.sentences)
        for m, _ in enumerate(sentence.marks)
    ]


def test_marks_are_confirmed_one_by_one(desk: Desk, key: int) -> None:
    left, all_marks = marked(desk, key, "I.2"), len(desk.open(key).draft.marks)
    assert len(left) >= 2
    for wrong in ((99, 0, 0), (*left[0][:2], 99), (*left[0][:2], None), (0, 99, 0), (left[0][0],)):
        with pytest.raises(NoSuchDraft):
            desk.confirm(key, "I.2", *wrong)
    now = desk.confirm(key, "I.2", *left[0])
    assert (now.version.number, len(now.draft.marks)) == (2, all_marks - 1)
    again = desk.confirm(key, "I.2", *marked(desk, key, "I.2")[0], version=2)
    assert (again.version.number, len(again.draft.marks)) == (2, all_marks - 2)
    assert len(desk.versions(key)) == 2


def test_a_gap_is_dismissed(desk: Desk, key: int) -> None:
    path, place = next(
        (section.path, number)
        for section in desk.open(key).draft.sections
        for number, paragraph in enumerate(section.paragraphs)
        if paragraph.gap
    )
    before = len(desk.open(key).draft.marks)
    assert len(desk.confirm(key, path, place).draft.marks) == before - 1


def test_a_number_without_a_source_cannot_be_confirmed(desk: Desk, key: int) -> None:
    desk.edit(key, "I.1", "- Đã xây 777 hồ chứa.")
    with pytest.raises(DraftError, match="chưa có nguồn"):
        desk.confirm(key, "I.1", 0, 0, 0)


def test_a_stale_version_is_refused(desk: Desk, key: int) -> None:
    desk.edit(key, "I.1", "- Một.", version=1)
    for change in (
        lambda: desk.edit(key, "I.1", "- Hai.", version=1),
        lambda: desk.redraft(key, "I.1", version=1),
        lambda: desk.restore(key, 1, version=1),
    ):
        with pytest.raises(StaleDraft):
            change()
    assert desk.open(key).version.number == 2
    desk.lock(key, "I.1")
    with pytest.raises(SectionLocked):
        desk.edit(key, "I.1", "- Ba.", version=2)


def test_drafts_of_an_older_version_of_the_program_open(desk: Desk, key: int) -> None:
    def older(state: dict[str, Any]) -> dict[str, Any]:
        return {name: state[name] for name in ("name", "outline", "period", "locked")}

    desk._store.change_state(key, older)
    one = desk.open(key)
    assert one.waiting == frozenset()
    assert desk.edit(key, "I.1", "- Câu.").version.number == 2


def test_progress_is_told_heading_by_heading(son_ha: dict[str, Report]) -> None:
    told: list[tuple[float, str]] = []
    outline = order(son_ha).outline()
    draft(
        outline,
        list(son_ha.values()),
        lambda _query, _count: [],
        progress=lambda share, message: told.append((share, message)),
    )
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    asked = [message for _, message in told if message.startswith("Đang tìm nguồn")]
    assert len(asked) >= len(list(outline.walk())) - 1
    written = {message for _, message in told if message.startswith("Đang soạn mục")}
    assert len(written) == len(list(outline.walk()))
