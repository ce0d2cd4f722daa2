"""Drafts in the library: section by section, locked, compared, there again after a restart."""

from pathlib import Path

import pytest

from assistant.drafting.desk import Desk
from assistant.drafting.draft import draft
from assistant.drafting.keeping import from_json, to_json
from assistant.drafting.outline import parse_outline
from assistant.drafting.record import Draft, MarkKind
from corpus.errors import BaocaoError
from corpus.model import Report
from corpus.storage.draft_store import DraftStore
from corpus.storage.store import Store


class Office:
    """A library of three reports, without search and models."""

    def __init__(self, reports: dict[str, Report]) -> None:
        self._all = list(reports.values())

    def reports(self) -> list[Report]:
        return self._all

    def draft_text(self, name: str, text: str, **options: object) -> Draft:
        letter = next(r for r in self._all if r.doc == name)
        docs, section = options.get("docs"), options.get("section")
        used = [
            r
            for r in self._all
            if docs is None or r.doc in docs  # type: ignore[operator]
        ]
        return draft(
            parse_outline(letter),
            [*(r for r in used if r is not letter), letter],
            section=str(section) if section else None,
        )


@pytest.fixture
def desk(son_ha: dict[str, Report], tmp_path: Path) -> Desk:
    return Desk(DraftStore(Store(f"sqlite:///{tmp_path / 'x.db'}")), Office(son_ha))


@pytest.fixture
def key(desk: Desk, son_ha: dict[str, Report]) -> int:
    letter = son_ha["de_cuong"]
    return desk.begin(letter.doc, letter.text).key


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
