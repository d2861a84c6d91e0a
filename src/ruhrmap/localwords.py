"""How people of a region write, for the reader of press releases: frozen and typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Homograph:
    """A name that is a word too. ``is_name`` tells which, if the text does not show it."""

    is_name: bool
    behind: frozenset[str]
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class LocalWords:
    """How people of a region write of it, for the reader of press releases.

    Each is as in ``ruhrmap.press`` of ``datapackage.json``; ``docs/other-regions.md`` tells what
    for.
    """

    prefixes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    agencies: tuple[tuple[str, str], ...] = ()
    counts: tuple[int, ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    behind_towns: tuple[str, ...] = ()
    adjectives: tuple[tuple[str, tuple[str, ...]], ...] = ()
    homographs: tuple[tuple[str, Homograph], ...] = ()
    town_adjectives: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    clubs: tuple[str, ...] = ()
    not_mentions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    home: tuple[str, ...] = ()
    first_names: tuple[str, ...] = ()
    seldom_first_names: tuple[str, ...] = ()


NO_WORDS = LocalWords()
