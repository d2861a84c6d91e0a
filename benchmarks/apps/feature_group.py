"""The documented way: the map stays, the areas are handed over as a feature group."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.apps import peer

st.set_page_config(layout="wide")
frame = peer.stepped()
beside, told = st.columns([4, 1])
group = folium.FeatureGroup()
peer.areas(frame).add_to(group)
with beside:
    clicked = st_folium(
        peer.new_map(),
        key="map",
        height=peer.HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=group,
    )["last_active_drawing"]
with told:
    peer.panel(peer.remembered(clicked and clicked["properties"]["ags"]), frame)
