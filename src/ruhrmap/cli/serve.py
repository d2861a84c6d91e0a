"""``ruhrmap serve``: the dashboard, from any folder."""

from __future__ import annotations

import argparse
import socket
from typing import Final

from ruhrmap.cli.output import complain, text
from ruhrmap.cli.parsing import UsageError

DEFAULT_HOST: Final = "localhost"
DEFAULT_PORT: Final = 8501
_LARGEST_PORT: Final = 65535


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        metavar=text("metavar.port"),
        help=text("serve.port", default=str(DEFAULT_PORT)),
    )
    parser.add_argument(
        "--host",
        default=DEFAULT_HOST,
        metavar=text("metavar.address"),
        help=text("serve.host", default=DEFAULT_HOST),
    )
    parser.add_argument("--no-browser", action="store_true", help=text("serve.no_browser"))


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 1 if the address cannot be used."""
    try:
        _try_to_listen(options.host, options.port)
    except OSError as error:
        reason = error.strerror or str(error)
        complain(text("serve.taken", host=options.host, port=str(options.port), reason=reason))
        return 1
    from ruhrmap import server

    server.serve(host=options.host, port=options.port, open_browser=not options.no_browser)
    return 0


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
