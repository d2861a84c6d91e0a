"""An ASGI application on a port of this machine, in a thread of this process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp


@contextmanager
def listening(app: ASGIApp) -> Iterator[int]:
    """Hand over the port; who connects before it is ready is answered once it is."""
    with socket.create_server(("127.0.0.1", 0)) as given:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [given]})
        thread.start()
        try:
            yield int(given.getsockname()[1])
        finally:
            server.should_exit = server.force_exit = True
            thread.join()
