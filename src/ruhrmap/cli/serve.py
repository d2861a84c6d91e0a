"""``ruhrmap serve``: the dashboard, from any folder."""

from __future__ import annotations

import argparse
import os
import socket
from pathlib import Path
from typing import Any, Final

from ruhrmap import configuration
from ruhrmap.cli.output import LANGUAGE, complain, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.messages import pick
from ruhrmap.package import FILE

DEFAULT_HOST: Final = "localhost"
DEFAULT_PORT: Final = 8501
_LARGEST_PORT: Final = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--port",
        type=_port,
        metavar=text("metavar.port"),
        help=text("serve.port", default=str(DEFAULT_PORT)),
    )
    parser.add_argument(
        "--host",
        metavar=text("metavar.address"),
        help=text("serve.host", default=DEFAULT_HOST),
    )
    parser.add_argument(
        "--data", type=_folder, metavar=text("metavar.folder"), help=text("serve.data")
    )
    parser.add_argument("--no-browser", action="store_true", help=text("serve.no_browser"))


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 1 if the address cannot be used, 78 if a variable makes no sense."""
    if options.data is not None:  # for this process and what it starts, as if it were set
        os.environ[configuration.DATA.name] = str(options.data)
    if problems := configuration.problems():
        for problem in problems:
            complain(pick(LANGUAGE, problem.message))
        return configuration.EXIT_CODE
    from ruhrmap import settings

    try:
        in_force = {"server.port": DEFAULT_PORT, **settings.in_force(_asked(options))}
    except ValueError as error:
        complain(str(error))
        return configuration.EXIT_CODE
    if not _is_free(in_force["server.address"], in_force["server.port"]):
        return 1
    from ruhrmap import server

    server.serve(in_force)
    return 0


def _asked(options: argparse.Namespace) -> dict[str, Any]:
    """What stands on the command line, as Streamlit's options."""
    asked: dict[str, Any] = {}
    if options.no_browser:
        asked["server.headless"] = True
    if options.port is not None:
        asked["server.port"] = options.port
    if options.host is not None:
        asked |= {"server.address": options.host, "browser.serverAddress": options.host}
    return asked


def _is_free(host: str, port: int) -> bool:
    try:
        _try_to_listen(host, port)
    except OSError as error:
        reason = error.strerror or str(error)
        complain(text("serve.taken", host=host, port=str(port), reason=reason))
        return False
    return True


def _try_to_listen(host: str, port: int) -> None:
    """Bind once and let go, so that a taken port is told before the app is loaded."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(address)


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= _LARGEST_PORT:
        raise UsageError(text("serve.bad_port", value=value))
    return int(value)


def _folder(value: str) -> Path:
    """A folder that holds a data package; what is in it is checked when it is read."""
    folder = Path(value)
    if not folder.is_dir():
        raise UsageError(text("serve.no_folder", value=value))
    if not (folder / FILE).is_file():
        raise UsageError(text("serve.no_package", value=value, file=FILE))
    return folder.resolve()
