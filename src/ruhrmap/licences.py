"""Under which licence each part of the data is, and whom its users must name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ruhrmap import payload
from ruhrmap.coverage.figures import area_source
from ruhrmap.messages import message
from ruhrmap.model import Catalog


class Described(Protocol):
    """A data package with its own words on itself."""

    @property
    def catalog(self) -> Catalog:
        """What it says."""

    @property
    def described(self) -> Mapping[str, Any]:
        """``datapackage.json`` as it is written."""

    @property
    def creator(self) -> str:
        """Who put the data together."""


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one part of the data.

    ``credit`` is what whoever uses it must name, ``short`` the same in few words.
    """

    part: str
    name: str
    title: str
    url: str
    credit: str
    short: str


def licences(material: Described, language: str) -> Iterator[Licence]:
    """The licence of each part: what was put together here, inhabitants and areas, borders."""
    catalog = material.catalog
    resources = {one["name"]: one for one in material.described["resources"]}
    facts = resources["memberships"]["licenses"][0]
    part = message(language, "export.part_facts")
    creator = material.creator
    yield Licence(part, facts["name"], facts["title"], facts["path"], creator, creator)
    census = catalog.census.values()
    parts = (
        ("population", (one.source_id for one in census)),
        ("area", (area_source(one) for one in census)),
        ("borders", (payload.BORDERS_SOURCE,)),
    )
    for key, source_ids in parts:
        yield from _of_sources(material, message(language, f"export.part_{key}"), source_ids)


def _of_sources(material: Described, part: str, source_ids: Iterable[str]) -> Iterator[Licence]:
    titles = {one["name"]: one["title"] for one in material.described["licenses"]}
    for source_id in dict.fromkeys(source_ids):
        source = material.catalog.sources[source_id]
        title = titles.get(source.licence, source.licence)
        short = f"{source.publisher}, {source.title}, {source.licence}"
        yield Licence(part, source.licence, title, source.licence_url, source.citation, short)


def credits_of(material: Described, language: str) -> tuple[str, ...]:
    """Whom a picture must name, as briefly as it can be said: a text for each publisher."""
    catalog = material.catalog
    facts = next(licences(material, language))
    told = [f"{message(language, 'sources.memberships')}: {material.creator}, {facts.name}"]
    census = catalog.census.values()
    parts: dict[str, list[str]] = {}
    for key, source_ids in (
        ("population", dict.fromkeys(one.source_id for one in census)),
        ("area", dict.fromkeys(area_source(one) for one in census)),
        ("borders", (payload.BORDERS_SOURCE,)),
    ):
        for source_id in source_ids:
            source = catalog.sources[source_id]
            named = parts.setdefault(f"{source.publisher}, {source.licence}", [])
            named.append(message(language, f"picture.of_{key}"))
    told += [f"{', '.join(names)}: {source}" for source, names in parts.items()]
    return tuple(told)
