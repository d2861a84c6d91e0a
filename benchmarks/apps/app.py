"""Entry of a peer: the page that ``RUHRMAP_BENCH_PAGE`` names, with its borders as files."""

import os
from pathlib import Path

import streamlit as st

from benchmarks.apps import peer

app = st.App(
    Path(__file__).with_name(f"{os.environ['RUHRMAP_BENCH_PAGE']}.py"), routes=peer.routes()
)
