"""One question to a chat model: streamed, timed, counted, and given up when told to stop.

The answer is read in a thread of its own, so that a server that hangs or drips cannot hold the
work: the caller looks at the clock and at whether to stop every fifth of a second.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

_TICK = 0.2  # seconds
_TIMEOUT = 90.0  # seconds for one answer
_TOKEN = 3.2  # characters of Vietnamese text to one token, where the server does not count


@dataclass(frozen=True, slots=True)
class Model:
    """A chat model behind an OpenAI-compatible address; `timeout` in seconds, one answer."""

    name: str
    url: str
    key: str = field(default="", repr=False)
    timeout: float = _TIMEOUT


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said, and the tokens that it was given and wrote (estimated if need be)."""

    text: str
    given: int
    wrote: int


def ask(model: Model, prompt: str, tick: Callable[[], None] = lambda: None) -> Answer:
    """Return the answer of `model`; `tick` is called while waiting and may raise to stop.

    An answer much longer than its prompt is cut. Raises TimeoutError after `model.timeout`, and
    whatever the server's client raises.
    """
    most = 2 * len(prompt) + 2000
    inbox: queue.Queue[tuple[str, Any]] = queue.Queue()
    gone = threading.Event()
    threading.Thread(target=_read, args=(model, prompt, inbox, gone), daemon=True).start()
    deadline = time.monotonic() + model.timeout
    text, counted = "", (0, 0)
    try:
        while True:
            tick()
            if time.monotonic() > deadline:
                raise TimeoutError(f"{model.name}: quá {model.timeout:.0f} giây")
            try:
                kind, value = inbox.get(timeout=_TICK)
            except queue.Empty:
                continue
            if kind == "error":
                raise value
            if kind == "text":
                text += value
            if kind == "usage":
                counted = value
            if kind == "end" or len(text) > most:
                given, wrote = counted
                return Answer(text[:most], given or tokens(prompt), wrote or tokens(text))
    finally:
        gone.set()


def tokens(text: str) -> int:
    """Return about how many tokens a Vietnamese text has."""
    return round(len(text) / _TOKEN)


def _read(model: Model, prompt: str, inbox: queue.Queue[tuple[str, Any]], gone: Any) -> None:
    try:
        said = False
        # A stream without a piece is a ValueError of langchain; openai's own errors are none.
        with suppress(ValueError):
            for kind, value in _pieces(model, prompt):
                said = said or kind == "text"
                inbox.put((kind, value))
                if gone.is_set():
                    return
        if not said:  # a server that does not stream answers in one piece
            content = _chat(model).invoke(prompt).content
            inbox.put(("text", content if isinstance(content, str) else ""))
        inbox.put(("end", None))
    except Exception as error:
        inbox.put(("error", error))


def _pieces(model: Model, prompt: str) -> Iterator[tuple[str, Any]]:
    for chunk in _chat(model).stream(prompt):
        if isinstance(chunk.content, str) and chunk.content:
            yield "text", chunk.content
        usage = getattr(chunk, "usage_metadata", None)
        if usage:
            yield "usage", (usage["input_tokens"], usage["output_tokens"])


def _chat(model: Model) -> Any:
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    return ChatOpenAI(
        model=model.name,
        base_url=model.url,
        api_key=SecretStr(model.key or "none"),
        timeout=model.timeout,
        max_retries=0,
        temperature=0,
    )
