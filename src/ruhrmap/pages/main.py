"""The script that Streamlit runs for each visitor: the frame around the pages.

The address is read and written here, before a page is drawn; a page only draws its content.
"""

from contextlib import ExitStack
from pathlib import Path

import streamlit as st

from ruhrmap import site, sitemap
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.pages import broken, content, delivered, frame, maker, newer, settled, state, supposed
from ruhrmap.pages.parts import mount
from ruhrmap.pages.release import leaving
from ruhrmap.turns import Rank, turn
from ruhrmap.web import head

state.begin()
try:
    here = site.current()
except PackageError as error:
    title = message(DEFAULT_LANGUAGE, "page.title_without_data")
    st.set_page_config(page_title=title, layout="wide")
    broken.show(error.findings)
else:
    with ExitStack() as turns:
        turns.enter_context(turn(Rank.PAGE))
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
        # before the header: a link there is followed once it holds what the hand has set, and
        # the history should have that view by then
        state.write_address(here.limits)
        # of the map's page all of this comes along with the timeline
        comes_later = entry.key == settled.PAGE
        with st.container(key="top"):
            header = None if comes_later else frame.header(here.catalog, view, entry)
            mount(here, "header", view=told, content=header)
            share = None if comes_later else content.link(view)
            mount(here, "share", view=told, content=share)
            mount(here, "language", view=told, key=state.LANGUAGE, on_view_change=state.on_language)
        ignored = content.notices(view, state.ignored(), state.page_in_vain())
        mount(here, "notices", content=None if comes_later else ignored)
        mount(here, "newer", content=None if comes_later else newer.told(here, view, entry))
        if entry.key != "pictures":
            maker.forget()
        if entry.key != "checking":
            delivered.forget()
        if entry.key != "reading":
            leaving.forget()
        if entry.key != "joining" and (notice := supposed.elsewhere(view)):
            noticed = None if comes_later else [notice]
            mount(here, "prose", content=noticed, name="elsewhere", key="scenario-elsewhere")
        if not comes_later:
            turns.close()  # pictures are made in there, files are read
        with st.container(key="page"):
            page.run()
        mount(here, "footer", content=None if comes_later else frame.footer(view, entry))
