"""Scans: pictures rendered from our own reports, clean and damaged, read back and compared."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import Broken, Classified, EmptyFile, ReadError, TooLarge, WrongType
from corpus.model import Report, walk
from corpus.readers import tesseract
from corpus.readers.base import DOUBT_END, DOUBT_START, Source, Writer
from corpus.readers.doubt import without_signs
from corpus.readers.guard import read_guarded
from corpus.readers.picture import Rule, drawn_rules, prepared
from corpus.readers.roman import with_roman_number
from corpus.readers.second_reading import compared, engine, number_key
from corpus.readers.tesseract import Glyph, TextLine, Word
from corpus.reading import find_all, parse, read

GOLDEN = Path(__file__).parents[2] / "data" / "reading"
with_ocr = pytest.mark.usefixtures("_ocr")


@pytest.fixture
def _ocr() -> None:
    if tesseract.program() is None:
        pytest.skip("Tesseract with Vietnamese data is missing: make system")
    if engine() is None:
        pytest.skip("the second engine is missing: make ocr")


def rendered(pdf: Path, dpi: int = 200) -> list[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return pages


def scanned(pages: list[Any], path: Path) -> Path:
    if len(pages) > 1:
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200)
    else:
        pages[0].save(path, resolution=200, lossless=True)
    return path


def worn(page: Any, angle: float) -> Any:
    """A page put askew on the glass: grey paper, noise, specks."""
    import numpy
    from PIL import Image

    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    chance = numpy.random.default_rng(1)
    values = numpy.asarray(turned, dtype=float) * 0.75 + 40
    values += chance.normal(0, 18, values.shape)
    values[chance.random(values.shape) < 0.0008] = 0
    return Image.fromarray(values.clip(0, 255).astype("uint8"))


def words(report: Report) -> list[tuple[str, bool]]:
    """The words of a report's blocks, each with whether its number is marked as doubtful."""
    marked = [(place.start, place.end) for place in report.doubtful]
    found = []
    for block in report.blocks:
        for match in re.finditer(r"\S+", block.text):
            start, end = block.span(match.start(), match.end())
            found.append((match[0], any(a < end and start < b for a, b in marked)))
    return found


def share_right(truth: Report, scan: Report) -> float:
    mine, theirs = [w for w, _ in words(truth)], [w for w, _ in words(scan)]
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(mine)


def headings(report: Report) -> list[tuple[int, str, str]]:
    return [(s.level, s.number, s.title) for s in walk(report.sections)]


def numbers(report: Report, marked: bool) -> Counter[str]:
    return Counter(key for w, own in words(report) if own is marked and (key := number_key(w)))


def assert_numbers_right_or_marked(truth: Report, scan: Report) -> None:
    right = numbers(truth, marked=False)
    sure = numbers(scan, marked=False)
    assert not sure - right, "a wrong number without a mark"
    missing = right - sure
    assert missing.total() <= sum(own for _, own in words(scan)), missing
    assert missing.total() <= 0.15 * right.total(), "too many marks to be of use"


@with_ocr
@pytest.mark.ocr
def test_a_clean_scan(samples: Path, tmp_path: Path) -> None:
    original = samples / "bao-cao-9-thang-2025.pdf"
    truth = read(original)
    scan = read(scanned(rendered(original), tmp_path / "quet.pdf"))
    assert scan.quality.ocr
    assert scan.pages == truth.pages
    assert share_right(truth, scan) >= 0.99
    assert_numbers_right_or_marked(truth, scan)
    assert (scan.number, scan.date, scan.issuer) == (truth.number, truth.date, truth.issuer)
    assert headings(scan) == headings(truth)
    assert [c.number for c in scan.citations] == [c.number for c in truth.citations]
    assert [q.value for q in scan.quantities] == [q.value for q in truth.quantities]


