"""Run a program within limits: ``python -m corpus.readers.bounded MEMORY SECONDS FILE PROGRAM …``.

The limits are set in a process of its own that then becomes the program, so that they hold for it
and for all it starts, from its first instruction on. Where the system knows no limits (Windows),
the program runs without.
"""

from __future__ import annotations

import contextlib
import os
import sys


def limit(memory: int, seconds: int, file: int) -> None:
    """Bound this process: bytes of address space, processor seconds, bytes of any file written."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 10))
        resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(arguments: list[str]) -> None:
    """Set the limits named first and become the program that follows."""
    memory, seconds, file = map(int, arguments[:3])
    limit(memory, seconds, file)
    os.execvp(arguments[3], arguments[3:])  # noqa: S606  (the caller names the program)


if __name__ == "__main__":
    main(sys.argv[1:])
