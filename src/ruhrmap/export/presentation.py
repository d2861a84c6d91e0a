"""The presentation: one HTML file with everything inside, which needs no server and no network.

It has the scripts of the page under an adapter of its own (``frontend/adapter_file.js``), the
same records, and Leaflet. The same data give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any, Final

from ruhrmap import assets, ondemand, payload, view
from ruhrmap.coverage import evidence_end
from ruhrmap.export.attribution import Attribution, attributed
from ruhrmap.export.material import Material
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES, long_date, message
from ruhrmap.templates import template
from ruhrmap.view import Limits

Json = dict[str, Any]

_TEXTS: Final = (
    "start",
    "start_hint",
    "name",
    "previous",
    "next",
    "close",
    "fullscreen",
    "autoplay",
    "autoplay_stop",
    "notes",
    "help",
    "done",
    "open",
    "live",
    "blanked",
    "newcomers",
    "no_fullscreen",
    "keys",
    "key_next",
    "does_next",
    "key_back",
    "does_back",
    "key_ends",
    "does_ends",
    "key_number",
    "does_number",
    "key_blank",
    "does_blank",
    "key_full",
    "does_full",
    "key_play",
    "does_play",
    "key_notes",
    "does_notes",
    "key_pace",
    "does_pace",
    "key_level",
    "does_level",
    "key_dark",
    "does_dark",
    "key_help",
    "does_help",
    "key_escape",
    "does_escape",
    "settings",
    "pace",
    "pace_accession",
    "pace_year",
    "seconds",
    "loop",
    "letters",
    "minutes",
    "speaker",
    "speaker_next",
    "speaker_last",
    "speaker_start",
    "speaker_pause",
    "speaker_reset",
    "speaker_blocked",
)
# with what the browser fills in
_TEMPLATES: Final = {
    "position": ("number", "total"),
    "place_press": ("count",),
    "speaker_left": ("time",),
    "speaker_over": ("time",),
}
# Nothing may be loaded but what stands in the file, and that only as it was written.
_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


@lru_cache(2)
def write(material: Material, live: str | None = None, *, stands_in: bool = False) -> bytes:
    """The file.

    Parameters
    ----------
    material : Material
    live : str, optional
        Public address of the live view; without one no QR code is shown.
    stands_in : bool
        Whether a web server gives it in the place of the live page: it then says so, leads
        to that page, and keeps the view where that page looks for it.
    """
    from markupsafe import Markup

    catalog = material.catalog
    data, map_data, later = _data(material)
    told = _story(material, live)
    if stands_in:
        told["standing_in"] = {language: _standing_in(language) for language in LANGUAGES}
    made = assets.standalone(data, map_data, {"RUHRMAP_STORY": told})
    script, style = _closed(made.script), made.style
    language = DEFAULT_LANGUAGE
    html = template("presentation.html").render(
        language=language,
        title=message(language, "share.site", **catalog.words),
        description=message(language, "story.description", **catalog.words),
        policy=_POLICY.format(script=_digest(script), style=_digest(style)),
        notice=Markup(_closed(_leaflet_notice())),
        style=Markup(style),
        script=Markup(script),
        later={name: Markup(_json(part)) for name, part in later.items()},
        needs_scripts=message(language, "story.needs_scripts"),
        version=catalog.version,
    )
    return html.encode()


def policy(body: bytes) -> str:
    """The content security policy that stands in a file, for who serves it."""
    start = body.index(b'content="default-src') + len(b'content="')
    return body[start : body.index(b'"', start)].decode().replace("&#39;", "'")


def _data(material: Material) -> tuple[Json, Json, dict[str, Json]]:
    catalog, frames, geo = material.catalog, material.frames, material.folder / "geo"
    later = {
        "comparison": ondemand.comparison(catalog, frames),
        "chronicle": ondemand.chronicle(catalog, frames),
        "multiples": ondemand.multiples(catalog, frames, geo),
        "tables": ondemand.tables(catalog, frames),
    }
    return payload.page(catalog, frames), payload.time_map(catalog, frames, geo), later


def _story(material: Material, live: str | None) -> Json:
    """What the adapter knows besides: steps, words, sources, how an address is spelled."""
    catalog = material.catalog
    limits = Limits.of(catalog, evidence_end(catalog))
    return {
        "steps": ondemand.steps(catalog, material.frames),
        "labels": ondemand.step_labels(),
        "spelling": view.spelling(),
        "places": limits.places,
        "live": {"address": live, "modules": _modules(live)} if live else None,
        "texts": {language: _texts(material, language) for language in LANGUAGES},
        "sources": {language: _sources(material, language) for language in LANGUAGES},
    }


def _standing_in(language: str) -> Json:
    return {
        "text": message(language, "story.standing_in"),
        "link": message(language, "story.whole_page"),
    }


def _texts(material: Material, language: str) -> Json:
    texts: Json = {key: message(language, f"story.{key}") for key in _TEXTS}
    texts |= {
        key: message(language, f"story.{key}", **{name: f"{{{name}}}" for name in names})
        for key, names in _TEMPLATES.items()
    }
    catalog = material.catalog
    texts["file"] = message(
        language,
        "story.file",
        date=long_date(language, catalog.data_date),
        version=catalog.version,
    )
    texts["place_sources"] = message(language, "panel.sources")
    texts["title"] = message(language, "share.site", **catalog.words)
    return texts


def _sources(material: Material, language: str) -> Json:
    told = attributed(material, language, "story.memberships_text")
    return {
        "heading": told.heading,
        "paragraphs": list(told.paragraphs),
        "items": [_source(one) for one in (*told.datasets, told.memberships)],
    }


def _source(one: Attribution) -> Json:
    return {
        "id": one.anchor,
        "what": one.what,
        "url": one.url,
        "text": one.text,
        "licence": one.licence,
        "licence_url": one.licence_url,
    }


def _modules(address: str) -> list[str]:
    """The QR code of an address, row by row, a letter a module: "#" is dark."""
    import segno

    code = segno.make(address, error="m", micro=False)
    return ["".join("#" if dark else "." for dark in row) for row in code.matrix]


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _closed(text)


def _closed(text: str) -> str:
    """Nothing inside ends the element that it stands in."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")


def _leaflet_notice() -> str:
    from importlib import resources

    return (resources.files("ruhrmap.templates") / "leaflet-notice.txt").read_text("utf-8")
