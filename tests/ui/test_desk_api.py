"""Kept drafts over HTTP: typed text goes through the gate, locks hold, versions are compared."""

from __future__ import annotations

import io
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
    assert again.status_code == 422
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
    assert client.get(at).status_code == 422


def test_wrong_requests(client: Any) -> None:
    assert client.delete("/api/drafts/7").status_code == 404
    assert client.get("/api/drafts/7").status_code == 422
    assert client.put("/api/drafts/7/sections/I", json={"words": "x"}).status_code == 422
