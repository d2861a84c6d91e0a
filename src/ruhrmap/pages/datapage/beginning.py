"""The beginning of the page: the state of the data, and what stands below."""

from __future__ import annotations

from typing import Any, Final

from ruhrmap import coverage
from ruhrmap.export import Material
from ruhrmap.messages import long_date, message, number
from ruhrmap.pages import prose
from ruhrmap.sitemap import entry
from ruhrmap.view import ViewState

Json = dict[str, Any]

# anchor -> name of the section, in the order of the page
_CONTENTS: Final = {
    "herunterladen": "downloads",
    "methode": "method",
    "widersprueche": "conflicts",
    "unbekannt": "unknown",
    "alle-quellen": "sources",
    "zitieren": "citing",
    "programme": "machines",
    "aenderungen": "changes",
}


def beginning(material: Material, view: ViewState) -> list[Json]:
    """The heading, and the state of the data."""
    lang, catalog = view.language, material.catalog
    intro = message(
        lang,
        "data.intro",
        version=catalog.version,
        date=long_date(lang, catalog.data_date),
        evidence=long_date(lang, coverage.evidence_end(catalog)),
    )
    return [prose.heading(1, entry("data").name(lang)), prose.paragraph(intro)]


def contents(material: Material, view: ViewState) -> Json:
    """Links to the sections."""
    lang = view.language
    count = number(lang, len(material.catalog.sources))
    return {
        "label": message(lang, "data.contents"),
        "links": [
            {"anchor": anchor, "text": message(lang, f"data.{key}", count=count)}
            for anchor, key in _CONTENTS.items()
        ],
    }


def files(view: ViewState) -> list[Json]:
    """The heading over the files."""
    lang = view.language
    return [
        prose.heading(2, message(lang, "data.downloads"), "herunterladen"),
        prose.paragraph(message(lang, "data.downloads_intro")),
        prose.paragraph(
            [message(lang, "data.downloads_pictures"), " ", prose.page(view, "pictures")]
        ),
    ]
