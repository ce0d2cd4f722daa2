"""`baocao export`: the .docx of a draft that ``draft --save`` kept, and an example template."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ui import formats, labels
from ui.reading_verbs import put, say
from ui.usage import WRONG_USAGE
from ui.writing import OutputError, writable, write_docx, write_whole

if TYPE_CHECKING:
    from assistant.drafting.record import Draft
    from assistant.settings import Settings


def export(args: argparse.Namespace) -> int:
    """Write the .docx of a draft that ``draft --save`` kept, or the example of a template."""
    if args.template_example:
        return _example(args.template_example)
    if not args.source or not args.out:
        say(labels.EXPORT_NEEDS)
        return WRONG_USAGE
    from assistant.library import Library

    settings = settings_of(args)
    kept, path = _kept(args.source), writable(args.out)
    draft = Library(settings).gate(kept)  # its text may have been edited
    write_docx(draft, path, args.sources, clean=args.clean, settings=settings)
    if args.json:
        put(formats.dumps({"out": str(path), **formats.draft(draft)}))
    else:
        say(labels.WROTE.format(path=path))
    return 0


def settings_of(args: argparse.Namespace) -> Settings:
    """Return the settings with the options of an export; a bad template is told at once."""
    from assistant.settings import load_settings

    settings = load_settings(
        home=args.home,
        template=args.template,
        signature=args.signature,
        letterhead=args.letterhead,
    )
    if settings.template:
        from assistant.official.template import check_template

        check_template(Path(settings.template))
    return settings


def _kept(source: str) -> Draft:
    from ui.saved import load_draft

    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(labels.CANNOT_OPEN.format(path=source)) from error
    try:
        return load_draft(text)
    except ValueError as error:
        raise OutputError(labels.BAD_DRAFT.format(path=source)) from error


def _example(out: str) -> int:
    from assistant.official.template_example import write_example

    path = writable(out)
    write_whole(path, lambda temporary: write_example(temporary))
    say(labels.FILE_WROTE.format(path=path))
    return 0
