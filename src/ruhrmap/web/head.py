"""The head of a page: title, description, link preview, addresses of the view.

:data:`PARTS` is the place to add to: a function that takes the :class:`Page` and yields
elements (see :func:`element`), for all pages or for the one whose ``path`` it looks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import Final
from urllib.parse import urlencode

from ruhrmap import coverage, picture, staff
from ruhrmap.coverage import Frame
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES, message, pick, short_date
from ruhrmap.model import Catalog
from ruhrmap.site import Site
from ruhrmap.sitemap import PAGES, STAFF_PAGES, entry
from ruhrmap.view import ViewState, initial, write
from ruhrmap.web import dataset

PREVIEW: Final = "vorschau.png"

_LOCALES: Final = {"de": "de_DE", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is asked for.

    Attributes
    ----------
    here : Site
    path : str
        Without slashes at its ends; empty for the map.
    view : ViewState
    base : str
        The server's public address, with a slash at its end.
    """

    here: Site
    path: str
    view: ViewState
    base: str

    @property
    def frame(self) -> Frame:
        """The record of the key date."""
        return coverage.frame_on(self.here.frames, self.view.date)

    def address(self, path: str, view: ViewState) -> str:
        """The public address of a page; the view that opens by itself needs no query."""
        query = {} if view == initial(self.here.limits) else write(view)
        return f"{self.base}{path}?{urlencode(query)}" if query else f"{self.base}{path}"

    @property
    def preview(self) -> str:
        """The public address of the picture of this view."""
        shown = replace(
            self.view, view=initial(self.here.limits).view, comparison=None, scenario=()
        )
        return f"{self.base}{PREVIEW}?{urlencode(write(shown))}"


def place_name(catalog: Catalog, place: str, language: str) -> str:
    """A place as it is called: territory, university or partner."""
    if place in catalog.territories:
        return catalog.territories[place].name
    member = catalog.members[place]
    return member.name if language == "de" else member.name_en


def title(here: Site, view: ViewState, path: str = "") -> str:
    """What tab, bookmark and link preview call a view: "Witten · Stand 10.04.2024 · …"."""
    site = message(view.language, "share.site", **here.catalog.words)
    if path in NAMED:
        return f"{message(view.language, NAMED[path])} · {site}"
    if view == replace(initial(here.limits), language=view.language):
        return message(view.language, "page.title", **here.catalog.words)
    date = message(view.language, "share.as_of", date=short_date(view.language, view.date))
    place = [place_name(here.catalog, view.place, view.language)] if view.place else []
    return " · ".join([*place, date, site])


# Pages beside the map whose title is their name.
NAMED: Final = {one.path: f"page.{one.key}" for one in (*PAGES, *STAFF_PAGES) if one.path}


def element(tag: str, text: str | None = None, /, **attributes: str) -> str:
    """An element of the head, everything escaped; an underscore in a name is a hyphen.

    Examples
    --------
    >>> element("meta", name="description", content='a "b" <c>')
    '<meta name="description" content="a &quot;b&quot; &lt;c&gt;">'
    >>> element("title", "R & D")
    '<title>R &amp; D</title>'
    """
    told = "".join(f' {n.replace("_", "-")}="{escape(v)}"' for n, v in attributes.items())
    return f"<{tag}{told}>" if text is None else f"<{tag}{told}>{escape(text)}</{tag}>"


def elements(page: Page) -> str:
    """Everything in the head that depends on the view."""
    return "".join(one for part in PARTS for one in part(page))


def _naming(page: Page) -> Iterator[str]:
    yield element("title", title(page.here, page.view, page.path))
    yield element("meta", name="description", content=_sentence(page))


def _searching(page: Page) -> Iterator[str]:
    # where the staff work nothing is for search engines, the public pages neither
    if staff.enabled():
        yield element("meta", name="robots", content="noindex, nofollow")


def _addresses(page: Page) -> Iterator[str]:
    # the embeddable page says what the map's page says: one of them is to be found
    path = "" if page.path == EMBED else page.path
    yield element("link", rel="canonical", href=page.address(path, page.view))
    for language in LANGUAGES:
        other = page.address(path, replace(page.view, language=language))
        yield element("link", rel="alternate", hreflang=language, href=other)


def _link_preview(page: Page) -> Iterator[str]:
    language = page.view.language
    width, height = picture.SIZE
    date = short_date(language, page.view.date)
    path = "" if page.path == EMBED else page.path
    graph = {
        "og:type": "website",
        "og:site_name": message(language, "share.site", **page.here.catalog.words),
        "og:title": title(page.here, page.view, page.path),
        "og:description": _sentence(page),
        "og:url": page.address(path, page.view),
        "og:locale": _LOCALES[language],
        "og:image": page.preview,
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": message(
            language,
            "share.picture",
            **page.here.catalog.words,
            date=date,
            sentence=_sentence(page),
        ),
    }
    for name, content in graph.items():
        yield element("meta", property=name, content=content)
    for other in LANGUAGES:
        if other != language:
            yield element("meta", property="og:locale:alternate", content=_LOCALES[other])
    yield element("meta", name="twitter:card", content="summary_large_image")


def _sentence(page: Page) -> str:
    return pick(page.view.language, page.frame.sentence)


def _dataset(page: Page) -> Iterator[str]:
    if page.path == entry("data").path:
        yield dataset.script(page.here, page.view.language, page.base)


EMBED: Final = "einbetten"  # path of the embeddable page

# In this order; whoever has more to say about a page adds a function.
PARTS: Final[tuple[Callable[[Page], Iterator[str]], ...]] = (
    _naming,
    _searching,
    _addresses,
    _link_preview,
    _dataset,
)


def without_data() -> str:
    """The head while the data package is broken."""
    return element("title", message(DEFAULT_LANGUAGE, "page.title_without_data"))
