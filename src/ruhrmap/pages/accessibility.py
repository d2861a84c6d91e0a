"""The page "Barrierefreiheit": what is met, what is not, and whom to tell."""

from ruhrmap import provider, site
from ruhrmap.pages import state, statement
from ruhrmap.pages.parts import mount

content = statement.accessibility(state.held(), provider.current())
mount(site.current(), "prose", content=content)
