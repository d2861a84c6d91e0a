"""The data described for search engines: Schema.org ``Dataset`` as JSON-LD, for the page's head."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from ruhrmap import coverage, payload
from ruhrmap.api import description
from ruhrmap.api.downloads import material
from ruhrmap.boundaries import load, polygons
from ruhrmap.coverage.figures import area_source
from ruhrmap.export import Format, Material, citation, licences
from ruhrmap.messages import LANGUAGES, message, pick, plural
from ruhrmap.model import Catalog, Level
from ruhrmap.site import Site
from ruhrmap.sitemap import entry

_CONTEXT: Final = "https://schema.org/"  # a name, never fetched


def script(here: Site, language: str, base: str) -> str:
    """The element of the head that holds the description.

    Nothing in the data can end it: what HTML reads as a sign is written as JSON's escape.
    """
    text = json.dumps(_kept(material(here.folder), language, base), ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'


@lru_cache(8)
def _kept(made: Material, language: str, base: str) -> dict[str, Any]:
    return dataset(made, language, base)


def dataset(made: Material, language: str, base: str) -> dict[str, Any]:
    """The description.

    Parameters
    ----------
    made : Material
    language : str
        Of name, description and labels.
    base : str
        The server's public address, with a slash at its end.
    """
    catalog = made.catalog
    page = f"{base}{entry('data').path}"
    creator = {"@type": "Organization", "name": made.creator}
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{page}#dataset",
        "name": message(language, "export.title", **catalog.words),
        "description": _description(catalog, language),
        "url": page,
        "identifier": f"{catalog.naming.package}-{catalog.version}",
        "version": catalog.version,
        "dateModified": catalog.data_date.isoformat(),
        "datePublished": catalog.changes[0].date.isoformat() if catalog.changes else None,
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "creator": creator,
        "publisher": creator,
        "license": list(dict.fromkeys(one.url for one in licences(made, language))),
        "citation": citation(made, language),
        "keywords": _keywords(catalog, language),
        "temporalCoverage": f"{catalog.axis_start}/{coverage.evidence_end(catalog)}",
        "spatialCoverage": _place(made, language),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": name, "description": label, **unit}
            for name, label, unit in _variables(language)
        ],
        "isBasedOn": list(_based_on(catalog)),
        "distribution": list(_files(base, language)),
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": catalog.naming.package,
            "url": base,
        },
    }


def _description(catalog: Catalog, language: str) -> str:
    districts = plural(language, "count.districts", len(catalog.at(Level.DISTRICT)))
    towns = plural(language, "data.dataset_municipalities", len(catalog.at(Level.MUNICIPALITY)))
    return message(
        language,
        "data.dataset_description",
        **catalog.words,
        districts=districts,
        municipalities=towns,
    )


def _keywords(catalog: Catalog, language: str) -> list[str]:
    names = (catalog.words["initiative_name"], catalog.words["region_name"])
    told = message(language, "data.dataset_keywords").split(", ")
    return [*(pick(language, one) for one in names), *told, *catalog.naming.keywords[language]]


def _place(made: Material, language: str) -> dict[str, Any]:
    points = [
        point
        for parts in polygons(load(Level.DISTRICT, made.folder / "geo")).values()
        for rings in parts
        for point in rings[0]
    ]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    return {
        "@type": "Place",
        "name": pick(language, made.catalog.words["region_name"]),
        "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
        "containsPlace": [
            {"@type": "AdministrativeArea", "name": place.name, "identifier": place.ags}
            for place in made.catalog.at(Level.DISTRICT)
        ],
    }


def _variables(language: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    units = {"area_km2": {"unitText": "km²"}}
    for name in ("status", "since", "last_evidence", "population", "area_km2", "kommunen",
                 "districts", "municipalities"):  # fmt: skip
        yield name, message(language, f"export.column_{name}"), units.get(name, {})


def _based_on(catalog: Catalog) -> Iterator[dict[str, Any]]:
    census = catalog.census.values()
    ids = (i for one in census for i in (one.source_id, area_source(one)))
    for source_id in dict.fromkeys([payload.BORDERS_SOURCE, *ids]):
        source = catalog.sources[source_id]
        yield {
            "@type": "Dataset",
            "name": source.title,
            "description": source.citation,
            "creator": {"@type": "Organization", "name": source.publisher},
            "url": source.url,
            "license": source.licence_url,
            **({"datePublished": source.date.text} if source.date else {}),
        }


def _files(base: str, language: str) -> Iterator[dict[str, Any]]:
    for form in Format:
        asked = {"format": form.value, "lang": language}
        if form is not Format.ZIP:
            asked["scope"] = "all"
        yield {
            "@type": "DataDownload",
            "name": message(language, f"data.form_{form.value}"),
            "encodingFormat": form.media_type.split(";")[0],
            "contentUrl": f"{base.rstrip('/')}{description.DOWNLOAD}?{urlencode(asked)}",
        }
    described = (
        (description.PACKAGE, "package"),
        (description.COVERAGE, "coverage"),
    )
    for path, key in described:
        yield {
            "@type": "DataDownload",
            "name": message(language, f"data.machine_{key}"),
            "encodingFormat": "application/json",
            "contentUrl": f"{base.rstrip('/')}{path}",
        }
