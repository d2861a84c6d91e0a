"""The documented way: the map stays, the areas are handed over as a feature group."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from benchmarks.apps import peer

st.set_page_config(layout="wide")
labels = peer.labels()
frame = st.select_slider("Stichtag", list(labels), format_func=labels.__getitem__)
group = folium.FeatureGroup()
peer.areas(frame).add_to(group)
st_folium(
    peer.new_map(),
    key="map",
    height=500,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group,
)
