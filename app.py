"""Entry of the dashboard: ``streamlit run app.py``. Routes and middleware, nothing else."""

import streamlit as st

from ruhrmap import server

app = st.App(
    server.MAIN_SCRIPT,
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
)
