"""pydeck, its borders and colours fetched once: a step changes which property is drawn.

Without a base map (``map_provider=None``), which would come from another host;
``RUHRMAP_BENCH_TILES=1`` takes the usual one.
"""

import os

import pydeck
import streamlit as st

from benchmarks.apps import peer
from ruhrmap.theme import LIGHT

st.set_page_config(layout="wide")
frame = peer.stepped()
beside, told = st.columns([4, 1])
layer = pydeck.Layer(
    "GeoJsonLayer",
    id="areas",
    data=peer.COLOURED,
    get_fill_color=f"properties.c{frame}",
    get_line_color=[int(LIGHT.border_inner[at : at + 2], 16) for at in (1, 3, 5)],
    get_line_width=0.7,
    line_width_units=pydeck.types.String("pixels"),
    update_triggers={"getFillColor": [frame]},
    pickable=True,
)
base = {} if os.environ.get("RUHRMAP_BENCH_TILES") else {"map_provider": None}
made = pydeck.Deck(
    layers=[layer],
    initial_view_state=pydeck.ViewState(latitude=51.5, longitude=7.2, zoom=8.3),
    **base,
)
with beside:
    event = st.pydeck_chart(made, key="map", height=peer.HEIGHT, on_select="rerun")
chosen = event.selection["objects"].get("areas", [])
with told:
    peer.panel(chosen[0]["properties"]["ags"] if chosen else None, frame)
