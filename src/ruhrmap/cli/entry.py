"""The entry of the command line: chooses the command, and ends quietly when it must.

Nothing foreseeable shows a stack trace: broken data, a mistyped argument, a file that
cannot be read, a pipe that closes, Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import Final, Protocol

from ruhrmap import configuration
from ruhrmap.cli import check, config, export, geo, press, serve, status
from ruhrmap.cli.output import LANGUAGE, complain, text
from ruhrmap.cli.parsing import USAGE_ERROR, Parser, UsageError
from ruhrmap.messages import pick


class Command(Protocol):
    """What the module of a command offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, options: argparse.Namespace) -> int:
        """Carry the command out; the exit code."""


COMMANDS: Final[dict[str, Command]] = {
    "check": check,
    "status": status,
    "press": press,
    "export": export,
    "build-geo": geo,
    "serve": serve,
    "config": config,
}
_FAILED: Final = 1
_INTERRUPTED: Final = 130  # what a shell reports after Ctrl-C
_PIPE_CLOSED: Final = 141  # what a shell reports after SIGPIPE


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments; those of the process if left out.

    Returns
    -------
    int
        0 if all is well, 1 for findings or a failure, 2 for arguments that make no sense,
        78 for a variable of the environment that makes none.

    Examples
    --------
    >>> main(["status", "--date", "31.02.2023"])
    2
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal may not know every letter
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except UsageError as error:
        complain(str(error))
        return USAGE_ERROR
    except configuration.ConfigurationError as error:
        complain(pick(LANGUAGE, error.message))
        return configuration.EXIT_CODE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read has read enough; keep the interpreter from flushing into the pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        complain(_told(error))
        return _FAILED
    return code


def _told(error: OSError) -> str:
    reason = error.strerror or str(error)
    if error.filename is None:
        return text("system_error", reason=reason)
    return text("os_error", place=str(error.filename), reason=reason)


def _run(argv: list[str]) -> int:
    parser = Parser(prog="ruhrmap", description=text("about"))
    commands = parser.add_subparsers(
        title=text("commands"), metavar=text("metavar.command"), dest="command"
    )
    for name, module in COMMANDS.items():
        summary = text(f"{name}.about")
        module.arguments(commands.add_parser(name, help=summary, description=summary))
    if argv and not argv[0].startswith("-") and argv[0] not in COMMANDS:
        raise UsageError(text("unknown_command", command=argv[0], known=", ".join(COMMANDS)))
    arguments, unknown = parser.parse_known_args(argv)
    if unknown:
        command = f"ruhrmap {arguments.command or ''}".rstrip()
        raise UsageError(text("unknown_argument", argument=unknown[0], command=command))
    if arguments.command is None:
        parser.print_help()
        return USAGE_ERROR
    return COMMANDS[arguments.command].run(arguments)
