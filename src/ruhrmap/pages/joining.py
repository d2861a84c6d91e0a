"""The page "Offene Beitritte": who still has to join, and where to ask next."""

from ruhrmap import site
from ruhrmap.pages import asking, state, supposed
from ruhrmap.pages.parts import mount

here = site.current()
view = state.held()

mount(here, "prose", content=asking.beginning(view), key="joining-beginning")
mount(here, "scenario", content=supposed.drawn(here, view, "joining") or {})
mount(
    here,
    "outreach",
    content=asking.lists(here, view),
    key=state.JOINING,
    on_scenario_change=state.on_joining,
)
