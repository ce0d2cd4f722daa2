"""The layout checker finds what was put wrong on purpose, and nothing in our own export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from assistant.drafting import draft, parse_outline
from assistant.official import export_docx
from assistant.official.layout_check import check_layout
from corpus.errors import ReadError
from corpus.model import Report
from tests.assistant.layouts import WAYS, page_field


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
    paragraph(document, "- Nâng cấp 05").runs[1].font.color.rgb = RGBColor(255, 0, 0)


def gone(words: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        element = paragraph(document, words)._p
        element.getparent().remove(element)

    return change


def numbered_on_page_one(document: Any) -> None:
    page_field(document.sections[0].first_page_header.paragraphs[0])


def number_at_the_side(document: Any) -> None:
    document.sections[0].header.paragraphs[0].alignment = 2


def number_below(document: Any) -> None:
    header = document.sections[0].header.paragraphs[0]
    for run in header.runs:
        header._p.remove(run._r)
    page_field(document.sections[0].footer.paragraphs[0])


def number_in_letters(document: Any) -> None:
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:fmt"), "lowerRoman")
    document.sections[0]._sectPr.append(kind)


def rules(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """Change each paragraph of the header table that is a rule."""

    def change_all(document: Any) -> None:
        for cell in document.tables[0].rows[0].cells:
            for found in cell.paragraphs:
                if found._p.find(".//" + qn("w:pBdr")) is not None:
                    change(found)

    return change_all


def shorter(found: Any) -> None:
    for side in ("left_indent", "right_indent"):
        setattr(found.paragraph_format, side, getattr(found.paragraph_format, side) + Mm(10))


def longer(found: Any) -> None:
    found.paragraph_format.left_indent = found.paragraph_format.right_indent = Mm(8)


def removed(found: Any) -> None:
    found._p.getparent().remove(found._p)


def unjustified(document: Any) -> None:
    for found in document.paragraphs:
        if found.alignment == 3:
            found.alignment = 0


@pytest.mark.parametrize(
    ("change", "part", "rule", "words"),
    [
        (section(left_margin=Mm(20)), "Định lề", "mục I, khoản 3", "lề trái 20.0 mm"),
        (section(page_width=Mm(216), page_height=Mm(279)), "Khổ giấy", "mục I, khoản 1", "216"),
        (
            section(different_first_page_header_footer=False),
            "Số trang",
            "mục I, khoản 7",
            "trang thứ nhất",
        ),
        (numbered_on_page_one, "Số trang", "mục I, khoản 7", "trang thứ nhất"),
        (number_at_the_side, "Số trang", "mục I, khoản 7", "không canh giữa"),
        (number_below, "Số trang", "mục I, khoản 7", "ở lề dưới"),
        (number_in_letters, "Số trang", "mục I, khoản 7", "chữ số Ả Rập"),
        (section(top_margin=Mm(15), bottom_margin=Mm(30)), "Định lề", "khoản 3", "lề dưới 30.0"),
        (gone("CỘNG"), "Quốc hiệu", "mục II, khoản 1", "không có"),
        (gone("Độc lập"), "Tiêu ngữ", "mục II, khoản 1", "không có"),
        (rules(removed), "Tiêu ngữ", "mục II, khoản 1", "không có đường kẻ"),
        (rules(shorter), "Tiêu ngữ", "mục II, khoản 1", "dòng chữ 56 mm"),
        (rules(longer), "Tên cơ quan ban hành", "mục II, khoản 2", "1/3 đến 1/2"),
        (runs("SỞ", bold=False), "Tên cơ quan ban hành", "mục II, khoản 2", "không đậm"),
        (runs("UBND", size=Pt(14)), "Tên cơ quan chủ quản", "mục II, khoản 2", "cỡ 14"),
        (text("SỞ", "Sở Thủy lợi"), "Tên cơ quan ban hành", "mục II, khoản 2", "chữ thường"),
        (runs("Số:", italic=True), "Số, ký hiệu", "mục II, khoản 3", "in nghiêng"),
        (runs("Số:", bold=True), "Số, ký hiệu", "mục II, khoản 3", "in đậm"),
        (runs("Số:", size=Pt(14)), "Số, ký hiệu", "mục II, khoản 3", "cỡ 14"),
        (gone("Số:"), "Số, ký hiệu", "mục II, khoản 3", "không có"),
        (runs("Sơn Hà, ", italic=False), "Địa danh", "mục II, khoản 4", "không nghiêng"),
        (gone("Sơn Hà, "), "Địa danh", "mục II, khoản 4", "không có"),
        (shape("BÁO CÁO", alignment=0), "Tên loại", "mục II, khoản 5", "không canh giữa"),
        (runs("Kết quả công tác", bold=False), "Trích yếu", "mục II, khoản 5", "không đậm"),
        (shape("Kết quả công tác", alignment=0), "Trích yếu", "mục II, khoản 5", "canh giữa"),
        (unjustified, "Nội dung", "mục II, khoản 6", "đoạn như vậy"),
        (runs("GIÁM ĐỐC", bold=False), "Chữ ký", "mục II, khoản 7", "không đậm"),
        (runs("Nơi nhận:", italic=False), "Nơi nhận", "mục II, khoản 9", "không nghiêng"),
        (runs("- Lưu", size=Pt(13)), "Nơi nhận", "mục II, khoản 9", "cỡ 13"),
        (text("BẢNG NGUỒN", "Bảng nguồn số liệu"), "Tiêu đề phụ lục", "khoản 1", "chữ thường"),
        (text("Phụ lục", "PHỤ LỤC"), "Phụ lục", "mục III, khoản 1", "in hoa"),
        (runs("(Kèm theo", italic=False), "Chỉ dẫn", "mục III, khoản 1", "không nghiêng"),
        (runs("CỘNG", size=Pt(15)), "Quốc hiệu", "mục II, khoản 1", "cỡ 15"),
        (
            text("CỘNG", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            "Quốc hiệu",
            "mục II, khoản 1",
            "chữ thường",
        ),
        (text("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "Tiêu ngữ", "mục II, khoản 1", "gạch nối"),
        (runs("Độc lập", bold=False), "Tiêu ngữ", "mục II, khoản 1", "không đậm"),
        (text("Số:", "Số: 5/BC-STL"), "Số, ký hiệu", "mục II, khoản 3", "thêm số 0"),
        (text("Số:", "Số: 15/BC - STL"), "Số, ký hiệu", "mục II, khoản 3", "cách chữ"),
        (
            text("Sơn Hà, ", "Sơn Hà, ngày 5 tháng 02 năm 2025"),
            "Địa danh",
            "mục II, khoản 4",
            "ngày 5",
        ),
        (
            text("Sơn Hà, ", "Sơn Hà, ngày 15 tháng 2 năm 2025"),
            "Địa danh",
            "mục II, khoản 4",
            "tháng 2",
        ),
        (
            text("Sơn Hà, ", "Sơn Hà, ngày 15 tháng 04 năm 2025"),
            "Địa danh",
            "mục II, khoản 4",
            "tháng 04",
        ),
        (runs("BÁO CÁO", bold=False), "Tên loại", "mục II, khoản 5", "không đậm"),
        (runs("- Nâng cấp 05", size=Pt(12)), "Nội dung", "mục II, khoản 6", "cỡ 12"),
        (runs("- Nâng cấp 05", name="Arial"), "Phông chữ", "mục I, khoản 4", "Arial"),
        (coloured, "Màu chữ", "mục I, khoản 4", "FF0000"),
        (shape("- Nâng cấp 05", alignment=0), "Nội dung", "mục II, khoản 6", "dàn đều"),
        (shape("- Nâng cấp 05", first_line_indent=Mm(0)), "Nội dung", "mục II, khoản 6", "1,27 cm"),
        (shape("- Nâng cấp 05", space_after=Pt(0)), "Nội dung", "mục II, khoản 6", "6 pt"),
        (shape("- Nâng cấp 05", line_spacing=2.0), "Nội dung", "mục II, khoản 6", "cách dòng 2"),
        (runs("I. Kết quả", bold=False), "Đề mục", "mục II, khoản 6", "không đậm"),
        (text("Trên đây", "Trên đây là báo cáo."), "Nội dung", "Phụ lục III", "“./.”"),
        (text("Nơi nhận", "Kính gửi:"), "Nơi nhận", "mục II, khoản 9", "không có"),
        (text("- Lưu", "- Lưu: VT;"), "Nơi nhận", "mục II, khoản 9", "dấu chấm"),
        (runs("Phụ lục", size=Pt(12)), "Phụ lục", "mục III, khoản 1", "cỡ 12"),
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


@pytest.mark.parametrize("way", WAYS)
def test_a_correct_document_of_somebody_else_is_clean(way: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    WAYS[way]().save(str(path))
    assert [str(one) for one in check_layout(path)] == []


def test_the_office_font_of_the_theme_is_found(tmp_path: Path) -> None:
    document = WAYS["defaults and theme"]()
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme"):
            blob = relation.target_part.blob
            relation.target_part._blob = blob.replace(b"Times New Roman", b"Calibri")
    document.save(str(tmp_path / "x.docx"))
    found = check_layout(tmp_path / "x.docx")
    assert {(one.part, one.found) for one in found} == {("Phông chữ", "Calibri")}
    assert found[0].count > 10  # like ones are told once


def test_exit_codes(ours: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ui.cli import main

    wrong = tmp_path / "sai.docx"
    document = Document(str(ours))
    section(left_margin=Mm(20))(document)
    document.save(str(wrong))
    assert main(["check", "--layout", str(ours)]) == 0
    assert main(["check", "--layout", str(ours), str(wrong)]) == 1
    told = capsys.readouterr().out
    assert "sai.docx: Định lề: lề trái 20.0 mm; phải từ 30 đến 35 mm" in told
    assert "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục I, khoản 3" in told
    assert main(["check", "--layout"]) == 2
    assert main(["check", "--layout", str(tmp_path / "khong-co.docx")]) == 1


def test_a_document_of_the_party_has_other_rules(ours: Path, tmp_path: Path) -> None:
    document = Document(str(ours))
    text("CỘNG", "ĐẢNG CỘNG SẢN VIỆT NAM")(document)
    document.save(str(tmp_path / "x.docx"))
    with pytest.raises(ReadError, match="05-HD/VPTW"):
        check_layout(tmp_path / "x.docx")


def test_a_file_that_is_no_docx(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_text("không phải Word", encoding="utf-8")
    with pytest.raises(ReadError):
        check_layout(path)
