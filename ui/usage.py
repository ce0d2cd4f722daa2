"""argparse that speaks Vietnamese: its headings, its help lines and its complaints."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from ui import labels

WRONG_USAGE = 2

# argparse has no hook for its messages, so its English ones are recognised and told anew.
_COMPLAINTS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", "thiếu tham số bắt buộc: {0}"),
    (r"unrecognized arguments: (.+)", "không hiểu tham số: {0}"),
    (r"one of the arguments (.+) is required", "cần một trong các tham số: {0}"),
    (r"argument (.+?): expected one argument", "{0} cần một giá trị đi kèm"),
    (r"argument (.+?): expected at least one argument", "{0} cần ít nhất một giá trị"),
    (r"argument (.+?): expected (\d+) arguments", "{0} cần {1} giá trị"),
    (r"argument (.+?): expected at most one argument", "{0} chỉ nhận một giá trị"),
    (r"argument (.+?): not allowed with argument (.+)", "{0} không dùng cùng với {1}"),
    (
        r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)",
        "{0} không có lựa chọn {1}; hãy chọn trong: {2}",
    ),
    (r"argument (.+?): invalid int value: (.+)", "{0} phải là số nguyên, không phải {1}"),
    (r"argument (.+?): invalid \w+ value: (.+)", "{0} không nhận giá trị {1}"),
    (r"argument (.+?): ignored explicit argument (.+)", "{0} không nhận giá trị {1}"),
    (r"ambiguous option: (.+) could match (.+)", "{0} chưa rõ, có thể là: {1}"),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


def translate(message: str) -> str:
    """Return argparse's `message` in Vietnamese; one it does not know stays as it is."""
    for pattern, vietnamese in _COMPLAINTS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return vietnamese.format(*match.groups())
    return message


class VietnameseFormatter(argparse.HelpFormatter):
    """Help text with Vietnamese words and room for long option names."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line with "Cách dùng" instead of "usage"."""
        super().add_usage(usage, actions, groups, labels.USAGE if prefix is None else prefix)


class VietnameseParser(argparse.ArgumentParser):
    """A parser whose help and errors are Vietnamese; wrong usage exits with 2."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", VietnameseFormatter)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = labels.POSITIONALS
        self._optionals.title = labels.OPTIONS
        self.add_argument("-h", "--help", action="help", help=labels.HELP_HELP)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to get help, on stderr; exit 2."""
        sys.stderr.write(labels.WRONG_USAGE.format(problem=translate(message), prog=self.prog))
        raise SystemExit(WRONG_USAGE)
