"""The server: API and workbench in one process, on this machine only unless asked otherwise."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from ui import formats, labels
from ui.guard import allowed_hosts
from ui.reading_verbs import put, say
from ui.writing import OutputError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.library import Library
    from ui.jobs import Jobs

DEFAULT_HOST = "127.0.0.1"


def build_app(library: Library, jobs: Jobs, hosts: tuple[str, ...] | None) -> FastAPI:
    """Return the API with the workbench mounted at "/"."""
    from ui.api import create_api
    from ui.web.workbench import mount_workbench

    return mount_workbench(create_api(library, jobs, hosts), library, jobs)


def serve(
    home: str | None, host: str | None, port: int, *, open_browser: bool, as_json: bool
) -> int:
    """Serve until Ctrl+C. `host` None: 127.0.0.1 and only local names; `port` 0: a free one."""
    import uvicorn

    from assistant.library import Library
    from assistant.settings import load_settings
    from ui.jobs import Jobs

    say(labels.STARTING)
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(host or DEFAULT_HOST, port))
        library = stack.enter_context(Library(load_settings(home=home)))
        jobs = Jobs()
        stack.callback(jobs.close)
        app = build_app(library, jobs, allowed_hosts(host))
        listener.listen()  # who follows the address at once waits instead of being refused
        url = _announce(host or DEFAULT_HOST, listener.getsockname()[1], as_json)
        if open_browser:
            threading.Timer(1.0, webbrowser.open, [url]).start()
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2)
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
    say(labels.SERVE_STOPPED)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Return a bound socket, so that a taken port is told before anything heavy is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OutputError(labels.PORT_TAKEN.format(host=host, port=port)) from error
    return listener


def _announce(host: str, port: int, as_json: bool) -> str:
    """Say where the server is and return that address."""
    local = host in (DEFAULT_HOST, "localhost", "::1")
    name = DEFAULT_HOST if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    url = f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"
    if as_json:
        put(formats.dumps({"url": url, "docs": f"{url}/docs"}))
        sys.stdout.flush()
    say(labels.SERVING.format(url=url))
    if not local:
        say(labels.SERVING_OPEN.format(host=host))
    return url