@with_ocr
@pytest.mark.ocr
@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is missing")
def test_a_clean_scan_of_a_word_report(samples: Path, tmp_path: Path) -> None:
    original = samples / "bao-cao-6-thang-2025.docx"
    subprocess.run(
        [
            "soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(original),
        ],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip
    truth = read(original)
    scan = read(scanned(rendered(tmp_path / f"{original.stem}.pdf"), tmp_path / "quet.pdf"))
    assert share_right(truth, scan) >= 0.99
    assert_numbers_right_or_marked(truth, scan)
    assert headings(scan) == headings(truth)
    assert Counter(c.number for c in scan.citations) == Counter(c.number for c in truth.citations)


@with_ocr
@pytest.mark.ocr
def test_a_worn_scan(samples: Path, tmp_path: Path) -> None:
    original = samples / "bao-cao-9-thang-2025.pdf"
    truth = read(original)
    pages = [worn(p, (1.4, -2.1)[i % 2]) for i, p in enumerate(rendered(original))]
    scan = read(scanned(pages, tmp_path / "quet.tif"))
    assert share_right(truth, scan) >= 0.95
    wrong = numbers(scan, marked=False) - numbers(truth, marked=False)
    assert wrong.total() <= 1, wrong


@with_ocr
@pytest.mark.ocr
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".pdf"])
def test_a_scan_reads_like_the_other_formats(
    suffix: str, tmp_path: Path, golden_answer: Callable[[Report], dict[str, Any]]
) -> None:
    path = scanned(rendered(GOLDEN / "bao-cao.pdf"), tmp_path / f"bao-cao{suffix}")
    report = read(path)
    truth = read(GOLDEN / "bao-cao.docx")
    # A scan may tell of numbers that it read in two ways; nothing else differs.
    assert all("kiểm tra bản gốc" in warning for warning in report.warnings)
    assert bool(report.warnings) == bool(report.doubtful)
    sound = golden_answer(replace(report, warnings=()))
    assert sound == json.loads((GOLDEN / "bao-cao.json").read_text("utf-8"))
    assert [c.number for c in report.citations] == [c.number for c in truth.citations]
    assert [(q.value, q.indicator) for q in report.quantities] == [
        (q.value, q.indicator) for q in truth.quantities
    ]


@with_ocr
@pytest.mark.ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side(turn: int, samples: Path, tmp_path: Path) -> None:
    page = rendered(samples / "bao-cao-9-thang-2025.pdf")[0].rotate(turn, expand=True)
    report = read(scanned([page], tmp_path / "ngang.png"))
    assert report.kind == "Báo cáo"
    assert report.number == read(samples / "bao-cao-9-thang-2025.pdf").number


@with_ocr
@pytest.mark.ocr
def test_pages_are_kept_told_and_stopped(samples: Path, tmp_path: Path) -> None:
    pages = rendered(samples / "bao-cao-9-thang-2025.pdf")[:2]
    path, cache = scanned(pages, tmp_path / "quet.pdf"), tmp_path / "ocr"

    class StopError(Exception):
        pass

    def stop(page: int, pages: int) -> None:
        raise StopError

    with pytest.raises(StopError):
        read(path, cache=cache, on_page=stop)
    assert 1 <= len(list(cache.glob("*.json"))) <= 2
    told: list[tuple[int, int]] = []
    first = read(path, cache=cache, on_page=lambda page, pages: told.append((page, pages)))
    assert told == [(1, 2), (2, 2)]
    kept = sorted(cache.glob("*.json"))
    assert len(kept) == 2
    again = json.loads(kept[0].read_text("utf-8"))
    again["lines"] = again["lines"][:1]
    kept[0].write_text(json.dumps(again), encoding="utf-8")
    assert len(read(path, cache=cache).text) < len(first.text)  # read from what is kept
    kept[0].write_text("{hỏng", encoding="utf-8")
    assert read(path, cache=cache) == first


@with_ocr
@pytest.mark.ocr
def test_nothing_is_kept_of_a_secret_scan(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw, ImageFont

    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    try:
        font = ImageFont.truetype("DejaVuSans.ttf", 44)
    except OSError:
        font = ImageFont.truetype("LiberationSerif-Regular.ttf", 44)
    for i, line in enumerate(["SO KHOA HOC VA CONG NGHE", "Độ mật: Mật", "BAO CAO", "Ket qua nam"]):
        draw.text((200, 200 + 120 * i), line, fill=0, font=font)
    path = scanned([page], tmp_path / "quet.png")
    assert "Mật" in read_guarded(path).text
    with pytest.raises(Classified):
        read(path, cache=tmp_path / "ocr")
    assert not list(tmp_path.glob("ocr/*"))


def test_without_tesseract_a_picture_is_told_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    Image.new("L", (800, 1000), 255).save(tmp_path / "anh.png")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WrongType, match=r"“anh\.png”.*tesseract-ocr-vie"):
        read(tmp_path / "anh.png")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("trang.png", lambda image, path: image.new("L", (1200, 1600), 255).save(path)),
        ("nho.png", lambda image, path: image.new("L", (1, 1), 0).save(path)),
        ("den.png", lambda image, path: image.new("L", (900, 900), 0).save(path)),
        ("hep.png", lambda image, path: image.new("1", (3, 9000), 0).save(path)),
        ("bom.png", lambda image, path: image.new("1", (30000, 30000), 1).save(path)),
    ],
)
@with_ocr
@pytest.mark.ocr
def test_absurd_pictures(name: str, make: Callable[[Any, Path], None], tmp_path: Path) -> None:
    from PIL import Image

    make(Image, tmp_path / name)
    with pytest.raises((EmptyFile, TooLarge, Broken)) as caught:
        read(tmp_path / name)
    assert name in str(caught.value)


