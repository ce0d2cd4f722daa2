"""The layout checker finds what was put wrong on purpose, and nothing in our own export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm, Pt, RGBColor

from assistant.drafting import draft, parse_outline
from assistant.official import export_docx
from assistant.official.layout_check import check_layout
from corpus.errors import ReadError
from corpus.model import Report


@pytest.fixture(scope="module")
def ours(son_ha: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = draft(parse_outline(son_ha["de_cuong"]), list(son_ha.values()))
    return export_docx(result, tmp_path_factory.mktemp("ours") / "x.docx", comments=True)


def test_our_own_export_is_clean(ours: Path) -> None:
    assert [str(one) for one in check_layout(ours)] == []


def paragraph(document: Any, words: str) -> Any:
    cells = [p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return next(p for p in [*document.paragraphs, *cells] if p.text.startswith(words))


def runs(words: str, **font: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for run in paragraph(document, words).runs:
            for name, value in font.items():
                setattr(run.font, name, value)

    return change


def text(words: str, new: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        found = paragraph(document, words)
        found.runs[0].text = new
        for run in found.runs[1:]:
            run.text = ""

    return change


def shape(words: str, **values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for name, value in values.items():
            setattr(paragraph(document, words).paragraph_format, name, value)

    return change


def section(**values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for name, value in values.items():
            setattr(document.sections[0], name, value)

    return change


def coloured(document: Any) -> None:
    paragraph(document, "- Nâng cấp 05").runs[0].font.color.rgb = RGBColor(255, 0, 0)


@pytest.mark.parametrize(
    ("change", "part", "rule", "words"),
    [
        (section(left_margin=Mm(20)), "Định lề", "mục I.3", "lề trái 20.0 mm"),
        (section(page_width=Mm(216), page_height=Mm(279)), "Khổ giấy", "mục I.1", "216"),
        (
            section(different_first_page_header_footer=False),
            "Số trang",
            "mục I.6",
            "trang thứ nhất",
        ),
        (runs("CỘNG", size=Pt(15)), "Quốc hiệu", "mục II.1", "cỡ 15"),
        (text("CỘNG", "Cộng hòa xã hội chủ nghĩa Việt Nam"), "Quốc hiệu", "II.1", "chữ thường"),
        (text("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "Tiêu ngữ", "mục II.1", "gạch nối"),
        (runs("Độc lập", bold=False), "Tiêu ngữ", "mục II.1", "không đậm"),
        (text("Số:", "Số: 5/BC-STL"), "Số, ký hiệu", "mục II.3", "thêm số 0"),
        (text("Số:", "Số: 15/BC - STL"), "Số, ký hiệu", "mục II.3", "cách chữ"),
        (text("Sơn Hà, ", "Sơn Hà, ngày 5 tháng 02 năm 2025"), "Địa danh", "mục II.4", "ngày 5"),
        (text("Sơn Hà, ", "Sơn Hà, ngày 15 tháng 2 năm 2025"), "Địa danh", "mục II.4", "tháng 2"),
        (text("Sơn Hà, ", "Sơn Hà, ngày 15 tháng 04 năm 2025"), "Địa danh", "II.4", "tháng 04"),
        (runs("BÁO CÁO", bold=False), "Tên loại", "mục II.5", "không đậm"),
        (runs("- Nâng cấp 05", size=Pt(12)), "Nội dung", "mục II.6", "cỡ 12"),
        (runs("- Nâng cấp 05", name="Arial"), "Phông chữ", "mục I.4", "Arial"),
        (coloured, "Màu chữ", "mục I.4", "FF0000"),
        (shape("- Nâng cấp 05", alignment=0), "Nội dung", "mục II.6", "dàn đều"),
        (shape("- Nâng cấp 05", first_line_indent=Mm(0)), "Nội dung", "mục II.6", "1,27 cm"),
        (shape("- Nâng cấp 05", space_after=Pt(0)), "Nội dung", "mục II.6", "6 pt"),
        (shape("- Nâng cấp 05", line_spacing=2.0), "Nội dung", "mục II.6", "cách dòng 2"),
        (runs("I. Kết quả", bold=False), "Đề mục", "mục II.6", "không đậm"),
        (text("Trên đây", "Trên đây là báo cáo."), "Nội dung", "mục II.6", "“./.”"),
        (text("Nơi nhận", "Kính gửi:"), "Nơi nhận", "mục II.9", "không có"),
        (text("- Lưu", "- Lưu: VT;"), "Nơi nhận", "mục II.9", "dấu chấm"),
        (runs("Phụ lục", size=Pt(12)), "Phụ lục", "mục III.1", "cỡ 12"),
    ],
)
def test_each_deviation_cites_its_rule(
    ours: Path, tmp_path: Path, change: Callable[[Any], None], part: str, rule: str, words: str
) -> None:
    document = Document(str(ours))
    change(document)
    path = tmp_path / "wrong.docx"
    document.save(str(path))
    found = check_layout(path)
    assert any(
        one.part.startswith(part) and rule in one.rule and words in str(one) for one in found
    )
    assert len({one.part for one in found}) <= 2  # and little else


def test_a_file_that_is_no_docx(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_text("không phải Word", encoding="utf-8")
    with pytest.raises(ReadError):
        check_layout(path)
