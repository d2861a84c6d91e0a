"""The page "Karte": the time map with all that moves with it."""

import streamlit as st
from streamlit_folium import st_folium

from ruhrmap import site, tabulation, timemap
from ruhrmap.api.downloads import material
from ruhrmap.pages import content, plain, state
from ruhrmap.pages.parts import mount
from ruhrmap.view import View

here = site.current()
view = state.held()
told = state.for_browser(view)

mount(here, "sentence", view=told)
mount(here, "timeline", view=told, key=state.TIMELINE, on_view_change=state.on_timeline)
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
        mount(
            here,
            "views",
            view=told,
            content=tabulation.table(here.catalog, view) if view.view is View.TABLE else None,
            key=state.VIEWS,
            on_chosen_change=state.on_views,
        )
    with st.container(key="side"):
        mount(
            here,
            "search",
            view=told,
            key=state.SEARCH,
            on_chosen_change=state.on_search,
        )
        mount(
            here,
            "figures",
            view=told,
            key=state.FIGURES,
            on_chosen_change=state.on_figures,
        )
        mount(here, "panel", content=content.panel(here.catalog, view))
mount(here, "multiples", view=told)
mount(here, "prose", content=plain.words(here, view), key="plain")
mount(here, "sources", content=content.sources(material(site.data_path()), view))
