"""The ways to step through time: how each is opened and how its slider is moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from benchmarks import hands
from benchmarks.apps.peer import COLOURS
from benchmarks.browser import Probe
from benchmarks.hands import Hand
from benchmarks.scenes import Points, Scene
from benchmarks.servers import PEERS, ROOT
from ruhrmap.model import Level
from ruhrmap.payload import CODES
from ruhrmap.site import DATA_VARIABLE

_PALETTE: Final = tuple(dict.fromkeys(COLOURS.values()))


@dataclass(frozen=True)
class Way:
    """One way to draw the map, as an app of its own.

    Attributes
    ----------
    key, label : str
    app : Path
    probe : Probe
    hand : callable
        Takes hold of the slider of an open page.
    reruns : bool
        Whether each step is a rerun on the server.
    panel : str
        Selector of what tells of the place that was clicked.
    page : str
        Name of the peer's page, where it is not the key.
    settings : mapping
        More environment variables of its server.
    documented : bool
        Whether the library's documentation says that it reports a click, be it seen here or
        not: ours is held to it then as well.
    """

    key: str
    label: str
    app: Path
    probe: Probe
    hand: Callable[[Page, Scene], Hand] = lambda page, _: hands.Keys(page)
    reruns: bool = True
    panel: str = ".st-key-panel"
    page: str = ""
    settings: Mapping[str, str] | None = None
    documented: bool = True

    def environment(self, scene: Scene) -> Mapping[str, str]:
        """What the server of this way needs to know."""
        return {
            DATA_VARIABLE: str(scene.data),
            "RUHRMAP_BENCH_PAGE": self.page or self.key,
            **(self.settings or {}),
        }

    def points(self, scene: Scene) -> Points:
        """The points that the probe reads, where a map may be drawn on a canvas."""
        return scene.points if self.probe.palette else ()

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
    hand=lambda page, scene: hands.Ours(page, scene.site.catalog, scene.stops),
    reruns=False,
    panel=".st-key-panel, .rm-panel",
)
REBUILT: Final = Way("rebuilt", "map rebuilt on each rerun", PEERS, Probe())
FEATURE_GROUP: Final = Way("feature_group", "feature_group_to_add", PEERS, Probe())
TIME_SLIDER: Final = Way(
    "time_slider",
    "TimeSliderChoropleth",
    PEERS,
    Probe(input="input"),
    hand=lambda page, scene: hands.framed(page, len(scene.stops)),
    reruns=False,
    documented=False,
)
_PLOTLY: Final = "path.choroplethlocation"
_VEGA: Final = "[data-testid=stVegaLiteChart] svg .mark-shape path"
DECK: Final = Way("deck", "pydeck", PEERS, Probe(in_page=True, area="canvas > i", palette=_PALETTE))
DECK_TILES: Final = Way(
    "deck_tiles",
    "pydeck with its usual base map",
    PEERS,
    DECK.probe,
    page="deck",
    settings={"RUHRMAP_BENCH_TILES": "1"},
)
PLOTLY: Final = Way("plotly_rerun", "plotly", PEERS, Probe(in_page=True, area=_PLOTLY))
PLOTLY_FRAMES: Final = Way(
    "plotly_frames",
    "plotly, animation frames",
    PEERS,
    Probe(input="mousemove", in_page=True, area=_PLOTLY),
    hand=lambda page, scene: hands.rail(page, len(scene.stops)),
    reruns=False,
)
# Streamlit has vega draw paths, and a canvas from 2,000 areas on
VEGA: Final = Way(
    "vega_rerun", "vega-lite", PEERS, Probe(in_page=True, area=_VEGA, palette=_PALETTE)
)
VEGA_SLIDER: Final = Way(
    "vega_slider",
    "vega-lite, slider of its own",
    PEERS,
    Probe(input="input", in_page=True, area=_VEGA, palette=_PALETTE),
    hand=lambda page, scene: hands.bound(page, len(scene.stops)),
    reruns=False,
)
EMPTY: Final = Way(
    "empty", "empty Streamlit page", PEERS, Probe(opened="[data-testid=stHeading] h1")
)
STEPPED: Final = (
    REBUILT,
    FEATURE_GROUP,
    TIME_SLIDER,
    DECK,
    PLOTLY,
    PLOTLY_FRAMES,
    VEGA,
    VEGA_SLIDER,
    OURS,
)
