"""Readers: what each format keeps, and one clear sentence for each file that cannot be used."""

from __future__ import annotations

import os
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import pytest

from corpus.encodings import from_tcvn3, from_vni
from corpus.errors import (
    Broken,
    Classified,
    EmptyFile,
    Encrypted,
    NotAllowed,
    ReadError,
    TooLarge,
    WrongType,
)
from corpus.model import Report, Section
from corpus.reading import read
from corpus.secrecy import secrecy_of

VIETNAMESE = set("ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def sections(found: tuple[Section, ...]) -> list[Any]:
    return [(s.number, s.title, s.level, sections(s.children)) for s in found]


def view(report: Report) -> dict[str, Any]:
    """What must be the same whatever the format of the file."""
    return {
        "sections": sections(report.sections),
        "notes": [
            (f.mark, report.blocks[f.block].text, report.blocks[f.from_block].text)
            for f in report.footnotes
            if f.from_block is not None
        ],
        "tables": [
            ([c.text for c in t.header], [[c.text for c in row] for row in t.rows])
            for t in report.tables
        ],
        "citations": [(c.number, c.type, c.date, c.issuer) for c in report.citations],
        "figures": sorted((q.value, q.unit or "", q.surface) for q in report.quantities),
        "about": (report.title, report.kind, report.number, report.date, report.issuer,
                  report.signer, report.recipients, report.period, report.scope),
    }  # fmt: skip


def test_a_word_report_is_read_whole(report_docx: Path) -> None:
    report = read(report_docx)
    found = view(report)
    assert [n for n, *_ in found["sections"]] == ["I.", "II.", ""]
    assert [note[:2] for note in found["notes"]] == [
        ("1", "Quyết định số 215/QĐ-UBND ngày 14/02/2025 của UBND tỉnh Hải Bình."),
        ("2", "Gồm: (1) Đề tài giống lúa chịu mặn; (2) Đề tài bảo tồn rong biển;"
              " (3) Dự án nuôi hàu."),
    ]  # fmt: skip
    assert found["tables"] == [
        (
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2025 / Kế hoạch", "Năm 2025 / Thực hiện"],
            [
                ["1", "Số thuê bao internet", "Thuê bao", "640.000", "631.450"],
                ["2", "Phương tiện đo được kiểm định", "Phương tiện", "3.600", "1.912"],
            ],
        )
    ]
    assert "2025¹" in report.text
    for table in report.tables:
        for cell in (c for row in table.rows for c in row):
            assert report.text[cell.start : cell.end] == cell.text


def test_the_canonical_text_says_it_all(report_docx: Path, tmp_path: Path) -> None:
    report = read(report_docx)
    text = tmp_path / "bao-cao.txt"
    text.write_text(report.text, encoding="utf-8")
    assert view(read(text)) == view(report)


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["pdf", "doc", "odt", "rtf"])
def test_every_format_gives_the_same_report(report_docx: Path, suffix: str) -> None:
    profile = report_docx.parent / "profile"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile.as_uri()}", "--convert-to",
         suffix, "--outdir", str(report_docx.parent), str(report_docx)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert view(read(report_docx.with_suffix(f".{suffix}"))) == view(read(report_docx))


def numbering(*levels: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )


