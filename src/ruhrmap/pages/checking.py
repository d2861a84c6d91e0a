"""The staff's page "Daten prüfen": today's data to take along, a field for a changed package."""

import streamlit as st

from ruhrmap import site
from ruhrmap.pages import delivered, handing, state
from ruhrmap.pages.parts import mount
from ruhrmap.web.checking import INTAKE

here = site.current()
view = state.held()

mount(here, "prose", content=delivered.beginning(view), key="checking-beginning")
mount(here, "downloads", content=delivered.today(here.catalog, view), key="checking-today")
mount(here, "prose", content=delivered.before_field(view), key="checking-field")
with st.container(key="checking-intake"):
    handing.field(
        here,
        view.language,
        INTAKE,
        key="checking-file",
        **delivered.field_texts(view),
        on_answer=delivered.keep,
    )
if (told := delivered.kept()) is not None:
    mount(here, "prose", content=delivered.result(told, view), key="checking-result")
    if told["package"]:
        mount(here, "downloads", content=delivered.package(told, view), key="checking-package")
    # parts of their own, as each has its own way to fit on a phone
    for part, content in delivered.report(told, view).items():
        mount(here, "prose", content=content, key=f"checking-{part}")
