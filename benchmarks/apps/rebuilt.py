"""What everyone writes: each rerun builds the folium map anew.

``returned_objects=[]`` is not what everyone writes: it spares this peer a second rerun
for each new frame, which would report its bounds.
"""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.apps import peer

st.set_page_config(layout="wide")
labels = peer.labels()
frame = st.select_slider("Stichtag", list(labels), format_func=labels.__getitem__)
made = peer.new_map()
peer.areas(frame).add_to(made)
st_folium(made, height=500, use_container_width=True, returned_objects=[])
