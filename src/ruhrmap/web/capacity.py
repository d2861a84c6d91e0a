"""How many visitors at once: beyond that, the next one is told so, and nobody who is here notices.

Counted are open websockets, each a visitor with a session in memory, and those who were sent a
page and are still on their way to open one. Whoever finds no room gets a page that says so
(:mod:`ruhrmap.web.busy`), and may look at the light one, which needs no session. Whoever is
known comes in again: a lost connection that comes back, a page that is loaded anew.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Final

from starlette.datastructures import Headers

from ruhrmap import configuration, metrics, turns
from ruhrmap.sitemap import is_page
from ruhrmap.web import busy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_STREAM: Final = "/_stcore/stream"  # Streamlit's websocket
_BROWSER: Final = "_streamlit_xsrf"  # Streamlit's cookie: one value a browser
_TRY_AGAIN_LATER: Final = 1013

_ON_THE_WAY: Final = 10.0  # seconds for which a place is kept for who was sent a page
_AT_THE_DOOR: Final = 8.0  # seconds for which a websocket waits for a place before it is closed
# Pages on their way or waiting to be made: a slow processor makes some twenty a second, and nobody
# should wait for longer than three.
_RUSH: Final = 60
_SPARE: Final = 4  # one more for each so many places, for those who load their page anew


@dataclass(frozen=True, slots=True)
class Figures:
    """How full it is; ``refused`` counts pages and websockets since the start."""

    limit: int
    open: int
    expected: int
    refused: int


class Places:
    """The places of one process. Only for its event loop.

    Parameters
    ----------
    limit : int
        How many visitors at once.
    clock : callable
        Seconds that only grow.
    in_the_making : callable
        How many pages are waiting to be made.
    """

    def __init__(
        self,
        limit: int,
        clock: Callable[[], float] = time.monotonic,
        in_the_making: Callable[[], int] = lambda: 0,
    ) -> None:
        self._limit = limit
        self._clock = clock
        self._in_the_making = in_the_making
        self._open = 0
        self._browsers: Counter[str] = Counter()
        self._expected: deque[float] = deque()  # until when each is waited for
        self._at_the_door: deque[asyncio.Future[None]] = deque()
        self._refused = 0

    @property
    def figures(self) -> Figures:
        """How full it is now."""
        self._forget_the_late()
        return Figures(self._limit, self._open, len(self._expected), self._refused)

    def expects(self, browser: str) -> bool:
        """Whether who asks for a page gets one; then a place is kept for a while.

        ``browser`` is the value of the cookie: who has a page open gets another one even if it
        is full, for it is most often the same one, loaded anew.
        """
        self._forget_the_late()
        taken = self._open + len(self._expected)
        if browser and self._browsers[browser] > 0:
            room = taken < self._limit + max(1, self._limit // _SPARE)
        else:
            rush = len(self._expected) + self._in_the_making()
            room = taken < self._limit and rush < _RUSH
        if room:
            self._expected.append(self._clock() + _ON_THE_WAY)
        else:
            self._refused += 1
            metrics.REFUSALS.labels("page").inc()
        return room

    async def finds_place(self, *, known: bool) -> bool:
        """Whether a websocket gets a place; it waits a little for one to become free.

        ``known`` is who comes back to a session that is still here.
        """
        if self._has_place(known=known):
            return True
        if len(self._at_the_door) < self._limit:
            called: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._at_the_door.append(called)
            try:
                await asyncio.wait_for(called, _AT_THE_DOOR)
            except TimeoutError:
                pass
            else:
                return True
            finally:
                if called in self._at_the_door:
                    self._at_the_door.remove(called)
        self._refused += 1
        metrics.REFUSALS.labels("connection").inc()
        return False

    @contextmanager
    def taken(self, browser: str) -> Iterator[None]:
        """Have the place that was found; at the end it goes to the next who waits for one."""
        self._open += 1
        if browser:
            self._browsers[browser] += 1
        try:
            yield
        finally:
            self._open -= 1
            if browser:
                self._browsers[browser] -= 1
                self._browsers += Counter()  # without those that are at nought
            while self._at_the_door and self._open < self._limit:
                called = self._at_the_door.popleft()
                if not called.done():
                    called.set_result(None)
                    break

    def _has_place(self, *, known: bool) -> bool:
        if known:
            return True
        self._forget_the_late()
        if self._expected:
            self._expected.popleft()
            return True
        return self._open < self._limit

    def _forget_the_late(self) -> None:
        now = self._clock()
        while self._expected and self._expected[0] <= now:
            self._expected.popleft()


_places: Places | None = None


def places() -> Places:
    """The places of this process, as many as ``RUHRMAP_VIEWERS`` says."""
    global _places
    if _places is None:
        limit = configuration.number(configuration.VIEWERS)
        assert limit is not None, "it has a default"
        _places = Places(int(limit), in_the_making=turns.pages_waiting)
    return _places


class Capacity:
    """Lets visitors in as long as there is room; everything but pages passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that it is full."""
        if scope["type"] == "websocket" and scope["path"].endswith(_STREAM):
            await self._visit(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "GET" and is_page(scope["path"]):
            if places().expects(_browser(Headers(scope=scope))):
                await self._app(scope, receive, send)
            else:
                answer = busy.answer(scope, places().figures.refused)
                await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _visit(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        asked = [one.strip() for one in headers.get("sec-websocket-protocol", "").split(",")]
        if await places().finds_place(known=_is_known(asked)):
            with places().taken(_browser(headers)):
                await self._app(scope, receive, send)
            return
        # only who has been let in is told a code; a browser keeps a refusal's to itself
        await receive()
        await send({"type": "websocket.accept", "subprotocol": asked[0] or None})
        close = {"type": "websocket.close", "code": _TRY_AGAIN_LATER, "reason": "busy"}
        await send(close)


def _browser(headers: Mapping[str, str]) -> str:
    """What tells one browser from another; empty for who has none to show."""
    try:
        cookies = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    found = cookies.get(_BROWSER)
    return found.value if found else ""


def _is_known(asked: list[str]) -> bool:
    """Whether a websocket names a session that is still here, connected or not.

    Streamlit's page says it in the third place of what should name protocols.
    """
    from streamlit import runtime

    if len(asked) <= 2 or not asked[2] or not runtime.exists():
        return False
    # only sessions that are connected can be asked for otherwise
    manager = runtime.get_instance()._session_mgr
    return manager.get_session_info(asked[2]) is not None
