"""Store, vectors and keywords stay in step, whatever is cut off in between."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from corpus.errors import StoreError
from corpus.reading import parse
from corpus.storage.store import Store
from retrieval.index import Index
from retrieval.keyword import KeywordIndex
from retrieval.vectors import ExactVectors

TEXT = "\n\n".join(
    f"{i}. Mục số {i}\n\n- Nội dung thứ {i} về công việc {'abcdefghijkl'[i]} của Sở ở xã Sơn Hà."
    for i in range(1, 10)
)


class Kit:
    """An index whose parts can be looked at, and opened again as after a crash."""

    def __init__(self, folder: Path, embedder) -> None:
        self.folder = folder
        self.kept: dict[str, ExactVectors] = {}
        self.embedder = embedder
        self.open()

    def open(self, embedder=None) -> Index:
        self.store = Store(f"sqlite:///{self.folder / 'kho.db'}")
        self.index = Index(
            self.store,
            embedder or self.embedder,
            lambda stamp: self.kept.setdefault(stamp, ExactVectors()),
            KeywordIndex(self.folder / "keyword.db"),
        )
        return self.index

    def in_step(self) -> bool:
        known = set(self.store.passage_docs())
        return self.index.vectors.ids() == known == self.index.keyword.ids()


@pytest.fixture
def kit(tmp_path: Path, embedder):
    made = Kit(tmp_path, embedder)
    yield made
    made.store.close()


def test_put_replace_and_remove_reach_all_three(kit: Kit) -> None:
    assert kit.index.put(parse(TEXT, "a.txt")) == "added"
    assert kit.index.put(parse(TEXT, "khác.txt")) == "unchanged"
    assert kit.in_step()
    before = kit.store.count_passages()
    assert kit.index.put(parse(TEXT + "\n\n10. Mục mới\n\n- Thêm một việc.", "a.txt")) == "updated"
    assert kit.in_step()
    assert kit.store.count_passages() > before
    assert kit.index.remove("a.txt")
    assert not kit.index.remove("a.txt")
    assert kit.in_step()
    assert kit.store.count_passages() == 0


def test_progress_tells_in_vietnamese(kit: Kit) -> None:
    told: list[tuple[float, str]] = []
    kit.index.put(parse(TEXT, "a.txt"), lambda share, message: told.append((share, message)))
    count = kit.store.count_passages()
    assert told[0] == (0.0, f"Đang lập chỉ mục 0/{count} đoạn")
    assert [share for share, _ in told] == sorted(share for share, _ in told)


def test_a_cancelled_report_leaves_nothing(kit: Kit) -> None:
    def stop(share: float, _message: str) -> None:
        if share > 0:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kit.index.put(parse(TEXT, "a.txt"), stop)
    assert kit.store.docs() == []
    assert kit.in_step()


def test_a_crash_between_store_and_indexes_is_put_right(kit: Kit, monkeypatch) -> None:
    kit.index.put(parse(TEXT, "a.txt"))

    def crash(*_: object) -> None:
        raise RuntimeError("mất điện")

    monkeypatch.setattr(ExactVectors, "add", crash)
    with pytest.raises(RuntimeError):
        kit.index.put(parse(TEXT.replace("Sơn Hà", "Hải Bình"), "a.txt"))
    monkeypatch.undo()
    kit.store.close()
    kit.open()
    assert not kit.in_step()
    kit.index.make_ready()
    assert kit.in_step()
    assert kit.store.stale(kit.index.stamp) == []
    assert kit.store.removed() == []


def test_a_crash_while_removing_is_put_right(kit: Kit, monkeypatch) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    monkeypatch.setattr(ExactVectors, "delete", lambda *_: (_ for _ in ()).throw(OSError()))
    with pytest.raises(OSError):  # noqa: PT011
        kit.index.remove("a.txt")
    monkeypatch.undo()
    kit.store.close()
    kit.open()
    kit.index.make_ready()
    assert kit.in_step()
    assert kit.index.vectors.count() == 0


@pytest.mark.parametrize("lost", ["vectors", "keyword"])
def test_an_index_deleted_by_hand_is_built_again(kit: Kit, lost: str) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    kit.store.close()
    if lost == "vectors":
        kit.kept.clear()
    else:
        (kit.folder / "keyword.db").unlink()
    kit.open()
    assert kit.index.repair() == 1
    assert kit.in_step()


def test_what_is_in_step_is_not_embedded_again(kit: Kit) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    embedded = kit.embedder.embedded
    kit.store.close()
    kit.open()
    assert kit.index.repair() == 0
    assert kit.index.put(parse(TEXT, "a.txt")) == "unchanged"
    assert kit.embedder.embedded <= 2 * embedded  # the caller asks `holds` first


def test_a_new_embedder_embeds_again(kit: Kit, make_embedder) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    kit.store.close()
    other = make_embedder("khác", 32)
    kit.open(other)
    assert kit.index.repair() == 1
    assert other.embedded == kit.store.count_passages()
    assert kit.in_step()


def test_a_new_embedder_refuses_to_search_a_large_library(
    kit: Kit, make_embedder, monkeypatch
) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    kit.store.close()
    kit.open(make_embedder("khác", 32))
    monkeypatch.setattr("retrieval.index._QUIET", 2)
    with pytest.raises(StoreError, match=r"âm tiết/64 sang khác/32 .* baocao index"):
        kit.index.make_ready()


def test_what_another_process_changed_is_seen(kit: Kit, monkeypatch) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    kit.index.make_ready()
    first = kit.index
    refreshed: list[ExactVectors] = []
    monkeypatch.setattr(ExactVectors, "refresh", lambda self: refreshed.append(self))
    kit.open().put(parse(TEXT.replace("Sơn Hà", "Hải Bình"), "b.txt"))  # as the other would
    first.make_ready()
    first.make_ready()
    assert len(refreshed) == 1


def test_a_search_need_not_wait_for_the_embedding_of_a_report(kit: Kit) -> None:
    kit.index.put(parse(TEXT, "a.txt"))
    kit.index.make_ready()
    ready = threading.Event()

    def look(_share: float, _message: str) -> None:
        other = threading.Thread(target=lambda: (kit.index.make_ready(), ready.set()))
        other.start()
        assert ready.wait(5)

    kit.index.put(parse(TEXT.replace("Sơn Hà", "Hải Bình"), "b.txt"), look)
