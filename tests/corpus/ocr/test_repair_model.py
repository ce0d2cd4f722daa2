"""Counting the language model, learning confusions, reading atoms and document numbers."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from corpus.ocr.repair_atoms import Sort, atoms
from corpus.ocr.repair_build import build, is_syllable
from corpus.ocr.repair_learn import TABLE, align, distance, learn, word_pairs
from corpus.ocr.repair_learn import main as learn_main
from corpus.ocr.repair_model import LanguageModel, OwnModel
from corpus.ocr.repair_numbers import Numbers, pieces
from corpus.ocr.repair_words import BREAK, DOCUMENT, NUMBER, items, key, old_tone

TEXT = [
    "Ủy ban nhân dân tỉnh ban hành quyết định.",
    "Ủy ban nhân dân huyện thực hiện quyết định số 12/QĐ-UBND năm 2025.",
    "Ủy ban nhân dân xã tổ chức thực hiện; báo cáo kết quả thực hiện.",
    "Sở Khoa học và Công nghệ báo cáo Uỷ ban nhân dân tỉnh kết quả thực hiện.",
] * 3


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    path = tmp_path_factory.mktemp("model") / "small.npz"
    np.savez_compressed(path, **build(TEXT))
    return LanguageModel(path)


def test_building_twice_gives_the_same(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        np.savez_compressed(tmp_path / name, **build(TEXT))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("context", [("ban", "nhân"), ("<s>", "<s>"), ("xã", "ban"), ("quả", "sở")])
def test_shares_after_any_context_add_up(model: LanguageModel, context: tuple[str, str]) -> None:
    before, last = (model.ids[w] for w in context)
    words = np.arange(model.size, dtype=np.uint16)
    total = float(np.exp(model.after(before, last, words)).sum())
    assert total == pytest.approx(1.0, abs=0.12)  # a byte keeps each share to about 5%


def test_one_word_scores_as_among_many(model: LanguageModel) -> None:
    words = np.arange(model.size, dtype=np.uint16)
    for before, last in (("ban", "nhân"), ("xã", "ban"), ("<s>", "<s>")):
        a, b = model.ids[before], model.ids[last]
        many = model.after(a, b, words)
        for word in range(model.size):
            assert model.one(a, b, word) == pytest.approx(float(many[word]), abs=1e-4)


def test_both_placements_of_tones_are_one_word(model: LanguageModel) -> None:
    assert key("Uỷ") == key("ủy") == "ủy"
    assert "uỷ" not in model.ids


@pytest.mark.parametrize(
    ("new", "old"),
    [("hoá", "hóa"), ("thuỷ", "thủy"), ("quý", "quý"), ("toàn", "toàn"), ("khoẻ", "khỏe")],
)
def test_old_tone(new: str, old: str) -> None:
    assert old_tone(new) == old


def test_own_reports_raise_their_phrases(model: LanguageModel) -> None:
    own = OwnModel(["Hội đồng tư vấn xác định nhiệm vụ. Hội đồng tư vấn họp."], model)
    ids = model.ids
    context = (BREAK, BREAK, ids["hội"], ids["đồng"])
    assert own.one(context, ids["tư"]) > own.one(context, ids["ban"]) + 3
    words = np.array([ids["ban"], ids["tư"]], np.uint16)
    many = own.after(context, words, {ids["ban"]: 0, ids["tư"]: 1})
    assert float(many[1]) == pytest.approx(own.one(context, ids["tư"]), abs=1e-4)


def test_items() -> None:
    line = "Quyết định số 12/QĐ-UBND năm 2025; KH&CN."
    assert list(items(line)) == [
        "Quyết", "định", "số", DOCUMENT, "năm", NUMBER, BREAK, "KH&CN", BREAK,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "yes"), [("nghiệp", True), ("được", True), ("ban", False), ("điểmtrên", False)]
)
def test_is_syllable(word: str, yes: bool) -> None:
    assert is_syllable(word) is yes


@pytest.mark.parametrize(
    ("line", "sorts"),
    [
        ("Quyét dinh s6 17/0P-UBND", "word word word document"),
        ("tir 01/7/2025 dén 5G, 500m2", "word number word number number"),
        ("- Cong/Trang", "marks word word"),
        ("S6:217/BC-SKHCN", "word document"),
        ("gia han/thay ddi", "word word word word"),
        ("www.tinhsonha.gov.vn", "number"),
    ],
)
def test_atoms(line: str, sorts: str) -> None:
    found = list(atoms(line))
    assert [a.sort for a in found] == [Sort(s) for s in sorts.split()]
    assert all(line[a.start : a.end] == a.lead + a.core + a.tail for a in found)


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("1764/0P-UBND", "1764/QĐ-UBND"),
        ("65/2023/ND-CP", "65/2023/NĐ-CP"),
        ("02-KH/TU", "02-KH/TU"),
        ("80/QP--UBND", "80/QĐ-UBND"),
        ("10/2025/XYZ-ABC", "10/2025/XYZ-ABC"),
        ("08/2025/QH15", "08/2025/QH15"),
    ],
)
def test_document_numbers(read: str, whole: str) -> None:
    assert Numbers({}).restore(read) == whole


def test_numbers_learn_the_offices_own_letters() -> None:
    numbers = Numbers({})
    assert numbers.restore("3/QD-BQLKP") == "3/QĐ-BQLKP"
    numbers.learn(["12/BC-BQLKĐ"])
    assert numbers.restore("3/QD-BQLKP") == "3/QĐ-BQLKĐ"
    assert pieces("12/BC-BQLKĐ") == ["BC", "BQLKĐ"]


def test_align_leaves_out_torn_words() -> None:
    true = ["đổi", "mới", "sáng", "tạo"]
    assert list(align(true, ["d6i", "m", "di", "sang", "tao"]))[::-1][-2:] == [
        ("sáng", "sang"),
        ("tạo", "tao"),
    ]
    assert distance("abc", "abd") == pytest.approx(1 / 3)


def test_learning_finds_what_letters_become() -> None:
    words = ["số", "bố", "tố", "đố", "cố", "khô", "lô", "hộ", "sổ", "độ"]
    lines = [(w, w.translate(str.maketrans("đốôộổ", "d6oo6"))) for w in words for _ in range(30)]
    table = learn(word_pairs(lines))
    assert table["ố", "6"] > math.log(0.8)
    assert table["đ", "d"] > math.log(0.8)
    assert table.get(("ố", "o"), -9.0) < math.log(0.2)


def test_learning_finds_letters_read_together() -> None:
    pairs = Counter({("triển", "tnen"): 50, ("trên", "tren"): 50, ("tri", "tri"): 1})
    table = learn(pairs)
    assert table["ri", "n"] > math.log(0.5)


def test_the_same_files_give_the_same_table(tmp_path: Path) -> None:
    lines = ["kế hoạch phát triển khoa học", "nhiệm vụ được giao năm nay", "đổi mới sáng tạo"]
    reads = ["ké hoach phat trién khoa hoc", "nhiém vu dugc giao nam nay", "ddi méi sang tao"]
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        "".join(
            json.dumps({"true": true, "ocr": ocr}) + "\n"
            for true, ocr in zip(lines * 40, reads * 40, strict=True)
        ),
        encoding="utf-8",
    )
    damaged, clean = tmp_path / "hong.txt", tmp_path / "sach.txt"
    damaged.write_text("\n".join(reads), encoding="utf-8")
    clean.write_text("\n".join(lines), encoding="utf-8")
    shipped = TABLE.read_bytes()
    tables = []
    for name in ("mot.txt", "hai.txt"):
        report = ["--report", str(damaged), str(clean)]
        assert learn_main([str(pairs), *report, "--out", str(tmp_path / name)]) == 0
        tables.append((tmp_path / name).read_text(encoding="utf-8"))
    assert tables[0] == tables[1]
    assert "ế\té\t" in tables[0]
    assert TABLE.read_bytes() == shipped
