"""A tree from ``baocao outline --json``, changed by hand, is what ``baocao draft`` drafts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ui.cli import main


def run(home: Path, *words: object) -> int:
    return main(["--home", str(home), *map(str, words)])


def test_the_printed_tree_is_drafted(
    home: Path, outline_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "outline", outline_file, "--json") == 0
    tree: dict[str, Any] = json.loads(capsys.readouterr().out)
    tree["children"][0]["children"].reverse()
    for number, child in enumerate(tree["children"][0]["children"], start=1):
        child["number"] = f"{number}."
    del tree["children"][1]
    changed = tmp_path / "de-cuong.json"
    changed.write_text(json.dumps(tree), encoding="utf-8")
    assert run(home, "draft", "--outline", changed, "--json") == 0
    draft = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["title"]) for one in draft["sections"]] == [
        ("I", "KẾT QUẢ THỰC HIỆN"),
        ("I.1", "Hoạt động nghiên cứu"),
        ("I.2", "Công tác chỉ đạo, điều hành"),
    ]
    assert draft["sections"][1]["sentences"]


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"children": []}', '{"children": [{"title": ""}]}']
)
def test_what_is_no_tree_is_told(
    home: Path, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sai.json"
    path.write_text(words, encoding="utf-8")
    assert run(home, "draft", "--outline", path) == 1
    assert capsys.readouterr().err.strip()
