"""The document of the map's frame: streamlit-folium's own, with the map already in it.

streamlit-folium's script waits until Streamlit has greeted it, then fetches Leaflet and the
map's scripts one after the other. Here the document brings them along, in the order and with
the words of the very same folium map (:mod:`ruhrmap.timemap`): the map is drawn while the
greeting is still under way. The script finds ``window.map`` and leaves it as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from ruhrmap import bundles, site
from ruhrmap.api.answers import kept
from ruhrmap.catalog import PackageError
from ruhrmap.snapshots import AT_ONCE
from ruhrmap.web import policy

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

ADDRESS: Final = f"{bundles.FRAME}index.html"

# What streamlit-folium compares the next rerun with; it asks for a height when that changes.
_NOTHING_YET: Final = (
    "window.__GLOBAL_DATA__={height:null,last_feature_group:null,last_layer_control:null};"
)


class MapFrame:
    """Answers what asks for the frame's document; passes all else on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve our document, or let the next one answer."""
        answer = _answer(scope) if _is_asked_for(scope) else None
        await (answer or self._app)(scope, receive, send)


def warm_up(data: Path) -> None:
    """Make the document before anybody asks; raises ``PackageError`` as the site does."""
    _document(data)


def _is_asked_for(scope: Scope) -> bool:
    return (
        scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and scope["path"] == ADDRESS
    )


def _answer(scope: Scope) -> Response | None:
    try:
        body, allowed = _document(site.data_path())
    except PackageError:
        return None  # the page lists the findings and has no map
    answer = kept(Request(scope), body, "text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = allowed
    # it names files that are gone with the next data
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@lru_cache(AT_ONCE)
def _document(path: Path) -> tuple[bytes, str]:
    """The document, and its policy: of all scripts inside, the map's may run."""
    here = site.read(path)
    return document(here).encode(), policy.FRAME.text([script(here)])


def script(here: site.Site) -> str:
    """The one script inside the document; the same words whatever the data say."""
    from ruhrmap import timemap  # folium takes a second to import

    drawn = timemap.drawn(here.assets)
    return f"{_NOTHING_YET}{drawn.script}window.map={drawn.name};"


def document(here: site.Site) -> str:
    """streamlit-folium's document with the map of a site.

    Raises
    ------
    ValueError
        If streamlit-folium's document is not what it was.
    """
    from ruhrmap import timemap  # folium takes a second to import

    html = bundles.frame_document()
    parts = re.fullmatch(r"(.*?)(<script\b.*?</script>)(</head>.*)(</body>.*)", html, re.DOTALL)
    if parts is None or 'id="map_div"' not in html:
        raise ValueError("streamlit-folium's index.html has changed: see ruhrmap.web.mapframe")
    head, its_script, body, end = parts.groups()
    drawn = timemap.drawn(here.assets)
    styles = "".join(f'<link rel="stylesheet" href="{escape(link)}">' for link in drawn.styles)
    scripts = "".join(f'<script src="{escape(link)}"></script>' for link in drawn.scripts)
    own = f"<script>{script(here)}</script>"
    return f"{head}{styles}{its_script}{body}{scripts}{own}{end}"
