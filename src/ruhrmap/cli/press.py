"""``ruhrmap press``: what can be done with a press release."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from ruhrmap.cli import press_add, press_read
from ruhrmap.cli.output import text
from ruhrmap.cli.parsing import UsageError

if TYPE_CHECKING:
    from ruhrmap.cli.entry import Command

COMMANDS: Final[dict[str, Command]] = {"read": press_read, "add": press_add}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    commands = parser.add_subparsers(
        title=text("commands"), metavar=text("metavar.command"), dest="press_command"
    )
    for name, module in COMMANDS.items():
        summary = text(f"press.{name}.about")
        module.arguments(commands.add_parser(name, help=summary, description=summary))


def run(given: argparse.Namespace) -> int:
    """Carry out what was asked for.

    Raises
    ------
    UsageError
        If nothing was.
    """
    if given.press_command is None:
        raise UsageError(text("press.no_command", known=", ".join(COMMANDS)))
    return COMMANDS[given.press_command].run(given)
