"""What the reader knows of German words and names, read once a process from ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

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
class Homograph:
    """A name that is a word too. ``usually`` tells which, if the text does not show it."""

    is_name: bool
    behind: frozenset[str]
    beside: frozenset[str]


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
def lexicon() -> Lexicon:
    """The words of ``words.toml``."""
    file = resources.files("ruhrmap.press.reading") / "words.toml"
    read: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    persons = read["persons"]
    return Lexicon(
        names=_lists(read["names"]),
        spelled_out=MappingProxyType(read["spelled_out"]),
        behind_towns=tuple(read["behind"]["town"]),
        adjectives=_lists(read["adjectives"]),
        homographs=MappingProxyType(
            {
                word: Homograph(
                    one["usually"] == "name", frozenset(one["behind"]), frozenset(one["beside"])
                )
                for word, one in read["words"].items()
            }
        ),
        town_adjectives=frozenset(read["town_adjectives"]["words"]),
        civic=tuple(read["civic"]["nouns"]),
        streets=frozenset(read["places_of_adjectives"]["whole"]),
        street_ends=tuple(read["places_of_adjectives"]["ends"]),
        media_before=frozenset(read["media"]["before"]),
        media_behind=frozenset(read["media"]["behind"]),
        media_brands=frozenset(read["media"]["brands"]),
        clubs=frozenset(read["clubs"]["before"]),
        companies=frozenset(read["companies"]["forms"]),
        not_mentions=tuple(read["not_mentions"]["names"]),
        qualifiers=frozenset(read["not_mentions"]["qualifiers"]),
        cities=tuple(read["cities"]["names"]),
        regions=tuple(read["regions"]["names"]),
        titles=frozenset(persons["titles"]),
        first_names=frozenset(persons["first_names"].split()),
        surnames=frozenset(persons["surnames"]),
        verbs_of_saying=frozenset(persons["verbs"]),
    )


def _lists(table: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({key: tuple(values) for key, values in table.items()})