def test_automatic_numbers_are_written_out(word: Any, tmp_path: Path) -> None:
    levels = numbering(
        ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)"),
        ("bullet", "\uf0b7"),
    )  # fmt: skip
    xml = (
        f"<w:numbering {word.NS}><w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    )

    def item(text: str, level: int) -> str:
        return word.p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')

    body = "".join(
        [
            item("Kết quả thực hiện", 0), item("Tham mưu văn bản", 1), item("Quy phạm", 2),
            item("Nghị quyết", 3), item("Trình 02 nghị quyết.", 4), item("Thanh tra", 1),
            item("Nhiệm vụ", 0), item("Kiểm tra", 1), item("Kiểm tra 03 đơn vị.", 4),
        ]
    )  # fmt: skip
    report = read(word.build(tmp_path / "so.docx", body, numbering=xml))
    assert report.text.split("\n")[:9] == [
        "I. Kết quả thực hiện", "1. Tham mưu văn bản", "1.1. Quy phạm", "a) Nghị quyết",
        "- Trình 02 nghị quyết.", "2. Thanh tra", "II. Nhiệm vụ", "1. Kiểm tra",
        "- Kiểm tra 03 đơn vị.",
    ]  # fmt: skip
    assert [s.number for s in report.sections] == ["I.", "II."]


def test_heading_styles_without_numbers_make_sections(word: Any, tmp_path: Path) -> None:
    styles = (
        f'<w:styles {word.NS}><w:style w:type="paragraph" w:styleId="H1">'
        '<w:name w:val="heading 1"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/>'
        '<w:name w:val="heading 2"/></w:style></w:styles>'
    )
    body = "".join(
        [
            word.p("Đánh giá chung", '<w:pStyle w:val="H1"/>'),
            word.p("Ưu điểm", '<w:pStyle w:val="H2"/>'),
            word.p("Hạ tầng số được đầu tư đồng bộ."),
            word.p("Đề xuất", '<w:pStyle w:val="H1"/>'),
            word.p("Bố trí thêm kinh phí."),
        ]
    )
    report = read(word.build(tmp_path / "muc.docx", body, styles=styles))
    assert sections(report.sections) == [
        ("", "Đánh giá chung", 1, [("", "Ưu điểm", 2, [])]),
        ("", "Đề xuất", 1, []),
    ]


def test_tracked_changes_fields_boxes_and_hidden_text(word: Any, tmp_path: Path) -> None:
    def run(text: str, props: str = "") -> str:
        return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    raised = '<w:vertAlign w:val="superscript"/>'
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>02</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2" w:author="a">{run("03")}</w:ins>'
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("năm 2025")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + word.p("Ghi trong khung.")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        "<w:txbxContent>" + word.p("Ghi trong khung.") + "</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:p>{run('Tổ chức ')}{gone}{come}{run(' lớp tập huấn ')}{field}"
        f"{run(' (nháp nội bộ)', '<w:vanish/>')}{run('.')}{box}</w:p>"
        f"<w:p><w:ins w:id='3' w:author='a'>{run('Diện tích 12 km')}{run('2', raised)}"
        "</w:ins></w:p>"
    )
    comments = (
        f"<w:comments {word.NS}><w:comment w:id='0'>{word.p('Góp ý kín')}</w:comment></w:comments>"
    )
    report = read(word.build(tmp_path / "sua.docx", body, comments=comments))
    assert report.text.split("\n")[:3] == [
        "Tổ chức 03 lớp tập huấn năm 2025.",
        "Ghi trong khung.",
        "Diện tích 12 km²",
    ]
    assert any("chữ ẩn" in warning for warning in report.warnings)


def test_notes_are_numbered_in_order_and_endnotes_follow(word: Any, tmp_path: Path) -> None:
    end = "<w:r><w:endnoteReference w:id='5'/></w:r>"
    ends = (
        f"<w:endnotes {word.NS}><w:endnote w:id='5'>{word.p('Ghi chú cuối bài.')}</w:endnote>"
        "</w:endnotes>"
    )
    body = (
        word.p("- Quản lý 23 nhiệm vụ", note="7")
        + word.p("- Ban hành 04 kế hoạch", note="2")
        + f"<w:p><w:r><w:t>- Hoàn thành báo cáo năm 2025</w:t></w:r>{end}</w:p>"
    )
    notes = word.footnotes(n2="Kế hoạch số 5/KH-SNV.", n7="Gồm 20 đề tài, 03 dự án.")
    report = read(word.build(tmp_path / "chu.docx", body, footnotes=notes, endnotes=ends))
    assert [
        (f.mark, report.blocks[f.block].text, f.from_block) for f in report.footnotes
    ] == [
        ("1", "Gồm 20 đề tài, 03 dự án.", 0),
        ("2", "Kế hoạch số 5/KH-SNV.", 1),
        ("3", "Ghi chú cuối bài.", 2),
    ]  # fmt: skip
    assert report.blocks[2].text == "Hoàn thành báo cáo năm 2025"


def test_text_in_old_fonts_is_converted(word: Any, tmp_path: Path) -> None:
    body = word.p("C«ng nghÖ th«ng tin", run='<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')
    assert read(word.build(tmp_path / "cu.docx", body)).text.startswith("Công nghệ thông tin")


