"""Entry of a peer: the page that ``RUHRMAP_BENCH_PAGE`` names, with our route for Leaflet.

Leaflet comes from this host like in ours, so nobody waits for a content delivery network.
"""

import os
from pathlib import Path

import streamlit as st

from ruhrmap import server

app = st.App(
    Path(__file__).with_name(f"{os.environ['RUHRMAP_BENCH_PAGE']}.py"), routes=server.routes()
)
