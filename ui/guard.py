"""Who may talk to the server: pages of the server itself and programs on this machine.

The library has no password, so two doors of a local server are shut: a foreign name that
resolves to this machine (DNS rebinding) by the Host header, and a foreign page that posts a
form here (CSRF) by the Origin header. There is no CORS.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from ui import labels
from ui.uploads import MAX_BYTES

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

LOCAL = ("localhost", "127.0.0.1", "::1")


def allowed_hosts(host: str | None) -> tuple[str, ...] | None:
    """Return the host names to answer to; None for any.

    Without ``--host`` only this machine's own; with a name or address, that one too; with
    0.0.0.0 or :: the user asked for every name that the machine has.
    """
    if host is None:
        return LOCAL
    if _is_any(host):
        return None
    return (*LOCAL, host)


def _is_any(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


def host_name(address: str) -> str:
    """Return the host of "host:port", lower case, without brackets; "" when there is none."""
    try:
        return (urlsplit(f"//{address}").hostname or "").lower()
    except ValueError:
        return ""


class Guard:
    """ASGI middleware that refuses foreign hosts, foreign origins and too much, with a sentence.

    A body without a declared length is cut off by Starlette's limit.
    """

    def __init__(self, app: App, hosts: tuple[str, ...] | None = LOCAL) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Pass a request on, or answer 400 (host), 403 (origin), 413 (size)."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = {
            key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]
        }
        refusal = self._refusal(headers)
        if refusal is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _answer(send, *refusal)

    def _refusal(self, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if self._hosts is not None and host_name(host) not in self._hosts:
            return 400, labels.FOREIGN_HOST
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > MAX_BYTES:
            return 413, labels.HTTP_413
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, labels.FOREIGN_ORIGIN
        return None


async def _answer(send: Any, status: int, sentence: str) -> None:
    from ui.formats import dumps

    body = dumps({"detail": sentence}).encode()
    headers = [(b"content-type", b"application/json; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
