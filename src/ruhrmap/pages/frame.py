"""What stands around every page: header and footer, drawn by ``frontend/navigation.js``.

Links between pages carry the view in their address. They are plain links, so that they open
in a new tab as well; a plain click changes the page within the session (see the script).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from ruhrmap import staff
from ruhrmap.messages import message
from ruhrmap.model import Catalog
from ruhrmap.sitemap import PAGES, STAFF_PAGES, Entry
from ruhrmap.view import ViewState, write

Json = dict[str, Any]

ANCHOR = "einfache-sprache"  # of the plain words
_LONG = frozenset({"pictures", "data"})  # pages whose name is too long for a phone's header
CONTENT_ANCHOR = "inhalt"  # where the skip link leads; set by the script


def header(catalog: Catalog, view: ViewState, here: Entry) -> Json:
    """The project's name, the way past it, and the pages that are read most."""
    language = view.language
    first = here is PAGES[0]
    plain = [{"target": ANCHOR, "label": message(language, "plain.heading")}] if first else []
    return {
        "page": here.key,
        "skips": [{"target": CONTENT_ANCHOR, "label": message(language, "frame.skip")}, *plain],
        "home": {
            **_link(view, PAGES[0], here),
            "label": message(language, "share.site", **catalog.words),
        },
        "label": message(language, "frame.header"),
        "links": [*(_link(view, one, here) for one in PAGES if one.in_header), _plain(view)],
        "staff": _of_staff(view, here),
    }


def _of_staff(view: ViewState, here: Entry) -> Json | None:
    """The staff's own pages, in a line of their own; None where there are none."""
    if not staff.enabled():
        return None
    return {
        "label": message(view.language, "staff.pages"),
        "links": [_link(view, one, here) for one in STAFF_PAGES],
    }


def footer(view: ViewState, here: Entry) -> Json:
    """Every page."""
    return {
        "label": message(view.language, "frame.footer"),
        "links": [*(_link(view, one, here) for one in PAGES), _plain(view)],
    }


def href(view: ViewState, to: Entry) -> str:
    """The address of a page with this view, relative to the server's root."""
    return f"./{to.path}?{urlencode(write(view))}"


def _plain(view: ViewState) -> Json:
    """The way to the plain words: a place on the first page, for whoever looks for it."""
    return {
        "key": "plain",
        "page": PAGES[0].key,
        "href": f"{href(view, PAGES[0])}#{ANCHOR}",
        "label": message(view.language, "plain.heading"),
        "short": "",
        "current": False,
    }


def _link(view: ViewState, to: Entry, here: Entry) -> Json:
    return {
        "key": to.key,
        "page": to.key,
        "href": href(view, to),
        "label": to.name(view.language),
        "short": message(view.language, f"page.{to.key}_short") if to.key in _LONG else "",
        "current": to is here,
    }
