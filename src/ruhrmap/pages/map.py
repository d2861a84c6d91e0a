"""The page "Karte": the time map with all that moves with it.

The parts that are mounted with nothing show what comes along with the timeline.
"""

import streamlit as st
from streamlit_folium import st_folium

from ruhrmap import site, timemap
from ruhrmap.pages import settled, state
from ruhrmap.pages.parts import mount

here = site.current()
told = state.for_browser(state.held())

mount(here, "sentence", view=told)
settled.timeline(here)
# In reading order; where there is room for two columns the style sheet sets the side beside
# the map, or beside the view that is seen instead of it.
with st.container(key="layout"):
    with st.container(key="stage"):
        st_folium(
            timemap.build(here.assets),
            key=state.MAP,
            height=500,  # the style sheet sets the real one, by the width of the screen
            use_container_width=True,
            returned_objects=[],
            on_change=state.on_map,
        )
        mount(here, "legend", view=told)
    with st.container(key="views"):
        mount(here, "views", view=told, key=state.VIEWS, on_chosen_change=state.on_views)
    with st.container(key="side"):
        mount(here, "search", view=told, key=state.SEARCH, on_chosen_change=state.on_search)
        mount(here, "figures", view=told, key=state.FIGURES, on_chosen_change=state.on_figures)
        mount(here, "panel")
mount(here, "multiples", view=told)
mount(here, "prose", name="plain", key="plain")
mount(here, "sources")
