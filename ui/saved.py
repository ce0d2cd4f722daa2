"""A draft kept in a file between ``draft --save`` and ``export``: the whole record as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ui import formats

if TYPE_CHECKING:
    from assistant.drafting.record import Draft

FORM = "baocao-draft-1"


def dump_draft(draft: Draft) -> str:
    """Return the whole draft as JSON text that `load_draft` reads back."""
    from assistant.drafting.keeping import to_json

    return formats.dumps({"form": FORM, "draft": to_json(draft)}, indent=2)


def load_draft(text: str) -> Draft:
    """Return the draft of `dump_draft`; raises ValueError for anything else."""
    from assistant.drafting.keeping import from_json

    try:
        kept = json.loads(text)
        if kept["form"] != FORM:
            raise ValueError(f"form {kept['form']!r}, expected {FORM!r}")
        return from_json(kept["draft"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error
