"""The page "Karte" as a reader meets it: what tests do on it and what they read off it.

Every step waits for a state of the page, never for time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Frame, FrameLocator, Locator, Page, WebSocket, expect

_EPOCH = date(1970, 1, 1)
_MAP_FRAME = ".st-key-stage iframe"

# The window, the map and a path of it: a rebuilt map has lost one of them at least.
_MARK = """() => {
  for (const it of [window, document.querySelector(".leaflet-container"),
                    document.querySelector("path.rm-area")]) it.rmMark = "first";
}"""
_MARKED = """() => [window, document.querySelector(".leaflet-container"),
  document.querySelector("path.rm-area")].every((it) => it?.rmMark === "first")"""

# Every state that the map was told, in order.
_LISTEN = """() => {
  window.rmHeard = [];
  window.addEventListener("ruhrmap:restyled", (event) => rmHeard.push(event.detail.state));
}"""


@dataclass
class MapPage:
    """One tab with the map.

    Attributes
    ----------
    page : Page
    url : str
        Address of the server.
    sent : list
        What the tab has sent over its web sockets, in order.
    """

    page: Page
    url: str
    sent: list[str | bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda data: self.sent.append(data))

    # opening

    def open(self, **address: str) -> MapPage:
        """Open the page by an address and wait until everything on it is drawn."""
        query = f"?{urlencode(address)}" if address else ""
        self.page.goto(f"{self.url}/{query}")
        return self.wait_until_drawn()

    def reload(self) -> MapPage:
        self.page.reload()
        return self.wait_until_drawn()

    def wait_until_drawn(self) -> MapPage:
        """Map, timeline and the last part of the page are there, and the server is done."""
        expect(self.map.locator("path.rm-area[data-status]").first).to_be_attached(timeout=30_000)
        expect(self.slider).to_be_visible(timeout=30_000)
        expect(self.page.locator(".rm-part-sources h2")).to_be_attached(timeout=30_000)
        expect(self.page.locator("#rm-opening")).to_have_count(0, timeout=30_000)
        self.wait_until_idle()
        return self

    def wait_until_idle(self) -> None:
        """The server has answered all that was asked."""
        app = self.page.locator(".stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)

    # where things are

    @property
    def iframe(self) -> Locator:
        return self.page.locator(_MAP_FRAME)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(_MAP_FRAME)

    @property
    def frame(self) -> Frame:
        """The map's own document, to run scripts in."""
        handle = self.iframe.element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    @property
    def slider(self) -> Locator:
        return self.page.locator("input.rm-slider")

    @property
    def play(self) -> Locator:
        return self.page.locator("button.rm-play")

    @property
    def sentence(self) -> Locator:
        return self.page.locator("h1.rm-sentence")

    @property
    def panel(self) -> Locator:
        return self.page.locator("article.rm-panel")

    @property
    def search(self) -> Locator:
        return self.page.get_by_role("combobox", name=re.compile("suchen"))

    @property
    def found(self) -> Locator:
        """What the search lists, in its order."""
        return self.page.locator("#rm-search-list [role=option]")

    @property
    def table(self) -> Locator:
        return self.page.locator("table.rm-table")

    def area(self, ags: str) -> Locator:
        return self.map.locator(f'path.rm-area[data-ags="{ags}"]')

    def level(self, level: str) -> Locator:
        return self.page.locator(f".rm-levels input[value={level}]")

    # doing

    def set_day(self, day: date) -> None:
        """Put the slider on a day, as a hand that lands exactly on it."""
        self.slider.fill(str((day - _EPOCH).days))
        assert self.day == day

    def press(self, key: str) -> date:
        """Press a key on the slider; the day it shows then."""
        self.slider.press(key)
        return self.day

    def switch(self, level: str) -> None:
        """Choose a level as a hand does: the label is what is seen of it."""
        self.page.locator(f".rm-levels label:has(input[value={level}])").click()
        expect(self.map.locator(f".leaflet-rm-{level}-pane:not([hidden])")).to_be_attached()

    def show(self, view: str) -> None:
        """Choose a view: map, curve, chronicle or table."""
        self.page.locator(f"#rm-tab-{view}").click()
        expect(self.page.locator("html")).to_have_attribute("data-rm-view", view)
        shown = self.iframe if view == "map" else self.page.locator(f"#rm-view-{view}")
        expect(shown).to_be_visible()

    def choose_in_table(self, name: str) -> None:
        """Choose a place by its row of the table, and come back to the map."""
        self.show("table")
        self.table.get_by_role("button", name=name, exact=True).click()
        self.show("map")
        expect(self.page).not_to_have_url(re.compile("ansicht="))

    def x_of(self, day: date) -> float:
        """Where on the screen the slider's thumb stands on a day."""
        box = self.slider.bounding_box()
        assert box is not None
        thumb = 22
        first, last = self._range()
        share = ((day - _EPOCH).days - first) / (last - first)
        return box["x"] + thumb / 2 + share * (box["width"] - thumb)

    def y_of_thumb(self) -> float:
        box = self.slider.bounding_box()
        assert box is not None
        return box["y"] + box["height"] / 2

    def days_in_pixels(self, pixels: float) -> timedelta:
        """How many days lie in so many pixels of the track."""
        box = self.slider.bounding_box()
        assert box is not None
        first, last = self._range()
        return timedelta(days=pixels * (last - first) / (box["width"] - 22))

    def _range(self) -> tuple[int, int]:
        return tuple(int(self.slider.get_attribute(name) or "") for name in ("min", "max"))

    def click(self, ags: str) -> None:
        """Click on an area of the map."""
        self.iframe.scroll_into_view_if_needed()
        self.area(ags).click()

    def choose(self, ags: str) -> None:
        """Click an area and wait until the server knows."""
        self.click(ags)
        self.expect_address(ort=ags)

    def hover(self, ags: str) -> None:
        """Move the mouse over an area of the map."""
        self.iframe.scroll_into_view_if_needed()
        self.area(ags).hover()

    def enter_map(self) -> None:
        """Come to the map with Tab from the controls before it; one of its areas has the focus."""
        self.page.locator(".rm-levels input:checked").focus()
        for _ in range(8):
            self.page.keyboard.press("Tab")
            if self.iframe.evaluate("(frame) => document.activeElement === frame"):
                return
        raise AssertionError("Tab does not lead into the map")

    def mark_map(self) -> None:
        """Leave marks that a rebuilt map would have lost."""
        self.iframe.evaluate("(frame) => { frame.rmMark = 'first'; }")
        self.frame.evaluate(_MARK)

    def expect_same_map(self) -> None:
        """The very map that was marked is still the one on the page."""
        assert self.iframe.evaluate("(frame) => frame.rmMark === 'first'"), "another frame"
        assert self.frame.evaluate(_MARKED), "the map was rebuilt"

    def listen_to_map(self) -> None:
        """From now on keep what the map is told; see :meth:`heard`."""
        self.frame.evaluate(_LISTEN)

    def heard(self) -> list[dict[str, Any]]:
        """States that the map was told since :meth:`listen_to_map`."""
        told: list[dict[str, Any]] = self.frame.evaluate("() => window.rmHeard")
        return told

    # reading

    @property
    def day(self) -> date:
        """The key date that the slider stands on."""
        return _EPOCH + timedelta(days=int(self.slider.input_value()))

    @property
    def address(self) -> dict[str, str]:
        """The query of the address bar."""
        return {k: v[0] for k, v in parse_qs(urlsplit(self.page.url).query).items()}

    def expect_address(self, **parts: str) -> None:
        """The address says this, as soon as the server has been told."""
        for name, value in parts.items():
            expect(self.page).to_have_url(re.compile(rf"[?&]{name}={re.escape(value)}(&|$)"))
        self.wait_until_idle()

    def expect_frame(self, index: int) -> None:
        """The map shows the record with this index."""
        expect(self.map.locator("html")).to_have_attribute("data-frame", str(index))

    def drawn(self, level: str) -> dict[str, str]:
        """The status that each path of a level carries, by key."""
        found: dict[str, str] = self.frame.evaluate(
            """(level) => Object.fromEntries(
              [...document.querySelectorAll(`.leaflet-rm-${level}-pane path.rm-area`)]
                .map((path) => [path.dataset.ags, path.dataset.status]))""",
            level,
        )
        return found

    def legend(self) -> dict[str, int]:
        """What the legend counts, by the letter of the status."""
        items = self.page.locator(".rm-legend li").evaluate_all(
            "(items) => items.map((li) => [li.dataset.status, li.querySelector('b').textContent])"
        )
        return {status: int(count) for status, count in items}

    def width_of(self, ags: str) -> float:
        box = self.area(ags).bounding_box()
        assert box is not None
        return box["width"]
