"""Cues of relations and their modality, on folded words between two citations."""

from __future__ import annotations

import pytest

from corpus.documents.cues import cue_in, denied, planned, reported
from corpus.model import RelationKind

CUES = [
    (" ve trien khai thuc hien ", RelationKind.IMPLEMENTS, False),
    (" cu the hoa ", RelationKind.IMPLEMENTS, False),
    (" thay the cho ", RelationKind.REPLACES, False),
    (" sua doi, bo sung mot so dieu cua ", RelationKind.AMENDS, False),
    (" sua doi quy dinh ban hanh kem theo ", RelationKind.AMENDS, False),
    (" cham dut hieu luc ", RelationKind.REPEALS, False),
    (" phe duyet ", RelationKind.APPROVES, False),
    (" thuc hien chien luoc theo ", RelationKind.IMPLEMENTS, False),
    (" da duoc thay the bang ", RelationKind.REPLACES, True),
    (" bi bai bo boi ", RelationKind.REPEALS, True),
    (" (sua doi tai ", RelationKind.AMENDS, True),
    (", duoc thay bang ", RelationKind.REPLACES, True),
    (" het hieu luc ke tu ngay ", RelationKind.REPEALS, True),
    (" da duoc hdnd tinh phe duyet tai ", RelationKind.APPROVES, True),
    (" huong dan mot so dieu cua ", RelationKind.IMPLEMENTS, False),
    (" tren co so ", RelationKind.BASED_ON, False),
    (" thay ", RelationKind.REPLACES, False),
]


@pytest.mark.parametrize(("gap", "kind", "flipped"), CUES)
def test_cue(gap: str, kind: RelationKind, flipped: bool) -> None:
    cue = cue_in(gap)
    assert cue is not None
    assert (cue.kind, cue.flipped) == (kind, flipped)


@pytest.mark.parametrize(
    "gap", ["", " va ", " cua ubnd tinh; ", " cua chuong trinh duoc phe duyet tai ", " thay mat "]
)
def test_no_cue(gap: str) -> None:
    assert cue_in(gap) is None


def test_cue_out_of_reach() -> None:
    assert cue_in(" phe duyet danh muc cac nhiem vu trong tam cua ") is None


def test_modality() -> None:
    assert denied(" khong ")
    assert not denied(" da ")
    assert planned("se thay the")
    assert not planned("chia se du lieu")
    assert reported(" ve ket qua ")
    assert not reported(" ve ")
