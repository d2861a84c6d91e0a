"""From asking for the page to the first painted map, and to the one that can be used.

Both with an empty and a filled cache. Of a page that draws one map they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, Page

from benchmarks.browser import reader
from benchmarks.scenes import Scene
from benchmarks.servers import Server
from benchmarks.stats import median
from benchmarks.ways import Way

_PATIENCE: Final = 120_000  # ms


# What the probe notes on the way, in order (``probe.js``, milestones).
STAGES: Final = (
    "shell",
    "picture",
    "scripts",
    "streamlit",
    "part",
    "frame",
    "leaflet",
    "opened",
)

Stages = Mapping[str, float]  # milliseconds from navigation, by stage


@dataclass(frozen=True)
class Opening:
    """The stages of each opening, the last of them painted."""

    cold: list[Stages]  # a reader with nothing cached
    warm: list[Stages]  # the same reader reloads

    def summary(self) -> dict[str, Any]:
        """The medians, and those of the stages on the way."""
        return {
            "cold_first_map_ms": median([_first_map(stages) for stages in self.cold]),
            "warm_first_map_ms": median([_first_map(stages) for stages in self.warm]),
            "cold_median_ms": median([stages["opened"] for stages in self.cold]),
            "warm_median_ms": median([stages["opened"] for stages in self.warm]),
            "cold_stages_ms": _medians(self.cold),
            "warm_stages_ms": _medians(self.warm),
        }


def _first_map(stages: Stages) -> float:
    """When a map, or what is looked for on a page without one, was first painted."""
    first = stages.get("picture")
    return stages["opened"] if first is None else first


def _medians(openings: list[Stages]) -> dict[str, float]:
    return {
        stage: median([stages[stage] for stages in openings])
        for stage in STAGES
        if all(stages.get(stage) is not None for stages in openings)
    }


def measure(browser: Browser, server: Server, way: Way, scene: Scene, times: int) -> Opening:
    """Open a page ``times`` times as a new reader, and reload it as often.

    One opening before, which fills what the server keeps, does not count.
    """
    cold: list[Stages] = []
    warm: list[Stages] = []
    for number in range(times + 1):
        with reader(browser, way.probe, way.points(scene)) as context:
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


def _opened(page: Page) -> Stages:
    page.wait_for_function("bench.opened")
    found: dict[str, float] = page.evaluate("bench.milestones()")
    return found
