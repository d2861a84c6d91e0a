"""What borders, inhabitants, areas and memberships rest on, as the list under every map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ruhrmap import coverage, payload
from ruhrmap.export.material import Material
from ruhrmap.licences import licences
from ruhrmap.messages import long_date, message, number, pick
from ruhrmap.model import Catalog


@dataclass(frozen=True, slots=True)
class Attribution:
    """What rests on a source, and under which licence it may be used.

    ``source_id`` is empty for memberships, which rest on many; ``licence`` is empty where the
    publisher has not confirmed one.
    """

    anchor: str
    source_id: str
    what: str
    text: str
    url: str
    licence: str
    licence_url: str


@dataclass(frozen=True, slots=True)
class Attributed:
    """The list with its heading and what is said above it."""

    heading: str
    paragraphs: tuple[str, ...]
    datasets: tuple[Attribution, ...]
    memberships: Attribution


def attributed(
    material: Material, language: str, memberships_text: str = "sources.memberships_text"
) -> Attributed:
    """Everything on the map with its source, in one language.

    ``memberships_text`` is the key of the message that says where the evidence is listed.

    Examples
    --------
    >>> from ruhrmap import site
    >>> from ruhrmap.api.downloads import material
    >>> [one.what for one in attributed(material(site.data_path()), "de").datasets]
    ['Grenzen', 'Bevölkerung', 'Fläche']
    """
    catalog = material.catalog
    intro = message(
        language,
        "sources.intro",
        date=long_date(language, catalog.data_date),
        evidence=long_date(language, coverage.evidence_end(catalog)),
    )
    return Attributed(
        heading=message(language, "sources.heading"),
        paragraphs=(intro, message(language, "sources.population_note", **catalog.words)),
        datasets=tuple(_dataset(catalog, language, what, key) for what, key in _datasets(catalog)),
        memberships=_memberships(material, language, memberships_text),
    )


def _datasets(catalog: Catalog) -> Iterator[tuple[str, str]]:
    census = catalog.census.values()
    yield "borders", payload.BORDERS_SOURCE
    for key in dict.fromkeys(one.source_id for one in census):
        yield "population", key
    for key in dict.fromkeys(one.area_source_id for one in census):
        if key:
            yield "area", key


def _dataset(catalog: Catalog, language: str, what: str, key: str) -> Attribution:
    source = catalog.sources[key]
    return Attribution(
        anchor=payload.anchor(key),
        source_id=key,
        what=message(language, f"sources.{what}"),
        text=source.citation,
        url=source.url,
        licence=source.licence if source.licence_url else "",
        licence_url=source.licence_url,
    )


def _memberships(material: Material, language: str, key: str) -> Attribution:
    """What status, counts and dates rest on: evidence, its last day, licence of the tables."""
    facts = next(licences(material, language))
    count = number(language, len(material.catalog.evidence))
    ends = [
        message(
            language, "sources.evidence_end", who=pick(language, who), date=long_date(language, day)
        )
        for who, day in coverage.evidence_ends(material.catalog)
    ]
    text = message(language, key, count=count)
    return Attribution(
        anchor=payload.EVIDENCE_ANCHOR,
        source_id="",
        what=message(language, "sources.memberships"),
        text=" ".join([text, *ends]),
        url="",
        licence=facts.name,
        licence_url=facts.url,
    )
