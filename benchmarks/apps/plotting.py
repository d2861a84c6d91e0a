"""What both ways to draw with plotly share: ``go.Choropleth``, without tiles."""

from __future__ import annotations

from typing import Any, Final

import plotly.graph_objects as go

from benchmarks.apps import peer
from ruhrmap.theme import LIGHT

_ORDER: Final = list(peer.COLOURS.values())


def areas(frame: int) -> go.Choropleth:
    """The areas in the colours of a frame, their borders by address."""
    return go.Choropleth(
        geojson=peer.GEOMETRY,
        featureidkey="properties.ags",
        locations=list(peer.names()),
        text=list(peer.names().values()),
        z=numbers(frame),
        zmin=-0.5,
        zmax=len(_ORDER) - 0.5,
        colorscale=_scale(),
        showscale=False,
        marker={"line": {"color": LIGHT.border_inner, "width": 0.7}},
    )


def numbers(frame: int) -> list[int]:
    """The colour of each area as its place in the scale."""
    return [_ORDER.index(colour) for colour in peer.colours(frame).values()]


def layout(figure: go.Figure) -> None:
    """Fit the map to the areas, and keep the zoom when data change."""
    figure.update_geos(fitbounds="locations", visible=False, projection={"type": "mercator"})
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, height=peer.HEIGHT, uirevision="map"
    )


def chosen(event: Any) -> str | None:
    """The key of the area that was clicked."""
    points = event.selection["points"]
    return points[0]["location"] if points else None


def _scale() -> list[tuple[float, str]]:
    share = 1 / len(_ORDER)
    return [
        (at, colour)
        for place, colour in enumerate(_ORDER)
        for at in (place * share, (place + 1) * share)
    ]
