"""argparse, speaking German and answering a slip with one line instead of an English one."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from ruhrmap.cli.output import complain, text

USAGE_ERROR = 2


class UsageError(Exception):
    """What was typed cannot be carried out; the text says why and is meant for people."""


class _Formatter(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, text("usage") + " " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser with German headings and one-line errors.

    What a person is likely to mistype is checked by our own converters, which raise
    :class:`UsageError`; the rest gets one general line.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Formatter)
        super().__init__(**options, add_help=False, allow_abbrev=False)
        # The titles that argparse gives are English and have no option of their own.
        self._positionals.title = text("arguments")
        self._optionals.title = text("options")
        self.add_argument("-h", "--help", action="help", help=text("help"))

    def error(self, message: str) -> NoReturn:
        """Say in one line that the arguments make no sense."""
        del message  # English, and about names of the parser's own
        complain(text("unreadable", command=self.prog))
        raise SystemExit(USAGE_ERROR)
