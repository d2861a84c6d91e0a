"""What the reader knows of words and names: of German (``words.toml``) and of a region together."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from ruhrmap.localwords import Homograph
from ruhrmap.press.reading.local import by_region, local
from ruhrmap.press.reading.vocabulary import listed

ARTICLES: Final = frozenset(
    listed(
        "der die das des dem den ein eine eines einem einer einen kein keine keinem keinen keines"
        " dieses diesem diesen dieser diese jedes jedem jeder unser unsere unserem unseren ihr ihre"
        " ihrem ihren sein seine seinem seinen mein meine dein euer viel wenig mehr etwas"
        " allem alles manches jenes jenem"
    )
)
# a preposition with the article of a neuter or masculine noun: never before a town alone
FUSED: Final = frozenset(listed("beim zum vom im am ans fürs ums ins aufs übers zur"))
LOCATING: Final = frozenset(listed("in aus nach neben"))
LISTING: Final = frozenset(["und", "sowie", "oder", "bzw", "&", ",", "/", "+"])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words, in small letters where nothing else is said."""

    names: Mapping[str, tuple[str, ...]]  # as written
    spelled_out: Mapping[str, str]  # as written
    behind_towns: tuple[str, ...]  # as written
    adjectives: Mapping[str, tuple[str, ...]]  # as written
    homographs: Mapping[str, Homograph]
    town_adjectives: frozenset[str]
    civic: tuple[str, ...]  # as written
    streets: frozenset[str]
    street_ends: tuple[str, ...]
    media_before: frozenset[str]
    media_behind: frozenset[str]
    media_brands: frozenset[str]  # as written
    clubs: frozenset[str]
    companies: frozenset[str]
    not_mentions: tuple[str, ...]  # as written
    qualifiers: frozenset[str]
    cities: tuple[str, ...]  # as written
    regions: tuple[str, ...]  # as written
    titles: frozenset[str]
    first_names: frozenset[str]  # as written
    surnames: frozenset[str]  # as written
    verbs_of_saying: frozenset[str]


@cache
def _german() -> dict[str, Any]:
    file = resources.files("ruhrmap.press.reading") / "words.toml"
    return tomllib.loads(file.read_text("utf-8"))


@by_region
def lexicon() -> Lexicon:
    """The words of ``words.toml`` and those of the region that is read of."""
    read, own = _german(), local().words
    persons = read["persons"]
    home = {*own.home, *own.prefixes}
    return Lexicon(
        names=MappingProxyType(dict(own.names)),
        spelled_out=MappingProxyType(read["spelled_out"]),
        behind_towns=(*read["behind"]["town"], *own.behind_towns),
        adjectives=MappingProxyType(dict(own.adjectives)),
        homographs=MappingProxyType(dict(own.homographs)),
        town_adjectives=frozenset((*read["town_adjectives"]["words"], *own.town_adjectives)),
        civic=tuple(read["civic"]["nouns"]),
        streets=frozenset(read["places_of_adjectives"]["whole"]),
        street_ends=tuple(read["places_of_adjectives"]["ends"]),
        media_before=frozenset((*read["media"]["before"], *(one.lower() for one in own.media))),
        media_behind=frozenset(read["media"]["behind"]),
        media_brands=frozenset((*read["media"]["brands"], *own.media)),
        clubs=frozenset((*read["clubs"]["before"], *own.clubs)),
        companies=frozenset(read["companies"]["forms"]),
        not_mentions=own.not_mentions,
        qualifiers=frozenset(read["not_mentions"]["qualifiers"]),
        cities=tuple(one for one in (*read["cities"]["names"], *own.cities) if one not in home),
        regions=tuple(one for one in (*read["regions"]["names"], *own.regions) if one not in home),
        titles=frozenset(persons["titles"]),
        first_names=frozenset(persons["first_names"].split()),
        surnames=frozenset(persons["surnames"]),
        verbs_of_saying=frozenset(persons["verbs"]),
    )
