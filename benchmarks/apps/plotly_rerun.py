"""plotly under Streamlit's slider: each rerun sends the figure, its borders by address."""

import plotly.graph_objects as go
import streamlit as st

from benchmarks.apps import peer, plotting

st.set_page_config(layout="wide")
frame = peer.stepped()
beside, told = st.columns([4, 1])
figure = go.Figure(plotting.areas(frame))
plotting.layout(figure)
with beside:
    event = st.plotly_chart(figure, key="map", on_select="rerun", selection_mode="points")
with told:
    peer.panel(plotting.chosen(event), frame)
