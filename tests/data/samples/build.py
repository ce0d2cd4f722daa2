"""Write the sample reports of the invented tỉnh Hải Bình into corpus/samples.

Run `python tests/data/samples/build.py` after changing a text here; the products are committed.
The texts carry planted faults; `dap-an.json` beside the products is the answer key, kept by hand.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from docx import Document
from docx.shared import Pt

HERE = Path(__file__).parent
OUT = HERE.parents[2] / "corpus" / "samples"

# One entry a paragraph. "#" table rows: cells split by "|".
SIX_MONTHS = (HERE / "bao-cao-6-thang.txt").read_text(encoding="utf-8")

INTEGRATION = (HERE / "hoi-nhap.txt").read_text(encoding="utf-8")

NINE_MONTHS = (HERE / "bao-cao-9-thang.txt").read_text(encoding="utf-8")

OUTLINE = (HERE / "de-cuong.txt").read_text(encoding="utf-8")


def write_docx(text: str, path: Path) -> None:
    """Write one paragraph a line; "#" lines become a table."""
    document = Document()
    document.core_properties.author = "Sở Khoa học và Công nghệ tỉnh Hải Bình"
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    rows = [line[2:].split("|") for line in text.splitlines() if line.startswith("#")]
    for line in text.splitlines():
        if not line.startswith("#"):
            document.add_paragraph(line)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words.strip()
    document.save(str(path))


def write_pdf(text: str, path: Path) -> None:
    """Print the same paragraphs to a text-layer PDF, as an office does: with LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{path.stem}.docx"
        write_docx(text, word)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), word],
            check=True,
            capture_output=True,
        )


def main() -> None:
    """Write all samples."""
    OUT.mkdir(parents=True, exist_ok=True)
    write_docx(SIX_MONTHS, OUT / "bao-cao-6-thang-2025.docx")
    (OUT / "bao-cao-hoi-nhap-6-thang-2025.txt").write_text(INTEGRATION, encoding="utf-8")
    write_pdf(NINE_MONTHS, OUT / "bao-cao-9-thang-2025.pdf")
    write_docx(OUTLINE, OUT / "de-cuong-nam-2025.docx")


if __name__ == "__main__":
    main()
