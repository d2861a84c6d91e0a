"""A Streamlit page with nothing but a title: what opening costs in any case."""

import streamlit as st

st.title("Leer")
