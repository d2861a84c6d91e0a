"""The main script under Streamlit's own test runner, and the parts that it mounts.

The runner does not know components: they come as ``UnknownElement``, and what the browser
would report is sent as the widget state that Streamlit's wire carries.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement

from ruhrmap import server
from ruhrmap.sitemap import entry

Json = dict[str, Any]


def app(**address: str) -> AppTest:
    """The main script, run once with an address; app.py itself would be an empty page here."""
    made = AppTest.from_file(str(server.MAIN_SCRIPT), default_timeout=60)
    for name, value in address.items():
        made.query_params[name] = value
    return made.run()


def open_page(key: str, **address: str) -> AppTest:
    """Another page than the first, by its key, with an address."""
    at = app(**address)
    return at.switch_page(entry(key).file).run()


def address(at: AppTest) -> dict[str, str]:
    """The address as one value a name."""
    return {
        name: value if isinstance(value, str) else value[-1]
        for name, value in at.query_params.items()
    }


def components(at: AppTest) -> Iterator[UnknownElement]:
    """Every mounted part of ours, in the order of the page."""
    for element in at.main:
        if isinstance(element, UnknownElement) and element.type == "bidi_component":
            yield element


def scripts(at: AppTest) -> set[str]:
    """The modules that draw the parts."""
    return {json.loads(element.proto.json)["module"] for element in components(at)}


def part(at: AppTest, name: str) -> Json:
    """What a part is given: ``view`` and ``content``, be it along with the timeline."""
    mounted = [json.loads(e.proto.json) for e in components(at)]
    found = [d for d in mounted if d["part"] == name]
    assert len(found) == 1, f"{name} is mounted {len(found)} times"
    if name != "timeline" and found[0]["content"] is None:
        for timeline in (d["content"] for d in mounted if d["part"] == "timeline"):
            said = json.loads(timeline["parts"]) | timeline["own"]
            return {**found[0], "content": said.get(found[0]["name"])}
    return found[0]


def report(at: AppTest, key: str, name: str, value: Any) -> AppTest:
    """Run again as if the part with a key had reported a state, like the timeline does."""
    state = WidgetState(id=_id_of(at, key), json_value=json.dumps({name: value}))
    return _run_with(at, state)


def on_time(day: str, level: str, sequence: int, **others: str | None) -> dict[str, Any]:
    """What the timeline reports once it has settled; ``others`` replace what is usual."""
    usual = {"view": "map", "comparison": None, "language": "de"}
    return {"date": day, "level": level, "sequence": sequence, **usual, **others}


def trigger(at: AppTest, key: str, name: str, value: Any) -> AppTest:
    """Run again as if the part with a key had fired once, like the table does."""
    event = json.dumps([{"event": name, "value": value}])
    state = WidgetState(id=_make_trigger_id(_id_of(at, key), "events"), json_trigger_value=event)
    return _run_with(at, state)


def behind(at: AppTest, *, address: dict[str, str]) -> AppTest:
    """Put the browser behind the server, as it is before the last answer has arrived.

    What it sends next carries the address of before. Follow it by :func:`report`.
    """
    at.query_params.clear()
    for name, value in address.items():
        at.query_params[name] = value
    return at


def _id_of(at: AppTest, key: str) -> str:
    found = [e.proto.id for e in components(at) if e.proto.id.endswith(f"-{key}")]
    assert len(found) == 1, key
    return str(found[0])


def _run_with(at: AppTest, state: WidgetState) -> AppTest:
    states = at._tree.get_widget_states()
    states.widgets.append(state)
    return at._run(states)


def map_component(at: AppTest) -> Json:
    """What st_folium sends to the map's frame."""
    found = [e for e in at.main if getattr(e, "type", "") == "component_instance"]
    assert len(found) == 1
    sent: Json = json.loads(found[0].proto.json_args)
    return sent
