"""vega-lite under Streamlit's slider: a rerun sends keys and colours, nothing else.

The specification stays the same, so that Streamlit changes the data of the chart and does
not build it anew.
"""

import pandas as pd
import streamlit as st

from benchmarks.apps import charting, peer

st.set_page_config(layout="wide")
frame = peer.stepped()
beside, told = st.columns([4, 1])
shown = peer.colours(frame)
data = pd.DataFrame({"ags": list(shown), "colour": list(shown.values())})
with beside:
    event = st.vega_lite_chart(data, charting.specification(), key="map", on_select="rerun")
with told:
    peer.panel(charting.chosen(event), frame)
