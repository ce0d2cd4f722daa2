"""Read files that may be hostile in a child process with bounded memory and time.

A broken or malicious .docx or .pdf can make a parser loop or swell; then only the child dies, the
user gets one sentence, and the batch goes on.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO

from corpus import errors
from corpus.errors import Broken, Incomplete, ReadError, TooLarge
from corpus.readers.base import Source

MEMORY = 1024 * 1024 * 1024  # bytes of address space
IDLE = 25.0  # seconds without a sign of life; a page of a pdf takes about 0.1 s
TOTAL = 300.0  # seconds in all, a few each page
# Threads of numeric libraries take address space by the gigabyte and bring nothing here.
_ENVIRONMENT = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")


def read_guarded(
    path: Path,
    *,
    memory: int = MEMORY,
    idle: float = IDLE,
    on_page: Callable[[int, int], None] | None = None,
    cache: Path | None = None,
) -> Source:
    """Return the source of a file read in a child process; raises `ReadError` as readers do.

    `on_page(page, pages)` is called as pages of a pdf are read; what it raises stops the reading.
    Pages recognised on pictures are kept in the folder `cache`, also when reading is stopped.
    """
    child = subprocess.Popen(
        [
            *(sys.executable, "-m", "corpus.readers.child", str(path.resolve()), str(memory)),
            *([str(cache.resolve())] if cache else []),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    messages: queue.Queue[object] = queue.Queue()
    assert child.stdout is not None  # noqa: S101  (Popen was given PIPE)
    threading.Thread(target=_listen, args=(child.stdout, messages), daemon=True).start()
    try:
        return _wait(path.name, messages, idle, on_page, cache)
    finally:
        end(child)


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child that leads a session of its own, with all it started."""
    with contextlib.suppress(AttributeError, ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
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
    cache: Path | None,
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
            case ("keep", str(key), str(page_text)):
                if cache:
                    _keep(cache, key, page_text)
            case ("incomplete", str(reason)):
                raise Incomplete(reason)
            case ("error", str(kind), str(file), str(reason)):
                raise _error(kind, file, reason)
            case _:
                raise Broken(
                    name,
                    f"Không đọc được “{name}”: tệp bị hỏng hoặc quá nặng; hãy mở bằng phần mềm gốc"
                    " và lưu lại.",
                )
    raise TooLarge(name, f"Đọc “{name}” mất quá lâu nên đã dừng; hãy tách nhỏ hoặc lưu lại tệp.")


def _keep(cache: Path, key: str, text: str) -> None:
    """Write what was recognised on a page, whole or not at all; a full disk is no failure."""
    if not re.fullmatch(r"[0-9a-f]{64}", key):
        return
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        new = cache / f"{key}.{os.getpid()}.new"
        new.write_text(text, encoding="utf-8")
        new.replace(cache / f"{key}.json")


def _error(kind: str, file: str, reason: str) -> ReadError:
    found = getattr(errors, kind, ReadError)
    if isinstance(found, type) and issubclass(found, ReadError):
        return found(file, reason)
    return ReadError(file, reason)
