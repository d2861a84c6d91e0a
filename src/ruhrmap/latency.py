"""Answers that leave at once."""

from __future__ import annotations

import gc
import socket
from typing import Final

_INTERNET: Final = (socket.AF_INET, socket.AF_INET6)


def switch_off_gathering() -> None:
    """Switch off the delay with which the kernel gathers small packets (Nagle's algorithm).

    The server writes each answer in two pieces, head and body; the second would wait until
    the browser has confirmed the first, which it puts off for 40 ms, with 60 files to open
    a page. asyncio switches the delay off by itself, but not for connections of the socket
    that Streamlit opens, which names no protocol. A connection takes the option from the
    socket that listens. Streamlit hands that to nobody, so it is looked for in memory.
    """
    for found in gc.get_objects():
        if isinstance(found, socket.socket) and _listens(found):
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listens(found: socket.socket) -> bool:
    if found.fileno() < 0 or found.family not in _INTERNET or found.type != socket.SOCK_STREAM:
        return False
    return bool(found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
