"""200 damaged and hostile files: none may crash, hang, swell or reach outside its folder.

    python tests/benchmarks/hostile.py [--count 200] [--seed 1] [--keep FOLDER]

Each file is made by a rule from a good one (or from nothing) and read as the library reads it. The
command prints a row for each family of files and ends with 1 when a limit was broken:
a reader's own error is right, any other is a crash; 30 seconds; 1 GiB of memory in the child;
nothing left behind outside the folder that the files are in.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from corpus.errors import ReadError
from corpus.reading import read

ROOT = Path(__file__).parents[2]
GOOD = {
    "docx": ROOT / "corpus/samples/bao-cao-6-thang-2025.docx",
    "pdf": ROOT / "corpus/samples/bao-cao-9-thang-2025.pdf",
    "txt": ROOT / "corpus/samples/bao-cao-hoi-nhap-6-thang-2025.txt",
}
SECONDS, MEMORY = 30.0, 1 << 30
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PNG = b"\x89PNG\r\n\x1a\n"
Make = Callable[[random.Random], tuple[str, bytes]]


def good(kind: str) -> bytes:
    """Return a sound file: a sample, or a workbook or picture made here."""
    if kind in GOOD:
        return GOOD[kind].read_bytes()
    stream = io.BytesIO()
    if kind == "xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for i in range(30):
            book.active.append([i, f"Chỉ tiêu {i}", i * 7.5])
        book.save(stream)
    else:
        import pypdfium2

        document = pypdfium2.PdfDocument(ROOT / "tests/data/reading/bao-cao.pdf")
        document[0].render(scale=1.5, grayscale=True).to_pil().save(stream, kind)
    return stream.getvalue()


def truncated(kind: str) -> Make:
    """Return a maker of files cut off somewhere."""

    def make(chance: random.Random) -> tuple[str, bytes]:
        data = good(kind)
        return kind, data[: int(len(data) * chance.random())]

    return make


def flipped(kind: str) -> Make:
    """Return a maker of files with bytes changed anywhere."""

    def make(chance: random.Random) -> tuple[str, bytes]:
        data = bytearray(good(kind))
        for _ in range(chance.choice((1, 5, 50, 500))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return kind, bytes(data)

    return make


def flipped_inside(chance: random.Random) -> tuple[str, bytes]:
    """Return a Word file whose archive is sound and whose XML is not."""
    changed = {}
    with zipfile.ZipFile(GOOD["docx"]) as archive:
        for name in archive.namelist():
            data = bytearray(archive.read(name))
            if name.endswith(".xml") and chance.random() < 0.5 and data:
                for _ in range(chance.choice((1, 3, 30))):
                    data[chance.randrange(len(data))] = chance.choice(b"<>&'\"/ax0\x00\xff")
            changed[name] = bytes(data)
    return "docx", zipped(changed)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word(body: str, head: str = "", **parts: bytes) -> bytes:
    """Return a Word file with this XML as its body, `head` above it."""
    xml = f'<?xml version="1.0"?>{head}<w:document {_NS}><w:body>{body}</w:body></w:document>'
    return zipped({"word/document.xml": xml.encode(), **parts})


def zip_bomb(chance: random.Random) -> tuple[str, bytes]:
    """Return an archive that swells: one part, many parts, or an archive in an archive."""
    kind = chance.choice(("docx", "xlsx", "odt"))
    name = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}[kind]
    match chance.randrange(3):
        case 0:
            return kind, zipped({name: b" " * chance.randrange(50_000_000, 300_000_000)})
        case 1:
            return kind, zipped({f"word/p{i}.xml": b"<a/>" * 200_000 for i in range(150)})
    inner = zipped({"a": bytes(50_000_000)})
    return kind, zipped({name: inner, **{f"x{i}": inner for i in range(200)}})


def entities(chance: random.Random) -> tuple[str, bytes]:
    """Return XML that swells by entities or asks for a file or an address."""
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    head = chance.choice((
        f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>',
        '<!DOCTYPE d [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY l9 "x">]>',
        f'<!DOCTYPE d [<!ENTITY l9 "{"ha" * 50_000}">]>',
    ))  # fmt: skip
    return "docx", word("<w:p><w:r><w:t>&l9;&l9;</w:t></w:r></w:p>" * 50, head)


def outside(chance: random.Random) -> tuple[str, bytes]:
    """Return a file that points outside: a path in the archive, a linked part or picture."""
    target = chance.choice((
        "file:///etc/passwd", "http://127.0.0.1:9/x", "../../../../etc/passwd", "\\\\may\\chung\\a",
    ))  # fmt: skip
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/footnotes" Target="{target}" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="http://x/styles" Target="{target}"/></Relationships>'
    ).encode()
    parts = {"word/_rels/document.xml.rels": links, "../../thoat.txt": b"x", "/tmp/thoat": b"x"}
    return "docx", word("<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>", **parts)


def nested(chance: random.Random) -> tuple[str, bytes]:
    """Return tables in tables, brackets in brackets, or text without end."""
    depth = chance.choice((200, 2000, 30000))
    match chance.randrange(4):
        case 0:
            cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
            return "docx", word(cell[0] * depth + cell[1] * depth)
        case 1:
            return "rtf", b"{\\rtf1" + b"{" * depth + b"a" + b"}" * depth + b"}"
        case 2:
            return "txt", ("(" * depth + "1.1." * depth + "năm 2025" * depth).encode()
    return "pdf", pdf_of("[" * depth + "]" * depth)


def pdf_of(stream: str, pages: int = 1, box: str = "0 0 595 842", extra: bytes = b"") -> bytes:
    """Return a plain PDF whose pages all draw `stream`."""
    packed = zlib.compress(stream.encode())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /MediaBox [{box}] /Kids [".encode()
        + b" ".join(b"%d 0 R" % (5 + i) for i in range(pages)) + b"] >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R"
            b" /Resources << /Font << /F1 4 0 R >> >> >>" for _ in range(pages)
        ),
    ]  # fmt: skip
    out, starts = bytearray(b"%PDF-1.5\n" + extra), []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in starts)
    size = len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size, out.index(b"xref\n0 "),
    )  # fmt: skip
    return bytes(out)


def odd_pdf(chance: random.Random) -> tuple[str, bytes]:
    """Return a PDF of too many pages, of one huge page, of a million lines or letters, a loop."""
    match chance.randrange(6):
        case 0:
            return "pdf", pdf_of("BT /F1 12 Tf 72 700 Td (Trang) Tj ET", pages=10_000)
        case 1:
            return "pdf", pdf_of("0 0 m 9 9 l S", box="0 0 14400 14400")
        case 2:
            return "pdf", pdf_of("0 0 m 500 800 l S\n" * 300_000)
        case 3:
            return "pdf", pdf_of("BT /F1 1 Tf 72 700 Td " + "(aaaaaaaaaa) Tj " * 60_000 + "ET")
        case 4:
            loop = pdf_of("q Q").replace(b"/Parent 2 0 R", b"/Kids [2 0 R]").replace(
                b"/Kids [5 0 R]", b"/Kids [2 0 R]"
            )  # fmt: skip
            return "pdf", loop
    grid = "".join(f"{x} 0 m {x} 842 l S 0 {x} m 595 {x} l S\n" for x in range(0, 842, 2))
    return "pdf", pdf_of(grid + "BT /F1 6 Tf 10 10 Td (1 2 3) Tj ET")


def odd_picture(chance: random.Random) -> tuple[str, bytes]:
    """Return a picture that claims to be huge, is nothing but noise, or has a thousand frames."""
    from PIL import Image

    stream = io.BytesIO()
    match chance.randrange(4):
        case 0:
            size = chance.choice((30_000, 60_000, 2**31 - 1))
            chunk = b"IHDR" + size.to_bytes(4) + size.to_bytes(4) + b"\x08\x00\x00\x00\x00"
            head = (13).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4)
            return "png", _PNG + head + b"\x00\x00\x00\x00IDAT" + zlib.crc32(b"IDAT").to_bytes(4)
        case 1:
            Image.new("1", (20_000, 20_000)).save(stream, "PNG")
            return "png", stream.getvalue()
        case 2:
            noise = chance.randbytes(900 * 1200)
            Image.frombytes("L", (900, 1200), noise).save(stream, "JPEG")
            return "jpg", stream.getvalue()
    frames = [Image.new("1", (40, 40), 1)] * 1000
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:])
    return "tif", stream.getvalue()


def wrong_name(chance: random.Random) -> tuple[str, bytes]:
    """Return a file whose extension is another's."""
    kind = chance.choice(("docx", "pdf", "txt", "xlsx", "png"))
    others = ("docx", "docm", "pdf", "txt", "xlsx", "doc", "rtf", "odt", "xls", "png", "webp")
    return chance.choice([other for other in others if other != kind]), good(kind)


