"""Drafts as .docx over HTTP: the ways to show sources, the office's template sent along."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

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
    with Library(load_settings({}, home=own, signature="KT. | Lê Thị An")) as library:
        app = create_api(library, jobs)
        yield TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
    jobs.close()


def test_sources_signature_and_template(client: Any, outline_file: Path) -> None:
    sent = {"outline": (outline_file.name, outline_file.read_bytes())}
    begun = client.post("/api/drafts", files=sent)
    assert begun.status_code == 200, begun.text
    at = f"/api/drafts/{begun.json()['id']}/docx"
    both = Document(io.BytesIO(client.get(at, params={"sources": "both"}).content))
    assert any(comment.text.startswith("Nguồn: ") for comment in both.comments)
    assert "BẢNG NGUỒN SỐ LIỆU" in [p.text for p in both.paragraphs]
    assert both.tables[1].rows[0].cells[1].paragraphs[-1].text == "Lê Thị An"
    assert client.get(at, params={"sources": "x"}).status_code == 422

    office = Document()
    office.add_paragraph("Mẫu riêng của Sở")
    office.add_paragraph("{{noi_dung}}")
    file = io.BytesIO()
    office.save(file)
    answer = client.post(at, files={"template": ("mau.docx", file.getvalue())})
    assert answer.status_code == 200, answer.text
    texts = [p.text for p in Document(io.BytesIO(answer.content)).paragraphs]
    assert texts[0] == "Mẫu riêng của Sở"
    assert "I. KẾT QUẢ THỰC HIỆN" in texts

    bad = client.post(at, files={"template": ("mau.docx", outline_file.read_bytes())})
    assert bad.status_code == 422
    assert "tệp mẫu" in bad.json()["detail"]
