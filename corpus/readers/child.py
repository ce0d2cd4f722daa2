"""The child process of `guard`: set limits, read one file, answer with pickles on stdout."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

from corpus.errors import Incomplete, ReadError, TooLarge
from corpus.readers.bounded import limit
from corpus.readers.choose import read_source
from corpus.readers.scan import Kept

_PROCESSOR = 280  # seconds


def main(arguments: list[str]) -> int:
    """Read the file named first, within the bytes of memory named second.

    A third names the folder of pages recognised before; new ones are handed to the parent.
    """
    path = Path(arguments[0])
    answers = os.fdopen(os.dup(1), "wb")
    with Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), 1)  # whatever a library prints must not mix with the answers
    limit(int(arguments[1]), _PROCESSOR, file=0)

    def say(message: object) -> None:
        pickle.dump(message, answers)
        answers.flush()

    try:
        kept = Kept(
            Path(arguments[2]) if len(arguments) > 2 else None,
            lambda key, text: say(("keep", key, text)),
        )
        say(read_source(path, on_page=lambda page, pages: say(("page", page, pages)), kept=kept))
    except Incomplete as error:
        say(("incomplete", str(error)))
    except ReadError as error:
        say(("error", type(error).__name__, error.file, error.reason))
    except MemoryError:
        name = path.name
        say(("error", TooLarge.__name__, name, f"Tệp “{name}” cần quá nhiều bộ nhớ; hãy tách nhỏ."))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
