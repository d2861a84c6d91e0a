"""From asking for the page to the first painted map, with an empty and a filled cache."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Browser, Page

from benchmarks.browser import reader
from benchmarks.servers import Server
from benchmarks.stats import median
from benchmarks.ways import Way

_PATIENCE: Final = 120_000  # ms


@dataclass(frozen=True)
class Opening:
    """Milliseconds from navigation to painted, one value an opening."""

    cold: list[float]  # a reader with nothing cached
    warm: list[float]  # the same reader reloads

    def summary(self) -> dict[str, float]:
        """The medians."""
        return {"cold_median_ms": median(self.cold), "warm_median_ms": median(self.warm)}


def measure(browser: Browser, server: Server, way: Way, times: int) -> Opening:
    """Open a page ``times`` times as a new reader, and reload it as often.

    One opening before, which fills what the server keeps, does not count.
    """
    cold, warm = [], []
    for number in range(times + 1):
        with reader(browser, way.probe) as context:
            page = context.new_page()
            page.set_default_timeout(_PATIENCE)
            page.goto(server.url, wait_until="commit")
            first = _opened(page)
            page.reload(wait_until="commit")
            second = _opened(page)
        if number:
            cold.append(first)
            warm.append(second)
    return Opening(cold, warm)


def _opened(page: Page) -> float:
    page.wait_for_function("bench.opened")
    return float(page.evaluate("bench.opened"))
