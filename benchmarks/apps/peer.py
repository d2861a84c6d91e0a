"""What the peers share: days, statuses, polygons and colours, all worked out once.

They choose a frame like ours does, so that a step costs them the drawing alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

import folium
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.stops import stops
from ruhrmap import boundaries, site
from ruhrmap.coverage import Status
from ruhrmap.model import Level
from ruhrmap.theme import LIGHT

COLOURS: Final[Mapping[Status, str]] = {
    Status.MEMBER: LIGHT.member,
    Status.STATED: LIGHT.represented,
    Status.ASSUMED: LIGHT.link,
    Status.UNCERTAIN: LIGHT.accent,
    Status.NONE: LIGHT.none,
}
HEIGHT: Final = 500  # pixels of each map
GEOMETRY: Final = "/bench/areas.geojson"
COLOURED: Final = "/bench/coloured.geojson"
_CLICKED: Final = "clicked"


def labels() -> dict[int, str]:
    """The frames that the slider offers, with the day shown for each."""
    return {stop.frame: stop.day.isoformat() for stop in stops(site.current().frames)}


def stepped() -> int:
    """The frame that Streamlit's own slider stands at."""
    days = labels()
    return st.select_slider("Stichtag", list(days), format_func=days.__getitem__)


def colours(frame: int) -> dict[str, str]:
    """The colour of each municipality in a frame, in the order of the boundaries."""
    statuses = site.current().frames[frame].statuses[Level.MUNICIPALITY]
    return {ags: COLOURS[statuses[ags]] for ags in names()}


@cache
def names() -> dict[str, str]:
    """The name of each municipality by its key, in the order of the boundaries."""
    named = {one.ags: one.name for one in site.current().catalog.at(Level.MUNICIPALITY)}
    return {ags: named[ags] for ags in (_ags(shape) for shape in geometry()["features"])}


def remembered(ags: str | None) -> str | None:
    """What was clicked last: a map that is drawn anew forgets it."""
    if ags is not None:
        st.session_state[_CLICKED] = ags
    found: str | None = st.session_state.get(_CLICKED)
    return found


def panel(ags: str | None, frame: int | None = None) -> None:
    """What is told of the place that was clicked; the day too where the server knows it."""
    with st.container(key="panel"):
        if ags is None:
            st.write("Ein Gebiet wählen")
            return
        st.subheader(names()[ags])
        if frame is not None:
            status = site.current().frames[frame].statuses[Level.MUNICIPALITY][ags]
            st.write(f"{labels()[frame]}: {status.value}")


def new_map() -> folium.Map:
    """An empty map on the region, without tiles."""
    return folium.Map(location=(51.5, 7.2), zoom_start=9, tiles=None)


def areas(frame: int) -> folium.GeoJson:
    """The municipalities in the colours of a frame."""
    return folium.GeoJson(geometry(), style_function=_style(frame))


@cache
def geometry() -> dict[str, Any]:
    """The borders of the municipalities."""
    return boundaries.load(Level.MUNICIPALITY, site.data_path() / "geo")


def routes() -> list[Route]:
    """The borders as files that a browser keeps, for libraries that take an address."""
    return [Route(GEOMETRY, _plain), Route(COLOURED, _coloured)]


def _ags(shape: Mapping[str, Any]) -> str:
    return str(shape["properties"]["ags"])


def _style(frame: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    shown = colours(frame)

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        colour = shown[_ags(feature)]
        return {"fillColor": colour, "fillOpacity": 1, "color": LIGHT.border_inner, "weight": 0.7}

    return style


async def _plain(_: Request) -> Response:
    return _kept(_clockwise())


async def _coloured(_: Request) -> Response:
    return _kept(_with_colours())


def _kept(body: bytes) -> Response:
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(body, media_type="application/geo+json", headers=headers)


@cache
def _clockwise() -> bytes:
    """With the rings as d3 wants them, the other way round than GeoJSON's standard."""
    shapes = []
    for ags, parts in boundaries.polygons(geometry()).items():
        turned = [[_turned(ring, hole=place > 0) for place, ring in enumerate(p)] for p in parts]
        shapes.append(_feature(ags, {"ags": ags, "name": names()[ags]}, turned))
    return _collection(shapes)


@cache
def _with_colours() -> bytes:
    """With the colour of each frame as a property, so that geometry is sent once."""
    by_frame = {frame: colours(frame) for frame in labels()}
    shapes = []
    for ags, parts in boundaries.polygons(geometry()).items():
        told: dict[str, Any] = {"ags": ags, "name": names()[ags]}
        for frame, shown in by_frame.items():
            told[f"c{frame}"] = [int(shown[ags][at : at + 2], 16) for at in (1, 3, 5)]
        shapes.append(_feature(ags, told, parts))
    return _collection(shapes)


def _turned(ring: Any, *, hole: bool) -> Any:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)
    return ring if (doubled > 0) == hole else ring[::-1]


def _feature(ags: str, told: Mapping[str, Any], parts: Any) -> dict[str, Any]:
    shape = {"type": "MultiPolygon", "coordinates": parts}
    return {"type": "Feature", "id": ags, "properties": told, "geometry": shape}


def _collection(shapes: list[dict[str, Any]]) -> bytes:
    whole = {"type": "FeatureCollection", "features": shapes}
    return json.dumps(whole, separators=(",", ":")).encode()
