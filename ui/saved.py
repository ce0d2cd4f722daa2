"""A draft kept in a file between ``draft --save`` and ``export``: the whole record as JSON."""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from ui import formats

if TYPE_CHECKING:
    from assistant.drafting.record import Draft

FORM = "baocao-draft-1"


def dump_draft(draft: Draft) -> str:
    """Return the whole draft as JSON text that `load_draft` reads back."""
    return formats.dumps({"form": FORM, "draft": formats.plain(draft)}, indent=2)


def load_draft(text: str) -> Draft:
    """Return the draft of `dump_draft`; raises ValueError for anything else."""
    from assistant.drafting.record import Draft

    try:
        kept = json.loads(text)
        if kept["form"] != FORM:
            raise ValueError(f"form {kept['form']!r}, expected {FORM!r}")
        draft = _build(Draft, kept["draft"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
    assert isinstance(draft, Draft)  # noqa: S101 - `_build` of a class gives that class
    return draft


def _build(kind: Any, value: Any) -> Any:
    """Return `value`, as `formats.plain` wrote it, as an instance of the annotation `kind`."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [one for one in get_args(kind) if one is not type(None)]
        return None if value is None else _build(choices[0], value)
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], one) for one in value)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if is_dataclass(kind) and isinstance(kind, type):
        return _build_record(kind, value)
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def _build_record(kind: type, value: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    names = [one.name for one in fields(kind)]
    known = {name: value[name] for name in names if name in value}
    return kind(**{name: _build(hints[name], one) for name, one in known.items()})
