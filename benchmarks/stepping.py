"""Stepping through time on an open page: how long, how many bytes, how much CPU."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks import paint
from benchmarks.browser import reader
from benchmarks.hands import Hand
from benchmarks.scenes import Scene
from benchmarks.servers import Server
from benchmarks.stats import median, p95
from benchmarks.stops import route
from benchmarks.ways import Way
from benchmarks.wire import Counted, Wire

PATIENCE: Final = 180_000  # ms for one step
_QUIET: Final = 400  # ms without a message
_WARM_UP: Final = (1, 0)  # stops passed before the first step that counts
_AT_REST: Final = "document.querySelector('[data-test-script-state=notRunning]')"
_TWO_FRAMES: Final = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)


class WrongMapError(RuntimeError):
    """The map does not show what it has to: no figure is worth anything."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of a series of steps."""

    restyled: list[float]
    painted: list[float]
    delivered: list[float]  # how long each event had been on its way to the page

    def summary(self) -> dict[str, float]:
        """Median and 95th percentile of each."""
        return {
            "restyled_median_ms": median(self.restyled),
            "restyled_p95_ms": p95(self.restyled),
            "painted_median_ms": median(self.painted),
            "painted_p95_ms": p95(self.painted),
            "delivered_median_ms": median(self.delivered),
        }


@dataclass(frozen=True)
class Cost:
    """What a number of steps cost together; ``cpu`` is None where it cannot be told."""

    steps: int
    wire: Counted
    cpu: float | None  # seconds of the server

    def summary(self) -> dict[str, Any]:
        """The cost of one step; messages and requests of all."""
        return {
            "steps": self.steps,
            "messages_sent": self.wire.messages_sent,
            "requests": self.wire.requests,
            "bytes_a_step": self.wire.bytes / self.steps,
            "server_cpu_a_step_ms": None if self.cpu is None else self.cpu * 1000 / self.steps,
        }


@dataclass(frozen=True)
class Stepping:
    """The figures of one way at one size."""

    times: Times
    cost: Cost
    frames: int
    blank_frames: int
    blank_time: float  # ms
    opening: Counted  # until the page was open and quiet, nothing cached
    leaps: Times | None = None  # between first and last stop: nearly all areas change
    settled: Cost | None = None  # once the hand lets go, the server learns the date

    def summary(self) -> dict[str, Any]:
        """All figures with names and units."""
        return {
            **self.times.summary(),
            **self.cost.summary(),
            "frames": self.frames,
            "frames_without_map": self.blank_frames,
            "time_without_map_ms": self.blank_time,
            "opening_bytes": self.opening.bytes,
            "opening_requests": self.opening.requests,
            "leap": self.leaps.summary() if self.leaps else None,
            "settled": self.settled.summary() if self.settled else None,
        }


def measure(browser: Browser, server: Server, way: Way, scene: Scene, steps: int) -> Stepping:
    """Open a page and move its slider ``steps`` times, each time until the map follows.

    Raises
    ------
    WrongMapError
        If after a step the areas do not have the statuses of its frame.
    """
    with reader(browser, way.probe, way.points(scene)) as context:
        session = Session.opened(browser, server, context)
        page, opening = session.page, session.wire.counted
        expected = [way.expected(scene, to) for to in range(len(scene.stops))]
        hand = way.hand(page, scene)
        walk = _Walk(session, hand, expected, pause=way.reruns)
        for to in _WARM_UP:
            walk.step(to)
        session.wait_until_quiet()
        page.evaluate("bench.count(true)")
        way_there = route(steps, len(expected))
        times, cost = session.counted(len(way_there), lambda: walk.timed(way_there))
        leaps = settled = None
        if way.probe.own:
            last = len(expected) - 1
            if way_there[-1] != 0:
                walk.step(0)
            leaps = walk.timed([last, 0] * max(2, steps // 8))
            hand.let_go()
            session.wait_until_quiet()
            settled = _settle(session, max(3, steps // 10))
        frames, blank, blank_time = page.evaluate("[bench.frames, bench.blank, bench.blankTime]")
        return Stepping(times, cost, frames, blank, blank_time, opening, leaps, settled)


class Session:
    """An open page and its server, with all that is counted on both sides."""

    def __init__(self, browser: Browser, server: Server, page: Page, wire: Wire) -> None:
        self.browser, self.server, self.page, self.wire = browser, server, page, wire

    @classmethod
    def opened(cls, browser: Browser, server: Server, context: BrowserContext) -> Session:
        """Open the server's page as a reader, and wait until the map is there and all is quiet."""
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        wire = Wire(page)
        page.goto(server.url)
        page.wait_for_function("bench.opened")
        session = cls(browser, server, page, wire)
        session.wait_until_quiet()
        return session

    def wait_until_quiet(self) -> None:
        """Wait until no script runs and no message comes any more."""
        before = None
        while before != self.wire.counted:
            before = self.wire.counted
            self.page.wait_for_timeout(_QUIET)
            self.page.wait_for_function(_AT_REST)

    def counted(self, steps: int, act: Callable[[], Times]) -> tuple[Times, Cost]:
        """Do something and count what it cost."""
        wire, cpu = self.wire.counted, self.server.cpu_seconds()
        times = act()
        self.wait_until_quiet()
        after = self.server.cpu_seconds()
        spent = None if cpu is None or after is None else after - cpu
        return times, Cost(steps, self.wire.counted - wire, spent)


class _Walk:
    """Steps from stop to stop, each time until the map shows it."""

    def __init__(
        self, session: Session, hand: Hand, expected: Sequence[str], *, pause: bool
    ) -> None:
        self._session, self._hand, self._expected, self._pause = session, hand, expected, pause

    def timed(self, stops: Sequence[int]) -> Times:
        """The times of a row of steps, the painting from Chromium's trace."""
        browser = self._session.browser
        browser.start_tracing(categories=paint.CATEGORIES)
        try:
            steps = [self.step(to) for to in stops]
            self._session.page.wait_for_timeout(_QUIET)  # the last step is to be painted as well
        finally:
            trace = browser.stop_tracing()  # else no other way could be traced any more
        painted = paint.painted(trace)
        return Times(
            restyled=[step["restyled"] for step in steps],
            painted=[painted[int(step["number"])] for step in steps],
            delivered=[step["waited"] for step in steps],
        )

    def step(self, to: int) -> dict[str, float]:
        """Move to a stop; the times of the step."""
        page, expected = self._session.page, self._expected[to]
        page.evaluate("expected => bench.arm(expected)", expected)
        self._hand.move(to)
        page.wait_for_function("bench.step.restyled !== null")
        page.evaluate(_TWO_FRAMES)  # nothing of this step is left for the next
        if page.evaluate("bench.shown()") != expected:
            raise WrongMapError(f"the map does not show stop {to}")
        if self._pause:
            self._session.wait_until_quiet()
        times: dict[str, float] = page.evaluate("bench.step")
        return times


def _settle(session: Session, times: int) -> Cost:
    """Step by key and let go, so that the server learns of each date."""
    slider = session.page.locator("input.rm-slider")

    def act() -> Times:
        for i in range(times):
            slider.press("PageUp" if i % 2 else "PageDown")
            session.wait_until_quiet()
        return Times([], [], [])

    return session.counted(times, act)[1]
