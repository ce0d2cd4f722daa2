"""Kept drafts over HTTP: typed text goes through the gate, locks hold, versions are compared."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:.*httpx.*"),
]


@pytest.fixture
def client(home: Path, tmp_path: Path) -> Iterator[Any]:
    from fastapi.testclient import TestClient

    from assistant.library import Library
    from assistant.settings import load_settings
    from ui.api import create_api
    from ui.jobs import Jobs

    own = tmp_path / "home"
    shutil.copytree(home, own)
    jobs = Jobs()
    with Library(load_settings({}, home=own)) as library:
        app = create_api(library, jobs)
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    jobs.close()


def test_from_outline_to_file(client: Any, outline_file: Path) -> None:
    outline = {"outline": (outline_file.name, outline_file.read_bytes())}
    begun = client.post("/api/drafts", files=outline)
    assert begun.status_code == 200, begun.text
    at = f"/api/drafts/{begun.json()['id']}"
    assert [one["id"] for one in client.get("/api/drafts").json()] == [begun.json()["id"]]
    section = next(s for s in begun.json()["sections"] if s["path"] == "I.2")
    assert section["sentences"]

    typed = client.put(f"{at}/sections/I.2", json={"text": "- Tiếp nhận 99 phiếu đề xuất."}).json()
    assert typed["version"] == 2
    assert "99" in typed["unsupported"][0]
    told = next(s for s in typed["sections"] if s["path"] == "I.2")["text"]
    assert "CHƯA CÓ NGUỒN" in told
    refused = client.get(f"{at}/docx", params={"clean": True})
    assert refused.status_code == 422
    assert "bản sạch" in refused.json()["detail"]

    assert client.post(f"{at}/sections/I.2/lock").json()["locked"] == ["I.2"]
    again = client.post(f"{at}/sections/I.2/draft", json={})
    assert again.status_code == 423
    assert "khóa" in again.json()["detail"]
    assert client.delete(f"{at}/sections/I.2/lock").json()["locked"] == []
    chosen = client.post(f"{at}/sections/I.2/draft", json={"docs": ["hoi-nhap.txt"]}).json()
    fresh = next(s for s in chosen["sections"] if s["path"] == "I.2")
    docs = {place["doc"] for one in fresh["sentences"] for place in one["sources"]}
    assert docs <= {"hoi-nhap.txt"}
    assert chosen["unsupported"] == []

    changes = client.get(f"{at}/compare", params={"old": 1, "new": 2}).json()
    assert [one["path"] for one in changes] == ["I.2"]
    assert client.post(f"{at}/versions/1/restore").json()["version"] == 4
    assert [one["version"] for one in client.get(f"{at}/versions").json()] == [1, 2, 3, 4]

    from docx import Document

    file = client.get(f"{at}/docx", params={"sources": "comments"})
    assert Document(io.BytesIO(file.content)).paragraphs
    assert client.delete(at).status_code == 200
    assert client.get(at).status_code == 404


def begun(client: Any, outline_file: Path, **data: Any) -> Any:
    outline = {"outline": (outline_file.name, outline_file.read_bytes())}
    return client.post("/api/drafts", files=outline, data=data)


def test_the_approved_tree_is_drafted(client: Any, outline_file: Path) -> None:
    sent = {"outline": (outline_file.name, outline_file.read_bytes())}
    tree = client.post("/api/drafts/outline", files=sent).json()
    first = tree["children"][0]
    assert [one["origin"] for one in first["children"]] == [1, 2]
    first["children"].reverse()
    first["children"][0]["note"] = "số phiếu đề xuất"
    tree["children"][1]["dropped"] = True
    told = {"tree": json.dumps(tree), "period": "9 tháng đầu năm 2025", "office": "Sở Khoa học"}
    made = begun(client, outline_file, **told)
    assert made.status_code == 200, made.text
    sections = made.json()["sections"]
    assert [(one["number"], one["title"]) for one in sections] == [
        ("I.", "KẾT QUẢ THỰC HIỆN"),
        ("1.", "Hoạt động nghiên cứu"),
        ("2.", "Công tác chỉ đạo, điều hành"),
    ]
    assert sections[0]["state"] == "parent"
    assert sections[1]["note"] == "số phiếu đề xuất"
    listed = client.get("/api/drafts").json()[0]
    assert (listed["period"], listed["office"]) == ("9 tháng đầu năm 2025", "Sở Khoa học")
    assert listed["summary"]["sections"] == 3

    first["title"] = "KẾT QUẢ KHÁC"
    assert begun(client, outline_file, tree=json.dumps(tree)).status_code == 422
    renamed = begun(client, outline_file, tree=json.dumps(tree), rename="true").json()
    assert renamed["sections"][0]["title"] == "KẾT QUẢ KHÁC"
    for wrong in ("{", "[]", '{"children": 1}'):
        answer = begun(client, outline_file, tree=wrong)
        assert answer.status_code == 422
        assert not answer.json()["detail"].isascii()
    assert len(client.get("/api/drafts").json()) == 2


def test_a_draft_in_the_background_is_found_by_its_number(client: Any, outline_file: Path) -> None:
    answer = begun(client, outline_file, background="true")
    assert answer.status_code == 202
    at = f"/api/drafts/{answer.json()['id']}"
    resumed = client.post(f"{at}/resume")  # beside the job or after it: the same draft
    assert resumed.status_code == 200
    assert resumed.json()["waiting"] == []
    assert client.get(f"/api/jobs/{answer.json()['job']}").json()["kind"] == "desk"


def test_unproved_numbers_are_pointed_at(client: Any, outline_file: Path) -> None:
    at = f"/api/drafts/{begun(client, outline_file).json()['id']}"
    client.put(f"{at}/sections/I.2", json={"text": "- Tiếp nhận 99 phiếu đề xuất."})
    section = next(s for s in client.get(at).json()["sections"] if s["path"] == "I.2")
    (sentence,) = section["sentences"]
    (spot,) = sentence["unproved"]
    assert sentence["text"][spot["start"] : spot["end"]] == "99"
    assert spot["reason"]
    assert [mark["kind"] for mark in sentence["marks"]] == ["unsupported"]
    assert section["state"] == "open"


def test_a_section_is_drafted_from_chosen_passages(client: Any, outline_file: Path) -> None:
    at = f"/api/drafts/{begun(client, outline_file).json()['id']}"
    offered = client.get(f"{at}/sections/I.2/sources").json()
    pick = next(one for one in offered if "57 phiếu" in one["text"])
    assert pick["place"]["doc"] == "hoi-nhap.txt"
    assert any(figure.startswith("57") for figure in pick["figures"])
    sent = {"passages": [pick["key"]], "version": 1}
    again = client.post(f"{at}/sections/I.2/draft", json=sent)
    assert again.status_code == 200, again.text
    section = next(s for s in again.json()["sections"] if s["path"] == "I.2")
    assert {p["doc"] for s in section["sentences"] for p in s["sources"]} == {"hoi-nhap.txt"}
    assert client.get(f"{at}/sections/I/sources").status_code == 404
    lost = client.post(f"{at}/sections/I.2/draft", json={"passages": ["x.txt@1-2"]})
    assert lost.status_code == 404
    assert client.post(f"{at}/sections/I.2/draft", json=sent).status_code == 409


def test_versions_are_compared_word_by_word(client: Any, outline_file: Path) -> None:
    at = f"/api/drafts/{begun(client, outline_file).json()['id']}"
    client.put(f"{at}/sections/II", json={"text": "- Kính đề nghị xem xét."})
    (change,) = client.get(f"{at}/compare", params={"old": 1, "new": 2}).json()
    assert change["path"] == "II"
    added = "".join(one["text"] for one in change["words"] if one["kind"] != "removed")
    assert added == "- Kính đề nghị xem xét."


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "", None, 404),
        ("DELETE", "", None, 404),
        ("POST", "/resume", None, 404),
        ("GET", "/versions", None, 404),
        ("GET", "/compare?old=1&new=2", None, 404),
        ("GET", "/docx", None, 404),
        ("POST", "/versions/1/restore", None, 404),
        ("GET", "/sections/I/sources", None, 404),
        ("PUT", "/sections/I", {"text": "x"}, 404),
        ("POST", "/sections/I/draft", {}, 404),
        ("POST", "/sections/I/lock", None, 404),
        ("POST", "/sections/I/confirm", {"paragraph": 0}, 404),
        ("DELETE", "/sections/I/lock", None, 404),
        ("PUT", "/sections/I", {"words": "x"}, 422),
        ("PUT", "/sections/I", {"text": "x", "version": "y"}, 422),
    ],
)
def test_what_is_not_there(client: Any, method: str, path: str, body: Any, status: int) -> None:
    answer = client.request(method, f"/api/drafts/77{path}", json=body)
    assert answer.status_code == status
    assert not answer.json()["detail"].isascii()


def test_a_mark_is_confirmed(client: Any, outline_file: Path) -> None:
    made = begun(client, outline_file).json()
    at = f"/api/drafts/{made['id']}"
    place = next(
        {"paragraph": p, "sentence": s, "mark": 0}
        for section in made["sections"]
        if section["path"] == "I.2"
        for p, paragraph in enumerate(section["paragraphs"])
        for s, sentence in enumerate(paragraph["sentences"])
        if sentence["marks"]
    )
    done = client.post(f"{at}/sections/I.2/confirm", json={**place, "version": 1})
    assert done.json()["summary"]["open"] == made["summary"]["open"] - 1
    wrong = client.post(f"{at}/sections/I.2/confirm", json={"paragraph": 99})
    assert wrong.status_code == 404
    assert client.post(f"{at}/sections/I.2/confirm", json={}).status_code == 422


def test_stale_locked_and_wrong_names(client: Any, outline_file: Path) -> None:
    at = f"/api/drafts/{begun(client, outline_file).json()['id']}"
    text = {"text": "- Một câu.", "version": 1}
    assert client.put(f"{at}/sections/I.1", json=text).status_code == 200
    assert client.put(f"{at}/sections/I.1", json=text).status_code == 409
    assert client.post(f"{at}/versions/1/restore", params={"version": 1}).status_code == 409
    client.post(f"{at}/sections/I.1/lock")
    refused = client.put(f"{at}/sections/I.1", json={"text": "- Hai."})
    assert refused.status_code == 423
    assert "khóa" in refused.json()["detail"]
    assert client.put(f"{at}/sections/IX", json={"text": "x"}).status_code == 404
    assert client.get(at, params={"version": 9}).status_code == 404
    assert client.post(f"{at}/versions/9/restore").status_code == 404
    assert client.get(f"{at}/docx", params={"sources": "x"}).status_code == 422
