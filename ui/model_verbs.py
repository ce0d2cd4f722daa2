"""The verb about models: `baocao models prepare`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ui import labels
from ui.reading_verbs import put
from ui.terminal import ProgressLine


def prepare(args: argparse.Namespace) -> int:
    """Write the embedded model as a folder for sentence-transformers; say how to use it."""
    from assistant.settings import load_settings
    from retrieval.prepare import prepare as write

    home = load_settings(home=args.home).home
    folder = Path(args.out) if args.out else home / "models" / "e5-small"
    progress = ProgressLine()
    try:
        write(folder, progress)
    finally:
        progress.clear()
    put(labels.MODELS_PREPARED.format(folder=folder.resolve()))
    return 0