@pytest.mark.parametrize(
    ("form", "font"), [("NFD", "Times New Roman"), ("VNI", "VNI-Times"), ("TCVN3", ".VnTime")]
)
def test_a_letterhead_is_no_table_in_any_encoding(
    word: Any, tmp_path: Path, form: str, font: str
) -> None:
    def typed(text: str) -> str:
        if form == "NFD":
            return unicodedata.normalize("NFD", text)
        from_old = {"VNI": from_vni, "TCVN3": from_tcvn3}[form]
        return OLD[form, text] if from_old(OLD[form, text]) == text else "?"

    run = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'

    def cell(*lines: str) -> str:
        inside = "".join(word.p(typed(line), run=run) for line in lines)
        return f"<w:tc><w:tcPr/>{inside}</w:tc>"

    head = word.table(
        word.row(
            cell("SỞ NỘI VỤ", "Số: 12/BC-SNV"),
            cell("Độc lập - Tự do - Hạnh phúc", "Sơn Hà, ngày 5 tháng 6 năm 2025"),
        ),
        columns=2,
    )
    file = word.build(tmp_path / "dau.docx", head + word.p(typed("BÁO CÁO"), run=run))
    report = read(file)
    assert not report.tables
    assert (report.number, report.issuer, report.kind) == ("12/BC-SNV", "Sở Nội vụ", "Báo cáo")


OLD = {
    ("VNI", "SỞ NỘI VỤ"): "SÔÛ NOÄI VUÏ",
    ("VNI", "Số: 12/BC-SNV"): "Soá: 12/BC-SNV",
    ("VNI", "Độc lập - Tự do - Hạnh phúc"): "Ñoäc laäp - Töï do - Haïnh phuùc",
    ("VNI", "Sơn Hà, ngày 5 tháng 6 năm 2025"): "Sôn Haø, ngaøy 5 thaùng 6 naêm 2025",
    ("VNI", "BÁO CÁO"): "BAÙO CAÙO",
    ("TCVN3", "SỞ NỘI VỤ"): "Së NéI Vô",
    ("TCVN3", "Số: 12/BC-SNV"): "Sè: 12/BC-SNV",
    ("TCVN3", "Độc lập - Tự do - Hạnh phúc"): "§éc lËp - Tù do - H¹nh phóc",
    ("TCVN3", "Sơn Hà, ngày 5 tháng 6 năm 2025"): "S¬n Hµ, ngµy 5 th¸ng 6 n¨m 2025",
    ("TCVN3", "BÁO CÁO"): "B¸O C¸O",
}


