"""One tree of errors. Each message is one Vietnamese sentence that names the file and what to do.

BaocaoError
├── ReadError            a file cannot be used (`file`, `reason`)
│   ├── EmptyFile
│   ├── WrongType        unknown extension, or contents at odds with it
│   ├── Encrypted
│   ├── Broken
│   ├── TooLarge
│   ├── NotAllowed       no permission, or not there
│   └── Classified       marked Mật / Tối mật / Tuyệt mật
├── Incomplete           a file of the program itself is missing: no fault of the user's file
├── StoreError           the library's database cannot be used
├── OutlineError         no đề cương could be found in a text
├── DraftError           a kept draft cannot be worked on as asked
│   ├── NoSuchDraft      no draft, version or section of that name
│   ├── StaleDraft       somebody has saved another version meanwhile
│   └── SectionLocked    unlock it first
├── ConfigError          a setting is wrong
└── ModelError           the configured language model or embedder failed
"""

from __future__ import annotations


class BaocaoError(Exception):
    """Base of all errors that a user is meant to read."""


class ReadError(BaocaoError):
    """A file that cannot be used. `reason` is a Vietnamese sentence; str() is the same."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(reason)
        self.file = file
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str]]:
        """Keep both arguments when the error crosses a process boundary."""
        return type(self), (self.file, self.reason)


class EmptyFile(ReadError):
    """Nothing to read in it."""


class WrongType(ReadError):
    """A format that is not read, or contents that are not what the extension says."""


class Encrypted(ReadError):
    """Needs a password."""


class Broken(ReadError):
    """Damaged, truncated or hostile."""


class TooLarge(ReadError):
    """Over the size, page or expansion limit."""


class NotAllowed(ReadError):
    """Missing, or not readable by this user."""


class Classified(ReadError):
    """Carries a secrecy mark and is refused by default."""


class Incomplete(BaocaoError):
    """A file that belongs to the program is missing; installing again puts it back."""


class StoreError(BaocaoError):
    """The library's database or index cannot be used."""


class OutlineError(BaocaoError):
    """No đề cương was found."""


class DraftError(BaocaoError):
    """A draft in the library cannot be worked on as asked."""


class NoSuchDraft(DraftError):
    """There is no draft, version or section of that name."""


class StaleDraft(DraftError):
    """Somebody has saved another version since the one that was worked on."""


class SectionLocked(DraftError):
    """The section is locked: it changes only after it was unlocked."""


class ConfigError(BaocaoError):
    """A setting is wrong."""


class ModelError(BaocaoError):
    """The configured language model or embedder failed."""
