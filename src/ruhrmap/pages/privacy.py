"""The page "Datenschutz": what a visit leaves, and where."""

import streamlit as st

from ruhrmap import provider, site
from ruhrmap.pages import legal, state
from ruhrmap.pages.parts import mount

kept = int(st.get_option("server.disconnectedSessionTTL"))
mount(site.current(), "prose", content=legal.privacy(state.held(), provider.current(), kept))
