"""``/healthz``: whether this process can take visitors, for whoever sends them here.

200 while it can, 503 with the reasons while it cannot: not warmed up yet, being stopped, no
usable data, or so busy that answers come seconds late. Anybody may ask, so an answer holds
nothing of the machine: no path, no count of visitors. ``/healthz/live`` only says that the
process answers at all: one that does not should be started anew, one that is not ready
should not.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import JSONResponse
from starlette.routing import Route

from ruhrmap import metrics, reloading, site
from ruhrmap.catalog import PackageError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request

PATH: Final = "/healthz"
ALIVE: Final = "/healthz/live"

MOST_LAG: Final = 5.0  # seconds; later than this, a proxy has better places to send people

_NOT_KEPT: Final = {"Cache-Control": "no-store"}
_BETWEEN_LOOKS: Final = 0.5  # seconds
_REMEMBERED: Final = 20  # looks: ten seconds
_NOT_AGAIN: Final = 5.0  # seconds in which broken data are not read anew for this


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that whoever runs the server should know.

    Attributes
    ----------
    code : str
        Short and stable, for programs.
    message : str
        English, one line, and fit for anybody's eyes.
    stops : bool
        Whether nobody should be sent here while it holds; else it is a warning.
    """

    code: str
    message: str
    stops: bool = True


Probe = Callable[[], Iterable[Condition]]

# Asked for each answer, so they must be quick; whoever has something to tell adds one.
PROBES: Final[list[Probe]] = []


@dataclass(slots=True)
class State:
    """How far this process is between its start and its end."""

    ready: bool = False
    draining: bool = False
    lags: deque[float] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    broken: tuple[float, int] | None = None  # when data were found broken, and by how much


STATE: Final = State()


def routes() -> list[Route]:
    """The addresses; each answers GET and HEAD."""
    return [Route(PATH, _ready), Route(ALIVE, _alive)]


def conditions() -> tuple[Condition, ...]:
    """All that holds now; nobody should be sent here while one of them stops."""
    return tuple(_conditions())


@asynccontextmanager
async def watched() -> AsyncGenerator[None, None]:
    """Measure how late the event loop is while the server runs."""
    measuring = asyncio.create_task(_measure())
    try:
        yield
    finally:
        measuring.cancel()


def _conditions() -> Iterator[Condition]:
    if STATE.draining:
        yield Condition("draining", "is being stopped")
    elif not STATE.ready:
        yield Condition("starting", "is not warmed up yet")
    if (findings := _findings()) is not None:
        yield Condition("data", f"the data package has {findings} errors: run ruhrmap check")
    if reloading.state().is_behind and STATE.broken is None:
        yield Condition("newer_data", "newer data have errors: run ruhrmap check", stops=False)
    if (lag := max(STATE.lags, default=0.0)) > MOST_LAG:
        yield Condition("lag", f"answers come {lag:.1f} s late")
    for probe in PROBES:
        yield from probe()


def _findings() -> int | None:
    """How many errors the data have; None if they are good."""
    if STATE.broken is not None and monotonic() - STATE.broken[0] < _NOT_AGAIN:
        return STATE.broken[1]
    try:
        site.current()
    except PackageError as error:
        STATE.broken = (monotonic(), len(error.findings))
        return STATE.broken[1]
    STATE.broken = None
    return None


def _as_figure() -> int:
    return 0 if any(one.stops for one in conditions()) else 1


metrics.READY.set_function(_as_figure)


async def _ready(_: Request) -> JSONResponse:
    held = conditions()
    stopping = [one for one in held if one.stops]
    answer: dict[str, Any] = {
        "status": "unavailable" if stopping else "ok",
        "reasons": [_told(one) for one in stopping],
        "warnings": [_told(one) for one in held if not one.stops],
        "data": _data(),
    }
    return JSONResponse(answer, 503 if stopping else 200, _NOT_KEPT)


async def _alive(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"}, headers=_NOT_KEPT)


def _told(one: Condition) -> dict[str, str]:
    return {"code": one.code, "message": one.message}


def _data() -> dict[str, str] | None:
    if STATE.broken is not None:
        return None
    shown = site.current().catalog
    return {"version": shown.version, "date": shown.data_date.isoformat()}


async def _measure() -> None:
    loop = asyncio.get_running_loop()
    while True:
        begun = loop.time()
        await asyncio.sleep(_BETWEEN_LOOKS)
        STATE.lags.append(max(0.0, loop.time() - begun - _BETWEEN_LOOKS))
        metrics.LAG.set(max(STATE.lags))
