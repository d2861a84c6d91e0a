"""What both peers share: days, statuses, polygons and colours, all worked out once.

They choose a frame like ours does, so that a step costs them the drawing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import folium

from benchmarks.stops import stops
from ruhrmap import boundaries, site
from ruhrmap.coverage import Status
from ruhrmap.model import Level
from ruhrmap.theme import LIGHT

COLOURS: Mapping[Status, str] = {
    Status.MEMBER: LIGHT.member,
    Status.STATED: LIGHT.represented,
    Status.ASSUMED: LIGHT.link,
    Status.UNCERTAIN: LIGHT.accent,
    Status.NONE: LIGHT.none,
}


def labels() -> dict[int, str]:
    """The frames that the slider offers, with the day shown for each."""
    return {stop.frame: stop.day.isoformat() for stop in stops(site.current().frames)}


def new_map() -> folium.Map:
    """An empty map on the region, without tiles and without another host's files."""
    made = folium.Map(location=(51.5, 7.2), zoom_start=9, tiles=None)
    files = site.current().assets
    made.default_js = [("leaflet", f"../../{files.leaflet_js.path}")]
    made.default_css = [("leaflet", f"../../{files.leaflet_css.path}")]
    return made


def areas(frame: int) -> folium.GeoJson:
    """The municipalities in the colours of a frame."""
    return folium.GeoJson(_geometry(), style_function=_style(frame))


@cache
def _geometry() -> dict[str, Any]:
    return boundaries.load(Level.MUNICIPALITY, site.data_path() / "geo")


def _style(frame: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    statuses = site.current().frames[frame].statuses[Level.MUNICIPALITY]

    def style(feature: dict[str, Any]) -> dict[str, Any]:
        colour = COLOURS[statuses[feature["properties"]["ags"]]]
        return {"fillColor": colour, "fillOpacity": 1, "color": LIGHT.border_inner, "weight": 0.7}

    return style
