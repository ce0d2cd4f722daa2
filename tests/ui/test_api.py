"""The HTTP API: the same records as the command line, errors as sentences, closed to strangers."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import labels
from ui.guard import LOCAL, allowed_hosts, host_name
from ui.uploads import kept, safe_name

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    # Starlette's test client still offers httpx, and says that it prefers a successor.
    pytest.mark.filterwarnings("ignore:.*httpx.*"),
]


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator:
    from fastapi.testclient import TestClient

    from assistant.library import Library
    from assistant.settings import load_settings
    from ui.api import create_api
    from ui.jobs import Jobs

    jobs = Jobs()
    with Library(load_settings({}, home=home)) as library:
        app = create_api(library, jobs)
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    jobs.close()


def upload(*paths: Path, field: str = "files") -> list:
    return [(field, (path.name, path.read_bytes())) for path in paths]


def test_reading_verbs(client, papers: Path) -> None:
    path = papers / "bao-cao-6-thang.txt"
    got = client.post("/api/read", files=upload(path, field="file"))
    assert got.status_code == 200
    assert got.json()["number"] == "45/BC-SKHCN"
    text = client.post("/api/text", files=upload(path, field="file")).text
    assert text == path.read_text(encoding="utf-8")
    cited = client.post("/api/citations", files=upload(path)).json()
    assert cited["failed"] == []
    assert "812/QĐ-UBND" in [one["number"] for one in cited["citations"]]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in cited["citations"])
    related = client.post("/api/relations", files=upload(path)).json()["relations"]
    assert ("61/KH-UBND", "18/KH-UBND") in [(one["from"], one["to"]) for one in related]
    figures = client.post("/api/figures", files=upload(path)).json()["figures"]
    assert {41, 6, 350} <= {one["value"] for one in figures}


def test_a_bad_file_among_good_ones_is_told(client, papers: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.docx"
    bad.write_bytes(b"PK\x03\x04")
    got = client.post("/api/citations", files=upload(papers / "hoi-nhap.txt", bad)).json()
    assert got["citations"]
    assert [one["file"] for one in got["failed"]] == ["hong.docx"]
    alone = client.post("/api/read", files=upload(bad, field="file"))
    assert alone.status_code == 422
    assert "hong.docx" in alone.json()["detail"]


def test_search_and_ask(client) -> None:
    found = client.post("/api/search", json={"query": "phiếu đề xuất", "k": 1})
    assert found.status_code == 200
    assert "phiếu đề xuất" in found.json()["passages"][0]["text"]
    answer = client.post("/api/ask", json={"question": "Văn bản nào triển khai Nghị quyết 57?"})
    assert [one["number"] for one in answer.json()["documents"]] == ["812/QĐ-UBND"]


def test_reports_and_config(client) -> None:
    cards = client.get("/api/reports").json()
    assert [one["doc"] for one in cards] == ["bao-cao-6-thang.txt", "hoi-nhap.txt"]
    assert cards[0]["citations"] >= 4
    assert "BAOCAO_HOME" in client.get("/api/config").json()


def test_check_waits_or_runs_behind(client, papers: Path) -> None:
    whole = client.post("/api/check")
    assert whole.status_code == 200
    kinds = {one["kind"] for one in whole.json()["findings"]}
    assert {"malformed_date", "cross_report_value"} <= kinds
    one = client.post("/api/check", files=upload(papers / "hoi-nhap.txt")).json()
    assert {place["doc"] for f in one["findings"] for place in f["evidence"]} == {"hoi-nhap.txt"}
    begun = client.post("/api/check", data={"background": "true"})
    assert begun.status_code == 202
    job = begun.json()
    deadline = time.monotonic() + 60
    while job["state"] in ("waiting", "running") and time.monotonic() < deadline:
        time.sleep(0.05)
        job = client.get(f"/api/jobs/{job['id']}").json()
    assert job["state"] == "done"
    assert job["result"]["findings"] == whole.json()["findings"]
    assert client.post(f"/api/jobs/{job['id']}/stop").json()["state"] == "done"
    assert client.get(f"/api/jobs/{job['id']}/docx").status_code == 409


def test_index_and_remove(tmp_path: Path, papers: Path) -> None:
    from fastapi.testclient import TestClient

    from assistant.library import Library
    from assistant.settings import load_settings
    from ui.api import create_api
    from ui.jobs import Jobs

    bad = tmp_path / "trong.txt"
    bad.write_text("")
    jobs = Jobs()
    with Library(load_settings({}, home=tmp_path / "kho")) as library:
        client = TestClient(create_api(library, jobs), base_url="http://localhost")
        got = client.post("/api/index", files=upload(papers / "hoi-nhap.txt", bad)).json()
        assert (got["added"], [one["file"] for one in got["failed"]]) == (1, ["trong.txt"])
        names = {"names": ["hoi-nhap.txt", "la.txt"]}
        assert client.post("/api/remove", json=names).json() == {
            "removed": ["hoi-nhap.txt"],
            "missing": ["la.txt"],
        }
        assert client.get("/api/reports").json() == []
    jobs.close()


def test_outline_draft_and_docx(client, outline_file: Path) -> None:
    tree = client.post("/api/outline", files=upload(outline_file, field="file")).json()
    assert [one["title"] for one in tree["children"]] == ["KẾT QUẢ THỰC HIỆN", "KIẾN NGHỊ"]
    sent = upload(outline_file, field="outline")
    draft = client.post("/api/draft", files=sent)
    assert draft.status_code == 200
    assert len(draft.json()["sections"]) == 4
    part = client.post("/api/draft", files=sent, data={"section": "II"}).json()
    assert [one["title"] for one in part["sections"]] == ["KIẾN NGHỊ"]
    wrong = client.post("/api/draft", files=sent, data={"section": "IX"})
    assert wrong.status_code == 422
    assert "IX" in wrong.json()["detail"]
    docx = client.post("/api/export", files=sent)
    assert "attachment" in docx.headers["content-disposition"]
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(docx.content)).namelist()


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/api/search", {}, "Thiếu trường “query”."),
        ("/api/search", {"query": "   "}, "Trường “query” không được để trống."),
        ("/api/search", {"query": "a", "k": 0}, "Trường “k” có giá trị không hợp lệ."),
        ("/api/search", {"query": "a", "top": 3}, "Không có trường “top”."),
        ("/api/ask", {"question": "a" * 3000}, "Trường “question” quá dài."),
        ("/api/read", {}, "Thiếu trường “file”."),
    ],
)
def test_wrong_requests_are_told_in_vietnamese(client, path: str, body: dict, said: str) -> None:
    got = client.post(path, json=body)
    assert (got.status_code, got.json()["detail"]) == (422, said)


def test_no_json_unknown_address_and_job(client) -> None:
    got = client.post("/api/search", content="{", headers={"content-type": "application/json"})
    assert got.json()["detail"] == labels.BODY_NO_JSON
    assert client.get("/api/khong-co").json()["detail"] == labels.HTTP_404
    assert client.get("/api/search").json()["detail"] == labels.HTTP_405
    assert client.get("/api/jobs/abc").json()["detail"] == labels.NO_SUCH_JOB


def test_too_much_is_refused_before_it_is_read(client) -> None:
    head = {"content-length": str(300 * 1024 * 1024), "content-type": "text/plain"}
    got = client.post("/api/read", content=b"x", headers=head)
    assert got.status_code == 413
    assert got.json()["detail"] == labels.HTTP_413
    chunks = (b"x" * 1024 * 1024 for _ in range(201))
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/api/read", content=chunks, headers=form).status_code == 413


def test_an_unforeseen_error_tells_no_secret(client, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("mat-khau")

    monkeypatch.setattr("ui.formats.hits", broken)
    got = client.post("/api/search", json={"query": "phiếu"})
    assert got.status_code == 500
    assert got.json() == {"detail": labels.HTTP_500}


def test_docs_work_offline_and_name_every_address(client) -> None:
    page = client.get("/docs").text
    assert "http://" not in page.replace("http://127.0.0.1:7860", "")
    assert "https://" not in page
    assert "<script" not in page
    described = client.get("/openapi.json").json()
    for path in described["paths"]:
        assert path in page
    verbs = {path.split("/")[2] for path in described["paths"]}
    wanted = "read citations relations figures index remove search ask check outline draft export"
    assert set(wanted.split()) <= verbs
    finding = described["components"]["schemas"]["FindingOut"]
    assert set(finding["required"]) == set(finding["properties"])
    json.dumps(described)


# ---------------------------------------------------------------- strangers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "127.0.0.1:7860"}, 200),
        ({"host": "[::1]:7860"}, 200),
        ({"host": "LOCALHOST"}, 200),
        ({"host": "bao-cao.example"}, 400),
        ({"host": "localhost.example:80"}, 400),
        ({"host": "127.0.0.1@xau.example"}, 400),
        ({"host": ""}, 400),
        ({"origin": "http://localhost"}, 200),
        ({"origin": "http://xau.example"}, 403),
        ({"origin": "http://localhost:9999"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_only_this_machine_and_its_own_pages_are_served(client, headers, status: int) -> None:
    got = client.get("/api/config", headers=headers)
    assert got.status_code == status
    if status != 200:
        assert not got.json()["detail"].isascii()
        assert "access-control-allow-origin" not in got.headers


def test_hosts_follow_the_option() -> None:
    assert allowed_hosts(None) == LOCAL
    assert allowed_hosts("192.168.1.5") == (*LOCAL, "192.168.1.5")
    assert allowed_hosts("0.0.0.0") is None
    assert allowed_hosts("::") is None
    assert allowed_hosts("may-chu") == (*LOCAL, "may-chu")
    assert host_name("a:b:c") == "a" or host_name("a:b:c") == ""


# ---------------------------------------------------------------- uploads


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("bao-cao.docx", "bao-cao.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Báo cáo.docx", "Báo cáo.docx"),
        ("..", labels.UNNAMED),
        ("", labels.UNNAMED),
        (None, labels.UNNAMED),
        ("a\x00b\n.txt", "ab.txt"),
        ("Ba\u0301o ca\u0301o.txt", "Báo cáo.txt"),
        ("d" * 400 + ".docx", "d" * 145 + ".docx"),
    ],
)
def test_names_of_uploads_are_made_safe(sent: str | None, name: str) -> None:
    assert safe_name(sent) == name


def test_uploads_of_one_name_stay_apart_and_are_gone_afterwards() -> None:
    with kept([("a.txt", io.BytesIO(b"1")), ("../a.txt", io.BytesIO(b"2"))]) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
        assert [path.name for path in paths] == ["a.txt", "a.txt"]
    assert not any(path.exists() for path in paths)
