"""The register by command, over HTTP and on the page; answers as files and as a drawing."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from ui import cli

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*httpx.*"),
]
ENTRY = {
    *("id", "number", "type", "date", "issuer", "title", "status", "aliases", "marks", "edited"),
    *("first_form", "later_form", "mentions", "first", "last", "places"),
}


def run(*args: object) -> int:
    try:
        return cli.main([str(arg) for arg in args])
    except SystemExit as stop:
        return int(stop.code or 0)


def rows(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


# ---------------------------------------------------------------- commands


def test_the_register_is_printed(home: Path, capsys) -> None:
    assert run("--home", home, "register", "--json") == 0
    found = {one["number"]: one for one in rows(capsys.readouterr().out)}
    assert {"812/QĐ-UBND", "57-NQ/TW", "61/KH-UBND", "18/KH-UBND"} <= set(found)
    assert set(found["57-NQ/TW"]) == ENTRY
    assert found["18/KH-UBND"]["status"] == "được thay thế bởi 61/KH-UBND"
    assert found["57-NQ/TW"]["first"]["doc"] == "bao-cao-6-thang.txt"
    assert run("--home", home, "register") == 0
    assert "812/QĐ-UBND" in capsys.readouterr().out


def test_a_query_gives_citations_to_paste(home: Path, capsys) -> None:
    assert run("--home", home, "register", "nghi", "quyet", "57", "--json") == 0
    best = rows(capsys.readouterr().out)[0]
    assert best["first"] == "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"
    assert best["later"] == "Nghị quyết số 57-NQ/TW"
    assert run("--home", home, "register", "không", "có", "gì", "thế") == 0
    assert "Không có văn bản nào khớp" in capsys.readouterr().err


def test_import_and_export_by_command(home: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "sổ.xlsx"
    assert run("--home", home, "register", "--export", out) == 0
    assert str(out) in capsys.readouterr().err
    other = tmp_path / "kho"
    assert run("--home", other, "register", "--import", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["added"] >= 5
    assert (told["updated"], told["failed"]) == (0, [])
    bad = tmp_path / "xấu.csv"
    bad.write_text("Số ký hiệu,Ngày\n1/QĐ-X,khi nào\n2/QĐ-X,1/2/2025\n", encoding="utf-8")
    assert run("--home", other, "register", "--import", bad) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("Dòng 2: ")
    assert "Đã thêm 1 văn bản" in shown.out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--import", "không-có.xlsx"], "không-có.xlsx"),
        (["--export", "sổ.pdf"], ".xlsx hoặc .csv"),
        (["--export", "không/có/sổ.csv"], "không/có"),
    ],
)
def test_what_cannot_be_is_told(home: Path, args: list[str], said: str, capsys) -> None:
    assert run("--home", home, "register", *args) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_an_answer_is_exported(home: Path, tmp_path: Path, capsys) -> None:
    for name in ("trả lời.docx", "trả lời.xlsx"):
        asked = ("văn bản nào triển khai nghị quyết 57", "--export", tmp_path / name)
        assert run("--home", home, "ask", *asked) == 0
    assert "812/QĐ-UBND" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(tmp_path / "trả lời.xlsx").active
    assert [cell.value for cell in sheet[1]][:3] == ["STT", "Số, ký hiệu", "Loại văn bản"]
    assert sheet["B2"].value == "812/QĐ-UBND"
    assert "bao-cao-6-thang.txt, " in sheet["J2"].value
    text = zipfile.ZipFile(tmp_path / "trả lời.docx").read("word/document.xml").decode()
    plain = re.sub(r"<[^>]+>", " ", text)
    for words in ("KẾT QUẢ TRA CỨU VĂN BẢN", "812/QĐ-UBND", "trực tiếp", "bao-cao-6-thang.txt"):
        assert words in plain
    assert run("--home", home, "ask", "nghị quyết 57", "--export", tmp_path / "a.pdf") == 1


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_an_exported_answer_opens_in_an_office_program(home: Path, tmp_path: Path) -> None:
    run("--home", home, "ask", "nghị quyết 57", "--export", tmp_path / "a.docx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


# ---------------------------------------------------------------- HTTP


@pytest.fixture
def client(papers: Path, tmp_path: Path) -> Iterator:
    from fastapi.testclient import TestClient

    from assistant.library import Library
    from assistant.settings import load_settings
    from corpus.reading import read
    from ui.api import create_api
    from ui.jobs import Jobs

    jobs = Jobs()
    with Library(load_settings({}, home=tmp_path / "kho")) as library:
        library.store.put(read(papers / "bao-cao-6-thang.txt"))
        app = create_api(library, jobs)
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    jobs.close()


def numbers(client) -> dict[str, dict]:
    return {one["number"]: one for one in client.get("/api/register").json()}


def test_the_register_over_http(client) -> None:
    found = numbers(client)
    assert set(found["812/QĐ-UBND"]) == ENTRY
    best = client.get("/api/register/suggest", params={"text": "812"}).json()[0]
    assert best["later"] == "Quyết định số 812/QĐ-UBND"
    given = {"id": found["812/QĐ-UBND"]["id"], "changes": {"title": "Về chuyển đổi số"}}
    done = client.post("/api/register/correct", json=given).json()
    assert (done["title"], done["marks"]) == ("Về chuyển đổi số", ["đã sửa bởi người dùng"])
    assert numbers(client)["812/QĐ-UBND"]["title"] == "Về chuyển đổi số"
    back = client.post("/api/register/revert", json={"id": done["id"]}).json()
    assert back["marks"] == []


def test_merge_over_http(client) -> None:
    found = numbers(client)
    given = {"id": found["18/KH-UBND"]["id"], "into": found["61/KH-UBND"]["id"]}
    assert client.post("/api/register/merge", json=given).json()["aliases"] == ["18/KH-UBND"]
    assert "18/KH-UBND" not in numbers(client)


@pytest.mark.parametrize(
    ("verb", "given", "status"),
    [
        ("correct", {"id": "x", "changes": {"title": "y"}}, 409),
        ("correct", {"id": "x", "changes": {"màu": "y"}}, 422),
        ("merge", {"id": "x", "into": "y"}, 409),
        ("split", {"id": "x", "alias": "y"}, 409),
        ("revert", {"id": "x"}, 409),
        ("revert", {}, 422),
    ],
)
def test_wrong_changes_are_told(client, verb: str, given: dict, status: int) -> None:
    got = client.post(f"/api/register/{verb}", json=given)
    assert got.status_code == status
    assert got.json()["detail"].endswith(".")


def test_files_over_http(client) -> None:
    book = client.get("/api/register/export", params={"form": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet["B1"].value == "Số, ký hiệu"
    text = client.get("/api/register/export", params={"form": "csv"}).content
    assert text.startswith(b"\xef\xbb\xbf")
    again = client.post("/api/register/import", files={"file": ("sổ.csv", text)}).json()
    assert (again["added"], again["updated"], again["failed"]) == (0, 0, [])
    bad = client.post("/api/register/import", files={"file": ("sổ.doc", b"x")})
    assert bad.status_code >= 400
    assert ".xlsx hoặc .csv" in bad.json()["detail"]


# ---------------------------------------------------------------- the drawing


@pytest.fixture(scope="module")
def drawing(home: Path) -> str:
    from assistant.library import Library
    from assistant.questions import answer
    from assistant.settings import load_settings
    from ui.web.graph_svg import graph

    with Library(load_settings({}, home=home)) as library:
        entries = library.register()
        found = answer("61/KH-UBND thay thế gì", library.graph(), lambda q, k: [], entries)
        return graph(found)


def test_the_drawing_is_sound_and_shows_every_document(drawing: str) -> None:
    root = ElementTree.fromstring(drawing)
    wide, narrow = root.findall("svg")
    for svg in (wide, narrow):
        _, _, width, height = map(float, svg.get("viewBox", "").split())
        boxes = [
            [float(box.get(name, "nan")) for name in ("x", "y", "width", "height")]
            for box in svg.iter("rect")
        ]
        assert len(boxes) == 2
        assert all(x >= 0 and y >= 0 for x, y, _, _ in boxes)
        assert all(x + w <= width and y + h <= height for x, y, w, h in boxes)
        words = "".join(svg.itertext())
        assert "61/KH-UBND" in words
        assert "18/KH-UBND" in words
        assert len(list(svg.iter("path"))) >= 1
    assert float(narrow.get("viewBox", "").split()[2]) <= 400


def test_what_was_replaced_is_marked_in_the_drawing(drawing: str) -> None:
    gone = re.findall(r'<g class="gone">.*?</g>', drawing)
    assert gone
    assert all("18/KH-UBND" in one for one in gone)
    assert "http" not in drawing
    assert "<script" not in drawing


def test_nothing_is_drawn_of_nothing() -> None:
    from assistant.questions import Answer
    from ui.web.graph_svg import graph

    assert graph(Answer("Không có.")) == ""
