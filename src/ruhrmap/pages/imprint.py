"""The page "Impressum": who runs this server."""

from ruhrmap import provider, site
from ruhrmap.pages import legal, state
from ruhrmap.pages.parts import mount

mount(site.current(), "prose", content=legal.imprint(state.held(), provider.current()))
