"""What can be found: every place, every partner, every press release, by all its names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ruhrmap import press, view, wording
from ruhrmap.coverage.subject import kind_of, subject, title_of
from ruhrmap.dates import Edtf
from ruhrmap.messages import LANGUAGES, short_date
from ruhrmap.model import Catalog, Level, PressRelease, SearchName, TerritoryKind, Text


class Group(StrEnum):
    """The kinds of results, each under a heading of its own."""

    PLACES = "places"
    PARTNERS = "partners"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a place. A code ("MH") is found only when typed whole."""

    text: str
    is_code: bool = False
    is_own: bool = False  # the official one, in either language


@dataclass(frozen=True, slots=True)
class Place:
    """A territory or a partner, once: an independent city is one place with two keys."""

    key: str  # as the address has it
    group: Group
    title: Text
    kind_label: Text
    kind: TerritoryKind | None  # of a territory
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """A press release with the words by which it is found.

    Attributes
    ----------
    release : PressRelease
    subjects : tuple of Place
        Whom it is about, as the package lists them.
    about : str
        Publisher and date in words and figures: what a search may say beside the title.
    """

    release: PressRelease
    subjects: tuple[Place, ...]
    about: str


def places(catalog: Catalog) -> tuple[Place, ...]:
    """Municipalities, Kreise and partners, each group as a dictionary has it."""
    others = _other_names(catalog)
    towns = catalog.at(Level.MUNICIPALITY)
    kreise = (t for t in catalog.at(Level.DISTRICT) if not t.is_independent_city)
    territories = wording.by_name((*towns, *kreise))
    partners = [m.member_id for m in catalog.members.values() if not m.kind.is_municipal]
    return (
        *(_place(catalog, Group.PLACES, t.ags, others) for t in territories),
        *(_place(catalog, Group.PARTNERS, key, others) for key in partners),
    )


def releases(catalog: Catalog, known: Iterable[Place]) -> tuple[Release, ...]:
    """The press releases, newest first and undated last, as the lists of the page have them."""
    by_key = {place.key: place for place in known}
    one_key = view.places(catalog)
    return tuple(
        Release(
            release=release,
            subjects=tuple(
                by_key[key]
                for key in dict.fromkeys(
                    one_key[subject_key] for subject_key in (*release.member_ids, *release.ags)
                )
            ),
            about=" ".join((release.source.publisher, *_dates(release.source.date))),
        )
        for release in sorted(catalog.press_releases.values(), key=press.newest_first)
    )


def _place(
    catalog: Catalog, group: Group, key: str, others: Mapping[str, list[SearchName]]
) -> Place:
    chosen = subject(catalog, key)
    title = title_of(chosen)
    own = chosen.territory or chosen.member
    assert own is not None
    names = [Name(text, is_own=True) for text in dict.fromkeys((title.de, title.en))]
    # a bar in a short name says where the map may break it
    names.append(Name(own.short_name.replace("|", "")))
    names += (Name(other.name, is_code=other.kind.is_code) for other in others[key])
    return Place(
        key=key,
        group=group,
        title=title,
        kind_label=kind_of(catalog, chosen),
        kind=chosen.territory.kind if chosen.territory else None,
        names=tuple({name.text: name for name in reversed(names)}.values())[::-1],
    )


def _other_names(catalog: Catalog) -> Mapping[str, list[SearchName]]:
    one_key = view.places(catalog)
    found: dict[str, list[SearchName]] = defaultdict(list)
    for other in catalog.search_names:
        found[one_key[other.key]].append(other)
    return found


def _dates(when: Edtf | None) -> Iterator[str]:
    if when is None:
        return
    for language in LANGUAGES:
        yield wording.edtf(language, when)
    if when.earliest == when.latest:
        yield short_date(LANGUAGES[0], when.latest)
