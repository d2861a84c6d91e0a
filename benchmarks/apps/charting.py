"""What both ways to draw with vega-lite share: a specification that never changes."""

from __future__ import annotations

from typing import Any

from benchmarks.apps import peer
from ruhrmap.theme import LIGHT


def specification(**more: Any) -> dict[str, Any]:
    """The areas of the data that come with it, their borders by address.

    Parameters
    ----------
    **more : object
        ``params`` and ``transform`` are put behind those that all have.
    """
    borders = {"url": peer.GEOMETRY, "format": {"type": "json", "property": "features"}}
    lookup = {
        "lookup": "ags",
        "from": {"data": borders, "key": "properties.ags"},
        "as": "shape",
    }
    click = {"name": "chosen", "select": {"type": "point", "fields": ["ags"]}}
    return {
        "height": peer.HEIGHT,
        "projection": {"type": "mercator"},
        "params": [click, *more.get("params", [])],
        "transform": [lookup, *more.get("transform", [])],
        "mark": {"type": "geoshape", "stroke": LIGHT.border_inner, "strokeWidth": 0.7},
        "encoding": {
            "shape": {"field": "shape", "type": "geojson"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def chosen(event: Any) -> str | None:
    """The key of the area that was clicked."""
    found = event.selection["chosen"]
    return found[0]["ags"] if found else None