def macros(chance: random.Random) -> tuple[str, bytes]:
    """Return a Word file with a macro part, sound or not."""
    parts = {"word/vbaProject.bin": chance.randbytes(4000)}
    with zipfile.ZipFile(GOOD["docx"]) as archive:
        parts |= {name: archive.read(name) for name in archive.namelist()}
    return "docm", zipped(parts)


def any_bytes(chance: random.Random) -> tuple[str, bytes]:
    """Return bytes without a meaning, perhaps behind a format's first letters."""
    heads = (
        b"",
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"{\\rtf1 ",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _PNG,
    )
    kind = chance.choice(("docx", "pdf", "rtf", "doc", "png", "txt", "xls"))
    return kind, chance.choice(heads) + chance.randbytes(chance.randrange(1, 60_000))


FAMILIES: dict[str, Make] = {
    **{f"truncated {kind}": truncated(kind) for kind in ("docx", "pdf", "xlsx", "png", "txt")},
    **{f"bits changed {kind}": flipped(kind) for kind in ("docx", "pdf", "xlsx", "png", "txt")},
    "xml changed inside": flipped_inside,
    "zip bombs": zip_bomb,
    "entities": entities,
    "references outside": outside,
    "absurd nesting": nested,
    "odd pdf": odd_pdf,
    "odd pictures": odd_picture,
    "wrong extension": wrong_name,
    "macros": macros,
    "any bytes": any_bytes,
}


