"""A draft as plain JSON values and back, whole: so it is kept in files and in the library."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from assistant.drafting.record import Draft

Json = dict[str, Any]


def to_json(draft: Draft) -> Json:
    """Return a draft as JSON values that `from_json` reads back."""
    found = _plain(draft)
    assert isinstance(found, dict)  # noqa: S101 - a record gives a dict
    return found


def from_json(value: Json) -> Draft:
    """Return the draft of `to_json`; raises ValueError for anything else."""
    try:
        found = _build(Draft, value)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(str(error)) from error
    assert isinstance(found, Draft)  # noqa: S101 - `_build` of a class gives that class
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _build(kind: Any, value: Any) -> Any:
    """Return `value`, as `_plain` wrote it, as an instance of the annotation `kind`."""
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
        return _record(kind, value)
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, got {type(value).__name__}")
    return value


def _record(kind: type, value: Json) -> Any:
    hints = get_type_hints(kind)
    known = {one.name: value[one.name] for one in fields(kind) if one.name in value}
    return kind(**{name: _build(hints[name], one) for name, one in known.items()})
