"""Entry of the dashboard: ``streamlit run app.py``. Routes and middleware, nothing else."""

import streamlit as st

from ruhrmap import metrics, server

server.begin()
app = st.App(
    server.MAIN_SCRIPT,
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
    on_script_error=metrics.script_error,
)
