"""The page "Daten und Quellen"."""

from ruhrmap import site
from ruhrmap.pages import prose, state
from ruhrmap.pages.parts import mount
from ruhrmap.sitemap import entry

language = state.held().language
mount(site.current(), "prose", content=[prose.heading(1, entry("data").name(language))])
