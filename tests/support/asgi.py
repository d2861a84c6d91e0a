"""Asking an ASGI application something, without a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers are in lower case, in ``names`` as often as they came."""

    status: int
    headers: dict[str, str]
    body: bytes
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    app: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    headers: Iterable[tuple[str, str]] = (),
    chunks: Iterable[bytes] = (),
) -> Answer:
    """Send one request and collect the whole answer; ``path`` may have a query.

    ``chunks`` are its body, made while they are asked for.
    """
    path, _, query = path.partition("?")
    told: list[Message] = []
    body = iter(chunks)
    ended = False

    async def receive() -> Message:
        nonlocal ended
        if ended:
            await asyncio.Event().wait()  # the caller stays, and has nothing more to say
        for chunk in body:
            return {"type": "http.request", "body": chunk, "more_body": True}
        ended = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(event: Message) -> None:
        told.append(event)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("localhost", 80),
        "headers": [(b"host", b"localhost")]
        + [(name.encode(), value.encode()) for name, value in headers],
    }
    asyncio.run(app(scope, receive, send))
    start = told[0]
    assert start["type"] == "http.response.start"
    return Answer(
        start["status"],
        {name.decode().lower(): value.decode() for name, value in start["headers"]},
        b"".join(event.get("body", b"") for event in told[1:]),
        tuple(name.decode().lower() for name, _ in start["headers"]),
    )
