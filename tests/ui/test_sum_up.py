"""Summing up on the command line, over HTTP and on its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.cli import main

LETTER = """ĐỀ CƯƠNG
Báo cáo kết quả trồng rừng 9 tháng đầu năm 2025
I. Kết quả trồng rừng
II. Kiến nghị
……………
"""
ANSWER = """ỦY BAN NHÂN DÂN
XÃ {upper}
Số: 7/BC-UBND
{name}, ngày 12 tháng 9 năm 2025

BÁO CÁO
Kết quả trồng rừng 9 tháng đầu năm 2025

I. Kết quả trồng rừng
- Đã trồng {trees} cây phân tán.
II. Kiến nghị
- Không có kiến nghị.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "de-cuong.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "ds.txt").write_text("UBND xã An Phú\nUBND xã Bình Mỹ\nUBND xã Cẩm Lộc\n")
    (tmp_path / "bao-cao").mkdir()
    for name, trees in (("An Phú", "1.200"), ("Bình Mỹ", "850")):
        text = ANSWER.format(upper=name.upper(), name=name, trees=trees)
        (tmp_path / "bao-cao" / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(papers: Path, *more: str) -> int:
    outline, units = str(papers / "de-cuong.txt"), str(papers / "ds.txt")
    home = ["--home", str(papers / "home")]
    return main([*home, "sum-up", "--outline", outline, "--units", units, *more])


def test_the_command_prints_sums_and_who_is_missing(papers, capsys):
    assert run(papers, str(papers / "bao-cao")) == 0
    out = capsys.readouterr().out
    assert "1.200 + 850 = 2.050" in out
    assert "Đã trả lời: 2/3 đơn vị. Chưa trả lời (1): UBND xã Cẩm Lộc" in out
    assert "Không có số liệu (2)" in out


def test_the_command_gives_json(papers, capsys):
    assert run(papers, "--json", str(papers / "bao-cao")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["missing"] == ["UBND xã Cẩm Lộc"]
    (one,) = told["headings"][0]["sums"]
    assert (one["total"], one["unit"], one["kind"]) == (2050, "cây", "actual")
    for part in one["parts"]:
        assert part["surface"] in part["place"]["text"]
        text = (papers / "bao-cao" / part["place"]["doc"]).read_text(encoding="utf-8")
        assert text[part["place"]["start"] : part["place"]["end"]] == part["place"]["text"]


def test_the_command_writes_both_files(papers, capsys):
    files = [papers / "t.xlsx", papers / "t.docx"]
    more = [word for file in files for word in ("--export", str(file))]
    assert run(papers, *more, str(papers / "bao-cao")) == 0
    assert all(file.read_bytes()[:2] == b"PK" for file in files)
    assert run(papers, "--export", str(papers / "t.pdf"), str(papers / "bao-cao")) == 1
    assert ".xlsx" in capsys.readouterr().err


def test_an_unreadable_answer_is_told(papers, capsys):
    (papers / "bao-cao" / "hong.docx").write_bytes(b"no document")
    assert run(papers, str(papers / "bao-cao")) == 1
    captured = capsys.readouterr()
    assert "hong.docx" in captured.err
    assert "2.050" in captured.out


@pytest.fixture
def client(papers: Path):
    from fastapi.testclient import TestClient

    from assistant.library import Library
    from assistant.settings import load_settings
    from ui.api import create_api
    from ui.jobs import Jobs

    with Library(load_settings(home=str(papers / "home"))) as library:
        jobs = Jobs()
        app = create_api(library, jobs)
        yield TestClient(app, base_url="http://localhost"), library, jobs
    jobs.close()


def sent(papers: Path) -> list[tuple[str, tuple[str, bytes]]]:
    answers = sorted((papers / "bao-cao").iterdir())
    files = [("outline", papers / "de-cuong.txt"), ("units", papers / "ds.txt")]
    files += [("files", path) for path in answers]
    return [(field, (path.name, path.read_bytes())) for field, path in files]


def test_over_http(papers, client):
    web, _, _ = client
    told = web.post("/api/sum-up", files=sent(papers)).json()
    assert told["headings"][0]["sums"][0]["formula"] == "1.200 + 850 = 2.050"
    made = web.post("/api/sum-up", files=sent(papers), data={"form": "xlsx"})
    assert made.content[:2] == b"PK"
    assert "tong-hop.xlsx" in made.headers["content-disposition"]
    assert web.get("/api/sum-up/khong-co/xlsx").status_code == 404


def test_the_reports_of_the_library_stand_in_for_answers(papers, client):
    web, library, _ = client
    library.index(papers / "bao-cao")
    told = web.post("/api/sum-up", files=sent(papers)[:2]).json()
    assert told["headings"][0]["sums"][0]["total"] == 2050


def test_the_page(papers, client):
    from assistant.gathering.collect import collect
    from ui.web.sum_tab import _work, sum_page

    _, library, jobs = client
    answers = [str(path) for path in sorted((papers / "bao-cao").iterdir())]
    work = _work(library, str(papers / "de-cuong.txt"), str(papers / "ds.txt"), answers)
    job = jobs.submit("sum-up", "", work)
    assert job.wait(60)
    page = sum_page(job.result)
    assert "1.200 + 850 = 2.050" in page
    assert "UBND xã Cẩm Lộc" in page
    assert "<script" not in page
    hostile = papers / "bao-cao" / "An Phú.txt"
    text = hostile.read_text(encoding="utf-8").replace("cây phân tán", "cây <script>x</script>")
    hostile.write_text(text, encoding="utf-8")
    assert "<script" not in sum_page(collect(papers / "de-cuong.txt", [hostile]))
