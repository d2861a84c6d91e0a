"""The script that Streamlit runs for each visitor: the frame around the pages.

The address is read and written here, before a page is drawn; a page only draws its content.
"""

from pathlib import Path

import streamlit as st

from ruhrmap import site, sitemap
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.pages import broken, content, delivered, frame, maker, state, supposed
from ruhrmap.pages.parts import mount
from ruhrmap.pages.release import leaving
from ruhrmap.web import head

try:
    here = site.current()
except PackageError as error:
    st.set_page_config(page_title=message(DEFAULT_LANGUAGE, "page.title"), layout="wide")
    broken.show(error.findings)
else:
    view = state.current(here.limits)
    told = state.for_browser(view)
    folder = Path(__file__).parent
    entries = sitemap.pages()
    pages = [
        st.Page(
            folder / one.file,
            title=one.name(view.language),
            url_path=one.path or None,
            default=not one.path,
        )
        for one in entries
    ]
    page = st.navigation(pages, position="hidden")
    entry = entries[pages.index(page)]
    st.set_page_config(page_title=head.title(here, view, entry.path), layout="wide")
    # before the header: a link there is followed once it holds what the hand has set, and the
    # history should have that view by then
    state.write_address(here.limits)
    with st.container(key="top"):
        mount(here, "header", content=frame.header(view, entry, told["sequence"]))
        share = content.link(view, told["sequence"])
        if not entry.path:  # the embeddable page is the map's
            share["embed"] = content.embedding(here, view)
        mount(here, "share", content=share)
        mount(here, "language", view=told, key=state.LANGUAGE, on_view_change=state.on_language)
    mount(here, "notices", content=content.notices(view, state.ignored(), state.page_in_vain()))
    if entry.key != "pictures":
        maker.forget()
    if entry.key != "checking":
        delivered.forget()
    if entry.key != "reading":
        leaving.forget()
    if entry.key != "joining" and (notice := supposed.elsewhere(view)):
        mount(here, "prose", content=[notice], key="scenario-elsewhere")
    with st.container(key="page"):
        page.run()
    mount(here, "footer", content=frame.footer(view, entry))
