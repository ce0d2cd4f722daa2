"""`baocao check --layout`: .docx files against Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from corpus.errors import ReadError
from ui import formats, labels
from ui.reading_verbs import put, say
from ui.usage import WRONG_USAGE


def layout(args: argparse.Namespace) -> int:
    """Print the deviations of each file with their rules; exit 1 when there is one."""
    from assistant.official.layout_check import check_layout

    if not args.files:
        say(labels.LAYOUT_NO_FILE)
        return WRONG_USAGE
    bad = False
    for file in args.files:
        try:
            found = check_layout(Path(file))
        except ReadError as error:
            say(error.reason)
            bad = True
            continue
        bad = bad or bool(found)
        for one in found:
            if args.json:
                put(formats.dumps({"file": Path(file).name, **asdict(one)}))
            else:
                put(f"{Path(file).name}: {one}")
        say(
            (labels.LAYOUT_FOUND if found else labels.LAYOUT_CLEAN).format(
                file=Path(file).name, count=len(found)
            )
        )
    return 1 if bad else 0
