"""The scripts and styles the browser loads, named after their content.

A name that changes with the content may be kept by the browser for good, so a reload
fetches nothing. Everything comes from this host: Leaflet from the package
XStatic-Leaflet, the rest from ``frontend/``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

from ruhrmap import staff, theme, tiles

ROUTE: Final = "ruhrmap"  # first part of the address
_MEDIA_TYPES: Final = {"js": "text/javascript", "css": "text/css", "json": "application/json"}

_SHARED: Final = ("dom.js", "patterns.js")
_LAYER: Final = ("labels.js", "mapkeys.js", "timelayer.js")  # the map itself
_HAND: Final = (  # what moves it, and what moves with it
    "later.js",
    "days.js",
    "announce.js",
    "store.js",
    "track.js",
    "compare.js",
    "timeline.js",
    "readout.js",
)
_VIEWS: Final = (  # the other ways to look at it
    "multiples.js",
    "lanes.js",
    "curve.js",
    "chronicle.js",
    "views.js",
    "language.js",
    "blocks.js",
    "prose.js",
)
_APP: Final = (  # what needs the server, and other pages
    "search.js",
    "share.js",
    "embedding.js",
    "datapage.js",
    "navigation.js",
    "connection.js",
)
_STAFF: Final = (
    "upload.js",
    "scenario.js",
    "reading.js",
    "outreach.js",
    "adapter_staff.js",
)  # joined to the page's where staff work
_MAP: Final = (*_SHARED, "channel.js", *_LAYER, "adapter_frame.js")
_PAGE: Final = (*_SHARED, "channel.js", *_HAND, *_VIEWS, *_APP, "adapter_component.js")
# One file with everything: what the page has, without a server behind it, and the story.
_FILE: Final = (
    *_SHARED,
    *_LAYER,
    *_HAND,
    *_VIEWS,
    "standalone.js",
    "filepanel.js",
    "fileaddress.js",
    "counting.js",
    "storykeys.js",
    "storyhelp.js",
    "speaker.js",
    "storyslide.js",
    "story.js",
    "adapter_file.js",
)
_EMBED: Final = (*_SHARED, *_LAYER, *_HAND, "standalone.js", "adapter_embed.js")

# In this order: a later file may set right for its own part what an earlier one says.
_PAGE_STYLES: Final = (
    "page.css",
    "opening.css",
    "datapage.css",
    "pictures.css",
    "views.css",
    "search.css",
    "navigation.css",
    "connection.css",
    "embedding.css",
    "patterns.css",
    "compare.css",
    "curve.css",
    "chronicle.css",
    "multiples.css",
    "access.css",
)
_STAFF_STYLES: Final = (
    "staff.css",
    "upload.css",
    "scenario.css",
    "outreach.css",
    "reading.css",
    "checking.css",
)
_MAP_STYLES: Final = ("map.css", "mapkeys.css", "patterns.css")
_EMBED_STYLES: Final = (
    "page.css",
    "patterns.css",
    "compare.css",
    "access.css",
    "map.css",
    "mapkeys.css",
    "embed.css",
    "busy.css",
)
_FILE_STYLES: Final = (
    "page.css",
    "views.css",
    "patterns.css",
    "compare.css",
    "curve.css",
    "chronicle.css",
    "multiples.css",
    "access.css",
    "map.css",
    "mapkeys.css",
    "embed.css",
    "file.css",
    "story.css",
)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is served; ``name`` holds a hash of ``body``."""

    name: str
    media_type: str
    body: bytes
    gzipped: bytes

    @property
    def path(self) -> str:
        """The address relative to the server's root."""
        return f"{ROUTE}/{self.name}"


@dataclass(frozen=True, slots=True)
class Assets:
    """All files of one data package."""

    leaflet_js: Asset
    leaflet_css: Asset
    map_js: Asset
    map_css: Asset
    page_js: Asset
    page_css: Asset
    embed_js: Asset
    embed_css: Asset
    on_demand: tuple[Asset, ...] = ()  # data that a script asks for when a reader needs it

    def by_name(self) -> dict[str, Asset]:
        """The files by the name they are asked for."""
        every = (
            self.leaflet_js,
            self.leaflet_css,
            self.map_js,
            self.map_css,
            self.page_js,
            self.page_css,
            self.embed_js,
            self.embed_css,
            *self.on_demand,
        )
        return {asset.name: asset for asset in every}