@dataclass(slots=True)
class Outcome:
    """What reading one file came to; `memory` is the largest child so far, in bytes."""

    family: str
    name: str
    seconds: float
    error: str  # name of the error of ours, "" when it was read
    crash: str = ""


def files(folder: Path, count: int, seed: int) -> Iterator[tuple[str, Path]]:
    """Yield (family, path) of hostile files, made one by one in `folder`."""
    for i, (family, make) in enumerate(islice(cycle(FAMILIES.items()), count)):
        suffix, data = make(random.Random(f"{seed}-{i}"))
        path = folder / f"{i:03d}.{suffix}"
        path.write_bytes(data)
        yield family, path


def outcome(family: str, path: Path) -> Outcome:
    """Read one file and tell what came of it."""
    started = time.monotonic()
    error = crash = ""
    try:
        read(path)
    except ReadError as problem:
        error = type(problem).__name__
        if path.name not in problem.reason:
            crash = f"a reason without the file's name: {problem.reason}"
    except Exception as problem:
        crash = f"{type(problem).__name__}: {problem}"
    return Outcome(family, path.name, time.monotonic() - started, error, crash)


def watched(folder: Path) -> set[str]:
    """Return what stands in the places a file might reach: here, above, the temporary folder."""
    places = (folder, folder.parent, Path.cwd(), Path(tempfile.gettempdir()), Path("/tmp"))
    return {str(path) for place in places for path in place.iterdir() if "thoat" in path.name
            or path.name.startswith("baocao-")}  # fmt: skip


def run(folder: Path, count: int, seed: int, *, keep: bool = False) -> list[Outcome]:
    """Return the outcome of each of `count` hostile files made in `folder`."""
    found = []
    for family, path in files(folder, count, seed):
        found.append(outcome(family, path))
        if not keep:
            path.unlink()
    return found


def main() -> int:
    """Print the table; return 1 when a limit was broken."""
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = chosen.keep or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        before = watched(folder)
        found = run(folder, chosen.count, chosen.seed, keep=chosen.keep is not None)
        left = watched(folder) - before
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    families: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        families[one.family].append(one)
    sys.stdout.write(f"{'family':24}{'files':>6}{'read':>6}{'longest s':>11}  refused as\n")
    for family, own in families.items():
        refused = Counter(one.error for one in own if one.error)
        listed = ", ".join(f"{name} {n}" for name, n in sorted(refused.items()))
        sys.stdout.write(
            f"{family:24}{len(own):6}{sum(not o.error for o in own):6}"
            f"{max(o.seconds for o in own):11.1f}  {listed}\n"
        )
    broken = [one for one in found if one.crash or one.seconds > SECONDS]
    for one in broken:
        sys.stdout.write(f"BROKEN {one}\n")
    longest = max(one.seconds for one in found)
    sys.stdout.write(
        f"{len(found)} files: {sum(bool(o.crash) for o in found)} crashes, longest {longest:.1f} s,"
        f" largest child {largest / 2**20:.0f} MiB, left outside: {sorted(left) or 'nothing'}\n"
    )
    return int(bool(broken or left) or largest > MEMORY)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
