"""What a viewer costs in memory: on the server, and in the browser that looks.

On Linux alone, which tells what belongs to a process (``smaps_rollup``).
"""

from __future__ import annotations

import gc
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from benchmarks.browser import reader
from benchmarks.scenes import Scene
from benchmarks.servers import Server
from benchmarks.stats import median
from benchmarks.stepping import Session
from benchmarks.ways import Way

_DRAWING: Final = ("renderer", "GPU")  # processes that hold a page


@dataclass(frozen=True)
class Memory:
    """Bytes; None where the system does not tell.

    Attributes
    ----------
    viewers : int
        Pages that were opened beside the first one.
    server : float or None
        What the server's process grew by, a viewer.
    scripts : float
        What the page's scripts hold, garbage left out.
    browser : float or None
        What the browser's drawing processes grew by for the first page, shared parts split.
    """

    viewers: int
    server: float | None
    scripts: float
    browser: float | None

    def summary(self) -> dict[str, Any]:
        """All figures, with their units."""
        told = asdict(self)
        return {name if name == "viewers" else f"{name}_bytes": told[name] for name in told}


def measure(browser: Browser, server: Server, way: Way, scene: Scene, viewers: int) -> Memory:
    """Open a page, then ``viewers`` more beside it, each of a reader of its own.

    The first one fills what the server keeps for all of them, and is not counted for it.
    """
    gc.collect()
    empty = _drawing(browser)
    with ExitStack() as open_:

        def opened() -> Page:
            context = open_.enter_context(reader(browser, way.probe, way.points(scene)))
            return Session.opened(browser, server, context).page

        first = opened()
        drawn = _drawing(browser)
        scripts = _scripts(first)
        before = _of_process(server.process.pid)
        for _ in range(viewers):
            opened()
        after = _of_process(server.process.pid)
    return Memory(
        viewers,
        # less than nothing is what the process gave back of its start
        None if before is None or after is None else max(0.0, (after - before) / viewers),
        scripts,
        None if empty is None or drawn is None else drawn - empty,
    )


def _scripts(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    told = session.send("Performance.getMetrics")["metrics"]
    return median([metric["value"] for metric in told if metric["name"] == "JSHeapUsedSize"])


def _drawing(browser: Browser) -> float | None:
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    found = [_of_process(int(one["id"])) for one in processes if one["type"] in _DRAWING]
    known = [size for size in found if size is not None]
    return float(sum(known)) if len(known) == len(found) else None


def _of_process(pid: int) -> int | None:
    """What belongs to a process, in bytes: its own memory, and its part of what is shared."""
    path = Path("/proc") / str(pid) / "smaps_rollup"
    if not path.is_file():
        return None
    lines = dict(line.split(":", 1) for line in path.read_text("utf-8").splitlines()[1:])
    return int(lines["Pss"].split()[0]) * 1024
