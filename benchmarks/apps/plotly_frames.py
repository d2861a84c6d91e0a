"""plotly's animation: all days are frames of one figure, with its own slider and button.

Python does not learn where that slider stands.
"""

from functools import cache

import plotly.graph_objects as go
import streamlit as st

from benchmarks.apps import peer, plotting


@cache
def animation() -> go.Figure:
    """The figure with all its frames, as ``px.choropleth(animation_frame=...)`` lays it out."""
    days = peer.labels()
    at_once = {"duration": 0, "redraw": True}
    figure = go.Figure(
        plotting.areas(next(iter(days))),
        frames=[
            go.Frame(name=day, data=[go.Choropleth(z=plotting.numbers(frame))])
            for frame, day in days.items()
        ],
    )
    plotting.layout(figure)
    immediate = {"mode": "immediate", "frame": at_once, "transition": {"duration": 0}}
    playing = {"mode": "immediate", "fromcurrent": True, "frame": {**at_once, "duration": 500}}
    steps = [
        {"method": "animate", "label": day, "args": [[day], immediate]} for day in days.values()
    ]
    play = {"method": "animate", "label": "&#9654;", "args": [None, playing]}
    figure.update_layout(
        sliders=[{"steps": steps, "x": 0.1, "len": 0.9, "y": 0, "pad": {"t": 20}}],
        updatemenus=[
            {"type": "buttons", "buttons": [play], "x": 0.08, "y": 0, "direction": "left"}
        ],
    )
    return figure


st.set_page_config(layout="wide")
beside, told = st.columns([4, 1])
with beside:
    event = st.plotly_chart(animation(), key="map", on_select="rerun", selection_mode="points")
with told:
    peer.panel(plotting.chosen(event))