@with_ocr
@pytest.mark.ocr
def test_a_truncated_picture(tmp_path: Path) -> None:
    whole = scanned(rendered(GOLDEN / "bao-cao.pdf"), tmp_path / "anh.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(whole[: len(whole) // 3])
    with pytest.raises(ReadError, match=r"cut\.png"):
        read(tmp_path / "cut.png")


# What needs no engine at all.


def line_of(text: str, y: int = 100) -> TextLine:
    made, x = [], 50
    for piece in text.split():
        glyphs = []
        for ch in piece:
            glyphs.append(Glyph(ch, x, y, x + 10, y + 24))
            x += 12
        made.append(Word(tuple(glyphs), 95))
        x += 12
    return TextLine(tuple(made), (50, y, x, y + 24))


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ("hỗ trợ 47 doanh nghiệp", "hổ trợ 47 doanh nghiệp", []),
        ("hỗ trợ 47 doanh nghiệp", "hỗ trợ 41 doanh nghiệp", ["47"]),
        ("kinh phí 1.250 triệu đồng", "kinh phí 1,250 triệu đồng", []),
        ("kinh phí 1.250 triệu đồng", "kinh phí 1250 triệu đồng", ["1.250"]),
        ("Số: 145/BC-SKHCN", "S0:145/BC-SKHCN", []),
        ("Quyết định số 57-NQ/TW ngày", "Quyết định số 57-NQTW ngày", []),
        ("Quyết định số 412/QĐ-UBND ngày", "Quyết định số 412/QĐ-UBNN ngày", ["412/QĐ-UBND"]),
        ("Nghị quyết số 71/NÑQ-CP của", "Nghị quyết số 71/NQ-CP của", ["71/NÑQ-CP"]),
        ("ngày 20/5/2025 của", "ngày 20/6/2025 của", ["20/5/2025"]),
        ("năm 2025¹ của tỉnh", "năm 20251 của tỉnh", []),
        ("đã có S nhiệm vụ", "đã có 5 nhiệm vụ", ["S"]),
        ("không có số nào", "không có sô nào", []),
    ],
)
def test_numbers_that_two_readings_give_differently(
    first: str, second: str, marked: list[str]
) -> None:
    line = line_of(first)
    (read_line,) = compared([line], [(second, line.box)])
    assert [word.text for word in read_line.words if word.doubtful] == marked


def test_a_line_only_the_second_engine_saw_is_in_doubt() -> None:
    line = line_of("Kết quả như sau")
    found = compared([line], [("Kết quả như sau", line.box), ("tăng 12,5%", (50, 300, 250, 324))])
    assert [(w.text, w.doubtful) for w in found[1].words] == [("tăng", False), ("12,5%", True)]


def test_lost_spaces_are_put_back_but_words_are_never_broken() -> None:
    line = line_of("Nhiệmvụ -Cấp nghiêng KHCN")
    (found,) = compared([line], [("Nhiệm vụ - Cấp ngh iêng KH CN", line.box)])
    assert [word.text for word in found.words] == ["Nhiệm", "vụ", "-", "Cấp", "nghiêng", "KHCN"]


@pytest.mark.parametrize(
    ("given", "strokes", "stop", "number"),
    [
        ("IL", 1, True, "I."),
        ("II", 2, True, "II."),
        ("II.", 3, True, "III."),
        ("II", 2, False, "II"),
        ("1.", 1, True, "1."),  # a digit stays one
        ("V.", 2, True, "V."),
    ],
)
def test_strokes_of_roman_numbers(given: str, strokes: int, stop: bool, number: str) -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (400, 200), 255)
    draw = ImageDraw.Draw(page)
    for k in range(strokes):
        draw.rectangle((50 + 14 * k, 100, 54 + 14 * k, 124), fill=0)
    if stop:
        draw.rectangle((50 + 14 * strokes, 120, 54 + 14 * strokes, 124), fill=0)
    wide = 14 * strokes + 8
    step = wide // len(given)
    glyphs = tuple(
        Glyph(ch, 50 + step * k, 100, 50 + step * (k + 1), 125) for k, ch in enumerate(given)
    )
    rest = tuple(replace(g, x0=g.x0 + 100, x1=g.x1 + 100) for g in line_of("Kết").words[0].glyphs)
    line = TextLine((Word(glyphs, 90), Word(rest, 90)), (50, 100, 300, 125))
    assert with_roman_number(page, line).words[0].text == number


