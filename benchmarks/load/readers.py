"""Real browsers beside the load: what a person sees of a busy server."""

from __future__ import annotations

import os
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from playwright.async_api import Browser, Error, Page, async_playwright

from benchmarks.browser import ARGS
from benchmarks.servers import Server

_PLACE: Final = "05954036"
_PATIENCE: Final = 60_000  # milliseconds
_T = TypeVar("_T")

# Since the page was asked for: its first picture, by the browser's own clock.
_FIRST_MAP: Final = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime"""


@dataclass(slots=True)
class Seen:
    """Seconds, and with how many pages something was wrong."""

    first_map: list[float] = field(default_factory=list)
    panel: list[float] = field(default_factory=list)  # from the key to the panel of that date
    failed: int = 0


async def look(server: Server, contexts: int, steps: int) -> Seen:
    """Open the page in some contexts of one Chromium, step by key, and wait for the panel.

    The panel's time holds the 280 ms for which the timeline waits whether the hand goes on.
    """
    seen = Seen()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("RUHRMAP_CHROMIUM") or None, args=ARGS
        )
        pages = [await _tried(_opened(browser, server, seen), seen) for _ in range(contexts)]
        for _ in range(steps):
            for page in pages:
                if page is not None:
                    await _tried(_step(page, seen), seen)
        await browser.close()
    return seen


async def _tried(doing: Awaitable[_T], seen: Seen) -> _T | None:
    """What fails is counted: the load beside it goes on."""
    try:
        return await doing
    except Error:
        seen.failed += 1
        return None


async def _opened(browser: Browser, server: Server, seen: Seen) -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 900})
    page = await context.new_page()
    answer = await page.goto(f"{server.url}/?ort={_PLACE}")
    if answer is None or answer.status != 200:
        raise Error(f"answered with {answer.status if answer else 'nothing'}")
    await page.wait_for_selector(".rm-panel", timeout=_PATIENCE)
    await page.wait_for_function("() => !document.getElementById('rm-opening')", timeout=_PATIENCE)
    seen.first_map.append(float(await page.evaluate(_FIRST_MAP)) / 1000)
    return page


async def _step(page: Page, seen: Seen) -> None:
    """One step back, or to the end from the beginning; the address says when it is answered."""
    slider = page.locator("input.rm-slider").first
    at = await slider.input_value()
    first = await slider.get_attribute("min")
    before = await page.evaluate("() => location.search")
    began = time.perf_counter()
    await slider.press("End" if at == first else "PageDown")
    await page.wait_for_function(
        "(before) => location.search !== before && document.querySelector('.rm-panel')",
        arg=before,
        timeout=_PATIENCE,
    )
    seen.panel.append(time.perf_counter() - began)
