"""Builders of Word files, part by part, so that tests hold what python-docx cannot make."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Report, walk

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    f'PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{{overrides}}</Types>'
)
_RELS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def p(text: str = "", props: str = "", note: str = "", run: str = "") -> str:
    """A paragraph; `note` puts a footnote mark with that id after the text."""
    mark = f'<w:r><w:footnoteReference w:id="{note}"/></w:r>' if note else ""
    return (
        f"<w:p><w:pPr>{props}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r>{mark}</w:p>'
    )


def cell(text: str, props: str = "") -> str:
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, head: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{mark}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 5) -> str:
    widths = '<w:gridCol w:w="1800"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/>'
        '<w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>'
        '<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/>'
        '<w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
        f"<w:tblGrid>{widths}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def footnotes(**notes: str) -> str:
    body = "".join(
        f'<w:footnote w:id="{ident[1:]}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for ident, text in notes.items()
    )
    separator = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    return f"<w:footnotes {NS}>{separator}{body}</w:footnotes>"


def build(path: Path, body: str, **parts: str) -> Path:
    """Write a .docx whose body is XML and whose parts (styles, footnotes …) are given as XML."""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>\n'
        for name, kind in kinds.items()
    )
    links = "".join(
        f'<Relationship Id="r{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for name, kind in kinds.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(overrides=overrides))
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{links}</Relationships>",
        )
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><w:document {NS}><w:body>{body}'
            "</w:body></w:document>",
        )
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
    return path


class Word:
    """The builders, handed to tests as one fixture."""

    NS = NS
    p = staticmethod(p)
    cell = staticmethod(cell)
    row = staticmethod(row)
    table = staticmethod(table)
    footnotes = staticmethod(footnotes)
    build = staticmethod(build)


@pytest.fixture
def word() -> type[Word]:
    return Word


REPORT_NOTES = {
    "n2": "Quyết định số 215/QĐ-UBND ngày 14/02/2025 của UBND tỉnh Hải Bình.",
    "n3": "Gồm: (1) Đề tài giống lúa chịu mặn; (2) Đề tài bảo tồn rong biển; (3) Dự án nuôi hàu.",
}


def report_body() -> str:
    """The body of one report of an invented province, with notes, a table and all headings."""
    span, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    return "".join(
        [
            p("SỞ KHOA HỌC VÀ CÔNG NGHỆ"),
            p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            p("Độc lập - Tự do - Hạnh phúc"),
            p("Số: 318/BC-SKHCN"),
            p("Hải Bình, ngày 08 tháng 7 năm 2025"),
            p("BÁO CÁO"),
            p("Kết quả công tác khoa học và công nghệ 6 tháng đầu năm 2025"),
            p("I. Tình hình thực hiện nhiệm vụ 6 tháng đầu năm 2025"),
            p("1. Công tác tham mưu ban hành văn bản"),
            p(
                "- Tham mưu UBND tỉnh ban hành Quyết định số 412/QĐ-UBND ngày 20/5/2025 về phát"
                " triển thị trường công nghệ; phê duyệt Đề án chuyển đổi số năm 2025",
                note="2",
            ),
            p("2. Quản lý nhiệm vụ khoa học và công nghệ"),
            p("- Theo dõi, quản lý 23 nhiệm vụ cấp tỉnh, trong đó 03 nhiệm vụ", note="3"),
            p("- Tổ chức 05 lớp tập huấn cho hơn 240 lượt cán bộ, công chức cấp xã."),
            p("II. Nhiệm vụ trọng tâm 6 tháng cuối năm 2025"),
            p("- Hoàn thành Kế hoạch số 77/KH-UBND ngày 09/4/2025 của UBND tỉnh./."),
            p("Nơi nhận:"),
            p("- UBND tỉnh;"),
            p("- Lưu: VT."),
            p("GIÁM ĐỐC"),
            p("Lê Minh Châu"),
            p("PHỤ LỤC"),
            p("(Kèm theo Báo cáo số 318/BC-SKHCN ngày 08/7/2025 của Sở Khoa học và Công nghệ)"),
            table(
                row(
                    cell("TT", down), cell("Chỉ tiêu", down), cell("Đơn vị tính", down),
                    cell("Năm 2025", span), head=True,
                ),
                row(
                    cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>"), cell("", "<w:vMerge/>"),
                    cell("Kế hoạch"), cell("Thực hiện"), head=True,
                ),
                row(cell("1"), cell("Số thuê bao internet"), cell("Thuê bao"),
                    cell("640.000"), cell("631.450")),
                row(cell("2"), cell("Phương tiện đo được kiểm định"), cell("Phương tiện"),
                    cell("3.600"), cell("1.912")),
            ),
            p(""),
        ]
    )  # fmt: skip


@pytest.fixture
def report_docx(tmp_path: Path) -> Path:
    return build(tmp_path / "bao-cao.docx", report_body(), footnotes=footnotes(**REPORT_NOTES))


Builder = Callable[..., Path]


def _answer(report: Report) -> dict[str, Any]:
    return {
        "about": [report.kind, report.number, str(report.date), report.issuer, report.signer],
        "title": report.title,
        "period": report.period and report.period.label,
        "scope": report.scope,
        "sections": [[s.level, s.number, s.title] for s in walk(report.sections)],
        "blocks": [
            [b.kind.value, b.label, b.text, list(b.path), [[n.mark, n.at] for n in b.notes]]
            for b in report.blocks
        ],
        "footnotes": [
            [f.mark, f.from_block, f.refers_from.text if f.refers_from else None]
            for f in report.footnotes
        ],
        "tables": [
            [[c.text for c in row] for row in (table.header, *table.rows)]
            for table in report.tables
        ],
        "warnings": list(report.warnings),
    }


def _without_wraps(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out what differs by format for good reason: quotes keep the lines of a page."""
    quoted = [[mark, at, " ".join((text or "").split())] for mark, at, text in found["footnotes"]]
    return {**found, "footnotes": quoted}


@pytest.fixture
def golden_answer() -> Callable[[Report], dict[str, Any]]:
    """What all formats of one report must give alike."""
    return lambda report: _without_wraps(_answer(report))
