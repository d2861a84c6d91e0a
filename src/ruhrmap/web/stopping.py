"""How a server ends: first nobody new is sent here, then it stops, within a known time.

On SIGTERM ``/healthz`` turns 503 while everybody is still served (``RUHRMAP_DRAIN`` seconds),
so that a proxy which looks there sends visitors elsewhere. Then connections are closed, and
pages connect anew by themselves: to another process, by way of the proxy. What is still being
answered has ``RUHRMAP_GRACE`` seconds. A run that never ends does not keep the process alive.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Final

from ruhrmap import configuration, logs
from ruhrmap.web import health, underneath

_TO_SPARE: Final = 2.0  # seconds beyond the grace, for what the server does by itself
_FORCED: Final = 70  # EX_SOFTWARE of sysexits.h


@asynccontextmanager
async def in_order() -> AsyncGenerator[None, None]:
    """Take the signals over from uvicorn while the server runs, and hand them on in time.

    Where there is no uvicorn, or it does not take signals (in a thread), nothing is done.
    """
    taken = underneath.handlers()
    loop = asyncio.get_running_loop()
    stop = _Stop(loop, taken)
    for one in taken:
        loop.add_signal_handler(one, stop.asked, one)
    try:
        yield
    finally:
        # also for what ends in another way: nothing new is to come here
        health.STATE.draining = True
        for one, handler in taken.items():
            loop.remove_signal_handler(one)
            signal.signal(one, handler)


class _Stop:
    """What happens between a signal and the end."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, handlers: dict[signal.Signals, underneath.Handler]
    ):
        self._loop = loop
        self._handlers = handlers
        self._is_asked = False
        self._log = logs.get("server")

    def asked(self, given: signal.Signals) -> None:
        """Begin to end; asked again, go on at once."""
        if self._is_asked:
            self._go(given)
            return
        self._is_asked = True
        # Ctrl-C is a person at the terminal, with no proxy to wait for
        asks_drain = given is signal.SIGTERM
        drain = (configuration.number(configuration.DRAIN) or 0.0) if asks_drain else 0.0
        grace = configuration.number(configuration.GRACE) or 0.0
        health.STATE.draining = True
        self._log.info("stopping", signal=given.name, drain_seconds=drain, grace_seconds=grace)
        self._limit(given, grace)
        last = threading.Timer(drain + grace + _TO_SPARE, self._end)
        last.daemon = True
        last.start()
        self._loop.call_later(drain, self._go, given)

    def _limit(self, given: signal.Signals, grace: float) -> None:
        """Streamlit starts uvicorn without a limit: one hanging answer would hold it for good."""
        server = getattr(self._handlers[given], "__self__", None)
        if server is not None:
            server.config.timeout_graceful_shutdown = max(1, round(grace))

    def _go(self, given: signal.Signals) -> None:
        self._handlers[given](given, None)

    def _end(self) -> None:
        self._log.error("ended by force", reason="something was still running after the grace")
        os._exit(_FORCED)
