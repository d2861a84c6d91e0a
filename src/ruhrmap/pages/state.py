"""The view of one visitor between reruns, and the widgets that change it.

The view lives under a key of no widget. The address is read before any widget is made
and written back before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import streamlit as st

from ruhrmap import site, view
from ruhrmap.address import Ignored, shorten
from ruhrmap.sitemap import ASKED_FOR
from ruhrmap.view import Limits, ViewState

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
_DATA: Final = "ruhrmap.data"
_LIMITS: Final = "ruhrmap.limits"
_MOST_REPORTS: Final = 2**53  # numbers that the browser counts exactly


def begin() -> None:
    """Let the visit keep the data that it begins with: its page in the browser holds them.

    To be called first in each run. Where the copy is gone, as only after a number of changes
    in one visit, the newest is taken.
    """
    site.keep_to(_own_copy)
    if _own_copy() is None or not keeps_data():
        st.session_state[_DATA] = site.newest_copy()


def keeps_data() -> bool:
    """Whether the visit still has the data that it began with; always where nothing is watched."""
    own = _own_copy()
    return own is None or site.is_shown(own)


def is_outdated() -> bool:
    """Whether newer data are shown to those who come now."""
    return _own_copy() is not None and site.data_path() != site.newest_copy()


def _own_copy() -> Path | None:
    """The copy of the visit in which this is asked; None outside of one."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    found: Path | None = st.session_state.get(_DATA)
    return found


def current(limits: Limits) -> ViewState:
    """The view of this run: what the session holds, or what a new address asks for.

    To be called once a run, before any widget is made.

    With a change made on the page comes the address that the browser had then. It may be
    older than our last answer, and is no wish of the reader; only an address that comes
    without a change is one (a link, or the way back).
    """
    address = st.query_params.to_dict()
    changed = has_changed()
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
    elif st.session_state.get(_LIMITS) is not limits:
        # of other data: they may not know what it names
        st.session_state[_VIEW], st.session_state[_IGNORED] = view.read(view.write(held()), limits)
    st.session_state[_LIMITS] = limits
    return held()


def held() -> ViewState:
    """The view of this run, once :func:`current` has read it."""
    found: ViewState = st.session_state[_VIEW]
    return found


def has_changed() -> bool:
    """Whether the view was changed on the page and the address does not say so yet.

    In the run of a whole page that is done before a part is drawn; a part that runs by itself,
    because the timeline has settled, has to do it. Until it is done it holds, as a run may be
    cut off by the next one at any message.
    """
    return bool(st.session_state.get(_CHANGED, False))


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
    st.session_state[_CHANGED] = False


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
    told = _told(st.session_state.get(part), "view")
    found = view.reported(told, held(), _limits())
    if found is not None:
        sequence = _told(told, "sequence")
        if isinstance(sequence, int) and 0 <= sequence <= _MOST_REPORTS:
            st.session_state[_SEQUENCE] = sequence
        _hold(found)


def on_map() -> None:
    """A place was chosen on the map."""
    if place := _told(st.session_state.get(MAP), "place"):
        _choose(place)


def on_search() -> None:
    """A place was chosen in the search, or the choice was cleared."""
    if told := _told(st.session_state.get(SEARCH), "chosen"):
        _choose(_told(told, "place"))


def on_views() -> None:
    """A place was chosen in the table or the chronicle."""
    _on_chosen(VIEWS)


def on_figures() -> None:
    """A place was chosen in the list of what was added between two dates."""
    _on_chosen(FIGURES)


def on_joining() -> None:
    """Places were ticked whose accession is to be assumed, all of them at once; or none."""
    told = _told(st.session_state.get(JOINING), "scenario")
    places = view.assumed(told, _limits())
    if places is not None:
        _hold(replace(held(), scenario=places))


def _on_chosen(key: str) -> None:
    if chosen := _told(st.session_state.get(key), "chosen"):
        _choose(chosen)


def _told(report: object, name: str) -> object:
    """What a report has under a name; a report may be anything, whoever sent it."""
    return report.get(name) if isinstance(report, Mapping) else None


def _choose(place: object) -> None:
    _hold(replace(held(), place=view.chosen(place, _limits())))


def _limits() -> Limits:
    return site.current().limits


def _hold(changed: ViewState) -> None:
    st.session_state[_VIEW] = changed
    st.session_state[_IGNORED] = ()
    st.session_state[_NO_PAGE] = ""
    st.session_state[_CHANGED] = True
