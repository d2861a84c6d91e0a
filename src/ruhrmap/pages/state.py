"""The view of one visitor between reruns, and the widgets that change it.

The view lives under a key of no widget. The address is read before any widget is made
and written back at the end of every run.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from ruhrmap import view
from ruhrmap.model import Level
from ruhrmap.view import Ignored, Limits, ViewState

MAP: Final = "map"
TIMELINE: Final = "timeline"
SEARCH: Final = "search"
TABLE: Final = "table"

_VIEW: Final = "ruhrmap.view"
_IGNORED: Final = "ruhrmap.ignored"
_ADDRESS: Final = "ruhrmap.address"
_SEQUENCE: Final = "ruhrmap.sequence"


def current(limits: Limits) -> ViewState:
    """The view of this run: what the session holds, or what a new address asks for."""
    address = st.query_params.to_dict()
    if _VIEW not in st.session_state or address != st.session_state.get(_ADDRESS):
        st.session_state[_VIEW], st.session_state[_IGNORED] = view.read(address, limits)
    held: ViewState = st.session_state[_VIEW]
    return held


def ignored() -> tuple[Ignored, ...]:
    """What the address asked for in vain, until the view changes."""
    found: tuple[Ignored, ...] = st.session_state.get(_IGNORED, ())
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
        "language": state.language,
        "sequence": st.session_state.get(_SEQUENCE, 0),
    }


def on_timeline() -> None:
    """The timeline has settled on a date and a level."""
    told = st.session_state[TIMELINE].get("view")
    if told:
        st.session_state[_SEQUENCE] = told["sequence"]
        _change(date=date.fromisoformat(told["date"]), level=Level(told["level"]))


def on_map() -> None:
    """A place was chosen on the map."""
    told = st.session_state[MAP] or {}
    if told.get("place"):
        _choose(told["place"])


def on_search() -> None:
    """A place was chosen from the list, or the choice was cleared."""
    _choose(st.session_state[SEARCH])


def on_table() -> None:
    """A place was chosen in the table."""
    if chosen := st.session_state[TABLE].get("chosen"):
        _choose(chosen)


def _choose(place: str | None) -> None:
    from ruhrmap import site

    _change(place=None if place is None else site.current().limits.places.get(place))


def _change(**parts: Any) -> None:
    held: ViewState = st.session_state[_VIEW]
    st.session_state[_VIEW] = replace(held, **parts)
    st.session_state[_IGNORED] = ()
