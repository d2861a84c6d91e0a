"""What everyone writes: each rerun builds the folium map anew.

One returned object is less than everyone takes: it spares this peer a second rerun for
each new frame, which would report its bounds.
"""

import streamlit as st
from streamlit_folium import st_folium

from benchmarks.apps import peer

st.set_page_config(layout="wide")
frame = peer.stepped()
beside, told = st.columns([4, 1])
made = peer.new_map()
peer.areas(frame).add_to(made)
with beside:
    clicked = st_folium(
        made,
        height=peer.HEIGHT,
        use_container_width=True,
        returned_objects=["last_active_drawing"],
    )["last_active_drawing"]
with told:
    peer.panel(peer.remembered(clicked and clicked["properties"]["ags"]), frame)
