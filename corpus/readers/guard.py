"""Read files that may be hostile in a child process with bounded memory and time.

A broken or malicious .docx or .pdf can make a parser loop or swell; then only the child dies, the
user gets one sentence, and the batch goes on.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from corpus import errors
from corpus.errors import Broken, ReadError, TooLarge
from corpus.readers.base import Source

MEMORY = 1024 * 1024 * 1024  # bytes of address space
IDLE = 25.0  # seconds without a sign of life; a page of a pdf takes about 0.1 s
TOTAL = 300.0  # seconds in all


def read_guarded(
    path: Path,
    *,
    memory: int = MEMORY,
    idle: float = IDLE,
    on_page: Callable[[int, int], None] | None = None,
) -> Source:
    """Return the source of a file read in a child process; raises `ReadError` as readers do.

    `on_page(page, pages)` is called as pages of a pdf are read; what it raises stops the reading.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "corpus.readers.child", str(path.resolve()), str(memory)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    messages: queue.Queue[object] = queue.Queue()
    assert child.stdout is not None  # noqa: S101  (Popen was given PIPE)
    threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
    try:
        return _wait(path.name, messages, idle, on_page)
    finally:
        child.kill()
        child.wait()


def _listen(stream: IO[bytes], messages: queue.Queue[object]) -> None:
    """Pass on what the child says until it says no more."""
    with stream:
        while True:
            try:
                messages.put(pickle.load(stream))  # noqa: S301  (written by our own child)
            except (EOFError, pickle.UnpicklingError, OSError, ValueError):
                messages.put(None)
                return


def _wait(
    name: str,
    messages: queue.Queue[object],
    idle: float,
    on_page: Callable[[int, int], None] | None,
) -> Source:
    left = TOTAL
    while left > 0:
        try:
            message = messages.get(timeout=idle)
        except queue.Empty:
            break
        match message:
            case Source():
                return message
            case ("page", int(page), int(pages)):
                left -= idle / 100
                if on_page:
                    on_page(page, pages)
            case ("error", str(kind), str(file), str(reason)):
                raise _error(kind, file, reason)
            case _:
                raise Broken(
                    name,
                    f"Không đọc được “{name}”: tệp bị hỏng hoặc quá nặng; hãy mở bằng phần mềm gốc"
                    " và lưu lại.",
                )
    raise TooLarge(name, f"Đọc “{name}” mất quá lâu nên đã dừng; hãy tách nhỏ hoặc lưu lại tệp.")


def _error(kind: str, file: str, reason: str) -> ReadError:
    found = getattr(errors, kind, ReadError)
    if isinstance(found, type) and issubclass(found, ReadError):
        return found(file, reason)
    return ReadError(file, reason)
