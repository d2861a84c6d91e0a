"""The three ways to step through time: how each is opened and how its slider is moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Protocol

from playwright.sync_api import Page

from benchmarks.apps.peer import COLOURS
from benchmarks.browser import Probe
from benchmarks.servers import PEERS, ROOT
from benchmarks.stops import Stop, stops
from ruhrmap import boundaries
from ruhrmap.model import Level
from ruhrmap.payload import CODES
from ruhrmap.site import DATA_VARIABLE, Site, read


class Hand(Protocol):
    """Moves the slider of an open page from stop to stop."""

    def move(self, to: int) -> None: ...

    def let_go(self) -> None: ...


@dataclass(frozen=True)
class Scene:
    """A data package at one size, with all that every way shows of it.

    Attributes
    ----------
    data : Path
        The folder of the package.
    site : Site
    stops : sequence of Stop
    drawn : sequence of str
        Keys of the municipalities, in the order of the boundaries.
    """

    data: Path
    site: Site
    stops: Sequence[Stop]
    drawn: Sequence[str]


def scene(data: Path) -> Scene:
    """Read a data package as the app reads it."""
    site = read(data)
    shapes = boundaries.load(Level.MUNICIPALITY, data / "geo")["features"]
    drawn = [shape["properties"]["ags"] for shape in shapes]
    return Scene(data, site, stops(site.frames), drawn)


@dataclass(frozen=True)
class Way:
    """One way to draw the map, as an app of its own."""

    key: str
    label: str
    app: Path
    probe: Probe

    def environment(self, scene: Scene) -> Mapping[str, str]:
        """What the server of this way needs to know."""
        return {DATA_VARIABLE: str(scene.data), "RUHRMAP_BENCH_PAGE": self.key}

    def hand(self, page: Page, scene: Scene) -> Hand:
        """A hand on the slider of an open page."""
        return _Mouse(page, scene) if self.probe.own else _Keyboard(page)

    def expected(self, scene: Scene, to: int) -> str:
        """What the probe has to read from the map at a stop, area by area."""
        frame = scene.site.frames[scene.stops[to].frame]
        statuses = frame.statuses[Level.MUNICIPALITY]
        colours = CODES if self.probe.own else COLOURS
        return ",".join(colours[statuses[ags]] for ags in scene.drawn)


OURS: Final = Way(
    "ours",
    "ruhrmap",
    ROOT / "app.py",
    Probe(
        input="input",
        area=".leaflet-rm-municipality-pane:not([hidden]) path.rm-area",
        colour="data-status",
        own=True,
    ),
)
REBUILT: Final = Way("rebuilt", "map rebuilt on each rerun", PEERS, Probe())
FEATURE_GROUP: Final = Way("feature_group", "feature_group_to_add", PEERS, Probe())
EMPTY: Final = Way(
    "empty", "empty Streamlit page", PEERS, Probe(opened="[data-testid=stHeading] h1")
)
STEPPED: Final = (REBUILT, FEATURE_GROUP, OURS)


# The width of the slider's thumb: its middle moves over that much less than the slider.
_THUMB: Final = """(slider) => {
  const ruler = slider.parentElement.appendChild(document.createElement("i"));
  ruler.style.cssText = "display:block;position:absolute;width:var(--rm-thumb,0px)";
  const width = ruler.offsetWidth;
  ruler.remove();
  return width;
}"""


class _Mouse:
    """Drags our slider with a pressed button, one movement a step."""

    def __init__(self, page: Page, scene: Scene) -> None:
        self._page = page
        slider = page.locator("input.rm-slider")
        slider.scroll_into_view_if_needed()
        self._box = slider.bounding_box()
        self._thumb = float(slider.evaluate(_THUMB))
        self._first = scene.site.catalog.axis_start
        self._last = scene.site.catalog.data_date
        self._days = [stop.day for stop in scene.stops]
        self._held = False

    def move(self, to: int) -> None:
        x, y = self._place(self._days[to])
        if not self._held:
            opens = float(self._page.locator("input.rm-slider").input_value())
            start = date(1970, 1, 1).toordinal() + int(opens)
            self._page.mouse.move(*self._place(date.fromordinal(start)))
            self._page.mouse.down()
            self._held = True
        self._page.mouse.move(x, y)

    def let_go(self) -> None:
        self._page.mouse.up()
        self._held = False

    def _place(self, day: date) -> tuple[float, float]:
        assert self._box is not None
        share = (day - self._first).days / (self._last - self._first).days
        room = self._box["width"] - self._thumb
        x = self._box["x"] + self._thumb / 2 + share * room
        return x, self._box["y"] + self._box["height"] / 2


class _Keyboard:
    """Steps Streamlit's own slider by its arrow keys: while dragged it tells nobody."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._at = 0
        page.get_by_role("slider").focus()

    def move(self, to: int) -> None:
        assert abs(to - self._at) == 1, "one key, one stop"
        self._page.keyboard.press("ArrowRight" if to > self._at else "ArrowLeft")
        self._at = to

    def let_go(self) -> None:
        pass
