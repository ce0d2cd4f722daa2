"""How long the command line takes to answer: ``baocao --help``, and a light import.

Prints the median of several runs of a new process; exits 1 when help takes half a second.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

RUNS = 9
LIMIT = 0.5  # seconds
COMMANDS = {
    "baocao --help": [str(Path(sys.executable).with_name("baocao")), "--help"],
    "baocao draft --help": [str(Path(sys.executable).with_name("baocao")), "draft", "--help"],
    "import corpus": [sys.executable, "-c", "import corpus"],
    "python -c pass": [sys.executable, "-c", "pass"],
}


def seconds(command: list[str]) -> float:
    """Return the median wall-clock seconds of one command in a new process."""
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    return median(times)


def main() -> int:
    """Print a line for each command; return 1 if help is too slow."""
    found = {name: seconds(command) for name, command in COMMANDS.items()}
    for name, taken in found.items():
        print(f"{name:22} {taken * 1000:6.0f} ms")
    return int(found["baocao --help"] >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
