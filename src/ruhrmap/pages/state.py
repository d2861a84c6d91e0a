"""The view of one visitor between reruns, and the widgets that change it.

The view lives under a key of no widget. The address is read before any widget is made
and written back before anything is drawn.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from ruhrmap import view
from ruhrmap.address import Ignored, shorten
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES
from ruhrmap.model import Level
from ruhrmap.sitemap import ASKED_FOR
from ruhrmap.view import Limits, View, ViewState

MAP: Final = "map"
TIMELINE: Final = "timeline"
VIEWS: Final = "four-views"
SEARCH: Final = "search"
LANGUAGE: Final = "language"
FIGURES: Final = "figures"
JOINING: Final = "joining"

_VIEW: Final = "ruhrmap.view"
_IGNORED: Final = "ruhrmap.ignored"
_ADDRESS: Final = "ruhrmap.address"
_NO_PAGE: Final = "ruhrmap.no_page"
_SEQUENCE: Final = "ruhrmap.sequence"
_CHANGED: Final = "ruhrmap.changed"


def current(limits: Limits) -> ViewState:
    """The view of this run: what the session holds, or what a new address asks for.

    To be called once a run, before any widget is made.

    With a change made on the page comes the address that the browser had then. It may be
    older than our last answer, and is no wish of the reader; only an address that comes
    without a change is one (a link, or the way back).
    """
    address = st.query_params.to_dict()
    changed = st.session_state.pop(_CHANGED, False)
    asked = not changed and address != st.session_state.get(_ADDRESS)
    if _VIEW not in st.session_state or asked:
        # with all values of a repeated name; the dictionary has the last of each
        given = [
            (name, value)
            for name in address
            if name != ASKED_FOR
            for value in st.query_params.get_all(name)
        ]
        st.session_state[_VIEW], st.session_state[_IGNORED] = view.read(given, limits)
        st.session_state[_NO_PAGE] = shorten(address.get(ASKED_FOR, ""))
    return held()


def held() -> ViewState:
    """The view of this run, once :func:`current` has read it."""
    found: ViewState = st.session_state[_VIEW]
    return found


def ignored() -> tuple[Ignored, ...]:
    """What the address asked for in vain, until the view changes."""
    found: tuple[Ignored, ...] = st.session_state.get(_IGNORED, ())
    return found


def page_in_vain() -> str:
    """The page that was asked for and does not exist, until the view changes; else empty."""
    found: str = st.session_state.get(_NO_PAGE, "")
    return found


def write_address(limits: Limits) -> None:
    """Let the address say what is shown, so that a reload or a link opens it again.

    The bare address stays bare as long as it says the same: writing would put a second
    entry into the browser's history, and "back" would lead nowhere.
    """
    shown = st.query_params.to_dict()
    address = view.write(st.session_state[_VIEW])
    if not shown and st.session_state[_VIEW] == view.initial(limits):
        address = {}
    elif shown != address:
        st.query_params.from_dict(address)
    st.session_state[_ADDRESS] = address


def for_browser(state: ViewState) -> dict[str, Any]:
    """The view as ``frontend/store.js`` takes it."""
    return {
        "date": state.date.isoformat(),
        "level": state.level,
        "place": state.place,
        "view": state.view,
        "comparison": state.comparison.isoformat() if state.comparison else None,
        "language": state.language,
        "sequence": st.session_state.get(_SEQUENCE, 0),
    }


def on_timeline() -> None:
    """The timeline has settled on what the hand has set: dates, level, view, language."""
    _settle(TIMELINE)


def on_language() -> None:
    """The language was switched on a page that has no timeline to report it."""
    _settle(LANGUAGE)


def _settle(part: str) -> None:
    told = st.session_state[part].get("view")
    if told:
        st.session_state[_SEQUENCE] = told["sequence"]
        comparison = told["comparison"]
        _change(
            date=date.fromisoformat(told["date"]),
            level=Level(told["level"]),
            view=View(told["view"]),
            comparison=date.fromisoformat(comparison) if comparison else None,
            language=told["language"] if told["language"] in LANGUAGES else DEFAULT_LANGUAGE,
        )


def on_map() -> None:
    """A place was chosen on the map."""
    told = st.session_state[MAP] or {}
    if told.get("place"):
        _choose(told["place"])


def on_search() -> None:
    """A place was chosen in the search, or the choice was cleared."""
    if told := st.session_state[SEARCH].get("chosen"):
        _choose(told["place"])


def on_views() -> None:
    """A place was chosen in the table or the chronicle."""
    _on_chosen(VIEWS)


def on_figures() -> None:
    """A place was chosen in the list of what was added between two dates."""
    _on_chosen(FIGURES)


def on_joining() -> None:
    """Places were ticked whose accession is to be assumed, all of them at once; or none."""
    told = st.session_state[JOINING].get("scenario")
    if told is not None:
        from ruhrmap import site

        places = site.current().limits.places
        _change(scenario=tuple(sorted({places[key] for key in told if key in places})))


def _on_chosen(key: str) -> None:
    if chosen := st.session_state[key].get("chosen"):
        _choose(chosen)


def _choose(place: str | None) -> None:
    from ruhrmap import site

    _change(place=None if place is None else site.current().limits.places.get(place))


def _change(**parts: Any) -> None:
    st.session_state[_VIEW] = replace(held(), **parts)
    st.session_state[_IGNORED] = ()
    st.session_state[_NO_PAGE] = ""
    st.session_state[_CHANGED] = True
