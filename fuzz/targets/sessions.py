"""What a visitor's browser reports over its connection: any JSON, for any part of any page."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest import mock

from fuzz import ours
from fuzz.draw import Draw
from fuzz.target import Target, hold
from fuzz.targets.texts import a_date, a_query
from ruhrmap import address, staff, view
from ruhrmap.view import ViewState

_KEYS: Final = ("timeline", "language", "map", "search", "four-views", "figures", "joining")
_NAMES: Final = ("view", "chosen", "place", "scenario", "answer", "date", "sequence", "get", "")
_STAFF_KEYS: Final = ("checking-file", "release-file")


def a_report(draw: Draw) -> Any:
    """What a part could report: of the right form more often than not."""
    if draw.chance(3):
        return _any(draw, 3)
    known = tuple(ours.limits()[0].places)
    place = draw.one_of((*known[:30], "", "x", None, 5, ["05113"], {"a": 1}))
    told: dict[str, Any] = {
        "date": a_date(draw) if draw.chance(2) else "2019-01-31",
        "level": draw.one_of(("municipality", "district", "x", None, [], 1)),
        "view": draw.one_of(("map", "curve", "chronicle", "table", "x", None, {})),
        "comparison": draw.one_of((None, "2013-05-02", "0001-01-01", a_date(draw), [], 0)),
        "language": draw.one_of(("de", "en", "fr", None, [], {})),
        "sequence": draw.one_of((1, 0, -1, 2**80, None, "1", 1.5, [], True)),
    }
    if draw.chance(4):
        del told[draw.one_of(tuple(told))]
    return draw.one_of(
        (
            {"view": told},
            {"chosen": {"place": place}},
            {"chosen": place},
            {"place": place},
            {"scenario": [draw.one_of((*known, 1, None, [])) for _ in range(draw.number(0, 5))]},
            {draw.one_of(_NAMES): _any(draw, 2)},
        )
    )


def _any(draw: Draw, depth: int) -> Any:
    kind = draw.number(0, 7 if depth else 5)
    if kind == 0:
        return draw.letters(draw.one_of((5, 5, 300)))
    if kind == 1:
        return draw.one_of((None, True, False, 0, -1, 1.5, 1e308, 2**70, "\ud800", "\x00", ""))
    if kind == 2:
        return a_date(draw)
    if kind < 6:
        return draw.one_of(_NAMES)
    if kind == 6:
        return [_any(draw, depth - 1) for _ in range(draw.number(0, 4))]
    return {draw.one_of(_NAMES): _any(draw, depth - 1) for _ in range(draw.number(0, 4))}


def some_reports(draw: Draw) -> list[tuple[str, Any]]:
    """One after another, each of a part."""
    return [(draw.one_of(_KEYS), a_report(draw)) for _ in range(draw.number(1, 4))]


def _check_reports(case: list[tuple[str, Any]]) -> None:
    """The functions that take reports, without a page around them."""
    from ruhrmap.pages import state

    takes: dict[str, Callable[[], None]] = {
        "timeline": state.on_timeline,
        "language": state.on_language,
        "map": state.on_map,
        "search": state.on_search,
        "four-views": state.on_views,
        "figures": state.on_figures,
        "joining": state.on_joining,
    }
    session: dict[str, Any] = {"ruhrmap.view": view.initial(ours.limits()[0])}
    with mock.patch("streamlit.session_state", session):
        for key, told in case:
            session[key] = told
            takes[key]()
            _sound(state.held())
            json.dumps(state.for_browser(state.held()))


def _sound(held: ViewState) -> None:
    """A view that every page can draw: the same after a way through the address."""
    limits = ours.limits()[1]
    hold(limits.holds(held.date), "the key date lies on the axis")
    hold(held.comparison is None or limits.holds(held.comparison), "so does the other one")
    hold(held.place is None or held.place in limits.places.values(), "the place exists")
    query = address.pairs("&".join(f"{name}={text}" for name, text in view.write(held).items()))
    again, left_out = view.read(query, limits)
    hold(again == held and not left_out, "its address opens it again")


REPORTS: Final = Target(
    "reports",
    "reports of the page's parts over the visitor's connection",
    some_reports,
    _check_reports,
    seconds=1.0,
    examples=60,
)


def a_visit(draw: Draw) -> tuple[str, str, list[tuple[str, str, Any]]]:
    """A page, an address and reports, of state and of events, to whichever part is there."""
    page = draw.one_of(("map", "map", "joining", "checking", "reading", "data", "pictures"))
    reports = [
        (
            draw.one_of((*_KEYS, *_STAFF_KEYS)),
            draw.one_of(("state", "event", "raw")),
            {"answer": _any(draw, 3)} if draw.chance(3) else a_report(draw),
        )
        for _ in range(draw.number(1, 3))
    ]
    return page, a_query(draw)[:400], reports


def _check_visit(case: tuple[str, str, list[tuple[str, str, Any]]]) -> None:
    """The main script as a visitor of the staff's process runs it."""
    from streamlit.proto.WidgetStates_pb2 import WidgetState
    from streamlit.testing.v1 import AppTest

    from ruhrmap import server
    from ruhrmap.sitemap import entry

    page, query, reports = case
    with _for_staff():
        at = AppTest.from_file(str(server.MAIN_SCRIPT), default_timeout=300)
        for name, value in address.pairs(query):
            at.query_params[name] = value
        at.run()
        if entry(page).path:
            at.switch_page(entry(page).file).run()
        hold(not at.exception, f"the page is drawn: {at.exception}")
        for key, form, told in reports:
            found = [one for one in _identities(at) if one.endswith(f"-{key}")]
            if not found:
                continue
            states = at._tree.get_widget_states()
            states.widgets.append(_sent(WidgetState, found[0], form, told))
            at._run(states)
            hold(not at.exception, f"after {key} {told!r}: {[one.value for one in at.exception]}")


def _identities(at: Any) -> Iterator[str]:
    for element in at.main:
        proto = getattr(element, "proto", None)
        if getattr(element, "type", "") in ("bidi_component", "component_instance"):
            yield str(proto.id) if proto is not None else ""


def _sent(state: Any, identity: str, form: str, told: Any) -> Any:
    from streamlit.components.v2.bidi_component.main import _make_trigger_id

    if form == "event":
        events = [{"event": name, "value": value} for name, value in _items(told)]
        body = json.dumps(events)
        return state(id=_make_trigger_id(identity, "events"), json_trigger_value=body)
    return state(id=identity, json_value=json.dumps(told if form == "state" else [told]))


def _items(told: Any) -> list[tuple[str, Any]]:
    return list(told.items()) if isinstance(told, dict) else [("chosen", told)]


@contextmanager
def _for_staff() -> Iterator[None]:
    with mock.patch.dict(os.environ, {staff.VARIABLE: "1"}):
        yield


VISITS: Final = Target(
    "visits",
    "whole pages of a visitor who sends any report (main script, without a browser)",
    a_visit,
    _check_visit,
    seconds=60.0,
    examples=1,
)