def build(
    page_data: dict[str, Any],
    map_data: dict[str, Any],
    on_demand: Mapping[str, dict[str, Any]] | None = None,
) -> Assets:
    """Put the files together for the data of one package.

    ``on_demand`` are data that no first page needs, by name; the page's script knows under
    ``files`` what each is called, beside itself.
    """
    later = {stem: _asset(stem, "json", _json(data)) for stem, data in (on_demand or {}).items()}
    page_data = {**page_data, "files": {stem: asset.name for stem, asset in later.items()}}
    of_map, of_page = _constant("RUHRMAP_MAP", map_data), _constant("RUHRMAP_PAGE", page_data)
    patterns = _constant("RUHRMAP_TILES", tiles.told())
    return Assets(
        leaflet_js=_asset("leaflet", "js", _leaflet("leaflet.js")),
        leaflet_css=_asset("leaflet", "css", _leaflet("leaflet.css")),
        map_js=_asset("map", "js", _wrapped(patterns + of_map + _joined(_MAP))),
        map_css=_asset("map", "css", theme.stylesheet() + _joined(_MAP_STYLES)),
        page_js=_asset("page", "js", patterns + of_page + _joined(_of_page())),
        page_css=page_stylesheet(),
        embed_js=_asset("embed", "js", _wrapped(patterns + of_map + of_page + _joined(_EMBED))),
        embed_css=_asset(
            "embed", "css", _leaflet("leaflet.css") + theme.stylesheet() + _joined(_EMBED_STYLES)
        ),
        on_demand=tuple(later.values()),
    )


@dataclass(frozen=True, slots=True)
class Standalone:
    """Script and style that stand inside a document."""

    script: str
    style: str


def standalone(
    page_data: dict[str, Any], map_data: dict[str, Any], more: Mapping[str, dict[str, Any]]
) -> Standalone:
    """What one file with everything needs; ``more`` are further constants by name."""
    constants = {"RUHRMAP_MAP": map_data, "RUHRMAP_PAGE": page_data, **more}
    told = "".join(_constant(name, data) for name, data in constants.items())
    patterns = _constant("RUHRMAP_TILES", tiles.told())
    # Leaflet's own images, which no map of ours shows, would be files beside this one
    leaflet = re.sub(r"background-image:\s*url\([^)]*\);?", "", _leaflet("leaflet.css"))
    return Standalone(
        script=_leaflet("leaflet.js") + "\n" + _wrapped(patterns + told + _joined(_FILE)),
        style=leaflet + theme.stylesheet() + _joined(_FILE_STYLES),
    )


def page_stylesheet() -> Asset:
    """The styles of the page; they need no data."""
    return _asset("page", "css", theme.stylesheet() + _joined(_styles_of_page()))


def _of_page() -> tuple[str, ...]:
    return (*_PAGE, *_STAFF) if staff.enabled() else _PAGE


def _styles_of_page() -> tuple[str, ...]:
    return (*_PAGE_STYLES, *_STAFF_STYLES) if staff.enabled() else _PAGE_STYLES


def _asset(stem: str, ending: str, text: str) -> Asset:
    body = text.encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    media_type = _MEDIA_TYPES[ending]
    return Asset(f"{stem}-{digest}.{ending}", media_type, body, gzip.compress(body, mtime=0))


def _constant(name: str, data: dict[str, Any]) -> str:
    return f"const {name} = {_json(data)};\n"


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _wrapped(script: str) -> str:
    return f'(() => {{\n"use strict";\n{script}}})();\n'


def _joined(names: tuple[str, ...]) -> str:
    return "".join(source(name) for name in names)


def source(name: str) -> str:
    """A file of ``frontend/`` as it is written."""
    return (resources.files("ruhrmap") / "frontend" / name).read_text("utf-8")


def _leaflet(name: str) -> str:
    from xstatic.pkg import leaflet

    return (Path(leaflet.BASE_DIR) / name).read_text("utf-8")
