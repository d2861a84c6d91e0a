"""The script that Streamlit runs for each visitor: navigation over the pages."""

from pathlib import Path

import streamlit as st

from ruhrmap import site
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.pages import broken, state
from ruhrmap.web import head

try:
    here = site.current()
except PackageError as error:
    st.set_page_config(page_title=message(DEFAULT_LANGUAGE, "page.title"), layout="wide")
    broken.show(error.findings)
else:
    view = state.current(here.limits)
    language = view.language
    st.set_page_config(page_title=head.title(here, view), layout="wide")
    folder = Path(__file__).parent
    title = message(language, "page.map")
    page = st.Page(folder / "map.py", title=title, default=True)
    st.navigation([page], position="hidden").run()
