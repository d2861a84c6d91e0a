"""The staff's page "Pressemitteilung prüfen": a release in, a proposal, the rows to add out."""

import streamlit as st

from ruhrmap import site
from ruhrmap.messages import message, pick
from ruhrmap.pages import handing, prose, state
from ruhrmap.pages.parts import mount
from ruhrmap.pages.release import form, held, marks, result
from ruhrmap.pages.release.fields import Form
from ruhrmap.sitemap import entry
from ruhrmap.web.releases import ACCEPTED, INTAKE

here = site.current()
language = state.held().language

mount(
    here,
    "prose",
    content=[
        prose.heading(1, entry("reading").name(language)),
        prose.paragraph(message(language, "release.intro")),
    ],
    key="release-beginning",
)
with st.container(key="release-in"):
    handing.field(
        here,
        language,
        INTAKE,
        key=held.FILE,
        label=message(language, "release.file"),
        hint=message(language, "release.file_hint"),
        accept=ACCEPTED,
        on_answer=held.arrived,
    )
    held.take_arrived(here.catalog)
    pasted = st.text_area(message(language, "release.paste"), key="release-pasted", height=140)
    if st.button(message(language, "release.read"), key="release-read", type="secondary"):
        refusal = held.paste(here.catalog, message(language, "release.pasted"), pasted)
        if refusal is not None:
            told = [prose.notice(pick(language, refusal))]
            mount(here, "prose", content=told, key="release-refused")

release = held.held()
if release is not None:
    with st.container(key="release"):
        blocks = [prose.heading(2, message(language, "release.heading", name=release.name))]
        blocks += [prose.notice(pick(language, note)) for note in release.notes]
        mount(here, "prose", content=blocks, key="release-heading")
        text, fields = st.columns([1, 1], gap="large")
        with text:
            mount(
                here,
                "release",
                content=marks.content(here.catalog, release.reading, language),
                key="release-text",
            )
        with fields:
            filled = Form(here, language, release)
            decision, day = form.draw(filled)
        result.show(filled, decision, day)
