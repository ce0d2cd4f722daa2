"""Sum up the answers of many invented units: `python tests/benchmarks/summing.py 100`.

Writes a letter with its đề cương, a list of units and their answers (.docx, .txt, one .pdf) whose
sums are known, then times reading and summing up and compares the sums. The tests use the same
answers.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

LETTER = """UBND TỈNH SƠN HÀ
SỞ NỘI VỤ
Số: 915/SNV-CĐS
V/v báo cáo kết quả chuyển đổi số 9 tháng đầu năm 2025
Sơn Hà, ngày 08 tháng 9 năm 2025

Kính gửi:
- Sở Y tế;
- Sở Tài chính;
- UBND các xã, phường.

Sở Nội vụ đề nghị các cơ quan, đơn vị báo cáo theo đề cương gửi kèm trước ngày 20/9/2025./.

Nơi nhận:
- Như trên;
- Lưu: VT.

ĐỀ CƯƠNG
Báo cáo kết quả chuyển đổi số 9 tháng đầu năm 2025

I. Kết quả thực hiện
1. Công tác chỉ đạo, điều hành
- Việc ban hành văn bản chỉ đạo về chuyển đổi số.
2. Đào tạo, tập huấn kỹ năng số
- Số lớp tập huấn, số lượt người tham gia.
3. Dịch vụ công trực tuyến
- Số hồ sơ tiếp nhận trực tuyến, tỷ lệ.
4. Tổ công nghệ số cộng đồng (đối với các địa phương)
II. Khó khăn, vướng mắc
…………………………………………
III. Nhiệm vụ trọng tâm 3 tháng cuối năm
…………………………………………
IV. Kiến nghị, đề xuất
…………………………………………
"""
_FIRST = ("An", "Bình", "Cẩm", "Đại", "Hòa", "Khánh", "Long", "Mỹ", "Phú", "Quế", "Sơn", "Tân")
_SECOND = ("Điền", "Giang", "Hải", "Khê", "Lâm", "Lộc", "Minh", "Nghĩa", "Phong", "Thọ")
HEADINGS = (
    "Công tác chỉ đạo, điều hành",
    "Đào tạo, tập huấn kỹ năng số",
    "Dịch vụ công trực tuyến",
    "Tổ công nghệ số cộng đồng",
    "Khó khăn, vướng mắc",
    "Nhiệm vụ trọng tâm 3 tháng cuối năm",
    "Kiến nghị, đề xuất",
)
OTHER_WORDS = (
    "Về chỉ đạo điều hành",
    "Tập huấn kỹ năng số cho cán bộ và Nhân dân",
    "Kết quả cung cấp dịch vụ công trực tuyến",
    "Hoạt động của Tổ CNSCĐ",
    "Những khó khăn, tồn tại",
    "Phương hướng 3 tháng cuối năm",
    "Đề xuất",
)
_CLASSES = (
    "Tổ chức {a} lớp tập huấn kỹ năng số cho {b} lượt người.",
    "Đã mở {a} lớp tập huấn kỹ năng số với {b} lượt người tham gia.",
    "Trong kỳ, đơn vị tổ chức được {a} lớp tập huấn kỹ năng số, có {b} lượt người tham dự.",
)
_ACTS = (
    "Ban hành {a} văn bản chỉ đạo về chuyển đổi số.",
    "Đơn vị đã ban hành {a} văn bản chỉ đạo, điều hành về chuyển đổi số.",
)
_SERVICES = (
    "Tiếp nhận {a} hồ sơ trực tuyến, đạt tỷ lệ {p}%.",
    "Đã tiếp nhận {a} hồ sơ trực tuyến; tỷ lệ hồ sơ trực tuyến đạt {p}%.",
)
_GROUPS = (
    "Thành lập {a} Tổ công nghệ số cộng đồng với {b} thành viên.",
    "Đã thành lập {a} Tổ công nghệ số cộng đồng, gồm {b} thành viên.",
)


@dataclass
class Truth:
    """What a right summing up finds: values by unit, and what happened to some units."""

    classes: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    acts: dict[str, int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    planned: dict[str, int] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    special: dict[str, str] = field(default_factory=dict)  # what: unit


def names(count: int) -> list[str]:
    """Return names of units: two offices of the province, then communes."""
    communes = [f"UBND xã {a} {b}" for b in _SECOND for a in _FIRST]
    return ["Sở Y tế", "Sở Tài chính", *communes][:count]


def build(folder: Path, count: int, seed: int = 11) -> Truth:
    """Write letter.txt, units.txt and answers/ into `folder`; at least 12 units."""
    rng = random.Random(seed)
    truth = Truth(units=names(count))
    truth.missing = truth.units[-max(2, count // 10) :]
    (folder / "answers").mkdir(parents=True)
    (folder / "letter.txt").write_text(LETTER, encoding="utf-8")
    listed = "".join(f"{n}. {name}\n" for n, name in enumerate(truth.units, 1))
    (folder / "units.txt").write_text(listed, encoding="utf-8")
    answering = [name for name in truth.units if name not in truth.missing]
    for at, name in enumerate(answering):
        _answer(folder / "answers", at, name, rng, truth)
    return truth


def _answer(folder: Path, at: int, name: str, rng: random.Random, truth: Truth) -> None:
    """Write the answer of one unit; the first of them each do something of their own."""
    told = {key: rng.randint(low, high) for key, low, high in (
        ("acts", 2, 19), ("classes", 2, 15), ("people", 60, 900), ("files", 300, 9000),
        ("groups", 3, 20), ("members", 20, 150), ("planned", 1, 9))}  # fmt: skip
    share = f"{rng.randint(600, 999) / 10:.1f}".replace(".", ",")
    body = [
        [rng.choice(_ACTS).format(a=_two(told["acts"]))],
        [rng.choice(_CLASSES).format(a=_two(told["classes"]), b=_dots(told["people"]))],
        [rng.choice(_SERVICES).format(a=_dots(told["files"]), p=share)],
        [rng.choice(_GROUPS).format(a=_two(told["groups"]), b=told["members"])],
        ["Kinh phí còn hạn chế, thiết bị ở thôn còn thiếu."],
        [f"Dự kiến tổ chức {_two(told['planned'])} lớp tập huấn kỹ năng số cho cán bộ thôn."],
        ["Đề nghị cấp trên hỗ trợ thiết bị đầu cuối."],
    ]
    titles, day, extra = list(HEADINGS), 12 + at % 8, ""
    left_out: set[str] = set()
    if at == 1:
        truth.special["resubmitted"] = name
        early = [list(lines) for lines in body]
        early[1] = [_CLASSES[0].format(a="99", b="9.999")]
        _write(folder / f"{at:03}_lan1.txt", _text(name, HEADINGS, early, 9, ""))
    elif at == 2:
        truth.special["renamed"], titles = name, list(OTHER_WORDS)
    elif at == 3:
        truth.special["former"] = name
        body[1].append("Riêng địa bàn huyện Trà Giang (cũ) tổ chức 04 lớp tập huấn kỹ năng số.")
    elif at == 4:
        truth.special["nothing"], body[1] = name, ["Không có số liệu."]
        left_out |= {"classes", "people"}
    elif at == 5:
        truth.special["silent"], body[3] = name, []
        left_out.add("groups")
    elif at == 6:
        truth.special["half"] = name
        body[1] = ["Trong 6 tháng đầu năm 2025, tổ chức 06 lớp tập huấn kỹ năng số."]
        left_out |= {"classes", "people"}
    elif at == 8:
        truth.special["unplaced"] = name
        extra = "V. Công tác phòng, chống thiên tai\n- Di dời 15 hộ dân khỏi vùng sạt lở."
    for key in ("acts", "classes", "people", "files", "groups", "planned"):
        if key not in left_out:
            getattr(truth, key)[name] = told[key]
    suffix = ".pdf" if at == 7 else (".docx" if at % 2 else ".txt")
    _write(folder / f"{at:03}{suffix}", _text(name, titles, body, day, extra))


def _two(value: int) -> str:
    return f"{value:02}"


def _dots(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _text(
    name: str, titles: Sequence[str], body: Sequence[Sequence[str]], day: int, extra: str
) -> str:
    head = "UBND TỈNH SƠN HÀ\n" if name.startswith("Sở") else ""
    office = name.upper().replace("UBND XÃ", "ỦY BAN NHÂN DÂN\nXÃ")
    place = "Sơn Hà" if name.startswith("Sở") else name.removeprefix("UBND xã ")
    numbers = ("1.", "2.", "3.", "4.", "II.", "III.", "IV.")
    lines = [
        f"{head}{office}",
        f"Số: {100 + day}/BC",
        f"{place}, ngày {day:02} tháng 9 năm 2025",
        "",
        "BÁO CÁO",
        "Kết quả chuyển đổi số 9 tháng đầu năm 2025",
        "",
        "I. Kết quả thực hiện",
    ]
    for number, title, said in zip(numbers, titles, body, strict=True):
        lines += [f"{number} {title}", *(f"- {line}" for line in said)]
    return "\n".join([*lines, *([extra] if extra else []), ""])


def _write(path: Path, text: str) -> None:
    if path.suffix == ".txt":
        path.write_text(text, encoding="utf-8")
    elif path.suffix == ".docx":
        from docx import Document

        document = Document()
        for line in text.split("\n"):
            document.add_paragraph(line)
        document.save(str(path))
    else:
        _write_pdf(path, text)


def _write_pdf(path: Path, text: str) -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("DejaVu", 11)
    for at, line in enumerate(text.split("\n")):
        canvas.drawString(70, 780 - 18 * at, line)
    canvas.save()


def main(arguments: list[str] | None = None) -> int:
    """Time a gathering of invented units; return 1 where a sum is not the known one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", nargs="?", type=int, default=100)
    options = parser.parse_args(arguments)
    from assistant.drafting.outline import parse_outline
    from assistant.gathering import gather
    from assistant.gathering.offices import listed_units
    from corpus.reading import read

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = build(folder, options.units)
        begin = perf_counter()
        files = sorted((folder / "answers").iterdir())
        reports = [read(file) for file in files]
        middle = perf_counter()
        outline = parse_outline(read(folder / "letter.txt"))
        result = gather(outline, reports, listed_units(folder / "units.txt"))
        end = perf_counter()
    print(f"{len(files)} answers of {options.units} units: read in {middle - begin:.1f} s")
    print(f"summed up in {end - middle:.2f} s; {sum(1 for _ in result.sums())} sums")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    wrong = 0
    for what in ("acts", "classes", "people", "files", "groups", "planned"):
        wanted = getattr(truth, what)
        found = [s for _, s in result.sums() if {p.unit: p.value for p in s.parts} == wanted]
        wrong += not found
        print(
            f"  {what}: {sum(wanted.values())} of {len(wanted)} units {'ok' if found else 'WRONG'}"
        )
    print(f"  missing named: {list(result.missing) == truth.missing}")
    return int(bool(wrong) or list(result.missing) != truth.missing)


if __name__ == "__main__":
    sys.exit(main())
