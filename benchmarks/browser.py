"""Chromium as it is measured in, and the probe that runs in each of its documents."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from benchmarks.foreign import Foreign
from benchmarks.scenes import Points

ARGS: Final = [
    "--no-sandbox",  # root, as in a container, has no sandbox
    "--disable-gpu",
    "--enable-unsafe-swiftshader",  # WebGL by the processor: without a GPU there is none else
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # pages of the address bar, which load beside the one that is measured; the rest are
    # Playwright's own, of which Chromium would take the last list alone
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,PaintHolding,"
    "MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch,"
    "AutofillServerCommunication",  # it asks about forms, for the browser and not for the page
]
_SCREEN: Final = ViewportSize(width=1280, height=900)
_PROBE: Final = Path(__file__).with_name("probe.js")


@dataclass(frozen=True)
class Probe:
    """What the probe looks for in a page; names as ``probe.js`` has them.

    Attributes
    ----------
    input : str
        The event that begins a step.
    area, colour : str
        Selector of the drawn areas, and the attribute that decides their colour.
    own : bool
        Whether the map says itself when it is restyled; else its document is watched.
    opened : str
        Selector of what has to be seen for the page to be open; empty for the map.
    in_page : bool
        Whether the map stands in the page itself; else in a frame.
    palette : tuple of str
        The colours of areas, for a map that may be drawn on a canvas.
    """

    input: str = "keydown"
    area: str = "path.leaflet-interactive"
    colour: str = "fill"
    own: bool = False
    opened: str = ""
    in_page: bool = False
    palette: tuple[str, ...] = ()

    def told(self, points: Points) -> str:
        """What the script is called with, as JSON."""
        names = {"in_page": "inPage"}
        known = {names.get(name, name): value for name, value in asdict(self).items()}
        return json.dumps({**known, "points": points})


@contextmanager
def chromium(foreign: Foreign) -> Iterator[Browser]:
    """Headless Chromium: the one that script/benchmark found, else Playwright's own.

    All other hosts are the stand-in, so that no request leaves this machine.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("RUHRMAP_CHROMIUM") or None,
            args=[*ARGS, *foreign.arguments()],
        )
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, probe: Probe, points: Points) -> Iterator[BrowserContext]:
    """A new reader: nothing cached, the probe in every document."""
    # what Playwright waits for is code made from text, which our page refuses otherwise
    context = browser.new_context(viewport=_SCREEN, locale="de-DE", bypass_csp=True)
    context.add_init_script(f"{_PROBE.read_text('utf-8')}({probe.told(points)});")
    try:
        yield context
    finally:
        context.close()  # a page of a way that failed would go on beside the next one
