"""The timeline, and with it all that the server says of the date on which it has settled.

It is a fragment: when the hand has let go of the slider, this alone runs again, and not the
page with its map and a score of parts (docs/decisions/0088). The parts beside it are mounted
empty; what they show comes along with the timeline, as JSON that is the same for every visitor
who looks at the same view, so it is made once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from ruhrmap import site, staff, tabulation
from ruhrmap.api.downloads import material
from ruhrmap.pages import content, frame, newer, plain, state, supposed
from ruhrmap.pages.parts import mount
from ruhrmap.site import Site
from ruhrmap.sitemap import Entry, entry
from ruhrmap.turns import Rank, turn
from ruhrmap.view import View, ViewState
from ruhrmap.web import head, public

_KEPT: Final = 512  # views, 20 kB each, 60 kB with the table

PAGE: Final = "map"  # the page that has it


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a view.

    Attributes
    ----------
    title : str
        Of the document.
    parts : str
        JSON: part of the page -> its content, as ``frontend/blocks.js`` draws it.
    """

    title: str
    parts: str


@st.fragment
def timeline(here: Site) -> None:
    """Draw the timeline of the page; run again by itself whenever it has settled.

    To be called once a run of the page, where the timeline stands.
    """
    with turn(Rank.STEP):
        if not state.keeps_data():
            st.rerun()  # the page is of data that left meanwhile: all of it has to be drawn anew
        said = told(here, state.held())
        if state.has_changed():
            st.set_page_config(page_title=said.title, layout="wide")
            state.write_address(here.limits)
        # of this visit, not of the view
        own = {
            "notices": content.notices(state.held(), state.ignored(), state.page_in_vain()),
            "newer": newer.told(here, state.held(), entry(PAGE)),
        }
        mount(
            here,
            "timeline",
            view=state.for_browser(state.held()),
            content={"parts": said.parts, "own": own},
            key=state.TIMELINE,
            on_view_change=state.on_timeline,
        )


def told(here: Site, view: ViewState) -> Told:
    """What the page of the map says of a view, the same for all who look at it."""
    return _told(here.folder, view, public.configured(), staff.enabled())


@lru_cache(_KEPT)
def _told(data: Path, view: ViewState, _base: str | None, _with_staff: bool) -> Told:
    here = site.read(data)
    page: Entry = entry(PAGE)
    share = content.link(view) | {"embed": content.embedding(here, view)}
    elsewhere = supposed.elsewhere(view)
    parts: dict[str, Any] = {
        "header": frame.header(here.catalog, view, page),
        "share": share,
        "elsewhere": [elsewhere] if elsewhere else [],
        "views": tabulation.table(here.catalog, view) if view.view is View.TABLE else None,
        "panel": content.panel(here.catalog, view),
        "plain": plain.words(here, view),
        "sources": content.sources(material(data), view),
        "footer": frame.footer(view, page),
    }
    return Told(
        title=head.title(here, view, page.path),
        parts=json.dumps(parts, ensure_ascii=False, separators=(",", ":")),
    )
