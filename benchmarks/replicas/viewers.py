"""Viewers in a real Chromium: what each sees, whether it stays so, and how long it was cut off."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, Error, Page, sync_playwright

from benchmarks.browser import ARGS
from ruhrmap.messages import LANGUAGES, message

# What each has chosen: no two the same.
VIEWS: Final = (
    "datum=2019-01-31&ebene=kreise&ort=05911000",
    "datum=2013-05-02&ort=05954036",
    "datum=2023-06-15&ebene=kreise&ort=05978",
    "datum=2024-04-10&ansicht=tabelle",
    "datum=2021-01-01&vergleich=2024-04-10",
    "datum=2016-07-04&sprache=en&ort=05112000",
)
_DRAWN: Final = """() => {
  const frame = document.querySelector(".st-key-stage iframe")?.contentDocument;
  const app = document.querySelector(".stApp");
  return app?.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && document.querySelector(".rm-part-sources h2")
    && !document.querySelector("#rm-opening")
    && frame?.querySelector("path.rm-area[data-status]");
}"""
# From the first millisecond: when the connection was lost and came back, and what was said.
_WATCH: Final = """() => {
  const seen = window.rmOutage = { lost: null, back: null, dialogs: 0, line: "" };
  const app = document.querySelector(".stApp");
  new MutationObserver(() => {
    const connected = app.dataset.testConnectionState === "CONNECTED";
    if (!connected) seen.lost ??= performance.now();
    else if (seen.lost !== null) seen.back = performance.now();
  }).observe(app, { attributeFilter: ["data-test-connection-state"] });
  const look = () => {
    if (document.querySelector('[data-testid="stDialog"]')) seen.dialogs += 1;
    seen.line = document.querySelector(".rm-connection")?.textContent || seen.line;
    requestAnimationFrame(look);
  };
  look();
}"""
_SEEN: Final = """() => {
  const frame = document.querySelector(".st-key-stage iframe").contentDocument;
  const text = (selector) => document.querySelector(selector)?.innerText ?? "";
  return {
    sentence: text("h1.rm-sentence"),
    panel: text("article.rm-panel"),
    legend: text(".rm-legend"),
    table: text("table.rm-table"),
    slider: document.querySelector("input.rm-slider").value,
    view: document.documentElement.dataset.rmView,
    language: document.documentElement.lang,
    statuses: [...frame.querySelectorAll("path.rm-area")].map(
      (path) => [path.dataset.ags, path.dataset.status, path.getAttribute("fill")]),
  };
}"""
_LATEST: Final = 120_000  # ms: a machine that measures something else as well


@dataclass(frozen=True)
class Outage:
    """What a viewer had of a replica's end.

    Attributes
    ----------
    lost : bool
        Whether the connection was lost at all.
    seconds : float or None
        Until it was back; None if it was not lost, or the page was loaded anew.
    dialogs : int
        Frames in which one of Streamlit's own dialogs could be seen.
    line : str
        What our own line said last; empty if it had nothing to say.
    """

    lost: bool
    seconds: float | None
    dialogs: int
    line: str


class Viewer:
    """One tab with a view of its own."""

    def __init__(self, page: Page, url: str, view: str) -> None:
        self.page = page
        self.url = url
        self.asked = view
        self.before: dict[str, Any] = {}
        self.address = ""

    def open(self) -> Viewer:
        """Open the view and wait until all of it is drawn."""
        self.page.goto(f"{self.url}/?{self.asked}", timeout=_LATEST, wait_until="commit")
        self.page.wait_for_function(_DRAWN, timeout=_LATEST)
        return self

    def note(self) -> None:
        """Note down what is seen now, and watch the connection from here on."""
        self.before, self.address = self.seen(), self.page.url
        self.page.evaluate(_WATCH)

    def seen(self) -> dict[str, Any]:
        """Everything that the view consists of."""
        found: dict[str, Any] = self.page.evaluate(_SEEN)
        return found

    def files(self) -> list[str]:
        """Our files that the page was told to load: another version has other ones."""
        links = self.page.locator('link[href*="ruhrmap/"]')
        found: list[str] = links.evaluate_all("(links) => links.map((link) => link.href)")
        return sorted(found)

    def outage(self) -> Outage:
        """What happened since :meth:`note`; waits until the page is whole again."""
        self.page.wait_for_function(_DRAWN, timeout=_LATEST)
        told = self.page.evaluate("() => window.rmOutage")
        if told is None:  # another version had the page loaded anew: what it shows is compared
            return Outage(True, None, 0, "")
        lost = told["lost"] is not None
        seconds = (told["back"] - told["lost"]) / 1000 if lost else None
        return Outage(lost, seconds, told["dialogs"], told["line"])

    def changed(self) -> list[str]:
        """What is not as it was noted; the address, parts of the page, a page loaded anew."""
        try:
            now = self.seen()
        except Error as error:
            return [f"the page is broken: {error}"]
        found = [key for key, value in self.before.items() if now[key] != value]
        return [*found, *(["address"] if self.page.url != self.address else [])]

    def steps_on(self) -> str:
        """Choose the next day, and wait until the server has answered: the address then."""
        was = self.page.url
        self.page.locator("input.rm-slider").press("ArrowRight")
        self.page.wait_for_function("(was) => location.href !== was", arg=was, timeout=_LATEST)
        self.page.wait_for_function(_DRAWN, timeout=_LATEST)
        return self.page.url


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium that finds no other host than this one."""
    here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("RUHRMAP_CHROMIUM") or None, args=[*ARGS, here]
        )
        yield browser
        browser.close()


@contextmanager
def tabs(browser: Browser, url: str, views: tuple[str, ...]) -> Iterator[list[Viewer]]:
    """A browser of its own for each of these views, opened."""
    contexts: list[BrowserContext] = []
    try:
        viewers = []
        for view in views:
            context = browser.new_context(
                viewport={"width": 1280, "height": 900}, locale="de-DE", ignore_https_errors=True
            )
            contexts.append(context)
            viewers.append(Viewer(context.new_page(), url, view).open())
        yield viewers
    finally:
        for context in contexts:
            context.close()


def is_calm(line: str) -> bool:
    """Whether our line is the one that it should be, in either language, or empty."""
    words = {message(language, "ui.connection_lost") for language in LANGUAGES}
    return not line or re.sub(r"\s+", " ", line).strip() in words
