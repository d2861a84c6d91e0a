"""The app as it is served, with a thread beside it that tells what a leak would fill.

    python -m benchmarks.soak.watched PORT [--plant BYTES]

A line on standard input is answered with a line of JSON on standard output. ``--plant`` keeps
that many bytes of each visit for good: the soak must find them.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import signal
import sys
import threading
from typing import IO, TYPE_CHECKING, Any

from starlette.middleware import Middleware

from ruhrmap import cli, server

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Leak:
    """Keeps something of every visitor who opens a websocket."""

    kept: list[bytearray] = []  # noqa: RUF012 - shared on purpose

    def __init__(self, app: ASGIApp, size: int) -> None:
        self._app, self._size = app, size

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            self.kept.append(bytearray(os.urandom(64)) * (self._size // 64))
        await self._app(scope, receive, send)


def figures() -> dict[str, int]:
    """What a leak would fill, by name."""
    from streamlit.runtime import Runtime

    gc.collect()
    found = {"objects": len(gc.get_objects()), "server threads": threading.active_count()}
    if Runtime.exists():
        runtime: Any = Runtime.instance()
        sessions = runtime._session_mgr
        active, known = len(sessions.list_active_sessions()), len(sessions.list_sessions())
        found |= {
            "sessions": active,
            "sessions kept": known - active,
            "media files": len(runtime.media_file_mgr._file_metadata),
            "asyncio tasks": len(asyncio.all_tasks(runtime._get_async_objs().eventloop)),
        }
    return found


def _answer(told: IO[str]) -> None:
    for _ in sys.stdin:
        found: dict[str, Any]
        try:
            found = figures()
        except Exception as fault:  # noqa: BLE001 - told, as who asks would wait for ever
            found = {"failed": f"{type(fault).__name__}: {fault}"}
        print(json.dumps(found), file=told, flush=True)
    signal.raise_signal(signal.SIGTERM)  # whoever asked has ended, however: so does the server


def main() -> None:
    """Serve until ended."""
    port, *more = sys.argv[1:]
    if more:
        size, own = int(more[1]), server.middleware
        server.middleware = lambda: [Middleware(Leak, size=size), *own()]
    told = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what Streamlit prints is no answer
    threading.Thread(target=_answer, args=(told,), daemon=True).start()
    raise SystemExit(cli.main(["serve", "--host", "127.0.0.1", "--port", port, "--no-browser"]))


if __name__ == "__main__":
    main()
