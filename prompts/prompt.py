"""Read a prompt file, check it against its front matter, fill it in.

A prompt is `NAME.md` in this folder::

    ---
    name: write_section
    version: 1
    variables: heading, facts
    ---
    text with $heading and $facts

Variables are those of `string.Template`, because braces belong to the placeholders ({{F1}})
that a model writes. A variable that is declared and not used, or used
and not declared, is an error when the file is loaded, not a hole in what a model reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent
_FENCE = "---"


class PromptError(ValueError):
    """A prompt file at odds with its front matter, or rendered with the wrong variables."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt of a fixed version. `label` ("name@version") is recorded in what it produced."""

    name: str
    version: int
    variables: tuple[str, ...]
    text: str

    @property
    def label(self) -> str:
        """Return "name@version"."""
        return f"{self.name}@{self.version}"

    def render(self, **values: str) -> str:
        """Return the text with every variable filled in.

        Raises PromptError for a variable that is missing or unknown. Values are data: a ``$``
        inside them is left as it stands.
        """
        missing = sorted(set(self.variables) - values.keys())
        unknown = sorted(values.keys() - set(self.variables))
        if missing or unknown:
            raise PromptError(f"{self.name}: missing {missing}, unknown {unknown}")
        return Template(self.text).substitute(values)


def names() -> list[str]:
    """Return the names of the prompts that are shipped, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.md"))


def load(name: str, folder: Path = _FOLDER) -> Prompt:
    """Return the prompt `name`.md of `folder`; PromptError where it is missing or wrong."""
    path = folder / f"{name}.md"
    if not path.is_file():
        raise PromptError(f"no prompt {name} in {folder}")
    return parse(path.read_text(encoding="utf-8"), name)


def parse(source: str, name: str) -> Prompt:
    """Return the prompt that `source` describes; it must call itself `name`."""
    head, text = _split(source, name)
    fields = _fields(head, name)
    if fields["name"] != name:
        raise PromptError(f"{name}: the front matter says {fields['name']}")
    if not fields["version"].isdigit():
        raise PromptError(f"{name}: version {fields['version']!r} is no whole number")
    declared = tuple(part.strip() for part in fields["variables"].split(",") if part.strip())
    template = Template(text)
    if not template.is_valid():
        raise PromptError(f"{name}: a $ that starts no variable")
    used = set(template.get_identifiers())
    if used != set(declared):
        raise PromptError(f"{name}: declared {sorted(declared)}, used {sorted(used)}")
    return Prompt(name, int(fields["version"]), declared, text)


def _split(source: str, name: str) -> tuple[str, str]:
    lines = source.splitlines()
    if not lines or lines[0] != _FENCE or _FENCE not in lines[1:]:
        raise PromptError(f"{name}: no front matter between two lines of {_FENCE}")
    end = lines.index(_FENCE, 1)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip()


def _fields(head: str, name: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, value = line.partition(":")
        if not colon or key.strip() in fields:
            raise PromptError(f"{name}: front matter line {line!r}")
        fields[key.strip()] = value.strip()
    if fields.keys() != {"name", "version", "variables"}:
        raise PromptError(f"{name}: front matter has {sorted(fields)}")
    return fields
