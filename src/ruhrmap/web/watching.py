"""Every request and connection: counted, and written down without the person who came.

A request is known by its kind of address (``/ruhrmap/{name}``), never by the address itself:
what stands in it may tell who looked for what. There are few kinds, whatever is asked for.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import configuration, logs, metrics, sitemap
from ruhrmap.web import health

if TYPE_CHECKING:
    from starlette.routing import Route
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OTHER: Final = "other"

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_FAULT: Final = 500
_BETWEEN_LINES: Final = 300.0  # seconds; few enough people in it would be too many lines
# That nobody should come here is an answer, and no fault; a proxy asks every few seconds.
_ASKED_ALWAYS: Final = (health.PATH, health.ALIVE)
# Streamlit's own, by how they begin; what is not listed is "other".
_STREAMLITS: Final = {
    "/static/": "/static/{path}",
    "/component/": "/component/{path}",
    "/media/": "/media/{path}",
    "/_stcore/": "/_stcore/{path}",
}
_EXACT: Final = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
_PARAMETER: Final = re.compile(r"\{[^}]*\}")


class Watched:
    """Counts and times what passes through, and answers for Streamlit's public figures.

    Parameters
    ----------
    app : ASGI application
    routes : iterable of Route
        Our own addresses.
    """

    def __init__(self, app: ASGIApp, routes: Iterable[Route]) -> None:
        self._app = app
        self._kinds = Kinds(routes)
        self._written = configuration.choice(configuration.LOG_REQUESTS)
        self._log = logs.get("requests")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and keep what is to be known of it."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connection(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, sent = _FAULT, 0
        begun = perf_counter()

        async def look(event: Message) -> None:
            nonlocal status, sent
            if event["type"] == "http.response.start":
                status = event["status"]
            elif event["type"] == "http.response.body":
                sent += len(event.get("body", b""))
            await send(event)

        try:
            await self._app(scope, receive, look)
        finally:
            route = self._kinds.of(scope["path"])
            method = scope["method"] if scope["method"] in _METHODS else OTHER
            self._keep(route, method, status, perf_counter() - begun, sent)

    def _keep(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        counters = _counters(route, method, status)
        counters[0].inc()
        counters[1].observe(seconds)
        counters[2].inc(sent)
        is_fault = status >= _FAULT and route not in _ASKED_ALWAYS
        if self._written == "all" or (self._written == "errors" and is_fault):
            self._log.info(
                "request",
                method=method,
                route=route,
                status=status,
                milliseconds=round(seconds * 1000, 1),
                bytes=sent,
            )

    async def _connection(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_accepted = is_open = False

        async def look(event: Message) -> None:
            nonlocal is_accepted
            is_accepted = is_accepted or event["type"] == "websocket.accept"
            await send(event)

        async def listen() -> Message:
            # not yet when it is accepted: who is told that it is full is let in for that alone
            nonlocal is_open
            if is_accepted and not is_open:
                is_open = True
                metrics.SESSIONS.inc()
                metrics.SESSIONS_OPEN.inc()
            return await receive()

        try:
            await self._app(scope, listen, look)
        finally:
            if is_open:
                metrics.SESSIONS_OPEN.dec()


@asynccontextmanager
async def told() -> AsyncGenerator[None, None]:
    """Write down every few minutes how much was going on, if anything was; never who came."""
    log = logs.get("activity")
    before = _totals()

    def tell() -> None:
        nonlocal before
        now = _totals()
        new = {name: round(value - before[name]) for name, value in now.items()}
        if any(new.values()):
            sessions = metrics.REGISTRY.get_sample_value("ruhrmap_sessions_open")
            log.info("activity", **new, sessions_open=round(sessions or 0))
        before = now

    async def go_on() -> None:
        while True:
            await asyncio.sleep(_BETWEEN_LINES)
            tell()

    telling = asyncio.create_task(go_on())
    try:
        yield
    finally:
        telling.cancel()
        tell()


def _totals() -> dict[str, float]:
    """What was counted since the start: requests and those that failed, sessions, runs."""
    found = dict.fromkeys(("requests", "failed", "sessions_opened", "reruns"), 0.0)
    for family in (metrics.REQUESTS, metrics.SESSIONS, metrics.RERUNS):
        for sample in next(iter(family.collect())).samples:
            if not sample.name.endswith("_total"):
                continue
            if family is metrics.REQUESTS:
                found["requests"] += sample.value
                if sample.labels["route"] not in _ASKED_ALWAYS:
                    found["failed"] += sample.value if sample.labels["status"] >= "500" else 0
            else:
                found["sessions_opened" if family is metrics.SESSIONS else "reruns"] += sample.value
    return found


class Kinds:
    """The few kinds of addresses that there are.

    Examples
    --------
    >>> from starlette.routing import Route
    >>> kinds = Kinds([Route("/data/{path:path}", print)])
    >>> [kinds.of(one) for one in ("/data/members.csv", "/daten", "/Witten?", "/static/js/a.js")]
    ['/data/{path}', '/daten', 'other', '/static/{path}']
    """

    def __init__(self, routes: Iterable[Route]) -> None:
        own = [one.path for one in routes]
        self._exact = {
            *(path for path in own if "{" not in path),
            *(f"/{one.path}" for one in sitemap.pages()),
            *_EXACT,
        }
        self._starts = {
            **{path.partition("{")[0]: _named(path) for path in own if "{" in path},
            **_STREAMLITS,
        }

    def of(self, path: str) -> str:
        """The kind of an address; ``other`` for one that is none of ours."""
        if path in self._exact:
            return path
        for start, kind in self._starts.items():
            if path.startswith(start):
                return kind
        return OTHER


def _named(path: str) -> str:
    return _PARAMETER.sub(lambda found: found[0].partition(":")[0].rstrip("}") + "}", path)


@lru_cache(1024)
def _counters(route: str, method: str, status: int) -> tuple[Any, Any, Any]:
    return (
        metrics.REQUESTS.labels(route, method, str(status)),
        metrics.REQUEST_SECONDS.labels(route),
        metrics.RESPONSE_BYTES.labels(route),
    )
