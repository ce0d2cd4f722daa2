"""Prompts are checked files: what they declare is what they use."""

import pytest

import prompts
from prompts.prompt import PromptError, parse

GOOD = "---\nname: chao\nversion: 3\nvariables: ten, viec\n---\nKính gửi $ten về $viec {{F1}}.\n"


@pytest.mark.parametrize("name", prompts.names())
def test_shipped_prompts_load(name: str) -> None:
    prompt = prompts.load(name)
    assert prompt.name == name
    assert prompt.version >= 1
    values = {variable: f"<{variable}>" for variable in prompt.variables}
    rendered = prompt.render(**values)
    assert all(value in rendered for value in values.values())


def test_there_is_a_prompt_for_sections() -> None:
    assert "write_section" in prompts.names()


def test_render_leaves_placeholders_and_dollars_in_values() -> None:
    prompt = parse(GOOD, "chao")
    assert prompt.label == "chao@3"
    assert prompt.render(ten="Sở $viec", viec="họp") == "Kính gửi Sở $viec về họp {{F1}}."


@pytest.mark.parametrize(
    "values",
    [{"ten": "a"}, {"ten": "a", "viec": "b", "khac": "c"}, {}],
    ids=["missing", "unknown", "none"],
)
def test_render_refuses_wrong_variables(values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="chao"):
        parse(GOOD, "chao").render(**values)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Không có phần đầu", "front matter"),
        ("---\nname: chao\nversion: 1\n---\nx", "front matter has"),
        ("---\nname: khac\nversion: 1\nvariables:\n---\nx", "says khac"),
        ("---\nname: chao\nversion: một\nvariables:\n---\nx", "whole number"),
        ("---\nname: chao\nversion: 1\nvariables: a\n---\nx", "declared"),
        ("---\nname: chao\nversion: 1\nvariables:\n---\nx $a", "used"),
        ("---\nname: chao\nversion: 1\nvariables:\n---\ngiá 5 $ một cái", "starts no variable"),
        ("---\nname: chao\nname: chao\nversion: 1\nvariables:\n---\nx", "line"),
    ],
)
def test_wrong_files_are_refused(source: str, message: str) -> None:
    with pytest.raises(PromptError, match=message):
        parse(source, "chao")


def test_missing_prompt_names_itself() -> None:
    with pytest.raises(PromptError, match="khong_co"):
        prompts.load("khong_co")
