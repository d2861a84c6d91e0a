"""Asking our own routes and middleware something, in this process: no socket, no server."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp, Message

from fuzz.target import hold
from ruhrmap import staff

Headers = Iterable[tuple[bytes, bytes]]

_HOST: Final = (b"host", b"localhost")


@dataclass(frozen=True)
class Answer:
    """What came back; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    routes: Sequence[Route], target: str, *, method: str = "GET", headers: Headers = (_HOST,)
) -> Answer:
    """One request to some routes alone; ``target`` may have a query."""
    path, _, query = target.partition("?")
    return send(Starlette(routes=list(routes)), method, path, query.encode(), headers)


@cache
def app(*, for_staff: bool = False) -> Starlette:
    """All routes and all middleware, as the server has them; of the public, or of the staff."""
    from ruhrmap import server

    before = os.environ.get(staff.VARIABLE)
    os.environ[staff.VARIABLE] = "1" if for_staff else "0"
    try:
        made = Starlette(routes=server.routes(), middleware=server.middleware())
        made.build_middleware_stack()
    finally:
        if before is None:
            del os.environ[staff.VARIABLE]
        else:
            os.environ[staff.VARIABLE] = before
    return made


def send(
    app: ASGIApp,
    method: str,
    path: str,
    query: bytes = b"",
    headers: Headers = (_HOST,),
    chunks: Iterable[bytes] = (),
) -> Answer:
    """One request and its whole answer, which must be one that a server can send on."""
    told: list[Message] = []
    body = iter([*chunks, None])

    async def receive() -> Message:
        chunk = next(body, b"")
        if chunk == b"":
            await asyncio.Event().wait()  # the caller stays, and has nothing more to say
        return {"type": "http.request", "body": chunk or b"", "more_body": chunk is not None}

    async def take(event: Message) -> None:
        told.append(event)

    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "surrogateescape"),
        "query_string": query,
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 50_000),
        "headers": list(headers),
    }
    runner().run(_bounded(app(scope, receive, take)))
    start = told[0]
    hold(start["type"] == "http.response.start", "an answer begins with its status")
    hold(sum(one["type"] == "http.response.start" for one in told) == 1, "one answer")
    for name, value in start["headers"]:
        hold(not set(b"\r\n\0") & set(name + value), "no header holds a line end")
    return Answer(
        start["status"],
        {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in start["headers"]
        },
        b"".join(event.get("body", b"") for event in told[1:]),
    )


async def _bounded(answer: Any) -> None:
    async with asyncio.timeout(300):
        await answer


@cache
def runner() -> asyncio.Runner:
    """The loop that all requests run in, one after another."""
    return asyncio.Runner()
