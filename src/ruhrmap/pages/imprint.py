"""The page "Impressum"."""

from ruhrmap import site
from ruhrmap.pages import prose, state
from ruhrmap.pages.parts import mount
from ruhrmap.sitemap import entry

language = state.held().language
mount(site.current(), "prose", content=[prose.heading(1, entry("imprint").name(language))])