@pytest.mark.parametrize(
    ("given", "meant"),
    [("71/NÑQ-CP", "71/NQ-CP"), ("412/QĐÐ-UBND", "412/QĐ-UBND"), ("QÐ", "QĐ"), ("NÑ", "N")],
)
def test_foreign_letters_are_put_right(given: str, meant: str) -> None:
    page = "".join(
        f"<span class='ocrx_cinfo' title='x_bboxes {i} 0 {i + 1} 9; x_conf 90.0'>{ch}</span>"
        for i, ch in enumerate(given)
    )
    page = f"<span class='ocrx_word' title='bbox 0 0 9 9; x_wconf 90'>{page}</span>"
    (word,) = tesseract._words(page)
    assert word.text == meant


def test_a_mark_taken_for_a_question_mark_is_a_mark() -> None:
    line = line_of("09 nhiệm vụ?")
    word = line.words[-1]
    raised = Glyph("?", word.glyphs[-1].x0, 96, word.glyphs[-1].x1, 108)
    line = TextLine((*line.words[:-1], Word((*word.glyphs[:-1], raised), 90)), line.box)
    (found,) = compared([line], [("09 nhiệm vụ3", line.box)])
    assert found.words[-1].text == "vụ3"
    assert not any(w.doubtful for w in found.words)


def test_without_a_second_engine_unsure_numbers_are_marked() -> None:
    line = line_of("có 12 dự án")
    unsure = TextLine((line.words[0], Word(line.words[1].glyphs, 60), *line.words[2:]), line.box)
    (found,) = compared([unsure], None)
    assert [w.text for w in found.words if w.doubtful] == ["12"]


def test_signs_of_doubt_become_places() -> None:
    out = Writer()
    out.line(f"Có {DOUBT_START}47{DOUBT_END} phiếu")
    out.table(
        [[("TT", 1, 0), ("Số", 1, 0)], [("1", 1, 1), (f"{DOUBT_START}9{DOUBT_END}", 1, 1)]], 1
    )
    source = without_signs(Source(out.text(), page_starts=(0,), tables=tuple(out.tables)))
    assert source.text == "Có 47 phiếu\nTT\tSố\n1\t9\n"
    assert [source.text[a:b] for a, b in source.doubtful] == ["47", "9"]
    for row in source.tables[0].rows:
        assert all(source.text[c.start : c.end] == c.text for c in row)


def test_figures_and_citations_in_doubt_are_trusted_less() -> None:
    text = "- Tiếp nhận 47 phiếu đề xuất và hỗ trợ 15 doanh nghiệp theo Quyết định số 12/QĐ-UBND."
    report = parse(text, "a.pdf")
    marked = [report.locate(text.index(n), text.index(n) + len(n)) for n in ("47", "12/QĐ-UBND")]
    sure = find_all(report)
    found = find_all(type(report)(**{**vars_of(report), "doubtful": tuple(marked)}))
    before, after = ({c.number: c.confidence for c in r.citations} for r in (sure, found))
    assert after["12/QĐ-UBND"] < before["12/QĐ-UBND"]
    before, after = ({q.value: q.confidence for q in r.quantities} for r in (sure, found))
    assert after[47] < before[47]
    assert after[15] == before[15]


def vars_of(report: Report) -> dict[str, Any]:
    return {name: getattr(report, name) for name in report.__dataclass_fields__}


def test_lines_are_found_and_a_tilt_is_undone() -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(page)
    for i in range(30):
        draw.rectangle((200, 200 + 60 * i, 1400, 222 + 60 * i), fill=0)
        for x in range(220, 1400, 40):
            draw.rectangle((x, 200 + 60 * i, x + 14, 222 + 60 * i), fill=255)
    draw.line((200, 2100, 700, 2100), fill=0, width=3)
    draw.line((900, 2000, 900, 2200), fill=0, width=3)
    rules = drawn_rules(prepared(page))
    assert [(r.flat, abs(r.x0 - x) < 12) for r, x in zip(rules, (200, 900), strict=True)] == [
        (True, True),
        (False, True),
    ]
    straight = prepared(page.rotate(2.5, fillcolor=255))
    assert any(r.flat and r.x1 - r.x0 > 450 for r in drawn_rules(straight))
    assert isinstance(rules[0], Rule)
