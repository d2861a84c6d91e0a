"""The page "Bilder und Folien": the presentation, and a maker of pictures and slides."""

from ruhrmap import site
from ruhrmap.pages import maker, state
from ruhrmap.pages.parts import mount

here = site.current()
view = state.held()

mount(here, "prose", content=maker.beginning(here, view), key="pictures-beginning")
maker.show(here, view)
