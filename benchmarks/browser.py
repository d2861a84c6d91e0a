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

ARGS: Final = [
    "--no-sandbox",  # root, as in a container, has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    # pages of the address bar, which load beside the one that is measured; the rest are
    # Playwright's own, of which Chromium would take the last list alone
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,PaintHolding,"
    "MediaRouter,OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch",
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
    """

    input: str = "keydown"
    area: str = "path.leaflet-interactive"
    colour: str = "fill"
    own: bool = False
    opened: str = ""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium: the one that script/benchmark found, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("RUHRMAP_CHROMIUM") or None, args=ARGS
        )
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, probe: Probe) -> Iterator[BrowserContext]:
    """A new reader: nothing cached, the probe in every document."""
    context = browser.new_context(viewport=_SCREEN, locale="de-DE")
    context.add_init_script(f"{_PROBE.read_text('utf-8')}({json.dumps(asdict(probe))});")
    yield context
    context.close()
