"""folium's TimeSliderChoropleth: all days in one document, which moves its own slider.

It stands in a frame of its own: ``st_folium`` runs the plugin's script but leaves out the
slider, which looks for a folium map beside it. A frame reports nothing to Python.
"""

from datetime import datetime
from functools import cache

import streamlit as st
from folium.plugins import TimeSliderChoropleth

from benchmarks.apps import peer


@cache
def document() -> str:
    """The whole map, made once for all viewers."""
    days = {
        frame: str(int(datetime.fromisoformat(f"{day}T12:00:00+00:00").timestamp()))
        for frame, day in peer.labels().items()
    }
    styles: dict[str, dict[str, dict[str, object]]] = {ags: {} for ags in peer.names()}
    for frame, when in days.items():
        for ags, colour in peer.colours(frame).items():
            styles[ags][when] = {"color": colour, "opacity": 1}
    shapes = {
        "type": "FeatureCollection",
        "features": [
            {**shape, "id": shape["properties"]["ags"]} for shape in peer.geometry()["features"]
        ],
    }
    made = peer.new_map()
    TimeSliderChoropleth(shapes, styles, stroke_color="#8fa0ae").add_to(made)
    written: str = made.get_root().render()
    return written


st.set_page_config(layout="wide")
beside, told = st.columns([4, 1])
with beside:
    st.iframe(document(), height=peer.HEIGHT)
with told:
    peer.panel(None)
