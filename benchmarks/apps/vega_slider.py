"""vega-lite with a slider of its own: all days are columns, and the browser picks one.

Python does not learn where that slider stands.
"""

import pandas as pd
import streamlit as st

from benchmarks.apps import charting, peer

st.set_page_config(layout="wide")
beside, told = st.columns([4, 1])
frames = list(peer.labels())
data = pd.DataFrame({"ags": list(peer.names())})
for place, frame in enumerate(frames):
    data[f"c{place}"] = list(peer.colours(frame).values())
bound = {"input": "range", "min": 0, "max": len(frames) - 1, "step": 1, "name": "Stichtag "}
specification = charting.specification(
    params=[{"name": "at", "value": 0, "bind": bound}],
    transform=[{"calculate": "datum['c' + at]", "as": "colour"}],
)
with beside:
    event = st.vega_lite_chart(
        data, specification, key="map", on_select="rerun", selection_mode="chosen"
    )
with told:
    peer.panel(charting.chosen(event))