def test_a_workbook_is_tables(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Phụ lục chỉ tiêu năm 2025"])
    sheet.append(["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"])
    sheet.append([1, "Số thuê bao", 1293500, 1293200.5])
    sheet["C3"].number_format = "#,##0"
    sheet["D3"].number_format = "#,##0.0"
    sheet.append([2, "Tỷ lệ", 0.985, 1])
    sheet["C4"].number_format = sheet["D4"].number_format = "0.0%"
    book.save(tmp_path / "bang.xlsx")
    report = read(tmp_path / "bang.xlsx")
    (table,) = report.tables
    assert [c.text for c in table.header] == ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"]
    assert [[c.text for c in row] for row in table.rows] == [
        ["1", "Số thuê bao", "1.293.500", "1.293.200,5"],
        ["2", "Tỷ lệ", "98,5%", "100%"],
    ]


# ------------------------------------------------------------------ files that cannot be used


def zipped(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return path


def bad_files(folder: Path) -> list[tuple[Path, type[ReadError]]]:
    (folder / "rong.txt").touch()
    (folder / "rong.docx").touch()
    (folder / "trang.txt").write_text(" \n\n ")
    (folder / "la.exe").write_bytes(b"MZ")
    (folder / "anh.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "doi-duoi.txt").write_bytes(b"%PDF-1.4\n")
    (folder / "doi-duoi.pdf").write_text("Báo cáo")
    (folder / "nhi-phan.txt").write_bytes(bytes(range(1, 256)) * 9)
    (folder / "mat-khau.docx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    (folder / "cu.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "cut.docx").write_bytes(b"PK\x03\x04" + b"\0" * 50)
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    big = folder / "to.txt"
    with big.open("wb") as file:
        file.truncate(300_000_000)
    zipped(folder / "thuong.docx", a=b"x")
    zipped(folder / "hong.docx", word__document=b"")
    zipped(folder / "bom.docx", **{"word__document.xml": b" " * 60_000_000})
    entity = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    zipped(folder / "thuc-the.docx", **{"word__document.xml": entity})
    deep = b"<a>" * 3000 + b"</a>" * 3000
    zipped(folder / "sau.docx", **{"word__document.xml": deep})
    zipped(folder / "xml-hong.docx", **{"word__document.xml": b"<w:document><w:body>"})
    (folder / "mat.txt").write_text("ỦY BAN NHÂN DÂN\nTỐI MẬT\n\nBÁO CÁO\nTình hình\n")
    return [
        (folder / "rong.txt", EmptyFile), (folder / "rong.docx", EmptyFile),
        (folder / "trang.txt", EmptyFile), (folder / "la.exe", WrongType),
        (folder / "anh.jpg", ReadError), (folder / "doi-duoi.txt", WrongType),
        (folder / "doi-duoi.pdf", WrongType), (folder / "nhi-phan.txt", WrongType),
        (folder / "mat-khau.docx", Encrypted), (folder / "cu.docx", WrongType),
        (folder / "cut.docx", Broken), (folder / "cut.pdf", Broken), (big, TooLarge),
        (folder / "thuong.docx", Broken), (folder / "hong.docx", Broken),
        (folder / "bom.docx", TooLarge), (folder / "thuc-the.docx", Broken),
        (folder / "sau.docx", ReadError), (folder / "xml-hong.docx", Broken),
        (folder / "mat.txt", Classified), (folder / "khong-co.txt", NotAllowed),
        (folder, NotAllowed),
    ]  # fmt: skip


def test_each_bad_file_gives_one_clear_sentence(tmp_path: Path) -> None:
    for path, error in bad_files(tmp_path):
        with pytest.raises(error) as caught:
            read(path)
        reason = str(caught.value)
        assert path.name in reason
        assert caught.value.file == path.name
        assert "\n" not in reason
        assert len(reason) < 220
        assert reason.endswith((".", "!"))
        assert VIETNAMESE & set(reason.lower())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_no_permission(tmp_path: Path) -> None:
    file = tmp_path / "kin.txt"
    file.write_text("Báo cáo")
    file.chmod(0)
    with pytest.raises(NotAllowed):
        read(file)


def test_a_locked_pdf(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(
        str(tmp_path / "khoa.pdf"), encrypt=StandardEncryption("mat-khau", ownerPassword="chu")
    )
    canvas.drawString(72, 720, "Bao cao")
    canvas.save()
    with pytest.raises(Encrypted):
        read(tmp_path / "khoa.pdf")


def test_a_pdf_without_words_asks_for_ocr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "quet.pdf"))
    canvas.rect(50, 50, 300, 300, fill=1)
    canvas.save()
    monkeypatch.setenv("PATH", str(tmp_path))  # no Tesseract there
    with pytest.raises(EmptyFile, match=r"OCR.*tesseract-ocr-vie"):
        read(tmp_path / "quet.pdf")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("UBND TỈNH\nMẬT\nSố: 5/BC", "Mật"),
        ("UBND TỈNH\n  (Tuyệt mật)\nSố: 5/BC", "Tuyệt mật"),
        ("Độ mật: Tối mật\nBÁO CÁO", "Tối mật"),
        ("BÁO CÁO\nCông tác bảo mật thông tin năm 2025", None),
        ("BÁO CÁO\n" + "Nội dung. " * 400 + "\nMẬT\n", None),
    ],
)
def test_secrecy_marks(text: str, mark: str | None) -> None:
    assert secrecy_of(text) == mark


def test_a_classified_file_may_be_read_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "mat.txt"
    file.write_text("SỞ NỘI VỤ\nMẬT\nBÁO CÁO\nTình hình năm 2025\n", encoding="utf-8")
    with pytest.raises(Classified):
        read(file)
    assert read(file, allow_classified=True).title == "Tình hình năm 2025"
